"""HTML to text as a browser displays it, with the source range of every character.

The scan is stateless: the text of a tag, comment or character reference never depends on earlier markup. A piece of
markup cut between two displayed characters therefore displays exactly as in its page, which makes a quote provable from
its bytes alone. `html.parser` cannot promise that: it carries state, shows unfinished markup differently from one
Python release to the next, and takes quadratic time on some of it.
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
# Browsers read these to their end tag, or without one to the end of the page.
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
# Controls and drawings are no text of the page. An unclosed one must not hide the page.
_UNSEEN = _RAW | {"button", "canvas", "noscript", "object", "select", "svg", "template"}

# Possessive, and the end of the page closes everything, so that no markup is scanned twice.
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
"""Line ends, tabs and separators inside of the text of a page or a Word document, shown as blanks."""

_LONGEST_NAME = max(map(len, html5))


@dataclass(frozen=True, slots=True)
class Piece:
    """Token of markup: a tag, or some text.

    Attributes:
        text: Displayed text; "" for a tag.
        tag: Name of a tag in lower case; "" for text.
        opens: Whether a tag opens an element.
    """

    start: int
    end: int
    text: str
    tag: str = ""
    opens: bool = False

    @property
    def is_literal(self) -> bool:
        """Whether each character stands for itself, rather than all for a character reference."""
        return self.end - self.start == len(self.text)


@dataclass(frozen=True, slots=True)
class Shown:
    """Displayed text of markup, with the source range of each character.

    Attributes:
        text: Displayed text, a line for each block; line ends of the markup are blanks, except in `<pre>`.
        starts: Start of the markup of each character of `text`.
        ends: End of the markup of each character of `text`; a line end stands for a whole tag.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def show(markup: str) -> Shown:
    """Convert markup to displayed text, with the source range of each character."""
    texts: list[str] = []
    starts, ends = array("I"), array("I")
    pre = False  # keeps line ends, which a quote folds like blanks
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
    """Tokenise markup: yield displayed text, character references resolved, and tags, in order."""
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
    """Resolve a character reference; return its text and the length that it takes."""
    if raw[1] == "#":
        # Beyond a hundred digits it is no character, and Python refuses to parse the number.
        return (html.unescape(raw) if len(raw) < 100 else "\ufffd"), len(raw)
    for length in range(min(len(raw) - 1, _LONGEST_NAME), 0, -1):
        if raw[1 : length + 1] in html5:  # "&notit;" shows "¬it;", as some names need no ";"
            return html5[raw[1 : length + 1]], length + 1
    return raw, len(raw)


def _end_of_unseen(markup: str, name: str, at: int, never_closed: set[str]) -> int:
    """Return the end of an element that is not displayed."""
    closing = None if name in never_closed else _ENDS[name].search(markup, at)
    if closing:
        return closing.start()
    never_closed.add(name)
    return len(markup) if name in _RAW else at
