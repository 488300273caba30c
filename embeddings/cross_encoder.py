"""Files of cross-encoders (a few MB): an adapter that is merged into the weights of a model, and a head."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from embeddings.adapter import Adapter, adapter_path, find_adapter, read_adapter
from embeddings.compiled_cross import LONGEST, LONGEST_QUERY

WEIGHTS, BIAS = "head.weight", "head.bias"
"""Tensors of the head, beside the updates of the model: `WEIGHTS`, shape (1, 3 * width), of three concatenated vectors
(of the first token, and the means of the query's and of the passage's tokens), and `BIAS`, shape (1,), of their sum.
"""

_ENDING = ".cross-encoder.safetensors"


def cross_encoder_path(name: str, models_dir: Path) -> Path:
    """Return the path of a user's own cross-encoder of a model; the file need not exist.

    >>> cross_encoder_path("all-mpnet-base-v2", Path("models")).as_posix()
    'models/adapters/all-mpnet-base-v2.cross-encoder.safetensors'
    """
    return adapter_path(name, models_dir, _ENDING)


def find_cross_encoder(name: str, models_dir: Path) -> Path | None:
    """Return the file of a model's cross-encoder: the user's own, else the one shipped for the model, else none.

    Args:
        name: Model name, as ``locate`` returns it.
        models_dir: Where models are installed.
    """
    return find_adapter(name, models_dir, _ENDING)


def read_cross_encoder(path: Path, weights_sha256: str) -> Adapter:
    """Read the file of a cross-encoder, updates and head, for a model with these weights.

    Raises:
        ModelError: If the file is damaged or belongs to other weights; names the remedy.
    """
    return read_adapter(path, weights_sha256, others=(WEIGHTS, BIAS))


def fingerprint_of_cross_encoder(weights: Adapter) -> str:
    """Return a hex digest of everything that decides the scores of a cross-encoder, except its base model."""
    described = json.dumps([weights.sha256, LONGEST_QUERY, LONGEST])
    return hashlib.sha256(described.encode()).hexdigest()
