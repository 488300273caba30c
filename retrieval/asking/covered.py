"""Word coverage: whether one paragraph has every content word of a question, and so answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.wording.stems import stems_of

SAYS_NOTHING = frozenset(
    "a about all also among an and any anything are as at be been between but by can could did do does for from had "
    "has have he her his how i if in into is it its just language may me mention mentioned mentions might more most "
    "must my need no not of on only or other our over paragraph paragraphs please resolution resolutions said say "
    "says shall she should so some something such text texts than that the their them then there these they this "
    "those to un under up us via was we were what when where which who whom whose why will with within without "
    "wording would you your".split()
)
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"(?P<short>\w[\w/’'-]*+)(?: \((?P<long>[^()]++)\))?")
"""Words joined by marks, with the long forms of an abbreviation in brackets behind them."""


def is_covered(question: str, paragraphs: Iterable[str]) -> bool:
    """Return whether one of the paragraphs has every content word of a question, in any inflection.

    Args:
        question: Its words; an abbreviation with its long forms behind it, in brackets, is there if any form is.
        paragraphs: Their words.

    >>> is_covered("NAPs (national action plans) for women", ["Encourages national action planning by women,"])
    True
    """
    wanted = _alternatives(question)
    return bool(wanted) and any(
        all(any(form <= there for form in forms) for forms in wanted) for there in map(_stems, paragraphs)
    )


def _alternatives(question: str) -> list[list[frozenset[str]]]:
    """Return, for each content word, sets of stems, one of which a paragraph must have in full."""
    parts: list[list[str]] = []
    for match in _PART.finditer(question.lower()):
        forms = [[match["short"], *match["long"].split(", ")]] if match["long"] else []
        parts += forms or ([word] for word in _WORD.findall(match["short"]))
    stemmed = [[stems for text in part if (stems := _stems(text))] for part in parts]
    return [some for some in stemmed if some]


def _stems(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text.lower())) - SAYS_NOTHING
    return frozenset(stems_of([word for word in words if not word.isdigit()]))
