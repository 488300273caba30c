"""Files that the owner of a library vouches for as official texts, in spite of their evidence: its `sources.toml`.

The file has one table, `[official]`, from the name of each such file to its sha256, so that a rebuild accepts this file
again, and no other file of the same name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from embeddings.files import write_whole
from retrieval.errors import LibraryError
from retrieval.library.documents import SOURCES_FILE
from retrieval.library.owned import changing, read_toml

_TABLE = "official"
_EXPECTED = f'expected a table [{_TABLE}] of lines like "a.txt" = "sha256"'
_HEAD = f"""# Files that are official texts at your word (clausebot index add FILE --as official), each with its sha256.
[{_TABLE}]
"""


def read_vouched(root: Path) -> dict[str, str]:
    """Read the vouched files of a library: the sha256 of each, by path in the library.

    Raises:
        LibraryError: If the file does not have the expected form.
    """
    path = root / SOURCES_FILE
    table = read_toml(path, _EXPECTED).get(_TABLE, {})
    if not isinstance(table, dict):
        raise LibraryError(f"{path}: {_TABLE} is not a table; {_EXPECTED}")
    found = {name: sha256 for name, sha256 in table.items() if isinstance(sha256, str)}
    if len(found) < len(table):
        raise LibraryError(f"{path}: {min(table.keys() - found.keys())!r} has no sha256; expected one in quotes")
    return found


def vouch(root: Path, name: str, sha256: str) -> None:
    """Record a file as vouched for.

    Raises:
        LibraryError: If the record is damaged or cannot be written.
    """
    with _changing(root) as vouched:
        vouched[name] = sha256


def withdraw(root: Path, names: Iterable[str]) -> None:
    """Remove files from the record, as they are removed from the library.

    Raises:
        LibraryError: If the record is damaged or cannot be written.
    """
    if (root / SOURCES_FILE).is_file():
        with _changing(root) as vouched:
            for name in names:
                vouched.pop(name, None)


@contextmanager
def _changing(root: Path) -> Iterator[dict[str, str]]:
    """Lend the record for a change, under a file lock."""
    path = root / SOURCES_FILE
    try:
        with changing(path):
            before = read_vouched(root)
            vouched = dict(before)
            yield vouched
            if vouched != before:
                lines = (f"{_quoted(name)} = {_quoted(sha256)}\n" for name, sha256 in sorted(vouched.items()))
                write_whole(path, "".join([_HEAD, *lines]).encode())
    except UnicodeEncodeError:
        raise LibraryError(
            f"the name of the file is not UTF-8 and cannot be written to {path}; rename the file"
        ) from None


def _quoted(text: str) -> str:
    """Quote a text for TOML, which differs from JSON in one control code."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
