"""Annexes: their paragraphs, articles, rules and entries of lists, with numbers where they have any.

Unlike the operative part, an annex has no settled form. Each of its paragraphs without a number is a clause of its own;
headings and rows of tables are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.annex_articles import Part, split_articles
from retrieval.readers.official.annex_heads import annex_label, is_continued, read_article
from retrieval.readers.official.blocks import Block, breaks_off, label_of
from retrieval.readers.official.enumerators import is_bullet
from retrieval.readers.official.lines import is_ended
from retrieval.readers.official.operative import Group
from retrieval.readers.official.roles import number_of
from retrieval.readers.official.sections import (
    OutlinedClause,
    Section,
    clause_of,
    read_groups,
    split_sections,
)
from retrieval.readers.official.tree import Ranges, read_tree

_ENTRY = re.compile(r"[A-Z]{2}[ei]\.\d{3}\b")
"""Permanent reference number of an entry of a sanctions list: "KPi.033"."""
_FEWEST_WORDS = 4  # of a sentence; with fewer, it is a title or a row of a table
_LONGEST_GAP = 3  # numbers that a conversion may lose; below a stop, an excerpt may leave out any
_AHEAD = 200  # blocks of lookahead for the next number
_LONG_ROW = 140  # characters; a longer text is no title
_MOST_TITLES = 3  # lines without a stop, one below the other; more of them are a table
_SHOWN = 40  # characters of a row that a remark quotes


def cut_annexes(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
    """Separate the body of a resolution from its annexes, each with its label; "" if it has none."""
    body: list[Block] = []
    annexes: list[tuple[str, list[Block]]] = []
    heading = ""
    for block in blocks:
        label = annex_label(block.text) if block.mark is None and body else None
        if label is None:
            (annexes[-1][1] if annexes else body).append(block)
        elif not (is_continued(block.text) or (annexes and block.text == heading)):
            heading = block.text
            annexes.append((label, []))
    return body, annexes


def read_annex(prefix: str, blocks: list[Block]) -> list[OutlinedClause]:
    """Return the clauses of an annex.

    Args:
        prefix: What stands before the numbers of its paragraphs: "annex-", "annex-II.".
        blocks: Its blocks below the heading.
    """
    if blocks and _is_title(blocks[0]):
        blocks = blocks[1:]
    found: list[OutlinedClause] = []
    for part in split_articles(blocks):
        found += _read_article(prefix, part) if part.name else _read_sections(prefix, part.blocks)
    return found


def _is_title(block: Block) -> bool:
    """Return whether the first block of an annex is its title, which may be long."""
    if block.mark is not None or _is_ended(block) or is_bullet(block.text) or _ENTRY.match(block.text):
        return False
    return label_of(block.text) is None and read_article(block.text) is None


def remarks_on_annexes(blocks: Sequence[Block], clauses: Sequence[OutlinedClause]) -> Iterator[str]:
    """Yield a remark on lines of an annex that are in no clause, as the rows of a table are."""
    starts = sorted(start for clause in clauses for start, _ in clause.ranges)
    for label, annex in cut_annexes(blocks)[1]:
        run: list[Block] = []
        rows: list[Block] = []
        for block in [*annex, None]:
            if block is not None and _is_left_out(block, starts):
                run.append(block)
                continue
            rows += run if len(run) > _MOST_TITLES else ()
            run = []
        if rows:
            name = f"annex {label}" if label else "the annex"
            yield (
                f"some lines of {name}, from “{rows[0].text[:_SHOWN]}” on, are not read, as they are no sentences; "
                "look up tables and lists of names in the official document"
            )


def _is_left_out(block: Block, starts: Sequence[int]) -> bool:
    """Return whether none of the starts, in order, is in a block."""
    first, end = block.whole[0][0], block.whole[-1][1]
    return bisect_left(starts, first) == bisect_left(starts, end)


def _read_article(prefix: str, part: Part) -> list[OutlinedClause]:
    """Return the clauses of an article: its own words, and its paragraphs, without its title."""
    blocks = part.blocks
    while len(blocks) > 1 and _is_row(blocks[0]):
        blocks = blocks[1:]
    start = _first_numbered(blocks)
    above, numbered, below = _parted(blocks, start)
    found: list[OutlinedClause] = []
    lead: Ranges = ()
    if above:
        nodes = read_tree(part.name, above)
        found = [clause_of(ClauseKind.ANNEX, f"{prefix}{node.name}", node) for node in nodes]
        lead = tuple(nodes[0].ranges) if above[-1].text.endswith(":") else ()
    for group in _group(numbered):
        for node in read_tree(str(group.number), group.blocks, lead):
            found.append(clause_of(ClauseKind.ANNEX, f"{prefix}{part.name}.{node.name}", node))
    return [*found, *_read_unnumbered(below)]


def _read_sections(prefix: str, blocks: list[Block]) -> list[OutlinedClause]:
    """Return the clauses of an annex, or a part of it, without articles."""
    sections = [one for section in split_sections(blocks) for one in _split_restarts(section)]
    restarts = sum(_starts_at_one(section) for section in sections) > 1
    found: list[OutlinedClause] = []
    is_numbered = False
    for section in sections:
        above, numbered, below = _parted(section.blocks, _first_numbered(section.blocks))
        name: str | None = prefix
        if restarts and numbered:
            # Numbers of a list without a name that starts again at 1 cannot be cited.
            name = f"{prefix}{section.label}." if section.label else None if is_numbered else prefix
        is_numbered = is_numbered or bool(numbered)
        found += _read_unnumbered(above)
        found += read_groups(_group(numbered), ClauseKind.ANNEX, name)
        found += _read_unnumbered(below)
    return found


def _starts_at_one(section: Section) -> bool:
    start = _first_numbered(section.blocks)
    return start < len(section.blocks) and number_of(section.blocks[start]) == 1


def _split_restarts(section: Section) -> Iterator[Section]:
    """Split a section where its numbers start again at 1, below a heading or a sentence."""
    begin, last, blocks = 0, 0, section.blocks
    numbers = [number_of(block) for block in blocks]
    for n, number in enumerate(numbers):
        following = next((other for other in numbers[n + 1 : n + _AHEAD] if other), 2)
        if number == 1 and last and following in (1, 2) and _is_apart(blocks, n):
            end = n
            while end > begin and _is_row(blocks[end - 1]):
                end -= 1
            yield Section(section.label if begin == 0 else None, blocks[begin:end], section.opens)
            begin, last = end, 0
        last = number or last
    yield Section(section.label if begin == 0 else None, blocks[begin:], section.opens)


def _is_apart(blocks: Sequence[Block], n: int) -> bool:
    above = blocks[n - 1]
    return _is_row(above) or (_is_ended(above) and not above.text.endswith(":"))


def _is_row(block: Block) -> bool:
    """Return whether a block is a title or a row of a table: short, without a number or a stop."""
    if block.mark is not None or is_bullet(block.text) or block.text[:1].islower():
        return False
    return not _is_ended(block) and len(block.text) <= _LONG_ROW


def _is_ended(block: Block) -> bool:
    """Return whether a text ends with a stop, also in brackets: "(Note: This does not include launchers.)"."""
    return is_ended(block.text.rstrip(")]"))


def _first_numbered(blocks: Sequence[Block]) -> int:
    return next((n for n, block in enumerate(blocks) if number_of(block)), len(blocks))


def _parted(blocks: Sequence[Block], start: int) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """Part blocks into those above the first number, the numbered paragraphs, and text below the last of them."""
    last = max((n for n in range(start, len(blocks)) if number_of(blocks[n])), default=len(blocks))
    several = start == last or any(_is_own_sentence(blocks, n) for n in range(start + 1, last))
    several = several or (last < len(blocks) and _is_row(Block((), blocks[last].text, None, ())))
    for n in range(last + 1, len(blocks)):
        is_heading = _is_row(blocks[n]) and _is_ended(blocks[n - 1]) and not blocks[n - 1].text.endswith(":")
        if is_heading or (not several and _is_own_sentence(blocks, n)):
            return blocks[:start], blocks[start:n], blocks[n:]
    return blocks[:start], blocks[start:], ()


def _is_own_sentence(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a block without a number is a sentence below another one, and not below a heading."""
    block, above = blocks[n], blocks[n - 1]
    if block.mark is not None or is_bullet(block.text) or not block.text[:1].isupper():
        return False
    return _is_ended(above) and not above.text.endswith((":", ",")) and _is_sentence(block)


def _group(blocks: Sequence[Block]) -> list[Group]:
    """Group blocks into paragraphs by their numbers; other numbers are those of lists in a paragraph."""
    groups: list[Group] = []
    last = listed = 0
    numbers = [number_of(block) or 0 for block in blocks]
    for n, block in enumerate(blocks):
        number = numbers[n]
        ahead = numbers[n + 1 : n + _AHEAD]
        if number and (not groups or _opens(number, last, listed, blocks[n - 1], ahead)):
            groups.append(Group(number, [block]))
            last, listed = number, 0
        elif not _is_heading(blocks, n):
            if number and (number == listed + 1 if listed else number == 1 and blocks[n - 1].text.endswith(":")):
                listed = number
            groups[-1].blocks.append(block)
    return groups


def _opens(number: int, last: int, listed: int, above: Block, ahead: Sequence[int]) -> bool:
    """Return whether a number is that of the next paragraph.

    Args:
        number: The number.
        last: That of the last paragraph.
        listed: That of the last item of a list in it, below a colon; 0 if it has none.
        above: The block above.
        ahead: Further numbers; 0 for blocks without one.
    """
    if number == 1 and above.text.endswith(":"):
        return False
    if listed and number == listed + 1:
        # Both the next item and the next paragraph may have this number.
        again = number in takewhile(lambda other: other != 1, ahead)
        return number == last + 1 and above.text.endswith(".") and not again
    if number == last + 1:
        return True
    is_near = number <= last + _LONGEST_GAP or (above.text.endswith(".") and not listed)
    return number > last and is_near and last + 1 not in ahead


def _is_heading(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a block is a heading between numbered paragraphs, rather than a row of the one above."""
    above = blocks[n - 1]
    return _is_row(blocks[n]) and _is_ended(above) and not above.text.endswith(":") and n + 1 < len(blocks)


def _read_unnumbered(blocks: Sequence[Block]) -> list[OutlinedClause]:
    """Return the paragraphs without a number, each with its list; a title or the rows of a table are none."""
    groups: list[list[Block]] = []
    above: Block | None = None
    for n, block in enumerate(blocks):
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        if above and _belongs_to(groups[-1], above, block, following):
            groups[-1].append(block)
        elif (
            _is_sentence(block)
            or _is_short_sentence(block.text)
            or block.mark is not None
            or is_bullet(block.text)
            or _ENTRY.match(block.text)
        ):
            groups.append([block])
        else:
            above = None
            continue
        above = block
    return [
        OutlinedClause(ClauseKind.ANNEX, None, tuple(piece for block in group for piece in block.whole))
        for group in groups
    ]


def _belongs_to(group: Sequence[Block], above: Block, block: Block, following: Block | None) -> bool:
    """Return whether a block continues the paragraph above it: its list, its entry or its broken sentence."""
    if _ENTRY.match(block.text):
        return False
    if _ENTRY.match(group[0].text):
        is_heading = _is_row(block) and ":" not in block.text
        return not (is_heading and following is not None and _ENTRY.match(following.text))
    is_item = block.mark is not None or is_bullet(block.text)
    if above.text.endswith(":") or breaks_off(above.text) or block.text[:1].islower():
        return True
    if is_item:
        return len(group) > 1
    return _is_row(block) and _is_row(above)


def _is_sentence(block: Block) -> bool:
    """Return whether a block is a sentence, rather than a title or a row of a table."""
    return (_is_ended(block) and len(block.text.split()) >= _FEWEST_WORDS) or len(block.text) > _LONG_ROW


def _is_short_sentence(text: str) -> bool:
    """Return whether a few words are a sentence, or lead to one, and no name: "Troops leave.", "Hereby declare:"."""
    return is_ended(text) and any(word[0].islower() for word in text.split()[1:])
