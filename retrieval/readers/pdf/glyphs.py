"""PDF glyph extraction: characters with positions and sizes (the only user of pypdfium2)."""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from retrieval.errors import UnreadableError
from retrieval.readers.source import ACCEPTED

MOST_PAGES = 500  # the longest resolution known, S/RES/2231 (2015), has 104
MOST_CHARACTERS = 400_000  # and 300,000 characters
MOST_KEYWORDS = 10_000  # bytes; far more than keywords need
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_BLANK = 0x20
_HYPHEN_MARKS = frozenset({0x02, 0xFFFE})  # pdfium's codes of a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Printed:
    """Page with its characters and their positions.

    Attributes:
        width: In points.
        has_pictures: Whether it has any object other than text.
        text: Characters, in the order of the file.
        places: For each character, left and right edge, baseline and size, in points from the lower left
            corner of the page.
    """

    width: float
    has_pictures: bool
    text: str
    places: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """Pages of a PDF, and the keywords of its properties."""

    keywords: str
    pages: tuple[Printed, ...]


def read_printed(data: bytes) -> PrintedDocument:
    """Extract the characters of a PDF; call it in a subprocess, as pdfium is foreign code that may crash.

    Raises:
        UnreadableError: If it is damaged, encrypted or far too long.
    """
    # Initialised for each file, so that earlier files cannot affect its result.
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() == _PASSWORD
        raise UnreadableError(f"it is {'locked with a password' if locked else 'a damaged PDF'}; {ACCEPTED}")
    try:
        return _read_document(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read_document(document: Any) -> PrintedDocument:
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        raise UnreadableError(f"it has {count} pages; expected at most {MOST_PAGES}; {ACCEPTED}")
    pages: list[Printed] = []
    left = MOST_CHARACTERS
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            raise UnreadableError(f"page {number + 1} of it is damaged; {ACCEPTED}")
        try:
            pages.append(_read_page(page, left))
        finally:
            pdfium.FPDF_ClosePage(page)
        left -= len(pages[-1].text)
    return PrintedDocument(_keywords(document), tuple(pages))


def _keywords(document: Any) -> str:
    said = ctypes.create_string_buffer(MOST_KEYWORDS)
    size = pdfium.FPDF_GetMetaText(document, b"Keywords", said, MOST_KEYWORDS)
    return said.raw[: size - 2].decode("utf-16-le", "replace") if 2 <= size <= MOST_KEYWORDS else ""


def _read_page(page: Any, left: int) -> Printed:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        return _read_text_page(page, text_page, left)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _read_text_page(page: Any, text_page: Any, left: int) -> Printed:
    count = pdfium.FPDFText_CountChars(text_page)
    if count > left:
        raise UnreadableError(f"it has more than {MOST_CHARACTERS:,} characters, the maximum; {ACCEPTED}")
    pdfium.FPDF_GetPageBoundingBox(page, (bounds := pdfium.FS_RECTF()))
    turns = pdfium.FPDFPage_GetRotation(page)
    width, height = bounds.right - bounds.left, bounds.top - bounds.bottom
    glyphs = list(_glyphs(text_page, count, (bounds.left, bounds.bottom, width, height), turns))
    objects = (pdfium.FPDFPage_GetObject(page, n) for n in range(pdfium.FPDFPage_CountObjects(page)))
    has_pictures = any(pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT for item in objects)
    return Printed(
        round(height if turns % 2 else width, 2),
        has_pictures,
        "".join(character for character, _ in glyphs),
        tuple(place for _, place in glyphs),
    )


def _glyphs(
    text_page: Any, count: int, page: tuple[float, float, float, float], turns: int
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each upright character with its left and right edge, baseline and size."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    sizes: dict[int, float | None] = {}
    for n in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, n)
        # Skip blanks and line ends that pdfium guessed: the layout derives them from positions.
        if code <= _BLANK and code not in _HYPHEN_MARKS and pdfium.FPDFText_IsGenerated(text_page, n) == 1:
            continue
        run = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, n), ctypes.c_void_p).value or 0
        if run not in sizes or not run:
            sizes[run] = _size(text_page, n, turns)
        size = sizes[run]
        if size is None:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, n, box)
        pdfium.FPDFText_GetCharOrigin(text_page, n, x, y)
        one, baseline, other = box.left, y.value - page[1], box.right
        if turns:
            corners = (_turned(box.left, box.bottom, page, turns), _turned(box.right, box.top, page, turns))
            one, other = corners[0][0], corners[1][0]
            baseline = _turned(x.value, y.value, page, turns)[1]
        else:
            one, other = one - page[0], other - page[0]
        if one > other:
            one, other = other, one
        if math.isfinite(one + other + baseline + size):
            yield _character(code), (round(one, 2), round(other, 2), round(baseline, 2), size)


def _size(text_page: Any, n: int, turns: int) -> float | None:
    """Return the font size of a character; None if it runs along the margin, or upside down."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, n, matrix)
    across, up = _turned(matrix.a, matrix.b, (0.0, 0.0, 0.0, 0.0), turns)
    if not across > abs(up) * 10:
        return None
    size = pdfium.FPDFText_GetFontSize(text_page, n) * math.hypot(matrix.c, matrix.d)
    return round(size, 2) if math.isfinite(size) else None


def _turned(x: float, y: float, page: tuple[float, float, float, float], turns: int) -> tuple[float, float]:
    """Transform a point of a page by a clockwise rotation of some quarter turns."""
    left, bottom, width, height = page
    x, y = x - left, y - bottom
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turns % 4]


def _character(code: int) -> str:
    if code in _HYPHEN_MARKS:
        return "-"
    if code == 0 or 0xD800 <= code < 0xE000 or code > sys.maxunicode:
        return "\ufffd"
    return chr(code)
