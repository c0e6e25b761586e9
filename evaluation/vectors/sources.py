"""Texts to learn from: reads DATA, a folder with openly licensed corpora as their projects give them.

alt/train.ja, train.vi              Asian Language Treebank (NICT), a sentence a line: CC BY 4.0
tatoeba/*.txt                       English TAB Vietnamese (manythings.org/anki, from Tatoeba): CC BY 2.0 FR
tico-19/all.en-fr.tmx, -es-419.tmx  TICO-19: CC0
xquad/xquad.{en,es,de,vi}.json      XQuAD: CC BY-SA 4.0
ud/LANGUAGE_*.conllu                Universal Dependencies PUD (en de fr es, aligned by sent_id): CC BY-SA 3.0;
                                    GSD (de fr es, dev and test), VTB (vi): CC BY-SA 4.0
wordnet/data.{noun,verb,adj,adv}    glosses of WordNet 3.0 (Princeton): WordNet licence
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_UNIT = re.compile(r"<tu .*?</tu>", re.DOTALL)
_SEGMENT = re.compile(r"<seg>(.*?)</seg>", re.DOTALL)
_SENTENCE_ID = re.compile(r"^# sent_id = (\S+)$", re.MULTILINE)
_SENTENCE = re.compile(r"^# text = (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation, each with its language; the first is one that the encoder knows."""

    language: str
    text: str
    other_language: str
    other: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What was read: translations, texts of one language by language, and English glosses."""

    pairs: tuple[Pair, ...]
    alone: dict[str, tuple[str, ...]]
    glosses: tuple[str, ...]

    def of_known_languages(self) -> list[str]:
        """Every text but the Vietnamese ones, each once."""
        listed = [text for pair in self.pairs for text in _known(pair)]
        listed += [text for language, texts in self.alone.items() if language != "vi" for text in texts]
        return list(dict.fromkeys(listed))

    def vietnamese(self) -> list[str]:
        """Every Vietnamese text."""
        return [pair.other for pair in self.pairs if pair.other_language == "vi"] + list(self.alone.get("vi", ()))


def _known(pair: Pair) -> tuple[str, ...]:
    return (pair.text,) if pair.other_language == "vi" else (pair.text, pair.other)


def read(data: Path) -> Texts:
    """All of it. Raises FileNotFoundError for what is missing."""
    sentences = {path.stem: _sentences(path.read_text("utf-8")) for path in sorted(data.glob("ud/*.conllu"))}
    pairs = [*_alt(data), *_tatoeba(data), *_tico(data), *_xquad(data), *_pud(sentences)]
    alone: dict[str, list[str]] = defaultdict(list)
    for name, found in sentences.items():
        if "_pud-" not in name:
            alone[name[:2]] += found.values()
    return Texts(
        tuple(dict.fromkeys(pairs)), {name: tuple(found) for name, found in alone.items()}, tuple(_glosses(data))
    )


def _sentences(treebank: str) -> dict[str, str]:
    """The sentences of a CoNLL-U file by their ids, or by number where they have none."""
    found = {}
    for number, block in enumerate(treebank.split("\n\n")):
        name, text = _SENTENCE_ID.search(block), _SENTENCE.search(block)
        if text is not None:
            found[name[1] if name else str(number)] = text[1]
    return found


def _alt(data: Path) -> Iterator[Pair]:
    sides = [(data / "alt" / f"train.{side}").read_text("utf-8").split("\n") for side in ("ja", "vi")]
    for japanese, vietnamese in zip(*sides, strict=True):
        if japanese.strip() and vietnamese.strip():
            yield Pair("ja", japanese.strip(), "vi", vietnamese.strip())


def _tatoeba(data: Path) -> Iterator[Pair]:
    for path in sorted(data.glob("tatoeba/*.txt")):
        for line in path.read_text("utf-8").splitlines():
            english, vietnamese, *_ = [*line.split("\t"), ""]
            if english and vietnamese:
                yield Pair("en", english, "vi", vietnamese)


def _tico(data: Path) -> Iterator[Pair]:
    for name, language in (("all.en-fr.tmx", "fr"), ("all.en-es-419.tmx", "es")):
        for unit in _UNIT.findall((data / "tico-19" / name).read_text("utf-8")):
            sides = [html.unescape(side) for side in _SEGMENT.findall(unit)]
            if len(sides) == 2:
                yield Pair("en", sides[0], language, sides[1])


def _xquad(data: Path) -> Iterator[Pair]:
    english = _passages(data, "en")
    for language in ("es", "de", "vi"):
        for one, other in zip(english, _passages(data, language), strict=True):
            yield Pair("en", one, language, other)


def _passages(data: Path, language: str) -> list[str]:
    """The paragraphs and questions of one language, in the order of the file."""
    listed = json.loads((data / "xquad" / f"xquad.{language}.json").read_text("utf-8"))["data"]
    paragraphs = [paragraph for article in listed for paragraph in article["paragraphs"]]
    return [text for one in paragraphs for text in (one["context"], *(asked["question"] for asked in one["qas"]))]


def _pud(sentences: dict[str, dict[str, str]]) -> Iterator[Pair]:
    english = sentences["en_pud-ud-test"]
    for language in ("de", "fr", "es"):
        other = sentences[f"{language}_pud-ud-test"]
        yield from (Pair("en", text, language, other[name]) for name, text in english.items() if name in other)


def _glosses(data: Path) -> Iterator[str]:
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (data / "wordnet" / f"data.{kind}").read_text("latin-1").splitlines():
            _, bar, gloss = line.partition(" | ")
            if bar and not line.startswith("  "):
                yield gloss.strip()
