"""The command line: ``sayso COMMAND``."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from sayso.errors import InputError, SaysoError, SettingsError
from sayso.interfaces.cli.parser import build_parser
from sayso.interfaces.cli.progress import ProgressBar
from sayso.settings import Settings, load_settings

FILTERS = frozenset({"extract", "annotate", "group", "compare"})
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (see ``sayso --help``)."""
    options = build_parser().parse_args(arguments)
    _speak_utf8()
    try:
        return _run(options)
    except SettingsError as error:
        return _fail(error, 2)
    except SaysoError as error:
        return _fail(error, 1)
    except KeyboardInterrupt:
        sys.stderr.write(
            "\nsayso: interrupted; what was acknowledged is on disk, and running again goes on from there\n"
        )
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`sayso stories | head`): not an error; keep Python from flushing at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(SaysoError(error.filename or "input or output", error.strerror or str(error)), 1)


def _speak_utf8() -> None:
    """Output is UTF-8 whatever the locale; half of a surrogate pair, which has no UTF-8, is written as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run() -> NoReturn:
    """The program: one command, then the end. A Ctrl-C that comes after the work is done changes nothing any more."""
    code = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def _run(options: argparse.Namespace) -> int:
    """The rooms are loaded here, after the words are understood: `sayso --help` takes 0.1 and not 0.4 CPU-seconds."""
    if options.command in FILTERS:
        from sayso.interfaces.cli.filters import run_filter  # noqa: PLC0415

        if sys.stdin is None or sys.stdout is None:
            raise InputError(f"sayso {options.command}", "standard input or output is closed", "give it both")
        flat = getattr(options, "flat", False)
        run_filter(options.command, sys.stdin.buffer, sys.stdout.buffer, settings_of(options), flat=flat)
        return 0
    from sayso.interfaces.cli.commands import COMMANDS, Run  # noqa: PLC0415

    progress = ProgressBar(quiet=options.quiet)
    try:
        return COMMANDS[options.command](Run(options, settings_of(options), progress))
    finally:
        progress.close()


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings with what the command line says on top. Raises SettingsError."""
    given: dict[str, str] = {}
    for pair in options.set:
        name, sign, value = pair.partition("=")
        if not sign:
            raise SettingsError("--set", f"{pair!r} is not NAME=VALUE", "`sayso config` lists the names")
        given[name.strip().replace("-", "_")] = value
    for name in ("store", "now", "host", "port", "jobs"):
        value = getattr(options, name, None)
        if value is not None:
            given[name] = str(value)
    return load_settings(given)


def _fail(error: SaysoError, code: int) -> int:
    sys.stderr.write(f"sayso: {error}\n")
    return code
