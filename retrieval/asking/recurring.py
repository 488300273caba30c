"""Recurrence of a paragraph: clauses of the whole library with nearly its words, and the first that was adopted."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from retrieval.asking.variety import alike_to
from retrieval.index.phrases import BRIEF, BRIEF_GRAM, GRAM
from retrieval.index.protocol import ClauseIndex, FullIndex, full_or_none

_SHARED = 0.25
"""Least share of a text's pieces that a near-duplicate has word for word: none of the library has fewer than half."""


def recurrences(row: int, grouped: Iterable[int], index: ClauseIndex) -> tuple[tuple[str, ...], str]:
    """Find the clauses with nearly the words of one that is quoted, whatever the limits of the question.

    An index without phrases has only those that were found with it, and does not tell which was adopted first.

    Args:
        row: The clause that is quoted.
        grouped: Rows of near-duplicates that were found with it, best first.
        index: The index that was searched.

    Returns:
        Ids of these clauses, those found with it first, and of the first one adopted of them and those with the same
        words; "" for a clause of the resolution that is quoted.
    """
    with_phrases = full_or_none(index)
    wordings = [*grouped, *(near_duplicates(row, with_phrases) if with_phrases else ())]
    same = index.duplicates_of(row)
    rows = dict.fromkeys(twin for wording in wordings for twin in index.duplicates_of(wording))
    others = [other for other in rows if other not in same]
    ids = tuple(clause.id for clause in index.clauses_at(others))
    if not with_phrases:
        return ids, ""
    adopted = with_phrases.chains.resolutions
    first = min((row, *same, *others), key=lambda one: int(adopted[one]))
    return ids, "" if adopted[first] == adopted[row] else index.clauses_at([first])[0].id


def near_duplicates(row: int, index: FullIndex) -> list[int]:
    """Return a row for each other wording of the library that shares nine characters in ten with a clause's text."""
    phrases, wordings = index.phrases, index.wordings
    words = phrases.words_of(row)
    size = BRIEF_GRAM if len(words) <= BRIEF else GRAM
    pieces = [words[at : at + size] for at in range(0, max(len(words) - size, 0) + 1, size)] if words else []
    shared = np.zeros(len(wordings), np.int64)
    for piece in pieces:
        shared[np.unique(wordings[phrases.rows(piece)])] += 1
    shared[wordings[row]] = 0
    rows = np.flatnonzero(shared >= max(1.0, _SHARED * len(pieces)))
    if not len(rows):
        return []
    clause, *others = index.clauses_at([row, *rows.tolist()])
    near: list[int] = rows[alike_to(clause.text, [other.text for other in others])].tolist()
    return near
