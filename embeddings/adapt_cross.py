"""Train a cross-encoder on judged requests, and write its file: an adapter of the plain model, and a head.

Measured on two cores without AMX: all-mpnet-base-v2 learns from 6.7 pairs a second, in 8 layers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from embeddings.adapter import Adapter, merge, read_adapter, write_adapter
from embeddings.adapting.checkpoint import run_name
from embeddings.adapting.cross_training import CrossRecipe, CrossTraining
from embeddings.adapting.judged_pairs import Judged, JudgedPairs, area_under_curve, judged_pairs
from embeddings.adapting.pairs import TrainingSet, read_training_set
from embeddings.adapting.split_model import upper_for, upper_layers
from embeddings.compile import plain_tokenizer
from embeddings.compiled_cross import pair_ids
from embeddings.cross_model import CrossModel
from embeddings.encoder import BuildEncoder, Vectors
from embeddings.errors import AdaptError
from embeddings.folder import FolderFacts, read_facts
from embeddings.models import ModelFiles
from embeddings.progress import Progress, silent
from embeddings.reference import load_model


@dataclass(frozen=True, slots=True)
class CrossAdapted:
    """Result of a training run.

    Attributes:
        path: The file of the cross-encoder.
        pairs: Number of pairs learned from.
        held_out: Number of held-out pairs.
        before: Area under the ROC curve of the held-out pairs, by cosine: how often a right one beats a wrong one.
        after: The same by the scores of the cross-encoder.
    """

    path: Path
    pairs: int
    held_out: int
    before: float
    after: float


def cross_recipe_for(files: ModelFiles, **given: Any) -> CrossRecipe:
    """Return the hyperparameters for a model: those given, and for the others the defaults of `CrossRecipe`."""
    return replace(CrossRecipe(upper=upper_for(files, 8)), **given)


def adapt_cross_encoder(
    files: ModelFiles,
    pairs: Path,
    passages: Path,
    *,
    near: BuildEncoder,
    adapter: Path | None,
    recipe: CrossRecipe,
    publish: Path,
    work: Path,
    progress: Progress = silent,
) -> CrossAdapted:
    """Train a cross-encoder, and publish it if it tells right from wrong passages better than vectors do.

    A stopped run resumes from the last checkpoint when called again with the same arguments.

    Args:
        files: The model, installed on this machine.
        pairs: Judged requests; see `read_training_set`.
        passages: The passages.
        near: Encoder by which the nearest wrong passages of a request are chosen; a small one will do.
        adapter: Adapter of the model that the training starts from; None for the plain model.
        recipe: Hyperparameters.
        publish: The file to write.
        work: Folder for checkpoints; may be removed afterwards.
        progress: Progress callback.

    Raises:
        AdaptError: If the input files are invalid, or the cross-encoder is no better than vectors.
        ModelError: If the model or the adapter is damaged.
    """
    data = read_training_set(pairs, passages, unanswered=True)
    facts = read_facts(files)
    start = read_adapter(adapter, facts.weights_sha256) if adapter else None
    judged = _choose_pairs(data, near, recipe, progress)
    answers = max(grade for one in judged.train for grade in one.grades)
    truth = [grade == answers for one in judged.held_out for grade in one.grades]
    if all(truth) or not any(truth):
        raise AdaptError("the requests kept apart have no right or no wrong passage; add judged requests")
    model, layers, tokenizer = _load_for_training(files, facts, start, recipe)

    def tokens_of(some: Iterable[Judged]) -> list[list[list[int]]]:
        return [[pair_ids(one.query, data.passages[row], tokenizer) for row in one.rows] for one in some]

    folder = work / _run_name(facts, start, recipe, data, judged)
    training = CrossTraining(
        model, layers, judged.train, tokens_of(judged.train), recipe=recipe, folder=folder, progress=progress
    )
    learned = training.run()
    scores = training.scores(list(chain.from_iterable(tokens_of(judged.held_out))))
    before = area_under_curve([cosine for one in judged.held_out for cosine in one.cosines], truth)
    after = area_under_curve(scores, truth)
    if after <= before:
        raise AdaptError(
            "the cross-encoder tells right from wrong passages no better than vectors do, so it was not published: "
            f"area under the curve {after:.3f}, by vectors {before:.3f}; give more requests, or another --seed"
        )
    count = sum(len(one.rows) for one in judged.train)
    about = {"recipe": asdict(recipe), "pairs": count, "held_out": len(truth), "before": before, "after": after}
    write_adapter(
        publish,
        _tensors(learned, start, recipe.scale),
        model=files.name,
        weights_sha256=facts.weights_sha256,
        scale=recipe.scale,
        training=json.dumps(about),
    )
    return CrossAdapted(publish, count, len(truth), before, after)


def _load_for_training(
    files: ModelFiles, facts: FolderFacts, start: Adapter | None, recipe: CrossRecipe
) -> tuple[CrossModel, dict[str, nn.Module], Tokenizer]:
    """Load the model with the adapter merged into it; return it, its trainable layers by name, and its tokenizer."""
    loaded: Any = load_model(files, facts)
    tokenizer, transformer = plain_tokenizer(loaded), loaded[0].auto_model
    if start:
        merge(start, transformer)
    layers = upper_layers(transformer, recipe.upper)
    model = CrossModel(transformer.to(torch.bfloat16).eval().requires_grad_(False), loaded.tokenizer)
    return model, layers, tokenizer


def _choose_pairs(data: TrainingSet, near: BuildEncoder, recipe: CrossRecipe, progress: Progress) -> JudgedPairs:
    """Choose the pairs for training and those to hold out, by the vectors of requests and passages."""
    # Keep one order in every process: only a run with the same pairs is resumed, and they are chosen by vectors, whose
    # last bits depend on the batch.
    texts = list(dict.fromkeys(data.passages[row] for one in data.requests for row in (*one.right, *one.wrong)))
    vectors: dict[str, Vectors] = {}
    for batch, encoded in near.encode_in_bulk(texts):
        vectors.update(zip(batch, encoded.vectors, strict=True))
        progress("encoding passages", len(vectors), len(texts))
    nothing = np.zeros(near.dimensions, np.float32)
    passages = np.stack([vectors.get(text, nothing) for text in data.passages])
    queries = near.encode_queries([request.query for request in data.requests]).vectors
    return judged_pairs(data, queries, passages, wrong=recipe.wrong, held_out=recipe.held_out, seed=recipe.seed)


def _tensors(learned: Mapping[str, Tensor], start: Adapter | None, scale: float) -> dict[str, npt.NDArray[Any]]:
    """Return the tensors of the file: updates of the plain model, including those that the training started from.

    Both updates of a layer are concatenated by rank: the product of the concatenated factors is the sum of the updates.
    """
    tensors = {name: part.numpy() for name, part in learned.items()}
    for layer, (a, b) in start.factors.items() if start else ():
        factors = ((f"{layer}.lora_a", a, 0), (f"{layer}.lora_b", b * (start.scale / scale if start else 1), 1))
        for name, part, axis in factors:
            tensors[name] = np.concatenate([part, tensors[name]], axis=axis) if name in tensors else part
    # float16 as in the adapters of encoders
    return {name: part if name.startswith("head.") else part.astype(np.float16) for name, part in tensors.items()}


def _run_name(
    facts: FolderFacts, start: Adapter | None, recipe: CrossRecipe, data: TrainingSet, judged: JudgedPairs
) -> str:
    pairs = [(one.query, [data.passages[row] for row in one.rows], one.grades) for one in judged.train]
    return run_name("cross", facts.fingerprint("bf16", start.sha256 if start else None), asdict(recipe), pairs)
