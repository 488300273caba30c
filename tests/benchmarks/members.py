"""Learn which paragraphs are members of a list from lists with known members, and say how well that holds.

usage: python -m tests.benchmarks.members INDEX [LISTS]

LISTS (tests/benchmarks/lists.jsonl) has a request a line, with its author and the grades of its members: 2 is one, 1 is
arguable and teaches nothing. Those of each author are judged by what was learned from the others. Prints precision and
recall of the lists at several thresholds, and the entry for retrieval/asking/mentions/members.toml.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from embeddings.encoder import Vectors
from embeddings.reference import load_encoder
from retrieval.arrays import Rows
from retrieval.asking.mentions.members import FEATURES, LIKELY, SURELY
from retrieval.asking.mentions.topic_mentions import member_features
from retrieval.asking.mentions.topic_words import is_word_for_word, with_words
from retrieval.asking.ranking.rank import nearest_wordings, scores_of
from retrieval.asking.ranking.rarity import encode_question, rarity_in
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.clauses.filters import NO_LIMITS
from retrieval.index.codec import code_query
from retrieval.index.default_folders import models_folder
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import Generation

LISTS = Path(__file__).parent / "lists.jsonl"
THRESHOLDS = (0.2, 0.25, LIKELY, 0.35, 0.4)


@dataclass(frozen=True)
class Listed:
    """Candidates of a list that lack the words of its topic, grades of those that have them, and number of members.

    Some paragraph has the words of the topic side by side if it is word for word.
    """

    author: int
    values: Vectors
    grades: npt.NDArray[np.int64]
    worded: npt.NDArray[np.int64]
    members: int
    word_for_word: bool


def gather(records: Iterable[dict[str, Any]], index: Generation) -> Iterator[Listed]:
    """Yield the candidates of each request that is read as a list."""
    encoder, rarity = load_encoder(index.manifest.encoder, models_folder()), rarity_in(index)

    def grades(rows: Rows, relevant: dict[str, int]) -> npt.NDArray[np.int64]:
        return np.array([relevant.get(clause.id, 0) for clause in index.clauses_at(rows.tolist())], np.int64)

    for record in records:
        understood, relevant = read_question(record["query"], index).reading.understood, record["relevant"]
        if understood.shape.name != "list":
            continue
        question = search_query(understood, index)
        query = encode_question(question.text, encoder, rarity)
        coded = code_query(query.tokens[0])
        worded = with_words(understood.text, question, coded, index).every
        near, anywhere = (
            nearest_wordings(one, index, query.vectors[0]) for one in (question, question.limited_to(NO_LIMITS))
        )
        others, values = member_features(near, worded, scores_of(anywhere, coded, index), coded, index)
        members = sum(grade == 2 for grade in relevant.values())
        as_typed = is_word_for_word(understood.text, index)
        yield Listed(record["author"], values, grades(others, relevant), grades(worded, relevant), members, as_typed)


def learned(lists: Sequence[Listed]) -> Any:
    """Return a logistic model of the members without the words of the topic, learned from lists."""
    values = np.concatenate([one.values[one.grades != 1] for one in lists])
    member = np.concatenate([one.grades[one.grades != 1] == 2 for one in lists])
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)).fit(values, member)


def quality(lists: Sequence[Listed], likely: Sequence[Vectors], least: float) -> tuple[float, float]:
    """Return the mean precision and recall of lists, with what is at least as likely a member."""
    shares = []
    for one, sure in zip(lists, likely, strict=True):
        listed = np.concatenate([one.worded, one.grades[sure >= (SURELY if one.word_for_word else least)]])
        right, wrong = int((listed == 2).sum()), int((listed == 0).sum())
        shares.append((right / max(right + wrong, 1), right / one.members) if one.members else (not len(listed),) * 2)
    precision, recall = np.mean(shares, axis=0)
    return float(precision), float(recall)


def held_out(lists: Sequence[Listed]) -> list[Vectors]:
    """Return the probabilities of each list's candidates by what was learned from the lists of other authors."""
    models = {
        author: learned([one for one in lists if one.author != author]) for author in {one.author for one in lists}
    }
    return [
        models[one.author].predict_proba(one.values)[:, 1] if len(one.values) else np.zeros(0, np.float32)
        for one in lists
    ]


def main(args: argparse.Namespace) -> None:
    """Learn, judge and print."""
    index = FolderPlace(args.index).open()
    assert isinstance(index, Generation)
    lists = list(gather(map(json.loads, args.lists.read_text(encoding="utf-8").splitlines()), index))
    likely = held_out(lists)
    for least in THRESHOLDS:
        precision, recall = quality(lists, likely, least)
        print(f"{len(lists)} lists, from {least}: precision {precision:.3f}, recall {recall:.3f}", file=sys.stderr)
    scale, model = learned(lists).named_steps.values()
    weights = model.coef_[0] / scale.scale_
    intercept = float(model.intercept_[0] - weights @ scale.mean_)
    print(f'[[encoder]]\nname = "{index.manifest.encoder}"\nfingerprint = "{index.manifest.fingerprint}"')
    learnt = zip(("intercept", *FEATURES), (intercept, *weights), strict=True)
    print("\n".join(f"{name} = {value:.4f}" for name, value in learnt))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("lists", type=Path, nargs="?", default=LISTS)
    main(parser.parse_args())
