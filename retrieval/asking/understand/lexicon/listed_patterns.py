"""Patterns of follow-ups on a list of resolutions: "which of them mention schools?", "how many are those?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import PLEASANTRY

_JOINED = (
    rf"^(?>{PLEASANTRY})(?:(?:and|but|so|also|now|then|please|pls|can|could|you|show|tell|give|list|only|just|me|us)"
    r"[\s,]++)*+"
)
_THEM = r"of\s+(?:them|these|those|the\s+(?:resolutions|texts|ones|\d{1,2}))(?:\s+(?:ones|resolutions|texts))?"
_ONES = rf"(?:\s+(?:{_THEM}|ones|(?:of\s+)?(?:these|those)\s+(?:resolutions|texts)))"
_SAYS = (
    r"(?:(?:also|even|ever|do|does|don['’]?t|doesn['’]?t|not)\s+){0,2}"
    r"(?:mention|contain|address|cover|call\s+for|deal\s+with|speak|talk|say|refer|include|concern|discuss|touch\s+on"
    r"|recall)(?:e?s)?\b"
)
_PERIOD = r"(?:from|in|since|after|before|until|between)\s+(?:the\s+year\s+)?(?:19|20)\d\d\b"
_IS_OF_PERIOD = rf"(?:is|are|was|were)\s+(?:(?:adopted|passed)\s+)?{_PERIOD}"
ASKED_OF_THEM = re.compile(
    rf"{_JOINED}(?:(?P<asking>which|how\s+many)(?:{_ONES}|(?=\s+(?:{_SAYS}|{_IS_OF_PERIOD})))"
    rf"|(?P<doing>do|does|did|have|has|is|are|was|were)\s+(?:any|some|one|all|each|most|none)(?:{_ONES}|(?=\s+{_SAYS}))"
    rf"|(?:(?:are|is)\s+there\s+)?(?P<some>any|some|those|the\s+ones)(?:{_ONES})?"
    rf"(?=\s+(?:(?:on|about|mentioning|addressing|covering)\s|(?:that|which)\s+{_SAYS}|{_PERIOD})))\s++(?P<said>\S.*)$",
    re.I,
)
"""Question for some of the resolutions listed: "how many of them mention schools?", "any on schools?"."""
THEIR_NUMBER = re.compile(
    rf"{_JOINED}how\s+many(?:\s+(?:resolutions|texts|{_THEM}))?"
    r"(?:\s+(?:is|are|was|were)\s+(?:that|those|these|they|it|there))?"
    r"(?:\s+(?:altogether|in\s+(?:all|total)))?(?:\s+(?:please|pls|then))?\W{0,9}$",
    re.I,
)
"""Question for the number of the resolutions listed: "how many is that?"."""
