"""Refusals in a question: limits that are not wanted, as in "skip the preamble", "nothing before 2015"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.asking.understand.lexicon import period_context, refusal_patterns
from retrieval.asking.understand.words import has_words, search_before


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refusal of a limit.

    Attributes:
        start: Start of its words in the question.
        end: End of its words, exclusive, with a reason behind them.
        means: "unwanted": the named texts are refused; "too": others are wanted as well ("not only the preamble");
            "tells": the words are part of a statement ("why is there no preamble"). The last two limit nothing.
    """

    start: int
    end: int
    means: Literal["unwanted", "too", "tells"]


def find_refusal(text: str, start: int, end: int) -> Refusal | None:
    """Find the refusal of the limit at a range of a whitespace-normalised question; None if it is not refused.

    >>> find_refusal("camps, skip the preamble please", 16, 24)
    Refusal(start=7, end=31, means='unwanted')
    """
    only = refusal_patterns.ONLY_AT.match(text, start)
    if too := search_before(refusal_patterns.NOT_ALONE_BEFORE, text, only.end() if only else start):
        return Refusal(too.start(), end, "too")
    found = _around(text, start, end)
    if not found:
        return None
    begins, ends, is_clause = found
    if _asks_for_any(text, begins, ends) and not _refuses_a_side(text, begins, start):
        return None
    set_off = refusal_patterns.SET_OFF_AFTER.match(text, ends)
    behind = set_off.end() if set_off else ends
    reason = refusal_patterns.REASON_AFTER.match(text, behind) if has_words(text[:begins]) else None
    heads = not has_words(text[:begins]) and period_context.GOES_ON.match(text[ends:]) is not None
    is_apart = is_clause and (set_off is not None or reason is not None or heads)
    return Refusal(begins, reason.end() if reason else behind, "unwanted" if is_apart else "tells")


def is_unlimited(text: str, start: int, end: int) -> bool:
    """Return whether the words at a range are no limit, as the question refuses them, or wants other texts as well.

    >>> is_unlimited("camps, no resolutions on Somalia", 10, 32)
    True
    """
    refusal = find_refusal(text, start, end)
    return refusal is not None and refusal.means != "tells"


def _asks_for_any(text: str, start: int, end: int) -> bool:
    """Return whether the words of a refusal ask if there is something: "nothing since 2019 on trafficking?"."""
    asks = not has_words(text[:start]) and refusal_patterns.ASKED_FOR.match(text, start)
    if not asks or refusal_patterns.TELLS_AFTER.match(text, end):
        return False
    return text.endswith("?") or refusal_patterns.TOPIC_AFTER.match(text, end) is not None


def _refuses_a_side(text: str, begins: int, start: int) -> bool:
    """Return whether a refusal leaves the time on one side of a date: "nothing before 2015 on trafficking".

    Args:
        text: The question; with a question mark it asks whether there is something.
        begins: Start of the refusal.
        start: Start of the limit that it refuses.
    """
    tells = refusal_patterns.CONCLUDES.match(text, begins) or refusal_patterns.TELLS_BEHIND.search(text, start)
    return not (tells or text.endswith("?")) and refusal_patterns.SIDE_OF_A_DATE.match(text, start) is not None


def _around(text: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """Return the range of a refusal, and whether it may be a clause of its own; None without a refusal."""
    if before := search_before(refusal_patterns.REFUSED_BEFORE, text, start):
        if search_before(refusal_patterns.NEGATED_BEFORE, text, before.start()):
            return None
        tells = before["plain"] and (
            search_before(refusal_patterns.NO_REFUSAL_BEFORE, text, before.start())
            or refusal_patterns.NOT_YET.match(text, before.start("plain"))
            or refusal_patterns.TELLS_AFTER.match(text, end)
        )
        return before.start(), end, not tells
    left_after = refusal_patterns.LEFT_AFTER.match(text, end)
    if left_after and (left := search_before(refusal_patterns.LEFT_BEFORE, text, start)):
        return left.start(), left_after.end(), True
    if after := refusal_patterns.REFUSED_AFTER.match(text, end):
        clause = search_before(refusal_patterns.CLAUSE_BEFORE, text, start)
        return (clause.start() if clause else start), after.end(), clause is not None
    return None
