"""Learn how far the evidence of one encoder is trusted, and say how well that holds on questions kept apart.

usage: python -m tests.benchmarks.calibrate REQUESTS.jsonl PASSAGES.jsonl QUESTIONS.jsonl INDEX

What each piece of evidence weighs is learned from requests over passages that the encoder's adapter did not learn from:
with their paragraph in reach, with it and its twins taken away, and such as nothing answers. How sure the sum of it
makes is then read off the judged questions, two numbers at a time. Prints the entry for
retrieval/asking/calibration.toml.
"""

import math
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from embeddings.adapting.pairs import read_training_set, split_by_passage
from embeddings.adapting.training import Recipe
from embeddings.encoder import Encoded, Encoder, Vectors
from embeddings.reference import load_encoder
from retrieval.asking.answerable import gather, log_odds
from retrieval.asking.ask import in_full
from retrieval.asking.rank import CANDIDATES
from retrieval.asking.search import search
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.asking.understand.understood import understand
from retrieval.evaluate import ANSWERS, Judged, load_questions
from retrieval.index.generation import Generation, open_generation
from retrieval.index.locations import models_folder
from tests.benchmarks.elsewhere import held_out_log_odds

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

REPEATS, FOLDS = 10, 10
TWIN = 0.85  # cosine from which on a passage may answer as well
UNCERTAIN = 0.3  # weight of a request whose paragraph was taken away: another one may answer it
LIKELY = 0.6  # that a question has an answer: below, paragraphs are not shown as one
BATCH = 32


def main(requests: str, passages: str, questions: str, index: str) -> None:
    generation = open_generation(Path(index))
    encoder = load_encoder(generation.manifest.encoder, models_folder())
    weights = _weights(*_from_requests(Path(requests), Path(passages), encoder))
    judged = [question for question in load_questions(Path(questions)) if reply_kind(question.query) is None]
    rows, answered, right = _from_questions(judged, generation, encoder)
    sums = (rows @ weights)[:, np.newaxis]
    print(f"# {_held_out(sums, answered, right)}")
    sure, able = LogisticRegression(C=10).fit(sums, right), LogisticRegression(C=10).fit(sums, answered)
    slope, intercept = float(sure.coef_[0, 0]), float(sure.intercept_[0])
    enough = (math.log(LIKELY / (1 - LIKELY)) - able.intercept_[0]) / able.coef_[0, 0]
    print(f'[[encoder]]\nname = "{encoder.name}"\nfingerprint = "{encoder.fingerprint}"\nintercept = {intercept:.3f}')
    for name, weight in zip(("nearest", "lead", "elsewhere"), weights * slope, strict=True):
        print(f"{name} = {weight:.3f}")
    print(f"enough = {1 / (1 + math.exp(-slope * enough - intercept)):.3f}")


def _weights(rows: Numbers, answered: Flags, trust: Numbers) -> Numbers:
    scale = rows.std(axis=0)
    fitted: Numbers = LogisticRegression().fit(rows / scale, answered, sample_weight=trust).coef_[0] / scale
    return fitted


def _from_requests(requests: Path, passages: Path, encoder: Encoder) -> tuple[Numbers, Flags, Numbers]:
    """Return evidence, whether there is an answer, and how certain that is, for requests that taught nothing else."""
    data, recipe = read_training_set(requests, passages), Recipe()
    held = _encoded(data.passages, encoder)
    near = held.vectors @ held.vectors.T >= TWIN
    apart = [data.requests[n] for n in split_by_passage(data, near, recipe.held_out, recipe.seed).judge]
    odds = held_out_log_odds(requests)
    everything: Flags = np.ones(len(data.passages), np.bool_)
    rows, answered, trust = [], [], []
    for request in apart:
        query = encoder.encode_queries([request.query])
        gone = np.logical_not(near[list(request.right)].any(axis=0))
        for allowed, is_there, weight in ((everything, True, 1.0), (gone, False, UNCERTAIN)):
            rows.append([*_evidence(query, held, allowed), odds[request.query]])
            answered.append(is_there)
            trust.append(weight)
    for question in load_questions(requests):
        if not question.relevant:
            query = encoder.encode_queries([question.query])
            rows.append([*_evidence(query, held, everything), odds[question.query]])
            answered.append(False)
            trust.append(1.0)
    return np.array(rows), np.array(answered), np.array(trust)


def _evidence(query: Encoded, passages: Encoded, allowed: Flags) -> tuple[float, float]:
    cosines: Vectors = np.where(allowed, passages.vectors @ query.vectors[0], -1).astype(np.float32)
    nearest = np.argsort(-cosines)[:CANDIDATES]
    late = np.array([(query.tokens[0] @ passages.tokens[n].T).max(axis=1).mean() for n in nearest], np.float32)
    found = gather("", [], cosines=cosines[nearest], late=np.sort(late)[::-1])
    return found.nearest, found.lead


def _encoded(texts: tuple[str, ...], encoder: Encoder) -> Encoded:
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    vectors: dict[int, Vectors] = {}
    tokens: dict[int, Vectors] = {}
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        encoded = encoder.encode_passages([texts[n] for n in batch])
        vectors.update(zip(batch, encoded.vectors, strict=True))
        tokens.update(zip(batch, encoded.tokens, strict=True))
        print(f"\r{start + len(batch):,} of {len(order):,} passages", end="", file=sys.stderr)
    return Encoded(np.stack([vectors[n] for n in range(len(texts))]), tuple(tokens[n] for n in range(len(texts))))


def _from_questions(judged: list[Judged], generation: Generation, encoder: Encoder) -> tuple[Numbers, Flags, Flags]:
    """Return evidence, whether there is an answer, and whether it is among the first three hits."""
    rows, answered, right = [], [], []
    for question in judged:
        wanted = in_full(understand(question.query, generation.facts), generation)
        found = search(wanted, index=generation, encoder=encoder, k=3)
        if found.evidence is not None:
            shown = [clause for hit in found.hits for clause in (hit.clause.id, *hit.also)]
            rows.append([found.evidence.nearest, found.evidence.lead, log_odds(question.query)])
            answered.append(bool(question.relevant))
            right.append(any(question.relevant.get(clause, 0) >= ANSWERS for clause in shown))
    return np.array(rows), np.array(answered), np.array(right)


def _held_out(sums: Numbers, answered: Flags, right: Flags) -> str:
    figures = []
    for seed in range(REPEATS):
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        able, sure = (
            cross_val_predict(LogisticRegression(C=10), sums, truth, cv=folds, method="predict_proba")[:, 1]
            for truth in (answered, right)
        )
        bins = np.clip((sure * 10).astype(int), 0, 9)
        error = sum(abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
        said = able >= LIKELY
        figures.append([(said == answered).mean(), said[answered].mean(), (~said[~answered]).mean(), error])
    accuracy, kept, refused, error = np.mean(figures, axis=0)
    return (
        f"{FOLDS} folds, {REPEATS} times: accuracy {accuracy:.3f}, answerable kept {kept:.3f}, "
        f"unanswerable refused {refused:.3f}, calibration error {error:.3f}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
