"""Reads the newsroom's source texts and gold labels. The format is described in README.md."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
GOLD = HERE / "gold"

_MARKS = {"^ ": "summary", "## ": "heading", "> ": "quote", "- ": "li", "! ": "caption"}
_REQUIRED = ("title", "published", "section", "path", "id", "relation", "language")
RELATIONS = ("original", "copy", "derived", "independent", "undetermined")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A fictional outlet: where it lives, who owns it, how its feed is made.

    ``links`` is "absolute" or "relative"; ``charset`` is that of its pages and its feed.
    """

    slug: str
    name: str
    domain: str
    language: str
    family: str
    tagline: str
    charset: str
    feed_format: str
    feed_path: str
    links: str

    @property
    def home(self) -> str:
        """Address of its front page."""
        return f"http://{self.domain}/"

    @property
    def feed_address(self) -> str:
        """Absolute address of its feed."""
        return f"http://{self.domain}{self.feed_path}"


@dataclass(frozen=True, slots=True)
class Text:
    """One version of one article as we wrote it.

    ``key`` is its id (STORY/NN-OUTLET), the same for all versions; ``stage`` is 2 for a corrected version.
    ``path`` is "" for a text that stands only inside another's page. Times are ISO 8601 with zone.
    """

    key: str
    stage: int
    outlet: Outlet
    title: str
    published: str
    modified: str | None
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    path: str
    relation: str
    copy_of: str | None
    embedded: tuple[str, ...]
    language: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def story(self) -> str:
        """The folder is the story."""
        return self.key.split("/")[0]

    @property
    def address(self) -> str | None:
        """Its absolute address, or None when it has no page of its own."""
        return f"http://{self.outlet.domain}{self.path}" if self.path else None

    @property
    def text(self) -> str:
        """Its blocks without captions, joined by a blank line: what gold labels quote."""
        return "\n\n".join(words for kind, words in self.blocks if kind != "caption")

    @property
    def lead(self) -> str:
        """Its summary, else its first paragraph."""
        return next(words for kind, words in self.blocks if kind in {"summary", "p"})

    @property
    def updated(self) -> str:
        """When this version was made."""
        return self.modified or self.published


def outlets() -> dict[str, Outlet]:
    """All outlets by slug, in the order of outlets.json."""
    found = json.loads((HERE / "outlets.json").read_text("utf-8"))
    return {one["slug"]: _outlet(one) for one in found}


def _outlet(one: dict) -> Outlet:
    feed = one["feed"]
    plain = {name: one[name] for name in ("slug", "name", "domain", "language", "family", "tagline", "charset")}
    return Outlet(**plain, feed_format=feed["format"], feed_path=feed["path"], links=feed["links"])


def texts(folder: Path = TEXTS) -> list[Text]:
    """Every version of every article, in the order of time, then of id, then of version.

    Raises ValueError with the file's name for a text that breaks the format.
    """
    known = outlets()
    found = [_read(path, known) for path in sorted(folder.glob("*/*.txt"))]
    return sorted(found, key=lambda text: (datetime.fromisoformat(text.published), text.key, text.stage))


def current(stage: int = 1) -> list[Text]:
    """One version of each article: the newest that exists at this stage."""
    newest = {text.key: text for text in texts() if text.stage <= stage}
    return list(newest.values())


def gold(text: Text) -> dict | None:
    """The gold labels of a text, or None. Labels belong to the first version."""
    path = GOLD / f"{text.key}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def _read(path: Path, known: dict[str, Outlet]) -> Text:
    header, _, body = path.read_text("utf-8").strip().partition("\n\n")
    fields = {}
    for line in header.splitlines():
        name, _, value = line.partition(":")
        fields[name.strip()] = value.strip()
    key = f"{path.parent.name}/{path.name.removesuffix('.txt').removesuffix('.v2')}"
    _check(path, fields, key)
    return Text(
        key=key,
        stage=2 if path.name.endswith(".v2.txt") else 1,
        outlet=known[key.split("/")[1].partition("-")[2]],
        title=fields["title"],
        published=fields["published"],
        modified=fields.get("modified") or None,
        authors=_split(fields.get("authors", "")),
        section=fields["section"],
        tags=_split(fields.get("tags", "")),
        path=fields["path"],
        relation=fields["relation"],
        copy_of=fields.get("copy_of") or None,
        embedded=_split(fields.get("embedded", "")),
        language=fields["language"],
        blocks=tuple(_block(part) for part in re.split(r"\n\s*\n", body.strip())),
    )


def _check(path: Path, fields: dict[str, str], key: str) -> None:
    missing = [name for name in _REQUIRED if name not in fields]
    if missing:
        raise ValueError(f"{path}: header lacks {', '.join(missing)}")
    if fields["id"] != key:
        raise ValueError(f"{path}: id is {fields['id']}, the file says {key}")
    if fields["relation"] not in RELATIONS:
        raise ValueError(f"{path}: unknown relation {fields['relation']}")
    for name in ("published", "modified"):
        if fields.get(name) and datetime.fromisoformat(fields[name]).tzinfo is None:
            raise ValueError(f"{path}: {name} needs a zone")


def _block(part: str) -> tuple[str, str]:
    words = " ".join(part.split())
    for mark, kind in _MARKS.items():
        if words.startswith(mark):
            return kind, words[len(mark) :].strip()
    return "p", words


def _split(value: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in value.split(";") if piece.strip())
