"""Numbers and dates in the headers of an answer, whatever a server writes there."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime

MOST = 10**15
"""What a larger number is taken for; nothing has as many bytes, or waits as many seconds."""

_LONGEST = 100


def count_of(value: str) -> int | None:
    """Return a whole number; None where there is none.

    >>> count_of("120"), count_of("-1"), count_of("9" * 5000) == MOST
    (120, None, True)
    """
    digits = value.strip()
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return int(digits) if len(digits) < len(str(MOST)) else MOST


def date_of(value: str) -> datetime | None:
    """Return a date, in UTC where it names no zone; None where there is none, or no calendar has it.

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
