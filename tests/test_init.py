"""What a user of the library imports: all of it there, and nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso


def test_every_public_name_is_there() -> None:
    assert sorted(sayso.__all__) == sayso.__all__
    for name in sayso.__all__:
        assert getattr(sayso, name).__name__ == name
        assert name in dir(sayso)


def test_unknown_names_are_unknown() -> None:
    with pytest.raises(AttributeError, match="'Dusk'"):
        sayso.Dusk  # noqa: B018


def test_every_error_is_exported() -> None:
    def kinds(kind: type[sayso.SaysoError]) -> set[str]:
        return {kind.__name__}.union(*map(kinds, kind.__subclasses__()))

    public = {name for name in kinds(sayso.SaysoError) if getattr(sys.modules["sayso.errors"], name, None)}
    assert public <= set(sayso.__all__)


def test_import_is_light() -> None:
    """0.01 CPU-seconds where a desk takes 0.5: a tenth is enough to tell them apart on a slow machine."""
    code = (
        "import sys, time; begun = time.process_time(); import sayso; spent = time.process_time() - begun;"
        "sayso.Span, sayso.SaysoError; loaded = {m for m in sys.modules if m.startswith('sayso.')};"
        "assert loaded == {'sayso.types', 'sayso.errors'}, loaded; assert spent < 0.1, spent"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
