"""When two texts are the same words."""

from __future__ import annotations

import re
import unicodedata


def fold_words(text: str) -> str:
    """Return the words alone: no case, punctuation, kind of quote or dash, line break or soft hyphen.

    >>> fold_words("Women’s  and Girls' rights;") == fold_words("women's and girls’ rights")
    True
    """
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))
