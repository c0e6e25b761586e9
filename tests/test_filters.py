"""The filters in this process: one line out for one in, in order, whatever stands in it (shared contract)."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.interfaces.cli import filters
from sayso.interfaces.cli.filters import run_filter
from sayso.settings import Settings
from tests.interfaces.newsstand import html_page, lines_of

NAMES = ("extract", "annotate", "group", "compare")
REPORT = (
    "The mayor of Northport, Ann Hill, said on Monday that about 40 workers had been hired.\n\n"
    "The work will cost 3 million dollars, according to the council. “We waited for this,” Hill said."
)
FIRMNESS = {"confirmed", "stated", "estimated", "expected", "alleged", "possible", "denied"}


def filtered(name: str, given: bytes | str, jobs: int = 1, *, flat: bool = False) -> list[Any]:
    sink = BytesIO()
    run_filter(
        name, BytesIO(given if isinstance(given, bytes) else given.encode()), sink, Settings(jobs=jobs), flat=flat
    )
    lines = sink.getvalue().decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


GOOD: dict[str, dict[str, object]] = {
    "extract": {"html": html_page(1), "url": "http://post.example/1", "fetched": "2026-03-02T08:00:00Z"},
    "annotate": {"title": "Workers hired", "text": REPORT, "published": "2026-03-02", "outlet": "Northport Post"},
    "group": {"title": "Workers hired", "text": REPORT, "published": "2026-03-02T10:00:00Z"},
    "compare": {"a": "More than 50 people died.", "b": "100 people died.", "published_a": "2026-03-02"},
}
LISTS = {
    "extract": ["articles"],
    "annotate": ["statements", "figures", "moments", "mentions", "hashtags"],
    "group": [],
    "compare": [],
}


# --- shapes


def test_extract_gives_articles_with_every_field_of_the_contract() -> None:
    (told,) = filtered("extract", lines_of({"id": 7, **GOOD["extract"]}))
    assert (told["id"], told["error"]) == (7, None)
    (article,) = told["articles"]
    assert set(article) == set(
        """id version title outlet authors published modified language url image tags blocks text links
        embedded""".split()
    )
    assert article["title"] == "Weston will repair its ferry by summer, mayor says"
    assert article["outlet"] == "Weston Post"
    shown = [text for kind, text in article["blocks"] if kind != "caption"]
    assert article["text"] == "\n\n".join(shown)
    assert article["embedded"] is False


def test_flat_extract_gives_an_article_a_line_numbered_by_its_page() -> None:
    told = filtered("extract", lines_of({"id": 7, **GOOD["extract"]}, {"id": "b", "html": ""}), flat=True)
    assert [line["id"] for line in told] == ["7#0", "b"]
    assert told[0]["text"].startswith("The ferry of Weston")
    assert told[1]["error"]


def test_annotations_are_slices_of_the_text_and_of_the_contracts_words() -> None:
    (told,) = filtered("annotate", lines_of({"id": 1, **GOOD["annotate"]}))
    assert set(told) == {"id", *LISTS["annotate"]}
    assert told["statements"]
    assert told["figures"]
    assert told["moments"]
    for statement in told["statements"]:
        assert set(statement) == set("source cue content speaker firmness via kind score shown".split())
        assert statement["firmness"] in FIRMNESS
        assert statement["kind"] in {"direct", "indirect", "mixed"}
        assert 0 <= statement["score"] <= 1
        assert isinstance(statement["shown"], bool)
        assert statement["content"]
        for extent in (*statement["source"], *statement["cue"], *statement["content"]):
            assert 0 <= extent[0] < extent[1] <= len(REPORT)
    for found in (*told["figures"], *told["moments"]):
        assert found["text"] == REPORT[found["start"] : found["end"]]
    assert {"MONDAY", "2026-03-02"} & {m["value"].upper() for m in told["moments"]}


def test_compare_gives_a_label_a_score_and_a_reason() -> None:
    told = filtered("compare", lines_of({"id": "x", **GOOD["compare"]}, {"id": "y", "a": "It rained.", "b": "No."}))
    assert [set(line) for line in told] == [{"id", "label", "score", "reason"}] * 2
    assert [line["label"] for line in told] == ["agree", "undetermined"]


def test_group_answers_with_the_ids_as_they_came_also_when_they_repeat() -> None:
    report = GOOD["group"]
    other = {"title": "Library opens", "text": "A library with nine thousand books opened in Ashby. " * 8}
    told = filtered(
        "group",
        lines_of(
            {"id": 1, **report},
            {"id": 1.5, **report, "published": None},
            {"id": "1", **other, "published": "no date at all"},
            {"id": 1, **report, "published": "2026-03-03"},
            {"id": 9, **report, "mentions": ["Ann Hill", {"name": "Northport", "type": "PLACE"}]},
        ),
    )
    assert [line["id"] for line in told] == [1, 1.5, "1", 1, 9]
    assert [set(line) for line in told] == [{"id", "story", "copy_of", "relation"}] * 5
    assert told[0]["copy_of"] is None
    assert all(line["copy_of"] == 1 for line in (told[1], told[3], told[4]))
    assert len({told[place]["story"] for place in (0, 1, 3, 4)}) == 1
    assert told[2]["story"] != told[0]["story"]


def test_a_relative_moment_without_a_date_stays_unresolved() -> None:
    (told,) = filtered("annotate", lines_of({"id": 1, "text": REPORT}))
    assert [moment["value"] for moment in told["moments"] if moment["text"] == "Monday"] == ["XXXX-WXX-1"]


# --- lines that can't be used


BROKEN = [
    b"{",
    b"not json",
    b"[1, 2]",
    b'"text"',
    b"null",
    b"",
    b"   ",
    b'{"id": "in the wrong charset \xff"}',
    b"[" * 200_000,
    b'{"id": NaN, "text": "a", "html": "a", "a": "a", "b": "b"}',
    b'{"id": {"an": "object"}, "text": "a", "a": "a", "b": "b"}',
    b'{"id": true, "text": "a", "a": "a", "b": "b"}',
]


@pytest.mark.parametrize("name", NAMES)
def test_broken_lines_are_answered_in_their_place(name: str) -> None:
    good = json.dumps({"id": "good", **GOOD[name]}).encode()
    told = filtered(name, b"\n".join([good, *BROKEN, good]))  # the last line has no line break
    assert [line["id"] for line in told] == ["good", *[None] * len(BROKEN), "good"]
    for line in told[1:-1]:
        assert line["error"]
        assert "\n" not in line["error"]
        assert all(line[field] == [] for field in LISTS[name])
    assert not any(told[place].get("error") for place in (0, -1))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("id_", [5, -0.25, "a\u2028b\x85\n", "\ud800", "", 12345678901234567890123])
def test_an_unusable_object_keeps_its_id(name: str, id_: object) -> None:
    (told,) = filtered(name, lines_of({"id": id_, "text": 5, "html": [], "a": None, "b": "x"}))
    assert told["id"] == id_
    assert type(told["id"]) is type(id_)
    assert told["error"]


@pytest.mark.parametrize("name", NAMES)
def test_unknown_fields_are_passed_by_whatever_they_hold(name: str) -> None:
    junk = {"authors": 5, "blocks": "junk", "links": [3], "tags": {"a": 1}, "version": 3, "embedded": [], "x": None}
    plain, with_junk = filtered(name, lines_of({"id": 1, **GOOD[name]}, {"id": 1, **GOOD[name], **junk}))
    if name == "group":
        assert with_junk["copy_of"] == plain["id"]
    else:
        assert with_junk == plain


def test_an_endless_line_is_refused_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "MAX_LINE", 1000)
    told = filtered("compare", b"x" * 5000 + b"\n" + lines_of({"id": 2, "a": "a", "b": "b"}).encode())
    assert [line["id"] for line in told] == [None, 2]
    assert "1000 bytes" in told[0]["error"]


def test_nothing_in_gives_nothing_out() -> None:
    assert [filtered(name, b"") for name in NAMES] == [[], [], [], []]


def test_broken_code_points_do_not_move_offsets() -> None:
    (told,) = filtered("annotate", lines_of({"id": 1, "text": "\ud800\udc00\ud800 " + REPORT, "title": "\udfff"}))
    assert "about 40" in {figure["text"] for figure in told["figures"]}


# --- any input


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
texts = st.text(max_size=200) | st.sampled_from(
    [REPORT, REPORT.replace("\n\n", "\n"), "“" * 50, "1e400 people", "a\x00b"]
)
objects = st.dictionaries(
    st.sampled_from("id title published outlet language url mentions a b published_a fetched blocks".split()),
    values | texts,
    max_size=6,
)
with_text = st.tuples(objects, texts).map(lambda pair: {"text": pair[1], "a": pair[1], "b": pair[1], **pair[0]})
json_lines = (objects | with_text).map(lambda one: json.dumps(one).encode())
other_lines = st.binary(max_size=40).map(lambda line: line.replace(b"\n", b" "))
lines = st.lists(json_lines | other_lines, max_size=5)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["annotate", "group", "compare"])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(given_lines=lines)
def test_any_lines_are_answered_one_by_one(name: str, given_lines: list[bytes]) -> None:
    told = filtered(name, b"".join(line + b"\n" for line in given_lines))
    assert len(told) == len(given_lines)
    for line, answer in zip(given_lines, told, strict=True):
        assert set(answer) >= {"id", *LISTS[name]}
        if "error" not in answer:
            assert answer["id"] == json.loads(line).get("id")
            _every_extent_is_inside(answer, json.loads(line).get("text") or "")


def _every_extent_is_inside(answer: dict[str, Any], text: str) -> None:
    for found in (*answer.get("figures", ()), *answer.get("moments", ()), *answer.get("mentions", ())):
        assert 0 <= found["start"] < found["end"] <= len(text)
    for statement in answer.get("statements", ()):
        for start, end in (*statement["source"], *statement["cue"], *statement["content"]):
            assert 0 <= start < end <= len(text)


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(pages=st.lists(texts | st.tuples(texts, texts).map(lambda two: f"<h1>{two[0]}</h1><p>{two[1]}"), max_size=4))
def test_any_page_is_answered(pages: list[str]) -> None:
    numbered = ({"id": number, "html": page} for number, page in enumerate(pages))
    told = filtered("extract", lines_of(*numbered), jobs=0)  # in this process: a worker takes a second to start
    assert [line["id"] for line in told] == list(range(len(pages)))
    for line in told:
        assert line["articles"] or line["error"]
