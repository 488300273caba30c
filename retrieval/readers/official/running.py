"""Detection of running heads inside sentences: symbols, page numbers and names that a converter left between words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.clauses.clause import Span, Symbol
from retrieval.clauses.months import MONTHS
from retrieval.errors import UnreadableError
from retrieval.readers.official.head_pieces import Kind, Piece, Run, runs_in
from retrieval.readers.opening import opens_operative
from retrieval.readers.source import Line, fold_blanks

_MONTH = "|".join(MONTHS)
_REFERS = re.compile(
    r"\b(?:(?P<resolution>(?i:resolutions?))|(?i:paragraphs?|paras?\.?|articles?|annex(?:es)?|sections?|chapters?"
    r"|parts?|recommendations?|phase|No\.)(?:\s+\d{1,2}(?:\s?\([a-z]+\))?(?:,|,?\s(?:and|or|to))){0,20}+"
    rf"|{_MONTH})\s+$"
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
_SPARE_PAGES = 3  # more than a text can have, as pages may be missing or empty
_FEWEST_STRAYS = _FEWEST_MISPLACED_NAMES = 2
_SHOWN = 20  # characters on either side of a number that an error quotes


@dataclass(frozen=True, slots=True)
class _Series:
    """Consecutive numbers that may be page numbers.

    Attributes:
        strays: How many of them do not fit their sentences.
    """

    pages: tuple[Piece, ...] = ()
    strays: int = 0

    @property
    def weight(self) -> tuple[int, int]:
        """Evidence that the numbers count pages."""
        return self.strays, len(self.pages)

    def goes_on_with(self, run: Run) -> bool:
        """Return whether a number is far enough behind the last one to be that of the next page."""
        return bool(self.pages) and run.start - self.pages[-1].end >= _SHORTEST_PAGE


@dataclass(frozen=True, slots=True)
class _Names:
    """Names in running heads.

    Attributes:
        always: Names in most running heads.
        sometimes: Names in some running heads; after an article, they are words of the sentence.
    """

    always: frozenset[str]
    sometimes: frozenset[str]


def running_heads(text: str, start: int, symbol: Symbol, known: Sequence[Line] = ()) -> list[Span]:
    """Find the running heads of a text.

    Args:
        text: The text of a resolution.
        start: Offset of its body.
        symbol: The resolution; the symbol of another one is a citation.
        known: Lines already known as page furniture, in order; their words count for nothing.

    Raises:
        UnreadableError: If running heads inside sentences consist of a name alone, as not all of them can be found, or
            if one may be a number alone.
    """
    runs = list(runs_in(text, start, symbol, known))
    sure = {*_counted_pages(runs), *_counted_fractions(runs), *_sure_jobs(runs)}
    sure.update(piece for run in runs for piece in run.pieces if piece.kind is Kind.HEAD)
    is_damaged = any(not run.starts_line and not run.ends_line for run in runs if not sure.isdisjoint(run.pieces))
    headed = [run for run in runs if not sure.isdisjoint(run.pieces)]
    if is_damaged:
        _refuse_possible_page(
            [run for run in runs if sure.isdisjoint(run.pieces)],
            sorted({*(run.start for run in headed), *(line.start for line in known)}),
        )
    _refuse_bare_names(runs, is_damaged=is_damaged)
    names = _names(headed)
    return [_head_range(run, sure, names) for run in headed]


def _refuse_bare_names(runs: Iterable[Run], *, is_damaged: bool) -> None:
    """Refuse a text with running heads that consist of a name alone: only some can be told from words of a sentence.

    Args:
        runs: All runs of the text.
        is_damaged: Whether other running heads stand between words; if so, one misplaced name is enough.
    """
    alone = (run for run in runs if all(piece.kind is Kind.NAME for piece in run.pieces))
    misplaced = [run for run in alone if _is_misplaced(run)]
    if len(misplaced) >= (1 if is_damaged else _FEWEST_MISPLACED_NAMES):
        name = fold_blanks(misplaced[0].text[misplaced[0].start : misplaced[0].end])
        raise UnreadableError(
            f"running heads, “{name}”, stand inside its sentences, from which they cannot be told; "
            "expected them on lines of their own, or none"
        )


def _refuse_possible_page(runs: Iterable[Run], heads: Sequence[int]) -> None:
    """Refuse a text in which a number alone may be that of a page, as other running heads stand between words.

    Numbers that count pages are known. Of one alone, only its size tells: "the parties 3 concerned" may be a page, and
    "covering 3 countries" none; 12 can be no page below the first head.

    Args:
        runs: Runs that are not known as running heads.
        heads: Offsets of the running heads, each of which begins or ends a page.
    """
    for run in runs:
        above = bisect_left(heads, run.start)
        if above / 2 <= run.page <= 2 * above + 2 and _may_be_page(run) and _is_stray(run):
            shown = fold_blanks(run.text[max(0, run.start - _SHOWN) : run.end + _SHOWN])
            raise UnreadableError(
                f"running heads stand inside its sentences, and a number may be one, or a word: “…{shown}…”; "
                "expected page numbers on lines of their own, or none"
            )


def heads_apart(lines: Iterable[Line], heads: Sequence[Span]) -> Iterator[Line]:
    """Split lines at running heads: each head, and the text before and after it, becomes a line of its own."""
    at = 0
    for line in lines:
        if line.is_head:
            yield line
            continue
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


def _names(runs: Sequence[Run]) -> _Names:
    """Return the names that belong to running heads: in most of them, or where the sentence cannot contain the name."""
    named = [(piece.words, run) for run in runs for piece in run.pieces if piece.kind is Kind.NAME]
    counts = Counter(name for name, _ in named)
    return _Names(
        frozenset(name for name, count in counts.items() if count >= max(_FEWEST_HEADS, len(runs) / 2)),
        frozenset(name for name, run in named if _is_misplaced(run)),
    )


def _counted_pages(runs: Iterable[Run]) -> list[Piece]:
    """Return the page numbers among the numbers between words: the best series of consecutive ones, if it is sure.

    A sure series has some numbers that do not fit their sentences.
    """
    best: dict[int, _Series] = {}
    for run in filter(_may_be_page, runs):
        befores = [best[n] for n in (run.page - 1, run.page - 2) if n in best and best[n].goes_on_with(run)]
        before = max(befores, key=lambda one: one.weight, default=_Series())
        series = _Series((*before.pages, run.pieces[0]), before.strays + _is_stray(run))
        best[run.page] = max(best.get(run.page, series), series, key=lambda one: one.weight)
    found = max(best.values(), key=lambda one: one.weight, default=_Series())
    counts = len(found.pages) >= _FEWEST_PAGES and found.pages[0].page[0] <= _FEWEST_PAGES
    return list(found.pages) if counts and found.strays >= max(_FEWEST_STRAYS, len(found.pages) / 4) else []


def _counted_fractions(runs: Iterable[Run]) -> Iterator[Piece]:
    """Yield the page numbers of the form "2/9", if they rise through the text."""
    by_total: dict[int, list[Piece]] = {}
    for run in runs:
        for piece in run.pieces:
            if piece.page[1] and not _refers(run):
                by_total.setdefault(piece.page[1], []).append(piece)
    for total, found in by_total.items():
        rising = all(one.page[0] < other.page[0] for one, other in pairwise(found))
        if len(found) > 1 and rising and found[-1].page[0] <= total:
            yield from found


def _sure_jobs(runs: Iterable[Run]) -> Iterator[Piece]:
    """Yield the job numbers; one that is alone in the text counts only beside a page number, or after a paragraph."""
    jobs = [(piece, run) for run in runs for piece in run.pieces if piece.kind is Kind.JOB]
    for piece, run in jobs:
        ends_paragraph = run.ends_line and run.before.rstrip()[-1:] in ";,."
        if len(jobs) > 1 or ends_paragraph or any(one.page[1] for one in run.pieces):
            yield piece


def _may_be_page(run: Run) -> bool:
    """Return whether a run may be a page number: one number, between words that do not refer to it."""
    return run.page > 0 and not _refers(run) and _is_between_words(run)


def _is_between_words(run: Run) -> bool:
    """Return whether a number stands in the middle of a sentence, or between an enumerator and its words."""
    follows = run.before.rstrip()[-1:]
    inside = (follows.isalpha() or follows in ",)-") and (run.after.lstrip()[:1].islower() or not run.starts_line)
    return inside or _ENUMERATED.search(run.before) is not None


def _is_stray(run: Run) -> bool:
    """Return whether a number does not fit the sentence around it: "the parties 3 concerned"."""
    (*_, word) = run.before.split() or [""]
    ends_word = word[-1:].islower() and word.lower() not in _BEFORE_NUMBERS
    return ends_word and _WORD_AFTER.match(run.text, run.end) is not None


def _refers(run: Run) -> bool:
    """Return whether the words around a run refer to a number in it: "paragraph 3 above", "in 14 days"."""
    after = run.after.lstrip()
    match = _REFERS.search(run.before)
    if match is None or after[:1].isdigit():
        return _IS_COUNTED.match(run.after) is not None
    return not match["resolution"] or after.startswith(("(", "of "))


def _is_misplaced(run: Run) -> bool:
    """Return whether the sentence around a run cannot contain the run's name: "protect United Nations from"."""
    return _ARTICLE.search(run.before) is None and _AFTER_NOUN.match(run.text, run.end) is not None


def _head_range(run: Run, sure: set[Piece], names: _Names) -> Span:
    """Return the range of the running head in a run; pieces at either end may be words of the sentence."""
    known = [n for n, piece in enumerate(run.pieces) if piece in sure]
    first, last = known[0], known[-1] + 1
    lowest, highest = max(0, first - _MOST_BESIDE), min(len(run.pieces), last + _MOST_BESIDE)
    while first > lowest and _is_of_head(run, names, first - 1, first, last):
        first -= 1
    while last < highest and _is_of_head(run, names, last, first, last):
        last += 1
    return run.pieces[first].start, run.pieces[last - 1].end


def _is_of_head(run: Run, names: _Names, n: int, first: int, last: int) -> bool:
    """Return whether piece n belongs to the running head beside it, and not to the sentence around the run.

    The running head has the pieces `first` to `last`, exclusive.
    """
    piece, head = run.pieces[n], run.pieces[first:last]
    if piece.kind is Kind.NAME:
        if any(piece.words == one.words for one in head):
            return False
        sometimes = piece.words in names.sometimes and not _ARTICLE.search(run.before)
        return piece.words in names.always or sometimes or _is_misplaced(run)
    if piece.kind is Kind.DATE:
        return any(one.words.startswith("Distr") for one in head)
    if piece.kind is Kind.JOB or piece.page[1]:
        return True
    pages = [one.page[0] for one in head if one.page[0]]
    if piece.page[0] > run.start // _SHORTEST_PAGE + _SPARE_PAGES or any(
        abs(piece.page[0] - page) > 1 for page in pages
    ):
        return False
    rest = run.since(min(n, first))
    enumerated = _ENUMERATED.search(rest.before)
    is_paragraph_number = piece is run.pieces[-1] and enumerated is None and opens_operative(rest.after.lstrip())
    return not is_paragraph_number and not _refers(rest)
