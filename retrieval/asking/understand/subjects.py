"""Two subjects that a question compares: "compare attacks on schools with hospitals", or "compare with hospitals"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.lexicon import subject_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.swapped import since_replaced, swapped_in, topic_so_far
from retrieval.asking.understand.turns import Turn, has_topic
from retrieval.asking.understand.words import topic_words

_MOST_WORDS = 8
"""Maximum words of a subject; more are a sentence."""
_BRIEF = 2
"""Maximum words of subjects beside "vs" that have no word in common; in a longer text it is "against"."""


def subjects_compared(text: str) -> tuple[str, ...]:
    """Return the two subjects that a question without limits compares; none for any other question.

    >>> subjects_compared("compare attacks on schools with hospitals")
    ('attacks on schools', 'attacks on hospitals')
    >>> subjects_compared("hate speech vs incitement?"), subjects_compared("compare them with care")
    (('hate speech', 'incitement'), ())
    """
    found = (pattern.fullmatch(text) for pattern in subject_patterns.SUBJECTS)
    match = next((one for one in found if one), None)
    if match is None or (match.groupdict().get("against") and not _are_alike(match["first"], match["second"])):
        return ()
    return _both(match["first"], match["second"])


def _are_alike(first: str, second: str) -> bool:
    """Return whether words on both sides of "vs" are subjects of a kind, not something and what it is against."""
    is_brief = max(len(first.split()), len(second.split())) <= _BRIEF
    return is_brief or not {*topic_words(first)}.isdisjoint(topic_words(second))


def with_subject_compared(asked: str, before: Sequence[Turn], alone: Callable[[str], Question]) -> Question | None:
    """Return a follow-up that compares the topic before it with another subject; None for any other question.

    Args:
        asked: The question: "how does that compare with hospitals?"
        before: The turns so far, oldest first.
        alone: Understands a question on its own.
    """
    last, now = before[-1].understood, alone(asked)
    if not has_topic(last) or now.stated:
        return None
    topic = topic_so_far(since_replaced(before)) or topic_of(last.text).rstrip(" ?.!")
    subjects = subject_compared_with(asked, topic)
    if not subjects:
        return None
    scope = now.scope if now.scope.described else last.scope
    return replace(
        now,
        text="; ".join(subjects),
        subjects=subjects,
        scope=scope,
        stated=scope.described,
        shape=ANSWER,
        term="",
        replaces=True,
    )


def subject_compared_with(asked: str, topic: str) -> tuple[str, ...]:
    """Return the topic of the question before and the subject that a follow-up compares it with; none for any other.

    >>> subject_compared_with("how does that compare with hospitals?", "attacks on schools")
    ('attacks on schools', 'attacks on hospitals')
    """
    match = subject_patterns.COMPARED_WITH.fullmatch(asked)
    return _both(topic, match["other"]) if match and topic else ()


def _both(first: str, second: str) -> tuple[str, ...]:
    subjects = [topic_of(one.strip(" ,?")) for one in (first, second)]
    if not all(map(_is_subject, subjects)):
        return ()
    first, second = subjects
    is_part = {*topic_words(first)}.isdisjoint(topic_words(second))
    return first, (swapped_in(f"and for {second}", first) if is_part else "") or second


def _is_subject(words: str) -> bool:
    if len(words.split()) > _MOST_WORDS or subject_patterns.NO_SUBJECT.match(words):
        return False
    return bool(topic_words(words))
