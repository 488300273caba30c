"""Late-interaction scores, training loss, and retrieval quality (nDCG@10, hit rates) on held-out requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from embeddings.adapting.split_model import Batch, HiddenStates, SplitModel
from embeddings.files import replacing
from embeddings.progress import Progress

Right: TypeAlias = Sequence[Sequence[int]]

_SCALE = 20.0  # factor of cosines before the softmax of the loss
_DENSE_WEIGHT = 0.5  # weight of dense vectors in the loss; that of late interaction is 1
_BATCH = 64  # texts per forward pass
_FIRST = 10  # last rank that counts in nDCG@10, and in the widest hit rate


@dataclass(frozen=True, slots=True)
class Quality:
    """Retrieval quality: ranks of the relevant passage, or of a near-duplicate of it, among all passages.

    Attributes:
        ndcg: nDCG@10: 1 / log2(1 + rank) of the first right passage, 0 beyond rank 10; the mean over requests.
        first: Share of requests with a right passage on top.
        five: Share with one in the first five.
        ten: Share with one in the first ten.
    """

    ndcg: float
    first: float
    five: float
    ten: float

    def __str__(self) -> str:
        return f"nDCG@10 {self.ndcg:.3f}, first {self.first:.3f}, in five {self.five:.3f}, in ten {self.ten:.3f}"


def late_scores(queries: Batch, passages: Batch) -> Tensor:
    """Late interaction (MaxSim): mean over query tokens of the best cosine with a passage token, (queries, passages).

    Source:
        Khattab, Zaharia, ColBERT, arXiv:2004.12832, 3.3; the mean in place of the sum makes lengths comparable.
    """
    cosines = torch.einsum("qid,pjd->qipj", queries.tokens, passages.tokens)
    best = cosines.masked_fill(~passages.own[None, None], -1.0).amax(dim=3)
    counted = queries.own[:, :, None]
    return (best * counted).sum(dim=1) / counted.sum(dim=1).clamp(min=1)


@dataclass(frozen=True, slots=True)
class Relevance:
    """Known relevance of the passages of a batch to its queries, each of shape (queries, passages).

    Attributes:
        gains: 2 ** grade - 1 of relevant passages, 0 of all others; each query has at least one relevant passage.
        own: Whether the passage was drawn for the query: judged for it, or a hard negative of it.
        unknown: Whether the passage was not judged but may answer the query; it is left out of the loss.
    """

    gains: Tensor
    own: Tensor
    unknown: Tensor


def loss_of(queries: Batch, passages: Batch, relevance: Relevance, spread: float = 1.0) -> Tensor:
    """Listwise loss: cross-entropy between the graded gains and the softmax of the scores.

    Each query is compared with its own passages, which are the hard ones, and with those of the whole batch; by late
    interaction, and with less weight by dense vectors. Scores are divided by ``spread``: see
    `embeddings.adapt.spread_of`.

    Source:
        Cao et al., Learning to Rank: From Pairwise Approach to Listwise Approach, ICML 2007, 4.2 (ListNet).
    """
    total = torch.zeros(())
    for weight, scores in (
        (1.0, late_scores(queries, passages)),
        (_DENSE_WEIGHT, queries.vectors @ passages.vectors.T),
    ):
        for left_out in (relevance.unknown, ~relevance.own):
            gains = relevance.gains.masked_fill(left_out, 0.0)
            shares = (scores * (_SCALE / spread)).masked_fill(left_out, -1e4).log_softmax(dim=1)
            total = total - weight * (gains / gains.sum(dim=1, keepdim=True) * shares).sum(dim=1).mean()
    return total


def plain_vectors(model: SplitModel, states: HiddenStates, progress: Progress) -> Tensor:
    """Return the plain model's unit vectors of all texts, shape (texts, dimensions); cached beside their states."""
    path = states.path.with_name(states.path.name.replace("states", "vectors", 1))
    if path.is_file():
        return load_file(path)["vectors"]
    parts, order = [], _by_length(states, range(len(states)))
    with torch.inference_mode():
        for places in order:
            parts.append(model.encode(states, places).vectors)
            progress("looking for hard negatives", len(parts), len(order))
    back = torch.tensor([place for places in order for place in places]).argsort()
    vectors = torch.cat(parts)[back]
    with replacing(path) as file:
        save_file({"vectors": vectors}, file.name)
    return vectors


def evaluate(
    model: SplitModel,
    queries: HiddenStates,
    passages: HiddenStates,
    *,
    asked: Sequence[int],
    among: Sequence[int],
    right: Right,
) -> tuple[Quality, Quality]:
    """Evaluate retrieval of the relevant passages, by late interaction and by dense vectors.

    Args:
        model: The model in its current state.
        queries: All queries.
        passages: All passages.
        asked: Rows of the queries to evaluate.
        among: Rows of the passages to search.
        right: For each of ``asked``, the positions in ``among`` that are relevant.
    """
    with torch.inference_mode():
        asking = model.encode(queries, asked)
        owner = torch.arange(len(asked))[:, None].expand_as(asking.own)[asking.own]
        tokens = asking.tokens[asking.own].bfloat16()
        counts = asking.own.sum(dim=1).clamp(min=1)[:, None]
        late, dense = torch.empty(len(asked), len(among)), torch.empty(len(asked), len(among))
        for places in _by_length(passages, among):
            batch = model.encode(passages, [among[place] for place in places])
            # Padding filled with a token of the same passage leaves the maximum unchanged: far faster than masking
            filled = torch.where(batch.own[:, :, None], batch.tokens, batch.tokens[:, 1:2]).bfloat16()
            cosines = filled.flatten(0, 1) @ tokens.T
            best = cosines.view(len(places), -1, len(tokens)).amax(dim=1).T.float()
            late[:, places] = torch.zeros(len(asked), len(places)).index_add_(0, owner, best) / counts
            dense[:, places] = asking.vectors @ batch.vectors.T
    return _quality(late, right), _quality(dense, right)


def _quality(scores: Tensor, right: Right) -> Quality:
    """Compute the quality of scores, shape (queries, passages), by the rank of the best relevant passage."""
    ranks = []
    for row, wanted in zip(scores, right, strict=True):
        best = row[list(wanted)].max()
        ranks.append(int((row > best).sum()) + 1)
    rank = torch.tensor(ranks, dtype=torch.float64)
    gains = torch.where(rank <= _FIRST, 1 / torch.log2(1 + rank), 0.0)
    shares = [float((rank <= k).double().mean()) for k in (1, 5, _FIRST)]
    return Quality(float(gains.mean()), *shares)


def _by_length(states: HiddenStates, texts: Sequence[int]) -> list[list[int]]:
    """Return positions in ``texts`` in batches of similar length, which minimises padding."""
    order = sorted(range(len(texts)), key=lambda place: states.length(texts[place]))
    return [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
