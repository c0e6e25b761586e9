"""No lie gets through, most honest rewordings do: made and thought-of cases in three languages (promise 4)."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from evaluation.writing.cases import Case
from evaluation.writing.lies import MAKERS, sampled_lies
from evaluation.writing.score import by_hand, honest_made, let_stand, thought_of

LIES = 1_000


def told(cases: list[Case], stand: list[Case]) -> str:
    """Counts by kind, for the report."""
    kinds, kept = Counter(case.kind for case in cases), Counter(case.kind for case in stand)
    return "\n".join(f"{kept[kind]:4} of {count:4}  {kind}" for kind, count in sorted(kinds.items()))


def test_of_a_thousand_made_lies_none_gets_through(capsys: pytest.CaptureFixture[str]) -> None:
    lies = sampled_lies(LIES)
    through = let_stand(lies)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(through)} of {len(lies)} made lies get through:\n{told(lies, through)}\n")
    assert len(lies) == LIES
    assert {maker.__name__ for maker in MAKERS} < {lie.kind for lie in lies}
    assert min(Counter(lie.language for lie in lies).values()) > LIES / 6
    assert [(lie.kind, lie.text) for lie in through] == []


def test_no_lie_thought_of_gets_through(capsys: pytest.CaptureFixture[str]) -> None:
    lies = thought_of()
    through = let_stand(lies)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(through)} of {len(lies)} lies thought of one by one get through\n")
    assert [(lie.kind, lie.text) for lie in through] == []


def test_most_honest_rewordings_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    honest = [*by_hand(), *honest_made()]
    kept = let_stand(honest)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(kept)} of {len(honest)} honest rewordings are kept:\n{told(honest, kept)}\n")
    assert len(honest) == 300
    assert len(kept) >= 230
    for language in ("en", "es", "fr"):
        those = [case for case in honest if case.language == language]
        assert len(let_stand(those)) > len(those) / 2
