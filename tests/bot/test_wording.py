"""What is said about an answer that is no plain ranking, and in the language of the question."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.answer_wording import (
    compare_line,
    languages_line,
    near_misses_line,
    nothing_found,
    quoted_line,
    reply_line,
    shape_lines,
    standing_line,
    understood_line,
    unknown_line,
)
from bot.clause_wording import hit_notes
from bot.texts.texts import OFFICIAL
from bot.wording import coverage_line, limits_said
from retrieval.asking.answer import Answer, Side
from retrieval.asking.understand.finding import Shape, ShapeName, Unit
from retrieval.asking.understand.follow_ups.turns import Reading
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.spelling import Correction
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import HIT, answer, hits

WITHIN = Scope(Filters(resolutions=(Citation(1325, 2000, None),), kinds=(ClauseKind.OPERATIVE,)))


def asked_in(language: str, scope: Scope = WITHIN) -> Answer:
    """An answer without hits to a follow-up question in a language."""
    understood = Question("?", "camps?", scope, corrections=(Correction("ugees", "refugees"),), language=language)
    return replace(answer(), reading=Reading(understood, continues=True, note="about: camps"))


@pytest.mark.parametrize(
    ("name", "unit", "by_words", "said"),
    [
        ("list", "paragraphs", True, ["3 paragraphs with the words “camps”, by date"]),
        ("list", "paragraphs", False, ["3 paragraphs found by meaning (not certain to be all) on “camps”, by date"]),
        ("count", "resolutions", True, ["3 resolutions with the words “camps”, by date"]),
        ("answer", "paragraphs", False, []),
    ],
)
def test_a_list_says_how_many_and_how_they_were_found(
    name: ShapeName, unit: Unit, by_words: bool, said: list[str]
) -> None:
    understood = Question("camps?", "camps?", shape=Shape(name, unit))
    found = replace(answer(*hits(1), understood=understood), total=None if name == "answer" else 3, by_words=by_words)
    assert shape_lines(found) == said


def test_a_list_found_in_both_ways_says_how_many_have_the_words() -> None:
    understood = Question("camps?", "camps?", shape=Shape("list"))
    assert shape_lines(replace(answer(*hits(1), understood=understood), total=3, worded=2)) == [
        "3 paragraphs on “camps”: 2 with the words, then those found by meaning (not certain to be all), each by date"
    ]


@pytest.mark.parametrize(
    ("unit", "kinds", "said"),
    [
        ("paragraphs", (ClauseKind.OPERATIVE,), "3 operative paragraphs; sub-paragraphs are not counted"),
        ("paragraphs", (ClauseKind.PREAMBULAR,), "3 preambular paragraphs"),
        ("paragraphs", (), "3 paragraphs, preambular and operative; sub-paragraphs are not counted"),
        ("resolutions", (), "3 resolutions in this library, each with its first paragraph"),
    ],
)
def test_a_count_of_the_library_itself_says_what_was_counted(
    unit: Unit, kinds: tuple[ClauseKind, ...], said: str
) -> None:
    understood = Question(
        "how many?", "how many?", Scope(Filters(kinds=kinds)), shape=Shape("count", unit, as_such=True)
    )
    assert shape_lines(replace(answer(*hits(1), understood=understood), total=3)) == [said]


def test_the_first_and_the_latest_say_their_order() -> None:
    understood = Question("camps", "camps", shape=Shape("latest"))
    assert shape_lines(replace(answer(*hits(1), understood=understood), by_words=True)) == [
        "The latest first, of the paragraphs with the words “camps”"
    ]


@pytest.mark.parametrize("name", ["list", "first", "count"])
def test_other_words_that_were_found_are_named_beside_those_asked_for(name: ShapeName) -> None:
    """Perhaps no paragraph has the words asked for."""
    understood = Question("drones", "drones", shape=Shape(name))
    found = replace(answer(*hits(1), understood=understood), total=1, by_words=True, other_words=("UAVs", "UASs"))
    [line] = shape_lines(found)
    assert "with the words “drones” or “UAVs” or “UASs”" in line


def test_a_comparison_names_the_side_without_a_paragraph_and_the_command_that_goes_on() -> None:
    sides = (Side("S/RES/1820 (2008)", ("S/RES/1820(2008)#4",)), Side("S/RES/1888 (2009)", ()))
    found = replace(answer(*hits(1), understood=Question("amnesty", "amnesty", shape=Shape("compare"))), sides=sides)
    assert shape_lines(found) == ["Nothing was found in S/RES/1888 (2009) on “amnesty”"]
    assert compare_line(found) == "'clausebot compare 1820 1888' shows both resolutions, paragraph by paragraph"
    assert compare_line(answer(*hits(1))) == ""


def test_two_resolutions_shown_as_a_whole_come_with_the_command_that_compares_them() -> None:
    both = Filters(resolutions=(Citation(1820, 2008, None), Citation(1888, 2009, None)))
    understood = Question("1820 vs 1888", "1820 vs 1888", Scope(both), shape=Shape("resolution"))
    said = "'clausebot compare 1820 1888' shows both resolutions, paragraph by paragraph"
    assert compare_line(answer(*hits(1), understood=understood)) == said
    assert compare_line(replace(answer(*hits(1), understood=understood), absent_names=("S/RES/1888 (2009)",))) == ""


def test_a_name_that_no_paragraph_has_is_said_in_place_of_nothing_found() -> None:
    said = "No paragraph in this library has “UNESCO” in its words."
    assert nothing_found(replace(asked_in("en"), answered=False, hits=(), reply=said)) == said


def test_near_misses_outside_the_limits_are_not_said_not_to_answer() -> None:
    [hit] = hits(1)
    missed = replace(answer(), near_misses=(hit,))
    assert near_misses_line(missed) == "These come nearest, but do not seem to answer:"
    assert near_misses_line(replace(missed, beyond=(hit.clause.id,))) == "Nearest outside these limits:"


@given(odd.filters)
def test_limits_are_said_in_english_as_they_are_described(limits: Filters) -> None:
    scope = Scope(limits, (Citation(1325, 2000, None), Citation(2242, 2015, None)))
    assert limits_said(scope, "en") == [*scope.described]


def test_many_resolutions_are_limits_by_their_numbers() -> None:
    scope = Scope(Filters(resolutions=tuple(Citation(number, 2000, None) for number in (1296, 1308, 1314, 1325))))
    assert limits_said(scope, "en") == ["in any of these resolutions: 1296, 1308, 1314, 1325"]


def test_an_english_answer_is_said_in_english() -> None:
    found = asked_in("en")
    assert quoted_line(found) == languages_line(found) == ""
    assert understood_line(found.reading) == (
        "Understood: about: camps · in S/RES/1325 (2000) · operative paragraphs · “ugees” read as “refugees”"
    )
    assert nothing_found(found) == "Nothing in this library answers that within these limits."


@pytest.mark.parametrize(
    ("language", "understood", "nothing", "goes_on"),
    [
        (
            "fr",
            "Compris : dans S/RES/1325 (2000) · paragraphes du dispositif · "
            "« ugees » lu comme « refugees » · en anglais : « camps »",
            "Rien dans cette bibliothèque ne répond à cette question dans ces limites.",
            "Même texte : S/RES/2388 (2017), OP 5",
        ),
        (
            "es",
            "Entendido: en S/RES/1325 (2000) · párrafos de la parte dispositiva · "
            "«ugees» leído como «refugees» · en inglés: «camps»",
            "Nada de lo que contiene esta biblioteca responde a la pregunta dentro de estos límites.",
            "El mismo texto: S/RES/2388 (2017), OP 5",
        ),
        (
            "ru",
            "Понято: в S/RES/1325 (2000) · пункты постановляющей части · "
            "«ugees» прочитано как «refugees» · по-английски: «camps»",
            "В этой библиотеке нет ответа на этот вопрос в рамках этих ограничений.",
            "Та же формулировка: S/RES/2388 (2017), OP 5",
        ),
        (
            "zh",
            "理解为：在S/RES/1325 (2000)中 · 执行部分段落 · “ugees”读作“refugees” · 英文读作“camps”",
            "在限定范围内，本库中没有回答该问题的内容。",
            "措辞相同：S/RES/2388 (2017), OP 5",
        ),
        (
            "ar",
            "المفهوم: في \u2068S/RES/1325 (2000)\u2069 · فقرات المنطوق · "
            "قُرئت ”\u2068ugees\u2069“ على أنها ”\u2068refugees\u2069“ · بالإنكليزية: ”\u2068camps\u2069“",
            "ليس في هذه المكتبة ما يجيب عن هذا السؤال ضمن هذه الحدود.",
            "الصيغة نفسها: \u2068S/RES/2388 (2017), OP 5\u2069",
        ),
    ],
)
def test_an_answer_is_framed_in_the_language_of_the_question(
    language: str, understood: str, nothing: str, goes_on: str
) -> None:
    found = asked_in(language)
    assert understood_line(found.reading) == understood
    assert nothing_found(found) == nothing
    assert hit_notes(HIT, language)[0] == goes_on
    assert quoted_line(found)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Not understood: Nuremberg; 草甘膦. The answer may not take this into account."),
        ("fr", "Mots non compris : Nuremberg; 草甘膦. La réponse peut ne pas en tenir compte."),
        ("es", "Palabras no entendidas: Nuremberg; 草甘膦. La respuesta puede no tenerlas en cuenta."),
        ("ru", "Непонятые слова: Nuremberg; 草甘膦. Ответ может их не учитывать."),
        ("zh", "未能理解的词语：Nuremberg; 草甘膦。答复可能未考虑这些词语。"),
        ("ar", "كلمات لم تُفهم: \u2068Nuremberg\u2069; \u2068草甘膦\u2069. قد لا تراعيها الإجابة."),
    ],
)
def test_words_that_were_not_understood_are_said_in_the_language_of_the_question(language: str, said: str) -> None:
    assert unknown_line(replace(asked_in(language), unknown=("Nuremberg", "草甘膦"))) == said
    assert unknown_line(asked_in(language)) == ""


@pytest.mark.parametrize("language", OFFICIAL[1:])
def test_every_sentence_of_an_answer_can_be_said_in_every_language(language: str) -> None:
    found = replace(asked_in(language), beyond=(HIT.clause.id,), near_misses=(HIT,), absent_names=("S/RES/9999",))
    compared = replace(found, sides=(Side("S/RES/1820 (2008)", ("S/RES/1820(2008)#4",)), Side("S/RES/1 (1946)", ())))
    understood = Question("drones", "drones", shape=Shape("list"), language=language)
    listed = replace(answer(*hits(1), understood=understood), total=1, by_words=True, other_words=("UAVs",))
    english = asked_in("en")
    said = [
        near_misses_line(found),
        reply_line(found),
        standing_line(replace(found.reading.understood, standing=Filters(themes=("Protection",)))),
        *shape_lines(compared),
        *shape_lines(listed),
        compare_line(compared),
        coverage_line(3, "S/RES/1 (1946)", "S/RES/3 (1946)", ("Protection",), language),
        *hit_notes(replace(HIT, parts=HIT.also, later=HIT.alike, first="S/RES/1325(2000)#8"), language),
    ]
    assert all(said)
    assert near_misses_line(english) not in said
    assert all(one.count("\u2068") == one.count("\u2069") for one in said)


@pytest.mark.parametrize(
    ("also", "alike", "is_said"),
    [((), (), True), (("B",), ("A",), True), (("A",), (), False), ((), ("A",), False)],
)
def test_the_first_is_named_unless_it_is_the_only_other_one(
    also: tuple[str, ...], alike: tuple[str, ...], is_said: bool
) -> None:
    ids = {"A": "S/RES/1325(2000)#8", "B": "S/RES/1820(2008)#4"}
    hit = replace(HIT, also=tuple(ids[one] for one in also), alike=tuple(ids[one] for one in alike), first=ids["A"])
    assert ("First adopted in S/RES/1325 (2000), OP 8" in hit_notes(hit)) is is_said


def test_an_answer_in_a_language_that_is_not_understood_says_so_once_and_where_nothing_is_found_too() -> None:
    found = asked_in("und")
    assert "in none of the languages that are understood" in quoted_line(found)
    assert quoted_line(found, "fr").startswith("Cette question")
    assert languages_line(found) == quoted_line(found)
    assert not languages_line(replace(found, hits=(HIT,)))
    assert nothing_found(found) == nothing_found(asked_in("en"))
