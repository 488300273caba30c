"""What several commands need: the two consoles, JSON lines, and filters from options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.console.screen import screen
from bot.inert import json_line
from retrieval.clauses.filters import Filters, Known, filters_from_typed
from retrieval.library.themes import Vocabulary


def answers() -> Console:
    """Return the console on standard output."""
    return screen()


def messages() -> Console:
    """Return the console on standard error, for everything that is no answer; a terminal breaks its lines itself."""
    return screen(stderr=True, soft_wrap=True)


def print_json(record: Mapping[str, Any]) -> None:
    """Print one JSON object on a line of its own, at once, so that a reader of the pipe can go on."""
    sys.stdout.write(json_line(record, sys.stdout.encoding or "utf-8"))
    sys.stdout.flush()


def tell_written(output: Path | None) -> None:
    """Say on standard error where a file now lies; nothing of what went to standard output."""
    if output:
        messages().print(Text(f"written to {output}"))


def tell_nothing_fits() -> None:
    """Say on standard error that the limits leave no clause, where silence would pass for a fault."""
    messages().print("no clause is within these limits")


def print_blank() -> None:
    """Print a blank line, which parts one conversation from the next."""
    sys.stdout.write("\n")
    sys.stdout.flush()


def filters_from(args: argparse.Namespace, vocabulary: Vocabulary, countries: Iterable[str]) -> Filters:
    """Return the limits that the options put on a search.

    Args:
        args: What was typed.
        vocabulary: The themes there are.
        countries: Those that pages of the library name.

    Raises:
        RetrievalError: If a theme, a country, a resolution or a year cannot be understood, or no day is left.
    """
    return filters_from_typed(vars(args), Known(vocabulary.require, countries))
