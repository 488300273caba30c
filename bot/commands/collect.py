"""Command `clausebot collect`: keep clauses as snapshots in a collection; list, remove and export them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.cli import ANSWERED, NOTHING_FOUND, UNUSABLE
from bot.collect.collection import DEFAULT, Added, Collection, names
from bot.collect.kept import Kept, Standing, kept_notes, key_of, standing
from bot.commands.shared import answers, messages, print_json, tell_written, warnings
from bot.console.pager import paged
from bot.console.render import clause_block
from bot.export.formats import ENDINGS, Format, Headings
from bot.export.target import ExportError, format_asked
from bot.export.write import export
from bot.inert import inert
from bot.settings import Settings
from bot.wording import counted, named_shortly
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Clause
from retrieval.errors import CitationError, ClauseIndexError
from retrieval.index.protocol import ClauseIndex, clause_with_id, require_cited


def add(args: argparse.Namespace, settings: Settings) -> int:
    """Add the clauses that citations name; a citation without a clause is reported and skipped.

    Raises:
        CollectionError: If the collection cannot be changed.
        ClauseIndexError: If there is no index to take clauses from.
    """
    collection, index = _collection(args, settings), settings.place.open()
    found: list[Clause] = []
    unknown = 0
    for written in args.citations:
        try:
            found += _named(written, index)
        except CitationError as error:
            unknown += 1
            warnings().print(f"error: {error}")
    if found:
        _say_added(collection.add(found, args.note), collection, as_json=args.json)
    return UNUSABLE if unknown else ANSWERED


def remove(args: argparse.Namespace, settings: Settings) -> int:
    """Remove the clauses that citations name.

    Raises:
        CollectionError: If the collection cannot be changed.
    """
    collection = _collection(args, settings)
    kept = [one.clause for one in collection.read()]
    meant: list[str] = []
    unknown = 0
    for written in args.citations:
        try:
            named = _ids(written, kept)
        except CitationError as error:
            unknown += 1
            warnings().print(f"error: {error}")
            continue
        if not named:
            warnings().print(f"{inert(written)} is not in the collection “{collection.name}”")
        meant += named
    removed = [one.clause.id for one in collection.remove(meant)]
    if args.json:
        print_json({"collection": collection.name, "removed": removed})
    elif removed:
        said = f"{counted(len(removed), 'clause')} taken out of “{collection.name}”: {named_shortly(removed)}"
        answers().print(said)
    return UNUSABLE if unknown else ANSWERED if removed else NOTHING_FOUND


def show(args: argparse.Namespace, settings: Settings) -> int:
    """Print the kept clauses, and their changes in the library since.

    Raises:
        CollectionError: If the collection cannot be read.
    """
    collection = _collection(args, settings)
    kept = collection.read()
    standings = _standings(kept, settings)
    if args.json:
        for one in kept:
            print_json(_record(one, standings.get(key_of(one.clause))))
    else:
        with paged() as console:
            for one in kept:
                # An unnumbered clause has no citation: `collect remove` takes its id.
                named = [] if one.clause.paragraph else [f"Its id: {one.clause.id}"]
                notes = kept_notes(one, standings.get(key_of(one.clause)))
                console.print(clause_block(one.clause, notes=[*notes, *named]))
    others = [name for name in names(settings.collections) if name != collection.name]
    if not kept:
        messages().print(f"nothing is kept in “{collection.name}”; 'clausebot collect add CITATION' keeps a clause")
    if others and not args.json:
        messages().print(f"other collections: {', '.join(others)}")
    return ANSWERED if kept else NOTHING_FOUND


def write(args: argparse.Namespace, settings: Settings) -> int:
    """Export the kept clauses.

    Raises:
        CollectionError: If the collection cannot be read.
        ExportError: If the file cannot be written, or no format is given.
    """
    output = Path(args.output).expanduser() if args.output else None
    form = format_asked(args.format, output, ENDINGS, json=Format.JSONL if args.json else None)
    if form is None:
        raise ExportError("no export format; give --output FILE with a known file extension, or --format")
    collection = _collection(args, settings)
    kept = collection.read()
    standings = _standings(kept, settings)
    for one in kept:
        now = standings.get(key_of(one.clause))
        if now and now.note:
            messages().print(f"{named_shortly([one.clause.id])}: {now.note}")
    export([one.entry for one in kept], form=form, output=output, headings=args.headings and Headings(args.headings))
    tell_written(output)
    return ANSWERED if kept else NOTHING_FOUND


def _collection(args: argparse.Namespace, settings: Settings) -> Collection:
    return Collection(settings.collections, args.name or DEFAULT)


def _named(written: str, index: ClauseIndex) -> list[Clause]:
    """Return the clause of an id, or the clauses of a citation in any usual form."""
    exact = clause_with_id(written, index) if "#" in written else None
    return [exact] if exact else require_cited(parse_citation(written), index)


def _ids(written: str, kept: Sequence[Clause]) -> list[str]:
    """Return the ids of kept clauses named by id, or by citation with its sub-paragraphs."""
    exact = [clause.id for clause in kept if clause.id == written]
    if exact:
        return exact
    citation = parse_citation(written)
    return [clause.id for clause in kept if citation.covers(clause)]


def _standings(kept: Sequence[Kept], settings: Settings) -> Mapping[str, Standing]:
    """Compare kept clauses with the published index, by key; without an index, warn and return nothing."""
    if not kept:
        return {}
    try:
        index = settings.place.open()
    except ClauseIndexError as error:
        warnings().print(f"not compared with the library: {error}")
        return {}
    return {key_of(one.clause): standing(one.clause, index) for one in kept}


def _say_added(added: Added, collection: Collection, *, as_json: bool) -> None:
    if not as_json:
        answers().print(added.line(collection.name))
        return
    ids = {name: [clause.id for clause in getattr(added, name)] for name in ("new", "renewed", "there")}
    print_json({"collection": collection.name, **ids})


def _record(kept: Kept, now: Standing | None) -> dict[str, object]:
    return {
        **kept.clause.as_record(),
        "kept": kept.at.isoformat(),
        "note": kept.note,
        "library": now.fate.value if now else None,
        "now": now.now.id if now and now.now else None,
    }
