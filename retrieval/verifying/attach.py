"""Pairs of the quotations of a draft with the citations that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from retrieval.readers.drafts.draft import Block, Cell, Draft, Paragraph
from retrieval.verifying.draft_citations import DraftCitation, masked
from retrieval.verifying.quotations import Quotation, QuotationForm
from retrieval.verifying.sentences import sentences_in
from retrieval.verifying.tables import Tables

_BESIDE = re.compile(
    r"[\s\"”’'»*_.,;:–—-]{0,8}[(\[]?"
    r"(?:(?:see|cf|as|in|of|from|at|under|per|quoting|quoted|emphasis|italics|added|ours|my|UN|UNSC|SC"
    r"|United|Nations|Security|Council|Council['’]s|its|the|also|ibid|id|idem|resolutions?|UNSCR"
    r"|SCR|Res|Source|stated|said"
    r"|S/RES/)\b[\s,.;:]{0,3}){0,8}$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\s,;()]{0,4}(?:(?:and|or|as well as|also|to|of|in)\s){0,3}(?:resolutions?\s)?$", re.IGNORECASE)
_ASIDE = re.compile(
    r",\s(?:(?:also|further|and)\s)?(?:recalling|reaffirming|reiterating|following|welcoming|citing|complementing"
    r"|supplementing|amending|superseding|replacing|succeeding|building on|further to|pursuant to|in line with|based on"
    r"|referring to|unlike|like|after|including|notably|such as|namely|in particular|especially)\s"
    r"(?:(?:in|its|the|UN|United|Nations|Security|Council|earlier|previous|landmark"
    r"|resolutions?|UNSCR|SCR)\s){0,6}(?:S/RES/)?$",
    re.IGNORECASE,
)
_PART_ENDS = re.compile(r"\s?[)\]—–]|,(?!\s(?:(?:in|of|by)\s)?(?:which|whose|where|that)\b)")
"""End of a bracket, or of a part between commas or dashes, that is followed by no words on what stands in it."""
_DENIED = re.compile(
    r"\b(?:not|nor|never|rather than|instead of|unlike)\s(?:(?:in|from|of|by|under|at|UN|United|Nations|Security"
    r"|Council|its|the|resolutions?|UNSCR|SCR)\s){0,6}(?:S/RES/)?$",
    re.IGNORECASE,
)
"""Words before a citation that is said not to have the words: "and not in | OP 5"."""
_COMPARED = re.compile(r"\b(?:differs?|different|differing|identical|compared|than|same as|similar)\b", re.IGNORECASE)
"""Words between two citations that are compared: "OP 2 of 1960 | differs from | OP 2 of 1888 (“…”)"."""
_ENDS = re.compile(r"[.!?][\"”’'»)\]]{0,3}$")
_OPENING = re.compile(r"[ \"“‘'«]*")
_POINTS = re.compile(r"\b(?:see|cf|source|from|quot(?:ed|ing)|stated|said)\b", re.IGNORECASE)
"""Word of a sentence that names the source of the one before: "See resolution …"."""
_POINTING = re.compile(
    r"(?:\W|\d|\b(?:see|also|cf|as|in|at|of|the|its|un|united|nations|security|council|unsc|sc"
    r"|u|n|docs?|documents?|text|this|is|scor|\d+th|\d*1st|\d*2nd|\d*3rd|mtg|meeting"
    r"|resolutions?|unscr|scr|res|s|for"
    r"|example|instance|e|g|i|ibid|para|paras|paragraphs?|op|pp"
    r"|adopted|quoted|quoting|from|source|and|la|le|du|de)\b){0,60}",
    re.IGNORECASE,
)
"""Words of a note before a citation that name no other work: "See Security Council "."""
_END = re.compile(
    r"[\"”’'»)\]*]{0,4}"
    r"(?:\s?\([^()]{0,80}\)|,\s(?:\d{1,2}\s[A-Z][a-z]+\s\d{4}|and others)|,?\sUN\sDoc\b[^;]{0,80})?"
    r"[\s\"”’'»)\]*]{0,8}(?:[.;]|\Z)"
)
"""End of a sentence, or of a part of it, behind a citation: " (emphasis added).", ", 31 October 2000."."""
_SAYS_SO = re.compile(
    r",?\s(?:says\s(?:so|this|it)"
    r"|(?:has|have|contains?|uses?)\s(?:this|these|the\ssame)\s(?:words|wording|language|phrase))\b"
    r"(?!,?\s(?:too|as\swell|also)\b)"
)
"""Words behind a citation by which it is of the quotation before its sentence."""
_MOST_BLOCKS = 30
"""Paragraphs of block quotations below one another that one sentence introduces."""
_NEAR = 120
"""Characters between a quotation and a citation that stands directly behind it."""

_MOST_IN_ROW = 40
"""Maximum citations in the row of a quotation; of more, none belongs to all quotations of a cell."""


class Tie(StrEnum):
    """Position of citations, by which they belong to a quotation.

    Attributes:
        BESIDE: Directly behind the quotation, or at the beginning of its note.
        SENTENCE: In the same sentence or later in its note, or in the one that introduces a block quotation.
        NONE: There is no citation.
        PROPOSED: There is none, and a table says that the words are a proposal, which may differ from all resolutions.
    """

    BESIDE = "beside"
    SENTENCE = "sentence"
    NONE = "none"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Attached:
    """Citations that belong to a quotation, and how they are tied to it.

    Attributes:
        tie: How they are tied to it.
        citations: The citations.
        instead: Others of its sentence that it is of if they have its exact words, as these citations may be an aside.
    """

    tie: Tie
    citations: tuple[DraftCitation, ...] = ()
    instead: tuple[DraftCitation, ...] = ()


class Attacher:
    """Finds the citations of each quotation of a draft.

    Args:
        draft: The draft.
        quotations: Its quotations, in order.
        citations: Its citations outside of them, in order.
        held: Numbers of the resolutions of the library.
    """

    def __init__(
        self,
        draft: Draft,
        quotations: Sequence[Quotation],
        citations: Sequence[DraftCitation],
        held: Collection[int] = (),
    ) -> None:
        self._draft = draft
        self._quotations = quotations
        self._citations = citations
        self._starts = [one.start for one in citations]
        self._tables = Tables(draft, masked(draft.text, [(one.start, one.end) for one in quotations]), held)
        self._taken: set[int] = set()  # starts of citations beside a quotation
        self._rows: dict[Cell, Attached] = {}  # what the row of a cell gives each of its quotations

    def attach(self) -> list[Attached]:
        """Return the citations of each quotation, in order."""
        attached = self._attach_in_text()
        for number, quotation in enumerate(self._quotations):
            cell = self._draft.paragraphs[self._draft.paragraph_at(quotation.start)].cell
            if cell and attached[number].tie is Tie.NONE:
                if cell not in self._rows:
                    is_proposed = self._tables.is_proposed(cell)
                    self._rows[cell] = Attached(Tie.PROPOSED) if is_proposed else self._in_row(cell)
                attached[number] = self._rows[cell]
        return attached

    def _attach_in_text(self) -> list[Attached]:
        beside = [self._beside(number) for number in range(len(self._quotations))]
        self._taken = {cited.start for some in beside for cited in some}
        return [
            Attached(Tie.SENTENCE if self._is_within_note(some[0]) else Tie.BESIDE, tuple(some))
            if some
            else self._in_sentence(number)
            for number, some in enumerate(beside)
        ]

    def _is_within_note(self, cited: DraftCitation) -> bool:
        """Return whether a citation stands behind other words of a note, such as those of another work's title."""
        paragraph = self._draft.paragraphs[self._draft.paragraph_at(cited.start)]
        return bool(paragraph.note) and not _POINTING.fullmatch(self._draft.text, paragraph.start, cited.start)

    def sentence_of(self, quotation: Quotation, *, cited: str | None = None) -> tuple[str, str]:
        """Return the words of a quotation's sentence before and behind it.

        Args:
            quotation: The quotation.
            cited: Text in place of each citation; None to leave the citations as they are.
        """
        start, end = self._sentence(quotation)
        if cited is None:
            return self._draft.text[start : quotation.start], self._draft.text[quotation.after : end]
        return self._marked(start, quotation.start, cited), self._marked(quotation.after, end, cited)

    def _marked(self, start: int, end: int, mark: str) -> str:
        """Return a range of the draft with a mark in place of each citation."""
        pieces = []
        for one in self._citations[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if one.start >= start:
                pieces += [self._draft.text[start : one.start].replace(mark, " "), mark]
                start = max(one.end, start)
        return "".join([*pieces, self._draft.text[start:end].replace(mark, " ")])

    def _beside(self, number: int) -> list[DraftCitation]:
        """Return the citations directly behind a quotation, or else those in its note."""
        quotation = self._quotations[number]
        at = bisect_left(self._starts, quotation.end)
        text = self._draft.text
        if at < len(self._citations) and self._citations[at].start - quotation.after <= _NEAR:
            first = self._citations[at]
            between = text[quotation.after : first.start]
            apart = "(" in between or "[" in between or "—" in between
            here = apart or not self._introduces(number, first)
            here = here and self._is_same_row(quotation.after, first.start)
            if _BESIDE.fullmatch(between) and here and (apart or self._is_same_paragraph(quotation.after, first.start)):
                group = self._group(at)
                if not apart and self._is_of_next_sentence(quotation, group):
                    return self._in_notes(number)
                # Citations listed after a closing bracket may introduce the next quotation.
                rest = next((n for n, one in enumerate(group[1:], 1) if ")" in text[group[n - 1].end : one.start]), 0)
                return group[:rest] if rest and self._introduces(number, group[rest]) else group
        return self._in_notes(number)

    def _introduces(self, number: int, cited: DraftCitation) -> bool:
        """Return whether a citation behind a quotation introduces the next quotation: "A", in resolution 1820 "B"."""
        if number + 1 >= len(self._quotations):
            return False
        following = self._quotations[number + 1].start
        same = self._is_same_paragraph(cited.end, following)
        return same and not self._boundaries_in(cited.end, following) and following > cited.end

    def _is_of_next_sentence(self, quotation: Quotation, group: Sequence[DraftCitation]) -> bool:
        """Return whether citations begin the next sentence, or part of one, and it goes on: "“A”. Its OP 2 has …"."""
        text, start, end = self._draft.text, group[0].start, group[-1].end
        begin = max([text.rfind(";", quotation.after, start) + 1, *self._boundaries_in(quotation.end, start)])
        if not begin or _POINTS.search(text, begin, start):
            return False
        if _END.match(text, end, self._draft.paragraphs[self._draft.paragraph_at(start)].end):
            return False
        first = bisect_left(self._starts, self._sentence(quotation)[0])
        return first < bisect_left(self._starts, quotation.start) or not _SAYS_SO.match(text, end)

    def _group(self, at: int) -> list[DraftCitation]:
        """Return a citation and the citations listed directly behind it."""
        found = [self._citations[at]]
        for cited in self._citations[at + 1 :]:
            if not self._are_listed(found[-1], cited):
                break
            found.append(cited)
        return found

    def _in_notes(self, number: int) -> list[DraftCitation]:
        """Return the citations of the first note behind a quotation, in its sentence and before the next quotation."""
        quotation = self._quotations[number]
        _, end = self._sentence(quotation)
        if number + 1 < len(self._quotations):
            end = min(end, max(self._quotations[number + 1].start, quotation.after))
        marks = self._draft.marks
        at = bisect_left(marks, quotation.end, key=lambda mark: mark.at)
        if at == len(marks) or marks[at].at > end + 1:
            return []
        of_note = [one for one in self._draft.paragraphs if one.note == marks[at].note]
        return [cited for one in of_note for cited in self._within(one)]

    def _within(self, paragraph: Paragraph) -> Sequence[DraftCitation]:
        low, high = bisect_left(self._starts, paragraph.start), bisect_left(self._starts, paragraph.end)
        return self._citations[low:high]

    def _in_sentence(self, number: int) -> Attached:
        """Return the nearest citations in the sentence: before the quotation, or else behind it."""
        quotation = self._quotations[number]
        start, end = self._sentence(quotation)
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, quotation.start)
        before = [cited for cited in self._citations[low:high] if cited.start not in self._taken]
        before = [cited for cited in before if not self._is_denied(cited)] or before
        groups = self._groups(before)
        if groups := [some for some in groups if not self._is_aside(some)] or groups:
            return Attached(Tie.SENTENCE, tuple(groups[-1]), self._around(groups))
        at = bisect_left(self._starts, quotation.after)
        if at < len(self._citations) and self._citations[at].start < end:
            cited = self._citations[at]
            others = number + 1 < len(self._quotations) and self._quotations[number + 1].start < cited.start
            if cited.start not in self._taken and not others:
                return Attached(Tie.SENTENCE, tuple(self._group(at)))
        return Attached(Tie.NONE)

    def _in_row(self, cell: Cell) -> Attached:
        """Return the citations of a row of a table: of its column, of the only resolution or of the cell beside.

        Cells with quotations have citations of their own.
        """
        row = [one for one in self._tables.row_of(cell) if not self._tables.of_column(cell)]
        cells = [self._cited_in(one) for one in row if not self._has_quotation(one)]
        cited = [one for some in cells for one in some]
        if len({citation.number for one in cited for citation in one.citations}) > 1:
            first = min(one.column for one in (*row, cell) if one == cell or self._has_quotation(one))
            on_left = any(one.column < first and self._cited_in(one) for one in row)
            near = [one for one in row if (one.column < cell.column) == on_left and not self._has_quotation(one)]
            cited = next(filter(None, map(self._cited_in, near)), [])
        if not cited and (owner := self._tables.owner(cell)):
            at = bisect_left(self._starts, owner.start)
            cited = [one for one in self._citations[at : at + 1] if one.start == owner.start]
        cited = [one for one in cited if one.is_pinpoint] or cited
        return Attached(Tie.SENTENCE, tuple(cited)) if 0 < len(cited) <= _MOST_IN_ROW else Attached(Tie.NONE)

    def _cited_in(self, cell: Cell) -> list[DraftCitation]:
        return [one for paragraph in self._tables.paragraphs_of(cell) for one in self._within(paragraph)]

    def _has_quotation(self, cell: Cell) -> bool:
        ranges = [(one.start, one.end) for one in self._tables.paragraphs_of(cell)]
        starts = [bisect_left(self._quotations, start, key=lambda one: one.start) for start, _ in ranges]
        return any(
            at < len(self._quotations) and self._quotations[at].start < end
            for at, (_, end) in zip(starts, ranges, strict=True)
        )

    def _groups(self, citations: Sequence[DraftCitation]) -> list[list[DraftCitation]]:
        """Return citations in order, those together that are listed or compared."""
        groups: list[list[DraftCitation]] = []
        for cited in citations:
            if groups and self._are_together(groups[-1][-1], cited):
                groups[-1].append(cited)
            else:
                groups.append([cited])
        return groups

    def _is_aside(self, cited: Sequence[DraftCitation]) -> bool:
        """Return whether citations stand in an aside between commas: ", recalling resolution 1325 (2000),"."""
        text, start = self._draft.text, cited[0].start
        before = text[max(0, start - _NEAR) : start]
        return text.startswith(",", cited[-1].end) and _ASIDE.search(before) is not None

    def _around(self, groups: Sequence[Sequence[DraftCitation]]) -> tuple[DraftCitation, ...]:
        """Return the citations before the last ones, if these end a bracket or a part between commas or dashes."""
        ends = _PART_ENDS.match(self._draft.text, groups[-1][-1].end) is not None
        return tuple(cited for some in groups[:-1] for cited in some) if ends else ()

    def _is_denied(self, cited: DraftCitation) -> bool:
        return _DENIED.search(self._draft.text, max(0, cited.start - _NEAR), cited.start) is not None

    def _are_together(self, one: DraftCitation, other: DraftCitation) -> bool:
        """Return whether words quoted behind two citations may be those of either: they are listed or compared."""
        compared = _COMPARED.search(self._draft.text, one.end, min(other.start, one.end + _NEAR)) is not None
        return self._are_listed(one, other) or (compared and not self._quotes_between(one.end, other.start))

    def _quotes_between(self, start: int, end: int) -> bool:
        at = bisect_left(self._quotations, start, key=lambda quotation: quotation.start)
        return at < len(self._quotations) and self._quotations[at].start < end

    def _are_listed(self, one: DraftCitation, other: DraftCitation) -> bool:
        between = self._draft.text[one.end : other.start][:_NEAR]
        return _LISTED.fullmatch(between) is not None and self._is_same_paragraph(one.start, other.start)

    def _is_same_paragraph(self, one: int, other: int) -> bool:
        return self._draft.paragraph_at(one) == self._draft.paragraph_at(other)

    def _is_same_row(self, one: int, other: int) -> bool:
        """Return whether two places are in one row of a table, or both outside of tables."""
        cells = [self._draft.paragraphs[self._draft.paragraph_at(at)].cell for at in (one, other)]
        rows = {cell and cell[:2] for cell in cells}
        return len(rows) == 1

    def _sentence(self, quotation: Quotation) -> tuple[int, int]:
        """Return the range of a quotation's sentence; for a block quotation, with the sentence that introduces it."""
        paragraphs = self._draft.paragraphs
        first = self._draft.paragraph_at(quotation.start)
        last = self._draft.paragraph_at(max(quotation.start, quotation.end - 1))
        low, end = paragraphs[first].start, paragraphs[last].end
        at_start = self._openings[first] >= quotation.start
        if at_start and first and not paragraphs[first].note:
            above = paragraphs[self._before_run(first)]
            introduces = above.cell == paragraphs[first].cell and not _ENDS.search(
                self._draft.text[max(above.start, above.end - 8) : above.end]
            )
            quotes = bisect_left(self._quotations, above.start, key=lambda one: one.start)
            has_own = quotes < len(self._quotations) and self._quotations[quotes].start < above.end
            if introduces and not above.note and not has_own:
                low = above.start
        inside = self._boundaries_in(low, quotation.start)
        behind = self._boundaries_in(max(quotation.after - 1, low), end)
        return (inside[-1] if inside else low), (behind[0] if behind else end)

    def _before_run(self, first: int) -> int:
        """Return the paragraph before a paragraph, or before all of the block quotations that it stands behind."""
        block = self._draft.paragraphs[first].block
        above = first - 1
        if block is Block.QUOTE:
            while above and self._draft.paragraphs[above].block is block and first - above < _MOST_BLOCKS:
                above -= 1
        return above

    def _boundaries_in(self, start: int, end: int) -> list[int]:
        return self._boundaries[bisect_right(self._boundaries, start) : bisect_right(self._boundaries, end)]

    @cached_property
    def _openings(self) -> list[int]:
        """Ends of the blanks and marks that each paragraph opens with."""
        text, paragraphs = self._draft.text, self._draft.paragraphs
        return [match.end() for one in paragraphs if (match := _OPENING.match(text, one.start))]

    @cached_property
    def _boundaries(self) -> list[int]:
        """Beginnings of sentences inside of paragraphs, those of block quotations included."""
        marked = [(one.start, one.end) for one in self._quotations if one.form is QuotationForm.MARKED]
        return sentences_in(self._draft.text, marked)
