"""Command `clausebot precedents`: find earlier and later uses of some language."""

from __future__ import annotations

import argparse
import sys

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.ask import ready
from bot.commands.shared import filters_for, print_json, print_paged
from bot.console.agreed import precedents_block
from bot.settings import Settings


def precedents(args: argparse.Namespace, settings: Settings) -> int:
    """Print the precedents of a clause, or of a text from the argument or standard input."""
    text = sys.stdin.read() if args.text is None else args.text
    assistant = ready(settings)
    filters = filters_for(args, assistant.index)
    language = assistant.precedents(text, args.k, filters=filters, later=args.later)
    if args.json:
        print_json(language.as_record())
    else:
        print_paged(precedents_block(language))
    return ANSWERED if language.precedents else NOTHING_FOUND
