from dataclasses import replace

import numpy as np
import pytest

from retrieval.asking.answerable import Calibration, Evidence, calibration_for, confidence, gather

CALIBRATION = Calibration(-2.0, (5.0, 10.0, -1.0), enough=0.6)
ASKED = "Who protects women in camps?"
PLAIN = Evidence(nearest=0.6, lead=0.02, covered=False)


def _gather(*late: float) -> Evidence:
    return gather(ASKED, [], cosines=np.array([0.6, 0.5], np.float32), late=np.array(late, np.float32))


def test_evidence_is_how_near_the_nearest_is_and_how_far_the_first_leads() -> None:
    evidence = _gather(0.7, 0.6, 0.5, 0.4)
    assert evidence.nearest == pytest.approx(0.6)
    assert evidence.lead == pytest.approx(0.2)
    assert _gather(0.7, 0.6).lead == 0, "two hits have no third to lead"


@pytest.mark.parametrize(
    ("asked", "weaker"),
    [(ASKED, Evidence(0.4, 0.02, False)), (ASKED, Evidence(0.6, 0.0, False)), ("How do I reset my password?", PLAIN)],
)
def test_confidence_falls_with_weaker_evidence(asked: str, weaker: Evidence) -> None:
    assert 0 < confidence(asked, weaker, CALIBRATION) < confidence(ASKED, PLAIN, CALIBRATION) < 1


def test_a_question_all_of_whose_words_a_paragraph_has_is_answered() -> None:
    far = Evidence(nearest=0.1, lead=0.0, covered=False)
    assert confidence("amnesty", far, CALIBRATION) < CALIBRATION.enough
    assert confidence("amnesty", replace(far, covered=True), CALIBRATION) > CALIBRATION.enough


@pytest.mark.parametrize("cosine", [-1e6, 1e6])
def test_confidence_stays_a_probability_whatever_a_damaged_index_says(cosine: float) -> None:
    """An exponential overflows from 710 on, which was an error of its own."""
    assert 0 <= confidence(ASKED, Evidence(cosine, 0.0, covered=False), CALIBRATION) <= 1


def test_an_encoder_that_was_not_measured_has_no_calibration() -> None:
    assert calibration_for("0" * 64) is None
