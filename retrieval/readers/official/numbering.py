"""Remarks on the numbers of operative paragraphs and of those of annexes: those that a text lacks up to its last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.sections import OutlinedClause

_OF_ANNEX = re.compile(r"(?P<prefix>annex-(?:.*\.)?)(?P<number>\d{1,3})(?:\(|$)")


def remarks_on_numbers(clauses: Sequence[OutlinedClause]) -> Iterator[str]:
    """Yield a remark if paragraphs are missing below the last, as in an excerpt or where one is misread."""
    yield from _remarks_on_operative(clauses)
    annexes: dict[str, list[int]] = defaultdict(list)
    for clause in clauses:
        if clause.kind is ClauseKind.ANNEX and (match := _OF_ANNEX.match(clause.paragraph or "")):
            annexes[match["prefix"]].append(int(match["number"]))
    for prefix, numbers in annexes.items():
        if missing := _missing(numbers):
            yield (
                f"no paragraph {missing} of the annex was found between “{prefix}{numbers[0]}” and "
                f"“{prefix}{numbers[-1]}”; unless it is an excerpt, compare its numbers with the official document"
            )


def _missing(numbers: Sequence[int]) -> str:
    """Return the numbers that are left out, as "2–4, 7"; "" if there are none."""
    gaps = [(one + 1, other - 1) for one, other in pairwise(numbers) if other > one + 1]
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in gaps)


def _remarks_on_operative(clauses: Sequence[OutlinedClause]) -> Iterator[str]:
    names = [one.paragraph or "" for one in clauses if one.kind is ClauseKind.OPERATIVE]
    # A paragraph may have no words above its items, so that only "2(a)" is a clause.
    numbers = [int(number) for name in names if (number := name.partition("(")[0]).isdecimal()]
    is_sectioned = any("." in name for name in names)
    first = numbers[:1] if is_sectioned else [0]
    if missing := _missing([*first, *numbers]):
        yield (
            f"no operative paragraph {missing} was found, but {numbers[-1]}; expected all numbers up to it, unless "
            "it is an excerpt; compare the numbers of its paragraphs with those of the official document"
        )
