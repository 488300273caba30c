"""Articles and rules of an annex, as of a statute, in the numbers of paragraphs.

A paragraph of article 3 is "annex-art3.1", its words without a number "annex-art3".
"""

from __future__ import annotations

import re

_ARTICLE = re.compile(
    r"annex-(?:(?P<label>[\w.]+)\.)?(?P<word>art|rule)(?P<number>\d+|[IVXL]+)(?P<more>bis|ter|quater)?"
    r"(?:\.(?P<inner>\d+))?(?P<items>(?:\(\w+\))*+)"
)


def article_pinpoint(paragraph: str, words: tuple[str, str]) -> str | None:
    """Format the place of a paragraph in an article or a rule of an annex; None for other paragraphs.

    >>> article_pinpoint("annex-1.art12bis.3(a)", ("art.", "para."))
    'annex 1, art. 12 bis, para. 3 (a)'

    Args:
        paragraph: Its number.
        words: The words for an article and a paragraph.
    """
    found = _ARTICLE.fullmatch(paragraph)
    if found is None:
        return None
    label = f" {found['label']}" if found["label"] else ""
    more = f" {found['more']}" if found["more"] else ""
    article = f"{words[0] if found['word'] == 'art' else 'rule'} {found['number']}{more}"
    inner = f", {words[1]} {found['inner']}" if found["inner"] else ""
    items = found["items"].replace("(", " (")
    return f"annex{label}, {article}{inner}{items}"


def is_article(paragraph: str) -> bool:
    """Return whether a number is that of a whole article or rule of an annex, which may have paragraphs."""
    found = _ARTICLE.fullmatch(paragraph)
    return found is not None and not found["inner"] and not found["items"]
