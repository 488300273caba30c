"""The training itself: steps in a seeded order, held-out requests judged now and then, the best weights kept."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from embeddings.adapting.halves import Batch, Halves, States
from embeddings.adapting.lora import Adaptation
from embeddings.adapting.pairs import Shares, TrainingSet
from embeddings.adapting.scoring import Quality, judge, loss_of
from embeddings.files import replacing
from embeddings.progress import Progress

_TRAINING = "training"
_KEEP_EVERY = 10  # steps between checkpoints: half a minute of work
_GROUP = 16  # passages go through in groups of like length


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. The defaults are what the shipped adapter of all-mpnet-base-v2 was trained with, but for ``upper``.

    Attributes:
        upper: How many of the last layers learn; None for all.
        only: Adapt only linear layers with this in their name: "attention", or "" for all.
        rank: Of the additions.
        alpha: What they are multiplied by, times the rank.
        dropout: On the additions' inputs.
        epochs: How often each request is seen.
        rate: The highest learning rate.
        batch: Requests a step.
        seed: Of everything that is drawn.
        held_out: Share of the answering passages kept apart.
        longest: Tokens of a passage, special ones included, that training reads.
        decay: Of the running mean of the weights, which is what is judged and published.
        judgements: How often an epoch is judged.
        candidates: Passages drawn to be searched by the requests that are judged, besides those kept apart.
    """

    upper: int | None = None
    only: str = ""
    rank: int = 16
    alpha: float = 32.0
    dropout: float = 0.1
    epochs: int = 2
    rate: float = 3e-4
    batch: int = 32
    seed: int = 1
    held_out: float = 0.12
    longest: int = 128
    decay: float = 0.95
    judgements: int = 2
    candidates: int = 1000


@dataclass(frozen=True, slots=True)
class Judged:
    """How good the weights after some step were, on the requests kept apart."""

    step: int
    late: Quality
    dense: Quality


@dataclass(frozen=True, slots=True)
class Trained:
    """The best weights, and how all that were judged did; the first is the plain model."""

    vector: Tensor
    history: tuple[Judged, ...]

    @property
    def best(self) -> Judged:
        """The judgement of the weights that were kept; the earlier of two alike."""
        return max(self.history, key=lambda judged: judged.late.ndcg)


@dataclass(frozen=True, slots=True)
class Task:
    """All that a run needs to know and does not change."""

    recipe: Recipe
    data: TrainingSet
    shares: Shares
    queries: States
    passages: States
    wrong: Sequence[Sequence[int]]  # for each request, passages that look right to the plain model and are not
    near: Tensor  # cosines of passages with each other
    twin: float  # passages at least this near may answer the same requests

    @property
    def epoch_steps(self) -> int:
        """Steps an epoch; the requests left over wait for the next epoch's order."""
        return max(len(self.shares.learn) // self.recipe.batch, 1)


class Training:
    """A run that can be stopped and taken up again: what was drawn at a step depends on the seed and the step alone."""

    def __init__(self, halves: Halves, task: Task, folder: Path, progress: Progress) -> None:
        recipe = task.recipe
        self._halves, self._task, self._progress = halves, task, progress
        self._checkpoint = folder / "checkpoint.safetensors"
        self.adaptation = Adaptation(
            list(halves.upper),
            halves.names,
            rank=recipe.rank,
            scale=recipe.alpha / recipe.rank,
            dropout=recipe.dropout,
            only=recipe.only,
        )
        self._steps = task.epoch_steps * recipe.epochs
        self._among = _candidates(task)
        self._master = torch.nn.Parameter(self.adaptation.start(recipe.seed))
        self._optimiser = torch.optim.AdamW([self._master], lr=recipe.rate, weight_decay=0.01)
        self._mean = self._master.detach().clone()
        self._best = self._mean.clone()
        self._step = 0
        self._history: list[Judged] = []
        self.losses: list[float] = []

    def run(self, stop_after: int | None = None) -> Trained:
        """Train to the end, from the checkpoint if there is one; ``stop_after`` a step leaves a checkpoint behind."""
        if self._checkpoint.is_file():
            self._resume()
        if not self._history:
            self._judge()
        recipe = self._task.recipe
        every = math.ceil(self._steps / (recipe.epochs * recipe.judgements))
        while self._step < self._steps and self._step != stop_after:
            self._learn()
            self._step += 1
            self._progress(_TRAINING, self._step, self._steps)
            judged = self._step % every == 0 or self._step == self._steps
            if judged:
                self._judge()
            if judged or self._step % _KEEP_EVERY == 0 or self._step == stop_after:
                self._save()
        return Trained(self._best, tuple(self._history))

    def _learn(self) -> None:
        """Take one step."""
        recipe = self._task.recipe
        for group in self._optimiser.param_groups:
            group["lr"] = recipe.rate * _schedule(self._step, self._steps)
        epoch, place = divmod(self._step, self._task.epoch_steps)
        requests, passages = _draw(self._task, epoch, place)
        self.adaptation.assign(self._master)
        self.adaptation.train(True)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(recipe.seed * 1_000_003 + self._step)  # dropout
            queries = self._halves.encode(self._task.queries, requests)
            loss = loss_of(queries, self._encode(passages), _masked(self._task, requests, passages))
        loss.backward()  # type: ignore[no-untyped-call]
        self.adaptation.train(False)
        self._master.grad = self.adaptation.gradient()
        torch.nn.utils.clip_grad_norm_([self._master], 1.0)
        self._optimiser.step()
        # At first over few steps, so that the random start is soon forgotten
        decay = min(recipe.decay, (1 + self._step) / (10 + self._step))
        self._mean.lerp_(self._master.detach(), 1 - decay)
        self.losses.append(loss.item())

    def _encode(self, passages: list[int]) -> Batch:
        """Encode passages in groups of like length; return them as one batch, in the order given."""
        states = self._task.passages
        order = sorted(range(len(passages)), key=lambda place: states.length(passages[place]))
        groups = [order[start : start + _GROUP] for start in range(0, len(order), _GROUP)]
        encoded = [self._halves.encode(states, [passages[place] for place in group]) for group in groups]
        longest = max(batch.own.shape[1] for batch in encoded)
        pad = torch.nn.functional.pad
        tokens = torch.cat([pad(batch.tokens, (0, 0, 0, longest - batch.tokens.shape[1])) for batch in encoded])
        own = torch.cat([pad(batch.own, (0, longest - batch.own.shape[1])) for batch in encoded])
        back = torch.tensor([place for group in groups for place in group]).argsort()
        return Batch(torch.cat([batch.vectors for batch in encoded])[back], tokens[back], own[back])

    def _judge(self) -> None:
        task, places = self._task, torch.tensor(self._among)
        right = [
            torch.nonzero((task.near[list(task.data.requests[n].right)][:, places] >= task.twin).any(dim=0))
            for n in task.shares.judge
        ]
        self.adaptation.assign(self._mean)
        late, dense = judge(
            self._halves,
            task.queries,
            task.passages,
            asked=task.shares.judge,
            among=self._among,
            right=[rows.flatten().tolist() for rows in right],
        )
        if late.ndcg > max((judged.late.ndcg for judged in self._history), default=-1.0):
            self._best = self._mean.clone()
        self._history.append(Judged(self._step, late, dense))
        self._progress(f"held-out requests after step {self._step}: {late}", 1, 1)

    def _save(self) -> None:
        state = self._optimiser.state[self._master]
        tensors = {
            "master": self._master.detach(),
            "mean": self._mean,
            "best": self._best,
            **{f"adam.{name}": state[name] for name in ("exp_avg", "exp_avg_sq", "step")},
        }
        told = {"step": self._step, "losses": self.losses, "history": [asdict(judged) for judged in self._history]}
        self._checkpoint.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self._checkpoint) as file:
            save_file(tensors, file.name, metadata={"run": json.dumps(told)})

    def _resume(self) -> None:
        with safe_open(self._checkpoint, framework="pt") as file:
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 - no mapping
            told: dict[str, Any] = json.loads(file.metadata()["run"])
        with torch.no_grad():
            self._master.copy_(tensors["master"])
        self._mean, self._best = tensors["mean"], tensors["best"]
        self._optimiser.state[self._master] = {
            name: tensors[f"adam.{name}"] for name in ("exp_avg", "exp_avg_sq", "step")
        }
        self._step, self.losses = told["step"], told["losses"]
        self._history = [
            Judged(entry["step"], Quality(**entry["late"]), Quality(**entry["dense"])) for entry in told["history"]
        ]


def _candidates(task: Task) -> list[int]:
    """Return the passages that judged requests search: all that training does not see, and others drawn for all time.

    Among all passages the ranks would be lower and their order much the same, at several times the cost.
    """
    drawn = np.random.default_rng(task.recipe.seed).permutation(len(task.passages))[: task.recipe.candidates]
    return sorted({*task.shares.hidden, *drawn.tolist()})


def _schedule(step: int, steps: int) -> float:
    """Return the share of the highest rate: up over the first tenth, then down along half a cosine."""
    warm = max(steps // 10, 1)
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(steps - warm, 1)))


def _draw(task: Task, epoch: int, place: int) -> tuple[list[int], list[int]]:
    """Return the requests of a step and their passages: the right ones in their order, then one wrong one for each."""
    random = np.random.default_rng([task.recipe.seed, epoch])
    order = random.permutation(len(task.shares.learn))
    chosen = order[place * task.recipe.batch : (place + 1) * task.recipe.batch]
    requests = [task.shares.learn[n] for n in chosen]
    luck = np.random.default_rng([task.recipe.seed, epoch, place])
    right = [int(luck.choice(task.data.requests[request].right)) for request in requests]
    wrong = [int(luck.choice(task.wrong[request])) for request in requests if task.wrong[request]]
    return requests, right + wrong


def _masked(task: Task, requests: list[int], passages: list[int]) -> Tensor:
    """Return which passages a request is not compared with: those that may answer it, its own right one excepted."""
    masked = torch.stack(
        [
            (task.near[list(task.data.requests[request].right)][:, passages] >= task.twin).any(dim=0)
            for request in requests
        ]
    )
    masked[range(len(requests)), range(len(requests))] = False
    return masked
