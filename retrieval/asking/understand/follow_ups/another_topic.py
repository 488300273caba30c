"""Follow-ups that name another topic, term, resolution or part of a topic, in the shape of the question before."""

from __future__ import annotations

from dataclasses import replace

from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.finding import ANSWER, LISTED
from retrieval.asking.understand.follow_ups.turns import has_topic
from retrieval.asking.understand.lexicon import (
    opening_words,
    swap_words,
    turn_limit_patterns,
    turn_patterns,
    word_lists,
)
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import without_marks
from retrieval.asking.understand.shapes import term_of
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.swaps import swapped_in
from retrieval.asking.understand.words import first_match, topic_words

_MOST_OF_A_TOPIC = 6
"""Maximum words of another topic in the shape of the last question; more words are a question of their own."""
_MOST_OF_A_TERM = 2
"""Maximum words of another term to define that has no article and no capitals."""


def with_another_topic(now: Question, last: Question) -> Question | None:
    """Return a question that only names another topic, with the shape of the last question; None for any other.

    "And on amnesties?" after a list of the resolutions that mention reparations asks for another list. Words in
    quotation marks are wanted literally, as in a first question.
    """
    named = turn_patterns.BEGINNING_WITH.sub("and ", now.asked) if last.shape.opening else now.asked
    if only_names_topic(named) and without_marks(without_joint(named)) != without_joint(named):
        now = replace(now, text=named, shape=ANSWER)  # "what about “pardon”?" by itself asks for a list
    opening = turn_patterns.ANOTHER_TOPIC.match(now.text)
    if (
        not opening
        or last.shape.as_such
        or now.shape != ANSWER
        or last.shape.name not in (*LISTED, "compare", "definition")
    ):
        return None
    topic = turn_patterns.INSTEAD_AT_END.sub("", now.text[opening.end() :]).rstrip()
    if now.cited or not topic_words(topic) or len(topic.split()) > _MOST_OF_A_TOPIC:
        return None
    if last.shape.opening:
        return _with_another_opening(topic, now, last)
    if last.shape.name == "definition":
        if not _is_term(topic, last.term):
            return None
        return replace(now, text=f"what is {topic}", shape=last.shape, term=term_of(f"what is {topic}"))
    return replace(now, text=without_marks(topic), shape=last.shape)


def _with_another_opening(topic: str, now: Question, last: Question) -> Question | None:
    """Return a question for the paragraphs that begin with another verb or other words; None if a topic is neither.

    "And demands?" after "all decisions in 2396" names a verb, "and “Insists”?" words.
    """
    quoted = without_marks(topic)
    if quoted != topic:
        return replace(now, text=quoted, shape=replace(last.shape, opening="words"))
    verb = opening_words.VERBS.get(topic.rstrip(" ?.!").lower(), "")
    return replace(now, text=verb.capitalize(), shape=last.shape) if verb else None


def without_joint(text: str) -> str:
    """Remove the words that join a follow-up to the turn before, if it only names a topic.

    >>> without_joint("and journalists as well?"), without_joint("and who pays?")
    ('journalists?', 'and who pays?')
    """
    opening = turn_patterns.ANOTHER_TOPIC.match(text)
    named = text[opening.end() :] if opening else text
    named = turn_patterns.JOINED_AT_END.sub(r"\g<end>", named)
    return named if topic_words(named) else text


def only_names_topic(text: str) -> bool:
    """Return whether a follow-up only names another topic, after the words that join it to the turn before.

    >>> only_names_topic("and journalists?"), only_names_topic("and for journalists?"), only_names_topic("and how?")
    (True, False, False)
    """
    opening = turn_patterns.ANOTHER_TOPIC.match(text)
    return opening is not None and bool(topic_words(text[opening.end() :]))


def _is_term(topic: str, last: str) -> bool:
    """Return whether a topic that follows a definition is another term to define.

    "And the MARA?" is one, as is "and peacebuilding?" after "sustaining peace"; "and disinformation against women?" is
    none.

    Args:
        topic: The topic.
        last: The term that was defined.
    """
    words = topic.rstrip(" ?.!").split()
    has_article = words[0].lower() in ("the", "a", "an")
    if word_lists.NO_END.intersection(map(str.lower, words[has_article:])):
        return False
    is_named = has_article or any(sum(map(str.isupper, word)) > 1 for word in words)
    return is_named or (last == last.lower() and len(words) <= _MOST_OF_A_TERM)


def with_another_text(now: Question, last: Question) -> Question | None:
    """Return "and 1820?" after a question for the mentions of 1325 as one for those of 1820; None for any other."""
    named = now.scope.filters.resolutions
    if not now.only_limits or len(named) != 1 or not mentioned_in(last):
        return None
    unlimited = now.limited_to(replace(now.scope.filters, resolutions=()))
    return replace(unlimited, text=str(named[0]), shape=last.shape, only_limits=False, stated=())


def with_part_swapped(now: Question, last: Question) -> Question | None:
    """Return the last question with a part replaced by the thing that this one names; None if it names none.

    "Same for hospitals" after "attacks on schools" is "attacks on hospitals".
    """
    may_swap = now.shape == ANSWER and last.shape.name in ("answer", "compare", *LISTED) and not last.shape.as_such
    may_swap = may_swap and not last.shape.opening
    if not may_swap or now.cited or not has_topic(last) or "opens" in signs_of(last.text):
        return None
    text = swapped_in(now.text, last.text)
    return replace(now, text=text, shape=last.shape) if text else None


def without_retracting(asked: str) -> str:
    """Return a question without the words that retract the one before it: "no wait, young mediators"."""
    said = turn_limit_patterns.RATHER.match(asked)
    return said["meant"] if said else asked


def expand_meant(asked: str, last: Question) -> tuple[str, bool]:
    """Expand a correction of the last question; return it, and whether it replaces the whole last question.

    "Sorry, I meant young mediators" after "women mediators" replaces the whole. "I mean for children" adds to it, and
    "I meant hospitals" after "attacks on schools" replaces a part. Any other question is returned as it is.
    """
    forms = (turn_limit_patterns.MEANT, turn_limit_patterns.RATHER, turn_limit_patterns.NO_BUT)
    said = first_match(form.match(asked) for form in forms)
    if not said or swapped_in(asked, last.text):
        return asked, False
    meant = said["meant"]
    is_part = swap_words.NO_OTHER_THING.match(meant) or turn_patterns.POINTS.search(meant)
    if is_part or meant.split()[0].lower() in swap_words.PREPOSITIONS:
        return f"and {meant}", False
    in_its_place = f"what about {meant}"
    is_swapped = last.shape.name in ("definition", "compare", *LISTED) or swapped_in(in_its_place, last.text)
    return (in_its_place, False) if is_swapped else (meant, True)
