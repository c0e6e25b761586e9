"""The routes of the API. Each asks the desk and says it in the contract's JSON (:mod:`sayso.contract`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from sayso import contract
from sayso.desk import Desk, StoryView
from sayso.errors import NotFound
from sayso.interfaces.addresses import article_path, story_path
from sayso.interfaces.api.answers import Json
from sayso.interfaces.shared import TheDesk, Words
from sayso.types import ArticleState, SearchHit

router = APIRouter(
    prefix="/api/v1",
    default_response_class=Json,
    responses={
        400: {"description": '`{"error": line}`: the request can\'t be understood'},
        403: {"description": '`{"error": line}`: sayso declines, and says why'},
        404: {"description": '`{"error": line}`: no such thing'},
    },
)

Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=100_000)]
Kind = Literal["article", "statement"]
Filter = Annotated[str | None, Query(max_length=100)]
Write = Annotated[bool, Query(description="in the words of the language model that the settings name, checked")]


# --- stories and articles ------------------------------------------------------------------------------------------


@router.get("/stories", summary="Stories, most independent sources and most recent first")
def stories(desk: TheDesk, limit: Limit = 20, offset: Offset = 0) -> Json:
    """Each with its articles, their relation to each other, and the address of its page."""
    found = desk.stories(limit, offset)
    return Json({"stories": [_story_json(view) for view in desk.with_members(found)]})


@router.get("/stories/{story}", summary="A story with what we know about it; a merged one is the one it went to")
def story(desk: TheDesk, story: str) -> Json:
    """``explained`` is null while nothing is written about it yet."""
    view = desk.story(story)
    explained = view.explainer and contract.explainer_json(view.explainer, cache(desk.text_of))
    return Json({**_story_json(view), "explained": explained})


def _story_json(view: StoryView) -> contract.Json:
    return {**contract.story_json(view.story, view.members), "page": story_path(view.story.id, view.story.title)}


@router.get("/articles/{article}", summary="An article: its text, state, story, relation, hashtags")
def article(desk: TheDesk, article: str) -> Json:
    """410 once it was taken down here."""
    view = desk.article(article)
    if view.state is ArticleState.REMOVED:
        return Json({"error": f"{article}: this article was taken down"}, 410)
    place = view.placement
    return Json(
        {
            **contract.article_json(view.article),
            "state": view.state.value,
            "story": place and place.story,
            "relation": place and place.relation.value,
            "copy_of": place and place.copy_of,
            "hashtags": list(view.hashtags),
            "versions": [{"version": version, "first_seen": seen} for version, seen in view.versions],
            "page": article_path(view.article.id, view.article.title),
        }
    )


@router.get("/articles/{article}/statements", summary="Who says what in an article's current version")
def article_statements(desk: TheDesk, article: str) -> Json:
    """Offsets are code points into the article's text; ``id`` stays as long as the version and the content do."""
    view = desk.article(article)
    found = view.annotations.statements if view.annotations else ()
    return Json({"statements": [contract.shown_statement_json(view.article, statement) for statement in found]})


@router.get("/news", summary="What is new since a time, in one story or in each that has something new")
def news(desk: TheDesk, since: Words, story: Filter = None, limit: Limit = 20) -> Json:
    """New sentences that nobody had said, figures that moved, facts that edits changed, outlets that came."""
    text_of = cache(desk.text_of)
    found = [one for one in desk.news(since, story, limit) if not one.empty]
    return Json({"since": since, "stories": [contract.news_json(one, text_of) for one in found]})


@router.get("/articles/{article}/edits", summary="What later versions of an article changed")
def article_edits(desk: TheDesk, article: str) -> Json:
    """Facts alone (figures, names, dates, statements, corrections), each with the words of both versions."""
    text_of = cache(desk.text_of)
    return Json({"edits": [contract.edit_json(article, edit, text_of) for edit in desk.edits(article)]})


# --- search ----------------------------------------------------------------------------------------------------------


@router.get("/search", summary="Full text over articles or statements")
def search(
    desk: TheDesk,
    q: Words,
    kind: Kind = "article",
    outlet: Filter = None,
    language: Filter = None,
    since: Filter = None,
    until: Filter = None,
    limit: Limit = 20,
    offset: Annotated[int, Query(ge=0, le=1_000)] = 0,
) -> Json:
    """All words must be there; quotes make a phrase. ``since`` and ``until`` are dates or times, both inclusive."""
    found = desk.search(
        q, kind=kind, outlet=outlet, language=language, since=since, until=until, limit=limit, offset=offset
    )
    return Json({"query": q, "kind": kind, "hits": _hits_json(desk, found)})


@router.get("/statements", summary="Statements that hold these words, over all articles")
def statements(
    desk: TheDesk,
    q: Words,
    outlet: Filter = None,
    language: Filter = None,
    since: Filter = None,
    until: Filter = None,
    limit: Limit = 20,
    offset: Annotated[int, Query(ge=0, le=1_000)] = 0,
) -> Json:
    """Those that are good enough for a page; ``support`` is the sentence that holds the statement."""
    found = desk.search(
        q, kind="statement", outlet=outlet, language=language, since=since, until=until, limit=limit, offset=offset
    )
    return Json({"query": q, "statements": _hits_json(desk, found)})


def _hits_json(desk: Desk, found: Sequence[SearchHit]) -> list[contract.Json]:
    text_of = cache(desk.text_of)  # hits often share an article
    return [contract.hit_json(hit, text_of) for hit in found]


# --- explain and ask ---------------------------------------------------------------------------------------------


@router.get("/explain", summary="What we know about a story or a subject")
def explain(desk: TheDesk, what: Words, write: Write = False) -> Json:
    """``what``: a story's id, a unique part of its title, or a name. 403 for a person without a public role."""
    if not what.strip():
        raise NotFound("what", "name a story or a subject")
    explained = desk.explain(what)
    if not write:
        return Json(contract.explainer_json(explained, cache(desk.text_of)))
    explained, writing = desk.write_explainer(explained)
    told = contract.explainer_json(explained, cache(desk.text_of))
    return Json({**told, "writing": contract.writing_json(writing)})


@router.get("/ask", summary="Sentences that answer; none where the articles don't say")
def ask(desk: TheDesk, question: Words, story: Filter = None, write: Write = False) -> Json:
    """Over all articles, or those of one story."""
    found = desk.ask(question, story)
    told: contract.Json = {}
    if write:
        found, writing = desk.write_answers(question, found)
        told = {"writing": contract.writing_json(writing)}
    answers = [contract.answer_json(answer, desk.text_of) for answer in found]
    return Json({"question": question, "answers": answers, **told})
