import pytest

from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FOUND = (Symbol(2242, 2015),)


def after(first: str, text: str) -> Reading:
    return follow_up(text, [Turn(understand(first, LIBRARY), FOUND)], LIBRARY)


@pytest.mark.parametrize(
    "text",
    [
        "compare 1325 with 2467",
        "compare 1325 and 2467 on that",
        "how do 1325 and 2467 differ on this?",
        "1325 vs 2467?",
        "and how does 1325 compare to 2467?",
        "ok and 1325 versus 2467 please",
        "what is the difference between 1325 and 2467",
        "what changed between 1325 and 2467?",
        "can you compare 1325 and 2467 for that topic?",
        "compare resolutions 1325 and 2467 on the same subject",
        "which is stronger on this, 1325 or 2467?",
        "how do 1325 and 2467 compare there",
        "contrast 1325 and 2467 on it",
        "is 1325 stronger than 2467 on this",
        "1325 and 2467 side by side",
    ],
)
@pytest.mark.parametrize(
    "first", ["refugee camps", "what does 2242 say on refugee camps?", "every mention of refugee camps"]
)
def test_a_comparison_without_a_topic_is_on_the_one_before(first: str, text: str) -> None:
    read = after(first, text)
    assert (read.understood.text, read.understood.shape, read.note) == (
        "refugee camps",
        Shape("compare"),
        "about: refugee camps",
    )
    assert read.understood.stated == ("in S/RES/1325 (2000) or S/RES/2467 (2019)",)
    assert (read.continues, read.differs, read.understood.only_limits) == (True, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "compare with 1325",
        "compare it with 1325",
        "compare this to resolution 1325",
        "and compared to 1325?",
        "how does that compare with 1325?",
        "compare that against S/RES/1325 (2000) please",
        "versus 1325?",
        "ok, contrast it with 1325",
        "can you compare with 1325 then",
        "what about compared with 1325",
        "how about in comparison with 1325?",
        "now compare them to 1325 on this",
        "how does 1325 compare?",
        "and how does 1325 differ on this",
        "how is that different from 1325",
        "and how is it different in 1325?",
        "is 1325 different on that",
        "is 1325 different from that",
        "how is 1325 different?",
        "how does that differ from 1325",
        "what does 1325 add",
        "what does 1325 add to that?",
        "what's different in 1325",
        "difference to 1325?",
    ],
)
@pytest.mark.parametrize(("first", "side"), [("refugee camps", 2242), ("what does 2467 say on refugee camps?", 2467)])
def test_what_was_found_is_compared_with_another_resolution(first: str, side: int, text: str) -> None:
    read = after(first, text)
    assert (read.understood.text, read.understood.shape) == ("refugee camps", Shape("compare"))
    assert [one.number for one in read.understood.scope.filters.resolutions] == [side, 1325]


@pytest.mark.parametrize(
    "text",
    [
        "compare with care",
        "versus 2,000 police",
        "how does 1325 end?",
        "how is it different in 2009",
        "what does 1325 add to the protection of girls",
        "what is different for women in 1325",
        "compare",
        "difference?",
        "put them side by side",
    ],
)
def test_other_words_after_an_answer_compare_nothing_with_it(text: str) -> None:
    assert after("refugee camps", text).understood.shape.name != "compare"


@pytest.mark.parametrize(
    "text", ["compare with 1325 on girls", "how does 1325 compare on girls?", "compare it to 1325 about girls please"]
)
def test_what_was_found_is_compared_on_another_topic(text: str) -> None:
    read = after("refugee camps", text).understood
    assert (read.text, read.shape) == ("girls", Shape("compare"))
    assert [one.number for one in read.scope.filters.resolutions] == [2242, 1325]


@pytest.mark.parametrize(
    ("turns", "text", "topic"),
    [
        (
            ["what does 2467 say on reparations", "who pays for them?"],
            "compare it to 1325",
            "reparations. who pays for them",
        ),
        (["refugee camps in 2467", "and in 1325?"], "compare the two on health care", "health care"),
        (["refugee camps in 2467", "and in 1325?"], "compare both about schools please", "schools"),
        (["refugee camps in 2467", "and in 1325?"], "compare both", "refugee camps"),
        (["amnesty for rape in 2467", "for children?"], "compare with 1325", "amnesty for rape for children"),
        (["refugee camps in 2467", "and data collection?"], "compare with 1325", "refugee camps and data collection"),
    ],
)
def test_a_comparison_is_on_all_that_was_asked_on_the_topic(turns: list[str], text: str, topic: str) -> None:
    before: list[Turn] = []
    for one in turns:
        before.append(Turn(follow_up(one, before, LIBRARY).understood, FOUND))
    read = follow_up(text, before, LIBRARY).understood
    assert (read.text.lower(), read.shape) == (topic, Shape("compare"))
    assert 1325 in {one.number for one in read.scope.filters.resolutions}


def test_the_topic_of_a_comparison_has_no_frame_around_it() -> None:
    assert after("what is the MRM?", "1325 vs 1820").understood.text == "MRM"


@pytest.mark.parametrize(
    ("first", "text", "topic"),
    [
        ("camps", "compare 1325 and 2467 on reparations", "reparations"),
        ("camps", "how do 1325 and 2467 differ on girls?", "girls"),
        ("camps", "1325 vs 2467: amnesties", "amnesties"),
        ("camps", "which is stronger on mines, 1325 or 2467?", "mines"),
        ("camps", "more on women than in 1325", None),
        ("camps", "what about 1325 and 2467?", None),
        ("camps", "what do 1325 and 2467 say?", None),
        ("camps", "compare girls and boys", None),
    ],
)
def test_a_topic_of_its_own_and_other_questions_are_left(first: str, text: str, topic: str | None) -> None:
    read = after(first, text).understood
    assert (read.text if read.shape.name == "compare" else None) == topic


@pytest.mark.parametrize("first", ["2467", "1325 OP 2", "operative only"])
def test_after_no_topic_resolutions_are_compared_as_a_whole(first: str) -> None:
    assert after(first, "1325 vs 2467").understood.shape == Shape("resolution", by_turns=True)


@pytest.mark.parametrize(
    "text",
    [
        "and 2242?",
        "now 2242",
        "and what about 2242",
        "add 2242 please",
        "also resolution 2242",
        "plus S/RES/2242 (2015)",
    ],
)
@pytest.mark.parametrize("topic", ["", " on camps"])
def test_another_resolution_after_a_comparison_is_compared_too(text: str, topic: str) -> None:
    read = after(f"compare 1325 and 2467{topic}", text).understood
    assert read.stated == ("in S/RES/1325 (2000) or S/RES/2467 (2019) or S/RES/2242 (2015)",)
    assert read.shape == (Shape("compare") if topic else Shape("resolution", by_turns=True))


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("compare 1325 and 2467 on camps", "only 2242"),
        ("compare 1325 and 2467 on camps", "in 2242"),
        ("compare 1325 and 2467 on camps", "just 2242"),
        ("camps in 2467", "and 2242?"),
    ],
)
def test_another_resolution_takes_the_place_of_the_last_ones(first: str, text: str) -> None:
    assert after(first, text).understood.stated == ("in S/RES/2242 (2015)",)


def test_a_year_after_a_comparison_is_not_compared() -> None:
    assert "or" not in " ".join(after("compare 1325 and 2467 on camps", "and 2016?").understood.stated).split()
