"""Page furniture: detect running heads, page numbers, barcodes and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from retrieval.readers.source import Line

_LONGEST = 200  # characters; no running head is longer, whereas a line of noise may be millions
_PIECE = re.compile(
    r"""
      S/(?:RES/)?\d[\d/().]*\*{0,3}\)?   # S/RES/2538, S/RES/2272(2016), S/1995/1033
    | \((?:19|20)\d\d\)\*{0,3}\)?        # (2020)*
    | \d\d-\d{4,6}\*{0,3}                # job number: 20-11254
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
    r"[*_\s]*(?:Reissued (?:for technical|as received|on )|Please recycle\b|Distr\.\s*:)", re.IGNORECASE
)
_SOURCES = (
    "Ibid bid See Official Documents? Resolutions General\\s+Assembly\\s+res Security\\s+Council\\s+res Treaty [AS]/ "
    "United\\s+Nations, League\\s+of\\s+Nations The\\s+draft\\s+resolution One\\s+member"
).split()
_FOOTNOTE = re.compile(rf"\[\d{{1,3}}\]\s|\(?\d{{1,3}}\)?\s+(?:\d\s+)?(?:{'|'.join(_SOURCES)})")


_NOTES = re.compile(r"(?:Foot)?notes:?", re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Return whether a line is page furniture, by its text alone.

    Every word of such a line is furniture: "S/RES/2538 (2020)", "2/8", "20-11254 (E)", "*2011254*", "/...".
    """
    if len(text) > _LONGEST:
        return text.strip("-_=*`~. ") == ""
    words = text.split()
    named = any(word.startswith("S/") for word in words)
    if not named and any(word.startswith("(") and word != "(E)" for word in words):
        return False  # a year alone, "1325 (2000)", is the end of a wrapped sentence
    return all(_PIECE.fullmatch(word) or (named and word in _RUNNING_HEAD) for word in words)


def is_notice(text: str) -> bool:
    """Return whether a line is a footnote or a printing notice: "* Reissued for technical reasons."."""
    return _NOTICE.match(text) is not None or _FOOTNOTE.match(text) is not None


def cut_pages(lines: Iterable[Line]) -> list[list[Line]]:
    """Remove page furniture; return the runs of lines between it.

    The list of footnotes at the end of a web page ends the text.
    """
    pages: list[list[Line]] = [[]]
    for line in takewhile(lambda line: not _NOTES.fullmatch(line.text), lines):
        if not is_furniture(line.text) and not is_notice(line.text):
            pages[-1].append(line)
        elif pages[-1]:
            pages.append([])
    return [page for page in pages if page]
