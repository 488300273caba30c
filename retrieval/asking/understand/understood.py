"""Query understanding: the words of a question to search text and filters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrieval.asking.understand.countries import find_countries
from retrieval.asking.understand.edits import content_words, edited, remaining, topic_words
from retrieval.asking.understand.finding import ANSWER, Dated, Finding, Placed, Shape, cited_as, filters_of, shape_of
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.numbers import find_named, find_places
from retrieval.asking.understand.shapes import find_shapes
from retrieval.asking.understand.spelling import Correction, corrected
from retrieval.asking.understand.stated import find_stated
from retrieval.asking.understand.themes import find_themes
from retrieval.asking.understand.years import find_years
from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, overruled, without
from retrieval.index.facts import LibraryFacts

_READ = 2_000
"""Maximum characters that are read for filters: more than anybody types; longer texts are pasted."""

_DRAFTED_FROM = 12
"""Least words of a text in the Council's style to count as a pasted paragraph rather than a question."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Understood question: search text, filters and citations.

    Attributes:
        asked: The question without noise around it, white space folded.
        text: Search text, without words that only filter; empty only if `asked` is.
        filters: Filters on the hits, stated and given.
        outside: Resolutions to exclude.
        cited: Cited paragraphs, to be listed first.
        topics: Resolutions that are the topic, not a filter.
        years: Years mentioned without filtering, a boost: nine times in ten that of the wanted text.
        stated: The filters read from the words, for display: "in S/RES/2242 (2015)".
        corrections: Spelling corrections made in `text`.
        places: Paragraphs that are named without their resolution.
        shape: Shape of the answer that is asked for; "answer" if the words ask for no other.
        standing: The filters that the channel or the chat set, and nothing overruled.
        overruled: Limits that do not apply, as others say otherwise, for display: "since 2015".
        only_limits: Whether the words state filters and nothing else: "what does 2331 say?", "theme: Protection".
    """

    asked: str
    text: str
    filters: Filters = NO_LIMITS
    outside: tuple[Citation, ...] = ()
    cited: tuple[Citation, ...] = ()
    topics: tuple[Citation, ...] = ()
    years: tuple[int, ...] = ()
    stated: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    places: tuple[str, ...] = ()
    shape: Shape = ANSWER
    only_limits: bool = False
    standing: Filters = NO_LIMITS
    overruled: tuple[str, ...] = ()

    @property
    def own(self) -> Understood:
        """The question without standing limits, as later turns build on it."""
        return replace(self, filters=without(self.filters, self.standing), standing=NO_LIMITS, overruled=())


def understand(text: str, about: LibraryFacts, given: Filters = NO_LIMITS) -> Understood:
    """Parse a question: search text, filters, citations and spelling corrections.

    Args:
        text: The question.
        about: What the library holds.
        given: Filters set by options; each overrides a stated one of its sort.
    """
    asked = " ".join(text.split())
    if is_drafted(asked):
        return Understood(asked, asked, given)
    spelt, corrections = corrected(without_links(asked), about.words)
    found = find(beginning(spelt), about, suggested=given.suggested)
    outside, topics, cited = (cited_as(role, found) for role in ("outside", "topic", "shown"))
    places = tuple(one.means.paragraph for one in found if isinstance(one.means, Placed))
    left = remaining(spelt, found)
    shape = shape_of(found)
    # The sides of a comparison are in the order in which they are named.
    ordered = sorted(found, key=lambda one: one.start) if shape.name == "compare" else found
    said = filters_of(ordered, suggested=given.suggested)
    if shape == ANSWER and (places or not topic_words(left)):
        shape = Shape("lookup") if cited or places else Shape("resolution") if said.resolutions or topics else shape
    only_limits = shape.name == "resolution" or not (_content(left) or cited or places)
    if only_limits and not said.resolutions:  # a resolution named alone is a filter
        said = replace(said, resolutions=topics)
    return Understood(
        asked=asked,
        text=spelt if shape.name in ("lookup", "resolution") and not topic_words(left) else edited(spelt, found),
        filters=overruled(said, given),
        outside=outside,
        cited=cited,
        topics=topics,
        years=tuple(dict.fromkeys(one.means.year for one in found if isinstance(one.means, Dated))),
        stated=describe(said, outside),
        corrections=corrections,
        places=places,
        shape=shape,
        only_limits=only_limits and said != NO_LIMITS,
    )


def find(text: str, about: LibraryFacts, *, suggested: bool = False) -> list[Finding]:
    """Find every filter, citation, year and the shape in a whitespace-normalised question."""
    named = find_named(text, about)
    years = find_years(text, about.newest, named)
    placed = find_places(text, [*named, *years])
    found = [
        *named,
        *placed,
        *years,
        *find_stated(text, [*named, *placed]),
        *find_themes(text, about, suggested=suggested),
        *find_countries(text, about),
    ]
    # Without a topic there is nothing to list or to compare.
    return [*found, *(find_shapes(text, found) if topic_words(remaining(text, found)) else ())]


def without_links(text: str) -> str:
    """Replace links to resolutions by their symbols.

    >>> without_links("what does https://undocs.org/en/S/RES/1325%20(2000) say?")
    'what does S/RES/1325 (2000) say?'
    """
    return word_lists.LINK.sub(
        lambda link: f"S/RES/{link['number']}" + (f" ({link['year']})" if link["year"] else ""), text
    )


def beginning(text: str) -> str:
    """Return the beginning of a whitespace-normalised text that is read for filters, in whole words."""
    return text if len(text) <= _READ else text[:_READ].rpartition(" ")[0]


def _content(text: str) -> list[str]:
    """Return the words that carry content; a number or a kind of paragraph alone carries none."""
    return [word for word in content_words(text) if not word.isdigit() and word not in word_lists.KIND_WORDS]


def is_drafted(text: str) -> bool:
    """Return whether a text is a pasted paragraph, whose "in resolution 1373 (2001)" is no filter."""
    if "?" in text or len(text.split()) < _DRAFTED_FROM:
        return False
    return word_lists.DRAFTED.match(text) is not None or text.endswith((";", ","))
