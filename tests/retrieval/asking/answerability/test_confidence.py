from dataclasses import replace

import numpy as np
import pytest

from retrieval.asking.answerability.calibration import Calibration, find_calibration
from retrieval.asking.answerability.confidence import Evidence, confidence, gather_evidence
from retrieval.index.generation import Generation
from tests.bot.slack.views.given import HIT, answer

CALIBRATION = Calibration(-2.0, (5.0, 10.0, -1.0, -1.0, 2.0), enough=0.6)
ASKED = "Who protects women in camps?"
PLAIN = Evidence(nearest=0.6, lead=0.02, covered=True, out_of_scope_by_vector=0.0)


def _gather(*late: float) -> Evidence:
    return gather_evidence(
        ASKED, [], cosines=np.array([0.6, 0.5], np.float32), late=np.array(late, np.float32), out_of_scope_by_vector=0.0
    )


def test_evidence_is_how_near_the_nearest_is_and_how_far_the_first_leads() -> None:
    evidence = _gather(0.7, 0.6, 0.5, 0.4)
    assert evidence.nearest == pytest.approx(0.6)
    assert evidence.lead == pytest.approx(0.2)
    assert _gather(0.7, 0.6).lead == 0, "two hits have no third to lead"


@pytest.mark.parametrize(
    ("asked", "weaker"),
    [
        (ASKED, replace(PLAIN, nearest=0.4)),
        (ASKED, replace(PLAIN, lead=0.0)),
        (ASKED, replace(PLAIN, covered=False)),
        (ASKED, replace(PLAIN, out_of_scope_by_vector=2.0)),
        ("How do I reset my password?", PLAIN),
    ],
)
def test_confidence_falls_with_weaker_evidence(asked: str, weaker: Evidence) -> None:
    assert 0 < confidence(asked, weaker, CALIBRATION) < confidence(ASKED, PLAIN, CALIBRATION) < 1


def test_that_every_word_is_there_does_not_answer_a_question_out_of_scope() -> None:
    """A paragraph on weather that affects displaced people does not say what the weather is."""
    found = Evidence(nearest=0.2, lead=0.0, covered=True, out_of_scope_by_vector=0.0)
    assert confidence("what is the weather tomorrow?", found, CALIBRATION) < CALIBRATION.enough


@pytest.mark.parametrize("cosine", [-1e6, 1e6])
def test_confidence_stays_a_probability_whatever_a_damaged_index_says(cosine: float) -> None:
    """An exponential overflows from 710 on, which was an error of its own."""
    assert 0 <= confidence(ASKED, Evidence(cosine, 0.0, covered=False, out_of_scope_by_vector=0.0), CALIBRATION) <= 1


def test_an_encoder_that_was_not_measured_has_no_calibration(generation: Generation) -> None:
    assert find_calibration(generation.manifest) is None


@pytest.mark.parametrize(
    ("answered", "sure", "word", "close"),
    [
        (True, 0.9, "sure", False),
        (True, 0.6, "likely", False),
        (False, 0.4, "closest", True),
        (False, 0.1, "closest", False),
        (True, None, None, False),
    ],
)
def test_confidence_is_said_in_a_word(answered: bool, sure: float | None, word: str | None, close: bool) -> None:
    found = answer(HIT) if answered else answer(near=(HIT,))
    found = replace(found, confidence=sure)
    assert (found.certainty, found.is_close) == (word, close)
    assert found.as_record()["certainty"] == word


def test_nothing_found_has_no_certainty() -> None:
    assert answer().certainty is None
