"""Patterns and words of comparisons of subjects or resolutions; those of follow-ups are in `wordings.toml`."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import NAME, YEAR
from retrieval.asking.understand.lexicon.word_lists import EMPTY

_OPENING = (
    r"(?:(?:and|now|then|please|pls|just|can\s++you|could\s++you|can\s++we|could\s++we|i\s++want\s++to"
    r"|i\s++need\s++to|let['’]?s|help\s++me)\s++)*+"
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
        # "compare camps with schools"
        rf"(?:compare|contrast|comparison\s++of|a\s++comparison\s++of)\s++(?P<first>{_BEFORE_WITH})\s{_WITH}\s++"
        rf"(?P<second>{_SUBJECT})",
        # "camps vs schools", "camps in comparison with schools"
        rf"(?P<first>{_BEFORE_WITH}),?\s(?:(?P<against>vs\.?)|versus|(?:as\s++)?compared\s++(?:with|to)"
        rf"|in\s++comparison\s++(?:with|to))\s++(?P<second>{_SUBJECT})",
        # "how do camps compare with schools", "how do camps and schools differ"
        rf"how\s++(?:do|does|did)\s++(?P<first>{_BEFORE_WITH})\scompare\s++{_WITH}\s++(?P<second>{_SUBJECT})",
        rf"how\s++(?:do|does|did)\s++(?P<first>{_WITHOUT_AND})\sand\s(?P<second>{_WITHOUT_AND})\s(?:compare|differ)",
        # "what is the difference between camps and schools"
        r"(?:compare|contrast|(?:what(?:['’]?s|\s++is|\s++are)\s++)?(?:the\s++)?differences?\s++between)\s++"
        rf"(?P<first>{_WITHOUT_AND})\sand\s(?P<second>{_WITHOUT_AND})",
    )
)
"""Questions that compare two subjects, with and without "and" between them."""


def _named(name: str) -> str:
    """Return the pattern of a resolution, as a group with a name, and of its number, as another group."""
    return rf"(?:the\s)?(?P<{name}>(?:{NAME})?(?P<{name}_number>\d{{3,4}}){YEAR})(?![\w%/])"


_FIRST, _SECOND = _named("first"), _named("second")
_DO = r"(?:do|does|did|has|have)"
_IS = r"(?:['’]?s|\s(?:is|are|was|were))"
_NOT = r"(?:\snot|n['’]?t)"
_ON = r"(?:,?\s(?:on|about|regarding|concerning|when\sit\scomes\sto|in\sterms\sof)\s[^?!.;:]{2,80}?)??"
_ADDS = (
    r"(?:(?:add|alter|borrow|chang|copi|copy|delet|differ|drop|inherit|keep|los|modif|omit|remov|repeat|reproduc"
    r"|retain|tak|updat)\w{0,3}"
    r"|took|kept|lost|left\sout|leaves?\sout|cuts?|carr(?:y|ies|ied)\sover"
    r"|(?:go|goes|gone|went)(?:\s(?:any\s)?further|(?=\sbeyond)))"
)
"""Verbs of a resolution that builds on another one, as a part of patterns: "does 2493 | add", "| go further"."""
_LACKS = rf"(?:(?:do|does|did|has|had){_NOT}|lacks?|omits?|leaves?\sout|left\sout)"
WHOLES_COMPARED = tuple(
    re.compile(rf"{_OPENING}{pattern}(?P<topic>{_ON})\W{{0,9}}", re.I)
    for pattern in (
        # "what did 2493 drop from 2242", "in which points does 2493 go beyond 2242"
        rf"(?:(?:where|how(?:\sfar|\smuch)?|(?:in\s)?(?:what|which)(?:\s\w{{2,12}})?)\s)?{_DO}\s{_FIRST}\s"
        rf"(?:(?:also|newly|really|actually)\s)?{_ADDS}(?:\s(?:anything|something|new|over)){{0,2}}"
        rf"(?:\s(?:to|from|of|in|on|beyond|than))?\s{_SECOND}",
        # "what does 2493 say on camps that 2242 does not"
        rf"what(?:ever)?\s{_DO}\s{_FIRST}\s(?:have|got|say|contain|include|cover|mention|ask\sfor)(?P<on>{_ON})\s"
        rf"(?:that|which|and|but)\s{_SECOND}\s{_LACKS}(?:\s(?:have|say|contain|include|cover|mention|got))?",
        # "what is new in 2493 compared to 2242", "what's in 2493 but not in 2242"
        rf"what{_IS}(?:\s(?:the\s)?(?:new|different|changed|added|missing|left\sout|dropped|gone|absent|lost))?\s"
        rf"(?:in|from|of)\s{_FIRST}(?P<on>{_ON})\s"
        r"(?:(?:as\s)?against|(?:as\s)?compared\s(?:with|to)"
        rf"|(?:but|and|that|which)(?:{_IS})?(?:{_NOT})?(?:\s(?:also|found|there|still))?\s(?:in|from))\s{_SECOND}",
        # "what distinguishes 2493 from 2242", "which words set 2493 apart from 2242"
        rf"(?:what|which\s\w{{2,12}})\s(?:distinguish(?:es)?|separates?|sets?|differentiates?|makes?)\s{_FIRST}\s"
        rf"(?:(?:apart|different)\s)?from\s{_SECOND}",
        # "how is 2493 different from 2242", "is 2493 stronger than 2242"
        rf"(?:(?:how|where)\s)?(?:is|are|was)\s{_FIRST}\s"
        r"(?:different\sfrom|(?!(?:earli|lat|long|new|old|short|young)\w)"
        rf"(?:\w{{3,12}}er|(?:more|less)\s(?!recent)\w{{3,14}})\sthan)\s{_SECOND}",
    )
)
"""Questions that compare two resolutions by a verb, a clause or an adjective: "what did 2493 drop from 2242"."""
NO_SUBJECT = re.compile(
    r"(?:each\b|one\s|both|all\b|them|these|those|this|that|it\b|its|any\b"
    r"|other|others|earlier|later|older|newer|previous|before|what\b|how\b|which\b"
    r"|the\s(?:first|second|third|last|latest|other|others|previous|earlier|later|two|rest|preamble|same)"
    r"|care\b|caution|\d|resolutions?\b"
    r"|(?:un)?scr\b|s/res|(?:the\s)?(?:beginning|start|past|present)\b|now\b|today\b|then\b)",
    re.I,
)
"""Opening of words that name no subject: "compare with the first one"."""
COMPARES = re.compile(
    r"\b(?:stronger|strongest|weaker|broader|narrower|wider|clearer|clearest|tougher|stricter|better|best|further"
    r"|furthest|more|most|side\s+by\s+side|versus|vs)\b",
    re.I,
)
"""Words that compare several resolutions after a topic: "which is stronger on this, 1325 or 2467?"."""
NAMES_OF_A_TOPIC = frozenset(
    "aspect aspects issue issues matter matters point points question questions respect strongest subject subjects "
    "theme topic topics furthest".split()
)
"""Words for the last topic: "compare 1325 and 2467 on the same topic"."""
COMPARING = frozenset(
    "vs versus v which or apart against improvement compare compares compared comparing comparison differ "
    "differs different difference differences contrast contrasts change changed changes evolve evolved "
    "evolution between both each stronger weaker further broader narrower add added adds doesn't didn't don't "
    "unlike whereas side respectively than common overlap same side-by-side diff diffs consistent inconsistent".split()
)
"""Words by which a question on several resolutions is a comparison."""
SIDE_BY_SIDE = re.compile(r"\bside[\s-]by[\s-]side\b", re.I)
"""The only phrase in which "side" compares: "the money side" compares nothing."""
COMPARING_WHOLES = frozenset(
    "vs versus v compare compares compared comparing comparison differ differs different difference "
    "differences contrast contrasts change changed changes evolve evolved evolution common overlap diff diffs".split()
)
"""Words by which a question without a topic is a comparison: "1325 vs 1820", but not "1325 or 1820"."""
BEFORE_A_COMPARED_TOPIC = (
    COMPARING
    | EMPTY
    | frozenset(
        "and or against with to be goes go went as well new more less beyond whether if when it they we me us you "
        "can could would please show give tell find said mention mentions deal deals cover covers address "
        "addresses talk speak treat treats handle one two three together put next re regards regard respect far "
        "apart was were has had by what's then talks uses use used using regarding concerning table better best "
        "worse who mentioning btw b w get gets got see sees saw how's tougher stricter clearer way ways extent stand "
        "stands strong strict explicit clear tone emphasis approach repeat repeats echo echoes match matches comes "
        "came invoke invokes refer refers provisions whats hows want wants ask asks require requires demand "
        "demands expect expects into".split()
    )
)
"""Words that may stand before the topic of a comparison: "compare 1325 and 1820 | with regard to | camps"."""
BESIDE = re.compile(
    r"\W{0,3}(?:next\s+to|beside|alongside|side\s+by\s+side\s+with|set\s+against|as\s+opposed\s+to|relative\s+to"
    r"|as\s+\w{4,14}\s+as"  # "as explicit as"
    r"|(?:(?:put|say|treat|handle)s?\s+(?:it|this|that|so)\W{1,3})?"  # "say that, and how does"
    r"and\s+how(?:\s+(?:does|did|about))?(?:\s+in)?)"
    r"(?:\s+(?:un)?scr)?\W{0,3}",
    re.I,
)
"""Words between two resolutions that compare them: "2475 next to 2601", "is 1674 as explicit as 2286"."""
LACKS_AFTER = re.compile(
    r"^\s+(?:lacks?|omits?|drops?|leaves?\s+out|(?:has|had|have|does|did|do)(?:\s+not|n['’]t))(?!\w)", re.I
)
"""Words that say that a resolution lacks something: "what does 1889 have that 2467 | has not"."""
COMPOUNDS = frozenset({("climate", "change")})
"""Terms whose last word is in `COMPARING`, but compares nothing here."""
RECIPROCAL = frozenset({("each", "other"), ("one", "another")})
"""Pairs of words that belong to a comparison only together."""
AFTER_A_COMPARED_TOPIC = COMPARING | frozenset(
    "which what says say more they not any an in and or of by to that does do is are too as well it either "
    "the with please pls plz thanks treated handled addressed covered dealt mentioned discussed what's whats "
    "new move moved moves develop developed develops who got those one ones that's but isn't aren't clearer "
    "language wording only way has have had did put w like anything there how i want described defined framed "
    "phrased worded".split()
)
"""Words that may stand behind the topic of a comparison: "on camps, | which one is stronger"."""
SAID_OF_A_TOPIC = frozenset(
    "address ask call cite contain cover foresee give impose include list mention name order propose provide refer "
    "request require set talk treat use want".split()
)
"""Verbs at the end of a comparison that say nothing of the topic: "which groups do they | name"."""
