"""Two subjects that a question compares are searched for on their own."""

import pytest

from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import asked_after, library

LIBRARY = library()


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("compare attacks on schools with attacks on hospitals", ("attacks on schools", "attacks on hospitals")),
        ("compare attacks on schools with hospitals", ("attacks on schools", "attacks on hospitals")),
        ("women mediators vs women police?", ("women mediators", "women police")),
        ("how does hate speech compare with incitement", ("hate speech", "incitement")),
        ("what is the difference between refugees and migrants?", ("refugees", "migrants")),
        ("how do embargoes and sanctions differ?", ("embargoes", "sanctions")),
        ("comparison of language on schools with language on camps", ("schools", "camps")),
        ("recruitment of children versus sexual violence", ("recruitment of children", "sexual violence")),
        ("can you compare landmines to cluster munitions please", ("landmines", "cluster munitions")),
        ("landmines as compared with cluster munitions", ("landmines", "cluster munitions")),
        ("boys vs girls in armed groups", ("boys", "girls in armed groups")),
        ("detention of children vs adults", ("detention of children", "detention of adults")),
        ("attacks on schools vs hospitals", ("attacks on schools", "attacks on hospitals")),
        ("sanctions for theft compared with sanctions for arson", ("sanctions for theft", "sanctions for arson")),
    ],
)
def test_two_subjects_are_compared(text: str, subjects: tuple[str, str]) -> None:
    read = understand(text, LIBRARY)
    assert (read.subjects, read.text, read.shape) == (subjects, "; ".join(subjects), ANSWER)


def test_two_subjects_are_compared_within_a_limit() -> None:
    read = understand("in 1325: compare schools with hospitals", LIBRARY)
    assert (read.subjects, read.stated) == (("schools", "hospitals"), ("in S/RES/1325 (2000)",))


@pytest.mark.parametrize(
    "text",
    [
        "compare 1325 with 2467",
        "compare 1325 and 2467 on camps",
        "compare them with care",
        "compare the first two",
        "do States compare fingerprints with watchlists?",
        "how do women and youth differ in peace processes",
        "what is the difference between men and women and girls",
        "what is different on camps now compared with the beginning",
        "compare today with the past on mines",
        "protection against attacks",
        "more equipment for the force vs armed groups",
        "border controls vs smuggling of arms",
        "crimes vs children",
        "attacks vs schools",
        "violence vs the elderly women",
        "crimes vs. humanity",
        "what is the MRM?",
    ],
)
def test_any_other_question_compares_no_two_subjects(text: str) -> None:
    assert understand(text, LIBRARY).subjects == ()


@pytest.mark.parametrize(
    "text",
    [
        "compare with hospitals",
        "compare this to hospitals",
        "how does that compare with hospitals?",
        "and compared to hospitals?",
        "in comparison with hospitals",
        "vs hospitals?",
        "ok, contrast it with hospitals please",
        "how about compared with hospitals",
        "can you compare it against the one for hospitals then",
    ],
)
def test_the_topic_before_is_compared_with_another_subject(text: str) -> None:
    read = asked_after(text, "attacks on schools")
    assert read.understood.subjects == ("attacks on schools", "attacks on hospitals")
    assert (read.continues, read.note) == (True, "about: attacks on schools; attacks on hospitals")


@pytest.mark.parametrize(
    "text",
    [
        "compare with 1325",
        "compare with the first one",
        "compare both",
        "compare with earlier texts",
        "compare with care",
        "how does it compare?",
        "and hospitals?",
    ],
)
def test_other_follow_ups_compare_no_two_subjects(text: str) -> None:
    assert asked_after(text, "attacks on schools").understood.subjects == ()


def test_what_was_looked_up_is_no_subject() -> None:
    assert asked_after("compare with hospitals", "1325 OP 8").understood.subjects == ()


def test_all_that_was_asked_so_far_is_compared() -> None:
    assert asked_after("compare with youth", "small arms", "for women").understood.subjects == (
        "small arms for women",
        "small arms for youth",
    )


def test_a_limit_applies_to_both_before_and_behind() -> None:
    both = ("attacks on schools", "attacks on hospitals")
    read = asked_after("compare with hospitals", "attacks on schools in 2242")
    assert (read.understood.subjects, read.understood.stated) == (both, ("in S/RES/2242 (2015)",))
    read = asked_after("operative only", "attacks on schools", "compare with hospitals")
    assert (read.understood.subjects, read.understood.stated) == (both, ("operative paragraphs",))


def test_the_next_topic_is_one_of_its_own() -> None:
    read = asked_after("and who pays?", "attacks on schools", "compare with hospitals")
    assert read.understood.subjects == ()
    assert read.searched == "attacks on schools; attacks on hospitals. and who pays?"
