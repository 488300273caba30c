"""Learn how far the evidence of one encoder is trusted, and say how well that holds on questions kept apart.

usage: python -m tests.benchmarks.calibrate INDEX REQUESTS PASSAGES QUESTIONS... [--odds REQUESTS...] [--held-out SHARE]

The weight of each feature is learned from the judged questions and, counting a third as much, from requests of the
pools that a training of the encoder's adapter holds out: with their paragraphs in reach, with these and their
near-duplicates taken away, and such as nothing answers. How sure the sum of it makes is then read off the questions,
two numbers at a time. Prints the entry for retrieval/asking/answerability/calibration.toml, after figures of questions
that taught nothing. All files are JSON lines; --odds names those that tests/benchmarks/out_of_scope_words.py and, for
this encoder before, tests/benchmarks/out_of_scope_vectors.py learned from, --held-out the share of the pools that the
training held out.
"""

import argparse
import json
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from embeddings.adapting.pairs import held_out_pools
from embeddings.adapting.training import Recipe
from embeddings.encoder import BuildEncoder, Encoded, Encoder, Vectors
from embeddings.reference import load_encoder
from retrieval.asking.answerability.calibration import FEATURES
from retrieval.asking.answerability.confidence import FOREMOST, Evidence, features, gather_evidence
from retrieval.asking.answerability.out_of_scope import out_of_scope_by_words
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.feedback import losses
from retrieval.asking.ranking.rank import CANDIDATES
from retrieval.asking.ranking.rarity import Rarity, encode_question
from retrieval.asking.ranking.search import search
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.evaluate import ANSWERS, Judged, load_questions
from retrieval.index.default_folders import models_folder
from retrieval.index.facts import WORD
from retrieval.index.folder import FolderPlace
from tests.benchmarks.out_of_scope_vectors import encoded, held_out
from tests.benchmarks.out_of_scope_words import held_out_log_odds, read

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Requested: TypeAlias = tuple[Numbers, Flags, Numbers]
"""Features of requests, whether there is an answer, and how certain that is."""
Asked: TypeAlias = tuple[Numbers, Flags, Flags]
"""Features of questions, whether there is an answer, and whether it is among the first three hits."""

REPEATS, FOLDS = 10, 10
NEAR_DUPLICATE = 0.85  # cosine from which on a passage may answer as well
UNCERTAIN = 0.1  # weight of a request whose paragraphs were taken away: others may answer it, and it is in scope
QUESTIONS = 3.0  # weight of all questions together, over that of all requests
LIKELY = 0.7  # that a question has an answer: below, paragraphs are not shown as one


@dataclass(frozen=True)
class Requests:
    """Requests kept apart, and the passages to search.

    Attributes:
        queries: The requests.
        right: For each, the places of the passages that answer it.
        passages: Texts.
        resolutions: For each passage, the resolution that it is of.
    """

    queries: list[str]
    right: list[list[int]]
    passages: list[str]
    resolutions: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").splitlines()[2].removeprefix("usage: "))
    for name in ("index", "requests", "passages"):
        parser.add_argument(name, type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--odds", type=Path, nargs="+", default=[])
    parser.add_argument("--held-out", type=float, default=Recipe().held_out)
    args = parser.parse_args()
    place = FolderPlace(args.index)
    generation = place.open()
    encoder = load_encoder(generation.manifest.encoder, models_folder())
    odds = _odds(args.odds or [args.requests], place.encoders.open(generation.manifest))
    learned = _from_requests(_kept_apart(args.requests, args.passages, args.held_out), encoder, odds)
    judged = [question for path in args.questions for question in load_questions(path)]
    print_entry(encoder, learned, _from_questions(judged, EncodedIndex(generation, encoder)))


def print_entry(encoder: Encoder, learned: Requested, asked: Asked) -> None:
    """Print how well questions are judged that taught nothing, and the entry of the encoder."""
    print(f"# {_held_out(learned, asked)}")
    rows, answered, right = asked
    weights = _weights(learned, rows, answered)
    sure, able = _read_off(rows @ weights, right), _read_off(rows @ weights, answered)
    slope, intercept = float(sure.coef_[0, 0]), float(sure.intercept_[0])
    enough = (math.log(LIKELY / (1 - LIKELY)) - able.intercept_[0]) / able.coef_[0, 0]
    print(f'[[encoder]]\nname = "{encoder.name}"\nfingerprint = "{encoder.fingerprint}"\nintercept = {intercept:.3f}')
    for name, weight in zip(FEATURES, weights * slope, strict=True):
        print(f"{name} = {weight:.3f}")
    print(f"enough = {1 / (1 + math.exp(-slope * enough - intercept)):.3f}")


def _kept_apart(requests: Path, passages: Path, share: float) -> Requests:
    """Read the requests of the pools that a training holds out, and the passages that were judged for them."""
    records = [json.loads(line) for line in requests.read_text(encoding="utf-8").splitlines()]
    names = [str(record["pool"]) for record in records if any(grade > 0 for grade in record["relevant"].values())]
    apart = held_out_pools(names, share, Recipe().seed)
    kept = [record for record in records if str(record["pool"]) in apart]
    needed = {name for record in kept for name in (*record["judged"], *record["relevant"])}
    lines = map(json.loads, passages.read_text(encoding="utf-8").splitlines())
    texts = {record["id"]: record["text"] for record in lines if record["id"] in needed}
    places = {name: place for place, name in enumerate(texts)}
    right = [[places[name] for name, grade in one["relevant"].items() if grade >= ANSWERS] for one in kept]
    resolutions = [name.partition("#")[0] for name in texts]
    return Requests([record["query"] for record in kept], right, list(texts.values()), resolutions)


def _weights(learned: Requested, rows: Numbers, answered: Flags) -> Numbers:
    """Return the weights of the features, learned from requests and from questions."""
    requests, is_there, trust = learned
    both = np.concatenate([requests, rows])
    trusts = np.concatenate([trust / trust.sum(), np.full(len(rows), QUESTIONS / len(rows))])
    trusts *= len(both) / (1 + QUESTIONS)
    scale = np.maximum(both.std(axis=0), 1e-9)
    model = LogisticRegression().fit(both / scale, np.concatenate([is_there, answered]), sample_weight=trusts)
    weights: Numbers = model.coef_[0] / scale
    return weights


def _read_off(sums: Numbers, truth: Flags) -> LogisticRegression:
    return LogisticRegression(C=10).fit(sums[:, np.newaxis], truth)


def _odds(requests: list[Path], encoder: Encoder) -> dict[str, tuple[float, float]]:
    """Return the log odds that each request is out of scope, by its words and by its vector, from models without it."""
    queries, out_of_scope, trust = read(requests)
    by_vector = dict(zip(queries, held_out(encoded(queries, encoder), out_of_scope, trust).tolist(), strict=True))
    return {query: (odds, by_vector[query]) for query, odds in held_out_log_odds(requests).items()}


def _from_requests(requests: Requests, encoder: BuildEncoder, odds: dict[str, tuple[float, float]]) -> Requested:
    """Return features, whether there is an answer, and how certain that is."""
    held = _passages_encoded(requests.passages, encoder)
    words = Counter(word for text in requests.passages for word in WORD.findall(text.lower()))
    rarity = Rarity(words, len(requests.passages))
    rows, answered, trust = [], [], []
    for text, right in zip(requests.queries, requests.right, strict=True):
        query = encode_question(text, encoder, rarity)
        all_of_them: Flags = np.ones(len(held.vectors), np.bool_)
        cases = [(all_of_them, bool(right), 1.0)]
        if right:
            far: Flags = np.max(held.vectors @ held.vectors[right].T, axis=1) < NEAR_DUPLICATE
            cases.append((far, False, UNCERTAIN))
        for allowed, is_there, weight in cases:
            cosines: Vectors = np.where(allowed, held.vectors @ query.vectors[0], -1).astype(np.float32)
            by_words, by_vector = odds[text]
            evidence = _evidence(text, query.tokens[0], cosines, held, requests, out_of_scope_by_vector=by_vector)
            rows.append(features(evidence, by_words))
            answered.append(is_there)
            trust.append(weight)
    return np.array(rows), np.array(answered), np.array(trust)


def _evidence(
    text: str, tokens: Vectors, cosines: Vectors, held: Encoded, requests: Requests, *, out_of_scope_by_vector: float
) -> Evidence:
    nearest = np.argsort(-cosines)[:CANDIDATES]
    late = np.array([(tokens @ held.tokens[n].T).max(axis=1).mean() for n in nearest], np.float32)
    late -= losses(late, held.vectors[nearest], [requests.resolutions[place] for place in nearest])
    order = np.argsort(-late)
    foremost = [requests.passages[nearest[place]] for place in order[:FOREMOST]]
    return gather_evidence(
        text, foremost, cosines=cosines[nearest], late=late[order], out_of_scope_by_vector=out_of_scope_by_vector
    )


def _passages_encoded(texts: list[str], encoder: BuildEncoder) -> Encoded:
    vectors: dict[str, Vectors] = {}
    tokens: dict[str, Vectors] = {}
    for batch, found in encoder.encode_in_bulk(sorted(set(texts), key=len)):
        vectors.update(zip(batch, found.vectors, strict=True))
        tokens.update(zip(batch, found.tokens, strict=True))
        print(f"\r{len(vectors):,} of {len(texts):,} passages", end="", file=sys.stderr)
    return Encoded(np.stack([vectors[text] for text in texts]), tuple(tokens[text] for text in texts))


def _from_questions(judged: list[Judged], indexed: EncodedIndex) -> Asked:
    """Return features, whether there is an answer, and whether it is among the first three hits.

    Questions that are judged otherwise than by their words are left out: small talk, and paragraphs that are named.
    """
    rows, answered, right = [], [], []
    for question in judged:
        read = read_question(question.query, indexed.index)
        understood = read.reading.understood
        if not read.is_searched or understood.cited or understood.only_limits:
            continue
        found = search(search_query(understood, indexed.index), indexed, k=3)
        if found.evidence is not None:
            shown = [clause for hit in found.hits for clause in (hit.clause.id, *hit.also)]
            rows.append(features(found.evidence, out_of_scope_by_words(understood.asked)))
            answered.append(bool(question.relevant))
            right.append(any(question.relevant.get(clause, 0) >= ANSWERS for clause in shown))
    return np.array(rows), np.array(answered), np.array(right)


def _held_out(learned: Requested, asked: Asked) -> str:
    rows, answered, right = asked
    figures = []
    for seed in range(REPEATS):
        able, sure = np.zeros(len(rows)), np.zeros(len(rows))
        for learn, judge in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(rows, answered):
            weights = _weights(learned, rows[learn], answered[learn])
            for found, truth in ((able, answered), (sure, right)):
                model = _read_off(rows[learn] @ weights, truth[learn])
                found[judge] = model.predict_proba((rows[judge] @ weights)[:, np.newaxis])[:, 1]
        bins = np.clip((sure * 10).astype(int), 0, 9)
        error = sum(abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
        said = able >= LIKELY
        figures.append([(said == answered).mean(), said[answered].mean(), (~said[~answered]).mean(), error])
    accuracy, kept, refused, error = np.mean(figures, axis=0)
    return (
        f"{len(answered)} questions, {FOLDS} folds, {REPEATS} times: accuracy {accuracy:.3f}, answerable kept "
        f"{kept:.3f}, unanswerable refused {refused:.3f}, calibration error {error:.3f}"
    )


if __name__ == "__main__":
    main()
