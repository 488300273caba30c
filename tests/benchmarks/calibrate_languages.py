"""Learn how far the evidence of a multilingual encoder is trusted, and say how well that holds on questions kept apart.

usage: python -m tests.benchmarks.calibrate_languages INDEX LANGUAGES REQUESTS...

INDEX is the folder "languages" of an index. A linear model over the vectors of questions learns what is out of scope
from REQUESTS, files of judged requests in English, and from LANGUAGES/XX.train.jsonl, some of them in other languages;
it is written to retrieval/asking/answerability/out_of_scope_vectors.safetensors. Then the weights of the evidence, and
the threshold, are learned from LANGUAGES/XX.dev.jsonl, read as if in a language that is not understood. Questions with
one meaning are kept in one fold. Prints the entry for retrieval/asking/answerability/calibration.toml, after figures of
questions that taught nothing.
"""

import argparse
import json
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from retrieval.asking.answerability.calibration import FEATURES
from retrieval.asking.answerability.confidence import features
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.search import search
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.asking.understand.languages.lexicon import OTHER
from retrieval.index.folder import FolderPlace
from tests.benchmarks.out_of_scope_vectors import encoded, fitted, save
from tests.benchmarks.out_of_scope_words import read

Numbers: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

LANGUAGES = ("fr", "es", "ar", "ru", "zh")
REPEATS, FOLDS = 10, 10
STRENGTH = 10.0  # inverse of the regularisation, chosen by folds of the requests


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").splitlines()[2].removeprefix("usage: "))
    for name in ("index", "languages"):
        parser.add_argument(name, type=Path)
    parser.add_argument("requests", type=Path, nargs="+")
    args = parser.parse_args()
    place = FolderPlace(args.index)
    generation = place.open()
    encoder = place.encoders.open(generation.manifest)
    queries, out_of_scope, trust = read(
        [*args.requests, *(args.languages / f"{code}.train.jsonl" for code in LANGUAGES)]
    )
    save(fitted(encoded(queries, encoder), out_of_scope, trust), encoder.fingerprint)
    rows, answered, language, meaning = _judged(EncodedIndex(generation, encoder), args.languages)
    area = roc_auc_score(~answered, rows[:, FEATURES.index("out_of_scope_by_vector")])
    print(f"# out of scope by vectors, of {len(queries):,} requests: area under the ROC curve {area:.3f}")
    _say_held_out(rows, answered, language, meaning)
    model, enough = _learned(rows, answered)
    print(f'[[encoder]]\nname = "{encoder.name}, adapted"\nfingerprint = "{encoder.fingerprint}"')
    print(f"intercept = {model.intercept_[0]:.3f}")
    for name, weight in zip(FEATURES, model.coef_[0], strict=True):
        print(f"{name} = {weight:.3f}")
    print(f"enough = {enough:.3f}")


def _judged(indexed: EncodedIndex, languages: Path) -> tuple[Numbers, Flags, list[str], list[str]]:
    """Return features of the questions, whether there is an answer, their languages and what each means."""
    rows, answered, language, meaning = [], [], [], []
    for code in LANGUAGES:
        for record in _lines(languages / f"{code}.dev.jsonl"):
            read = read_question(record["query"], indexed.index, language=OTHER)
            understood = read.reading.understood
            if not read.is_searched or understood.cited or understood.only_limits:
                continue
            question = search_query(understood, indexed.index)
            found = search(question, indexed, k=3, marked=range(0))
            if found.evidence is None:
                continue
            rows.append(features(found.evidence, 0.0))
            answered.append(bool(record["relevant"]))
            language.append(code)
            meaning.append(record["qid"].partition("-")[2])
    table = np.array(rows)
    table[:, FEATURES.index("covered")] = 0.0  # words of a question cannot be those of an English paragraph
    return table, np.array(answered), language, meaning


def _learned(rows: Numbers, answered: Flags) -> tuple[LogisticRegression, float]:
    """Return the model, and the threshold that judges most questions right; of equal ones, the middle."""
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows, answered)
    sure = model.predict_proba(rows)[:, 1]
    tried = np.linspace(0.3, 0.95, 131)
    right = np.array([((sure >= least) == answered).mean() for least in tried])
    return model, float(np.median(tried[right == right.max()]))


def _say_held_out(rows: Numbers, answered: Flags, language: list[str], meaning: list[str]) -> None:
    meanings, codes, names = np.unique(meaning), np.array(language), np.array(meaning)
    figures = []
    for seed in range(REPEATS):
        sure, said = np.zeros(len(rows)), np.zeros(len(rows), np.bool_)
        for fold in np.array_split(np.random.default_rng(seed).permutation(meanings), FOLDS):
            judge = np.isin(names, fold)
            model, enough = _learned(rows[~judge], answered[~judge])
            sure[judge] = model.predict_proba(rows[judge])[:, 1]
            said[judge] = sure[judge] >= enough
        bins = np.clip((sure * 10).astype(int), 0, 9)
        error = sum(abs(sure[bins == b].mean() - answered[bins == b].mean()) * (bins == b).mean() for b in set(bins))
        by_language = [(said == answered)[codes == code].mean() for code in LANGUAGES]
        kept, refused = said[answered].mean(), (~said[~answered]).mean()
        figures.append([(said == answered).mean(), kept, refused, error, *by_language])
    accuracy, kept, refused, error, *of_languages = np.mean(figures, axis=0)
    told = ", ".join(f"{code} {figure:.3f}" for code, figure in zip(LANGUAGES, of_languages, strict=True))
    print(
        f"# {len(answered)} questions in five languages, {FOLDS} folds, {REPEATS} times: accuracy {accuracy:.3f} "
        f"({told}), answerable kept {kept:.3f}, unanswerable refused {refused:.3f}, calibration error {error:.3f}"
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
