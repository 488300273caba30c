"""Detection of page furniture by its place: lines that count pages or recur at page breaks, whatever their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.clauses.clause import Symbol
from retrieval.clauses.numerals import roman_value
from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.official.furniture import is_furniture, is_notice
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.official.lines import is_council_line, is_ended
from retrieval.readers.source import Line

_LONGEST = 200  # characters
_MOST_WORDS = 16  # of a running head
_SHORTEST_PAGE = 500  # characters
_SPARE_PAGES = 3  # more than a text can have, as pages may be missing or empty
_FEWEST_HEADS = 3
_MOST_LINES = 12  # of furniture between two pages
_URL = r"(?:https?://|www\.)\S+"
_FRACTION = r"\d{1,3}\s?/\s?\d{1,3}"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_SURE = re.compile(
    rf"""
    (?:page|p\.|pg\.?)\s*\|\s*\d{{1,3}} | \d{{1,3}}\s*\|\s*page           # Page | 1
    | page\s+\d{{1,3}}\s*(?:of|/)\s*\d{{1,3}}
    | [-–—]\s*\d{{1,3}}\s*[-–—]                                      # - 1 -
    | {_URL}(?:\s+{_FRACTION}|\s*\[{_DAY}\b.{{0,20}}\])                  # printed by a browser
    | {_FRACTION}\s+{_URL}
    | \[?{_DAY},?\s+\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[AP]M)?\]?
    | \[?{_DAY},\s+\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[AP]M)?\b   # a title behind it
      (?!\s*(?-i:[a-z]|GMT|UTC|Greenwich|\(?[Ll]ocal)|.*\btime\b).*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COUNTER = re.compile(
    rf"(?:page|p\.|pg\.?)\s*(?P<page>\d{{1,3}})|(?P<of>\d{{1,3}})\s*(?:\||of)\s*\d{{1,3}}|(?P<roman>[ivxl]{{1,6}})"
    rf"|(?P<url>{_URL})",
)
_REFERS = re.compile(r"\b(?:at|see|on|in|from|to|by|pages?|paragraphs?|and|or)$|:$", re.IGNORECASE)
_NAME = re.compile(r"(?:UN|United Nations|Security Council|\s)+", re.IGNORECASE)
_ARTICLE = re.compile(r"\bthe$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:[^|]{1,30}\|\s*){0,3}(?:UN\s+|United\s+Nations\s+)?(?:S\.?C\.?\s+|Security\s+Council\s+)?"
    r"(?:Resolution\s+|S/RES/|UNSCR\s+|SCR\s+)(?P<number>\d{1,4})\b",
    re.IGNORECASE,
)
_BEHIND_TITLE = re.compile(
    r"(?:\s?\(\d{4}\))?\s{0,3}+(?:[|/–—-].*|(?:adopted|on(?=\s(?-i:[A-Z])))\b.*)?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def counts_page(text: str) -> bool:
    """Return whether a line counts a page, or is printed by a browser, by its form alone: "Page | 1", "- 1 -"."""
    return len(text) <= _LONGEST and _SURE.fullmatch(text) is not None


def is_page_line(text: str) -> bool:
    """Return whether a line is page furniture by its form alone."""
    return is_furniture(text) or counts_page(text)


def page_lines_marked(lines: Sequence[Line], symbol: Symbol) -> Iterator[Line]:
    """Yield the lines of a body; page furniture that stands in lines of its own is marked as a running head.

    Such lines count pages ("Page | 1", "- 1 -", "1 of 5", "ii"), are printed by a browser (date and address), or recur
    beside these. A form that sentences have as well counts only where several count pages or where it interrupts a
    sentence.

    Args:
        lines: The body.
        symbol: The resolution, which a running head may name.
    """
    finder = _Finder(lines, symbol)
    finder.mark_counters()
    finder.mark_heads()
    for n, line in enumerate(lines):
        yield replace(line, is_head=True) if n in finder.found else line


class _Finder:
    """Search of a text's lines for page furniture.

    Attributes:
        found: Indexes of the lines that are page furniture, without those that `is_furniture` knows.
    """

    def __init__(self, lines: Sequence[Line], symbol: Symbol) -> None:
        self._lines = lines
        self._known = [is_furniture(line.text) or is_notice(line.text) for line in lines]
        # A number alone may be that of a paragraph.
        self._named = [known and not line.text.isdigit() for known, line in zip(self._known, lines, strict=True)]
        self._symbol = symbol
        self.found: set[int] = set()

    def mark_counters(self) -> None:
        """Mark the lines that count pages, and those that a browser prints at the edges of a page."""
        counters: dict[str, list[int]] = defaultdict(list)  # by the form of the counter
        for n, line in enumerate(self._lines):
            if self._known[n]:
                if not line.text.startswith("S/") and self._is_titled(line.text):
                    self.found.add(n)  # with a name before its symbol, which may else be taken for words
                continue
            if len(line.text) > _LONGEST:
                continue
            if counts_page(line.text):
                self.found.add(n)
            elif match := _COUNTER.fullmatch(line.text):
                counters[line.text if match["url"] else str(match.lastgroup)].append(n)
        for kind, found in counters.items():
            apart = all(self._lines[b].start - self._lines[a].end >= _SHORTEST_PAGE for a, b in pairwise(found))
            # A list may have "i" and "ii", and a sentence an address, on lines of their own.
            alone = (apart or kind != "roman") and (len(found) > 1 or kind in _COUNTER.groupindex)
            sure = [n for n in found if (alone and self._is_possible(n) and self._interrupts(n)) or self._is_beside(n)]
            rising = all(a < b for a, b in pairwise(map(self._page, found)))
            counts = len(found) > 1 and apart and (rising or self._page(found[0]) == 0)
            several = len(found) >= _FEWEST_HEADS and any(self._interrupts(n, is_sure=True) for n in found)
            self.found.update(found if counts and (sure or several) else sure)

    def mark_heads(self) -> None:
        """Mark lines that recur beside page furniture, or name the resolution there."""
        for _ in range(2):  # a head of two lines
            beside: dict[str, list[int]] = defaultdict(list)
            for n, line in enumerate(self._lines):
                if self._may_be_head(n) and self._is_beside(n, of_any=True):
                    beside[_DIGITS.sub("#", line.text)].append(n)
            counts: dict[str, int] = defaultdict(int)
            for line in self._lines:
                counts[_DIGITS.sub("#", line.text)] += 1
            for key, found in beside.items():
                self.found.update(n for n in found if self._is_title(n))
                is_own = _NAME.fullmatch(key) or any(map(self._names_symbol, found))
                recurs = len(found) >= (2 if is_own else _FEWEST_HEADS) and len(found) >= 0.75 * counts[key]
                if recurs and any(map(self._interrupts, found)):
                    self.found.update(found)

    def _names_symbol(self, n: int) -> bool:
        return str(self._symbol.number) in _DIGITS.findall(self._lines[n].text)

    def _is_titled(self, text: str) -> bool:
        match = _TITLE.match(text)
        if match is None or int(match["number"]) != self._symbol.number:
            return False
        return _BEHIND_TITLE.fullmatch(text, match.end()) is not None

    def _is_title(self, n: int) -> bool:
        """Return whether a line is a title of the resolution, or a name above one: "UNSCR 1325"."""
        text = self._lines[n].text
        if _NAME.fullmatch(text):
            return n + 1 in self.found and not _ARTICLE.search(self._around(n)[0])
        return self._is_titled(text)

    def _may_be_head(self, n: int) -> bool:
        text = self._lines[n].text
        if n in self.found or self._known[n] or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
            return False
        is_text = is_ended(text) or read_mark(text) or is_council_line(text) or opens_as_resolution(text)
        return not is_text and not text[:1].islower()

    def _is_beside(self, n: int, *, of_any: bool = False) -> bool:
        """Return whether page furniture is directly above or below a line."""
        known = self._known if of_any else self._named
        before, after = self._near(n)
        above = next((m for m in before if not _NAME.fullmatch(self._lines[m].text)), n)
        below = next((m for m in after if not _NAME.fullmatch(self._lines[m].text)), n)
        return any(m != n and (m in self.found or known[m]) for m in (above, below))

    def _page(self, n: int) -> int:
        match = _COUNTER.fullmatch(self._lines[n].text)
        if match is None or match["url"]:
            return 0
        return roman_value(match["roman"]) or 0 if match["roman"] else int(match["page"] or match["of"])

    def _is_possible(self, n: int) -> bool:
        """Return whether the text above a line is long enough for the page that the line counts."""
        return self._page(n) <= self._lines[n].start // _SHORTEST_PAGE + _SPARE_PAGES

    def _interrupts(self, n: int, *, is_sure: bool = False) -> bool:
        """Return whether a line stands between words of a sentence, which could not refer to it unless it `is_sure`."""
        before, after = self._around(n)
        if not before or is_ended(before) or not (after[:1].islower() or (is_sure and after.startswith("("))):
            return False
        return is_sure or not self._is_referred_to(n, before)

    def _is_referred_to(self, n: int, before: str) -> bool:
        return _COUNTER.fullmatch(self._lines[n].text) is not None and _REFERS.search(before) is not None

    def _around(self, n: int) -> tuple[str, str]:
        """Return the lines of text above and below a line; other page furniture is skipped."""
        before, after = self._near(n)
        above = next((m for m in before if not self._is_of_page(m)), None)
        below = next((m for m in after if not self._is_of_page(m)), None)
        return (
            self._lines[above].text if above is not None else "",
            self._lines[below].text if below is not None else "",
        )

    def _near(self, n: int) -> tuple[range, range]:
        """Return the indexes of the lines above and below a line, nearest first."""
        last = min(len(self._lines), n + _MOST_LINES)
        return range(n - 1, max(-1, n - _MOST_LINES), -1), range(n + 1, last)

    def _is_of_page(self, m: int) -> bool:
        """Return whether a line may be page furniture, so that a sentence may go on behind it."""
        text = self._lines[m].text
        if m in self.found or self._known[m]:
            return True
        return any(pattern.fullmatch(text) for pattern in (_COUNTER, _NAME)) or self._is_titled(text)
