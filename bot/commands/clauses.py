"""Command `clausebot clauses`: list or export all clauses, read from the library itself."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import replace
from pathlib import Path

from bot.clause_wording import same_words_note
from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import filters_from, messages, tell_nothing_fits, tell_written, warnings
from bot.console.pager import paged
from bot.console.render import clause_block
from bot.export.formats import ENDINGS, Entry, Format, Headings
from bot.export.target import format_asked
from bot.export.write import export
from bot.progress import shown_progress
from bot.settings import Settings
from retrieval.clauses.clause import Clause, without_unlikely_themes
from retrieval.clauses.references.citations import CitationGraph
from retrieval.clauses.references.find import find_all_references
from retrieval.index.cached_library import read_cached
from retrieval.library.library import Library
from retrieval.wording.fold import fold_words


def clauses(args: argparse.Namespace, settings: Settings) -> int:
    """Print or export the clauses that match the filters, in corpus order."""
    output = Path(args.output).expanduser() if args.output else None
    form = format_asked(args.format, output, ENDINGS, json=Format.JSONL if args.json else None)
    with shown_progress(messages()) as progress:
        library = read_cached(settings.library, settings.index, progress)
    for refused in library.refused:
        warnings().print(f"refused {refused}")
    everything = _with_suggestions(library, settings) if args.suggested else library.clauses
    filters = filters_from(args, library.vocabulary, {name for clause in everything for name in clause.countries})
    chosen = [clause for clause in everything if filters.allow(clause)]
    if not chosen and output and output.exists():
        tell_nothing_fits(f"; {output} is unchanged")
        return NOTHING_FOUND
    same_words = _same_words(chosen)
    if form:
        # Citations of the whole library: a clause outside the filters may cite a listed one.
        citations = CitationGraph(lambda: find_all_references(library.clauses))
        entries = [Entry(one, same_words[one.id], linked=citations.record_of(one)) for one in chosen]
        export(entries, form=form, output=output, headings=args.headings and Headings(args.headings))
        tell_written(output)
    else:
        with paged() as console:
            for clause in chosen:
                console.print(clause_block(clause, notes=same_words_note(same_words[clause.id])))
    if not chosen:
        tell_nothing_fits()
    return ANSWERED if chosen else NOTHING_FOUND


def _with_suggestions(library: Library, settings: Settings) -> list[Clause]:
    """Return the clauses of a library, with the suggested themes of the index for unlabelled ones.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged.
    """
    _, clauses = settings.place.read_clauses()
    indexed = {clause.id: without_unlikely_themes(clause) for clause in clauses}
    return [
        _with_suggestion(clause, indexed.get(clause.id), library.rejected.get(clause.id, frozenset()))
        for clause in library.clauses
    ]


def _with_suggestion(clause: Clause, indexed: Clause | None, rejected: Set[str]) -> Clause:
    if clause.themes or indexed is None or indexed.text != clause.text:
        return clause
    suggested = (label for label in indexed.themes if not label.is_given and label.name not in rejected)
    return replace(clause, themes=tuple(suggested))


def _same_words(clauses: Iterable[Clause]) -> dict[str, list[str]]:
    """Map each clause's id to the ids of other clauses with the same words."""
    by_words: dict[str, list[str]] = defaultdict(list)
    words = {clause.id: fold_words(clause.text) for clause in clauses}
    for clause_id, folded in words.items():
        by_words[folded].append(clause_id)
    return {clause_id: [one for one in by_words[folded] if one != clause_id] for clause_id, folded in words.items()}
