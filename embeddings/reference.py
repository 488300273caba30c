"""Any sentence-transformers model as an Encoder: what the compiled encoder is held against.

The only importer of sentence_transformers; torch is used by training too (`embeddings.adapting`). Importing this
module takes seconds: import it inside the function that needs it.
"""

import logging
import threading
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from embeddings.adapter import find_adapter, merge, read_adapter
from embeddings.bulk import BulkEncoder
from embeddings.compiled import CompiledFacts
from embeddings.encoder import BuildEncoder, Encoded, Vectors, encodable
from embeddings.errors import ModelError
from embeddings.folder import FolderFacts, read_facts
from embeddings.models import ModelFiles, locate, repair
from embeddings.precision import Precision, fast_precision

PRECISION = "fp32"
_BATCH = 8  # measured: 40 % faster than one at a time, and than the library's 32; more only outgrows the cache


class ReferenceEncoder:
    """A model in single precision on the processor; safe to share between threads, which then take turns.

    A query is encoded by itself, so its vector is the same to the last bit whenever it is asked. Passages go
    through in batches of the same length: each distinct text once, without padding. The size of a batch still moves
    the last bits: of a thousand clauses no component by more than 2e-7 with all-MiniLM-L6-v2; with
    all-mpnet-base-v2 one clause in five hundred by 1.3e-5, the others by 2e-7.

    Args:
        files: The model.
        adapter: To merge into it.
        precision: Of passages that are encoded in bulk; all else is in single precision.
    """

    def __init__(self, files: ModelFiles, adapter: Path | None = None, precision: Precision = "fp32") -> None:
        self._facts = read_facts(files)
        adapted = read_adapter(adapter, self._facts.weights_sha256) if adapter is not None else None
        self._model = _load(files, self._facts)
        if adapted is not None:
            merge(adapted, cast(torch.nn.Module, self._model[0].auto_model))
        self._adapted = adapted is not None
        self._turn = threading.Lock()  # the tokenizer fails when two threads set its truncation at once
        self.name = files.name
        self.precision = precision
        self.dimensions = next(self._encode_batch([""], ""))[0].shape[0]
        self.max_tokens = self._facts.max_tokens
        self.fingerprint = self._facts.fingerprint(PRECISION, adapted.sha256 if adapted is not None else None)
        prompts = (self._facts.query_prompt, self._facts.passage_prompt)
        self.reserved_tokens = self._model.tokenizer.num_special_tokens_to_add() + max(
            len(self.token_spans(prompt)) for prompt in prompts
        )

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        """Return the vectors of questions: the same bits for the same query, always."""
        distinct = list(dict.fromkeys(queries))
        batches = [[query] for query in distinct]
        return self._encode(queries, batches, self._facts.query_prompt)

    def encode_passages(self, passages: Sequence[str]) -> Encoded:
        """Return the vectors of passages: the same bits for the same passage of one call."""
        by_length: dict[int, list[str]] = defaultdict(list)
        for passage in dict.fromkeys(passages):
            by_length[min(len(self.token_spans(passage)), self.max_tokens)].append(passage)
        batches = [
            same_length[start : start + _BATCH]
            for _, same_length in sorted(by_length.items())
            for start in range(0, len(same_length), _BATCH)
        ]
        return self._encode(passages, batches, self._facts.passage_prompt)

    def encode_in_bulk(self, passages: Sequence[str]) -> Iterator[tuple[list[str], Encoded]]:
        """Yield distinct passages, a few at a time, with their vectors: on all cores, in this encoder's precision."""
        yield from self._bulk.encode(passages)

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """Return each token's characters in ``text``, end exclusive, without the special tokens."""
        with self._turn:
            # verbose=False: being longer than the model reads is what callers ask about, not a mistake
            tokens = self._model.tokenizer(
                encodable(text),
                add_special_tokens=False,
                return_offsets_mapping=True,
                truncation=False,
                verbose=False,
            )
        return [(start, end) for start, end in tokens["offset_mapping"]]

    def compile(self, folder: Path) -> None:
        """Write what serves the same vectors without torch into an empty folder.

        Raises:
            ModelError: If the model cannot be compiled.
        """
        from embeddings.compile import compile_model  # noqa: PLC0415 - the exporter is slow to import

        with self._turn:
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

    @cached_property
    def _bulk(self) -> BulkEncoder:
        with self._turn:
            special = self._special()
        return BulkEncoder(
            self._model,
            self.precision,
            prompt=self._facts.passage_prompt,
            max_tokens=self.max_tokens,
            special=special,
            turn=self._turn,
        )

    def _special(self) -> set[int]:
        """Return the ids of the tokens that are no part of a text."""
        tokenizer = self._model.tokenizer
        # An unknown word is a word: a question may have no other.
        return {*tokenizer.all_special_ids} - {tokenizer.unk_token_id}

    def _encode(self, texts: Sequence[str], batches: list[list[str]], prompt: str) -> Encoded:
        """Encode distinct texts batch by batch, and return what each of `texts` became."""
        found: dict[str, tuple[Vectors, Vectors]] = {}
        for batch in batches:
            found.update(zip(batch, self._encode_batch(batch, prompt), strict=True))
        if not texts:
            return Encoded(np.empty((0, self.dimensions), np.float32), ())
        vectors, tokens = zip(*(found[text] for text in texts), strict=True)
        return Encoded(np.stack(vectors), tokens)

    def _encode_batch(self, texts: list[str], prompt: str) -> Iterator[tuple[Vectors, Vectors]]:
        with self._turn:
            outputs: Any = self._model.encode(
                [encodable(text) for text in texts],
                prompt=prompt,
                batch_size=len(texts),
                output_value=None,  # the tokens' vectors too
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
    """Load a model that is on this machine; nothing is fetched.

    Args:
        name: A catalogue name, an installed hub name, or a folder.
        models_dir: Where models are installed.
        adapter: Whether to merge the adapter there is: the user's own, else the one shipped for a catalogue model.
        precision: To encode passages in bulk in; None for the one that is fast on this machine.

    Raises:
        ModelError: If it is unknown, not installed or damaged, or its adapter is; names the command that helps.
    """
    files = locate(name, models_dir)
    found = find_adapter(files.name, models_dir) if adapter else None
    return ReferenceEncoder(files, found, precision or fast_precision())


def load_model(files: ModelFiles, facts: FolderFacts) -> SentenceTransformer:
    """Load a model whose folder was judged, without an adapter and in single precision: what training starts from.

    Raises:
        ModelError: If it does not load.
    """
    return _load(files, facts)


def _load(files: ModelFiles, facts: FolderFacts) -> SentenceTransformer:
    try:
        with _quiet():
            model = SentenceTransformer(
                str(files.folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
    except Exception as error:  # whatever the libraries make of a bad file: OSError, KeyError, SafetensorError…
        reason = f"{type(error).__name__}: {error}"
        raise ModelError(
            f"model {files.name!r} in {files.folder} does not load ({reason}); {repair(files.card)}"
        ) from error
    model.max_seq_length = facts.max_tokens
    # Weights kept in half precision would be computed in it
    return model.to(torch.float32)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep loading from writing bars, reports and warnings to stderr, and leave the libraries as they were."""
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
