"""The addresses of the pages. A route asks the desk, has a view made, and renders it; only a comment is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from sayso.desk import ArticleView, Desk, StoryView
from sayso.interfaces.addresses import (
    article_path,
    id_of,
    named,
    news_path,
    outlet_path,
    story_path,
    subject_path,
    tag_path,
)
from sayso.interfaces.shared import PageNumber, TheDesk, Words
from sayso.interfaces.web.assets import BY_PATH
from sayso.interfaces.web.rendering import page
from sayso.interfaces.web.views.article import Asked, article_page, copied_article
from sayso.interfaces.web.views.explained import Sources, Told, told_answer, told_line
from sayso.interfaces.web.views.families import families_page
from sayso.interfaces.web.views.heads import article_heads, near_stories, story_head
from sayso.interfaces.web.views.news import news_page
from sayso.interfaces.web.views.search import found, pager
from sayso.interfaces.web.views.story import story_page
from sayso.interfaces.web.views.subject import subject_page
from sayso.interfaces.wording import told_writing
from sayso.text import iso, slug
from sayso.types import Answer, Article, ArticleState, SearchHit

STORIES = 20
ARTICLES = 30
HITS = 20
LOOKED_AT = 30
"""Articles of a story whose outlets the front page names; each costs 0.01 ms of CPU to load."""

DAYS_BACK = 3
"""Days of news that a reader is shown who doesn't say since when."""

MAX_HITS_PAGE = 50
"""The search ranks no more than a thousand candidates (see storage)."""

router = APIRouter(include_in_schema=False)

Number = Annotated[int | None, Query(ge=0, le=100_000_000)]
Name = Annotated[str, Query(max_length=100)]


# --- lists -------------------------------------------------------------------------------------------------------


@router.get("/")
def front(desk: TheDesk, number: Annotated[PageNumber, Query(alias="page")] = 1) -> Response:
    """Stories by independent sources and recency."""
    stories = desk.stories(STORIES + 1, (number - 1) * STORIES)
    views = desk.with_members(stories[:STORIES], LOOKED_AT)
    heads = [story_head(view, desk.now()) for view in views]
    return page(desk, "front.html", stories=heads, pager=pager("/", {}, number, more=len(stories) > STORIES))


@router.get("/tag/{name}")
def tag(desk: TheDesk, name: str, number: Annotated[PageNumber, Query(alias="page")] = 1) -> Response:
    """Articles with a hashtag; 403 for the name of a person who isn't public."""
    return _articles_page(desk, "tag.html", desk.tag, tag_path, name, number)


@router.get("/outlet/{name}")
def outlet(desk: TheDesk, name: str, number: Annotated[PageNumber, Query(alias="page")] = 1) -> Response:
    """An outlet's articles."""
    return _articles_page(desk, "outlet.html", desk.outlet, outlet_path, name, number)


def _articles_page(
    desk: Desk,
    template: str,
    ask: Callable[[str, int, int], tuple[str, list[Article]]],
    path_of: Callable[[str], str],
    name: str,
    number: int,
) -> Response:
    if name != slug(name):
        return RedirectResponse(path_of(name), 301)
    title, articles = ask(name, ARTICLES + 1, (number - 1) * ARTICLES)
    heads = article_heads(articles[:ARTICLES], desk.now())
    links = pager(path_of(name), {}, number, more=len(articles) > ARTICLES)
    return page(desk, template, title=title.removeprefix("#"), articles=heads, pager=links)


@router.get("/search")
def search(
    desk: TheDesk,
    q: Words = "",
    kind: Name = "article",
    outlet: Name = "",
    language: Name = "",
    since: Name = "",
    until: Name = "",
    number: Annotated[PageNumber, Query(alias="page", le=MAX_HITS_PAGE)] = 1,
) -> Response:
    """The search form and what it finds."""
    kind = "statement" if kind == "statement" else "article"
    filters = {"outlet": outlet.strip(), "language": language.strip(), "since": since.strip(), "until": until.strip()}
    hits: list[SearchHit] = []
    if q.strip():
        given = {name: value or None for name, value in filters.items()}
        hits = desk.search(q, kind=kind, limit=HITS + 1, offset=(number - 1) * HITS, **given)
    asked = {"q": q, "kind": kind, **filters}
    links = pager("/search", asked, number, more=len(hits) > HITS and number < MAX_HITS_PAGE)
    return page(desk, "search.html", asked=asked, hits=found(hits[:HITS], desk.now()), pager=links)


# --- stories -----------------------------------------------------------------------------------------------------


@router.get("/story/{name}")
def story(
    request: Request,
    desk: TheDesk,
    name: str,
    ask: Words = "",
    write: Name = "",
    number: Annotated[PageNumber, Query(alias="page")] = 1,
) -> Response:
    """What we know, figures, timeline, coverage; with ``ask`` the answers of its articles; with ``write`` in the words
    of the user's model, where there is one.
    """
    view = desk.story(id_of(name))
    if name != named(view.story.id, view.story.title):  # an earlier title, or a story that was merged (promise 7)
        return _moved(request, story_path(view.story.id, view.story.title))
    writes = bool(write) and desk.can_write()
    found = desk.ask(ask, view.story.id) if ask.strip() else None
    answers = _told_answers(desk, found, Sources(article for article, _ in view.members), ask, writes=writes)
    view, hand = _in_words_of_a_model(desk, view) if writes else (view, "")
    subjects = desk.with_pages(view.explainer.subjects) if view.explainer else ()
    shown = story_page(view, desk.text_of, desk.now(), number, subjects=subjects, reworded=bool(hand))
    return page(
        desk,
        "story.html",
        story=shown,
        question=ask.strip(),
        answers=answers,
        hand=hand,
        can_write=desk.can_write(),
        near=near_stories(desk.near(view.story.id)),
    )


@router.get("/story/{name}/new")
def news(request: Request, desk: TheDesk, name: str, since: Name = "") -> Response:
    """What is new in a story since a date or time; the last three days where none is given."""
    view = desk.story(id_of(name))
    if name != named(view.story.id, view.story.title):
        return _moved(request, news_path(view.story.id, view.story.title))
    when = since.strip() or iso(desk.now() - timedelta(days=DAYS_BACK))
    (found,) = desk.news(when, view.story.id)
    return page(desk, "news.html", news=news_page(view, found, cache(desk.text_of), desk.now()))


@router.get("/story/{name}/sources")
def sources(request: Request, desk: TheDesk, name: str) -> Response:
    """Who has it from whom: copies under what they copy, with the passages, and what each outlet added."""
    view = desk.story(id_of(name))
    if name != named(view.story.id, view.story.title):
        return _moved(request, f"{story_path(view.story.id, view.story.title)}/sources")
    shown = families_page(view, desk.families(view.story.id), cache(desk.text_of), desk.now())
    return page(desk, "families.html", sources=shown)


@dataclass(frozen=True, slots=True)
class ToldAnswers:
    """Answers, or the lines of a summary, for the page; ``hand`` says whose words they are where a model was asked."""

    lines: tuple[Told, ...]
    hand: str


def _told_answers(
    desk: Desk, found: Sequence[Answer] | None, sources: Sources, question: str, *, writes: bool
) -> ToldAnswers | None:
    if found is None:
        return None
    hand = ""
    if writes:
        found, writing = desk.write_answers(question.strip(), found)
        hand = told_writing(writing)
    return ToldAnswers(tuple(told_answer(answer, sources) for answer in found), hand)


def _in_words_of_a_model(desk: Desk, view: StoryView) -> tuple[StoryView, str]:
    """The story with its explainer reworded, and a line that says whose words they are."""
    if view.explainer is None:
        return view, ""
    explained, writing = desk.write_explainer(view.explainer)
    return replace(view, explainer=explained), told_writing(writing)


@router.get("/what-is/{name}")
def subject(request: Request, desk: TheDesk, name: Annotated[str, Path(max_length=100)]) -> Response:
    """What we know of an organisation, a place, an event or a public figure; 403 for anybody else's name."""
    view = desk.subject(name)
    if name != view.name:
        return _moved(request, subject_path(view.name))
    return page(desk, "subject.html", subject=subject_page(view, desk.text_of, desk.now()))


# --- articles ----------------------------------------------------------------------------------------------------


@router.get("/article/{name}")
def article(
    request: Request,
    desk: TheDesk,
    name: str,
    version: Annotated[str | None, Query(max_length=64)] = None,
    start: Number = None,
    end: Number = None,
    ask: Words = "",
    summary: Name = "",
    write: Name = "",
    comment: Name = "",
) -> Response:
    """An article, with the words marked that ``version``, ``start`` and ``end`` name."""
    view = desk.article(id_of(name))
    if view.state is ArticleState.REMOVED:
        raise HTTPException(410, "This article was taken down here. Its address stays, its text is gone.")
    if name != named(view.article.id, view.article.title):
        return _moved(request, article_path(view.article.id, view.article.title))
    asked = Asked(version, start, end)
    old, copied = _old_text(desk, view, version), _copied(desk, view)
    shown = article_page(view, asked, old, copied, desk.now(), cache(desk.text_of))
    return page(
        desk,
        "article.html",
        article=shown,
        question=ask.strip(),
        answers=_answers(desk, view, ask, writes=bool(write) and desk.can_write()),
        summary=_summary(desk, view, writes=bool(write) and desk.can_write()) if summary else None,
        can_write=desk.can_write(),
        held=comment == "held",
    )


@router.post("/article/{name}/comments")
def post_comment(
    desk: TheDesk, name: str, author: Annotated[str, Form()] = "", comment: Annotated[str, Form()] = ""
) -> Response:
    """Keeps a comment, held for approval: the one page that writes."""
    # Browsers send line breaks as two characters, and count them as one against the form's limit.
    desk.comment(id_of(name), author, comment.replace("\r\n", "\n"))
    path = article_path(id_of(name), desk.article(id_of(name)).article.title)
    return RedirectResponse(f"{path}?comment=held#comments", 303)


def _old_text(desk: Desk, view: ArticleView, version: str | None) -> str | None:
    if version is None or version == view.article.version:
        return None
    return desk.text_of(view.article.id, version)


def _copied(desk: Desk, view: ArticleView) -> Article | None:
    copied = copied_article(view)
    return next(iter(desk.headlines([copied])), None) if copied else None


def _answers(desk: Desk, view: ArticleView, question: str, *, writes: bool) -> ToldAnswers | None:
    found = desk.ask_article(view.article.id, question) if question.strip() else None
    return _told_answers(desk, found, Sources([view.article]), question, writes=writes)


def _summary(desk: Desk, view: ArticleView, *, writes: bool) -> ToldAnswers:
    lines, hand = desk.summarise(view.article.id), ""
    if writes:
        lines, writing = desk.write_lines(lines)
        hand = told_writing(writing)
    sources = Sources([view.article])
    return ToldAnswers(tuple(told_line(line, sources, with_count=False) for line in lines), hand)


# --- the rest ----------------------------------------------------------------------------------------------------


@router.get("/static/{name}")
def static(request: Request) -> Response:
    """A static file under the name with its hash."""
    asset = BY_PATH.get(request.url.path)
    if asset is None:
        raise HTTPException(404, "There is no such file.")
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(asset.content, media_type=asset.media_type, headers=headers)


@router.get("/robots.txt")
def robots() -> Response:
    """A newsroom of one's own is no search engine's business: the words belong to their outlets."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


def _moved(request: Request, path: str) -> RedirectResponse:
    query = request.url.query
    return RedirectResponse(f"{path}?{query}" if query else path, 301)
