"""Text normalisation for comparison: case, punctuation and line breaks are folded away."""

from __future__ import annotations

import re
import unicodedata

Range = tuple[int, int]
"""Range of code points of a text, end exclusive."""

_WORD = re.compile(r"\w+")
"""A word of a normalised text."""
_CHUNK = re.compile(r"\S+")
"""Characters between blanks, which may be several words: "Girls'"."""


def fold_words(text: str) -> str:
    """Normalise a text to its words: no case, punctuation, kind of quote or dash, line break or soft hyphen.

    >>> fold_words("Women’s  and Girls' rights;") == fold_words("women's and girls’ rights")
    True
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))


def word_ranges(text: str) -> list[tuple[str, Range]]:
    """Tokenise a text into the words of `fold_words`, each with its range of code points in the text.

    >>> word_ranges("Women’s rights;")
    [('women', (0, 5)), ('s', (6, 7)), ('rights', (8, 14))]
    """
    words: list[tuple[str, Range]] = []
    for chunk in _CHUNK.finditer(text):
        folded = fold_words(chunk[0]).split()
        ranges = [match.span() for match in _WORD.finditer(text, *chunk.span())]
        # If folding joins or splits words, each gets the range of the whole chunk.
        words += zip(folded, ranges if len(ranges) == len(folded) else [chunk.span()] * len(folded), strict=True)
    return words
