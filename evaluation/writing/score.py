"""The figures of the check of a model's sentences: lies let through, honest rewordings kept."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from evaluation.writing.cases import Case, written_cases
from evaluation.writing.lies import SEED, sampled_lies
from evaluation.writing.rewordings import rewordings

LIES = 1_000
HONEST = 300
PREFIX = "writing"


def thought_of() -> list[Case]:
    """Lies thought of one by one."""
    return written_cases("thought_of.jsonl")


def by_hand() -> list[Case]:
    """Honest rewordings written one by one."""
    return written_cases("by_hand.jsonl")


def honest_made() -> list[Case]:
    """Made rewordings, so many that they are three hundred with those written by hand."""
    made = list(rewordings())
    random.Random(SEED).shuffle(made)
    return made[: HONEST - len(by_hand())]


def let_stand(cases: Sequence[Case]) -> list[Case]:
    """Those that the check lets stand."""
    return [case for case in cases if case.stands]


def writing_figures(only: str) -> Iterator[tuple[str, float | None]]:
    """(name, figure): counts of lies let through, shares of honest rewordings kept in percent."""
    figures: dict[str, Callable[[], float]] = {
        f"{PREFIX}: {LIES} made lies let through (at most)": lambda: len(let_stand(sampled_lies(LIES))),
        f"{PREFIX}: lies thought of, let through (at most)": lambda: len(let_stand(thought_of())),
        f"{PREFIX}: {HONEST} honest rewordings kept, percent": lambda: _share([*by_hand(), *honest_made()]),
        f"{PREFIX}: of those by hand, percent": lambda: _share(by_hand()),
    }
    for name, figure in figures.items():
        if name.startswith(only):
            yield name, figure()


def _share(cases: Sequence[Case]) -> float:
    return 100 * len(let_stand(cases)) / len(cases)
