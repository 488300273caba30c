"""Which part of a text there is room for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from bot.inert import inert
from bot.slack.views.limits import size
from retrieval.asking.highlight import split_limbs
from retrieval.clauses.clause import Span


class _Measured:
    """A text whose ranges are weighed as they are shown."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = list(accumulate((size(inert(character)) for character in text), initial=0))

    def weighs(self, start: int, end: int) -> int:
        return self._ends[end] - self._ends[start]

    def cut(self, start: int, room: int) -> int:
        """Return how far one gets from there, to the end of a line or a word where one ends in time."""
        end = bisect_right(self._ends, self._ends[start] + room) - 1
        if end == len(self._text):
            return end
        ends = (self._text.rfind(blank, start, end) + 1 for blank in "\n ")
        return next((found for found in ends if found > (start + end) // 2), end)


def excerpt(text: str, answering: Sequence[Span], room: int) -> Span:
    """Return the range of a text that is shown in so many bytes.

    All of it if it fits; else what answers (or, where all of it does alike, its beginning) with as many limbs of the
    sentence around it as there is room for; else the beginning of what answers.
    """
    room = max(room, 0)  # what else a message says may have taken all of it
    if size(inert(text)) <= room:
        return 0, len(text)
    measured, limbs = _Measured(text), split_limbs(text)
    start, end = answering[0] if answering else limbs[0]
    if measured.weighs(start, end) > room:
        return start, measured.cut(start, room)
    before = [first for first, _ in limbs if first < start]
    after = [last for _, last in reversed(limbs) if last > end]
    grown = True
    while grown:
        grown = False
        if after and measured.weighs(start, after[-1]) <= room:
            end, grown = after.pop(), True
        if before and measured.weighs(before[-1], end) <= room:
            start, grown = before.pop(), True
    return start, end


def pieces(text: str, room: int) -> list[Span]:
    """Cut a text into ranges of at most so many bytes, after a line or a word where one ends in time."""
    measured = _Measured(text)
    cuts = [0]
    while cuts[-1] < len(text):
        cuts.append(measured.cut(cuts[-1], room))
    return list(pairwise(cuts))
