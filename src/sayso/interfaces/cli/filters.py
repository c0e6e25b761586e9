"""The filters: JSON Lines in, JSON Lines out, in order. They read no store and open no socket."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any, BinaryIO

from sayso import pipeline
from sayso.contract import Json, annotations_json, article_json, article_of, json_line, placement_json
from sayso.desk import embedder_of
from sayso.errors import PageError
from sayso.settings import Settings
from sayso.text import without_surrogates
from sayso.types import Annotations, Article, BlockKind, Page, Placement, Verdict

MAX_LINE = 64 * 1024 * 1024
"""Bytes of one line; a page may be 10 MB, and JSON escapes make it longer."""

_EMPTY: dict[str, Json] = {
    "extract": {"articles": []},
    "annotate": {"statements": [], "figures": [], "moments": [], "mentions": [], "hashtags": []},
    "group": {"story": None, "copy_of": None, "relation": "undetermined"},
    "compare": {"label": "undetermined", "score": 0.0, "reason": None},
}


@dataclass(frozen=True, slots=True)
class _Broken:
    """A line that can't be used."""

    id: object
    reason: str


def run_filter(name: str, source: BinaryIO, sink: BinaryIO, settings: Settings, *, flat: bool = False) -> None:
    """Runs one filter over a stream. ``name``: "extract", "annotate", "group" or "compare"."""
    results = _extracted(source, settings, flat=flat) if name == "extract" else _FILTERS[name](source, settings)
    for result in results:
        # Half of a surrogate pair, which JSON can carry, has no UTF-8; its JSON escape is what this handler writes.
        sink.write(json_line(result).encode("utf-8", "backslashreplace") + b"\n")
        sink.flush()


def _lines(source: BinaryIO) -> Iterator[Json | _Broken]:
    while line := source.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = source.readline(MAX_LINE)
            yield _Broken(None, f"a line of more than {MAX_LINE} bytes")
        else:
            yield _read(line)


def _read(line: bytes) -> Json | _Broken:
    if not line.strip():
        return _Broken(None, "the line is empty")
    try:
        data = json.loads(line.decode("utf-8-sig"), parse_constant=_refused_constant)
    except (ValueError, RecursionError) as error:
        return _Broken(None, f"not JSON: {error}")
    if not isinstance(data, dict):
        return _Broken(None, "not a JSON object")
    return data


def _refused_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _mapped(
    name: str,
    source: BinaryIO,
    read: Callable[[Json], Any],
    work: Callable[[Iterator[Any]], Iterable[Any]],
    tell: Callable[[object, Any, Any], Iterable[Json]],
    ids: list[object] | None = None,
) -> Iterator[Json]:
    """Reads lines, works on the good ones as a stream, and tells all results in the order of the lines.

    ``ids`` takes the ids of the good ones, in order.
    """
    waiting: deque[tuple[object, Any]] = deque()

    def good() -> Iterator[Any]:
        for data in _lines(source):
            item: Any = data if isinstance(data, _Broken) else _understood(data, read)
            waiting.append((None if isinstance(data, _Broken) else data.get("id"), item))
            if not isinstance(item, _Broken):
                if ids is not None:
                    ids.append(data.get("id") if isinstance(data, dict) else None)
                yield item

    def broken() -> Iterator[Json]:
        while waiting and isinstance(waiting[0][1], _Broken):
            item = waiting.popleft()[1]
            yield {"id": item.id, **_EMPTY[name], "error": item.reason}

    for result in work(good()):
        yield from broken()
        id_, item = waiting.popleft()
        yield from tell(id_, item, result)
    yield from broken()


def _understood(data: Json, read: Callable[[Json], Any]) -> Any:
    id_ = data.get("id")
    if not _is_id(id_):
        return _Broken(None, "the id is neither a string nor a number")
    try:
        return read(data)
    except (KeyError, TypeError, ValueError) as error:
        return _Broken(id_, f"{error} is missing" if isinstance(error, KeyError) else str(error))


def _is_id(value: object) -> bool:
    if isinstance(value, float):
        return isfinite(value)  # 1e999 is read as infinity, which can't be written back
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _given_text(data: Json, name: str) -> str | None:
    """A text that may be absent; broken code points become "\ufffd", so that offsets stay. Raises TypeError."""
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} is not a text")
    return without_surrogates(value) if value else None


# --- the four ---------------------------------------------------------------------------------------------------


def _extracted(source: BinaryIO, settings: Settings, *, flat: bool) -> Iterator[Json]:
    def tell(id_: object, _page: Page, result: tuple[Page, tuple[Article, ...] | PageError]) -> Iterator[Json]:
        found = result[1]
        if isinstance(found, PageError):
            reason = f"{found.reason}; {found.way_out}" if found.way_out else found.reason
            yield {"id": id_, **({} if flat else _EMPTY["extract"]), "error": reason}
            return
        named = "" if id_ is None else id_
        articles = [article_json(article, f"{named}#{place}") for place, article in enumerate(found)]
        if flat:
            yield from articles
        else:
            yield {"id": id_, "articles": articles, "error": None}

    with pipeline.ExtractPool(settings.jobs) as pool:
        yield from _mapped("extract", source, _page_of, pool.extract_all, tell)


def _page_of(data: Json) -> Page:
    html, text = _given_text(data, "html"), _given_text(data, "text")
    if data.get("html") is None and data.get("text") is None:
        raise TypeError("neither html nor text")
    kind = "text" if data.get("html") is None else "html"
    address = _given_text(data, "url")
    return Page(
        name=str(data.get("id") or address or "a page"),
        address=address,
        content=((text if kind == "text" else html) or "").encode(),
        kind=kind,
        charset="utf-8",
        fetched=_given_text(data, "fetched"),
        key=str(data.get("id")),
    )


_KINDS = frozenset(kind.value for kind in BlockKind)
_ARTICLE_TEXTS = ("title", "text", "published", "outlet", "language", "url")
"""What annotate and group know of an article; all else is passed by, whatever it holds."""


def _article_in(data: Json) -> Article:
    if not isinstance(data.get("text"), str):
        raise TypeError("text is missing or not a text")
    given = {name: _given_text(data, name) for name in _ARTICLE_TEXTS}
    return article_of({"id": data.get("id"), "blocks": _given_blocks(data)} | given)


def _given_blocks(data: Json) -> list[tuple[str, str]]:
    """The blocks, where the line has them as ``extract`` prints them; they say which paragraphs are quotations."""
    blocks = data.get("blocks")
    if not isinstance(blocks, list):
        return []
    return [(block[0], block[1]) for block in blocks if _is_block(block)]


def _is_block(block: object) -> bool:
    return isinstance(block, list) and len(block) == 2 and block[0] in _KINDS and isinstance(block[1], str)


def _annotated(source: BinaryIO, settings: Settings) -> Iterator[Json]:
    def tell(id_: object, article: Article, found: Annotations) -> Iterator[Json]:
        told = {"id": id_, **annotations_json(found, article.text)}
        yield {**told, "error": found.failure} if found.failure else told

    def work(articles: Iterator[Article]) -> Iterable[Annotations]:
        return pipeline.annotate(articles, settings.jobs, settings.statements)

    yield from _mapped("annotate", source, _article_in, work, tell)


def _grouped(source: BinaryIO, settings: Settings) -> Iterator[Json]:
    def read(data: Json) -> tuple[Article, list[str] | None]:
        mentions = data.get("mentions")
        names = None if mentions is None else [str(m["name"] if isinstance(m, dict) else m) for m in mentions]
        return _article_in(data), names

    ids: list[object] = []  # as given: the grouper sees places in the input, since ids may repeat or be numbers

    def work(pairs: Iterator[tuple[Article, list[str] | None]]) -> Iterable[Placement]:
        kept = list(pairs)
        numbered = [replace(article, id=str(place)) for place, (article, _) in enumerate(kept)]
        return pipeline.group(numbered, [names for _, names in kept], embedder_of(settings))

    def tell(id_: object, _pair: Any, placement: Placement) -> Iterator[Json]:
        copied = None if placement.copy_of is None else ids[int(placement.copy_of)]
        yield {**placement_json(placement), "id": id_, "copy_of": copied}

    return _mapped("group", source, read, work, tell, ids)


def _compared(source: BinaryIO, _settings: Settings) -> Iterator[Json]:
    def read(data: Json) -> tuple[str, str, str | None, str | None]:
        claim, evidence = data["a"], data["b"]
        if not isinstance(claim, str) or not isinstance(evidence, str):
            raise TypeError("a and b must be texts")
        published = _given_text(data, "published_a"), _given_text(data, "published_b")
        return without_surrogates(claim), without_surrogates(evidence), *published

    def tell(id_: object, _pair: Any, verdict: Verdict) -> Iterator[Json]:
        yield {"id": id_, "label": verdict.label, "score": round(verdict.score, 3), "reason": verdict.reason}

    return _mapped("compare", source, read, pipeline.compare_all, tell)


_FILTERS: dict[str, Callable[[BinaryIO, Settings], Iterator[Json]]] = {
    "annotate": _annotated,
    "group": _grouped,
    "compare": _compared,
}
