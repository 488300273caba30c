"""Search filters: as values, as JSON, as command-line options and in words.

One table, `FIELDS`, describes every field: a new filter is a field of `Filters` and a row there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Clause, ClauseKind
from retrieval.clauses.conditions import (
    COUNTRIES,
    EARLIEST_DAY,
    KIND,
    LATEST_DAY,
    NUMBER,
    SUGGESTED,
    THEMES,
    YEAR,
    AllOf,
    Condition,
    NameColumn,
    Named,
    NumberColumn,
    holds,
    of_kinds,
    of_resolutions,
    since,
    under_themes,
    until,
)
from retrieval.clauses.countries import require_country
from retrieval.errors import QuestionError

_YEAR = re.compile(r"\d{4}")

MOST_IN_FULL = 3
"""Maximum resolutions of a filter to name with their years; more are named by number alone."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters on clauses; an empty one allows every clause.

    Attributes:
        resolutions: Allowed resolutions.
        since: First day of adoption.
        until: Last day of adoption.
        kinds: Allowed kinds of clause.
        themes: Allowed themes; a clause needs one of them, by any labeller.
        countries: Allowed countries; the resolution must be about one of them.
        suggested: Whether a suggested theme counts as a label; it limits nothing by itself.
    """

    resolutions: tuple[Citation, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[ClauseKind, ...] = ()
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    suggested: bool = False

    def allow(self, clause: Clause) -> bool:
        """Return whether a clause passes the filters.

        If only its year of adoption is known, a clause passes if any day of that year would.
        """
        return all(holds(condition, clause) for condition in self.conditions)

    @property
    def conditions(self) -> Iterator[Condition]:
        """The conditions on a clause, all of which it has to meet."""
        return (one.demands(self) for one in FIELDS if one.limits and getattr(self, one.name))


NO_LIMITS = Filters()

NO_LIMITS_BUT_SUGGESTED = Filters(suggested=True)
"""Allows every clause; theme filters merged in later accept suggested themes."""


@dataclass(frozen=True, slots=True)
class Known:
    """Names that a library knows, to validate typed filters.

    Attributes:
        theme: Resolves any form of a theme to its name, or raises an error that lists the themes.
        countries: Countries that pages of the library name.
    """

    theme: Callable[[str], str]
    countries: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class FilterField:
    """Description of a field of `Filters`.

    Attributes:
        name: Name in `Filters` and in records.
        option: Name of its option on the command line.
        demands: Returns the condition on a clause; only called if the field is set.
        columns: Columns that it compares; an index stores the columns in the order of the fields.
        told: Describes the limit in words; "" if none is set, or if another field's description includes it.
        sort: Group of the field; when filters are merged, the fields of a group are overridden together.
        parse: Parses a typed value; None for a flag.
        write: Converts a value to JSON.
        read: Converts the JSON of a value back.
        several: Whether it holds a tuple of values.
        limits: Whether the field limits by itself. If not, a merge always takes it from the overriding filters.
        metavar: Placeholder of a value in the help of the option.
        help: Help of the option.
    """

    name: str
    option: str
    demands: Callable[[Filters], Condition]
    columns: tuple[NumberColumn | NameColumn, ...]
    told: Callable[[Filters], str]
    sort: str
    parse: Callable[[str, Known], Any] | None
    write: Callable[[Any], Any] = str
    read: Callable[[Any], Any] = str
    several: bool = True
    limits: bool = True
    metavar: str = "NAME"
    help: str = ""

    def parsed(self, typed: Sequence[str], known: Known) -> Any:
        """Parse typed values of the field; a field that holds one value takes the last.

        Raises:
            RetrievalError: If a value cannot be parsed, or the library has no such name.
        """
        assert self.parse is not None, "a flag has no value"
        values = tuple(self.parse(one, known) for one in typed)
        return values if self.several else values[-1] if values else None

    def written(self, filters: Filters) -> Any:
        """Return the field's value as JSON."""
        value = getattr(filters, self.name)
        if self.several:
            return [self.write(one) for one in value]
        return None if value is None else self.write(value)

    def read_from(self, record: Mapping[str, Any]) -> Any:
        """Read the field from a JSON record; a record of an earlier version may lack it."""
        value = record.get(self.name, self.written(NO_LIMITS))
        if self.several:
            return tuple(map(self.read, value))
        return None if value is None else self.read(value)


def parse_day(text: str, *, end: bool) -> date:
    """Parse a year or a day; a year gives its first day, or its last if `end`.

    Raises:
        QuestionError: If it is neither.
    """
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31) if end else date(int(text), 1, 1)
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionError(f"invalid date {text!r}; expected '2015' or '2015-10-13'") from None


def _parse_kind(text: str, _known: Known) -> ClauseKind:
    try:
        return ClauseKind(text.lower())
    except ValueError:
        raise QuestionError(f"unknown kind {text!r}; expected one of {', '.join(ClauseKind)}") from None


def _read_citation(record: str | Sequence[Any]) -> Citation:
    """Read a citation from JSON: a string, or a list of fields as in databases of earlier versions."""
    return parse_citation(record) if isinstance(record, str) else Citation(*record)


def _among(words: str, values: Iterable[object], after: str = "") -> str:
    """Join values by "or", between words; "" if there are no values."""
    listed = " or ".join(map(str, values))
    return f"{words} {listed}{after}" if listed else ""


def names_of(resolutions: Sequence[Citation]) -> list[str]:
    """Return the names of resolutions for display; more than `MOST_IN_FULL` are named by number alone.

    >>> names_of([Citation(number, 2000, None) for number in (1296, 1308, 1314, 1325)])
    ['1296', '1308', '1314', '1325']
    """
    is_many = len(resolutions) > MOST_IN_FULL
    return [str(one.number if is_many and not one.paragraph else one) for one in resolutions]


def _of_resolutions(filters: Filters) -> str:
    names = names_of(filters.resolutions)
    is_many = len(names) > MOST_IN_FULL
    return f"in any of these resolutions: {', '.join(names)}" if is_many else _among("in", names)


def ends_of(filters: Filters) -> tuple[str, str]:
    """Format the first and the last day that filters allow; "" for no limit.

    A first day of 1 January is formatted as its year. So is a last day of 31 December, unless the first day is in full.

    >>> ends_of(Filters(since=date(2015, 1, 1), until=date(2016, 10, 13)))
    ('2015', '2016-10-13')
    >>> ends_of(Filters(since=date(2017, 12, 1), until=date(2017, 12, 31)))
    ('2017-12-01', '2017-12-31')
    """
    first = _day(filters.since, (1, 1)) if filters.since else ""
    last = _day(filters.until, (12, 31)) if filters.until else ""
    return first, filters.until.isoformat() if filters.until and "-" in first else last


def _period(filters: Filters) -> str:
    first, last = ends_of(filters)
    if first and last:
        same = f"on {first}" if "-" in first else f"in {first}"
        return same if first == last else f"{first} to {last}"
    return f"since {first}" if first else f"until {last}" if last else ""


def _day(day: date, edge: tuple[int, int]) -> str:
    """Format a day; as its year alone if its month and day are `edge`."""
    return str(day.year) if (day.month, day.day) == edge else day.isoformat()


FIELDS = (
    FilterField(
        "resolutions",
        "resolution",
        demands=lambda filters: of_resolutions(filters.resolutions),
        columns=(NUMBER, YEAR),
        told=_of_resolutions,
        sort="resolution",
        parse=lambda text, _: parse_citation(text),
        read=_read_citation,
        metavar="SYMBOL",
        help="as in 1325; may be repeated",
    ),
    FilterField(
        "since",
        "since",
        demands=lambda filters: since(filters.since or date.min),
        columns=(EARLIEST_DAY, LATEST_DAY),
        told=_period,
        sort="period",
        parse=lambda text, _: parse_day(text, end=False),
        write=date.isoformat,
        read=date.fromisoformat,
        several=False,
        metavar="YEAR",
        help="adopted in that year or later; a day will do too",
    ),
    FilterField(
        "until",
        "until",
        demands=lambda filters: until(filters.until or date.max),
        columns=(EARLIEST_DAY, LATEST_DAY),
        told=lambda _: "",
        sort="period",
        parse=lambda text, _: parse_day(text, end=True),
        write=date.isoformat,
        read=date.fromisoformat,
        several=False,
        metavar="YEAR",
        help="adopted in that year or earlier",
    ),
    FilterField(
        "kinds",
        "kind",
        demands=lambda filters: of_kinds(filters.kinds),
        columns=(KIND,),
        told=lambda filters: " or ".join(f"{kind} paragraphs" for kind in filters.kinds),
        sort="kind",
        parse=_parse_kind,
        read=ClauseKind,
        metavar="KIND",
        help="preambular, operative or annex; may be repeated",
    ),
    FilterField(
        "themes",
        "theme",
        demands=lambda filters: under_themes(filters.themes, suggested=filters.suggested),
        columns=(THEMES, SUGGESTED),
        told=lambda filters: _among("under", filters.themes, ", given or suggested" if filters.suggested else ""),
        sort="theme",
        parse=lambda text, known: known.theme(text),
        help="in any of its forms; may be repeated",
    ),
    FilterField(
        "countries",
        "country",
        demands=lambda filters: Named(COUNTRIES, filters.countries),
        columns=(COUNTRIES,),
        told=lambda filters: _among("on", filters.countries),
        sort="country",
        parse=lambda text, known: require_country(text, known.countries),
        help="as a page names it; may be repeated",
    ),
    FilterField(
        "suggested",
        "suggested",
        demands=lambda _: AllOf(()),
        columns=(),
        told=lambda _: "",
        sort="suggested",
        parse=None,
        write=bool,
        read=bool,
        several=False,
        limits=False,
        help="take suggested themes for given ones",
    ),
)
"""Fields of `Filters`, in the order of records and descriptions."""

FIELD = {one.name: one for one in FIELDS}

_COLUMNS = dict.fromkeys(column for one in FIELDS for column in one.columns)
NUMBERS = {column.name: column for column in _COLUMNS if isinstance(column, NumberColumn)}
NAMES = {column.name: column for column in _COLUMNS if isinstance(column, NameColumn)}
"""The columns that filters compare, by name, as they lie in an index."""


def filters_record(filters: Filters) -> dict[str, Any]:
    """Return filters as a JSON object, the same in answers and databases."""
    return {one.name: one.written(filters) for one in FIELDS}


def filters_from_record(record: Mapping[str, Any]) -> Filters:
    """Read filters from the JSON of `filters_record`, of this or an earlier version."""
    return Filters(**{one.name: one.read_from(record) for one in FIELDS})


def filters_from_typed(typed: Mapping[str, Any], known: Known) -> Filters:
    """Parse filters from command-line options.

    Args:
        typed: For each option, the typed values; for a flag, whether it is set.
        known: The names to check them against.

    Raises:
        RetrievalError: If a value cannot be parsed, the library has no such name, or no day is left.
    """
    values = {one.name: one.parsed(typed[one.option], known) if one.parse else typed[one.option] for one in FIELDS}
    return require_span(Filters(**values))


def require_span(filters: Filters) -> Filters:
    """Return the filters, unless their date range is empty.

    Raises:
        QuestionError: If the first day they allow is after the last one.
    """
    if filters.since and filters.until and filters.since > filters.until:
        raise QuestionError(
            f"'since' {filters.since} is after 'until' {filters.until}; expected the earlier day as 'since', and "
            "the later one as 'until'"
        )
    return filters


def merge_filters(filters: Filters, overriding: Filters) -> Filters:
    """Merge filters: each sort of filter that is set in `overriding` replaces that in `filters`.

    Whether suggested themes count is taken from `overriding`.

    >>> filters = Filters(since=date(2015, 1, 1), themes=("Protection",))
    >>> describe(merge_filters(filters, Filters(until=date(2010, 12, 31))))
    ('until 2010', 'under Protection')
    """
    sorts = {one.sort for one in FIELDS if getattr(overriding, one.name) or not one.limits}
    return Filters(**{one.name: getattr(overriding if one.sort in sorts else filters, one.name) for one in FIELDS})


def limits_not_in(filters: Filters, others: Filters) -> Filters:
    """Return the limits that differ from those of other filters.

    >>> filters = Filters(since=date(2015, 1, 1), themes=("Protection",))
    >>> describe(limits_not_in(filters, Filters(themes=("Protection",))))
    ('since 2015',)
    """
    same = {one.name for one in FIELDS if one.limits and getattr(filters, one.name) == getattr(others, one.name)}
    return replace(filters, **{name: getattr(NO_LIMITS, name) for name in same})


def _outside(names: Sequence[str]) -> str:
    """Describe the resolutions to exclude; "" for none.

    >>> _outside(["S/RES/1325 (2000)", "S/RES/1820 (2008)"]), _outside(["1296", "1308", "1314", "1325"])
    ('outside S/RES/1325 (2000) and S/RES/1820 (2008)', 'outside these resolutions: 1296, 1308, 1314, 1325')
    """
    if len(names) > MOST_IN_FULL:
        return f"outside these resolutions: {', '.join(names)}"
    return f"outside {' and '.join(names)}" if names else ""


def describe(filters: Filters, outside: Iterable[Citation] = ()) -> tuple[str, ...]:
    """Describe filters in words, one note for each, and the excluded resolutions.

    >>> describe(Filters(kinds=(ClauseKind.OPERATIVE,), since=date(2015, 1, 1)))
    ('since 2015', 'operative paragraphs')
    """
    resolutions, *others = (one.told(filters) for one in FIELDS)
    notes = (resolutions, _outside(names_of(tuple(outside))), *others)
    return tuple(note for note in notes if note)
