"""`clausebot clauses`: every clause, read from the library itself."""

from __future__ import annotations

import argparse
from collections import defaultdict

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_from, messages, print_json
from bot.console.render import clause_block
from bot.progress import shown_progress
from bot.settings import Settings
from bot.wording import same_words_note
from retrieval.fold import fold_words
from retrieval.library import read_library
from retrieval.record import clause_record


def clauses(args: argparse.Namespace, settings: Settings) -> int:
    """Print the clauses that the options allow, in corpus order."""
    console = messages()
    with shown_progress(console) as progress:
        library = read_library(settings.library, progress)
    for refused in library.refused:
        console.print(f"refused {refused}", markup=False)
    filters = filters_from(args, library.vocabulary, library.clauses)
    chosen = [clause for clause in library.clauses if filters.allow(clause)]
    same_words: dict[str, list[str]] = defaultdict(list)
    for clause in chosen:
        same_words[fold_words(clause.text)].append(clause.id)
    for clause in chosen:
        also = [twin for twin in same_words[fold_words(clause.text)] if twin != clause.id]
        if args.json:
            print_json({**clause_record(clause), "highlights": [], "also": also})
        else:
            answers().print(clause_block(clause, notes=same_words_note(also)))
    return ANSWERED if chosen else NOTHING_FOUND
