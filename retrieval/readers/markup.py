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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5

BLOCKS = frozenset(
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
LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_NAME = max(map(len, html5))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of markup: a tag, or some text.

    Attributes:
        text: What it says; "" for a tag.
        tag: The name of a tag, in small letters; "" for text.
        opens: Whether a tag opens an element.
    """

    start: int
    end: int
    text: str
    tag: str = ""
    opens: bool = False

    @property
    def is_literal(self) -> bool:
        """Whether each character stands for itself, and not all for a reference."""
        return self.end - self.start == len(self.text)


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
    texts: list[str] = []
    starts, ends = array("I"), array("I")
    pre = False  # tells line ends from blanks, which a quote folds alike
    for piece in scan(markup):
        if piece.tag == "pre":
            pre = piece.opens
        if piece.tag:
            text = "\n" if piece.tag in BLOCKS else ""
        else:
            text = piece.text if pre and piece.is_literal else LINE_ENDS.sub(" ", piece.text)
        texts.append(text)
        if not piece.tag and piece.is_literal:
            starts.extend(range(piece.start, piece.end))
            ends.extend(range(piece.start + 1, piece.end + 1))
        else:
            starts.extend([piece.start] * len(text))
            ends.extend([piece.end] * len(text))
    return Shown("".join(texts), starts, ends)


def scan(markup: str) -> Iterator[Piece]:
    """Yield the text of some markup that a browser shows, references resolved, and its tags, in order."""
    at = 0
    never_closed: set[str] = set()
    while match := _TOKEN.search(markup, at):
        if at < match.start():
            yield Piece(at, match.start(), markup[at : match.start()])
        at = match.end()
        if match["reference"]:
            text, length = _resolved(match[0])
            at = match.start() + length
            yield Piece(match.start(), at, text)
        elif match["name"]:
            name, opens = match["name"].lower(), not match["slash"]
            yield Piece(*match.span(), "", name, opens)
            if name in _UNSEEN and opens and (name in _RAW or not match[0].endswith("/>")):
                at = _end_of_unseen(markup, name, at, never_closed)
    if at < len(markup):
        yield Piece(at, len(markup), markup[at:])


def _resolved(raw: str) -> tuple[str, int]:
    """Return what a reference stands for, and how much of it that is."""
    if raw[1] == "#":
        # Beyond a hundred digits it names no character, and Python refuses to read the number.
        return (html.unescape(raw) if len(raw) < 100 else "\ufffd"), len(raw)
    for length in range(min(len(raw) - 1, _LONGEST_NAME), 0, -1):
        if raw[1 : length + 1] in html5:  # "&notit;" shows "¬it;", as some names need no ";"
            return html5[raw[1 : length + 1]], length + 1
    return raw, len(raw)


def _end_of_unseen(markup: str, name: str, at: int, never_closed: set[str]) -> int:
    """Return where the text goes on after the content of an element that is not shown."""
    closing = None if name in never_closed else _ENDS[name].search(markup, at)
    if closing:
        return closing.start()
    never_closed.add(name)
    return len(markup) if name in _RAW else at
