"""Rows of a PeaceWomen page: labels, and the paragraphs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.readers.peacewomen.extract import opens_a_clause, starts_with_mark
from retrieval.readers.peacewomen.titles import is_citation, is_ended
from retrieval.readers.source import Line, Source


class Field(StrEnum):
    """Kind of a label on the page."""

    COUNTRIES = "countries"
    PDF = "resolution reference pdf"
    EXTRACTS = "resolution extracts"
    THEMES = "themes"
    TOPIC = "geographical topic"
    EXTRACT = "extract"


_LABEL = re.compile(
    r"""(?:
      (?P<countries>countr(?:y|ies))
    | (?P<pdf>resolution\s+reference\s+pdf)
    | (?P<extracts>resolution\s+extracts?)
    | (?P<themes>(?:peacewomen\s+)?(?:consolidated\s+)?themes?)
    | (?P<topic>security\s+council\s+agenda\s+geographical\s+topics?)
    | (?P<extract>extracts?)
    )\s*:\s*
    | (?P<bare>peacewomen\s+consolidated\s+themes)$""",
    re.VERBOSE | re.IGNORECASE,
)
_ONE_BREAK = re.compile(r"[^\S\r\n]*(?:\r{0,2}\n|\r)[^\S\r\n]*")
NAMES = (Field.COUNTRIES, Field.THEMES, Field.TOPIC)  # fields whose values are names, one per line


@dataclass(frozen=True, slots=True)
class Row:
    """Label or paragraph, as offsets into `Source.text`."""

    start: int
    end: int
    text: str
    field: Field | None = None


def is_label(text: str, *fields: Field) -> bool:
    """Return whether a line begins with the label of one of the fields."""
    found = _label(text)
    return found is not None and found[0] in fields


def is_name(text: str) -> bool:
    """Return whether a text is the name of a theme or a country, rather than words of a resolution."""
    short = len(text) <= 70 and len(text.split()) <= 9
    if not short or not text[0].isupper() or text.endswith((",", ";", ":", ".")):
        return False
    return not starts_with_mark(text) and not opens_a_clause(text)


def _label(text: str) -> tuple[Field, int] | None:
    match = _LABEL.match(text)
    if not match:
        return None
    name = match.lastgroup or ""
    return Field.THEMES if name == "bare" else Field[name.upper()], match.end()


def read_rows(source: Source) -> Iterator[Row]:
    """Yield labels and paragraphs; hard-wrapped paragraphs are joined."""
    lines = list(source.lines())
    width = _wrapped_width(lines)
    group: list[Line] = []
    under: Field | None = None
    for line in lines:
        label = _label(line.text)
        if group and not label and _goes_on(source.text[group[-1].end : line.start], group, line, under, width):
            group.append(line)
            continue
        yield from _joined(group)
        group = [line]
        if label:
            under, length = label
            yield Row(line.start, line.start + length, "", under)
            rest = line.text[length:]
            group = [Line(line.start + length, line.end, rest)] if rest else []
    yield from _joined(group)


def _joined(group: Sequence[Line]) -> Iterator[Row]:
    if group:
        yield Row(group[0].start, group[-1].end, " ".join(line.text for line in group))


def _wrapped_width(lines: Sequence[Line]) -> int:
    """Return the line width of a hard-wrapped page; 0 if each paragraph is one line."""
    width = max((len(line.text) for line in lines), default=0)
    full = sum(len(line.text) > 0.6 * width for line in lines)
    return width if width <= 130 and full > 10 else 0


def _goes_on(gap: str, group: Sequence[Line], line: Line, under: Field | None, width: int) -> bool:
    """Return whether a line continues the paragraph of the lines before it.

    `gap` is the text between them, `under` the last label; `width` is the longest line of a hard-wrapped page, and 0 if
    each paragraph is one line.
    """
    last = group[-1].text
    if not _ONE_BREAK.fullmatch(gap) or starts_with_mark(line.text) or is_citation(line.text):
        return False
    if under in NAMES and len(group) == 1 and is_name(last):
        return False
    if width and len(last) > 0.6 * width:
        return True
    # Below a short line outside of an extract (a title or a theme), words in lower case start a paragraph.
    words = under is Field.EXTRACT or len(last) >= 60
    return words and line.text[0].islower() and not is_ended(last) and not last.endswith(",")
