import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.follow_ups.wordings import in_standard_wording
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.swaps import swapped_in
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FOUND = (Symbol(2242, 2015),)


def after(first: str, *texts: str) -> Reading:
    turns = [Turn(understand(first, LIBRARY), FOUND)]
    for text in texts:
        read = follow_up(text, turns, LIBRARY)
        turns.append(Turn(read.understood, FOUND))
    return read


@pytest.mark.parametrize(
    ("first", "text", "searched"),
    [
        ("who can be sanctioned for trafficking?", "how about for sexual violence", "sexual violence?"),
        ("who can be sanctioned for trafficking?", "and for recruiting children?", "recruiting children?"),
        ("reparations for survivors of sexual violence", "same for children", "reparations for children"),
        ("reparations for survivors of trafficking", "and for men?", "reparations for men"),
        (
            "reparations for survivors of sexual violence",
            "and trafficking?",
            "reparations for survivors of trafficking",
        ),
        ("attacks on schools", "same question for hospitals", "attacks on hospitals"),
        ("attacks on schools", "and hospitals?", "attacks on hospitals"),
        ("attacks on schools", "not schools, hospitals", "attacks on hospitals"),
        ("attacks on schools", "I mean hospitals, not schools", "attacks on hospitals"),
        ("task forces", "not the one on children, the other one on police", "task forces on police"),
        ("task forces", "not on children but on police", "task forces on police"),
        ("help for girls", "not for girls but for boys", "help for boys"),
        ("attacks on schools", "hospitals instead of schools please", "attacks on hospitals"),
        ("hospitals attacked", "what about schools", "schools attacked"),
        ("participation of women in peace talks", "same thing for youth", "participation of youth in peace talks"),
        ("sexual violence against women", "and men?", "sexual violence against men"),
        ("women, peace and security", "and youth?", "youth, peace and security"),
        ("protection of refugees", "disabled people instead", "protection of disabled people"),
        ("consultation with women's groups", "and with trade unions?", "consultation with trade unions"),
        ("who reports on hate speech in missions?", "and on elections", "who reports on elections in missions?"),
        ("training of police on child protection", "now on sexual violence", "training of police on sexual violence"),
        (
            "sexual violence as a tactic of war",
            "now swap war for terrorism",
            "sexual violence as a tactic of terrorism",
        ),
        ("attacks on schools", "replace schools with hospitals", "attacks on hospitals"),
        ("help for girls in camps", "make that boys", "help for boys in camps"),
        ("attacks on schools", "change it to hospitals", "attacks on hospitals"),
        ("sanctions against groups that recruit children", "And against rapists?", "sanctions against rapists"),
        ("can they brief the Council", "and young people?", "can young people brief the Council"),
        ("who protects them in camps", "what about boys", "who protects boys in camps"),
    ],
)
def test_what_is_named_takes_the_place_of_a_part(first: str, text: str, searched: str) -> None:
    read = after(first, text)
    assert read.searched.endswith(searched)
    assert read.searched == read.understood.text
    assert read.note == f"about: {read.understood.text.rstrip('?')}"


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("missing persons", "what about graves"),
        ("women police in missions", "what about women mediators"),
        ("funding for child soldier reintegration programmes", "and for girls?"),
        ("who should collect data on attacks", "and on aid workers in general?"),
        ("gender advisers for missions", "and for how long?"),
        ("gender advisers for missions", "and for them?"),
        ("training of police on child protection", "and human rights?"),
        ("hate speech", "and terrorism?"),
        ("women and children", "and men?"),
        ("attacks on schools", "and 2331?"),
        ("attacks on schools", "not school, university"),
        ("attacks on schools", "schools and hospitals, not much else"),
        ("attacks on schools", "and by peacekeepers?"),
    ],
)
def test_what_takes_no_place_is_asked_beside_the_question_before(first: str, text: str) -> None:
    assert swapped_in(text, first) == ""


@pytest.mark.parametrize(
    ("text", "last", "searched"),
    [
        ("what about the victims?", "sale of persons by pirates", ""),
        ("what about the survivors?", "trafficking of people in conflict", ""),
        ("what about the families?", "missing persons", ""),
        ("and the victims?", "protection of persons with disabilities", ""),
        ("what about children?", "trafficking of people in conflict", "trafficking of children in conflict"),
        ("what about survivors?", "reparations for victims", "reparations for survivors"),
    ],
)
def test_those_to_whom_a_wrong_was_done_are_no_other_persons(text: str, last: str, searched: str) -> None:
    assert swapped_in(text, last) == searched


@pytest.mark.parametrize(
    ("turns", "searched"),
    [
        (("women mediators", "sorry I mean young mediators"), "young mediators"),
        (("trafficking in persons", "no, I meant smuggling of oil"), "smuggling of oil"),
        (("attacks on schools", "I meant hospitals"), "attacks on hospitals"),
        (("sanctions for recruiting children", "I mean for sexual violence"), "sanctions for sexual violence"),
        (("landmines", "wait, I mean in schools"), "landmines. and in schools"),
        (("landmines", "I mean how is it funded?"), "landmines. and how is it funded?"),
        (("landmines", "I mean access to courts for them"), "landmines. and access to courts for them"),
        (("camps", "what against theft", "I mean threats to staff"), "camps. and threats to staff"),
        (("women mediators", "no wait, gender advisers"), "gender advisers"),
        (("women mediators", "or rather gender advisers"), "gender advisers"),
        (("women mediators", "scratch that, gender advisers"), "gender advisers"),
        (("women mediators", "correction: gender advisers"), "gender advisers"),
        (("women mediators", "oops, gender advisers"), "gender advisers"),
        (("women mediators", "hold on - gender advisers"), "gender advisers"),
        (("attacks on schools", "my bad, hospitals"), "attacks on hospitals"),
        (("women mediators", "no, men"), "men mediators"),
        (("women mediators", "no: gender advisers"), "gender advisers"),
        (("attacks on schools", "no, hospitals"), "attacks on hospitals"),
        (("attacks on schools", "nope, hospitals"), "attacks on hospitals"),
        (("landmines", "no, for children"), "landmines. and for children"),
        *(
            (("women mediators", said), "gender advisers")
            for said in (
                "actually gender advisers",
                "actually, gender advisers",
                "no, actually gender advisers",
                "I was asking about gender advisers",
                "sorry, I was looking for gender advisers",
                "I meant to say gender advisers",
                "I meant to ask about gender advisers",
                "not that, gender advisers",
                "not those ones: gender advisers",
                "forget that: gender advisers",
                "never mind that. gender advisers",
                "what I really want is gender advisers",
                "what I need is gender advisers",
                "hmm not what I wanted, I mean gender advisers",
            )
        ),
        (("attacks on schools", "actually hospitals"), "attacks on hospitals"),
        (("women mediators", "actually operative only"), "women mediators"),
        (("women mediators", "what I really want is operative paragraphs"), "women mediators"),
        (("women mediators", "I was asking about 2242"), "women mediators"),
        (("women mediators", "scratch that, only 2242"), "women mediators"),
        (("women mediators", "no, operative paragraphs"), "women mediators"),
        (("women mediators", "no, list them all"), "women mediators"),
        (("landmines", "I mean it"), "I mean it"),
        (("landmines", "what do you mean?"), "what do you mean?"),
    ],
)
def test_what_is_meant_takes_the_place_of_what_it_corrects(turns: tuple[str, ...], searched: str) -> None:
    assert after(*turns).searched == searched


@pytest.mark.parametrize(
    "asked",
    [
        "wait, who clears them?",
        "wait times at borders",
        "correction officers in prisons",
        "wait, stop",
        "no, never",
        "no, mines are cleared there",
        "no, it is about girls",
        "actually nobody clears them there in the end",
        "actually mentioned anywhere?",
        "actually I need small arms",
        "what I want is to know who pays",
        "not that I know of",
    ],
)
def test_a_question_that_corrects_nothing_is_read_as_it_is(asked: str) -> None:
    assert after("landmines", asked).understood.text == asked


def test_what_is_meant_keeps_limits_and_shape_and_later_turns_build_on_it() -> None:
    assert after("camps in 2242", "I meant young mediators").understood.stated == ("in S/RES/2242 (2015)",)
    assert after("camps", "I meant since 2015").understood.stated == ("since 2015",)
    assert after("list the resolutions on landmines", "I meant small arms").understood.shape.name == "list"
    assert after("landmines", "in 2242", "I mean gold smuggling").searched == "gold smuggling"
    read = after("landmines", "clearance", "in 2242", "I mean smuggling")
    assert (read.searched, read.understood.stated) == ("landmines. and smuggling", ("in S/RES/2242 (2015)",))
    read = after("women mediators", "I mean young guards", "training", "who pays for it?")
    assert read.searched == "young guards. training. who pays for it?"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("just the bit on children", "children"),
        ("only the part about the police please", "the police"),
        ("and can I have only the sentences that deal with Interpol?", "Interpol"),
        ("only what concerns schools", "schools"),
        ("just what it says on local staff", "local staff"),
        ("only parts mentioning girls", "girls"),
        ("just on airlines please", "airlines"),
    ],
)
def test_a_part_of_what_was_found_is_wanted_of_the_same_resolution(text: str, topic: str) -> None:
    read = after("what does 2242 say on camps", text)
    assert (read.understood.text, read.understood.stated) == (f"specifically on {topic}", ("in S/RES/2242 (2015)",))
    assert read.searched == f"what does the resolution say on camps. specifically on {topic}"


@pytest.mark.parametrize(
    "text",
    [
        "only part of the funding",
        "just on time",
        "only the bit on page 2",
        "just the part about it",
        "just on the ground",
        "is it only on children?",
        "only about half of them",
        "only the operative part",
        "only on operative ones",
        "only the part on 2106",
    ],
)
def test_what_wants_no_part_of_what_was_found_stays_as_asked(text: str) -> None:
    assert in_standard_wording(text, Question.verbatim("camps"), "of-others") == text


def test_a_swapped_part_is_swapped_again() -> None:
    assert (
        after("reparations for women", "same for children", "and for refugees").searched == "reparations for refugees"
    )


@pytest.mark.parametrize("text", ["what about the money?", "and the money?", "who pays for that?", "and by whom"])
def test_a_question_with_another_part_takes_the_place_of_the_one_before(text: str) -> None:
    assert after("attacks on schools", "same for hospitals", text).searched == f"attacks on hospitals. {text}"


@pytest.mark.parametrize("limits", [["since 2018"], ["operative ones"], ["only 2242", "in any resolution"]])
def test_a_question_with_another_part_is_repeated_without_the_one_before(limits: list[str]) -> None:
    assert after("attacks on schools", "same for hospitals", *limits).searched == "attacks on hospitals"
    assert after("compare 2250 and 2331 on funding", "on courts instead", *limits).searched == "courts"
    read = after("attacks on schools", "same for hospitals", *limits, "who pays for that?")
    assert read.searched == "attacks on hospitals. who pays for that?"


def test_another_topic_takes_the_place_of_the_one_named_last() -> None:
    read = after("missing persons", "what about graves", "and what about the money?")
    assert read.searched == "missing persons. and what about the money?"
    read = after("missing persons", "what about graves", "who has to report on that?")
    assert read.searched == "missing persons. what about graves. who has to report on that?"


@pytest.mark.parametrize("text", ["on protection instead", "protection instead", "and on protection?"])
def test_another_topic_instead_keeps_a_comparison(text: str) -> None:
    read = after("compare 2250 and 2331 on funding", text).understood
    assert (read.text.rstrip("?"), read.shape.name) == ("protection", "compare")
    assert read.stated == ("in S/RES/2250 (2015) or S/RES/2331 (2016)",)


@pytest.mark.parametrize(
    ("first", "part", "searched"),
    [
        ("amnesty for rape", "for children?", "amnesty for rape for children"),
        ("can an amnesty cover rape?", "and crimes against kids?", "can an amnesty cover rape and crimes against kids"),
        ("hate speech", "in schools", "hate speech in schools"),
        ("hate speech", "against peacekeepers", "hate speech against peacekeepers"),
        ("missing persons", "children", "missing persons and children"),
        ("women police", "in senior posts please", "women police in senior posts"),
        ("reports to the Council", "on small arms", "reports to the Council on small arms"),
        ("trafficking", "also for organs?", "trafficking for organs"),
        ("landmines", "and refugees", "landmines and refugees"),
        ("sanctions", "girls", "sanctions and girls"),
        ("what does the Council say about mediation?", "by women", "mediation by women"),
    ],
)
@pytest.mark.parametrize(
    "asked",
    ["how many", "which was first?", "the latest?", "which resolutions mention it", "list them all", "and the first?"],
)
def test_a_list_of_what_was_asked_is_of_the_topic_with_the_part_added(
    first: str, part: str, searched: str, asked: str
) -> None:
    read = after(first, part, asked)
    assert (read.understood.text, read.note) == (searched, f"about: {searched}")
    assert read.searched == searched


@pytest.mark.parametrize(
    ("first", "second", "searched"),
    [
        ("landmines", "what about cluster bombs?", "what about cluster bombs"),
        ("attacks on schools", "same for hospitals", "attacks on hospitals"),
        ("attacks on schools", "gold smuggling", "gold smuggling"),
    ],
)
def test_a_list_of_a_topic_of_its_own_is_of_that_alone(first: str, second: str, searched: str) -> None:
    assert after(first, second, "how many").understood.text.rstrip("?") == searched


def test_a_part_stays_added_where_a_limit_comes_between() -> None:
    assert after("trafficking", "for organs", "since 2015", "how many").understood.text == "trafficking for organs"


@pytest.mark.parametrize(
    ("text", "last", "searched"),
    [
        ("on women?", "sanctions and their effect on children", "sanctions and their effect on women"),
        ("on civilians?", "sanctions and their effect on women", "sanctions and their effect on civilians"),
        ("for boys", "help for girls", "help for boys"),
        ("against journalists?", "attacks against teachers", "attacks against journalists"),
        ("by women?", "mediation by men", "mediation by women"),
        ("on small arms", "reports on landmines", "reports on small arms"),
        ("women then?", "do persons with disabilities brief the Council", "do women brief the Council"),
        ("and youth?", "do persons with disabilities brief the Council", "do youth brief the Council"),
        ("youth then", "do women brief the Council", "do youth brief the Council"),
        ("hospitals then", "attacks on schools", "attacks on hospitals"),
        ("against journalists?", "attacks on teachers", ""),
        ("for girls", "help for girls", ""),
        ("for girls", "funding for reintegration", ""),
        ("for children?", "amnesty for rape", ""),
        ("in schools", "attacks in hospitals", ""),
        ("of children", "trafficking", ""),
        ("girls", "help for boys", ""),
        ("what then?", "attacks on schools", ""),
    ],
)
def test_behind_the_same_preposition_a_thing_of_the_same_kind_takes_its_place(
    text: str, last: str, searched: str
) -> None:
    assert swapped_in(text, last) == searched


def test_a_group_is_swapped_again_in_the_turns_after() -> None:
    first = "sanctions and their effect on children"
    assert after(first, "on women?", "on civilians?").searched == "sanctions and their effect on civilians"
    assert after(first, "on women?", "and on youth?").searched == "sanctions and their effect on youth"


def test_what_corrects_the_last_question_is_read_as_any_other() -> None:
    assert after("landmines", "OPs: camps").understood.stated == ("operative paragraphs",)
    assert after("landmines", "scratch that, list all").understood.shape.name == "list"


def test_a_part_in_the_place_of_another_is_a_part_of_the_topic_before() -> None:
    assert after("amnesty", "for rape", "not rape, genocide").searched == "amnesty. for genocide"
    assert after("amnesty", "for rape", "not rape, genocide", "how many?").searched == "amnesty for genocide"
