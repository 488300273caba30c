"""Remarks on the numbers of operative paragraphs: those that a text lacks up to its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.sections import OutlinedClause


def remarks_on_numbers(clauses: Sequence[OutlinedClause]) -> Iterator[str]:
    """Yield a remark if operative paragraphs are missing below the last, as in an excerpt or where one is misread."""
    names = [one.paragraph or "" for one in clauses if one.kind is ClauseKind.OPERATIVE]
    # A paragraph may have no words above its items, so that only "2(a)" is a clause.
    numbers = [int(number) for name in names if (number := name.partition("(")[0]).isdecimal()]
    is_sectioned = any("." in name for name in names)
    first = numbers[:1] if is_sectioned else [0]
    gaps = [(one + 1, other - 1) for one, other in pairwise([*first, *numbers]) if other > one + 1]
    if gaps:
        missing = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in gaps)
        yield (
            f"no operative paragraph {missing} was found, but {numbers[-1]}; expected all numbers up to it, unless "
            "it is an excerpt; compare the numbers of its paragraphs with those of the official document"
        )
