"""Detection of running heads inside sentences: symbols, page numbers and names that a converter left between words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise, takewhile

from retrieval.clauses.clause import Span, Symbol
from retrieval.clauses.months import MONTHS
from retrieval.errors import UnreadableError
from retrieval.readers.opening import opens_operative
from retrieval.readers.source import Line

_MONTH = "|".join(MONTHS)
_PIECE = re.compile(
    rf"""
    (?:
      (?<![^\s;,.])(?:S/RES/|R(?i:esolution)\s)(?P<number>\d{{1,4}})\s?\((?:19|20)\d\d\)\*{{0,3}}
    | (?<![^\s;,.])(?P<year>\d\d)-\d{{5,6}}[A-Z]?\*{{0,3}}(?:\s?\(E\)?(?:\s\d{{6}})?|(?P<job>))
    | (?<!\S)(?:(?P<head>\*\d{{6,8}}\* | Distr\.\s?:?(?:\s(?i:General))? | P(?i:age)\s\d{{1,3}}(?:\sof\s\d{{1,3}})?
      | /\.{{2,3}} | `{{3,}} | Original:\s(?i:English))
    | (?P<name>(?i:United\s+Nations|Security\s+Council))
    | (?P<date>\d{{1,2}}\s+(?:{_MONTH})\s+(?:19|20)\d\d)
    | (?P<page>\d{{1,2}})(?:/(?P<pages>\d{{1,2}}))?)
    )(?!\S)
    """,
    re.VERBOSE,
)
_REFERS = re.compile(
    r"\b(?:(?P<resolution>(?i:resolutions?))|(?i:paragraphs?|paras?\.?|articles?|annex(?:es)?|sections?|chapters?|parts?"
    rf"|recommendations?|phase|No\.)(?:\s+\d{{1,2}}(?:\s?\([a-z]+\))?(?:,|,?\s(?:and|or|to))){{0,20}}+|{_MONTH})\s+$"
)
_ENUMERATED = re.compile(r"(?:^|\s)(?:\d{1,3}[.)]|\([a-z]{1,4}\))\s+$")
_IS_COUNTED = re.compile(rf"\s+(?:{_MONTH}|months?|years?|days?|hours?|weeks?|per|million|billion)\b")
_AFTER_NOUN = re.compile(
    r"\s+(?:to|of|in|from|by|for|with|without|that|which|who|on|at|as|is|are|was|were|the|its|their|has|have|into|under"
    r"|between|among|through|within|such|where|when|while|an?)(?![\w-])"
)
_ARTICLE = re.compile(r"\b(?:[Tt]he|Peace\s+and)\s+$")
_WORD_AFTER = re.compile(r"\s+(?!(?:and|or|to|of)\b)[a-z]")
_BEFORE_NUMBERS = frozenset(
    "and or to of by from until in on at than least most over under about some nearly the all additional another point "
    "points addenda addendum item items subparagraph subparagraphs operative rule rules "
    "level category pillar group within further dated page pages stage between with only maximum total number".split()
)
_FEWEST_HEADS = _FEWEST_PAGES = 3
_MOST_BESIDE = 6  # pieces of a running head before, or behind, its sure ones
_SHORTEST_PAGE = 500  # characters
_FEWEST_STRAYS = _FEWEST_MISPLACED_NAMES = 2
_AROUND = 60  # characters looked at before and after a piece


class _Kind(StrEnum):
    """Kind of a piece of a running head; all but `HEAD` may be words of a sentence, too."""

    HEAD = "head"
    JOB = "job"
    NAME = "name"
    DATE = "date"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Piece of a running head, or words of the same form.

    Attributes:
        page: Page number, and number of pages; 0 if not stated.
    """

    start: int
    end: int
    kind: _Kind
    page: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Series:
    """Consecutive numbers that may be page numbers.

    Attributes:
        strays: How many of them do not fit their sentences.
    """

    pages: tuple[_Piece, ...] = ()
    strays: int = 0

    @property
    def weight(self) -> tuple[int, int]:
        """Evidence that the numbers count pages."""
        return self.strays, len(self.pages)

    def goes_on_with(self, piece: _Piece) -> bool:
        """Return whether a number is far enough behind the last one to be that of the next page."""
        return bool(self.pages) and piece.start - self.pages[-1].end >= _SHORTEST_PAGE


@dataclass(frozen=True, slots=True)
class _Names:
    """Names in running heads.

    Attributes:
        always: Names in most running heads.
        sometimes: Names in some running heads; after an article, they are words of the sentence.
    """

    always: frozenset[str]
    sometimes: frozenset[str]


def running_heads(text: str, start: int, symbol: Symbol) -> list[Span]:
    """Find the running heads of a text.

    Args:
        text: The text of a resolution.
        start: Offset of its body.
        symbol: The resolution; the symbol of another one is a citation.

    Raises:
        UnreadableError: If running heads inside sentences consist of a name alone, as not all of them can be found.
    """
    runs = list(_runs(text, _pieces(text, start, symbol)))
    sure = {*_counted_pages(text, runs), *_counted_fractions(text, runs), *_sure_jobs(text, runs)}
    sure.update(piece for run in runs for piece in run if piece.kind is _Kind.HEAD)
    is_damaged = any(_is_in_line(text, run) for run in runs if not sure.isdisjoint(run))
    if is_damaged:
        sure.update(_stray_pages(text, runs))
    headed = [run for run in runs if not sure.isdisjoint(run)]
    names_alone = (run for run in runs if all(piece.kind is _Kind.NAME for piece in run))
    _refuse_bare_names(text, names_alone, is_damaged=is_damaged)
    names = _names(text, headed)
    return [_head_range(text, run, sure, names) for run in headed]


def _refuse_bare_names(text: str, runs: Iterable[Sequence[_Piece]], *, is_damaged: bool) -> None:
    """Refuse a text with running heads that consist of a name alone: only some can be told from words of a sentence.

    Args:
        text: The text.
        runs: Runs of names alone.
        is_damaged: Whether other running heads stand between words; if so, one misplaced name is enough.
    """
    misplaced = [" ".join(text[run[0].start : run[-1].end].split()) for run in runs if _is_misplaced(text, run)]
    if len(misplaced) >= (1 if is_damaged else _FEWEST_MISPLACED_NAMES):
        raise UnreadableError(
            f"running heads, “{misplaced[0]}”, stand inside its sentences, from which they cannot be told; "
            "expected them on lines of their own, or none"
        )


def heads_apart(lines: Iterable[Line], heads: Sequence[Span]) -> Iterator[Line]:
    """Split lines at running heads: each head, and the text before and after it, becomes a line of its own."""
    at = 0
    for line in lines:
        begin = line.start
        while at < len(heads) and heads[at][0] < line.end:
            start, end = heads[at]
            yield from _part(line, begin, start, is_rest=begin > line.start)
            yield from _part(line, max(start, line.start), min(end, line.end), is_head=True)
            begin = max(begin, end)
            if end > line.end:
                break
            at += 1
        yield from _part(line, begin, line.end, is_rest=line.start < begin)


def _part(line: Line, start: int, end: int, *, is_head: bool = False, is_rest: bool = False) -> Iterator[Line]:
    part = line.text[max(start - line.start, 0) : max(end - line.start, 0)]
    if bare := part.strip():
        start += len(part) - len(part.lstrip())
        yield Line(start, start + len(bare), bare, is_head, is_rest)


def _names(text: str, runs: Sequence[Sequence[_Piece]]) -> _Names:
    """Return the names that belong to running heads: in most of them, or where the sentence cannot contain the name."""
    named = [(text[piece.start : piece.end], run) for run in runs for piece in run if piece.kind is _Kind.NAME]
    counts = Counter(name for name, _ in named)
    return _Names(
        frozenset(name for name, count in counts.items() if count >= max(_FEWEST_HEADS, len(runs) / 2)),
        frozenset(name for name, run in named if _is_misplaced(text, run)),
    )


def _pieces(text: str, start: int, symbol: Symbol) -> Iterator[_Piece]:
    """Yield possible pieces of running heads, without symbols of other resolutions and job numbers of other years."""
    for match in _PIECE.finditer(text, start):
        kind = next((one for one in _Kind if match[one] is not None), _Kind.HEAD)
        of_another = match["number"] and int(match["number"]) != symbol.number
        of_another_year = match["year"] and (int(match["year"]) - symbol.year + 1) % 100 > 2
        if not of_another and not of_another_year:
            yield _Piece(*match.span(), kind, (int(match["page"] or 0), int(match["pages"] or 0)))


def _runs(text: str, pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the runs of pieces with nothing but blanks between them."""
    run: list[_Piece] = []
    for piece in pieces:
        if run and text[run[-1].end : piece.start].strip():
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _counted_pages(text: str, runs: Iterable[Sequence[_Piece]]) -> list[_Piece]:
    """Return the page numbers among the numbers between words: the best series of consecutive ones, if it is sure.

    A sure series has some numbers that do not fit their sentences.
    """
    best: dict[int, _Series] = {}
    for run in runs:
        if _may_be_page(text, run):
            (piece,) = run
            number = piece.page[0]
            befores = [best[n] for n in (number - 1, number - 2) if n in best and best[n].goes_on_with(piece)]
            before = max(befores, key=lambda one: one.weight, default=_Series())
            series = _Series((*before.pages, piece), before.strays + _is_stray(text, run))
            best[number] = max(best.get(number, series), series, key=lambda one: one.weight)
    found = max(best.values(), key=lambda one: one.weight, default=_Series())
    counts = len(found.pages) >= _FEWEST_PAGES and found.pages[0].page[0] <= _FEWEST_PAGES
    return list(found.pages) if counts and found.strays >= max(_FEWEST_STRAYS, len(found.pages) / 4) else []


def _stray_pages(text: str, runs: Iterable[Sequence[_Piece]]) -> Iterator[_Piece]:
    """Yield the numbers that do not fit their sentences."""
    yield from (run[0] for run in runs if _may_be_page(text, run) and _is_stray(text, run))


def _may_be_page(text: str, run: Sequence[_Piece]) -> bool:
    """Return whether a run may be a page number: one number, between words that do not refer to it."""
    number, total = run[0].page
    alone = number > 0 and not total and len(run) == 1
    return alone and not _refers(text, run[0].start, run[0].end) and _is_between_words(text, run)


def _is_between_words(text: str, run: Sequence[_Piece]) -> bool:
    """Return whether a number stands in the middle of a sentence, or between an enumerator and its words."""
    before, after = text[max(0, run[0].start - _AROUND) : run[0].start], text[run[-1].end : run[-1].end + _AROUND]
    follows = before.rstrip()[-1:]
    inside = (follows.isalpha() or follows in ",)-") and (after.lstrip()[:1].islower() or not _is_line_start(before))
    return inside or _ENUMERATED.search(before) is not None


def _is_stray(text: str, run: Sequence[_Piece]) -> bool:
    """Return whether a number does not fit the sentence around it: "the parties 3 concerned"."""
    (*_, word) = text[max(0, run[0].start - _AROUND) : run[0].start].split() or [""]
    ends_word = word[-1:].islower() and word.lower() not in _BEFORE_NUMBERS
    return ends_word and _WORD_AFTER.match(text, run[-1].end) is not None


def _refers(text: str, start: int, end: int) -> bool:
    """Return whether the words around a range refer to a number in it: "paragraph 3 above", "in 14 days"."""
    after = text[end : end + _AROUND]
    match = _REFERS.search(text, max(0, start - _AROUND), start)
    if match is None or after.lstrip()[:1].isdigit():
        return _IS_COUNTED.match(after) is not None
    return not match["resolution"] or after.lstrip().startswith(("(", "of "))


def _is_line_start(before: str) -> bool:
    return before.rstrip(" \t\u00a0")[-1:] in "\r\n\f"


def _sure_jobs(text: str, runs: Iterable[Sequence[_Piece]]) -> Iterator[_Piece]:
    """Yield the job numbers; one that is alone in the text counts only beside a page number, or after a paragraph."""
    jobs = [(piece, run) for run in runs for piece in run if piece.kind is _Kind.JOB]
    for piece, run in jobs:
        if len(jobs) > 1 or any(one.page[1] for one in run) or _ends_paragraph(text, run):
            yield piece


def _ends_paragraph(text: str, run: Sequence[_Piece]) -> bool:
    before = text[max(0, run[0].start - _AROUND) : run[0].start]
    return before.rstrip()[-1:] in ";,." and _is_line_end(text[run[-1].end : run[-1].end + _AROUND])


def _is_in_line(text: str, run: Sequence[_Piece]) -> bool:
    """Return whether words stand on both sides of a run, in its line."""
    before = text[max(0, run[0].start - _AROUND) : run[0].start]
    return not _is_line_start(before) and not _is_line_end(text[run[-1].end : run[-1].end + _AROUND])


def _is_line_end(after: str) -> bool:
    return after.lstrip(" \t\u00a0")[:1] in ("", "\r", "\n", "\f")


def _counted_fractions(text: str, runs: Iterable[Sequence[_Piece]]) -> Iterator[_Piece]:
    """Yield the page numbers of the form "2/9", if they rise through the text."""
    by_total: dict[int, list[_Piece]] = {}
    for run in runs:
        for piece in run:
            if piece.page[1] and not _refers(text, run[0].start, run[-1].end):
                by_total.setdefault(piece.page[1], []).append(piece)
    for total, found in by_total.items():
        rising = all(one.page[0] < other.page[0] for one, other in pairwise(found))
        if len(found) > 1 and rising and found[-1].page[0] <= total:
            yield from found


def _head_range(text: str, run: Sequence[_Piece], sure: set[_Piece], names: _Names) -> Span:
    """Return the range of the running head in a run; pieces at either end may be words of the sentence."""
    known = [n for n, piece in enumerate(run) if piece in sure]
    first, last = known[0], known[-1] + 1
    before = takewhile(lambda n: _is_of_head(text, run, names, run[n], run[n + 1 : last]), range(first - 1, -1, -1))
    first -= sum(1 for _ in islice(before, _MOST_BESIDE))
    after = takewhile(lambda n: _is_of_head(text, run, names, run[n], run[first:n]), range(last, len(run)))
    last += sum(1 for _ in islice(after, _MOST_BESIDE))
    return run[first].start, run[last - 1].end


def _is_of_head(text: str, run: Sequence[_Piece], names: _Names, piece: _Piece, head: Sequence[_Piece]) -> bool:
    """Return whether a piece beside a running head belongs to it, and not to the sentence around the run."""
    words = text[piece.start : piece.end]
    if piece.kind is _Kind.NAME:
        if any(words == text[one.start : one.end] for one in head):
            return False
        sometimes = words in names.sometimes and not _ARTICLE.search(text, max(0, run[0].start - _AROUND), run[0].start)
        return words in names.always or sometimes or _is_misplaced(text, run)
    if piece.kind is _Kind.DATE:
        return any(text.startswith("Distr", one.start) for one in head)
    if piece.kind is _Kind.JOB or piece.page[1]:
        return True
    at = min(piece.start, head[0].start)
    enumerated = _ENUMERATED.search(text, max(0, at - _AROUND), at)
    opens = opens_operative(text[piece.end : piece.end + _AROUND].lstrip())
    is_paragraph_number = piece is run[-1] and enumerated is None and opens
    return not is_paragraph_number and not _refers(text, at, run[-1].end)


def _is_misplaced(text: str, run: Sequence[_Piece]) -> bool:
    """Return whether the sentence around a run cannot contain the run's name: "protect United Nations from"."""
    article = _ARTICLE.search(text, max(0, run[0].start - _AROUND), run[0].start)
    return article is None and _AFTER_NOUN.match(text, run[-1].end) is not None
