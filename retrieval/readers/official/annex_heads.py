"""Headings of annexes and of their articles, by which an annex is told from the resolution and divided."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.clauses.numerals import roman_value
from retrieval.readers.official.lines import is_ended

_ANNEX = re.compile(
    r"(?P<word>Annex|Appendix|Enclosure|Attachment)(?:\s+(?P<label>[IVX]{1,5}|[A-Z]|\d{1,2}))?(?![A-Za-z])"
    r"(?P<alone>[\W_]*$)?",
    re.IGNORECASE,
)
_LONGEST = 200  # characters
_CONTINUED = re.compile(r"\(cont(?:inued|'d|’d|d\.?)\)[\W_]*$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?P<word>Article|ARTICLE|Rule|RULE)\s+(?P<number>\d{1,3}|[IVXL]{1,6})(?:\s+(?P<more>bis|ter|quater)\b)?"
    r"(?P<rest>[.:)]?[\W_]*$|[.:]?\s+(?:[-–—]\s+)?(?=[A-Z(“\"]))"
)


@dataclass(frozen=True, slots=True)
class Article:
    """Heading of an article or a rule.

    Attributes:
        name: Name in a citation: "art3", "art12bis", "artIV", "rule42".
        number: Its number.
        end: Offset in its line where its title or its words start.
    """

    name: str
    number: int
    end: int


def annex_label(text: str) -> str | None:
    """Return the label of an annex that a line is the heading of, "" if it has none; None if it is no such heading.

    >>> annex_label("Annex II"), annex_label("Annex"), annex_label("Annexes to the report")
    ('II', '', None)
    """
    match = _ANNEX.match(text)
    if match is None or len(text) > _LONGEST or not match["word"][0].isupper():
        return None
    if match["alone"] is None and is_ended(text):
        return None
    label = match["label"] or ""
    return label if match["word"].isupper() or label == label.upper() else None


def is_bare(text: str) -> bool:
    """Return whether the heading of an annex has no title in its line."""
    match = _ANNEX.match(text)
    return match is not None and match["alone"] is not None


def is_continued(text: str) -> bool:
    """Return whether the heading of an annex is repeated on a further page: "Annex I (continued)"."""
    return _CONTINUED.search(text) is not None


def read_article(text: str) -> Article | None:
    """Parse the heading of an article or rule at the start of a line; None if there is none.

    >>> read_article("Article 12 bis").name, read_article("Article 41 of the Charter")
    ('art12bis', None)
    """
    match = _ARTICLE.match(text)
    if match is None:
        return None
    number = int(match["number"]) if match["number"].isdigit() else roman_value(match["number"].lower())
    if not number:
        return None
    word = "art" if match["word"].lower() == "article" else "rule"
    return Article(f"{word}{match['number']}{match['more'] or ''}", number, match.end())
