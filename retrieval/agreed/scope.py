"""Which clauses are looked at: those that filters allow, before or after a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from retrieval.agreed.given import Given
from retrieval.arrays import Mask, Rows
from retrieval.clauses.clause import first_and_last_day
from retrieval.clauses.filters import Filters
from retrieval.clauses.question import Question
from retrieval.errors import QuestionError
from retrieval.index.protocol import LanguageIndex


@dataclass(frozen=True, slots=True)
class Limits:
    """The clauses that are looked at.

    Attributes:
        filters: What they must be, among it the side of the given clause on which they are, to the day.
        mask: For each clause, whether it is one of them, shape (clauses,).
    """

    filters: Filters
    mask: Mask

    def of(self, rows: Rows) -> Rows:
        """Return those of some clauses that are looked at."""
        allowed: Rows = rows[self.mask[rows]]
        return allowed

    def without(self, rows: Rows) -> Limits:
        """Return the same, less some clauses."""
        mask = self.mask.copy()
        mask[rows] = False
        return replace(self, mask=mask)


def limits(given: Given, filters: Filters, generation: LanguageIndex, *, later: bool) -> Limits:
    """Return the clauses that filters allow, earlier than a given one, or later; of a pasted text, any.

    Raises:
        QuestionError: If later ones are asked for than a text that has no date.
    """
    if given.row is None:
        if later and filters.since is None:
            raise QuestionError("a pasted text has no date; name a clause, or say with --since what is later")
        return Limits(filters, _allowed(filters, generation))
    clause = given.clause
    assert clause is not None, "a clause that is named is there"
    first, last = first_and_last_day(clause)
    if later:
        within = replace(filters, since=max(filters.since or first, first))
    else:
        within = replace(filters, until=min(filters.until or last, last))
    # Of one day, numbers decide.
    places = generation.chains.resolutions
    side = places > places[given.row] if later else places < places[given.row]
    return Limits(within, _allowed(within, generation) & side)


def _allowed(filters: Filters, generation: LanguageIndex) -> Mask:
    allowed = generation.columns.allowed(Question("", filters))
    return np.ones(len(generation.clauses), bool) if allowed is None else allowed
