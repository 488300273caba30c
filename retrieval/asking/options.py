"""Options of a question, as every face passes them on to `retrieval.asking.ask.ask`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.clauses.filters import Filters


class AskOptions(TypedDict, total=False):
    """Keyword arguments of a question, each of them optional.

    Attributes:
        filters: Limits on this question, which overrule those that its words state.
        standing: Limits on all questions of the channel or the chat, which those that its words state overrule.
        before: Turns of the conversation so far, oldest first: `answer.turn` of each answer.
        literal: Whether to search for the words as they are, without reading limits from them.
        marked: Positions, from 0, of the hits to highlight; None for all.
        complete: Whether to return all members of a list, and all paragraphs of a resolution or part that is asked for
            as a whole, whatever `k`.
    """

    filters: Filters
    standing: Filters
    before: Sequence[Turn]
    literal: bool
    marked: range | None
    complete: bool
