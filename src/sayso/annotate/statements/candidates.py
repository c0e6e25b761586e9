"""Frames made characters and joined with the quotation marks around them: who may have said what."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.annotate.statements.frames import frames
from sayso.annotate.statements.quotes import Quote
from sayso.annotate.statements.trees import Frame, Range
from sayso.types import Extent

Extents = tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible statement, in characters.

    ``pattern`` and ``word`` say how it was found; ``head`` and ``holder`` are the tokens of cue and source;
    ``quoted`` is the share of the content's characters that stand in quotation marks; ``inside`` says whether the
    cue itself stands in a quotation.
    """

    pattern: str
    word: str
    source: Extents
    cue: Extents
    content: Extents
    head: Any
    holder: Any | None
    quoted: float
    inside: bool


def has_verb(candidate: Candidate) -> bool:
    """Whether a verb stands in what a candidate says."""
    parsed = candidate.head.doc
    spans = (parsed.char_span(start, end, alignment_mode="expand") for start, end in candidate.content)
    return any(token.tag_[:1] in {"V", "M"} for span in spans if span is not None for token in span)


class Passages:
    """The quotations of a text, by place."""

    def __init__(self, text: str, quotes: Sequence[Quote]) -> None:
        self.text = text
        self.quotes = quotes
        self._starts = [quote.start for quote in quotes]

    def around(self, extent: Extent) -> Quote | None:
        """The quotation that an extent stands in."""
        index = bisect.bisect_right(self._starts, extent[0]) - 1
        return self.quotes[index] if index >= 0 and extent[1] <= self.quotes[index].end else None

    def overlapping(self, extent: Extent) -> list[Quote]:
        """Quotations that share characters with an extent."""
        index = max(0, bisect.bisect_right(self._starts, extent[0]) - 1)
        rest = itertools.takewhile(lambda quote: quote.start < extent[1], self.quotes[index:])
        return [quote for quote in rest if quote.end > extent[0]]

    def before(self, position: int) -> Quote | None:
        """The last quotation that ends at or before a position."""
        index = bisect.bisect_right(self._starts, position) - 1
        while index >= 0 and self.quotes[index].end > position:
            index -= 1
        return self.quotes[index] if index >= 0 else None

    def after(self, position: int) -> Quote | None:
        """The first quotation that starts at or after a position."""
        index = bisect.bisect_left(self._starts, position)
        return self.quotes[index] if index < len(self.quotes) else None

    def share(self, extents: Extents) -> float:
        """The share of the extents' characters that is quoted."""
        total = sum(end - start for start, end in extents)
        quoted = sum(
            min(end, quote.end) - max(start, quote.start)
            for start, end in extents
            for quote in self.overlapping((start, end))
        )
        return quoted / total if total else 0.0


def find_candidates(
    text: str, parsed: Any, quotes: Sequence[Quote], lemma_of: Callable[[Any], str | None]
) -> Iterator[list[Candidate]]:
    """For each cue word the candidates that it heads, the surest reading first."""
    passages = Passages(text, quotes)
    for sentence in parsed.sents:
        for _, group in itertools.groupby(frames(sentence, lemma_of), key=lambda frame: frame.head.i):
            found = list(_of_one_cue(text, parsed, passages, list(group)))
            if found:
                yield found


def _of_one_cue(text: str, parsed: Any, passages: Passages, group: list[Frame]) -> Iterator[Candidate]:
    head: Extent = _extent(parsed, (group[0].head.i, group[0].head.i + 1))
    holding = passages.around(head)
    if holding is None and group[0].head.tag_[0] == "V":
        spoken = _spoken(text, parsed, passages, group[0])
        if spoken is not None:
            yield spoken
    for frame in group:
        if frame.pattern == "bare":
            continue
        content = _without_that(text, _content(text, parsed, frame.content, passages, holding))
        if content:
            yield _candidate(text, parsed, frame, content, passages, holding)


def _candidate(
    text: str, parsed: Any, frame: Frame, content: Extents, passages: Passages, holding: Quote | None
) -> Candidate:
    source = trimmed(text, [after_dateline(text, _extent(parsed, frame.source))]) if frame.source is not None else ()
    return Candidate(
        pattern=frame.pattern,
        word=frame.word,
        source=without(source, content) or source,
        cue=trimmed(text, [_extent(parsed, run) for run in frame.cue]),
        content=content,
        head=frame.head,
        holder=frame.holder,
        quoted=passages.share(content) if holding is None else 0.0,
        inside=holding is not None,
    )


_DATELINE = re.compile(r"[A-Z]{3}[\w .,/’'-]{0,60}?(?:\([\w ]{2,20}\)\s{0,2}[-–—]{1,2}|\s[-–—]{1,2}\s)\s{0,2}")


def after_dateline(text: str, extent: Extent) -> Extent:
    """ "CARACAS (Reuters) - The government": the place and agency are no part of the source."""
    dateline = _DATELINE.match(text, *extent)
    return (dateline.end(), extent[1]) if dateline else extent


def _extent(parsed: Any, run: Range) -> Extent:
    last = parsed[run[1] - 1]
    return parsed[run[0]].idx, last.idx + len(last)


# --- what a parse says is reported --------------------------------------------------------------------------


def _content(text: str, parsed: Any, ranges: Iterable[Range], passages: Passages, holding: Quote | None) -> Extents:
    """The reported words; a quotation that they run into is taken whole, unless the cue stands in it too."""
    extents = [_extent(parsed, run) for run in ranges]
    if holding is not None:
        return trimmed(text, [(max(s, holding.start + 1), min(e, holding.end - 1)) for s, e in extents])
    whole = [after_dateline(text, _with_quotes(extent, passages)) for extent in extents]
    return trimmed(text, joined(whole))


def _with_quotes(extent: Extent, passages: Passages) -> Extent:
    quotes = passages.overlapping(extent)
    return min([extent[0], *(quote.start for quote in quotes)]), max([extent[1], *(quote.end for quote in quotes)])


def _without_that(text: str, content: Extents) -> Extents:
    that = _THAT.match(text, *content[0]) if content else None
    return ((that.end(), content[0][1]), *content[1:]) if that else content


def joined(extents: Iterable[Extent]) -> list[Extent]:
    """The extents in order, overlapping ones made one."""
    result: list[Extent] = []
    for start, end in sorted(extents):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


_LEADING = " \t\r\n,;:.)—–-"
_TRAILING = " \t\r\n,;:(—–-"
_OPENING = frozenset('“„"«‘')
_LOOSE_END = re.compile(r",\s(?:but|and|or|so)\s?\Z")
_THAT = re.compile(r"that\s+", re.IGNORECASE)


def trimmed(text: str, extents: Iterable[Extent]) -> Extents:
    """Extents without punctuation around them; the full stop after an unquoted sentence goes too."""
    kept = [_trimmed(text, start, end) for start, end in extents]
    return tuple(one for one in kept if any(c.isalnum() for c in text[one[0] : one[1]]))


def _trimmed(text: str, start: int, end: int) -> Extent:
    loose = _LOOSE_END.search(text, max(start, end - 8), end)
    end = loose.start() if loose else end
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    quoted = text[start : start + 1] in _OPENING  # an open quotation that goes on keeps its full stop
    if end - start > 1 and text[end - 1] == "." and text[end - 2] not in ".!?" and not quoted:
        end -= 1
    return start, end


def without(extents: Iterable[Extent], holes: Extents) -> Extents:
    """The extents less the holes."""
    rest = list(extents)
    for low, high in holes:
        cut: list[Extent] = []
        for start, end in rest:
            cut += [(start, min(end, low)), (max(start, high), end)]
        rest = [(start, end) for start, end in cut if start < end]
    return tuple(rest)


# --- what quotation marks say is reported --------------------------------------------------------------------

_GAP_BEFORE = re.compile(r"[\s,;—–-]*\Z")
_GAP_AFTER = re.compile(r"[\s,;:—–-]*(?:that\s)?\s*\Z")
_COLON_GAP = re.compile(r"[^.!?\n]{0,100}:\s*\Z")


def _spoken(text: str, parsed: Any, passages: Passages, frame: Frame) -> Candidate | None:
    """The quotations right before and after a cue clause, with the ones that go on after it in its paragraph."""
    clause = _clause_extent(parsed, frame, passages)
    left = _left_quote(text, passages, clause, frame)
    right = _right_quote(text, passages, clause, frame)
    if left is None and right is None:
        return None
    quotes = [quote for quote in (left, right) if quote is not None]
    quotes += _going_on(text, passages, parsed, frame, quotes)
    content = trimmed(text, joined((quote.start, quote.end) for quote in quotes))
    candidate = _candidate(text, parsed, frame, content, passages, None)
    return replace(candidate, pattern="quote-left" if left else "quote-right", quoted=1.0)


def _clause_extent(parsed: Any, frame: Frame, passages: Passages) -> Extent:
    """The cue clause in characters, cut where a quotation begins or ends in it."""
    start, end = _extent(parsed, frame.clause)
    head = frame.head.idx
    for quote in passages.overlapping((start, end)):
        if quote.end <= head and quote.speech:
            start = max(start, quote.end)
        elif quote.start >= head and quote.speech:
            end = min(end, quote.start)
    return start, end


def _left_quote(text: str, passages: Passages, clause: Extent, frame: Frame) -> Quote | None:
    quote = passages.before(clause[0])
    if quote is None or not quote.speech or clause[0] - quote.end > 12:
        return None
    if not _GAP_BEFORE.match(text, quote.end, clause[0]) or "\n" in text[quote.end : clause[0]]:
        return None
    last = text[quote.start : quote.end].rstrip("“”„\"«»'‘’ ")[-1:]
    own_sentence = last == "." or (last in "!?…" and frame.pattern in {"clause", "infinitive", "object"})
    comma_after = "," in text[quote.end : clause[0]]
    return quote if (quote.ends_with_pause or comma_after) and (comma_after or not own_sentence) else None


def _right_quote(text: str, passages: Passages, clause: Extent, frame: Frame) -> Quote | None:
    quote = passages.after(max(clause[1], frame.head.idx + len(frame.head)))
    if quote is None or not quote.speech:
        return None
    gap = quote.start - clause[1]
    if gap <= 8 and _GAP_AFTER.match(text, clause[1], quote.start):
        return quote if "\n" not in text[clause[1] : quote.start] or ":" in text[clause[1] : quote.start] else None
    start = frame.head.idx + len(frame.head)
    return quote if quote.start - start <= 110 and _COLON_GAP.match(text, start, quote.start) else None


def _going_on(text: str, passages: Passages, parsed: Any, frame: Frame, linked: list[Quote]) -> list[Quote]:
    """Quotations that follow with nothing of their own between: the same voice goes on."""
    more: list[Quote] = []
    end = max(linked[-1].end, _sentence_end(frame))
    rest = passages.quotes[bisect.bisect_left(passages._starts, linked[-1].end) :]
    last = linked[-1]
    for quote in rest:
        if quote.start < end:
            continue
        between = text[end : quote.start]
        follows = not between.strip(" .,\"'”’") and (last.goes_on or quote.start == end or "\n" not in between)
        if not follows or (quote.continues and not last.goes_on and "\n" in between):
            break
        if has_own_cue(text, quote):
            break
        more.append(quote)
        last, end = quote, quote.end
    return more


def _sentence_end(frame: Frame) -> int:
    last = frame.head.sent[-1]
    return int(last.idx + len(last))


def has_own_cue(text: str, quote: Quote) -> bool:
    """Whether a comma before the closing mark shows that "she said" follows."""
    return text[quote.start : quote.end].rstrip("“”„\"«»'‘’ ").endswith(",") or text[quote.end : quote.end + 1] == ","
