"""Findings: ranges of a question, each with what it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import FIELD, Filters


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that the words state.

    Attributes:
        field: Of `Filters`.
        value: Of that field; where it holds several, one of them.
    """

    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the words before they are searched for: what stands in place of the range."""

    instead: str = ""


Role = Literal["shown", "topic", "outside"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A resolution or a paragraph that is named without limiting.

    Attributes:
        role: "shown" first, as a paragraph; "topic" of the question; "outside", where not to look.
    """

    role: Role
    citation: Citation


@dataclass(frozen=True, slots=True)
class Dated:
    """A year that is mentioned without limiting; nine times in ten the wanted text's own."""

    year: int


Shape = Literal[
    "opens", "refers", "same text", "it says", "asks for a text", "outside it", "anywhere", "newer", "older"
]
"""A way in which a question builds on the one before it, or is built upon."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A range of a question with single blanks, the end exclusive, and what it means."""

    start: int
    end: int
    means: Limit | Edit | Cited | Dated | Shape


def overlaps(match: re.Match[str], findings: Iterable[Finding]) -> bool:
    """Say whether a match has a character in common with a range that is edited."""
    return any(match.start() < one.end and one.start < match.end() for one in findings if isinstance(one.means, Edit))


def filters_of(findings: Iterable[Finding], *, suggested: bool = False) -> Filters:
    """Gather the limits of findings; of a field with one value, the first.

    Args:
        findings: Any.
        suggested: Whether themes that are only suggested count.
    """
    values: dict[str, dict[Any, None]] = defaultdict(dict)
    for one in findings:
        if isinstance(one.means, Limit):
            values[one.means.field].setdefault(one.means.value)
    fields: dict[str, Any] = {
        name: tuple(some) if FIELD[name].several else next(iter(some)) for name, some in values.items()
    }
    return Filters(**fields, suggested=suggested)


def cited_as(role: Role, findings: Iterable[Finding]) -> tuple[Citation, ...]:
    """Return what findings cite in a role, each once."""
    means = (one.means for one in findings)
    return tuple(dict.fromkeys(one.citation for one in means if isinstance(one, Cited) and one.role == role))


Reads = Literal["since", "after", "until", "before", "in", "between", "in decade", "last years"]
When = Literal["apart", "set off", "anywhere"]


@dataclass(frozen=True, slots=True)
class Period:
    """A pattern of a period, and when it limits.

    Attributes:
        reads: How its first and last day are read from a match.
        when: "apart" from the sentence, as it could be part of the story told; at the end "set off" by a comma, too;
            or "anywhere".
    """

    pattern: re.Pattern[str]
    reads: Reads
    when: When = "apart"


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of a field of `Filters` that words can state, and the patterns of these words."""

    field: str
    value: Any
    patterns: tuple[re.Pattern[str], ...]
