"""Lists, counts, first and latest mentions and comparisons hold all that they promise."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer_wording import shape_lines
from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.mentions.topic_parts import joined_topics, parts_of
from retrieval.asking.shapes.comparisons import compare_sides
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.filters import Filters, merge_filters
from retrieval.clauses.scope import Scope
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.retrieval.encoded import encoded
from tests.samples import OFFICIAL_2331, write_library

OLDER = """\
Resolution 1612 (2005)

Adopted by the Security Council at its 5235th meeting, on 26 July 2005

The Security Council,

Recalling the plans of action of parties to conflicts,

1. Urges parties to prepare an action plan against the forced marriage of girls;

2. Requests the Secretary-General to report on sexual violence;

3. Decides to remain actively seized of the matter.
"""
NEWER = """\
Resolution 2467 (2019)

Adopted by the Security Council at its 8514th meeting, on 23 April 2019

The Security Council,

Deeply concerned at sexual violence in conflict,

1. Condemns forced marriages, and marriage that is forced on captives;

2. Encourages action plans of parties, and calls for a ceasefire;

3. Decides to remain actively seized of the matter.
"""

NOWHERE = "No paragraph in this library has “"


@pytest.fixture
def generation(indexed: Callable[..., Generation]) -> Generation:
    return indexed(older=OLDER, newer=NEWER)


@pytest.fixture
def answered(generation: Generation) -> Callable[..., Answer]:
    def answer(asked: str, k: int = 5, *, complete: bool = False) -> Answer:
        return ask(asked, encoded(generation), k=k, complete=complete)

    return answer


def ids(answer: Answer) -> list[str]:
    return [hit.clause.id for hit in answer.hits]


Answering = Callable[..., Answer]


def test_a_list_has_every_paragraph_with_the_words_by_date(answered: Answering) -> None:
    answer = answered("every mention of forced marriage")
    assert ids(answer) == ["S/RES/1612(2005)#1", "S/RES/2467(2019)#1"], "in any number"
    assert (answer.answered, answer.by_words, answer.total) == (True, True, 2)


def test_a_list_is_as_long_as_it_has_to_be_unless_it_is_cut(answered: Answering) -> None:
    everything = answered('all paragraphs with the words "seized of the matter"', 1, complete=True)
    assert len(everything.hits) == everything.total == 4, "equal words are as many mentions"
    cut = answered('all paragraphs with the words "seized of the matter"', 1)
    assert (len(cut.hits), cut.total) == (1, 4)


@pytest.mark.parametrize("asked", ["operative part of 2467", "every OP of 2467", "2467, all operative paragraphs pls"])
def test_a_part_of_a_resolution_is_shown_completely_unless_it_is_cut(answered: Answering, asked: str) -> None:
    whole = [f"S/RES/2467(2019)#{n}" for n in (1, 2, 3)]
    assert (ids(answered(asked, 1, complete=True)), ids(answered(asked, 1))) == (whole, whole[:1])


@pytest.mark.parametrize("asked", ["full text of 2467", "everything in 2467", "the entire resolution 2467"])
def test_a_resolution_is_shown_completely_where_its_whole_text_is_asked_for(answered: Answering, asked: str) -> None:
    assert ids(answered(asked, 1, complete=True))[-1] == "S/RES/2467(2019)#PP1"
    assert ids(answered(asked, 1)) == ["S/RES/2467(2019)#1"]


@pytest.mark.parametrize("asked", ["tell me about 2467", "summary of 2467", "2467", "operative part of 2467 on girls"])
def test_a_resolution_is_not_shown_completely_where_only_some_of_it_is_asked_for(
    answered: Answering, asked: str
) -> None:
    assert len(answered(asked, 1, complete=True).hits) == 1


def test_a_list_knows_abbreviations_alternatives_and_words_apart(answered: Answering) -> None:
    assert ids(answered("list all references to the SG")) == ["S/RES/1612(2005)#2"]
    assert ids(answered("which resolutions mention ceasefires or sexual violence?")) == [
        "S/RES/1612(2005)#2",
        "S/RES/2467(2019)#PP1",
        "S/RES/2467(2019)#2",
    ]
    assert "S/RES/1612(2005)#PP1" in ids(answered("every mention of action plans")), "plans of action"


def test_a_list_has_the_abbreviation_of_a_long_form_too(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    write_library(library, older=OLDER, newer=NEWER.replace("on captives", "on captives, and notes what the EU does"))
    build()
    generation = open_generation(index)
    answer = ask("every mention of the European Union", encoded(generation), k=5)
    assert (ids(answer), answer.by_words) == (["S/RES/2467(2019)#1"], True)


@pytest.mark.parametrize("asked", ["cease-fires", "cease fire", "ceasefires"])
def test_a_list_knows_compounds_however_they_are_written(answered: Answering, asked: str) -> None:
    assert ids(answered(f"every mention of {asked}")) == ["S/RES/2467(2019)#2"]


def test_words_that_are_apart_are_those_of_the_topic_in_any_number_but_no_others_of_their_stem(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    older = OLDER.replace("plans of action of parties", "duty of all to protect").replace(
        "report on sexual violence", "see to the duties of parties for protection"
    )
    write_library(library, older=older, newer=NEWER.replace("action plans of parties", "plans of action"))
    build()

    def listed(topic: str) -> list[str]:
        return ids(ask(f"every mention of {topic}", encoded(open_generation(index)), k=5))

    assert listed("the duty to protect") == ["S/RES/1612(2005)#PP1"]
    assert "S/RES/2467(2019)#2" in listed("action plans")


@pytest.mark.parametrize(
    "asked",
    [
        "every mention of marriages being forced",
        "all paragraphs on girls who are forced to marriage",
        "list: forcing marriages",
    ],
)
def test_words_that_no_paragraph_has_side_by_side_are_found_in_other_forms_of_them(
    answered: Answering, asked: str
) -> None:
    answer = answered(asked)
    assert answer.by_words
    assert "S/RES/1612(2005)#1" in ids(answer)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("every mention of encouraging", {"S/RES/2467(2019)#2"}),
        ("every mention of forced marriages", {"S/RES/1612(2005)#1", "S/RES/2467(2019)#1"}),
        ("how many paragraphs use the term forced marriages", {"S/RES/1612(2005)#1", "S/RES/2467(2019)#1"}),
        ("every paragraph with the phrase action plan", {"S/RES/1612(2005)#1", "S/RES/2467(2019)#2"}),
    ],
)
def test_words_that_are_asked_for_as_words_are_found_as_they_are_but_for_their_number(
    answered: Answering, asked: str, found: set[str]
) -> None:
    assert {*ids(answered(asked, 20))} == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("every mention of UN personnel", {"S/RES/1612(2005)#1", "S/RES/2467(2019)#1"}),
        ("which paragraphs mention the United Nations personnel?", {"S/RES/2467(2019)#1"}),
        ("every mention of UNWomen", {"S/RES/2467(2019)#PP1"}),
        ("every mention of the Under-Secretary-General", {"S/RES/2467(2019)#2"}),
        ("every mention of State parties", {"S/RES/1612(2005)#PP1"}),
        ("every mention of nationality", {"S/RES/1612(2005)#2"}),
    ],
)
def test_a_name_is_found_as_it_is_and_no_other_one(
    build: Callable[[], BuildReport], library: Path, index: Path, asked: str, found: set[str]
) -> None:
    older = OLDER.replace("plans of action of parties", "duties of State parties").replace(
        "Urges parties", "Urges UN personnel and other parties"
    )
    older = older.replace("Requests the Secretary-General to report", "Requests reports by nationality")
    newer = NEWER.replace(
        "Condemns forced", "Asks United Nations personnel, nationals of States and parties, on forced"
    )
    newer = newer.replace("at sexual", "with UN-Women at sexual").replace(
        "action plans of parties", "the Under-Secretary-General"
    )
    write_library(library, older=older, newer=newer)
    build()
    answer = ask(asked, encoded(open_generation(index)), k=20)
    assert ({*ids(answer)}, answer.by_words) == (found, True)


@pytest.mark.parametrize(
    "asked",
    [
        "which resolutions do not mention forced marriage?",
        "how many paragraphs never mention sexual violence",
        "list the resolutions that lack any mention of girls",
        "resolutions without any mention of forced marriage",
        "which resolutions don't cite 1612?",
        "paragraphs mentioning sexual violence but not girls",
        "every paragraph on forced marriage without the word girls",
    ],
)
def test_what_does_not_mention_something_is_not_listed_as_what_does(answered: Answering, asked: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.total) == (False, (), None)
    assert answer.reply.startswith("Only what the texts say can be found")


def test_a_topic_may_say_what_is_not_done(answered: Answering) -> None:
    assert not answered("every mention of marriages that are not forced").reply


def test_words_that_are_asked_for_as_words_and_that_no_paragraph_has_are_not_said_to_be_there(
    answered: Answering,
) -> None:
    """The texts have "encourages"."""
    for asked in (
        "every use of the word encouraging",
        "which paragraphs use the phrase “conflict parties”",
        "is “encouraging” in any resolution",
        "how many paragraphs have the words “forced girls”",
        "first mention of “conflict parties”",
    ):
        answer = answered(asked)
        assert (answer.answered, answer.hits, answer.total) == (False, (), None)
        assert answer.reply.startswith(NOWHERE), asked
        assert answer.near_misses, "the nearest by meaning"


def test_words_that_follow_in_two_paragraphs_are_not_said_to_be_nowhere(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    write_library(library, S_RES_2331=OFFICIAL_2331)
    build()
    asked = "which paragraph has “calls upon Member States to take decisive and immediate action”"
    assert not ask(asked, encoded(open_generation(index)), k=5).reply


TOGETHER = {"S/RES/1612(2005)#PP1", "S/RES/1612(2005)#1", "S/RES/2467(2019)#2"}
"""The paragraphs with "parties" and a form of "plan"."""


@pytest.mark.parametrize(
    "asked",
    [
        "all paragraphs that mention both parties and plans",
        "paragraphs with the words plan and parties",
        "paragraphs that contain “parties” and “plan”",
        'list paragraphs with "plans" and "parties"',
        "every paragraph mentioning plans together with parties",
        "paragraphs mentioning parties as well as plans",
        "every mention of parties AND plans",
        "paragraphs that mention parties and plans in the same paragraph",
        "paragraphs in the resolutions that mention both parties and plans",
    ],
)
def test_topics_that_have_to_be_together_are_found_in_any_places_of_a_paragraph(
    answered: Answering, asked: str
) -> None:
    answer = answered(asked)
    assert ({*ids(answer)}, answer.by_words, answer.total, answer.reply) == (TOGETHER, True, 3, "")
    counted = answered("how many paragraphs mention both parties and plans")
    assert (counted.total, counted.by_words) == (3, True)


def test_topics_of_a_resolution_may_be_in_several_of_its_paragraphs(answered: Answering) -> None:
    answer = answered("which resolutions mention both girls and sexual violence?")
    assert ids(answer) == ["S/RES/1612(2005)#1", "S/RES/1612(2005)#2"]
    assert answer.reply == "Each of these resolutions mentions all of this, though not always in one paragraph."
    assert answered("how many resolutions mention both girls and sexual violence").total == 1
    assert not answered("which resolutions mention both parties and ceasefires?").reply, "they are in one paragraph"


@pytest.mark.parametrize(
    "topic", ["both girls and ceasefires", "the words girls and ceasefire", "“girls” and “ceasefire”"]
)
def test_topics_that_no_paragraph_has_together_are_said_to_be_in_none(answered: Answering, topic: str) -> None:
    answer = answered(f"all paragraphs that mention {topic}")
    assert (answer.answered, answer.total) == (False, None)
    assert answer.reply.startswith(NOWHERE)
    assert '"' not in answer.reply


@pytest.mark.parametrize(
    "topic",
    [
        "women and girls",
        "both sexes",
        "peacekeepers working together with civil society",
        "both women or girls and men",
        '"women", "girls"',
        '"women", "men" or "girls"',
    ],
)
def test_other_topics_are_one(topic: str) -> None:
    assert joined_topics(topic, f"every mention of {topic}") is None


def test_words_in_quotation_marks_have_no_other_linking_words_and_no_long_forms(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    older = OLDER.replace("parties to conflicts", "girls and forced marriages by the EU").replace(
        "the forced marriage of girls", "girls, and what the European Union"
    )
    write_library(library, older=older, newer=NEWER.replace("sexual violence", "girls in forced marriages"))
    build()

    def counted(topic: str) -> Answer:
        return ask(f"how many paragraphs have {topic}?", encoded(open_generation(index)), k=5)

    assert ids(counted("the words “girls and forced marriage”")) == ["S/RES/1612(2005)#PP1"]
    assert shape_lines(counted("the phrase “EU”")) == ["1 paragraph with the words “EU”, by date"]
    assert not counted("the phrase “forced marriage EU”").by_words
    assert len(ids(counted("forced marriages of girls"))) == len(ids(counted("the EU"))) == 2


@pytest.mark.parametrize("topic", ["encouragement", "conditions of captivity", "actions of partisans", "violent girls"])
@pytest.mark.parametrize(
    "asked", ["how many paragraphs mention {}?", "every mention of {}", "when was {} first mentioned?"]
)
def test_paragraphs_with_no_more_than_words_of_the_same_stem_are_not_said_to_have_the_words(
    answered: Answering, asked: str, topic: str
) -> None:
    answer = answered(asked.format(topic))
    assert (answer.by_words, answer.worded or 0) == (False, 0)


def test_a_count_says_how_many_have_the_words_and_how_many_only_related_ones(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    older = OLDER.replace("report on sexual violence", "protect schools")
    write_library(library, older=older, newer=NEWER.replace("sexual violence", "the protection of schools"))
    build()
    asked = "how many paragraphs mention protecting schools?"
    answer = ask(asked, encoded(open_generation(index)), k=5)
    assert (answer.total, answer.worded, answer.by_words) == (2, 1, False)
    assert "2 paragraphs on “protecting schools”: 1 with the words" in shape_lines(answer)[0]


@pytest.mark.parametrize(
    ("topic", "parts"),
    [
        ("camps OR schools", ["camps", "schools"]),
        ("“zero tolerance” OR chain(s) of command", ["“zero tolerance”", "chains of command"]),
        ("ORganized crime or (armed) groups", ["ORganized crime", "armed groups"]),
        ("taken off (de-listed from) the annexes", ["taken off the annexes", "de-listed from the annexes"]),
        ("passenger data (API or PNR)", ["passenger data", "API", "PNR"]),
        ("resettling people (refugees, children)", ["resettling people"]),
    ],
)
def test_alternatives_may_be_parted_by_capitals_and_a_plural_in_brackets_is_none(topic: str, parts: list[str]) -> None:
    assert parts_of(topic)[1:] == [part for part in parts if part.strip()]


def test_linking_words_between_the_words_of_a_topic_may_be_others(answered: Answering) -> None:
    answer = answered("when did the Council first mention plans and action of the parties?")
    assert (ids(answer)[0], answer.by_words) == ("S/RES/1612(2005)#PP1", True)


def test_attacks_on_and_against_something_are_the_same(indexed: Callable[..., Generation]) -> None:
    against = OLDER.replace("sexual violence", "attacks against schools")
    generation = indexed(older=against, newer=NEWER.replace("forced on captives", "an attack on schools"))
    for preposition in ("on", "against", "upon"):
        listed = ask(f"list every mention of attacks {preposition} schools", encoded(generation), k=5)
        assert (ids(listed), listed.by_words) == (["S/RES/1612(2005)#2", "S/RES/2467(2019)#1"], True)


def test_the_first_mention_may_be_in_an_inflection(answered: Answering) -> None:
    assert ids(answered("when was forcing marriage first mentioned?"))[0] == "S/RES/1612(2005)#1"


@pytest.mark.parametrize(
    "asked", ["women protection advisers", "women's protection advisers", "women’s protection adviser"]
)
def test_a_genitive_is_another_form_of_a_word(
    build: Callable[[], BuildReport], library: Path, index: Path, asked: str
) -> None:
    older = OLDER.replace("report on", "identify women’s protection advisers (WPAs) for")
    write_library(library, older=older, newer=NEWER.replace("of parties", "of women protection advisers"))
    build()
    found = ask(f"when were {asked} first mentioned?", encoded(open_generation(index)), k=5)
    assert ids(found) == ["S/RES/1612(2005)#2", "S/RES/2467(2019)#2"]


def test_a_list_has_what_is_probably_on_its_topic_in_other_words(
    build: Callable[[], BuildReport], library: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = "Urges protection of pupils and of all their teachers in schools, and an end of whatever has been an attack"
    older = OLDER.replace("Decides to remain actively seized of the matter.", f"Urges calm;\n\n4. {far};")
    newer = NEWER.replace("a ceasefire", "protection of schools from attack").replace(
        "forced marriages", "the Mandela Code Rules"
    )
    write_library(library, older=older, newer=newer)
    build()
    generation = open_generation(index)

    def listed(topic: str) -> Answer:
        return ask(f"list every mention of {topic}", encoded(generation), k=20)

    described, as_written = "protecting schools from attacks", "protection of schools from attack"
    assert (ids(listed(described)), listed(described).worded) == (["S/RES/2467(2019)#2"], 0), "an unmeasured encoder"
    monkeypatch.setattr(
        "retrieval.asking.mentions.topic_mentions.probabilities",
        lambda values, _: 0.5 * (values[:, 0] >= values[:, 0].max()),
    )
    wide = listed(described)
    assert ids(wide) == ["S/RES/2467(2019)#2", "S/RES/1612(2005)#4"], "words first, and then by meaning"
    assert (wide.by_words, wide.worded, wide.total) == (False, 0, 2)
    for exact in ("Mandela Code Rules", f"the words “{as_written}”", as_written):
        answer = listed(exact)
        assert (answer.by_words, answer.worded, answer.total) == (True, 1, 1)


def test_an_alternative_of_few_words_does_not_stand_for_a_longer_one_that_no_paragraph_has(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    older = OLDER.replace("Decides to remain actively seized of the matter.", "Condemns sexual violence;")
    write_library(library, older=older, newer=NEWER)
    build()

    def listed(topic: str) -> Answer:
        return ask(f"every mention of {topic}", encoded(open_generation(index)), k=20)

    assert not listed("sexual violence or trafficking as part of the ideology of terrorist groups").by_words
    assert listed("sexual violence or forced marriages").by_words


def test_a_word_in_capitals_is_no_inflection_of_a_common_word(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    older = OLDER.replace("the plans of action of parties", "AIDS and the aid of parties who help the WHO")
    write_library(library, older=older, newer=NEWER.replace("a ceasefire", "aids for those who need a ceasefire"))
    build()
    generation = open_generation(index)

    def listed(asked: str) -> list[str]:
        return ids(ask(asked, encoded(generation), k=20))

    assert listed("every mention of AIDS") == listed("every mention of the WHO") == ["S/RES/1612(2005)#PP1"]
    assert listed("every mention of HIV or AIDS") == ["S/RES/1612(2005)#PP1"]
    both = ["S/RES/1612(2005)#PP1", "S/RES/2467(2019)#2"]
    assert listed("every mention of aid") == listed("EVERY MENTION OF AID") == both
    assert "S/RES/1612(2005)#1" in listed("every mention of FORCED marriage"), "nowhere in capitals"


def test_alternatives_may_begin_with_an_article_or_other(answered: Answering) -> None:
    found = ["S/RES/1612(2005)#2", "S/RES/2467(2019)#2"]
    assert ids(answered("every mention of the Secretary-General or the ceasefires")) == found
    assert ids(answered("every mention of a Secretary-General or other ceasefires")) == found


def test_a_common_word_beside_alternatives_of_several_has_to_come_near(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    others = "\n\n".join(
        f"{n}. Urges parties to protect victims of {what};" for n, what in enumerate("abcdef", start=4)
    )
    write_library(library, older=f"{OLDER.rstrip()}\n\n{others}\n", newer=NEWER)
    build()

    def listed(topic: str) -> Answer:
        return ask(f"every mention of {topic}", encoded(open_generation(index)), k=20)

    assert not listed("compensating survivors or victims").by_words, "no words of the whole"
    assert not listed("victims or compensated survivors").by_words
    assert len(listed("survivors or victims").hits) == 6, "both of one word"
    assert "S/RES/1612(2005)#1" in ids(listed("forced marriage or victims"))
    assert len(listed("victims or victimised groups").hits) == 6, "another form of the same word"
    assert len(listed("forced marriage (victims)").hits) < 6 < len(listed("victims (forced marriage)").hits)
    assert listed("prisons (forced marriage)").by_words, "nothing to explain"
    assert not listed("prisons (victims)").by_words, "too common to be what is asked for"


def test_un_before_a_name_is_part_of_it_where_it_is_so_written(answered: Answering) -> None:
    plans = [answered(f"how many paragraphs mention {words}").total for words in ("UN action plans", "action plans")]
    assert plans == [3, 3], "nowhere with UN"
    assert answered("list all paragraphs that mention action plans").total == 3, "as many"


def test_a_list_keeps_to_the_limits_of_its_question(answered: Answering) -> None:
    assert ids(answered("every mention of forced marriage since 2010")) == ["S/RES/2467(2019)#1"]
    assert answered("every mention of forced marriage in 1325").by_words is False


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("how many resolutions use the words seized of the matter?", 4),
        ("how many paragraphs mention sexual violence", 2),
        ("in how many resolutions does sexual violence come up", 2),
    ],
)
def test_a_count_is_of_what_was_asked_for(answered: Answering, asked: str, total: int) -> None:
    answer = answered(asked, 1)
    assert (answer.reading.understood.shape.name, answer.total) == ("count", total)


def test_the_first_and_the_latest_mention_come_first(answered: Answering) -> None:
    assert ids(answered("when was forced marriage first mentioned?"))[0] == "S/RES/1612(2005)#1"
    assert ids(answered("latest language on forced marriage"))[0] == "S/RES/2467(2019)#1"


@pytest.mark.parametrize(
    "asked",
    ["when was coerced marriage first mentioned?", "latest language on coerced marriage"],
)
def test_a_ranking_in_place_of_a_first_or_latest_mention_is_not_said_to_be_one(
    asked: str, answered: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answered(asked).reading.understood.shape.name in ("first", "latest")
    monkeypatch.setattr("retrieval.asking.shapes.lists.judge", lambda *_: (0.3, False))
    ranked = answered(asked)
    assert (ranked.answered, ranked.as_record()["shape"]) == (True, "answer")


def test_a_comparison_has_a_side_for_each_resolution_and_says_which_is_silent(answered: Answering) -> None:
    answer = answered("compare 1612 and 2467 on forced marriage")
    assert [(side.resolution, side.ids[:1]) for side in answer.sides] == [
        ("S/RES/1612 (2005)", ("S/RES/1612(2005)#1",)),
        ("S/RES/2467 (2019)", ("S/RES/2467(2019)#1",)),
    ]
    assert ids(answer)[:2] == ["S/RES/1612(2005)#1", "S/RES/2467(2019)#1"], "the first of each side"
    silent = answered("what did 2467 add to 1612 on a ceasefire?")
    assert [(side.resolution, bool(side.ids)) for side in silent.sides] == [
        ("S/RES/2467 (2019)", True),
        ("S/RES/1612 (2005)", False),
    ]


def test_a_side_shows_all_its_paragraphs_with_the_words_if_the_other_has_fewer(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    newer = NEWER.replace("3. Decides", "3. Condemns any forced marriage;\n\n4. Decides")
    write_library(library, older=OLDER, newer=newer)
    build()
    asked = "1612 vs 2467: forced marriage or ceasefire"
    found = ask(asked, encoded(open_generation(index)), k=4)
    assert [{name.partition("#")[2] for name in side.ids} for side in found.sides] == [{"1"}, {"1", "2", "3"}]


@pytest.mark.parametrize(
    ("wording", "speaks"),
    [
        ("Calls for a prompt and long ceasefire that parties keep", True),
        ("Calls for a long and prompt stop of fire that parties keep", True),
        ("Calls for ceasefires of any party, prompt as this is, if everybody keeps guarding it for long", True),
        ("Calls for schools", False),
    ],
    ids=["the words", "nearly as near", "the words apart", "neither"],
)
def test_a_side_that_lacks_the_words_of_another_speaks_if_it_is_as_near(
    build: Callable[[], BuildReport], library: Path, index: Path, wording: str, speaks: bool
) -> None:
    older = OLDER.replace("Urges parties to prepare an action plan against the forced marriage of girls", wording)
    write_library(library, older=older, newer=NEWER.replace("a ceasefire", "a prompt and long ceasefire parties keep"))
    build()
    found = ask("prompt and long ceasefire that parties keep: 1612 vs 2467", encoded(open_generation(index)), k=5)
    assert [bool(side.ids) for side in found.sides] == [speaks, True]


def test_no_side_of_a_comparison_is_silent_because_fewer_paragraphs_are_wanted(answered: Answering) -> None:
    found = answered("compare 1612 and 2467 on forced marriage", 1)
    assert [len(side.ids) for side in found.sides] == [1, 1]
    assert len(found.hits) == 2


def test_no_side_of_a_comparison_speaks_where_another_resolution_is_much_nearer(answered: Answering) -> None:
    found = answered("trafficking: 1612 vs 2467", 4)
    assert (found.answered, found.sides, len(found.near_misses)) == (False, (), 4)
    assert found.beyond, "2331 is on trafficking"


def test_a_topic_without_its_words_is_listed_by_meaning(answered: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "every mention of wedlock by coercion"
    assert answered(asked).by_words is False
    for judging in ("shapes.lists", "shapes.comparisons", "finder"):
        monkeypatch.setattr(f"retrieval.asking.{judging}.judge", lambda *_: (0.3, False))
    refused = answered(asked)
    assert (refused.answered, refused.confidence) == (False, 0.3)
    for likely, answers in ((0.7, False), (0.9, True)):
        monkeypatch.setattr(
            "retrieval.asking.mentions.topic_mentions.probabilities",
            lambda values, _, best=likely: best * (values[:, 0] == values[:, 0].max()),
        )
        answer = answered(asked)
        assert answer.answered is answers, "a paragraph that is very likely on the topic is enough"
        assert answer.confidence == pytest.approx(likely if answers else 0.3)


@pytest.mark.parametrize("limits", [Filters(themes=("Protection",)), Filters(since=date(2030, 1, 1))])
def test_a_comparison_within_limits_that_leave_nothing_is_refused(generation: Generation, limits: Filters) -> None:
    found = ask("1612 vs 2467: forced marriage", encoded(generation), k=5, filters=limits)
    assert not found.answered
    both = Filters(resolutions=(parse_citation("1612"), parse_citation("2467")))
    question = Question("?", "forced marriage", Scope(merge_filters(limits, both)))
    sides = compare_sides("forced marriage", question, encoded(generation), k=5).sides
    assert [side.ids for side in sides] == [(), ()]


def test_a_record_says_its_shape_total_and_sides(answered: Answering) -> None:
    record = answered("compare 1612 and 2467 on forced marriage").as_record()
    assert (record["shape"], record["total"]) == ("compare", None)
    assert record["sides"][0]["resolution"] == "S/RES/1612 (2005)"
    assert answered("every mention of forced marriage").as_record()["by_words"] is True


@pytest.mark.parametrize(
    "asked",
    [
        "every mention of NASA",
        "which resolutions mention unesco?",
        "how many paragraphs mention Kalambambuka?",
        "when was UNESCO first mentioned?",
        "latest mention of the IAEA",
        "list all paragraphs that mention WHO",
    ],
)
def test_a_name_that_no_paragraph_has_is_said_to_be_nowhere(answered: Answering, asked: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.total, answer.confidence) == (False, (), None, 0.0)
    assert answer.reply.startswith(NOWHERE)
    assert answer.absent == (f"“{answer.reading.understood.topic}”",)
    assert answer.near_misses, "the nearest by meaning"
    limited = answered(f"{asked.strip('?')} in 2467?")
    assert limited.reply.endswith("within these limits.")


@pytest.mark.parametrize(
    "asked",
    ["every mention of Wedlock", "every mention of MHPSS", "every mention of NASA camps", "EVERY MENTION OF ASYLUM"],
)
def test_what_is_no_name_alone_is_listed_by_meaning(answered: Answering, asked: str) -> None:
    assert not answered(asked).reply.startswith(NOWHERE)


def test_an_index_without_phrases_lists_names_by_meaning(answered: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retrieval.asking.mentions.topic_mentions.full_or_none", lambda _: None)
    answer = answered("every mention of NASA")
    assert (answer.answered, answer.reply.startswith(NOWHERE)) == (True, False)
