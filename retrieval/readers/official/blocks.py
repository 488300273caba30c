"""Block segmentation: join lines into paragraphs, items and headings, across line ends and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise

from retrieval.clauses.numerals import roman
from retrieval.readers.official.annex_lines import annex_start, blank_between, has_room, stands_apart
from retrieval.readers.official.enumerators import Mark, Style, is_bullet, opens_numbered, read_mark
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.official.lines import is_council_line, is_ended, starts_preambular
from retrieval.readers.opening import opens_operative, opens_paragraph, opens_preambular
from retrieval.readers.source import Line

_NUMERAL = r"(?P<label>[A-Z]|[IVX]{1,5}|\d{1,2})"
_PART = r"(?:Section|Part|Chapter|Article|Rule)\s+"
_LABEL = re.compile(rf"(?:{_PART})?{_NUMERAL}(?:[.:)]\s*|\s+[-–—]\s*|\s{{2,}}|$)")
_NAMED = re.compile(rf"{_PART}{_NUMERAL}\b")
_BARE_LABEL = re.compile(rf"[=\s]*(?:{_PART})?{_NUMERAL}[\W_]*")
_IN_WORDS = re.compile(r"[a-z\d)]$")
_GOES_ON = re.compile(
    r"\b(?:a|an|the|of|in|on|to|by|for|from|with|and|or|as|at|its|their|this|that|under|which|into|than|between|among"
    r"|paragraphs?|subparagraphs?|sub-paragraphs?|articles?|annex|resolutions?|sections?|Articles?|Chapter)$"
)
_CAPITALS = re.compile(r"(?P<mark>[IVX]{1,6}|[A-Z])[.)]\s+")
_ROMAN = re.compile(r"[IVX]+")
_HEADING_LENGTH = 140
_FEWEST_NUMBERS = 2
_BEFORE_HEADING = '= ("“'
_RUN_ON = re.compile(r"(?:;\s+|\.\s+(?=[A-H]\.\s))(?P<heading>[A-Z][^.;:]{2,80}|[A-H]\.\s[^.;:]{2,80})$")
_LISTED = re.compile(r";\s+[A-Z]")
_COUNCIL_LENGTH = 30
_WRAPPED = 0.3  # share of lines that continue in the next one; above it, the text is hard-wrapped


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraph, list item or heading.

    Attributes:
        pieces: Ranges of `Source.text`, without the enumerator.
        text: Text of the pieces, joined by blanks.
        mark: Enumerator as printed; whether it counts is decided in its list.
        whole: Ranges with the enumerator, in case that it turns out to be part of the words.
    """

    pieces: tuple[tuple[int, int], ...]
    text: str
    mark: Mark | None
    whole: tuple[tuple[int, int], ...]

    @property
    def is_ended(self) -> bool:
        """Whether the text ends with a stop."""
        return is_ended(self.text)

    @property
    def is_council(self) -> bool:
        """Whether the text is the opening of a resolution, "The Security Council,"."""
        return self.mark is None and _is_council(self.text)


def breaks_off(text: str) -> bool:
    """Return whether a text ends with a word that cannot end a sentence: "…in paragraph"."""
    return _GOES_ON.search(text[-40:]) is not None


def label_of(text: str) -> str | None:
    """Return the letter or number of a section heading: "A", "II", "B. Arms embargo", "Section C"."""
    text = text.strip("= ")
    match = _LABEL.match(text) or _NAMED.match(text)
    if match is None or match[0][0].isdigit():
        return None
    return match["label"]


def is_bare_label(text: str) -> bool:
    """Return whether the heading of a section is nothing but its letter or number: "B.", "Section C"."""
    return _BARE_LABEL.fullmatch(text) is not None


def names_section(text: str) -> bool:
    """Return whether words follow the name of a section as in a sentence: "Section 3 applies to its members."."""
    return _NAMED.match(text) is not None and _LABEL.match(text) is None


def make_blocks(pages: list[list[Line]]) -> list[Block]:
    """Join lines into paragraphs, also across pages.

    In a hard-wrapped text nearly every line continues in the next, so a block ends only at a stop that is followed by
    the opening of a block. Otherwise each line is a paragraph, unless it stops in mid-sentence.
    """
    lines = list(_headings_apart(_without_columns(_with_digits([line for page in pages for line in page]))))
    tops = {page[0].start for page in pages[1:]}
    width = _width(lines) if _is_wrapped(pages) else 0
    annex = annex_start(lines)
    blank = blank_between(lines)
    groups: list[list[Line]] = []
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else None
        apart = stands_apart(groups[-1], line, (width, blank)) if n >= annex else None
        if apart is not None:
            groups.append([line]) if apart else groups[-1].append(line)
        elif groups and (
            _goes_on(groups[-1], line, following, width)
            or (line.is_rest and _resumes(groups[-1][-1].text, line.text))
            or (line.start in tops and _runs_over(groups[-1][-1].text, line, following))
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _with_numbers([_block(group) for group in groups])


def _with_numbers(blocks: list[Block]) -> list[Block]:
    """Read "(1)", "(2)" as the numbers of paragraphs, if these open with a verb and no paragraph has another number.

    Behind a colon they are items of a list.
    """
    if any(block.mark and block.mark.value(Style.NUMBER) and opens_operative(block.text) for block in blocks):
        return blocks
    opening = [(n, block.mark) for n, block in enumerate(blocks) if block.mark and opens_as_resolution(block.text)]
    inner = [(n, mark, mark.value(Style.INNER_NUMBER)) for n, mark in opening if mark.value(Style.INNER_NUMBER)]
    inner = [*dropwhile(lambda one: not opens_operative(blocks[one[0]].text), inner)]
    if len(inner) < _FEWEST_NUMBERS or [value for *_, value in inner] != list(range(1, len(inner) + 1)):
        return blocks
    first = inner[0][0]
    if first and blocks[first - 1].text.endswith(":"):
        return blocks
    numbered = {n: replace(mark, readings=((Style.NUMBER, int(mark.token)),)) for n, mark, _ in inner}
    return [replace(block, mark=numbered.get(n, block.mark)) for n, block in enumerate(blocks)]


def _with_digits(lines: list[Line]) -> list[Line]:
    """Write the Roman numbers of operative paragraphs in digits, and their capitals as letters of a list.

    They count from "I." or "A." on, and no paragraph has digits, but those of lists. The offsets of the words stay.
    "II." is else a misread "11.", and "A." a word.
    """
    body = lines[: annex_start(lines)]
    found = {n: match["mark"] for n, line in enumerate(body) if (match := _CAPITALS.match(line.text))}
    opening = {n: mark for n, mark in found.items() if opens_operative(_CAPITALS.sub("", lines[n].text))}
    numbered = next((n for n, line in enumerate(body) if line.text[:1].isdigit() and opens_numbered(line.text)), None)
    marks = [*opening.values()]
    digits = [f"{number}" for number in range(1, len(marks) + 1)]
    letters = [chr(ord("a") + number) for number in range(min(len(marks), 26))]
    if len(marks) < _FEWEST_NUMBERS or (numbered is not None and not _is_first_item(lines, numbered, min(opening))):
        return lines
    romans = [mark for mark in found.values() if _ROMAN.fullmatch(mark)]
    if marks == romans == [roman(int(number)).upper() for number in digits]:
        written = dict(zip(opening, digits, strict=True))
    elif numbered is None and marks == [*found.values()] == [letter.upper() for letter in letters]:
        written = dict(zip(opening, letters, strict=True))
    else:
        return lines
    return [
        replace(line, text=_written(line.text, written[n])) if n in written else line for n, line in enumerate(lines)
    ]


def _is_first_item(lines: Sequence[Line], n: int, first: int) -> bool:
    """Return whether a line with a number is the first item of a list in the first paragraph or below it."""
    mark = read_mark(lines[n].text)
    return mark is not None and mark.value(Style.NUMBER) == 1 and n > first and lines[n - 1].text.endswith(":")


def _written(text: str, mark: str) -> str:
    """Return a text with another mark, as long as before."""
    match = _CAPITALS.match(text)
    assert match, "only lines with a mark in capitals are changed"
    return f"{mark}.".ljust(match.end()) + text[match.end() :]


def _without_columns(lines: list[Line]) -> list[Line]:
    """Remove paragraph numbers that a converter put in a column of their own, as their paragraphs are unknown."""
    bare = [_is_bare_number(line.text) for line in lines]
    around = zip(lines, [False, *bare[:-1]], bare, [*bare[1:], False], strict=True)
    return [line for line, before, own, after in around if not (own and (before or after))]


def _is_bare_number(text: str) -> bool:
    mark = read_mark(text)
    return mark is not None and mark.end >= len(text) and mark.value(Style.NUMBER) is not None


def _headings_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Split off headings that a converter put at the end of a paragraph, as lines of their own."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        match = _RUN_ON.search(line.text, max(0, len(line.text) - _HEADING_LENGTH))
        heading = match["heading"] if match else ""
        if match is None or not _stands_below(following, heading) or _LISTED.search(line.text, 0, match.start()):
            yield line
            continue
        words = line.text[: match.start("heading")].rstrip()
        yield Line(line.start, line.start + len(words), words)
        yield Line(line.end - len(heading), line.end, heading)


def _stands_below(line: Line | None, heading: str) -> bool:
    """Return whether a line opens a paragraph or an item below a heading."""
    mark = read_mark(line.text) if line else None
    if line is None or mark is None:
        return False
    unmistakable = mark.value(Style.NUMBER) is None or label_of(heading) is not None
    return unmistakable or opens_operative(line.text[mark.end :])


def _runs_over(last: str, line: Line, following: Line | None) -> bool:
    """Return whether the first line of a page continues the last sentence of the page before."""
    text = _opening(line, following)
    if not last.endswith(",") or read_mark(text) or is_bullet(text) or is_council_line(text):
        return False
    if is_heading(line.text, following):
        return False
    return not (opens_paragraph(text) or is_council_line(last))


def _resumes(last: str, rest: str) -> bool:
    """Return whether the rest of a line, behind a running head, continues the paragraph before it."""
    mark = read_mark(rest)
    if mark is not None and (is_ended(last) or opens_operative(rest[mark.end :])):
        return False
    return not is_ended(last) or not opens_paragraph(rest)


def _is_wrapped(pages: list[list[Line]]) -> bool:
    pairs = [pair for page in pages for pair in pairwise(page)]
    running = sum(not is_ended(a.text) and b.text[0].islower() for a, b in pairs)
    return running > max(_WRAPPED * len(pairs), 4)


def _width(lines: list[Line]) -> int:
    """Return the 90th percentile of line lengths."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10]


def _goes_on(group: list[Line], line: Line, following: Line | None, width: int) -> bool:
    """Return whether a line continues the paragraph of the lines before it."""
    last = group[-1].text
    mark = read_mark(line.text)
    if len(group) == 1 and _is_bare_mark(last):
        # A number on a line of its own is followed by its words, or by the first item of its list.
        return mark is None or mark.value(Style.LETTER) != 1
    if _is_council(last) or is_council_line(line.text) or is_bullet(line.text) or _follows(group[0], mark):
        return False
    if is_ended(last):
        return width > 0 and not _starts_anew(group, line, following, width)
    if len(group) == 1 and _is_section_title(last):
        return False
    if opens_preambular(group[0].text) and starts_preambular(line.text) and not breaks_off(last):
        return False  # the comma of the paragraph above was lost
    return _completes(line, last, following, width)


def _is_council(text: str) -> bool:
    return len(text) < _COUNCIL_LENGTH and is_council_line(text)


def _is_bare_mark(text: str) -> bool:
    mark = read_mark(text)
    return (mark is not None and mark.end >= len(text)) or (len(text) == 1 and is_bullet(f"{text} x"))


def _completes(line: Line, last: str, following: Line | None, width: int) -> bool:
    """Return whether a line completes the sentence that the line before breaks off."""
    if _may_be_marked(line, last) or is_heading(line.text, following):
        return breaks_off(last) and read_mark(line.text) is None
    if len(last) > 0.75 * width > 0:
        return True
    return breaks_off(last) or not opens_paragraph(line.text)


def _follows(first: Line, following: Mark | None) -> bool:
    """Return whether an enumerator directly succeeds that of the line `first`: (b) after (a)."""
    mark = read_mark(first.text)
    if mark is None or following is None:
        return False
    return any(mark.value(style) == value - 1 for style, value in following.readings)


def _opening(line: Line, following: Line | None) -> str:
    """Return the first words of a possible block; a line of one or two words is joined with the next line."""
    if following is None or len(line.text.split()) > 2:
        return line.text
    return f"{line.text} {following.text}"


def _starts_anew(group: list[Line], line: Line, following: Line | None, width: int) -> bool:
    """Return whether a line of a hard-wrapped text opens a block after a stop."""
    last, text = group[-1].text, _opening(line, following)
    if _may_be_marked(line, last) or opens_paragraph(text):
        return True
    if is_heading(line.text, following):
        return True
    if last.endswith(",") and opens_preambular(group[0].text) and not _is_above_paragraph(line, following):
        return False  # a preambular paragraph has commas, and the next one would open with a verb
    is_short = len(last) < 0.75 * width or (last.endswith(";") and has_room(last, line.text, width))
    return is_short and not line.text[0].islower()


def _is_above_paragraph(line: Line, following: Line | None) -> bool:
    """Return whether a line without a stop is above a preambular paragraph, as a heading is."""
    return not is_ended(line.text) and following is not None and opens_preambular(following.text)


def _may_be_marked(line: Line, last: str) -> bool:
    """Return whether a line starts with an enumerator, and not with a reference broken off the line before."""
    mark = read_mark(line.text)
    if mark is None:
        return False
    rest = line.text[mark.end : mark.end + 1]
    return is_ended(last) or not (rest.islower() or (rest and rest in ",;")) or not _IN_WORDS.search(last)


def is_heading(text: str, following: Line | None) -> bool:
    """Return whether a line is a heading: short, without a stop, capitalised, and above an enumerated paragraph."""
    if len(text) > _HEADING_LENGTH or is_ended(text) or read_mark(text) or following is None:
        return False
    if not text.lstrip(_BEFORE_HEADING)[:1].isupper() or opens_paragraph(text):
        return False
    return read_mark(following.text) is not None or _is_section_title(text)


def _is_section_title(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and not is_ended(text.rstrip(".")) and label_of(text) is not None


def _block(group: list[Line]) -> Block:
    """Build a block from the lines of a paragraph."""
    mark = read_mark(group[0].text)
    whole = tuple((line.start, line.end) for line in group)
    text = " ".join(line.text for line in group)
    if mark is None:
        return Block(whole, text, None, whole)
    start, end = whole[0]
    pieces = ((start + mark.end, end), *whole[1:])
    return Block(tuple(piece for piece in pieces if piece[0] < piece[1]), text[mark.end :].lstrip(), mark, whole)


def is_heading_block(block: Block) -> bool:
    """Return whether a block may be a heading: short, without a number or a stop, capitalised."""
    if block.mark is not None or is_bullet(block.text) or len(block.text) > _HEADING_LENGTH:
        return False
    return block.text.lstrip(_BEFORE_HEADING)[:1].isupper() and not block.is_ended
