"""What the routes of web, api and syndication share: the desk of the running site, and bounds on what is asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from sayso.desk import Desk

MAX_QUERY = 300
"""Characters of a query, a question or a name."""

MAX_PAGE = 1_000


def desk_of(request: Request) -> Desk:
    """The site's one desk."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
Words = Annotated[str, Query(max_length=MAX_QUERY)]
PageNumber = Annotated[int, Query(ge=1, le=MAX_PAGE)]
