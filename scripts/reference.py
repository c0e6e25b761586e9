"""Writes docs/reference/ from the code: ``make docs``, or ``python scripts/reference.py --check`` to see what is stale.

Every page is a pure function of the code (and of ``filter_fields.toml``), so that a test can tell when one is out of
date.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import FunctionType

import sayso
from sayso import contract, errors
from sayso.interfaces.cli.parser import build_parser
from sayso.settings import Settings, settings_table
from sayso.types import (
    Annotations,
    Article,
    Figure,
    Firmness,
    Mention,
    MentionType,
    Moment,
    MomentType,
    Placement,
    Relation,
    Statement,
)

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
FIELDS = Path(__file__).with_name("filter_fields.toml")
MARK = "<!-- Made by scripts/reference.py (`make docs`). Change the code, not this page. -->"


def main() -> int:
    """Writes the pages, or with ``--check`` names the stale ones and returns 1."""
    parser = argparse.ArgumentParser(description="Writes docs/reference/ from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when a page is stale")
    check = parser.parse_args().check
    stale = stale_pages()
    for name in stale:
        print(f"{'stale' if check else 'written'}: docs/reference/{name}")
        if not check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(PAGES[name](), "utf-8")
    return 1 if check and stale else 0


def stale_pages() -> list[str]:
    """Names of the pages whose file isn't what the code gives today."""
    return [name for name, page in PAGES.items() if _on_disk(FOLDER / name) != page()]


def _on_disk(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", MARK, *(part for part in parts if part)]) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


# --- the command line ---------------------------------------------------------------------------------------------


_SHARED = ("--store", "--now", "--set", "--quiet", "--json")


def cli_page() -> str:
    """Every command with its arguments, from the parser itself."""
    parser = build_parser()
    commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    helps = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    listed = _table(["command", "what it does"], [(f"[`{name}`](#{name})", text) for name, text in helps.items()])
    shared = [action for action in _actions(commands.choices["add"]) if action.option_strings[:1] in _each(_SHARED)]
    return _page(
        "Command line",
        f"```text\n{(parser.description or '').strip()}\n```",
        listed,
        f"```text\n{textwrap.dedent(parser.epilog or '').strip()}\n```",
        "## Options of every command that uses a store",
        _arguments(shared),
        "`--json` is taken by the commands that say so below.",
        *(_command(name, sub) for name, sub in commands.choices.items()),
    )


def _each(options: Iterable[str]) -> list[list[str]]:
    return [[option] for option in options]


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    actions = _actions(parser)
    positional = [action for action in actions if not action.option_strings]
    shared = [action for action in actions if action.option_strings[:1] in _each(_SHARED)]
    own = [action for action in actions if action.option_strings and action not in shared]
    usage = " ".join(["sayso", name, *map(_usage, positional), *(["[options]"] if own or shared else [])])
    about = (parser.description or "").strip()
    also = f"Also {', '.join(f'`{action.option_strings[0]}`' for action in shared)}." if shared else ""
    return "\n\n".join(filter(None, [f"## {name}", f"    {usage}", about, _arguments([*positional, *own]), also]))


def _arguments(actions: Sequence[argparse.Action]) -> str:
    rows = [(f"`{_spelt(action)}`", _explained(action)) for action in actions]
    return _table(["argument", "meaning"], rows) if rows else ""


def _usage(action: argparse.Action) -> str:
    shown = str(action.metavar or action.dest.upper())
    return f"{shown} [{shown} ...]" if action.nargs == "+" else shown


def _spelt(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"{', '.join(action.option_strings)}{value}".strip()


def _explained(action: argparse.Action) -> str:
    default = action.default
    with_default = isinstance(default, int | str) and not isinstance(default, bool)
    notes = [action.help, f"default {default}" if with_default else None]
    if isinstance(action, argparse._AppendAction):
        notes.append("may be given more than once")
    return "; ".join(note for note in notes if note)


# --- settings, errors ---------------------------------------------------------------------------------------------


def settings_page() -> str:
    """The table of settings with their defaults."""
    rows = [
        (f"`{name}`", f"`{variable}`", f"`{value}`" if value else "(empty)", doc)
        for name, variable, value, doc in settings_table(Settings())
    ]
    return _page(
        "Settings",
        "A value comes, from the strongest to the weakest, from `--set NAME=VALUE` or the flag of that name, from the\n"
        "environment, or from the default. Lists are separated by commas; yes and no are written `yes` and `no`.\n"
        "`sayso config` prints the values in force.",
        _table(["setting", "environment", "default", "what it is for"], rows),
    )


def errors_page() -> str:
    """The tree of errors and what each means."""
    tree = textwrap.dedent((errors.__doc__ or "").split("::\n", 1)[1]).strip("\n")
    drawn, _, rest = tree.partition("\n\n")
    drawn = textwrap.dedent(drawn)
    listed = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SaysoError)]
    rows = [(f"`{kind.__name__}`", f"`{kind.__mro__[1].__name__}`", _first_line(kind)) for kind in listed]
    return _page(
        "Errors",
        f"```text\n{drawn}\n```",
        _paragraph(rest),
        "Each has the attributes `what` (the input or object concerned), `reason` and `way_out` (may be empty);\n"
        "`FetchError` also has `status` (HTTP, or None) and `retry_after` (seconds, or None).\n"
        "On the command line, a `SettingsError` ends with exit code 2 and every other one with 1.",
        _table(["error", "is a", "meaning"], rows),
    )


def _paragraph(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 118, break_on_hyphens=False)


def _first_line(thing: object) -> str:
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


# --- the library --------------------------------------------------------------------------------------------------


def library_page() -> str:
    """What `sayso` exports: the desk's methods, and the nouns with their fields."""
    exported = {name: getattr(sayso, name) for name in sayso.__all__}
    nouns = {name: kind for name, kind in exported.items() if is_dataclass(kind)}
    enums = {name: kind for name, kind in exported.items() if isinstance(kind, type) and issubclass(kind, Enum)}
    methods = [member for name, member in vars(sayso.Desk).items() if not name.startswith("_")]
    return _page(
        "Library",
        "Everything here is imported from `sayso`. The nouns are frozen dataclasses. Offsets count code points,\n"
        "half-open; times are ISO 8601 texts. [Errors](errors.md) have a page of their own.",
        "## Desk",
        _first_line(sayso.Desk),
        *map(_method, methods),
        "## Nouns",
        *(_noun(name, kind) for name, kind in sorted(nouns.items())),
        "## Words that a field may hold",
        _table(["name", "values"], [(f"`{n}`", ", ".join(f"`{e.value}`" for e in kind)) for n, kind in enums.items()]),
    )


def _method(member: object) -> str:
    function = member.__func__ if isinstance(member, classmethod) else member
    assert inspect.isfunction(function)
    name = function.__name__
    return f"### {name}\n\n```python\n{_signature(function)}\n```\n\n{_markdown(function)}"


def _signature(function: FunctionType) -> str:
    """As written in the source: names of types and defaults stay readable."""
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[-1]
    assert isinstance(node, ast.FunctionDef)
    node.args.args = node.args.args[1:]
    given = ast.unparse(node.args).replace("=", " = ")
    returns = ast.unparse(node.returns) if node.returns else "None"
    return f"{node.name}({given}) -> {returns}"


def _markdown(thing: object) -> str:
    """A docstring without the roles of reStructuredText."""
    return re.sub(r":\w+:`", "`", inspect.getdoc(thing) or "").replace("``", "`")


def _noun(name: str, kind: type) -> str:
    rows = "\n".join(f"{field.name}: {field.type}" for field in fields(kind))
    return f"### {name}\n\n{_markdown(kind)}\n\n```python\n{rows}\n```"


# --- the filters --------------------------------------------------------------------------------------------------

_ARTICLE = Article("a", "v", "", "", (), None, None, None, None, None, (), (), "")
_STATEMENT = Statement((), (), (), None, Firmness.STATED, (), "direct", 1.0, shown=True)
_FIGURE = Figure(0, 0, 1, 1, "count", None, approximate=False, as_of=None)
_MOMENT = Moment(0, 0, MomentType.DATE, "2026")
_MENTION = Mention(0, 0, MentionType.PERSON, "", role="Minister")


def _contract_fields() -> dict[str, list[str]]:
    """The fields that the contract writes, in its order, by noun."""
    found = contract.annotations_json(Annotations("", (_STATEMENT,), (_FIGURE,), (_MOMENT,), (_MENTION,)), "")
    placement = Placement("a", "s", None, Relation.ORIGINAL)
    return {
        "article": list(contract.article_json(_ARTICLE)),
        "statement": list(found["statements"][0]),
        "figure": list(found["figures"][0]),
        "moment": list(found["moments"][0]),
        "mention": list(found["mentions"][0]),
        "placement": list(contract.placement_json(placement)),
    }


def filters_page() -> str:
    """The four filters with every field of their JSON. Raises ValueError when a field isn't described."""
    described: dict[str, dict[str, str]] = tomllib.loads(FIELDS.read_text("utf-8"))
    for noun, written in _contract_fields().items():
        if set(written) != set(described[noun]):
            raise ValueError(
                f"{FIELDS.name}: [{noun}] and sayso.contract differ: {set(written) ^ set(described[noun])}"
            )

    def table(noun: str) -> str:
        return _table(["field", "meaning"], [(f"`{name}`", text) for name, text in described[noun].items()])

    return _page("Filters", *_filter_parts(table))


def _filter_parts(table: Callable[[str], str]) -> Iterator[str]:
    yield (
        "JSON Lines in, JSON Lines out: one object a line, one line out for each line in, in the same order. They\n"
        "read no store and open no socket. Unknown fields are passed over. A line that can't be used gives\n"
        '`{"id": ..., "error": "one line"}`, and the rest goes on. `--jobs N` uses N processes. Offsets count code\n'
        "points of the object's own `text`; an extent is `[start, end]`."
    )
    yield "    sayso extract --flat < pages.jsonl | sayso annotate > annotations.jsonl"
    yield "## extract\n\nOne page a line in:"
    yield table("page")
    yield (
        'Out: `{"id", "articles": [ARTICLE, ...], "error": null}`, the main article first. With `--flat` an ARTICLE\n'
        "a line. ARTICLE has:"
    )
    yield table("article")
    yield (
        '## annotate\n\nIn: `{"id", "text"}` and, where known, `title`, `published`, `language`, `outlet`. Out:\n'
        '`{"id", "statements", "figures", "moments", "mentions", "hashtags"}`; hashtags are texts, the rest objects.\n'
        "What the outlet says in its own voice is no statement."
    )
    for noun in ("statement", "figure", "moment", "mention"):
        yield f"### A {noun}"
        yield table(noun)
    yield (
        '## group\n\nIn: `{"id", "text"}` and, where known, `title`, `published`, `outlet`, `language`, `url`,\n'
        "`mentions`. It may read all lines before it prints the first. Out:"
    )
    yield table("placement")
    yield (
        '## compare\n\nIn: `{"id", "a", "b"}` and, where known, `published_a`, `published_b`: `a` is a claim, `b` the\n'
        "evidence. Out:"
    )
    yield table("verdict")


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_page,
    "settings.md": settings_page,
    "errors.md": errors_page,
    "library.md": library_page,
    "filters.md": filters_page,
}

if __name__ == "__main__":
    sys.exit(main())
