"""The site: pages, JSON API and feeds over one desk, behind one guard."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

import anyio.to_thread
import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from sayso.desk import Desk
from sayso.errors import Declined, InputError, NotFound, SaysoError, SettingsError, StoreError, StoreLocked
from sayso.interfaces import api, syndication, web
from sayso.interfaces.guard import Guard
from sayso.settings import Settings

THREADS = 8
"""Requests worked on at once. Each thread holds a connection to the store with its own cache (16 MB at most)."""

_WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
_BROKEN = "Something went wrong here. The site's log says what."
_BUSY = "This newsroom is being written to just now. Try again in a minute."
_LOG = logging.getLogger(__name__)


class Site(FastAPI):
    """FastAPI with our guard outside everything, the handler of last resort included."""

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack(), self.state.hosts)


def create_app(settings: Settings, desk: Desk | None = None) -> FastAPI:
    """The web application over the store that the settings name, or over an open desk (which then stays open)."""
    opened = desk or Desk.open(settings.folder, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        if desk is None:
            opened.close()

    app = Site(
        title="sayso",
        summary="Who says what, tied to the exact words.",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # Swagger UI and ReDoc load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = opened
    app.state.hosts = _hosts(settings)
    for room in (web, api, syndication):
        app.include_router(room.router)
    for kind in (SaysoError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _answer_error)
    return app


def _hosts(settings: Settings) -> tuple[str, ...]:
    """The names of the settings, and the address that is listened on (nobody can rebind an address)."""
    own = settings.host if settings.host not in _WILDCARDS else ""
    own = f"[{own}]" if ":" in own else own
    return (*settings.allowed_hosts, *([own] if own else []))


# --- errors ------------------------------------------------------------------------------------------------------


async def _answer_error(request: Request, error: Exception) -> Response:
    """One line for people or programs; never a traceback (it goes to the log)."""
    status, line = told_error(error)
    if status >= 500 and isinstance(error, SaysoError):  # others are raised on, and uvicorn logs them
        _LOG.error("%r: %s", request.url.path, error)  # the path is as asked: it may hold line breaks
    is_api = request.url.path.startswith("/api/")
    return api.error_response(status, line) if is_api else web.error_response(request, status, line)


def told_error(error: Exception) -> tuple[int, str]:
    """The status of an error and the line that is shown."""
    if isinstance(error, HTTPException):
        unknown = error.detail == HTTPStatus.NOT_FOUND.phrase  # the framework's own, for an address without a page
        return error.status_code, "There is no page at this address." if unknown else str(error.detail)
    if isinstance(error, RequestValidationError):
        return 400, _told_validation(error)
    if isinstance(error, StoreLocked):
        return 503, _BUSY
    if isinstance(error, SaysoError):
        statuses = {NotFound: 404, Declined: 403, InputError: 400, StoreError: 503}
        status = next((code for kind, code in statuses.items() if isinstance(error, kind)), 500)
        # The way out is for who runs the site ("see `sayso outlets`"), not for its readers.
        return status, _BROKEN if status >= 500 else f"{error.what}: {error.reason}"
    return 500, _BROKEN


def _told_validation(error: RequestValidationError) -> str:
    told = (f"{'.'.join(str(place) for place in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors())
    return "; ".join(told)


# --- serving -----------------------------------------------------------------------------------------------------


def run_site(settings: Settings) -> None:
    """Serves the site until it is interrupted. Raises SettingsError when the port can't be had."""
    listening = _listen(settings.host, settings.port)
    app = create_app(settings)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, timeout_keep_alive=5
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    sys.stdout.write(f"sayso is at http://{host}:{listening.getsockname()[1]} (Ctrl-C ends it)\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):  # the way to end it: uvicorn has closed everything and raises it again
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise SettingsError(f"{host}:{port}", error.strerror or str(error), "name another port with --port") from error
    return listening
