"""Footnote removal from a web page: notes, and their marks in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from retrieval.readers.markup import BLOCKS
from retrieval.readers.page.elements import Elements

_MARK = re.compile(r"[\[(]?\s?(?:\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivx]{1,4})\s?[\])]?")
_BRACKETED = re.compile(r"\[.*\]|[*†‡§]+")
_NAMED = re.compile(r"ft?n|note|cite", re.IGNORECASE)
_SPELLED = re.compile(r"\s?(\[\d{1,3}\])")
_LONGEST = 16  # pieces of a mark; Word uses nine
_LONGEST_NOTE = 10_000  # characters of markup; a longer one is a part of the page


def find_notes(elements: Elements) -> dict[int, int]:
    """Find footnotes and their marks; return the first and last index of each range to remove.

    A link to a place further down is a footnote mark if its text looks like a mark, and if it is raised, is in brackets
    or names its target as a note ("fn1"). The target is the note. A raised mark without a link is a footnote mark if a
    line further down begins with the same raised mark. Weaker evidence does not count.
    """
    places = _places(elements)
    lines = _lines(elements)
    raised = [(n, end) for n, end in elements.ends.items() if elements.pieces[n].tag == "sup" and end - n < _LONGEST]
    around = {at: (first, last) for first, last in raised for at in range(first, last + 1)}
    found: dict[int, int] = {}
    for n, attributes in elements.attributes.items():
        name, end = attributes.get("href", ""), elements.ends.get(n, n)
        target = places.get(name[1:], -1) if name.startswith("#") else -1
        if not (n < end < n + _LONGEST and target > n and _MARK.fullmatch(said := elements.said(n, end))):
            continue
        if n in around or n + 1 in around or _BRACKETED.fullmatch(said) or _NAMED.search(name):
            first, last = around.get(n, (n, end))
            found[first] = last
            first, last = lines[target]
            if elements.pieces[target].tag in BLOCKS and target in elements.ends:
                first, last = target, elements.ends[target]
            if elements.pieces[last].start - elements.pieces[first].start < _LONGEST_NOTE:
                found[first] = last
    found.update(_unlinked(elements, raised, lines))
    return found


def without_spelled_notes(lines: list[str]) -> list[str]:
    """Remove plain-text notes and marks: "…(2014)[1]", if a line further down starts with "[1]"."""
    notes = {match[1]: n for n, line in enumerate(lines) if (match := _SPELLED.match(line))}
    own = set(notes.values())
    return [_SPELLED.sub(_kept(n, notes), line) for n, line in enumerate(lines) if n not in own]


def _kept(n: int, notes: Mapping[str, int]) -> Callable[[re.Match[str]], str]:
    """Return a replacement function for marks in line n: a mark stays unless its note is further down."""
    return lambda match: "" if notes.get(match[1], -1) > n else match[0]


def _places(elements: Elements) -> dict[str, int]:
    """Return the index of the first element with each link target name."""
    places: dict[str, int] = {}
    for n, attributes in elements.attributes.items():
        for name in (attributes.get("id"), attributes.get("name")):
            if name:
                places.setdefault(name, n)
    return places


def _lines(elements: Elements) -> list[tuple[int, int]]:
    """Return, for each piece, the first and last piece of its line."""
    lines: list[tuple[int, int]] = []
    first = 0
    for n, piece in enumerate(elements.pieces):
        if piece.tag in BLOCKS:
            lines += [(first, n - 1)] * (n - first) + [(n, n)]
            first = n + 1
    return lines + [(first, len(elements.pieces) - 1)] * (len(elements.pieces) - first)


def _unlinked(
    elements: Elements, raised: list[tuple[int, int]], lines: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield raised marks without links, and their notes, as ranges."""
    marks = {first: mark for first, last in raised if _MARK.fullmatch(mark := elements.said(first, last))}
    begun: set[tuple[int, int]] = set()  # lines with text so far
    notes: dict[str, tuple[int, int]] = {}
    for n, piece in enumerate(elements.pieces):
        if n in marks and lines[n] not in begun:
            notes[marks[n]] = lines[n]
        if piece.text.strip():
            begun.add(lines[n])
    for first, last in raised:
        note = notes.get(marks.get(first, ""))
        if note and first < note[0]:
            yield first, last
            yield note
