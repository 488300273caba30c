"""Training of a cross-encoder: seeded batches of judged pairs, checkpoints, running mean of the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from embeddings.adapting.checkpoint import ADAM, read_checkpoint, write_checkpoint
from embeddings.adapting.judged_pairs import Judged
from embeddings.adapting.lora import Adaptation
from embeddings.adapting.pace import TRIAL, Pace, projection
from embeddings.adapting.training import dropout_of, schedule, update_mean
from embeddings.cross_model import CrossModel
from embeddings.progress import Progress

_TRAINING = "training"
_KEEP_EVERY = 20  # steps between checkpoints: a minute or two of work
_SORTED = 8  # batches that are sorted by length together, so that little is padded
_USEFUL = 0.25  # likelihood that a passage below the best grade answers
_ORDER = 0.5  # weight of the order of a request's passages, beside the likelihood of each
_AT_ONCE = 32  # pairs scored at once


@dataclass(frozen=True, slots=True)
class CrossRecipe:
    """Hyperparameters.

    Attributes:
        upper: Number of trainable last layers; None for all.
        rank: LoRA rank.
        alpha: LoRA scale times the rank.
        dropout: LoRA dropout.
        epochs: Passes over the requests.
        rate: Peak learning rate of the updates.
        head_rate: Peak learning rate of the head.
        batch: Requests per step.
        wrong: Wrong passages of a request.
        seed: Random seed.
        held_out: Share of the pools of requests held out.
        decay: Decay of the exponential moving average of the weights, which is published.
    """

    upper: int | None = None
    rank: int = 16
    alpha: float = 32.0
    dropout: float = 0.05
    epochs: int = 1
    rate: float = 3e-4
    head_rate: float = 1e-3
    batch: int = 8
    wrong: int = 2
    seed: int = 1
    held_out: float = 0.1
    decay: float = 0.98

    @property
    def scale(self) -> float:
        """Factor of the updates."""
        return self.alpha / self.rank


class CrossTraining:
    """Resumable training run: random draws depend on the seed and the step alone.

    Args:
        model: The model, in bf16 but for its head; modified in place.
        layers: Its trainable layers, by their names in the weights file.
        train: Pairs to learn from.
        inputs: For each of them, the tokens of its pairs.
        recipe: Hyperparameters.
        folder: Folder of the checkpoint.
        progress: Progress callback.
    """

    def __init__(
        self,
        model: CrossModel,
        layers: dict[str, nn.Module],
        train: Sequence[Judged],
        inputs: Sequence[Sequence[list[int]]],
        *,
        recipe: CrossRecipe,
        folder: Path,
        progress: Progress,
    ) -> None:
        self._model, self._train, self._inputs = model, train, inputs
        self._recipe, self._progress = recipe, progress
        self._checkpoint = folder / "checkpoint.safetensors"
        self.adaptation = Adaptation(
            list(layers.values()), list(layers), rank=recipe.rank, scale=recipe.scale, dropout=recipe.dropout
        )
        self._answers = max(max(one.grades) for one in train)
        self._batches = [batch for epoch in range(recipe.epochs) for batch in self._epoch(epoch)]
        # Small weights, so that scores are near zero until the head has learned something.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(recipe.seed)
            nn.init.normal_(model.head.weight, std=0.01)
        nn.init.zeros_(model.head.bias)
        self._updates = nn.Parameter(self.adaptation.start(recipe.seed))
        self._learned = [self._updates, model.head.weight, model.head.bias]
        self._rates = [recipe.rate, recipe.head_rate, recipe.head_rate]
        self._optimiser = torch.optim.AdamW([{"params": [one]} for one in self._learned], weight_decay=0.01)
        self._means = [one.detach().clone() for one in self._learned]
        self._step = 0
        self._pace = Pace()
        self.losses: list[float] = []

    def run(self, stop_after: int | None = None) -> dict[str, Tensor]:
        """Train to the end, from the checkpoint if there is one; ``stop_after`` a step to leave a checkpoint.

        Returns:
            The updates by their names in an adapter file, and "head.weight" and "head.bias".
        """
        if self._checkpoint.is_file():
            self._resume()
        steps = len(self._batches)
        while self._step < steps and self._step != stop_after:
            with self._pace.timed():
                self._learn(self._batches[self._step])
            self._step += 1
            self._progress(_TRAINING, self._step, steps)
            if self._step % _KEEP_EVERY == 0 or self._step in (steps, stop_after):
                self._save()
            if self._pace.times == TRIAL and self._step < steps:
                whole = TRIAL + steps - self._step
                self._progress(projection(self._pace.projected(whole), whole), 1, 1)
        self._assign(self._means)
        updates, weight, bias = self._means
        return {**self.adaptation.tensors(updates), "head.weight": weight, "head.bias": bias}

    def scores(self, inputs: Sequence[list[int]]) -> list[float]:
        """Return the scores of pairs with the learned weights, by their tokens."""
        order = sorted(range(len(inputs)), key=lambda place: len(inputs[place]))
        found = [0.0] * len(inputs)
        for start in range(0, len(order), _AT_ONCE):
            places = order[start : start + _AT_ONCE]
            with torch.inference_mode():
                scored = self._model(*padded([inputs[place] for place in places], self._model.padding))
            for place, score in zip(places, scored.tolist(), strict=True):
                found[place] = score
            self._progress("scoring held-out pairs", start + len(places), len(order))
        return found

    def _epoch(self, epoch: int) -> list[list[int]]:
        """Draw the batches of an epoch: random requests, each with others whose pairs are about as long."""
        rng = np.random.default_rng([self._recipe.seed, epoch])
        order = rng.permutation(len(self._train)).tolist()
        size = self._recipe.batch
        batches: list[list[int]] = []
        for start in range(0, len(order), size * _SORTED):
            near = sorted(order[start : start + size * _SORTED], key=lambda n: max(map(len, self._inputs[n])))
            drawn = [near[begin : begin + size] for begin in range(0, len(near), size)]
            batches += [drawn[n] for n in rng.permutation(len(drawn))]
        return batches

    def _learn(self, batch: list[int]) -> None:
        """Take one step."""
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * schedule(self._step, len(self._batches))
        self.adaptation.assign(self._updates)
        self.adaptation.train(True)
        with dropout_of(self._recipe.seed, self._step):
            scores = self._model(*padded([ids for n in batch for ids in self._inputs[n]], self._model.padding))
        loss = loss_of(scores, [self._train[n].grades for n in batch], self._answers)
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.adaptation.train(False)
        self._updates.grad = self.adaptation.gradient()
        nn.utils.clip_grad_norm_(self._learned, 1.0)
        self._optimiser.step()
        for mean, one in zip(self._means, self._learned, strict=True):
            update_mean(mean, one, self._recipe.decay, self._step)
        self.losses.append(loss.item())

    def _assign(self, learned: Sequence[Tensor]) -> None:
        """Set the weights of the model."""
        updates, weight, bias = learned
        self.adaptation.assign(updates)
        with torch.no_grad():
            self._model.head.weight.copy_(weight)
            self._model.head.bias.copy_(bias)

    def _save(self) -> None:
        tensors: dict[str, Tensor] = {}
        for n, (one, mean) in enumerate(zip(self._learned, self._means, strict=True)):
            state = self._optimiser.state[one]
            tensors |= {f"{n}.learned": one.detach(), f"{n}.mean": mean}
            tensors |= {f"{n}.{name}": state[name] for name in ADAM}
        write_checkpoint(self._checkpoint, tensors, {"step": self._step, "losses": self.losses})

    def _resume(self) -> None:
        tensors, run = read_checkpoint(self._checkpoint)
        with torch.no_grad():
            for n, one in enumerate(self._learned):
                one.copy_(tensors[f"{n}.learned"])
                self._optimiser.state[one] = {name: tensors[f"{n}.{name}"] for name in ADAM}
        self._means = [tensors[f"{n}.mean"] for n in range(len(self._learned))]
        self._step, self.losses = run["step"], run["losses"]


def padded(inputs: Sequence[list[int]], padding: int) -> tuple[Tensor, Tensor]:
    """Return the tokens of pairs, padded to the longest, and a mask without padding."""
    pad = nn.utils.rnn.pad_sequence
    ids = pad([torch.tensor(one) for one in inputs], batch_first=True, padding_value=padding)
    return ids, pad([torch.ones(len(one), dtype=torch.long) for one in inputs], batch_first=True)


def loss_of(scores: Tensor, grades: Sequence[Sequence[float]], answers: float) -> Tensor:
    """Return the loss of a step: whether each passage answers, and which of a request's passages answers best.

    Args:
        scores: Scores of all pairs, request by request.
        grades: For each request, the grades of its passages.
        answers: Grade of a passage that answers; a lower one is useful, 0 is wrong.
    """
    flat = torch.tensor([grade for some in grades for grade in some])
    likely = torch.where(flat >= answers, 1.0, torch.where(flat > 0, _USEFUL, 0.0))
    loss = nn.functional.binary_cross_entropy_with_logits(scores, likely)
    orders = []
    for own, some in zip(torch.split(scores, [len(some) for some in grades]), grades, strict=True):
        gains = 2 ** torch.tensor(list(some)) - 1
        if float(gains.sum()) > 0 and len(some) > 1:
            orders.append(-(gains / gains.sum() * own.log_softmax(dim=0)).sum())
    return loss + _ORDER * torch.stack(orders).mean() if orders else loss
