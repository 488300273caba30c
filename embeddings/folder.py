"""Validate a sentence-transformers model folder and read its configuration, without importing the library.

A folder of unknown origin is checked before anything loads it: no pickles, and no code of its own.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embeddings.encoder import fingerprint_of
from embeddings.errors import ModelError
from embeddings.models import WEIGHTS, ModelFiles, repair
from embeddings.regular import open_regular, read_regular

_OWN_CODE = "sentence_transformers."  # the only package that modules.json may name classes of
_WITHOUT_WEIGHTS = ("Pooling", "Normalize", "Dropout")
_POOLINGS = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}
_MOST_BYTES = 10_000_000  # size limit of a JSON file; real ones have a few kB
# Errors of untrusted JSON: missing key, wrong type, deep nesting, huge number.
_DAMAGES = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """Model facts that decide its vectors: checksums, maximum length, prompts and layers."""

    weights_sha256: str  # of model.safetensors
    tokenizer_sha256: str  # of tokenizer.json
    max_tokens: int  # special tokens included
    query_prompt: str
    passage_prompt: str
    layers: tuple[str, ...]  # applied to the token vectors, in order

    def fingerprint(self, precision: str, adapter_sha256: str | None = None) -> str:
        """Return the fingerprint of an encoder with these facts in ``precision`` ("fp32").

        A merged adapter changes the fingerprint; its absence leaves the plain encoder's.
        """
        adapter = {} if adapter_sha256 is None else {"adapter": adapter_sha256}
        return fingerprint_of(
            files={"weights": self.weights_sha256, "tokenizer": self.tokenizer_sha256, **adapter},
            precision=precision,
            max_tokens=self.max_tokens,
            query_prompt=self.query_prompt,
            passage_prompt=self.passage_prompt,
            layers=self.layers,
        )


def read_facts(files: ModelFiles) -> FolderFacts:
    """Validate a model folder and return the facts that decide its vectors.

    The weights are hashed on every call: 440 MB take 0.3 s, while loading takes seconds, and a cached digest would miss
    disk corruption.

    Raises:
        ModelError: If the weights' checksum does not match, a file is unreadable, or the model needs code or pickles.
    """
    try:
        return _read_facts(files)
    except _DAMAGES as error:
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(
            f"model {files.name!r} in {files.folder} cannot be read ({reason}); {repair(files.card)}"
        ) from error


def sha256_of(path: Path) -> str:
    """Return the sha256 hex digest of a file, read in blocks."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_facts(files: ModelFiles) -> FolderFacts:
    folder, card = files.folder, files.card
    modules = json.loads(read_regular(folder / "modules.json", _MOST_BYTES))
    layers = tuple(layer for module in modules for layer in _layer(files, module))
    weights_sha256 = sha256_of(folder / WEIGHTS)
    if card is not None and card.weights_sha256 not in (None, weights_sha256):
        raise ModelError(
            f"model {files.name!r} is damaged: {folder / WEIGHTS} has sha256 {weights_sha256}, "
            f"expected {card.weights_sha256}; {repair(files.card)}"
        )
    prompts = _prompts(folder)
    if card is not None and card.query_prompt is not None and card.passage_prompt is not None:
        prompts = card.query_prompt, card.passage_prompt
    return FolderFacts(
        weights_sha256=weights_sha256,
        tokenizer_sha256=sha256_of(folder / "tokenizer.json"),
        max_tokens=_max_tokens(folder),
        query_prompt=prompts[0],
        passage_prompt=prompts[1],
        layers=layers,
    )


def _layer(files: ModelFiles, module: dict[str, Any]) -> list[str]:
    """Validate one entry of modules.json and return its layer; [] for a layer that every encoder has."""
    kind: str = module["type"]
    folder = files.folder / module["path"]
    if not kind.startswith(_OWN_CODE) or not folder.resolve().is_relative_to(files.folder.resolve()):
        raise ModelError(
            f"model {files.name!r} needs code of its own ({kind!r} in modules.json), which clausebot never runs; "
            "choose a model made of sentence-transformers' own modules"
        )
    kind = kind.rpartition(".")[2]
    if kind not in _WITHOUT_WEIGHTS and not any(folder.glob("*.safetensors")):
        raise ModelError(
            f"model {files.name!r} has no safetensors weights in {folder} for its {kind} layer, and a pickle is never "
            "loaded; choose a model with safetensors weights"
        )
    if kind == "Transformer":
        return ["lower case"] if _read_json(folder / "sentence_bert_config.json").get("do_lower_case") else []
    if kind == "Normalize":
        return []  # every Encoder returns unit rows, with this layer or without
    config = _read_json(folder / "config.json")
    if kind == "Pooling":
        return [f"pool {_pooling(config)}"]
    weights = [sha256_of(path) for path in sorted(folder.glob("*.safetensors"))]
    return [f"{kind} {json.dumps(config, sort_keys=True)} {' '.join(weights)}"]


def _pooling(config: dict[str, Any]) -> str:
    """Return the pooling mode (such as mean pooling), from the configuration of sentence-transformers 2 to 6."""
    named = config.get("pooling_mode")
    modes = [mode for key, mode in _POOLINGS.items() if config.get(key)] if named is None else [named]
    with_prompt = "" if config.get("include_prompt", True) else " without prompt"
    return json.dumps(modes) + with_prompt


def _max_tokens(folder: Path) -> int:
    """Return the maximum length that the model states, else the lower limit of its tokenizer and its positions."""
    stated = _read_json(folder / "sentence_bert_config.json").get("max_seq_length")
    if stated is not None:
        return int(stated)
    limits = (
        _read_json(folder / "tokenizer_config.json").get("model_max_length"),
        _read_json(folder / "config.json").get("max_position_embeddings"),
    )
    return min(int(limit) for limit in limits if limit is not None)


def _prompts(folder: Path) -> tuple[str, str]:
    """Return query and passage prompt, by the names that sentence-transformers looks up, in its order."""
    config = _read_json(folder / "config_sentence_transformers.json")
    prompts: dict[str, str] = config.get("prompts") or {}
    default = prompts.get(config.get("default_prompt_name") or "", "")
    passage = next((prompts[name] for name in ("document", "passage", "corpus") if name in prompts), default)
    return prompts.get("query", default), passage


def _read_json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(read_regular(path, _MOST_BYTES)) if path.exists() else {}
    return content
