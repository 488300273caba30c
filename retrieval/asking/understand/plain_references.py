"""References to resolutions in standard notation: links, dates in brackets and names without blanks are rewritten."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import citing_patterns, reference_patterns
from retrieval.asking.understand.words import Rewrite, rewritten
from retrieval.clauses.adopted import is_of_year
from retrieval.clauses.number_words import BELOW_HUNDRED

_FIRST_OF_1900S = 46
"""First two-digit year of the last century: the first resolutions were adopted in 1946."""


def with_plain_references(text: str) -> str:
    """Rewrite references to resolutions in standard notation: "1325 (2000) op 8".

    "OP" for an Optional Protocol is written in full, as in "OP to CEDAW".

    >>> with_plain_references("what does https://undocs.org/en/S/RES/1325%20(2000) say?")
    'what does S/RES/1325 (2000) say?'
    >>> with_plain_references("SC Res. 1820 (19 June 2008), OP 12"), with_plain_references("2220 ('15) op 21")
    ('SC Res. 1820 (2008), OP 12', '2220 (2015) op 21')
    >>> with_plain_references("UNSCR2242para5")
    'UNSCR2242 para5'
    >>> with_plain_references("1325/2000 para 4"), with_plain_references("S-RES-2474-2019")
    ('1325 (2000) para 4', 'S/RES/2474 (2019)')
    >>> with_plain_references("who cites General Assembly resolution 63/311?")
    'who cites A/RES/63/311?'
    >>> with_plain_references("OP 9 of two thousand four hundred and six"), with_plain_references("twenty-one oh six")
    ('OP 9 of 2406', '2106')
    >>> with_plain_references("all resos on youth")
    'all resolutions on youth'
    >>> with_plain_references("second OP to CEDAW"), with_plain_references("States parties to the OP")
    ('second Optional Protocol to CEDAW', 'States parties to the Optional Protocol')
    """
    return rewritten(text, _REWRITES)


def _with_figures(spoken: re.Match[str]) -> str:
    """Rewrite a number in words as figures; a round thousand stays."""

    def number(name: str) -> int:
        words = reference_patterns.AND_BEFORE.sub("", (spoken[name] or "").lower().replace("-", " "))
        return {"a": 1, **BELOW_HUNDRED}.get(words, 0)

    thousand, hundred = number("thousands"), number("high") or number("hundreds")
    below = sum(map(number, ("rest", "behind", "low", "pair")))
    if thousand and not (hundred or below):
        return spoken[0]
    return f"{spoken['before']}{thousand * 1000 + hundred * 100 + below}"


def _with_year(dated: re.Match[str]) -> str:
    """Rewrite a resolution with a date as "1820 (2008)"; a number that is likely a year stays."""
    year = dated["year"] or dated["first"] or dated["behind"] or _in_full(dated["short"])
    number = int(dated["number"])
    is_a_year = number in reference_patterns.AS_YEARS
    return dated[0] if is_a_year and not is_of_year(number, int(year)) else f"{number} ({year})"


def _with_year_of_stroke(found: re.Match[str]) -> str:
    """Rewrite "1325/2000" as "1325 (2000)"; two years, or two resolutions, stay."""
    number, year = int(found["number"]), int(found["year"])
    is_a_year = number in reference_patterns.AS_YEARS
    is_placed = found["placed"] is not None
    is_surely_named = found["symbol"] or (is_placed and not is_a_year)  # "1325/2001 para 4", with a wrong year
    if not (is_surely_named or ((is_placed or not is_a_year) and is_of_year(number, year))):
        return found[0]
    return f"{'S/RES/' if found['symbol'] else ''}{number} ({year})"


def _in_full(short: str) -> str:
    """Return a two-digit year in full: "15" is 2015, "98" is 1998."""
    return f"{'19' if int(short) >= _FIRST_OF_1900S else '20'}{short}"


def _of_link(link: re.Match[str]) -> str:
    return f"S/RES/{link['number']}" + (f" ({link['year']})" if link["year"] else "")


_REWRITES: tuple[Rewrite, ...] = (
    (reference_patterns.OPTIONAL_PROTOCOL, r"\g<ratifying>Optional Protocol\g<many>\g<several>"),
    (reference_patterns.SHORT_NAME, r"resolution\g<many>"),
    (reference_patterns.SPOKEN_RESOLUTION, _with_figures),
    (reference_patterns.LINK, _of_link),
    (citing_patterns.ASSEMBLY_RESOLUTION, r"A/RES/\g<session>/\g<number>"),
    (reference_patterns.YEAR_BEHIND_STROKE, _with_year_of_stroke),
    (reference_patterns.OTHER_PREFIX, "S/RES/"),
    (reference_patterns.PLACE_OF_GLUED, r"\g<place> \g<of> "),
    (reference_patterns.GLUED_TO_PLACE, r"\g<resolution> "),
    (reference_patterns.DATE_OF_RESOLUTION, _with_year),
)
