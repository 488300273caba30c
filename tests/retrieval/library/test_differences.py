"""Sources of one resolution compared: what is found, what is no difference, and that nothing of either text is lost."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.library.differences import Difference, EditKind, find_differences, word_edits
from retrieval.library.library import read_library
from tests.samples import OFFICIAL_2331, PAGE_2331, write_library

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
# The official wording of OP 23, where the seed's extract of it differs; OPs 3 to 22 only count.
OP_23 = """\
23.  Requests the Secretary-General to follow up the implementation of this resolution and report, within twelve \
months, on strengthening coordination within the United Nations system, including through the United Nations’ \
Inter-Agency Coordination Group against Trafficking in Persons (ICAT), to prevent and counter trafficking in persons \
in armed conflict in all its forms, and to protect those affected by armed conflict at risk of being trafficked, \
especially women and children; and further requests that this report also consider, inter alia, options for: \
strengthening efforts by existing subsidiary bodies of the Security Council, Security Council-mandated peacekeeping \
operations and special political missions, in accordance with their respective mandates, as well as by Member States; \
data on geographical areas, routes or locations where patterns of trafficking in persons in armed conflict are being \
developed, in coordination with all relevant UN entities; and recommendations for UN agencies to mitigate the risk of \
contributing to trafficking in persons in armed conflict through procurement and supply chains;
"""
# A part of the resolution, as it has no end: most of the page's extracts are not in it.
OFFICIAL_WITH_23 = OFFICIAL_2331.replace(
    "3.  Decides to remain actively seized of the matter.",
    "\n\n".join([*(f"{n}.  Urges all to consider matter {n};" for n in range(3, 23)), OP_23]),
)
_WORDS = st.lists(st.sampled_from(["peace", "the", "of", "women,", "women;", "-", "a"]), max_size=12).map(" ".join)


def _changes(difference: Difference) -> list[tuple[str, str]]:
    return [(edit.kind.value, edit.text) for edit in difference.edits if edit.kind is not EditKind.SAME]


def _between(tmp_path: Path, page: str, official: str = OFFICIAL_2331) -> list[Difference]:
    return find_differences(read_library(write_library(tmp_path, official=official, page=page)))


@given(_WORDS | st.text(), _WORDS | st.text())
@example("Security Council-mandated peacekeeping", "Security Council-mandated peace keeping")
@example("", " ")
def test_a_difference_rebuilds_both_texts_exactly(quoted: str, other: str) -> None:
    difference = Difference("", "", "", word_edits(quoted, other))
    assert difference.quoted_text == quoted
    assert difference.other_text == other
    assert all(edit.text for edit in difference.edits)


@given(_WORDS | st.text())
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert {edit.kind for edit in word_edits(text, text)} <= {EditKind.SAME}


def test_texts_too_long_to_compare_are_still_rebuilt() -> None:
    one, other = "peace " * 15_000, "war " * 15_000
    difference = Difference("", "", "", word_edits(one, other))
    assert (difference.quoted_text, difference.other_text) == (one, other)


def test_the_seed_s_extract_of_op_23_differs_from_the_official_wording(tmp_path: Path) -> None:
    page = (SEEDS / "peacewomen-S_RES_2331.txt").read_text(encoding="utf-8")
    differences = _between(tmp_path, page, OFFICIAL_WITH_23)
    [difference] = [found for found in differences if found.id == "S/RES/2331(2016)#23"]
    assert (difference.quoted, difference.other) == ("official.txt", "page.txt")
    assert _changes(difference) == [
        ("removed", "follow up"),
        ("added", "follow-up"),
        ("removed", "peacekeeping"),
        ("added", "peace keeping"),
    ]


def test_sources_that_agree_have_no_difference(tmp_path: Path) -> None:
    assert _between(tmp_path, PAGE_2331) == []


@pytest.mark.parametrize(
    "extract",
    [
        "THAT have not yet done so , to consider as a matter of priority ratifying or acceding to the Convention",
        "to consider as a matter of priority ratifying or acceding to the Convention;",
        "That have not yet done so, to consider […] ratifying or acceding to the Convention;",
    ],
)
def test_case_punctuation_and_what_an_extract_leaves_out_are_no_difference(extract: str, tmp_path: Path) -> None:
    words = PAGE_2331.rpartition("(a)\N{NO-BREAK SPACE} ")
    assert _between(tmp_path, f"{words[0]}{words[1]}{extract}\n") == []


def test_a_changed_word_in_a_fragment_is_told_from_what_it_leaves_out(tmp_path: Path) -> None:
    page = PAGE_2331.replace("That have not yet done so, to consider", "to think about").replace("priority", "urgency")
    [difference] = _between(tmp_path, page.replace("to think about", "to consider"))
    assert _changes(difference) == [
        ("omitted", "That have not yet done so, "),
        ("removed", "priority"),
        ("added", "urgency"),
    ]


def test_a_changed_lead_in_is_a_difference(tmp_path: Path) -> None:
    [difference] = _between(tmp_path, PAGE_2331.replace("Member States:", "all States:"))
    assert difference.id == "S/RES/2331(2016)#2(a)"
    assert _changes(difference) == [("removed", "Member"), ("added", "all")]


def test_two_official_texts_are_compared_both_ways(tmp_path: Path) -> None:
    other = OFFICIAL_2331.replace("all instances", "most instances").replace(
        "(b)  To take decisive and immediate action to prevent, criminalize and prosecute trafficking in persons;\n\n",
        "",
    )
    other = other.replace("matter.\n", "matter;\n\n4.  Decides also to meet again.\n")
    found = find_differences(read_library(write_library(tmp_path, a=OFFICIAL_2331, b=other)))
    assert [(one.id, _changes(one)[0]) for one in found] == [
        ("S/RES/2331(2016)#1", ("removed", "all")),
        ("S/RES/2331(2016)#2(b)", ("removed", found[1].quoted_text)),
        ("S/RES/2331(2016)#4", ("added", "Decides also to meet again.")),
    ]


def test_pages_are_compared_where_there_is_no_official_text(tmp_path: Path) -> None:
    other = PAGE_2331.replace("acceding to the Convention", "acceding to this Convention")
    [difference] = find_differences(read_library(write_library(tmp_path, a=PAGE_2331, b=other)))
    assert (difference.quoted, difference.other) == ("a.txt", "b.txt")
    assert _changes(difference) == [("removed", "the"), ("added", "this")]
