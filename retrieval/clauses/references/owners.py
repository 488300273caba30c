"""Words around a cited paragraph that say which document owns it.

A resolution also cites its own: words that leave that open ("resolution 1325 and paragraph 8") decide in drafts only.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from retrieval.clauses.months import MONTH

TEXT = (
    r"\b(?:report|letter|agreement|accords?|annex|plan|declaration|programme|document|charter|statute|guidelines|article"
    r"|communiqué|statement|convention|protocol|note|memorandum|strategy|platform|constitution|draft|text|paper)\b"
)
"""Other texts with paragraphs."""
ADOPTED = rf",?\s(?:(?:was\s)?adopted\s)?(?:of|on|in)\s(?:\d{{1,2}},?\s|{MONTH}\s){{0,2}}(?:19|20)\d\d\b"
"""Case-insensitive pattern of the date after a resolution: " of 31 October 2000", ", adopted in 2000"."""
_THE = (
    r"(?:(?:the|its|our|your|own|UN|United|Nations|UNSC|SC|Security|Council(?:['’]s)?|said|previous|earlier|later"
    r"|subsequent|recent|aforementioned|landmark|historic|groundbreaking)\s){0,8}+"
)
_NEXT = re.compile(rf"(?:,?\s(?:of|in|from|to)|(?P<comma>,))\s{_THE}(?:(?:resolutions?|UNSCR|SCR|Res\.?)[\s-]?)?", re.I)
_LAST = re.compile(
    rf"(?:{ADOPTED})?[\s,:–—-]{{0,3}}[(\[]?(?:(?:(?:and\s)?(?:in\s)?its|the|operative|at|see|cf\.?"
    r"|(?:and,?\s)?(?:including|in particular|particularly|notably|specifically|especially|namely|inter alia)(?:\sin)?"
    r"|(?P<open>;|and|in|on|with|under|both)),?\s){0,5}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r",?\s(?:(?P<here>\(?(?:above|below)\b|(?:of|in) the present resolution\b)|(?P<this>(?:of|in) this resolution\b)"
    r"|(?P<that>(?:of|in) (?:that|the (?:same|said|latter|above|above-mentioned|aforementioned)) resolution\b)"
    rf"|(?P<thereof>(?:thereof|of which|of it)\b)|(?P<other>of\s(?!course\b|\d|(?:its|the)\soperative\b"
    rf"|(?:the\s)?(?:UN\s|United\sNations\s)?(?:Security\s)?Council\b(?!['’]s)|{_THE}resolutions?\b)"
    rf"|(?:in|from)\s(?:the|this|that|its|his|her|our|their|an?)\s(?:[\w’'-]+\s){{0,2}}{TEXT})"
    r"|(?P<open>(?:of|in|from|to the|contained|on page|section|annex|part)\b))",
    re.IGNORECASE,
)
Owner = Literal["here", "this", "that", "thereof", "other", "open"]
"""Owner of a paragraph: the citing text; "this resolution", in a draft the one cited last; the resolution cited last;
the text named last; another text; in a resolution perhaps another text."""


def owner_after(text: str, end: int) -> Owner | None:
    """Return the owner that the words after a paragraph, from `end` on, say; None if they say none."""
    match = _AFTER.match(text, end)
    return cast(Owner, match.lastgroup) if match else None


def is_of_next(text: str, end: int, start: int, *, comma: bool) -> bool:
    """Return whether " of its resolution ", or if allowed a comma, is all between a paragraph and the next document."""
    match = _NEXT.fullmatch(text, end, start)
    return match is not None and (comma or not match["comma"])


def is_of_last(text: str, end: int, start: int, *, in_draft: bool) -> bool:
    """Return whether words like ", in particular its " are all between the last document and a paragraph."""
    match = _LAST.fullmatch(text, end, start)
    return match is not None and (in_draft or not match["open"])
