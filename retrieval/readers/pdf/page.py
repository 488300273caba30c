"""Pages of a PDF as values; pages that could be read only in part are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.errors import UnreadableError
from retrieval.readers.exported import MARK, refuse_marked
from retrieval.readers.pdf.glyphs import Printed, read_printed
from retrieval.readers.source import ACCEPTED

_MOST_UNKNOWN = 0.02  # share of characters without Unicode mapping; above it, words are missing
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Glyph:
    """Character on a page, with its position.

    Attributes:
        page: Counted from 1.
        left: Edges and baseline are in points, from the lower left corner of the page as displayed.
        size: Font size in points.
        spaced: Whether the file has a blank before it.
    """

    character: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Page: width in points, and its non-blank characters in the order of the file."""

    width: float
    glyphs: tuple[Glyph, ...]


def read_pages(data: bytes) -> list[Page]:
    """Read the pages of a PDF.

    Raises:
        UnreadableError: If it is damaged, encrypted, far too long, a scan, or an export of Clausebot.
    """
    printed = read_printed(data)
    refuse_marked(is_marked=MARK in printed.keywords)
    _check_text(printed.pages)
    return [Page(page.width, tuple(_glyphs(n, page))) for n, page in enumerate(printed.pages, 1)]


def _glyphs(number: int, page: Printed) -> Iterator[Glyph]:
    """Yield the printable characters of a page; a blank only marks the next one as spaced."""
    spaced = False
    for character, place in zip(page.text, page.places, strict=True):
        if (character.isprintable() and not character.isspace()) or character == SOFT_HYPHEN:
            left, right, baseline, size = place
            yield Glyph(character, number, left, right, baseline, size, spaced)
            spaced = False
        else:
            spaced = spaced or character.isspace()


def _check_text(pages: Sequence[Printed]) -> None:
    """Refuse pages that could be read only in part: scans, and fonts without Unicode mapping."""
    silent = [n for n, page in enumerate(pages, 1) if page.has_pictures and not page.text.strip()]
    if silent:
        which = "its pages are pictures" if len(silent) == len(pages) else f"page {silent[0]} is a picture"
        raise UnreadableError(
            f"it is a scan without text: {which}; run text recognition (OCR) on it, or get the official PDF; {ACCEPTED}"
        )
    text = "".join(page.text for page in pages)
    if not text.strip():
        raise UnreadableError(f"its pages are empty; {ACCEPTED}")
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\t" for c in text)
    if unknown > _MOST_UNKNOWN * len(text):
        raise UnreadableError(f"its fonts do not map glyphs to characters; {ACCEPTED}")
