"""Excerpts: choose the part of a text that fits a size limit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from bot.inert import inert
from bot.slack.views.limits import size
from retrieval.clauses.clause import Span
from retrieval.wording.limbs import split_limbs


class _Measured:
    """Text with the display size of its ranges."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = list(accumulate((size(inert(character)) for character in text), initial=0))

    def weighs(self, start: int, end: int) -> int:
        return self._ends[end] - self._ends[start]

    def cut(self, start: int, room: int) -> int:
        """Return the end of the longest range from `start` within `room`, preferably at the end of a line or a word."""
        end = bisect_right(self._ends, self._ends[start] + room) - 1
        if end == len(self._text):
            return end
        ends = (self._text.rfind(blank, start, end) + 1 for blank in "\n ")
        return next((found for found in ends if found > (start + end) // 2), end)


def excerpt(text: str, answering: Sequence[Span], room: int) -> Span:
    """Return the range of a text to show within a size limit in bytes.

    It is the whole text, if that fits. Else it is the first answering span, or the first part of the text if no span is
    given, with as many adjacent parts of the text as fit. If that span is too long, it is the beginning of the span.
    """
    room = max(room, 0)  # negative if other parts of the message need more than all room
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
    """Split a text into ranges of at most `room` bytes, preferably after a line or a word."""
    measured = _Measured(text)
    cuts = [0]
    while cuts[-1] < len(text):
        cuts.append(measured.cut(cuts[-1], room))
    return list(pairwise(cuts))
