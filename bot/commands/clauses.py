"""`clausebot clauses`: every clause, read from the library itself."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_from, messages
from bot.console.render import clause_block
from bot.export.write import ExportError, Format, export, format_of
from bot.progress import shown_progress
from bot.settings import Settings
from bot.wording import same_words_note
from retrieval.clause import Clause
from retrieval.fold import fold_words
from retrieval.library import read_library


def clauses(args: argparse.Namespace, settings: Settings) -> int:
    """Print the clauses that the options allow, in corpus order, or write them in a format."""
    output = Path(args.output).expanduser() if args.output else None
    form = _format(args, output)
    console = messages()
    with shown_progress(console) as progress:
        library = read_library(settings.library, progress)
    for refused in library.refused:
        console.print(f"refused {refused}", markup=False)
    filters = filters_from(args, library.vocabulary, {name for clause in library.clauses for name in clause.countries})
    chosen = [clause for clause in library.clauses if filters.allow(clause)]
    same_words = _same_words(chosen)
    if form:
        export(chosen, same_words, form=form, output=output)
    else:
        for clause in chosen:
            answers().print(clause_block(clause, notes=same_words_note(same_words[clause.id])))
    return ANSWERED if chosen else NOTHING_FOUND


def _format(args: argparse.Namespace, output: Path | None) -> Format | None:
    """Return what the options ask to write; None for people."""
    if args.json and args.format not in (None, Format.JSONL):
        raise ExportError(f"--json and --format {args.format} contradict each other; give one of them")
    if args.json or args.format:
        return Format.JSONL if args.json else Format(args.format)
    return format_of(output) if output else None


def _same_words(clauses: Iterable[Clause]) -> dict[str, list[str]]:
    """Return, for each clause's id, those of the others with the same words."""
    by_words: dict[str, list[str]] = defaultdict(list)
    words = {clause.id: fold_words(clause.text) for clause in clauses}
    for clause_id, folded in words.items():
        by_words[folded].append(clause_id)
    return {clause_id: [twin for twin in by_words[folded] if twin != clause_id] for clause_id, folded in words.items()}
