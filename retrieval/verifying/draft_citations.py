"""Citations of Security Council resolutions in a draft: each resolution with the paragraphs cited from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.clauses.adopted import is_of_year
from retrieval.clauses.citation import Citation
from retrieval.clauses.references.owners import TEXT, is_of_last, is_of_next, owner_after
from retrieval.readers.drafts.draft import Draft
from retrieval.verifying.cited_documents import CitedDocument, documents_in
from retrieval.verifying.pinpoints import Pinpoint, pinpoints_in
from retrieval.wording.fold import Range

_IBID = re.compile(r"\b(?:[Ii]bid(?:em)?|[Ll]oc\. cit|[Oo]p\. cit)\b\.?")
_OTHER_TEXT = re.compile(
    rf"(?:\b(?:draft|report|statement|note|agreement|letter|plan|text|paper)\b[\w\s’']{{0,40}}"
    rf"|{TEXT}(?:\s(?!and\b)[\w’']+){{0,6}}\s?)$",
    re.IGNORECASE,
)
"""Text that a paragraph behind it is of; "it recalls the Charter and in paragraph 8 …" is of the resolution itself."""
_NEAR = 90
"""Characters before a paragraph in which the name of its text is looked for."""
_BEHIND_IBID = 5
"""Maximum characters between "ibid." and its paragraph."""


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """Citation in a draft.

    Attributes:
        start: Position of its first character.
        end: Position behind its last character.
        citations: The resolution, or each of its cited paragraphs.
        explicit: Whether it names its resolution, by number, "ibid." or "that resolution"; else it is of the resolution
            cited last.
    """

    start: int
    end: int
    citations: tuple[Citation, ...]
    explicit: bool

    @property
    def is_pinpoint(self) -> bool:
        """Whether it cites paragraphs."""
        return self.citations[0].paragraph is not None


@dataclass(frozen=True, slots=True)
class _Ibid:
    """Word that repeats the citation before: "ibid."."""

    start: int
    end: int


def find_citations(draft: Draft, quoted: Sequence[Range]) -> list[DraftCitation]:
    """Find the citations of a draft outside of its quotations, in order.

    Args:
        draft: The draft.
        quoted: Ranges of its quotations.
    """
    found: list[DraftCitation] = []
    last: DraftCitation | None = None
    in_notes = False
    for paragraph in draft.paragraphs:
        if paragraph.note and not in_notes:
            in_notes, last = True, None
        text = draft.text[paragraph.start : paragraph.end]
        for one in _in_paragraph(_masked(text, paragraph.start, quoted), last):
            last = replace(one, start=one.start + paragraph.start, end=one.end + paragraph.start)
            found.append(last)
    return found


def citations_in(text: str) -> list[DraftCitation]:
    """Find the citations of one paragraph, in order.

    >>> [list(map(str, one.citations)) for one in citations_in("Resolution 1325 (2000), paras. 8 (b) and 10")]
    [['S/RES/1325 (2000), OP 8 (b)', 'S/RES/1325 (2000), OP 10']]
    """
    return list(_in_paragraph(text, None))


def is_possible(citation: Citation) -> bool:
    """Return whether the Council can have adopted a resolution of the number in the stated year."""
    return citation.year is None or is_of_year(citation.number, citation.year)


def _masked(text: str, offset: int, quoted: Sequence[Range]) -> str:
    """Replace each character of quotations by one that no citation has."""
    at = max(0, bisect_right(quoted, offset, key=lambda one: one[0]) - 1)
    pieces, done = [], 0
    for start, end in quoted[at:]:
        if start >= offset + len(text):
            break
        first, last = max(start - offset, done), min(end - offset, len(text))
        if last > first:
            pieces += [text[done:first], "\N{REPLACEMENT CHARACTER}" * (last - first)]
            done = last
    return "".join([*pieces, text[done:]])


def _in_paragraph(text: str, last: DraftCitation | None) -> Iterator[DraftCitation]:
    """Yield the citations of a paragraph, in order; `last` is the citation before it."""
    documents, pinpoints = documents_in(text), pinpoints_in(text)
    pinpoints_of = _pinpoints_of(text, documents, pinpoints)
    owned = {pinpoint for of_one in pinpoints_of.values() for pinpoint in of_one}
    ibids = [_Ibid(*match.span()) for match in _IBID.finditer(text)]
    ibid_ends = {one.end for one in ibids}
    pinpoint_starts = {one.start for one in pinpoints}
    is_of_other_body = False  # of the last named document
    things: list[CitedDocument | Pinpoint | _Ibid] = [*documents, *pinpoints, *ibids]
    for thing in sorted(things, key=lambda one: one.start):
        made: DraftCitation | None = None
        if isinstance(thing, CitedDocument):
            is_of_other_body = thing.number is None
            if not is_of_other_body:
                made = _citation_of(thing, pinpoints_of[thing])
        elif isinstance(thing, Pinpoint):
            if last and thing not in owned and not is_of_other_body and not _is_elsewhere(text, thing):
                ibid_precedes = not ibid_ends.isdisjoint(range(thing.start - _BEHIND_IBID, thing.start + 1))
                explicit = ibid_precedes or owner_after(text, thing.end) in ("this", "that", "thereof")
                named = (replace(last.citations[0], paragraph=paragraph) for paragraph in thing.paragraphs)
                made = DraftCitation(thing.start, thing.end, tuple(named), explicit)
        elif last and pinpoint_starts.isdisjoint(range(thing.end, thing.end + _BEHIND_IBID + 1)):
            made = replace(last, start=thing.start, end=thing.end, explicit=True)
        if made:
            last = made
            yield made


def _pinpoints_of(
    text: str, documents: Sequence[CitedDocument], pinpoints: Sequence[Pinpoint]
) -> dict[CitedDocument, list[Pinpoint]]:
    """Return the pinpoints beside each document that belong to it."""
    owned: dict[CitedDocument, list[Pinpoint]] = {document: [] for document in documents}
    for pinpoint in pinpoints:
        at = bisect_right(documents, pinpoint.start, key=lambda one: one.start)
        last, following = (documents[at - 1] if at else None), next(iter(documents[at : at + 1]), None)
        end = max([last.end, *(one.end for one in owned[last][-1:])]) if last else 0
        follows_last = last is not None and is_of_last(text, end, pinpoint.start, in_draft=True)
        if following and is_of_next(text, pinpoint.end, following.start, comma=not follows_last):
            owned[following].append(pinpoint)
        elif last and follows_last and owner_after(text, pinpoint.end) not in ("here", "other"):
            owned[last].append(pinpoint)
    return owned


def _citation_of(document: CitedDocument, pinpoints: Sequence[Pinpoint]) -> DraftCitation:
    assert document.number is not None
    whole = Citation(document.number, document.year, None)
    named = [replace(whole, paragraph=paragraph) for pinpoint in pinpoints for paragraph in pinpoint.paragraphs]
    start = min([document.start, *(pinpoint.start for pinpoint in pinpoints)])
    end = max([document.end, *(pinpoint.end for pinpoint in pinpoints)])
    return DraftCitation(start, end, tuple(named) or (whole,), explicit=True)


def _is_elsewhere(text: str, pinpoint: Pinpoint) -> bool:
    """Return whether the words around a pinpoint say that it is of another text."""
    owner = owner_after(text, pinpoint.end)
    before = text[max(0, pinpoint.start - _NEAR) : pinpoint.start]
    return owner in ("here", "other") or (owner not in ("this", "that") and bool(_OTHER_TEXT.search(before)))
