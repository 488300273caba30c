"""Learn to tell what people say around a question ("deadline tonight: …") from its topic, from wrapping.txt.

usage: python -m tests.benchmarks.wrapping INDEX REQUESTS.jsonl …

Learns for the encoder of INDEX, and writes its weights to retrieval/asking/rewriting/wrapping.safetensors; those of
others stay. The requests, the turns of conversations and the phrasings of topics.txt are topics as a whole; keywords
and short questions among the requests serve as topics of the phrasings. First, a third of the phrasings and half of the
requests are kept apart; printed is the share of those phrasings that are read right, that are left as they are, and
that lose words of their topic, and the share of those requests that lose words. Then the weights are learned from all.
Ten minutes on two cores with all-mpnet-base-v2, most of them to encode.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from torch import Tensor

from embeddings.encoder import Encoder, Vectors
from retrieval.asking.rewriting.wrapping import LONGEST, MODEL, PARTS, SCALE, scores_of, word_vectors
from retrieval.asking.understand.lexicon.word_lists import CONTENT_WORD
from retrieval.index.folder import FolderPlace
from tests.benchmarks.topics import asked_in, is_apart, phrasings_in

SEED, EPOCHS, BATCH, RATE, DECAY = 0, 12, 64, 0.02, 1e-4
VARIANTS, OTHERS = 2, 3_600
MARGIN = 3.3
"""How much higher than that of all words a score has to be, besides what is learned: fewer requests lose words."""
PHRASINGS = Path(__file__).with_suffix(".txt")
_TOPIC = re.compile(r"[^?:;,\"/\d]{1,80}")
_MARK = "…"
_SET_OFF = re.compile(r"(?:^|[:.!?–—-]\s*)…(?:$|\s*[.!?,:–—-])")
"""A topic that marks set off on both sides, where a question may stand as well."""


@dataclass(frozen=True, slots=True)
class Example:
    """Question with its phrasing ("" for a request), the vectors of its words, and its topic's first and last word."""

    phrasing: str
    vectors: Vectors
    first: int
    last: int

    @property
    def is_whole(self) -> bool:
        return (self.first, self.last) == (0, len(self.vectors) - 1)


def main(index: str, *requests: str) -> None:
    place = FolderPlace(Path(index))
    encoder = place.encoders.open(place.open().manifest)
    asked = [one for path in requests for one in asked_in(Path(path))]
    examples = _examples(asked, encoder)
    apart = [one for n, one in enumerate(examples) if (is_apart(one.phrasing) if one.phrasing else n % 2)]
    held = {id(one) for one in apart}
    weights, margin = _fitted([one for one in examples if id(one) not in held])
    _report(apart, weights, margin)
    weights, margin = _fitted(examples)
    models = load_file(MODEL) if MODEL.exists() else {}
    models[encoder.fingerprint] = weights.astype(np.float16)
    models[f"margin {encoder.fingerprint}"] = np.array([margin], np.float16)
    save_file(models, MODEL)


def _examples(asked: Sequence[str], encoder: Encoder) -> list[Example]:
    """Return phrasings with topics, and requests and phrasings of other shapes, which are topics as a whole."""
    draw, wrapped = random.Random(SEED), phrasings_in(PHRASINGS)
    topics = [*wrapped["topic"], *(one for one in asked if _TOPIC.fullmatch(one) and len(one.split()) <= 8)]
    questions = [one for one in asked if 4 <= len(one.split()) <= 14]
    found = []
    for phrasing in wrapped["wrapped"]:
        for _ in range(VARIANTS):
            is_question = _SET_OFF.search(phrasing) is not None and draw.random() < 0.4
            topic = draw.choice(questions if is_question else topics)
            head, _, tail = phrasing.partition(_MARK)
            found.append((phrasing, head + topic + tail, len(head), len(head + topic)))
    shaped = [one for name, some in phrasings_in().items() if name != "topic" for one in some]
    whole = draw.sample(asked, min(OTHERS, len(asked)))
    whole += [one.replace(_MARK, draw.choice(topics)) for one in draw.sample(shaped, OTHERS // 6)] + wrapped["plain"]
    found += [("", one, 0, len(one)) for one in whole]
    draw.shuffle(found)
    examples = [_example(*one, encoder) for one in found]
    return [one for one in examples if one is not None]


def _example(phrasing: str, text: str, start: int, end: int, encoder: Encoder) -> Example | None:
    """Return an example; None for one of a single word, or of too many."""
    words = [match.span() for match in CONTENT_WORD.finditer(text)]
    inside = [n for n, (begins, ends) in enumerate(words) if start <= begins and ends <= end]
    if not (1 < len(words) <= LONGEST and inside):
        return None
    return Example(phrasing, word_vectors(text, words, encoder), inside[0], inside[-1])


def _fitted(examples: Sequence[Example]) -> tuple[Vectors, float]:
    """Return weights under which the topics are the most probable ranges, and the margin."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    by_length: dict[int, list[Example]] = defaultdict(list)
    for one in examples:
        by_length[len(one.vectors)].append(one)
    batches = [some[at : at + BATCH] for some in by_length.values() for at in range(0, len(some), BATCH)]
    dimensions = examples[0].vectors.shape[1]
    weights = torch.zeros(dimensions + 1, len(PARTS), requires_grad=True)
    margin = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.Adam([weights, margin], lr=RATE)
    slower = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, EPOCHS * len(batches))
    for _ in range(EPOCHS):
        draw.shuffle(batches)
        for batch in batches:
            vectors = torch.from_numpy(np.stack([one.vectors for one in batch]))
            scores = _scores(vectors @ weights[:-1] * SCALE + weights[-1])
            scores = torch.cat([scores[:, 0, :-1], scores[:, :1, -1] + margin, scores[:, 1:].flatten(1)], 1)
            size = vectors.shape[1]
            gold = torch.tensor([one.first * size + one.last for one in batch])
            loss = torch.nn.functional.cross_entropy(scores, gold) + DECAY * weights[:-1].square().sum()
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            slower.step()
    return weights.detach().numpy(), float(margin.detach()) + MARGIN


def _scores(parts: Tensor) -> Tensor:
    """Return the scores of all ranges of words, as `scores_of` of the bot does, shape (batch, n, n)."""
    within, first, before, last, behind = parts.unbind(-1)
    none = torch.zeros(len(parts), 1)
    summed = torch.cat([none, within.cumsum(1)], 1)
    starts = first + torch.cat([none, before[:, :-1]], 1)
    ends = last + torch.cat([behind[:, 1:], none], 1)
    scores = summed[:, None, 1:] - summed[:, :-1, None] + starts[:, :, None] + ends[:, None, :]
    size = parts.shape[1]
    return scores.masked_fill(torch.ones(size, size, dtype=torch.bool).tril(-1), -1e9)


def _report(apart: Sequence[Example], weights: Vectors, margin: float) -> None:
    read = [(one, *_topic(one, weights, margin)) for one in apart]
    wrapped, others = ([one for one in read if bool(one[0].phrasing) is said] for said in (True, False))
    right = np.mean([(first, last) == (one.first, one.last) for one, first, last in wrapped])
    whole = np.mean([last - first + 1 == len(one.vectors) for one, first, last in wrapped])
    loses = np.mean([first > one.first or last < one.last for one, first, last in wrapped])
    cut = np.mean([last - first + 1 < len(one.vectors) for one, first, last in others])
    print(f"{len(wrapped)} phrasings apart: right {right:.3f}, left as they are {whole:.3f}, lose words {loses:.3f}")
    print(f"{len(others)} requests apart: lose words {cut:.3f}")


def _topic(one: Example, weights: Vectors, margin: float) -> tuple[int, int]:
    scores = scores_of(one.vectors @ weights[:-1] * SCALE + weights[-1])
    first, last = np.unravel_index(np.argmax(scores), scores.shape)
    is_wrapped = scores[first, last] - scores[0, -1] > margin
    return (int(first), int(last)) if is_wrapped else (0, len(one.vectors) - 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
