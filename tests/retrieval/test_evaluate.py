import math
import re
from pathlib import Path

import pytest

from retrieval.errors import QuestionError
from retrieval.evaluate import (
    Judged,
    Retrieved,
    calibration_error,
    decision_measures,
    load_questions,
    mean_measures,
    score,
)

QUESTION = Judged("1", "who?", "plain", {"a": 2, "b": 1, "c": 2})


def test_measures_are_what_their_definitions_give() -> None:
    [one] = score([QUESTION], [Retrieved(True, [["x"], ["b"], ["a"]])])
    gained = 1 / math.log2(3) + 3 / math.log2(4)
    ideal = 3 / math.log2(2) + 3 / math.log2(3) + 1 / math.log2(4)
    assert one.measures == {
        "nDCG@10": pytest.approx(gained / ideal),
        "success@1": 0,
        "success@5": 1,
        "MRR": pytest.approx(1 / 3),
        "recall@10": pytest.approx(2 / 3),
    }


def test_a_hit_counts_for_every_clause_it_quotes() -> None:
    [one] = score([QUESTION], [Retrieved(True, [["x", "c", "a"]])])
    assert one.measures["success@1"] == 1
    assert one.measures["recall@10"] == pytest.approx(2 / 3)


def test_only_the_first_ten_hits_count() -> None:
    [one] = score([QUESTION], [Retrieved(True, [*([f"x{n}"] for n in range(10)), ["a"]])])
    assert {name: value for name, value in one.measures.items() if value} == {"MRR": pytest.approx(1 / 11)}


def test_nothing_found_scores_nothing() -> None:
    [one] = score([QUESTION], [Retrieved(False, [])])
    assert mean_measures([one]) == {
        "questions": 1, "nDCG@10": 0, "success@1": 0, "success@5": 0, "MRR": 0, "recall@10": 0,
    }  # fmt: skip


def test_questions_without_an_answer_are_judged_by_the_refusal_alone() -> None:
    nothing = Judged("2", "what?", "unanswerable", {})
    scores = score(
        [QUESTION, QUESTION, nothing, nothing, nothing],
        [Retrieved(True, [["a"]]), Retrieved(False, [["a"]]), *[Retrieved(False, [])] * 2, Retrieved(True, [["a"]])],
    )
    assert mean_measures(scores)["questions"] == 2
    assert decision_measures(scores) == {
        "accuracy": pytest.approx(3 / 5),
        "precision": pytest.approx(1 / 2),
        "recall": pytest.approx(1 / 2),
        "refused": pytest.approx(2 / 3),
    }


def test_a_question_set_is_read_and_a_bad_line_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"query": "who?", "relevant": {"a": 2}}\n\n{"qid": "Q", "query": "what?", "relevant": {}}\n')
    assert load_questions(path) == [Judged("1", "who?", "", {"a": 2}), Judged("Q", "what?", "", {})]
    for bad, fault in (
        ("nonsense", "it is no JSON (Expecting value)"),
        ('{"query": "x"}', '"relevant" is missing'),
        ("[]", "it is not an object of this form"),
        ('{"query": "x", "relevant": {"a": "much"}}', "a grade is no whole number"),
    ):
        path.write_text(f'{{"query": "who?", "relevant": {{}}}}\n{bad}\n')
        with pytest.raises(QuestionError, match=rf"questions\.jsonl, line 2: {re.escape(fault)}; expected"):
            load_questions(path)


@pytest.mark.parametrize("text", ["", "\n", '{"query": "a", "relevant": {}, "complete": false}\n'])
def test_a_question_set_without_a_question_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(text)
    with pytest.raises(QuestionError, match="has no question to evaluate; expected"):
        load_questions(path)


def test_calibration_error_is_how_far_confidence_is_from_being_right() -> None:
    """Four answers in one bin, of which half are right; one in another, wrong."""
    right, wrong = [["x"], ["y"], ["a"]], [["x"], ["y"], ["b"], ["a"]]
    found = [Retrieved(True, hits, 0.75) for hits in (right, right, wrong, wrong)] + [Retrieved(False, wrong, 0.1)]
    assert calibration_error(score([QUESTION] * 5, found)) == pytest.approx((4 * 0.25 + 0.1) / 5)
    assert calibration_error(score([QUESTION], [Retrieved(True, right)])) is None


def test_a_question_of_which_only_wrong_clauses_are_known_is_left_out(tmp_path: Path) -> None:
    """It is not known to have no answer: another clause, which nobody judged, may be one."""
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"query": "a", "relevant": {}, "judged": ["S/RES/1325(2000)#1"], "complete": false}\n'
        '{"query": "b", "relevant": {}, "judged": ["S/RES/1325(2000)#1"]}\n{"query": "c", "relevant": {}}\n'
    )
    assert [one.query for one in load_questions(path)] == ["b", "c"]
