"""Learn to tell the frame of a question from its topic, from the phrasings of topics.txt and from real requests.

usage: python -m tests.benchmarks.topics REQUESTS.jsonl …

The requests, and the turns of conversations, ask for no shape; their keywords also serve as topics. More phrasings are
made of the rows of frames.toml. First, a third of the phrasings and half of the requests are kept apart; printed is the
share of those phrasings that rows, model and both read right, and what is misread. Then
retrieval/asking/understand/topics.safetensors is learned from all.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import Tensor
from torch.nn.functional import embedding_bag

from retrieval.asking.understand import topics
from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.frames import find_frame
from retrieval.asking.understand.lexicon.word_lists import CONTENT_WORD, PUNCTUATION
from retrieval.asking.understand.topics import BUCKETS, LONGEST, SHAPES, Features, features_of, find_topic, with_marks
from retrieval.asking.understand.words import content_words

SEED, EPOCHS, BATCH, RATE, DECAY = 0, 16, 256, 0.1, 1e-6
VARIANTS = 8
"""Questions made from each phrasing, each with another topic."""
JOINED = 3
"""Of so many requests one is said once more, before another one: of two sentences neither asks for a shape."""
REFUSED = -1.0
"""Weight with which every shape begins, so that a question that nothing is known of asks for none."""

PHRASINGS = Path(__file__).with_suffix(".txt")
_KEYWORDS = re.compile(r"[^?:;,\"/\d]{1,60}")
_SET = re.compile(r"\{([\w-]+)([?*]?)\}")
_WORD = re.compile(r"[A-Za-z]+")
_MARK = "…"

SWAPPED = [
    "resolutions|paragraphs|texts|paras|clauses|documents|passages|provisions|SCRs|UNSCRs|ops",
    "resolution|text|document|paragraph|SCR",
    "council|security council|unsc|sc",
    "mention|refer to|address|discuss|cover|deal with|talk about|speak of|reference|cite|name|touch on|include|contain",
    "mentions|refers to|addresses|discusses|covers|deals with|talks about|speaks of|references|includes|contains",
    "mentioned|referred to|addressed|discussed|covered|dealt with|talked about|referenced|cited|raised|found|used",
    "mentioning|referring to|addressing|discussing|covering|dealing with|talking about|containing|citing|touching on",
]
"""Words of a phrasing that any other of their row may stand for."""
BEFORE = (
    "hi, |hello |hey |please |pls |can you |could you |ok so |quick question: |for my report: |I need to know |tell me "
    "|so |now |and "
).split("|")
BEHIND = (
    " please| thanks| in the resolutions| in the texts| in Council resolutions| by the Council| so far|?| in total"
    "| at all| in any of them| in these resolutions| across the resolutions"
).split("|")


Finder = Callable[[Sequence[str], Set[int]], tuple[ShapeName, range] | None]


@dataclass(frozen=True, slots=True)
class Example:
    """Question with its shape and the range of its topic; None for one that asks for no shape."""

    features: Features
    allowed: tuple[bool, ...]
    shape: int | None = None
    topic: tuple[int, int] = (0, 0)


def main(*requests: str) -> None:
    asked = [one for path in requests for one in asked_in(Path(path)) if _found(one, (find_frame,))[0] != "definition"]
    listed = phrasings_in()
    apart = {name: [one for one in some if is_apart(one)] for name, some in listed.items() if name != "topic"}
    kept = {name: [one for one in some if one not in apart.get(name, ())] for name, some in listed.items()}
    _write(*_learned(kept, asked[::2]))
    _report(apart, listed["topic"], asked[1::2])
    _write(*_learned(listed, asked))


def asked_in(path: Path) -> Iterator[str]:
    """Yield the requests of a file of requests, or the turns of a file of conversations."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield from (turn["query"] for turn in record.get("turns", [record]))


def phrasings_in(file: Path = PHRASINGS) -> dict[str, list[str]]:
    """Return the phrasings of a file by their shapes."""
    listed: dict[str, list[str]] = defaultdict(list)
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            shape, _, phrasing = line.partition(" | ")
            listed[shape].append(phrasing)
    return listed


def is_apart(phrasing: str) -> bool:
    """Return whether a phrasing is kept apart: a third of them."""
    return zlib.crc32(phrasing.encode()) % 3 == 0


def _report(apart: dict[str, list[str]], subjects: Sequence[str], asked: Sequence[str]) -> None:
    draw = random.Random(SEED)
    for shape in SHAPES:
        tried = [(phrasing, draw.choice(subjects)) for phrasing in apart[shape] for _ in range(3)]
        shares = [
            np.mean([_is_right(shape, phrasing, subject, finders) for phrasing, subject in tried])
            for finders in ((find_frame,), (find_topic,), (find_frame, find_topic))
        ]
        print(f"{shape}, {len(apart[shape])} phrasings apart: rows, model, both", *(f"{share:.3f}" for share in shares))
    answer = [one.replace(_MARK, draw.choice(subjects)) for one in apart["answer"]]
    for name, some in (("phrasings", answer), ("requests", asked)):
        wrong = [f"{found}: {one}" for one in some if (found := _found(one)[0])]
        print(f"{name} that ask for no shape: {len(wrong)} of {len(some)} misread", *wrong, sep="\n  ")


def _is_right(shape: ShapeName, phrasing: str, subject: str, finders: Sequence[Finder]) -> bool:
    found, topic = _found(phrasing.replace(_MARK, subject), finders)
    return found == shape and content_words(topic) == content_words(subject)


def _found(text: str, finders: Sequence[Finder] = (find_topic,)) -> tuple[ShapeName | None, str]:
    words, marks = _words(text)
    plain = [word[0].lower() for word in words]
    found = next((found for finder in finders if (found := finder(plain, marks))), None)
    if found is None:
        return None, ""
    return found[0], text[words[found[1].start].start() : words[found[1].stop - 1].end()]


def _words(text: str) -> tuple[list[re.Match[str]], set[int]]:
    words = list(CONTENT_WORD.finditer(text))
    ends = [0, *(word.end() for word in words)]
    return words, {n for n, word in enumerate(words) if n and PUNCTUATION.search(text, ends[n], word.start())}


def _learned(listed: dict[str, list[str]], asked: Sequence[str]) -> tuple[Tensor, Tensor]:
    draw = random.Random(SEED)
    torch.manual_seed(SEED)
    keywords = [one for one in asked if _KEYWORDS.fullmatch(one) and len(one.split()) <= 6]
    asking = [
        (SHAPES.index(shape), *_varied(phrasing, draw), draw.choice(draw.choice([listed["topic"], keywords])))
        for shape in SHAPES
        for phrasing in listed[shape]
        for _ in range(VARIANTS)
    ]
    asking += [
        (SHAPES.index(shape), *_varied(phrasing, draw), draw.choice(draw.choice([listed["topic"], keywords])))
        for shape, phrasing in _of_rows(draw)
    ]
    answer = [one.replace(_MARK, draw.choice(listed["topic"])) for one in listed["answer"] for _ in range(5)]
    plain = [*asked, *listed["topic"], *answer]
    plain += ["".join((head, one, tail)) for one in answer[::5] for head, tail in [_varied(_MARK, draw)]]
    plain += [f"{one.rstrip('.?! ')}. {draw.choice(asked)}" for one in draw.sample(asked, len(asked) // JOINED)]
    examples = [*(_example(*one) for one in asking), *(_example(None, "", "", one) for one in plain)]
    return _fitted([one for one in examples if 1 < len(one.allowed) <= LONGEST], draw)


def _of_rows(draw: random.Random) -> Iterator[tuple[ShapeName, str]]:
    """Yield phrasings that the rows of frames.toml match."""
    table = tomllib.loads(Path(topics.__file__).with_name("frames.toml").read_text("utf-8"))
    phrases = {name: [one.strip(" =\n") for one in some.split(",")] for name, some in table["phrases"].items()}
    either = table["either"]
    shares = {"": 1.0, "?": 0.5, "*": 0.3}

    def said(match: re.Match[str]) -> str:
        if match[1] in either:
            return _SET.sub(said, draw.choice(either[match[1]]))
        return draw.choice(phrases[match[1]]) if draw.random() < shares[match[2]] else ""

    for shape in SHAPES:
        for row in table["frames"][shape]:
            for _ in range(2 * VARIANTS):
                yield shape, " ".join(_SET.sub(said, row).split())


def _varied(phrasing: str, draw: random.Random) -> tuple[str, str]:
    """Return what stands before and behind the topic of a phrasing, with some words swapped or added."""
    rows = [row.split("|") for row in SWAPPED]

    def swapped(match: re.Match[str]) -> str:
        row = next((row for row in rows if match[0] in row), [match[0]])
        return draw.choice(row) if draw.random() < 0.5 else match[0]

    head, _, tail = _WORD.sub(swapped, phrasing).partition(_MARK)
    head = draw.choice(BEFORE) + head if draw.random() < 0.25 else head
    tail = tail.rstrip("?") + draw.choice(BEHIND) if draw.random() < 0.25 else tail
    return head, tail


def _example(shape: int | None, head: str, tail: str, subject: str) -> Example:
    words, marks = _words(head + subject + tail)
    tokens, places = with_marks([word[0].lower() for word in words], marks)
    inside = [
        at
        for at, (token, place) in enumerate(zip(tokens, places, strict=True))
        if token != "," and len(head) <= words[place].start() and words[place].end() <= len(head + subject)
    ]
    topic = (inside[0], inside[-1] + 1) if inside else (0, 0)
    return Example(features_of(tokens), tuple(token != "," for token in tokens), shape, topic)


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of about the same length, as tensors."""

    bags: list[tuple[Tensor, Tensor]]
    banned: Tensor
    asking: Tensor
    gold: Tensor


def _fitted(examples: list[Example], draw: random.Random) -> tuple[Tensor, Tensor]:
    """Return the weights and intercepts under which shapes and topics, or none, are the most probable."""
    draw.shuffle(examples)
    examples.sort(key=lambda one: len(one.allowed))
    batches = [_batch(examples[at : at + BATCH]) for at in range(0, len(examples), BATCH)]
    weights = torch.zeros(BUCKETS, len(SHAPES), requires_grad=True)
    intercept = torch.full((len(SHAPES),), REFUSED, requires_grad=True)
    optimiser = torch.optim.Adagrad([weights, intercept], lr=RATE)
    for _ in range(EPOCHS):
        draw.shuffle(batches)
        for batch in batches:
            scores = _scores(batch, weights, intercept)
            none = torch.zeros(len(scores), 1)
            likely = torch.cat([scores.flatten(1), none], 1).logsumexp(1).sum()
            start, end, shape = batch.gold.unbind(1)
            loss = (likely - scores[batch.asking, start, end, shape].sum()) / len(scores)
            optimiser.zero_grad()
            torch.autograd.backward(loss + DECAY * weights.square().sum())
            optimiser.step()
    return weights.detach(), intercept.detach()


def _scores(batch: Batch, weights: Tensor, intercept: Tensor) -> Tensor:
    """Return the score of each start, end and shape, as retrieval/asking/understand/topics.py does."""
    count = len(batch.banned)
    heads, tails, inside, starts, ends = (
        embedding_bag(hashed, weights, edges, mode="sum").view(count, -1, len(SHAPES)) for hashed, edges in batch.bags
    )
    summed = [torch.nn.functional.pad(one.cumsum(1), (0, 0, 1, 0)) for one in (heads, tails, inside)]
    starting = summed[0] - summed[2] + starts
    ending = summed[1][:, -1:] - summed[1] + summed[2] + ends
    return (starting[:, :, None] + ending[:, None] + intercept).masked_fill(batch.banned[..., None], -1e9)


def _batch(examples: Sequence[Example]) -> Batch:
    longest = max(len(one.allowed) for one in examples)
    banned = torch.ones(len(examples), longest + 1, longest + 1, dtype=torch.bool)
    for n, one in enumerate(examples):
        allowed, size = torch.tensor(one.allowed), len(one.allowed)
        banned[n, :size, 1 : size + 1] = ~(allowed[:, None] & allowed[None, :]).triu()
        banned[n, 0, size] = True
    asking = [(n, one) for n, one in enumerate(examples) if one.shape is not None]
    return Batch(
        [_bags([getattr(one.features, name) for one in examples], size) for name, size in _sizes(longest)],
        banned,
        torch.tensor([n for n, _ in asking], dtype=torch.long),
        torch.tensor([(*one.topic, one.shape) for _, one in asking], dtype=torch.long).reshape(-1, 3),
    )


def _sizes(longest: int) -> Iterator[tuple[str, int]]:
    yield from (("heads", longest), ("tails", longest), ("inside", longest))
    yield from (("starts", longest + 1), ("ends", longest + 1))


def _bags(lists: Sequence[Sequence[list[int]]], size: int) -> tuple[Tensor, Tensor]:
    padded = [some for one in lists for some in (*one, *([[]] * (size - len(one))))]
    edges = np.cumsum([0, *map(len, padded[:-1])])
    return torch.tensor([piece for some in padded for piece in some]), torch.tensor(edges)


def _write(weights: Tensor, intercept: Tensor) -> None:
    tensors = {"weights": weights.numpy().astype(np.float16), "intercept": intercept.numpy().astype(np.float16)}
    save_file(tensors, topics.MODEL)
    topics.model.cache_clear()


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(*sys.argv[1:])
