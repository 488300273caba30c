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


BREAK = "\n\n2/5\n\nS/RES/2601 (2021)\n\n"


def runs_of(text: str) -> list[list[str]]:
    return [[line.text for line in run] for run in cut_pages(open_source("a.txt", text.encode()).lines())]


@pytest.mark.parametrize(
    "notes",
    [
        "1 The Plan was adopted in 2015 and is annexed to a document, as amended.",
        "* The Plan was adopted in 2015,\nand is in force for all States.",
        "¹ The Plan was adopted in 2015.",
        "1 The Plan was adopted in 2015.\n2 The Programme is of 2016.",
        "** “Plan” means the one of 2015.",
    ],
)
def test_notes_at_the_end_of_a_page_do_not_interrupt_a_sentence(notes: str) -> None:
    """No rule stands above them; the sentence goes on in lower case on the next page."""
    text = (
        f"1. Urges all States to implement the Plan of Action,\nin the field of education\n{notes}{BREAK}and training;"
    )
    assert runs_of(text) == [
        ["1. Urges all States to implement the Plan of Action,", "in the field of education"],
        ["and training;"],
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"1. Urges all to act;\n2 Requests the Secretary-General to report.{BREAK}and training;",
        f"1. Urges all to act.\n1 The end of the list is this.{BREAK}and training;",
        f"1. Urges all in the field\n1 The end of the list is this.{BREAK}Training is good.",
        f"1. Urges all in the field\n1 The end of the list is this{BREAK}and training;",
        f"1. Urges all in the field\nThe end of the list is this.{BREAK}and training;",
    ],
)
def test_lines_that_may_be_text_are_no_notes(words: str) -> None:
    before, _, after = words.partition(BREAK)
    assert runs_of(words) == [before.split("\n"), [after]]


def test_a_list_of_notes_ends_the_text_only_below_its_last_paragraph() -> None:
    above = "1. Takes note of the following:\nNotes:\n(a) The report;"
    assert runs_of(f"{above}\n2. Decides to act.\nNotes\n1 See the report.") == [
        [*above.split("\n"), "2. Decides to act."]
    ]
    assert runs_of("2. Decides to act.\nNotes\n1 The report is this.\nSee also that.") == [["2. Decides to act."]]
    assert runs_of("2. Decides to act.\nNotes\n1 This is so.\nAnnex\nThe text is this.")[0][-1] == "The text is this."
