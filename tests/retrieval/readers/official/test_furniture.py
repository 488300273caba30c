"""What belongs to the page is told from what belongs to the resolution."""

from __future__ import annotations

import pytest

from retrieval.readers.official.furniture import cut_pages, is_furniture, is_notice
from retrieval.readers.source import open_source

PAGE = """
20-11254 (E)
20-11254
2/4 20-11254
06-68142 (E) 271206
*2011254*
S/RES/2538 (2020)
S/RES/1737 (2006)*
S/RES/1267 (1999) Page 3
S/RES/1282(1999) English Page 2
United Nations S/RES/2538 (2020)
2/8
12
Page 2
/...
`````````
-----
________
"""
TEXT = """
1325 (2000)
(2006) and 1894 (2009)
S/RES/1325 (2000),
resolution S/RES/1325 (2000)
United Nations
Security Council
women;
1999.
14.
(f)
–
5 Decides to remain seized of the matter.
"""
NOTICES = """
* Reissued for technical reasons.
*  Reissued for technical reasons on 7 February 2019.
________________________ * Reissued for technical reasons.
Please recycle
[1] Ibid., document S/9.
3 See footnote 2.
7 Official Records of the Security Council, Sixth Year
(14) Official Records of the Atomic Energy Commission
"""


@pytest.mark.parametrize("line", PAGE.strip().splitlines())
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", TEXT.strip().splitlines())
def test_ends_of_wrapped_sentences_and_lone_numbers_are_text(line: str) -> None:
    """A year, a name or a number with its stop may be all that a wrapped sentence leaves for its last line."""
    assert not is_furniture(line)
    assert not is_notice(line)


@pytest.mark.parametrize("line", NOTICES.strip().splitlines())
def test_footnotes_and_printers_notes_are_notices(line: str) -> None:
    assert is_notice(line)


def test_pages_are_the_runs_of_text_between_furniture() -> None:
    source = open_source("x.txt", b"2/8\n\nUrges all\nStates\n\n20-11254 (E)\n/...\n\nto act;\n3/8\n")
    assert [[line.text for line in page] for page in cut_pages(source.lines())] == [
        ["Urges all", "States"],
        ["to act;"],
    ]
