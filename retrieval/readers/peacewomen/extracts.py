"""PeaceWomen pages on resolutions: extracts under themes, from a saved text or from HTML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.clauses.clause import Symbol
from retrieval.clauses.months import MONTH, month_number
from retrieval.errors import UnreadableError
from retrieval.readers.document import Document, DocumentKind, Paragraph
from retrieval.readers.peacewomen.extract import ExtractClause, read_extract
from retrieval.readers.peacewomen.page import Page, read_page, title_of
from retrieval.readers.peacewomen.rows import Field, Row, is_label, is_name
from retrieval.readers.source import ACCEPTED, Source
from retrieval.wording.fold import fold_words

_MONTH = rf"(?P<month>{MONTH})"
_DATES = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)\b"),
)
_LONGEST_DATE = 60  # characters of a line with only a date: "Tuesday, December 20, 2016 - 00:00"
_TITLE = re.compile(
    r"\W*(?:United\s+Nations\s+|UN\s+)?Security\s+Council\s+Resolution\s+(?:S/RES/)?(?P<number>\d{1,4})\b"
    r"\s*(?:\((?P<year>(?:19|20)\d\d)\))?(?P<rest>.{0,60})",
    re.IGNORECASE,
)
_TITLE_GOES_ON = re.compile(r"$|\s*[|:,.–—-]")
_NUMBER_AND_YEAR = re.compile(r"(?:Resolution|S/RES/)\s*([0-9]{1,4})\s*\(((?:19|20)\d\d)\)", re.IGNORECASE)
_COMMA_IN_NAME = re.compile(
    r",\s+(?!(?:peace\b|rule\s+of|the\b|(?:[a-z]+\s+)*(?:republic|state|states|province)\b))", re.I
)


@dataclass(frozen=True, slots=True)
class _Merged:
    """Clause of the page, with every theme that it stands under."""

    clause: ExtractClause
    words: str  # folded
    themes: tuple[str, ...]


def is_peacewomen_page(source: Source) -> bool:
    """Return whether a file is a PeaceWomen page with extracts of a resolution."""
    named = "peacewomen" in source.text.lower()
    for line in source.lines():
        if is_label(line.text, Field.EXTRACTS) or (named and is_label(line.text, Field.THEMES, Field.EXTRACT)):
            return True
    return False


def read_peacewomen(source: Source) -> Document:
    """Parse a PeaceWomen page.

    Raises:
        UnreadableError: If it does not name its resolution, or has no extract of it.
    """
    page = read_page(source)
    number = _read_number(page)
    adopted, year = _read_date(page, source, number)
    clauses: list[_Merged] = []
    others: set[int] = set()
    for section in page.sections:
        title = title_of(section)
        if title.resolution not in (None, number):
            others.add(title.resolution or 0)
            continue
        themes = tuple(dict.fromkeys(name for theme in section.themes for name in _split_names(theme)))
        for clause in read_extract([(row.start, row.text) for row in section.body], title.place):
            clauses.append(_Merged(clause, _folded(source, clause), themes))
    if not clauses:
        told = f", only of {', '.join(map(str, sorted(others)))}" if others else ""
        raise UnreadableError(f"it is a page on resolution {number} with no extract of it{told}; {ACCEPTED}")
    paragraphs = tuple(_paragraph(source, merged) for merged in _without_repeats(clauses))
    return Document(Symbol(number, year), adopted, DocumentKind.EXTRACTS, paragraphs, _read_countries(page.head))


def _read_number(page: Page) -> int:
    """Return the number of the page's resolution."""
    rows = page.head
    titles = [(place, match) for place, row in enumerate(rows) if (match := _title(row))]
    ends = [place for place, _ in titles[1:]] + [len(rows)]
    for (place, match), end in zip(titles, ends, strict=False):
        # A menu lists other resolutions; the page's own title is followed by the date.
        if any(_dated(row) for row in rows[place + 1 : min(place + 4, end)]):
            return int(match["number"])
    titled = {int(match["number"]) for _, match in titles}
    named = {number for section in page.sections if (number := title_of(section).resolution)}
    for numbers in (titled, named, titled & named):
        if len(numbers) == 1:
            return numbers.pop()
    raise UnreadableError(f"it is a PeaceWomen page without a title that names one resolution; {ACCEPTED}")


def _title(row: Row) -> re.Match[str] | None:
    match = _TITLE.fullmatch(row.text)
    # "Security Council Resolution 1325 turns twenty" is news; "… 1325 | PeaceWomen" and "… 1325 (2000)" are titles.
    return match if match and _TITLE_GOES_ON.match(match["rest"]) else None


def _dated(row: Row) -> re.Match[str] | None:
    if len(row.text) > _LONGEST_DATE:
        return None
    return next(filter(None, (pattern.search(row.text) for pattern in _DATES)), None)


def _read_date(page: Page, source: Source, number: int) -> tuple[date | None, int]:
    """Return the day of adoption, if the page states it, and the year."""
    rows = page.head
    below = next((n for n, row in enumerate(rows) if (m := _title(row)) and int(m["number"]) == number), 0)
    dates = [match for row in (*rows[below:], *rows[:below]) if (match := _dated(row))]
    symbol = next((one for one in _NUMBER_AND_YEAR.finditer(source.text) if one[1] == str(number)), None)
    if not symbol and not dates:
        raise UnreadableError(f"it is a page on resolution {number} that has no date; {ACCEPTED}")
    year = int(symbol[2] if symbol else dates[0]["year"])
    return next((_day(match) for match in dates if int(match["year"]) == year), None), year


def _day(match: re.Match[str]) -> date | None:
    """Return the date of a match; None if it is invalid, or ambiguous with slashes."""
    number = month_number(match["month"]) or int(match["month"])
    day = int(match["day"])
    if "/" in match[0]:
        if number <= 12 and day <= 12 and number != day:
            return None  # ambiguous: fifth of June or sixth of May
        number, day = min(number, day), max(number, day)
    try:
        return date(int(match["year"]), number, day)
    except ValueError:
        return None


def _read_countries(head: Sequence[Row]) -> tuple[str, ...]:
    names: list[str] = []
    now: Field | None = None
    for row in head:
        if row.field:
            now = row.field
        elif now is Field.COUNTRIES and is_name(row.text) and not _title(row) and not _dated(row):
            names += _split_names(row.text)
        else:
            now = None
    return tuple(dict.fromkeys(names))


def _split_names(text: str) -> Iterator[str]:
    """Yield the names on one line; some names contain a comma."""
    for part in text.replace("|", ";").split(";"):
        yield from (name.strip() for name in _COMMA_IN_NAME.split(part.strip()) if name.strip())


def _folded(source: Source, clause: ExtractClause) -> str:
    return " ".join(fold_words(source.text[start:end]) for start, end in (*clause.lead_in, clause.words))


def _without_repeats(found: Sequence[_Merged]) -> list[_Merged]:
    """Deduplicate clauses that the page prints several times, at the first position, under all their themes."""
    numbered: dict[str, dict[str, ExtractClause]] = defaultdict(dict)
    for one in found:
        if one.clause.number:
            numbered[one.words].setdefault(one.clause.number, one.clause)
    kept: list[_Merged] = []
    places: dict[tuple[str | None, str], int] = {}
    longest: dict[str, int] = {}  # by number: a paragraph replaces its fragments
    for one in found:
        same = numbered[one.words]
        clause = next(iter(same.values())) if one.clause.number is None and len(same) == 1 else one.clause
        new = replace(one, clause=clause)
        place = places.get((clause.number, one.words))
        if place is None and clause.number in longest:
            rival = longest[clause.number]
            if one.words in kept[rival].words or kept[rival].words in one.words:
                place = rival
        if place is None:
            place = len(kept)
            kept.append(new)
        old = kept[place]
        longer = old if len(old.words) >= len(new.words) else new
        kept[place] = replace(longer, themes=tuple(dict.fromkeys(old.themes + new.themes)))
        places[clause.number, one.words] = place
        if clause.number:
            longest.setdefault(clause.number, place)
    return kept


def _paragraph(source: Source, merged: _Merged) -> Paragraph:
    clause = merged.clause
    return Paragraph(
        clause.kind,
        clause.number,
        source.spans([clause.words]),
        source.spans(clause.lead_in),
        merged.themes,
    )
