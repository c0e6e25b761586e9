"""Microsoft's Recognizers-Text for dates and times, as TIMEX3 values.

Where its timex leaves the year or the week open it gives a past and a future value: the past one is taken, as news tell
of the past. Its ranges of three months that are a quarter become one; other ranges keep its notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from recognizers_date_time import DateTimeRecognizer
from recognizers_text import Culture

from evaluation.peers.protocol import Json, serve

_QUARTER = re.compile(r"\((\d{4})-(01|04|07|10)-01,[^,]*,P3M\)")
_HOUR = re.compile(r"T\d\d$")
_OPEN_MONTH = re.compile(r"XXXX-\d\d")


def main() -> None:
    """Answers stdin."""
    model = DateTimeRecognizer(Culture.English).get_datetime_model()

    def find_all(documents: Sequence[Json]) -> Iterator[list[Json]]:
        for document in documents:
            date = document["date"]
            found = model.parse(document["text"], datetime.fromisoformat(date))
            yield [
                {"start": one.start, "end": one.end + 1, "value": _timex(one.resolution["values"][0], date)}
                for one in found
                if one.resolution and one.resolution["values"]
            ]

    serve(find_all)


def _timex(first: Json, date: str) -> str:
    """The TIMEX3 value of its first (past) reading."""
    timex = str(first.get("timex") or "")
    if quarter := _QUARTER.fullmatch(timex):
        return f"{quarter[1]}-Q{int(quarter[2]) // 3 + 1}"
    if _OPEN_MONTH.fullmatch(timex):
        return str(first.get("start") or timex)[:7]
    if timex.startswith("XXXX"):
        return str(first.get("value") or timex).replace(" ", "T")
    if timex.startswith("T"):
        timex = date + timex
    return f"{timex}:00" if _HOUR.search(timex) else timex


if __name__ == "__main__":
    main()
