"""Milvus filter expressions for a question: `Question.allows`, with numbers alone."""

from __future__ import annotations

from retrieval.clauses.conditions import AllOf, AnyOf, Compared, Condition, Named, of_resolution
from retrieval.clauses.question import Question
from retrieval.index.milvus.layout import Names

_NOTHING = "id < 0"


def limits(question: Question, names: Names) -> str:
    """Return the expression for passages whose clause may be a hit; "" if any may be."""
    within = (expression(condition, names) for condition in question.filters.conditions)
    outside = (f"not ({expression(of_resolution(citation), names)})" for citation in question.outside)
    return " and ".join([*within, *outside])


def expression(condition: Condition, names: Names) -> str:
    """Return a condition as an expression of Milvus."""
    match condition:
        case Compared(column, sign, value):
            return f"{column.name} {sign} {int(value)}"
        case Named(column, wanted):
            numbers = names.numbers(column.name, wanted)
            return f"array_contains_any({column.name}, {numbers})" if numbers else _NOTHING
        case AllOf(parts):
            return f"({' and '.join(expression(part, names) for part in parts)})"
        case AnyOf(parts):
            return f"({' or '.join(expression(part, names) for part in parts)})"
