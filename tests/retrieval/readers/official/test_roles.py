"""The role of each block of an operative part."""

from __future__ import annotations

import pytest

from retrieval.readers.official.blocks import Block
from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.official.roles import Place, Role, number_of, role_of


def block(text: str) -> Block:
    mark = read_mark(text)
    whole = ((0, len(text)),)
    return Block(whole, text[mark.end :] if mark else text, mark, whole)


@pytest.mark.parametrize(
    ("above", "text", "below", "role"),
    [
        ("2. Calls for peace;", "3. Decides to act;", "4. Urges restraint.", Role.NUMBERED),
        ("2. Calls for peace;", "4. Urges restraint;", "5. Requests a report.", Role.NUMBERED),
        ("2. Calls for peace.", "1. Decides to act;", "2. Urges restraint.", Role.RESTART),
        ("2. Calls for peace;", "2. Decides to act;", "3. Urges restraint.", Role.REPEATED),
        ("2. Calls for peace;", "Decides to act;", "4. Urges restraint.", Role.UNNUMBERED),
        ("2. Decides that:", "“The mandate is renewed.”", "3. Urges restraint.", Role.QUOTED),
        ("2. Decides that:", "(a) The mandate is renewed;", "3. Urges restraint.", Role.CONTINUATION),
        ("2. Decides, as set out in paragraph", "3. Above, to act;", "4. Urges restraint.", Role.CONTINUATION),
        ("2. Calls for peace;", "Arms embargo", "3. Decides to act;", Role.HEADING),
        ("2. Decides to remain seized of the matter.", "The President", None, Role.TAIL),
    ],
)
def test_role_of_a_block_below_paragraph_2(above: str, text: str, below: str | None, role: Role) -> None:
    blocks = [block(one) for one in (above, text, below) if one is not None]
    upcoming = [number for one in blocks[2:] if (number := number_of(one))]
    assert role_of(Place(blocks, 1, number_of(blocks[1]) or 0, 2, blocks[0], upcoming)) is role
