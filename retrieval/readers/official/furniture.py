"""Page furniture: detect running heads, page numbers, barcodes and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from retrieval.readers.official.annex_heads import annex_label
from retrieval.readers.official.enumerators import Style, opens_numbered, read_mark
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.official.lines import is_ended
from retrieval.readers.opening import opens_operative
from retrieval.readers.source import Line

_LONGEST = 200  # characters; no running head is longer, whereas a line of noise may be millions
_PIECE = re.compile(
    r"""
      S/(?:RES/)?\d[\d/().]*\*{0,3}\)?   # S/RES/2538, S/RES/2272(2016), S/1995/1033
    | \((?:19|20)\d\d\)\*{0,3}\)?        # (2020)*
    | \d\d-\d{4,6}[A-Z]?\*{0,3}(?:\(E\)?)?  # job number: 20-11254, 01-66853(E)
    | \(?E\)?                            # language of the job: (E)
    | \*\d+\*                            # barcode
    | \d{1,3}(?:/\d{1,3})?               # page number
    | \d{6}                              # date of the job
    | /?\.{2,3}                          # the page goes on
    | [-–—_=*`~]{2,}
    | Page | PAGE | English | ENGLISH | Original: | Original
    """,
    re.VERBOSE,
)
_RUNNING_HEAD = frozenset({"United", "Nations", "UNITED", "NATIONS", "Security", "Council"})
_NOTICE = re.compile(
    r"[*_\s]*(?:Reissued (?:for technical|as received|on )|Please recycle\b|Distr\.\s*:"
    r"|(?:Downloaded|Printed) (?:from|on) \S{1,60}\.\S)",
    re.IGNORECASE,
)
_SOURCES = (
    "Ibid bid See Official Documents? Resolutions General\\s+Assembly\\s+res Security\\s+Council\\s+res Treaty [AS]/ "
    "United\\s+Nations, League\\s+of\\s+Nations The\\s+draft\\s+resolution One\\s+member"
).split()
_FOOTNOTE = re.compile(rf"\[\d{{1,3}}\]\s|\(?\d{{1,3}}\)?\s+(?:\d\s+)?(?:{'|'.join(_SOURCES)})")
_NOTES = re.compile(r"(?:Foot)?notes:?", re.IGNORECASE)
_RULE = re.compile(r"_{6,}(?:\s+[\d*(].*)?")
_BELOW_RULE = re.compile(r"(?:(?:\(?\d{1,2}\)?|\*{1,3})\s+|[¹²³⁴-⁹]{1,2}\s*)(?=[A-Z\"“])")
_LONGEST_FOOTNOTE, _LONGEST_NOTES, _LONGEST_HEAD = 4, 12, 8  # lines
_FEWEST_NUMBERS, _LONGEST_GAP = 3, 3


def is_furniture(text: str) -> bool:
    """Return whether a line is page furniture, by its text alone.

    Every word of such a line is furniture: "S/RES/2538 (2020)", "2/8", "20-11254 (E)", "*2011254*", "/...".
    """
    if len(text) > _LONGEST:
        return text.strip("-_=*`~. ") == ""
    words = text.split()
    named = any(word.startswith("S/") for word in words)
    if not named and any(word.startswith("(") and word not in ("(E)", "(E") for word in words):
        return False  # a year alone, "1325 (2000)", is the end of a wrapped sentence
    return all(_PIECE.fullmatch(word) or (named and word in _RUNNING_HEAD) for word in words)


def is_notice(text: str) -> bool:
    """Return whether a line is a footnote or a printing notice: "* Reissued for technical reasons."."""
    if _NOTICE.match(text):
        return True
    mark = read_mark(text)
    words = text[mark.end :] if mark and text.startswith("[") else ""
    is_paragraph = (opens_operative(words) and is_ended(text)) or (opens_as_resolution(words) and text.endswith(";"))
    return _FOOTNOTE.match(text) is not None and not is_paragraph


def cut_pages(lines: Iterable[Line]) -> list[list[Line]]:
    """Remove page furniture and footnotes; return the runs of lines between the furniture.

    The list of footnotes at the end of a web page ends the text.
    """
    text = _without_list_of_notes(list(lines))
    numbers = _paragraph_numbers(text)
    pages: list[list[Line]] = [[]]
    for line in _without_footnotes(_without_interrupting_notes(text)):
        if line.start in numbers or (not _is_of_page(line) and not is_notice(line.text)):
            pages[-1].append(line)
        elif pages[-1]:
            pages.append([])
    return [page for page in pages if page]


def _without_list_of_notes(lines: list[Line]) -> list[Line]:
    """Return the lines without the list of notes below "Notes", above the first annex or at the end.

    At the end it is below the last paragraph with a number and the heading of the last annex.
    """
    titles = [n for n, line in enumerate(lines) if _NOTES.fullmatch(line.text)]
    if not titles:
        return lines
    first = titles[0]
    annex = next((n for n in range(first, len(lines)) if annex_label(lines[n].text) is not None), len(lines))
    is_list = annex - first > 1 and _opens_footnote(lines[first + 1].text)
    if is_list and annex < len(lines) and not any(opens_numbered(line.text) for line in lines[first:annex]):
        lines = [*lines[:first], *lines[annex:]]
        titles = [n for n, line in enumerate(lines) if _NOTES.fullmatch(line.text)]
    below = reversed(range(titles[0], len(lines)) if titles else ())
    last = next((n for n in below if opens_numbered(lines[n].text) or annex_label(lines[n].text) is not None), 0)
    return lines[: next((n for n in titles if n > last), len(lines))]


def _without_interrupting_notes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without footnotes at the end of a page that interrupt a sentence, be there a rule or not.

    The sentence goes on in lower case behind the page furniture.
    """
    kept: list[Line] = []
    for n, line in enumerate(lines):
        if _is_of_page(line) and kept and kept[-1].text.endswith("."):
            below = next((other for other in lines[n + 1 : n + 1 + _LONGEST_HEAD] if not _is_of_page(other)), None)
            first = _first_note(kept) if below and below.text[0].islower() else len(kept)
            del kept[first:]
        kept.append(line)
    return kept


def _first_note(lines: Sequence[Line]) -> int:
    """Return the index of the first of the footnotes that end some lines, below a broken sentence."""
    for n in range(len(lines) - 1, max(0, len(lines) - _LONGEST_NOTES), -1):
        above = lines[n - 1].text
        if _opens_footnote(lines[n].text) and (not is_ended(above) or above.endswith(",")):
            return n
        if _is_of_page(lines[n]):
            break
    return len(lines)


def _is_of_page(line: Line) -> bool:
    return line.is_head or is_furniture(line.text)


def _paragraph_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Return the starts of the lines that are the numbers of paragraphs, and not of pages.

    They are "1", "2" and so on, each above a paragraph, in a text that numbers its paragraphs in no other way.
    """
    found: list[int] = []
    last = 0
    for line, following in pairwise(lines):
        mark = read_mark(line.text)
        if mark is None or mark.value(Style.NUMBER) is None:
            continue
        opens = opens_as_resolution(following.text)
        if line.text.isdigit() and last < int(line.text) <= last + (_LONGEST_GAP if found else 1) and opens:
            last = int(line.text)
            found.append(line.start)
        elif opens_operative(line.text[mark.end :]) or (opens and not line.text.isdigit()):
            return frozenset()
    return frozenset(found) if len(found) >= _FEWEST_NUMBERS else frozenset()


def _without_footnotes(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without footnotes below a rule; each may be several lines long, up to a stop."""
    below_rule, left = False, 0  # lines that the footnote may still have
    for line in lines:
        if _RULE.fullmatch(line.text):
            below_rule, left = True, 0
        elif below_rule and _opens_footnote(line.text):
            left = _LONGEST_FOOTNOTE
        elif left == 0 or _is_of_page(line):
            below_rule = False
        if not below_rule:
            yield line
        left = 0 if is_ended(line.text) else max(0, left - 1)


def _opens_footnote(text: str) -> bool:
    match = _BELOW_RULE.match(text)
    return match is not None and not opens_operative(text[match.end() :])
