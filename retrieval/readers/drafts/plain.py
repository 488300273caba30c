"""Plain text drafts: paragraphs between blank lines, items of lists, or a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from retrieval.readers.drafts.draft import Block, Draft, Paragraph, trimmed

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_QUOTED = re.compile(r"\s{0,3}>(?: {0,3}>){0,20}")
_INDENTED = re.compile(r"\t| {4}")
_MAIL = re.compile(
    r"^\s{0,3}>[> ]{0,20}(?:From|Sent|Date|To|Subject|De|Envoyé|Objet|Enviado|Asunto|Von|Gesendet|Betreff)\s?: "
    r"|(?i:@|\d:\d\d|\d[/.]\d\d?[/.]\d|\bon\s(?:mon|tue|wed|thu|fri|sat|sun)"
    r"|\d\.?\s(?:de\s)?(?:jan|f[eé][bv]|ene|mar|mär|apr|a[bv]r|ma[iy]|ju[inl]|aug|ago|aoû|sep|o[ck]t|nov|d[eé][ciz]))"
    r"[^\n]{0,150}\b(?:wrote|writes|a écrit|escribió|schrieb)\s?:\s{1,3}>",
    re.MULTILINE,
)
"""Sign of a mail that has other mails behind the signs of quotations, which are text: "On 3 May, Ann wrote:"."""
_BULLET = re.compile(r"\s{0,8}[•▪◦‣●○■□➢✓*]\s")
_DASH = re.compile(r"\s{0,8}[–—-]\s")
_NUMBER = re.compile(r"\s{0,8}(?:\(?\d{1,2}|\(?[a-z])[.)]\s")
_END_OF_QUOTATION = re.compile(r"[”\"’'»][.,;:…]?\s*$")
_END_OF_PART = re.compile(r"[.;:,!?”\"’'»)\]]\s*$")
_LONG = 120
"""Median length of lines from which each line is a paragraph: no editor wraps so late."""


def read_plain(text: str) -> Draft:
    """Read a plain text; indented paragraphs may be quotations, and lines that begin with ">" are, outside of mails."""
    ranges: list[Paragraph] = []
    lines = [(match.start(), match.end(), match[0]) for match in _LINE.finditer(text)]
    joins = not has_long_lines([line for _, _, line in lines])
    mail = _MAIL.search(text)
    text_from = mail.start() if mail else len(text)
    before: tuple[Block, int] | None = None
    above = ""
    shown = list(text)
    for start, end, line in lines:
        quoted = _QUOTED.match(line)
        first = quoted.end() if quoted else 0
        words = line[first:]
        # The signs of quoted lines are no part of their words.
        shown[start : start + first] = " " * first
        if not words.strip():
            before = None
            continue
        block = Block.INDENTED if _INDENTED.match(line) else Block.TEXT
        if quoted and start < text_from:
            block = Block.QUOTE
        kind = (block, line[:first].count(">"))
        if joins and kind == before and not _is_item(words, above):
            ranges[-1] = Paragraph(ranges[-1].start, end, block)
        else:
            ranges.append(Paragraph(start + first, end, block))
        before, above = kind, words
    plain = "".join(shown)
    return Draft(plain, trimmed(plain, ranges))


def _is_item(line: str, above: str) -> bool:
    """Return whether a line begins an item of a list; a dash below a quotation is before its source."""
    if _DASH.match(line):
        return not _END_OF_QUOTATION.search(above)
    return bool(_BULLET.match(line) or (_NUMBER.match(line) and _END_OF_PART.search(above)))


def has_long_lines(lines: Sequence[str]) -> bool:
    """Return whether lines are too long to have been wrapped, so that each is a paragraph."""
    lengths = [len(line) for line in lines if line.strip()]
    return bool(lengths) and median(lengths) > _LONG
