"""Trains the decision whether two sides are one story: ``python -m evaluation.train_stories --data FOLDER [--write]``.

Examples are what the algorithm itself asks: articles against growing stories and stories against each other, first
led by the labels, then by the weights of the round before (Ross et al. 2011, "A reduction of imitation learning to
no-regret online learning"). Each set weighs the same; dated sets are used once more without dates. Printed are B3 F1 by
cross-validation over stories (look-alikes of one topic in one fold; a held-out story is grouped together with all the
others, by weights that saw nothing of it) and with a whole set left out.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.newsroom import texts as newsroom
from evaluation.rows import rows_of
from sayso import sample
from sayso.contract import article_of
from sayso.models.static_vectors import StaticVectors
from sayso.protocols import Embedder
from sayso.stories.cluster import Grouper
from sayso.stories.decision import Decision
from sayso.stories.features import Features, features_of, lead_of
from sayso.stories.group import group_features
from sayso.stories.open_stories import OpenStories, Tuning
from sayso.stories.second_look import agglomerated
from sayso.stories.sides import CLUES, CLUES_ACROSS, Side, across_languages, clues, clues_across, mean_cosine
from sayso.types import Article

WEIGHTS = Path(__file__).parents[1] / "src/sayso/stories/same_story.json"
_SETS = ("basil", "ecbplus", "vimds")
_LEADS = Path(__file__).parent / "vectors/leads.jsonl"
_FOLDS = 5
_ROUNDS = 2
_BATCHES = (10, 60, 1_000)
"""Articles between two second looks: small batches meet grown stories, one large batch meets single articles."""
_LEAST = -1.0
"""Unions below the product's threshold are made too, so that what comes of errors is seen."""
_EXAMPLES = 6_000
"""At most so many are kept of one run."""
_RIDGE, _RIDGE_ACROSS = 1.0, 3.0
_SEED = 3
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article's id, its story and its features."""

    id: str
    story: str
    features: Features


class LabelledSide(Side):
    """A side that remembers the stories of its articles."""

    __slots__ = ("stories",)
    stories: Counter[str]

    def add(self, other: Side) -> None:
        """Takes the other's labels in too."""
        super().add(other)
        assert isinstance(other, LabelledSide)
        self.stories = self.stories + other.stories

    def copy(self) -> LabelledSide:
        """With its labels."""
        return labelled(super().copy(), Counter(self.stories))


def labelled(side: Side, stories: Counter[str]) -> LabelledSide:
    """A side with the stories of its articles."""
    made = LabelledSide(*(getattr(side, name) for name in Side.__slots__))
    made.stories = stories
    return made


@dataclass(slots=True)
class Examples:
    """What was asked of one set: the clues, whether the sides were one story, and the folds of both."""

    found: list[list[float]] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)
    folds: list[tuple[int, int]] = field(default_factory=list)
    across: list[bool] = field(default_factory=list)
    only_across: bool = False
    """Whether it repeats another set but for what is compared across languages alone."""

    def chosen(self, across: bool) -> tuple[Floats, Floats]:
        """Clues and labels of the pairs that have a language in common, or of those that have none."""
        kept = [
            index
            for index, is_across in enumerate(self.across)
            if is_across == across and (across or not self.only_across)
        ]
        return np.array([self.found[index] for index in kept]), np.array([float(self.same[index]) for index in kept])


@dataclass(slots=True)
class Asked:
    """A decision that keeps what it is asked; without one to follow, it goes by the labels."""

    follow: Decision | None
    random: random.Random
    seen: list[tuple[list[float], float, int, int, bool]] = field(default_factory=list)

    def log_odds(self, one: Side, other: Side, mean: float | None = None) -> float:
        """As of the decision that it follows."""
        assert isinstance(one, LabelledSide)
        assert isinstance(other, LabelledSide)
        mean = mean_cosine(one, other) if mean is None else mean
        same = sum(count * other.stories[story] for story, count in one.stories.items())
        share = same / (one.articles * other.articles)
        across = across_languages(one, other)
        found = (clues_across if across else clues)(one, other, mean)
        self.seen.append((found, share, fold_of(one.stories), fold_of(other.stories), across))
        if self.follow:
            return self.follow.log_odds(one, other, mean)
        return (1 if share > 0.5 else -1) * (2.5 + self.random.random()) + mean

    def kept(self, examples: Examples) -> None:
        """Adds a sample of what was asked to examples; sides that are half and half teach nothing."""
        for found, share, one, other, across in self.random.sample(self.seen, min(_EXAMPLES, len(self.seen))):
            if not 0.35 < share < 0.65:
                examples.found.append(found)
                examples.same.append(share > 0.5)
                examples.folds.append((one, other))
                examples.across.append(across)


def fold_of(stories: Counter[str]) -> int:
    """The fold of a side: of most of its articles' story; look-alikes of one topic are in one fold."""
    story = min(stories, key=lambda name: (-stories[name], name))
    topic = story.split("_", 1)[0] if story.startswith(("ecb:", "topic:")) else story
    return zlib.crc32(topic.encode()) % _FOLDS


def walked(rows: Sequence[Labelled], asked: Asked, batch: int) -> None:
    """Groups a set as the product does, a second look after each ``batch`` articles, in an order of its own; copies are
    left out. ``asked`` keeps what was asked on the way.
    """
    tuning = Tuning()
    stories = OpenStories(tuning, asked)
    stories.foresee(row.features for row in rows)
    sides: dict[int, LabelledSide] = {}
    numbers = count()
    order = asked.random.sample(range(len(rows)), len(rows))
    for begin in range(0, len(order), batch):
        coming = order[begin : begin + batch]
        pairs: dict[tuple[int, int], float] = {}
        for at in coming:
            sides[at] = labelled(stories.measured(rows[at].features), Counter([rows[at].story]))
            stories.add(str(at), next(numbers), rows[at].features, sides[at])
        for at in coming:
            for odds, near, _ in stories.near(sides[at], but=str(at)):
                pairs[min(at, int(near)), max(at, int(near))] = odds
        offered = [(odds, *pair) for pair, odds in sorted(pairs.items())]
        for into, gone in agglomerated(sides, offered, asked.log_odds, replace(tuning.limits, least=_LEAST)).made:
            stories.unite(str(into), str(gone))
            del sides[gone]


def examples_of(sets: Mapping[str, list[Labelled]]) -> dict[str, Examples]:
    """Examples of each set: rounds led by the labels, then by what was learnt of them."""
    found = {name: Examples(only_across=name.endswith("vector")) for name in sets}
    follow: Decision | None = None
    for round_ in range(_ROUNDS + 1):
        for name, rows in sets.items():
            for batch in _BATCHES:
                asked = Asked(follow, random.Random(f"{_SEED} {round_} {name} {batch}"))
                walked(rows, asked, batch)
                asked.kept(found[name])
        follow = fitted(list(found.values()))
    return found


def fitted(sets: Sequence[Examples]) -> Decision:
    """Weights from the examples of several sets, each of which weighs the same."""
    parts = []
    for across, ridge in ((False, _RIDGE), (True, _RIDGE_ACROSS)):
        chosen = []
        for examples in sets:
            found, same = examples.chosen(across)
            if len(same) and 0 < same.sum() < len(same):
                chosen.append((found, same, np.full(len(same), 1000 / len(same))))
        parts.append(logistic(*(np.concatenate(part) for part in zip(*chosen, strict=True)), ridge) if chosen else ())
    alike, across_ = parts
    return Decision(alike, across_)


def logistic(found: Floats, same: Floats, weight: Floats, ridge: float) -> tuple[float, ...]:
    """Weights and the constant of a logistic regression, by Newton's method on standardised clues."""
    mean, spread = found.mean(0), found.std(0) + 1e-9
    standard = np.c_[(found - mean) / spread, np.ones(len(found))]
    penalty = np.r_[np.full(found.shape[1], ridge), 1e-6]
    beta = np.zeros(standard.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(standard @ beta, -30, 30)))
        gradient = standard.T @ (weight * (chance - same)) + penalty * beta
        curvature = (standard * (weight * chance * (1 - chance))[:, None]).T @ standard + np.diag(penalty)
        beta -= np.linalg.solve(curvature, gradient)
    weights = beta[:-1] / spread
    return (*(float(w) for w in weights), float(beta[-1] - (weights * mean).sum()))


# --- the sets ---------------------------------------------------------------------------------------------------


def sets_of(folder: Path) -> dict[str, list[Labelled]]:
    """The labelled sets."""
    found = {}
    for name in _SETS:
        rows = rows_of(folder / f"stories/{name}.dev.jsonl.zst")
        articles = [
            (article_of({**row, "published": row.get("date"), "outlet": row.get("source")}), row["story"])
            for row in rows
        ]
        found[name] = [Labelled(article.id, story, features_of(article)) for article, story in articles]
    embedder = StaticVectors()
    return found | {"newsroom": list(_newsroom(embedder)), "leads": list(_leads(embedder))}


def _leads(embedder: Embedder) -> Iterator[Labelled]:
    """Short reports of 24 events in five languages, two events to a topic."""
    for number, line in enumerate(_LEADS.read_text("utf-8").splitlines()):
        row = json.loads(line)
        title, _, text = row["text"].partition(". ")
        article = article_of({"id": str(number), "title": title, "text": text, "language": row["language"]})
        story = f"topic:{row['topic']}_{row['event']}"
        yield Labelled(article.id, story, _features(article, embedder))


def _features(article: Article, embedder: Embedder) -> Features:
    (vector,) = embedder.embed([lead_of(article)]).tolist()
    return features_of(article, None, vector)


def _newsroom(embedder: Embedder) -> Iterator[Labelled]:
    stories = {one["id"]: one["story"] for one in sample.articles()}
    for text in newsroom.current(stage=2):
        article = Article(
            text.key, "", text.title, text.outlet.name, tuple(text.authors), text.published, None, text.language,
            None, None, (), (), text.text,
        )  # fmt: skip
        yield Labelled(text.key, stories[text.key], _features(article, embedder))


def with_less(sets: Mapping[str, list[Labelled]]) -> dict[str, list[Labelled]]:
    """The same articles once more without dates, and without vectors, where they have any."""
    found = {}
    for name, rows in sets.items():
        for less in ("instant", "vector"):
            if any(getattr(row.features, less) is not None for row in rows):
                bare = [Labelled(row.id, row.story, replace(row.features, **{less: None})) for row in rows]
                found[f"{name}{_WITHOUT}{less}"] = bare
    return found


# --- the report -------------------------------------------------------------------------------------------------


def held_out(rows: Sequence[Labelled], decision: Decision, fold: int | None) -> list[tuple[float, float]]:
    """B3 precision and recall of each article of a fold (all articles where None), everything grouped together."""
    placed = group_features([row.id for row in rows], [row.features for row in rows], Grouper(decision=decision))
    found = {one.article: one.story for one in placed}
    cells = Counter((row.story, found[row.id]) for row in rows)
    gold, made = Counter(row.story for row in rows), Counter(found.values())
    return [
        (cells[row.story, found[row.id]] / made[found[row.id]], cells[row.story, found[row.id]] / gold[row.story])
        for row in rows
        if fold is None or fold_of(Counter([row.story])) == fold
    ]


def line(items: Sequence[tuple[float, float]]) -> str:
    """Precision, recall and F1."""
    precision = sum(one for one, _ in items) / len(items)
    recall = sum(other for _, other in items) / len(items)
    return f"P {precision:.4f} R {recall:.4f} F1 {2 * precision * recall / (precision + recall):.4f}"


def report(sets: Mapping[str, list[Labelled]], examples: Mapping[str, Examples]) -> None:
    """Prints both cross-validations."""
    for name, rows in sets.items():
        twins = [found for twin, found in examples.items() if twin.split(_WITHOUT)[0] == name]
        items = []
        for fold in range(_FOLDS):
            cut = [_cut(one, fold) if any(one is twin for twin in twins) else one for one in examples.values()]
            items += held_out(rows, fitted(cut), fold)
        print(f"{name:<10} over stories  {line(items)}", flush=True)
        rest = [one for one in examples.values() if not any(one is twin for twin in twins)]
        print(f"{name:<10} set left out  {line(held_out(rows, fitted(rest), None))}", flush=True)


def _cut(examples: Examples, fold: int) -> Examples:
    kept = [index for index, folds in enumerate(examples.folds) if fold not in folds]
    return Examples(
        [examples.found[index] for index in kept],
        [examples.same[index] for index in kept],
        [examples.folds[index] for index in kept],
        [examples.across[index] for index in kept],
        examples.only_across,
    )


_WITHOUT = " without "


def main() -> None:
    """Trains, reports, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("SAYSO_EVAL_DATA"))
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    parser.add_argument("--no-report", action="store_true")
    options = parser.parse_args()
    sets = sets_of(Path(options.data))
    examples = examples_of(sets | with_less(sets))
    decision = fitted(list(examples.values()))
    if not options.no_report:
        report(sets, examples)
    kept = {
        part: dict(zip((*names, "constant"), (round(weight, 4) for weight in weights), strict=True))
        for part, names, weights in (("alike", CLUES, decision.alike), ("across", CLUES_ACROSS, decision.across))
    }
    print(json.dumps(kept, indent=1))
    if options.write:
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
