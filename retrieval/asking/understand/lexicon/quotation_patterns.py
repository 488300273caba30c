"""Patterns of quotations: marks and words before them; in pasted ones, paragraph numbers and changes by editors."""

from __future__ import annotations

import re

BRACKETED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
"""A letter that an editor changed at the start of a word: "[A]ssess"."""
ENUMERATOR = re.compile(r"(?<!\S)(?:\(?(?:[a-z]|[ivx]{1,5})\)|\d{1,2}[.)])(?!\S)")
"""A number or letter of a paragraph: "7.", "(b)", "iv)"."""
EDITORIAL = re.compile(r"[\[(](?:my |our )?(?:emphasis|italics|underlining) (?:added|mine|ours|supplied)[\])]", re.I)
FOOTNOTE = re.compile(r"(?P<word>[^\W\d_]{3,}+)\d{1,2}")
"""A word joined to the sign of a footnote: "sexual1"."""
NUMBER = re.compile(r"\d{3,4}")
"""A number of a resolution."""
VERBATIM = re.compile(r"(?:[\"“«]|(?<!\w)['‘]|\b(?:words?|phrases?|terms?|expressions?))\s*$", re.I)
"""Words and marks before words that are wanted literally: "the word kidnapping"."""
