"""Standing limits of a channel or a chat, which apply unless a question states others."""

from __future__ import annotations

from dataclasses import replace

from retrieval.asking.understand.question import Question
from retrieval.clauses.filters import Filters, describe, limits_not_in, merge_filters
from retrieval.index.facts import LibraryFacts


def with_standing(question: Question, standing: Filters, facts: LibraryFacts) -> Question:
    """Add standing limits to a question, and set its overruled limits.

    Words and options of the question overrule standing limits of the same sort. A resolution that the question names
    overrules standing limits to resolutions, a period and a country.

    Args:
        question: The question as read from its words and options.
        standing: Limits of the channel or the chat.
        facts: Facts of the library.
    """
    own = question.scope.filters
    holding = standing
    if own.resolutions or question.cited:
        holding = replace(standing, resolutions=(), since=None, until=None, countries=())
    merged = replace(merge_filters(holding, own), suggested=own.suggested or standing.suggested)
    kept = limits_not_in(merged, own)
    named = replace(merged, resolutions=tuple(map(facts.completed, merged.resolutions)))
    heeded = {*describe(merged, question.scope.outside), *describe(named)}
    said = (*question.stated, *describe(replace(standing, suggested=merged.suggested)))
    left = (note for note in said if note not in heeded)
    return replace(question.limited_to(merged), standing=kept, overruled=tuple(dict.fromkeys(left)))
