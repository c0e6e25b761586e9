"""The language of an article: its content first, what the page declares where the content is too short."""

from __future__ import annotations

from sayso.extract.load import load

_SURE = 0.6
_MIN_LETTERS = 60
_READ = 1200


def language_of(text: str, declared: str | None) -> str | None:
    """ISO 639-1 code. A short or doubtful text leaves it to the page's own declaration."""
    said = _base(declared)
    if sum(char.isalpha() for char in text[:_READ]) < _MIN_LETTERS and said:
        return said
    found = load().detect_language(" ".join(text[:_READ].split())) if text.strip() else []
    best = found[0] if found else None
    if best is None or (float(best["score"]) < _SURE and said):
        return said
    return str(best["lang"])


def _base(declared: str | None) -> str | None:
    code = (declared or "").strip().replace("_", "-").split("-")[0].lower()
    return code if code.isalpha() and len(code) in {2, 3} else None
