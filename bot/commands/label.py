"""Command `clausebot label`: review suggested themes."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_from, messages, print_json, tell_dry_run
from bot.console.review import Suggestion, read, review, typed, waiting
from bot.settings import Settings
from bot.wording import counted
from retrieval.library.documents import LABELS_FILE


def label(args: argparse.Namespace, settings: Settings) -> int:
    """Ask for a decision on each suggested theme, and write it to the library's labels.csv."""
    manifest, found = settings.place.read_clauses()
    clauses = list(found)
    filters = replace(
        filters_from(args, manifest.vocabulary, {name for clause in clauses for name in clause.countries}),
        suggested=True,
    )
    suggestions = waiting(settings.library, clauses, filters, manifest.vocabulary)
    if args.json:
        for suggestion in suggestions:
            print_json(_record(suggestion))
        return ANSWERED if suggestions else NOTHING_FOUND
    if not suggestions:
        messages().print("No suggested theme waits to be reviewed.")
        return NOTHING_FOUND
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    prompts = typed(manifest.vocabulary) if at_terminal else read(sys.stdin, answers())
    tally = review(suggestions, settings.library, manifest.vocabulary, prompts, answers(), dry_run=args.dry_run)
    left = len(suggestions) - tally.reviewed
    messages().print(
        f"{tally.accepted:,} accepted, {tally.rejected:,} rejected, {tally.skipped:,} skipped; "
        f"{counted(left, 'suggestion')} left."
    )
    if args.dry_run:
        tell_dry_run()
    elif tally.accepted or tally.rejected:
        path = settings.library / LABELS_FILE
        messages().print(f"They are in {path}; 'clausebot index build' takes them in.")
    return ANSWERED


def _record(suggestion: Suggestion) -> dict[str, object]:
    record = suggestion.clause.as_record()
    shown = ("id", "citation", "lead_in", "text", "url")
    theme = {"theme": suggestion.label.name, "probability": suggestion.label.probability}
    return {**{name: record[name] for name in shown}, **theme}
