"""Page furniture: detect running heads, page numbers, barcodes and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

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
_JOB = r"\d\d-\d{5,6}[A-Z]?\*{0,3}"
_SURE = rf"S/RES/\d{{1,4}}\s?\((?:19|20)\d\d\)\*{{0,3}}|{_JOB}\s?\(E\)?|\*\d{{6,8}}\*"
_BESIDE = (
    rf"\d{{1,3}}\s+{_JOB}(?!\s?\(E|\s+\d)|{_JOB}(?!\s?\(E)(?:\s+\d{{1,3}}(?=\s+S/RES/))?"
    r"|/\.{3}|`{3,}|Page\s\d{1,3}|\d{1,2}/\d{1,2}"
)
_IN_LINE = re.compile(
    rf"(?:(?<=[\s;,.])|^)(?:(?:{_BESIDE})\s+){{0,6}}+(?:{_SURE})(?:\s+(?:{_SURE}|{_BESIDE})){{0,6}}+(?!\S)"
    rf"|(?<=[;,.]\s){_JOB}(?:\s+\d{{1,2}}/\d{{1,2}})?$"
)
"""Page furniture in a line: a running head, a barcode or a job number, with what stands beside it."""
_SYMBOL = re.compile(r"S/RES/(\d{1,4})")
_RUNNING_HEAD = frozenset({"United", "Nations", "UNITED", "NATIONS", "Security", "Council"})
_NOTICE = re.compile(
    r"[*_\s]*(?:Reissued (?:for technical|as received|on )|Please recycle\b|Distr\.\s*:)", re.IGNORECASE
)
_SOURCES = (
    "Ibid bid See Official Documents? Resolutions General\\s+Assembly\\s+res Security\\s+Council\\s+res Treaty [AS]/ "
    "United\\s+Nations, League\\s+of\\s+Nations The\\s+draft\\s+resolution One\\s+member"
).split()
_FOOTNOTE = re.compile(rf"\[\d{{1,3}}\]\s|\(?\d{{1,3}}\)?\s+(?:\d\s+)?(?:{'|'.join(_SOURCES)})")
_NOTES = re.compile(r"(?:Foot)?notes:?", re.IGNORECASE)
_RULE = re.compile(r"_{6,}(?:\s+[\d*(].*)?")
_BELOW_RULE = re.compile(r"(?:\(?\d{1,2}\)?|\*{1,3})\s+(?=[A-Z\"“])")
_LONGEST_FOOTNOTE = 4  # lines


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
    return _NOTICE.match(text) is not None or _FOOTNOTE.match(text) is not None


def furniture_apart(line: Line, number: int) -> Iterator[Line]:
    """Yield the parts of a line, with page furniture that a converter left in it as lines of its own.

    Args:
        line: A line of the body.
        number: Number of the resolution; the symbol of another one is a citation.
    """
    at = 0
    for match in _IN_LINE.finditer(line.text):
        if any(int(symbol) != number for symbol in _SYMBOL.findall(match[0])):
            continue
        yield from _part(line, at, match.start())
        yield from _part(line, *match.span())
        at = match.end()
    yield from _part(line, at, len(line.text))


def _part(line: Line, start: int, end: int) -> Iterator[Line]:
    text = line.text[start:end]
    if bare := text.strip():
        start += len(text) - len(text.lstrip())
        yield Line(line.start + start, line.start + start + len(bare), bare)


def cut_pages(lines: Iterable[Line]) -> list[list[Line]]:
    """Remove page furniture and footnotes; return the runs of lines between the furniture.

    The list of footnotes at the end of a web page ends the text.
    """
    pages: list[list[Line]] = [[]]
    for line in _without_footnotes(takewhile(lambda line: not _NOTES.fullmatch(line.text), lines)):
        if not is_furniture(line.text) and not is_notice(line.text):
            pages[-1].append(line)
        elif pages[-1]:
            pages.append([])
    return [page for page in pages if page]


def _without_footnotes(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without footnotes below a rule; each may be several lines long, up to a stop."""
    below_rule, left = False, 0  # lines that the footnote may still have
    for line in lines:
        if _RULE.fullmatch(line.text):
            below_rule, left = True, 0
        elif below_rule and _opens_footnote(line.text):
            left = _LONGEST_FOOTNOTE
        elif left == 0 or is_furniture(line.text):
            below_rule = False
        if not below_rule:
            yield line
        left = 0 if is_ended(line.text) else max(0, left - 1)


def _opens_footnote(text: str) -> bool:
    match = _BELOW_RULE.match(text)
    return match is not None and not opens_operative(text[match.end() :])
