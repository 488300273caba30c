"""Context in which a question of a conversation is understood on its own."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import understand
from retrieval.clauses.filters import Filters
from retrieval.index.facts import LibraryFacts


@dataclass(frozen=True, slots=True)
class Reader:
    """Context of a question.

    Attributes:
        facts: Facts of the library.
        given: Filters set by options.
        language: Code of the language of its words; its references and limits are in English.
    """

    facts: LibraryFacts
    given: Filters
    language: str

    def alone(self, words: str) -> Question:
        """Understand a question on its own."""
        return understand(words, self.facts, self.given, self.language)

    def own_words(self, words: str) -> Question:
        """Understand a question on its own, without the filters set by options."""
        return understand(words, self.facts, Filters(suggested=self.given.suggested), self.language)
