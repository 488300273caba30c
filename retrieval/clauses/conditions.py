"""Conditions on clauses: what filters compare of one, as columns, and comparisons with these.

A condition is a value, so that it can be evaluated for one clause, for all at once (retrieval/index/columns.py), and by
Milvus (retrieval/index/milvus/limits.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, first_and_last_day

_KINDS = list(ClauseKind)

NUMBERS: Mapping[str, Callable[[Clause], int]] = {
    "number": lambda clause: clause.symbol.number,
    "year": lambda clause: clause.symbol.year,
    "first": lambda clause: first_and_last_day(clause)[0].toordinal(),
    "last": lambda clause: first_and_last_day(clause)[1].toordinal(),
    "kind": lambda clause: _KINDS.index(clause.kind),
}
"""Columns of one number for each clause: number and year of its resolution, the first and the last day it may have been
adopted on, as ordinals of the calendar, and its kind. In an index they lie in this order."""

NAMES: Mapping[str, Callable[[Clause], Iterable[str]]] = {
    "themes": lambda clause: (label.name for label in clause.themes if label.is_given),
    "suggested": lambda clause: (label.name for label in clause.themes if not label.is_given),
    "countries": lambda clause: clause.countries,
}
"""Columns of any number of names: the themes that a clause was given, those that are suggested for it, and the
countries that its resolution is about."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Compares a number of a clause with a value."""

    column: str
    sign: Literal["==", ">=", "<="]
    value: int


@dataclass(frozen=True, slots=True)
class Named:
    """Wants one of some names in a column."""

    column: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Wants every part to hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Wants one part to hold."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Compared | Named | AllOf | AnyOf


def holds(condition: Condition, clause: Clause) -> bool:
    """Say whether a condition holds for a clause."""
    match condition:
        case Compared(column, sign, value):
            own = NUMBERS[column](clause)
            return own == value if sign == "==" else own >= value if sign == ">=" else own <= value
        case Named(column, names):
            return any(name in names for name in NAMES[column](clause))
        case AllOf(parts):
            return all(holds(part, clause) for part in parts)
        case AnyOf(parts):
            return any(holds(part, clause) for part in parts)


def of_resolution(citation: Citation) -> Condition:
    """Return the condition that a clause is of the resolution which a citation names."""
    number = Compared("number", "==", citation.number)
    return number if citation.year is None else AllOf((number, Compared("year", "==", citation.year)))


def of_resolutions(citations: Iterable[Citation]) -> Condition:
    """Return the condition that a clause is of one of these resolutions."""
    return AnyOf(tuple(map(of_resolution, citations)))


def since(day: date) -> Condition:
    """Return the condition that a clause may have been adopted on this day or later."""
    return Compared("last", ">=", day.toordinal())


def until(day: date) -> Condition:
    """Return the condition that a clause may have been adopted on this day or earlier."""
    return Compared("first", "<=", day.toordinal())


def of_kinds(kinds: Iterable[ClauseKind]) -> Condition:
    """Return the condition that a clause is of one of these kinds."""
    return AnyOf(tuple(Compared("kind", "==", _KINDS.index(kind)) for kind in kinds))


def under_themes(themes: tuple[str, ...], *, suggested: bool) -> Condition:
    """Return the condition that a clause is labelled with one of these themes, by suggestions, too, if they count."""
    return AnyOf(tuple(Named(column, themes) for column in (("themes", "suggested") if suggested else ("themes",))))
