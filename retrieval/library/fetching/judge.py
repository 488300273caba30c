"""Classification of HTTP responses: a document, a permanent failure, or a failure worth a retry."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx2

from retrieval.errors import FetchError
from retrieval.library.fetching.address import BY_HAND
from retrieval.library.fetching.headers import count_of, date_of
from retrieval.readers.source import ACCEPTED, MAX_BYTES

_NOT_THERE = (404, 410)
_NOT_FOR_US = (401, 402, 403, 407, 451)
_TOO_MANY_REQUESTS = 429


class PassingError(FetchError):
    """Transient failure, worth a retry; `after` is the server's Retry-After in seconds."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


def is_passing(status: int) -> bool:
    """Return whether a status is transient, such as 503."""
    return status >= 500 or status == _TOO_MANY_REQUESTS


def not_now(response: httpx2.Response, what: str, longest_wait: float) -> FetchError:
    """Build the error of a transient failure; worth a retry unless Retry-After exceeds the longest wait."""
    after = _retry_after(response.headers.get("retry-after", ""))
    said = f"the server cannot send {what} now (status {response.status_code})"
    if after is not None and after > longest_wait:
        return FetchError(f"{said}; try again in {after / 60:,.0f} minutes, as it asks")
    return PassingError(f"{said}; try again later, or {BY_HAND}", after)


def require_document(response: httpx2.Response, longest_wait: float) -> None:
    """Refuse a response that is not a document of a stated, bounded length.

    Args:
        response: The body need not have been read.
        longest_wait: Maximum Retry-After that is obeyed, in seconds.

    Raises:
        PassingError: If a retry may succeed.
        FetchError: If it is no such document.
    """
    status = response.status_code
    if is_passing(status):
        raise not_now(response, "the document", longest_wait)
    if status in _NOT_THERE:
        raise FetchError(f"the server has no document at this address (status {status}); check the address")
    if status in _NOT_FOR_US:
        raise FetchError(f"the server refused access (status {status}); {BY_HAND}")
    if status not in (200, 206):
        raise FetchError(f"the server sent status {status} instead of a document; {BY_HAND}")
    length = response.headers.get("content-length", "")
    size = count_of(length) or 0
    if size > MAX_BYTES:
        raise FetchError(f"the document has {size / 1e6:,.0f} MB; {ACCEPTED}")
    if not length and "chunked" not in response.headers.get("transfer-encoding", "").lower():
        # Without a length, a broken connection looks like the end, and half a paragraph would be quoted as a whole one.
        raise FetchError(
            "the server did not send the length of the document, so an incomplete download could not be detected; "
            f"{BY_HAND}"
        )


def _retry_after(value: str) -> float | None:
    """Parse a Retry-After header, in seconds or as a date, into seconds."""
    seconds = count_of(value)
    if seconds is not None:
        return float(seconds)
    day = date_of(value)
    return max(0.0, (day - datetime.now(UTC)).total_seconds()) if day else None
