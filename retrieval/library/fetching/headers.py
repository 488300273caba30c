"""Parsing of numbers and dates in HTTP headers, tolerant of malformed values."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime

MOST = 10**15
"""Cap on parsed numbers; no size in bytes and no wait in seconds is larger."""

_LONGEST = 100


def count_of(value: str) -> int | None:
    """Parse a non-negative whole number, capped at `MOST`; None if it is none.

    >>> count_of("120"), count_of("-1"), count_of("9" * 5000) == MOST
    (120, None, True)
    """
    digits = value.strip()
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return int(digits) if len(digits) < len(str(MOST)) else MOST


def date_of(value: str) -> datetime | None:
    """Parse an HTTP date, in UTC if it names no zone; None if it is malformed or out of range.

    >>> date_of("Thu, 01 Jan 2032 00:00:00 GMT").year, date_of("Thu, 01 Jan 99999 00:00:00 +9999")
    (2032, None)
    """
    if len(value) > _LONGEST:
        return None
    try:
        found = email.utils.parsedate_to_datetime(value)
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
