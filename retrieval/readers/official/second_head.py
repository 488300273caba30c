"""Detection of the head of another document in the body of a resolution, as in a file with several resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.clauses.clause import Symbol
from retrieval.errors import UnreadableError
from retrieval.readers.official.head import is_head_line, title_in
from retrieval.readers.official.lines import is_council_line, is_ended
from retrieval.readers.source import ACCEPTED, Line

_ADOPTED = re.compile(r"A(?:dopted|DOPTED)\s+(?i:by|unanimously)\b")
_HEAD_INSIDE = re.compile(
    r"\b(?P<title>R(?:esolution|ESOLUTION)\s+\d{1,4}\s+\((?:19|20)\d\d\))\s+A(?:dopted|DOPTED)\s+(?i:by)\b"
)
_STATEMENT = re.compile(r"S/PRST/\d{4}/\d|Statement by the President of the Security Council$", re.IGNORECASE)
_LONGEST = 15  # lines of a head, from its title to "The Security Council,"
_SHOWN = 60  # characters of the head that an error quotes


def refuse_second_head(symbol: Symbol, body: Sequence[Line]) -> None:
    """Refuse a body in which another document begins, as its paragraphs would be cited under the first one's symbol.

    Args:
        symbol: The resolution.
        body: Its lines behind the head.

    Raises:
        UnreadableError: If another document begins in it; the message quotes its title.
    """
    for n, line in enumerate(body):
        title = _title(symbol, line.text, body[n + 1 : n + 1 + _LONGEST])
        if title:
            raise UnreadableError(
                f"behind {symbol}, another document begins, “{title[:_SHOWN].strip()}”; expected one resolution in a "
                f"file; put each into a file of its own; {ACCEPTED}"
            )


def _title(symbol: Symbol, text: str, below: Sequence[Line]) -> str:
    """Return the title of another document that begins with a line; "" if none does."""
    if inside := _HEAD_INSIDE.search(text):
        return inside["title"] if title_in(inside["title"]) != symbol else ""
    named = title_in(text)
    if (named is not None and named != symbol and not text[0].islower()) or _STATEMENT.match(text):
        return text if _goes_on_as_head(below) else ""
    return ""


def _goes_on_as_head(below: Sequence[Line]) -> bool:
    """Return whether lines below a title lead to "The Security Council,", or name the adoption."""
    for line in below:
        if is_council_line(line.text) or _ADOPTED.match(line.text):
            return True
        if not is_head_line(line.text) and is_ended(line.text):
            return False
    return False
