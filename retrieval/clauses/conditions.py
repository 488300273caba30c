"""Conditions on clauses, as filters set them: columns of clauses, and comparisons with their values.

A condition is a value, so that it can be evaluated for one clause, for all at once (retrieval/index/columns.py), and by
Milvus (retrieval/index/milvus/expressions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, first_and_last_day

_KINDS = list(ClauseKind)


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """Column with one number for each clause."""

    name: str
    of: Callable[[Clause], int]


@dataclass(frozen=True, slots=True)
class NameColumn:
    """Column with any number of names for each clause."""

    name: str
    of: Callable[[Clause], Iterable[str]]


NUMBER = NumberColumn("number", lambda clause: clause.symbol.number)
YEAR = NumberColumn("year", lambda clause: clause.symbol.year)
EARLIEST_DAY = NumberColumn("first", lambda clause: first_and_last_day(clause.symbol, clause.date)[0].toordinal())
LATEST_DAY = NumberColumn("last", lambda clause: first_and_last_day(clause.symbol, clause.date)[1].toordinal())
"""First and last possible day of adoption, as ordinals of the calendar; they differ if only the year is known."""
KIND = NumberColumn("kind", lambda clause: _KINDS.index(clause.kind))

THEMES = NameColumn("themes", lambda clause: (label.name for label in clause.themes if label.is_given))
SUGGESTED = NameColumn("suggested", lambda clause: (label.name for label in clause.themes if not label.is_given))
COUNTRIES = NameColumn("countries", lambda clause: clause.countries)


@dataclass(frozen=True, slots=True)
class Compared:
    """Condition that the number of a clause compares to a value."""

    column: NumberColumn
    sign: Literal["==", ">=", "<="]
    value: int


@dataclass(frozen=True, slots=True)
class Named:
    """Condition that a clause has one of some names in a column."""

    column: NameColumn
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Condition that every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Condition that at least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Condition that a part does not hold."""

    part: Condition


Condition: TypeAlias = Compared | Named | AllOf | AnyOf | Not


def holds(condition: Condition, clause: Clause) -> bool:
    """Return whether a condition holds for a clause."""
    match condition:
        case Compared(column, sign, value):
            own = column.of(clause)
            return own == value if sign == "==" else own >= value if sign == ">=" else own <= value
        case Named(column, names):
            return any(name in names for name in column.of(clause))
        case AllOf(parts):
            return all(holds(part, clause) for part in parts)
        case AnyOf(parts):
            return any(holds(part, clause) for part in parts)
        case Not(part):
            return not holds(part, clause)


def of_resolution(citation: Citation) -> Condition:
    """Return the condition that a clause is of the resolution which a citation names."""
    number = Compared(NUMBER, "==", citation.number)
    return number if citation.year is None else AllOf((number, Compared(YEAR, "==", citation.year)))


def of_resolutions(citations: Iterable[Citation]) -> Condition:
    """Return the condition that a clause is of one of these resolutions."""
    return AnyOf(tuple(map(of_resolution, citations)))


def since(day: date) -> Condition:
    """Return the condition that a clause may have been adopted on this day or later."""
    return Compared(LATEST_DAY, ">=", day.toordinal())


def until(day: date) -> Condition:
    """Return the condition that a clause may have been adopted on this day or earlier."""
    return Compared(EARLIEST_DAY, "<=", day.toordinal())


def of_kinds(kinds: Iterable[ClauseKind]) -> Condition:
    """Return the condition that a clause is of one of these kinds."""
    return AnyOf(tuple(Compared(KIND, "==", _KINDS.index(kind)) for kind in kinds))


def under_themes(themes: tuple[str, ...], *, suggested: bool) -> Condition:
    """Return the condition that a clause has one of these themes; suggested labels count only if `suggested`."""
    return AnyOf(tuple(Named(column, themes) for column in ((THEMES, SUGGESTED) if suggested else (THEMES,))))
