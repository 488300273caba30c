"""Recurrence of a paragraph: its near-duplicates in the whole library, and the first of them that was adopted."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from retrieval.asking.ranking.diversity import alike_to
from retrieval.index.phrases import BRIEF, BRIEF_GRAM, GRAM
from retrieval.index.protocol import ClauseIndex, FullIndex, full_or_none

_SHARED = 0.25
"""Least share of a text's n-grams that a near-duplicate has: in the library, none has fewer than half of them."""


def recurrences(row: int, grouped: Iterable[int], index: ClauseIndex) -> tuple[tuple[str, ...], str]:
    """Find the near-duplicates of a quoted clause in the whole library, whatever the limits of the question.

    An index without phrases has only the near-duplicates of the same search, and does not tell which was adopted first.

    Args:
        row: The clause that is quoted.
        grouped: Rows of near-duplicates from the same search, best first.
        index: The index that was searched.

    Returns:
        Ids of the near-duplicates, those of the same search first; and the id of the first adopted duplicate or
        near-duplicate, "" if that is of the resolution of the quoted clause.
    """
    full = full_or_none(index)
    wordings = [*grouped, *(near_duplicates(row, full) if full else ())]
    same = index.duplicates_of(row)
    rows = dict.fromkeys(twin for wording in wordings for twin in index.duplicates_of(wording))
    others = [other for other in rows if other not in same]
    ids = tuple(clause.id for clause in index.clauses_at(others))
    if not full:
        return ids, ""
    adopted = full.chains.resolutions
    first = min((row, *same, *others), key=lambda one: int(adopted[one]))
    return ids, "" if adopted[first] == adopted[row] else index.clauses_at([first])[0].id


def near_duplicates(row: int, index: FullIndex) -> list[int]:
    """Return one row for each other wording of the library that is a near-duplicate of a clause; see `alike_to`."""
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
