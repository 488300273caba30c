"""Helpers shared by commands: consoles of standard output and error, JSON lines, filters from options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType

from bot.cli import ANSWERED
from bot.console.pager import paged
from bot.console.screen import screen
from bot.inert import json_line
from bot.terminal import current
from retrieval.clauses.filters import Filters, Known, filters_from_typed
from retrieval.index.protocol import ClauseIndex
from retrieval.library.themes import Vocabulary


def answers() -> Console:
    """Return the console on standard output."""
    return screen()


def messages() -> Console:
    """Return the console of notes and progress on standard error, silent with --quiet; the terminal wraps its lines."""
    return screen(stderr=True, soft_wrap=True, quiet=current().quiet)


def warnings() -> Console:
    """Return the console of errors, warnings and prompts on standard error, shown even with --quiet."""
    return screen(stderr=True, soft_wrap=True)


def print_json(record: Mapping[str, Any]) -> None:
    """Print one JSON object as a line, and flush it for readers of a pipe."""
    sys.stdout.write(json_line(record, sys.stdout.encoding or "utf-8"))
    sys.stdout.flush()


def tell_written(output: Path | None) -> None:
    """Print the path of a written file to standard error; nothing for standard output."""
    if output:
        messages().print(f"written to {output}")


def say_dry_run(would: Sequence[str], *, as_json: bool) -> int:
    """Print the changes that a command would make without --dry-run, and return the exit code."""
    if as_json:
        print_json({"dry_run": True, "would": list(would)})
    else:
        for line in would:
            answers().print(line)
    tell_dry_run()
    return ANSWERED


def tell_dry_run() -> None:
    """Print to standard error that nothing was changed."""
    messages().print("--dry-run: nothing was changed")


def tell_nothing_fits(so: str = "") -> None:
    """Print to standard error that no clause matches the filters, and what follows from it."""
    messages().print(f"no clause is within these limits{so}")


def print_paged(block: RenderableType) -> None:
    """Print a block to standard output, through the pager if it is longer than the screen."""
    with paged() as console:
        console.print(block)


def print_blank() -> None:
    """Print a blank line, to separate conversations."""
    sys.stdout.write("\n")
    sys.stdout.flush()


def filters_for(args: argparse.Namespace, index: ClauseIndex) -> Filters:
    """Convert command line options to search filters of an index; see `filters_from`."""
    return filters_from(args, index.manifest.vocabulary, index.facts.countries)


def filters_from(args: argparse.Namespace, vocabulary: Vocabulary, countries: Iterable[str]) -> Filters:
    """Convert command line options to search filters.

    Args:
        args: Parsed options.
        vocabulary: Known themes.
        countries: Countries named by pages of the library.

    Raises:
        RetrievalError: If a theme, country, resolution or year is invalid, or the date range is empty.
    """
    return filters_from_typed(vars(args), Known(vocabulary.require, countries))
