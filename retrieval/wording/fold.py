"""When two texts are the same words."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_CHUNK = re.compile(r"\S+")


def fold_words(text: str) -> str:
    """Return the words alone: no case, punctuation, kind of quote or dash, line break or soft hyphen.

    >>> fold_words("Women’s  and Girls' rights;") == fold_words("women's and girls’ rights")
    True
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))


def word_ranges(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the words that `fold_words` makes of a text, each with the code points of the text it comes from.

    >>> word_ranges("Women’s rights;")
    [('women', (0, 5)), ('s', (6, 7)), ('rights', (8, 14))]
    """
    words: list[tuple[str, tuple[int, int]]] = []
    for chunk in _CHUNK.finditer(text):
        folded = fold_words(chunk[0]).split()
        ranges = [match.span() for match in _WORD.finditer(text, *chunk.span())]
        # Where folding joins or parts words, all of them come from the whole chunk.
        words += zip(folded, ranges if len(ranges) == len(folded) else [chunk.span()] * len(folded), strict=True)
    return words
