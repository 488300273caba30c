import numpy as np
import pytest

from retrieval.answerable import Calibration, Evidence, calibration_for, confidence, gather

CALIBRATION = Calibration(-2.0, (20.0, 10.0, -0.5, -2.0))
PLAIN = Evidence(peak=0.15, lead=0.02, distance=1.0, elsewhere=0.0)


def _gather(question: str = "who protects women?", late: tuple[float, ...] = (0.7, 0.6, 0.5, 0.4)) -> Evidence:
    return gather(
        question,
        cosines=np.array([0.6, 0.5], np.float32),
        around=np.array([0.6, 0.5, 0.4], np.float32),
        late=np.array(late, np.float32),
        positions=np.array([0, 4, 8, 500]),
    )


def test_evidence_is_how_far_the_first_stand_out_and_whether_the_rankings_agree() -> None:
    evidence = _gather()
    assert evidence.peak == pytest.approx(0.1)
    assert evidence.lead == pytest.approx(0.2)
    assert evidence.distance == pytest.approx(np.log(5))
    assert evidence.elsewhere == 0
    assert _gather(late=(0.7, 0.6)).lead == 0, "two hits have no third to lead"


@pytest.mark.parametrize(
    "question",
    [
        "How many women were mediators?",
        "who won the cup",
        "did they vote on 2467?",
        "reset my password",
        "salary of a P4",
    ],
)
def test_what_resolutions_do_not_hold_is_recognised_by_its_wording(question: str) -> None:
    assert _gather(question).elsewhere == 1


@pytest.mark.parametrize("question", ["who must report?", "women in peace talks", "devote more resources to courts"])
def test_ordinary_questions_ask_for_nothing_else(question: str) -> None:
    assert _gather(question).elsewhere == 0


@pytest.mark.parametrize(
    ("weaker", "than"),
    [
        (Evidence(0.05, 0.02, 1.0, 0.0), PLAIN),
        (Evidence(0.15, 0.00, 1.0, 0.0), PLAIN),
        (Evidence(0.15, 0.02, 4.0, 0.0), PLAIN),
        (Evidence(0.15, 0.02, 1.0, 1.0), PLAIN),
    ],
)
def test_confidence_falls_with_weaker_evidence(weaker: Evidence, than: Evidence) -> None:
    assert 0 < confidence(weaker, CALIBRATION) < confidence(than, CALIBRATION) < 1


def test_an_encoder_that_was_not_measured_has_no_calibration() -> None:
    assert calibration_for("0" * 64) is None
