"""A download that broke off, kept so that the next one goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from embeddings.files import write_whole
from embeddings.regular import read_regular
from retrieval.library.fetching.headers import date_of

_RANGE = re.compile(r"bytes (\d{1,12})-\d{1,12}/(\d{1,12})$")
_STABLE_SECONDS = 60
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Validators:
    """How a server names one version of a document; "" where it does not."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators:
        """Return those of a response that can be sent back: a header that is sent is ASCII."""
        etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
        return cls(etag if etag.isascii() else "", last_modified if last_modified.isascii() else "")

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for a document only if it is another version."""
        if self.etag:
            return {"If-None-Match": self.etag}
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}


class Partial:
    """The beginning of a document, and which version it is the beginning of.

    Args:
        folder: Where beginnings are kept.
        address: Of the document.
    """

    def __init__(self, folder: Path, address: str) -> None:
        key = hashlib.sha256(address.encode()).hexdigest()[:32]
        self._body, self._about = folder / f"{key}.part", folder / f"{key}.json"
        self._validator = ""

    def resume_headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest of the same version; none where nothing is kept."""
        try:
            self._validator = str(json.loads(read_regular(self._about, _MOST))["validator"])
            size = self.size
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            size = 0
        if not size or not self._validator:
            return {}
        return {"Range": f"bytes={size}-", "If-Range": self._validator}

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self._body.stat().st_size if self._body.is_file() else 0

    def goes_on(self, status: int, headers: Mapping[str, str]) -> bool:
        """Say whether a response holds exactly the bytes after those that are there, of the same version."""
        found = _RANGE.match(headers.get("content-range", "").strip())
        same = Validators.of(headers)
        named = self._validator in (same.etag, same.last_modified) or not (same.etag or same.last_modified)
        return status == 206 and found is not None and int(found[1]) == self.size and named

    def start(self, headers: Mapping[str, str]) -> None:
        """Begin anew with the document of a response."""
        self._body.parent.mkdir(parents=True, exist_ok=True)
        self.discard()
        self._validator = _strong_validator(headers)
        write_whole(self._body, b"")
        write_whole(self._about, json.dumps({"validator": self._validator}).encode())

    def add(self, data: bytes) -> None:
        """Add the next bytes."""
        with self._body.open("ab") as body:
            body.write(data)

    def take(self) -> bytes:
        """Return the whole document, and keep nothing of it."""
        data = self._body.read_bytes()
        self.discard()
        return data

    def keep_resumable(self) -> None:
        """Keep nothing whose rest could not be asked for."""
        if not self.resume_headers():
            self.discard()

    def discard(self) -> None:
        """Keep nothing."""
        self._about.unlink(missing_ok=True)
        self._body.unlink(missing_ok=True)


def whole_size(headers: Mapping[str, str]) -> int:
    """Return how many bytes the document has that a response holds a part of; 0 if it does not say."""
    found = _RANGE.match(headers.get("content-range", "").strip())
    return int(found[2]) if found else 0


def _strong_validator(headers: Mapping[str, str]) -> str:
    """Return what `If-Range` may name: equal to the byte, so no weak tag, and no date of the last moment.

    Source:
        RFC 9110, 8.8.2.2 and 13.1.5.
    """
    validators = Validators.of(headers)
    if validators.etag:
        return "" if validators.etag.startswith("W/") else validators.etag
    sent, changed = date_of(headers.get("date", "")), date_of(validators.last_modified)
    stable = sent and changed and (sent - changed).total_seconds() >= _STABLE_SECONDS
    return validators.last_modified if stable else ""
