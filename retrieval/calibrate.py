"""A calibration of somebody's own: how sure an answer is with an encoder that was not measured, from judged questions.

The shipped model of answerability keeps the proportions of its weights; a line is fitted to the sums that it gives,
which two numbers describe, so that a few dozen questions suffice.

Source:
    Platt, "Probabilistic Outputs for Support Vector Machines" (1999), with the targets proposed there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Encoder
from embeddings.progress import Progress
from retrieval.asking.answerable import FOREMOST, logit
from retrieval.asking.calibration import Calibration
from retrieval.asking.query import search_query
from retrieval.asking.reading import read_question
from retrieval.asking.search import search
from retrieval.errors import CalibrationError
from retrieval.evaluate import ANSWERS, Judged
from retrieval.index.protocol import ClauseIndex

FEWEST = 20
"""Questions with an answer, and as many without, that a calibration is learned from at least."""

_LIKELY = 0.7
"""Probability that a question has an answer from which on paragraphs are shown as one."""

_STEPS = 50
_RIDGE = 1e-3  # keeps the line finite where the sums separate right from wrong


@dataclass(frozen=True, slots=True)
class Sums:
    """What the shipped model says of judged questions, and what is true of them; one row a question.

    Attributes:
        sums: Log odds that one of the first three hits answers.
        right: Whether one of them does.
        answered: Whether the question has an answer at all.
    """

    sums: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]
    answered: npt.NDArray[np.bool_]


def summed(
    questions: Sequence[Judged], base: Calibration, *, index: ClauseIndex, encoder: Encoder, progress: Progress
) -> Sums:
    """Search for judged questions, and sum up the evidence of each.

    Left out are questions that are not judged by their words (small talk, paragraphs that are named), and those of
    which only useful clauses are known, as it is not known whether what was found answers.
    """
    sums, right, answered = [], [], []
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
    return Sums(np.array(sums), np.array(right, np.bool_), np.array(answered, np.bool_))


def calibrated(base: Calibration, seen: Sums) -> Calibration:
    """Return the calibration whose probabilities fit what was seen, with the proportions of another.

    Raises:
        CalibrationError: If there are too few questions with an answer or without, or greater sums are not more often
            right.
    """
    have, lack = int(seen.answered.sum()), int((~seen.answered).sum())
    if have < FEWEST or lack < FEWEST:
        raise CalibrationError(
            f"{have} questions have an answer and {lack} have none, of those that are searched for; give at least "
            f"{FEWEST} of each"
        )
    slope, intercept = fitted_line(seen.sums, seen.right)
    able, offset = fitted_line(seen.sums, seen.answered)
    if min(slope, able) <= 0:
        raise CalibrationError(
            "what is found for the questions tells nothing of whether it is right: with this encoder nearer paragraphs "
            "are not better ones; look at the questions, or train the adapter with more requests"
        )
    enough = (math.log(_LIKELY / (1 - _LIKELY)) - offset) / able
    return Calibration(
        base.intercept * slope + intercept,
        tuple(weight * slope for weight in base.weights),
        1 / (1 + math.exp(-(slope * enough + intercept))),
    )


def fitted_line(sums: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and intercept of the log odds of a truth over sums, by Newton's method."""
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
