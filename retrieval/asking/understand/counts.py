"""Counts of the library itself: how many paragraphs a resolution has, how many resolutions a year."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.asking.understand.finding import (
    Cited,
    Edit,
    Finding,
    Limit,
    Shape,
    Unit,
    as_limit,
    citation_of,
    is_cited_as,
    is_within,
    limits_by,
    limits_of_other_sorts,
    names_resolution,
)
from retrieval.asking.understand.lexicon import count_words, word_lists
from retrieval.asking.understand.words import plain_word, plain_words


def find_count(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the number of resolutions or paragraphs, without a topic that they have to mention.

    Every word has to belong to the counting or to a limit: "how many operative paragraphs does 2467 have?", "number of
    resolutions from 2019". For sub-paragraphs, a paragraph may be cited: "how many sub-paragraphs has OP 2 of 2467?".
    A request to list the resolutions of a period is read as such a question, too: "list the 2019 resolutions".

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.

    Returns:
        All findings of the question, with those of `found`; none for any other question.
    """
    is_counted = count_words.COUNTED.search(text) is not None
    if not (is_counted or count_words.LISTED_AS_SUCH.match(text)):
        return []
    in_scope = [as_limit(one, "topic") for one in found]
    limiting = [one for one in found if isinstance(one.means, Limit | Cited | Edit)]
    typed = word_lists.CONTENT_WORD.finditer(text)
    all_words = plain_words(text)
    words = [plain_word(word[0]) for word in typed if not is_within(word, limiting)]
    if count_words.LIBRARY_NAMED.intersection(words):
        words = [word for word in words if word not in ("this", "that")]
    if count_words.PARTS_COUNTED.intersection(words):
        shown = [one for one in limiting if is_cited_as("shown", one)]
        asks = (count_words.COUNTING_ALONE | count_words.PARTS_COUNTED).issuperset(words) and len(shown) == 1
        return [*in_scope, Finding(0, 0, Shape("count", "sub-paragraphs", as_such=True))] if asks else []
    unit = _unit_counted(words, all_words)
    is_cited = any(isinstance(one.means, Cited) and one.means.role != "topic" for one in limiting)
    if unit is None or is_cited or not count_words.COUNTING_ALONE.issuperset(words):
        return []
    is_dated = any(limits_by(one, "since", "until") for one in limiting)
    if not is_counted and not (unit == "resolutions" and is_dated):
        return []
    is_of_texts = any(map(names_resolution, limiting))
    # "How many paragraphs?" alone asks about the answer before it.
    if is_of_texts if unit == "resolutions" else not (limiting or count_words.LIBRARY_ITSELF.intersection(words)):
        return []
    # "Preamble included" limits nothing.
    is_of_all = any(word.startswith("incl") for word in words)
    kinds = [kind for kind, names in count_words.KINDS_COUNTED.items() if names.intersection(words) and not is_of_all]
    limits = [Finding(0, 0, Limit("kinds", kind)) for kind in kinds if len(kinds) == 1]
    return [*in_scope, *limits, Finding(0, 0, Shape("count", unit, as_such=True))]


def find_times_mentioned(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question how often a resolution mentions a topic; it asks for the number of its paragraphs that do.

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.
    """
    match = count_words.HOW_OFTEN_MENTIONED.fullmatch(text)
    if not match:
        return []
    citing = [one for one in found if match.span("citing") == (one.start, one.end) and citation_of(one, "topic")]
    limits = limits_of_other_sorts(found)
    if not citing or any(match.start("topic") < one.end and names_resolution(one) for one in found):
        return []
    start, end = match.span("topic")
    around = [Finding(0, start, Edit()), Finding(end, len(text), Edit())]
    named = (as_limit(one, "topic") for one in citing)
    return [*limits, *named, *around, Finding(0, 0, Shape("count"))]


def _unit_counted(words: Sequence[str], all_words: Sequence[str]) -> Unit | None:
    """Return the unit of a count by the first word that names one; None if none does.

    Args:
        words: The words that no limit includes.
        all_words: All words. In "how many resolutions from 2013" the limit includes "resolutions".
    """
    for word in (*words, *all_words):
        if word in count_words.RESOLUTIONS_COUNTED:
            return "resolutions"
        if word in count_words.PARAGRAPHS_COUNTED:
            return "paragraphs"
    return "resolutions" if "resolution" in all_words else None
