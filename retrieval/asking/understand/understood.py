"""Query understanding: the words of a question to search text and filters.

A question is put in standard wording (`plain`), corrected in spelling, and read for findings: ranges of it that state a
limit, cite a paragraph, ask for a shape of the answer, or are edited before the search. Some questions are recognised
by all their words: for a date of adoption, a count, the first words of paragraphs, citations or mentions. In all
others, the words that the edits leave are the topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.asking.understand.adoption_dates import find_adoption_dates
from retrieval.asking.understand.citing import find_citing
from retrieval.asking.understand.citing_together import find_documents, find_together, without_documents
from retrieval.asking.understand.comparisons import find_comparison, is_listed_of_several, subjects_compared
from retrieval.asking.understand.countries import find_countries
from retrieval.asking.understand.counts import find_count, find_times_mentioned
from retrieval.asking.understand.edits import edited, remaining
from retrieval.asking.understand.finding import (
    ANSWER,
    LISTED,
    Edit,
    Finding,
    MentionedYear,
    Placed,
    Shape,
    cited_as,
    filters_of,
    is_cited_as,
    shape_of,
)
from retrieval.asking.understand.kinds import find_kinds
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.left_out import find_left_out, find_listed_without, find_negated, without_left_out
from retrieval.asking.understand.lexicon import definition_words, opening_words, showing_words
from retrieval.asking.understand.openings import find_opening
from retrieval.asking.understand.period_limits import find_periods, find_years_left_out
from retrieval.asking.understand.plain import plainly_worded
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import without_quotations
from retrieval.asking.understand.resolutions import as_the_resolution, find_named, find_places, find_undecided
from retrieval.asking.understand.shapes import find_shapes, term_of
from retrieval.asking.understand.spelling import corrected
from retrieval.asking.understand.themes import find_themes
from retrieval.asking.understand.words import content_words, topic_words
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, merge_filters
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts

_MOST_READ = 2_000
"""Maximum characters that are read for filters; a longer text is pasted, not typed."""

_PASTED_FROM = 12
"""Minimum words of a pasted paragraph; a shorter text in the Council's style is a question."""


def understand(text: str, facts: LibraryFacts, given: Filters = NO_LIMITS, language: str = ENGLISH) -> Question:
    """Parse a question: search text, filters, citations and spelling corrections.

    Args:
        text: The question; references and limits are translated into English already.
        facts: Facts of the library.
        given: Filters set by options; each overrides the stated filter of its sort.
        language: Code of its language; only English is spell-checked.
    """
    asked = " ".join(text.split())
    if is_pasted_paragraph(asked):
        return Question.verbatim(asked, Scope(given), language)
    typed = plainly_worded(asked)
    spelt, corrections = corrected(typed, facts.words) if language == ENGLISH else (typed, ())
    found = find_all(read_beginning(spelt), facts, suggested=given.suggested)
    outside, topics, cited = (cited_as(role, found) for role in ("outside", "topic", "shown"))
    places = tuple(one.means.paragraph for one in found if isinstance(one.means, Placed))
    left = remaining(spelt, found)
    # The sides of a comparison are in the order in which they are named.
    ordered = sorted(found, key=lambda one: one.start) if shape_of(found).name == "compare" else found
    said = filters_of(ordered, suggested=given.suggested)
    shape = _shape_of(found, left, said)
    only_limits = shape.name == "resolution" or not (_words_beside_limits(left) or cited or places)
    if only_limits and not said.resolutions:  # a resolution named alone is a filter
        said = replace(said, resolutions=topics)
    words = _search_text(spelt, found, shape, said)
    left_out = _excluded_topic(spelt, words, shape)
    if left_out and shape == ANSWER:
        words = without_left_out(words)
    may_compare = shape.name in ("answer", "definition") and not (cited or topics or outside)
    if subjects := subjects_compared(words) if may_compare else ():
        shape = ANSWER
    stated = describe(said, outside)
    question = Question(
        asked=asked,
        text="; ".join(subjects) or words,
        scope=Scope(merge_filters(said, given), outside),
        cited=cited,
        years=tuple(dict.fromkeys(one.means.year for one in found if isinstance(one.means, MentionedYear))),
        places=places,
        shape=shape,
        term=term_of(words) if shape.name == "definition" else "",
        subjects=subjects,
        left_out=left_out,
        only_limits=only_limits and bool(stated) and not shape.as_such,
        stated=stated,
        corrections=corrections,
        language=language,
    )
    is_open = len(topics) == 1 and shape == ANSWER and not (said.resolutions or outside or cited or places or subjects)
    return replace(question, within=_within(question, spelt, found, facts, given)) if is_open else question


def _within(
    question: Question, spelt: str, found: Sequence[Finding], facts: LibraryFacts, given: Filters
) -> Question | None:
    """Return the question limited to the only resolution that it names.

    None if the wording already settles whether that resolution is a filter or the topic.
    """
    place = find_undecided(spelt, facts)
    if place is None or given.resolutions:
        return None
    named = [*found, place, as_the_resolution(spelt, place.start, place.end)]
    said = filters_of(named, suggested=given.suggested)
    words = edited(spelt, named)
    if not topic_words(remaining(spelt, [*found, replace(place, means=Edit())])):
        return None
    scope = Scope(merge_filters(said, given))
    return replace(question, asked=words, text=words, scope=scope, stated=describe(said))


def _shape_of(found: Sequence[Finding], left: str, said: Filters) -> Shape:
    """Return the shape that is asked for; without a topic, a look-up of what is cited, or of the named resolutions.

    Args:
        found: The findings of a question.
        left: The question without their words.
        said: The filters that they state.
    """
    shape, is_placed = shape_of(found), any(isinstance(one.means, Placed) for one in found)
    if shape.name not in ("answer", "definition") or (topic_words(left) and not is_placed):
        return shape
    if is_placed or cited_as("shown", found):
        return Shape("lookup")
    return Shape("resolution") if said.resolutions or cited_as("topic", found) else shape


def _search_text(spelt: str, found: Sequence[Finding], shape: Shape, said: Filters) -> str:
    """Return the search text: the words of a question without those that only filter or ask for a shape.

    A question that only names a paragraph or a resolution keeps all its words.
    """
    if shape.asks_date:
        return " and ".join(map(str, said.resolutions))
    only_names = shape.name in ("lookup", "resolution") and not topic_words(remaining(spelt, found))
    words = spelt if only_names else edited(spelt, found)
    return definition_words.ASKED_OF_IT.sub("", words) if shape.name == "definition" else words


def _excluded_topic(asked: str, words: str, shape: Shape) -> str:
    """Return the excluded topic, as in "camps, but not children"; "" for none.

    Args:
        asked: The question.
        words: Its search text.
        shape: Its shape.
    """
    left_out = find_left_out(asked) if shape.name in (*LISTED, "answer", "definition") else ""
    if shape.name in LISTED:
        return left_out or find_listed_without(words)
    return left_out or find_negated(words) if shape == ANSWER else left_out


def find_all(text: str, facts: LibraryFacts, *, suggested: bool = False) -> list[Finding]:
    """Find the filters, citations, years and shape of a whitespace-normalised question."""
    typed, text = text, without_documents(without_quotations(text))
    named = find_named(text, facts)
    named = [*named, *find_years_left_out(text, facts.adopted, named)]
    years = find_periods(text, facts.newest, named, {symbol.year for symbol in facts.adopted})
    places = find_places(text, [*named, *years])
    placed = places if text == typed else []  # "S/2015/716 para 5" is a paragraph of that document
    if asked_of_them := find_adoption_dates(text, facts) or ([] if places else find_count(text, [*named, *years])):
        return asked_of_them
    found = [
        *named,
        *placed,
        *years,
        *find_kinds(text, [*named, *placed]),
        *find_themes(text, facts, suggested=suggested),
        *find_countries(text, facts),
    ]
    documents = find_opening(typed, found) or find_documents(typed, found)
    if whole := documents or find_together(text, found) or find_citing(text, found):
        return whole
    if places:  # a paragraph that is named is looked up
        return found
    if counted := find_times_mentioned(text, found):
        return counted
    # Without a topic there is nothing to list.
    shapes = find_shapes(typed, found) if topic_words(remaining(text, found)) else []
    comparison = [] if is_listed_of_several(text, shapes) else find_comparison(text, found)
    if comparison:  # the excluded resolution is a side of it: "in 1820 that is not in 2106"
        return [*(one for one in found if not is_cited_as("outside", one)), *comparison]
    return [*found, *shapes]


def read_beginning(text: str) -> str:
    """Return the beginning of a whitespace-normalised text, in whole words, that is read for filters."""
    return text if len(text) <= _MOST_READ else text[:_MOST_READ].rpartition(" ")[0]


def _words_beside_limits(text: str) -> list[str]:
    """Return the content words of a text, without numbers and kinds of paragraph."""
    return [word for word in content_words(text) if not word.isdigit() and word not in showing_words.KIND_WORDS]


def is_pasted_paragraph(text: str) -> bool:
    """Return whether a text is a pasted paragraph or page, in which "in resolution 1373 (2001)" is no filter."""
    if "?" in text or len(text.split()) < _PASTED_FROM:
        return False
    is_drafted = opening_words.DRAFTED.match(text) or opening_words.DRAFTED_PAGE.search(text)
    return is_drafted is not None or text.endswith((";", ","))
