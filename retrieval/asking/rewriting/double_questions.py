"""Two questions in one sentence, "what do advisers do and who pays for them?": the first one is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.asking.answer import Answer
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.languages.lexicon import ENGLISH, readings_of
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.words import topic_words


def two_questions(text: str, language: str = ENGLISH) -> tuple[str, str] | None:
    """Split a whitespace-normalised text into the two questions that it asks; None if it asks one, or more than two.

    >>> two_questions("What do advisers do and who pays for them?")
    ('What do advisers do', 'who pays for them')
    >>> two_questions("who decides and how"), two_questions("women and how they vote")
    (None, None)
    >>> two_questions("Qui paie les conseillers et comment sont-ils formés ?", "fr")
    ('Qui paie les conseillers', 'comment sont-ils formés')
    """
    pattern = turn_patterns.TWO_ASKED if language == ENGLISH else readings_of(language).two_asked
    match = pattern.fullmatch(text)
    if not match or not topic_words(match["first"]) or pattern.fullmatch(match["second"]):
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
