from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.finding import ANSWER, Shape
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.quoted import is_verbatim
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FIRST = "gender advisers in field missions"
FOUND = (Symbol(2242, 2015), Symbol(2106, 2013), Symbol(1325, 2000))
IN_2242 = (parse_citation("2242 (2015)"),)


def after(first: str, text: str, *, found: tuple[Symbol, ...] = FOUND) -> Reading:
    return follow_up(text, [Turn(understand(first, LIBRARY), found)], LIBRARY)


def test_a_question_that_continues_says_what_it_is_about() -> None:
    assert after(FIRST, "and for children?").note == f"about: {FIRST}"
    assert after(f"{FIRST} in 2467", "men and boys as allies").note == ""


@pytest.mark.parametrize("text", ["and 1325?", "list them", "which ones?", "and preambular ones?"])
def test_a_count_of_the_library_itself_goes_on_as_one(text: str) -> None:
    assert after("how many operative paragraphs does 2467 have?", text).understood.shape.as_such


def test_a_count_of_the_library_itself_takes_no_topic_and_goes_on_from_none() -> None:
    assert not after("how many resolutions in total?", "what about sanctions?").understood.shape.as_such
    counted = after("every mention of sanctions", "how many operative paragraphs does 2467 have?")
    assert (counted.understood.shape.as_such, counted.continues) == (True, False)


@pytest.mark.parametrize("text", ["and 1820?", "what about 1820", "1820?"])
def test_after_the_mentions_of_a_resolution_another_one_asks_for_its_mentions(text: str) -> None:
    found = after("which operative paragraphs mention 1325?", text).understood
    assert (found.text, found.shape.name) == ("S/RES/1820 (2008)", "list")
    assert found.stated == ("operative paragraphs",)


def test_after_the_mentions_of_a_resolution_one_to_look_in_limits() -> None:
    found = after("which resolutions mention 1325?", "and in 1820?").understood
    assert (found.text, found.stated) == ("S/RES/1325 (2000)", ("in S/RES/1820 (2008)",))


def test_the_first_question_continues_nothing() -> None:
    assert not follow_up("and for children?", [], LIBRARY).continues


def test_a_limit_set_otherwise_overrules_an_inherited_one() -> None:
    turn = Turn(understand(f"{FIRST} in 2467", LIBRARY), FOUND)
    result = follow_up("and for children?", [turn], LIBRARY, Filters(resolutions=IN_2242))
    assert result.understood.scope.filters.resolutions == IN_2242


def test_without_hits_nothing_is_newer() -> None:
    assert after(FIRST, "anything newer?", found=()).understood.scope.filters == NO_LIMITS


def test_a_third_turn_remembers_the_first() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    second = follow_up("and for children?", [first], LIBRARY)
    third = follow_up("who has to report on that?", [first, Turn(second.understood, FOUND)], LIBRARY)
    assert third.searched == f"{FIRST}. and for children. who has to report on that?"
    assert third.note == f"about: {FIRST}; and for children"


@pytest.mark.parametrize(
    ("second", "note"),
    [
        ("tell me a joke", FIRST),
        ("timber in 2467", "timber"),
        ("who won the cup", FIRST),
        ("timber since 2013", "timber"),
    ],
)
def test_a_question_that_led_nowhere_is_built_on_only_within_limits(second: str, note: str) -> None:
    turns = [Turn(understand(FIRST, LIBRARY), FOUND), Turn(understand(second, LIBRARY), FOUND, led_nowhere=True)]
    for text in ("and in 2242", "only 2242", "operative ones"):
        assert follow_up(text, turns, LIBRARY).note == f"about: {note}"
    assert follow_up("only 2242", turns[1:], LIBRARY).continues, "nothing else was asked"


def test_a_question_that_only_limits_repeats_the_last_one_as_it_was_read() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND, ("S/RES/2242(2015)#7",))
    second = Turn(follow_up("and for children?", [first], LIBRARY).understood, FOUND)
    again = follow_up("just 2467", [first, second], LIBRARY)
    assert again.searched == f"{FIRST}. and for children?"
    assert again.note == "about: and for children"
    assert again.earlier
    assert not again.earlier.quoted, "what was quoted may be wanted again"


def test_what_was_quoted_is_remembered_of_the_last_turns_alone() -> None:
    turns = [Turn(understand(f"{FIRST} {n}", LIBRARY), FOUND[:n], (f"S/RES/2242(2015)#{n}",)) for n in range(1, 5)]
    earlier = follow_up("and for children?", turns, LIBRARY).earlier
    assert earlier
    assert earlier.quoted == {f"S/RES/2242(2015)#{n}" for n in (2, 3, 4)}
    assert earlier.symbols == set(FOUND)
    assert earlier.words == (f"{FIRST} 1", f"{FIRST} 4")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("landmines", "children", "graves", "Red Cross", "and inquiries?"), ("landmines", "Red Cross")),
        (("landmines", "children", "and graves", "and Red Cross", "and inquiries?"), ("landmines", "children")),
        (("landmines", "children", "2106 OP 3", "boys", "and inquiries?"), ("2106 OP 3", "boys")),
        (
            ("landmines", "children", "sanctions for sexual violence in prisons", "boys", "and inquiries?"),
            ("sanctions for sexual violence in prisons", "boys"),
        ),
    ],
)
def test_a_later_turn_builds_on_the_one_that_opened_the_topic(texts: tuple[str, ...], words: tuple[str, ...]) -> None:
    turns: list[Turn] = []
    for text in texts:
        read = follow_up(text, turns, LIBRARY)
        turns.append(Turn(read.understood, FOUND, opens_topic=read.opens_topic))
    assert read.earlier
    assert read.earlier.words == words
    assert not read.opens_topic


def test_a_question_without_signs_may_build_on_the_last_ones_but_inherits_no_limit() -> None:
    result = after(f"{FIRST} in 2467", "men and boys as allies")
    assert result.earlier
    assert not result.earlier.is_sure
    assert (result.continues, result.understood.scope.filters) == (False, NO_LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        "does any resolution mention slavery?",
        "what does the Security Council say about the role of religious leaders",
        "do resolutions say anything about slavery?",
        "are there any resolutions on gold",
        "have any texts addressed slavery",
    ],
)
def test_a_question_of_all_texts_on_a_topic_builds_on_nothing(text: str) -> None:
    read = after(FIRST, text)
    assert read.earlier is None
    assert read.opens_topic


@pytest.mark.parametrize(
    "text",
    [
        "does the Council say so?",
        "does any resolution mention it?",
        "does any resolution say who pays?",
        "does the Council also mention girls?",
        "does the Council set a deadline?",
        "do any of the texts mention that?",
        "any language on slavery?",
    ],
)
def test_a_question_of_all_texts_without_a_topic_of_its_own_may_build_on_the_last_one(text: str) -> None:
    assert after(FIRST, text).earlier


@pytest.mark.parametrize("text", ["what does 2467 say?", "women " * 50])
def test_a_limit_alone_and_a_pasted_text_build_on_nothing(text: str) -> None:
    assert after(FIRST, text).earlier is None


@pytest.mark.parametrize(
    ("text", "opens", "unsearched"),
    [
        ("gold smuggling", False, False),
        ("gold smuggling across closed borders", True, False),
        ("illegal gold smuggling across closed mountain borders", True, True),
        ("2106 OP 3", True, True),
        ("and gold smuggling across closed mountain borders", False, False),
    ],
)
def test_a_question_opens_a_topic_by_the_number_of_its_words(text: str, opens: bool, unsearched: bool) -> None:
    read = after(FIRST, text)
    assert (read.opens_topic, read.opens_topic_by_words) == (opens, unsearched)


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("any number or target?", True),
        ("any action plan or roadmap?", True),
        ("any statistics?", True),
        ("how many officers deployed?", True),
        ("how many children were released", True),
        ("role of the peacebuilding commission", True),
        ("cooperation with regional organizations", True),
        ("the duties of member states", True),
        ("training for police", True),
        ("respect of human rights in all this", True),
        ("youth in all of that", True),
        ("how many women are in the police?", False),
        ("sexual violence in conflict", False),
        ("small arms and women", False),
        ("any landmine clearance in villages?", False),
        ("the role that teachers have in the prevention of hate speech", False),
        ("women in all this fighting", False),
    ],
)
def test_an_aspect_without_a_subject_builds_on_the_turn_before_and_opens_no_topic(text: str, is_sure: bool) -> None:
    read = after(FIRST, text)
    assert read.earlier
    assert read.earlier.is_sure == is_sure
    assert not (is_sure and read.may_open_topic)


def test_a_follow_up_knows_itself_without_inherited_limits() -> None:
    result = after(f"{FIRST} in 2467", "and for children, operative only?")
    assert result.unlimited
    assert not result.unlimited.scope.filters.resolutions
    assert result.unlimited.scope.filters.kinds == result.understood.scope.filters.kinds
    assert after(FIRST, "and for children?").unlimited is None
    assert after(f"{FIRST} in 2467", "anything newer?").unlimited is None, "nothing newer is an answer, too"


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_any_turn_is_understood(text: str, first: str) -> None:
    result = after(first, text)
    assert bool(result.understood.text.strip()) or not (text.strip() and first.strip())
    assert result.continues == bool(result.note)


@pytest.mark.parametrize("suggested", [True, False])
def test_whether_suggested_themes_count_is_for_the_present_turn_to_say(suggested: bool) -> None:
    before = Turn(understand("theme: Participation, mediation", LIBRARY, Filters(suggested=not suggested)), FOUND)
    now = follow_up("and elections?", [before], LIBRARY, Filters(suggested=suggested))
    assert now.continues
    assert now.understood.scope.filters.themes == ("Participation",)
    assert now.understood.scope.filters.suggested == suggested


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ("when was that first mentioned?", "first"),
        ("what's the latest on that?", "latest"),
        ("which resolutions mention this?", "list"),
        ("how many paragraphs mention it?", "count"),
    ],
)
def test_a_shape_of_nothing_named_is_one_of_the_last_topic(asked: str, shape: str) -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    read = follow_up(asked, [first], LIBRARY)
    assert (read.understood.shape.name, read.understood.text, read.continues) == (shape, FIRST, True)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("how many are preambular", "preambular paragraphs"),
        ("how many are in the preamble?", "preambular paragraphs"),
        ("and how many are operative", "operative paragraphs"),
        ("how many are from 2013?", "in 2013"),
        ("how many are since 2015", "since 2015"),
        ("how many are in 2106", "in S/RES/2106 (2013)"),
    ],
)
def test_how_many_are_of_a_limit_counts_the_last_topic_within_it(asked: str, stated: str) -> None:
    read = after(FIRST, asked).understood
    assert (read.shape.name, read.text, read.stated) == ("count", FIRST, (stated,))


def test_a_shape_of_a_topic_of_its_own_is_not() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    assert follow_up("and when was trafficking first mentioned?", [first], LIBRARY).understood.text == "trafficking?"


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ("list them all", "list"),
        ("show me all of them please", "list"),
        ("and the full list?", "list"),
        ("which ones?", "list"),
        ("in which resolutions?", "list"),
        ("i need all of them", "list"),
        ("how many are there?", "count"),
        ("ok, and how many in total?", "count"),
        ("how many of them are there", "count"),
        ("just the number please", "count"),
        ("which was the first?", "first"),
        ("and the latest one?", "latest"),
        ("which came first?", "first"),
        ("when first?", "first"),
        ("and first when", "first"),
        ("when for the first time?", "first"),
        ("since when?", "first"),
        ("from when on?", "first"),
        ("since which resolution?", "first"),
        ("since when does it exist", "first"),
        ("when last?", "latest"),
        ("who said it first?", "first"),
        ("the oldest of them all", "first"),
        ("which one is the earliest?", "first"),
        ("are you sure that is the first one?", "first"),
        ("that can't be the first", "first"),
        ("is this really the newest?", "latest"),
        ("what was the first resolution to say so?", "first"),
        ("which of these came first", "first"),
        ("which text was the very first to mention it", "first"),
        ("oldest?", "first"),
        ("newest?", "latest"),
        ("and the newest of them?", "latest"),
        ("show me the most recent one", "latest"),
    ],
)
def test_a_shape_without_a_topic_is_one_of_the_last_question(asked: str, shape: str) -> None:
    read = after(f"what does 2467 say about {FIRST}", asked)
    assert (read.understood.shape.name, read.understood.text, read.continues) == (shape, FIRST, True)
    is_among_resolutions = shape in ("first", "latest") or "resolutions" in asked
    assert bool(read.understood.scope.filters.resolutions) is not is_among_resolutions
    assert read.note == f"about: {FIRST}"


@pytest.mark.parametrize(
    "asked",
    [
        "who are they?",
        "what is that?",
        "which countries?",
        "how many women?",
        "first",
        "who came first to the camps?",
        "first responders?",
        "what was said first about girls?",
        "the first committee",
        "which came first, the camp or the war?",
        "when first deployed?",
        "since when are states asked to report",
        "first aid",
    ],
)
def test_a_question_of_its_own_asks_for_no_shape_of_the_last(asked: str) -> None:
    assert after(FIRST, asked).understood.shape.name not in ("list", "count", "first", "latest")


@pytest.mark.parametrize(
    "asked",
    [
        "more please",
        "show me more",
        "ok, more",
        "next five",
        "any more results?",
        "give me three more",
        "3 more",
        "any others?",
        "can I have more?",
        "some more examples please",
        "another 5",
        "one more please",
        "are there any others?",
        "keep going",
        "show me the others",
        "I'd like to see a few more",
        "and two more of those",
        "give me 4 further results",
        "got more of these?",
        "two others please",
        "others?",
        "what else is there",
        "show more like that",
        "more like this please",
        "can I see the rest",
        "what else do you have?",
        "anything else?",
        "any other?",
        "the rest of them please",
        "ok, and what else?",
        "show me others like these",
        "next",
        "next please",
        "and the next one?",
    ],
)
def test_more_alone_asks_the_last_question_again(asked: str) -> None:
    read = after(f"what does 2467 say about {FIRST}", asked)
    assert read.understood.text == f"what does the resolution say about {FIRST}"
    assert [one.number for one in read.understood.scope.filters.resolutions] == [2467]
    assert after(f"which resolutions mention {FIRST}?", asked).understood.shape.name == "list"


@pytest.mark.parametrize(
    "asked",
    [
        "more on camps",
        "more women in missions?",
        "once more into camps",
        "next year",
        "no more war",
        "three more women",
        "the others in camps",
        "go on patrol",
        "what else must missions do",
        "the rest of the mission staff",
        "others in need",
        "anything else than camps?",
        "more like that for girls",
        "are there other children?",
        "no more",
        "the next resolution",
        "next to schools",
        "the previous one",
    ],
)
def test_more_of_something_is_a_question_of_its_own(asked: str) -> None:
    assert asked in after(FIRST, asked).searched


def test_a_count_after_a_list_is_of_what_was_listed_unless_it_says_otherwise() -> None:
    listed = f"which resolutions mention {FIRST}?"
    assert after(listed, "how many are there?").understood.shape == Shape("count", "resolutions")
    assert after(listed, "how many paragraphs?").understood.shape == Shape("count", "paragraphs")
    assert after(FIRST, "how many resolutions?").understood.shape == Shape("count", "resolutions")


@pytest.mark.parametrize("first", ["what does 2467 say?", "2467 OP 3"])
def test_nothing_is_listed_after_a_question_without_a_topic(first: str) -> None:
    assert after(first, "list them all").understood.shape.name == "answer"


@pytest.mark.parametrize(
    ("first", "shape"),
    [
        ("compare 1325 and 1820 on camps", "compare"),
        ("which resolutions mention camps?", "list"),
        ("how many paragraphs mention camps?", "count"),
        ("when were camps first mentioned?", "first"),
    ],
)
@pytest.mark.parametrize(
    "asked", ["and on amnesties?", "what about amnesties?", "ok, and amnesties?", "same for amnesties"]
)
def test_another_topic_has_the_shape_of_the_last_question(first: str, shape: str, asked: str) -> None:
    read = after(first, asked)
    assert (read.understood.shape.name, read.understood.text.rstrip("?"), read.note) == (
        shape,
        "amnesties",
        "about: amnesties",
    )
    assert read.understood.scope == after(first, "which ones?").understood.scope


@pytest.mark.parametrize("asked", ["and for girls?", "and who reports?", "what about those in camps?", "amnesties"])
def test_a_follow_up_that_narrows_or_asks_has_no_shape_of_the_last(asked: str) -> None:
    assert after("which resolutions mention camps?", asked).understood.shape.name == "answer"


def test_a_list_that_is_narrowed_stays_a_list() -> None:
    read = after("which resolutions mention camps?", "operative only")
    assert (read.understood.shape.name, read.understood.text) == ("list", "camps?")
    assert after("what does 2467 say?", "operative only").understood.only_limits


@pytest.mark.parametrize(
    ("first", "asked", "paragraph"),
    [
        ("2250 OP 4", "sorry, I meant OP 5", "5"),
        ("2250 OP 4", "and para 6?", "6"),
        ("what does 2250 say about camps?", "show me OP 5", "5"),
        ("2250 OP 4", "and the next one?", "5"),
        ("2250 OP 4", "next", "5"),
        ("2250 OP 4", "the paragraph before that", "3"),
        ("2250 PP 4", "previous one please", "PP3"),
        ("2106 OP 16 (a)", "next", "16(b)"),
        ("2250 OPs 4 and 5", "next", "6"),
        ("2250 OP 4", "and in 1820?", "4"),
        ("2250 OP 4", "and in eighteen twenty?", "4"),
        ("2250 PP 4", "same for 1820 please", "PP4"),
        ("camps", "and the paragraph after that", "6"),
        ("camps", "the next paragraph", "6"),
        ("camps", "previous paragraph please", "4"),
        ("camps", "what about the paragraph before it?", "4"),
        ("camps", "quote the 2242 one in full", "5"),
        ("camps", "show me the one from 2242", "5"),
        ("camps", "give me the 2242 paragraph again", "5"),
        ("camps in 2242", "read the 2242 text please", "5"),
    ],
)
def test_a_paragraph_alone_is_one_of_the_resolution_that_was_named(first: str, asked: str, paragraph: str) -> None:
    before = Turn(understand(first, LIBRARY), FOUND, ("S/RES/2242(2015)#5", "S/RES/2106(2013)#9"))
    read = follow_up(asked, [before], LIBRARY).understood
    assert (read.shape.name, [one.paragraph for one in read.cited]) == ("lookup", [paragraph])


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("camps", "next"),
        ("compare 1325 and 1820 on camps", "OP 5"),
        ("2250 OP 4", "next year"),
        ("camps", "the next one"),
        ("camps", "next paragraph on girls"),
        ("camps", "quote the 2467 one in full"),
        ("camps", "quote the 2242 report"),
        ("camps", "show me 2242"),
        ("camps", "which one is from 2242"),
    ],
)
def test_no_paragraph_is_made_up(first: str, asked: str) -> None:
    before = Turn(understand(first, LIBRARY), FOUND, ("S/RES/2242(2015)#5", "S/RES/2106(2013)#9"))
    assert not follow_up(asked, [before], LIBRARY).understood.cited


@pytest.mark.parametrize(
    ("first", "asked", "kind"),
    [
        ("2106 OP 7", "preamble please", ClauseKind.PREAMBULAR),
        ("give me the preamble of 2106", "now the operative part", ClauseKind.OPERATIVE),
        ("2106 OP 7", "show me the preamble", ClauseKind.PREAMBULAR),
        ("2106", "and the preamble?", ClauseKind.PREAMBULAR),
        ("what is in 2106?", "operative paragraphs only", ClauseKind.OPERATIVE),
        ("2106 PP 3", "the OPs please", ClauseKind.OPERATIVE),
        ("2106 annex 1", "now its recitals", ClauseKind.PREAMBULAR),
        ("2106 OP 7", "what about the operative part of it?", ClauseKind.OPERATIVE),
        ("2106 OP 7", "can you show the annex as well", ClauseKind.ANNEX),
        ("2106 last PP", "and all the preambular paragraphs", ClauseKind.PREAMBULAR),
        ("2106", "whole preamble please", ClauseKind.PREAMBULAR),
        ("2106", "now the entire operative part", ClauseKind.OPERATIVE),
    ],
)
def test_a_part_alone_is_one_of_the_resolution_that_was_shown(first: str, asked: str, kind: ClauseKind) -> None:
    read = after(first, asked).understood
    assert (read.shape.name, read.only_limits) == ("resolution", True)
    assert ([one.number for one in read.scope.filters.resolutions], read.scope.filters.kinds) == ([2106], (kind,))


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("2106 OP 7", "the preamble on camps"),
        ("2106 OP 7", "which operative paragraphs ask for money?"),
        ("camps", "preamble please"),
        ("what does 2106 say about camps?", "operative only"),
        ("2106 OP 7", "preamble of 1325"),
    ],
)
def test_a_part_with_a_topic_or_after_one_limits(first: str, asked: str) -> None:
    read = after(first, asked).understood
    assert read.shape.name != "resolution" or [one.number for one in read.scope.filters.resolutions] == [1325]


@pytest.mark.parametrize("asked", ["anything in it on camps?", "does it mention camps?", "and on camps?"])
def test_a_question_after_a_part_that_was_shown_is_on_the_whole_resolution(asked: str) -> None:
    limits = after("operative part of 2106", asked).understood.scope.filters
    assert ([one.number for one in limits.resolutions], limits.kinds) == ([2106], ())


def test_another_limit_after_a_part_that_was_shown_keeps_the_part() -> None:
    limits = after("preamble of 2106", "and 1820?").understood.scope.filters
    assert ([one.number for one in limits.resolutions], limits.kinds) == ([1820], (ClauseKind.PREAMBULAR,))


def test_the_part_of_compared_resolutions_is_shown_by_turns() -> None:
    read = after("1325 vs 1820", "and the preamble?").understood
    assert (read.shape, read.only_limits) == (Shape("resolution", by_turns=True), True)
    assert read.scope.filters.kinds == (ClauseKind.PREAMBULAR,)


@pytest.mark.parametrize(
    "asked",
    [
        "which other resolutions have something on that",
        "and elsewhere?",
        "anything elsewhere?",
        "what do other texts say about it?",
        "where else does it come up?",
    ],
)
def test_what_is_asked_for_elsewhere_is_not_in_the_resolutions_before(asked: str) -> None:
    first = Turn(understand("what does 1325 say about refugee camps", LIBRARY), FOUND)
    second = Turn(follow_up("and 1820?", [first], LIBRARY).understood, FOUND)
    read = follow_up(asked, [first, second], LIBRARY).understood
    assert [one.number for one in read.scope.outside] == [1325, 1820]
    assert not read.scope.filters.resolutions


@pytest.mark.parametrize("asked", ["and in general?", "what about all of these?", "and for girls?", "who pays for it?"])
def test_what_is_asked_in_general_leaves_no_resolution_out(asked: str) -> None:
    assert not after("what does 1325 say about refugee camps", asked).understood.scope.outside


@pytest.mark.parametrize("asked", ["show the whole resolution", "full text please", "the rest of the resolution"])
def test_the_whole_resolution_is_the_one_that_was_named(asked: str) -> None:
    for first in ("2250 OP 4", "what does 2250 say about camps?"):
        read = after(first, asked).understood
        assert (read.shape.name, [one.number for one in read.scope.filters.resolutions]) == ("resolution", [2250])
    assert not after("camps", asked).understood.scope.filters.resolutions


@pytest.mark.parametrize(
    "asked",
    ["what else is in that resolution", "what else does it say?", "what else is there in it", "what else is in it"],
)
def test_what_else_is_there_after_a_paragraph_lookup_is_its_resolution(asked: str) -> None:
    read = after("2250 OP 4", asked).understood
    assert (read.shape.name, [one.number for one in read.scope.filters.resolutions]) == ("resolution", [2250])
    assert after("what does 2250 say about camps?", asked).understood.shape.name != "resolution"
    assert after("2250 OP 4", f"{asked.rstrip('?')} on camps").understood.shape.name != "resolution"


@pytest.mark.parametrize("asked", ["give me all of it", "everything please", "the whole of it"])
def test_all_of_it_is_the_resolution_only_if_it_was_shown_without_a_topic(asked: str) -> None:
    read = after("what does 2250 say", asked).understood
    assert (read.shape.name, read.wants_whole) == ("resolution", True)
    assert after("what does 2250 say about camps?", asked).understood.shape.name != "resolution"


@pytest.mark.parametrize(("asked", "unit"), [("and resolutions?", "resolutions"), ("in paragraphs", "paragraphs")])
def test_a_unit_alone_is_that_of_the_same_count(asked: str, unit: str) -> None:
    assert after("how many texts mention camps?", asked).understood.shape == Shape("count", unit)  # type: ignore[arg-type]


@pytest.mark.parametrize("asked", ["and the MARA?", "what about the MARA", "ok, and MARA?"])
def test_another_term_after_a_definition_is_defined(asked: str) -> None:
    read = after("what is the MRM?", asked).understood
    assert (read.shape.name, read.term) == ("definition", "MARA")


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("what is sustaining peace?", "and disinformation against peacekeepers?"),
        ("what is sustaining peace?", "what about women in camps?"),
        ("what is the MRM?", "what about children?"),
        ("what is the MRM?", "and reporting by States?"),
        ("what is hate speech?", "and refugees with disabilities"),
    ],
)
def test_another_subject_after_a_definition_is_searched_for(first: str, asked: str) -> None:
    read = after(first, asked).understood
    assert (read.shape.name, read.text, read.term) == ("answer", asked, "")


@pytest.mark.parametrize(
    ("first", "asked", "term"),
    [
        ("what is sustaining peace?", "and peacebuilding?", "peacebuilding"),
        ("what is sustaining peace?", "what about hate speech", "hate speech"),
        ("what is hate speech?", "and the responsibility gap?", "the responsibility gap"),
        ("define DDR", "and SSR?", "SSR"),
    ],
)
def test_a_term_after_a_definition_is_defined(first: str, asked: str, term: str) -> None:
    read = after(first, asked).understood
    assert (read.shape.name, read.term.removeprefix("the ")) == ("definition", term.removeprefix("the "))


@pytest.mark.parametrize(
    "asked",
    [
        "by the missions, i mean",
        "for girls, I mean",
        "who pays, I mean",
        "in leadership I mean",
        "against men, I meant",
        "the clearing, we mean",
        "in camps, that's what I mean",
        "for boys, i really mean",
        "the money, I mean to say",
        "who reports I mean?",
        "on social media, I mean.",
    ],
)
def test_what_is_said_to_be_meant_is_no_definition(asked: str) -> None:
    read = after(FIRST, without_noise(asked)).understood
    assert read.shape.name == "answer"
    assert "mean" not in read.text


def test_several_resolutions_may_be_named_for_the_same_question() -> None:
    read = after("compare 1325 and 1820 on camps", "same for 2106 and 2242").understood
    assert (read.shape.name, read.text) == ("compare", "camps")
    assert [one.number for one in read.scope.filters.resolutions] == [2106, 2242]


def test_before_and_after_that_are_told_from_the_period_that_was_asked_for() -> None:
    assert after("camps since 2015", "before that?").understood.stated == ("until 2014",)
    assert after("camps up to 2014", "anything newer?").understood.stated == ("since 2015",)
    assert after("camps", "anything older?").understood.stated == ("until 2000-10-30",)


@pytest.mark.parametrize(
    "text",
    [
        "compare both",
        "compare them please",
        "how do they differ?",
        "what's the difference",
        "compare",
        "let's compare",
        "compare the two on that",
        "compare those 2",
        "a comparison please",
        "show both together",
        "now both together",
        "put them side by side",
        "both compared",
        "difference?",
        "is there any difference between both?",
        "which differences are there between the two",
        "what is different between them",
        "how are the two different from each other",
        "do they differ",
    ],
)
def test_what_the_last_two_questions_were_limited_to_is_compared(text: str) -> None:
    first = Turn(understand("what does 2467 say on camps", LIBRARY), FOUND)
    second = Turn(follow_up("and in 2106?", [first], LIBRARY).understood, FOUND)
    read = follow_up(text, [first, second], LIBRARY)
    assert (read.understood.text, read.understood.shape, read.continues) == ("camps", Shape("compare"), True)
    assert read.understood.stated == ("in S/RES/2467 (2019) or S/RES/2106 (2013)",)


@pytest.mark.parametrize(
    "text",
    [
        "differences in pay",
        "what is different for women",
        "what makes a difference",
        "difference between men and women",
        "show both paragraphs",
        "both men and women",
    ],
)
def test_a_topic_with_words_of_comparing_compares_no_resolutions(text: str) -> None:
    turns = [Turn(understand(f"camps in {number}", LIBRARY), FOUND) for number in (2467, 2106)]
    assert follow_up(text, turns, LIBRARY).understood.shape.name != "compare"


def test_resolutions_that_were_shown_are_compared_as_a_whole() -> None:
    turns = [Turn(understand(text, LIBRARY), FOUND) for text in ("1325", "2467")]
    assert follow_up("compare the two", turns, LIBRARY).understood.shape == Shape("resolution", by_turns=True)


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("camps in 2467", "compare both"),
        ("camps", "what's the difference"),
        ("camps in 2467", "compare both sexes in camps"),
        ("camps in 2467", "how do they differ from refugees"),
        ("camps in 2467", "what's the difference between girls and boys"),
    ],
)
def test_nothing_is_compared_without_two_resolutions_or_with_a_topic(first: str, text: str) -> None:
    assert after(first, text).understood.shape.name != "compare"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("quote the first one in full", "S/RES/1820 (2008), OP 3"),
        ("open the second one", "S/RES/2467 (2019), PP 4"),
        ("show me the top hit verbatim", "S/RES/1820 (2008), OP 3"),
        ("please read the 2nd paragraph", "S/RES/2467 (2019), PP 4"),
    ],
)
def test_one_of_what_was_quoted_is_quoted_in_full(text: str, place: str) -> None:
    quoted = ("S/RES/1820(2008)#3", "S/RES/2467(2019)#PP4")
    read = follow_up(text, [Turn(understand("camps", LIBRARY), FOUND, quoted)], LIBRARY)
    assert (read.understood.shape.name, list(map(str, read.understood.cited))) == ("lookup", [place])


@pytest.mark.parametrize(
    "text", ["open the third one", "show me the first one", "quote the first one on girls", "the second one of girls"]
)
def test_other_words_quote_none_of_it(text: str) -> None:
    quoted = ("S/RES/1820(2008)#3", "S/RES/2467(2019)#PP4")
    assert follow_up(text, [Turn(understand("camps", LIBRARY), FOUND, quoted)], LIBRARY).understood.cited == ()


def test_only_a_resolution_or_a_theme_may_be_asked_for_as_a_whole() -> None:
    assert after("camps", "2467").alone is not None
    assert after("camps", "language under Participation").alone is not None
    assert after("camps", "anything from before 2015?").alone is None


@pytest.mark.parametrize("text", ["in 2467", "2467 only", "just 2467 please", "only 2467", "and in 2467?", "for 2467"])
def test_a_resolution_that_is_said_to_limit_is_not_asked_for_as_a_whole(text: str) -> None:
    read = after("camps", text)
    assert (read.alone, read.understood.text, read.understood.stated) == (None, "camps", ("in S/RES/2467 (2019)",))


@pytest.mark.parametrize("text", ["show its OP 2", "OP 2 of it please", "and OP 2 in it"])
def test_a_paragraph_of_it_is_of_the_resolution_quoted_first(text: str) -> None:
    read = follow_up(text, [Turn(understand("camps", LIBRARY), FOUND, ("S/RES/1820(2008)#3",))], LIBRARY)
    assert list(map(str, read.understood.cited)) == ["S/RES/1820 (2008), OP 2"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("OP 2 of that one", "S/RES/1820 (2008), OP 2"),
        ("and OP 2 of this one?", "S/RES/1820 (2008), OP 2"),
        ("OP 2 of the same one", "S/RES/1820 (2008), OP 2"),
        ("OP 2 of the first one please", "S/RES/1820 (2008), OP 2"),
        ("what is PP 2 of the second one", "S/RES/2467 (2019), PP 2"),
        ("show me OP 7 of the 2nd", "S/RES/2467 (2019), OP 7"),
        ("the paragraph after the first one", "S/RES/1820 (2008), OP 4"),
        ("and the one before the second", "S/RES/2467 (2019), PP 3"),
        ("the paragraph after that one", "S/RES/1820 (2008), OP 4"),
    ],
)
def test_a_paragraph_is_of_one_of_those_quoted_or_beside_it(text: str, place: str) -> None:
    turn = Turn(understand("camps", LIBRARY), FOUND, ("S/RES/1820(2008)#3", "S/RES/2467(2019)#PP4"))
    read = follow_up(text, [turn], LIBRARY)
    assert (read.understood.shape.name, list(map(str, read.understood.cited))) == ("lookup", [place])
    nowhere = replace(turn, led_nowhere=True)
    assert str(follow_up(text, [nowhere], LIBRARY).understood.cited) != str(read.understood.cited), "none was shown"


@pytest.mark.parametrize("text", ["OP 2 of that one", "OP 2 of the same resolution"])
def test_a_paragraph_of_that_one_is_of_the_resolution_that_was_named(text: str) -> None:
    turn = Turn(understand("camps in 2242", LIBRARY), FOUND, ("S/RES/1820(2008)#3",))
    assert list(map(str, follow_up(text, [turn], LIBRARY).understood.cited)) == ["S/RES/2242 (2015), OP 2"]


@pytest.mark.parametrize(
    "text",
    [
        "OP 2 of the third one",
        "OP 2 of the first mission",
        "the paragraph after the ceasefire",
        "the second one of girls",
    ],
)
def test_a_paragraph_of_anything_else_is_of_none_of_them(text: str) -> None:
    turn = Turn(understand("camps", LIBRARY), FOUND, ("S/RES/1820(2008)#3", "S/RES/2467(2019)#PP4"))
    assert follow_up(text, [turn], LIBRARY).understood.cited == ()


@pytest.mark.parametrize("text", ["show OP 2", "OP 2", "what does its OP 2 say on girls"])
def test_a_paragraph_of_nothing_named_is_of_no_resolution(text: str) -> None:
    read = follow_up(text, [Turn(understand("camps", LIBRARY), FOUND, ("S/RES/1820(2008)#3",))], LIBRARY)
    assert read.understood.cited == ()


@pytest.mark.parametrize("text", ["how often?", "and how often", "ok, how often exactly?", "and how regularly?"])
@pytest.mark.parametrize("first", ["who reports on timber?", "report on timber", "women mediators in 2242"])
def test_how_often_asks_when_what_was_asked_about_happens(first: str, text: str) -> None:
    read, alone = after(first, text), understand(first, LIBRARY)
    assert read.searched == f"{alone.text.rstrip('?')}. how often should that happen?"
    assert (read.understood.shape, read.understood.stated) == (ANSWER, alone.stated)


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("list the paragraphs on timber", "and how often?"),
        ("how many resolutions mention timber?", "how often?"),
        ("when was timber first mentioned?", "and how often?"),
        ("report on timber", "how often is it mentioned?"),
        ("report on timber", "how many are there?"),
    ],
)
def test_how_often_counts_what_is_listed_or_mentioned(first: str, text: str) -> None:
    assert after(first, text).understood.shape.name == "count"


@pytest.mark.parametrize("text", ["how many", "and how many?", "how many of them are there?", "how many altogether?"])
@pytest.mark.parametrize("first", ["who counts the ballots", "can rebels join the army", "does a list exist"])
def test_how_many_after_a_question_asks_for_persons_or_things(first: str, text: str) -> None:
    read = after(first, text)
    assert (read.understood.shape, read.searched) == (ANSWER, f"{first}. {text}")
    assert after(first, "how many paragraphs?").understood.shape.name == "count"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("who says that", True),
        ("and who said so?", True),
        ("who decided that exactly?", True),
        ("who says that it is a crime?", False),
        ("who reports on that?", False),
        ("who said yes", False),
    ],
)
def test_who_says_that_is_the_paragraph_that_was_quoted_first(text: str, cited: bool) -> None:
    turn = Turn(understand(FIRST, LIBRARY), FOUND, ("S/RES/2242(2015)#1", "S/RES/2106(2013)#1"))
    read = follow_up(text, [turn], LIBRARY).understood
    assert read.cited == ((parse_citation("S/RES/2242 (2015), OP 1"),) if cited else ())
    assert not follow_up(text, [replace(turn, led_nowhere=True)], LIBRARY).understood.cited


@pytest.mark.parametrize(
    "asked",
    [
        "same q for 1820",
        "same question for 1820?",
        "now the same with 1820",
        "same thing, 1820",
        "ditto for 1820",
        "ditto 1820",
        "repeat that for 1820",
        "and 1820 as well?",
        "and 1820 likewise",
    ],
)
def test_the_same_may_be_asked_of_another_resolution(asked: str) -> None:
    read = after("what does 1325 say on camps", asked).understood
    assert read.text == after("what does 1325 say on camps", "and in 1820?").understood.text
    assert read.stated == ("in S/RES/1820 (2008)",)


@pytest.mark.parametrize(
    "asked",
    [
        "what can I read to them",
        "so what do I tell the officer?",
        "what can we quote",
        "and which sentence should I show the commander",
        "ok what may I say in the meeting",
        "what do I cite then",
    ],
)
def test_words_to_quote_are_those_on_the_topic_before(asked: str) -> None:
    read = after("soldiers sleep in our school", asked)
    assert (read.understood.text, read.understood.shape) == ("soldiers sleep in our school", ANSWER)


@pytest.mark.parametrize("asked", ["what should they tell victims", "what do I say about the police"])
def test_what_is_to_be_said_on_another_topic_is_searched_for(asked: str) -> None:
    assert after("soldiers sleep in our school", asked).understood.text == asked


@pytest.mark.parametrize(
    ("first", "asked", "text"),
    [
        ('which resolutions use "camps"?', 'and "pardon"?', "pardon"),
        ('how many times does "camps" occur?', "what about 'pardon'?", "pardon"),
        ('where is "camps" first used?', 'and "men" or "boys"?', 'men" or "boys'),
        ("which resolutions mention women in camps?", 'and "root causes"?', "root causes"),
    ],
)
def test_another_quotation_after_a_list_is_wanted_word_for_word(first: str, asked: str, text: str) -> None:
    """As in a first question with quotation marks, no other words stand for those quoted."""
    read = after(first, asked).understood
    assert (read.text, read.shape.name) == (text, understand(first, LIBRARY).shape.name)
    assert is_verbatim(read.text, read.asked)


@pytest.mark.parametrize(
    "first",
    ['which resolutions use "camps"?', "which resolutions use the word camps?", 'how many paragraphs contain "camps"?'],
)
@pytest.mark.parametrize("asked", ["only in 2467", "since 2015", "how many?", "operative only", "and the earliest?"])
def test_a_list_by_exact_words_stays_one_under_another_limit_and_in_another_shape(first: str, asked: str) -> None:
    read = after(first, asked)
    assert is_verbatim(read.understood.text, asked)
    assert (read.understood.topic, read.searched) == ("camps", '"camps"')


@pytest.mark.parametrize(
    ("first", "asked"),
    [
        ("which resolutions mention camps?", "only in 2467"),
        ('which resolutions use "camps"?', "and pardons?"),
        ('which resolutions use "camps"?', 'and "schools" for girls?'),
    ],
)
def test_words_without_quotation_marks_may_be_other_words(first: str, asked: str) -> None:
    read = after(first, asked).understood
    assert not is_verbatim(read.text, asked)


@pytest.mark.parametrize(
    "asked",
    [
        'where does it say "pardon"?',
        'and where does it say "pardon"?',
        'does it mention the word "pardon"?',
        'so does it ever use the term "pardon"?',
        "where does it mention 'pardon'?",
        'in which paragraphs does it say "pardon"?',
        'and which paragraphs contain "pardon"?',
    ],
)
@pytest.mark.parametrize("first", ['which resolutions use "camps"?', 'where is "camps" first used?', FIRST])
def test_where_it_says_words_is_asked_of_all_texts_and_of_nothing_else(first: str, asked: str) -> None:
    """ "It" is the Council or the texts, not the resolution that happens to be quoted first."""
    read = after(first, asked)
    assert (read.understood.scope.filters, read.understood.shape.name) == (NO_LIMITS, "list")
    assert (read.searched.strip("?'\""), is_verbatim(read.understood.text, read.understood.asked)) == ("pardon", True)


@pytest.mark.parametrize("asked", ['where does it say "pardon"?', 'and does it mention the word "pardon"?'])
@pytest.mark.parametrize(
    "first", [f"{FIRST} in 2467", "2467 OP 3", "what is 2467 good for?", 'which paragraphs of 2467 have "camps"?']
)
def test_where_it_says_words_is_asked_of_the_one_resolution_before(first: str, asked: str) -> None:
    limits = after(first, asked, found=(Symbol(2467, 2019),)).understood.scope.filters
    assert [one.number for one in limits.resolutions] == [2467]


@pytest.mark.parametrize("asked", ["does it mention camps?", 'does it say who guards "safe zones"?'])
def test_what_it_says_without_words_to_find_is_asked_of_the_resolution_quoted_first(asked: str) -> None:
    limits = after(FIRST, asked).understood.scope.filters
    assert [one.number for one in limits.resolutions] == [2242]


@pytest.mark.parametrize(
    "asked",
    [
        'where does the Council say "root causes of conflict"?',
        'which paragraphs contain "pardon"?',
        'does any resolution mention "human security"?',
        'where is "pardon" used?',
        '"root causes of conflict"',
    ],
)
@pytest.mark.parametrize("led_nowhere", [False, True])
def test_a_complete_question_for_words_builds_on_no_turn_before(asked: str, *, led_nowhere: bool) -> None:
    turn = Turn(understand(FIRST, LIBRARY), FOUND, led_nowhere=led_nowhere)
    read = follow_up(asked, [turn], LIBRARY)
    assert (read.earlier, read.continues, read.opens_topic) == (None, False, True)


@pytest.mark.parametrize(
    "asked",
    ['"camps"', 'does the Council also say "human security"?', 'is that the same as "peace"?', 'who pays "them"?'],
)
def test_a_question_with_a_quotation_may_build_on_the_turn_before(asked: str) -> None:
    assert after(FIRST, asked).earlier is not None


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ("and first?", "first"),
        ("first?", "first"),
        ("and first mentioned?", "first"),
        ("first used?", "first"),
        ("when was it first mentioned?", "first"),
        ("where first?", "first"),
        ("first mention?", "first"),
        ("and last?", "latest"),
        ("last used?", "latest"),
        ("where is it last?", "latest"),
        ("how often?", "count"),
        ("in how many?", "count"),
        ("in how many resolutions?", "count"),
        ("in how many paragraphs?", "count"),
    ],
)
@pytest.mark.parametrize(
    "first",
    [
        'which resolutions use "camps"?',
        'which resolution was the first to use "camps"?',
        "how many texts mention camps?",
    ],
)
def test_after_a_list_few_words_ask_for_an_end_of_it_or_for_its_number(first: str, asked: str, shape: str) -> None:
    read = after(first, asked)
    assert (read.understood.topic, read.understood.shape.name, read.continues) == ("camps", shape, True)


def test_in_how_many_counts_what_it_names() -> None:
    first = 'which resolutions use "camps"?'
    assert after(first, "in how many resolutions?").understood.shape == Shape("count", "resolutions")
    assert after(first, "in how many paragraphs?").understood.shape == Shape("count", "paragraphs")


@pytest.mark.parametrize(
    "asked",
    [
        "first responders?",
        "and the first committee?",
        "last resort?",
        "last seen in Mali?",
        "who was last seen there?",
        "and used first as shields?",
        "where first aid is given?",
        "in how many years?",
        "the first mentioned mission",
    ],
)
def test_first_and_last_beside_other_words_are_none_of_a_list(asked: str) -> None:
    read = after('which resolutions use "camps"?', asked).understood
    assert read.topic != "camps" or read.shape.name == "list"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ('and "Insists"?', "Insists"),
        ('and with "Deplores"?', "Deplores"),
        ('what about those starting with "Urges all States"?', "Urges all States"),
        ("and 'Strongly condemns'", "Strongly condemns"),
    ],
)
@pytest.mark.parametrize("first", ['which paragraphs start with "Demands"?', "all decisions in 2467"])
def test_another_quotation_after_paragraphs_by_their_first_words_is_their_first_words(
    first: str, asked: str, text: str
) -> None:
    read = after(first, asked).understood
    assert (read.text, read.shape.opening, read.shape.name) == (text, "words", "list")


def test_with_a_quotation_after_a_list_by_words_names_no_first_words() -> None:
    read = after('which paragraphs contain "camps"?', 'and with "amnesty"?').understood
    assert (read.text, read.shape.opening) == ("amnesty", "")


@pytest.mark.parametrize(
    "asked",
    [
        "are you sure? my teacher said 15",
        "really? I read it was 16",
        "is that right? I thought member states did",
        "that's odd, the BBC said it was Russia",
        "no, are you certain? because my boss has always told us it is UNHCR",
        "I doubt that. Wikipedia says otherwise",
        "seriously? everyone knows it is the blue helmets",
        "is that correct? according to wikipedia it is 18",
        "are you sure about that? In my book it is 16",
        "that can't be right, it should be 18",
        "my teacher said 15, are you sure?",
        "I thought it was the police. Is that right?",
    ],
)
@pytest.mark.parametrize("first", [FIRST, 'which resolutions use "camps"?', f"{FIRST} in 2467"])
def test_a_doubt_with_what_somebody_else_says_asks_the_last_question_again(first: str, asked: str) -> None:
    alone, read = understand(first, LIBRARY), after(first, asked)
    assert read.understood.topic == alone.topic
    assert (read.understood.shape, read.understood.scope, read.continues) == (alone.shape, alone.scope, True)


@pytest.mark.parametrize(
    "asked",
    [
        "are you sure? what about children?",
        "really? my minister said the speech has to be about landmines",
        "is that right? the Council said that mines kill",
        "my boss said we need language on landmines",
        "I read that girls are recruited, who protects them?",
        "is it true that my teacher can be punished?",
        "are you sure? I read that landmines are covered too",
        "is that so bad? children who thought of fleeing",
    ],
)
def test_a_question_behind_a_doubt_or_a_story_is_not_the_last_one_again(asked: str) -> None:
    assert after(FIRST, asked).understood.text != FIRST
