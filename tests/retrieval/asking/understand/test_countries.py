"""Countries that no paragraph names are found, and whether a question is on one or only mentions it."""

from dataclasses import replace

import pytest

from retrieval.asking.understand.countries import (
    find_unnamed,
    is_background,
    is_of_those_who_ask,
    with_names_held,
)
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import asked_after, library

LIBRARY = replace(
    library(),
    words=dict.fromkeys("iraq rwanda guinea turkey russian mali’s".split(), 1),
    countries=frozenset({"Sudan"}),
)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("what measures were imposed on Haiti gangs", ["Haiti"]),
        ("child soldiers in the Democratic Republic of the Congo", ["Congo"]),
        ("child soldiers in drc", ["Congo"]),
        ("women in the Afghan government", ["Afghanistan"]),
        ("Rohingya and Syrian refugees", ["Rohingya", "Syria"]),
        ("Gaza's hospitals, the West Bank", ["Gaza", "West Bank"]),
        ("sanctions in South Sudan", ["South Sudan"]),
        ("camps in Papua New Guinea", ["Papua New Guinea"]),
        ("camps in Guinea-Bissau?", ["Guinea-Bissau"]),
        ("Iraqi and Rwandan women, Guinea, Türkiye, Sudanese camps", []),
        ("Russia, Mali", []),
        ("malign actors, polish the text, romance, Geneva", []),
    ],
)
def test_a_country_that_nothing_names_is_found(asked: str, names: list[str]) -> None:
    assert [name for name, _, _ in find_unnamed(asked, LIBRARY)] == names


@pytest.mark.parametrize(
    "asked",
    [
        "we are drafting for the mission in Mali: language on camps",
        "Our troops deploy to Mali next month. What training do they need?",
        "I work in Mali and need language on camps",
        "as the representative of Mali, which paragraphs support women?",
        "Mali asks who pays for advisers",
        "My minister visits Mali; any wording on camps?",
        "family of a fighter just landed from Mali. what is the state to do with them",
        "brother back from Mali with a bad leg. any help for him",
        "neighbours evacuated out of Mali. may the children go to school",
        "Three women return from Mali with small children. What has the Council said on wives?",
        "A truck with aid stands at the border of Mali. Who can let it through?",
        "A girl sold in Mali arrives in our centre; which language on victims of trafficking do we have?",
        "Two brothers deported from Mali want their papers back. Anything on identity documents?",
        "My cousin was drafted in Mali at sixteen. Does any paragraph forbid that?",
        "And if she flees until Mali, the rape is it a reason to have asylum",
        "when we hand a boy over to Mali, who checks how he is treated?",
        "and if he goes back to Mali, can he go to school?",
    ],
)
def test_a_country_that_is_only_mentioned_is_not_asked_about(asked: str) -> None:
    assert is_background(asked, asked.index("Mali"), asked.index("Mali") + 4)


@pytest.mark.parametrize(
    "asked",
    [
        "peacekeepers in Mali",
        "Mali: women in peace talks",
        "women in Mali: what did the Council say?",
        "what did the Council decide on Mali? I need it for a briefing",
        "do we have anything on camps in Mali",
        "We are in Mali. What did the Council decide there?",
        "what did the mission in Mali do for women",
        "which language is there on our mission in Mali?",
        "refugees from Mali. what did the Council decide",
        "fighters back from Mali",
        "holding back food from Mali. is that a crime",
        "arms smuggled out of Mali. which states must inspect ships",
        "a list of all the paragraphs on Mali. Please sort by year",
        "the situation in Mali and its schools; what has been said",
        "the women of Mali. What did the Council say on them?",
        "what did the Council say when rebels took Mali",
        "if there is anything on Mali, show it",
        "does it matter if the rape was in Mali?",
        "women peacebuilders in Mali. Any language on their protection?",
    ],
)
def test_a_country_that_is_asked_about_is_no_background(asked: str) -> None:
    assert not is_background(asked, asked.index("Mali"), asked.index("Mali") + 4)


@pytest.mark.parametrize(
    "asked",
    [
        "Hi from Mali! anything on hate speech?",
        "From Mali: missing persons",
        "I'm a student from Mali, which paragraph is on camps?",
        "our NGO in Mali needs language on missing persons",
        "a colleague in Mali asks about reparations",
        "I work in Mali, anything on camps?",
    ],
)
def test_a_country_may_only_say_where_those_who_ask_are(asked: str) -> None:
    assert is_of_those_who_ask(asked, asked.index("Mali"), asked.index("Mali") + 4)


@pytest.mark.parametrize(
    "asked",
    [
        "refugees from Mali",
        "from Mali",
        "women from Mali: what did the Council say?",
        "what do we have on camps in Mali?",
        "We are in Mali. What did the Council decide there?",
    ],
)
def test_a_country_that_those_who_ask_are_not_in_is_none_of_theirs(asked: str) -> None:
    assert not is_of_those_who_ask(asked, asked.index("Mali"), asked.index("Mali") + 4)


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("women in Türkiye and Rwanda", "women in Türkiye (Turkey) and Rwanda"),
        ("Rwandan women", "Rwandan (Rwanda) women"),
        ("women in Turkey", "women in Turkey"),
        ("Ivory Coast", "Ivory Coast"),
    ],
)
def test_a_country_is_searched_for_by_the_name_that_texts_have(asked: str, searched: str) -> None:
    assert with_names_held(asked, LIBRARY.words) == searched


def _asked_after(first: str, text: str) -> Reading:
    return follow_up(text, [Turn(understand(first, LIBRARY), (Symbol(2242, 2015),))], LIBRARY)


@pytest.mark.parametrize(
    "text",
    [
        *("and worldwide?", "ok in general then", "any country", "and in general", "then without Yemen"),
        *("and everywhere?", "not Yemen, in general", "leave out Yemen", "Yemen aside", "anywhere, not just Yemen"),
        *("not in yemen, anywhere", "never mind Yemen", "forget about Yemen please", "Yemen doesn't matter"),
    ],
)
def test_the_country_of_the_question_before_is_lifted(text: str) -> None:
    asked = _asked_after("land mines in Yemen", text)
    assert (asked.searched, asked.note, asked.understood.stated) == ("land mines", "about: land mines", ())


@pytest.mark.parametrize("text", ["not Yemen, in general", "drop Yemen", "no, generally"])
def test_a_country_named_by_itself_is_given_up_for_good(text: str) -> None:
    lifted = asked_after(text, "attacks on schools", "in Yemen")
    assert (lifted.searched, lifted.note) == ("attacks on schools", "about: attacks on schools")
    assert asked_after("how many?", "attacks on schools", "in Yemen", text).searched == "attacks on schools"


def test_a_country_in_the_place_of_another_is_on_the_topic_before() -> None:
    swapped = asked_after("not Yemen, Syria", "attacks on schools", "in Yemen")
    assert swapped.searched == "attacks on schools. in Syria"


def test_a_topic_beside_it_is_kept() -> None:
    asked = _asked_after("gangs in Haiti", "ok then just armed groups in general")
    assert asked.searched == "gangs. ok then just armed groups in general"


@pytest.mark.parametrize(
    "text",
    ["and in Mali?", "and men?", "and in Mali in general?", "and children without families", "and why not Yemen?"],
)
def test_other_words_lift_no_country(text: str) -> None:
    assert _asked_after("land mines in Yemen", text).searched.startswith("land mines in Yemen. ")


def test_without_a_country_before_nothing_is_lifted() -> None:
    assert _asked_after("who must report on land mines", "all countries").searched == "all countries"
