"""Parts of an encoder, verified: a model, its adapter, its cross-encoder; the fingerprints of all of them together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from embeddings.adapter import Adapter, find_adapter, read_adapter
from embeddings.cross_encoder import find_cross_encoder, fingerprint_of_cross_encoder, read_cross_encoder
from embeddings.encoder import PRECISION
from embeddings.folder import FolderFacts, read_facts
from embeddings.models import ModelFiles


@dataclass(frozen=True, slots=True)
class ModelParts:
    """Everything that decides the vectors of an encoder, read without loading the weights of the model.

    Attributes:
        facts: Facts of the model.
        adapter: Adapter to merge, if any.
        cross_encoder: Cross-encoder to compile beside it, if any.
    """

    facts: FolderFacts
    adapter: Adapter | None
    cross_encoder: Adapter | None

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the encoder; see `embeddings.encoder.Encoder`."""
        return self.facts.fingerprint(PRECISION, self.adapter.sha256 if self.adapter is not None else None)

    @property
    def compiled_as(self) -> str:
        """Name of the compiled form; see `embeddings.encoder.BuildEncoder`."""
        if self.cross_encoder is None:
            return self.fingerprint
        both = f"{self.fingerprint} {fingerprint_of_cross_encoder(self.cross_encoder)}"
        return hashlib.sha256(both.encode()).hexdigest()


def read_parts(files: ModelFiles, adapter: Path | None, cross_encoder: Path | None) -> ModelParts:
    """Read and verify a model with an adapter and a cross-encoder.

    Raises:
        ModelError: If the model is damaged, or needs code or pickles, or if the adapter or the cross-encoder is damaged
            or belongs to another model; names the remedy.
    """
    facts = read_facts(files)
    return ModelParts(
        facts,
        read_adapter(adapter, facts.weights_sha256) if adapter is not None else None,
        read_cross_encoder(cross_encoder, facts.weights_sha256) if cross_encoder is not None else None,
    )


def find_additions(name: str, models_dir: Path, *, adapter: bool = True) -> tuple[Path | None, Path | None]:
    """Return the files of the adapter and of the cross-encoder to use with a model: the user's own, else those shipped.

    Args:
        name: Model name, as ``locate`` returns it.
        models_dir: Where models are installed.
        adapter: Whether to use an available adapter; the cross-encoder was only measured together with it.
    """
    return (find_adapter(name, models_dir), find_cross_encoder(name, models_dir)) if adapter else (None, None)
