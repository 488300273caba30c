"""Calibration of answerability: the weights of its logistic model for each encoder, shipped or a user's own."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from embeddings.adapter import adapter_path
from embeddings.regular import read_regular
from retrieval.errors import CalibrationError
from retrieval.index.manifest import Manifest

_TABLE = Path(__file__).parent / "calibration.toml"
_MOST_BYTES = 100_000
_ENDING = ".calibration.toml"

FEATURES = ("nearest", "lead", "out_of_scope_by_words", "out_of_scope_by_vector", "covered")
"""Features of the logistic model: those of `Evidence`, and the log odds that a question is out of scope by its
words.
"""

_STEEPEST = 700.0
"""Largest exponent: beyond it a float overflows, and the probability is practically 0."""

_CROSS_ENCODER = ("intercept", "confidence", "score", "enough")
"""Numbers of `CrossEncoderWeights`."""
_TABLES = ("cross_encoder", "cross_encoder_within", "cross_encoder_follow_up")
"""Tables of an entry with the weights of a cross-encoder: those of `Calibration`, in its order."""


@dataclass(frozen=True, slots=True)
class CrossEncoderWeights:
    """Weights of a logistic model that combines a doubtful confidence with the scores of a cross-encoder.

    Attributes:
        compiled_as: Name of the compiled form of the encoder and the cross-encoder that the weights hold for.
        intercept: Intercept of the logistic model.
        confidence: Weight of the log odds of the confidence without the cross-encoder.
        score: Weight of the greatest score of the hits that the cross-encoder scores.
        enough: Threshold: least confidence at which a question counts as answered.
    """

    compiled_as: str
    intercept: float
    confidence: float
    score: float
    enough: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the answerability model for one encoder.

    Loaded with the index, and passed to each function that judges an answer.

    Attributes:
        intercept: Intercept of the logistic model.
        weights: Weights of `FEATURES`.
        enough: Threshold: least confidence at which a question counts as answered.
        cross_encoder: Weights of the model with a cross-encoder; None if none were learned.
        cross_encoder_within: The same for questions with limits, whose confidence is of another model
            (`within_limits.py`).
        cross_encoder_follow_up: The same for follow-ups without limits, which are judged by their own words.
    """

    intercept: float
    weights: tuple[float, ...]
    enough: float
    cross_encoder: CrossEncoderWeights | None = None
    cross_encoder_within: CrossEncoderWeights | None = None
    cross_encoder_follow_up: CrossEncoderWeights | None = None


def probability_of(odds: float) -> float:
    """Return the probability of log odds."""
    return 1 / (1 + math.exp(min(-odds, _STEEPEST)))


def find_calibration(manifest: Manifest, models_dir: Path | None = None) -> Calibration | None:
    """Return the calibration of the encoder of an index, a user's own before the shipped one; None if there is neither.

    Weights for another cross-encoder than that of the index are left out.

    Args:
        manifest: Manifest of the index.
        models_dir: Folder of installed models, where users' own calibrations are; None for the shipped ones alone.

    Raises:
        CalibrationError: If the user's own calibration cannot be read.
    """
    users = _read_own(calibration_path(manifest.encoder, models_dir)) if models_dir is not None else {}
    found = users.get(manifest.fingerprint) or _calibrations().get(manifest.fingerprint)
    if found is None:
        return None
    tables = (getattr(found, table) for table in _TABLES)
    holding = (one if one and one.compiled_as == manifest.compiled_as else None for one in tables)
    return Calibration(found.intercept, found.weights, found.enough, *holding)


def shipped_calibration(model: str) -> Calibration:
    """Return the shipped calibration of a model with its shipped adapter; for an unknown model, the first of the table.

    Its weights with a cross-encoder are always those of the first, as no other has any.
    """
    entries = _entries(_TABLE.read_text(encoding="utf-8"))
    first = entries[0][2]
    found = next((one for name, _, one in entries if name.startswith(f"{model}, ")), first)
    return replace(found, **{table: getattr(first, table) for table in _TABLES})


def calibration_path(model: str, models_dir: Path) -> Path:
    """Return the path of a user's own calibration for a model, beside its adapter; the file need not exist.

    >>> calibration_path("bge-small-en-v1.5", Path("models")).as_posix()
    'models/adapters/bge-small-en-v1.5.calibration.toml'
    """
    return adapter_path(model, models_dir, _ENDING)


def _read_own(path: Path) -> dict[str, Calibration]:
    """Read a user's own calibrations, by fingerprint of the encoder; none if there is no file.

    Raises:
        CalibrationError: If it cannot be read.
    """
    try:
        return _by_fingerprint(read_regular(path, _MOST_BYTES).decode())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        remedy = "delete it, or write it anew with 'clausebot evaluate QUESTIONS --calibrate'"
        raise CalibrationError(f"the calibration {path} cannot be read ({error!r}); {remedy}") from None


def calibration_entry(name: str, fingerprint: str, calibration: Calibration) -> str:
    """Return a calibration as an entry of a user's file."""
    numbers = (("intercept", calibration.intercept), *zip(FEATURES, calibration.weights, strict=True))
    lines = [f"{key} = {value:.4f}" for key, value in (*numbers, ("enough", calibration.enough))]
    head = ["[[encoder]]", f"name = {json.dumps(name)}", f'fingerprint = "{fingerprint}"']
    tables = ((table, getattr(calibration, table)) for table in _TABLES)
    lines += (line for table, one in tables if one for line in cross_encoder_entry(one, table))
    return "\n".join([*head, *lines, ""])


def cross_encoder_entry(weights: CrossEncoderWeights, table: str = "cross_encoder") -> list[str]:
    """Return the lines of an entry with the weights of a cross-encoder, as one of its tables."""
    numbers = [f"{name} = {getattr(weights, name):.4f}" for name in _CROSS_ENCODER]
    return [f"[encoder.{table}]", f'compiled_as = "{weights.compiled_as}"', *numbers]


def _cross_encoder_weights(table: str, entry: Mapping[str, Any]) -> CrossEncoderWeights | None:
    """Read the weights of a cross-encoder from a table of an entry; None if the entry lacks the table."""
    values = entry.get(table)
    if values is None:
        return None
    return CrossEncoderWeights(str(values["compiled_as"]), *(float(values[name]) for name in _CROSS_ENCODER))


def _entries(text: str) -> list[tuple[str, str, Calibration]]:
    """Read name, fingerprint and calibration of each encoder from TOML.

    Raises:
        ValueError, TypeError, KeyError: If the text is malformed.
    """
    return [
        (
            str(entry["name"]),
            str(entry["fingerprint"]),
            Calibration(
                float(entry["intercept"]),
                tuple(float(entry[name]) for name in FEATURES),
                float(entry["enough"]),
                *(_cross_encoder_weights(table, entry) for table in _TABLES),
            ),
        )
        for entry in tomllib.loads(text)["encoder"]
    ]


def _by_fingerprint(text: str) -> dict[str, Calibration]:
    return {fingerprint: calibration for _, fingerprint, calibration in _entries(text)}


@lru_cache(maxsize=1)
def _calibrations() -> dict[str, Calibration]:
    """Return the shipped calibrations."""
    return _by_fingerprint(_TABLE.read_text(encoding="utf-8"))
