"""A search: its words, and the limits on its hits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.errors import QuestionError

_WORD_CHARACTER = re.compile(r"\w")
MAX_CHARACTERS = 10_000
"""A pasted paragraph has a few thousand; no encoder reads as far as this."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search.

    Attributes:
        text: The words.
        filters: Limits on the hits.
        outside: Resolutions that a hit must not be from.
        cited: Paragraphs that are named, and so come first.
        years: Years of adoption that are likelier than others.
        everything: Whether all that the filters allow is asked for, in its order, rather than what covers the words.
    """

    text: str
    filters: Filters = NO_LIMITS
    outside: tuple[Citation, ...] = ()
    cited: tuple[Citation, ...] = ()
    years: tuple[int, ...] = ()
    everything: bool = False

    def allows(self, clause: Clause) -> bool:
        """Say whether a clause may be a hit."""
        return self.filters.allow(clause) and not any(citation.names(clause.symbol) for citation in self.outside)


def checked(text: str) -> str:
    """Return what somebody asked, white space folded.

    Raises:
        QuestionError: If it has no words, or is longer than anything that could be understood.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(f"that has {len(text):,} characters; {MAX_CHARACTERS:,} are taken at most")
    if not _WORD_CHARACTER.search(text):
        raise QuestionError(
            "that has no words; expected a question, a text or a citation, as in 'Who protects women in camps?'"
        )
    return " ".join(text.split())
