"""Document outline: from blocks to preamble, sections, operative paragraphs and annexes, with numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.blocks import Block, breaks_off, is_heading_block, label_of
from retrieval.readers.official.enumerators import Style, is_bullet
from retrieval.readers.official.lines import is_ended
from retrieval.readers.official.operative import Group, group_blocks, operative_start
from retrieval.readers.official.roles import number_of
from retrieval.readers.official.tree import Node, Ranges, read_tree
from retrieval.readers.opening import opens_preambular

_ANNEX = re.compile(
    r"(?:Annex|ANNEX|Appendix|APPENDIX|Enclosure|Attachment)(?:\s+(?P<label>[IVX]{1,5}|[A-Z]|\d{1,2}))?(?![A-Za-z])"
)
_VOTE = re.compile(r"Adopted\s+(?:unanimously|at the|by\s+(?:consensus|\d+ votes|a vote)|without)\b")


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


def find_paragraphs(blocks: list[Block], *, is_whole: bool = True) -> list[OutlinedClause]:
    """Return the clauses of a resolution, in the order of the text.

    Args:
        blocks: The resolution from its first words on.
        is_whole: False if its beginning is missing, so that its preambular paragraphs cannot be counted.
    """
    body, annexes = cut_annexes(blocks)
    found = _read_body(_sections(without_votes(body)), is_whole)
    for label, annex in annexes:
        found += _read_annex(f"annex-{label}." if label else "annex-", annex)
    return _unique(found)


def cut_annexes(blocks: list[Block]) -> tuple[list[Block], list[tuple[str | None, list[Block]]]]:
    """Separate the body of a resolution from its annexes, each with its label."""
    body: list[Block] = []
    annexes: list[tuple[str | None, list[Block]]] = []
    for block in blocks:
        match = _ANNEX.match(block.text) if block.mark is None and len(block.text) < 120 else None
        if match and not block.is_ended and body:
            annexes.append((match["label"], []))
        elif annexes:
            annexes[-1][1].append(block)
        else:
            body.append(block)
    return body, annexes


def without_votes(blocks: list[Block]) -> list[Block]:
    """Remove votes and editorial text below them, up to where the resolution continues."""
    kept: list[Block] = []
    voted = False
    for n, block in enumerate(blocks):
        if block.mark is None and _VOTE.match(block.text):
            voted = True
        elif voted and (block.is_council or _is_section_heading(blocks, n)):
            voted = False
        if not voted:
            kept.append(block)
    return kept


def _is_section_heading(blocks: Sequence[Block], n: int) -> bool:
    block = blocks[n]
    if block.mark is not None and block.mark.readings[0][0] is not Style.CAPITAL:
        return False
    text = block.text.rstrip(".")
    return len(text) < 120 and not is_ended(text) and label_of(text) is not None and n + 1 < len(blocks)


def _sections(blocks: list[Block]) -> list[Section]:
    """Split at headings with a letter or number, and at "The Security Council," of a further part."""
    sections = [Section()]
    for n, block in enumerate(blocks):
        last = sections[-1].blocks[-1] if sections[-1].blocks else None
        if block.is_council and not (last and last.text.endswith(":")):
            if last is not None:
                sections.append(Section())
            sections[-1].opens = True
        elif _is_section_heading(blocks, n):
            sections.append(Section(label_of(block.text)))
        else:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.blocks]


def _first_number(section: Section) -> int | None:
    start = operative_start(section.blocks)
    numbers = (number_of(block) for block in section.blocks[start:])
    return next((number for number in numbers if number), None)


def _read_body(sections: list[Section], is_whole: bool) -> list[OutlinedClause]:
    """Return the clauses of the body, section by section."""
    firsts = [_first_number(section) for section in sections]
    restarts = sum(first == 1 for first in firsts) > 1
    found: list[OutlinedClause] = []
    last = preambular = 0
    for n, (section, first) in enumerate(zip(sections, firsts, strict=True)):
        prefix: str | None = ""
        if restarts and first == 1:
            # Numbers of an unnamed part that restarts at 1 cannot be cited.
            prefix = f"{section.label}." if section.label else None if last else ""
            last = 0
        if section.opens and n:
            preambular = 0
        opens = section.opens or not found or opens_preambular(section.blocks[0].text)
        start = operative_start(section.blocks) if opens else 0
        # Preambular paragraphs of a further part without a label cannot be cited, as the first part has their numbers.
        is_further_part = section.opens and bool(found)
        is_citable = is_whole and (prefix or not is_further_part)
        preamble = _read_preamble(section.blocks[:start], prefix if is_citable else None, preambular)
        preambular += len(preamble)
        groups, last = group_blocks(section.blocks[start:], last)
        found += preamble
        found += _read_groups(groups, ClauseKind.OPERATIVE, prefix)
    return found


def _read_preamble(blocks: Sequence[Block], prefix: str | None, before: int) -> list[OutlinedClause]:
    """Return the preambular paragraphs, numbered from `before` + 1."""
    paragraphs: list[list[Block]] = []
    for n, block in enumerate(blocks):
        heads = n + 1 == len(blocks) or opens_preambular(blocks[n + 1].text)
        bracketed = block.text.startswith("(")
        if heads and is_heading_block(block) and (bracketed or not opens_preambular(block.text)):
            continue
        lettered = blocks[0].mark is not None and block.mark is not None and opens_preambular(block.text)
        if paragraphs and not lettered and _goes_on(paragraphs[-1][-1], block):
            paragraphs[-1].append(block)
        else:
            paragraphs.append([block])
    found = []
    for n, paragraph in enumerate(paragraphs, before + 1):
        first = paragraph[0].pieces if opens_preambular(paragraph[0].text) else paragraph[0].whole
        ranges = (*first, *(piece for block in paragraph[1:] for piece in block.whole))
        found.append(OutlinedClause(ClauseKind.PREAMBULAR, None if prefix is None else f"{prefix}PP{n}", ranges))
    return found


def _goes_on(last: Block, block: Block) -> bool:
    """Return whether a block continues the preambular paragraph above it: a list, a quotation, a broken line."""
    if opens_preambular(block.text) and block.mark is None:
        return False
    if last.text.endswith(":") or breaks_off(last.text):
        return True
    return bool(block.mark or is_bullet(block.text) or not block.text[0].isupper())


def _read_groups(groups: list[Group], kind: ClauseKind, prefix: str | None) -> list[OutlinedClause]:
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
            found.append(_found(kind, name, node))
    return found


def _kind_of_unnumbered(group: Group, kind: ClauseKind) -> ClauseKind:
    preambular = group.blocks[0].mark is None and opens_preambular(group.blocks[0].text)
    return ClauseKind.PREAMBULAR if preambular and kind is ClauseKind.OPERATIVE else kind


def _found(kind: ClauseKind, name: str | None, node: Node) -> OutlinedClause:
    return OutlinedClause(kind, name, tuple(node.ranges), node.lead)


def _read_annex(prefix: str, blocks: list[Block]) -> list[OutlinedClause]:
    """Parse an annex; a block without a number counts as a clause only if it is a sentence, not a title or a table."""
    sections = _sections(blocks)
    restarts = sum(_first_number(section) == 1 for section in sections) > 1
    found: list[OutlinedClause] = []
    last = 0
    for section in sections:
        label = f"{section.label}." if restarts and section.label else ""
        if restarts:
            last = 0
        groups, last = group_blocks(section.blocks, last)
        groups = [group for group in groups if group.number is not None or group.is_prose]
        found += _read_groups(groups, ClauseKind.ANNEX, prefix + label)
    return found


def _unique(found: list[OutlinedClause]) -> list[OutlinedClause]:
    """Remove duplicate numbers: only the first clause with a number keeps it, as one of them must be wrong."""
    seen: set[str] = set()
    kept = []
    for item in found:
        twice = item.paragraph in seen
        kept.append(OutlinedClause(item.kind, None, item.ranges, item.lead) if twice else item)
        if item.paragraph:
            seen.add(item.paragraph)
    return kept
