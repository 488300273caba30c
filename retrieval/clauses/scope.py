"""Scope of a search: filters, and resolutions to exclude."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.conditions import Condition, Not, holds, of_resolution
from retrieval.clauses.filters import NO_LIMITS, Filters, describe


@dataclass(frozen=True, slots=True)
class Scope:
    """Clauses that may be hits of a search; an empty scope has them all.

    Attributes:
        filters: Filters on the clauses.
        outside: Resolutions to exclude.
    """

    filters: Filters = NO_LIMITS
    outside: tuple[Citation, ...] = ()

    @property
    def conditions(self) -> Iterator[Condition]:
        """The conditions on a clause, all of which it has to meet."""
        yield from self.filters.conditions
        yield from (Not(of_resolution(citation)) for citation in self.outside)

    @property
    def described(self) -> tuple[str, ...]:
        """The scope in words, one note for each limit: "in S/RES/2242 (2015)"; none if it has every clause."""
        return describe(self.filters, self.outside)

    def allows(self, clause: Clause) -> bool:
        """Return whether a clause may be a hit."""
        return all(holds(condition, clause) for condition in self.conditions)


EVERYWHERE = Scope()
