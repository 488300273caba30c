"""Pieces of running heads: symbols, page numbers, names and dates, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.clauses.clause import Symbol
from retrieval.clauses.months import MONTHS
from retrieval.readers.source import Line

_PIECE = re.compile(
    rf"""
    (?:
      (?<![^\s;,.])(?:S/RES/|R(?i:esolution)\s)(?P<number>\d{{1,4}})\s?\((?:19|20)\d\d\)\*{{0,3}}
    | (?<![^\s;,.])(?P<year>\d\d)-\d{{5,6}}[A-Z]?\*{{0,3}}(?:\s?\(E\)?(?:\s\d{{6}})?|(?P<job>))
    | (?<!\S)(?:(?P<head>\*\d{{6,8}}\* | Distr\.\s?:?(?:\s(?i:General))? | P(?i:age)\s\d{{1,3}}(?:\sof\s\d{{1,3}})?
      | /\.{{2,3}} | `{{3,}} | Original:\s(?i:English))
    | (?P<name>(?i:United\s+Nations|Security\s+Council))
    | (?P<date>\d{{1,2}}\s+(?:{"|".join(MONTHS)})\s+(?:19|20)\d\d)
    | (?P<page>\d{{1,2}})(?:/(?P<pages>\d{{1,2}}))?)
    )(?!\S)
    | \d\d-\d{{6,7}}/\d{{1,2}}S/RES/(?P<glued>\d{{1,4}})\s?\((?:19|20)\d\d\)  # 15-123452/9S/RES/2242 (2015)and
    """,
    re.VERBOSE,
)
_AROUND = 60  # characters before and after a run
_BLANKS = " \t\u00a0"
_LINE_ENDS = ("\r", "\n", "\f")


class Kind(StrEnum):
    """Kind of a piece of a running head; all but `HEAD` may be words of a sentence, too."""

    HEAD = "head"
    JOB = "job"
    NAME = "name"
    DATE = "date"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Piece:
    """Piece of a running head, or words of the same form.

    Attributes:
        page: Page number, and number of pages; 0 if not stated.
    """

    start: int
    end: int
    words: str
    kind: Kind
    page: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces with nothing but blanks between them, and the words around them."""

    text: str = field(repr=False)
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Offset of its first piece."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Offset after its last piece."""
        return self.pieces[-1].end

    @property
    def before(self) -> str:
        """The characters before it."""
        return self.text[max(0, self.start - _AROUND) : self.start]

    @property
    def after(self) -> str:
        """The characters after it."""
        return self.text[self.end : self.end + _AROUND]

    @property
    def starts_line(self) -> bool:
        """Whether only blanks precede it in its line."""
        before = self.before.rstrip(_BLANKS)
        return not before or before.endswith(_LINE_ENDS)

    @property
    def ends_line(self) -> bool:
        """Whether only blanks follow it in its line."""
        after = self.after.lstrip(_BLANKS)
        return not after or after.startswith(_LINE_ENDS)

    @property
    def page(self) -> int:
        """The page number that it may be: a number alone; 0 for other runs."""
        number, total = self.pieces[0].page
        return number if len(self.pieces) == 1 and not total else 0

    def since(self, n: int) -> Run:
        """Return the run from a piece on."""
        return Run(self.text, self.pieces[n:])


def runs_in(text: str, start: int, symbol: Symbol, left_out: Sequence[Line] = ()) -> Iterator[Run]:
    """Yield the runs of pieces of a text.

    Args:
        text: The text of a resolution.
        start: Offset of its body.
        symbol: The resolution; the symbol of another one is a citation.
        left_out: Lines whose pieces do not count, in order.
    """
    run: list[Piece] = []
    at = 0
    for piece in _pieces(text, start, symbol):
        while at < len(left_out) and left_out[at].end <= piece.start:
            at += 1
        if at < len(left_out) and left_out[at].start < piece.end:
            continue
        if run and text[run[-1].end : piece.start].strip():
            yield Run(text, tuple(run))
            run = []
        run.append(piece)
    if run:
        yield Run(text, tuple(run))


def _pieces(text: str, start: int, symbol: Symbol) -> Iterator[Piece]:
    """Yield possible pieces of running heads, without symbols of other resolutions and job numbers of other years."""
    for match in _PIECE.finditer(text, start):
        kind = next((one for one in Kind if match[one] is not None), Kind.HEAD)
        number = match["number"] or match["glued"]
        of_another = number and int(number) != symbol.number
        of_another_year = match["year"] and (int(match["year"]) - symbol.year + 1) % 100 > 2
        if not of_another and not of_another_year:
            yield Piece(*match.span(), match[0], kind, (int(match["page"] or 0), int(match["pages"] or 0)))
