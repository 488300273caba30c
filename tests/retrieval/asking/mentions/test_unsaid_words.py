"""Words that no paragraph has, terms that none explains and values that none states are said to be absent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.lookup.definitions import explains
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.index.build import BuildReport, build_index
from retrieval.index.generation import Generation, open_generation
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside
from tests.retrieval.encoded import encoded
from tests.samples import OFFICIAL_1325, write_library


def _answer(
    question: str, generation: Generation, *before: Turn, literal: bool = False, language: str = "en"
) -> Answer:
    return ask(question, encoded(generation), k=5, before=before, literal=literal, language=language)


@pytest.mark.parametrize("asked", ["ebola", "Malaria?", "and volcanoes?", "what about kangaroos", "or on albinism"])
def test_a_word_that_no_paragraph_has_is_said_to_be_in_none(asked: str, generation: Generation) -> None:
    word = asked.rsplit(maxsplit=1)[-1].strip("?")
    answer = _answer(asked, generation)
    assert (answer.reply, answer.absent) == (f"No paragraph here has the word “{word}”.", (f"“{word}”",))
    assert answer.hits
    assert answer.certainty != "sure"


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("ebola and women", ["ebola"]),
        ("women and Starlink terminals", ["Starlink", "terminals"]),
        ("women and AI", ["AI"]),
        ("is there anything on kangaroos?", ["kangaroos"]),
        ("Does the Council protect volcanoes in armed conflict?", ["volcanoes"]),
        ("what does the Council say about women and malaria?", ["malaria"]),
        ("nuclear weapons and women", ["nuclear weapons"]),
    ],
)
def test_words_that_no_paragraph_has_are_said_to_be_in_none(
    asked: str, names: list[str], generation: Generation
) -> None:
    answer = _answer(asked, generation)
    said = tuple(f"“{name}”" for name in names)
    kind = "words" if len(" ".join(names).split()) > 1 else "word"
    assert (answer.reply, answer.absent) == (f"No paragraph here has the {kind} {' or '.join(said)}.", said)
    assert answer.hits
    assert answer.certainty != "sure"


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("every mention of ebola", ["ebola"]),
        ("which resolutions mention women with ebola?", ["ebola"]),
        ("how many paragraphs mention kangaroos", ["kangaroos"]),
        ("when was malaria first mentioned?", ["malaria"]),
        ("latest mention of volcanoes", ["volcanoes"]),
        ("list all paragraphs on nuclear weapons", ["nuclear weapons"]),
        ("where do I find kangaroos?", ["kangaroos"]),
    ],
)
@pytest.mark.parametrize("found", [True, False])
def test_a_list_by_meaning_says_which_words_no_paragraph_has_and_is_never_sure(
    asked: str, names: list[str], found: bool, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("shapes.lists", "finder"):
        monkeypatch.setattr(f"retrieval.asking.{module}.judge", lambda *_: (0.99 if found else 0.1, found))
    answer = _answer(asked, generation)
    said = " or ".join(f"“{name}”" for name in names)
    kind = "words" if len(" ".join(names).split()) > 1 else "word"
    assert (answer.answered, answer.reply) == (found, f"No paragraph here has the {kind} {said}.")
    assert answer.absent == tuple(f"“{name}”" for name in names)
    assert answer.certainty == ("likely" if found else "closest")


@pytest.mark.parametrize("asked", ["every mention of {}", "how many paragraphs mention {}", "first mention of {}"])
def test_a_list_of_words_that_are_there_only_apart_is_not_sure_either(
    asked: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.shapes.lists.judge", lambda *_: (0.99, True))
    answer = _answer(asked.format("seized women"), generation)
    assert (answer.answered, answer.reply, answer.absent, answer.certainty) == (True, "", (), "likely")
    assert _answer(asked.format("women"), generation).certainty == "sure"


def test_a_list_of_the_paragraphs_with_one_of_several_words_says_nothing_of_the_others(
    generation: Generation,
) -> None:
    answer = _answer("every mention of women or ebola", generation)
    assert (answer.answered, answer.reply, answer.absent, answer.certainty) == (True, "", (), "sure")


@pytest.mark.parametrize(
    ("language", "asked", "word"),
    [
        ("fr", "et le paludisme ?", "malaria"),
        ("es", "mujeres y paludismo", "malaria"),
        ("ru", "а малярия?", "malaria"),
        ("ar", "والملاريا؟", "malaria"),
        ("zh", "疟疾呢", "malaria"),
    ],
)
def test_a_word_of_keywords_in_another_language_that_no_paragraph_has_is_said_in_english(
    language: str, asked: str, word: str, generation: Generation
) -> None:
    answer = _answer(asked, generation, language=language)
    assert (answer.reply, answer.absent) == (f"No paragraph here has the word “{word}”.", (f"“{word}”",))
    assert answer.certainty != "sure"


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "Qui paie les volcans ?"),  # a sentence
        ("fr", "femmes et Nuremberg"),  # not understood, which is said instead
        ("fr", "qu'est-ce qu'un volcan ?"),
        ("und", "ebola Frauen"),
    ],
)
def test_other_words_of_another_language_are_not_said_to_be_absent(
    language: str, asked: str, generation: Generation
) -> None:
    assert _answer(asked, generation, language=language).reply == ""


@pytest.mark.parametrize("asked", ["ebola and malaria", "volcanoes near Antarctica", "any rules on kangaroo hygiene?"])
def test_without_a_confidence_nothing_answers_where_no_paragraph_has_any_word_of_a_topic(
    asked: str, generation: Generation
) -> None:
    answer = _answer(asked, generation)
    assert answer.reply.startswith("No paragraph here has the words “")
    assert (answer.answered, answer.hits, answer.is_close) == (False, (), False)
    assert answer.near_misses


@pytest.mark.parametrize("sure", [0.9, 0.5])
def test_a_confident_answer_in_other_words_is_shown_beside_that(
    sure: float, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts say "places of worship" for "mosques and churches"; what is known of an encoder tells of such words."""
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (sure, sure > 0.8))
    answer = _answer("ebola and malaria", generation)
    assert answer.answered is (sure > 0.8)
    assert answer.reply == "No paragraph here has the words “ebola” or “malaria”."
    assert answer.absent == ("“ebola”", "“malaria”")
    assert answer.certainty == ("likely" if answer.answered else "closest")


@pytest.mark.parametrize("asked", ["ebola and malaria", "women with ebola"])
def test_where_a_word_is_in_no_paragraph_an_answer_has_to_be_likelier_than_not(
    asked: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.45, True))
    assert not _answer(asked, generation).answered
    assert _answer("women and peace", generation).answered
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.55, True))
    assert _answer(asked, generation).answered


@pytest.mark.parametrize("asked", ["and women with ebola?", "ebola too?", "what about robots and women"])
def test_a_follow_up_with_a_word_that_no_paragraph_has_needs_more_confidence(
    asked: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its confidence is also that of the topic before."""
    first = _answer("women in peace talks", generation)
    for confidence, answers in ((0.59, False), (0.61, True)):
        monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_, said=confidence: (said, True))
        assert _answer(asked, generation, first.turn).answered is answers
        assert _answer("and women?", generation, first.turn).answered


@pytest.mark.parametrize(("asked", "close"), [("women with ebola", True), ("ebola and malaria", False)])
def test_a_refusal_names_the_words_that_no_paragraph_has_and_may_have_near_misses_on_the_others(
    asked: str, close: bool, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.4, False))
    answer = _answer(asked, generation)
    assert (answer.answered, answer.is_close) == (False, close)
    assert "“ebola”" in answer.absent
    assert answer.as_record()["absent"] == list(answer.absent)


@pytest.mark.parametrize(("sure", "are_shown"), [(0.1, False), (0.3, True)])
def test_near_misses_are_what_it_means_only_if_they_are_shown_at_once(
    sure: float, are_shown: bool, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (sure, False))
    turn = _answer("women in peace talks", generation).turn
    assert (bool(turn.quoted), bool(turn.symbols), bool(turn.text), bool(turn.shown)) == (are_shown,) * 4


@pytest.mark.parametrize("asked", ["ebola and malaria in 1325", "and unita?"])
def test_a_confidence_within_limits_or_of_the_topic_before_tells_nothing_of_such_words(
    asked: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _answer("women in peace talks", generation)
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.9, True))
    assert not _answer(asked, generation, *([first.turn] if asked.startswith("and") else [])).answered


def test_it_is_said_in_a_follow_up(generation: Generation) -> None:
    first = _answer("women in peace talks", generation)
    answer = _answer("and ebola?", generation, first.turn)
    assert answer.reply == "No paragraph here has the word “ebola”."


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("and unita?", "unita"),
        ("does it mention Instagram", "Instagram"),
        ("do they name tiktok", "tiktok"),
        ("does it name Twitter?", "Twitter"),
        ("is anything said on Telegram in these", "Telegram"),
    ],
)
def test_a_name_in_a_follow_up_is_not_answered_by_the_topic_before(
    asked: str, name: str, generation: Generation
) -> None:
    first = _answer("women in peace talks", generation)
    answer = _answer(asked, generation, first.turn)
    assert (answer.answered, answer.reply) == (False, f"No paragraph here has the word “{name}”.")
    assert answer.absent == (f"“{name}”",)
    assert _answer("and volcanoes?", generation, first.turn).answered, "the texts may say it in another word"


@pytest.mark.parametrize(
    "asked",
    [
        "women",
        "and kids?",
        "TIP",
        "can they sue?",
        "women sent home",
        "what is an ebola",
        "deadline for women",
        "women, and shorter please",
        "women and how they sue ebola, if they are in a camp",
        "OP 1 of 1325",
        "show the first volcanoes",
    ],
)
def test_nothing_is_said_of_other_words(asked: str, generation: Generation) -> None:
    assert "has the word" not in _answer(asked, generation).reply


@pytest.fixture
def on_mali(indexed: Callable[..., Generation]) -> Generation:
    """An index in which one paragraph names Mali."""
    return indexed(S_RES_1325=OFFICIAL_1325.replace("actively seized", "seized of Mali, actively"))


def test_a_country_that_none_of_the_paragraphs_found_names_is_said_to_be_in_none(on_mali: Generation) -> None:
    answer = ask("women in Mali", encoded(on_mali), k=1)
    assert (answer.reply, answer.absent) == ("None of these paragraphs names Mali.", ("what names “Mali”",))
    assert answer.certainty != "sure"


@pytest.mark.parametrize("asked", ["Mali, seized of it", "in 1325: women in Mali", "I am in Mali, anything on women?"])
def test_nothing_is_said_of_a_country_that_is_there_or_not_asked_about(asked: str, on_mali: Generation) -> None:
    assert ask(asked, encoded(on_mali), k=1).reply == ""


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("how many women speak for peace?", "a number"),
        ("what % of women take part in institutions", "a percentage"),
        ("how long are women and girls protected?", "a period"),
        ("by what date must women be represented?", "a date"),
    ],
)
def test_a_value_that_none_of_the_first_paragraphs_states_is_not_answered_by_what_is_on_the_matter(
    asked: str, value: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.99, True))
    answer = _answer(asked, generation)
    assert (answer.answered, answer.hits, answer.absent) == (False, (), (value,))
    assert answer.reply == f"None of these paragraphs states {value}."
    assert answer.near_misses
    assert answer.is_close, "what is on the matter is shown at once"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("how many women speak for peace?", "Notes that 12 women speak for peace"),
        ("what % of women take part in institutions", "Calls for 30 per cent of women in institutions"),
        ("how long are women and girls protected?", "Decides to protect women and girls for two years"),
        ("what % of women, and how many women?", "Notes that 12 women speak"),
    ],
)
def test_a_value_that_a_paragraph_states_is_answered(
    asked: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_library(tmp_path / "one", S_RES_1325=f"{OFFICIAL_1325.partition('1.')[0]}1.  {words};\n")
    index = tmp_path / "index"
    build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.99, True))
    answer = ask(asked, encoded(open_generation(index)), k=5)
    assert (answer.answered, answer.reply) == (True, "")


def test_a_question_for_a_value_names_the_words_that_no_paragraph_has(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.99, True))
    answer = _answer("how many women with ebola?", generation)
    assert (answer.answered, answer.reply) == (False, "No paragraph here has the word “ebola”.")


def test_words_searched_for_as_typed_are_not_looked_up(generation: Generation) -> None:
    assert _answer("ebola", generation, literal=True).reply == ""


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("what is an armed group?", "armed group"),
        ("what is a woman", "woman"),
        ("what are peace talks", "peace talks"),
    ],
)
def test_a_term_that_no_paragraph_explains_is_said_to_be_so(asked: str, term: str, generation: Generation) -> None:
    answer = _answer(asked, generation)
    assert answer.reply == f"None of these paragraphs says what is meant by “{term}”: they only speak of it."
    assert answer.certainty != "sure"


@pytest.mark.parametrize(
    "asked",
    ["what is the armed group", "what is MARA", "what is UN Women", "when was the office set up", "what is new"],
)
def test_nothing_is_said_of_names(asked: str, generation: Generation) -> None:
    assert "meant by" not in _answer(asked, generation).reply


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Condemns attacks on civilian objects, which include schools and homes", "what are civilian objects?"),
        (
            "Recalls the humanitarian principles of humanity, neutrality, and independence",
            "what are humanitarian principles?",
        ),
        ("Stresses the peace continuum, from prevention to peacebuilding", "what is a peace continuum?"),
        ("Notes that the term youth is defined here as persons under 30", "what is a youth?"),
    ],
)
def test_nothing_is_said_of_a_term_that_a_paragraph_explains(
    words: str, asked: str, build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    adopted = "Adopted by the Security Council on 24 May 2024"
    text = f"Resolution 2730 (2024)\n\n{adopted}\n\nThe Security Council,\n\n1. {words};\n"
    write_library(library, newer=text)
    build()
    answer = ask(asked, encoded(open_generation(index)), k=20)
    assert "meant by" not in answer.reply


@pytest.mark.parametrize(
    "text",
    [
        "attacks on civilian objects, as well as on persons",
        "civilian objects that were attacked, from the air",
        "civilian objects of the parties",
    ],
)
def test_words_behind_a_term_need_not_explain_it(text: str) -> None:
    assert not explains(text, ["civilian objects"])
