"""Words of questions for a number: of resolutions, paragraphs, parts of a paragraph, mentions."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import RESOLUTION
from retrieval.clauses.clause import ClauseKind

COUNTED = re.compile(
    r"\bhow many\b|\b(?:number|total|count|tally|length|no\.?) of\b|\bcount\b"
    r"|\btotal (?:paragraphs?|paras?|resolutions|texts|ops|pps)\b",
    re.I,
)
"""Words that ask for a number."""
LISTED_AS_SUCH = re.compile(
    r"(?:\W|please\b|pls\b|kindly\b|can\syou\b|could\syou\b){0,6}"
    r"(?:(?:list|show|give|name)(?:\s(?:me|us))?(?:\s(?:all|every|the|of|your)){0,3}"  # "list all the"
    r"|all(?:\s(?:the|of)){0,2}"  # "all of the"
    r"|(?:which|what)(?=\s(?:\S{1,20}\s){1,5}?(?:are|were|have|did|came|exist)\b))"  # "which 2019 resolutions exist"
    r"\s(?:\S{1,20}\s){0,3}?(?:resolutions|texts)\b",
    re.I,
)
"""Beginning of a question for resolutions as such: "list the 2019 resolutions"."""
NUMBER_SIGN = re.compile(r"#(?:\w|\s?of\b)")
"""Beginning of a question for a number: "#resolutions with the word genocide"."""
RESOLUTIONS_COUNTED = frozenset("resolutions texts documents".split())
"""Nouns for the units of a library: "how many resolutions"."""
PARAGRAPHS_COUNTED = frozenset(
    "paragraph paragraphs para paras clause clauses op ops pp pps recital recitals provision provisions".split()
)
"""Nouns for the units of a resolution: "how many paragraphs"."""
PARTS_COUNTED = frozenset(
    "sub-paragraph sub-paragraphs subparagraph subparagraphs sub-para sub-paras subpara subparas lettered letters "
    "items".split()
)
"""Nouns for the parts of a paragraph."""
KINDS_COUNTED = {
    ClauseKind.PREAMBULAR: frozenset("pp pps preambular preamble preambles recital recitals".split()),
    ClauseKind.OPERATIVE: frozenset("op ops operative operatives numbered".split()),
}
"""Nouns and adjectives for paragraphs of a kind: "how many OPs"."""
LIBRARY_NAMED = frozenset("library corpus collection database".split())
"""Nouns for the library: behind "this" or "that" these do not refer to an earlier answer."""
LIBRARY_ITSELF = frozenset("you we here total altogether".split()) | LIBRARY_NAMED
"""Words by which "how many paragraphs" without a limit asks for those of the whole library."""
COUNTING_ALONE = (
    RESOLUTIONS_COUNTED
    | PARAGRAPHS_COUNTED
    | LIBRARY_ITSELF
    | KINDS_COUNTED[ClauseKind.PREAMBULAR]
    | KINDS_COUNTED[ClauseKind.OPERATIVE]
    | frozenset(
        "any how long many number count tally list name me us which what what's whats is was the a of in from by with "
        "and there are were do does did has have had get got contain contains contained consist consists hold holds "
        "held it they i all cover covers no including included incl exactly please pls thanks now so far currently "
        "overall adopted that adopt passed pass issued made council council's security un unsc sc tell know can could "
        "give show need clausebot whole entire for be been date dates dating dated stored length going according as "
        "your to part section those these resolution together plus combined both different earlier start starts begin "
        "begins year each respectively versus vs against compare compared".split()
    )
)
"""All words of a question for the number of resolutions or paragraphs without a topic, except words of its limits."""
ASKED_TWICE = re.compile(
    r"(?:(?:and|so|please|pls|what['’]?s|what\sis|tell\sme|the|total|overall|exact)\s){0,4}"
    r"(?:number|count|total)\sof\b[^?!.;:]{1,200}"
    r"(?P<again>[,:;–—-]\s?how\smany(?:\s(?:are|is)\s(?:there|they|it|that))?[\s?!.]{0,9})",
    re.I,
)
"""Question for a number that ends with another "how many": "number of paragraphs with camps, how many?"."""
HOW_OFTEN_MENTIONED = re.compile(
    r"(?:and\s|so\s|ok,?\s)?how\s(?:often|many\stimes|frequently)\s(?:do|does|did)\s"
    rf"(?:the\s)?(?P<citing>{RESOLUTION})\s(?:(?:ever|actually|explicitly)\s)?"
    r"(?:mention|name|say|refer\sto|speak\s(?:of|about)|talk\sabout"
    r"|use\sthe\s(?:words?|terms?|phrase)|contain\sthe\s(?:words?|terms?|phrase))"  # "use the word"
    r"\s(?P<topic>[^\s?.!](?:[^?.!]*?[^\s?.!])??)"
    r"(?:\sin\s(?:its|the)\s(?:preamble|operative\spart|text|pps|ops))?[\s?.!]*",
    re.I,
)
"""Question how often a resolution mentions a topic."""
