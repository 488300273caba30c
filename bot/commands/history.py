"""Command `clausebot history`: print the versions of a clause, or the uses of a phrase by year."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.ask import ready
from bot.commands.shared import filters_for, messages, print_json, print_paged
from bot.console.agreed import history_block
from bot.plot import check_plot, plot_history
from bot.settings import Settings


def history(args: argparse.Namespace, settings: Settings) -> int:
    """Print the versions of a clause, or the clauses with a phrase or its meaning by year; with --plot, plot them."""
    picture = Path(args.plot).expanduser() if args.plot else None
    if picture:
        check_plot(picture)
    assistant = ready(settings)
    filters = filters_for(args, assistant.index)
    found = assistant.history(args.text, filters=filters, by_meaning=args.meaning)
    if args.json:
        print_json(found.as_record())
    else:
        print_paged(history_block(found))
    if picture and found.answered:
        plot_history(found, assistant.index.manifest, picture)
        messages().print(f"drawn into {picture}")
    return ANSWERED if found.answered else NOTHING_FOUND
