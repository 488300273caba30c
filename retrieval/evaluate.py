"""Evaluation of answers on questions whose relevant clauses are known."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from embeddings.errors import ExtraMissingError, how_to_install
from embeddings.regular import read_regular
from retrieval.asking.answerability.confidence import FOREMOST
from retrieval.errors import QuestionError

try:
    import ir_measures
    from ir_measures import RR, R, ScoredDoc, Success, nDCG
except ModuleNotFoundError as missing:
    raise ExtraMissingError(f"measuring answers needs {missing.name}: {how_to_install('evaluate')}") from None

ANSWERS = 2
"""Grade of a clause that answers; grade 1 is on topic and useful."""

_DEPTH = 10
_MOST_BYTES = 100_000_000
_LINE = '{"query": "…", "relevant": {"S/RES/1325(2000)#1": 2}}'
"""Line of a question set."""
_RANKING = {
    "nDCG@10": nDCG(gains={1: 1, ANSWERS: 3}) @ _DEPTH,  # gains 2^grade - 1
    "success@1": Success(rel=ANSWERS) @ 1,
    "success@5": Success(rel=ANSWERS) @ 5,
    "MRR": RR(rel=ANSWERS),
}
RECALL = "recall@10"
MEASURES = (*_RANKING, RECALL)


@dataclass(frozen=True, slots=True)
class Judged:
    """Question with the clauses known to be relevant.

    Attributes:
        relevant: Grade by clause id; empty if nothing answers.
    """

    qid: str
    query: str
    type: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Answer to a judged question, reduced to the parts that are scored.

    Attributes:
        hits: For each hit, best first, the ids of the clauses it quotes: its own, and those with the same words.
        confidence: Confidence of the answer; None if it has none.
    """

    answered: bool
    hits: Sequence[Sequence[str]]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Score of the answer to one question.

    Attributes:
        measures: Measures by name, from 0 to 1; empty for a question without relevant clauses.
        confidence: Confidence of the answer: the probability of `right`; None if it has none.
        right: Whether one of the first three hits answers.
    """

    question: Judged
    answered: bool
    measures: Mapping[str, float]
    confidence: float | None
    right: bool


def load_questions(path: Path) -> list[Judged]:
    """Read a question set: JSON lines with "query" and "relevant"; "qid", "type" and "complete" are optional.

    A question without relevant clauses has no answer. If its "complete" is false, some unjudged clause may answer it,
    and it is left out.

    Raises:
        QuestionError: If a line is malformed, which the message names, or the file has no question.
    """
    questions = []
    try:
        lines = read_regular(path, _MOST_BYTES).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path} cannot be read ({error}); expected JSON lines in UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            relevant = {str(clause): int(grade) for clause, grade in raw["relevant"].items()}
            if raw.get("complete") is False and not relevant:
                continue
            questions.append(Judged(str(raw.get("qid", number)), str(raw["query"]), str(raw.get("type", "")), relevant))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise QuestionError(f"{path}, line {number}: {_fault(error)}; expected {_LINE}") from None
    if not questions:
        raise QuestionError(f"{path} has no question to evaluate; expected lines of {_LINE}")
    return questions


def _fault(error: Exception) -> str:
    """Return the fault of a line in words.

    >>> _fault(KeyError("query")), _fault(json.JSONDecodeError("Expecting value", "who?", 0))
    ('"query" is missing', 'it is no JSON (Expecting value)')
    """
    if isinstance(error, KeyError):
        return f'"{error.args[0]}" is missing'
    if isinstance(error, json.JSONDecodeError):
        return f"it is no JSON ({error.msg})"
    if isinstance(error, ValueError | OverflowError):
        return "a grade is no whole number"
    return "it is not an object of this form"


def score(questions: Sequence[Judged], found: Sequence[Retrieved]) -> list[Score]:
    """Measure every answer.

    For the ranking measures, a hit counts as the best graded of the clauses that it quotes. For recall, all of these
    clauses count as found. The measures are computed by ir-measures.
    """
    pairs = list(zip(questions, found, strict=True))
    answerable = [(str(n), q, f) for n, (q, f) in enumerate(pairs) if q.relevant]  # qids need not be unique
    qrels = {n: dict(q.relevant) for n, q, _ in answerable}
    ranked = {n: _ranked(f, q) for n, q, f in answerable}
    quoted = {n: _quoted(f) for n, _, f in answerable}
    values: dict[str, dict[str, float]] = defaultdict(dict)
    names = {measure: name for name, measure in _RANKING.items()}
    for metric in ir_measures.iter_calc(list(_RANKING.values()), qrels, _scored(ranked)):
        values[metric.query_id][names[metric.measure]] = metric.value
    for metric in ir_measures.iter_calc([R @ max(map(len, quoted.values()), default=1)], qrels, _scored(quoted)):
        values[metric.query_id][RECALL] = metric.value
    return [Score(q, f.answered, values[str(n)], f.confidence, _is_right(f, q)) for n, (q, f) in enumerate(pairs)]


def _is_right(found: Retrieved, question: Judged) -> bool:
    return any(question.relevant.get(clause, 0) >= ANSWERS for hit in found.hits[:FOREMOST] for clause in hit)


def _ranked(found: Retrieved, question: Judged) -> list[str]:
    """Return a clause id for each hit: the best graded one that was not taken for an earlier hit."""
    ids: list[str] = []
    for hit in found.hits:
        free = [clause for clause in hit if clause not in ids]
        ids.append(max(free, key=lambda clause: question.relevant.get(clause, 0), default=f"{len(ids)}"))
    return ids


def _quoted(found: Retrieved) -> list[str]:
    return list(dict.fromkeys(clause for hit in found.hits[:_DEPTH] for clause in hit))


def _scored(run: Mapping[str, Sequence[str]]) -> list[ScoredDoc]:
    return [ScoredDoc(n, clause, -float(rank)) for n, ids in run.items() for rank, clause in enumerate(ids)]


def mean_measures(scores: Iterable[Score]) -> dict[str, float]:
    """Return the means of all measures over the questions that have an answer, and the number of these questions."""
    rows = [score.measures for score in scores if score.question.relevant]
    means = {name: sum(row[name] for row in rows) / len(rows) for name in MEASURES} if rows else {}
    return {"questions": len(rows), **means}


def decision_measures(scores: Sequence[Score]) -> dict[str, float]:
    """Measure the decisions to answer or to refuse; {} if no question, or every question, has an answer."""
    with_answer = [score for score in scores if score.question.relevant]
    without_answer = [score for score in scores if not score.question.relevant]
    if not with_answer or not without_answer:
        return {}
    answered = sum(score.answered for score in scores)
    rightly_answered = sum(score.answered for score in with_answer)
    rightly_refused = sum(not score.answered for score in without_answer)
    return {
        "accuracy": (rightly_answered + rightly_refused) / len(scores),
        "precision": rightly_answered / answered if answered else 0.0,
        "recall": rightly_answered / len(with_answer),
        "refused": rightly_refused / len(without_answer),
    }


def calibration_error(scores: Iterable[Score]) -> float | None:
    """Return the expected calibration error of confidence; None if no answer has a confidence.

    Source:
        Ten bins of equal width: Naeini et al., "Obtaining Well Calibrated
        Probabilities Using Bayesian Binning" (2015).
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score in scores:
        if score.confidence is not None:
            bins[min(int(score.confidence * 10), 9)].append((score.confidence, score.right))
    total = sum(map(len, bins.values()))
    missed = sum(
        abs(sum(confidence for confidence, _ in pairs) - sum(right for _, right in pairs)) for pairs in bins.values()
    )
    return missed / total if total else None
