"""Fine-tune an encoder with LoRA on requests and the passages that answer them, and write the adapter file.

Measured on two cores without AMX, for 4,700 requests over 22,500 passages: all-mpnet-base-v2 takes 35 minutes for the
first forward pass over all texts and 41 for each epoch. The longest passage sets the time of a step, so passages are
truncated.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from torch import Tensor

from embeddings.adapter import write_adapter
from embeddings.adapting.checkpoint import run_name
from embeddings.adapting.pairs import NEAR_DUPLICATE, TrainingSet, hold_out, near_duplicates, read_training_set
from embeddings.adapting.scoring import plain_vectors
from embeddings.adapting.split_model import SplitModel, upper_for
from embeddings.adapting.training import Evaluation, Recipe, Task, Trained, Training
from embeddings.errors import AdaptError
from embeddings.folder import FolderFacts, read_facts
from embeddings.models import ModelFiles
from embeddings.progress import Progress, silent
from embeddings.reference import load_model

_UNLIKE = 0.3  # mean cosine of two passages, by the models that the next two thresholds were chosen for
_DOUBTFUL = 0.80  # cosine with a relevant passage from which an unjudged passage may be relevant, too
_RANKS = 30  # hard negatives come from this many top hits of the plain model


@dataclass(frozen=True, slots=True)
class Adapted:
    """Result of a training run: adapter file, and quality before and after.

    Attributes:
        path: The adapter file.
        requests: Number of training requests.
        held_out: Number of held-out requests.
        before: Quality of the plain encoder on the held-out requests.
        after: Quality of the adapted encoder on them.
    """

    path: Path
    requests: int
    held_out: int
    before: Evaluation
    after: Evaluation


def recipe_for(files: ModelFiles, **given: Any) -> Recipe:
    """Return the hyperparameters for a model: those given, and for the others the defaults of `Recipe`.

    By default, all layers of a small model are trained, and the upper half of a large one.
    """
    return replace(Recipe(upper=upper_for(files, 6)), **given)


def adapt(
    files: ModelFiles,
    pairs: Path,
    passages: Path,
    *,
    recipe: Recipe,
    publish: Path,
    work: Path,
    progress: Progress = silent,
) -> Adapted:
    """Train a LoRA adapter, and publish it if it beats the plain encoder on held-out requests.

    A stopped run resumes from the last checkpoint when called again with the same arguments.

    Args:
        files: The model, installed on this machine.
        pairs: Lines of ``{"query": "…", "relevant": {"passage id": grade}}``.
        passages: Lines of ``{"id": "…", "text": "…"}``.
        recipe: Hyperparameters.
        publish: The file to write: see ``adapter_path``.
        work: Folder for checkpoints and cached hidden states; may be removed afterwards.
        progress: Progress callback.

    Raises:
        AdaptError: If the input files are invalid, or the adapter is no better than the plain encoder.
        ModelError: If the model is damaged.
    """
    data = read_training_set(pairs, passages)
    facts = read_facts(files)
    requests = [asdict(request) for request in data.requests]
    folder = work / run_name("run", facts.fingerprint("bf16"), asdict(recipe), requests, data.passages)
    training, task = prepare(files, facts, data, recipe=recipe, folder=folder, progress=progress)
    trained = training.run()
    before, after = trained.history[0], trained.best
    if after.late.ndcg <= before.late.ndcg:
        raise AdaptError(
            f"the adapter is not better than {files.name!r} without it, so it was not published: on "
            f"{len(task.split.held_out)} held-out requests nDCG@10 {after.late.ndcg:.3f}, without it "
            f"{before.late.ndcg:.3f}; give more requests, or another --seed"
        )
    about = {"model": files.name, "weights_sha256": facts.weights_sha256, "training": _training_metadata(trained, task)}
    # float16: half the size of float32, and finer than the bf16 that the weights were evaluated in
    tensors = {name: part.half().numpy() for name, part in training.adaptation.tensors(trained.vector).items()}
    write_adapter(publish, tensors, scale=training.adaptation.scale, **about)
    return Adapted(publish, len(task.split.train), len(task.split.held_out), before, after)


def prepare(
    files: ModelFiles, facts: FolderFacts, data: TrainingSet, *, recipe: Recipe, folder: Path, progress: Progress
) -> tuple[Training, Task]:
    """Compute the constant inputs (frozen hidden states, hard negatives, split), and return a training ready to run."""
    model = SplitModel(load_model(files, facts), recipe.upper)
    read = partial(
        model.states,
        longest=min(recipe.longest, facts.max_tokens),
        keep=folder.parent / f"states-{facts.weights_sha256[:16]}",
        progress=progress,
    )
    passages = read(data.passages, facts.passage_prompt, step="reading passages")
    queries = read([request.query for request in data.requests], facts.query_prompt, step="reading requests")
    vectors = plain_vectors(model, passages, progress)
    spread = spread_of(vectors)
    duplicate, doubtful = (1 - (1 - cosine) * spread for cosine in (NEAR_DUPLICATE, _DOUBTFUL))
    split = hold_out(data, partial(near_duplicates, vectors, duplicate), recipe.held_out, recipe.seed)
    query_vectors = plain_vectors(model, queries, progress)
    negatives = _hard_negatives(
        data, query_vectors, vectors, hidden=split.hidden, enough=recipe.listed, doubtful=doubtful
    )
    task = Task(recipe, data, split, queries, passages, negatives, vectors, duplicate, doubtful, spread)
    return Training(model, task, folder, progress), task


def spread_of(vectors: Tensor) -> float:
    """Return the distance of unlike passages by a model, relative to the models that the thresholds were chosen for.

    Unlike passages have a cosine of .3 by all-MiniLM-L6-v2, but .8 by multilingual-e5-small, where .85 is no likeness.

    Args:
        vectors: Unit vectors of the passages, shape (passages, dimensions).
    """
    centre = vectors.float().mean(dim=0)
    return (1 - float(centre @ centre)) / (1 - _UNLIKE)


def _hard_negatives(
    data: TrainingSet, queries: Tensor, vectors: Tensor, *, hidden: frozenset[int], enough: int, doubtful: float
) -> list[list[int]]:
    """Return for each request passages that do not answer it, nearest first by the plain model.

    These are the passages judged wrong; if they are fewer than ``enough``, also top hits of the plain model that are
    not too similar to a relevant passage.
    """
    found = []
    for request, query in zip(data.requests, queries, strict=True):
        scores = vectors @ query
        wrong = {row for row in request.wrong if row not in hidden}
        if len(wrong) < enough:
            ranked = scores.topk(min(_RANKS, len(scores))).indices
            likeness = (vectors[ranked] @ vectors[list(request.right)].T).amax(dim=1)
            wrong |= set(ranked[likeness < doubtful].tolist()) - hidden - set(request.right)
        found.append(sorted(wrong, key=lambda row: -float(scores[row])))
    return found


def _training_metadata(trained: Trained, task: Task) -> str:
    """Return training metadata (recipe, numbers of requests, quality) as JSON."""
    metadata = {
        "recipe": asdict(task.recipe),
        "requests": len(task.split.train),
        "held_out": len(task.split.held_out),
        "before": asdict(trained.history[0]),
        "after": asdict(trained.best),
    }
    return json.dumps(metadata)
