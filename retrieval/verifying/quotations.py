"""Quotations of a draft: words in quotation marks, over several paragraphs too, and block quotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from retrieval.readers.drafts.draft import Block, Draft, Paragraph
from retrieval.verifying.draft_citations import citations_in
from retrieval.verifying.pinpoints import pinpoints_in
from retrieval.verifying.tables import Tables
from retrieval.wording.fold import Range

_MARK = re.compile(r"``|''|[“”„‟«»‹›「」『』\"]")
_SINGLE = re.compile(r"[‘’‚']")
_POSSESSIVE_GOES_ON = re.compile(r"\s[a-z]")
_TYPED_OPENS, _TYPED_CLOSES = "``", "''"
_ALWAYS_OPENS, _ALWAYS_CLOSES = ("«", "„", "‟", "‹", "「", "『", _TYPED_OPENS), ("»", "›", "」", "』", _TYPED_CLOSES)
_OPENS, _CLOSES = ("“", *_ALWAYS_OPENS), ("”", *_ALWAYS_CLOSES)
_BEFORE_OPENING = " \t\n\u00a0\u202f([{—–-/:;,"
_AFTER_CLOSING = " \t\n\u00a0\u202f)]}—–-/:;,.!?…’'”»“\"*"
_MOST_PARAGRAPHS = 12
"""Maximum paragraphs from the opening mark of a quotation to its closing mark."""
_MOST_MARKS = 40
"""Maximum marks inside of a quotation whose marks do not pair."""
_MOST_NESTED = 8
"""Maximum depth of quotations within a quotation; beyond it, the marks do not pair."""
_LONGEST_SINGLE = 1_500
"""Maximum characters between single quotation marks."""
_OPENING_MARKS, _CLOSING_MARKS = ("“", "„", "«", '"'), ("”", "“", "»", '"')
_ATTRIBUTION = re.compile(r"\s*(?:[—–]|--|\[?(?:Source|From)\b)")
"""Beginning of a paragraph that names the source of a block quotation."""
_TAIL = re.compile(r"\s(?=[(\[])|(?<=[.;:,”»\"])\s(?=(?:[—–]|--)\s)")
"""Blank before a citation that may follow the words of a block quotation."""
_LONGEST_TAIL = 150
"""Maximum characters of a citation at the end of a block quotation."""
_CELL_LABEL = re.compile(
    r"[*_\s]{0,3}(?:OP|PP|para(?:graph)?\.?)\s?\d{1,2}(?:\s?\([a-z]{1,4}\)){0,2}[*_]{0,3}\s?[:.–—-]?\s+", re.IGNORECASE
)
"""Paragraph that a cell of a table begins with, before its words."""
_FEWEST_BLANKS = 7
"""Least blanks in a cell that may be a quotation without marks."""
_OUTER = re.compile(r"\s*[“„«\"]?\s*")
"""Opening mark and blanks at the beginning of a later paragraph of a quotation."""


class QuotationForm(StrEnum):
    """Form of a quotation.

    Attributes:
        MARKED: In quotation marks.
        BLOCK: A block quotation.
        PERHAPS: Indented, in a table, or with a missing closing mark; it may be no quotation.
    """

    MARKED = "marked"
    BLOCK = "block"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quotation of a draft.

    Attributes:
        start: Position of its first word, behind the opening mark.
        end: Position behind its last word.
        after: Position behind its closing mark.
        text: Its words, a line for each paragraph, without the opening marks of later paragraphs.
    """

    start: int
    end: int
    after: int
    text: str
    form: QuotationForm


@dataclass(frozen=True, slots=True)
class _Mark:
    """Quotation mark in a draft.

    Attributes:
        at: Position of the mark.
        end: Position behind it.
        paragraph: Number of its paragraph.
        opens: Whether it may open a quotation.
        closes: Whether it may close one.
        begins: Whether it begins its paragraph.
    """

    at: int
    end: int
    paragraph: int
    opens: bool
    closes: bool
    begins: bool


def find_quotations(draft: Draft, held: Collection[int] = ()) -> list[Quotation]:
    """Find the quotations of a draft, in order; they are nested only where marks do not pair.

    Args:
        draft: The draft.
        held: Numbers of the resolutions of the library, which may stand alone in tables.
    """
    found = [*_blocks(draft), *_marked(draft), *_cells(draft, held)]
    covered = [(one.start, one.after) for one in found]
    found += [one for one in _single(draft) if not _inside(one.start, covered)]
    return sorted(found, key=lambda one: one.start)


def paragraphs_of(draft: Draft, quotation: Quotation) -> list[Quotation]:
    """Return each paragraph of a quotation as one of its own."""
    first, last = draft.paragraph_at(quotation.start), draft.paragraph_at(max(quotation.start, quotation.end - 1))
    ranges = [
        (max(quotation.start, one.start), min(quotation.end, one.end)) for one in draft.paragraphs[first : last + 1]
    ]
    return [_quotation(draft, start, end, quotation.after, quotation.form) for start, end in ranges]


def _inside(at: int, ranges: Sequence[Range]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _blocks(draft: Draft) -> Iterator[Quotation]:
    """Yield block quotations: runs of paragraphs marked as such, each up to a citation or a closing mark."""
    for block, group in groupby(draft.paragraphs, key=lambda one: one.block):
        if not block.is_set_apart:
            continue
        form = QuotationForm.BLOCK if block is Block.QUOTE else QuotationForm.PERHAPS
        quoted: list[Paragraph] = []
        for paragraph in group:
            if quoted and _names_source(draft.text[paragraph.start : paragraph.end]):
                yield _block(draft, quoted, form)
                quoted = []
                continue
            quoted.append(paragraph)
            if _is_whole(draft.text, paragraph):
                yield _block(draft, quoted, form)
                quoted = []
        if quoted:
            yield _block(draft, quoted, form)


def _names_source(text: str) -> bool:
    """Return whether a paragraph of a block quotation names the source of those before: "— …", "(S/RES/…)"."""
    return bool(_ATTRIBUTION.match(text)) or (
        text[0] in "([" and _is_one_bracket(text.rstrip(" .")) and bool(citations_in(text))
    )


def _block(draft: Draft, quoted: Sequence[Paragraph], form: QuotationForm) -> Quotation:
    end = _end_of_words(draft.text, quoted[0].start, quoted[-1].end)
    return _quotation(draft, quoted[0].start, end, end, form)


def _is_whole(text: str, paragraph: Paragraph) -> bool:
    """Return whether a paragraph ends a block quotation: it closes its mark, or has a citation at its end."""
    end = _end_of_words(text, paragraph.start, paragraph.end)
    closed = text[paragraph.start : end].rstrip(" .,;:*")
    return end < paragraph.end or (closed[:1] in _OPENING_MARKS and closed[-1:] in _CLOSING_MARKS)


def _end_of_words(text: str, start: int, end: int) -> int:
    """Return the end of a block quotation's words, before a citation in parentheses or behind a dash."""
    for match in _TAIL.finditer(text, max(start, end - _LONGEST_TAIL), end):
        tail = text[match.start() : end].strip(" .\n")
        if (tail[0] not in "([" or _is_one_bracket(tail)) and (citations_in(tail) or _is_paragraph(tail)):
            return match.start()
    return end


def _is_paragraph(tail: str) -> bool:
    """Return whether a bracket has nothing but a paragraph: "(OP 10)"."""
    words = tail[1:-1].strip() if tail[0] in "([" else ""
    return [(one.start, one.end) for one in pinpoints_in(words)] == [(0, len(words))]


def _is_one_bracket(text: str) -> bool:
    """Return whether the bracket that a text begins with is closed at its very end."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return at == len(text) - 1
    return False


def _marked(draft: Draft) -> Iterator[Quotation]:
    """Yield the words between double quotation marks, outside of block quotations."""
    marks = list(_marks(draft))
    at = 0
    while at < len(marks):
        mark = marks[at]
        if not mark.opens:
            at += 1
            continue
        closing = _closing(marks, at, draft)
        if closing is None:
            # A mark inside may lack its partner, as words were left out: then the last one closes.
            others = [
                one.at for one in marks[at + 1 : at + _MOST_MARKS] if one.closes and one.paragraph == mark.paragraph
            ]
            end = others[-1] if others else draft.paragraphs[mark.paragraph].end
            yield _quotation(draft, mark.end, end, end, QuotationForm.PERHAPS)
            at += 1
        else:
            end = marks[closing].at
            yield _quotation(draft, mark.end, end, marks[closing].end, QuotationForm.MARKED)
            at = closing + 1


def _cells(draft: Draft, held: Collection[int]) -> Iterator[Quotation]:
    """Yield the cells of tables without quotation marks that may have the words of a resolution, behind "OP 2:"."""
    tables = Tables(draft, draft.text, held)
    for paragraph in draft.paragraphs:
        if paragraph.cell is None or _MARK.search(draft.text, paragraph.start, paragraph.end):
            continue
        label = _CELL_LABEL.match(draft.text, paragraph.start, paragraph.end)
        start = label.end() if label else paragraph.start
        if draft.text.count(" ", start, paragraph.end) >= _FEWEST_BLANKS and tables.is_quoting(paragraph.cell):
            yield _quotation(draft, start, paragraph.end, paragraph.end, QuotationForm.PERHAPS)


def _marks(draft: Draft) -> Iterator[_Mark]:
    """Yield the double quotation marks of a draft, outside of block quotations."""
    for number, paragraph in enumerate(draft.paragraphs):
        if paragraph.block.is_set_apart:
            continue
        typed = False
        for match in _MARK.finditer(draft.text, paragraph.start, paragraph.end):
            at, mark = match.start(), match[0]
            typed = typed or mark == _TYPED_OPENS
            if mark == _TYPED_CLOSES and not typed:
                continue  # apostrophes
            opening, closing = _may_open(draft.text, at), _may_close(draft.text, at)
            opens = mark in _ALWAYS_OPENS or (opening and not (mark in _CLOSES and closing))
            is_end = closing and not (mark in _OPENS and opening)
            closes = mark in _ALWAYS_CLOSES or is_end or (mark == "”" and not opening)
            yield _Mark(at, match.end(), number, opens, closes, at == paragraph.start)


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    stops = after in ",;:)" or (after == "." and text[at + 2 : at + 3] != ".")
    return before in _BEFORE_OPENING and bool(after.strip()) and not stops


def _may_close(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    return bool(before.strip()) and (after in _AFTER_CLOSING or after.isdigit() or after in "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _closing(marks: Sequence[_Mark], opened: int, draft: Draft) -> int | None:
    """Return the index of the mark that closes the quotation opened by the mark at `opened`; None if there is none.

    A paragraph that begins with a mark continues the quotation of the one before.
    """
    depth, last = 1, marks[opened].paragraph
    for number in range(opened + 1, len(marks)):
        mark = marks[number]
        if mark.paragraph > last:
            if mark.paragraph > marks[opened].paragraph + _MOST_PARAGRAPHS or _is_note(draft, mark, marks[opened]):
                return None
            if mark.paragraph > last + 1 and mark.begins:
                return None
            last = mark.paragraph
            if mark.begins and mark.opens:
                depth = 1
                continue
            if mark.opens and not mark.closes:
                return None
        if mark.closes:
            depth -= 1
            if depth == 0:
                return number
        elif mark.opens:
            depth += 1
            if depth > _MOST_NESTED:
                return None
    return None


def _is_note(draft: Draft, mark: _Mark, opened: _Mark) -> bool:
    return draft.paragraphs[mark.paragraph].note != draft.paragraphs[opened.paragraph].note


def _single(draft: Draft) -> Iterator[Quotation]:
    """Yield the words between single quotation marks, as opposed to apostrophes."""
    for paragraph in draft.paragraphs:
        if paragraph.block.is_set_apart:
            continue
        marks = [match.start() for match in _SINGLE.finditer(draft.text, paragraph.start, paragraph.end)]
        number = 0
        while number < len(marks):
            opened = marks[number]
            number += 1
            if draft.text[opened] == "’" or not _may_open(draft.text, opened):
                continue
            closing = _closing_single(draft.text, marks[number : number + 60], opened)
            if closing is not None:
                yield _quotation(draft, opened + 1, closing, closing + 1, QuotationForm.MARKED)
                while number < len(marks) and marks[number] <= closing:
                    number += 1


def _closing_single(text: str, marks: Sequence[int], opened: int) -> int | None:
    """Return the position of the closing mark; a mark after "s" is a genitive if a later mark can close."""
    doubtful: int | None = None
    depth = 0
    for at in marks:
        if at > opened + _LONGEST_SINGLE:
            break
        if _may_open(text, at) and not _may_close(text, at):
            if text[at] != "‘":
                break
            depth += 1
        if text[at] in "’'" and _may_close(text, at):
            if text[at - 1] != "s" or not _POSSESSIVE_GOES_ON.match(text, at + 1):
                if depth == 0:
                    return at
                depth -= 1
            elif doubtful is None:
                doubtful = at
    return doubtful


def _quotation(draft: Draft, start: int, end: int, after: int, form: QuotationForm) -> Quotation:
    """Build a quotation, with a line of text for each paragraph that it spans."""
    first, last = draft.paragraph_at(start), draft.paragraph_at(max(start, end - 1))
    lines = []
    for number in range(first, last + 1):
        paragraph = draft.paragraphs[number]
        begin = max(start, paragraph.start)
        if number > first:
            begin = _outer_end(draft.text, begin)
        lines.append(draft.text[begin : min(end, paragraph.end)])
    return Quotation(start, end, after, "\n".join(lines), form)


def _outer_end(text: str, at: int) -> int:
    """Return the position behind the blanks and the opening mark that a later paragraph begins with."""
    found = _OUTER.match(text, at)
    return found.end() if found else at
