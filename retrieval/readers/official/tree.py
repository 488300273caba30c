"""Paragraph tree: from the blocks of a numbered paragraph to its sub-paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from retrieval.readers.official.blocks import Block
from retrieval.readers.official.enumerators import Mark, Style, is_bullet

_AHEAD = 60  # enumerators of lookahead to decide whether a letter is misread

Ranges = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Node:
    """Paragraph or sub-paragraph during parsing.

    Attributes:
        name: "10(b)(ii)"; "" for a paragraph without a number, or with a letter that cannot be its own.
        ranges: Ranges of its words; those above its list come first.
        led: Number of ranges above its list; None while it has no list.
        several: Whether some item spans several blocks; a later block without a mark may then continue an item.
    """

    name: str
    lead: Ranges
    ranges: list[tuple[int, int]] = field(default_factory=list)
    led: int | None = None
    several: bool = False
    style: Style | None = None
    value: int = 0

    @property
    def lead_for_items(self) -> Ranges:
        """Lead-in of its items."""
        return (*self.lead, *self.ranges[: self.led])


def read_tree(name: str, blocks: Sequence[Block], lead: Ranges = (), verbatim: int | None = None) -> list[Node]:
    """Parse a paragraph into itself and its sub-paragraphs, in the order of the text.

    Args:
        name: Number of the paragraph.
        blocks: Its blocks; the first is the numbered one.
        lead: Ranges of its own lead-in.
        verbatim: Index from which on all blocks are the paragraph's own text, as in a quoted resolution.
    """
    root = Node(name, lead)
    nodes, stack = [root], [root]
    root.ranges.extend(blocks[0].pieces)
    listed = blocks[: len(blocks) if verbatim is None else verbatim]
    following = _next_marks(listed)
    marks = [block.mark for block in listed if block.mark is not None]
    passed = int(listed[0].mark is not None)
    for n, block in enumerate(listed[1:], 1):
        passed += block.mark is not None
        misread = _place_misread(block, listed[n - 1], marks[passed : passed + _AHEAD], stack)
        item = misread or _place(block, listed[n - 1], following[n], stack)
        if item is not None:
            depth, style, value = item
            del stack[depth + 1 :]
            stack.append(_add_item(stack[-1], block, style, value, is_misread=misread is not None))
            nodes.append(stack[-1])
        else:
            _add_words(block, listed[n - 1], stack, is_last=following[n] is None)
    for block in blocks[len(listed) :]:
        root.ranges.extend(block.whole)
    return [node for node in nodes if node.ranges]


def _next_marks(blocks: Sequence[Block]) -> list[Mark | None]:
    """Return, for each block, the next enumerator after it."""
    following: list[Mark | None] = [None] * len(blocks)
    for n in range(len(blocks) - 2, -1, -1):
        following[n] = blocks[n + 1].mark or following[n + 1]
    return following


def _place(block: Block, last: Block, following: Mark | None, stack: list[Node]) -> tuple[int, Style, int] | None:
    """Find the position of an item: the depth of its parent in the stack, its list's style, its value."""
    if block.mark is None:
        return None
    for style, value in block.mark.readings:
        # A list that starts: (i) after (h) is a letter, unless (ii) follows or a colon precedes it.
        begins = value == 1 and stack[-1].style is not style and (last.is_ended or style is not Style.NUMBER)
        if begins and (style is not Style.ROMAN or _starts_roman(block.mark, last, following, stack)):
            return len(stack) - 1, style, value
    for farthest in (1, 3) if last.is_ended else (1,):  # the item before may have lost its letter
        for depth in range(len(stack) - 1, 0, -1):
            node = stack[depth]
            reading = block.mark.value(node.style) if node.style else None
            if node.style and reading and node.value < reading <= node.value + farthest:
                return depth - 1, node.style, reading
    return None


def _place_misread(
    block: Block, last: Block, below: Sequence[Mark], stack: list[Node]
) -> tuple[int, Style, int] | None:
    """Find the position of an item whose letter is misread, as the letters around it show: "(b), (e), (d)"."""
    if block.mark is None or any(value == 1 for _, value in block.mark.readings):
        return None
    if not last.is_ended or last.text.endswith(":"):
        return None
    for depth in range(len(stack) - 1, 0, -1):
        style, due = stack[depth].style, stack[depth].value + 1
        own = block.mark.value(style) if style else None
        if style is None or own == due:
            return None
        ahead = (mark.value(style) for mark in below)
        if own is not None and next((value for value in ahead if value in (1, due, due + 1)), None) == due + 1:
            return depth - 1, style, due
    return None


def _starts_roman(mark: Mark, last: Block, following: Mark | None, stack: list[Node]) -> bool:
    letters = [node for node in stack[1:] if node.style is Style.LETTER]
    if not letters or letters[-1].value != 8 or last.text.endswith(":"):
        return True
    return following is not None and following.value(Style.ROMAN) == 2


def _add_item(parent: Node, block: Block, style: Style, value: int, *, is_misread: bool) -> Node:
    if parent.led is None:
        parent.led = len(parent.ranges)
    token = block.mark.token if block.mark else ""
    is_named = parent.name != "" and not is_misread
    return Node(
        f"{parent.name}({token})" if is_named else "",
        parent.lead_for_items,
        list(block.pieces),
        style=style,
        value=value,
    )


def _add_words(block: Block, last: Block, stack: list[Node], *, is_last: bool) -> None:
    """Add a block without a number to the item that it continues, or to the paragraph above the list.

    It is the paragraph's own if the list is over and its items had one block each: "(b) …; and requests…".
    """
    node, parents = stack[-1], stack[:-1]
    closes = last.is_ended and not last.text.endswith(":") and not is_bullet(block.text)
    if not parents or not closes or (is_last and any(parent.several for parent in parents)):
        own = node
    elif is_last:
        own = stack[0]
    else:
        own = parents[-1] if block.text[:1].islower() and len(parents) > 1 else node
    if own is node:
        for parent in parents:
            parent.several = True
    own.ranges.extend(block.whole)
