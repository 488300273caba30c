"""LoRA layers: trainable low-rank updates to a model's linear layers."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor, nn


class LoraLinear(nn.Module):
    """LoRA layer: a frozen linear layer plus a trainable low-rank update.

    The update has the precision of the layer: mixing float32 into bf16 is several times slower on a CPU. The optimiser
    keeps float32 copies. Dropout removes whole inputs of the update, for all tokens of a call: applied to the small
    factor it costs nothing, whereas dropout per token took two fifths of a step.

    Source:
        Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, arXiv:2106.09685, 4.1.
    """

    def __init__(self, base: nn.Linear, rank: int, scale: float, dropout: float) -> None:
        super().__init__()
        self.base = base
        self.scale = scale
        self.dropout = nn.Dropout(dropout)
        kind = base.weight.dtype
        self.lora_a = nn.Parameter(torch.zeros(rank, base.in_features, dtype=kind))
        self.lora_b = nn.Parameter(torch.zeros(base.out_features, rank, dtype=kind))

    def forward(self, states: Tensor) -> Tensor:
        """Apply the frozen layer and the low-rank update."""
        plain: Tensor = self.base(states)
        seen = self.dropout(torch.ones_like(self.lora_a[:1]))
        low = nn.functional.linear(states, self.lora_a * seen * self.scale)
        return plain + nn.functional.linear(low, self.lora_b)


class Adaptation:
    """All LoRA updates of a model, as one flat float32 parameter vector.

    Args:
        layers: The layers whose linear layers are adapted.
        names: Name of each layer in the model, as in its weights file.
        rank: Rank of the updates.
        scale: Factor of the updates.
        dropout: Share of a layer's inputs dropped from the update during training.
    """

    def __init__(self, layers: list[nn.Module], names: list[str], *, rank: int, scale: float, dropout: float) -> None:
        self.scale = scale
        self._modules: dict[str, LoraLinear] = {}
        for layer, prefix in zip(layers, names, strict=True):
            for name, linear in list(layer.named_modules()):
                if isinstance(linear, nn.Linear):
                    parent, _, last = name.rpartition(".")
                    added = LoraLinear(linear, rank, scale, dropout)
                    setattr(layer.get_submodule(parent), last, added)
                    self._modules[f"{prefix}.{name}"] = added

    def start(self, seed: int) -> Tensor:
        """Return the initial parameter vector: one factor random, the other zero, which leaves the model unchanged."""
        generator = torch.Generator().manual_seed(seed)
        parts = []
        for name, part in self._parts():
            values = torch.zeros(part.shape)
            if name.endswith("lora_a"):
                bound = 1 / math.sqrt(part.shape[1])
                values.uniform_(-bound, bound, generator=generator)
            parts.append(values.flatten())
        return torch.cat(parts)

    def assign(self, vector: Tensor) -> None:
        """Set the trainable LoRA matrices from a flat parameter vector."""
        at = 0
        with torch.no_grad():
            for _, part in self._parts():
                part.copy_(vector[at : at + part.numel()].view_as(part))
                at += part.numel()

    def gradient(self) -> Tensor:
        """Return the gradient as a float32 vector, and reset it."""
        parts = []
        for _, part in self._parts():
            grad = part.grad if part.grad is not None else torch.zeros_like(part)
            parts.append(grad.float().flatten())
            part.grad = None
        return torch.cat(parts)

    def train(self, learning: bool) -> None:
        """Turn LoRA dropout on or off; the model's own dropout stays off."""
        for module in self._modules.values():
            module.dropout.train(learning)

    def tensors(self, vector: Tensor) -> dict[str, Tensor]:
        """Return ``vector`` split into the tensors of an adapter file."""
        found, at = {}, 0
        for name, part in self._parts():
            found[name] = vector[at : at + part.numel()].view_as(part).clone()
            at += part.numel()
        return found

    def _parts(self) -> Iterator[tuple[str, nn.Parameter]]:
        for name, module in self._modules.items():
            yield f"{name}.lora_a", module.lora_a
            yield f"{name}.lora_b", module.lora_b
