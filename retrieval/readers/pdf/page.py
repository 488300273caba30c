"""The pages of a PDF as values; what would be read in part only is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.errors import UnreadableError
from retrieval.readers.exported import MARK, refuse_marked
from retrieval.readers.pdf.glyphs import Printed, read_printed
from retrieval.readers.source import ACCEPTED

_MOST_UNKNOWN = 0.02  # share of characters that the fonts do not name; above it, words are missing
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page.

    Attributes:
        page: Counted from 1.
        left: Edges and baseline in points, from the lower left corner of the page as it is shown.
        size: Of its font, in points.
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
    """One page: its width in points, and its characters that are not blank, in the order of the file."""

    width: float
    glyphs: tuple[Glyph, ...]


def read_pages(data: bytes) -> list[Page]:
    """Return the pages of a PDF.

    Raises:
        UnreadableError: If it is damaged, locked, far too long, pictures of text, or an export of Clausebot.
    """
    printed = read_printed(data)
    refuse_marked(is_marked=MARK in printed.keywords)
    _check_text(printed.pages)
    return [Page(page.width, tuple(_glyphs(n, page))) for n, page in enumerate(printed.pages, 1)]


def _glyphs(number: int, page: Printed) -> Iterator[Glyph]:
    spaced = False
    for character, place in zip(page.text, page.places, strict=True):
        if (character.isprintable() and not character.isspace()) or character == SOFT_HYPHEN:
            left, right, baseline, size = place
            yield Glyph(character, number, left, right, baseline, size, spaced)
            spaced = False
        else:
            spaced = spaced or character.isspace()


def _check_text(pages: Sequence[Printed]) -> None:
    """Refuse what would be read in part only: a page that is a picture, fonts that do not name their characters."""
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
        raise UnreadableError(f"its fonts do not say which characters they show; {ACCEPTED}")
