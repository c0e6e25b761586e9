"""The newsroom's texts, labels and built pages keep what they promise."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest

from evaluation.newsroom.build import SAMPLE, build, manifest, rendered
from evaluation.newsroom.texts import GOLD, Text, current, gold, outlets, texts
from sayso.types import Firmness, MomentType

FIRST = current(1)
LABELLED = [text for text in FIRST if gold(text) is not None]
BY_KEY = {text.key: text for text in FIRST}


def test_the_newsroom_is_as_large_as_it_must_be() -> None:
    assert len({text.outlet.slug for text in FIRST}) >= 8
    assert len(FIRST) >= 60
    assert len({text.story for text in FIRST}) >= 8
    assert {text.language for text in FIRST} == {"en", "es", "fr"}
    assert len(LABELLED) >= 16
    languages = Counter(text.language for text in LABELLED)
    assert languages["es"] >= 3
    assert languages["fr"] >= 3


def test_it_lies_within_its_ten_days() -> None:
    times = [datetime.fromisoformat(text.updated) for text in texts()]
    assert min(times).date().isoformat() >= "2026-03-02"
    assert max(times).date().isoformat() <= "2026-03-11"


def test_every_address_is_one_articles() -> None:
    addresses = Counter(text.address for text in FIRST if text.address)
    assert [address for address, count in addresses.items() if count > 1] == []
    assert all(text.path.startswith("/") and text.path != "/" for text in FIRST if text.path)


def test_ids_that_are_named_exist() -> None:
    for text in texts():
        assert all(key in BY_KEY for key in text.embedded), text.key
        if text.copy_of:
            assert BY_KEY[text.copy_of].story == text.story, text.key


def test_a_copy_names_its_earlier_original_and_others_do_not() -> None:
    for text in FIRST:
        if text.relation in {"copy", "derived"}:
            assert text.copy_of, text.key
            original = BY_KEY[text.copy_of]
            assert datetime.fromisoformat(original.published) <= datetime.fromisoformat(text.published), text.key
        elif text.relation in {"original", "independent"}:
            assert not text.copy_of, text.key


def test_a_corrected_version_keeps_its_address_and_differs() -> None:
    corrected = [text for text in texts() if text.stage == 2]
    assert corrected
    for text in corrected:
        first = BY_KEY[text.key]
        assert (text.address, text.published) == (first.address, first.published)
        assert text.text != first.text
        assert datetime.fromisoformat(text.updated) > datetime.fromisoformat(first.published)


def test_the_cases_that_the_newsroom_is_for_are_there() -> None:
    assert any(text.relation == "copy" and text.title != BY_KEY[text.copy_of or ""].title for text in FIRST)
    assert any(text.relation == "derived" for text in FIRST)
    assert any(text.embedded for text in FIRST)
    assert any(label["via"] for text in LABELLED for label in (gold(text) or {})["statements"])


# --- labels ---------------------------------------------------------------------------------------------------


def _quotes(labels: dict) -> list[str | dict]:
    found = [one["text"] for kind in ("figures", "moments") for one in labels[kind]]
    for one in labels["statements"]:
        found += [*one["source"], *one["cue"], *one["content"]]
    return found


@pytest.mark.parametrize("text", LABELLED, ids=lambda text: text.key)
def test_labels_quote_the_text_exactly(text: Text) -> None:
    for quote in _quotes(gold(text) or {}):
        words, nth = (quote, 1) if isinstance(quote, str) else (quote["q"], quote["nth"])
        at = -1
        for _ in range(nth):
            at = text.text.find(words, at + 1)
            assert at >= 0, (words, nth)


@pytest.mark.parametrize("text", LABELLED, ids=lambda text: text.key)
def test_labels_use_the_contracts_values(text: Text) -> None:
    labels = gold(text) or {}
    for one in labels["statements"]:
        assert one["firmness"] in set(Firmness)
        assert one["content"]
    for one in labels["moments"]:
        assert one["type"] in set(MomentType)
        assert one["value"]
    for one in labels["figures"]:
        assert one["unit"]
        assert one["low"] is not None or one["high"] is not None
        if one["low"] is not None and one["high"] is not None:
            assert one["low"] <= one["high"]


def test_every_label_belongs_to_a_text() -> None:
    found = {str(path.relative_to(GOLD).with_suffix("")) for path in GOLD.glob("*/*.json")}
    assert found - set(BY_KEY) == set()


@pytest.mark.parametrize("name", ["questions", *(f"questions-reworded-{letter}" for letter in "abcd")])
def test_answers_quote_articles_of_their_story(name: str) -> None:
    lines = (GOLD.parent / f"{name}.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    assert {one["language"] for one in asked} == {"en", "es", "fr"}
    assert any(not one["answers"] for one in asked)
    everything = {}
    for text in texts():
        everything[text.key] = everything.get(text.key, "") + text.text
    for one in asked:
        for answer in one["answers"]:
            assert answer["article"].startswith(f"{one['story']}/"), one["question"]
            assert answer["quote"] in everything[answer["article"]], answer


# --- what is built --------------------------------------------------------------------------------------------


def test_what_is_packaged_is_what_the_texts_build() -> None:
    built = rendered()
    stale = [one.file for one in built if not _same(SAMPLE / one.file, one.content)]
    assert stale == [], "run: python -m evaluation.newsroom.build"
    assert _same(SAMPLE / "manifest.json", manifest(built))
    packaged = {str(path.relative_to(SAMPLE)) for name in ("pages", "feeds") for path in (SAMPLE / name).rglob("*.*")}
    assert {name for name in packaged if (SAMPLE / name).is_file()} == {one.file for one in built}


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {one.file: one.content for one in build(tmp_path)}
    assert {one.file: one.content for one in build(tmp_path)} == first
    assert all((tmp_path / name).read_bytes() == content for name, content in first.items())


def test_no_two_addresses_share_a_file() -> None:
    where: dict[str, tuple[str, str]] = {}
    for one in rendered():
        assert where.setdefault(one.file, (one.domain, one.path)) == (one.domain, one.path)


def test_every_page_parses_and_holds_its_whole_text() -> None:
    pages = {(one.domain, one.path, one.stage): one for one in rendered()}
    for text in texts():
        if not text.path:
            continue
        one = pages[text.outlet.domain, text.path, text.stage]
        tree = html5lib.parse(one.content, transport_encoding=text.outlet.charset, namespaceHTMLElements=False)
        shown = " ".join("".join(tree.itertext()).split())
        for _, words in text.blocks:
            assert words.replace("\xa0", " ") in shown.replace("\xa0", " "), text.key
        assert "sayso" in shown, text.key
        for key in text.embedded:
            assert all(words in shown for kind, words in BY_KEY[key].blocks if kind != "caption"), key


def test_every_feed_is_well_formed_and_names_every_article() -> None:
    feeds = {one.domain: one for one in rendered() if one.file.startswith("feeds/") and one.stage == 1}
    assert set(feeds) == {outlet.domain for outlet in outlets().values()}
    for domain, one in feeds.items():
        if one.file.endswith(".json"):
            shown = json.dumps(json.loads(one.content), ensure_ascii=False)
        else:
            shown = ET.tostring(ET.fromstring(one.content), encoding="unicode")
        for text in FIRST:
            if text.outlet.domain == domain and text.path:
                assert text.path in shown, text.key


def test_no_two_outlets_have_the_same_build() -> None:
    skeletons = set()
    for outlet in outlets().values():
        one = next(text for text in FIRST if text.outlet == outlet and text.path)
        page = next(built for built in rendered() if (built.domain, built.path) == (outlet.domain, one.path))
        tree = html5lib.parse(page.content, transport_encoding=outlet.charset, namespaceHTMLElements=False)
        skeletons.add(tuple(sorted({element.get("class") or "" for element in tree.iter()})))
    assert len(skeletons) == len(outlets())
