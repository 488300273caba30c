"""Origin of downloaded documents: a hidden file beside each, with its URL and checksum."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from embeddings.files import write_whole
from embeddings.regular import read_regular
from retrieval.library.fetching.partial import Validators

SOURCES = ".sources"
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """Origin of a downloaded document.

    Attributes:
        file: Name of the document in the library.
        address: The URL as requested.
        sha256: Checksum of the file as downloaded.
    """

    file: str
    address: str
    sha256: str
    validators: Validators


def remember(root: Path, one: Remembered) -> None:
    """Write the origin of a document."""
    note = _note(root, one.file)
    note.parent.mkdir(parents=True, exist_ok=True)
    record = {
        "address": one.address,
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": one.sha256,
        **asdict(one.validators),
    }
    write_whole(note, f"{json.dumps(record, indent=2)}\n".encode())


def find_remembered(root: Path, address: str) -> Remembered | None:
    """Return the document downloaded from a URL, if it is still in the library."""
    return next((one for one in _all_remembered(root) if one.address == address and (root / one.file).is_file()), None)


def forget(root: Path, file: str) -> None:
    """Delete the origin of a document."""
    _note(root, file).unlink(missing_ok=True)


def _all_remembered(root: Path) -> Iterator[Remembered]:
    for note in sorted((root / SOURCES).glob("*.json")):
        # An unreadable record is ignored, and its document is downloaded like a new one.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            record = json.loads(read_regular(note, _MOST_BYTES))
            validators = Validators(str(record["etag"]), str(record["last_modified"]))
            yield Remembered(note.stem, str(record["address"]), str(record["sha256"]), validators)


def _note(root: Path, file: str) -> Path:
    return root / SOURCES / f"{file}.json"
