"""Notes typed by hand: "[1]" or "¹" in the text, and the same sign before each note at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.readers.drafts.draft import Block, Draft, Mark, Paragraph

_NOTE = re.compile(r"(?:\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s?(?=\S)")
_NEXT_NOTE = re.compile(rf"\n(?={_NOTE.pattern})")
_MARK = re.compile(r"\[(\d{1,3})\]|(?<!\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")


def with_typed_notes(draft: Draft) -> Draft:
    """Return a draft with its last paragraphs marked as notes, as far as they begin with the signs of notes."""
    paragraphs = [part for paragraph in draft.paragraphs for part in _parted(draft, paragraph)]
    names: set[str] = set()
    for number in reversed(range(len(paragraphs))):
        paragraph = paragraphs[number]
        found = _NOTE.match(draft.text, paragraph.start, paragraph.end) if paragraph.block is not Block.NOTE else None
        if found:
            names.add(name := f"typed {found[1] or found[2]}")
            paragraphs[number] = replace(paragraph, start=found.end(), block=Block.NOTE, note=name)
        elif paragraph.block is not Block.NOTE:
            break
    if not names:
        return draft
    end = max((one.end for one in paragraphs if not one.note), default=0)
    typed = [
        Mark(match.start(), name)
        for match in _MARK.finditer(draft.text, 0, end)
        if (name := f"typed {match[1] or match[2]}") in names
    ]
    marks = sorted([*draft.marks, *typed], key=lambda mark: mark.at)
    return replace(draft, paragraphs=tuple(paragraphs), marks=tuple(marks))


def _parted(draft: Draft, paragraph: Paragraph) -> Iterator[Paragraph]:
    """Split a paragraph that begins with the sign of a note at each line with such a sign; yield others unchanged."""
    if paragraph.block is not Block.TEXT or not _NOTE.match(draft.text, paragraph.start, paragraph.end):
        yield paragraph
        return
    at = paragraph.start
    for match in _NEXT_NOTE.finditer(draft.text, paragraph.start, paragraph.end):
        yield replace(paragraph, start=at, end=match.start())
        at = match.end()
    yield replace(paragraph, start=at)
