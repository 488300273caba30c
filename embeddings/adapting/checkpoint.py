"""Checkpoints of training runs: tensors, and the state of the run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from embeddings.files import replacing

ADAM = ("exp_avg", "exp_avg_sq", "step")
"""State that Adam keeps of each parameter."""


def run_name(prefix: str, *described: object) -> str:
    """Return a run name that hashes model, data and recipe, as JSON, so that only an identical run is resumed."""
    return f"{prefix}-{hashlib.sha256(json.dumps(described).encode()).hexdigest()[:16]}"


def write_checkpoint(path: Path, tensors: Mapping[str, Tensor], run: Mapping[str, Any]) -> None:
    """Write a checkpoint atomically; missing folders are created.

    Args:
        path: The file.
        tensors: Tensors, by name.
        run: State of the run, to be stored as JSON.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        save_file(dict(tensors), file.name, metadata={"run": json.dumps(run)})


def read_checkpoint(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Return the tensors of a checkpoint, and the state of the run."""
    with safe_open(path, framework="pt") as file:
        tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 - no mapping
        return tensors, json.loads(file.metadata()["run"])
