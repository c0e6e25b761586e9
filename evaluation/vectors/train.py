"""Makes ``src/sayso/models/data`` anew: ``make vectors DATA=FOLDER`` (``sources.py`` says what FOLDER holds).

Each word's vector begins as the encoder's, on its principal axes, weighted by rarity; then all are moved so that the
sum of a text's words comes near to where the encoder puts the text, and nearer than to where it puts the others of the
batch (cosine and InfoNCE; tokenlearn does the former). Needs ``requirements.txt`` beside this file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy, normalize

from evaluation.vectors.lessons import Course, course
from sayso.models.static_vectors import DATA
from sayso.models.vocabulary import Reading, Vocabulary

BATCH, TEMPERATURE, NEARNESS = 512, 0.05, 5.0
FIRST_EPOCHS = 5
"""On the most frequent words; then rows go to the words that their parts tell least of, and all is learned again."""
DROPPED = 0.1
"""Share of a long text's words that are left out at random."""
LONGEST = 700
"""Characters of a text that are read, as many as a lead has."""


def main() -> None:
    """Makes the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the texts")
    parser.add_argument("--work", type=Path, default=Path("build/vectors"), help="where what the encoders said is kept")
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--dimensions", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument(
        "--first", type=Path, help="folder of an earlier run: rows are chosen by it, not by a first course"
    )
    parser.add_argument("--rate", type=float, default=1e-3)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    taught = course(given.data, given.work, given.dimensions)
    print({lesson.name: len(lesson.texts) for lesson in taught.lessons}, len(taught.entries), flush=True)
    if given.first is not None:
        taught = taught.reselected(_loaded(given.first))
    else:
        taught = taught.reselected(learned(taught, FIRST_EPOCHS, given.rate))
    save(given.out, taught.entries, learned(taught, given.epochs, given.rate))


def learned(taught: Course, epochs: int, rate: float) -> Any:
    """The vectors of the entries."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    batches = _Batches(taught)
    table = torch.nn.Embedding(*taught.start.shape)
    begin = torch.from_numpy(taught.start)
    unknown = ~begin.any(dim=1)
    begin[unknown] = torch.randn(int(unknown.sum()), begin.shape[1]) * 0.01
    table.weight.data = begin
    mover = torch.optim.Adam(table.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.LinearLR(mover, 1.0, 0.0, epochs * batches.count)
    for epoch in range(epochs):
        total = 0.0
        for read, wanted in batches.shuffled(rng):
            loss = _loss(_summed(table, read), wanted)
            mover.zero_grad()
            loss.backward()
            mover.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / batches.count:.3f}", flush=True)
    return table.weight.detach().numpy()


def _loss(found: Any, wanted: Any) -> Any:
    """InfoNCE in both directions, and the distance to the own point."""
    scores = found @ wanted.T / TEMPERATURE
    own = torch.arange(len(found))
    near = (1 - (found * wanted).sum(dim=1)).mean()
    return cross_entropy(scores, own) + cross_entropy(scores.T, own) + NEARNESS * near


def _summed(table: torch.nn.Embedding, read: Sequence[Reading]) -> Any:
    """What StaticVectors makes of these readings: a row of unit length for each."""
    parts = [(place, row) for place, parts in enumerate(p for one in read for p in one.unknown) for row in parts]
    known = [(text, row) for text, one in enumerate(read) for row in one.rows]
    sums = torch.zeros(len(read), table.embedding_dim)
    if known:
        texts, rows = torch.tensor(known).T
        sums = sums.index_add(0, texts, table(rows))
    if parts:
        owners = torch.tensor([text for text, one in enumerate(read) for _ in one.unknown])
        places, rows = torch.tensor(parts).T
        unknown = torch.zeros(len(owners), table.embedding_dim).index_add(0, places, table(rows))
        sums = sums.index_add(0, owners, normalize(unknown, dim=1))
    return normalize(sums, dim=1)


class _Batches:
    """The texts of each lesson as read by the vocabulary, in batches of one lesson each."""

    def __init__(self, taught: Course) -> None:
        vocabulary = Vocabulary(taught.entries)
        self._lessons = []
        for lesson in taught.lessons:
            read = [vocabulary.read(text[:LONGEST]) for text in lesson.texts]
            some = [place for place, one in enumerate(read) if one.rows or one.unknown]
            self._lessons.append(([read[place] for place in some], torch.from_numpy(lesson.rows[some])))
        self.count = sum(len(list(self._cut(len(read)))) for read, _ in self._lessons)

    @staticmethod
    def _cut(length: int) -> Iterator[slice]:
        return (slice(start, start + BATCH) for start in range(0, length, BATCH) if length - start > BATCH // 8)

    def shuffled(self, rng: np.random.Generator) -> Iterator[tuple[list[Reading], Any]]:
        """Batches in any order: what was read of each text, and where each should lie."""
        cut = []
        for number, (read, _) in enumerate(self._lessons):
            order = rng.permutation(len(read))
            cut += [(number, order[part]) for part in self._cut(len(read))]
        for place in rng.permutation(len(cut)):
            number, chosen = cut[place]
            read, points = self._lessons[number]
            yield [_thinned(read[one], rng) for one in chosen], points[chosen]


def _thinned(read: Reading, rng: np.random.Generator) -> Reading:
    if len(read.rows) <= 5:
        return read
    kept = rng.random(len(read.rows)) > DROPPED
    return Reading([row for row, stays in zip(read.rows, kept, strict=True) if stays], read.unknown)


def _loaded(folder: Path) -> Any:
    return np.load(folder / "vectors.npy") * np.load(folder / "scales.npy")[:, None]


def save(folder: Path, entries: list[str], vectors: Any) -> None:
    """A byte a number: each row divided by its largest."""
    scales = np.abs(vectors).max(axis=1) / 127 + 1e-9
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "vectors.npy", np.round(vectors / scales[:, None]).astype(np.int8))
    np.save(folder / "scales.npy", scales.astype(np.float32))
    (folder / "entries.txt").write_text("".join(f"{entry}\n" for entry in entries), "utf-8")


if __name__ == "__main__":
    main()
