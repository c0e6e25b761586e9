"""The checks of explain: that no span lies, and that what a model wrote holds against its evidence."""

from sayso.explain.check.faithful import fault
from sayso.explain.check.spans import GROUPS, NOT_ESTABLISHED, TextOf, check, equals_words, supported

__all__ = ["GROUPS", "NOT_ESTABLISHED", "TextOf", "check", "equals_words", "fault", "supported"]
