"""Reference encoder: any sentence-transformers model in PyTorch, against which the ONNX encoder is verified.

The only importer of sentence_transformers; training (`embeddings.adapting`) uses torch, too. Importing this module
takes seconds: import it inside the function that needs it.
"""

import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast

import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers.utils import logging as transformers_logging

from embeddings.adapter import Adapter, merge
from embeddings.bulk import BulkEncoder
from embeddings.compiled import TOKENIZER_FILE, CompiledFacts
from embeddings.encoder import (
    BuildEncoder,
    Encoded,
    Vectors,
    batches_of_equal_length,
    encodable,
    encode_in_batches,
)
from embeddings.errors import ModelError
from embeddings.folder import FolderFacts
from embeddings.model_parts import find_additions, read_parts
from embeddings.models import ModelFiles, locate, repair
from embeddings.precision import Precision, fast_precision


class ReferenceEncoder:
    """PyTorch encoder in float32 on the CPU; thread-safe, calls are serialised.

    Each query is encoded by itself, so its vector is reproducible to the last bit. Passages are encoded in batches of
    equal length: each distinct text once, without padding. Batch size still changes the last bits: of a thousand
    clauses no component by more than 2e-7 with all-MiniLM-L6-v2; with all-mpnet-base-v2 one clause in five hundred by
    1.3e-5, the others by 2e-7.

    Args:
        files: The model.
        adapter: Adapter to merge.
        precision: Precision of bulk encoding; everything else is float32.
        cross_encoder: Cross-encoder of the same model, to be compiled beside it.
    """

    def __init__(
        self,
        files: ModelFiles,
        adapter: Path | None = None,
        precision: Precision = "fp32",
        cross_encoder: Path | None = None,
    ) -> None:
        parts = read_parts(files, adapter, cross_encoder)
        self._files, self._facts, self._cross_encoder = files, parts.facts, parts.cross_encoder
        self._model = load_model(files, self._facts)
        if parts.adapter is not None:
            merge(parts.adapter, cast(torch.nn.Module, self._model[0].auto_model))
        self._adapted = parts.adapter is not None
        self._lock = threading.Lock()  # setting the tokenizer's truncation is not thread-safe
        self.name = files.name
        self.precision = precision
        self.dimensions = next(self._encode_batch([""], ""))[0].shape[0]
        self.max_tokens = self._facts.max_tokens
        self.fingerprint, self.compiled_as = parts.fingerprint, parts.compiled_as
        prompts = (self._facts.query_prompt, self._facts.passage_prompt)
        self.reserved_tokens = self._model.tokenizer.num_special_tokens_to_add() + max(
            len(self.token_spans(prompt)) for prompt in prompts
        )

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Return the vectors of queries, bit for bit reproducible."""
        distinct = list(dict.fromkeys(queries))
        batches = [[query] for query in distinct]
        encode = partial(self._encode_batch, prompt=self._facts.query_prompt)
        return encode_in_batches(queries, batches, encode, self.dimensions)

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Return the vectors of passages; equal passages of one call get equal bits."""
        distinct = dict.fromkeys(passages)
        lengths = {passage: min(len(self.token_spans(passage)), self.max_tokens) for passage in distinct}
        encode = partial(self._encode_batch, prompt=self._facts.passage_prompt)
        return encode_in_batches(passages, batches_of_equal_length(lengths), encode, self.dimensions)

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Yield distinct passages with their vectors, a few at a time: on all cores, in this encoder's precision."""
        yield from self._bulk.encode(passages)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the character range of each token in ``text``, end exclusive, without special tokens."""
        with self._lock:
            # verbose=False: no warning about long texts, whose length the caller checks
            tokens = self._model.tokenizer(
                encodable(text),
                add_special_tokens=False,
                return_offsets_mapping=True,
                truncation=False,
                verbose=False,
            )
        return [(start, end) for start, end in tokens["offset_mapping"]]

    def with_compiled(self, folder: Path) -> BuildEncoder:
        """Return this encoder, which needs no compiled form."""
        return self

    def compile(self, folder: Path) -> None:
        """Export the model to ONNX, with the same vectors, into an empty folder.

        Raises:
            ModelError: If the model cannot be exported.
        """
        from embeddings.compile import compile_model  # noqa: PLC0415 - the exporter is slow to import

        with self._lock:
            special = tuple(sorted(self._special()))
        facts = CompiledFacts(
            name=self.name,
            fingerprint=self.fingerprint,
            dimensions=self.dimensions,
            max_tokens=self.max_tokens,
            reserved_tokens=self.reserved_tokens,
            query_prompt=self._facts.query_prompt,
            passage_prompt=self._facts.passage_prompt,
            special=special,
            adapted=self._adapted,
        )
        compile_model(self._model, facts, folder, self)
        if self._cross_encoder is not None:
            self._compile_cross_encoder(self._cross_encoder, folder)

    @property
    def cross_encoder(self) -> None:
        """None: only the compiled form reads pairs."""
        return None

    def _compile_cross_encoder(self, weights: Adapter, folder: Path) -> None:
        """Export the cross-encoder of the plain model beside the compiled encoder."""
        from embeddings.compile_cross import compile_cross_encoder  # noqa: PLC0415
        from embeddings.cross_model import CrossModel  # noqa: PLC0415

        plain: Any = load_model(self._files, self._facts)  # without the encoder's own adapter
        model = CrossModel(plain[0].auto_model, plain.tokenizer).eval()
        model.load(weights)
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        compile_cross_encoder(model, tokenizer, folder)

    @cached_property
    def _bulk(self) -> BulkEncoder:
        with self._lock:
            special = self._special()
        return BulkEncoder(
            self._model,
            self.precision,
            prompt=self._facts.passage_prompt,
            max_tokens=self.max_tokens,
            special=special,
            lock=self._lock,
        )

    def _special(self) -> set[int]:
        """Return the ids of the special tokens."""
        tokenizer = self._model.tokenizer
        # The token of unknown words is kept: a question may consist of nothing else.
        return {*tokenizer.all_special_ids} - {tokenizer.unk_token_id}

    def _encode_batch(self, texts: list[str], prompt: str) -> Iterator[tuple[Vectors, Vectors]]:
        with self._lock:
            outputs: Any = self._model.encode(
                [encodable(text) for text in texts],
                prompt=prompt,
                batch_size=len(texts),
                output_value=None,  # token vectors, too
                show_progress_bar=False,
                normalize_embeddings=True,
            )
            special = self._special()
        for output in outputs:
            own = [n for n, token in enumerate(output["input_ids"].tolist()) if token not in special]
            tokens = torch.nn.functional.normalize(output["token_embeddings"][own], dim=1)
            yield output["sentence_embedding"].numpy(), tokens.numpy()


def load_encoder(
    name: str, models_dir: Path, *, adapter: bool = True, precision: Precision | None = None
) -> BuildEncoder:
    """Load an installed model for building; nothing is downloaded.

    Args:
        name: A catalogue name, an installed hub name, or a folder.
        models_dir: Folder of installed models.
        adapter: Whether to merge an available adapter: the user's own, else the one shipped for a catalogue model.
        precision: Precision of bulk encoding; None for the faster one on this machine.

    Raises:
        ModelError: If the model is unknown, not installed or damaged, or its adapter is; names the remedy.
    """
    files = locate(name, models_dir)
    found, cross_encoder = find_additions(files.name, models_dir, adapter=adapter)
    return ReferenceEncoder(files, found, precision or fast_precision(), cross_encoder)


def load_model(files: ModelFiles, facts: FolderFacts) -> SentenceTransformer:
    """Load a validated model in float32, without an adapter.

    Raises:
        ModelError: If it does not load.
    """
    try:
        with _quiet():
            model = SentenceTransformer(
                str(files.folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
    except Exception as error:  # no common base: OSError, KeyError, SafetensorError…
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(
            f"model {files.name!r} in {files.folder} cannot be loaded ({reason}); {repair(files.card)}"
        ) from error
    model.max_seq_length = facts.max_tokens
    # Weights stored in half precision would be computed in it
    return model.to(torch.float32)


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence progress bars, reports and warnings of the libraries on stderr inside the block."""
    level, bars = transformers_logging.get_verbosity(), transformers_logging.is_progress_bar_enabled()
    restore: Callable[[], None] = (
        transformers_logging.enable_progress_bar if bars else transformers_logging.disable_progress_bar
    )
    transformers_logging.set_verbosity(logging.ERROR)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers_logging.set_verbosity(level)
        restore()
