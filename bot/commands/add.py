"""Command `clausebot index add`: add files, folders, links, named resolutions and starter sets to the library."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from bot.commands.index import build_and_print
from bot.commands.shared import messages, say_dry_run, warnings
from bot.inert import inert
from bot.settings import Settings
from bot.wording import counted, some_of
from embeddings.models import require_build
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.errors import CitationError, FetchError, LibraryError, UnreachableError, UnreadableError
from retrieval.index.cached_library import read_cached
from retrieval.library.add_remove import Added, add_file
from retrieval.library.documents import list_library
from retrieval.library.fetching.address import parse_address, without_secrets
from retrieval.library.fetching.fetch import Fetcher
from retrieval.library.fetching.links import add_link
from retrieval.library.fetching.official import full_symbol, official_address, resolution_of
from retrieval.library.starter import STARTER_SETS
from retrieval.readers.document import DocumentKind

_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BY_HAND = (
    "These documents can be downloaded where there is a network, with a browser; then add the files that it saves with "
    "'clausebot index add FILE…'"
)
_ALL_HELD = "The library has an official text of each of them; no check for newer versions was possible."


def add(args: argparse.Namespace, settings: Settings) -> int:
    """Add documents to the library and index it; a document that cannot be fetched or read is reported and skipped."""
    if not args.dry_run:
        require_build()
    fetcher = Fetcher(settings.downloads, allow_private=args.allow_private, proxy=settings.proxy)
    reports: list[str] = []
    unreached: dict[str, Symbol] = {}
    if args.kind and any(Path(name).expanduser().is_dir() for name in args.documents):
        raise LibraryError("--as official accepts only single files, not folders")
    for document in _expanded(args.documents, settings, ask=not (args.yes or args.dry_run)):
        official_text = _official_text(document, settings)
        if official_text and unreached:  # all official documents are on one server
            unreached |= official_text
            continue
        try:
            official = args.kind == "official"
            report = (
                _check_document(document, settings, official)
                if args.dry_run
                else _add_document(document, settings, fetcher, official)
            )
        except (FetchError, UnreadableError, LibraryError) as error:
            warnings().print(inert(f"refused {without_secrets(str(document))}: {error}"))
            if isinstance(error, UnreachableError):
                unreached |= official_text
        else:
            reports.append(report)
            if not args.dry_run:
                messages().print(inert(report))
    if unreached:
        held = _held(settings)
        missing = [address for address, symbol in unreached.items() if symbol not in held]
        warnings().print("\n  ".join([_BY_HAND, *missing]) if missing else _ALL_HELD)
    if not reports:
        raise LibraryError("nothing was added; the index is unchanged")
    if args.dry_run:
        return say_dry_run(reports, as_json=args.json)
    return build_and_print(args, settings)


def _expanded(names: list[str], settings: Settings, *, ask: bool) -> list[str | Path]:
    """Expand arguments: files as paths, folders and starter sets to their contents, links and resolutions unchanged.

    A file takes precedence over a resolution or a set of that name.

    Args:
        names: Command line arguments.
        settings: Location of the library.
        ask: Whether adding a folder needs confirmation.

    Raises:
        LibraryError: If a name is empty, or confirmation is needed and input is not interactive.
    """
    if not all(name.strip() for name in names):
        raise LibraryError("one of the names is empty, as of a shell variable that is not set; nothing was added")
    found: list[str | Path] = []
    for name in names:
        path = Path(name).expanduser()
        if name in STARTER_SETS and not path.exists():
            found += map(str, STARTER_SETS[name])
        elif path.is_dir():
            inside = list_library(path).documents
            if not inside:
                warnings().print(inert(f"refused {name}: the folder has no documents"))
            needs_confirmation = ask and inside
            found += inside if not needs_confirmation or _confirmed(path, inside, settings) else []
        else:
            is_path = not _LINK.match(name) and (not _resolution(name) or path.exists())
            found.append(path if is_path else name)
    return found


def _confirmed(folder: Path, inside: Sequence[Path], settings: Settings) -> bool:
    """List the files to copy from a folder, and ask for confirmation.

    Raises:
        LibraryError: If the input is not interactive.
    """
    named = some_of([path.relative_to(folder).as_posix() for path in inside])
    there = f"{folder} has {counted(len(inside), 'file')}{f': {named}' if named else ''}"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise LibraryError(
            f"{there}; copying them needs a confirmation, and the input is not a terminal: confirm with --yes"
        )
    console = warnings()
    console.print(f"{there}\nThose that can be read are copied into {settings.library}, and indexed.")
    console.print("Go on? [y/N] ", end="")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _check_document(document: str | Path, settings: Settings, official: bool) -> str:
    """Check one document without fetching it, and return a line that says what would be done."""
    if isinstance(document, Path):
        read = partial(read_cached, index=settings.index)
        return _said("would add", add_file(settings.library, document, official=official, read=read, dry_run=True))
    _, address = _address(document, settings, official)
    return f"would fetch {without_secrets(address)}"


def _add_document(document: str | Path, settings: Settings, fetcher: Fetcher, official: bool) -> str:
    """Add one document to the library, and return a line that says what was done."""
    read = partial(read_cached, index=settings.index)
    if isinstance(document, Path):
        return _said("added", add_file(settings.library, document, official=official, read=read))
    symbol, address = _address(document, settings, official)
    messages().print(inert(f"fetching {without_secrets(address)}"))
    link = add_link(settings.library, address, fetcher, symbol=symbol, read=read)
    return f"{link.change} {link.path}"


def _said(change: str, added: Added) -> str:
    return f"{change if added.is_new else 'already in the library:'} {added.path}"


def _address(document: str, settings: Settings, official: bool) -> tuple[Symbol | None, str]:
    """Return the resolution in a link or a name, if any, and the URL of the document.

    Raises:
        FetchError: If the URL is invalid, or the resolution's name is incomplete.
        LibraryError: If `official`, which is for files only.
    """
    if official:
        raise LibraryError("--as official accepts only files; download the document, check it, and add the file")
    symbol = _symbol(document)
    return symbol, official_address(symbol, settings.official_address) if symbol else document


def _official_text(document: str | Path, settings: Settings) -> dict[str, Symbol]:
    """Return the resolution of a named official document by its URL; empty for anything else."""
    with suppress(FetchError):
        symbol = None if isinstance(document, Path) else _symbol(document)
        return {official_address(symbol, settings.official_address): symbol} if symbol else {}
    return {}


def _held(settings: Settings) -> set[Symbol]:
    """Return the resolutions whose official texts are in the library; none if it cannot be read."""
    with suppress(LibraryError):
        library = read_cached(settings.library, settings.index)
        texts = (text for texts in library.files.values() for text in texts)
        return {text.symbol for text in texts if text.kind is DocumentKind.OFFICIAL}
    return set()


def _symbol(document: str) -> Symbol | None:
    """Parse the resolution in a link or a name; None for a link to anything else.

    Raises:
        FetchError: If the URL is invalid, or the resolution's name is incomplete.
    """
    named = resolution_of(parse_address(document)) if _LINK.match(document) else _resolution(document)
    return full_symbol(named) if named else None


def _resolution(name: str) -> Citation | None:
    try:
        return parse_citation(name)
    except CitationError:
        return None
