"""First and last day of a period that a question names: "since mid-2015", "the last five years"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from retrieval.asking.understand.lexicon import date_patterns
from retrieval.asking.understand.lexicon.period_forms import Reads
from retrieval.clauses.months import month_number
from retrieval.clauses.number_words import NUMBER_WORDS

Days = tuple[date | None, date | None]
"""First and last day of a period; None where it is open."""
_Reader = Callable[[re.Match[str], date], Days]


def days_of(match: re.Match[str], reads: Reads, newest: date) -> Days:
    """Return the first and the last day of a period in a question.

    Args:
        match: Match of a pattern of `period_forms.periods`.
        reads: Name of the function in `_READERS` that reads a match of this pattern.
        newest: Day of the library's newest resolution, on which "the last five years" end.
    """
    return _READERS[reads](match, newest)


def _first(match: re.Match[str]) -> date:
    """Return the first day of the date of a match."""
    if part := _part(match, "part"):
        return _ends_of(part, int(match["year"]))[0]
    year, month = int(match["year"]), month_number(match["month"] or "") or 1
    return date(year, month, _day(match, year, month) or 1)


def _last(match: re.Match[str]) -> date:
    """Return the last day of the date of a match."""
    if part := _part(match, "part"):
        return _ends_of(part, int(match["year"]))[1]
    year, month = int(match["year"]), month_number(match["month"] or "") or 12
    return date(year, month, _day(match, year, month) or monthrange(year, month)[1])


def _part(match: re.Match[str], group: str) -> str:
    """Return the part of a year that a date names: "late", "first half"; "" if it names none."""
    return " ".join((match.groupdict().get(group) or "").lower().split())


def _span_of(part: str, year: int) -> tuple[date, date]:
    """Return the first and the last day of a part of a year."""
    first, last = date_patterns.PARTS[part]
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _ends_of(part: str, year: int) -> tuple[date, date]:
    """Return the first and the last day of a part of a year that begins or ends a period: "since mid-2015"."""
    if part not in date_patterns.ENDS:
        return _span_of(part, year)
    first, last = date_patterns.ENDS[part]
    return date(year, *first), date(year, *last)


def _day(match: re.Match[str], year: int, month: int) -> int:
    """Return the day of the month of a date, at most the last day of the month; 0 if the date has none."""
    groups = match.groupdict()
    return min(int(groups.get("day") or groups.get("day_behind") or 0), monthrange(year, month)[1])


def _since(match: re.Match[str], _: date) -> Days:
    return _first(match), None


def _after(match: re.Match[str], _: date) -> Days:
    return _last(match) + timedelta(days=1), None


def _until(match: re.Match[str], _: date) -> Days:
    return None, _last(match)


def _before(match: re.Match[str], _: date) -> Days:
    return None, _first(match) - timedelta(days=1)


def _between(match: re.Match[str], _: date) -> Days:
    said = match.groupdict()
    years = [int(said.get("from") or match["to"]), int(match["to"])]
    months = [month_number(said.get(f"{end}_month") or "") or 0 for end in ("from", "to")]
    days = [int(said.get(f"{end}_day") or 0) for end in ("from", "to")]
    (first_year, first_month, first_day), (last_year, last_month, last_day) = sorted(
        zip(years, months, days, strict=True)
    )
    first_month, last_month = first_month or 1, last_month or 12
    days_of_first, days_of_last = monthrange(first_year, first_month)[1], monthrange(last_year, last_month)[1]
    start = date(first_year, first_month, min(first_day or 1, days_of_first))
    end = date(last_year, last_month, min(last_day or days_of_last, days_of_last))
    from_part, to_part = _part(match, "from_part"), _part(match, "to_part")
    return (
        _ends_of(from_part, first_year)[0] if from_part else start,
        _ends_of(to_part, last_year)[1] if to_part else end,
    )


def _in(match: re.Match[str], _: date) -> Days:
    if part := _part(match, "part"):
        return _span_of(part, int(match["year"]))
    return _first(match), _last(match)


def _part_of_year(match: re.Match[str], _: date) -> Days:
    year = int(match["year"])
    if match["side"].lower() == "before":
        return date(year, 1, 1), _first(match) - timedelta(days=1)
    return _last(match) + timedelta(days=1), date(year, 12, 31)


def _last_years(match: re.Match[str], newest: date) -> Days:
    unit = 10 if match["unit"].lower().startswith("decade") else 1
    many = (match["many"] or "one").lower()
    years = unit * (int(many) if many.isdigit() else NUMBER_WORDS[many])
    # The period begins one day after the same day `years` ago; 29 February counts as the 28th.
    start = newest.replace(year=max(newest.year - years, 1), day=min(newest.day, 28 if newest.month == 2 else 31))
    return start + timedelta(days=1), None


def _calendar(match: re.Match[str], newest: date) -> Days:
    """Return the days of "this year", "last year", "this decade" or "last decade", as of the newest resolution."""
    many = 10 if match["calendar"].lower() == "decade" else 1
    first = newest.year - newest.year % many - many * (match["which"].lower() == "last")
    return date(first, 1, 1), date(first + many - 1, 12, 31)


_READERS: Mapping[Reads, _Reader] = {
    "since": _since,
    "after": _after,
    "until": _until,
    "before": _before,
    "between": _between,
    "in": _in,
    "part of year": _part_of_year,
    "last years": _last_years,
    "calendar": _calendar,
}
