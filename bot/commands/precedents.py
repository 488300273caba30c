"""Command `clausebot precedents`: find earlier and later uses of some language."""

from __future__ import annotations

import argparse
import sys

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.ask import ready
from bot.commands.shared import filters_from, print_json
from bot.console.agreed import precedents_block
from bot.console.pager import paged
from bot.settings import Settings


def precedents(args: argparse.Namespace, settings: Settings) -> int:
    """Print the precedents of a clause, or of a text from the argument or standard input."""
    text = sys.stdin.read() if args.text is None else args.text
    assistant = ready(settings)
    filters = filters_from(args, assistant.index.manifest.vocabulary, assistant.index.facts.countries)
    language = assistant.precedents(text, args.k, filters=filters, later=args.later)
    if args.json:
        print_json(language.as_record())
    else:
        with paged() as console:
            console.print(precedents_block(language))
    return ANSWERED if language.precedents else NOTHING_FOUND
