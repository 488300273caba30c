"""Patterns of questions for the date of a resolution: "when was 1325 adopted?", "which is older, 2117 or 2220?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import NAME, RESOLUTION
from retrieval.asking.understand.lexicon.turn_patterns import PLEASANTRY

ONE = re.compile(rf"(?:(?P<name>{NAME})|(?<!\w))(?P<number>\d{{3,4}})(?:\s?\((?P<year>\d{{4}})\))?", re.I)
"""Resolution in a question for its date."""
_ONE = rf"(?:the\s)?{RESOLUTION}(?![\w/])"
_JOINS = r"(?:,\s?(?:(?:and|or)\s)?|\s?/\s?|\s(?:and|or|versus|vs\.?|&)\s)"
_SOME = rf"(?:both\s|either\s)?{_ONE}(?:{_JOINS}{_ONE}){{0,9}}"
_SEVERAL = rf"(?:both\s|either\s)?{_ONE}(?:{_JOINS}{_ONE}){{1,9}}"
_COUNCIL = r"(?:the\s)?(?:(?:un\s)?security\s)?council"
_ADOPTED = (
    r"(?:adopted|passed|approved|voted(?:\son)?|issued|agreed|made|decided|dated|from|written|published|released)"
)
_BY = rf"(?:\s(?:by\s(?:{_COUNCIL}|the\sunsc)|(?:again|exactly|originally|first)))?"
_TIME = r"(?:year|date|day|month)"
_NEWER = r"(?:newer|more\srecent|later|younger)"
_OLDER = r"(?:older|earlier|less\srecent)"
_AGE = (
    rf"(?:{_NEWER}|{_OLDER}|(?:adopted\s|passed\s)?first|last|(?:old|new|earli|lat|young)est|most\srecent"
    r"|adopted\s(?:earlier|later|last))"
)
_ORDER = (
    r"(?:by\s(?:date|age|year)|chronologically|in\s(?:chronological\s)?order(?:\sof\s(?:date|adoption|age))?"
    r"|oldest\sfirst|newest\sfirst)"
)
_OPENING = (
    rf"{PLEASANTRY}(?:(?:and|but|please|pls|just|quick\squestion:?"
    r"|(?:can|could)\syou\s(?:please\s)?tell\sme|tell\sme|do\syou\sknow"  # "could you tell me"
    r"|i\s(?:need|want)(?:\sto\sknow)?|remind\sme)[\s,]++)*+"  # "I need to know"
)
"""Words before a question for a date: "do you know"."""
_WHICH = r"(?:which|what|who)(?:\s(?:one|resolution|text))?"
DATED = tuple(
    re.compile(rf"{_OPENING}(?:{pattern})(?:[\s,]+(?:please|pls|then|now|thanks|exactly|again))*\W{{0,9}}", re.I)
    for pattern in (
        # "when was 1325 adopted", "in which year 1325 was passed"
        rf"(?:from\s)?when\s(?:was|were|is|are|did|has)\s(?P<some>{_SOME})(?:\s(?:been\s|get\s)?{_ADOPTED}{_BY})?",
        rf"(?:on\s(?:what|which)\s(?:day|date)\s|when\s|(?:in\s)?(?:what|which)\syear\s)(?P<some>{_SOME})\s"
        rf"(?:was|were|is)\s{_ADOPTED}{_BY}",
        # "when did the Council adopt 1325"
        rf"(?:when|(?:in\s|on\s)?(?:what|which)\s{_TIME})\sdid\s{_COUNCIL}\s"
        rf"(?:adopt|pass|approve|issue|agree\son|vote\son)\s(?P<some>{_SOME})",
        # "what year is 1325"
        rf"(?:in\s|from\s|of\s|on\s)?(?:what|which)\s{_TIME}\s(?:was|were|is|are)\s(?P<some>{_SOME})"
        rf"(?:\s{_ADOPTED}{_BY})?",
        # "what is the exact adoption date of 1325", "date of adoption of 1325"
        r"(?:(?:what(?:['’]?s|\sis|\swas|\sare)|give\s(?:me|us)|show\s(?:me|us)?)\s)?(?:the\s)?(?:exact\s)?"
        rf"(?:(?:adoption|dates?|{_TIME})\s)?"
        rf"(?:{_TIME}s?|adoption)\s(?:(?:of|for)\s)?(?:(?:the\s)?adoption\s)?(?:of\s|for\s)?(?P<some>{_SOME})",
        # "1325: adopted in which year", "1325 adoption date"
        rf"(?P<some>{_SOME})\s?[,:;–—-]?\s?(?:(?:is|was|were|are)\s)?(?:(?:adopted|passed)\s)?"
        rf"(?:(?:(?:from|of|in)\s)?(?:which|what)\s{_TIME}"
        r"|when|(?:the\s)?adoption\sdate|(?:the\s)?date\sof\sadoption|date)"
        r"(?:\s(?:was\sit\s|is\sit\s)?(?:adopted|passed|from))?",
        rf"how\sold\s(?:is|are)\s(?P<some>{_SOME})",
        # "which of 2117 and 2220 is newer", "which is older: 2117 or 2220", "2117 or 2220, which came first"
        rf"{_WHICH}\sof\s(?P<some>{_SEVERAL})\s(?:is|was|came|comes|were)\s(?:the\s)?{_AGE}(?:\sone)?",
        rf"{_WHICH}\s(?:is|was|came|comes|were)\s(?:the\s)?{_AGE}(?:\sone)?[,:]?\s(?:of\s|between\s|out\sof\s)?"
        rf"(?P<some>{_SEVERAL})",
        rf"(?P<some>{_SEVERAL})\s?[,:;–—-]?\s?{_WHICH}\s(?:is|was|came|comes)\s(?:the\s)?{_AGE}(?:\sone)?",
        # "is 2117 older than 2220", "did 2117 come before 2220", "was 2117 first or 2220"
        rf"(?:is|was)\s(?P<some>{_ONE})\s"
        rf"(?:{_NEWER}|{_OLDER}|adopted\s(?:before|after|earlier|later)|from\s(?:before|after))(?:\sthan)?\s"
        rf"(?P<other>{_ONE})",
        rf"(?:do(?:es)?|did)\s(?P<some>{_ONE})\s(?:come|pre-?date|post-?date)"
        rf"(?:\s(?:before|after|earlier\sthan|later\sthan))?\s(?P<other>{_ONE})",
        rf"(?:is|was)\s(?P<some>{_ONE})\s(?:{_AGE})\sor\s(?P<other>{_ONE})",
        # "sort 2117 and 2220 by date"
        rf"(?:(?:sort|order|put|list|arrange)\s)?(?P<some>{_SEVERAL})\s{_ORDER}",
    )
)
"""Questions for when resolutions were adopted, or which of them is older, and nothing else."""
