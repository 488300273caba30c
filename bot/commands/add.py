"""`clausebot index add`: files, folders, links and resolutions by their names, into the library."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from bot.commands.index import build
from bot.commands.shared import messages
from bot.inert import inert
from bot.settings import Settings
from embeddings.models import require_build
from retrieval.citation import Citation, parse_citation
from retrieval.documents import document_paths
from retrieval.errors import CitationError, FetchError, LibraryError, UnreadableError
from retrieval.fetching.address import parse_address, without_secrets
from retrieval.fetching.fetch import Fetcher
from retrieval.fetching.links import add_link
from retrieval.fetching.official import full_symbol, official_address, resolution_of
from retrieval.library import add_file

_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def add(args: argparse.Namespace, settings: Settings) -> int:
    """Put documents into the library and index it; one that cannot be had or read stops none of the others."""
    require_build()
    console = messages()
    fetcher = Fetcher(settings.downloads, allow_private=args.allow_private)
    had = 0
    for what in _expanded(args.documents):
        try:
            done = _added(what, settings, fetcher, console)
        except (FetchError, UnreadableError, LibraryError) as error:
            done = f"refused {without_secrets(str(what))}: {error}"
        else:
            had += 1
        console.print(inert(done), markup=False)
    if not had:
        raise LibraryError("nothing was added; the index was left as it is")
    return build(args, settings)


def _expanded(names: list[str]) -> Iterator[str | Path]:
    """Yield files as paths, links and resolutions as they were typed; what is there as a file is that file."""
    for name in names:
        path = Path(name).expanduser()
        if path.is_dir():
            yield from document_paths(path)
        else:
            yield name if _LINK.match(name) or (_resolution(name) and not path.exists()) else path


def _added(what: str | Path, settings: Settings, fetcher: Fetcher, console: Console) -> str:
    """Put one document into the library, and say what was done."""
    if isinstance(what, Path):
        return f"added {add_file(settings.library, what)}"
    named = resolution_of(parse_address(what)) if _LINK.match(what) else _resolution(what)
    symbol = full_symbol(named) if named else None
    address = official_address(symbol, settings.official_address) if symbol else what
    console.print(inert(f"fetching {without_secrets(address)}"), markup=False)
    link = add_link(settings.library, address, fetcher, symbol=symbol)
    return f"{link.change} {link.path}"


def _resolution(name: str) -> Citation | None:
    try:
        return parse_citation(name)
    except CitationError:
        return None
