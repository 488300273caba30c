"""Document outline: from blocks to preamble, sections, operative paragraphs and annexes, with numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.annexes import cut_annexes, read_annex
from retrieval.readers.official.blocks import Block, breaks_off, is_heading_block
from retrieval.readers.official.enumerators import is_bullet
from retrieval.readers.official.operative import group_blocks, operative_start
from retrieval.readers.official.sections import (
    OutlinedClause,
    Section,
    first_number,
    is_section_heading,
    read_groups,
    split_sections,
)
from retrieval.readers.opening import opens_preambular

_VOTE = re.compile(r"Adopted\s+(?:unanimously|at the|by\s+(?:consensus|\d+ votes|a vote)|without)\b")


def find_paragraphs(blocks: list[Block], *, is_whole: bool = True) -> list[OutlinedClause]:
    """Return the clauses of a resolution, in the order of the text.

    Args:
        blocks: The resolution from its first words on.
        is_whole: False if its beginning is missing, so that its preambular paragraphs cannot be counted.
    """
    body, annexes = cut_annexes(blocks)
    found = _read_body(split_sections(without_votes(body)), is_whole)
    for label, annex in annexes:
        found += read_annex(f"annex-{label}." if label else "annex-", annex)
    return _unique(found)


def without_votes(blocks: list[Block]) -> list[Block]:
    """Remove votes and editorial text below them, up to where the resolution continues."""
    kept: list[Block] = []
    voted = False
    for n, block in enumerate(blocks):
        if block.mark is None and _VOTE.match(block.text):
            voted = True
        elif voted and (block.is_council or is_section_heading(blocks, n)):
            voted = False
        if not voted:
            kept.append(block)
    return kept


def _read_body(sections: list[Section], is_whole: bool) -> list[OutlinedClause]:
    """Return the clauses of the body, section by section."""
    firsts = [first_number(section) for section in sections]
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
        found += read_groups(groups, ClauseKind.OPERATIVE, prefix)
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
