"""Lookup of the names in a question: paragraphs without their resolution, and whatever the library lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.asking.understand.citing_together import document_asked_for, mentioned_texts
from retrieval.asking.understand.countries import find_unnamed, is_background, is_of_those_who_ask, names_country
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_drafted
from retrieval.clauses.adopted import with_year, year_of
from retrieval.clauses.citation import LAST, ONWARDS, Citation, short_place
from retrieval.clauses.clause import Clause, ClauseKind, Symbol
from retrieval.clauses.conditions import holds
from retrieval.clauses.filters import FIELDS, NO_LIMITS, Filters, describe
from retrieval.clauses.months import stands_for_year
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts
from retrieval.index.protocol import ClauseIndex, clauses_named

_OF_ANOTHER_BODY = re.compile(r"\b(?:general assembly|human rights council|ecosoc|unga|hrc|a/res)\b", re.I)
"""Names of other bodies with resolutions, whose numbers begin anew."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Resolutions, paragraphs and limits that a question names and the library lacks.

    Attributes:
        names: As "S/RES/2538 (2020)", "S/RES/1325 (2000), OP 27", "in 1987".
        reply: Says so, and how to add it.
        lacks_all: Whether nothing that it names is there, so that nothing can answer.
        resolutions: The resolutions among them.
        filters: The filters of the question, without those that allow nothing.
        quotation: Words that are asked about alone, in quotation marks, and that no paragraph has; "" for any others.
        is_asked_of: Whether the question is about a country that no paragraph names, so that hits are only near.
    """

    names: tuple[str, ...] = ()
    reply: str = ""
    lacks_all: bool = False
    filters: Filters = NO_LIMITS
    resolutions: tuple[Citation, ...] = ()
    quotation: str = ""
    is_asked_of: bool = False

    def with_names(self, names: Iterable[str], said: str) -> Absent:
        """Return what is absent with further names, and what is said of these behind the reply."""
        return replace(self, names=(*self.names, *names), reply=" ".join(filter(None, (self.reply, said))))


NOTHING_ABSENT = Absent()


def looked_up(understood: Question, index: ClauseIndex, given: Filters = NO_LIMITS) -> tuple[Question, Absent]:
    """Look up what a question names: give paragraphs their resolutions, and list what is absent.

    Args:
        understood: The question.
        index: The index of the library.
        given: Filters set by options. A kind of paragraph that the library lacks limits only if given so.
    """
    understood, corrected = _with_right_years(understood)
    cited = tuple(
        _with_item(_numbered(one, index), index) for some in understood.cited for one in _onwards(some, index)
    )
    cited += tuple(citations_of(understood.places, symbols_within(understood.scope, index.facts), index))
    understood = _without_broken(replace(understood, cited=tuple(dict.fromkeys(cited))), given, index)
    absent = _absent(understood, index)
    filters = understood.scope.filters
    lacks_kind = filters.kinds and not index.facts.kinds.intersection(filters.kinds)
    if lacks_kind and not given.kinds:
        understood = understood.stating(replace(filters, kinds=()))
    said = " ".join(filter(None, (corrected, absent.reply)))
    return understood, replace(absent, reply=said, lacks_all=absent.lacks_all or bool(lacks_kind and given.kinds))


def with_unnamed(absent: Absent, understood: Question, facts: LibraryFacts, before: str = "") -> Absent:
    """Add to what is absent the countries in a question that no paragraph of the library names.

    Args:
        absent: What is absent so far.
        understood: The question.
        facts: What the library holds.
        before: The question before, if this one builds on it; what that names is only said again, as this may be wider.
    """
    said_before = before if before and not names_country(understood.asked) else ""
    asked = said_before or understood.asked
    if is_drafted(asked):
        return absent
    found = [
        (name, start, end)
        for name, start, end in find_unnamed(asked, facts)
        if name not in understood.scope.filters.countries and not is_of_those_who_ask(asked, start, end)
    ]
    if not found:
        return absent
    names = tuple(dict.fromkeys(name for name, _, _ in found))
    asked_of = not said_before and any(not is_background(asked, start, end) for _, start, end in found)
    whole = understood.cited or understood.only_limits
    also = absent.with_names(names, f"No paragraph here names {' or '.join(names)}.")
    return replace(also, is_asked_of=asked_of and not whole)


def citations_of(places: Iterable[str], symbols: Iterable[Symbol], index: ClauseIndex) -> Iterator[Citation]:
    """Cite places in each of the resolutions that has them."""
    held = list(symbols)
    for place in places:
        for symbol in held:
            for one in _onwards(Citation(symbol.number, symbol.year, place), index):
                citation = _numbered(one, index)
                if _has(citation, index):
                    yield citation


def symbols_within(scope: Scope, facts: LibraryFacts) -> list[Symbol]:
    """Return the resolutions that a scope allows by symbol and date."""
    limits = scope.filters
    return sorted(
        symbol
        for symbol, day in facts.adopted.items()
        if (not limits.resolutions or any(one.names(symbol) for one in limits.resolutions))
        and not any(one.names(symbol) for one in scope.outside)
        and (limits.since is None or limits.since <= day)
        and (limits.until is None or limits.until >= _first_day(day))
    )


def clauses_within(scope: Scope, index: ClauseIndex) -> Iterator[tuple[int, Clause]]:
    """Yield the clauses that a scope allows, each with its row, resolution by resolution."""
    for symbol in symbols_within(scope, index.facts):
        rows = index.named(Citation.of(symbol)).tolist()
        yield from (one for one in zip(rows, index.clauses_at(rows), strict=True) if scope.allows(one[1]))


def _first_day(adopted: date) -> date:
    """Return the first day that a resolution may be of; the last of a year stands for all of it."""
    return adopted.replace(month=1, day=1) if stands_for_year(adopted) else adopted


def _without_broken(understood: Question, given: Filters, index: ClauseIndex) -> Question:
    """Leave out the limits that do not allow a paragraph that is looked up, unless options set them.

    A paragraph that is named is wanted: "1325 OP 8, since 2015".
    """
    if not understood.only_cited:
        return understood
    clauses = [clause for one in understood.cited for clause in clauses_named(one, index)]
    scope, filters = understood.scope, understood.scope.filters
    kept = {one.sort for one in FIELDS if getattr(given, one.name)}
    broken = {
        one.sort
        for one in FIELDS
        if one.limits and getattr(filters, one.name) and not all(holds(one.demands(filters), each) for each in clauses)
    }
    names = [one.name for one in FIELDS if one.limits and one.sort in broken - kept]
    outside = tuple(one for one in scope.outside if any(one.names(clause.symbol) for clause in clauses))
    if not names and not outside:
        return understood
    none = {name: getattr(NO_LIMITS, name) for name in names}
    left = describe(Filters(**{name: getattr(filters, name) for name in names}), outside)
    return replace(
        understood,
        scope=Scope(replace(filters, **none), tuple(one for one in scope.outside if one not in outside)),
        standing=replace(understood.standing, **none),
        overruled=tuple(dict.fromkeys((*understood.overruled, *left))),
    )


def _with_right_years(understood: Question) -> tuple[Question, str]:
    """Return a question with its resolutions in the years of their numbers, and what is said of other years."""
    limits = understood.scope.filters
    named = dict.fromkeys(one.resolution for one in (*understood.cited, *limits.resolutions))
    right = {one: year for one in named if one.year and (year := year_of(one.number)) and 0 < abs(year - one.year) < 10}
    if not right or _OF_ANOTHER_BODY.search(understood.asked):
        return understood, ""

    def dated(some: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(replace(one, year=right.get(one.resolution, one.year)) for one in some)

    understood = replace(
        understood.stating(replace(limits, resolutions=dated(limits.resolutions))), cited=dated(understood.cited)
    )
    said = " ".join(f"S/RES/{one.number} is of {year}, not of {one.year}." for one, year in right.items())
    return understood, said


def _numbered(citation: Citation, index: ClauseIndex) -> Citation:
    """Return the citation of a last paragraph, or of one counted from there, by its number; any other as it is."""
    _, counts, back = (citation.paragraph or "").partition(LAST)
    if citation.paragraph is None or not counts:
        return citation
    whole = _paragraphs_of(citation, index)
    at = max(len(whole) - 1 - int(back.lstrip("-") or 0), 0)
    return replace(citation, paragraph=whole[at]) if whole else citation


def _onwards(citation: Citation, index: ClauseIndex) -> Sequence[Citation]:
    """Return the citations of all paragraphs from a cited one on; any other citation as it is."""
    place, is_open, _ = (citation.paragraph or "").partition(ONWARDS)
    if not is_open:
        return [citation]
    first, whole = replace(citation, paragraph=place.partition("(")[0]), _paragraphs_of(citation, index)
    if first.paragraph not in whole:
        return [first]
    return [replace(citation, paragraph=one) for one in whole[whole.index(first.paragraph) :]]


def _paragraphs_of(citation: Citation, index: ClauseIndex) -> list[str]:
    """Return the numbers of the preambular or operative paragraphs of a resolution, as those that are cited."""
    kind = ClauseKind.PREAMBULAR if (citation.paragraph or "").startswith("PP") else ClauseKind.OPERATIVE
    inside = clauses_named(citation.resolution, index)
    numbered = [clause.paragraph for clause in inside if clause.kind is kind and clause.paragraph]
    return list(dict.fromkeys(place.partition("(")[0] for place in numbered))


def _with_item(citation: Citation, index: ClauseIndex) -> Citation:
    """Return the citation of the paragraph whose text has a cited item, if it is held without sub-paragraphs for them.

    Of "(i) …, (ii) …" within a line no item is a paragraph of its own: "1674 OP 5 (vi)" is in OP 5.
    """
    place, bracket, item = (citation.paragraph or "").rpartition("(")
    if not bracket or _has(citation, index):
        return citation
    whole = replace(citation, paragraph=place)
    return whole if any(f"({item}" in clause.text for clause in clauses_named(whole, index)) else citation


def _absent(understood: Question, index: ClauseIndex) -> Absent:
    """Return the documents, paragraphs and limits that a question names and the library lacks."""
    facts, filters = index.facts, understood.scope.filters
    if (document := document_asked_for(understood.text)) and mentioned_texts(understood) is None:
        reply = f"{document} is not in this library, which holds resolutions of the Security Council."
        return Absent((document,), reply, lacks_all=True, filters=filters)
    resolutions = [one for one in filters.resolutions if not _is_held(one, facts)]
    missing = [one for one in understood.cited if not _has(one, index)]
    resolutions += [one.resolution for one in missing if not _is_held(one, facts)]
    paragraphs = [one for one in missing if _is_held(one, facts)]
    named = understood.cited or filters.resolutions
    lacks_all = bool(named) and len(missing if understood.cited else resolutions) == len(named)
    completed = tuple(dict.fromkeys(map(with_year, resolutions)))
    places = understood.places if understood.places and not understood.cited else ()
    limits = tuple(_empty_limits(filters, facts))
    said = [
        *map(_not_held, completed),
        *(_no_paragraph(one, index) for one in paragraphs),
        *(f"No resolution in this library has {short_place(f'#{place}')}." for place in places),
        *(sentence for _, _, sentence in limits),
    ]
    for fields, _, _ in limits:
        filters = replace(filters, **{field: getattr(NO_LIMITS, field) for field in fields})
    return Absent(
        (*map(str, completed), *map(str, paragraphs), *places, *(name for _, name, _ in limits)),
        " ".join(said),
        lacks_all or bool(places) or any("kinds" not in fields for fields, _, _ in limits),
        filters if paragraphs else replace(filters, resolutions=()) if lacks_all else filters,
        resolutions=completed,
    )


def _empty_limits(filters: Filters, facts: LibraryFacts) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the fields that allow nothing in this library, their description, and a sentence that says so."""
    span = Filters(since=filters.since, until=filters.until)
    if span != NO_LIMITS and facts.adopted and not symbols_within(Scope(span), facts):
        ends = f"{min(facts.adopted.values()).year} to {max(facts.adopted.values()).year}"
        said = f"No resolution in this library was adopted then ({describe(span)[0]}); it holds some of {ends}."
        yield ("since", "until"), describe(span)[0], said
    kinds = Filters(kinds=filters.kinds)
    if filters.kinds and not facts.kinds.intersection(filters.kinds):
        yield ("kinds",), describe(kinds)[0], f"This library has no {describe(kinds)[0]}."
    themes = Filters(themes=filters.themes)
    labelled = {*facts.labelled, *(facts.suggested if filters.suggested else ())}
    if filters.themes and not labelled.intersection(filters.themes):
        yield (
            ("themes",),
            describe(themes)[0],
            f"No paragraph in this library is labelled {' or '.join(filters.themes)}.",
        )
    countries = Filters(countries=filters.countries)
    if filters.countries and not facts.countries & {*filters.countries}:
        named = " or ".join(filters.countries)
        yield ("countries",), describe(countries)[0], f"No resolution in this library is on {named}."


def _has(citation: Citation, index: ClauseIndex) -> bool:
    return len(index.named(citation)) > 0


def _is_held(citation: Citation, facts: LibraryFacts) -> bool:
    return any(citation.names(symbol) for symbol in facts.adopted)


def _not_held(citation: Citation) -> str:
    """Say that the library has no such resolution, and how to add it."""
    address = f"https://undocs.org/S/RES/{citation.number}({citation.year or 'YEAR'})"
    return f"There is no {citation} in this library; 'clausebot index add {address}' adds it."


def _no_paragraph(citation: Citation, index: ClauseIndex) -> str:
    """Say that a resolution has no such paragraph, and which one is its last."""
    last = f"PP{LAST}" if (citation.paragraph or "").startswith("PP") else LAST
    end = _numbered(replace(citation, paragraph=last), index)
    goes_to = f"; it goes up to {short_place(f'#{end.paragraph}')}" if end.paragraph != last else ""
    return f"There is no {citation} in this library{goes_to}."
