"""sayso's stories and copies beside its peers: ``make bench-stories``, or ``python -m evaluation.bench_stories``.

The folder ($SAYSO_EVAL_DATA or --data) holds ``stories/`` as zstd JSON Lines; $SAYSO_STREAM names a folder of JSON
files or a file of JSON Lines with other articles (30,000 are read), among which basil is hidden. What isn't there is
skipped with a line. Peers are programs of ``evaluation/peers`` in an environment of their own (--python); one that
can't be run gets a line with its reason. A peer's setting, in brackets, is the one that is best for it on these very
sets: for stories by the mean BCubed F1 of the public ones, for copies by the ARI on neardup. sayso's weights were
trained on them too: ``evaluation.train_stories`` has its cross-validation. Speeds are articles a CPU-second on one
core, for comparison within one run alone.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

from evaluation.copies_score import SourceErrors, copy_errors, families, publishers
from evaluation.metrics import adjusted_rand, bcubed, bcubed_f1
from evaluation.story_peers import PEERS, Clustering, Found, Peer, PeerError, answers_of
from evaluation.story_sets import (
    STORIES,
    LabelledSet,
    hidden_in,
    newsroom_set,
    printing,
    public_set,
    streamed,
)
from sayso import sample
from sayso.models import StaticVectors
from sayso.protocols import Embedder
from sayso.stories import Features, Grouper, count_sources, features_of, group, publisher_of, vectors_of
from sayso.stories.group import group_features
from sayso.types import Article, Placement, Relation

STREAMED = 30_000
_ORDERS = 5
_OFTEN, _QUICK = 3, 2_000
"""Sets of up to so many articles are timed so often; the median counts."""


def grouped(articles: Sequence[Article], embedder: Embedder | None) -> tuple[Found, list[Placement]]:
    """What ``sayso group`` makes of articles; start-up is off. An embedder is asked about several languages."""
    spent, placements = [], []
    for _ in range(_OFTEN if len(articles) <= _QUICK else 1):
        begun = time.process_time()
        placements = group(articles, embedder=embedder)
        spent.append(time.process_time() - begun)
    stories = {one.article: one.story for one in placements}
    return Found(stories, families(placements), statistics.median(spent)), placements


def best_setting(found: Mapping[float, Mapping[str, Found]], judge: Callable[[Mapping[str, Found]], float]) -> float:
    """The setting that does best; the first of equals."""
    return max(found, key=lambda setting: judge(found[setting]))


# --- cells ---------------------------------------------------------------------------------------------------------


def story_cells(one: LabelledSet, found: Found) -> str:
    """BCubed precision / recall / F1 in percent."""
    precision, recall, f1 = (100 * figure for figure in bcubed(one.stories, found.stories))
    return f"{precision:.1f} / {recall:.1f} / **{f1:.1f}**"


def stream_cells(one: LabelledSet, found: Found) -> list[str]:
    """The same, the size of the largest story, and the speed."""
    largest = max(Counter(found.stories.values()).values())
    return [story_cells(one, found), f"{largest}", speed([one], [found])]


def copy_cells(one: LabelledSet, found: Found) -> list[str]:
    """ARI, and both errors in percent."""
    errors = copy_errors(one.families, found.families)
    return [
        f"**{adjusted_rand(one.families, found.families):.3f}**",
        f"{errors.too_much:.1f}",
        f"{errors.too_little:.1f}",
    ]


def speed(sets: Iterable[LabelledSet], found: Iterable[Found]) -> str:
    """Articles a CPU-second."""
    return f"{sum(len(one.articles) for one in sets) / sum(one.cpu_seconds for one in found):,.0f}"


def between_orders(clusterings: Sequence[Clustering]) -> tuple[float, float]:
    """The mean and the least BCubed F1 of each two clusterings of one set."""
    agreed = [bcubed_f1(one, other) for one, other in combinations(clusterings, 2)]
    return statistics.mean(agreed), min(agreed)


# --- the sets ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sets:
    """What is measured: sets with stories, the set of near duplicates, the stream or None."""

    stories: tuple[LabelledSet, ...]
    copies: LabelledSet
    stream: LabelledSet | None

    @property
    def small(self) -> list[LabelledSet]:
        """All but the stream."""
        return [*self.stories, self.copies]

    @property
    def public(self) -> tuple[LabelledSet, ...]:
        """The public ones with stories: those that settings are chosen on."""
        return tuple(one for one in self.stories if one.name in STORIES)


def read_sets(folder: Path, stream: Path | None) -> Sets:
    """Reads them. Without a stream that is there, says so on stderr."""
    public = [public_set(folder, name) for name in STORIES]
    if stream is None or not stream.exists():
        progress("no stream: name a folder of JSON files or a file of JSON Lines in SAYSO_STREAM")
        hidden = None
    else:
        hidden = hidden_in(public[0], _others(streamed(stream, STREAMED), public[0].articles))
    return Sets((*public, newsroom_set()), public_set(folder, "neardup"), hidden)


def _others(stream: Sequence[Article], known: Sequence[Article]) -> list[Article]:
    """Those of a stream that don't print one of the known articles."""
    progress(f"{len(stream)} articles of the stream: which of them print one of {len(known)} known ones?")
    prints = printing([features_of(one) for one in stream], [features_of(one) for one in known])
    return [article for article, printed in zip(stream, prints, strict=True) if not printed]


# --- rows ----------------------------------------------------------------------------------------------------------


def story_row(sets: Sets, found: Mapping[str, Found]) -> list[str]:
    """A cell for each set with stories, and the speed over all of them."""
    cells = [story_cells(one, found[one.name]) for one in sets.stories]
    return [*cells, speed(sets.stories, [found[one.name] for one in sets.stories])]


def copy_row(sets: Sets, found: Mapping[str, Found]) -> list[str]:
    """Copies on neardup and their speed, copies on the newsroom."""
    newsroom = sets.stories[-1]
    cells = [*copy_cells(sets.copies, found[sets.copies.name]), speed([sets.copies], [found[sets.copies.name]])]
    return [*cells, *copy_cells(newsroom, found[newsroom.name])]


class Rows(list[list[str]]):
    """The rows of a table; each is told on stderr when it comes, so that a run that is stopped has shown something."""

    def append(self, row: list[str]) -> None:
        """Adds one."""
        progress(" | ".join(row))
        super().append(row)


@dataclass(slots=True)
class Tables:
    """Rows as they come: stories, stream, copies."""

    stories: Rows = field(default_factory=Rows)
    stream: Rows = field(default_factory=Rows)
    copies: Rows = field(default_factory=Rows)


def measure_sayso(sets: Sets, tables: Tables) -> list[Placement]:
    """Adds sayso's rows; returns its placements of the newsroom.

    Where all articles are of one language no vector is asked for, so the stream and the copies have one row.
    """
    found = {}
    for one in sets.stories:
        progress(f"sayso without vectors: {one.name}, {len(one.articles)} articles")
        found[one.name], _ = grouped(one.articles, None)
    tables.stories.append(["**sayso**, without vectors", *story_row(sets, found)])
    for one in [*sets.small, *([sets.stream] if sets.stream else [])]:
        progress(f"sayso: {one.name}, {len(one.articles)} articles")
        found[one.name], placements = grouped(one.articles, own_embedder())
        if one.name == "newsroom":
            newsroom = placements
    tables.stories.append(["**sayso**", *story_row(sets, found)])
    tables.copies.append(["**sayso**", *copy_row(sets, found)])
    if sets.stream:
        tables.stream.append(["**sayso**", *stream_cells(sets.stream, found["stream"])])
    return newsroom


@cache
def own_embedder() -> Embedder:
    """Sayso's own, made ready."""
    made = StaticVectors()
    made.embed(["ready"])
    return made


def measure_peer(peer: Peer, python: Path, sets: Sets, tables: Tables) -> None:
    """Adds a peer's rows, or lines with the reason why there are none."""
    small = sets.small if "copies" in peer.asked_for else sets.stories
    progress(f"{peer.name}: the small sets at {len(peer.settings)} settings")
    try:
        found = answers_of(peer, python, small, peer.settings)
    except PeerError as error:
        rows, cells = (tables.copies, 7) if "copies" in peer.asked_for else (tables.stories, 5)
        rows.append([peer.name, f"not run: {error}", *[""] * (cells - 1)])
        return
    if "copies" in peer.asked_for:
        best = best_setting(found, lambda one: adjusted_rand(sets.copies.families, one[sets.copies.name].families))
        tables.copies.append([f"{peer.name} ({best:g})", *copy_row(sets, found[best])])
    if "stories" in peer.asked_for:
        best = best_setting(found, lambda one: _mean_f1(sets.public, one))
        tables.stories.append([f"{peer.name} ({best:g})", *story_row(sets, found[best])])
        if sets.stream and "stream" in peer.asked_for:
            tables.stream.append([f"{peer.name} ({best:g})", *_stream_row(peer, python, sets.stream, best)])


def _stream_row(peer: Peer, python: Path, stream: LabelledSet, setting: float) -> list[str]:
    progress(f"{peer.name}: the stream at {setting:g}")
    try:
        return stream_cells(stream, answers_of(peer, python, [stream], [setting])[setting][stream.name])
    except PeerError as error:
        return [f"not run: {error}", "", ""]


def _mean_f1(sets: Sequence[LabelledSet], found: Mapping[str, Found]) -> float:
    return statistics.mean(bcubed_f1(one.stories, found[one.name].stories) for one in sets)


def order_rows(sets: Sequence[LabelledSet]) -> Iterator[list[str]]:
    """For each set: how alike its stories are whatever the order of the articles, from ``group`` and from a stream."""
    for one in sets:
        progress(f"{one.name} in {_ORDERS} random orders")
        vectors = vectors_of(one.articles, own_embedder())
        features = {
            article.id: features_of(article, vector=vector)
            for article, vector in zip(one.articles, vectors, strict=True)
        }
        orders = [random.Random(seed).sample(sorted(features), len(features)) for seed in range(_ORDERS)]
        sorted_, as_they_come = ([way(order, features) for order in orders] for way in (_sorted_first, _as_they_come))
        cells = []
        for clusterings in (sorted_, as_they_come):
            right = statistics.mean(bcubed_f1(one.stories, found) for found in clusterings)
            mean, least = between_orders(clusterings)
            cells += [f"{100 * right:.1f}", f"**{100 * mean:.1f}** / {100 * least:.1f}"]
        yield [one.name, *cells]


def _sorted_first(order: Sequence[str], features: Mapping[str, Features]) -> Clustering:
    return {one.article: one.story for one in group_features(order, [features[id_] for id_ in order])}


def _as_they_come(order: Sequence[str], features: Mapping[str, Features]) -> Clustering:
    grouper, found = Grouper(), {}
    for id_ in order:
        found.update((one.article, one.story) for one in grouper.place(id_, features[id_]).placements)
    found.update((one.article, one.story) for one in grouper.look_again())
    return found


def source_errors(one: LabelledSet, placements: Iterable[Placement]) -> SourceErrors:
    """The newsroom's independent sources: by the relations found, and as each story's page would count them."""
    truth = {row["id"]: row for row in sample.articles()}
    owners = {row["outlet"]: row["family"] for row in truth.values()}
    whose = {id_: owners[row["credited"] or row["outlet"]] for id_, row in truth.items()}
    placed = {placement.article: placement for placement in placements}
    publisher = {article.id: publisher_of(article) for article in one.articles}
    errors = SourceErrors()
    for story in sorted(set(one.stories.values())):
        members = [id_ for id_ in placed if one.stories[id_] == story]
        shown = Counter(placed[id_].story for id_ in members).most_common(1)[0][0]
        page = [(placement, publisher[placement.article]) for placement in placed.values() if placement.story == shown]
        errors.add(
            publishers({id_: Relation(truth[id_]["relation"]) for id_ in members}, whose),
            publishers({id_: placed[id_].relation for id_ in members}, whose),
            count_sources(page).independent,
        )
    return errors


# --- the tables ------------------------------------------------------------------------------------------------------


def progress(line: str) -> None:
    """Says on stderr what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def print_tables(sets: Sets, tables: Tables) -> None:
    """Stories, the stream, copies."""
    _print_table(("stories", *(f"{one.name} B3 P / R / F1" for one in sets.stories), "articles/s"), tables.stories)
    if sets.stream:
        hidden = f"basil among {len(sets.stream.articles) - len(sets.stream.stories):,} others, B3 P / R / F1"
        _print_table(("stream", hidden, "largest story", "articles/s"), tables.stream)
    errors = ("ARI", "too much, %", "too little, %")
    heads = [f"neardup {name}" for name in errors], [f"newsroom {name}" for name in errors]
    _print_table(("copies", *heads[0], "articles/s", *heads[1]), tables.copies)


def print_sources(errors: SourceErrors) -> None:
    """One line on the newsroom's independent sources."""
    told = errors.publishers
    print(
        f"\nnewsroom: of {told.wanted} independent publishers of {len(errors.off)} stories {told.wanted - told.right} "
        f"lost, {told.predicted - told.right} made up; a story's count is off by {errors.mean_off:.2f} on average, "
        f"{sum(not off for off in errors.off)} are exact",
        flush=True,
    )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("SAYSO_EVAL_DATA") or None)
    parser.add_argument("--stream", type=Path, default=os.environ.get("SAYSO_STREAM") or None)
    parser.add_argument("--python", type=Path, default=Path("build/bench/venv/bin/python"), help="the peers' Python")
    parser.add_argument("--only", default="", help="peers whose names have this in them")
    options = parser.parse_args()
    if options.data is None or not (options.data / "stories").is_dir():
        sys.exit("sayso: no public data here. Name their folder: make bench-stories DATA=FOLDER")
    sets, tables = read_sets(options.data, options.stream), Tables()
    placements = measure_sayso(sets, tables)
    for peer in PEERS:
        if options.only in peer.name:
            measure_peer(peer, options.python, sets, tables)
    print_tables(sets, tables)
    heads = ("input in 5 random orders", "group: B3 F1", "between orders, mean / least")
    _print_table((*heads, "as they come: B3 F1", "between orders, mean / least"), order_rows(sets.stories))
    print_sources(source_errors(sets.stories[-1], placements))


if __name__ == "__main__":
    main()
