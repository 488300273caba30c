"""Options shared by commands, and the types of their values."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TypeAlias

from bot.arguments import Parser
from retrieval.clauses.filters import FIELDS

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Group of commands that a command is added to."""


def finish(parser: argparse.ArgumentParser, run: str) -> None:
    """Add the common options to a command, and set the function that runs it."""
    common = parser.add_argument_group("common options")
    common.add_argument("--library", metavar="DIR", help="folder of documents (CLAUSEBOT_LIBRARY)")
    common.add_argument(
        "--index", metavar="DIR", help="folder of the index, or its address in Milvus (CLAUSEBOT_INDEX)"
    )
    common.add_argument("--model", metavar="NAME", help="encoder: catalogue name, folder or hub name (CLAUSEBOT_MODEL)")
    common.add_argument("--no-adapter", dest="adapter", action="store_false", help="the plain encoder")
    common.add_argument(
        "--fast",
        action="store_true",
        help="without the cross-encoder that orders and judges doubtful answers (CLAUSEBOT_FAST)",
    )
    common.add_argument("--json", action="store_true", help="one JSON object a line")
    add_output_options(common)
    parser.set_defaults(run=run)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the options that limit which clauses are searched or listed."""
    limits = parser.add_argument_group("limits")
    for one in FIELDS:
        option = partial(limits.add_argument, f"--{one.option}", dest=one.option, help=one.help)
        if one.parse is None:
            option(action="store_true", default=False)
        else:
            option(action="append", default=[], metavar=one.metavar)


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Add --dry-run."""
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")


def add_output_options(to: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """Add the output options, which are accepted before and after a command."""
    # SUPPRESS: a command without the option keeps the value given before the command.
    option = partial(to.add_argument, default=argparse.SUPPRESS)
    option("--quiet", action="store_true", help="no progress and no notes on standard error, only errors")
    option("--plain", action="store_true", help="words alone, for screen readers (CLAUSEBOT_PLAIN)")
    option("--no-pager", dest="paged", action="store_false", help="print long answers at once (CLAUSEBOT_PAGER=off)")


def rate(text: str) -> float:
    """Parse a number above 0, up to 1."""
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0, up to 1")
    return rate


def count(text: str) -> int:
    """Parse a whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)
