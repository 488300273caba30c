"""Command `clausebot evaluate`: measure retrieval quality on questions with relevance judgements."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from bot.assistant import Assistant, open_assistant
from bot.cli import ANSWERED
from bot.commands.shared import answers, messages, print_json, warnings
from bot.console.listing import Cell, Listing
from bot.export.target import written_whole
from bot.inert import inert
from bot.progress import shown_progress
from bot.settings import Settings
from bot.wording import counted, some_of
from embeddings.regular import read_regular
from retrieval.asking.answer import Answer
from retrieval.asking.answerability.calibration import calibration_entry, calibration_path, shipped_calibration
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.calibrate import FEWEST, fit_calibration, weigh_questions
from retrieval.errors import QuestionError
from retrieval.evaluate import (
    MEASURES,
    Judged,
    Retrieved,
    Score,
    calibration_error,
    decision_measures,
    load_questions,
    mean_measures,
    score,
)

_DEPTH = 10
_MOST_BYTES = 1_000_000_000
_COMPARED = "success@5"
"""Measure that --compare compares."""


def evaluate(args: argparse.Namespace, settings: Settings) -> int:
    """Answer a set of judged questions, and print the metrics."""
    questions = load_questions(Path(args.questions))
    earlier = _earlier(Path(args.compare), questions) if args.compare else None
    assistant = open_assistant(settings)
    _check_judged(questions, assistant)
    found: list[Retrieved] = []
    with shown_progress(messages()) as progress:
        for done, question in enumerate(questions, start=1):
            found.append(_retrieved(assistant.answer(question.query, _DEPTH)))
            progress("answering questions", done, len(questions))
    scores = score(questions, found)
    if args.json:
        _print_records(scores, details=args.details)
    else:
        _print_tables(scores, details=args.details)
    if earlier is not None:
        _print_changes(scores, earlier, as_json=args.json)
    if args.calibrate:
        _calibrate(questions, assistant, settings.models_dir)
    return ANSWERED


def _check_judged(questions: Sequence[Judged], assistant: Assistant) -> None:
    """Warn of judged clauses that the index lacks, so that no answer can have them.

    Raises:
        QuestionError: If the index has none of the judged clauses.
    """
    judged = {clause for question in questions for clause in question.relevant}
    lacking = judged - {clause.id for clause in assistant.index.all_clauses()}
    if not lacking:
        return
    named = some_of(sorted(lacking))
    if lacking == judged:
        raise QuestionError(f"the index has none of the paragraphs that answer these questions: {named}")
    few = f"the index lacks {len(lacking):,} of the {counted(len(judged), 'paragraph')} that answer these questions"
    warnings().print(f"{few}, so that the measures are too low: {inert(named)}")


def _calibrate(questions: Sequence[Judged], assistant: Assistant, models_dir: Path) -> None:
    """Calibrate the confidence of answers with the questions, and save the calibration beside the encoder's adapter.

    Raises:
        CalibrationError: If there are too few questions, or scores do not predict right answers.
        ExportError: If the file cannot be written.
    """
    encoder = assistant.encoder
    base = shipped_calibration(encoder.name)
    with shown_progress(messages()) as progress:
        seen = weigh_questions(questions, base, EncodedIndex(assistant.index, encoder), progress=progress)
    learned = fit_calibration(base, seen)
    path = calibration_path(encoder.name, models_dir)
    path.parent.mkdir(parents=True, exist_ok=True)
    number = counted(len(seen.sums), "question")
    with written_whole(path) as file:
        file.write(calibration_entry(f"{encoder.name}, {number}", encoder.fingerprint, learned).encode())
    messages().print(f"how sure an answer is was learned from {number}, and holds from now on: {path}")
    if encoder.cross_encoder and not learned.cross_encoder:
        note = (
            f"the cross-encoder orders answers and does not judge them: fewer than {FEWEST} questions with an answer, "
            "or without, are in doubt, or what it says does not tell them apart"
        )
        messages().print(note, style="yellow")


def _retrieved(answer: Answer) -> Retrieved:
    """Return the ranked hits of an answer; of a refusal, its near misses, so that ranking is measured separately."""
    hits = answer.hits or answer.near_misses
    return Retrieved(answer.answered, [(hit.clause.id, *hit.also) for hit in hits], answer.confidence)


def _answering_measures(scores: Sequence[Score]) -> dict[str, float]:
    error = calibration_error(scores)
    return decision_measures(scores) | ({} if error is None else {"calibration error": error})


def _by_type(scores: Sequence[Score]) -> dict[str, list[Score]]:
    types = sorted({score.question.type for score in scores if score.question.relevant})
    groups = {name: [score for score in scores if score.question.type == name] for name in types if name}
    return {**groups, "all": list(scores)}


def _record(one: Score) -> dict[str, Any]:
    question = one.question
    return {"qid": question.qid, "query": question.query, "answered": one.answered, **one.measures}


def _print_records(scores: Sequence[Score], *, details: bool) -> None:
    for one in scores if details else ():
        print_json(_record(one))
    for name, group in _by_type(scores).items():
        print_json({"type": name, **mean_measures(group)})
    print_json({"type": "answering", **_answering_measures(scores)})


def _print_tables(scores: Sequence[Score], *, details: bool) -> None:
    rows: list[list[Cell]] = []
    for one in scores if details else ():
        rows.append([one.question.query, "", *_cells(one.measures)])
    for name, group in _by_type(scores).items():
        means = mean_measures(group)
        cells = [inert(name), f"{means['questions']:.0f}", *_cells(means)]
        rows.append([Text(cell, style="bold" if name == "all" else "") for cell in cells])
    headings = ("questions", "n", *MEASURES)
    answers().print(Listing(headings, rows, wraps=0, right=range(1, len(headings))))
    judged = _answering_measures(scores)
    if judged:
        answers().print("answering: " + ", ".join(f"{name} {value:.3f}" for name, value in judged.items()))


def _cells(measures: Mapping[str, float]) -> list[str]:
    return [f"{measures[name]:.3f}" if name in measures else "" for name in MEASURES]


def _earlier(path: Path, questions: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    """Read the output of an earlier `evaluate --json --details`: one record for each question.

    Raises:
        QuestionError: If the file cannot be read, has another format, or has none of the questions.
    """
    expected = "expected what 'clausebot evaluate --json --details' printed"
    try:
        lines = read_regular(path, _MOST_BYTES).decode().splitlines()
        records = [json.loads(line) for line in lines if line.strip()]
        found = {record["qid"]: record for record in records if "qid" in record and "answered" in record}
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise QuestionError(f"{path} cannot be read ({error}); {expected}") from None
    if found.keys().isdisjoint(question.qid for question in questions):
        raise QuestionError(f"{path} has the measures of none of these questions; {expected} for them")
    return found


def _print_changes(scores: Sequence[Score], earlier: Mapping[str, Mapping[str, Any]], *, as_json: bool) -> None:
    """Print the questions that are answered better or worse than in an earlier run."""
    gained: list[Judged] = []
    lost: list[Judged] = []
    for one in scores:
        before, now = earlier.get(one.question.qid, {}).get(_COMPARED), one.measures.get(_COMPARED)
        if before is not None and now is not None and before != now:
            (gained if now > before else lost).append(one.question)
    if as_json:
        print_json({"type": "compared", "gained": _qids(gained), "lost": _qids(lost)})
        return
    for heading, questions in (("gained", gained), ("lost", lost)):
        answers().print(f"{heading}: {counted(len(questions), 'question')}", style="bold")
        for question in questions:
            answers().print(f"  {inert(question.query)}")


def _qids(questions: Sequence[Judged]) -> list[str]:
    return [question.qid for question in questions]
