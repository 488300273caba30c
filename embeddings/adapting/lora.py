"""Low-rank additions to a model's linear layers: what an adapter's weights are while they learn."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor, nn


class LoraLinear(nn.Module):
    """A linear layer that stays as it is, and a low-rank addition to it that learns.

    The addition has the precision of the layer: mixing float32 into bf16 is several times slower on a processor. The
    optimiser keeps float32 copies. Dropout takes whole inputs away from the addition, for all tokens of a call: that
    is done on the small factor and costs nothing, where drawing for every token took two fifths of a step.

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
        """Return what the layer makes of the states, with the addition."""
        plain: Tensor = self.base(states)
        seen = self.dropout(torch.ones_like(self.lora_a[:1]))
        low = nn.functional.linear(states, self.lora_a * seen * self.scale)
        return plain + nn.functional.linear(low, self.lora_b)


class Adaptation:
    """All additions to some layers of a model, seen as one vector of float32.

    Args:
        layers: The layers that learn.
        names: Name of each layer in the model, as in its weights' file.
        rank: Of the additions.
        scale: What they are multiplied by.
        dropout: Share of a layer's inputs that the addition does not see while learning.
        only: Adapt only layers with this in their name; "" adapts all linear ones.
    """

    def __init__(
        self, layers: list[nn.Module], names: list[str], *, rank: int, scale: float, dropout: float, only: str
    ) -> None:
        self.scale = scale
        self._modules: dict[str, LoraLinear] = {}
        for layer, prefix in zip(layers, names, strict=True):
            for name, linear in list(layer.named_modules()):
                if isinstance(linear, nn.Linear) and only in name:
                    parent, _, last = name.rpartition(".")
                    added = LoraLinear(linear, rank, scale, dropout)
                    setattr(layer.get_submodule(parent), last, added)
                    self._modules[f"{prefix}.{name}"] = added

    def start(self, seed: int) -> Tensor:
        """Return the vector to start from: one factor random, the other zero, so the model is still the plain one."""
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
        """Make the additions what ``vector`` says."""
        at = 0
        with torch.no_grad():
            for _, part in self._parts():
                part.copy_(vector[at : at + part.numel()].view_as(part))
                at += part.numel()

    def gradient(self) -> Tensor:
        """Return the gradient as a vector of float32, and forget it."""
        parts = []
        for _, part in self._parts():
            grad = part.grad if part.grad is not None else torch.zeros_like(part)
            parts.append(grad.float().flatten())
            part.grad = None
        return torch.cat(parts)

    def train(self, learning: bool) -> None:
        """Turn dropout on or off; that of the model itself stays off."""
        for module in self._modules.values():
            module.dropout.train(learning)

    def tensors(self, vector: Tensor) -> dict[str, Tensor]:
        """Return ``vector`` cut into the tensors of an adapter's file."""
        found, at = {}, 0
        for name, part in self._parts():
            found[name] = vector[at : at + part.numel()].view_as(part).clone()
            at += part.numel()
        return found

    def _parts(self) -> Iterator[tuple[str, nn.Parameter]]:
        for name, module in self._modules.items():
            yield f"{name}.lora_a", module.lora_a
            yield f"{name}.lora_b", module.lora_b
