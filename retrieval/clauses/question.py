"""Search query: words, filters and cited paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.errors import QuestionError

_WORD_CHARACTER = re.compile(r"\w")
MAX_CHARACTERS = 10_000
"""Maximum characters of a question. A pasted paragraph has a few thousand; no encoder reads as far as this."""


@dataclass(frozen=True, slots=True)
class Question:
    """Search query.

    Attributes:
        text: Search text.
        filters: Filters on the hits.
        outside: Resolutions to exclude.
        cited: Cited paragraphs, which rank first.
        years: Years of adoption that get a boost.
        defines: Whether a definition is asked for: a paragraph that establishes ranks before one that refers back.
        everything: Whether to list all clauses that the filters allow, unranked: of named resolutions each in turn, its
            operative part first, else in corpus order.
        only_cited: Whether the cited paragraphs, with their sub-paragraphs, are all that is wanted.
    """

    text: str
    filters: Filters = NO_LIMITS
    outside: tuple[Citation, ...] = ()
    cited: tuple[Citation, ...] = ()
    years: tuple[int, ...] = ()
    defines: bool = False
    everything: bool = False
    only_cited: bool = False

    def allows(self, clause: Clause) -> bool:
        """Return whether a clause may be a hit."""
        return self.filters.allow(clause) and not any(citation.names(clause.symbol) for citation in self.outside)


def checked(text: str) -> str:
    """Validate the text of a question; return it with white space folded.

    Raises:
        QuestionError: If it has no words, or more than `MAX_CHARACTERS`.
    """
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(f"the text has {len(text):,} characters; the maximum is {MAX_CHARACTERS:,}")
    if not _WORD_CHARACTER.search(text):
        raise QuestionError(
            "the text has no words; expected a question, a text or a citation, as in 'Who protects women in camps?'"
        )
    return " ".join(text.split())
