"""Standing limits of a channel or a chat, which apply unless a question states others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.question import Question
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, limits_not_in, merge_filters
from retrieval.index.facts import LibraryFacts

_OPEN_END: Mapping[ShapeName, str] = {"first": "since", "latest": "until"}
"""End of a standing period that does not apply to a question for the first or the latest mention."""


def with_standing(question: Question, standing: Filters, facts: LibraryFacts) -> Question:
    """Add standing limits to a question, and set its overruled limits.

    Words and options of the question overrule standing limits of the same sort. A resolution that the question names
    overrules standing limits to resolutions, a period and a country. The first mention is that of all times, so it
    overrules a standing beginning of a period, and the latest one its end.

    Args:
        question: The question as read from its words and options.
        standing: Limits of the channel or the chat.
        facts: Facts of the library.
    """
    own = question.scope.filters
    holding = standing
    if own.resolutions or question.cited:
        holding = replace(standing, resolutions=(), since=None, until=None, countries=())
    if end := _OPEN_END.get(question.shape.name):
        holding = replace(holding, **{end: getattr(NO_LIMITS, end)})
    merged = replace(merge_filters(holding, own), suggested=own.suggested or standing.suggested)
    kept = limits_not_in(merged, own)
    named = replace(merged, resolutions=tuple(map(facts.completed, merged.resolutions)))
    heeded = {*describe(merged, question.scope.outside), *describe(named)}
    said = (*question.stated, *describe(replace(standing, suggested=merged.suggested)))
    left = (note for note in said if note not in heeded)
    return replace(question.limited_to(merged), standing=kept, overruled=tuple(dict.fromkeys(left)))
