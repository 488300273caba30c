"""What the texts asked for must not be about is found at the end of a question, and nothing that is asked about."""

import pytest

from retrieval.asking.understand.left_out import find_left_out, find_listed_without, find_negated
from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import library


@pytest.mark.parametrize(
    "asked",
    [
        "paragraphs on DDR which are not about children",
        "paragraphs on humanitarian access that don't mention children",
        "resolutions that do not mention children?",
        "which paragraphs on sanctions do not mention children",
        "which resolutions on camps never mention children?",
        "language on camps which is not about children",
        "camps, but not about children",
        "camps but not about children please",
        "camps, not related to children",
        "humanitarian access without mention of children",
        "camps that have nothing to do with children",
        "DDR unrelated to children",
        "texts on DDR, excluding those about children",
        "DDR except paragraphs that mention children",
        "how many resolutions on sanctions do not refer to children",
        "anything on DDR that isn't about children",
        "mines, but not those on children",
        "all paragraphs on camps without the word children",
        "every paragraph on camps with no mention of children",
        "paragraphs on camps that do not contain the word children",
        "paragraphs on camps that do not use “children”",
        "all paragraphs on camps in which children are not mentioned",
    ],
)
def test_what_is_to_be_left_out_is_found(asked: str) -> None:
    assert find_left_out(asked) == "children"
    assert understand(asked, library()).left_out == "children"


@pytest.mark.parametrize(
    "asked",
    [
        "every paragraph on States that do not report",
        "peace agreements that do not mention women",
        "paragraphs on peace agreements that do not mention women",
        "what happens to parties that do not name a focal point?",
        "amnesties, but not for war crimes",
        "women as perpetrators, not as victims",
        "why did the Council not mention women?",
        "security that is not only about weapons",
        "training without reference to gender",
        "plans where women are not mentioned",
        "paragraphs on peace agreements where women are not mentioned",
        "victims who do not talk about rape",
        "SSR is purely technical and has nothing to do with women.",
        "camps, but not 2242",
        "camps, nothing before 2015",
    ],
)
def test_what_is_asked_about_is_not_left_out(asked: str) -> None:
    assert find_left_out(asked) == ""
    assert understand(asked, library()).left_out == ""


def test_a_comparison_leaves_nothing_out() -> None:
    assert understand("what does 1325 say on camps that 2242 does not mention", library()).left_out == ""


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("camps, but not about children", "camps"),
        ("camps that have nothing to do with children", "camps"),
        ("camps, not children", "camps"),
        ("camps but not children please", "camps"),
        ("camps excluding children", "camps"),
        ("camps, without the children stuff", "camps"),
        ("what do resolutions say about camps, not children?", "camps"),
        ("language on camps, and not children", "camps"),
        ("language on camps and not children", "camps"),
        ("“camps” rather than “children”", "“camps”"),
    ],
)
def test_what_is_to_be_left_out_is_not_searched_for(asked: str, searched: str) -> None:
    understood = understand(asked, library())
    assert (understood.text, understood.left_out) == (searched, "children")


@pytest.mark.parametrize(
    "asked",
    [
        "children without parents",
        "women as perpetrators, not as victims",
        "trafficked women, not criminals",
        "camps must be protected, not attacked",
        "who pays, States or not the Council",
        "camps, not only children",
        "camps, but not for children",
        "camps, not preambular",
        "camps, not 2242",
        "camps, not older ones",
    ],
)
def test_words_that_say_how_something_is_are_searched_for(asked: str) -> None:
    assert understand(asked, library()).left_out == ""
    assert find_negated(asked) == ""


@pytest.mark.parametrize(
    "asked",
    [
        "paragraphs mentioning camps but not children",
        "resolutions that mention camps and not children",
        "list paragraphs that mention camps but never children",
        "how many paragraphs mention camps but not children",
        "first mention of camps but not children",
        "every mention of camps, excluding children",
        "every mention of camps (not children)",
        "all paragraphs on camps but not on children",
        "list everything on camps, not children",
        "paragraphs on women and camps, but not children please",
        "camps but not children: all paragraphs",
        "paragraphs mentioning camps, but no children",
        "every paragraph mentioning camps, but without children",
        "which resolutions mention camps but not the children?",
        "every mention of camps but not “children”",
        "which resolutions use “camps” rather than “children”?",
        'which paragraphs say "camps" instead of "children"',
        "which paragraphs use 'camps' and not 'children'?",
        "which resolutions use the term “camps” as opposed to the term “children”?",
        "which resolutions use “camps”, not “children”?",
        "paragraphs with “camps” without “children”",
        "where does it say “camps” but not “children”?",
        "list paragraphs that use the word camps in place of children",
    ],
)
def test_what_a_list_is_to_leave_out_is_found(asked: str) -> None:
    assert understand(asked, library()).left_out == "children"


@pytest.mark.parametrize(
    "asked",
    [
        "every mention of last but not least",
        "all paragraphs on including but not limited to",
        "list paragraphs on treaties signed but not ratified",
        "every paragraph on children without parental care",
        "paragraphs on detention without trial",
        "every mention of rape as a weapon of war, not a side effect",
        "paragraphs on women as agents and not victims",
        "list all paragraphs on States that condemn but do not prosecute",
        "list paragraphs on the need to protect and not punish children",
        "every mention of camps, not only schools",
        "all paragraphs on civilian, not military, control",
        "every mention of camps but not 2242",
        "paragraphs on camps but not from 2013",
        "paragraphs about women but not as victims",
        "every paragraph on rights of women and not just girls",
        "paragraphs that mention not only children but women",
        "all paragraphs on detention rather than release",
        "paragraphs on children as victims rather than criminals",
        "every paragraph on long-term care instead of camps",
        "paragraphs that say parties must act rather than wait",
        "paragraphs with “women” and “girls”",
    ],
)
def test_a_topic_of_a_list_that_says_what_is_not_done_is_listed(asked: str) -> None:
    understood = understand(asked, library())
    assert (understood.left_out, find_listed_without(understood.text)) == ("", "")
