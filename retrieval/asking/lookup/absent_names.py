"""Names in a question that the library lacks: resolutions, paragraphs, limits, other documents and countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from retrieval.asking.lookup.paragraph_numbers import is_in, paragraphs_under, with_number
from retrieval.asking.understand.citing_together import document_asked_for, mentioned_texts
from retrieval.asking.understand.countries import find_unnamed, is_background, is_of_those_who_ask, names_country
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_pasted_paragraph
from retrieval.clauses.adopted import with_year, year_of
from retrieval.clauses.citation import LAST, Citation, short_pinpoint
from retrieval.clauses.filters import NO_LIMITS, Filters, describe
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts, symbols_within
from retrieval.index.protocol import ClauseIndex, cited_clauses


@dataclass(frozen=True, slots=True)
class Absent:
    """Resolutions, paragraphs and limits that a question names and the library lacks.

    Attributes:
        names: What is absent: "S/RES/2538 (2020)", "S/RES/1325 (2000), OP 27", "in 1987".
        reply: Message that it is absent, and how to add it; "" if nothing is.
        lacks_all: Whether everything that the question names is absent, so that nothing can answer.
        resolutions: The absent resolutions.
        filters: The filters of the question, without those that allow nothing.
        quotation: Quotation that makes up the whole topic and that no paragraph has; "" for none.
        is_on_unnamed_country: Whether the question is about a country that no paragraph names, so that nothing answers.
    """

    names: tuple[str, ...] = ()
    reply: str = ""
    lacks_all: bool = False
    filters: Filters = NO_LIMITS
    resolutions: tuple[Citation, ...] = ()
    quotation: str = ""
    is_on_unnamed_country: bool = False

    @property
    def is_any(self) -> bool:
        """Whether something that the question names is absent, or its quotation is."""
        return bool(self.names or self.quotation)

    def saying(self, sentence: str, names: Iterable[str] = ()) -> Absent:
        """Return a copy with more absent names, and with a sentence on them, or on the quotation, in the reply."""
        return replace(self, names=(*self.names, *names), reply=" ".join(filter(None, (self.reply, sentence))))


NOTHING_ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class _EmptyLimit:
    """Limit that allows nothing in a library: its filters, its description, and a sentence that says so."""

    fields: tuple[str, ...]
    name: str
    sentence: str


def absent_from(question: Question, index: ClauseIndex, given: Filters) -> Absent:
    """Return the documents, paragraphs and limits that a question names and the library lacks.

    Args:
        question: The question.
        index: The index of the library.
        given: Filters set by options. A kind of paragraph that the library lacks leaves the question unanswered only if
            it is one of these.
    """
    facts, filters = index.facts, question.scope.filters
    if (document := document_asked_for(question.text)) and mentioned_texts(question) is None:
        reply = f"{document} is not in this library, which holds resolutions of the Security Council."
        return Absent((document,), reply, lacks_all=True, filters=filters)
    resolutions = [one for one in filters.resolutions if not _is_held(one, facts)]
    missing = [one for one in question.cited if not is_in(one, index)]
    resolutions += [one.resolution for one in missing if not _is_held(one, facts)]
    paragraphs = [one for one in missing if _is_held(one, facts)]
    named = question.cited or filters.resolutions
    lacks_all = bool(named) and len(missing if question.cited else resolutions) == len(named)
    completed = tuple(dict.fromkeys(map(with_year, resolutions)))
    places = () if question.cited else question.places
    limits = tuple(_empty_limits(filters, facts))
    said = [
        *map(_not_held, completed),
        *(_no_paragraph(one, index) for one in paragraphs),
        *(f"No resolution in this library has {short_pinpoint(f'#{place}')}." for place in places),
        *(one.sentence for one in limits),
    ]
    for one in limits:
        filters = replace(filters, **{field: getattr(NO_LIMITS, field) for field in one.fields})
    allows_nothing = any("kinds" not in one.fields or given.kinds for one in limits)
    return Absent(
        names=(*map(str, completed), *map(str, paragraphs), *places, *(one.name for one in limits)),
        reply=" ".join(said),
        lacks_all=lacks_all or bool(places) or allows_nothing,
        filters=replace(filters, resolutions=()) if lacks_all and not paragraphs else filters,
        resolutions=completed,
    )


def with_unnamed_countries(absent: Absent, question: Question, facts: LibraryFacts, before: str = "") -> Absent:
    """Add the countries that a question names and no paragraph of the library does.

    Args:
        absent: Absent names so far.
        question: The question.
        facts: What the library holds.
        before: The question before, if this one builds on it; else "". Its countries are added if this question names
            none. They leave `is_on_unnamed_country` False, as this question may be wider.
    """
    is_from_before = bool(before) and not names_country(question.asked)
    asked = before if is_from_before else question.asked
    if is_pasted_paragraph(asked):
        return absent
    found = [
        (name, start, end)
        for name, start, end in find_unnamed(asked, facts)
        if name not in question.scope.filters.countries and not is_of_those_who_ask(asked, start, end)
    ]
    if not found:
        return absent
    names = tuple(dict.fromkeys(name for name, _, _ in found))
    is_about_them = not is_from_before and any(not is_background(asked, start, end) for _, start, end in found)
    is_looked_up = question.cited or question.only_limits
    extended = absent.saying(f"No paragraph here names {' or '.join(names)}.", names)
    return replace(extended, is_on_unnamed_country=is_about_them and not is_looked_up)


def _empty_limits(filters: Filters, facts: LibraryFacts) -> Iterator[_EmptyLimit]:
    """Yield each limit that allows nothing in this library."""
    span = Filters(since=filters.since, until=filters.until)
    if span != NO_LIMITS and facts.adopted and not symbols_within(Scope(span), facts):
        years = [symbol.year for symbol in facts.adopted]
        ends = f"{min(years)} to {max(years)}"
        said = f"No resolution in this library was adopted then ({describe(span)[0]}); it holds some of {ends}."
        yield _EmptyLimit(("since", "until"), describe(span)[0], said)
    kinds = Filters(kinds=filters.kinds)
    if filters.kinds and not facts.kinds.intersection(filters.kinds):
        yield _EmptyLimit(("kinds",), describe(kinds)[0], f"This library has no {describe(kinds)[0]}.")
    themes = Filters(themes=filters.themes)
    labelled = {*facts.labelled, *(facts.suggested if filters.suggested else ())}
    if filters.themes and not labelled.intersection(filters.themes):
        said = f"No paragraph in this library is labelled {' or '.join(filters.themes)}."
        yield _EmptyLimit(("themes",), describe(themes)[0], said)
    countries = Filters(countries=filters.countries)
    if filters.countries and not facts.countries & {*filters.countries}:
        said = f"No resolution in this library is on {' or '.join(filters.countries)}."
        yield _EmptyLimit(("countries",), describe(countries)[0], said)


def _is_held(citation: Citation, facts: LibraryFacts) -> bool:
    return any(citation.names(symbol) for symbol in facts.adopted)


def _not_held(citation: Citation) -> str:
    """Return a sentence that says that the library lacks a resolution, and how to add it."""
    number, year = f"S/RES/{citation.number}", citation.year
    # A shell takes brackets only in quotation marks, and `index add` knows the years of all but the newest resolutions.
    name = number if year and year == year_of(citation.number) else f'"{number} ({year or "YEAR"})"'
    return f"There is no {citation} in this library; 'clausebot index add {name}' adds it."


def _no_paragraph(citation: Citation, index: ClauseIndex) -> str:
    """Return a sentence that says that a resolution lacks a paragraph, and which is the last that it has there."""
    return f"There is no {citation} in this library{_last_there(citation, index)}."


def _last_there(citation: Citation, index: ClauseIndex) -> str:
    """Return the end of a sentence on an absent paragraph: which paragraph, or sub-paragraph, is the last; else ""."""
    place = citation.paragraph or ""
    while place.endswith(")"):
        place = place.rpartition("(")[0]
        if is_in(whole := replace(citation, paragraph=place), index):
            return _last_under(whole, index)
    last = f"PP{LAST}" if place.startswith("PP") else LAST
    end = with_number(replace(citation, paragraph=last), index)
    return f"; it goes up to {short_pinpoint(f'#{end.paragraph}')}" if end.paragraph != last else ""


def _last_under(whole: Citation, index: ClauseIndex) -> str:
    """Return the end of a sentence on an absent sub-paragraph: the last one of its paragraph, or that it has none.

    Items within the text, "(i) …, (ii) …", are no sub-paragraphs, so that nothing is said of a paragraph with some.
    """
    name, under = short_pinpoint(f"#{whole.paragraph}"), paragraphs_under(whole, index)
    if under:
        return f"; {name} goes up to {under[-1].removeprefix(whole.paragraph or '')}"
    has_items = any("(i)" in clause.text or "(a)" in clause.text for clause in cited_clauses(whole, index))
    return "" if has_items else f"; {name} has no sub-paragraphs"
