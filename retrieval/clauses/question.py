"""A question: its words, and what it is limited to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, ThemeLabel
from retrieval.errors import QuestionError

_WORD_CHARACTER = re.compile(r"\w")
_YEAR = re.compile(r"\d{4}")
MAX_CHARACTERS = 10_000
"""A pasted paragraph has a few thousand; no encoder reads as far as this."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be; an empty one allows everything.

    Attributes:
        resolutions: One of these.
        since: Adopted on this day or later.
        until: Adopted on this day or earlier.
        kinds: One of these.
        themes: Labelled with one of these, by anybody.
        countries: Of a resolution about one of these.
        suggested: Whether a theme that is only suggested counts as a label. By itself it limits nothing, so filters
            that differ in nothing else are equal.
    """

    resolutions: tuple[Citation, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[ClauseKind, ...] = ()
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    suggested: bool = field(default=False, compare=False)

    def allow(self, clause: Clause) -> bool:
        """Say whether a clause is what the filters ask for.

        Where only the year of adoption is known, a clause passes if any day of that year would.
        """
        first, last = first_and_last_day(clause)
        return (
            (not self.resolutions or any(citation.names(clause.symbol) for citation in self.resolutions))
            and (self.since is None or last >= self.since)
            and (self.until is None or first <= self.until)
            and (not self.kinds or clause.kind in self.kinds)
            and (not self.themes or any(self._counts(label) for label in clause.themes))
            and (not self.countries or any(country in self.countries for country in clause.countries))
        )

    def _counts(self, label: ThemeLabel) -> bool:
        return label.name in self.themes and (label.is_given or self.suggested)


NO_LIMITS = Filters()

NO_LIMITS_BUT_SUGGESTED = Filters(suggested=True)
"""Allows everything, and any theme that is named later may be a suggested one."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be searched for.

    Attributes:
        text: The words.
        filters: What a hit must be.
        outside: Resolutions that a hit must not be from.
        cited: Paragraphs that are named, and so come first.
        years: Years of adoption that are likelier than others.
        everything: Whether all that the filters allow is asked for, in its order, rather than what covers the words.
    """

    text: str
    filters: Filters = NO_LIMITS
    outside: tuple[Citation, ...] = ()
    cited: tuple[Citation, ...] = ()
    years: tuple[int, ...] = ()
    everything: bool = False

    def allows(self, clause: Clause) -> bool:
        """Say whether a clause may be a hit."""
        return self.filters.allow(clause) and not any(citation.names(clause.symbol) for citation in self.outside)


def first_and_last_day(clause: Clause) -> tuple[date, date]:
    """Return the days between which a clause was adopted: one day, or its year where only that is known."""
    year = clause.symbol.year
    return clause.date or date(year, 1, 1), clause.date or date(year, 12, 31)


def checked(text: str) -> str:
    """Return what somebody asked, white space folded.

    Raises:
        QuestionError: If it has no words, or is longer than anything that could be understood.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(f"that has {len(text):,} characters; {MAX_CHARACTERS:,} are taken at most")
    if not _WORD_CHARACTER.search(text):
        raise QuestionError(
            "that has no words; expected a question, a text or a citation, as in 'Who protects women in camps?'"
        )
    return " ".join(text.split())


def require_span(filters: Filters) -> Filters:
    """Return filters that somebody typed, if there are days that they allow.

    Raises:
        QuestionError: If the first day they allow is after the last one.
    """
    if filters.since and filters.until and filters.since > filters.until:
        raise QuestionError(
            f"since {filters.since} and until {filters.until} leaves no day between them; expected the earlier day as "
            "'since', and the later one as 'until'"
        )
    return filters


def parse_day(text: str, *, end: bool) -> date:
    """Read a year or a day: "2015" is its first day, or its last if `end`.

    Raises:
        QuestionError: If it is neither.
    """
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31) if end else date(int(text), 1, 1)
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionError(f"no year or day: {text!r}; expected '2015' or '2015-10-13'") from None
