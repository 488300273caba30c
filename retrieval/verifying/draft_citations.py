"""Citations of Security Council resolutions in a draft: each resolution with the paragraphs cited from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from retrieval.clauses.adopted import is_of_year
from retrieval.clauses.citation import Citation
from retrieval.clauses.references.owners import TEXT, is_of_last, is_of_next, owner_after
from retrieval.readers.drafts.draft import RAISED, Draft, Paragraph
from retrieval.verifying.bare_paragraphs import BareParagraphs
from retrieval.verifying.cited_documents import CitedDocument, documents_in
from retrieval.verifying.pinpoints import Pinpoint, pinpoints_in
from retrieval.verifying.tables import Tables
from retrieval.verifying.translated import in_english
from retrieval.wording.fold import Range

_Thing = TypeVar("_Thing", "CitedDocument", "DraftCitation", Pinpoint)

_MARKS = dict.fromkeys(RAISED.values(), " ")
"""Raised figures, the marks of notes, which are no part of a number before them."""
_NUMBER = re.compile(r"\d+")
_IBID = re.compile(r"\b(?:[Ii]bid(?:em)?|[Ii]d(?:em)?(?=\.?,)|[Ll]oc\. cit|[Oo]p\. cit)\b\.?")
_OTHER_TEXT = re.compile(
    rf"(?:\b(?:draft|report|statement|note|agreement|letter|plan|text|paper)\b[\w\s’']{{0,40}}"
    rf"|{TEXT}(?:\s(?!and\b)[\w’']+){{0,6}}\s?)$",
    re.IGNORECASE,
)
"""Text that a paragraph behind it is of; "it recalls the Charter and in paragraph 8 …" is of the resolution itself."""
_POINTING = re.compile(
    r"(?:\W|\b(?:see|also|cf|ibid|ibidem|id|loc|op|cit|in|particular|particularly|especially"
    r"|notably|and|or|at|its|the|same|of"
    r"|operative|preambular|emphasis|added|quoting|quoted|from|resolution|text|e|g|i)\b){0,20}",
    re.IGNORECASE,
)
"""Words of a note before a paragraph that name no work of their own: "See also, ibid., "."""
_MOST_PARAGRAPHS = 99
"""Maximum number of a paragraph of a resolution that is not named beside it: reports and judgments have more."""
_EARLIER_WORK = ("Op", "op")
"""Beginnings of "op. cit.", which may be of any text cited before, and not of the last."""
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
        certain: Whether it names its resolution, by number, "ibid." or "that resolution", or no other can be meant. An
            uncertain one is of the resolution cited last, but only a quotation beside it tells whether that is right.
    """

    start: int
    end: int
    citations: tuple[Citation, ...]
    certain: bool

    @property
    def is_pinpoint(self) -> bool:
        """Whether it cites paragraphs."""
        return self.citations[0].paragraph is not None


@dataclass(frozen=True, slots=True)
class _Ibid:
    """Word that repeats the citation before: "ibid."."""

    start: int
    end: int


def find_citations(draft: Draft, quoted: Sequence[Range], held: Collection[int] = ()) -> list[DraftCitation]:
    """Find the citations of a draft outside of its quotations, in order.

    Args:
        draft: The draft.
        quoted: Ranges of its quotations.
        held: Numbers of the resolutions of the library, which may stand alone: "in 2106 for survivors (OP 19)".
    """
    text = in_english(masked(draft.text, quoted).translate(_MARKS))
    tables = Tables(draft, text, held)
    found: list[DraftCitation] = []
    documents: list[CitedDocument] = []
    alone: list[Pinpoint] = []
    last: DraftCitation | None = None
    outside: DraftCitation | None = None  # last one outside of tables
    in_notes = False
    for paragraph in draft.paragraphs:
        if paragraph.note and not in_notes:
            in_notes, last = True, None
        names = _Names(text[paragraph.start : paragraph.end], held)
        of_table = None
        if paragraph.cell:
            names.add(tables.label(paragraph.cell), paragraph.start)
            of_table = tables.owner(paragraph.cell)
            last = _citation_of(of_table, ()) if of_table else None if tables.is_on_some(paragraph.cell) else outside
        for one in _in_paragraph(names, last, is_note=bool(paragraph.note), of_table=of_table is not None):
            last = _moved(one, paragraph.start)
            found.append(last)
        outside = outside if paragraph.cell else last
        documents += (_moved(one, paragraph.start) for one in names.documents)
        alone += (_moved(one, paragraph.start) for one in names.alone)
    bare = BareParagraphs(draft, text, quoted, documents=documents, pinpoints=alone, held=held)
    return [replace(one, start=_whole_word(draft.text, text, one.start)) for one in _with_certainty(found, bare)]


def _whole_word(draft: str, text: str, start: int) -> int:
    """Return where a citation begins in the draft; a word that was translated into a shorter one ends in `text`."""
    while start and text[start - 1] == " " and draft[start - 1].isalnum():
        start -= 1
    return start


def citations_in(text: str) -> list[DraftCitation]:
    """Find the citations of one paragraph, in order.

    >>> [list(map(str, one.citations)) for one in citations_in("Resolution 1325 (2000), paras. 8 (b) and 10")]
    [['S/RES/1325 (2000), OP 8 (b)', 'S/RES/1325 (2000), OP 10']]
    """
    return find_citations(Draft(text, (Paragraph(0, len(text)),)), ())


def is_possible(citation: Citation) -> bool:
    """Return whether the Council can have adopted a resolution of the number in the stated year."""
    return citation.year is None or is_of_year(citation.number, citation.year)


def masked(text: str, quoted: Sequence[Range]) -> str:
    """Replace each character of quotations by one that no citation has."""
    pieces, done = [], 0
    for start, end in quoted:
        first = max(start, done)
        if end > first:
            pieces += [text[done:first], "\N{REPLACEMENT CHARACTER}" * (end - first)]
            done = end
    return "".join([*pieces, text[done:]])


def _with_certainty(citations: Iterable[DraftCitation], bare: BareParagraphs) -> Iterator[DraftCitation]:
    """Yield citations in order, each with whether its resolution is certain."""
    for one in citations:
        if one.certain:
            bare.record(one.start, one.end, one.citations[0].number, pinned=one.is_pinpoint)
            yield one
        elif (certain := bare.is_certain(one.start, one.end)) or not bare.is_of_that_text(one.end):
            yield replace(one, certain=certain)


class _Names:
    """Documents and paragraphs that a paragraph of a draft names, in order.

    Attributes:
        text: The paragraph.
        documents: The documents.
        of: The paragraphs of each document, as far as they stand beside it.
        alone: The other paragraphs.
    """

    def __init__(self, text: str, held: Collection[int]) -> None:
        self.text = text
        self.documents = documents_in(text, held)
        self._pinpoints = pinpoints_in(text)
        self._divide()

    def add(self, document: CitedDocument | None, start: int) -> None:
        """Add the resolution that a cell is the name of; `start` is where the paragraph begins in the draft."""
        if document and not self.documents:
            self.documents = [_moved(document, -start)]
            self._divide()

    def _divide(self) -> None:
        self.of = _pinpoints_of(self.text, self.documents, self._pinpoints)
        owned = {pinpoint for of_one in self.of.values() for pinpoint in of_one}
        self.alone = [one for one in self._pinpoints if one not in owned]


def _moved(thing: _Thing, by: int) -> _Thing:
    """Return a part of a text at its position in a longer one."""
    return replace(thing, start=thing.start + by, end=thing.end + by)


def _in_paragraph(
    names: _Names, last: DraftCitation | None, *, is_note: bool, of_table: bool = False
) -> Iterator[DraftCitation]:
    """Yield the citations of a paragraph, in order; those without a resolution are uncertain.

    Args:
        names: What the paragraph names.
        last: The citation before it.
        is_note: Whether it is one of a note, which may be on another work than the note before.
        of_table: Whether a table says that the citation before it is of its column or row.
    """
    text = names.text
    ibids = [_Ibid(*match.span()) for match in _IBID.finditer(text)]
    ibid_ends = {one.end for one in ibids if not text.startswith(_EARLIER_WORK, one.start)}
    pinpoint_starts = {one.start for of_one in (names.alone, *names.of.values()) for one in of_one}
    is_of_other_body = False  # of the last named document
    before = last
    things: list[CitedDocument | Pinpoint | _Ibid] = [*names.documents, *names.alone, *ibids]
    for thing in sorted(things, key=lambda one: one.start):
        made: DraftCitation | None = None
        if isinstance(thing, CitedDocument):
            is_of_other_body = thing.number is None
            if not is_of_other_body:
                made = _citation_of(thing, names.of[thing])
        elif isinstance(thing, Pinpoint):
            is_on_other_work = is_note and last is before and not _POINTING.fullmatch(text, 0, thing.start)
            if last and not (is_of_other_body or is_on_other_work or _is_elsewhere(text, thing)):
                ibid_precedes = not ibid_ends.isdisjoint(range(thing.start - _BEHIND_IBID, thing.start + 1))
                certain = (of_table and last is before) or ibid_precedes or owner_after(text, thing.end) == "that"
                whole = last.citations[0]
                year = whole.year if is_possible(whole) else None  # an error where it is stated, not here again
                named = (replace(whole, year=year, paragraph=paragraph) for paragraph in thing.paragraphs)
                made = DraftCitation(thing.start, thing.end, tuple(named), certain)
        elif last and pinpoint_starts.isdisjoint(range(thing.end, thing.end + _BEHIND_IBID + 1)):
            made = replace(last, start=thing.start, end=thing.end, certain=True)
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
    return DraftCitation(start, end, tuple(named) or (whole,), certain=True)


def _is_elsewhere(text: str, pinpoint: Pinpoint) -> bool:
    """Return whether the words around a pinpoint say that it is of another text."""
    owner = owner_after(text, pinpoint.end)
    before = text[max(0, pinpoint.start - _NEAR) : pinpoint.start]
    if owner in ("this", "that"):
        return False
    numbers = (int(number[0]) for one in pinpoint.paragraphs if (number := _NUMBER.search(one)))
    return owner in ("here", "other") or max(numbers, default=0) > _MOST_PARAGRAPHS or bool(_OTHER_TEXT.search(before))
