"""Kinds of values that a question may ask for, such as a percentage: how it is asked for, and how it is stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.clauses.months import MONTHS
from retrieval.clauses.number_words import NUMBER_WORDS, any_of

_ASKS = (
    r"(?:^|[,;:.!?–—-]\s{0,3}"
    r"|\b(?:and|or|but|so|then|now|know|me|us|wonder|wondering|exactly|(?:it|they|text|council)\ssays?)\s)"
    r"(?:(?:in|by|within|for|at|from|until|after|before|since|of|to|with"
    r"|up\sto|on|under|above|below|over|about|roughly)\s)?"
)
"""Words before a value that is asked for; behind others it is a topic: "who has to report | how many …?"."""
_IS = (
    r"(?:(?:\s(?:is|was|are|were|'s)|'s)(?:\sthe)?\s|\s)"
    r"(?:(?:exact|precise|calendar|total|annual|yearly|minimum|maximum|latest|required|current)\s){0,2}+"
)
_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\b"
_ASKED_UNIT = rf"(?:mins?|hrs?|{_UNIT})"
_PERCENT = r"(?:%|per\s?cent|percentage)"
_PIECES = (
    r"(?:(?:resolution|text|document|paragraph|para|clause|op|pp|recital|provision|time|line|word|article|source|hit"
    r"|answer|result|quote|mention|reference|sub-?para(?:graph)?|more|other|kind|type|sort|form|way|side|page"
    r"|language|pillar|aspect)s?\b"
    r"|of\s(?:the|your|these|those|them)\s)"
)
"""Parts of an answer and kinds of things, which are counted and not looked for."""
_SEVERAL = any_of(word for word, number in NUMBER_WORDS.items() if number > 1)
_NUMBER = rf"(?:(?<![\d,.])\d[\d,.]{{0,20}}+|\b(?:{_SEVERAL}|hundreds?|thousands?|millions?)\b)"
_MONTH = rf"(?-i:\b(?:{'|'.join(month for month in MONTHS if month != 'May')})\b|\bMay\s\d|\b\d{{1,2}}\sMay\b)"
_TIME = (
    rf"(?:{_MONTH}|(?:{_NUMBER}|\b(?:one|an?|each|every|first|next))[\s-](?:\(\d+\)[\s-])?(?:\w+[\s-])?{_UNIT}"
    r"|\b(?:annual|(?:year|month|week|quarter|dai)ly\b|periods?\b))"
)

OTHER_NUMBERS = re.compile(
    r"\b(?:resolutions?|paragraphs?|articles?|goals?|chapter|S/RES/|S/PRST/|A/RES/|OP|No\.)\s?\d+(?:\s?\(\d+\))?"
    r"(?:(?:,|\sand|\sor|\sto)\s\d+(?:\s?\(\d+\))?){0,20}+|\(\d{4}\)|\b(?:19|20)\d\d\b|\b\d+\s?\([a-z]\)|-\d+",
    re.I,
)
"""Numbers of texts, paragraphs and years, which count nothing."""


@dataclass(frozen=True, slots=True)
class ValueKind:
    """Kind of value that a question may ask for.

    Attributes:
        name: With its article, for display: "a percentage".
        asked: Words of a question that asks for one.
        stated: Words of a paragraph, without `OTHER_NUMBERS`, that states one.
    """

    name: str
    asked: re.Pattern[str]
    stated: re.Pattern[str]


VALUE_KINDS: Sequence[ValueKind] = (
    ValueKind(
        "a percentage",
        asked=re.compile(
            rf"{_ASKS}(?:(?:what|which){_IS}(?:{_PERCENT}|(?:share|proportion|portion|fraction)\s(?:of|for|goes)\b)"
            rf"|how\s(?:many|much)\s{_PERCENT}|how\s(?:big|large|high)\sa?\s?(?:share|proportion|{_PERCENT}))",
            re.I,
        ),
        stated=re.compile(r"\bper\s?cent\b|%|\b(?:half|third|quarter)\sof\b", re.I),
    ),
    ValueKind(
        "an amount of money",
        asked=re.compile(
            rf"{_ASKS}(?:how\smuch\s(?:money|cash|funding|compensation)\b"
            r"|how\smuch\s(?:is|are|was|were|does|do|did|will|should|must|can)\s(?:\w+\s){1,5}?"
            r"(?:paid|pays?|costs?|gets?|earns?|worth|spent|spend|fined|compensated)\b"
            r"|how\smany\s(?:us\s)?(?:dollars|euros|usd)\b"
            r"|how\s(?:big|large|high)\s(?:is|was|are)\s(?:the\s)?(?:\w+\s){0,3}?(?:budget|fund|fine|salary)\b"
            rf"|what{_IS}(?:amount|budget|salary|fee|fine|sum)\b"
            r"|(?:max|maximum|minimum|highest)\s(?:fine|salary|sum)\b)",
            re.I,
        ),
        stated=re.compile(r"[$€]|\b(?:dollars?|euros?|usd|millions?|billions?)\b", re.I),
    ),
    ValueKind(
        "an age",
        asked=re.compile(
            rf"{_ASKS}(?:(?:what|which)\sage\b|how\sold\b|(?:what|which)(?:\sis|'s)\sthe\s(?:\w+\s){{0,2}}?age\b"
            r"|(?:minimum|maximum|lowest|earliest|legal)\sage\b)",
            re.I,
        ),
        stated=re.compile(
            r"\baged?\s(?:of\s|between\s)?(?:\d|eighteen|fifteen)|\byears?\s(?:of\sage|old)\b"
            r"|\bunder\s(?:the\sage\sof\s)?(?:1[58]|eighteen|fifteen)\b",
            re.I,
        ),
    ),
    ValueKind(
        "the name of a person",
        asked=re.compile(
            rf"{_ASKS}(?:(?:what(?:'s|\s(?:is|was|are))\s)?(?:the\s)?names?\sof\s(?:the\s)?"  # "the name of the envoy"
            r"(?:(?:current|new|present|first|last)\s)?"
            r"(?:person|people|lawyer|judges?|man|woman|experts?|envoy|head|chair|commander|officer|official|adviser"
            r"|advisor|leader|victim|special\srepresentative|secretary-general)\b"
            r"|who\s(?:is|was)\sthe\s(?:current|present|new)\b"  # "who is the current envoy"
            r"|what(?:'s|\s(?:is|was))\s(?:his|her)\sname\b)",
            re.I,
        ),
        stated=re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Sir|Judge|Ambassador)\b\.?\s[A-Z]"),
    ),
    ValueKind(
        "a date",
        asked=re.compile(
            rf"{_ASKS}(?:(?:what|which){_IS}(?:date|deadline|day|month)\b|(?:exact|precise|calendar)\sdate\b"
            r"|(?<=by\s)when\b|when\sexactly\b)",
            re.I,
        ),
        stated=re.compile(_TIME, re.I),
    ),
    ValueKind(
        "a period",
        asked=re.compile(
            rf"{_ASKS}how\s"
            r"(?:long\b(?!\s(?:ha(?:s|ve|d)\b|(?:is|are)\s(?:the\s)?(?:resolutions?|texts?|paragraphs?|\d)))"
            rf"|many\s(?:\w+\s)?{_ASKED_UNIT})",
            re.I,
        ),
        stated=re.compile(rf"{_TIME}|\buntil\b|\bas\slong\sas\b", re.I),
    ),
    ValueKind(
        "a number",
        asked=re.compile(
            rf"{_ASKS}(?:how\smany\s(?!{_PIECES}|{_PERCENT}|dollars|euros|(?:\w+\s)?{_ASKED_UNIT})\w"
            rf"|(?:what|which){_IS}number\sof\s(?!{_PIECES}))",
            re.I,
        ),
        stated=re.compile(_NUMBER, re.I),
    ),
)
"""In the order in which a value that is missing is named."""
