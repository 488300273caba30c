"""Look-up of the names in a question: number its paragraphs, correct the years of resolutions, find what is absent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from retrieval.asking.lookup.absent_names import Absent, absent_from
from retrieval.asking.lookup.paragraph_numbers import cite_places, numbered
from retrieval.asking.understand.question import Question
from retrieval.clauses.adopted import year_of
from retrieval.clauses.citation import Citation
from retrieval.clauses.conditions import holds
from retrieval.clauses.filters import FIELDS, NO_LIMITS, Filters, describe
from retrieval.clauses.scope import Scope
from retrieval.index.facts import symbols_within
from retrieval.index.protocol import ClauseIndex, cited_clauses

_OF_ANOTHER_BODY = re.compile(r"\b(?:general assembly|human rights council|ecosoc|unga|hrc|a/res)\b", re.I)
"""Names of other bodies that number their own resolutions."""


def look_up_names(question: Question, index: ClauseIndex, given: Filters = NO_LIMITS) -> tuple[Question, Absent]:
    """Look up the names in a question in the library: complete its citations, and list what is absent.

    Args:
        question: The question.
        index: The index of the library.
        given: Filters set by options. A filter by a kind of paragraph that the library lacks is dropped unless it is
            one of these.
    """
    question, corrected = _with_right_years(question)
    placed = cite_places(question.places, symbols_within(question.scope, index.facts), index)
    cited = tuple(dict.fromkeys([*numbered(question.cited, index), *placed]))
    question = _without_broken_limits(replace(question, cited=cited), given, index)
    absent = absent_from(question, index, given)
    filters = question.scope.filters
    if filters.kinds and not given.kinds and not index.facts.kinds.intersection(filters.kinds):
        question = question.stating(replace(filters, kinds=()))
    return question, replace(absent, reply=" ".join(filter(None, (corrected, absent.reply))))


def _without_broken_limits(question: Question, given: Filters, index: ClauseIndex) -> Question:
    """Drop the limits that exclude a cited paragraph, unless options set them.

    In "1325 OP 8, since 2015" the paragraph is wanted, whatever its date.
    """
    if not question.only_cited:
        return question
    clauses = [clause for one in question.cited for clause in cited_clauses(one, index)]
    scope, filters = question.scope, question.scope.filters
    kept = {one.sort for one in FIELDS if getattr(given, one.name)}
    broken = {
        one.sort
        for one in FIELDS
        if one.limits and getattr(filters, one.name) and not all(holds(one.demands(filters), each) for each in clauses)
    }
    names = [one.name for one in FIELDS if one.limits and one.sort in broken - kept]
    wrongly_outside = tuple(one for one in scope.outside if any(one.names(clause.symbol) for clause in clauses))
    if not names and not wrongly_outside:
        return question
    unset = {name: getattr(NO_LIMITS, name) for name in names}
    dropped = describe(Filters(**{name: getattr(filters, name) for name in names}), wrongly_outside)
    return replace(
        question,
        scope=Scope(replace(filters, **unset), tuple(one for one in scope.outside if one not in wrongly_outside)),
        standing=replace(question.standing, **unset),
        overruled=tuple(dict.fromkeys((*question.overruled, *dropped))),
    )


def _with_right_years(question: Question) -> tuple[Question, str]:
    """Correct the years of a question's resolutions by their numbers; return a message on the years that were wrong."""
    limits = question.scope.filters
    named = dict.fromkeys(one.resolution for one in (*question.cited, *limits.resolutions))
    right = {one: year for one in named if one.year and (year := year_of(one.number)) and 0 < abs(year - one.year) < 10}
    if not right or _OF_ANOTHER_BODY.search(question.asked):
        return question, ""

    def dated(some: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(replace(one, year=right.get(one.resolution, one.year)) for one in some)

    question = replace(
        question.stating(replace(limits, resolutions=dated(limits.resolutions))), cited=dated(question.cited)
    )
    said = " ".join(f"S/RES/{one.number} is of {year}, not of {one.year}." for one, year in right.items())
    return question, said
