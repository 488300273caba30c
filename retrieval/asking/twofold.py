"""Two questions in one sentence, of which the first is answered alone: "what do advisers do and who pays for them?"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.asking.answer import Answer
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.words import topic_words


def two_questions(text: str) -> tuple[str, str] | None:
    """Return the two questions that a whitespace-normalised text asks; None for one that asks less or more.

    >>> two_questions("What do advisers do and who pays for them?")
    ('What do advisers do', 'who pays for them')
    >>> two_questions("who decides and how"), two_questions("women and how they vote")
    (None, None)
    """
    match = turn_patterns.TWO_ASKED.fullmatch(text)
    if not match or not topic_words(match["first"]) or turn_patterns.ASKS_AGAIN.search(match["second"]):
        return None
    return match["first"].strip(" ,"), match["second"]


def answered_in_part(first: str, second: str, ask: Callable[..., Answer], before: Sequence[Turn]) -> Answer | None:
    """Answer the first of two questions, and say so, and whether anything answers the second; None if it has no answer.

    Args:
        first: The first question.
        second: The second, which may refer to the first: "who pays for them".
        ask: Answers a question after the turns `before`.
        before: The turns of the conversation so far.
    """
    answer = ask(first, before=before)
    if not answer.answered:
        return None
    if ask(second, before=(*before, answer.turn)).answered:
        said = f"This is on “{first}” alone; ask “{second}” on its own, too."
    else:
        said = f"Nothing here seems to answer “{second}”."
    return replace(answer, reply=" ".join(filter(None, (answer.reply, said))))
