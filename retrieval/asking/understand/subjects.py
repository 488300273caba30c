"""Two subjects that a question compares: "compare attacks on schools with hospitals"."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import comparison_patterns
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.swaps import are_targets, name_alike, swapped_in
from retrieval.asking.understand.words import first_match, topic_words

_MOST_WORDS = 8
"""Maximum words of a subject; more words are a sentence."""
_BRIEF = 2
"""Maximum words of two subjects beside "vs" without a word in common; "vs" between longer ones means "against"."""


def subjects_compared(text: str) -> tuple[str, ...]:
    """Return the two subjects that a question without limits compares; () for any other question.

    >>> subjects_compared("compare attacks on schools with hospitals")
    ('attacks on schools', 'attacks on hospitals')
    >>> subjects_compared("hate speech vs incitement?"), subjects_compared("compare them with care")
    (('hate speech', 'incitement'), ())
    """
    match = first_match(pattern.fullmatch(text) for pattern in comparison_patterns.SUBJECTS)
    if match is None or (match.groupdict().get("against") and not _are_alike(match["first"], match["second"])):
        return ()
    return two_subjects(match["first"], match["second"])


def _are_alike(first: str, second: str) -> bool:
    """Return whether the words on both sides of "vs" are subjects to compare, and "vs" does not mean "against".

    It does in "violence vs girls": only the second side names persons or places. Two things of a kind are compared, as
    in "detention of children vs adults".
    """
    if name_alike(first, second):
        return True
    if are_targets(second):
        return False
    is_brief = max(len(first.split()), len(second.split())) <= _BRIEF
    return is_brief or not {*topic_words(first)}.isdisjoint(topic_words(second))


def two_subjects(first: str, second: str) -> tuple[str, ...]:
    """Return two topics as the subjects of a comparison; () if one of them is no subject.

    If the second only replaces a part of the first, it gets the rest of the first.

    >>> two_subjects("attacks on schools", "hospitals")
    ('attacks on schools', 'attacks on hospitals')
    """
    subjects = [topic_of(one.strip(" ,?")) for one in (first, second)]
    if not all(map(_is_subject, subjects)):
        return ()
    first, second = subjects
    is_part = {*topic_words(first)}.isdisjoint(topic_words(second))
    return first, (swapped_in(f"and for {second}", first) if is_part else "") or second


def _is_subject(words: str) -> bool:
    if len(words.split()) > _MOST_WORDS or comparison_patterns.NO_SUBJECT.match(words):
        return False
    return bool(topic_words(words))
