"""Page segmentation: split a PeaceWomen page into its head and its extracts, each with title, themes and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retrieval.readers.peacewomen.extract import after_mark, is_clause_like
from retrieval.readers.peacewomen.rows import NAMES, Field, Row, is_name, read_rows
from retrieval.readers.peacewomen.titles import LONGEST_TITLE, Title, is_citation, is_ended, read_title
from retrieval.readers.source import Source
from retrieval.wording.fold import fold_words

_NUMBER = re.compile(r"\W*(\d{1,3})\s?[.)](?!\d)")


@dataclass(slots=True)
class Section:
    """Extract of the page, unparsed."""

    before: Row | None = None  # the title, or the last line of the section above
    title: Row | None = None
    themes: list[str] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    seen: set[Field] = field(default_factory=set)
    now: Field | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Segmented page; `head` is every row above the first extract."""

    head: tuple[Row, ...]
    sections: tuple[Section, ...]


def read_page(source: Source) -> Page:
    """Split a page into head and extracts."""
    rows = list(read_rows(source))
    cut = _Cutting(themes_first=_themes_come_first(rows))
    for row in rows:
        cut.take(row)
    for above, section in zip([None, *cut.sections], cut.sections, strict=False):
        _settle_title(section, above)
    return Page(tuple(cut.head), tuple(cut.sections))


class _Cutting:
    """State of the segmentation."""

    def __init__(self, *, themes_first: bool) -> None:
        self.head: list[Row] = []
        self.sections: list[Section] = []
        self._themes_first = themes_first
        self._listing = False  # after "Resolution Extracts:"

    def take(self, row: Row) -> None:
        """Add a row to the head or to the last section, or begin a section with it."""
        if row.field:
            self._take_label(row)
        elif (self.sections or self._listing) and is_citation(row.text):
            self.sections.append(Section(title=row))
        elif self.sections:
            _put(self.sections[-1], row)
        else:
            self.head.append(row)

    def _take_label(self, row: Row) -> None:
        """Begin a section at a label, or set the field of the last section."""
        assert row.field is not None
        self._listing = self._listing or row.field is Field.EXTRACTS
        if not self.sections and row.field not in (Field.THEMES, Field.TOPIC, Field.EXTRACT):
            self.head.append(row)
            return
        if not self.sections:
            rows = self.head
            self.sections.append(Section(before=rows[-1] if rows and not rows[-1].field else None))
        elif self._starts_section(row.field):
            body = self.sections[-1].body
            self.sections.append(Section(before=body[-1] if body else None))
        self.sections[-1].seen.add(row.field)
        self.sections[-1].now = row.field

    def _starts_section(self, label: Field) -> bool:
        section = self.sections[-1]
        if label is Field.EXTRACT:
            return bool(section.body) or Field.EXTRACT in section.seen
        if label is Field.THEMES and Field.THEMES in section.seen:
            return True
        return bool(section.body) and self._themes_first


def _put(section: Section, row: Row) -> None:
    """Append a row to the current field."""
    if section.now in NAMES and is_name(row.text):
        if section.now is Field.THEMES:
            section.themes.append(row.text)
        return
    if section.now is Field.PDF or (section.now is None and not is_clause_like(row.text, first=True)):
        return
    section.body.append(row)
    section.now = Field.EXTRACT


def title_of(section: Section) -> Title:
    """Parse the title of a section; it is empty if the title is only the beginning of the extract."""
    if section.title is None:
        return Title()
    if not _is_own_words(section.title, section.body):
        return read_title(section.title.text)
    number = _NUMBER.match(section.title.text)
    return Title(place=number[1] if number else None)


def _settle_title(section: Section, above: Section | None) -> None:
    """Decide whether the row above a section's labels is its title, and move it from the section above."""
    row = section.before
    if section.title is not None or row is None:
        return
    plain = len(row.text) <= LONGEST_TITLE and not is_ended(row.text) and not row.text.endswith(",")
    if plain and is_clause_like(row.text, first=False):
        plain = False
    if plain or is_citation(row.text, labelled=True) or _is_own_words(row, section.body):
        section.title = row
        if above is not None and above.body and above.body[-1] is row:
            above.body.pop()


def _is_own_words(title: Row, body: Sequence[Row]) -> bool:
    """Return whether a title is the beginning of its extract, as in titles that the site generated."""
    words = _letters(title.text)
    if len(words) < 10 or not body:
        return False
    text = " ".join(row.text for row in body[:20])[: 2 * len(title.text) + 40]
    starts = (_letters(text), _letters(after_mark(text)))
    return any(start.startswith((words, _letters(after_mark(title.text)))) for start in starts)


def _letters(text: str) -> str:
    """Return the folded text without blanks, so that hyphens and split words make no difference."""
    return fold_words(text).replace(" ", "")


def _themes_come_first(rows: Iterable[Row]) -> bool:
    for row in rows:
        if row.field in (Field.THEMES, Field.EXTRACT):
            return row.field is Field.THEMES
    return True
