"""Calibration of confidence for a user's own encoder, from judged questions.

The weights of the shipped answerability model keep their proportions. Only a line is fitted to its log odds; a line has
two parameters, so that a few dozen questions suffice. The weights of the model with a cross-encoder, which judges where
the confidence leaves doubt, are fitted in the same way.

Source:
    Platt, "Probabilistic Outputs for Support Vector Machines" (1999), with the targets proposed there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from embeddings.progress import Progress
from retrieval.asking.answerability.calibration import Calibration, CrossEncoderWeights, probability_of
from retrieval.asking.answerability.confidence import FOREMOST, logit
from retrieval.asking.answerability.cross_encoding import (
    LEAST,
    MOST,
    is_reranked_without_limits,
    score_by_cross_encoder,
)
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.search import search
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.errors import CalibrationError
from retrieval.evaluate import ANSWERS, Judged

FEWEST = 20
"""Minimum number of questions with an answer, and of questions without."""

_LIKELY = 0.7
"""Probability that a question has an answer, at which the threshold of confidence is set."""

LIKELY_RERANKED = 0.5
"""The same for questions that a cross-encoder has scored."""

_STEPS = 50
"""Steps of Newton's method."""
_RIDGE = 1e-3
"""Regularization of the line: keeps it finite where the sums separate true from false completely."""


@dataclass(frozen=True, slots=True)
class WeighedQuestions:
    """Log odds of judged questions by the shipped model, and the judgements; one row for each question.

    Attributes:
        sums: Log odds by the model that one of the first three hits answers.
        right: Whether one of them answers.
        answered: Whether the question has an answer at all.
        scores: Best score of the first hits by the cross-encoder, NaN for questions that it does not score; None
            without a cross-encoder.
        compiled_as: Name of the compiled form of the encoder and the cross-encoder; "" without a cross-encoder.
    """

    sums: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    answered: npt.NDArray[np.bool_]
    scores: npt.NDArray[np.float64] | None = None
    compiled_as: str = ""


def weigh_questions(
    questions: Sequence[Judged], base: Calibration, encoded: EncodedIndex, *, progress: Progress
) -> WeighedQuestions:
    """Search for judged questions, and compute the log odds of each by the shipped model.

    Skips questions that the model does not judge (small talk, cited paragraphs), and questions whose relevant clauses
    are all only useful, as it is not known whether any clause answers them.
    """
    rows = []
    for done, question in enumerate(questions, start=1):
        progress("weighing questions", done, len(questions))
        if row := _weigh(question, base, encoded):
            rows.append(row)
    sums, right, answered, scores = np.array(rows).reshape(-1, 4).T
    weighed = WeighedQuestions(sums, right.astype(np.bool_), answered.astype(np.bool_))
    if encoded.encoder.cross_encoder is None:
        return weighed
    return replace(weighed, scores=scores, compiled_as=encoded.index.manifest.compiled_as)


def _weigh(question: Judged, base: Calibration, encoded: EncodedIndex) -> tuple[float, bool, bool, float] | None:
    """Search for a judged question; return its row of `WeighedQuestions`, None if it is skipped."""
    index, cross_encoder = encoded.index, encoded.encoder.cross_encoder
    read = read_question(question.query, index)
    understood = read.reading.understood
    unclear = question.relevant and max(question.relevant.values()) < ANSWERS
    if unclear or not read.is_searched or understood.cited or understood.only_limits:
        return None
    found = search(search_query(understood, index), encoded, k=FOREMOST)
    if found.evidence is None:
        return None
    shown = [clause for hit in found.hits for clause in (hit.clause.id, *hit.also)]
    right = any(question.relevant.get(clause, 0) >= ANSWERS for clause in shown)
    score = math.nan
    if cross_encoder is not None and is_reranked_without_limits(understood):
        score = max(score_by_cross_encoder(understood.text, found.hits, cross_encoder))
    return logit(understood.asked, found.evidence, base), right, bool(question.relevant), score


def fit_calibration(base: Calibration, weighed: WeighedQuestions) -> Calibration:
    """Fit a calibration to weighed questions; its weights keep the proportions of those of `base`.

    Raises:
        CalibrationError: If there are too few questions with an answer or without, or if greater log odds do not mean
            more right answers.
    """
    have, lack = int(weighed.answered.sum()), int((~weighed.answered).sum())
    if have < FEWEST or lack < FEWEST:
        raise CalibrationError(
            f"{have} questions have an answer and {lack} have none, of those that are searched for; give at least "
            f"{FEWEST} of each"
        )
    fitted = _fit(weighed.sums, weighed.right, weighed.answered, _LIKELY)
    if fitted is None:
        raise CalibrationError(
            "with this encoder, a higher score does not mean a better answer; check the judgements, or train the "
            "adapter with more requests"
        )
    slope, intercept, enough = fitted
    return Calibration(
        base.intercept * slope + intercept,
        tuple(weight * slope for weight in base.weights),
        enough,
        _fit_cross_encoder(base.cross_encoder, weighed, slope * weighed.sums + intercept),
        base.cross_encoder_within,  # its confidence does not depend on the weights learned here
        _adjusted(base.cross_encoder_follow_up, slope, intercept),
    )


def _adjusted(base: CrossEncoderWeights | None, slope: float, intercept: float) -> CrossEncoderWeights | None:
    """Return the weights that judge as before, given how the log odds of the confidence change."""
    if base is None:
        return None
    confidence = base.confidence / slope
    return replace(base, intercept=base.intercept - confidence * intercept, confidence=confidence)


def _fit_cross_encoder(
    base: CrossEncoderWeights | None, weighed: WeighedQuestions, odds: npt.NDArray[np.float64]
) -> CrossEncoderWeights | None:
    """Fit the weights of the model with a cross-encoder to the questions that the confidence leaves in doubt.

    Args:
        base: Weights whose proportions are kept; None if the model has none.
        weighed: The questions.
        odds: Log odds of the confidence in each.

    Returns:
        None without a cross-encoder, with too few questions in doubt, or if its scores do not separate right from
        wrong.
    """
    if base is None or weighed.scores is None:
        return None
    confidence = 1 / (1 + np.exp(-odds))
    doubtful = (confidence > LEAST) & (confidence < MOST) & ~np.isnan(weighed.scores)
    answered = weighed.answered[doubtful]
    if min(answered.sum(), (~answered).sum()) < FEWEST:
        return None
    sums = base.confidence * odds[doubtful] + base.score * weighed.scores[doubtful]
    fitted = _fit(sums, weighed.right[doubtful], answered, LIKELY_RERANKED)
    if fitted is None:
        return None
    slope, intercept, enough = fitted
    return CrossEncoderWeights(weighed.compiled_as, intercept, slope * base.confidence, slope * base.score, enough)


def _fit(
    sums: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], answered: npt.NDArray[np.bool_], likely: float
) -> tuple[float, float, float] | None:
    """Fit the log odds of a right answer as a line over sums.

    Args:
        sums: Sums of weighted features, one for each question.
        right: Whether one of the first hits answers.
        answered: Whether the question has an answer at all.
        likely: Probability that a question has an answer, at which the threshold is set.

    Returns:
        Slope, intercept, and the probability of a right answer that counts as one; None if greater sums are not better.
    """
    slope, intercept = fit_line(sums, right)
    able, offset = fit_line(sums, answered)
    if min(slope, able) <= 0:
        return None
    enough = (math.log(likely / (1 - likely)) - offset) / able
    return slope, intercept, probability_of(slope * enough + intercept)


def fit_line(sums: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Fit the log odds of a truth as a line over sums, by Newton's method; return slope and intercept."""
    yes, no = int(truth.sum()), int((~truth).sum())
    target = np.where(truth, (yes + 1) / (yes + 2), 1 / (no + 2))
    centre, scale = float(sums.mean()), float(sums.std()) or 1.0
    rows = np.stack([(sums - centre) / scale, np.ones(len(sums))], axis=1)
    line = np.zeros(2)
    for _ in range(_STEPS):
        probable = 1 / (1 + np.exp(-np.clip(rows @ line, -30, 30)))
        gradient = rows.T @ (probable - target) + _RIDGE * line
        curvature = (rows * (probable * (1 - probable))[:, np.newaxis]).T @ rows + _RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        line -= step / max(1.0, float(np.abs(step).max()))
    slope = float(line[0]) / scale
    return slope, float(line[1]) - slope * centre
