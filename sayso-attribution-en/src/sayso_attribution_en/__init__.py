"""Who says what in English news: a small tagger of source, cue and content. See the model card in README.md."""

from __future__ import annotations

from sayso_attribution_en.tagger import Attribution, Tagger, load

__all__ = ["Attribution", "Tagger", "load"]
