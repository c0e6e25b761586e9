"""Figures on the sample newsroom: annotations on the texts as written, and the product end to end on its pages."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.claims_score import merging_figures
from evaluation.copies_score import SourceErrors, copy_errors, families, publishers
from evaluation.metrics import Attribution, Bodies, Tally, add_overlapping, add_who_what, bcubed_f1, characters
from evaluation.newsroom import texts as newsroom
from sayso import pipeline, sample
from sayso.annotate import Material
from sayso.desk import Desk
from sayso.interfaces.cli.demo import demo_settings, fill
from sayso.interfaces.cli.progress import ProgressBar
from sayso.settings import Settings
from sayso.text import normal_form
from sayso.types import Annotations, Answer, Relation

_NEWSROOM = Path(__file__).with_name("newsroom")
QUESTIONS = {
    "questions": _NEWSROOM / "questions.jsonl",
    "reworded questions A": _NEWSROOM / "questions-reworded-a.jsonl",
    "reworded questions B": _NEWSROOM / "questions-reworded-b.jsonl",
    "reworded questions C": _NEWSROOM / "questions-reworded-c.jsonl",
    "reworded questions D": _NEWSROOM / "questions-reworded-d.jsonl",
}
"""Questions by name; the errors of all but D were read while working on answers, so they are for development."""
LANGUAGES = ("en", "es", "fr")

_FIGURE = ("low", "high", "unit", "approximate", "counted")

Measured = Iterator[tuple[str, float | None]]


def newsroom_figures(only: str = "") -> Measured:
    """(name, figure) for all that is measured on our own data."""
    if "newsroom: annotate".startswith(only) or only.startswith("newsroom: annotate"):
        yield from _annotation_figures()
    if "newsroom: merging".startswith(only) or only.startswith("newsroom: merging"):
        yield from merging_figures()
    if "newsroom: product".startswith(only) or only.startswith("newsroom: product"):
        yield from _product_figures()


# --- annotations ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Judged:
    """Tallies of one language (or of all)."""

    statements: Tally = field(default_factory=Tally)
    firmness: Tally = field(default_factory=Tally)
    speakers: Tally = field(default_factory=Tally)
    figures: Tally = field(default_factory=Tally)
    counted: Tally = field(default_factory=Tally)
    moments: Tally = field(default_factory=Tally)


def _annotation_figures() -> Measured:
    labelled = [(text, gold) for text in newsroom.current() if (gold := newsroom.gold(text)) is not None]
    materials = [
        Material(text=t.text, title=t.title, published=t.published, language=t.language, outlet=t.outlet.name)
        for t, _ in labelled
    ]
    judged = {name: Judged() for name in ("all", *LANGUAGES)}
    for (text, gold), found in zip(labelled, pipeline.annotate(materials), strict=True):
        for name in ("all", text.language):
            judge(judged[name], text.text, gold, found)
    for name, one in judged.items():
        yield f"newsroom: annotate, statements who+what F1 ({name})", one.statements.f1
        yield f"newsroom: annotate, figures F1 ({name})", one.figures.f1
        yield f"newsroom: annotate, figures with what they count F1 ({name})", one.counted.f1
        yield f"newsroom: annotate, moments value F1 ({name})", one.moments.f1
    yield "newsroom: annotate, firmness of matched statements", judged["all"].firmness.precision
    yield "newsroom: annotate, speaker of matched statements", judged["all"].speakers.precision


def judge(judged: Judged, text: str, gold: dict[str, Any], found: Annotations) -> None:
    """Counts one article's annotations against its labels."""
    wanted = [_wanted_statement(text, one) for one in gold["statements"]]
    got = [
        Attribution(characters(text, one.source), characters(text, one.content), (one.speaker, one.firmness.value))
        for one in found.statements
    ]
    for i, j in add_who_what(judged.statements, wanted, got):
        speaker, firmness = wanted[i].meaning
        judged.firmness.predicted += 1
        judged.firmness.right += got[j].meaning[1] == firmness
        if speaker:
            judged.speakers.predicted += 1
            judged.speakers.right += _same_name(speaker, got[j].meaning[0])
    placed_figures = [(*placed(text, one["text"]), one) for one in gold["figures"]]
    found_figures = [(f.start, f.end, {name: getattr(f, name) for name in _FIGURE}) for f in found.figures]
    for tally, meaning in ((judged.figures, _amount), (judged.counted, _counted_amount)):
        add_overlapping(
            tally,
            [(start, end, meaning(one)) for start, end, one in placed_figures],
            [(start, end, meaning(one)) for start, end, one in found_figures],
        )
    add_overlapping(
        judged.moments,
        [(*placed(text, one["text"]), one["value"]) for one in gold["moments"]],
        [(moment.start, moment.end, moment.value) for moment in found.moments],
    )


def placed(text: str, quoted: str | dict[str, Any]) -> tuple[int, int]:
    """Where a label's words stand: a plain string at its first place, ``{"q", "nth"}`` at another."""
    words, nth = (quoted, 1) if isinstance(quoted, str) else (quoted["q"], quoted["nth"])
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{words!r} doesn't stand in the text {nth} times")
    return start, start + len(words)


def _wanted_statement(text: str, one: dict[str, Any]) -> Attribution:
    source, content = ([placed(text, words) for words in one[role]] for role in ("source", "content"))
    return Attribution(characters(text, source), characters(text, content), (one["speaker"], one["firmness"]))


def _amount(figure: dict[str, Any]) -> tuple[Any, ...]:
    """What makes a figure right. What is counted is reported apart: its lemma is a matter of taste."""
    return figure["low"], figure["high"], figure["unit"], bool(figure["approximate"])


def _counted_amount(figure: dict[str, Any]) -> tuple[Any, ...]:
    return *_amount(figure), figure["counted"]


def _same_name(wanted: str, got: str | None) -> bool:
    a, b = normal_form(wanted).removeprefix("the "), normal_form(got or "").removeprefix("the ")
    return bool(b) and (a == b or a in b or b in a)


# --- the product ------------------------------------------------------------------------------------------------


def _product_figures() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        settings = demo_settings(Settings(store=folder))
        fill(settings, ProgressBar(quiet=True))
        with Desk.open(folder, settings) as desk:
            yield from _extraction_figures(desk)
            yield from _story_figures(desk)
            yield from _answer_figures(desk)
            checked, faults = desk.verify()
            yield "newsroom: product, spans checked by verify", float(checked)
            yield "newsroom: product, spans that lie (at most)", float(len(faults))


def _ids(desk: Desk) -> dict[str, str]:
    """The newsroom's ids to the store's, by address; texts that only stand in another's page are found by title."""
    found: dict[str, str] = {}
    by_title = {normal_form(a.title or ""): a.id for s in desk.stories(10_000) for a, _ in desk.story(s.id).members}
    for one in sample.articles():
        id_ = desk.store.find_article(one["address"]) if one["address"] else by_title.get(normal_form(one["title"]))
        if id_ is not None:
            found[one["id"]] = id_
    return found


def _extraction_figures(desk: Desk) -> Measured:
    ids = _ids(desk)
    wanted = {text.key: text for text in newsroom.current(stage=2)}
    credited = {one["id"]: one["credited"] for one in sample.articles()}
    bodies = Bodies([], [])
    right = dict.fromkeys(("title", "outlet", "authors", "day", "language"), 0)
    for key, text in wanted.items():
        if key not in ids:
            bodies.add(text.text, "")
            continue
        article = desk.store.article(ids[key])
        bodies.add(text.text, article.text)
        right["title"] += normal_form(article.title or "") == normal_form(text.title)
        right["outlet"] += normal_form(article.outlet or "") == normal_form(credited[key] or text.outlet.name)
        right["authors"] += set(map(normal_form, article.authors)) == set(map(normal_form, text.authors))
        right["day"] += (article.published or "")[:10] == text.published[:10]
        right["language"] += article.language == text.language
    yield "newsroom: product, articles found of those published", 100 * len(ids) / len(wanted)
    yield "newsroom: product, body F1", bodies.f1
    for name, count in right.items():
        yield f"newsroom: product, {name} right", 100 * count / len(wanted)


def _story_figures(desk: Desk) -> Measured:
    ids = _ids(desk)
    listed = [one for one in sample.articles() if one["id"] in ids]
    for name, languages in (("all languages", LANGUAGES), ("English", ("en",))):
        ours = [one for one in listed if one["language"] in languages]
        gold = {ids[one["id"]]: one["story"] for one in ours}
        found = {id_: desk.store.story_of(id_) for id_ in gold}
        yield f"newsroom: product, stories B3 F1 ({name})", bcubed_f1(gold, found)
    yield from _copy_figures(desk, ids, listed)


def _copy_figures(desk: Desk, ids: dict[str, str], listed: list[dict[str, Any]]) -> Measured:
    copies = Tally()
    gold, placements = {}, []
    for one in listed:
        place = desk.store.placement(ids[one["id"]])
        wanted = ids.get(one["copy_of"]) if one["relation"] == Relation.COPY else None
        got = place.copy_of if place and place.relation is Relation.COPY else None
        copies.wanted += wanted is not None
        copies.predicted += got is not None
        copies.right += wanted is not None and wanted == got
        gold[ids[one["id"]]] = wanted or ids[one["id"]]
        placements += [place] if place else []
    yield "newsroom: product, copies F1", copies.f1
    errors = copy_errors(gold, families(placements))
    yield "newsroom: product, pairs called copies that aren't (at most)", errors.too_much
    yield "newsroom: product, pairs of copies missed (at most)", errors.too_little
    yield "newsroom: product, sources of a story miscounted by (at most)", _miscounted(desk, ids, listed)


def _miscounted(desk: Desk, ids: dict[str, str], listed: list[dict[str, Any]]) -> float:
    """By how many independent sources the count that a story shows is off, on average."""
    owners = {one["outlet"]: one["family"] for one in listed}
    errors = SourceErrors()
    for story in sorted({one["story"] for one in listed}):
        members = [one for one in listed if one["story"] == story]
        shown = Counter(desk.store.story_of(ids[one["id"]]) for one in members).most_common(1)[0][0]
        relations = {one["id"]: Relation(one["relation"]) for one in members}
        wanted = publishers(relations, {one["id"]: owners[one["credited"] or one["outlet"]] for one in members})
        errors.add(wanted, wanted, desk.store.story(shown).sources.independent)
    return errors.mean_off


def _answer_figures(desk: Desk) -> Measured:
    ids = _ids(desk)
    for name, file in QUESTIONS.items():
        asked = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        yield from _right_and_invented(desk, ids, name, asked)


def _right_and_invented(desk: Desk, ids: dict[str, str], name: str, asked: list[dict[str, Any]]) -> Measured:
    right = wanted = invented = 0
    for one in asked:
        answers = desk.ask(one["question"])
        wanted += bool(one["answers"])
        right += any(_bears(desk, answers, ids.get(a["article"], ""), a["quote"]) for a in one["answers"])
        invented += bool(answers and not one["answers"])
    yield f"newsroom: product, {name} right", 100 * right / max(1, wanted)
    unanswerable = max(1, len(asked) - wanted)
    yield f"newsroom: product, unanswerable {name} answered (at most)", 100 * invented / unanswerable


def _bears(desk: Desk, answers: Iterable[Answer], article: str, quote: str) -> bool:
    """Whether an answer's support overlaps the labelled words, in that article or a copy of it."""
    for answer in answers:
        for span in answer.support:
            text = desk.text_of(span.article, span.version) or ""
            start = text.find(quote)
            if start >= 0 and min(span.end, start + len(quote)) > max(span.start, start):
                return True
            if span.article == article and normal_form(quote) in normal_form(text[span.start : span.end]):
                return True
    return False
