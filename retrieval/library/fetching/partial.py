"""Partial downloads, resumed by HTTP range requests."""

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
    """HTTP validators (ETag, Last-Modified) of one version of a document; "" if missing."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators:
        """Return the validators of a response, without those that are not ASCII, which cannot be sent back."""
        etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
        return cls(etag if etag.isascii() else "", last_modified if last_modified.isascii() else "")

    def conditions(self) -> dict[str, str]:
        """Return the headers of a conditional request: the server then sends the document only if it changed."""
        if self.etag:
            return {"If-None-Match": self.etag}
        return {"If-Modified-Since": self.last_modified} if self.last_modified else {}


class Partial:
    """Partial download with the validator of its version.

    Args:
        folder: Folder of partial downloads.
        address: URL of the document.
    """

    def __init__(self, folder: Path, address: str) -> None:
        key = hashlib.sha256(address.encode()).hexdigest()[:32]
        self._body, self._about = folder / f"{key}.part", folder / f"{key}.json"
        self._validator = ""

    def resume_headers(self) -> dict[str, str]:
        """Return the headers of a range request for the rest of the same version; none without a partial download."""
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
        """Bytes downloaded so far."""
        return self._body.stat().st_size if self._body.is_file() else 0

    def goes_on(self, status: int, headers: Mapping[str, str]) -> bool:
        """Return whether a response continues exactly after the bytes at hand, with the same version."""
        found = _RANGE.match(headers.get("content-range", "").strip())
        same = Validators.of(headers)
        named = self._validator in (same.etag, same.last_modified) or not (same.etag or same.last_modified)
        return status == 206 and found is not None and int(found[1]) == self.size and named

    def start(self, headers: Mapping[str, str]) -> None:
        """Start over with the document of a response."""
        self._body.parent.mkdir(parents=True, exist_ok=True)
        self.discard()
        self._validator = _strong_validator(headers)
        write_whole(self._body, b"")
        write_whole(self._about, json.dumps({"validator": self._validator}).encode())

    def add(self, data: bytes) -> None:
        """Append the next bytes."""
        with self._body.open("ab") as body:
            body.write(data)

    def take(self) -> bytes:
        """Return the whole document, and delete the partial download."""
        data = self._body.read_bytes()
        self.discard()
        return data

    def keep_resumable(self) -> None:
        """Delete the partial download if it cannot be resumed."""
        if not self.resume_headers():
            self.discard()

    def discard(self) -> None:
        """Delete the partial download."""
        self._about.unlink(missing_ok=True)
        self._body.unlink(missing_ok=True)


def whole_size(headers: Mapping[str, str]) -> int:
    """Return the size of the whole document from the Content-Range header; 0 if missing."""
    found = _RANGE.match(headers.get("content-range", "").strip())
    return int(found[2]) if found else 0


def _strong_validator(headers: Mapping[str, str]) -> str:
    """Return a strong validator for `If-Range`: no weak ETag, and no date too close to the response's.

    Source:
        RFC 9110, 8.8.2.2 and 13.1.5.
    """
    validators = Validators.of(headers)
    if validators.etag:
        return "" if validators.etag.startswith("W/") else validators.etag
    sent, changed = date_of(headers.get("date", "")), date_of(validators.last_modified)
    stable = sent and changed and (sent - changed).total_seconds() >= _STABLE_SECONDS
    return validators.last_modified if stable else ""
