"""How sure an answer is, learned from a few dozen judged questions of somebody's own."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.asking.answerability import calibration
from retrieval.asking.answerability.calibration import (
    Calibration,
    CrossEncoderWeights,
    calibration_entry,
    calibration_path,
    find_calibration,
    shipped_calibration,
)
from retrieval.asking.answerability.confidence import Evidence, confidence, logit
from retrieval.calibrate import WeighedQuestions, fit_calibration, fit_line
from retrieval.errors import CalibrationError
from retrieval.index.generation import Generation
from retrieval.index.manifest import Manifest

BASE = Calibration(-2.0, (5.0, 10.0, -1.0, -1.0, 2.0), enough=0.6)


def seen(slope: float, intercept: float, count: int = 4_000) -> WeighedQuestions:
    """Questions whose sums are right with the probabilities of a line, and have an answer where they are a bit less."""
    luck = np.random.default_rng(1)
    sums = luck.normal(0, 2, count)
    drawn = luck.random(count)
    right = drawn < 1 / (1 + np.exp(-(slope * sums + intercept)))
    answered = drawn < 1 / (1 + np.exp(-(slope * sums + intercept + 1)))
    return WeighedQuestions(sums, right, answered)


def test_a_line_is_found_again() -> None:
    some = seen(0.5, -1.0)
    assert fit_line(some.sums, some.right) == pytest.approx((0.5, -1.0), abs=0.1)


def test_confidence_is_how_often_the_first_hits_are_right() -> None:
    learned = fit_calibration(BASE, seen(0.5, -1.0))
    evidence = Evidence(nearest=0.6, lead=0.02, covered=True, out_of_scope_by_vector=0.0)
    expected = 1 / (1 + math.exp(-(0.5 * logit("who?", evidence, BASE) - 1)))
    assert confidence("who?", evidence, learned) == pytest.approx(expected, abs=0.03)
    at = (math.log(0.7 / 0.3) - 0.0) / 0.5  # where 7 of 10 questions have an answer: the line of these is 1 higher
    assert learned.enough == pytest.approx(1 / (1 + math.exp(-(0.5 * at - 1))), abs=0.05)


def read(some: WeighedQuestions, weight: float) -> WeighedQuestions:
    """The same questions with scores, which tell with a weight of what the confidence leaves open which are right."""
    luck = np.random.default_rng(2)
    scores = weight * (2.0 * some.right - 1) + luck.normal(0, 1, len(some.sums))
    return replace(some, scores=scores, compiled_as="reads")


def test_what_a_cross_encoder_says_counts_as_often_as_it_is_right() -> None:
    base = replace(BASE, cross_encoder=CrossEncoderWeights("shipped", 0.0, 1.0, 1.0, enough=0.5))
    learned = fit_calibration(base, read(seen(1.0, 0.0), 1.0)).cross_encoder
    assert learned is not None
    assert learned.compiled_as == "reads"
    assert learned.confidence == pytest.approx(learned.score), "the proportions are kept"
    some = read(seen(1.0, 0.0), 1.0)
    assert some.scores is not None
    doubtful = (some.sums > math.log(0.2 / 0.8)) & (some.sums < math.log(0.95 / 0.05))
    odds = learned.intercept + learned.confidence * some.sums + learned.score * some.scores
    sure = 1 / (1 + np.exp(-odds[doubtful]))
    assert sure.mean() == pytest.approx(some.right[doubtful].mean(), abs=0.02)
    enough = sure >= learned.enough
    assert some.answered[doubtful][~enough].mean() < 0.5 < some.answered[doubtful][enough].mean()
    high = sure > 0.8
    assert sure[high].mean() == pytest.approx(some.right[doubtful][high].mean(), abs=0.05)


def test_weights_within_limits_are_kept() -> None:
    within = CrossEncoderWeights("shipped", 0.1, 0.8, 0.5, enough=0.25)
    assert fit_calibration(replace(BASE, cross_encoder_within=within), seen(0.5, -1.0)).cross_encoder_within == within


def test_follow_ups_are_judged_as_before() -> None:
    """Their confidence is that of all questions, whose log odds change; the sums are the same."""
    shipped = CrossEncoderWeights("shipped", 0.4, 0.5, 0.8, enough=0.6)
    some = seen(0.5, -1.0)
    fitted = fit_calibration(replace(BASE, cross_encoder_follow_up=shipped), some)
    learned = fitted.cross_encoder_follow_up
    assert learned is not None
    assert (learned.score, learned.enough, learned.compiled_as) == (0.8, 0.6, "shipped")
    slope = fitted.weights[0] / BASE.weights[0]
    after = slope * (some.sums - BASE.intercept) + fitted.intercept
    assert learned.intercept + learned.confidence * after == pytest.approx(0.4 + 0.5 * some.sums)


@pytest.mark.parametrize(
    ("weights", "some"),
    [
        (None, read(seen(1.0, 0.0), 1.0)),
        (CrossEncoderWeights("shipped", 0.0, 1.0, 1.0, 0.5), seen(1.0, 0.0)),
        (CrossEncoderWeights("shipped", 0.0, 1.0, 1.0, 0.5), read(seen(1.0, 0.0, 60), 1.0)),
        (CrossEncoderWeights("shipped", 0.0, 0.0, 1.0, 0.5), read(seen(1.0, 0.0), -1.0)),
    ],
    ids=["none shipped", "no cross-encoder", "few in doubt", "tells nothing"],
)
def test_no_weights_are_learned_where_a_cross_encoder_tells_nothing(
    weights: CrossEncoderWeights | None, some: WeighedQuestions
) -> None:
    assert fit_calibration(replace(BASE, cross_encoder=weights), some).cross_encoder is None


@pytest.mark.parametrize("value", [0.0, 3.0])
def test_sums_that_are_all_alike_or_separate_everything_give_no_fault(value: float) -> None:
    truth = np.arange(60) % 2 == 0
    slope, intercept = fit_line(np.where(truth, value, -value), truth)
    assert math.isfinite(slope)
    assert math.isfinite(intercept)
    assert (slope > 0) == (value > 0)


@pytest.mark.parametrize(
    ("some", "said"),
    [
        (seen(0.5, -1.0, 30), r"\d+ questions have an answer and \d+ have none, .* at least 20 of each"),
        (seen(-0.5, -1.0), "a higher score does not mean a better answer"),
    ],
)
def test_questions_that_teach_nothing_are_refused(some: WeighedQuestions, said: str) -> None:
    with pytest.raises(CalibrationError, match=said):
        fit_calibration(BASE, some)


@pytest.fixture
def manifest(generation: Generation) -> Manifest:
    """Manifest of an index whose encoder has a cross-encoder, and no calibration that is shipped."""
    return replace(generation.manifest, encoder="mine", fingerprint="f" * 64, compiled_as="reads")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """File of a user's own calibration for that encoder, in the folder of the models; it does not exist."""
    path = calibration_path("mine", tmp_path)
    path.parent.mkdir()
    return path


WEIGHTS = CrossEncoderWeights("reads", 0.5, 1.0, -2.0, 0.25)
MINE = replace(BASE, cross_encoder=WEIGHTS, cross_encoder_within=replace(WEIGHTS, score=0.75))
MINE = replace(MINE, cross_encoder_follow_up=replace(WEIGHTS, score=0.85))


def test_a_calibration_of_ones_own_is_read_back_and_goes_before_the_shipped_one(
    manifest: Manifest, own: Path, tmp_path: Path
) -> None:
    assert find_calibration(manifest, tmp_path) is None, "a file that is not there is no fault"
    shipped = next(iter(calibration._calibrations()))
    entries = [calibration_entry('a "model"', fingerprint, MINE) for fingerprint in ("f" * 64, shipped)]
    own.write_text("".join(entries), encoding="utf-8")
    assert find_calibration(manifest, tmp_path) == MINE
    assert find_calibration(replace(manifest, fingerprint=shipped), tmp_path) == MINE
    assert find_calibration(manifest) is None, "nobody else has it"
    assert (
        shipped_calibration("all-MiniLM-L6-v2")
        != shipped_calibration("all-mpnet-base-v2")
        == shipped_calibration("somebody's")
    )


def test_weights_for_another_cross_encoder_are_left_out(manifest: Manifest, own: Path, tmp_path: Path) -> None:
    mine = replace(MINE, cross_encoder=replace(WEIGHTS, compiled_as="another"))
    own.write_text(calibration_entry("mine", "f" * 64, mine), encoding="utf-8")
    assert find_calibration(manifest, tmp_path) == replace(MINE, cross_encoder=None)


@pytest.mark.parametrize("text", ["[[encoder]", "encoder = 3", "[[encoder]]\nname = 'x'", "\xff"])
def test_a_damaged_calibration_is_named_with_what_to_do(
    text: str, manifest: Manifest, own: Path, tmp_path: Path
) -> None:
    own.write_bytes(text.encode("latin-1"))
    with pytest.raises(CalibrationError, match=r"mine\.calibration\.toml cannot be read .*--calibrate"):
        find_calibration(manifest, tmp_path)
