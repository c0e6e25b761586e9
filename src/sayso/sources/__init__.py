"""Where pages come from: feeds, http, saved files, web archives. The only step that opens connections."""

from sayso.sources.feeds import find_feeds, read_feed
from sayso.sources.http import Fetcher, FetchPolicy, Response
from sayso.sources.opml import read_opml, write_opml
from sayso.sources.polling import Poll, fetch_page, looks_like_feed, page_of, poll, poll_all, revisit_all
from sayso.sources.saved import read_saved
from sayso.sources.schedule import looks_again

__all__ = [
    "FetchPolicy",
    "Fetcher",
    "Poll",
    "Response",
    "fetch_page",
    "find_feeds",
    "looks_again",
    "looks_like_feed",
    "page_of",
    "poll",
    "poll_all",
    "read_feed",
    "read_opml",
    "read_saved",
    "revisit_all",
    "write_opml",
]
