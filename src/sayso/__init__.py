"""sayso follows a news story across every outlet and shows who says what.

All that a user of the library imports is here: :class:`Desk`, the nouns and the errors. Names are loaded when they are
first asked for, so that ``import sayso`` costs next to nothing; a desk alone takes half a second.

>>> from sayso import Desk
>>> with Desk.open(":memory:") as desk:  # doctest: +SKIP
...     outcomes = list(desk.add(["page.html"]))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.desk import ArticleView, Desk, StoryView
    from sayso.errors import (
        ArchiveError,
        Declined,
        FeedError,
        FetchError,
        InputError,
        NoArticle,
        NotFound,
        PageError,
        RefusedAddress,
        SaysoError,
        SettingsError,
        StoreError,
        StoreFull,
        StoreLocked,
        StoreTooNew,
        WriterError,
    )
    from sayso.settings import Settings, load_settings
    from sayso.types import (
        Annotations,
        Answer,
        Article,
        ArticleState,
        Block,
        BlockKind,
        Comment,
        Explainer,
        Figure,
        FigureGroup,
        FigureRow,
        Firmness,
        Line,
        Link,
        Mention,
        MentionType,
        Moment,
        MomentType,
        OpenQuestion,
        PageOutcome,
        Placement,
        Problem,
        Relation,
        SearchHit,
        SourceCount,
        Span,
        Statement,
        Story,
        Subscription,
        TimelineEntry,
        Writing,
    )

__all__ = [
    "Annotations",
    "Answer",
    "ArchiveError",
    "Article",
    "ArticleState",
    "ArticleView",
    "Block",
    "BlockKind",
    "Comment",
    "Declined",
    "Desk",
    "Explainer",
    "FeedError",
    "FetchError",
    "Figure",
    "FigureGroup",
    "FigureRow",
    "Firmness",
    "InputError",
    "Line",
    "Link",
    "Mention",
    "MentionType",
    "Moment",
    "MomentType",
    "NoArticle",
    "NotFound",
    "OpenQuestion",
    "PageError",
    "PageOutcome",
    "Placement",
    "Problem",
    "RefusedAddress",
    "Relation",
    "SaysoError",
    "SearchHit",
    "Settings",
    "SettingsError",
    "SourceCount",
    "Span",
    "Statement",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreTooNew",
    "Story",
    "StoryView",
    "Subscription",
    "TimelineEntry",
    "WriterError",
    "Writing",
    "load_settings",
]

_HOMES = ("sayso.types", "sayso.errors", "sayso.settings", "sayso.desk")
"""Where the names live, the lightest module first: the desk loads every room."""


def __getattr__(name: str) -> Any:
    """A public name, from its home; kept, so that the next look costs nothing."""
    if name in __all__:
        for home in map(import_module, _HOMES):
            if hasattr(home, name):
                return globals().setdefault(name, getattr(home, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
