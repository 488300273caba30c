"""Periods in standard notation: "in the early nineties" becomes "from 1990 to 1994"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import period_patterns
from retrieval.asking.understand.words import Rewrite, rewritten


def with_plain_periods(text: str) -> str:
    """Rewrite decades as years, ages of texts and two periods as one, and set off a period before what is to be listed.

    The early, middle and late years of a decade overlap, as people do not agree where one ends: they are the years 0 to
    4, 3 to 7, and 5 to 9.

    >>> with_plain_periods("camps in the nineties"), with_plain_periods("texts from the late 2000s on camps")
    ('camps from 1990 to 1999', 'texts from 2005 to 2009 on camps')
    >>> [with_plain_periods(asked) for asked in ("since the 2010s", "before the '90s", "after the 00s")]
    ['since 2010', 'before 1990', 'after 2009']
    >>> with_plain_periods("from the 1990s to the 2010s"), with_plain_periods("women in their nineties")
    ('from 1990 to 2019', 'women in their nineties')
    >>> with_plain_periods("mines, after 2005 but before 2015"), with_plain_periods("mines before 2013 and after 2016")
    ('mines, from 2006 to 2014', 'mines before 2013 and after 2016')
    >>> with_plain_periods("until 2010 all paragraphs on camps"), with_plain_periods("since 2015 all camps are closed")
    ('until 2010, all paragraphs on camps', 'since 2015 all camps are closed')
    >>> with_plain_periods("all on schools 2021"), with_plain_periods("everything on agenda 2030")
    ('all on schools in 2021', 'everything on agenda 2030')
    >>> with_plain_periods("mines, nothing older than five years"), with_plain_periods("girls not older than 5 years")
    ('mines, from the last five years', 'girls not older than 5 years')
    >>> with_plain_periods("only from recent years: mines"), with_plain_periods("the newer ones on mines")
    ('only from the last five years: mines', 'latest texts about mines')
    """
    return rewritten(text, _REWRITES)


def _at_most_so_old(found: re.Match[str]) -> str:
    """Rewrite the greatest age of texts as the last years; unchanged if it may be the age of persons."""
    is_of_texts = found["texts"] or (found["none"] or "").lower() == "nothing"
    is_heading = found.start() == 0 and found["heads"] and not found.string.endswith("?")
    if not (is_of_texts or is_heading):
        return found[0]
    texts = f"{found['texts']} " if found["texts"] else ""
    return f"{texts}from the last {found['many'] or found['old']} years{found['heads'] or ''}"


def _by_age(found: re.Match[str]) -> str:
    """Rewrite "the newer ones on mines" as the question for the latest texts."""
    return f"{'earliest' if found['age'].lower() == 'older' else 'latest'} texts about "


def _from_one_to_another(found: re.Match[str]) -> str:
    """Rewrite two decades and all between them as one period."""
    first, _ = _years_of(found["from_part"], found["from_decade"])
    _, last = _years_of(found["to_part"], found["to_decade"])
    return f"from {first} to {last}"


def _both(found: re.Match[str]) -> str:
    """Rewrite two periods as the one that both leave; unchanged if they have no year in common."""

    def year(name: str) -> int:
        return int(found[name] or found[f"or_{name}"] or 0)

    first, last = year("since") or year("after") + 1, year("until") or year("before") - 1
    return f"from {first} to {last}" if first <= last else found[0]


def _as_years(found: re.Match[str]) -> str:
    """Rewrite a decade, with the word before it that makes it the beginning or the end of a period.

    In two digits, or by its name, it needs an article or a part: "over 90s" and "in their nineties" say an age.
    """
    if not (found["the"] or found["part"] or period_patterns.SURELY_A_DECADE.match(found["decade"])):
        return found[0]
    first, last = _years_of(found["part"], found["decade"])
    how = " ".join((found["how"] or "").lower().split())
    end = period_patterns.ENDS.get(how, "since" if found["onwards"] else "")
    if end:
        return f"{end} {first if end in ('since', 'before') else last}"
    return f"{'from ' if how else ''}{first} to {last}"


def _years_of(part: str | None, decade: str) -> tuple[int, int]:
    """Return the first and the last year of a decade, or of a part of it."""
    name = "-".join(decade.lower().replace("'", "").replace("’", "").split())
    start = period_patterns.NAMES.get(name) or int(name.removesuffix("s"))
    first, last = period_patterns.PARTS[(part or "").lower()]
    return start + first, start + last


_REWRITES: tuple[Rewrite, ...] = (
    (period_patterns.AGE_OF_TEXTS, _at_most_so_old),
    (period_patterns.RECENT_YEARS, r"\g<before>from the last five years"),
    (period_patterns.AGE_AND_TOPIC, _by_age),
    (period_patterns.FROM_ONE_TO_ANOTHER, _from_one_to_another),
    (period_patterns.DECADE, _as_years),
    (period_patterns.BOTH, _both),
    (period_patterns.LISTED_OF_YEAR, r"\g<listed> in "),
    (period_patterns.LISTED_BEHIND, r"\g<period>, "),
)
