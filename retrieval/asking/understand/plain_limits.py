"""Limits to a resolution in standard wording: "stick to 1325: camps" becomes "in 1325: camps"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import asked_of_patterns
from retrieval.asking.understand.words import search_before


def with_plain_limits(text: str) -> str:
    """Rewrite the limits of a question to a resolution in standard wording.

    >>> with_plain_limits("In 1325 itself: camps"), with_plain_limits("does 1325 itself mention camps")
    ('In 1325 only: camps', 'does 1325 mention camps')
    >>> with_plain_limits("stick to 1325. camps"), with_plain_limits("check 1325 for camps")
    ('in 1325: camps', 'in 1325: camps')
    >>> with_plain_limits("re 1325 – camps"), with_plain_limits("camps [1325]")
    ('in 1325: camps', 'camps (1325)')
    >>> with_plain_limits("what has 1325 got to say on camps")
    'what does 1325 say on camps'
    """
    plain = asked_of_patterns.EMPHASISED.sub(_emphasised, text)
    plain = asked_of_patterns.ONLY_BEFORE.sub(r"\g<limit>", plain)
    for headed in (asked_of_patterns.WISHED, asked_of_patterns.LOOKED_THROUGH, asked_of_patterns.HEADED):
        plain = headed.sub(r"in \g<resolution>: ", plain)
    plain = asked_of_patterns.IN_SQUARE_BRACKETS.sub(r"(\g<resolution>)", plain)
    return asked_of_patterns.HAS_GOT.sub(_has_got, plain)


def _emphasised(found: re.Match[str]) -> str:
    """Replace the emphasis behind a resolution, as in "1325 itself", by "only"; remove it inside a sentence."""
    if found["ends"] is None:
        return found["resolution"]
    is_place = search_before(asked_of_patterns.PLACE_BEFORE, found.string, found.start()) is not None
    return f"{found['resolution']} only" if is_place else found[0]


def _has_got(found: re.Match[str]) -> str:
    """Rewrite "has 1325 got …" as "does 1325 have …", and "has 1325 got to say" as "does 1325 say"."""
    return f"{found['what']}does {found['resolution']} {'say' if found['say'] else 'have '}"
