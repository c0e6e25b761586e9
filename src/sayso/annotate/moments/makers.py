"""From a matched expression to its TIMEX3 type and value: one small function a kind of expression.

The conventions are those of TimeML 1.2.1 and of TimeBank: a day is "1989-10-26", "last week" a week, "two years ago"
a year; a span of time that leans on now ("the last two weeks") is a DURATION; what is vague is PRESENT_REF, PAST_REF
or FUTURE_REF. Each function returns None where it recognises that the expression isn't one. The data files name the
functions: "date PATTERN" is resolved by ``_make_date``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.annotate.moments import days, periods, spans
from sayso.annotate.moments.found import Found, Made

MAKERS: Mapping[str, Callable[[Found], Made]] = {**days.MAKERS, **periods.MAKERS, **spans.MAKERS}
