"""Sections of a resolution or an annex, and the clauses of their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.blocks import Block, is_bare_label, label_of, names_section
from retrieval.readers.official.enumerators import Style
from retrieval.readers.official.lines import is_ended
from retrieval.readers.official.operative import Group, operative_start
from retrieval.readers.official.roles import number_of
from retrieval.readers.official.tree import Node, Ranges, read_tree
from retrieval.readers.opening import opens_preambular

_MOST_ITEMS = 26  # of a list with letters


@dataclass(frozen=True, slots=True)
class OutlinedClause:
    """Clause as ranges of the text."""

    kind: ClauseKind
    paragraph: str | None
    ranges: Ranges
    lead: Ranges = ()


@dataclass(slots=True)
class Section:
    """Blocks below one section heading, or after one "The Security Council,".

    Attributes:
        opens: Whether "The Security Council," stands before them.
    """

    label: str | None = None
    blocks: list[Block] = field(default_factory=list)
    opens: bool = False


def is_section_heading(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a block is the heading of a section, with a letter or number."""
    block = blocks[n]
    if block.mark is not None and block.mark.readings[0][0] is not Style.CAPITAL:
        return False
    text = block.text.rstrip(".")
    if len(text) >= 120 or is_ended(text) or label_of(text) is None or n + 1 >= len(blocks):
        return False
    if is_bare_label(block.text) or not is_ended(block.text):
        return True
    return not (names_section(block.text) or _is_item(blocks, n))


def _is_item(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a block that ends with a stop is an item below a colon, or below further such items."""
    for above in reversed(blocks[max(0, n - _MOST_ITEMS) : n]):
        if above.text.endswith(":"):
            return True
        if label_of(above.text) is None or not is_ended(above.text):
            return False
    return False


def split_sections(blocks: list[Block]) -> list[Section]:
    """Split at headings with a letter or number, and at "The Security Council," of a further part."""
    sections = [Section()]
    for n, block in enumerate(blocks):
        last = sections[-1].blocks[-1] if sections[-1].blocks else None
        if block.is_council and not (last and last.text.endswith(":")):
            if last is not None:
                sections.append(Section())
            sections[-1].opens = True
        elif is_section_heading(blocks, n):
            sections.append(Section(label_of(block.text)))
        else:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.blocks]


def first_number(section: Section) -> int | None:
    """Return the first paragraph number of a section; None if it has none."""
    start = operative_start(section.blocks)
    numbers = (number_of(block) for block in section.blocks[start:])
    return next((number for number in numbers if number), None)


def read_groups(groups: list[Group], kind: ClauseKind, prefix: str | None) -> list[OutlinedClause]:
    """Return the clauses of grouped blocks; an unnumbered group may be the lead-in of numbered ones below it."""
    found: list[OutlinedClause] = []
    lead: Ranges = ()
    for n, group in enumerate(groups):
        if group.number is None:
            # A paragraph's number is no part of its words, also where it cannot be its own.
            numbered = group.opens_operative and number_of(group.blocks[0]) is not None
            first = group.blocks[0].pieces if numbered else group.blocks[0].whole
            ranges = (*first, *(piece for block in group.blocks[1:] for piece in block.whole))
            leads = n + 1 < len(groups) and groups[n + 1].number is not None and group.leads
            lead = ranges if leads else ()
            if not leads or len(group.text.split()) > 2:
                found.append(OutlinedClause(_kind_of_unnumbered(group, kind), None, ranges))
            continue
        if group.opens_operative:
            lead = ()
        for node in read_tree(str(group.number), group.blocks, lead, group.verbatim):
            name = None if prefix is None or not node.name else prefix + node.name
            found.append(clause_of(kind, name, node))
    return found


def _kind_of_unnumbered(group: Group, kind: ClauseKind) -> ClauseKind:
    preambular = group.blocks[0].mark is None and opens_preambular(group.blocks[0].text)
    return ClauseKind.PREAMBULAR if preambular and kind is ClauseKind.OPERATIVE else kind


def clause_of(kind: ClauseKind, name: str | None, node: Node) -> OutlinedClause:
    """Return the clause of a paragraph, or of an item of its list."""
    return OutlinedClause(kind, name, tuple(node.ranges), node.lead)
