"""Patterns of comparisons: of two subjects, and in follow-ups ("compare both")."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import PLEASANTRY, RESOLUTION_NAME

_OPENING = (
    r"(?:(?:and|now|then|please|pls|just|can\s++you|could\s++you|can\s++we|could\s++we|i\s++want\s++to|i\s++need\s++to|let['’]?s"
    r"|help\s++me)\s++)*+"
)
"""Words before a request to compare: "can you please"."""
_ASIDE = r"(?:\s++(?:instead|please|pls|then|now|too|also|as\s++well|on\s++(?:it|this|that)))*+\W{0,9}"
"""Words behind the subjects that belong to neither: "on this, please"."""
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
"""Follow-up that compares the last topic with another subject: "how does that compare with hospitals?"."""


def _named(name: str) -> str:
    """Return the pattern of a resolution, as a group with a name, and of its number, as another group."""
    number = rf"(?P<{name}_number>[0-9]{{3,4}})(?:\s?\([0-9]{{4}}\))?+"
    return rf"(?:the\s)?(?P<{name}>(?:(?:resolution|res\.?|scr|unscr)\s?+|s/res/)?+{number})(?![\w%/])"


_FIRST, _SECOND = _named("first"), _named("second")
_DO = r"(?:do|does|did|has|have)"
_IS = r"(?:['’]?s|\s(?:is|are|was|were))"
_NOT = r"(?:\snot|n['’]?t)"
_ON = r"(?:,?\s(?:on|about|regarding|concerning|when\sit\scomes\sto|in\sterms\sof)\s[^?!.;:]{2,80}?)??"
_ADDS = (
    r"(?:(?:add|alter|borrow|chang|copi|copy|delet|differ|drop|inherit|keep|los|modif|omit|remov|repeat|reproduc|retain|tak|updat)\w{0,3}"
    r"|took|kept|lost|left\sout|leaves?\sout|cuts?|carr(?:y|ies|ied)\sover|(?:go|goes|gone|went)(?:\s(?:any\s)?further|(?=\sbeyond)))"
)
_LACKS = rf"(?:(?:do|does|did|has|had){_NOT}|lacks?|omits?|leaves?\sout|left\sout)"
WHOLES_COMPARED = tuple(
    re.compile(rf"{_OPENING}{pattern}(?P<topic>{_ON})\W{{0,9}}", re.I)
    for pattern in (
        rf"(?:(?:where|how(?:\sfar|\smuch)?|(?:in\s)?(?:what|which)(?:\s\w{{2,12}})?)\s)?{_DO}\s{_FIRST}\s(?:(?:also|newly|really|actually)\s)?"
        rf"{_ADDS}(?:\s(?:anything|something|new|over)){{0,2}}(?:\s(?:to|from|of|in|on|beyond|than))?\s{_SECOND}",
        rf"what(?:ever)?\s{_DO}\s{_FIRST}\s(?:have|got|say|contain|include|cover|mention|ask\sfor)(?P<on>{_ON})\s(?:that|which|and|but)\s"
        rf"{_SECOND}\s{_LACKS}(?:\s(?:have|say|contain|include|cover|mention|got))?",
        rf"what{_IS}(?:\s(?:the\s)?(?:new|different|changed|added|missing|left\sout|dropped|gone|absent|lost))?\s(?:in|from|of)\s{_FIRST}(?P<on>{_ON})"
        rf"\s(?:(?:as\s)?against|(?:as\s)?compared\s(?:with|to)|(?:but|and|that|which)(?:{_IS})?(?:{_NOT})?(?:\s(?:also|found|there|still))?\s(?:in|from))"
        rf"\s{_SECOND}",
        rf"(?:what|which\s\w{{2,12}})\s(?:distinguish(?:es)?|separates?|sets?|differentiates?|makes?)\s{_FIRST}\s(?:(?:apart|different)\s)?from\s"
        rf"{_SECOND}",
        rf"(?:(?:how|where)\s)?(?:is|are|was)\s{_FIRST}\s(?:different\sfrom|(?!(?:earli|lat|long|new|old|short|young)\w)"
        rf"(?:\w{{3,12}}er|(?:more|less)\s(?!recent)\w{{3,14}})\sthan)\s{_SECOND}",
    )
)
"""Questions that compare two resolutions by a verb, a clause or an adjective: "what did 2493 drop from 2242"."""
NO_SUBJECT = re.compile(
    r"(?:each\b|one\s|both|all\b|them|these|those|this|that|it\b|its|any\b|other|others|earlier|later|older|newer|previous|before|what\b|how\b"
    r"|which\b|the\s(?:first|second|third|last|latest|other|others|previous|earlier|later|two|rest|preamble|same)|care\b|caution|\d|resolutions?\b"
    r"|(?:un)?scr\b|s/res|(?:the\s)?(?:beginning|start|past|present)\b|now\b|today\b|then\b)",
    re.I,
)
"""Opening of words that name no subject: "compare with the first one"."""
_ON_TOPIC = (
    r"(?:\s+(?:on|about|regarding|concerning)\s+(?!(?:it|this|that)\b)(?P<topic>[^.?!,;]{3,100}?)"
    r"(?:\s+(?:please|pls|then|now))*)?"
)
_TWO = (
    r"(?:(?:(?:all\s+)?(?:the|those|these)\s+)?(?:two|2)|them|they|both|these|those|each\s+other|one\s+another)(?:\s+of\s+(?:them|these|those))?"
    r"(?:\s+(?:resolutions|texts))?"
)
_TOGETHER = r"(?:side\s+by\s+side|together|next\s+to\s+each\s+other|compared|in\s+comparison)"
_ON_IT = r"(?:\s+(?:please|pls|then|now|instead|too|there|here|(?:on|about)\s+(?:it|this|that)))*"
COMPARE_BOTH = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now|please|pls|can\s+you|could\s+you|just|let['’]?s|i\s+want\s+to)\s+)*(?:(?:compare|contrast)(?:\s+{_TWO})?"
    rf"|(?:an?\s+|the\s+)?comparison(?:\s+of\s+{_TWO})?|(?:(?:how|where)\s+)?(?:do|did)\s+{_TWO}\s+(?:differ|compare)(?:\s+(?:from|with|to)\s+{_TWO})?"
    rf"|(?:how|where|in\s+what\s+way)\s+are\s+{_TWO}\s+different(?:\s+from\s+{_TWO})?"
    rf"|(?:what(?:['’]?s|\s+is|\s+are)\s+|(?:is|are)\s+there\s+)?(?:(?:the|an?|any)\s+)?differences?(?:\s+between\s+{_TWO})?"
    rf"|(?:what|which)\s+differences?\s+(?:is|are)\s+there(?:\s+between\s+{_TWO})?"
    rf"|what(?:['’]?s|\s+is)\s+different(?:\s+between\s+{_TWO})?"
    rf"|(?:(?:show|put|see|set|place|give|read|have|display)\s+(?:me\s+)?)?{_TWO}\s+{_TOGETHER}|side\s+by\s+side)"
    rf"{_ON_IT}{_ON_TOPIC}\W{{0,9}}$",
    re.I,
)
"""Request to compare the resolutions of the last two questions: "compare both", "difference?"."""
COMPARE_WITH = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now|please|pls|can\s+you|could\s+you|just|what\s+about|how\s+about|how)\s+)*"
    r"(?:(?:(?:do|does|did|is|are)\s+(?:it|this|that|they|these)\s+)?(?:compare[ds]?|contrast|in\s+comparison|versus|vs\.?)\s+"
    r"(?:(?:it|this|that|them|these)\s+)?(?:(?:with|to|against|and)\s+)?|(?P<how>(?:do|does|did)\s+))"
    rf"(?P<other>{RESOLUTION_NAME}[0-9]{{3,4}}(?:\s?\([0-9]{{4}}\))?)(?(how)\s+(?:compare|differ))"
    rf"(?:\s+(?:please|pls|then|now|instead|too|on\s+(?:it|this|that)))*{_ON_TOPIC}\W{{0,9}}$",
    re.I,
)
"""Request to compare the resolution of the last question with another: "how does that compare with 2106?"."""
_ONE = rf"(?P<other>{RESOLUTION_NAME}(?P<number>[0-9]{{3,4}})(?:\s?\([0-9]{{4}}\))?)"
_THAT = r"(?:it|this|that|they|these|those)"
DIFFERENT_IN = tuple(
    re.compile(
        rf"^{PLEASANTRY}(?:(?:and|but|then|now|please|pls)\s+)*{pattern}{_ON_IT}{_ON_TOPIC}\W{{0,9}}$",
        re.I,
    )
    for pattern in (
        rf"(?:(?:how|where|in\s+what\s+way)\s+)?(?:is|are|was|were)\s+{_THAT}\s+(?:any\s+)?different\s+(?:from|to|than|in)\s+(?:that\s+in\s+)?{_ONE}",
        rf"(?:(?:how|where)\s+)?(?:do|does|did)\s+{_THAT}\s+differ\s+(?:from|in)\s+(?:that\s+in\s+)?{_ONE}",
        rf"(?:what(?:['’]?s|\s+is|\s+are)\s+)?(?:the\s+)?differences?\s+(?:to|from|with)\s+{_ONE}",
        rf"(?:how|where|in\s+what\s+way)\s+is\s+{_ONE}\s+different(?:\s+(?:from|to|than)\s+{_THAT})?",
        rf"is\s+{_ONE}\s+(?:any\s+)?different(?=\s+(?:on|about|from|to|than)\s)(?:\s+(?:from|to|than)\s+{_THAT})?",
        rf"what(?:\s+else)?\s+(?:does|did|do)\s+{_ONE}\s+add(?:\s+to\s+{_THAT})?",
        rf"what(?:['’]?s|\s+is)\s+different\s+in\s+{_ONE}",
    )
)
"""The same by a difference: "how is that different in 2106?", "what does 2106 add?"."""
COMPARED_TOO = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|also|plus|now|then|add|with|what\s+about|how\s+about|include)\s++)++{_ONE}"
    r"(?:\s++(?:please|pls|then|now|too|also|as\s++well|to\s++(?:it|that)))*+\W{0,9}$",
    re.I,
)
"""Request to compare one resolution more: "and 2419?"."""
COMPARES = re.compile(
    r"\b(?:stronger|strongest|weaker|broader|narrower|wider|clearer|clearest|tougher|stricter|better|best|further|furthest|more|most"
    r"|side\s+by\s+side|versus|vs)\b",
    re.I,
)
"""Words that compare several resolutions after a topic: "which is stronger on this, 1325 or 2467?"."""
NAMES_OF_A_TOPIC = frozenset(
    "aspect aspects issue issues matter matters point points question questions respect strongest subject subjects "
    "theme topic topics furthest".split()
)
"""Words for the last topic: "compare 1325 and 2467 on the same topic"."""
ON_A_TOPIC = re.compile(
    r"(?:(?:and|but|ok|okay|sorry|just|only)[\s,]+){0,2}(?:on|about|regarding|concerning|in\s(?:terms|respect)\sof|with\sregard\sto|as\sto)\s"
    r"(?P<topic>[^.?!,;]{3,100}?)(?:,?\s(?:i\smean|please|pls|only))?[\s.?!]*$",
    re.I,
)
"""Words that add a topic to a comparison of whole resolutions: "on camps, I mean"."""
