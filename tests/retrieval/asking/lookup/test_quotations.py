"""A quotation that is asked about alone, or as a precedent, and that no paragraph has, is said to be in none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.lookup.quotations import is_nowhere, quoted_alone, quoted_nowhere, rows_with_quotation
from retrieval.asking.understand.question import Question
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.retrieval.encoded import encoded
from tests.samples import OFFICIAL_1325, write_library


def _answer(question: str, generation: Generation, *, literal: bool = False) -> Answer:
    return ask(question, encoded(generation), k=5, literal=literal)


def _quoting(asked: str, generation: Generation) -> list[str]:
    rows = rows_with_quotation(Question.verbatim(asked), generation)
    return [clause.id for clause in generation.clauses_at(rows.tolist())]


@pytest.mark.parametrize("typed", ['"{}"', "“{}”.", "‘{}’", "'{}'", "«{}»"])
def test_a_question_in_quotation_marks_is_a_quotation(typed: str) -> None:
    words = "women shall lead all peace talks"
    assert quoted_alone(typed.replace("{}", words)) == words


@pytest.mark.parametrize(
    "asked",
    [
        f'"{"all States shall disarm " * 20}"',
        '"tranquillity"',
        'who says "women shall lead all peace talks"',
        "women shall lead all talks",
    ],
)
def test_a_word_and_a_question_with_a_quotation_are_none(asked: str) -> None:
    assert quoted_alone(asked) == ""


def test_words_of_a_paragraph_and_of_two_that_follow_are_found(generation: Generation) -> None:
    [clause, after] = generation.clauses_at([0, 1])
    words, others = clause.text.split(), after.text.split()
    assert not is_nowhere(" ".join(words[1:9]), generation)
    assert not is_nowhere(" ".join([*words[-4:], *others[:4]]), generation)
    assert is_nowhere(" ".join(words[8:0:-1]), generation)


PASTED = [
    "2. Calls on all parties to armed conflict",
    "(b) To take decisive and immediate action to prevent",
    "b) to take decisive and immediate action",
    "Calls upon Member States: (a) That have not yet done so, to consider as a matter of priority",
    "Calls upon Member States: (b) To take decisive and immediate action",
    "acceding to the Convention; (b) To take decisive and immediate action […]; 3. Decides to remain actively",
    "Calls upon Member States: That have not yet done so, to consider as a matter of priority ratifying or acceding to "
    "the Convention; To take decisive and immediate action",
    "in areas affected by armed conflicts; 2. Calls upon Member States: (a) That have not yet done so",
    "[W]omen at all decision-making levels",
    "representation of women at all decisionmaking levels",
    "women at all decision- making levels",
    "immediate action to pre- vent, criminalize and prosecute",
    "immediate action to prevent, criminalize1 and prosecute",
    "special measures to protect women (emphasis added)",
    "Calls on all parties … to protect women and girls [...] from rape",
    "...to armed conflict to take special measures (…) women and girls...",
    "all parties to armed conflict . . . protect women … Decides to remain […] seized",
]
"""Words of the samples as people paste them."""

INVENTED = [
    "2. Calls on all parties to lay down their weapons",
    "(b) To take no action to prevent, criminalize and prosecute",
    "[W]omen shall decide at all levels",
    "Calls upon Member States: (a) To take decisive and immediate action on climate",
    "the decisionmaking levels of trafficking in persons",
    "Decides to remain actively seized of trafficking in persons in areas",
]


@pytest.mark.parametrize("words", PASTED)
def test_words_are_found_as_people_paste_them(words: str, generation: Generation) -> None:
    answer = _answer(f"“{words}”", generation)
    assert (answer.answered, answer.absent, answer.reply) == (True, (), "")
    assert not answer.reading.understood.corrections


@pytest.mark.parametrize("words", INVENTED)
def test_other_words_that_are_pasted_so_are_in_no_paragraph(words: str, generation: Generation) -> None:
    assert is_nowhere(words, generation)


def test_the_words_of_two_paragraphs_are_in_their_order(generation: Generation) -> None:
    assert is_nowhere("to protect women and girls from rape; Urges Member States to ensure", generation)


ALTERED = [
    "Calls on all parties to armed conflict to take special measures to protect men and boys from rape",
    "Calls on all parties to armed conflict to protect women and girls from rape",
    "all parties to conflict take measures to protect girls from rape",
    "2. Calls on all parties to armed conflict to take no special measures to protect women and girls;",
    "special measures to protect women … to armed conflict",
    "from rape … Calls on all parties",
    "acceding to the Convention; (b) To take decisive and immediate action; 3. Decides to remain actively",
]
"""Words of the samples, changed, moved or left out without a mark."""


@pytest.mark.parametrize("words", ALTERED)
def test_an_altered_quotation_is_in_no_paragraph(words: str, generation: Generation) -> None:
    """The nearest paragraphs are shown, also if it is as long as a paragraph, and begins with the verb of one."""
    answer = _answer(f"“{words}”", generation)
    assert (answer.reply, len(answer.absent)) == ("No paragraph here has the words that you quote.", 1)
    found = answer.hits or answer.near_misses
    assert found[0].clause.symbol.number in (1325, 2331)
    assert replace(answer, answered=True, hits=found, confidence=0.99).certainty == "likely"
    assert _answer(words, generation).absent == (), "it is only a quotation in quotation marks"


def test_the_years_of_resolutions_may_be_left_out(library: Path, build: Callable[[], BuildReport], index: Path) -> None:
    recalls = "Recalling its resolutions 1261 (1999), 1296 (2000) and 1314 (2000) on children,"
    write_library(library, S_RES_1325=OFFICIAL_1325.replace("Expressing concern", f"{recalls}\n\nExpressing concern"))
    build()
    assert not is_nowhere("its resolutions 1261, 1296 and 1314 on children", open_generation(index))
    assert is_nowhere("its resolutions 1261, 1265 and 1314 on children", open_generation(index))


def test_words_that_lost_their_hyphen_are_searched_for_as_two(generation: Generation) -> None:
    searched = _answer("“representation of women at all decisionmaking levels”", generation).reading.searched
    assert "decision making" in searched


@pytest.mark.parametrize("asked", ['"women shall sell all weapons"', "hello, “no armed conflict shall be on the moon”"])
def test_a_quotation_that_no_paragraph_has_is_not_answered(asked: str, generation: Generation) -> None:
    answer = _answer(asked, generation)
    assert (answer.answered, answer.reply) == (False, "No paragraph here has the words that you quote.")
    assert answer.absent == (f"“{quoted_alone(answer.reading.understood.asked)}”",)
    assert answer.near_misses


@pytest.mark.parametrize(
    "asked",
    ["women shall sell all weapons", '"list paragraphs on women and armed conflict"', "“what is on women here?”"],
)
def test_other_questions_are_no_quotation(asked: str, generation: Generation) -> None:
    assert _answer(asked, generation).absent == ()


def test_a_topic_in_quotation_marks_is_answered_but_not_as_sure(generation: Generation) -> None:
    answer = _answer('"women and girls and armed conflict everywhere"', generation)
    assert (answer.answered, len(answer.absent)) == (True, 1)
    assert replace(answer, confidence=0.95).certainty == "likely"


PRECEDENTS = [
    "precedent for {}",
    "any precedents for {}?",
    "agreed language on {}, please",
    "where has the Council said {}",
    "looking for existing wording like {}",
    "is there agreed language on {}?",
    "precedent for {} in 1325",
]
"""Questions for paragraphs with the words of a quotation, or with words like them."""


@pytest.mark.parametrize("asked", PRECEDENTS)
def test_a_precedent_for_words_that_no_paragraph_has_is_said_to_be_none(asked: str, generation: Generation) -> None:
    for words in ("women in all their diversity", "diverse women", "women shall sell all weapons"):
        answer = _answer(asked.replace("{}", f'"{words}"'), generation)
        assert answer.absent == (f"“{words}”",)
        assert answer.reply == "No paragraph here has the words that you quote."
        assert answer.answered, "the nearest ones are what is asked for"
        assert replace(answer, confidence=0.95).certainty == "likely"


@pytest.mark.parametrize("asked", PRECEDENTS)
def test_a_precedent_for_words_of_a_paragraph_is_searched_for_in_quotation_marks(
    asked: str, generation: Generation
) -> None:
    for quoted in ('"armed conflict"', "“women and girls”", '"representation of women at all decision-making levels"'):
        answer = _answer(asked.replace("{}", quoted), generation)
        assert (answer.absent, answer.reply) == ((), "")
        assert answer.reading.understood.text.rstrip("?") == quoted


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ('precedent for "zero tolerance" of rape', '"zero tolerance" of rape'),
        ('precedent for the words "zero tolerance"', '"zero tolerance"'),
        ("precedent for women's rights", "women's rights"),
    ],
)
def test_a_topic_keeps_the_marks_of_a_quotation_in_it(asked: str, searched: str, generation: Generation) -> None:
    assert _answer(asked, generation).reading.understood.text == searched


def test_a_term_is_in_one_paragraph(generation: Generation) -> None:
    """The first hit has its words in order, with others between."""
    assert is_nowhere("parties to conflict", generation)
    assert _answer('"parties to conflict"', generation).absent == ("“parties to conflict”",)


def test_a_quoted_word_that_no_paragraph_has_is_reported_as_any_word(generation: Generation) -> None:
    for asked in ('"sustainability"', 'any precedent for "sustainability"'):
        assert _answer(asked, generation).reply == "No paragraph here has the word “sustainability”."


MARKED = [
    "{}",
    "next phrase: {}",
    "looking for the fixed formula {}",
    "does any text say {}?",
    "which one says {}, please",
]
"""Questions with a quotation, in any words around it."""


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "'{}'", "‘{}’"])
@pytest.mark.parametrize("asked", MARKED)
def test_paragraphs_with_the_words_in_quotation_marks_come_first(
    asked: str, marks: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They do even if other paragraphs are nearer in meaning, and if they are not among the candidates."""
    monkeypatch.setattr("retrieval.asking.ranking.search.CANDIDATES", 1)
    words = "account for the vast majority"
    near = "trafficking in persons in areas"
    assert _answer(f"{near}: {words}", generation).hits[0].clause.id == "S/RES/2331(2016)#1"
    answer = _answer(f"{near}: {asked.replace('{}', marks.replace('{}', words))}", generation)
    assert answer.hits[0].clause.id == "S/RES/1325(2000)#PP1"


def test_quoted_words_are_found_within_limits_and_in_follow_ups(generation: Generation) -> None:
    asked = "trafficking in persons: 'vast majority'"
    limited = _answer(f"{asked} in 2331", generation)
    assert all(hit.clause.symbol.number == 2331 for hit in limited.hits or limited.near_misses)
    before = _answer("trafficking in persons", generation).turn
    later = ask("and 'vast majority'?", encoded(generation), k=5, before=(before,))
    assert later.hits[0].clause.id == "S/RES/1325(2000)#PP1"
    limited = ask("only the preamble", encoded(generation), k=5, before=(later.turn,))
    assert _quoting(limited.reading.understood.text, generation) == ["S/RES/1325(2000)#PP1"]


def test_quoted_words_in_other_order_or_with_others_between_are_not_found(generation: Generation) -> None:
    for asked in ('the words "majority vast"', 'what is "vast of majority"', 'the word "majority"', "vast majority"):
        assert _quoting(asked, generation) == []


def test_a_quotation_may_be_in_other_number_and_spelling(generation: Generation) -> None:
    assert _quoting("'vast majorities of those'", generation) == ["S/RES/1325(2000)#PP1"]
    assert _quoting('"criminalise and prosecute" or "levels in institutions"', generation) == [
        "S/RES/1325(2000)#1",
        "S/RES/2331(2016)#2(b)",
    ]


@pytest.mark.parametrize(
    "asked", ["my boss quotes {} - where is it?", "a note cites {}, I need it", "{} is in our draft"]
)
def test_a_quotation_is_searched_for_alone_if_nothing_answers_with_the_words_around_it(
    asked: str, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = "“take special measures to protect”"
    monkeypatch.setattr(
        "retrieval.asking.finder.judge", lambda text, *_: (0.9, True) if text == alone else (0.1, False)
    )
    answer = _answer(asked.replace("{}", "'take special measures to protect'"), generation)
    assert (answer.answered, answer.reading.searched) == (True, alone)
    assert answer.hits[0].clause.id == "S/RES/1325(2000)#2"
    for words in ("'special measures'", "'take no measures to protect'"):  # a term, and words that no paragraph has
        assert not _answer(asked.replace("{}", words), generation).answered


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ('"actively seized"', True),
        ("‘armed conflict’", True),
        ('"armed conflict" in 1325', True),
        ('"conflict armed"', False),
        ("armed conflict", False),
        ('on "armed conflict"', True),
    ],
)
def test_a_quotation_alone_that_is_there_is_answered(
    asked: str, answered: bool, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.1, False))
    answer = _answer(asked, generation)
    assert (answer.answered, answer.certainty == "sure") == (answered, answered)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("religious and traditional leaders, paying attention", ["S/RES/2331(2016)#PP2"]),
        ("civilians, particularly women", ["S/RES/1325(2000)#PP1"]),
        ("institutions, women", []),
        ("women or girls", []),
    ],
)
def test_a_list_of_the_paragraphs_with_a_quotation_has_its_words_in_one_piece(
    words: str, found: list[str], generation: Generation
) -> None:
    answer = _answer(f'which paragraphs contain the words "{words}"?', generation)
    assert [hit.clause.id for hit in answer.hits] == found
    either = _answer(f'which paragraphs contain "{words}" or "actively seized"?', generation)
    assert either.total == len(found) + 2


def test_a_quotation_without_a_topic_word_is_listed(generation: Generation) -> None:
    assert _answer('which paragraphs contain "of the matter"?', generation).total == 2


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "'{}'", "'{}.'"])
@pytest.mark.parametrize(
    "asked",
    [
        "my boss says the Council {} of women in armed conflict, where?",
        "is it true that the Council wrote {}",
        "who says {}? i need it on armed conflict",
        "the press reports that it {} in 1325. is that so?",
        "does OP 1 of 1325 say {}",
        "what do they say on {} for girls?",
    ],
)
def test_a_phrase_within_a_question_that_no_paragraph_has_is_named(
    asked: str, marks: str, generation: Generation
) -> None:
    for words in ("demanded an end to armed conflict", "urged women", "who are boys in armed conflict"):
        answer = _answer(asked.replace("{}", marks.replace("{}", words)), generation)
        assert (answer.reply, answer.absent) == (f"No paragraph here has the words “{words}”.", (f"“{words}”",))
        found = answer.hits or answer.near_misses
        assert replace(answer, answered=True, hits=found, confidence=0.99).certainty == "likely"
    answer = _answer(asked.replace("{}", marks.replace("{}", "parties to armed conflict")), generation)
    assert (answer.reply, answer.absent) == ("", ())


@pytest.mark.parametrize(
    "asked",
    [
        'our project is called "women talk war" and is on women in armed conflict',
        'I read the report "Women at war": what do they say on women in armed conflict?',
        'we work for "Women against War" in armed conflict; how are women protected?',
        'a rebel told us "we take women in war" in an armed conflict. who protects women?',
        'the rebels shouted "women to war" and attacked girls, what does armed conflict law say',
        'my daughter said "show women of war" and girls in armed conflict, what now',
        "the women' rights at war and the states' duties in armed conflict",
        f'"{"women in armed conflict and " * 9}" are women of war "in armed conflict" protected',
        'paragraphs with "armed conflict" or "women of war"',
        "what is said on 'conflicts' or 'war'",
    ],
)
def test_what_is_not_quoted_from_a_text_is_not_said_to_be_nowhere(asked: str, generation: Generation) -> None:
    answer = _answer(asked, generation)
    assert "war”" not in f"{answer.reply}{answer.absent}".lower()


def test_a_phrase_is_looked_up_if_it_was_searched_for(generation: Generation) -> None:
    """The search may have left out its marks, and the words before it."""
    question = Question.verbatim('someone quotes "the scourge of war in camps" - where is it?')
    assert quoted_nowhere(question, "scourge of war in camps", generation) == ("the scourge of war in camps",)
    assert quoted_nowhere(question, "women in peace talks", generation) == ()


def test_phrases_that_are_nowhere_are_named_together(generation: Generation) -> None:
    answer = _answer('is it "women of war" or "girls of war" that women in armed conflict are called', generation)
    assert answer.absent == ("“women of war”", "“girls of war”")
    assert answer.reply == "No paragraph here has the words “women of war” or “girls of war”."


def test_a_message_on_what_is_absent_goes_before_one_on_a_phrase(generation: Generation) -> None:
    assert _answer('does 1820 say "women of war"', generation).absent == ("S/RES/1820 (2008)",)


def test_a_verbatim_search_says_nothing_of_quotation_marks(generation: Generation) -> None:
    assert _answer('"women shall sell all weapons"', generation, literal=True).absent == ()
