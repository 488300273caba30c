"""Patterns of comparisons of two subjects: "compare schools with hospitals"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import PLEASANTRY

_ASIDE = r"(?:\s++(?:instead|please|pls|then|now|too|also|as\s++well|on\s++(?:it|this|that)))*+\W{0,9}"
_WITH = r"(?:with|to|against|versus|vs\.?)"
_OPENS = (
    r"(?:(?:and|now|then|please|pls|just|can\s++you|could\s++you|can\s++we|could\s++we|i\s++want\s++to|i\s++need\s++to|let['’]?s"
    r"|help\s++me)\s++)*+"
)
_SUBJECT = r"(?:(?!\b(?:with|to|against|versus|vs)\b)[^?!.;:]){2,80}?"
SUBJECTS = tuple(
    re.compile(rf"{_OPENS}{pattern}{_ASIDE}", re.I)
    for pattern in (
        rf"(?:compare|contrast|comparison\s++of|a\s++comparison\s++of)\s++(?P<first>{_SUBJECT})\s(?:with|to|against|versus|vs\.?)\s++"
        r"(?P<second>[^?!.;:]{2,80}?)",
        rf"(?P<first>{_SUBJECT}),?\s(?:(?P<against>vs\.?)|versus|(?:as\s++)?compared\s++(?:with|to)|in\s++comparison\s++(?:with|to))\s++"
        r"(?P<second>[^?!.;:]{2,80}?)",
        rf"how\s++(?:do|does|did)\s++(?P<first>{_SUBJECT})\scompare\s++{_WITH}\s++(?P<second>[^?!.;:]{{2,80}}?)",
        r"how\s++(?:do|does|did)\s++(?P<first>(?:(?!\band\b)[^?!.;:]){2,80}?)\sand\s(?P<second>(?:(?!\band\b)[^?!.;:]){2,80}?)"
        r"\s(?:compare|differ)",
        r"(?:compare|contrast|(?:what(?:['’]?s|\s++is|\s++are)\s++)?(?:the\s++)?differences?\s++between)\s++"
        r"(?P<first>(?:(?!\band\b)[^?!.;:]){2,80}?)\sand\s(?P<second>(?:(?!\band\b)[^?!.;:]){2,80}?)",
    )
)
"""Questions that compare two subjects, with and without "and" between them."""
COMPARED_WITH = re.compile(
    rf"{PLEASANTRY}(?:(?:and|now|please|pls|can\s++you|could\s++you|just|what\s++about|how\s++about|how)\s++)*+"
    r"(?:(?:do|does|did|is|are)\s++(?:it|this|that|they|these)\s++)?+(?:(?:as\s++)?(?:compare[ds]?|contrast)|in\s++comparison|versus|vs\.?)\s++"
    rf"(?:(?:it|this|that|them|these)\s++)?+(?:(?:with|to|against)\s++)?+(?:(?:that|those|the\s++one)\s++(?:of|on|about|for)\s++)?+"
    rf"(?P<other>[^?!.;:]{{2,80}}?){_ASIDE}",
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
