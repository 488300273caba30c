"""Columns of a table beside the text of a resolution: comments, agreed language, numbers of paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retrieval.errors import UnreadableError
from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.official.lines import is_ended

_FEWEST = 2  # paragraphs in the column of the text
_MOST_BESIDE = 0.25  # words of further columns in such paragraphs, as a share of those of the text
_PLACE = re.compile(r"OP\s?(?P<number>\d{1,3})[.:)]?", re.IGNORECASE)


def text_column(rows: Sequence[Sequence[Sequence[str]]]) -> int | None:
    """Return the column of a table that has the paragraphs of a resolution; None if none has.

    >>> text_column([[["Urges States to act;"], ["Agreed"]], [["Decides to go on."], ["Noted"]]])
    0

    Args:
        rows: For each row of several cells, the lines of each cell.

    Raises:
        UnreadableError: If several columns have them, as two versions side by side, or a text and comments on it.
    """
    words: Counter[int] = Counter()
    paragraphs: Counter[int] = Counter()
    for row in rows:
        for column, lines in enumerate(row):
            opening = [line for line in lines if _is_paragraph(line)]
            words[column] += sum(len(line.split()) for line in opening)
            paragraphs[column] += len(opening)
    (best, most), *others = [*words.most_common(2), (0, 0)]
    if paragraphs[best] < _FEWEST:
        return None
    beside, further = others[0]
    if further > _MOST_BESIDE * most:
        raise UnreadableError(
            f"columns {min(best, beside) + 1} and {max(best, beside) + 1} of a table both have paragraphs, and which "
            "are those of the resolution cannot be told; keep the column of the resolution, and take out the other"
        )
    return best


def number_in(text: str) -> str:
    """Return the number of a paragraph that is all that a cell says, as it stands before one; "" if it says more.

    >>> number_in("(a)"), number_in("OP3"), number_in("PP3")
    ('(a)', '3.', '')
    """
    if place := _PLACE.fullmatch(text):
        return f"{place['number']}."
    mark = read_mark(text)
    return text if mark and mark.end >= len(text) else ""


def _is_paragraph(line: str) -> bool:
    mark = read_mark(line)
    return opens_as_resolution(line[mark.end :] if mark else line) and is_ended(line)
