"""Milvus filter expressions for the scope of a search: `Scope.allows`, with numbers alone."""

from __future__ import annotations

from retrieval.clauses.conditions import AllOf, AnyOf, Compared, Condition, Named, Not
from retrieval.clauses.scope import Scope
from retrieval.index.milvus.layout import NumberedNames

_NOTHING = "id < 0"


def scope_expression(scope: Scope, names: NumberedNames) -> str:
    """Return the expression for passages whose clause may be a hit; "" if any may be."""
    return " and ".join(condition_expression(condition, names) for condition in scope.conditions)


def condition_expression(condition: Condition, names: NumberedNames) -> str:
    """Return a condition as an expression of Milvus."""
    match condition:
        case Compared(column, sign, value):
            return f"{column.name} {sign} {int(value)}"
        case Named(column, wanted):
            numbers = names.numbers(column.name, wanted)
            return f"array_contains_any({column.name}, {numbers})" if numbers else _NOTHING
        case AllOf(parts):
            return f"({' and '.join(condition_expression(part, names) for part in parts)})"
        case AnyOf(parts):
            return f"({' or '.join(condition_expression(part, names) for part in parts)})"
        case Not(part):
            return f"not ({condition_expression(part, names)})"
