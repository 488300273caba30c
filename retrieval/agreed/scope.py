"""Scope of a precedent search: clauses that the filters allow, before or after a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from retrieval.agreed.given import Given
from retrieval.arrays import Mask, Rows
from retrieval.clauses.clause import first_and_last_day
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from retrieval.errors import QuestionError
from retrieval.index.protocol import FullIndex


@dataclass(frozen=True, slots=True)
class SearchScope:
    """Clauses in the scope of a search, as a mask.

    Attributes:
        filters: Filters, with the day of the given clause as a bound.
        mask: Whether each clause is in scope, shape (clauses,).
    """

    filters: Filters
    mask: Mask

    def allowed(self, rows: Rows) -> Rows:
        """Return the rows that are in scope."""
        allowed: Rows = rows[self.mask[rows]]
        return allowed

    def without(self, rows: Rows) -> SearchScope:
        """Return the scope without some clauses."""
        mask = self.mask.copy()
        mask[rows] = False
        return replace(self, mask=mask)


def search_scope(given: Given, filters: Filters, index: FullIndex, *, later: bool) -> SearchScope:
    """Return the scope of a search: allowed clauses before or after a given one; for a pasted text, all allowed ones.

    Raises:
        QuestionError: If `later` is set for a text without a date.
    """
    if given.cited is None:
        if later and filters.since is None:
            raise QuestionError(
                "a pasted text has no date to be later than; name a clause, or give a date with --since"
            )
        return unbounded_scope(filters, index)
    row, clause = given.cited.row, given.cited.clause
    first, last = first_and_last_day(clause.symbol, clause.date)
    if later:
        bounded = replace(filters, since=max(filters.since or first, first))
    else:
        bounded = replace(filters, until=min(filters.until or last, last))
    # Resolutions of the same day are ordered by number.
    places = index.chains.resolutions
    side = places > places[row] if later else places < places[row]
    return SearchScope(bounded, _allowed(bounded, index) & side)


def unbounded_scope(filters: Filters, index: FullIndex) -> SearchScope:
    """Return the scope of all allowed clauses."""
    return SearchScope(filters, _allowed(filters, index))


def _allowed(filters: Filters, index: FullIndex) -> Mask:
    allowed = index.columns.allowed(Scope(filters))
    return np.ones(len(index.clauses), bool) if allowed is None else allowed
