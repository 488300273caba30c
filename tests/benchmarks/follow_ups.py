"""Learn what follow-ups are ranked by from judged conversations, and say how well that holds on pools kept apart.

usage: python -m tests.benchmarks.follow_ups library CONVERSATIONS.jsonl PASSAGES.jsonl.xz FOLDER [PASSAGES] [SEED]
       python -m tests.benchmarks.follow_ups learn CONVERSATIONS.jsonl INDEX

`library` writes the passages of as many pools, drawn at random, as a table whose index `clausebot index build` makes;
`learn` takes the conversations whose pools are in an index, and prints retrieval/asking/ranking/conversation.toml.
"""

import json
import lzma
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from embeddings.reference import load_encoder
from retrieval.asking.answerability.calibration import find_calibration
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.conversation import (
    PARTS,
    TOPIC,
    WORDINGS,
    Numbers,
    gather_parts,
    topic_features,
    wording_features,
)
from retrieval.asking.ranking.rank import CANDIDATES
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.index.default_folders import models_folder
from retrieval.index.generation import open_generation

FOLDS = 5
SHRINK = 0.05 / 400  # of squared weights, whose sum is some thirty
NEW = 0.6  # probability from which on a topic is new: one in thirty follow-ups reaches it
_CITABLE = re.compile(r"(?P<symbol>S/RES/\d+)\((?P<year>\d{4})\)#(?P<kind>PP)?(?P<paragraph>\d+(?:\([a-z]+\))*)")


@dataclass(frozen=True, slots=True)
class LaterTurn:
    """A judged turn after the first.

    Attributes:
        pool: Of its conversation.
        is_new: Whether it begins a new topic.
        is_sure: Whether its wording makes it a follow-up.
        wordings: Features of its wording.
        topic: Features that tell a new topic.
        parts: What the scores of its candidates are made of.
        gains: Share of each candidate in what is to be gained; all 0 if nothing answers.
    """

    pool: int
    is_new: bool
    is_sure: bool
    wordings: Numbers
    topic: Numbers
    parts: Numbers
    gains: Numbers


def write_library(conversations: str, passages: str, folder: str, most: str = "2600", seed: str = "7") -> None:
    """Write the passages of pools as a table, a pool with a paragraph that cannot be cited left out."""
    pools: dict[int, dict[str, None]] = {}
    for conversation in _read(conversations):
        pools.setdefault(conversation["pool"], {}).update(dict.fromkeys(conversation["judged"]))
    with lzma.open(passages, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    order = sorted(pool for pool, ids in pools.items() if all(map(_CITABLE.fullmatch, ids)))
    random.Random(int(seed)).shuffle(order)
    chosen: dict[str, None] = {}
    for pool in order:
        if len(chosen.keys() | pools[pool].keys()) > int(most):
            break
        chosen.update(pools[pool])
    Path(folder).mkdir(parents=True)
    rows = ({"citation": _citation(clause), "text": texts[clause]} for clause in chosen)
    lines_of = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (Path(folder) / "judged.jsonl").write_text(lines_of, encoding="utf-8")


def learn(conversations: str, index: str) -> None:
    """Learn the weights, and print them with what they gain on pools kept apart."""
    turns = list(_later_turns(_read(conversations), index))
    answered = [turn for turn in turns if turn.gains.any()]
    open_ones = [turn for turn in turns if not turn.is_sure]
    folds = GroupKFold(FOLDS)
    figures: list[float] = []
    for train, held in folds.split(answered, groups=[turn.pool for turn in answered]):
        weights = _parts([answered[n] for n in train])
        figures += [_ndcg(answered[n], weights) for n in held]
    features = np.array([turn.topic for turn in open_ones])
    features[:, 0] = 0  # the intercept is the model's own
    scale = np.where(features.any(axis=0), features.std(axis=0), 1)
    is_new = np.array([turn.is_new for turn in open_ones])
    sure = cross_val_predict(
        LogisticRegression(), features / scale, is_new, groups=[turn.pool for turn in open_ones], cv=folds,
        method="predict_proba",
    )[:, 1]  # fmt: skip
    print(f"# {len(answered)} turns, {FOLDS} folds: nDCG@10 of the candidates {np.mean(figures):.3f}")
    taken, wrong = (sure[is_new] >= NEW).mean(), (sure[~is_new] >= NEW).mean()
    print(f"# {len(open_ones)} without signs: new topics known {taken:.2f}, follow-ups taken for one {wrong:.3f}")
    print(f"new = {NEW}\n\n[parts]")
    for wording, row in zip(WORDINGS, _parts(answered), strict=True):
        cells = (f'"{part}" = {weight:.2f}' for part, weight in zip(PARTS, row, strict=True))
        print(f"{wording} = {{ {', '.join(cells)} }}")
    model = LogisticRegression().fit(features / scale, is_new)
    topic = model.coef_[0] / scale
    topic[0] = model.intercept_[0]
    print("\n[topic]")
    for name, weight in zip(TOPIC, topic, strict=True):
        print(f"{name} = {weight:.3f}")


def _later_turns(conversations: Sequence[Mapping[str, Any]], folder: str) -> Iterator[LaterTurn]:
    """Ask each conversation, and gather what is known of its later turns."""
    index = open_generation(Path(folder))
    encoder = load_encoder(index.manifest.encoder, models_folder())
    encoded = EncodedIndex(index, encoder, find_calibration(index.manifest))
    held = {clause.id for clause in index.all_clauses()}
    for conversation in conversations:
        if not held.issuperset(conversation["judged"]):
            continue
        turns: list[Turn] = []
        for turn in conversation["turns"]:
            if reply_kind(turn["query"]):
                continue
            read = read_question(turn["query"], index, before=turns)
            earlier = read.reading.earlier
            question = search_query(read.reading.understood, index)
            found = gather_parts(question, earlier, encoded, CANDIDATES) if earlier else None
            if earlier and found:
                graded = [turn["relevant"].get(clause.id, 0) for clause in index.clauses_at(found.rows.tolist())]
                gains = 2.0 ** np.array(graded) - 1
                yield LaterTurn(
                    conversation["pool"],
                    turn["kind"] == "new-topic",
                    earlier.is_sure,
                    wording_features(earlier),
                    topic_features(earlier, found),
                    found.parts.astype(np.float64),
                    gains / max(gains.sum(), 1),
                )
            answer = ask(turn["query"], encoded, k=10, before=turns)
            turns.append(answer.turn)


def _parts(turns: Sequence[LaterTurn]) -> Numbers:
    """Learn the weights of the parts: cross entropy between the softmax of the scores and the gains."""
    shape = (len(WORDINGS), len(PARTS))
    start = np.zeros(shape)
    start[0, 0] = 20

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        weights = flat.reshape(shape)
        shrink = np.ones((shape[0], 1))
        shrink[0] = 0.1  # what does not depend on the wording is shrunk less
        value = SHRINK * float((shrink * weights**2).sum())
        slope = 2 * SHRINK * shrink * weights
        for turn in turns:
            scores = turn.parts @ (turn.wordings @ weights)
            scores -= scores.max()
            total = np.log(np.exp(scores).sum())
            value -= float(turn.gains @ (scores - total)) / len(turns)
            off = (np.exp(scores - total) - turn.gains) @ turn.parts
            slope += np.outer(turn.wordings, off) / len(turns)
        return value, slope.ravel()

    found: Numbers = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)
    return found


def _ndcg(turn: LaterTurn, weights: Numbers) -> float:
    order = np.argsort(-(turn.parts @ (turn.wordings @ weights)), kind="stable")
    discounts = 1 / np.log2(np.arange(2, 12))
    best = np.sort(turn.gains)[::-1][:10]
    gained = turn.gains[order][:10]
    return float(gained @ discounts[: len(gained)] / (best @ discounts[: len(best)]))


def _citation(clause: str) -> str:
    match = _CITABLE.fullmatch(clause)
    assert match, clause
    return f"{match['symbol']} ({match['year']}), {match['kind'] or 'OP'} {match['paragraph']}"


def _read(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    COMMANDS: dict[str, Callable[..., None]] = {"library": write_library, "learn": learn}
    COMMANDS[sys.argv[1]](*sys.argv[2:])
