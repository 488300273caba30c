"""Search query of a question: its words as the texts of a library have them."""

from __future__ import annotations

from dataclasses import replace

from retrieval.asking.understand.countries import with_names_held
from retrieval.asking.understand.question import Question
from retrieval.index.protocol import ClauseIndex
from retrieval.library.abbreviations import expanded


def search_query(question: Question, index: ClauseIndex) -> Question:
    """Return a question with the abbreviations of its search text expanded, and with the texts' names of countries."""
    text = with_names_held(question.text, index.facts.words)
    return replace(question, text=expanded(text, index.manifest.abbreviations))
