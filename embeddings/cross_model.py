"""Cross-encoder in PyTorch: a transformer and a head. Imports torch."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from embeddings.adapter import Adapter, merge
from embeddings.cross_encoder import BIAS, WEIGHTS


class CrossModel(nn.Module):
    """Transformer with a head that scores pairs of a query and a passage.

    Args:
        transformer: The transformers model, without the sentence-transformers wrapper.
        tokenizer: Its tokenizer.

    Attributes:
        padding: Token that shorter pairs of a batch are padded with.
    """

    def __init__(self, transformer: nn.Module, tokenizer: Any) -> None:
        super().__init__()
        config: Any = transformer.config
        self.transformer = transformer
        self.head = nn.Linear(3 * config.hidden_size, 1)
        self.padding: int = tokenizer.pad_token_id
        self._first, self._separator = tokenizer.cls_token_id, tokenizer.sep_token_id
        self._has_kinds = "token_type_ids" in tokenizer.model_input_names

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the scores of pairs, shape (pairs,).

        Args:
            ids: Tokens of each pair, by `embeddings.compiled_cross.pair_ids`, padded; shape (pairs, longest).
            mask: 1 for tokens, 0 for padding; same shape.
        """
        ends = ids == self._separator
        behind = ends.long().cumsum(dim=1) > 0
        special = ends | (ids == self._first) | (mask == 0)
        kinds = {"token_type_ids": (behind & ~ends).long()} if self._has_kinds else {}
        states = self.transformer(input_ids=ids, attention_mask=mask, **kinds)[0].float()
        parts = [states[:, 0], _mean(states, ~behind & ~special), _mean(states, behind & ~special)]
        scores: Tensor = self.head(torch.cat(parts, dim=1)).squeeze(1)
        return scores

    def load(self, weights: Adapter) -> None:
        """Merge updates and head, as `embeddings.cross_encoder.read_cross_encoder` returns them.

        Raises:
            ModelError: If they do not fit the model.
        """
        merge(weights, self.transformer)
        with torch.no_grad():
            self.head.weight.copy_(torch.from_numpy(weights.others[WEIGHTS]))
            self.head.bias.copy_(torch.from_numpy(weights.others[BIAS]))


def _mean(states: Tensor, own: Tensor) -> Tensor:
    """Return the mean of some tokens of each pair; zero where there are none."""
    weights = own.unsqueeze(2).to(states.dtype)
    return (states * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1)
