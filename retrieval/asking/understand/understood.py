"""A question understood: the words to search for, and the limits on where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.countries import find_countries
from retrieval.asking.understand.edits import content_words, edited, remaining
from retrieval.asking.understand.finding import Dated, Finding, cited_as, filters_of
from retrieval.asking.understand.kinds import find_stated, find_themes
from retrieval.asking.understand.numbers import find_named
from retrieval.asking.understand.spelling import Correction, corrected
from retrieval.asking.understand.years import find_years
from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, overruled
from retrieval.index.facts import LibraryFacts

_READ = 2_000
"""How many characters are read for limits: more than anybody types; a pasted page is text to compare with."""

_DRAFTED_FROM = 12
"""Words from which a text in the Council's manner is a pasted paragraph rather than a question."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, made explicit.

    Attributes:
        asked: As it was typed, white space folded.
        text: Its words for searching, without those that only limit; never empty unless `asked` is.
        filters: Limits on the hits, stated and given.
        outside: Resolutions that a hit must not be from.
        cited: Paragraphs named by their citation, to be shown first.
        topics: Resolutions that are asked about rather than in.
        years: Years mentioned without limiting; nine times in ten the wanted text's own, so a reason to rank it higher.
        stated: The limits that were read from the words, for showing back: "in S/RES/2242 (2015)".
        corrections: Misspelt words that `text` has corrected.
        only_limits: Whether the words say where to look and nothing else: "what does 2331 say?", "theme: Protection".
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
    only_limits: bool = False


def understand(text: str, about: LibraryFacts, given: Filters = NO_LIMITS) -> Understood:
    """Understand a question: find the limits that it states, and leave the words to search for.

    Args:
        text: The question.
        about: What the library holds.
        given: Limits set by other means; each overrules a stated one of its sort.
    """
    asked = " ".join(text.split())
    if is_drafted(asked):
        return Understood(asked, asked, given)
    spelt, corrections = corrected(asked, about.words)
    found = find(beginning(spelt), about, suggested=given.suggested)
    outside, topics, cited = (cited_as(role, found) for role in ("outside", "topic", "shown"))
    only_limits = not (_content(remaining(spelt, found)) or cited)
    said = filters_of(found, suggested=given.suggested)
    if only_limits and not said.resolutions:  # a resolution that nothing is asked about is the place to look
        said = replace(said, resolutions=topics)
    return Understood(
        asked=asked,
        text=edited(spelt, found),
        filters=overruled(said, given),
        outside=outside,
        cited=cited,
        topics=topics,
        years=tuple(dict.fromkeys(one.means.year for one in found if isinstance(one.means, Dated))),
        stated=describe(said, outside),
        corrections=corrections,
        only_limits=only_limits and said != NO_LIMITS,
    )


def find(text: str, about: LibraryFacts, *, suggested: bool = False) -> list[Finding]:
    """Find everything that a question with single blanks says besides its topic."""
    named = find_named(text, about)
    return [
        *named,
        *find_years(text, about.newest, named),
        *find_stated(text),
        *find_themes(text, about, suggested=suggested),
        *find_countries(text, about),
    ]


def beginning(text: str) -> str:
    """Return as much of a text with single blanks as is read for limits, in whole words."""
    return text if len(text) <= _READ else text[:_READ].rpartition(" ")[0]


def _content(text: str) -> list[str]:
    """Return the words that ask for something; a number, or a kind of paragraph, by itself asks for nothing."""
    return [word for word in content_words(text) if not word.isdigit() and word not in lexicon.KIND_WORDS]


def is_drafted(text: str) -> bool:
    """Say whether a text is a paragraph of a resolution, whose "in resolution 1373 (2001)" limits nothing."""
    if "?" in text or len(text.split()) < _DRAFTED_FROM:
        return False
    return lexicon.DRAFTED.match(text) is not None or text.endswith((";", ","))
