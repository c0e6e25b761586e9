"""The command line's words: every command, its arguments and its help, in one table of parsers."""

from __future__ import annotations

import argparse
from importlib.metadata import version

from sayso.text import instant

_DESCRIPTION = """\
sayso follows a news story across every outlet and shows who says what.

Give it feeds, addresses, saved pages or web archives. It gives back clean articles, groups them into stories,
counts how many independent sources stand behind each, and writes for every story a "What we know" in which each
sentence is tied to the exact words of an article, to who said them, and to how firmly. All of it on this machine.
"""

_EPILOG = """\
a first round:
  sayso add https://outlet.example/feed.xml saved-pages/ crawl.warc.gz
  sayso fetch                     polls what is due (run it from cron, or `sayso serve --work`)
  sayso stories                   what is going on
  sayso explain STORY             what we know, with the words behind it
  sayso ask "How many people died?"
  sayso serve                     the site, on http://127.0.0.1:8000

exit codes:
  0  done; single pages that failed are reported, and kept by `sayso problems`
  1  it could not be done, nothing of the input could be used, or a check failed (`sayso verify`)
  2  the command line or a setting makes no sense
  130  interrupted; everything acknowledged is on disk, and running again goes on from there
"""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="sayso",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"sayso {version('sayso')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _sources(commands)
    _reading(commands)
    _hands(commands)
    _serving(commands)
    _filters(commands)
    return parser


def _time(text: str) -> str:
    if instant(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; say it as 2026-03-11T14:00:00Z")
    return text


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no count")
    return int(text)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_: str,
    *,
    json: bool = True,
    store: bool = True,
    about: str = "",
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help_,
        description=f"{help_[0].upper()}{help_[1:]}.\n\n{about}".rstrip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help="any of `sayso config`")
    if store:
        parser.add_argument("--store", metavar="FOLDER", help="the store (or SAYSO_STORE; default: user data folder)")
        parser.add_argument("--now", metavar="TIME", help="what counts as now, for reruns (ISO 8601)")
        parser.add_argument("--quiet", action="store_true", help="no progress on stderr")
    if json:
        parser.add_argument("--json", action="store_true", help="JSON Lines in place of text")
    return parser


def _sources(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = _command(
        commands,
        "add",
        "take in feeds, addresses, saved pages, folders, archives",
        about="A feed or page address is followed from now on. A folder is read whole. JSON Lines hold pages\n"
        '({"id","url"?,"html" or "text"}) or ready articles ({"id","title","text",...}); "-" reads them from stdin.\n'
        "Prints a line a page once it is on disk, and returns when the stories are up to date.",
    )
    add.add_argument("what", nargs="+", metavar="WHAT", help="address, .html, .txt, .jsonl, .warc(.gz), .opml, folder")
    add.add_argument("--fetched", type=_time, metavar="TIME", help="when the saved files were fetched (ISO 8601)")
    add.add_argument("--later", action="store_true", help="only queue; `sayso work` or `sayso fetch` does the rest")
    fetch = _command(commands, "fetch", "poll what is due among the followed feeds and pages")
    fetch.add_argument("--all", action="store_true", help="also what isn't due yet")
    _command(commands, "work", "do what is due with what is in the store: read, annotate, group, explain", json=False)
    _command(commands, "outlets", "list what is followed and what each last did, and the outlets known")
    unfollow = _command(commands, "unfollow", "stop following an address; its articles stay", json=False)
    unfollow.add_argument("address")
    export = _command(commands, "export", "write the followed feeds as OPML", json=False)
    export.add_argument("--opml", action="store_true", required=True, help="OPML 2.0 to stdout, tags as folders")


_WRITE = "in the words of the language model at writer_address, checked against the extract"


def _reading(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    stories = _command(commands, "stories", "list the stories, most independent sources and most recent first")
    stories.add_argument("--limit", type=_count, default=100_000, metavar="N")
    explain = _command(commands, "explain", "what we know about a story or a subject, with the words behind it")
    explain.add_argument("what", metavar="STORY_OR_SUBJECT", help="a story's id, part of its title, or a name")
    explain.add_argument("--write", action="store_true", help=_WRITE)
    ask = _command(
        commands, "ask", "answer a question with sentences of the articles, or say that the articles don't say"
    )
    ask.add_argument("question")
    ask.add_argument("--story", metavar="STORY", help="ask this story's articles alone")
    ask.add_argument("--write", action="store_true", help=_WRITE)
    search = _command(commands, "search", "full-text search over articles or statements")
    search.add_argument("query")
    search.add_argument("--statements", action="store_true", help="search what was said, not the articles")
    search.add_argument("--outlet", help="of this outlet alone")
    search.add_argument("--language", help="in this language alone (en, es, ...)")
    search.add_argument("--since", metavar="DATE", help="published on or after")
    search.add_argument("--until", metavar="DATE", help="published on or before")
    search.add_argument("--limit", type=_count, default=20, metavar="N")
    news = _command(
        commands,
        "news",
        "what is new since a time: what nobody had said, figures that moved, edits, new outlets",
        about="An article is new when it was published since, or first seen since, within three days of publication.",
    )
    news.add_argument("--since", required=True, type=_time, metavar="TIME", help="a date or a time (ISO 8601)")
    news.add_argument("--story", metavar="STORY", help="of this story alone")
    news.add_argument("--limit", type=_count, default=50, metavar="N", help="stories at most (default 50)")
    edits = _command(
        commands,
        "edits",
        "what later versions of an article changed: figures, names, dates, statements, corrections",
        about="A page that a feed led to is fetched again after 1 hour, 24 hours and 7 days (setting look_again).\n"
        "A change of wording alone isn't listed.",
    )
    edits.add_argument("article", help="an article's id or address")
    _command(commands, "verify", "check every span against its text; exits with 1 if one lies")


def _hands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rebuild = _command(
        commands, "rebuild", "redo what an older version of sayso made; story addresses stay", json=False
    )
    rebuild.add_argument("--all", action="store_true", help="read every kept page again and group anew")
    comments = _command(commands, "comments", "list comments that wait for approval, approve or reject them")
    comments.add_argument("--approve", type=int, metavar="ID", action="append", default=[])
    comments.add_argument("--reject", type=int, metavar="ID", action="append", default=[])
    comments.add_argument("--all", action="store_true", help="also those judged already")
    _command(commands, "problems", "list what failed, why, and the way out")
    remove = _command(commands, "remove", "take an article or an outlet down; a tombstone stays at the address")
    remove.add_argument("what", help="an article's id or address, or an outlet's name")
    merge = _command(commands, "merge", "say that two stories are one; a rule that survives every re-run")
    merge.add_argument("story", help="the story that stays (its id)")
    merge.add_argument("other", help="the story whose articles go there; its address leads on")
    split = _command(commands, "split", "make a story of its own of some articles of a story; a rule")
    split.add_argument("story", help="a story's id")
    split.add_argument("article", nargs="+", help="ids or addresses; their copies go with them")
    not_a_copy = _command(commands, "not-a-copy", "say that an article is nobody's copy or rewrite; a rule")
    not_a_copy.add_argument("article", help="an article's id or address")
    same = _command(commands, "same-subject", "say that two names name one thing; a rule")
    same.add_argument("name", help="what it is to be called")
    same.add_argument("other", help="its other name, in this language or another")
    rules = _command(commands, "rules", "list what was decided by hand, or take a decision back")
    rules.add_argument(
        "--forget", type=int, metavar="ID", action="append", default=[], help="then `sayso rebuild --all` groups anew"
    )
    backup = _command(commands, "backup", "copy the live store to a new folder", json=False)
    backup.add_argument("folder")
    config = _command(commands, "config", "list the settings, where they come from, and what they are for")
    config.set_defaults(needs_store=False)


def _serving(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = _command(commands, "serve", "serve the site and the API", json=False)
    _site_arguments(serve)
    serve.add_argument("--work", action="store_true", help="also poll and work in the background, for ever")
    demo = _command(
        commands,
        "demo",
        "follow the sample newsroom and serve its site",
        json=False,
        about="The sample outlets are fictional. They are served over HTTP on loopback, their feeds are followed\n"
        "with the real fetcher, and the whole pipeline runs. Nothing leaves this machine.",
    )
    _site_arguments(demo)
    demo.add_argument("--no-serve", action="store_true", help="stop when the store is ready")


def _site_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (default 8000)")


def _filters(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, help_ in (
        ("extract", "filter: pages in, articles out (JSON Lines)"),
        ("annotate", "filter: articles in, statements, figures, moments, names and hashtags out"),
        ("group", "filter: articles in, their stories and copies out"),
        ("compare", "filter: pairs of claim and evidence in, agree, conflict or undetermined out"),
    ):
        parser = _command(
            commands, name, help_, json=False, store=False, about="Reads stdin, writes stdout, in order. No store."
        )
        parser.add_argument("--jobs", type=_count, metavar="N", help="worker processes (default 1)")
        if name == "extract":
            parser.add_argument("--flat", action="store_true", help="an article a line, its id PAGE#0, PAGE#1, ...")
