"""Documents by link: download into the library, remember the URL, refresh when added again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from embeddings.oserrors import remedy
from retrieval.clauses.clause import Symbol
from retrieval.errors import FetchError, LibraryError
from retrieval.library.add_remove import free_removed_path, numbered, place_file, remove_files
from retrieval.library.documents import digest_of, holds
from retrieval.library.fetching.address import parse_address
from retrieval.library.fetching.content_types import kept_name
from retrieval.library.fetching.fetch import Fetched, Fetcher
from retrieval.library.fetching.remember import Remembered, find_remembered, forget, remember
from retrieval.library.library import ReadLibrary, read_library, read_new


class Change(StrEnum):
    """Effect of adding a link on the library."""

    ADDED = "added"
    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Link:
    """Downloaded document of the library."""

    path: Path
    change: Change


def add_link(
    root: Path, address: str, fetcher: Fetcher, *, symbol: Symbol | None = None, read: ReadLibrary = read_library
) -> Link:
    """Download the document at a URL into the library, or refresh it.

    A newer version replaces a document fetched from the same URL before; the older one is moved to the library's hidden
    folder of removed files.

    Args:
        root: The library.
        address: The URL as typed.
        fetcher: The HTTP client.
        symbol: Expected resolution; None for any.
        read: Reads the library, if the document is a table; see `read_new`.

    Raises:
        FetchError: If the download fails, or it is another resolution.
        UnreadableError: If it is no resolution.
        LibraryError: If the earlier file was changed by hand since, or the library cannot be written to.
    """
    url = parse_address(address)
    before = find_remembered(root, str(url))
    if before and not holds(root / before.file, before.sha256):
        raise LibraryError(
            f"{root / before.file} was downloaded from this address and has been edited since; to download it again, "
            f"remove it first with 'clausebot index remove \"{before.file}\"'"
        )
    fetched = fetcher.fetch(str(url), before.validators if before else None)
    if fetched is None or (before and digest_of(fetched.data) == before.sha256):
        assert before, "only a document downloaded before can be unchanged"
        return Link(root / before.file, Change.UNCHANGED)
    documents, _ = read_new(root, f"fetched{fetched.suffix}", fetched.data, read=read)
    symbols = {one.symbol for one in documents}
    if symbol and symbols != {symbol}:
        raise FetchError(f"the server sent {', '.join(map(str, sorted(symbols)))} instead of {symbol}")
    try:
        return _placed(root, fetched, kept_name(symbols, fetched.name, url.host, fetched.suffix), str(url), before)
    except OSError as error:
        raise LibraryError(f"{root} cannot be written to ({error.strerror or error}); {remedy(error)}") from None


def _placed(root: Path, fetched: Fetched, name: str, address: str, before: Remembered | None) -> Link:
    """Write a downloaded document into the library in place of its older version, and record its origin."""
    if before and Path(before.file).suffix == fetched.suffix:
        name = before.file
        _keep_older(root, name)
    else:
        name = next(path.name for path in numbered(root / name) if _is_free(path, fetched.data))
    if not before and (root / name).exists():
        return Link(root / name, Change.UNCHANGED)
    path = place_file(root, name, fetched.data)
    remember(root, Remembered(name, address, digest_of(fetched.data), fetched.validators))
    if before and before.file != name:
        remove_files(root, [before.file])
        forget(root, before.file)
    return Link(path, Change.REFRESHED if before else Change.ADDED)


def _keep_older(root: Path, name: str) -> None:
    older = free_removed_path(root, name)
    older.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root / name, older)


def _is_free(path: Path, data: bytes) -> bool:
    return not path.exists() or holds(path, digest_of(data))
