"""Two questions in one message, "what do advisers do and who pays for them?": the first one is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.asking.answer import Answer
from retrieval.asking.answerability.confidence import FOREMOST
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.languages.lexicon import ENGLISH, readings_of
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.words import first_match, topic_words
from retrieval.wording.stems import stems_of

_IN_ENGLISH = (turn_patterns.SEPARATELY, turn_patterns.TWO_ASKED, turn_patterns.TWO_SENTENCES)


def two_questions(text: str, language: str = ENGLISH) -> tuple[str, str] | None:
    """Split a whitespace-normalised text into the two questions that it asks; None if it asks one, or more than two.

    >>> two_questions("What do advisers do and who pays for them?")
    ('What do advisers do', 'who pays for them')
    >>> two_questions("who decides and how"), two_questions("women and how they vote")
    (None, None)
    >>> two_questions("Qui paie les conseillers et comment sont-ils formés ?", "fr")
    ('Qui paie les conseillers', 'comment sont-ils formés')
    >>> two_questions("1. who decides on camps? 2. who pays for them?")
    ('who decides on camps', 'who pays for them')
    >>> two_questions("What is the MRM? Is it the mechanism on children?")
    """
    patterns = _IN_ENGLISH if language == ENGLISH else (readings_of(language).two_asked,)
    match = first_match(pattern.fullmatch(text) for pattern in patterns)
    if not match or not topic_words(match["first"]) or any(one.fullmatch(match["second"]) for one in patterns):
        return None
    if turn_patterns.GUESSES.match(match["second"]):
        return None
    return match["first"].strip(" ,"), match["second"]


def answered_in_part(first: str, second: str, ask: Callable[..., Answer], before: Sequence[Turn]) -> Answer | None:
    """Answer the first of two questions; the reply says so, and whether the second one has an answer.

    A question in another language needs a "sure" answer, as words of a glossary come near to more than is asked.

    Args:
        first: The first question.
        second: The second, which may refer to the first: "who pays for them".
        ask: Answers a question after the turns `before`.
        before: The turns of the conversation so far.

    Returns:
        None if the first question has no answer.
    """
    answer = ask(first, before=before)
    is_english = answer.reading.understood.language == ENGLISH
    if not answer.answered or not (is_english or answer.certainty == "sure"):
        return None
    if ask(second, before=(*before, answer.turn)).answered:
        said = f"This is on “{first}” alone; ask “{second}” on its own, too."
    else:
        said = f"Nothing here seems to answer “{second}”."
    return replace(answer, reply=" ".join(filter(None, (answer.reply, said))))


def left_open(
    both: tuple[str, str],
    answer: Answer,
    ask: Callable[..., Answer],
    read: Callable[[str], Question],
    before: Sequence[Turn],
) -> str:
    """Return a message that an answer to two questions leaves the second one open; "" if it does not.

    Args:
        both: The two questions. A second one without a topic of its own belongs to the first: "which paragraph is it".
        answer: The answer to both.
        ask: Answers a question after the turns `before`.
        read: Understands a question after these turns, without a search.
        before: The turns of the conversation so far.
    """
    first, second = both
    if {*stems_of(words_of_topic(second))} <= {*stems_of(words_of_topic(first))}:
        return ""
    turn = replace(answer.turn, understood=read(first).without_standing)
    of_second = ask(second, before=(*before, turn), k=FOREMOST)
    is_open = of_second.answered and not _ids(of_second) & _ids(answer)
    return f"This may not answer “{second}”; ask it on its own, too." if is_open else ""


def _ids(answer: Answer) -> set[str]:
    return {hit.clause.id for hit in answer.hits}
