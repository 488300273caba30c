"""Calibration of answerability: the weights of its logistic model for each encoder, shipped or a user's own."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from embeddings.regular import read_regular
from retrieval.errors import CalibrationError

_TABLE = Path(__file__).parent / "calibration.toml"
_MOST_BYTES = 100_000

FEATURES = ("nearest", "lead", "elsewhere", "outside", "covered")
"""Features of the logistic model: those of `Evidence`, and "elsewhere", the log odds that a question is out of scope by
its words.
"""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the answerability model for one encoder.

    Attributes:
        intercept: Intercept of the logistic model.
        weights: Weights of `FEATURES`.
        enough: Threshold: least confidence at which a question counts as answered.
    """

    intercept: float
    weights: tuple[float, ...]
    enough: float


def calibration_for(fingerprint: str) -> Calibration | None:
    """Return the calibration of an encoder, a user's own before the shipped one; None if there is none."""
    return _own.get(fingerprint) or _calibrations().get(fingerprint)


def shipped_calibration(model: str) -> Calibration:
    """Return the shipped calibration of a model, with the adapter it comes with; that of the first for other models."""
    entries = _entries(_TABLE.read_text(encoding="utf-8"))
    return next((one for name, _, one in entries if name.startswith(f"{model}, ")), entries[0][2])


def calibration_path(adapter: Path) -> Path:
    """Return the path of a user's own calibration, beside the adapter of a model; the file need not exist.

    >>> calibration_path(Path("adapters/bge-small-en-v1.5.safetensors")).as_posix()
    'adapters/bge-small-en-v1.5.calibration.toml'
    """
    return adapter.with_suffix(".calibration.toml")


def use_own_calibration(path: Path) -> None:
    """Use a user's own calibration for its encoder in this process; without the file, the shipped one stays in use.

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
    """Return a calibration as an entry of a file for `use_own_calibration`."""
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
