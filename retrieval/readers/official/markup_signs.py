"""Signs that are no words of a resolution: emphasis of markup languages, bullets of a preamble."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from retrieval.clauses.months import MONTHS
from retrieval.errors import UnreadableError
from retrieval.readers.hyphens import is_of_layout, words_printed
from retrieval.readers.official.enumerators import is_bullet, read_mark
from retrieval.readers.official.furniture import is_notice
from retrieval.readers.official.line_numbers import (
    MarginLine,
    count_with_blanks,
    find_line_numbers,
    split_number,
)
from retrieval.readers.official.lines import is_council_line
from retrieval.readers.official.page_lines import is_page_line
from retrieval.readers.opening import opens_operative, opens_preambular
from retrieval.readers.source import Line, Source, fold_blanks
from retrieval.wording.english import is_english

# Markdown and wiki text: *Urges*, _Urges_, **Urges**, ''Urges''.
_EMPHASIS = re.compile(
    r"(?<![\w*'])(?P<sign>\*{1,3}|_{1,3}|'{2,3})(?=[^\s*_'])(?P<words>[^*_\r\n]{1,80}?)(?<=[^\s*_'])(?P=sign)(?![\w*'])"
)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_BULLET = re.compile(r"\W{1,2}\s*")
_HEAD = re.compile(r"(?<![\w-])(?P<head>[^\W\d_]{2,30})(?P<hyphen>[-\u2010])$")
_REST = re.compile(r"[a-z]{2,30}(?![\w-])")
_LONGEST_WORD = 40  # characters
_LONGEST_BREAK = 12  # lines of page furniture between two pages
_SOFT_HYPHEN = re.compile(r"(?<=[^\W_])\u00ad[ \t]{0,9}\r?\n[ \t]{0,99}(?=[^\W_])")
_YEAR_MARK = re.compile(
    rf"\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)}),?\s+(?:19|20)\d\d(?P<mark>\d)(?![\w/-]|\.[ \t]+[A-Z])"
    r"|(?<=\d\s)\((?:19|20)\d\d\)(?P<other>\d)(?![\w/-]|\.[ \t]+[A-Z])"
)
_WORD_MARK = re.compile(r"(?<![^\W\d_])(?P<word>[A-Za-z]{0,30}[a-z]{4})[,;.]?(?P<mark>\d{1,2})(?=[\s,;.])")
_NUMBERED = frozenset(
    "annex annexes appendix article articles category chapter chapters class goal goals grade group groups item items "
    "list model note notes page pages paragraph paragraphs part parts phase pillar protocol regulation resolution "
    "resolutions rule rules section sections stage subparagraph subparagraphs table target targets type types".split()
)
_NOTE = re.compile(r"[\[(]?(?P<mark>\d{1,2})[\])]?\s")
_MAIL = re.compile(r"(?:>[ \t]?){1,9}")
_SHOWN = 40  # characters of a line that an error quotes
_MOST_QUOTED = 0.8  # share of the lines
_FEWEST = 2
_MOST_BARE = 4  # paragraphs with a bullet for each without one


def without_signs(source: Source) -> Source:
    """Return a source without signs of emphasis, bullets of the preamble, hyphens of the layout and marks of notes.

    A sign of emphasis counts in a text of which several paragraphs open with a verb between such signs.
    """
    source = source.without(list(_mail_signs(source)))
    source = source.without(list(_line_numbers(source)))  # before the lines of cut words are joined
    source = source.without(list(_emphasis(source.text)))
    source = source.without(list(_bullets(source)))
    source = source.without(list(_hyphens(source)))
    return source.without(list(_note_marks(source)))


def _mail_signs(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the signs before the lines of a quoted mail, if nearly all lines have one."""
    lines = list(source.lines())
    signs = [(line, sign) for line in lines if (sign := _MAIL.match(line.text))]
    if len(signs) >= max(_FEWEST, _MOST_QUOTED * len(lines)):
        yield from ((line.start, line.start + sign.end()) for line, sign in signs)


def _line_numbers(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the numbers that count lines in the margin, with the blanks behind them.

    Raises:
        UnreadableError: If a further number may be one of them or a word.
    """
    lines = list(source.lines())
    split = [split_number(line.text) for line in lines]
    margin = [MarginLine(number, line.text[end:]) for line, (number, end) in zip(lines, split, strict=True)]
    numbers = find_line_numbers(margin)
    found = numbers.found or count_with_blanks(_places(source.text, lines), margin)
    if numbers.doubtful is not None:
        shown = fold_blanks(lines[numbers.doubtful].text[:_SHOWN])
        raise UnreadableError(
            f"its lines are numbered in the margin, and “{shown}…” may begin with such a number or with a word; "
            "expected numbers that grow as the lines do, or none; remove the line numbers"
        )
    yield from ((lines[n].start, lines[n].start + split[n][1]) for n in sorted(found))


def _places(text: str, lines: Sequence[Line]) -> Iterator[int]:
    """Yield the number of each line if blank ones are counted, too, from 1 on."""
    place, last = 1, 0
    for line in lines:
        place += sum(1 for _ in _LINE_END.finditer(text, last, line.start))
        last = line.end
        yield place


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of signs of emphasis, and of signs of headings beside them."""
    found = list(_EMPHASIS.finditer(text))
    verbs = (match for match in found if opens_operative(match["words"]) or opens_preambular(match["words"]))
    opening = Counter(match["sign"] for match in verbs if _begins_line(text, match.start()))
    if not any(count >= _FEWEST for count in opening.values()):
        return
    ranges = [
        span
        for match in found
        for span in ((match.start(), match.end("sign")), (match.end("words"), match.end()))
        if match["sign"] in opening or match["sign"] in ("**", "__", "'''")
    ]
    yield from sorted([*ranges, *(match.span() for match in _HEADING.finditer(text))])


def _hyphens(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of hyphens at the end of a line that are of the layout only, with the line end.

    Soft hyphens always are. Between the parts of a word may be the end of a page, which is no part of the range.
    """
    soft = (match.span() for match in _SOFT_HYPHEN.finditer(source.text))
    yield from heapq.merge(soft, _typed_hyphens(list(source.lines())))


def _typed_hyphens(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    cuts = [(n, cut) for n, line in enumerate(lines) if (cut := _HEAD.search(line.text[-_LONGEST_WORD:]))]
    printed = words_printed((line.text for line in lines) if cuts else ())
    for n, cut in cuts:
        below = islice(lines, n + 1, n + 1 + _LONGEST_BREAK)
        following = next((line for line in below if not is_page_line(line.text)), None)
        rest = _REST.match(following.text) if following else None
        if following is None or rest is None:
            continue
        # Old conversions print "fullyfledged" elsewhere, too.
        is_word = is_english(cut["head"] + rest[0]) or not is_english(rest[0])
        if is_word and is_of_layout(cut["head"], rest[0], printed):
            end = lines[n].end
            yield end - 1, following.start if following is lines[n + 1] else end


def _note_marks(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the marks of footnotes that a conversion left behind years and words.

    Behind a year, of a date or in brackets, a further digit can be nothing else. Behind a word it counts only if its
    note stands further down.
    """
    sure = {match.span("mark" if match["mark"] else "other") for match in _YEAR_MARK.finditer(source.text)}
    # "Paragraph4 above" has lost a blank.
    words = [match for match in _WORD_MARK.finditer(source.text) if match["word"].lower() not in _NUMBERED]
    notes: dict[str, int] = {}
    for line in source.lines() if words else ():
        note = _NOTE.match(line.text)
        if note and is_notice(line.text):
            notes[note["mark"]] = line.start
    yield from sorted(sure | {match.span("mark") for match in words if notes.get(match["mark"], -1) > match.start()})


def _begins_line(text: str, at: int) -> bool:
    """Return whether only blanks, a bullet or an enumerator precede an offset in its line."""
    before = text[max(0, at - 20, text.rfind("\n", 0, at) + 1) : at].strip("*_ \t")
    mark = read_mark(before) if before else None
    return not before or len(before) == 1 or (mark is not None and mark.end >= len(before))


def _bullets(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the bullets before preambular paragraphs, if the first and nearly all of them have one."""
    lines = iter(source.lines())
    if not any(is_council_line(line.text) for line in lines):
        return
    found: list[tuple[int, int]] = []
    bare = 0
    for line in lines:
        bullet = _BULLET.match(line.text) if is_bullet(line.text) else None
        if bullet and opens_preambular(line.text[bullet.end() :]):
            found.append((line.start, line.start + bullet.end()))
        elif not found:
            return
        elif opens_preambular(line.text):
            bare += 1
        elif read_mark(line.text) or opens_operative(line.text):
            break
    if len(found) >= max(_FEWEST, _MOST_BARE * bare):
        yield from found
