"""Training loop: seeded batches, checkpoints, periodic held-out evaluation, best weights kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from embeddings.adapting.checkpoint import ADAM, read_checkpoint, write_checkpoint
from embeddings.adapting.lora import Adaptation
from embeddings.adapting.pace import TRIAL, Pace, projection
from embeddings.adapting.pairs import Split, TrainingSet, best
from embeddings.adapting.scoring import Quality, Relevance, evaluate, loss_of
from embeddings.adapting.split_model import Batch, HiddenStates, SplitModel
from embeddings.progress import Progress

_TRAINING = "training"
_KEEP_EVERY = 10  # steps between checkpoints: half a minute of work
_GROUP = 16  # passages per forward pass, grouped by length


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hyperparameters. The shipped adapter of all-mpnet-base-v2: ``upper`` 6, one epoch, else the defaults.

    Attributes:
        upper: Number of trainable last layers; None for all.
        rank: LoRA rank.
        alpha: LoRA scale times the rank.
        dropout: LoRA dropout.
        epochs: Passes over the training requests.
        rate: Peak learning rate.
        batch: Requests per step.
        listed: Passages per request: up to a quarter with its best grade, as many useful ones, wrong ones for the rest.
        seed: Random seed.
        held_out: Share of the pools of requests held out.
        longest: Tokens per passage, special ones included; longer passages are truncated.
        decay: Decay of the exponential moving average of the weights, which is evaluated and published.
        judgements: Evaluations per epoch.
        candidates: Random passages searched in an evaluation besides the held-out ones.
    """

    upper: int | None = None
    rank: int = 16
    alpha: float = 32.0
    dropout: float = 0.1
    epochs: int = 2
    rate: float = 2e-4
    batch: int = 16
    listed: int = 8
    seed: int = 1
    held_out: float = 0.12
    longest: int = 128
    decay: float = 0.95
    judgements: int = 2
    candidates: int = 1000


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Held-out quality of the weights after a step."""

    step: int
    late: Quality
    dense: Quality


@dataclass(frozen=True, slots=True)
class Trained:
    """Training result: the best weights, and all evaluations, the first of the plain model."""

    vector: Tensor
    history: tuple[Evaluation, ...]

    @property
    def best(self) -> Evaluation:
        """Evaluation of the best weights; of equal ones, the earlier."""
        return max(self.history, key=lambda one: one.late.ndcg)


@dataclass(frozen=True, slots=True)
class Task:
    """Constant inputs of a training run."""

    recipe: Recipe
    data: TrainingSet
    split: Split
    queries: HiddenStates
    passages: HiddenStates
    negatives: Sequence[Sequence[int]]  # for each request, passages that do not answer it, nearest first
    vectors: Tensor  # unit vectors of the passages, by the plain model
    near_duplicate: float  # cosine from which two passages count as near-duplicates
    doubtful: float  # cosine with a relevant passage from which an unjudged passage may be relevant, too
    spread: float = 1.0  # divisor of scores: see `embeddings.adapt.spread_of`

    @property
    def epoch_steps(self) -> int:
        """Steps per epoch; an incomplete last batch is dropped."""
        return max(len(self.split.train) // self.recipe.batch, 1)


class Training:
    """Resumable training run: random draws depend on the seed and the step alone."""

    def __init__(self, model: SplitModel, task: Task, folder: Path, progress: Progress) -> None:
        recipe = task.recipe
        self._model, self._task, self._progress = model, task, progress
        self._checkpoint = folder / "checkpoint.safetensors"
        self.adaptation = Adaptation(
            list(model.upper),
            model.names,
            rank=recipe.rank,
            scale=recipe.alpha / recipe.rank,
            dropout=recipe.dropout,
        )
        self._steps = task.epoch_steps * recipe.epochs
        self._evaluate_every = math.ceil(self._steps / (recipe.epochs * recipe.judgements))
        self._step_pace, self._evaluation_pace = Pace(), Pace()
        self._candidate_rows = _candidates(task)
        self._master = torch.nn.Parameter(self.adaptation.start(recipe.seed))
        self._optimiser = torch.optim.AdamW([self._master], lr=recipe.rate, weight_decay=0.01)
        self._mean = self._master.detach().clone()
        self._best = self._mean.clone()
        self._step = 0
        self._history: list[Evaluation] = []
        self.losses: list[float] = []

    def run(self, stop_after: int | None = None) -> Trained:
        """Train to the end, from the checkpoint if there is one; ``stop_after`` a step to leave a checkpoint."""
        if self._checkpoint.is_file():
            self._resume()
        if not self._history:
            self._evaluate()
        while self._step < self._steps and self._step != stop_after:
            with self._step_pace.timed():
                self._learn()
            self._step += 1
            self._progress(_TRAINING, self._step, self._steps)
            evaluates = self._step % self._evaluate_every == 0 or self._step == self._steps
            if evaluates:
                self._evaluate()
            if evaluates or self._step % _KEEP_EVERY == 0 or self._step == stop_after:
                self._save()
            if self._step_pace.times == TRIAL and self._step < self._steps:
                self._progress(self._projected(), 1, 1)
        return Trained(self._best, tuple(self._history))

    def _projected(self) -> str:
        """Format the projected time of the whole run: its steps, and its evaluations once one was timed."""
        done, left = self._step_pace.times, self._steps - self._step
        evaluations = math.ceil(self._steps / self._evaluate_every) - self._step // self._evaluate_every
        seconds = (
            self._step_pace.projected(done + left)
            + self._evaluation_pace.seconds
            + self._evaluation_pace.projected(evaluations)
        )
        return projection(seconds, done + left)

    def _learn(self) -> None:
        """Take one step."""
        recipe = self._task.recipe
        for group in self._optimiser.param_groups:
            group["lr"] = recipe.rate * schedule(self._step, self._steps)
        epoch, place = divmod(self._step, self._task.epoch_steps)
        requests, lists = draw(self._task, epoch, place)
        passages = list(dict.fromkeys(row for rows in lists for row in rows))
        relevance = _known_relevance(self._task, requests, lists, passages)
        self.adaptation.assign(self._master)
        self.adaptation.train(True)
        with dropout_of(recipe.seed, self._step):
            queries = self._model.encode(self._task.queries, requests)
            loss = loss_of(queries, self._encode(passages), relevance, self._task.spread)
        loss.backward()  # type: ignore[no-untyped-call]
        self.adaptation.train(False)
        self._master.grad = self.adaptation.gradient()
        torch.nn.utils.clip_grad_norm_([self._master], 1.0)
        self._optimiser.step()
        update_mean(self._mean, self._master, recipe.decay, self._step)
        self.losses.append(loss.item())

    def _encode(self, passages: list[int]) -> Batch:
        """Encode passages in groups of similar length; return one batch in the given order."""
        states = self._task.passages
        order = sorted(range(len(passages)), key=lambda place: states.length(passages[place]))
        groups = [order[start : start + _GROUP] for start in range(0, len(order), _GROUP)]
        encoded = [self._model.encode(states, [passages[place] for place in group]) for group in groups]
        longest = max(batch.own.shape[1] for batch in encoded)
        pad = torch.nn.functional.pad
        tokens = torch.cat([pad(batch.tokens, (0, 0, 0, longest - batch.tokens.shape[1])) for batch in encoded])
        own = torch.cat([pad(batch.own, (0, longest - batch.own.shape[1])) for batch in encoded])
        back = torch.tensor([place for group in groups for place in group]).argsort()
        return Batch(torch.cat([batch.vectors for batch in encoded])[back], tokens[back], own[back])

    def _evaluate(self) -> None:
        with self._evaluation_pace.timed():
            self._evaluate_mean()

    def _evaluate_mean(self) -> None:
        """Evaluate the averaged weights on the held-out requests, and keep them if they are the best so far."""
        task, among = self._task, self._task.vectors[self._candidate_rows]
        right = [
            torch.nonzero((task.vectors[list(best(task.data.requests[n]))] @ among.T >= task.near_duplicate).any(dim=0))
            for n in task.split.held_out
        ]
        self.adaptation.assign(self._mean)
        late, dense = evaluate(
            self._model,
            task.queries,
            task.passages,
            asked=task.split.held_out,
            among=self._candidate_rows,
            right=[rows.flatten().tolist() for rows in right],
        )
        if late.ndcg > max((one.late.ndcg for one in self._history), default=-1.0):
            self._best = self._mean.clone()
        self._history.append(Evaluation(self._step, late, dense))
        self._progress(f"held-out requests after step {self._step}: {late}", 1, 1)

    def _save(self) -> None:
        state = self._optimiser.state[self._master]
        tensors = {
            "master": self._master.detach(),
            "mean": self._mean,
            "best": self._best,
            **{f"adam.{name}": state[name] for name in ADAM},
        }
        run = {"step": self._step, "losses": self.losses, "history": [asdict(one) for one in self._history]}
        write_checkpoint(self._checkpoint, tensors, run)

    def _resume(self) -> None:
        tensors, run = read_checkpoint(self._checkpoint)
        with torch.no_grad():
            self._master.copy_(tensors["master"])
        self._mean, self._best = tensors["mean"], tensors["best"]
        self._optimiser.state[self._master] = {name: tensors[f"adam.{name}"] for name in ADAM}
        self._step, self.losses = run["step"], run["losses"]
        self._history = [
            Evaluation(entry["step"], Quality(**entry["late"]), Quality(**entry["dense"])) for entry in run["history"]
        ]


def _candidates(task: Task) -> list[int]:
    """Return the passages searched in evaluations: all hidden from training, and a fixed random sample of others.

    Searching all passages costs several times as much and gives lower ranks in much the same order.
    """
    drawn = np.random.default_rng(task.recipe.seed).permutation(len(task.passages))[: task.recipe.candidates]
    return sorted({*task.split.hidden, *drawn.tolist()})


def schedule(step: int, steps: int) -> float:
    """Learning rate schedule, as a share of the peak: linear warm-up over the first tenth, then cosine decay."""
    warm = max(steps // 10, 1)
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(steps - warm, 1)))


@contextmanager
def dropout_of(seed: int, step: int) -> Iterator[None]:
    """Seed the dropout of a step; the random state outside of the context stays as it is."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed * 1_000_003 + step)
        yield


def update_mean(mean: Tensor, learned: Tensor, decay: float, step: int) -> None:
    """Update the running mean of weights; at first over few steps, so that the random start carries little weight."""
    mean.lerp_(learned.detach(), 1 - min(decay, (1 + step) / (10 + step)))


def draw(task: Task, epoch: int, place: int) -> tuple[list[int], list[list[int]]]:
    """Draw the requests of a step, and the passages of each: its best, useful ones, then negatives."""
    order = np.random.default_rng([task.recipe.seed, epoch]).permutation(len(task.split.train))
    chosen = order[place * task.recipe.batch : (place + 1) * task.recipe.batch]
    requests = [task.split.train[n] for n in chosen]
    rng = np.random.default_rng([task.recipe.seed, epoch, place])
    return requests, [_draw_passages(task, request, rng) for request in requests]


def _draw_passages(task: Task, request: int, rng: np.random.Generator) -> list[int]:
    """Draw the passages of one request; nearer negatives are drawn with higher probability."""
    few, hidden = max(task.recipe.listed // 4, 1), task.split.hidden
    asked, negatives = task.data.requests[request], task.negatives[request]
    foremost = [row for row in best(asked) if row not in hidden]
    useful = [row for row in asked.right if row not in hidden and row not in foremost]
    right = [*_sample(foremost, few, rng), *_sample(useful, few, rng)]
    nearer = np.arange(len(negatives), 0, -1.0)
    count = min(task.recipe.listed - len(right), len(negatives))
    drawn = rng.choice(len(negatives), count, replace=False, p=nearer / nearer.sum()) if count else ()
    return [*right, *(negatives[n] for n in drawn)]


def _sample(rows: Sequence[int], most: int, rng: np.random.Generator) -> list[int]:
    return [rows[n] for n in rng.permutation(len(rows))[:most]]


def _known_relevance(task: Task, requests: list[int], lists: list[list[int]], passages: list[int]) -> Relevance:
    """Return the known relevance of each passage of a step to each request."""
    column = {row: n for n, row in enumerate(passages)}
    shape = (len(requests), len(passages))
    gains, own, judged = torch.zeros(shape), torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
    doubtful = torch.zeros(shape, dtype=torch.bool)
    vectors = task.vectors[passages]
    for n, request in enumerate(requests):
        asked = task.data.requests[request]
        for row, grade in zip(asked.right, asked.grades, strict=True):
            if row in column:
                gains[n, column[row]] = 2**grade - 1
        own[n, [column[row] for row in lists[n]]] = True
        judged[n, [column[row] for row in (*asked.right, *asked.wrong) if row in column]] = True
        doubtful[n] = (task.vectors[list(asked.right)] @ vectors.T >= task.doubtful).any(dim=0)
    return Relevance(gains, own, doubtful & ~own & ~judged)
