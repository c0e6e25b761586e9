"""What grouping costs when much was grouped before: a store with 10,000, 100,000, 1,000,000 articles, on disk.

The articles are made by recombination of sentences of public sets (``--data``, as in :mod:`evaluation.public_score`):
each event has a few dozen sentences and names of its own, each article some of them with every sixth word changed, one
in ten is a reprint. Nothing of them is kept but what grouping asks. They are put into the store with their gold stories
(so that a million takes minutes), the grouper takes them in as it does when it makes its state anew; at each size a new
process then groups one further article, and 1,000, as the worker does.

    python -m evaluation.large_past FOLDER --data DATA [--sizes 10000 100000 1000000] [--a-day 20000]

Prints a line a size: CPU-seconds of the process for one article (start, import and all), articles grouped a CPU-second
after that, the process' memory at most, the size of the store.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.rows import rows_of
from sayso import worker
from sayso.storage import open_store
from sayso.storage.sqlite import SqliteStore
from sayso.stories import Features, Grouper, story_id
from sayso.stories.credits import NO_CREDIT
from sayso.stories.features import _NAMES, _SEQUENCE, _TERMS, _as_array, _sketch, _strongest, _weighed
from sayso.stories.terms import Words, read
from sayso.text import iso, sentences
from sayso.types import Annotations, Article, Block, BlockKind, Page, Placement, Relation

SETS = ("neardup.dev.jsonl.zst", "basil.dev.jsonl.zst", "vimds.dev.jsonl.zst")
BEGIN = datetime(2031, 1, 1, tzinfo=UTC)
FURTHER = 1_000
_LOT = 2_000
_OUTLETS = 400


@dataclass(frozen=True, slots=True)
class Made:
    """An article that never was."""

    number: int
    event: int
    published: datetime
    outlet: str
    features: Features

    @property
    def id(self) -> str:
        return f"made{self.number:08d}"


def pool_of(data: Path) -> list[Words]:
    """The sentences of the sets, read."""
    texts = [row["text"] for name in SETS for row in rows_of(data / "stories" / name)]
    cut = {text[start:end] for text in texts for start, end in sentences(text) if 40 < end - start < 400}
    return [read(sentence) for sentence in sorted(cut)]


class News:
    """A stream of made-up articles; the same pool, seed and rate give the same stream."""

    def __init__(self, pool: list[Words], a_day: int, seed: int = 1) -> None:
        self._pool = pool
        self._dice = random.Random(seed)
        self._noise = np.random.default_rng(seed)
        self._a_day = a_day
        self._events: list[tuple[int, list[Words]]] = []
        self._printed: list[Made] = []
        self._begun = 0
        self.number = 0

    def __next__(self) -> Made:
        dice = self._dice
        published = BEGIN + timedelta(days=self.number / self._a_day)
        outlet = f"Paper {dice.randrange(_OUTLETS)}"
        if self._printed and dice.random() < 0.1:
            first = dice.choice(self._printed)
            made = self._made(first.event, published, outlet, first.features)
        else:
            event, told = self._event()
            chosen = [*dice.sample(told, 12), *dice.sample(self._pool, 10)]
            title, body = self._changed(dice.choice(told)), self._changed(*chosen)
            made = self._made(event, published, outlet, _features(title, body))
            self._printed = [*self._printed[-200:], made]
        self.number += 1
        return made

    def _event(self) -> tuple[int, list[Words]]:
        dice = self._dice
        if not self._events or dice.random() < 0.4:
            salt = np.uint32(dice.getrandbits(32) | 1)
            told = [_renamed(words, salt) for words in dice.sample(self._pool, 30)]
            self._events = [*self._events[-2 * self._a_day :], (self._begun, told)]
            self._begun += 1
        back = int(dice.expovariate(2 / max(10, len(self._events))))
        return self._events[-1 - min(len(self._events) - 1, back)]

    def _changed(self, *parts: Words) -> Words:
        """The parts joined, every sixth word another."""
        joined = Words(*(np.concatenate([getattr(part, name) for part in parts]) for name in Words.__slots__))
        terms = joined.terms.copy()
        which = self._noise.random(len(terms)) < 1 / 6
        terms[which] ^= self._noise.integers(1, 2**32, which.sum(), dtype=np.uint32)
        return Words(terms, joined.letters, joined.common & ~which, joined.capital, joined.small, joined.marks[:0])

    def _made(self, event: int, published: datetime, outlet: str, features: Features) -> Made:
        values = {name: getattr(features, name) for name in Features.__slots__}
        instant = {"instant": published.timestamp(), "outlet": outlet, "family": outlet}
        return Made(self.number, event, published, outlet, Features(**{**values, **instant}))


def _renamed(words: Words, salt: Any) -> Words:
    """A sentence with other names and, one in five, other words."""
    which = (words.capital | (words.terms % 5 == 0)) & ~words.common
    terms = np.where(which, words.terms ^ salt, words.terms)
    return Words(terms, words.letters, words.common, words.capital, words.small, words.marks)


def _features(title: Words, body: Words) -> Features:
    weighed = _weighed(title, body)
    sequence = body.terms[:_SEQUENCE].astype("H")
    named = weighed.named
    return Features(
        *_strongest(weighed.terms, weighed.weights, _TERMS),
        *_strongest(weighed.terms[named], weighed.weights[named], _NAMES),
        title=tuple(dict.fromkeys(title.terms.tolist())),
        sequence=_as_array("H", sequence),
        quoted=(),
        sketch=_as_array("Q", _sketch(sequence)),
        instant=None,
        day_only=False,
        outlet="",
        family="",
        language="en",
        credit=NO_CREDIT,
    )


# --- the store -----------------------------------------------------------------------------------------------------


def fill(store: SqliteStore, news: News, size: int) -> None:
    """Adds articles with their gold places until there are so many."""
    grouper = Grouper(past=store)
    while news.number < size:
        lot = [next(news) for _ in range(min(_LOT, size - news.number))]
        with store._db.writing() as connection:
            connection.executemany(
                """INSERT INTO article(id, state, version, title, outlet, outlet_slug, language, published,
                published_at, facts, embedded, first_seen_at, annotator, grouped)
                VALUES (?, 'live', ?, ?, ?, ?, 'en', ?, ?, x'', 0, ?, 'made', 1)""",
                [_row(made) for made in lot],
            )
            (last,) = connection.one("SELECT max(seq) FROM article")
            first = last - len(lot) + 1
            connection.executemany(
                "INSERT INTO annotation(article, version, annotator, body, features) VALUES (?, ?, 'made', x'', ?)",
                [(first + at, f"v{made.number}", made.features.to_bytes()) for at, made in enumerate(lot)],
            )
            connection.executemany(
                """INSERT OR IGNORE INTO story(id, title, status, articles, independent, undetermined, languages, front)
                VALUES (?, 'Made up', 'open', 1, 1, 0, '["en"]', 0)""",
                [(_story(made.event),) for made in lot],
            )
            connection.executemany(
                "INSERT INTO placement(seq, article, story, relation, evidence) VALUES (?, ?, ?, 'independent', '')",
                [(made.number, first + at, _story(made.event)) for at, made in enumerate(lot)],
            )
        for made in lot:
            place = Placement(made.id, _story(made.event), None, Relation.INDEPENDENT)
            grouper.restore(place, made.features, made.number)
        store.keep_grouping(grouper.state())


def _story(event: int) -> str:
    return story_id(f"event {event}")


def _row(made: Made) -> tuple[Any, ...]:
    when = iso(made.published)
    return made.id, f"v{made.number}", f"Made up {made.number}", made.outlet, made.outlet, when, when, when


def add_due(store: SqliteStore, further: list[Made]) -> None:
    """Keeps further articles as annotated ones that have no place yet."""
    for made in further:
        block = Block(BlockKind.PARAGRAPH, f"Text of {made.id}.")
        title, when = f"Made up {made.number}", made.published.isoformat()
        article = Article(
            made.id, f"v{made.number}", title, made.outlet, (), when, None, "en", None, None, (), (block,), block.text
        )
        store.keep_page(Page(made.id, None, made.id.encode()), [article], iso(made.published))
        store.keep_annotations([(article.id, article.version, Annotations("made"))], [made.features.to_bytes()])


def group_what_is_due(folder: str) -> None:
    """What the new process does."""
    with open_store(folder) as store:
        imported = time.process_time()
        worker.group_due(store, BEGIN + timedelta(days=400))
    (memory,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    spent = time.process_time()
    print(json.dumps({"all": spent, "grouping": spent - imported, "MB": int(memory) // 1024}))


def measured(folder: Path, store: SqliteStore, news: News) -> str:
    """The line of one size."""
    before = news.number
    costs = []
    for count in (1, FURTHER):
        add_due(store, [next(news) for _ in range(count)])
        command = [sys.executable, "-m", "evaluation.large_past", str(folder), "--group"]
        costs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    one, many = costs
    rate = (FURTHER - 1) / (many["grouping"] - one["grouping"])
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e9
    return (
        f"{before:>9,} articles: one further {one['all']:.2f} CPU-s ({one['grouping']:.2f} of grouping), "
        f"{rate:.0f} a CPU-second, {max(one['MB'], many['MB'])} MB, store {size:.2f} GB"
    )


def main() -> None:
    """Fills and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--a-day", type=int, default=20_000, help="so many that all are within the 60 days")
    parser.add_argument("--group", action="store_true", help="only group what is due (the measured process)")
    options = parser.parse_args()
    if options.group:
        group_what_is_due(str(options.folder))
        return
    news = News(pool_of(options.data), options.a_day)
    with open_store(str(options.folder)) as store:
        assert isinstance(store, SqliteStore)
        for size in options.sizes:
            fill(store, news, size)
            print(measured(options.folder, store, news), flush=True)


if __name__ == "__main__":
    main()
