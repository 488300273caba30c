"""Build encoder that loads torch and the model when it first encodes: a build without new passages needs neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tokenizers import Tokenizer

from embeddings.compiled import CompiledFacts, open_tokenizer, spans_of
from embeddings.encoder import BuildEncoder, Encoded
from embeddings.errors import ModelError
from embeddings.model_parts import find_additions, read_parts
from embeddings.models import locate
from embeddings.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Metadata and tokenizer of a compiled encoder."""

    facts: CompiledFacts
    tokenizer: Tokenizer


@dataclass(frozen=True, slots=True)
class DeferredEncoder:
    """Build encoder of an installed model, verified and not loaded.

    Attributes:
        name: Name of the model.
        fingerprint: Fingerprint, of the verified files.
        compiled_as: Name of the compiled form, of the verified files.
        load: Loads the encoder on the first call, and returns the same one later.
        tokens: Tokens of the compiled form, once it is known; until then, they are those of the loaded encoder.
    """

    name: str
    fingerprint: str
    compiled_as: str
    load: Callable[[], BuildEncoder]
    tokens: _Tokens | None = None

    def with_compiled(self, folder: Path) -> DeferredEncoder:
        """Return this encoder with the lengths and the tokenizer of its verified compiled form."""
        return replace(self, tokens=_Tokens(*open_tokenizer(folder)))

    @property
    def _facts(self) -> CompiledFacts | BuildEncoder:
        return self.tokens.facts if self.tokens else self.load()

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._facts.dimensions

    @property
    def max_tokens(self) -> int:
        """Maximum input length in tokens."""
        return self._facts.max_tokens

    @property
    def reserved_tokens(self) -> int:
        """Number of ``max_tokens`` taken by special tokens and the longer prompt."""
        return self._facts.reserved_tokens

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the character range of each token in ``text``, end exclusive, without special tokens."""
        return spans_of(self.tokens.tokenizer, text) if self.tokens else self.load().token_spans(text)

    @property
    def precision(self) -> str:
        """Precision of ``encode_in_bulk``, measured when the encoder is loaded."""
        return self.load().precision

    @property
    def cross_encoder(self) -> None:
        """None: only the compiled form reads pairs."""
        return None

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Return the vectors of queries, in order."""
        return self.load().encode_queries(queries)

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Return the vectors of passages, in order."""
        return self.load().encode_passages(passages)

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Yield distinct passages with their vectors, a few at a time."""
        return self.load().encode_in_bulk(passages)

    def compile(self, folder: Path) -> None:
        """Export the model for serving into an empty folder.

        Raises:
            ModelError: If the model cannot be compiled.
        """
        self.load().compile(folder)


def find_encoder(name: str, models_dir: Path, *, adapter: bool = True, progress: Progress = silent) -> DeferredEncoder:
    """Verify an installed model for building; it is loaded when something is encoded or compiled.

    Args:
        name: A catalogue name, an installed hub name, or a folder.
        models_dir: Folder of installed models.
        adapter: Whether to merge an available adapter: the user's own, else the one shipped for a catalogue model.
        progress: Called when loading begins and ends.

    Raises:
        ModelError: If the model is unknown, not installed or damaged, or its adapter is; names the remedy.
    """
    files = locate(name, models_dir)
    parts = read_parts(files, *find_additions(files.name, models_dir, adapter=adapter))
    fingerprint, compiled_as = parts.fingerprint, parts.compiled_as

    @cache
    def load() -> BuildEncoder:
        from embeddings.reference import load_encoder  # noqa: PLC0415 - loads torch

        progress(f"loading {name}", 0, 1)
        encoder = load_encoder(name, models_dir, adapter=adapter)
        if (encoder.fingerprint, encoder.compiled_as) != (fingerprint, compiled_as):
            raise ModelError(f"the files of model {name!r} were changed while this command ran; start it again")
        progress(f"loading {name}", 1, 1)
        return encoder

    return DeferredEncoder(files.name, fingerprint, compiled_as, load)
