"""Calibration of confidence for a user's own encoder, from judged questions.

The weights of the shipped answerability model keep their proportions. Only a line is fitted to the log odds that the
model gives; it has two parameters, so that a few dozen questions suffice. The same holds for the weights of what a
cross-encoder says, where the confidence leaves doubt.

Source:
    Platt, "Probabilistic Outputs for Support Vector Machines" (1999), with the targets proposed there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Encoder
from embeddings.progress import Progress
from retrieval.asking.answerable import FOREMOST, logit
from retrieval.asking.calibration import Calibration, ReadingWeights, probability_of
from retrieval.asking.query import search_query
from retrieval.asking.reading import read_question
from retrieval.asking.reread import LEAST, MOST, is_read, read_hits
from retrieval.asking.search import search
from retrieval.errors import CalibrationError
from retrieval.evaluate import ANSWERS, Judged
from retrieval.index.protocol import ClauseIndex

FEWEST = 20
"""Minimum of questions with an answer, and of questions without."""

_LIKELY = 0.7
"""Least probability that a question has an answer for paragraphs to be shown as one."""

LIKELY_READ = 0.5
"""Least probability of an answer where a cross-encoder has read."""

_STEPS = 50
_RIDGE = 1e-3  # keeps the line finite where the sums separate right from wrong


@dataclass(frozen=True, slots=True)
class WeighedQuestions:
    """Log odds of judged questions by the shipped model, and the truth; one row for each question.

    Attributes:
        sums: Log odds by the model that one of the first three hits answers.
        right: Whether one of them answers.
        answered: Whether the question has an answer at all.
        scores: What the cross-encoder says of the first hits, NaN of questions that it does not read; None without one.
        compiled_as: Name of the compiled form of the encoder and the cross-encoder; "" without one.
    """

    sums: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    answered: npt.NDArray[np.bool_]
    scores: npt.NDArray[np.float64] | None = None
    compiled_as: str = ""


def weigh_questions(
    questions: Sequence[Judged], base: Calibration, *, index: ClauseIndex, encoder: Encoder, progress: Progress
) -> WeighedQuestions:
    """Search for judged questions, and weigh the evidence of each by the shipped model.

    Skipped are questions whose answers the model does not judge (small talk, cited paragraphs), and questions with only
    useful clauses, as it is not known whether a hit answers.
    """
    sums, right, answered, scores = [], [], [], []
    reader = encoder.cross_encoder
    for done, question in enumerate(questions, start=1):
        progress("weighing questions", done, len(questions))
        read = read_question(question.query, index)
        understood = read.reading.understood
        unclear = question.relevant and max(question.relevant.values()) < ANSWERS
        if unclear or not read.is_searched or understood.cited or understood.only_limits:
            continue
        found = search(search_query(understood, index), index=index, encoder=encoder, k=FOREMOST)
        if found.evidence is not None:
            shown = [clause for hit in found.hits for clause in (hit.clause.id, *hit.also)]
            sums.append(logit(understood.asked, found.evidence, base))
            answered.append(bool(question.relevant))
            right.append(any(question.relevant.get(clause, 0) >= ANSWERS for clause in shown))
            if reader is not None:
                reads = is_read(understood)
                scores.append(max(read_hits(understood.text, found.hits, reader)) if reads else math.nan)
    weighed = WeighedQuestions(np.array(sums), np.array(right, np.bool_), np.array(answered, np.bool_))
    return replace(weighed, scores=np.array(scores), compiled_as=index.manifest.compiled_as) if reader else weighed


def fit_calibration(base: Calibration, weighed: WeighedQuestions) -> Calibration:
    """Fit a calibration to weighed questions, with the proportions of the weights of another one.

    Raises:
        CalibrationError: If there are too few questions with an answer or without, or greater sums are not more often
            right.
    """
    have, lack = int(weighed.answered.sum()), int((~weighed.answered).sum())
    if have < FEWEST or lack < FEWEST:
        raise CalibrationError(
            f"{have} questions have an answer and {lack} have none, of those that are searched for; give at least "
            f"{FEWEST} of each"
        )
    slope, intercept = fit_line(weighed.sums, weighed.right)
    able, offset = fit_line(weighed.sums, weighed.answered)
    if min(slope, able) <= 0:
        raise CalibrationError(
            "what is found for the questions tells nothing of whether it is right: with this encoder nearer paragraphs "
            "are not better ones; look at the questions, or train the adapter with more requests"
        )
    enough = (math.log(_LIKELY / (1 - _LIKELY)) - offset) / able
    return Calibration(
        base.intercept * slope + intercept,
        tuple(weight * slope for weight in base.weights),
        probability_of(slope * enough + intercept),
        _fit_reading(base.reading, weighed, slope * weighed.sums + intercept),
    )


def _fit_reading(
    base: ReadingWeights | None, weighed: WeighedQuestions, odds: npt.NDArray[np.float64]
) -> ReadingWeights | None:
    """Fit the weights of a judgement with a cross-encoder to the questions that the confidence leaves in doubt.

    Args:
        base: Weights of which the proportions are kept; None if the model has none.
        weighed: The questions.
        odds: Log odds of the confidence in each.

    Returns:
        None without a cross-encoder, with too few questions in doubt, or where it does not tell them apart.
    """
    if base is None or weighed.scores is None:
        return None
    sure = 1 / (1 + np.exp(-odds))
    doubtful = (sure > LEAST) & (sure < MOST) & ~np.isnan(weighed.scores)
    answered = weighed.answered[doubtful]
    if min(answered.sum(), (~answered).sum()) < FEWEST:
        return None
    sums = base.confidence * odds[doubtful] + base.score * weighed.scores[doubtful]
    slope, intercept = fit_line(sums, weighed.right[doubtful])
    able, offset = fit_line(sums, answered)
    if min(slope, able) <= 0:
        return None
    enough = slope * (math.log(LIKELY_READ / (1 - LIKELY_READ)) - offset) / able + intercept
    return ReadingWeights(
        weighed.compiled_as,
        intercept,
        slope * base.confidence,
        slope * base.score,
        probability_of(enough),
    )


def fit_line(sums: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Fit log odds of a truth as a line over sums, by Newton's method; return slope and intercept."""
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
