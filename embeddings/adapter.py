"""LoRA adapter files (a few MB): find, read, write, and merge into a model's weights. Only merging imports torch."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from embeddings.errors import ModelError
from embeddings.files import replacing
from embeddings.folder import sha256_of
from embeddings.models import CATALOGUE

if TYPE_CHECKING:
    from torch import nn

ENDING = ".safetensors"
"""End of the file name of an encoder's adapter."""

_FORMAT = "clausebot-adapter-1"
_SHIPPED = Path(__file__).parent / "adapters"
_A, _B = ".lora_a", ".lora_b"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Adapter:
    """Low-rank weight updates for some linear layers: ``scale * b @ a`` is added to each weight.

    Attributes:
        path: The file it was read from.
        sha256: Checksum of the file.
        weights_sha256: Checksum of the base weights it was trained on; it fits no others.
        scale: Factor of every update.
        factors: For each layer, by its name in the weights file, ``a`` (rank, in) and ``b`` (out, rank), float32.
        others: Other tensors, float32, by the names that `read_adapter` was given.
    """

    path: Path
    sha256: str
    weights_sha256: str
    scale: float
    factors: Mapping[str, tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]]
    others: Mapping[str, npt.NDArray[np.float32]]


def adapter_path(name: str, models_dir: Path, ending: str = ENDING) -> Path:
    """Return the path of a user's own adapter for a model; the file need not exist.

    >>> adapter_path("BAAI/bge-small-en-v1.5", Path("models")).as_posix()
    'models/adapters/BAAI--bge-small-en-v1.5.safetensors'
    """
    plain = _NOT_IN_NAMES.sub("--", name)
    if len(plain) > _LONGEST_NAME:  # hash long names: a path may exceed the limit of a file name
        plain = f"{plain[-_LONGEST_NAME:]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return models_dir / "adapters" / f"{plain}{ending}"


def find_adapter(name: str, models_dir: Path, ending: str = ENDING) -> Path | None:
    """Return the adapter to use with a model: the user's own, else the one shipped for a catalogue model, else none.

    Args:
        name: Model name, as ``locate`` returns it.
        models_dir: Where models are installed.
        ending: End of its file name.
    """
    own = adapter_path(name, models_dir, ending)
    if os.path.lexists(own):  # also a broken link or a folder: reading it raises
        return own
    shipped = _SHIPPED / f"{name}{ending}"
    return shipped if name in CATALOGUE and shipped.is_file() else None


def read_adapter(path: Path, weights_sha256: str, others: Sequence[str] = ()) -> Adapter:
    """Read and verify an adapter for a model with these weights.

    Args:
        path: The file.
        weights_sha256: Checksum of the weights.
        others: Names of the tensors that it has besides the factors of its updates.

    Raises:
        ModelError: If the file is damaged or belongs to other weights; names the remedy.
    """
    try:
        with safe_open(path, framework="np") as file:
            about = file.metadata() or {}
            tensors = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}  # noqa: SIM118
        adapter = _checked(path, about, tensors, others)
    except (OSError, SafetensorError, KeyError, ValueError, TypeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(f"the adapter {path} is damaged ({reason}); {_repair(path)}") from error
    if adapter.weights_sha256 != weights_sha256:
        raise ModelError(
            f"the adapter {path} was trained on weights with sha256 {adapter.weights_sha256}, the model's are "
            f"{weights_sha256}; {_repair(path)}"
        )
    return adapter


def write_adapter(
    path: Path,
    tensors: Mapping[str, npt.NDArray[Any]],
    *,
    model: str,
    weights_sha256: str,
    scale: float,
    training: str = "{}",
) -> None:
    """Write an adapter file atomically.

    Args:
        path: The file; missing folders are created.
        tensors: ``LAYER.lora_a`` and ``LAYER.lora_b``, and other tensors, which `read_adapter` returns by name.
        model: Model name, informational.
        weights_sha256: Checksum of the base weights.
        scale: Factor of every update.
        training: Training metadata as JSON, informational.
    """
    about = {
        "format": _FORMAT,
        "model": model,
        "weights_sha256": weights_sha256,
        "scale": repr(scale),
        "training": training,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        save_file(dict(tensors), file.name, metadata=about)


def merge(adapter: Adapter, transformer: nn.Module) -> None:
    """Merge an adapter into the weights of a loaded model, in place and in their precision; inference costs no more.

    Args:
        adapter: Adapter of this model.
        transformer: The transformers model, without the sentence-transformers wrapper.

    Raises:
        ModelError: If a layer is missing from the model or has another shape.
    """
    import torch  # noqa: PLC0415 - only merging needs torch

    weights = dict(transformer.named_parameters())
    for name, (a, b) in adapter.factors.items():
        weight = weights.get(f"{name}.weight")
        if weight is None or tuple(weight.shape) != (b.shape[0], a.shape[1]):
            raise ModelError(f"the adapter {adapter.path} does not fit the model at {name}; {_repair(adapter.path)}")
        with torch.no_grad():
            weight.add_(torch.from_numpy(adapter.scale * (b @ a)).to(weight.dtype))


def _checked(
    path: Path, about: Mapping[str, str], tensors: dict[str, npt.NDArray[np.float32]], others: Sequence[str]
) -> Adapter:
    if about.get("format") != _FORMAT:
        raise ValueError(f"format {about.get('format')!r}, expected {_FORMAT!r}")
    beside = {name: tensors.pop(name) for name in others}
    layers = [name.removesuffix(_A) for name in tensors if name.endswith(_A)]
    factors = {layer: (tensors[layer + _A], tensors[layer + _B]) for layer in layers}
    if not factors or len(tensors) != 2 * len(factors):
        raise ValueError("every layer has a lora_a and a lora_b, and there is at least one")
    for layer, (a, b) in factors.items():
        if a.ndim != 2 or b.ndim != 2 or a.shape[0] != b.shape[1]:
            raise ValueError(f"{layer} has factors of shape {b.shape} and {a.shape}")
    for name, tensor in (tensors | beside).items():
        if not np.isfinite(tensor).all():
            raise ValueError(f"{name} has values that are NaN or infinite")
    return Adapter(path, sha256_of(path), about["weights_sha256"], float(about["scale"]), factors, beside)


def _repair(path: Path) -> str:
    if path.is_relative_to(_SHIPPED):
        return "reinstall clausebot, or use the plain encoder with --no-adapter"
    return f"train it again with 'clausebot model adapt', delete {path}, or use the plain encoder with --no-adapter"
