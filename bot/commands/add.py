"""Command `clausebot index add`: add files, folders, links, named resolutions and starter sets to the library."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
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
from retrieval.errors import (
    CitationError,
    ClauseIndexError,
    FetchError,
    LibraryError,
    UnreachableError,
    UnreadableError,
)
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
    if args.kind and any(Path(name).expanduser().is_dir() for name in args.documents):
        raise LibraryError("--as official accepts only single files, not folders")
    adding = _Adding(args, settings, fetcher)
    documents = _expanded(args.documents, settings, ask=not (args.yes or args.dry_run))
    reports = list(filter(None, map(adding.tried, documents)))
    adding.warn_of_unreached()
    if not reports:
        raise LibraryError("nothing was added; the index is unchanged")
    if args.dry_run:
        return say_dry_run(reports, as_json=args.json)
    return build_and_print(args, settings, said=_published_remarks(settings))


@dataclass(frozen=True, slots=True)
class _Adding:
    """Addition of documents to the library, one by one, or with --dry-run a check of each.

    Attributes:
        args: Parsed options.
        settings: Location of the library.
        fetcher: Fetcher of links and resolutions.
        unreached: Resolutions whose official documents could not be reached, by URL.
    """

    args: argparse.Namespace
    settings: Settings
    fetcher: Fetcher
    unreached: dict[str, Symbol] = field(default_factory=dict)

    def tried(self, document: str | Path) -> str | None:
        """Add a document, and return a line that says so; None, after a warning, if it cannot be fetched or read."""
        official_text = _official_text(document, self.settings)
        if official_text and self.unreached:  # all official documents are on one server
            self.unreached.update(official_text)
            return None
        try:
            report = self._checked(document) if self.args.dry_run else self._added(document)
        except (FetchError, UnreadableError, LibraryError) as error:
            warnings().print(inert(f"refused {without_secrets(str(document))}: {error}"))
            if isinstance(error, UnreachableError):
                self.unreached.update(official_text)
            return None
        if not self.args.dry_run:
            messages().print(inert(report))
        return report

    def warn_of_unreached(self) -> None:
        """Print how to get the official documents that could not be reached, if there are any."""
        if self.unreached:
            held = _held(self.settings)
            missing = [address for address, symbol in self.unreached.items() if symbol not in held]
            warnings().print("\n  ".join([_BY_HAND, *missing]) if missing else _ALL_HELD)

    def _checked(self, document: str | Path) -> str:
        """Check a document without fetching it, and return a line that says what would be done."""
        if isinstance(document, Path):
            added = self._add_file(document)
            for remark in added.remarks:
                warnings().print(inert(f"remark {added.path.name}: {remark}"))
            return _said("would add", added)
        _, address = self._address(document)
        return f"would fetch {without_secrets(address)}"

    def _added(self, document: str | Path) -> str:
        """Add a document, and return a line that says what was done."""
        if isinstance(document, Path):
            return _said("added", self._add_file(document))
        symbol, address = self._address(document)
        messages().print(inert(f"fetching {without_secrets(address)}"))
        read = partial(read_cached, index=self.settings.index)
        link = add_link(self.settings.library, address, self.fetcher, symbol=symbol, read=read)
        return f"{link.change} {link.path}"

    def _add_file(self, file: Path) -> Added:
        read = partial(read_cached, index=self.settings.index)
        official = self.args.kind == "official"
        return add_file(self.settings.library, file, official=official, read=read, dry_run=self.args.dry_run)

    def _address(self, document: str) -> tuple[Symbol | None, str]:
        """Return the resolution in a link or a name, if any, and the URL of the document.

        Raises:
            FetchError: If the URL is invalid, or the resolution's name is incomplete.
            LibraryError: With --as official, which is for files only.
        """
        if self.args.kind == "official":
            raise LibraryError("--as official accepts only files; download the document, check it, and add the file")
        symbol = _symbol(document)
        return symbol, official_address(symbol, self.settings.official_address) if symbol else document


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
    return [document for name in names for document in _documents_of(name, settings, ask=ask)]


def _documents_of(name: str, settings: Settings, *, ask: bool) -> Sequence[str | Path]:
    path = Path(name).expanduser()
    if name in STARTER_SETS and not path.exists():
        return list(map(str, STARTER_SETS[name]))
    if path.is_dir():
        return _documents_in(path, name, settings, ask=ask)
    is_path = not _LINK.match(name) and (not _resolution(name) or path.exists())
    return [path if is_path else name]


def _documents_in(folder: Path, name: str, settings: Settings, *, ask: bool) -> Sequence[Path]:
    """Return the documents in a folder; none if there are none, or the user does not confirm."""
    inside = list_library(folder).documents
    if not inside:
        warnings().print(inert(f"refused {name}: the folder has no documents"))
        return []
    return inside if not ask or _confirmed(folder, inside, settings) else []


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


def _published_remarks(settings: Settings) -> frozenset[str]:
    """Return the remarks on files that were in the library before, as said when they were added."""
    try:
        return frozenset(settings.place.read_manifest().remarks)
    except ClauseIndexError:
        return frozenset()


def _said(change: str, added: Added) -> str:
    return f"{change if added.is_new else 'already in the library:'} {added.path}"


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
