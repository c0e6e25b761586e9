"""What can go wrong, as a tree.

::

    SaysoError                 anything that sayso raises on purpose
    ├── InputError             this input can't be used; the rest of the run goes on
    │   ├── FetchError         an address could not be had
    │   │   └── RefusedAddress an address that sayso must not reach (private, other scheme)
    │   ├── PageError          a page could not be read (empty, binary, too deep, too slow)
    │   │   └── NoArticle      a page was read, and no article stands in it
    │   ├── FeedError          a feed could not be read
    │   └── ArchiveError       a web archive, JSON Lines or OPML file is broken
    ├── StoreError             the store can't be used
    │   ├── StoreLocked        another process is writing to it
    │   ├── StoreTooNew        a newer sayso made it
    │   └── StoreFull          the disk is full; nothing was half-written
    ├── NotFound               no such story, article, outlet, subject or comment
    ├── Declined               sayso won't: a private person (promise 11)
    ├── WriterError            the language model's server gave nothing usable
    └── SettingsError          a setting has a value that makes no sense

Every error has three parts, so that the one line shown to a user names the input, the reason and
the way out.
"""

from __future__ import annotations


class SaysoError(Exception):
    """An error with a line for the user.

    Args:
        what: the input or object concerned (an address, a file and line, a setting's name).
        reason: why it failed, without a trailing full stop.
        way_out: what the user can do about it; may be empty when there is nothing to do.
    """

    def __init__(self, what: str, reason: str, way_out: str = "") -> None:
        super().__init__(what, reason, way_out)
        self.what = what
        self.reason = reason
        self.way_out = way_out

    def __str__(self) -> str:
        line = f"{self.what}: {self.reason}"
        return f"{line}; {self.way_out}" if self.way_out else line


class InputError(SaysoError):
    """This input can't be used; the rest of the run goes on."""


class FetchError(InputError):
    """An address could not be had.

    ``status`` is the HTTP status when the server gave one, ``retry_after`` the seconds that it asked for.
    """

    def __init__(
        self,
        what: str,
        reason: str,
        way_out: str = "",
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, reason, way_out)
        self.status = status
        self.retry_after = retry_after


class RefusedAddress(FetchError):
    """An address that sayso must not reach: private, reserved, or not http(s)."""


class PageError(InputError):
    """A page could not be read: empty, binary, too deep, too slow."""


class NoArticle(PageError):
    """A page was read, and no article stands in it."""


class FeedError(InputError):
    """A feed could not be read."""


class ArchiveError(InputError):
    """A web archive, a JSON Lines file or an OPML file is broken."""


class StoreError(SaysoError):
    """The store can't be used."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class StoreTooNew(StoreError):
    """A newer sayso made the store."""


class StoreFull(StoreError):
    """The disk is full; nothing was half-written."""


class NotFound(SaysoError):
    """No such story, article, outlet, subject or comment."""


class Declined(SaysoError):
    """sayso won't do this, and says why (promise 11: private people stay private)."""


class WriterError(SaysoError):
    """The language model's server gave nothing usable: the extracted sentences stand."""


class SettingsError(SaysoError):
    """A setting has a value that makes no sense."""
