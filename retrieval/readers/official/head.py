"""Head of a resolution: parse symbol, date of adoption, and the start of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from retrieval.clauses.adopted import is_of_year
from retrieval.clauses.clause import Symbol
from retrieval.clauses.months import MONTHS
from retrieval.errors import UnreadableError
from retrieval.readers.official.enumerators import SECTION_MARK, read_mark
from retrieval.readers.official.furniture import is_notice
from retrieval.readers.official.lines import is_council_line, is_ended
from retrieval.readers.opening import opens_operative, opens_paragraph
from retrieval.readers.source import ACCEPTED, Line, Source

_HEAD = 20_000  # characters; the longest head known, a refworld page with its comments, has 3,000
_COUNCIL_NAMED = re.compile(r"Security\s+Council", re.IGNORECASE)
_SECTION = re.compile(SECTION_MARK)
_NUMBER_AND_YEAR = r"(?P<number>\d{1,4})\s*\((?P<year>(?:19|20)\d\d)\)"
_DATE = re.compile(rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_ON_BEFORE = re.compile(r"\bon\W*$")
_OF_BEFORE = re.compile(r"\bo[fr]\W*$")
_TITLES = (
    re.compile(rf"(?:United Nations )?(?:Security Council )?Resolution\s+{_NUMBER_AND_YEAR}", re.IGNORECASE),
    re.compile(rf"{_NUMBER_AND_YEAR}\s*+\.?\s*+Resolution of\b", re.IGNORECASE),
    re.compile(rf"(?P<number>\d{{1,4}})\s+Resolution of\s+{_DATE.pattern}", re.IGNORECASE),
    re.compile(rf"Resolution\s+(?P<number>\d{{1,4}})\s+of\s+{_DATE.pattern}", re.IGNORECASE),
    re.compile(rf".{{0,40}}\btext of (?:Security Council )?resolution\s+{_NUMBER_AND_YEAR} reads\b", re.IGNORECASE),
)
_SYMBOL = re.compile(
    r"(?:United Nations\s+)?(?:Security Council resolution\s+)?(?:Distr\.?\s*+:?\s*+)?(?:GENERAL\s+)?"
    rf"S/RES/{_NUMBER_AND_YEAR}",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(r"S[-_/ ]?RES[-_/ ]?(\d{1,4})[-_ ]?\(?((?:19|20)\d\d)\b", re.IGNORECASE)
_HEAD_LINE = re.compile(
    r"(?:Adopted\s+(?:by|unanimously,)|on \d{1,2} \w+ \d{4}|Distr\b|GENERAL\b|Cite as|Comments$|Reference$"
    r"|Publisher$|Publication Date$|Citation / Document Symbol|Other Languages|Author$|Original:|\[S/|\(S/\d+\)$"
    r"|UN Security Council|United Nations$|Security\s+Council$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Parsed head of a resolution.

    Attributes:
        end: Offset of the body in `Source.text`.
        is_whole: Whether the body begins with the resolution's first words, so that its preamble can be counted.
    """

    symbol: Symbol
    date: date | None
    end: int
    is_whole: bool


def read_head(source: Source, lines: Sequence[Line]) -> Head:
    """Parse a resolution's symbol, date and start of the body.

    Args:
        source: The text of the resolution.
        lines: Its lines.

    Raises:
        UnreadableError: If text and file name give no symbol, or contradict each other.
    """
    lines = list(takewhile(lambda line: line.start < _HEAD, lines))
    first = next((n for n, line in enumerate(lines) if _is_body_line(line.text)), len(lines))
    head = lines[: first if first < len(lines) else 40]
    symbol = _agreed(_titles(head), _symbols(head), _from_name(source.name))
    has_council = first < len(lines) and is_council_line(lines[first].text)
    end = _body_start(lines, head, has_council)
    is_titled = bool(_titles(head))
    names_council = _COUNCIL_NAMED.search(source.text, end, end + _HEAD) is not None
    if not (has_council or names_council or (is_titled and first < len(lines))):
        raise UnreadableError(f"it does not mention the Security Council; {ACCEPTED}")
    return Head(symbol, _adoption_date(head, symbol.year), end, has_council or is_titled)


def title_in(text: str) -> Symbol | None:
    """Return the symbol that a line states as title or symbol of a resolution; None if it states none."""
    line = [Line(0, len(text), text)]
    return next(iter((*_titles(line), *_symbols(line))), None)


def _body_start(lines: list[Line], head: list[Line], has_council: bool) -> int:
    """Return the start of the body, after the last line of the head.

    If the body begins with "The Security Council,", lines before that, such as a web page's comments, are skipped.
    """
    last = max((n for n, line in enumerate(head) if is_head_line(line.text)), default=-1)
    rest = lines[last + 1 : len(head) + 1]
    if has_council:
        return next(line.start for line in rest if _is_body_line(line.text) or _SECTION.fullmatch(line.text))
    return rest[0].start if rest else head[last].end if head else 0


def _titles(head: list[Line]) -> list[Symbol]:
    found = (pattern.match(line.text) for line in head for pattern in _TITLES)
    return [Symbol(int(match["number"]), int(match["year"])) for match in found if match]


def _symbols(head: list[Line]) -> list[Symbol]:
    found = (_SYMBOL.match(line.text) for line in head)
    return [Symbol(int(match["number"]), int(match["year"])) for match in found if match]


def _from_name(name: str) -> list[Symbol]:
    match = _FILE_NAME.search(name)
    return [Symbol(int(match[1]), int(match[2]))] if match else []


def _agreed(titles: list[Symbol], symbols: list[Symbol], names: list[Symbol]) -> Symbol:
    """Return the symbol on which title, document symbol and file name agree.

    A print error in one of the two lines of the head is outvoted by the other line and the file name. A head that
    contradicts the file name, or itself without a file name, is refused. A year in which the Council cannot have
    adopted a number is a print error if the number has the right year elsewhere.
    """
    right = {one.number for one in (*titles, *symbols, *names) if is_of_year(one.number, one.year)}
    titles, symbols, names = (
        [one for one in some if one.number not in right or is_of_year(one.number, one.year)]
        for some in (titles, symbols, names)
    )
    said = set(titles) | set(symbols)
    if not said and not names:
        raise UnreadableError(f"no title such as “Resolution 1325 (2000)” was found at its head; {ACCEPTED}")
    if names and (not said or names[0] in said):
        return names[0]
    if len(said) == 1 and not names:
        return said.pop()
    found = ", ".join(sorted(map(str, said)))
    named = f", its file name {names[0]}" if names else ""
    raise UnreadableError(f"its head has the symbols {found}{named}; expected one symbol; {ACCEPTED}")


def _adoption_date(head: list[Line], year: int) -> date | None:
    """Parse the date of adoption: "on 31 October 2000", "of 25 January 1946", else any date of that year."""
    # A date may be wrapped: "on / 17 June 1991".
    text = " ".join(" ".join(line.text for line in head).split())[:_HEAD]
    dates = [match for match in _DATE.finditer(text) if int(match["year"]) == year]
    before = {match: text[max(0, match.start() - 8) : match.start()] for match in dates}
    adopted = [match for match in dates if _ON_BEFORE.search(before[match])]
    titled = [match for match in dates if _OF_BEFORE.search(before[match])]
    for match in (*adopted, *titled, *dates):
        try:
            return date(year, MONTHS.index(match["month"].title()) + 1, int(match["day"]))
        except ValueError:  # a print error: 31 June
            continue
    return None


def _is_body_line(text: str) -> bool:
    """Return whether a line can only be part of the body."""
    if is_council_line(text):
        return True
    if is_head_line(text) or is_notice(text) or not is_ended(text):
        return False
    mark = read_mark(text)
    return opens_operative(text[mark.end :]) if mark else opens_paragraph(text)


def is_head_line(text: str) -> bool:
    """Return whether a line belongs to the head: a title, a symbol, a date."""
    patterns = (*_TITLES, _SYMBOL, _HEAD_LINE)
    return any(pattern.match(text) for pattern in patterns) or _DATE.fullmatch(text) is not None
