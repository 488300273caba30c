"""Lines of an annex: which of them are blocks of their own, although no paragraph of an annex opens with a verb."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from retrieval.readers.official.annex_heads import annex_label, is_bare, read_article
from retrieval.readers.official.enumerators import is_bullet, read_mark
from retrieval.readers.official.lines import is_ended
from retrieval.readers.opening import opens_paragraph
from retrieval.readers.source import Line

_TITLE_LENGTH = 140
_NEARLY_FULL = 0.9  # of the usual width: a line that ends before it, although a further word had room, ends a paragraph
_WIDEST_BLANK = 6  # characters; more of them are page furniture that was left out
_BROKEN = re.compile(
    r"\b(?:an|the|of|in|on|to|by|for|from|with|and|or|as|at|its|their|this|that|under|which|into|than|between|among)$"
)

_VERB = re.compile(r"\b(?:shall|will|must|should|may|is|are|has|have)\b")
_NAMED_INSIDE = re.compile(r"(?:Section|Part|Chapter|Article|Rule)s?\s+[\dIVX]+\s+[a-z]")


def annex_start(lines: Sequence[Line]) -> int:
    """Return the index of the heading of the first annex, below a sentence; the number of lines if there is none."""
    for n, (above, line) in enumerate(pairwise(lines), 1):
        if annex_label(line.text) is None:
            continue
        last = above.text.rstrip("*- ")
        following = lines[n + 1].text[0] if n + 1 < len(lines) else ""
        is_alone = is_bare(line.text) and not following.islower() and not _BROKEN.search(last)
        # The last paragraph above it may have lost its stop.
        if not last.endswith((",", ":")) and (is_ended(last) or is_alone):
            return n
    return len(lines)


def blank_between(lines: Sequence[Line]) -> int:
    """Return the usual number of characters between the lines of a paragraph; 0 if none continues in the next line."""
    gaps = Counter(line.start - above.end for above, line in pairwise(lines) if line.text[:1].islower())
    return gaps.most_common(1)[0][0] if gaps else 0


def stands_apart(group: Sequence[Line], line: Line, layout: tuple[int, int]) -> bool | None:
    """Return whether a line of an annex is a block of its own; None if its form and the line above do not tell.

    Args:
        group: The lines of the block above it.
        line: The line.
        layout: Usual width of the lines of a hard-wrapped text, or 0; and the characters between two of them.
    """
    width, blank = layout
    last = group[-1].text
    if not width and _is_under_way(group, line):
        return False
    if _BROKEN.search(last):
        return False if read_article(last) and len(group) == 1 else None
    if annex_label(line.text) is not None or annex_label(last) is not None or read_article(line.text):
        return True
    above = read_article(last) if len(group) == 1 else None
    if above and (above.end >= len(last) or not is_ended(last)):
        is_full = len(last) > _NEARLY_FULL * width > 0
        return above.end >= len(last) or not (line.text[:1].islower() or is_full)  # its first words are no title
    if line.is_rest or read_mark(line.text) or is_bullet(line.text):
        return None
    return _is_new_paragraph(last, line, line.start - group[-1].end - blank, width)


def _is_under_way(group: Sequence[Line], line: Line) -> bool:
    """Return whether a line of a text that is not wrapped goes on with a sentence, although it has a capital."""
    last = group[-1].text
    if is_ended(last) or read_mark(line.text) or is_bullet(line.text) or annex_label(last) is not None:
        return False
    if annex_label(line.text) is not None or read_article(line.text) or read_article(last):
        return False
    if read_mark(group[0].text):
        return _NAMED_INSIDE.match(line.text) is not None
    return _VERB.search(last) is not None


def _is_new_paragraph(last: str, line: Line, gap: int, width: int) -> bool | None:
    """Return whether a line without a number opens a paragraph below another line.

    Args:
        last: The line above it.
        line: The line.
        gap: Characters between them, beyond the usual.
        width: Usual width of the lines; 0 if they are not wrapped.
    """
    if not line.text[:1].isupper():
        return False if line.text[:1].islower() and not last.endswith((".", ";", ":")) else None
    if has_room(last, line.text, width) or (is_ended(last) and 0 < gap <= _WIDEST_BLANK and width):
        return True
    return False if width and last.endswith(",") and not opens_paragraph(line.text) else None


def has_room(last: str, text: str, width: int) -> bool:
    """Return whether a line ends although its width had room for the first word of the next; else, if it is short."""
    if not width:
        return len(last) <= _TITLE_LENGTH and not is_ended(last)
    return len(last) + 1 + len(text.split(maxsplit=1)[0]) <= _NEARLY_FULL * width
