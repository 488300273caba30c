"""Beginnings of sentences in a draft, outside of its quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from retrieval.wording.fold import Range

_SENTENCE = re.compile(r"[.!?][\"”’'»)\]*]{0,4}\s++(?=[\"“‘«(\[*]{0,3}[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"\b(?:paras?|pars?|párrs?|ziff|abs|op|pp|ops|pps|no|nos|res|art|arts"
    r"|cf|e\.g|i\.e|vol|sect|chap|ch|ibid|al|mr|mrs|ms|dr|st|prof|amb"
    r"|gen|u\.n|v|vs|[a-z])$",
    re.IGNORECASE,
)


def sentences_in(text: str, quoted: Sequence[Range]) -> list[int]:
    """Return where sentences begin inside of paragraphs, in order.

    Args:
        text: The text of a draft.
        quoted: Ranges in which no sentence of the drafter begins, in order.
    """
    starts = [start for start, _ in quoted]

    def is_quoted(at: int) -> bool:
        number = bisect_right(starts, at) - 1
        return number >= 0 and at < quoted[number][1]

    return [
        match.end()
        for match in _SENTENCE.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]) and not is_quoted(match.end())
    ]
