"""Answerability: calibrated probability that the first hits answer a question.

A logistic model weighs the cosine of the nearest paragraph, the lead of the first hit, whether the question asks for
information that resolutions do not hold, by its words and by its vector, and whether one paragraph has all its words.
No single score suffices: an off-topic question has a nearest paragraph too. The weights were learned from requests with
and without an answer.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from embeddings.encoder import Vectors
from embeddings.regular import read_regular
from retrieval.asking.understand.lexicon.word_lists import OF_A_SENTENCE, SAYS_NOTHING
from retrieval.errors import CalibrationError
from retrieval.wording.spellings import spellings
from retrieval.wording.stems import stems_of

_TABLE = Path(__file__).parent / "calibration.toml"
_MOST_BYTES = 100_000

FOREMOST = 3
"""Number of top hits that the confidence is about."""

FEATURES = ("nearest", "lead", "elsewhere", "outside", "covered")
"""What the logistic model weighs: those of `Evidence`, and "elsewhere", the log odds that a question is out of scope by
its words.
"""

_STEEPEST = 700.0
"""Largest exponent: beyond it a float overflows, and the confidence is practically 0."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of a ranking that predict whether it answers the question.

    Attributes:
        nearest: Cosine of the nearest clause.
        lead: Score of the first hit over that of the third; 0 where there are fewer.
        covered: Whether one of the first three hits has every word of the question.
        outside: Log odds that the question is out of scope, by its vector; 0 for an encoder without such a model.
    """

    nearest: float
    lead: float
    covered: bool
    outside: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the answerability model for one encoder.

    Attributes:
        intercept: Of the logistic model.
        weights: Of `FEATURES`.
        enough: Threshold: least confidence at which a question counts as answered.
    """

    intercept: float
    weights: tuple[float, ...]
    enough: float


def gather(question: str, hits: Iterable[str], *, cosines: Vectors, late: Vectors, outside: float) -> Evidence:
    """Compute the answerability features of one search.

    Args:
        question: Its words.
        hits: Texts of the first `FOREMOST` hits.
        cosines: Of the ranked clauses, greatest first; one or more.
        late: Late-interaction scores of the hits, greatest first.
        outside: See `Evidence`.
    """
    lead = float(late[0] - late[FOREMOST - 1]) if len(late) >= FOREMOST else 0.0
    return Evidence(float(cosines[0]), lead, is_covered(question, hits), outside)


def features(evidence: Evidence, odds: float) -> tuple[float, ...]:
    """Return the values of `FEATURES`.

    Args:
        evidence: Features of the ranking.
        odds: Log odds that the question is out of scope, by its words.
    """
    return evidence.nearest, evidence.lead, odds, evidence.outside, float(evidence.covered)


def confidence(question: str, evidence: Evidence, calibration: Calibration) -> float:
    """Return the probability that one of the first three hits answers a question."""
    return 1 / (1 + math.exp(min(-logit(question, evidence, calibration), _STEEPEST)))


def logit(question: str, evidence: Evidence, calibration: Calibration) -> float:
    """Return the log odds that one of the first three hits answers a question."""
    values = features(evidence, log_odds(question))
    return calibration.intercept + sum(w * x for w, x in zip(calibration.weights, values, strict=True))


def judge(question: str, evidence: Evidence | None, fingerprint: str) -> tuple[float | None, bool]:
    """Return the confidence that the ranked clauses answer a question, and whether it reaches the threshold.

    Args:
        question: Its words.
        evidence: None if nothing was ranked.
        fingerprint: Of the encoder; without a calibration for it, the confidence is None and any hit is an answer.
    """
    calibration = calibration_for(fingerprint)
    if evidence is None or calibration is None:
        return None, evidence is not None
    sure = confidence(question, evidence, calibration)
    return sure, sure >= calibration.enough


def calibration_for(fingerprint: str) -> Calibration | None:
    """Return the calibration of an encoder, a user's own before the shipped one; None if there is none."""
    return _own.get(fingerprint) or _calibrations().get(fingerprint)


def shipped_for(model: str) -> Calibration:
    """Return the shipped calibration of a model, with the adapter it comes with; that of the first for other models."""
    entries = _entries(_TABLE.read_text(encoding="utf-8"))
    return next((one for name, _, one in entries if name.startswith(f"{model}, ")), entries[0][2])


def calibration_path(adapter: Path) -> Path:
    """Return the path of a user's own calibration, beside the adapter of a model; the file need not exist.

    >>> calibration_path(Path("adapters/bge-small-en-v1.5.safetensors")).as_posix()
    'adapters/bge-small-en-v1.5.calibration.toml'
    """
    return adapter.with_suffix(".calibration.toml")


def take_own(path: Path) -> None:
    """Let a user's own calibration count for its encoder in this process; without the file, nothing changes.

    Raises:
        CalibrationError: If it cannot be read.
    """
    try:
        text = read_regular(path, _MOST_BYTES).decode()
        _own.update({fingerprint: calibration for _, fingerprint, calibration in _entries(text)})
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        remedy = "delete it, or write it anew with 'clausebot evaluate QUESTIONS --calibrate'"
        raise CalibrationError(f"the calibration {path} cannot be read ({error!r}); {remedy}") from None


def calibration_entry(name: str, fingerprint: str, calibration: Calibration) -> str:
    """Return a calibration as an entry of a file for `take_own`."""
    numbers = (("intercept", calibration.intercept), *zip(FEATURES, calibration.weights, strict=True))
    lines = [f"{key} = {value:.4f}" for key, value in (*numbers, ("enough", calibration.enough))]
    return "\n".join(["[[encoder]]", f"name = {json.dumps(name)}", f'fingerprint = "{fingerprint}"', *lines, ""])


def _entries(text: str) -> list[tuple[str, str, Calibration]]:
    """Read name, fingerprint and calibration of each encoder from a table in TOML.

    Raises:
        ValueError, TypeError, KeyError: If it is none.
    """
    return [
        (
            str(entry["name"]),
            str(entry["fingerprint"]),
            Calibration(
                float(entry["intercept"]), tuple(float(entry[name]) for name in FEATURES), float(entry["enough"])
            ),
        )
        for entry in tomllib.loads(text)["encoder"]
    ]


@lru_cache(maxsize=1)
def _calibrations() -> dict[str, Calibration]:
    table = _entries(_TABLE.read_text(encoding="utf-8"))
    return {fingerprint: calibration for _, fingerprint, calibration in table}


_own: dict[str, Calibration] = {}
"""Users' own calibrations, by fingerprint: what holds for an encoder holds for whoever asks it."""


# Words of a question that one paragraph has.

_WORD = re.compile(r"[^\W_]+")
_OR = re.compile(r"\s(?:or|OR)\s")
_TERMS = 8
"""Most words of a question that is terms with "or" between them."""

_PART = re.compile(r"(?P<short>\w[\w/’'-]*+)(?: \((?P<long>[^()]++)\))?")
"""Words joined by marks, with the long forms of an abbreviation in brackets behind them."""


def is_covered(question: str, paragraphs: Iterable[str]) -> bool:
    """Return whether one of the paragraphs has every content word of a question, in any inflection and spelling.

    Args:
        question: Its words; an abbreviation with its long forms behind it, in brackets, is there if any form is.
        paragraphs: Their words.

    >>> is_covered("NAPs (national action plans) for women", ["Encourages national action planning by women,"])
    True
    >>> is_covered("statelessness or birth registration", ["Urges birth registration,"])
    True
    """
    having = [_stems(paragraph) for paragraph in paragraphs]
    wanted = [some for part in _terms(question) if (some := _alternatives(part))]
    return any(all(any(form <= there for form in forms) for forms in some) for some in wanted for there in having)


def _terms(question: str) -> list[str]:
    """Return the terms of a question that is "A or B" and no sentence, each as long as the first; else it alone.

    A shorter one may belong to what is before it: "compensating survivors or victims".
    """
    words = question.lower().split()
    if len(words) > _TERMS or {word.strip("?!.,") for word in words} & OF_A_SENTENCE:
        return [question]
    first, *others = _OR.split(question)
    return [first, *others] if all(len(one.split()) >= len(first.split()) for one in others) else [question]


def _alternatives(question: str) -> list[list[frozenset[str]]]:
    """Return, for each content word, sets of stems, one of which a paragraph must have in full."""
    parts: list[list[str]] = []
    for match in _PART.finditer(question.lower()):
        forms = [[match["short"], *match["long"].split(", ")]] if match["long"] else []
        parts += forms or (spellings(word) for word in _WORD.findall(match["short"]))
    stemmed = [[stems for text in part if (stems := _stems(text))] for part in parts]
    return [some for some in stemmed if some]


def _stems(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text.lower())) - SAYS_NOTHING
    return frozenset(stems_of([word for word in words if not word.isdigit()]))


# Questions out of scope.

_LETTERS = re.compile(r"[^\W\d_]+")
_OUT_OF_SCOPE = Path(__file__).parent / "elsewhere.safetensors"
"""Linear model over character n-grams, learned by tests/benchmarks/elsewhere.py from 1,436 requests that no resolution
answers and 9,734 that one does.
"""

_OUT_OF_SCOPE_VECTORS = Path(__file__).parent / "outside.safetensors"
"""Linear models over question vectors: for an encoder's fingerprint its weights, and the intercept behind them; learned
by tests/benchmarks/outside.py.
"""

BUCKETS = 2**14
"""Hash buckets of character n-grams."""

_SHORTEST, _LONGEST = 3, 5


def log_odds(question: str) -> float:
    """Return the log odds that a question is out of scope, at even prior odds: above 0, more likely than not."""
    model = _out_of_scope()
    buckets, shares = counted_pieces(question)
    return float(model["weights"][buckets].astype(np.float64) @ shares + model["intercept"][0])


def counted_pieces(text: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Count the character n-grams of a text (3 to 5 letters, word edges as blanks, no digits) in hash buckets.

    Digits are left out: the number of a resolution does not tell whether a question about it can be answered.

    Returns:
        The buckets, and for each the damped count, 1 + log n, scaled to a vector of length 1.

    >>> buckets, shares = counted_pieces("No")
    >>> len(buckets), round(float(shares @ shares), 6)
    (3, 1.0)
    """
    pieces = (
        word[start : start + size]
        for word in (f" {word} " for word in _LETTERS.findall(text.lower()))
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(word) - size + 1)
    )
    counts = Counter(zlib.crc32(piece.encode()) % BUCKETS for piece in pieces)
    damped = 1 + np.log(np.array(list(counts.values()), np.float64))
    return np.array(list(counts), np.int64), damped / max(float(np.linalg.norm(damped)), 1e-9)


def log_odds_of_vector(vector: Vectors, fingerprint: str) -> float:
    """Return the log odds that a question is out of scope by its vector, shape (dimensions,); 0 without a model.

    Args:
        vector: Unit vector of the question.
        fingerprint: Of the encoder that it comes from; only the shipped encoders have a model.
    """
    model = _out_of_scope_vectors().get(fingerprint)
    return 0.0 if model is None else float(model[:-1] @ vector + model[-1])


@lru_cache(maxsize=1)
def _out_of_scope_vectors() -> dict[str, npt.NDArray[np.float32]]:
    return load(_OUT_OF_SCOPE_VECTORS.read_bytes())


@lru_cache(maxsize=1)
def _out_of_scope() -> dict[str, npt.NDArray[np.float16]]:
    return load(_OUT_OF_SCOPE.read_bytes())
