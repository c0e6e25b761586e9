"""What a model answered, read with patience: JSON in a fence or bare, or lines that end with their numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.types import Draft

MOST = 60
"""Drafts of one answer that are read."""
LONGEST = 1_500
"""Characters of a draft; a longer one is no shortened sentence."""
_TEXT = ("text", "sentence", "line", "content", "answer")
_NUMBERS = ("evidence", "numbers", "support", "sources", "cites", "citations", "refs", "ids")
_LIST = ("sentences", "lines", "answers", "summary", "output", "result", "items")
_THOUGHT = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL)
_BULLET = re.compile(r"\s*(?:[-*•]|\d{1,3}[.)])\s+")
_CITED = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_NUMBER = re.compile(r"\d{1,3}")


def drafts_of(answer: str) -> tuple[Draft, ...]:
    """The sentences of an answer with the numbers of their evidence; empty where none can be made out."""
    text = _THOUGHT.sub("", answer)
    data = _first_json(text)
    found = _from_json(data) if data is not None else _from_lines(text)
    return tuple(draft for draft in found if draft.sentence and len(draft.sentence) <= LONGEST)[:MOST]


def _first_json(text: str) -> Any:
    """The first JSON object or list of objects in a text; None where there is none."""
    decoder = json.JSONDecoder()
    for match in list(re.finditer(r"[{\[]\s*[{\[\"]", text))[:20]:
        try:
            data, _ = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        return data
    return None


def _from_json(data: Any) -> Iterator[Draft]:
    if isinstance(data, dict):
        inside = next((data[name] for name in _LIST if isinstance(data.get(name), list)), None)
        data = [data] if inside is None else inside
    for item in data if isinstance(data, list) else ():
        if isinstance(item, str):
            yield from _from_lines(item)
        elif isinstance(item, dict):
            text = next((item[name] for name in _TEXT if isinstance(item.get(name), str)), "")
            numbers = next((item[name] for name in _NUMBERS if name in item), ())
            yield Draft(" ".join(text.split()), _numbers(numbers))


def _numbers(value: Any) -> tuple[int, ...]:
    """Numbers as a list, one number, or a text such as "1, 2" or "[1]"; in order, each once."""
    values = value if isinstance(value, list) else [value]
    texts = (str(one) for one in values if isinstance(one, int | str) and not isinstance(one, bool))
    return tuple(dict.fromkeys(int(found) for text in texts for found in _NUMBER.findall(text[:100])))


def _from_lines(text: str) -> Iterator[Draft]:
    """Lines that end with their numbers: "- The mill burned. [1, 2]"."""
    for line in text.splitlines():
        bare = _BULLET.sub("", line, count=1).strip()
        last = list(_CITED.finditer(bare))
        if not last or bare[last[-1].end() :].strip(" ."):
            continue
        cited = tuple(dict.fromkeys(int(n) for match in last for n in _NUMBER.findall(match[1])))
        yield Draft(" ".join(_CITED.sub("", bare).split()).replace(" .", "."), cited)
