"""Results of the tools for assistants: plain values, whose types are the schemas that clients see.

Only fields hold text of documents, with control codes replaced by symbols. The classes have no slots, as the package
`mcp` reads defaults from class attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.inert import inert
from retrieval.clauses.clause import Clause
from retrieval.wording.changes import Part, PartKind

SCHEME = "clause:///"


@dataclass(frozen=True)
class Theme:
    """Theme label of a paragraph, and who gave it: "peacewomen", "user" or "suggested"."""

    name: str
    by: str


@dataclass(frozen=True)
class Source:
    """File, its checksum, and the bytes that a paragraph was read from."""

    file: str
    sha256: str
    spans: list[list[int]]


@dataclass(frozen=True)
class Paragraph:
    """Paragraph of a resolution, verbatim.

    Attributes:
        citation: For people; quote it with the text.
        lead_in: For a sub-paragraph, the words above it that begin its sentence.
        uri: Address of this paragraph as a resource.
        url: Address of the official document.
    """

    id: str
    citation: str
    text: str
    lead_in: str
    symbol: str
    date: str | None
    kind: str
    paragraph: str | None
    themes: list[Theme]
    source: Source
    uri: str
    url: str


@dataclass(frozen=True)
class Change:
    """Words of a difference: "kept", "removed", "added", "moved-away" or "moved-here"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Side:
    """Side of a comparison: a resolution, and the ids of its paragraphs."""

    resolution: str
    ids: list[str]


@dataclass(frozen=True)
class Asked:
    """Answer to a question.

    Attributes:
        shape: "answer", "lookup", "resolution", "list", "count", "first", "latest", "compare" or "definition".
        answered: Whether the paragraphs answer; if not, they are empty, and `near_misses` are the nearest.
        certainty: "sure", "likely" or "closest".
        reply: Message of the server, such as that a resolution is not in the library.
        absent: Names in the question that the library lacks.
        unknown: Words of a question in another language that were not understood.
        total: Number of members of a list or count.
        next_offset: Offset of the next page; null on the last.
    """

    question: str
    shape: str
    answered: bool
    certainty: str | None
    reply: str
    absent: list[str]
    unknown: list[str]
    total: int | None
    paragraphs: list[Paragraph]
    near_misses: list[Paragraph]
    sides: list[Side]
    generation: str
    next_offset: int | None = None


@dataclass(frozen=True)
class Paragraphs:
    """Page of the paragraphs of a citation; `next_offset` is that of the next page, null on the last."""

    citation: str
    total: int
    paragraphs: list[Paragraph]
    next_offset: int | None = None


@dataclass(frozen=True)
class Precedent:
    """Other use of some language: its likeness, and the difference from the given text."""

    likeness: str
    paragraph: Paragraph
    difference: list[Change]


@dataclass(frozen=True)
class Precedents:
    """Other uses of some language, the nearest first; `first` is the id of the first use."""

    given: str
    answered: bool
    first: str | None
    precedents: list[Precedent]


@dataclass(frozen=True)
class Step:
    """Version of a paragraph, and its difference from the version before."""

    before: str | None
    paragraph: Paragraph
    difference: list[Change]


@dataclass(frozen=True)
class History:
    """Versions of a cited paragraph, oldest first, or a page of the paragraphs that use some words, by date."""

    given: str
    answered: bool
    steps: list[Step]
    uses: list[Paragraph]
    total: int
    next_offset: int | None = None


@dataclass(frozen=True)
class Matched:
    """Pair of paragraphs of two resolutions: "kept", "changed", "dropped" or "new"; unchanged words are in `new`."""

    kind: str
    old: Paragraph | None
    new: Paragraph | None
    difference: list[Change]


@dataclass(frozen=True)
class Compared:
    """Page of a comparison of an older resolution with a newer one."""

    old: str
    new: str
    counts: dict[str, int]
    total: int
    paragraphs: list[Matched]
    next_offset: int | None = None


@dataclass(frozen=True)
class Target:
    """Cited document or paragraph, the citing paragraph, and whether the library has the target."""

    citing: str
    target: str
    held: bool
    url: str


@dataclass(frozen=True)
class Cites:
    """References of a paragraph or resolution, and the ids of the paragraphs that cite it, a page of each."""

    citation: str
    cites: list[Target]
    cited_by: list[str]
    total: int
    next_offset: int | None = None


@dataclass(frozen=True)
class Named:
    """Resolution of the library; its date is its year, if only that is known."""

    symbol: str
    date: str
    url: str
    uri: str


@dataclass(frozen=True)
class Resolutions:
    """Page of the resolutions of the library, oldest first."""

    total: int
    resolutions: list[Named]
    next_offset: int | None = None


@dataclass(frozen=True)
class ThemeCount:
    """Theme, and the number of paragraphs with its label."""

    name: str
    paragraphs: int


@dataclass(frozen=True)
class Themes:
    """Themes of the library."""

    themes: list[ThemeCount]


@dataclass(frozen=True)
class Quoted:
    """Verdict on a quotation.

    Attributes:
        verdict: "exact", "differs", "wrong-paragraph", "wrong-resolution", "wrong-year", "not-found" or "not-held".
        may_be_quoted: Whether the words stand exactly where they are said to.
        said: The verdict in a sentence.
        source: Paragraph with these words, or with the nearest ones.
        difference: From the source to the quotation; empty for exact words.
        elsewhere: Ids of other paragraphs with exactly these words.
    """

    quote: str
    citation: str | None
    verdict: str
    may_be_quoted: bool
    said: str
    source: Paragraph | None
    difference: list[Change]
    elsewhere: list[str]


def paragraph_of(clause: Clause) -> Paragraph:
    """Convert a clause."""
    source = clause.source
    return Paragraph(
        id=clause.id,
        citation=clause.citation,
        text=inert(clause.text),
        lead_in=inert(clause.lead_in),
        symbol=str(clause.symbol),
        date=clause.date.isoformat() if clause.date else None,
        kind=clause.kind.value,
        paragraph=clause.paragraph,
        themes=[Theme(name=inert(label.name), by=label.by.value) for label in clause.themes],
        source=Source(file=inert(source.file), sha256=source.sha256, spans=[list(span) for span in source.spans]),
        uri=uri_of(clause),
        url=clause.url,
    )


def uri_of(clause: Clause) -> str:
    """Return the address of a paragraph as a resource: "clause:///S/RES/1325(2000)/8(b)"."""
    return f"{SCHEME}{clause.symbol.compact}/{clause.id.partition('#')[2]}"


def changes_of(parts: Iterable[Part], old: str, new: str) -> list[Change]:
    """Convert a difference; none if nothing changed."""
    parts = list(parts)
    if all(part.kind is PartKind.KEPT for part in parts):
        return []
    return [Change(kind=part.kind.value, text=inert(part.text(old, new))) for part in parts]


def paragraphs_of(clauses: Iterable[Clause]) -> list[Paragraph]:
    """Convert clauses, in order."""
    return [paragraph_of(clause) for clause in clauses]


def next_of(everything: Sequence[object], offset: int, limit: int) -> int | None:
    """Return the offset of the next page; None on the last."""
    return offset + limit if offset + limit < len(everything) else None
