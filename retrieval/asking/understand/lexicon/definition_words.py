"""Words of questions for a definition or for the long form of an abbreviation, and of those that only seem to be."""

from __future__ import annotations

import re

NO_TERM = frozenset(
    "adopted agreed allowed asked banned called condemned decided demanded different done expected forbidden foreseen "
    "invited meant mentioned needed new ordered planned prohibited promised proposed provided recommended requested "
    "required said stated stressed told urged welcomed".split()
)
"""Words behind "what is" or "what was" by which it asks for no definition: "what is needed"."""
SAID_OF_A_THING = frozenset(
    "acceptable applicable appropriate available bad best better binding compulsory crucial essential fair good "
    "helpful illegal illegitimate important impossible inadmissible lawful legal legitimate mandatory missing must "
    "necessary obligatory optional permissible possible punishable relevant responsible safe unacceptable unlawful "
    "urgent useful vital voluntary worst wrong".split()
)
"""Words behind "what is" that ask for no definition alone or before a preposition: "what is mandatory for armies". They
do before a noun: "what is legal aid"."""
BEHIND_AN_ADJECTIVE = frozenset(
    "about against as at by during for from in into on over regarding to under with".split()
)
"""Prepositions that follow such a word."""
NOT_IN_A_TERM = frozenset(
    "allowed asked being don't expected forbidden got he his i it its look me mean meant my obliged our paid she still "
    "supposed their them they told we you your".split()
)
"""Words that are in no term of several words: "what is Mali told to stop" asks for no definition."""
WHAT_IS_OTHERWISE = re.compile(
    r"(?:(?:can|could|would)\s+(?:you|u)\s+(?:please\s+|pls\s+)?)?+(?:please\s+|pls\s+)?+"
    r"(?:whats|wats|wat|what\s+exactly|tell\s+(?:me|us)\s+what|explain\s+(?:to\s+me\s+)?what)\b",
    re.I,
)
"""Beginning of a question for a definition that is read as "what is …"."""
WHAT_IS_A = re.compile(
    r"[Ww]hat (?:is|are|was|were) (?:an? )?(?P<term>(?!(?:the|our|your|its|their|this|that|these|those)\b)[a-z-]{3,20}"
    r"(?: [a-z-]{3,20}){0,2})[?.! ]{0,3}"
)
"""A question for the definition of a term in lower case and without "the": "what is an armed group?"."""
ASKS_WHO_SET_UP = re.compile(
    r"\b(?:who|when|where|which|what\syear)\b.{0,200}\b(?:established|created|set\sup|founded|launched|appointed"
    r"|initiated)\b",
    re.I,
)
"""Question for who, when or which resolution established something, and not for a definition."""
_SHORT = r"(?:the\s+)?(?:(?:abbreviation|acronym)\s+)?[“\"'‘]?(?P<short>[^\W\d_][\w/’-]{1,11})[”\"'’]?"
SPELT_OUT = tuple(
    re.compile(rf"(?:(?:please|pls|so|and)\s+)?{pattern}(?:\s+(?:please|pls|exactly))?[\s?!.]*", re.I)
    for pattern in (
        rf"(?:what\s+(?:does|do|did|is)|whats|what['’]s|wat\s+does)\s+{_SHORT}\s+(?:mean|stands?\s+for|short\s+for)",
        rf"(?:what(?:['’]?s|\s+is)\s+)?(?:the\s+)?(?:(?:full|long)\s+(?:form|name)|meaning|expansion)\s+of\s+{_SHORT}",
        rf"(?:expand|spell\s+out|(?:abbreviation|acronym):?)\s+{_SHORT}",
        rf"explain\s+(?:to\s+(?:me|us)\s+)?{_SHORT}(?:\s+to\s+(?:me|us))?",
        rf"who(?:['’]?s|\s+(?:is|are|was))\s+(?:an?\s+)?{_SHORT}",
        rf"{_SHORT}\s?=",
        rf"{_SHORT},?\s+(?:(?:full|long)\s+(?:form|name)|meaning|means|stands?\s+for(?:\s+what)?|abbreviation|acronym)",
    )
)
"""Questions for the long form of an abbreviation, as "DDR meaning", "full form of MARA"."""
COUNTS_AS = re.compile(
    r"(?:who(?:m)?\s+(?:(?:does|do|did)\s+(?:the\s+(?:security\s+)?council|it)\s+"  # "whom does the Council consider"
    r"(?:consider|regard\s+as|count\s+as)"
    r"|counts?\s+as|qualif(?:y|ies)\s+as"  # "who counts as"
    r"|(?:is|are)\s+(?:considered|regarded\s+as|seen\s+as|understood\s+as|meant\s+by))"  # "who is meant by"
    r"|(?:how\s+old|(?:what|which)\s+age(?:\s+(?:group|range|bracket))?)\s+(?:is|are|counts?\s+as))\s+"  # "how old is"
    r"(?:to\s+be\s+)?(?:an?\s+|the\s+)?[\"“'‘]?"
    r"(?!(?:as|at|by|for|if|in|it|of|on|resolutions?|texts?|the|they|this|to|under|when|you)\b)"
    r"(?P<term>[^\W\d_][\w’'-]*(?:\s+(?!(?:for|here|in)\b)[\w’'-]+){0,3})[\"”'’]?(?:\s+(?:for\s+them|here))?\W{0,9}",
    re.I,
)
"""Question who is meant by a word, as "who counts as youth"."""
ASKED_OF_IT = re.compile(
    r",?\sand\s(?:what|how|who|why|when|where)\s(?:(?:can|could|should|must|exactly|else|to)\s)?"
    r"(?:(?:does|do|did|is|are|was|were|has|have)\s)?(?:(?:it|they)(?!\w)|\w+\s(?:it|them)\W{0,9}$)[^.?!]*",
    re.I,
)
"""Second question about a term to define: "and what does it collect", "and who runs it?"."""
