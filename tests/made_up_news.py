"""A stream of made-up news, the same for the same seed: events that are told of for days, follow-ups and reprints."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sayso.stories import Features, features_of
from sayso.types import Article

_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def made_up_news(count: int, seed: int = 1, a_day: int = 20) -> Iterator[Article]:
    """Articles in order of publication, a third of an event of the last days each, a tenth of them reprints."""
    dice = random.Random(seed)
    words = sorted({"".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(6_000)})
    events: list[list[str]] = []
    printed: list[str] = []
    for number in range(count):
        if not events or dice.random() < 0.3:
            events.append(dice.sample(words, 40))
        event = events[-1 - min(len(events) - 1, int(dice.expovariate(0.2)))]
        if printed and dice.random() < 0.1:
            text = dice.choice(printed[-30:])
        else:
            text = ". ".join(_sentence(dice, event, words) for _ in range(9)) + "."
        printed.append(text)
        then = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=number / a_day)
        yield Article(
            id=f"made{number:08d}",
            version=f"v{number}",
            title=_sentence(dice, event, words)[:60],
            outlet=f"Paper {dice.randrange(30)}",
            authors=(),
            published=then.isoformat(),
            modified=None,
            language="en",
            url=None,
            image=None,
            tags=(),
            blocks=(),
            text=text,
        )


def made_up_features(count: int, seed: int = 1, a_day: int = 20) -> list[tuple[Article, Features]]:
    """The same with what grouping asks of them, some with a vector."""
    dice = random.Random(seed)
    found = []
    for article in made_up_news(count, seed, a_day):
        angle = dice.uniform(0, math.tau)
        vector = (math.cos(angle), math.sin(angle), 0.0) if dice.random() < 0.7 else None
        found.append((article, features_of(article, None, vector)))
    return found


def _sentence(dice: random.Random, event: list[str], words: list[str]) -> str:
    said = dice.choices(event, k=8) + dice.choices(words, k=6)
    dice.shuffle(said)
    names = [word.capitalize() if word in event[:6] else word for word in said]
    return " ".join(names)
