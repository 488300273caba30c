"""What a server's answer comes to: a document, a refusal, or something that another try may get past."""

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
    """Something that another try may get past; `after` is what the server asks to wait, in seconds."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


def is_passing(status: int) -> bool:
    """Say whether a status means "not now"."""
    return status >= 500 or status == _TOO_MANY_REQUESTS


def not_now(response: httpx2.Response, what: str, longest_wait: float) -> FetchError:
    """Return the error of an answer that means "not now"; another try may get past it, if it is asked for soon."""
    after = _retry_after(response.headers.get("retry-after", ""))
    said = f"the server does not give out {what} now ({response.status_code})"
    if after is not None and after > longest_wait:
        return FetchError(f"{said}, and asks to come back in {after / 60:,.0f} minutes")
    return PassingError(f"{said}; try again later, or {BY_HAND}", after)


def require_document(response: httpx2.Response, longest_wait: float) -> None:
    """Refuse an answer that is no document of a bounded, stated length.

    Args:
        response: Its body need not have been read.
        longest_wait: The seconds that a server may ask to wait before the next try.

    Raises:
        PassingError: If another try may get past it.
        FetchError: If it is none.
    """
    status = response.status_code
    if is_passing(status):
        raise not_now(response, "the document", longest_wait)
    if status in _NOT_THERE:
        raise FetchError(f"the server has no such document ({status}); check the address")
    if status in _NOT_FOR_US:
        raise FetchError(f"the server does not give it to programs, or not to everybody ({status}); {BY_HAND}")
    if status not in (200, 206):
        raise FetchError(f"the server answered {status} instead of a document; {BY_HAND}")
    length = response.headers.get("content-length", "")
    size = count_of(length) or 0
    if size > MAX_BYTES:
        raise FetchError(f"it has {size / 1e6:,.0f} MB; {ACCEPTED}")
    if not length and "chunked" not in response.headers.get("transfer-encoding", "").lower():
        # Where a connection that breaks off looks like the end, half a paragraph would be quoted as a whole one.
        raise FetchError(f"the server does not say how long it is, so that a part would pass for the whole; {BY_HAND}")


def _retry_after(value: str) -> float | None:
    """Return the seconds that a server asks to wait; it says so in seconds or as a date."""
    seconds = count_of(value)
    if seconds is not None:
        return float(seconds)
    day = date_of(value)
    return max(0.0, (day - datetime.now(UTC)).total_seconds()) if day else None
