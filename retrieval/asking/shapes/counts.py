"""Counts of all resolutions or paragraphs within the limits of a question, whatever they say."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from retrieval.asking.answer import Result
from retrieval.asking.ranking.search import hits_of
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import Clause, ClauseKind, Symbol
from retrieval.index.protocol import ClauseIndex, clauses_within

_COUNTED = (ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE)
"""Kinds of paragraph that are counted if the question names none."""


def count_as_such(question: Question, index: ClauseIndex, *, k: int) -> Result:
    """Count the resolutions or paragraphs within the limits of a question, and show them in order.

    A paragraph counts as one with its sub-paragraphs. A resolution is shown by its first paragraph. If sub-paragraphs
    are asked for, those directly under a cited paragraph count. If several
    resolutions are named, the message gives the count of each.

    Args:
        question: Supplies the limits, the cited paragraphs and the shape; its other words are ignored.
        index: The index.
        k: Maximum number of hits.
    """
    firsts: dict[tuple[Symbol, str], int] = {}
    for row, clause in clauses_within(question.scope, index):
        if item := _item_of(clause, question):
            firsts.setdefault(item, row)
    rows = list(islice(firsts.values(), k))
    hits = hits_of(rows, question, index)
    names_several = len(question.scope.filters.resolutions) > 1 and question.shape.unit == "paragraphs"
    said = _of_each(Counter(symbol for symbol, _ in firsts)) if names_several else ""
    return Result(hits, 1.0, bool(hits), total=len(firsts), by_words=True, said=said)


def _item_of(clause: Clause, question: Question) -> tuple[Symbol, str] | None:
    """Return the resolution, paragraph or sub-paragraph that a clause counts as; None if it does not count."""
    if question.shape.unit == "resolutions":
        return clause.symbol, ""
    if question.shape.unit == "sub-paragraphs":
        is_counted = any(_is_directly_under(clause.paragraph, cited.paragraph) for cited in question.cited)
        return (clause.symbol, clause.id) if is_counted else None
    is_counted = clause.kind in (question.scope.filters.kinds or _COUNTED)
    return (clause.symbol, (clause.paragraph or clause.id).partition("(")[0]) if is_counted else None


def _of_each(counts: Counter[Symbol]) -> str:
    """Return a sentence with the number of each resolution.

    >>> _of_each(Counter({Symbol(2242, 2015): 18, Symbol(2493, 2019): 11}))
    'S/RES/2242 (2015) has 18, S/RES/2493 (2019) has 11.'
    """
    return f"{', '.join(f'{symbol} has {count}' for symbol, count in counts.items())}."


def _is_directly_under(paragraph: str | None, whole: str | None) -> bool:
    """Return whether a paragraph is a sub-paragraph of another one, and not of one of its sub-paragraphs."""
    return bool(paragraph and whole) and (paragraph or "").rpartition("(")[0] == whole
