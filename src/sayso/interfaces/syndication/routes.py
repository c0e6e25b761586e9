"""The addresses of the feeds. Conditional GET by ETag: feed readers ask often."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from sayso.interfaces.addresses import id_of, named, story_path
from sayso.interfaces.shared import TheDesk
from sayso.interfaces.syndication.atom import front_feed, news_feed, story_feed
from sayso.text import iso
from sayso.types import Relation

STORIES = 30

ARTICLES = 50
"""Entries of a story's feed: readers ask often and keep what they had; an entry takes 0.2 ms of CPU."""

DAYS = 14
"""Days of news in the feed of what is new."""

router = APIRouter(include_in_schema=False)


@router.get("/feed.atom")
def front(request: Request, desk: TheDesk) -> Response:
    """The stories of the front page."""
    return _answer(request, front_feed(desk.stories(STORIES), _base(request), desk.now()))


@router.get("/story/{name}/feed.atom")
def story(request: Request, desk: TheDesk, name: str) -> Response:
    """A story's newest articles without copies."""
    view = desk.story(id_of(name))
    if name != named(view.story.id, view.story.title):
        return RedirectResponse(f"{story_path(view.story.id, view.story.title)}/feed.atom", 301)
    newest = [article.id for article, place in reversed(view.members) if place.relation is not Relation.COPY][:ARTICLES]
    places = {place.article: place for _, place in view.members}
    entries = [(article, places[article.id]) for article in desk.articles(newest)]
    return _answer(request, story_feed(view.story, entries, _base(request), desk.now()))


@router.get("/story/{name}/new.atom")
def news(request: Request, desk: TheDesk, name: str) -> Response:
    """What nobody had said before, of the last two weeks, an entry a sentence."""
    view = desk.story(id_of(name))
    if name != named(view.story.id, view.story.title):
        return RedirectResponse(f"{story_path(view.story.id, view.story.title)}/new.atom", 301)
    (found,) = desk.news(iso(desk.now() - timedelta(days=DAYS)), view.story.id)
    articles = {article.id: article for article, _ in view.members}
    return _answer(request, news_feed(found, articles, _base(request), desk.now()))


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _answer(request: Request, document: bytes) -> Response:
    etag = f'"{hashlib.sha256(document).hexdigest()[:16]}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": etag})
    return Response(document, media_type="application/atom+xml", headers={"etag": etag})
