import numpy as np
import pytest

from retrieval.asking.answerability import calibration, out_of_scope
from retrieval.asking.answerability.calibration import FEATURES
from retrieval.asking.answerability.out_of_scope import counted_pieces, out_of_scope_by_vector, out_of_scope_by_words

OUT_OF_SCOPE = [
    "How many women were killed last year?",
    "who won the cup",
    "did France abstain in the vote?",
    "reset my password",
    "what is the salary of a P4 in Nairobi?",
    "cheap flights to Geneva",
]
IN_SCOPE = [
    "who must report to the Council?",
    "women in peace talks",
    "devote more resources to courts",
    "amnesty for war crimes",
    "What should missions do about sexual exploitation by peacekeepers?",
]


def test_what_resolutions_do_not_hold_is_recognised_by_its_wording() -> None:
    assert min(map(out_of_scope_by_words, OUT_OF_SCOPE)) > max(map(out_of_scope_by_words, IN_SCOPE))


def test_figures_say_nothing() -> None:
    """Requests to learn from name other resolutions than those that are asked about."""
    assert out_of_scope_by_words("women in 1325") == out_of_scope_by_words("women in 2467")


@pytest.mark.parametrize("asked", ["", "?!", "1325", "🙏", "x" * 10_000])
def test_any_text_has_finite_log_odds(asked: str) -> None:
    assert abs(out_of_scope_by_words(asked)) < 20


def test_case_and_order_of_words_say_nothing() -> None:
    one, other = (dict(zip(*map(list, counted_pieces(text)), strict=True)) for text in ("Peace Talks", "talks peace"))
    assert one == other


def test_where_the_vector_of_a_question_counts_there_is_a_model_of_it() -> None:
    weight = FEATURES.index("out_of_scope_by_vector")
    counts = {name for name, shipped in calibration._calibrations().items() if shipped.weights[weight]}
    assert counts == set(out_of_scope._out_of_scope_vectors())
    for name in counts:
        model = out_of_scope._out_of_scope_vectors()[name]
        apart = model[:-1] / np.linalg.norm(model[:-1])
        assert out_of_scope_by_vector(apart, name) > 0 > out_of_scope_by_vector(-apart, name)


def test_the_vector_of_an_encoder_without_a_model_says_nothing() -> None:
    assert out_of_scope_by_vector(np.ones(3, np.float32), "f" * 64) == 0
