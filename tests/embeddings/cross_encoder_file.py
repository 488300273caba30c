"""File of a cross-encoder for tests."""

from pathlib import Path

import numpy as np

from embeddings.adapter import write_adapter
from embeddings.cross_encoder import BIAS, WEIGHTS
from embeddings.models import MINILM

LAYER = "encoder.layer.5.attention.self.query"


def write_cross_encoder(path: Path, seed: int = 1, bias: float = 0.5) -> Path:
    """Write a cross-encoder of all-MiniLM-L6-v2 with random updates of one layer and a random head."""
    random = np.random.default_rng(seed)
    tensors = {
        f"{LAYER}.lora_a": random.normal(0, 0.1, (4, 384)).astype(np.float32),
        f"{LAYER}.lora_b": random.normal(0, 0.1, (384, 4)).astype(np.float32),
        WEIGHTS: random.normal(0, 0.2, (1, 3 * 384)).astype(np.float32),
        BIAS: np.array([bias], np.float32),
    }
    write_adapter(path, tensors, model=MINILM.name, weights_sha256=str(MINILM.weights_sha256), scale=2.0)
    return path
