"""Patterns of a date, from its parts: year, month, day, part of a year."""

from __future__ import annotations

import re

from retrieval.clauses.months import MONTH_NAMES

YEAR = r"(?:19[4-9]|20[0-4])\d(?![\d/%]|,\d|\.\d)"
"""Year of a period, in the decades of the Council, and no part of another number: not "1990%", "2015/16"."""
PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "beginning": (1, 4),
    "start": (1, 4),
    "middle": (5, 8),
    "end": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}
"""First and last month of a part of a year: "in late 2009"."""
ENDS = {"beginning": ((1, 1), (1, 1)), "start": ((1, 1), (1, 1)), "end": ((12, 31), (12, 31))} | dict.fromkeys(
    ("mid", "middle"), ((7, 1), (6, 30))
)
"""First and last day of a part that begins or ends a period, if they differ from those in `PARTS`: "since mid-2015"."""
_A_PART = (
    r"early|mid|late|(?:beginning|start|middle|end|(?:first|second)\s+half"
    r"|(?:first|second|third|fourth|last)\s+quarter)"
    r"(?=\s+of\s)"
)
_PART_OF_YEAR = rf"(?:(?:the\s+)?(?P<part>{_A_PART})(?:\s+of)?[\s-]+)?"
PART_BEFORE = re.compile(
    r"\b(?:half|halves|quarters?|thirds?|months?|weeks?|days?|spring|summer|autumn|fall|winter|q[1-4]|h[12]"
    r"|beginning|start|middle|end)"
    r"(?:\s+of)?(?:\s+the\s+year)?\s+$",
    re.I,
)
"""Parts of a year for which there is no limit: "in the first weeks of 2013"."""
MONTH = rf"(?:{MONTH_NAMES})\b\.?"
"""Month, complete or of three letters, with its stop: "Sept."."""
TH = r"(?:st|nd|rd|th)?"
"""Ending of the number of a day, which may be missing: "3rd"."""
_DAY = rf"(?:the\s+)?(?P<day>[0-3]?\d){TH}(?:\s+of)?\s+(?={MONTH})"
_DAY_BEHIND = rf"(?:\s+(?:the\s+)?(?P<day_behind>[0-3]?\d){TH}(?=,?\s+{YEAR}))?"
_MONTH_OF = rf"(?:{_DAY})?(?P<month>{MONTH}){_DAY_BEHIND},?\s+(?:of\s+)?(?:the\s+year\s+)?"
_WHEN = rf"(?:(?:the\s+)?month\s+of\s+)?(?:the\s+year\s+)?{_PART_OF_YEAR}(?:{_MONTH_OF})?"
DATE = rf"{_WHEN}(?P<year>{YEAR})"
"""Year, with a part of it, a month or a day if there is one: "2015", "early 2015", "3 June 2015"."""
MONTH_DATE = rf"(?:(?:the\s+)?month\s+of\s+)?{_MONTH_OF}(?P<year>{YEAR})"
"""Month of a year, with a day if there is one: "the month of June 2015"."""
_DATED_PLAIN = rf"(?:the\s+)?(?:[0-3]?\d{TH}(?:\s+of)?\s+{MONTH}|{MONTH}\s+[0-3]?\d{TH},?\s)"
ON_A_DAY = rf"on(?=\s+{_DATED_PLAIN})"
"""Preposition before a day: "on | 3 June 2015", "on | June 3, 2015"."""
MONTH_FROM = rf"(?:(?P<from_day>[0-3]?\d){TH}\s+(?:of\s+)?)?(?P<from_month>{MONTH})(?:,|\s+of)?(?=\s)"
"""Month or day that begins a period: "from | 3 March | to June 2015"."""
MONTH_TO = rf"(?:(?P<to_day>[0-3]?\d){TH}\s+(?:of\s+)?)?(?P<to_month>{MONTH})(?:,|\s+of)?(?=\s)"
"""Month or day that ends a period, before its year: "from March to | 3 June | 2015"."""
START = rf"(?:{MONTH_FROM}\s+|(?:the\s+)?(?P<from_part>{_A_PART})(?:\s+of)?[\s-]+)?"
"""Month, day or part before the first year of a period: "between | early | 2015 and 2018"."""
END = rf"(?:{MONTH_TO}\s+|(?:the\s+)?(?P<to_part>{_A_PART})(?:\s+of)?[\s-]+)?"
"""Month, day or part before the last year of a period: "between 2015 and | mid-|2018"."""
BARE_YEAR = re.compile(rf"(?<![\w/,.$€£-]){YEAR}(?!\w)")
"""Year by itself, no amount, part of a name or of a path."""
