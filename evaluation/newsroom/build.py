"""Builds the sample newsroom: `python -m evaluation.newsroom.build`.

In: outlets.json, texts/, templates/. Out: src/sayso/sample/pages/DOMAIN/..., src/sayso/sample/feeds/... and
manifest.json, which names every address with its file, content type and time at each stage. The same input gives the
same bytes. Anything else in the two output folders is deleted.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import jinja2

from evaluation.newsroom.texts import HERE, Outlet, Text, current, outlets, texts
from sayso.text import slug

SAMPLE = HERE.parents[1] / "src" / "sayso" / "sample"
STAGES = (1, 2)

_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
_FEED_TYPES = {
    "rss2": "application/rss+xml",
    "rss2-full": "application/rss+xml",
    "rss092": "text/xml",
    "rss1": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class Built:
    """One file of the newsroom at one stage, and where it is served."""

    domain: str
    path: str
    stage: int
    file: str
    content_type: str
    modified: str
    content: bytes


def build(out: Path = SAMPLE) -> list[Built]:
    """Writes the whole newsroom under ``out`` and returns what it wrote."""
    built = rendered()
    for folder in ("pages", "feeds"):
        shutil.rmtree(out / folder, ignore_errors=True)
    for one in built:
        target = out / one.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(one.content)
    (out / "manifest.json").write_bytes(manifest(built))
    return built


def rendered() -> list[Built]:
    """Every file of the newsroom, pure: nothing is written. A file is given again at stage 2 only if it differs."""
    environment = _environment()
    seen: dict[tuple[str, str], bytes] = {}
    built = []
    for stage in STAGES:
        for one in _stage(environment, stage):
            if seen.get((one.domain, one.path)) != one.content:
                seen[one.domain, one.path] = one.content
                built.append(one)
    return built


def manifest(built: Iterable[Built]) -> bytes:
    """What the server and the tests read: hosts, feeds, files, articles and the newsroom's "now"."""
    known = outlets()
    everything = texts()
    last = max(datetime.fromisoformat(text.updated) for text in everything)
    first = {text.key: text for text in everything if text.stage == 1}
    versions: dict[str, int] = {}
    for text in everything:
        versions[text.key] = max(versions.get(text.key, 1), text.stage)
    listed = {
        "now": (last + timedelta(hours=2)).astimezone(UTC).isoformat(),
        "hosts": [outlet.domain for outlet in known.values()],
        "feeds": [outlet.feed_address for outlet in known.values()],
        "files": [
            {
                "host": one.domain,
                "path": one.path,
                "stage": one.stage,
                "file": one.file,
                "type": one.content_type,
                "modified": one.modified,
            }
            for one in built
        ],
        "articles": [_listed(text, _origin(text, first), versions[text.key]) for text in first.values()],
    }
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def _listed(text: Text, origin: Outlet | None, versions: int) -> dict:
    return {
        "id": text.key,
        "address": text.address,
        "title": text.title,
        "story": text.story,
        "relation": text.relation,
        "copy_of": text.copy_of,
        "published": text.published,
        "language": text.language,
        "outlet": text.outlet.name,
        "credited": origin.name if origin else None,
        "family": text.outlet.family,
        "authors": list(text.authors),
        "embedded": list(text.embedded),
        "versions": versions,
    }


# --- one stage of the newsroom ------------------------------------------------------------------------------


def _stage(environment: jinja2.Environment, stage: int) -> Iterable[Built]:
    everything = current(stage)
    now = max(datetime.fromisoformat(text.updated) for text in texts()) + timedelta(hours=2)
    by_key = {text.key: text for text in everything}
    environment.filters["origin"] = lambda art: _origin(art, by_key)
    for outlet in outlets().values():
        own = [text for text in everything if text.outlet == outlet and text.path]
        for text in own:
            yield _page(environment, text, own, by_key, now, stage)
        newest_first = sorted(own, key=lambda text: datetime.fromisoformat(text.published), reverse=True)
        yield _front(environment, outlet, newest_first, stage)
        yield _feed(environment, outlet, newest_first, stage)
        yield _robots(outlet, stage)


def _page(
    environment: jinja2.Environment,
    text: Text,
    own: list[Text],
    by_key: dict[str, Text],
    now: datetime,
    stage: int,
) -> Built:
    origin = _origin(text, by_key)
    html = environment.get_template(f"{text.outlet.slug}.html").render(
        outlet=text.outlet,
        art=text,
        others=_newest_others(text, own)[:5],
        more=_earlier(text, own)[:2],
        age=_age(text, now),
        source=origin.name if origin else text.outlet.name,
        embedded=[{"text": by_key[key], "age": _age(by_key[key], now)} for key in text.embedded],
    )
    content = _tidy(html).encode(text.outlet.charset, "xmlcharrefreplace")
    return Built(
        domain=text.outlet.domain,
        path=text.path,
        stage=stage,
        file=f"pages/{text.outlet.domain}/{_file_name(text.path)}{'.v2' if text.stage == 2 else ''}.html",
        content_type=_html_type(text.outlet),
        modified=text.updated,
        content=content,
    )


def _html_type(outlet: Outlet) -> str:
    """The windows-1252 outlet names its charset in the page alone, as old sites do."""
    return "text/html" if outlet.charset != "utf-8" else "text/html; charset=utf-8"


def _front(environment: jinja2.Environment, outlet: Outlet, own: list[Text], stage: int) -> Built:
    html = environment.get_template("index.html").render(
        outlet=outlet, arts=own, feed_type=_FEED_TYPES[outlet.feed_format]
    )
    name = "index.html" if stage == 1 else "index.v2.html"
    content = html.encode(outlet.charset, "xmlcharrefreplace")
    return Built(outlet.domain, "/", stage, f"pages/{outlet.domain}/{name}", _html_type(outlet), _newest(own), content)


def _feed(environment: jinja2.Environment, outlet: Outlet, own: list[Text], stage: int) -> Built:
    if outlet.feed_format == "json":
        content = _json_feed(outlet, own)
    else:
        template = environment.get_template(f"feed.{outlet.feed_format}.xml")
        content = template.render(outlet=outlet, arts=own, newest=_newest(own)).encode(
            outlet.charset, "xmlcharrefreplace"
        )
    ending = "json" if outlet.feed_format == "json" else "xml"
    name = f"feeds/{outlet.slug}{'' if stage == 1 else '.v2'}.{ending}"
    content_type = _FEED_TYPES[outlet.feed_format]
    return Built(outlet.domain, outlet.feed_path, stage, name, content_type, _newest(own), content)


def _json_feed(outlet: Outlet, own: list[Text]) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    items = [
        {
            "id": text.address,
            "url": text.address,
            "title": text.title,
            "summary": text.lead,
            "content_html": "".join(f"<p>{jinja2.filters.escape(words)}</p>" for _, words in text.blocks[:2]),
            "date_published": text.published,
            "date_modified": text.updated,
            "authors": [{"name": author} for author in text.authors],
            "tags": list(text.tags),
            "language": text.language,
        }
        for text in own
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": outlet.home,
        "feed_url": outlet.feed_address,
        "language": outlet.language,
        "items": items,
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _robots(outlet: Outlet, stage: int) -> Built:
    content = b"User-agent: *\nDisallow: /search\nDisallow: /signin\n"
    return Built(
        outlet.domain,
        "/robots.txt",
        stage,
        f"pages/{outlet.domain}/robots.txt",
        "text/plain",
        "2026-03-01T00:00:00+00:00",
        content,
    )


# --- small pieces ---------------------------------------------------------------------------------------------


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters |= {
        "spoken": spoken,
        "rfc822": lambda iso: format_datetime(datetime.fromisoformat(iso)),
        "slug": slug,
        "json": _script_json,
        "link": lambda art: art.path if art.outlet.links == "relative" else art.address,
    }
    return environment


def spoken(iso: str, language: str, pattern: str) -> str:
    """A time as a page of this language writes it; ``pattern`` is a format string over the names below."""
    at = datetime.fromisoformat(iso)
    month = _MONTHS[language][at.month - 1]
    return pattern.format(
        weekday=_WEEKDAYS[language][at.weekday()],
        day=at.day,
        day2=f"{at.day:02}",
        month=month,
        mon=month[:3],
        month2=f"{at.month:02}",
        year=at.year,
        hour=f"{at.hour:02}",
        hour12=at.hour % 12 or 12,
        minute=f"{at.minute:02}",
        half="am" if at.hour < 12 else "pm",
    )


def _script_json(value: object) -> jinja2.filters.Markup:
    """JSON for a script element: no "</" can end the element early."""
    return jinja2.filters.Markup(json.dumps(value, ensure_ascii=False).replace("</", "<\\/"))


def _age(text: Text, now: datetime) -> str:
    """How an aggregator writes an age: "42 minutes ago", "an hour ago", "3 days ago"."""
    minutes = int((now - datetime.fromisoformat(text.published)).total_seconds() // 60)
    hours, days = minutes // 60, minutes // (24 * 60)
    if days:
        return "a day ago" if days == 1 else f"{days} days ago"
    if hours:
        return "an hour ago" if hours == 1 else f"{hours} hours ago"
    return f"{minutes} minutes ago"


def _origin(text: Text, by_key: dict[str, Text]) -> Outlet | None:
    """The outlet that an aggregator's reprint names as its source; None elsewhere."""
    if text.outlet.slug != "tribune24" or not text.copy_of:
        return None
    return by_key[text.copy_of].outlet


def _newest_others(text: Text, own: list[Text]) -> list[Text]:
    """The outlet's other articles, newest first: what its lists of headlines show whenever the page is fetched."""
    return [other for other in reversed(own) if other is not text]


def _earlier(text: Text, own: list[Text]) -> list[Text]:
    """What the page could link to when it was written: earlier articles, those of its own story first."""
    newest_first = own[: own.index(text)][::-1]
    return sorted(newest_first, key=lambda other: other.story != text.story)


def _newest(own: list[Text]) -> str:
    return max((text.updated for text in own), key=datetime.fromisoformat, default="2026-03-01T00:00:00+00:00")


def _file_name(path: str) -> str:
    """A file name for a path: "/world/flood.html" and "/2026/03/flood/" give "world-flood" and "2026-03-flood"."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", path.removesuffix(".html")).strip("-")


def _tidy(html: str) -> str:
    """Blank lines that template tags leave are dropped."""
    return re.sub(r"\n\s*\n+", "\n", html)


def main() -> int:
    """Builds and says how much."""
    built = build()
    first = [text for text in texts() if text.stage == 1]
    stories = sorted({text.story for text in first})
    print(f"{len(first)} articles in {len(stories)} stories by {len(outlets())} outlets: {len(built)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
