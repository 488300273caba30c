"""Slack's size limits of messages and views, and size measurement.

Sizes are UTF-8 bytes, an upper bound of any unit (characters, UTF-16 units) that Slack may count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MESSAGE = 9_000
"""Size limit of a message in bytes. Slack documents no total limit; 10,800 bytes were refused in practice."""

RICH_TEXT = 8_000
"""Size limit of one block of a view in bytes."""

VIEW = 80_000
"""Size limit of a view in bytes: its JSON may have 250,000 characters, six for each escaped character."""

FALLBACK = 3_000
"""Size limit of the plain text fallback in bytes; an update takes 4,000 characters."""

BUTTON, OPTION, OPTION_VALUE, OPTIONS = 75, 75, 150, 100
BUTTON_VALUE, HEADER, TITLE, CONTEXT, METADATA = 2_000, 150, 24, 2_000, 3_000


def size(text: str) -> int:
    """Return the size of a text in bytes."""
    return len(text.encode())


def shortened(text: str, limit: int) -> str:
    """Truncate a text to at most `limit` bytes, preferably after a word.

    >>> shortened("one two three", 13), shortened("one two three", 12), shortened("abcdefgh", 7)
    ('one two three', 'one two…', 'abcd…')
    """
    if size(text) <= limit:
        return text
    kept = text.encode()[: limit - size("…")].decode(errors="ignore")
    words = kept.rpartition(" ")[0]
    return f"{(words if len(words) > len(kept) // 2 else kept).rstrip()}…"


def weight(blocks: Iterable[Mapping[str, Any]]) -> int:
    """Return the size of all text and URLs in blocks, in bytes."""
    return sum(_weight(block) for block in blocks)


def _weight(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(
            size(part) if key in ("text", "url") and isinstance(part, str) else _weight(part)
            for key, part in value.items()
        )
    return sum(map(_weight, value)) if isinstance(value, list | tuple) else 0


def allot(needs: Sequence[int], room: int) -> list[int]:
    """Allocate space fairly (max-min): small needs are met in full, larger ones get equal shares of the rest.

    >>> allot([500, 100, 900], 1000)
    [450, 100, 450]
    """
    shares = [0] * len(needs)
    for served, (place, need) in enumerate(sorted(enumerate(needs), key=lambda entry: entry[1])):
        shares[place] = min(need, room // (len(needs) - served))
        room -= shares[place]
    return shares
