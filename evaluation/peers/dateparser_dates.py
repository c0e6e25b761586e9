"""dateparser's search for dates in a text (``dateparser.search.search_dates``), as TIMEX3 values.

The document's date is the base, news tell of the past, the period that it reports settles how precise a value is. It
knows neither durations nor sets. Its other strategy, by n-grams, took 27 times as long on three documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dateparser.search import search_dates

from evaluation.peers.protocol import Json, placed, serve

_FORMATS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}


def main() -> None:
    """Answers stdin."""

    def find_all(documents: Sequence[Json]) -> Iterator[list[Json]]:
        for document in documents:
            yield list(_dates(document["text"], document["date"]))

    serve(find_all)


def _dates(text: str, date: str) -> Iterator[Json]:
    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(date),
        "PREFER_DATES_FROM": "past",
        "RETURN_TIME_AS_PERIOD": True,
    }
    found = search_dates(text, languages=["en"], settings=settings, add_period=True)
    after = 0
    for words, moment, period in found or ():
        start = placed(text, words, after)
        if start is not None:
            after = start + len(words)
            present = words.lower() == "now"
            value = "PRESENT_REF" if present else moment.strftime(_FORMATS.get(period, "%Y-%m-%d"))
            yield {"start": start, "end": after, "value": value}


if __name__ == "__main__":
    main()
