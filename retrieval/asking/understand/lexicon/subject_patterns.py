"""Patterns of comparisons of two subjects: "compare schools with hospitals"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import PLEASANTRY

_OPENING = (
    r"(?:(?:and|now|then|please|pls|just|can\s++you|could\s++you|can\s++we|could\s++we|i\s++want\s++to|i\s++need\s++to|let['’]?s"
    r"|help\s++me)\s++)*+"
)
"""Words before a request to compare: "can you please"."""
_ASIDE = r"(?:\s++(?:instead|please|pls|then|now|too|also|as\s++well|on\s++(?:it|this|that)))*+\W{0,9}"
"""Words behind the subjects that name nothing: "on this, please"."""
_WITH = r"(?:with|to|against|versus|vs\.?)"
_SUBJECT = r"[^?!.;:]{2,80}?"
_BEFORE_WITH = r"(?:(?!\b(?:with|to|against|versus|vs)\b)[^?!.;:]){2,80}?"
_WITHOUT_AND = r"(?:(?!\band\b)[^?!.;:]){2,80}?"
SUBJECTS = tuple(
    re.compile(rf"{_OPENING}{pattern}{_ASIDE}", re.I)
    for pattern in (
        rf"(?:compare|contrast|comparison\s++of|a\s++comparison\s++of)\s++(?P<first>{_BEFORE_WITH})\s{_WITH}\s++"
        rf"(?P<second>{_SUBJECT})",
        rf"(?P<first>{_BEFORE_WITH}),?\s(?:(?P<against>vs\.?)|versus|(?:as\s++)?compared\s++(?:with|to)"
        rf"|in\s++comparison\s++(?:with|to))\s++(?P<second>{_SUBJECT})",
        rf"how\s++(?:do|does|did)\s++(?P<first>{_BEFORE_WITH})\scompare\s++{_WITH}\s++(?P<second>{_SUBJECT})",
        rf"how\s++(?:do|does|did)\s++(?P<first>{_WITHOUT_AND})\sand\s(?P<second>{_WITHOUT_AND})\s(?:compare|differ)",
        r"(?:compare|contrast|(?:what(?:['’]?s|\s++is|\s++are)\s++)?(?:the\s++)?differences?\s++between)\s++"
        rf"(?P<first>{_WITHOUT_AND})\sand\s(?P<second>{_WITHOUT_AND})",
    )
)
"""Questions that compare two subjects, with and without "and" between them."""
COMPARED_WITH = re.compile(
    rf"{PLEASANTRY}(?:(?:and|now|please|pls|can\s++you|could\s++you|just|what\s++about|how\s++about|how)\s++)*+"
    r"(?:(?:do|does|did|is|are)\s++(?:it|this|that|they|these)\s++)?+(?:(?:as\s++)?(?:compare[ds]?|contrast)|in\s++comparison|versus|vs\.?)\s++"
    rf"(?:(?:it|this|that|them|these)\s++)?+(?:(?:with|to|against)\s++)?+(?:(?:that|those|the\s++one)\s++(?:of|on|about|for)\s++)?+"
    rf"(?P<other>{_SUBJECT}){_ASIDE}",
    re.I,
)
"""Follow-up that compares what was asked for with another subject: "how does that compare with hospitals?"."""
NO_SUBJECT = re.compile(
    r"(?:each\b|one\s|both|all\b|them|these|those|this|that|it\b|its|any\b|other|others|earlier|later|older|newer|previous|before|what\b|how\b"
    r"|which\b|the\s(?:first|second|third|last|latest|other|others|previous|earlier|later|two|rest|preamble|same)|care\b|caution|\d|resolutions?\b"
    r"|(?:un)?scr\b|s/res)",
    re.I,
)
"""Opening of words that name no subject: "compare with the first one"."""
