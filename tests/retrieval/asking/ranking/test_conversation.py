"""Promises of ranking in a conversation, with paragraphs whose words decide."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from embeddings.encoder import Encoded
from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.conversation import WORDINGS, gather_parts, learned_weights, wording_features
from retrieval.asking.reading import StoredQuestion, turns_of
from retrieval.asking.understand.follow_ups.turns import Earlier, Turn
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import Symbol
from retrieval.index.generation import Generation, open_generation
from tests.fakes import FakeEncoder
from tests.retrieval.encoded import encoded

FIRST = "support for wounded soldiers"
TABLE = """citation,text
"S/RES/1325 (2000), OP 1","Urges support for wounded soldiers and for their families at home"
"S/RES/1325 (2000), OP 2","Urges support for children who were abducted"
"S/RES/1325 (2000), OP 3","Urges the payment of pensions without delay"
"S/RES/2331 (2016), OP 1","Urges support for wounded soldiers in the field"
"S/RES/2331 (2016), OP 2","Decides on sanctions against traders of timber"
"S/RES/2331 (2016), OP 3","Urges the payment of pensions without much ado"
"""


@pytest.fixture
def generation(built_once: Callable[..., Path]) -> Generation:
    return open_generation(built_once(**{"table.csv": TABLE}))


def _turns_of(questions: Iterable[StoredQuestion], generation: Generation) -> tuple[Turn, ...]:
    return turns_of(questions, generation, lambda _question, _before: ENGLISH)


def answers(generation: Generation, *questions: str) -> list[Answer]:
    turns: list[Turn] = []
    found = []
    for question in questions:
        answer = ask(question, encoded(generation), k=6, before=turns)
        turns.append(answer.turn)
        found.append(answer)
    return found


def test_the_newest_words_are_answered(generation: Generation) -> None:
    _, then = answers(generation, FIRST, "what about sanctions?")
    assert then.hits[0].clause.id == "S/RES/2331(2016)#2"
    assert then.reading.note == f"about: {FIRST}"
    assert not then.reading.differs, "alone it has the same answer"


def test_earlier_words_help(generation: Generation) -> None:
    alone, (_, then) = answers(generation, "and for families?"), answers(generation, FIRST, "and for families?")
    assert then.hits[0].clause.id == "S/RES/1325(2000)#1"
    assert then.hits[0].score != alone[0].hits[0].score
    assert then.as_record()["understood"]["searched"] == f"{FIRST}. and for families?"


def test_a_follow_up_that_is_answered_otherwise_alone_says_so(generation: Generation) -> None:
    _, repeated, unsure = answers(generation, FIRST, "just 2331", "at home?")
    assert repeated.reading.differs
    assert {hit.clause.symbol.number for hit in repeated.hits} == {2331}
    assert unsure.reading.differs == (unsure.hits[0].clause.id != "S/RES/1325(2000)#1")


def refusing(_asked: str, _evidence: object, _fingerprint: str) -> tuple[float, bool]:
    """Judge that nothing answers, nor nearly."""
    return 0.1, False


@pytest.mark.parametrize(
    ("question", "continues"),
    [("cheap pizza?", False), ("pizza?", True), ("and cheap pizza?", True), ("show that cheap pizza", True)],
)
def test_what_nothing_answers_is_refused_on_its_own_if_it_has_a_topic(
    generation: Generation, monkeypatch: pytest.MonkeyPatch, question: str, continues: bool
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", refusing)
    _, then = answers(generation, FIRST, question)
    assert (then.reading.continues, then.reading.note) == (continues, f"about: {FIRST}" if continues else "")
    assert then.turn.led_nowhere


def test_a_question_that_led_nowhere_is_left_out_of_the_turns(generation: Generation) -> None:
    asked = [StoredQuestion(FIRST), StoredQuestion("cheap pizza?", led_nowhere=True)]
    assert [turn.led_nowhere for turn in _turns_of(asked, generation)] == [False, True]
    then = ask("just 2331", encoded(generation), k=1, before=_turns_of(asked, generation))
    assert then.reading.note == f"about: {FIRST}"


def test_a_new_topic_is_answered_as_if_it_were_the_first(generation: Generation) -> None:
    question = "urges the payment of pensions without much delay or ado in the field at home"
    [alone], (_, then) = answers(generation, question), answers(generation, FIRST, question)
    assert then.as_record() == alone.as_record()


def test_a_new_topic_is_what_later_turns_are_on(generation: Generation) -> None:
    questions = FIRST, "families", "urges the payment of pensions without much delay or ado in the field at home", "ado"
    opened = [False, False, True, False]
    assert [one.turn.opens_topic for one in answers(generation, *questions)] == opened
    assert [turn.opens_topic for turn in _turns_of(map(StoredQuestion, questions), generation)] == opened


def test_paragraphs_of_the_resolution_just_quoted_come_first(generation: Generation) -> None:
    earlier = Earlier((FIRST,), symbols=frozenset({Symbol(2331, 2016)}))
    found = gather_parts(Question.verbatim("payment of pensions"), earlier, encoded(generation), 100)
    assert found
    same = generation.clauses_at(found.rows[found.parts[:, 3] > 0].tolist())
    assert [clause.symbol.number for clause in same] == [2331, 2331, 2331]
    assert learned_weights().parts[0, 3] > 0


def test_a_quoted_paragraph_and_its_twins_are_not_the_answer_again(generation: Generation) -> None:
    earlier = Earlier((FIRST,), quoted=frozenset({"S/RES/2331(2016)#3"}))
    found = gather_parts(Question.verbatim("payment of pensions"), earlier, encoded(generation), 100)
    assert found
    assert [clause.id for clause in generation.clauses_at(found.rows[found.parts[:, 4] > 0].tolist())] == [
        "S/RES/2331(2016)#3"
    ]
    assert learned_weights().parts[0, 4] < 0


def test_an_inherited_limit_that_leaves_nothing_is_dropped(generation: Generation) -> None:
    _, then = answers(generation, f"{FIRST}, preamble only", "what about sanctions?")
    assert then.hits[0].clause.id == "S/RES/2331(2016)#2"
    assert then.reading.understood.stated == ()


def test_a_limit_after_a_question_that_nothing_answers_is_what_is_asked_for(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda text, *_: (0.5, "zebras" not in text))
    nothing, limited = answers(generation, "zebras and giraffes", "what does 2331 say?")
    assert not nothing.answered
    assert {hit.clause.symbol.number for hit in limited.hits} == {2331}
    assert len(limited.hits) == 3
    assert not limited.reading.continues


def test_another_resolution_for_the_same_question_is_not_shown_as_a_whole(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda text, *_: (0.5, False))
    _, then = answers(generation, "zebras and giraffes", "and 2331?")
    assert not then.answered


def test_words_that_do_not_fit_into_the_encoder_are_read_alone(generation: Generation) -> None:
    class Short(FakeEncoder):
        def _encode(self, texts: list[str]) -> Encoded:  # type: ignore[override]
            return super()._encode([" ".join(text.split()[:4]) for text in texts])

    short = EncodedIndex(generation, Short())
    found = gather_parts(Question.verbatim("payment of pensions"), Earlier((FIRST,)), short, 100)
    assert found is None


def test_the_tokens_of_a_prompt_are_no_words_of_the_question(generation: Generation) -> None:
    class Prompted(FakeEncoder):
        def _encode(self, texts: list[str]) -> Encoded:  # type: ignore[override]
            return super()._encode([f"query: {text}" for text in texts])

    prompted = EncodedIndex(generation, Prompted())
    found = gather_parts(Question.verbatim("payment of pensions"), Earlier((FIRST,)), prompted, 100)
    assert found
    assert len(found.own.scales) == 3


def test_the_scores_of_words_weigh_something_whatever_the_wording() -> None:
    for words in range(12):
        for opens in (True, False):
            for refers in (True, False):
                earlier = Earlier((FIRST,), new_words=words, opens=opens, refers=refers)
                features = wording_features(earlier)
                assert len(features) == len(WORDINGS)
                own, _, alone, *_ = features @ learned_weights().parts
                assert min(own, alone) > 0


def test_a_question_about_a_paragraph_that_was_looked_up_has_it_first(generation: Generation) -> None:
    _, about = answers(generation, "2331 OP 2", "who has to do that?")
    assert (about.answered, about.hits[0].clause.id, about.reading.note) == (
        True,
        "S/RES/2331(2016)#2",
        "about: S/RES/2331 (2016), OP 2",
    )


def test_whether_a_paragraph_is_repeated_is_searched_for_by_its_words_elsewhere(generation: Generation) -> None:
    shown, same = answers(generation, "2331 OP 2", "which other resolutions say the same?")
    assert same.reading.searched == shown.hits[0].clause.text
    assert {hit.clause.symbol.number for hit in (*same.hits, *same.near_misses)} == {1325}


def test_after_praise_nothing_is_searched_for(generation: Generation) -> None:
    _, praise = answers(generation, FIRST, "great!")
    assert (praise.small_talk, praise.is_turn) == ("thanks", False)


def test_all_hits_that_the_caller_got_are_numbered(generation: Generation) -> None:
    first, fourth = answers(generation, FIRST, "the fourth one")
    assert [hit.clause.id for hit in fourth.hits] == [first.hits[3].clause.id]
    kept = [StoredQuestion(FIRST, quoted=first.turn.quoted, shown=("S/RES/2331(2016)#3",) * 4)]
    again = ask("the fourth one", encoded(generation), k=6, before=_turns_of(kept, generation))
    assert [hit.clause.id for hit in again.hits] == ["S/RES/2331(2016)#3"]


def test_kept_hits_give_the_turns_that_they_were(generation: Generation) -> None:
    first, second = answers(generation, FIRST, "what about sanctions?")
    kept = [
        StoredQuestion(one.reading.understood.asked, quoted=one.turn.quoted, shown=one.turn.shown)
        for one in (first, second)
    ]
    assert _turns_of(kept, generation) == (replace(first.turn, shown=second.turn.shown), second.turn)


def test_an_ordinal_of_an_earlier_question_means_what_it_meant_then(generation: Generation) -> None:
    old, new = ("S/RES/1325(2000)#1", "S/RES/1325(2000)#2"), ("S/RES/2331(2016)#1", "S/RES/2331(2016)#3")
    kept = [
        StoredQuestion(FIRST, quoted=old, shown=old),
        StoredQuestion("the second one please", quoted=old[1:], shown=old),
        StoredQuestion("payment of pensions", quoted=new, shown=new),
    ]
    turns = _turns_of(kept, generation)
    assert list(map(str, turns[1].understood.cited)) == ["S/RES/1325 (2000), OP 2"]
    assert [turn.shown for turn in turns] == [new] * 3, "the next question counts what is shown now"
    assert _turns_of([*kept, StoredQuestion("thanks", shown=old)], generation)[-1].shown == old
