"""Patterns of limits to a kind of paragraph, and to a theme."""

from __future__ import annotations

import re
from functools import cache

from retrieval.asking.understand.lexicon.reference_patterns import RESOLUTION
from retrieval.clauses.clause import ClauseKind

_PARAS = r"(?:\s+(?:para(?:graph)?s?|clauses?|parts?|sections?))"
_SHORT_KIND = r"{}\s(?:para(?:graph)?s?|clauses?)"
_KIND_WORDS = {
    ClauseKind.OPERATIVE: rf"operative{_PARAS}|operatives?|{_SHORT_KIND.format('ops?')}",
    ClauseKind.PREAMBULAR: rf"preambles?{_PARAS}?|preambular{_PARAS}?|{_SHORT_KIND.format('pps?')}|recitals?",
    ClauseKind.ANNEX: rf"annex{_PARAS}?",
}
_CAPITALS = {ClauseKind.OPERATIVE: "OPs?", ClauseKind.PREAMBULAR: "PPs?"}
"""Short names of kinds, which in lower case, without a mark of a limit, may be other words: "op" is an operation."""
_UNNUMBERED = r"(?!\w|\s?\d{1,3}(?!\d))"
_NOT_OF_A_REPORT = rf"(?!\s(?:of|to)\s(?!(?:the\s)?{RESOLUTION}))"
_NOT_LISTED = "".join(
    rf"(?<!{word}\s)"
    for word in (
        "list listed listing lists named naming put placed included entered appear appears appearing parties groups"
    ).split()
)
"""Words before "in the annex" by which it is the annex of a report: "parties listed in the annex"."""
ONLY = re.compile(r"\b(?:only|just)\b", re.I)
"""Word of a limit to a kind of paragraph, by which the kind is no topic: "operative only"."""
INSIDE_BEFORE = re.compile(r"\b(?:in|from|within)\s(?:the\s|their\s|its\s|any\s)?$", re.I)
"""Words before a kind of paragraph that belong to the limit: "CEDAW | in | operative paragraphs"."""
_ASKED_FOR = "".join(rf"(?<={word}\s)|" for word in "all any every give list only show which".split())
_OF_A_RESOLUTION = rf"\s(?:in|of|from)\s(?:{RESOLUTION}|(?:that|this|the)\s(?:resolution|text)\b)"
_LOWER = {
    ClauseKind.PREAMBULAR: re.compile(r"(?<![\w/-])pps(?!['\w-])"),
    ClauseKind.OPERATIVE: re.compile(
        rf"(?<![\w/-])(?:(?:{_ASKED_FOR}^)ops"  # "all | ops | on mines"
        r"(?=\s(?:on|about|regarding|that|which|mention\w*)\b)"
        rf"|ops(?=(?:\sonly)?{_OF_A_RESOLUTION}))"  # "the | ops | of 1325"
    ),
}
"""Kinds of paragraph in lower case; "ops" where paragraphs are asked for, as "ops against rebels" are operations."""


def patterns_of_kind(kind: ClauseKind) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a filter for a kind of paragraph."""
    capitals = _CAPITALS.get(kind)
    words = rf"(?:{_KIND_WORDS[kind]}{f'|{capitals}' if capitals else ''}){_UNNUMBERED}"
    inside = rf"\bin\s+(?:the|an?)\s+{words}"
    if not capitals:
        inside = f"{_NOT_LISTED}{inside}{_NOT_OF_A_REPORT}"
    marked = re.compile(
        rf"(?:\b(?:only|just)\s+(?:the\s+|in\s+the\s+)?{words}|(?<!\w){words}\s+only\b|^{words}\s*(?::|,|\s[–—-]+\s)"
        rf"|{inside})",
        re.I,
    )
    if not capitals:  # "blacklisted in annexes" is no filter
        named = rf"(?:\s(?:\d|[IVX]{{1,4}}))?\s(?:of|to|in)\s(?:the\s)?(?={RESOLUTION})"
        return marked, re.compile(rf"\bannex(?:es)?{named}", re.I)
    plain = re.compile(rf"(?<![\w/-])(?:{_KIND_WORDS[kind]}){_UNNUMBERED}(?!['-])", re.I)
    upper = re.compile(rf"(?<![\w/-]){capitals}(?![\w-]|\s?\d{{1,3}}(?!\d))")
    return marked, plain, upper, _LOWER[kind]


KINDS = {kind: patterns_of_kind(kind) for kind in ClauseKind}
"""Patterns of a limit to each kind of paragraph."""
OTHER_KINDS = {
    ClauseKind.PREAMBULAR: (ClauseKind.OPERATIVE,),
    ClauseKind.OPERATIVE: (ClauseKind.PREAMBULAR,),
    ClauseKind.ANNEX: (ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE),
}
"""Kinds that a refused kind leaves; a refused preamble leaves no annexes."""


@cache
def theme_patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return two patterns of a theme: for a stated theme ("theme: SGBV"), and a possible one ("SGBV language")."""
    form = r"\W++(?:and\W++)?".join(map(re.escape, words))
    said = re.compile(
        r"\b(?:themes?(?:\s++of)?\s*+[:=]?|label(?:l?ed)?(?:\s++(?:as|with|under))?"
        r"|tagged(?:\s++(?:as|with))?)\s*+[\"“']?"
        rf"(?P<form>{form})[\"”']?(?!\w)",
        re.I,
    )
    implied = re.compile(
        rf"\b(?i:under|in)\s++(?:the\s++)?[\"“']?(?P<form>(?i:{form}))[\"”']?(?=\s*(?:theme\b|[,:;?.]|$|\s[–-]))"
        rf"|(?<!\w)(?P<noun>(?i:{form}))\s+(?:language|clauses|extracts|theme)\b"
    )
    return said, implied
