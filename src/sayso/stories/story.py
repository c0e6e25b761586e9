"""A story as people see it: its title, its age, its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from sayso.stories.sources import count_sources, publisher_of
from sayso.text import instant, words
from sayso.types import Article, Placement, Relation, Story

_FRESH = timedelta(days=7)
_LURE = re.compile(
    r"\?\s*$|!\s*$|\A(?:watch|opinion|live|video|photos|here['’]s|why|how|what)\b"
    r"|\A(?:\d+|five|ten) (?:things|reasons|ways)\b"
    r"|\byou (?:need|won['’]t)\b|\A(?:opinión|vídeo|en vivo|en directo|así|avis|vidéo|direct|pourquoi|meinung)\b",
    re.IGNORECASE,
)
_LURE_COST = 0.6
_LONGEST_TITLE = 120
_LEAD = 400
"""Characters of a text in which it says what it is about."""
_FRESH_WORTH, _HALVED = 0.3, timedelta(days=2)
"""What it is worth that a headline is the newest, and after how long half of it is gone."""
_FOREIGN_COST = 0.3
_OVERTAKEN_COST = 0.3
"""What a headline loses that has 12 dead where a newer article has 31."""
_OLD_FIGURE_COST = 0.15
"""The same of any other figure, which mostly is another by now."""
_SPELLED = {
    word: float(number)
    for number, row in enumerate(
        "one|un|una|une,two|dos|deux,three|tres|trois,four|cuatro|quatre,five|cinco|cinq,six|seis,seven|siete|sept"
        ",eight|ocho|huit,nine|nueve|neuf,ten|diez|dix,eleven|once|onze,twelve|doce|douze".split(","),
        1,
    )
    for word in row.split("|")
}
_COUNT = rf"(\d[\d.,]*\d|\d|\b(?:{'|'.join(_SPELLED)})\b)"
_DEAD = (
    r"(?:dead|deaths?|die[ds]?|killed|kills?|bodies|victims?|toll|muert\w+|fallecid\w+|morts?|tué\w*|víctimas|victimes)"
)
_TOLL = re.compile(
    rf"\b{_DEAD}\b(?:\s[^\W\d]+){{0,4}}?\s{_COUNT}(?!\s?(?:%|percent|days?|hours?|years?|metres|miles|million))"
    rf"|{_COUNT}\s(?:[^\W\d]+\s){{0,3}}{_DEAD}\b",
    re.IGNORECASE,
)
"""A number of dead: "kills at least 12", "toll reaches 31", "12 people were killed", "19 muertos"."""


def describe(
    story: str,
    members: Sequence[tuple[Placement, Article]],
    now: str,
    publishers: Mapping[str, str] | None = None,
) -> Story:
    """A story from its articles.

    Args:
        story: its id.
        members: its articles with their placements, at least one; of a text the first 400 characters are enough.
        now: ISO 8601; the story is "open" when it has news within the week before.
        publishers: by article, where they are known (:func:`publisher_of` needs the whole text).
    """
    dated = sorted(
        (moment, article.published)
        for _, article in members
        if article.published and (moment := instant(article.published))
    )
    languages = Counter(article.language for _, article in members if article.language)
    return Story(
        id=story,
        title=_title(members),
        status=_status(dated[-1][0] if dated else None, now),
        articles=tuple(article.id for _, article in members),
        sources=count_sources(
            (placement, publishers[article.id] if publishers is not None else publisher_of(article))
            for placement, article in members
        ),
        languages=tuple(sorted(languages, key=lambda language: (-languages[language], language))),
        first=dated[0][1] if dated else None,
        last=dated[-1][1] if dated else None,
    )


def _status(last: datetime | None, now: str) -> str:
    today = instant(now)
    return "open" if last is None or today is None or today - last <= _FRESH else "quiet"


def _title(members: Sequence[tuple[Placement, Article]]) -> str:
    """The headline of a new and central article: one whose words the other articles have too, no copy's.

    A question, a cry or a "watch:" counts less, as does a headline too long for a page, one in another language than
    most, one whose toll a newer article has overtaken, and one with figures of days ago.
    """
    titled = [(placement, article) for placement, article in members if article.title]
    if not titled:
        return _first_words(article for _, article in members)
    own = [member for member in titled if member[0].relation is not Relation.COPY] or titled
    told = _Told.of(titled)
    best = min(own, key=lambda member: (-told.merit(*member), member[1].published or "~"))
    return best[1].title or ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the articles of a story tell at once (headline and lead), in how many each word stands, and when."""

    heads: dict[str, frozenset[str]]
    told: Counter[str]
    tolls: tuple[tuple[datetime, float], ...]
    newest: datetime | None
    language: str | None

    @classmethod
    def of(cls, members: Sequence[tuple[Placement, Article]]) -> _Told:
        """The heads of these articles."""
        times = {article.id: instant(article.published) for _, article in members}
        leads = {article.id: _head(article) for _, article in members}
        heads = {key: frozenset(words(lead)) for key, lead in leads.items()}
        # Leads are read for tolls only where a headline has one: that is what takes longest.
        deadly = any(_toll(article.title or "") for _, article in members)
        tolls = ((moment, toll) for key, moment in times.items() if deadly and moment and (toll := _toll(leads[key])))
        languages = Counter(article.language for _, article in members if article.language)
        return cls(
            heads=heads,
            told=Counter(chain.from_iterable(heads.values())),
            tolls=tuple(tolls),
            newest=max((moment for moment in times.values() if moment), default=None),
            language=languages.most_common(1)[0][0] if languages else None,
        )

    def merit(self, placement: Placement, article: Article) -> float:
        """How good a headline is for the story."""
        title = article.title or ""
        merit = self._central(article) + _FRESH_WORTH * self._fresh(article)
        merit -= 0.1 if placement.relation is Relation.DERIVED else 0.0
        merit -= _FOREIGN_COST if article.language not in {self.language, None} else 0.0
        merit -= (
            _OVERTAKEN_COST if self._overtaken(article) else _OLD_FIGURE_COST if self._has_old_figure(article) else 0.0
        )
        merit -= _LURE_COST if _LURE.search(title) or len(title) > _LONGEST_TITLE else 0.0
        return round(merit, 6)

    def _central(self, article: Article) -> float:
        """The share of the other articles that tell the words of a headline at once, over its words."""
        telling = {word for word in words(article.title or "") if len(word) > 3 and not word.isdigit()}
        others = len(self.heads) - 1
        if not telling or not others:
            return 0.0
        own = self.heads[article.id]
        return sum(self.told[word] - (word in own) for word in telling) / (others * (len(telling) + 2))

    def _fresh(self, article: Article) -> float:
        """1 for the newest article, a half for one that is two days older."""
        moment = instant(article.published)
        if moment is None or self.newest is None:
            return 0.0
        return 1 / (1 + (self.newest - moment) / _HALVED)

    def _has_old_figure(self, article: Article) -> bool:
        moment = instant(article.published)
        if moment is None or self.newest is None or self.newest - moment <= _HALVED:
            return False
        return any(word.isdigit() for word in words(article.title or ""))

    def _overtaken(self, article: Article) -> bool:
        toll, moment = _toll(article.title or ""), instant(article.published)
        return toll > 0 and moment is not None and any(time > moment and more > toll for time, more in self.tolls)


def _head(article: Article) -> str:
    """A headline with the lead."""
    return f"{article.title or ''}\n{article.text[:_LEAD]}"


def _toll(words_: str) -> float:
    """The greatest number of dead in some words; 0 where there is none."""
    found = (match[1] or match[2] for match in _TOLL.finditer(words_))
    return max((_number(number) for number in found), default=0.0)


def _number(written: str) -> float:
    spelled = _SPELLED.get(written.lower())
    return spelled if spelled is not None else float(re.sub(r"\D", "", written) or 0)


def _first_words(articles: Iterable[Article]) -> str:
    for article in articles:
        line = article.text.strip().split("\n", 1)[0]
        if line:
            return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return "Untitled"
