"""HTML, as a browser would show it, with the way back to the markup for every character.

The scan has no memory: what a tag, comment or reference shows never depends on what came before it. A piece of markup
cut between two shown characters therefore shows exactly what it showed in its page, which is what makes a quote
provable from its bytes alone. `html.parser` cannot promise that: it carries state, shows unfinished markup
differently from one Python release to the next, and takes quadratic time on some of it.
"""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from html.entities import html5

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
# A browser reads these to their end tag, or to the end of the page where that is missing.
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
# Controls and drawings: no text of the page. One that is never closed must not hide the page.
_UNSEEN = _RAW | {"button", "canvas", "noscript", "object", "select", "svg", "template"}

# Possessive throughout, and the end of the page closes everything, so that no markup is scanned twice.
_TOKEN = re.compile(
    r"""
      (?P<reference>&(?:\#(?:[0-9]++|[xX][0-9a-fA-F]++)|[a-zA-Z][a-zA-Z0-9]*+);?)
    | <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)
    | <(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)
      (?:
          [\s/]++
        | [^\s/>][^\s/>=]*+ (?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+
      )*+
      (?:>|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _UNSEEN}
_LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_NAME = max(map(len, html5))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser shows of some markup.

    Attributes:
        text: A line for each block; line ends of the markup are blanks, but in `<pre>`.
        starts: For each character of `text`, where its markup starts.
        ends: For each character of `text`, where its markup ends; a line end stands for a whole tag.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def show(markup: str) -> Shown:
    """Return the text a browser would show and, for each character, its range of the markup."""
    return _Scan(markup).run()


class _Scan:
    """One pass over some markup."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._pieces: list[str] = []
        self._starts = array("I")
        self._ends = array("I")
        self._pre = False  # tells line ends from blanks, which a quote folds alike
        self._never_closed: set[str] = set()

    def run(self) -> Shown:
        at = 0
        while match := _TOKEN.search(self._markup, at):
            self._add_text(at, match.start())
            at = match.end()
            if match["reference"]:
                at = self._add_reference(*match.span())
            elif match["name"]:
                at = self._pass_tag(match)
        self._add_text(at, len(self._markup))
        return Shown("".join(self._pieces), self._starts, self._ends)

    def _add_text(self, start: int, end: int) -> None:
        if start < end:
            text = self._markup[start:end]
            self._pieces.append(text if self._pre else _LINE_ENDS.sub(" ", text))
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))

    def _add(self, text: str, start: int, end: int) -> None:
        self._pieces.append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def _add_reference(self, start: int, end: int) -> int:
        """Add what a reference stands for; return where the text goes on."""
        raw = self._markup[start:end]
        if raw[1] == "#":
            # Beyond a hundred digits it names no character, and Python refuses to read the number.
            self._add(_LINE_ENDS.sub(" ", html.unescape(raw) if len(raw) < 100 else "\ufffd"), start, end)
            return end
        for length in range(min(len(raw) - 1, _LONGEST_NAME), 0, -1):
            if raw[1 : length + 1] in html5:  # "&notit;" shows "¬it;", as some names need no ";"
                end = start + length + 1
                self._add(_LINE_ENDS.sub(" ", html5[raw[1 : length + 1]]), start, end)
                return end
        self._add_text(start, end)
        return end

    def _pass_tag(self, match: re.Match[str]) -> int:
        """Add the line end that a tag makes; return where the text goes on."""
        name, opens = match["name"].lower(), not match["slash"]
        if name in _BLOCKS:
            self._add("\n", *match.span())
        if name == "pre":
            self._pre = opens
        empty = match[0].endswith("/>") and name not in _RAW
        if name in _UNSEEN and opens and not empty:
            return self._end_of_unseen(name, match.end())
        return match.end()

    def _end_of_unseen(self, name: str, at: int) -> int:
        closing = None if name in self._never_closed else _ENDS[name].search(self._markup, at)
        if closing:
            return closing.start()
        self._never_closed.add(name)
        return len(self._markup) if name in _RAW else at
