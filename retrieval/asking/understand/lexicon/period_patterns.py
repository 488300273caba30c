"""Patterns of periods that are rewritten: decades, and two periods of which both hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.asking.understand.lexicon.reference_patterns import ANYTHING, TEXTS
from retrieval.clauses.months import MONTH_NAMES
from retrieval.clauses.number_words import UP_TO_TEN

NAMES: Mapping[str, int] = {
    "80s": 1980,
    "90s": 1990,
    "00s": 2000,
    "10s": 2010,
    "20s": 2020,
    "eighties": 1980,
    "nineties": 1990,
    "noughties": 2000,
    "naughties": 2000,
    "aughts": 2000,
    "two-thousands": 2000,
    "twenty-tens": 2010,
    "twenties": 2020,
    "twenty-twenties": 2020,
}
"""First years of decades by their names, without the century or in words."""
PARTS: Mapping[str, tuple[int, int]] = {
    "": (0, 9),
    "beginning": (0, 4),
    "start": (0, 4),
    "early": (0, 4),
    "mid": (3, 7),
    "middle": (3, 7),
    "late": (5, 9),
    "end": (5, 9),
}
"""First and last year of each part of a decade."""
ENDS: Mapping[str, str] = {
    "since": "since",
    "starting in": "since",
    "starting from": "since",
    "before": "before",
    "b4": "before",
    "prior to": "before",
    "earlier than": "before",
    "older than": "before",
    "pre": "before",
    "after": "after",
    "later than": "after",
    "newer than": "after",
    "post": "after",
    "until": "up to",
    "till": "up to",
    "up to": "up to",
    "through": "up to",
    "through to": "up to",
}
"""Preposition of the rewritten period, by the words before a decade: "prior to" sets "before"."""
_PART = rf"(?:(?P<{{}}part>{'|'.join(filter(None, PARTS))})(?:\s+of\s+the)?[\s-]+)?"
_NAMED = "|".join(name.removesuffix("s").replace("-", r"[\s-]") for name in NAMES)
_DECADE = rf"(?P<{{}}the>the\s+)?{_PART}(?P<{{}}decade>['’]?\b(?:(?:19|20)\d0|{_NAMED})['’]?s)\b"
_HOW = "|".join(how.replace(" ", r"\s+") for how in sorted(ENDS, key=len, reverse=True))
_OF_A_PERSON = "".join(rf"(?<!\b{whose}\s)" for whose in "his her my our their your".split())
DECADE = re.compile(
    rf"{_OF_A_PERSON}(?:\b(?P<how>{_HOW}|in|at|during|throughout|within|over|of|from)[\s-]+)?"
    rf"{_OF_A_PERSON}{_DECADE.format('', '', '')}"
    r"(?P<onwards>\s+(?:onwards?\b|and\s+(?:later|after|onwards?)\b|on(?=\W*$|[,:;])))?",
    re.I,
)
"""A decade or a part of it, with the word before it that makes it the beginning or the end of a period; no age."""
SURELY_A_DECADE = re.compile(r"['’]|\d{4}")
"""Beginning of a decade that needs no article or part before it: "1990s", "'90s"."""
FROM_ONE_TO_ANOTHER = re.compile(
    rf"\b(?:from|between)\s+{_DECADE.format('from_', 'from_', 'from_')}\s+(?:to|till|until|through|and)\s+"
    rf"{_DECADE.format('to_', 'to_', 'to_')}",
    re.I,
)
"""Two decades, and all between them: "from the 1990s to the 2010s"."""
_A_YEAR = r"(?:19[4-9]|20[0-4])\d(?![\w/%])"
_FIRST = (
    rf"(?:(?:since|from|not\s+before|(?:no|not)\s+earlier\s+than)\s+(?P<{{0}}since>{_A_YEAR})"
    rf"|(?:from\s+)?(?:after|later\s+than|newer\s+than|more\s+recent\s+than|post)[\s-]+(?P<{{0}}after>{_A_YEAR}))"
)
_LAST = (
    rf"(?:(?:(?:up\s+)?(?:until|till|to)|not\s+after|(?:no|not)\s+later\s+than)\s+(?P<{{0}}until>{_A_YEAR})"
    rf"|(?:from\s+)?(?:before|b4|prior\s+to|earlier\s+than|older\s+than|pre)[\s-]+(?P<{{0}}before>{_A_YEAR}))"
)
_AND = r"(?:,\s+(?:(?:but|and|yet)\s+)?|\s+(?:but|and|yet)\s+)"
BOTH = re.compile(
    rf"\b(?:{_FIRST.format('')}{_AND}{_LAST.format('')}|{_LAST.format('or_')}{_AND}{_FIRST.format('or_')})", re.I
)
"""Beginning and end of a period, as two periods in any order: "after 2005 but before 2015"."""
_HOW_FAR = rf"{_HOW}|in|during|from|by|between|(?:no|not)\s(?:later|earlier|older)\sthan|not\s(?:before|after)"
_TELLING = (
    r"(?:mention|refer|ask|call|deal|address|concern|regard|speak|talk|cover|condemn|demand|urge|request|say|support"
    r"|contain|touch)(?:e?s|ed)?"
)
_ON = rf"(?:on|about|re|regarding|concerning|mentioning|(?:that|which)\s(?:(?:do|does|have|has)\s)?{_TELLING})"
_TELLS = r"(?!.*\s(?:has|have|had|was|were)\b)"
_LISTED = (
    rf"(?:{_TELLS}(?:all|every|each|any|some)\s(?:(?:the|other)\s)?"
    rf"(?:{TEXTS}\s{_ON}|(?:mentions?|references?)\s(?:of|to)|(?:of\s)?(?:them|it|that|this|those|these)\W*$)"
    rf"|{_TELLS}(?:everything|anything|something|whatever)\s(?:else\s|more\s|you\shave\s|there\sis\s)?{_ON}"
    r"|(?:please\s)?(?:list|show|give\sme|find|quote|count)\s(?:me\s)?"
    r"(?:all|every|each|any|everything|anything|something|them|those|these)\b)"
)
LISTED_BEHIND = re.compile(
    rf"^(?P<period>(?:(?:and|or|ok|so|now|only)\s)?(?:{_HOW_FAR})[\s-](?:[a-z]{{3,9}}\s)?{_A_YEAR}"
    rf"(?:\s?(?:to|and|until|till|-|–)\s?{_A_YEAR}|\sonwards?)?)\s(?={_LISTED})",
    re.I,
)
"""A period without a comma before what is to be listed in it: "until 2010 | all paragraphs on refugees"."""
_TEXTS_OF_AGE = rf"(?:(?:nothing|ones|{ANYTHING}|{TEXTS})(?:\s(?:that|which)\s(?:is|are))?)"
_MANY = rf"(?P<{{}}>\d\d?|{UP_TO_TEN})\s(?:years|yrs)"
AGE_OF_TEXTS = re.compile(
    rf"(?:\b(?:(?P<texts>{_TEXTS_OF_AGE}),?\s)??(?P<none>nothing|not|no)"  # "texts, nothing"
    r"|^(?P<alone>(?:(?:please|only|but)\s)?(?:not|no)))\s"  # "but not"
    rf"(?:older\sthan\s{_MANY.format('many')}|more\sthan\s{_MANY.format('old')}\sold)(?![\w-])"
    r"(?P<heads>\s?:|,|\s[–—-](?=\s))?",
    re.I,
)
"""Greatest age of texts: "nothing older than five years". Without a word for texts it may be that of a person."""
RECENT_YEARS = re.compile(
    rf"(?P<before>\b{_TEXTS_OF_AGE}\s|\b(?:only|just)\s|^|[,:]\s)(?:from|of|in)\s(?:the\s)?"
    r"(?:more\s|most\s)?recent\syears\b",
    re.I,
)
"""Recent years as a limit to texts: "only from recent years"; "attacks in recent years" may be events."""
AGE_AND_TOPIC = re.compile(
    r"^(?:(?:only|just|show\sme|give\sme|list)\s){0,2}(?:what\sdo\s)?(?:the\s)?(?:more\s)?(?P<age>recent|newer|older)\s"
    rf"(?:ones|{TEXTS})\s(?:say\s)?(?:on|about|regarding)\s(?=\w)",
    re.I,
)
"""Texts of a topic by their age: "the newer ones on camps"."""
_NO_TOPIC_BEFORE_A_YEAR = (
    r"(?!(?:agenda|vision|plan|goals?|targets?|resolutions?|by|until|till|since|after|before|from|in|of|and|or|to|the"
    rf"|early|mid|late|summit|conference|review|elections?|{MONTH_NAMES})\b)"
)
LISTED_OF_YEAR = re.compile(
    r"^(?P<listed>(?:(?:give|show)\s(?:me|us)\s)?"
    r"(?:everything|anything|something"  # "show me everything | on camps"
    rf"|(?:all|every|any)(?:\s(?:{TEXTS}|mentions?|references?))?)\s"  # "all mentions | of camps"
    rf"(?:on|about|of|to|regarding)\s(?:[a-z'’-]{{1,20}}\s){{0,5}}?{_NO_TOPIC_BEFORE_A_YEAR}[a-z'’-]{{3,20}}),?\s"
    r"(?=20[0-4]\d\W{0,9}$)",
    re.I,
)
"""A topic that is to be listed, before a year without "in": "all on schools | 2021"."""
