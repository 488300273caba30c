"""Resolutions that a question describes are those that the library's texts settle, and else limit nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.ask import ask
from retrieval.asking.lookup.descriptions import Group, named_group, setting_up, with_symbols
from retrieval.asking.reading import read_question
from retrieval.asking.understand.descriptions import find_descriptions
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.understood import understand
from retrieval.asking.understand.whole_descriptions import with_all
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.retrieval.encoded import encoded
from tests.samples import write_library

AS_SUCH = "how many resolutions are there"
PEACE = "the peace and security of the region"


def parts(group: Group | None) -> tuple[str, list[int], bool]:
    """Return the rest of a question with a group, the numbers of its resolutions, and whether it asks for these."""
    assert group is not None
    return group.rest, [one.number for one in group.symbols], group.is_asked_for


def text(number: int, year: int, *paragraphs: str) -> str:
    """Return a resolution whose preamble is on peace and security."""
    numbered = "\n\n".join(f"{n}. {words};" for n, words in enumerate(paragraphs, 1))
    head = (
        f"Resolution {number} ({year})\n\nAdopted by the Security Council on 3 May {year}\n\nThe Security Council,\n\n"
    )
    return f"{head}Recalling {PEACE},\n\n{numbered}\n\n{len(paragraphs) + 1}. Decides to remain seized of the matter.\n"


TEXTS = {
    "first": text(
        1325, 2000, "Urges women to take part", "Calls for more women in missions", "Urges protection of women"
    ),
    "second": text(
        1612,
        2005,
        "Urges help for youth",
        "Welcomes youth in talks",
        "Requests the Secretary-General to report on camps",
        "Urges calm",
    ),
    "third": text(
        1961,
        2010,
        "Requests the Secretary-General to establish monitoring, analysis and reporting arrangements",
        "Condemns attacks on markets",
        "Urges reports on mines",
    ),
    "fourth": text(
        2242,
        2015,
        "Urges women with disabilities to lead",
        "Welcomes women in the police",
        "Calls for women in talks",
        "Urges calm",
    ),
    "fifth": text(
        2331,
        2016,
        "Condemns the sale of weapons",
        "Urges marking of weapons",
        "Urges checks of borders",
        "Recalls the reporting arrangements",
    ),
    "last": text(
        2467,
        2019,
        "Urges care for women",
        "Urges funds for women",
        "Requests women as advisers",
        "Welcomes the monitoring, analysis and reporting arrangements",
    ),
}


@pytest.fixture
def generation(built_once: Callable[..., Path]) -> Generation:
    return open_generation(built_once(**TEXTS))


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("what does the first WPS resolution say on camps?", "what does S/RES/1325 (2000) say on camps?"),
        ("the latest women, peace and security resolution: camps", "S/RES/2467 (2019): camps"),
        ("the first resolution on women with camps", "S/RES/1325 (2000) with camps"),
        (
            "what do the last two WPS resolutions say on camps",
            "what do S/RES/2242 (2015) and S/RES/2467 (2019) say on camps",
        ),
        (
            "compare the first and the latest WPS resolution on camps",
            "compare S/RES/1325 (2000) and S/RES/2467 (2019) on camps",
        ),
        ("OP 2 of the most recent resolution on women", "OP 2 of S/RES/2467 (2019)"),
        ("what does the resolution on weapons say about borders", "what does S/RES/2331 (2016) say about borders"),
        (
            "how do the three WPS resolutions deal with camps",
            "how do S/RES/1325 (2000) and S/RES/2242 (2015) and S/RES/2467 (2019) deal with camps",
        ),
        ("does the youth resolution mention camps", "does S/RES/1612 (2005) mention camps"),
        (
            "what did the resolution that established the MARA ask of missions",
            "what did S/RES/1961 (2010) ask of missions",
        ),
        ("what does the latest resolution say on camps?", "what does S/RES/2467 (2019) say on camps?"),
        ("camps in the first WPS resolution’s preamble", "camps in S/RES/1325 (2000) preamble"),
        ("the 2005 youth resolution: camps", "S/RES/1612 (2005): camps"),
        ("paragraph 2 of the 2015 resolution on women", "paragraph 2 of S/RES/2242 (2015)"),
        ("OP 2 of the resolution on women, peace and security of 2015", "OP 2 of S/RES/2242 (2015)"),
        ("OP 2 of the resolution of 2015 on women", "OP 2 of S/RES/2242 (2015)"),
        ("OP 2 of the resolution on women adopted in 2015", "OP 2 of S/RES/2242 (2015)"),
        ("OP 2 of the WPS resolution of 2015", "OP 2 of S/RES/2242 (2015)"),
        ("full text of the 2016 resolution on weapons", "full text of S/RES/2331 (2016)"),
        ("what does the 2019 resolution on women say about camps", "what does S/RES/2467 (2019) say about camps"),
        (
            "2000 vs 2019 WPS resolutions: which camps do they name",
            "S/RES/1325 (2000) and S/RES/2467 (2019): which camps do they name",
        ),
        ("that youth one from 2005, who reports", "S/RES/1612 (2005), who reports"),
        ("in the youth one, is there anything on camps", "in S/RES/1612 (2005), is there anything on camps"),
        ("the one about weapons, what does it say on camps", "S/RES/2331 (2016), what does it say on camps"),
    ],
)
def test_a_described_resolution_is_read_as_its_symbol(generation: Generation, asked: str, read: str) -> None:
    assert with_symbols(asked, generation) == read


@pytest.mark.parametrize(
    "asked",
    [
        "what does the first resolution on zebras say about camps",
        "what does the resolution on women say about camps",  # several are
        "what does the resolution that established the court say about camps",
        "how do the two WPS resolutions deal with camps",  # there are three
        "what does the latest resolution on care for women say about camps",  # it is on women, and says it once
        "the first resolution on women with disabilities: camps",
        "the last five WPS resolutions: camps",
        "what do the last two resolutions on peace say about camps",  # all mention it once
        "what is the latest resolution on camps?",
        "which was the first resolution to mention camps",
        "camps, latest resolution?",
        "first resolution with camps",
        "women in the mandate text?",
        "the 2013 resolution on women, what about camps",
        "is there any 2016 resolution on weapons",  # any that mentions them
        "is there a 2015 resolution on women for camps",
        "OP 2 of the 2015 resolution",
        "OP 2 of the resolution on youth of 2015",
        "the women one, what about camps",  # several are
        "is the youth one for camps",  # it may be anything else
        "the 1999 and 2001 WPS resolutions: camps",
        "Recalling the first WPS resolution on the protection of all women in camps and in towns,",
    ],
)
def test_what_the_library_does_not_settle_stays_as_typed(generation: Generation, asked: str) -> None:
    assert with_symbols(asked, generation) == asked


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("the oldest resolution you hold", 1325),
        ("what's the oldest text you hold?", 1325),
        ("which was the first resolution ever", 1325),
        ("what is your earliest resolution", 1325),
        ("which resolution came first", 1325),
        ("when was the first resolution adopted", 1325),
        ("which resolution was adopted last", 2467),
        ("which resolution is the most recent?", 2467),
        ("the newest resolution in the library", 2467),
        ("the last Security Council resolution adopted, please", 2467),
        ("latest resolution before 2015", 1961),
        ("latest resolution of 2015", 2242),
        ("first resolution to be adopted in the 2010s", 1961),
        ("the earliest resolution between 2006 and 2016", 1961),
        ("first resolution since 2011", 2242),
        ("first resolution of May 2016", 2331),
    ],
)
def test_the_oldest_or_newest_resolution_as_such_is_shown_itself(
    generation: Generation, asked: str, number: int
) -> None:
    read = read_question(asked, generation).reading.understood
    assert read.shape.name == "resolution"
    assert [one.number for one in read.scope.filters.resolutions] == [number]
    assert not read.scope.filters.until


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("what does the first resolution of 2015 say about camps", "what does S/RES/2242 (2015) say about camps"),
        ("OP 1 of the last resolution adopted in 2016", "OP 1 of S/RES/2331 (2016)"),
        ("when was the last resolution of 2016 adopted", "when was S/RES/2331 (2016)"),
    ],
)
def test_the_first_or_latest_resolution_of_a_year_is_read_as_its_symbol(
    generation: Generation, asked: str, read: str
) -> None:
    assert with_symbols(asked, generation) == read


@pytest.mark.parametrize(
    "asked",
    [
        "the first resolution in Africa",
        "the last resolution before the war",
        "the last resolution of the conflict",
        "the first resolution to mention women",
        "first resolution of 2015 that mentions women",
        "camps, first resolution of 2015",
        "the last resolution of 2015 on camps",
        "the latest resolution of 2017",  # there is none
        "the resolution of 2015",
        "the oldest text",
    ],
)
def test_other_first_and_latest_resolutions_stay_as_typed(generation: Generation, asked: str) -> None:
    assert with_symbols(asked, generation) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "which resolution started women, peace and security?",
        "when did the women peace and security agenda begin",
        "what was the start of the WPS agenda?",
        "with which resolution did the WPS agenda start",
        "what resolution launched the agenda on women, peace and security",
        "the origins of the WPS agenda",
    ],
)
def test_an_agenda_began_with_its_first_resolution(generation: Generation, asked: str) -> None:
    assert with_symbols(asked, generation) == "S/RES/1325 (2000)"


@pytest.mark.parametrize(
    "asked",
    [
        "when did the war start",
        "which resolution opened the camps",
        "the beginning of the camps",
        "when did mines begin",
    ],
)
def test_what_is_no_agenda_has_no_first_resolution(generation: Generation, asked: str) -> None:
    assert with_symbols(asked, generation) == asked


def test_after_a_question_the_latest_resolution_may_be_of_those_shown(generation: Generation) -> None:
    asked = "which resolution is the most recent?"
    assert with_symbols(asked, generation, follows=True) == asked


def test_a_description_has_the_whole_term_of_the_texts(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    more = text(
        2475,
        2019,
        "Urges help for persons with disabilities",
        "Welcomes persons with disabilities in talks",
        "Requests persons with disabilities as advisers",
    )
    write_library(library, **TEXTS, sixth=more)
    build()
    generation = open_generation(index)
    assert (
        with_symbols("OP 3 of the resolution on persons with disabilities", generation) == "OP 3 of S/RES/2475 (2019)"
    )
    other = "OP 3 of the resolution on persons with zebras"
    assert with_symbols(other, generation) == "OP 3 of S/RES/2475 (2019) with zebras"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (
            "what was the first resolution on women that mentions camps?",
            "what was the first resolution that mentions camps?",
        ),
        ("the latest resolution on women which mentions camps", "the latest resolution which mentions camps"),
        ("the first WPS resolution that speaks of camps", "the first resolution that speaks of camps"),
        (
            "most recent resolution on women, peace and security where camps are",
            "most recent resolution where camps are",
        ),
    ],
)
def test_a_mention_among_the_resolutions_on_a_topic_need_not_be_in_the_first_of_them(
    generation: Generation, asked: str, left: str
) -> None:
    assert with_symbols(asked, generation) == asked
    read = read_question(asked, generation).reading.understood
    assert read.text == understand(left, generation.facts).text
    assert [one.number for one in read.scope.filters.resolutions] == [1325, 2242, 2467]
    assert read.stated == ("in S/RES/1325 (2000) or S/RES/2242 (2015) or S/RES/2467 (2019)",)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("what do the WPS resolutions say about camps", "what do the resolutions say about camps"),
        ("how many women, peace and security resolutions speak of camps?", "how many resolutions speak of camps?"),
        ("do any of the WPS texts mention camps", "do any of the texts mention camps"),
        ("in resolutions on women, what is said about camps", "what is said about camps"),
        ("which resolutions on women mention camps", "which resolutions mention camps"),
        ("in the WPS resolutions, list all paragraphs on camps", "list all paragraphs on camps"),
        ("camps in our WPS resolutions", "camps"),
        ("the WPS resolutions: camps", "camps"),
        ("camps in WPS resolutions", "camps"),
        ("refugees across women, peace and security resolutions", "refugees"),
        ("all mentions of camps in women and peace and security resolutions", "all mentions of camps"),
        ("paragraphs of WPS resolutions on camps", "paragraphs of resolutions on camps"),
        ("WPS resolutions on camps", "resolutions on camps"),
        ("list the WPS resolutions", AS_SUCH),
        ("which are the resolutions on women?", AS_SUCH),
        ("list all resolutions you have on women", AS_SUCH),
        ("can u list every resolution on WPS please", AS_SUCH),
        ("what resolutions are there on women, peace and security?", AS_SUCH),
        ("how many WPS resolutions are there", AS_SUCH),
        ("what WPS resolutions exist?", AS_SUCH),
        ("I need all the WPS resolutions", AS_SUCH),
    ],
)
def test_what_is_asked_of_the_resolutions_on_a_topic_is_looked_for_in_these(
    generation: Generation, asked: str, left: str
) -> None:
    assert with_symbols(asked, generation) == asked
    assert parts(named_group(asked, generation)) == (left, [1325, 2242, 2467], left == AS_SUCH)
    understood = read_question(asked, generation).reading.understood
    assert [one.number for one in understood.scope.filters.resolutions] == [1325, 2242, 2467]


@pytest.mark.parametrize(
    "asked",
    [
        "implementation of the WPS resolutions",
        "states that implement the WPS resolutions",
        "recalling the WPS resolutions on camps",
        "the WPS resolutions",  # nothing is asked of them
        "what do the zebra resolutions say about camps",
        "what do the resolutions on women with disabilities say about camps",  # not all are on disabilities
        "difference between the WPS and the youth resolutions on camps",  # two groups
        "list all resolutions on camps",
        "list resolutions that mention women",
        "which resolutions are on zebras",
        "do WPS resolutions and youth resolutions mention camps",
        "women texts for camps",
        "in 2015 resolutions on women, camps",
        "what do the other women resolutions say about camps",
        "show me the full texts",
        "list the other resolutions",
        "what do the peace resolutions say about camps",  # any is on peace
        "WPS, resolutions after 2015",
        "WPS: resolutions until 2015",
        "women, peace and security, resolutions since 2015",
    ],
)
def test_other_questions_name_no_group(generation: Generation, asked: str) -> None:
    assert named_group(asked, generation) is None


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("camps outside the WPS resolutions", "camps"),
        ("camps, except in the women, peace and security resolutions", "camps"),
        ("camps other than in the WPS texts", "camps"),
        ("camps, but not in the WPS agenda", "camps"),
        ("camps, not counting the WPS resolutions", "camps"),
        ("all paragraphs on camps not in the resolutions on women", "camps"),
        ("is there anything on camps not in the WPS resolutions", "camps"),
        ("camps in any text other than the WPS ones", "camps"),
        ("excluding the WPS resolutions: camps", "camps"),
        ("camps outside WPS resolutions", "camps"),
        ("no WPS resolutions please: camps", "camps"),
    ],
)
def test_a_group_that_is_left_out_is_excluded(generation: Generation, asked: str, left: str) -> None:
    understood = read_question(asked, generation).reading.understood
    assert understood.text == left
    assert [one.number for one in understood.scope.outside] == [1325, 2242, 2467]
    assert not understood.scope.filters.resolutions


def test_a_group_of_a_year_is_left_out_beside_another_group(generation: Generation) -> None:
    understood = read_question(
        "camps in the youth resolutions, outside of the 2015 WPS resolutions", generation
    ).reading.understood
    assert understood.text == "camps"
    assert understood.stated == ("in S/RES/1612 (2005)", "outside S/RES/2242 (2015)")


@pytest.mark.parametrize(
    ("asked", "looked_in"),
    [
        ("why is amnesty not in the WPS resolutions", [1325, 2242, 2467]),
        ("climate is not in the youth resolutions", [1612]),
        ("which topics are not in the youth resolutions", [1612]),
        ("apart from women, who do the youth resolutions mention", [1612]),
        ("what would peace be without the WPS resolutions", []),
        ("states that do not respect the WPS resolutions", []),
        ("not only in the WPS resolutions: camps", []),
        ("camps outside the zebra resolutions", []),
        ("the WPS agenda on camps", []),
        ("are there no WPS resolutions on camps", []),
    ],
)
def test_other_words_leave_no_group_out(generation: Generation, asked: str, looked_in: list[int]) -> None:
    scope = read_question(asked, generation).reading.understood.scope
    assert not scope.outside
    assert [one.number for one in scope.filters.resolutions] == looked_in


@pytest.mark.parametrize(
    ("asked", "like"),
    [
        ("last operative paragraph of each WPS resolution", "last operative paragraph of all WPS resolutions"),
        ("paragraph 2 of every women, peace and security resolution", "paragraph 2 of all WPS resolutions"),
        ("OP 1 of each resolution on women", "OP 1 of all resolutions on women"),
        ("OP 1 of each of the WPS resolutions", "OP 1 of all WPS resolutions"),
        ("does every WPS resolution mention camps", "do all WPS resolutions mention camps"),
        ("what is said on camps in every single WPS resolution", "what is said on camps in all WPS resolutions"),
        ("list each WPS resolution", "list all WPS resolutions"),
    ],
)
def test_each_resolution_of_a_group_is_all_of_them(generation: Generation, asked: str, like: str) -> None:
    read, plain = (read_question(text, generation).reading.understood for text in (asked, like))
    assert (read.text, read.shape, read.cited, read.places) == (plain.text, plain.shape, plain.cited, plain.places)
    assert [one.number for one in read.scope.filters.resolutions] == [1325, 2242, 2467]


def test_a_numbered_paragraph_of_each_resolution_is_of_each_that_is_meant(generation: Generation) -> None:
    read = read_question("OP 1 of each of the last two WPS resolutions", generation).reading.understood
    assert [str(one) for one in read.cited] == ["S/RES/2242 (2015), OP 1", "S/RES/2467 (2019), OP 1"]


@pytest.mark.parametrize(
    "asked",
    [
        "the role of each conflict party in conflict resolution",
        "obligations of every state under the WPS resolution",
        "the implementation of each WPS resolution",
        "representatives of each party to the resolution",
        "what does each resolution say on camps",
        "in each of 1325 and 1820",
    ],
)
def test_other_words_ask_for_no_group(asked: str) -> None:
    assert with_all(asked) == asked


def test_a_group_of_a_year_is_of_that_year(generation: Generation) -> None:
    group = named_group("what did the 2015 WPS texts say on camps", generation)
    assert parts(group) == ("what did the texts say on camps", [2242], False)
    assert named_group("what did the 2016 WPS texts say on camps", generation) is None
    assert parts(named_group("list the 2015 WPS resolutions", generation)) == (AS_SUCH, [2242], True)


def test_resolutions_that_are_asked_for_themselves_are_counted_and_shown(generation: Generation) -> None:
    found = ask("list the WPS resolutions", encoded(generation), k=10)
    assert found.total == 3
    shown = [hit.clause.id for hit in found.hits]
    assert shown == ["S/RES/1325(2000)#PP1", "S/RES/2242(2015)#PP1", "S/RES/2467(2019)#PP1"]


def test_a_group_after_a_question_replaces_its_resolutions(generation: Generation) -> None:
    before = [Turn(read_question("what does 1612 say on camps", generation).reading.understood)]
    read = read_question("and what do the WPS resolutions say on mines", generation, before=before).reading.understood
    assert [one.number for one in read.scope.filters.resolutions] == [1325, 2242, 2467]


def test_resolutions_of_an_agenda_are_on_it_without_its_words(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    on_camps = text(1888, 2009, "Urges calm", "Condemns attacks on camps", "Calls for reports", "Welcomes reports")
    write_library(library, **TEXTS, sixth=on_camps)
    build()
    group = named_group("what do the WPS resolutions say about camps", open_generation(index))
    assert parts(group)[1] == [1325, 1888, 2242, 2467]


@pytest.mark.parametrize(
    "asked",
    [
        "the first resolution on zebras that mentions camps",
        "the first two WPS resolutions that mention camps",
        "what does the first resolution on women that we have say about camps",
        "what does the resolution on women that mentions camps say",
        "did the first WPS resolution mention camps that are safe",
        "the first resolution that mentions women",
    ],
)
def test_other_descriptions_have_no_mention_among_them(generation: Generation, asked: str) -> None:
    assert named_group(asked, generation) is None


def test_a_mention_among_resolutions_keeps_to_those_that_are_named(generation: Generation) -> None:
    read = read_question("in 1612, the first resolution on women that mentions camps", generation).reading.understood
    assert read.stated == ("in S/RES/1612 (2005)",)


def test_resolutions_of_a_year_are_those_of_it_on_the_topic(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    more = text(2244, 2015, "Urges women to speak", "Welcomes women in talks", "Calls for women as judges")
    write_library(library, **TEXTS, sixth=more)
    build()
    generation = open_generation(index)
    read = "compare S/RES/2242 (2015) and S/RES/2244 (2015) on camps"
    assert with_symbols("compare the two WPS resolutions of 2015 on camps", generation) == read
    assert with_symbols("compare the first and the last WPS resolution of 2015 on camps", generation) == read
    unsettled = "compare the two WPS resolutions of 2019 on camps"
    assert with_symbols(unsettled, generation) == unsettled


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("and the women resolutions?", [1325, 2242, 2467]),
        ("only the women, peace and security ones", [1325, 2242, 2467]),
        ("what about the WPS resolutions", [1325, 2242, 2467]),
        ("just the WPS texts please", [1325, 2242, 2467]),
        ("and in the women resolutions too", [1325, 2242, 2467]),
        ("ok, and the youth resolutions", [1612]),
        ("and the youth ones?", [1612]),
        ("but only the weapons resolutions", [2331]),
        ("how about the weapons ones, please", [2331]),
        ("within the youth texts", [1612]),
        ("and in the resolutions on women?", [1325, 2242, 2467]),
        ("now in the texts about youth please", [1612]),
    ],
)
def test_a_follow_up_limits_to_the_resolutions_on_a_topic(
    generation: Generation, asked: str, numbers: list[int]
) -> None:
    before = [Turn(read_question("who reports on camps", generation).reading.understood)]
    read = read_question(asked, generation, before=before).reading.understood
    assert (read.text, [one.number for one in read.scope.filters.resolutions]) == ("who reports on camps", numbers)
    assert with_symbols(asked, generation) == asked, "a question of its own"


@pytest.mark.parametrize(
    "asked",
    [
        "and the other resolutions",
        "and the later ones",
        "and the UN resolutions?",
        "and the zebra resolutions?",
        "and the security resolutions",  # all are
        "and the women in the resolutions",
        "what about the ones about women",
        "and the women",
        "and the two WPS resolutions",  # there are three
        "and the 2019 ones",
    ],
)
def test_a_follow_up_on_no_such_resolutions_stays_as_typed(generation: Generation, asked: str) -> None:
    assert with_symbols(asked, generation, follows=True) == asked


def test_a_described_resolution_limits_like_a_numbered_one(generation: Generation) -> None:
    read = read_question("what does the first WPS resolution say on camps?", generation).reading.understood
    assert read.stated == ("in S/RES/1325 (2000)",)
    verbatim = read_question("the first WPS resolution", generation, literal=True).reading.understood
    assert not verbatim.scope.filters.resolutions


@pytest.mark.parametrize(
    "asked",
    [
        "when was the MARA established",
        "who set up the monitoring, analysis and reporting arrangements?",
        "which resolution created the MARA",
        "in which year was the MARA set up",
    ],
)
def test_what_sets_something_up_comes_first_where_that_is_asked(generation: Generation, asked: str) -> None:
    rows = setting_up(read_question(asked, generation).reading.understood, generation)
    assert [clause.id for clause in generation.clauses_at(rows.tolist())] == ["S/RES/1961(2010)#1"]
    found = ask(asked, encoded(generation), k=3)
    assert found.hits[0].clause.id == "S/RES/1961(2010)#1"


@pytest.mark.parametrize(
    "asked",
    [
        "what is the MARA",
        "when was the court established",
        "when was the MARA established, in 2467",
        "who established camps",
        "what should be established for women",
    ],
)
def test_nothing_sets_up_what_is_not_asked_for_so(generation: Generation, asked: str) -> None:
    assert not len(setting_up(read_question(asked, generation).reading.understood, generation))


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("which was the very first resolution on women?", 1325),
        ("first resolution on women, peace and security", 1325),
        ("what is the latest WPS resolution", 2467),
    ],
)
def test_the_first_resolution_on_an_item_of_the_agenda_is_shown_itself(
    generation: Generation, asked: str, number: int
) -> None:
    """The earliest mention of women may be in any resolution."""
    understood = read_question(asked, generation).reading.understood
    assert understood.shape.name == "resolution"
    assert [one.number for one in understood.scope.filters.resolutions] == [number]


def test_a_list_of_resolutions_on_an_item_takes_no_topic_along(generation: Generation) -> None:
    before = [Turn(understand("camps", generation.facts))]
    for asked in ("list the WPS resolutions", "list all resolutions you have on women"):
        understood = read_question(asked, generation, before=before).reading.understood
        assert (understood.shape.name, understood.shape.as_such) == ("count", True)
        assert [one.number for one in understood.scope.filters.resolutions] == [1325, 2242, 2467]


def test_a_long_text_describes_nothing() -> None:
    assert not find_descriptions("the first WPS resolution on camps " * 20)


def test_a_description_ends_where_its_topic_does() -> None:
    [one] = find_descriptions("in the latest resolution on women, peace and security, what about small arms?")
    assert one.topic == "women, peace and security"
    [one] = find_descriptions("what does the resolution on missing persons in conflict say about children")
    assert one.topic == "missing persons in conflict"


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("schools in youth resolutions", "youth"),
        ("schools in children in armed conflict resolutions", "children in armed conflict"),
        ("children in armed conflict resolutions on schools", "children in armed conflict"),
        ("the trafficking in persons resolutions: children", "trafficking in persons"),
        ("all paragraphs on schools in youth resolutions", "youth"),
    ],
)
def test_a_group_without_an_article_begins_behind_the_words_that_it_limits(asked: str, topic: str) -> None:
    assert [one.topic for one in find_descriptions(asked)] == [topic]
