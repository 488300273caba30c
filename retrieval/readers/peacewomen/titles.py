"""Title parser: the resolution and the paragraph that the title of an extract names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERED = (
    r"(?:(?:UN|United\s+Nations)\s+)?(?:(?:Security\s+Council|SC)\s+)?(?:Resolution|Res\.|UNSCR|SCR)\s*+(?:S/RES/)?"
)
_CITATION = re.compile(
    rf"""\W*(?:(?:{_NUMBERED}|S/RES/)\s*+(?P<number>\d{{1,4}})|(?P<bare>\d{{4}}))\b
    \s*(?:\((?P<year>(?:19|20)\d\d)\))?(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(rf"(?:{_NUMBERED}|S/RES/)\s*+(\d{{3,4}})\b", re.IGNORECASE)
_PLACE = re.compile(
    r"""\b(?:
      (?P<preamble>preamble|preambular)
    | (?P<annex>annex)
    | (?:paragraph|para|clause|op)\.?\s*(?P<number>\d{1,3}+)
      (?P<subs>(?:\s?\((?:[a-z]{1,2}|[ivx]+)\))*+)
      (?!\s*(?:,|and|or|to|&|[-–—])\s*(?:\d|\())
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDED = re.compile(r"[.;:?!…][\"”’')\]]*$")
LONGEST_TITLE = 120  # characters of a title that is not the extract's beginning


@dataclass(frozen=True, slots=True)
class Title:
    """Parsed title of an extract.

    Attributes:
        resolution: The resolution that it names.
        place: "20", "20(a)", "preamble" or "annex".
    """

    resolution: int | None = None
    place: str | None = None


def read_title(text: str) -> Title:
    """Parse a title written by a person, such as "Resolution 2275: para. 20."."""
    citation = _CITATION.match(text)
    if citation:
        return Title(int(citation["number"] or citation["bare"]), _place(citation["rest"]))
    named = _NAMED.search(text)
    return Title(int(named[1]) if named else None, _place(text))


def is_ended(text: str) -> bool:
    """Return whether a text ends as a sentence or a lead-in does."""
    return _ENDED.search(text) is not None


def is_citation(text: str, *, labelled: bool = False) -> bool:
    """Return whether a row is a title such as "Resolution 2331, SGBV"; above a label, less suffices."""
    match = _CITATION.fullmatch(text) if len(text) <= LONGEST_TITLE else None
    if not match:
        return False
    rest = match["rest"].strip(" \u00a0.,:;()–—-")
    if labelled or not rest or _PLACE.search(rest):
        return len(rest.split()) <= 8
    return len(rest.split()) <= 5 and not is_ended(text) and not text.endswith(",")


def _place(text: str) -> str | None:
    """Return the place that a title names, "annex" above all; None if it names none, or several."""
    found = list(_PLACE.finditer(text))
    if any(match["annex"] for match in found):
        return "annex"
    if len(found) != 1:
        return None
    [match] = found
    return "preamble" if match["preamble"] else match["number"] + "".join(match["subs"].split()).lower()
