"""Dehyphenation: rejoin words that were split at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.readers.hyphens import is_of_layout, runs_on, words_printed
from retrieval.readers.official.furniture import is_furniture
from retrieval.readers.pdf.page import SOFT_HYPHEN, Glyph

_CUT_WORD = re.compile(r"(?<![^\W_])(?P<head>[^\W_]+)(?P<hyphen>[-\N{HYPHEN}\N{SOFT HYPHEN}/])$")
_LONGEST = 50  # characters; bounds the work on lines of noise
_REST = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class PrintedLine:
    """Printed line: characters, the glyph of each (None for blanks), and whether it continues a paragraph."""

    characters: str
    glyphs: list[Glyph | None]
    goes_on: bool = False


def mend_words(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Rejoin words that were split at the end of a line; the rest of such a word moves up to its beginning.

    A hyphen is removed only if it is known to be typographic: a soft hyphen; a word that the document prints elsewhere
    without the hyphen, and never with it; or an English word whose second part is none ("traf-ficking"). Every other
    hyphen stays, as it may be part of the word: "gender-based", "co-operation".
    """
    printed = words_printed(line.characters for line in lines)
    for line, following in pairwise([line for line in lines if not is_furniture(line.characters)]):
        cut = _CUT_WORD.search(line.characters[-_LONGEST:])
        rest = _REST.match(following.characters)
        if cut is None or rest is None or _has_blank(line, following):
            continue
        if cut["hyphen"] == SOFT_HYPHEN or (cut["hyphen"] != "/" and is_of_layout(cut["head"], rest[0], printed)):
            line.characters, line.glyphs = line.characters[:-1], line.glyphs[:-1]
        end = next((n for n, glyph in enumerate(following.glyphs) if glyph is None), len(following.glyphs))
        line.characters += following.characters[:end]
        line.glyphs += following.glyphs[:end]
        following.characters = following.characters[end + 1 :]
        following.glyphs = following.glyphs[end + 1 :]
    return [line for line in lines if line.characters]


def _has_blank(line: PrintedLine, following: PrintedLine) -> bool:
    """Return whether a blank belongs between two lines: "short- and long-term", or if the file has one."""
    if line.characters.endswith(SOFT_HYPHEN):
        return False
    first = following.glyphs[0]
    return not runs_on(line.characters, following.characters) or (first is not None and first.spaced)
