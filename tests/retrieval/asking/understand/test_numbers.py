import pytest

from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import library

LIBRARY = library()


def places(asked: str) -> list[int]:
    return [citation.number for citation in understand(asked, LIBRARY).filters.resolutions]


@pytest.mark.parametrize(
    "asked",
    [
        "UNSCR 1325",
        "SCR 1325 (2000) on camps",
        "in S/RES/1325, what about camps?",
        "s/res/1325(2000): camps",
        "camps in res. 1325",
        "r1325 language on camps",
        "resolution 1325 - camps",
        "Security Council resolution 1325 on camps",
        "1325: camps",
        "1325 - are camps safe",
        "1325 on camps",
        "what does 1325 say about camps?",
        "what 1325 says on camps",
        "does 1325 mention camps?",
        "camps according to 1325",
        "under 1325, who runs camps?",
        "OPs of 1325 about camps",
        "which paragraph of 1325 mentions camps",
        "camps (1325)",
        "camps - 1325",
        "camps, UNSCR 1325",
        "only 1325: camps",
        "1325 only: camps",
        "Resolution 1325 has a paragraph 25 on camps.",
    ],
)
def test_a_resolution_named_as_the_place_to_look_limits(asked: str) -> None:
    assert places(asked) == [1325]
    assert understand(asked, LIBRARY).topics == ()


@pytest.mark.parametrize(
    "asked",
    [
        "implementation of 1325",
        "national action plan on 1325",
        "how 1325 is doing",
        "1325 agenda in Africa",
        "anniversary of resolution 1325",
        "UNSCR 1325 implementation",
        "women in the 1325 agenda",
        "which para asked for ways to measure how 1325 is doing?",
        "when did Kenya adopt its plan on 1325?",
        "how did China vote on 1325, any abstentions?",
        "who voted for 1325?",
        "has 1325 been implemented?",
        "is 1325 binding?",
        "money for 1325 plans",
        "since 1325 was adopted, what changed?",
    ],
)
def test_a_resolution_named_as_the_topic_does_not(asked: str) -> None:
    understood = understand(asked, LIBRARY)
    assert places(asked) == []
    assert [citation.number for citation in understood.topics] == [1325]
    assert "1325" in understood.text


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("resolutions 2117 and 2220: women", [2117, 2220]),
        ("only the two small arms resolutions (2117, 2220): women", [2117, 2220]),
        ("compare 1325, 1820 and 2106 on women", [1325, 1820, 2106]),
        ("in both 2117 or 2220, women", [2117, 2220]),
        ("2117/2220: women", [2117, 2220]),
    ],
)
def test_several_are_named_in_one_breath(asked: str, numbers: list[int]) -> None:
    assert places(asked) == numbers


@pytest.mark.parametrize(
    "asked",
    [
        "2,000 women",
        "2106 cases of rape",
        "women in 2015",
        "the 2013 resolution on sexual violence",
        "2030 Agenda",
        "12 months",
        "$2250 compensation",
        "1949 Geneva Conventions",
        "2250.5 tons",
        "in 1540 and 9999",
        "article 2467b",
    ],
)
def test_what_only_looks_like_a_resolution_is_none(asked: str) -> None:
    understood = understand(asked, LIBRARY)
    assert places(asked) == []
    assert understood.topics == ()


def test_a_named_resolution_that_is_absent_still_limits() -> None:
    """So that the answer can say that it is not in the library, instead of answering from another one."""
    assert places("in resolution 9999: camps") == [9999]


@pytest.mark.parametrize("asked", ["in 1960: camps", "S/RES/1960 on camps", "1960 OP 3"])
def test_a_number_that_cannot_be_a_year_of_the_library_is_a_resolution(asked: str) -> None:
    assert places(asked) == [1960]


def test_a_number_that_can_be_a_year_of_the_library_is_one_unless_named() -> None:
    """S/RES/2004 (2011) is in the library, and texts of 2004 are rather meant."""
    assert places("in 2004: camps") == []
    assert places("in resolution 2004: camps") == [2004]


def test_the_year_is_completed_from_the_library() -> None:
    assert understand("in 2242: camps", LIBRARY).stated == ("in S/RES/2242 (2015)",)


@pytest.mark.parametrize(
    "asked", ["other than 1325, who mentions camps", "not in 1325: camps", "camps outside resolution 1325"]
)
def test_a_resolution_can_be_left_out(asked: str) -> None:
    understood = understand(asked, LIBRARY)
    assert [citation.number for citation in understood.outside] == [1325]
    assert places(asked) == []
    assert "1325" not in understood.text


@pytest.mark.parametrize(
    ("asked", "cited"),
    [
        ("2331 OP 12", ["S/RES/2331 (2016), OP 12"]),
        ("2331 OP2a on camps", ["S/RES/2331 (2016), OP 2 (a)"]),
        ("para 4 of 1325", ["S/RES/1325 (2000), OP 4"]),
        ("PP4 of 1325", ["S/RES/1325 (2000), PP 4"]),
        ("preambular para 4 of 1325", ["S/RES/1325 (2000), PP 4"]),
        ("S/RES/1325(2000)#8(c)", ["S/RES/1325 (2000), OP 8 (c)"]),
        ("2106 annex, paragraph 1", ["S/RES/2106 (2013), annex 1"]),
        ("OP 12 and 13 of 2331", ["S/RES/2331 (2016), OP 12", "S/RES/2331 (2016), OP 13"]),
        ("resolution 2467, OPs 16-18", [f"S/RES/2467 (2019), OP {n}" for n in (16, 17, 18)]),
        ("paragraph 25 of 1325", ["S/RES/1325 (2000), OP 25"]),
    ],
)
def test_a_paragraph_is_cited_in_any_form(asked: str, cited: list[str]) -> None:
    understood = understand(asked, LIBRARY)
    assert [str(citation) for citation in understood.cited] == cited
    assert len(understood.filters.resolutions) == 1


def test_a_paragraph_to_compare_with_does_not_limit() -> None:
    understood = understand("language like 2331 OP 12 on sanctions", LIBRARY)
    assert [str(citation) for citation in understood.cited] == ["S/RES/2331 (2016), OP 12"]
    assert understood.filters.resolutions == ()
