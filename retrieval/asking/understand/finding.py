"""Findings: annotated ranges of a question, each with its meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import FIELD, Filters


@dataclass(frozen=True, slots=True)
class Limit:
    """Filter that the words of a question state.

    Attributes:
        field: Name of the field of `Filters`.
        value: Value of that field; a single one for a field of several values.
    """

    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Edit:
    """Replacement of a range of the question before the search."""

    instead: str = ""


Role = Literal["shown", "topic", "outside"]
Unit = Literal["paragraphs", "resolutions", "sub-paragraphs"]
Cites = Literal["", "resolutions", "documents"]
Opening = Literal["", "words", "last words", "verb"]
ShapeName = Literal["answer", "lookup", "resolution", "compare", "list", "first", "latest", "count", "definition"]

LISTED: tuple[ShapeName, ...] = ("list", "count", "first", "latest")
"""Shapes whose answer is made of all paragraphs that mention the topic."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Citation of a resolution or paragraph that does not filter.

    Attributes:
        role: "shown": a paragraph to list first; "topic": topic of the question; "outside": a resolution to exclude.
    """

    role: Role
    citation: Citation


@dataclass(frozen=True, slots=True)
class Placed:
    """Paragraph that is named without its resolution, written as in a `Citation`: "16(d)"."""

    paragraph: str


@dataclass(frozen=True, slots=True)
class MentionedYear:
    """Year that is mentioned without filtering; nine times in ten it is the year of the wanted text."""

    year: int


@dataclass(frozen=True, slots=True)
class Shape:
    """Shape of the answer that the frame of a question asks for: "list every mention of" asks for a list.

    Attributes:
        name: Name of the shape.
        unit: The unit that a count counts.
        as_such: Whether a list or a count is of all resolutions or paragraphs within the limits, without a topic.
        by_turns: Whether whole resolutions are shown in alternation, as for a comparison.
        cites: Kind of cited texts, if the question asks for the citations in the resolutions in scope: "resolutions",
            or "documents" for resolutions and all others; "" for any other question.
        asks_date: Whether the question asks when the resolutions were adopted.
        opening: What a list or a count names instead of a topic: the first or last words of paragraphs, or the verb
            with which they begin; "" for any other question.
    """

    name: ShapeName
    unit: Unit = "paragraphs"
    as_such: bool = False
    by_turns: bool = False
    cites: Cites = ""
    asks_date: bool = False
    opening: Opening = ""

    @property
    def counts_resolutions(self) -> bool:
        """Whether the question asks for a number of resolutions: "how many resolutions mention …"."""
        return self.name == "count" and self.unit == "resolutions"

    @property
    def has_total(self) -> bool:
        """Whether the answer says how many there are: a list or a count."""
        return self.name in ("list", "count")


ANSWER = Shape("answer")


class Framed(NamedTuple):
    """Shape that the frame of a question asks for, and the positions of its topic among its words."""

    shape: ShapeName
    topic: range


Sign = Literal[
    "opens",
    "refers",
    "same text",
    "it says",
    "asks for a text",
    "outside it",
    "anywhere",
    "elsewhere",
    "newer",
    "later",
    "older",
]
"""Sign in the wording of a question that it is a follow-up ("opens"), or that a later one may refer to it ("asks for a
text")."""


ReplyKind = Literal[
    "greeting",
    "thanks",
    "help",
    "empty",
    "adding",
    "quotes",
    "holdings",
    "kinds",
    "privacy",
    "deleting",
    "channels",
    "exporting",
    "limiting",
    "languages",
    "self",
    "retry",
    "complaint",
    "form",
    "judging",
    "drafting",
    "voting",
    "reasons",
    "aside",
]
"""Kind of message that gets a fixed reply: small talk, or a question about the bot itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Annotated range of a whitespace-normalised question, end exclusive."""

    start: int
    end: int
    means: Limit | Edit | Cited | Placed | MentionedYear | Shape | Sign


def overlaps(match: re.Match[str], findings: Iterable[Finding]) -> bool:
    """Return whether a match overlaps the range of an edit."""
    return any(match.start() < one.end and one.start < match.end() for one in findings if isinstance(one.means, Edit))


def is_within(match: re.Match[str], findings: Iterable[Finding]) -> bool:
    """Return whether a match lies completely in the range of a finding."""
    return any(one.start <= match.start() and match.end() <= one.end for one in findings)


def filters_of(findings: Iterable[Finding], *, suggested: bool = False) -> Filters:
    """Collect the filters of findings; of a field that holds one value, the first counts.

    If the period would end before it begins, its end is dropped.

    Args:
        findings: Findings of any meaning.
        suggested: Whether suggested themes count as labels.
    """
    values: dict[str, dict[Any, None]] = defaultdict(dict)
    for one in findings:
        if isinstance(one.means, Limit):
            values[one.means.field].setdefault(one.means.value)
    fields: dict[str, Any] = {
        name: tuple(some) if FIELD[name].several else next(iter(some)) for name, some in values.items()
    }
    since, until = fields.get("since"), fields.get("until")
    if since and until and since > until:  # "2000: camps since 2467"
        del fields["until"]
    return Filters(**fields, suggested=suggested)


def cited_as(role: Role, findings: Iterable[Finding]) -> tuple[Citation, ...]:
    """Return the citations of findings in a role, without duplicates."""
    means = (one.means for one in findings)
    return tuple(dict.fromkeys(one.citation for one in means if isinstance(one, Cited) and one.role == role))


def is_cited_as(role: Role, finding: Finding) -> bool:
    """Return whether a finding is a citation in a role."""
    return isinstance(finding.means, Cited) and finding.means.role == role


def citation_of(finding: Finding, *roles: Role) -> Citation | None:
    """Return the resolution that a finding limits to, or its citation if that has one of the roles; else None."""
    match finding.means:
        case Limit("resolutions", Citation() as citation):
            return citation
        case Cited(role, citation) if role in roles:
            return citation
        case _:
            return None


def as_limit(finding: Finding, *roles: Role) -> Finding:
    """Return a finding as a limit to the resolution that it cites in one of the roles; any other finding as it is."""
    citation = citation_of(finding, *roles)
    return replace(finding, means=Limit("resolutions", citation)) if citation else finding


def limits_by(finding: Finding, *fields: str) -> bool:
    """Return whether a finding is a limit by one of the fields of `Filters`."""
    return isinstance(finding.means, Limit) and finding.means.field in fields


def limits_of_other_sorts(findings: Iterable[Finding]) -> list[Finding]:
    """Return the limits among findings, except limits to a resolution."""
    return [one for one in findings if isinstance(one.means, Limit) and citation_of(one) is None]


def names_resolution(finding: Finding) -> bool:
    """Return whether a finding limits to a resolution, or cites one or a paragraph of one."""
    return citation_of(finding, "shown", "topic", "outside") is not None


def shape_of(findings: Iterable[Finding]) -> Shape:
    """Return the first shape that findings ask for; "answer" if they ask for none."""
    return next((one.means for one in findings if isinstance(one.means, Shape)), ANSWER)
