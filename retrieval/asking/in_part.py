"""Answer to the first of two questions in a sentence that nothing answers as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.asking.answer import Answer
from retrieval.asking.understand.turns import Turn


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
