"""Forms of a period in a question, each with an example, its date pattern, and where it filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from retrieval.asking.understand.lexicon.date_patterns import (
    DATE,
    END,
    MONTH,
    MONTH_DATE,
    MONTH_FROM,
    MONTH_TO,
    ON_A_DAY,
    START,
    TH,
    YEAR,
)
from retrieval.asking.understand.lexicon.reference_patterns import ANYTHING, TEXTS, TEXTS_ADOPTED
from retrieval.clauses.number_words import UP_TO_TEN

Reads = Literal["since", "after", "until", "before", "in", "part of year", "between", "last years", "calendar"]
When = Literal["apart", "set off", "anywhere", "if said", "if decided"]


@dataclass(frozen=True, slots=True)
class PeriodForm:
    """Date pattern, and where in a question it filters.

    Attributes:
        example: Question with a period of this form.
        pattern: The pattern.
        reads: Name of the function that returns the first and the last day of a match.
        when: Where a match filters. "apart": only outside a sentence, as a date inside it may be that of an event;
            "set off": as "apart", and at the end only behind a comma; "anywhere": in any place; "if said": as "apart",
            and behind a verb of saying (`SPOKEN_BEFORE`); "if decided": only if a question asks what was decided
            (`DECIDED_BEFORE`, `WHAT_WAS_DECIDED`) or for texts.
    """

    example: str
    pattern: re.Pattern[str]
    reads: Reads
    when: When = "apart"


_NOW = r"(?:now|today|date|the\s+present(?:\s+day)?|present|this\s+day|recently)"
_ON = (
    r"\s+(?:(?:onward|forward|upward)s?\b"  # "from 2015 | onwards"
    rf"|(?:up\s+)?(?:un)?(?:to|til|till)\s+{_NOW}\b"  # "up to now"
    r"|(?:and|or)\s+(?:later|after|newer|onwards?|on)\b"  # "and later"
    r"|on(?=\s*(?:$|[^\w\s]|(?:only|please|what|which|who|whose|how|when|where|why|that|to"  # "on, which texts …"
    r"|is|are|was|were|do|does|did|has|have"
    r"|mentioning|mention|referring|addressing|calling|asking|requesting|demanding|urging|dealing|containing"
    r"|there|the\s+council)\b)))"
)
"""Words behind "from 2015" by which the period has no end; "from 2019 on disabled people" is the year 2019."""
_INCLUDING = r",?\s+(?:and\s+)?(?:including|inclusive\s+of)"
_NAME = r"\s+(?:agenda|conference|conventions?|declaration|elections?|high-level|protocols?|review|summit|world)\b"
"""Words behind a year that is part of a name: "anything in 2030 Agenda", "the protocols from 2005 World Summit"."""
_OPEN = rf"(?:{_ON}|\s+(?:and|or)\s+(?:earlier|before|older)\b|\+)"
_SMALL = "in|on|of|for|from|by|to|at|and|or|with|about|as|than|a|an|the|only|which|that|this|no|any|other|earlier"
_MANY = rf"(?P<many>\d{{1,2}}|{UP_TO_TEN})"
_OF_TEXTS = (
    rf"(?:{'|'.join(rf'(?<={texts} )' for texts in ('resolutions', 'texts', 'decisions', 'language', 'paragraphs'))})of"
)
_INCLUDED = (
    r"(?:,?\s\(?(?:(?:both\s)?(?:years\s|ends\s)?(?:included|inclusive|counted)"  # "both years included"
    r"|(?:including|inclusive\sof|counting)\s(?:both|the\stwo)(?:\s(?:years|ends))?)"  # "counting both ends"
    r"(?!\w)\)?)?"
)
_SINCE_THEN_BEFORE = (
    r"(?:(?<=changed\s)|(?<=change\s)|(?<=changes\s)|(?<=evolved\s)|(?<=evolution\s)|(?<=developed\s)"
    r"|(?<=developments\s)|(?<=progress\s)|(?<=starting\s)"
    r"|^(?=from\s[^,]{4,20},?\s(?:what|how)\s(?:has|have)\s))"  # "from 2015, what has …"
)
"""Words before "from 2015" by which it means "since 2015": "what has changed from 2015"."""
_THEN = r"(?:in|on|during|at)(?:\s+or\s+|/)"
_NOT_OF_ANOTHER = r"(?!\s(?:\w{1,12}\s){0,2}\d)"
"""Condition that no other year follows: "before 2013 and after 2016" has no "2013 and after"."""
_YEARS = rf"(?P<two>(?P<from>{YEAR}))(?:,\s?(?P<mid>{YEAR}))?(?:\s?[/&+]\s?|,?\s(?:and|or)\s)(?P<to>{YEAR})"
"""Two or three years that follow each other: "2017, 2018 and 2019"."""
_PERIODS: tuple[tuple[str, str, Reads, When], ...] = (
    # Two ends.
    (
        "camps, the 2017 and 2018 resolutions",
        rf"(?<![\w/-])(?:in\s|from\s|the\s)?{_YEARS}\s(?:{TEXTS_ADOPTED}\b|only\b(?=\s?(?:[^\w\s]|$)))",
        "between",
        "anywhere",
    ),
    (
        "2017, 2018 and 2019: what was said on camps",
        rf"^(?:(?:only|just)\s)?(?:in\s|from\s)?{_YEARS}(?:\s{TEXTS_ADOPTED})?(?=\s?(?::|,|\s[–—-]+\s|[?!.]*$))",
        "between",
        "anywhere",
    ),
    (
        "camps, 2017 & 2018",
        rf"(?:(?<=,\s)|(?<=[:;–-]\s)){_YEARS}(?=[?!.]*$)",
        "between",
        "apart",
    ),
    (
        "camps between early 2015 and June 2018",
        rf"\b(?:(?:adopted|passed)\s+)?(?:(?P<two>from|in|of|during)|between|from)\s+{START}(?P<from>{YEAR})\s*"
        rf"(?(two)(?:and|or)\s(?:in\s)?|(?:and|to|until|till|through|-|–))\s*{END}(?P<to>{YEAR}){_INCLUDED}",
        "between",
        "apart",
    ),
    (
        "camps 2015-2018, both years included",
        rf"(?<![\w/-]){START}(?P<from>{YEAR})\s*(?:-|–|—|to|through|until)\s*{END}(?P<to>{YEAR})"
        rf"(?![\w-]){_INCLUDED}",
        "between",
        "apart",
    ),
    (
        "camps from March to June 2015",
        rf"\b(?:(?:adopted|passed)\s+)?(?:between|from)\s+{MONTH_FROM}\s+"
        rf"(?:and|to|until|till|through|-|–)\s+{MONTH_TO}\s+"
        rf"(?P<to>{YEAR}){_INCLUDED}",
        "between",
        "apart",
    ),
    # Years counted from the newest resolution.
    (
        "camps in the last five years",
        rf"(?:\b(?:in|over|within|during|from)|{_OF_TEXTS})\s+the\s+(?:last|past)\s+(?:{_MANY}\s+)?"
        r"(?P<unit>years?|yrs?|decades?)\b",
        "last years",
        "anywhere",
    ),
    (
        "camps, last 3 years",
        rf"(?<!\bfor\s)(?<!\bfor\sthe\s)(?:\bthe\s)?\b(?:last|past)\s{_MANY}\s(?P<unit>years|yrs|decades)\b",
        "last years",
        "apart",
    ),
    (
        "resolutions of last year on camps",
        rf"(?:\b(?:{TEXTS}|{ANYTHING})\s(?:in|of|from|during)\s|^(?:(?:in|from|only)\s)?"
        r"|(?<=[,:]\s)(?:(?:in|from|only)\s)?)"
        r"(?P<which>this|last)\s(?P<calendar>year|decade)(?=\s?(?:[:,?!.]|$|[–—-]\s)|\s(?:on|about|regarding)\s)",
        "calendar",
        "apart",
    ),
    # One end, before what only seems to be a single year.
    (
        "camps, in 2015 but before June",
        rf"\b(?:(?:adopted|passed)\s+)?(?:in|during|of|from)\s+(?P<year>{YEAR}),?\s+(?:but\s+)?"
        r"(?P<side>before|after)\s+"
        rf"(?:(?P<day>[0-3]?\d){TH}\s+(?:of\s+)?)?(?P<month>{MONTH})",
        "part of year",
        "anywhere",
    ),
    (
        "camps from 2015 onwards",
        rf"\b(?:from|in)\s+{DATE}{_ON}",
        "since",
        "apart",
    ),
    (
        "camps, in or after 2015",
        rf"\b{_THEN}(?:after|later\s+than|since)[\s-]+{DATE}",
        "since",
        "apart",
    ),
    (
        "camps, in or before 2015",
        rf"\b{_THEN}(?:before|earlier\s+than|prior\s+to|until)[\s-]+{DATE}",
        "until",
        "apart",
    ),
    (
        "what has changed from 2015",
        rf"{_SINCE_THEN_BEFORE}from\s+{DATE}",
        "since",
        "apart",
    ),
    (
        "camps, between 2015 and now",
        rf"(?<![\w/-])(?:(?:adopted|passed)\s+)?(?:(?P<between>between)\s+|(?:from|since)\s+)?{DATE},?\s*"
        r"(?(between)(?:and|-|–)"  # "between 2015 | and | now"
        r"|(?:-|–|—"  # "2015 | – | now"
        r"|(?:all\s+the\s+way\s+|right\s+)?(?:up\s+)?(?:(?:un)?(?:to|til|till))|through))"  # "2015 | up to | now"
        rf"\s*{_NOW}\b",
        "since",
        "apart",
    ),
    (
        "resolutions adopted in 2015 on camps",
        rf"\b(?:{TEXTS}|{ANYTHING})\s+(?:(?:that|which)\s+)?(?:(?:was|were)\s+)?"
        r"(?:(?:adopted|passed|agreed|dated|dating)\s+)?"
        rf"(?:of|in|from|{ON_A_DAY})\s+{DATE}(?!{_OPEN}|{_NAME})",
        "in",
        "anywhere",
    ),
    # One end.
    (
        "camps since 2015",
        r"\b(?:since|starting(?:\s+(?:in|from))?|not\s+before|(?:no|not)\s+earlier\s+than"
        r"|(?:no|not)\s+further\s+back\s+than)"
        rf"\s+{DATE}",
        "since",
        "apart",
    ),
    (
        "camps, nothing that predates 2015",
        rf"\b(?:nothing|none)\s+(?:that\s+)?predat(?:es|ing)\s+{DATE}",
        "since",
        "anywhere",
    ),
    (
        "camps, 2015 and later",
        rf"\b(?:in\s+|from\s+)?{DATE}"
        rf"(?:\s+(?:onwards?|(?:and|or|n)\s+(?:later|after|newer|up(?:wards?)?))\b{_NOT_OF_ANOTHER}|\+)",
        "since",
        "apart",
    ),
    (
        "camps after 2015",
        rf"\b(?:from\s+)?(?:after|(?:later|newer|younger|more\s+(?:recent|new))\s+than|past|post)[\s-]+{DATE}",
        "after",
        "apart",
    ),
    (
        "camps before 2015",
        rf"\b(?:from\s+)?(?:before|b4|earlier\s+than|prior\s+to|(?:older|more\s+old)\s+than|pre)[\s-]+{DATE}",
        "before",
        "apart",
    ),
    (
        "camps, up to and including 2015",
        rf"\b(?:up\s+(?:un)?(?:to|til|till)(?:{_INCLUDING})?|until{_INCLUDING}|(?:no|not)\s+later\s+than)\s+{DATE}",
        "until",
        "apart",
    ),
    (
        "camps, until 2015",
        rf"\b(?:until|till|through|by)\s+{DATE}",
        "until",
        "set off",
    ),
    (
        "camps, 2015 and earlier",
        rf"\b{DATE}\s+(?:and|or)\s+(?:earlier|before|older)\b{_NOT_OF_ANOTHER}",
        "until",
        "apart",
    ),
    # One year, month or day.
    (
        "camps, only the 2015 ones",
        rf"\b(?:only|just|exclusively)\s+(?:the\s+)?{DATE}\s+(?:{TEXTS_ADOPTED}|ones?\b)",
        "in",
        "anywhere",
    ),
    (
        "camps, only in 2015",
        rf"\b(?:only|just|exclusively)\s+(?:in\s+|from\s+|the\s+)?{DATE}",
        "in",
        "apart",
    ),
    (
        "what does the 2013 WPS resolution say",
        rf"(?<![\w-])(?:in\s+|from\s+|the\s+)?{DATE}\s+"
        rf"(?:(?:(?P<what>(?!(?:{_SMALL})\b)[A-Za-z]+)\s+)?{TEXTS_ADOPTED}\b|only\b(?=\s*(?:[^\w\s]|$)))",
        "in",
        "anywhere",
    ),
    (
        "what was adopted in 2015 on camps",
        rf"\b(?:adopted|passed)\s+(?:in|during|{ON_A_DAY})\s+{DATE}",
        "in",
        "anywhere",
    ),
    (
        "camps from 2015",
        rf"\bfrom\s+{DATE}(?!{_OPEN}|{_NAME})",
        "in",
        "apart",
    ),
    (
        "camps, June 2015",
        rf"(?:(?<=,\s)|(?<=[:;–-]\s))(?:(?:in|during|{ON_A_DAY})\s+)?{MONTH_DATE}(?=[?!.]*$)",
        "in",
        "apart",
    ),
    (
        "June 2015 on camps",
        rf"^(?:(?:in|{ON_A_DAY})\s+)?{MONTH_DATE}(?=[?!.]*$|\s+(?:on|about|regarding|concerning)\b)",
        "in",
        "anywhere",
    ),
    (
        "camps, year: 2015",
        rf"\b(?:(?:for|in|of|from)\s+)?(?:the\s+)?(?:calendar\s+)?year:?\s*{DATE}",
        "in",
        "apart",
    ),
    (
        "2015: camps",
        rf"^(?:(?:and|so|but)\s)?(?:in\s+)?{DATE}(?=\s*(?::|,|\s[–—-]+\s)|\s(?:what|how)\sabout\s)",
        "in",
        "anywhere",
    ),
)
"""Forms of a period in the order in which they are tried: of overlapping matches, that of the first one counts."""


@cache
def periods() -> tuple[PeriodForm, ...]:
    """Return the forms of `_PERIODS`, compiled."""
    return tuple(PeriodForm(example, re.compile(form, re.I), reads, when) for example, form, reads, when in _PERIODS)


PLAIN_IN = PeriodForm(
    "what did the Council say in 2017", re.compile(rf"\b(?:in|during|{ON_A_DAY})\s+{DATE}", re.I), "in", "if said"
)
""""In 2017", in a question about the Council's texts, where it filters; elsewhere it is as often that of an event."""
DECIDED_IN = PeriodForm("what was decided in 2017", PLAIN_IN.pattern, "in", "if decided")
""""In 2017", in any other question, where it filters behind `DECIDED_BEFORE` or after `WHAT_WAS_DECIDED`."""
