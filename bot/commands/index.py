"""Commands `clausebot index build`, `remove` and `verify`."""

from __future__ import annotations

import argparse
from collections.abc import Set
from typing import Any

from rich.console import Console

from bot.cli import ANSWERED, UNUSABLE
from bot.commands.shared import answers, messages, print_json, say_dry_run, warnings
from bot.inert import inert
from bot.progress import shown_progress
from bot.settings import Settings
from bot.wording import built_line, counted
from embeddings.models import require_build
from retrieval.errors import LibraryError
from retrieval.index.build import BuildReport
from retrieval.index.cached_library import read_cached
from retrieval.index.rebuild import rebuild
from retrieval.library.add_remove import files_of, free_removed_path, remove_files
from retrieval.library.library import Library


def build(args: argparse.Namespace, settings: Settings) -> int:
    """Build the index; options add a copy of the encoder, and an index for questions in other languages."""
    languages = None if args.languages is None else args.languages == "all"
    return build_and_print(args, settings, portable=args.portable, languages=languages)


def build_and_print(
    args: argparse.Namespace,
    settings: Settings,
    *,
    portable: bool | None = None,
    languages: bool | None = None,
    said: Set[str] = frozenset(),
) -> int:
    """Build the index of the library, and print a report.

    Args:
        args: Options of the command.
        settings: Locations of library and index.
        portable: Whether the index holds a copy of its compiled encoder; None to keep the choice of the last build.
        languages: Whether to build an index for questions in other languages; None to keep the choice.
        said: Remarks on files that are not to be printed.
    """
    require_build()
    console = messages()
    with shown_progress(console) as progress:
        library = read_cached(settings.library, settings.index, progress)
    print_refused(library, warnings(), said)
    with shown_progress(console) as progress:
        options = settings.build_options(portable=portable, languages=languages)
        report, others = rebuild(settings.place, library, options, progress)
    print_report(args, report, others)
    return ANSWERED


def print_report(args: argparse.Namespace, report: BuildReport, others: BuildReport | None) -> None:
    """Print the reports of a build, and of the build for other languages."""
    if args.json:
        print_json({**report_record(report), "languages": report_record(others) if others else None})
        return
    answers().print(built_line(report))
    if others:
        answers().print(f"for questions in further languages: {built_line(others)}")


def remove(args: argparse.Namespace, settings: Settings) -> int:
    """Remove documents from the library, and index the rest."""
    if not args.dry_run:
        require_build()
    console = messages()
    with shown_progress(console) as progress:
        library = read_cached(settings.library, settings.index, progress)
    names = list(dict.fromkeys(name for document in args.names for name in files_of(library, document)))
    if not library.files.keys() - set(names):
        raise LibraryError(f"this would remove every document of {settings.library}; add another resolution first")
    if args.dry_run:
        moves = [
            f"would move {settings.library / name} to {free_removed_path(settings.library, name)}" for name in names
        ]
        return say_dry_run(moves, as_json=args.json)
    for target in remove_files(settings.library, names):
        console.print(f"moved to {target}")
    return build_and_print(args, settings)


def verify(args: argparse.Namespace, settings: Settings) -> int:
    """Verify every quote against the bytes of the library, and every index file against its checksum."""
    console = messages()
    manifest = settings.place.read_manifest()
    with shown_progress(console) as progress:
        problems = settings.place.verify(settings.library, progress)
    if args.json:
        said = {"generation": manifest.generation, "clauses": manifest.clauses, "vouched": manifest.vouched}
        print_json({**said, "problems": problems})
    else:
        for problem in problems:
            answers().print(problem)
        for name in manifest.vouched:
            answers().print(
                inert(f"{name} is an official text only by --as official: its quotes are verified, its origin is not")
            )
        if problems:
            messages().print(
                "restore what was changed in the library unless it is meant to be so; "
                "'clausebot index build' makes the index anew from it",
            )
        else:
            proved = f"{counted(manifest.clauses, 'clause')} proved, word for word, from "
            answers().print(f"{proved}{counted(len(manifest.library_files), 'file')}")
    return UNUSABLE if problems else ANSWERED


def print_refused(library: Library, console: Console, said: Set[str]) -> None:
    """Print the refused files of a library with reasons, and the remarks on others, except for those in `said`."""
    print_new_refused(library, console, said=said)
    if library.refused:
        console.print(f"refused {len(library.refused)} of {counted(len(library.refused) + len(library.files), 'file')}")


def print_new_refused(library: Library, console: Console, *, said: Set[str]) -> None:
    """Print refused files with reasons, and the remarks on others, except for the lines in `said`."""
    for word, remarks, style in (("refused", library.refused, "yellow"), ("remark", library.remarks, "")):
        for remark in remarks:
            if str(remark) not in said:
                console.print(f"{word} {remark}", style=style)


def report_record(report: BuildReport) -> dict[str, Any]:
    """Convert a build report to a JSON object."""
    manifest = report.manifest
    return {
        "generation": manifest.generation,
        "fresh": report.fresh,
        "resolutions": manifest.resolutions,
        "clauses": manifest.clauses,
        "passages": manifest.passages,
        "encoded": report.encoded,
        "reused": report.reused,
        "precisions": dict(manifest.precisions),
        "encoder": manifest.encoder,
        "refused": dict(manifest.refused),
        "remarks": list(manifest.remarks),
    }
