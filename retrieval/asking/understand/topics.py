"""Topic finder: linear model that separates the topic of a question from its frame, and finds the shape asked for.

It finds frames that `frames.toml` lacks: "run a search for all clauses containing …", "… – where all does it come up".
Each pair of a shape and a range of words as the topic gets a score: the sum of the weights of word n-grams in the
frame, in the topic and at the two ends of the topic. The n-grams are hashed into buckets. A question asks for a shape
if the best score is above 0. tests/benchmarks/topics.py trains the weights.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load

from retrieval.asking.understand.finding import Framed, ShapeName
from retrieval.wording.stems import stems_of

SHAPES: tuple[ShapeName, ...] = ("list", "count", "first", "latest", "definition")
"""Shapes of the model, in the order of its weights."""

BUCKETS = 2**18
"""Hash buckets of word n-grams."""

LONGEST = 40
"""Maximum words and marks of a question that the model reads: frames stand in short questions."""

LEAST, MOST = 2, 15
"""Minimum and maximum words of a frame. A single word may belong to the topic: "participation language". A text with
more words outside its topic is no question about a topic."""

MODEL = Path(__file__).parent / "topics.safetensors"
_DIGITS = re.compile(r"\d+")
_MARK = ","
_EDGE = ("<", "<", "<")

_SYNONYMS = """
first earliest oldest initial original inaugural
latest newest recent final last current freshest
often frequently frequent regularly common commonly
every all each any whole full complete entire exhaustive
list enumerate compile collect gather identify name pull extract catalogue inventory compilation
count tally number total frequency quantity
resolution text document decision unscr scr scrs
paragraph para clause provision passage op pp article section recital sentence line
mention reference occurrence instance appearance use hit spot place ref match
language wording
mentioned mentions referred refer refers referenced cited cite cites named discuss discussed discusses address addresses
cover covers covered raise raised quote quoted recall recalls include includes included contain contains
mentioning containing concerning covering discussing addressing citing naming regarding about on re
council unsc sc
begin start originate emerge
"""
"""Synonyms in frames, a line each; the first word of a line stands for all of them."""

_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """Features of a question of n words and marks: its hashed word n-grams.

    Attributes:
        heads: For each word, the n-grams that end with it; they count if it is in the frame before the topic.
        tails: For each word, the n-grams that begin with it; they count if it is in the frame behind the topic.
        inside: For each word, its n-grams that count if it is in the topic.
        starts: For each of n + 1 positions, the n-grams around it; they count if the topic starts there.
        ends: For each of n + 1 positions, the n-grams around it; they count if the topic ends before it.
    """

    heads: list[list[int]]
    tails: list[list[int]]
    inside: list[list[int]]
    starts: list[list[int]]
    ends: list[list[int]]


def find_topic(words: Sequence[str], marks: Set[int] = frozenset()) -> Framed | None:
    """Return the shape that a question asks for, and the positions of its topic; None if it asks for no shape.

    Args:
        words: The words of the question, in lower case.
        marks: Positions of the words that a punctuation mark precedes.
    """
    tokens, places = with_marks(words, marks)
    if not 1 < len(words) <= len(tokens) <= LONGEST:
        return None
    scores = _scores(features_of(tokens))
    allowed = np.array([token != _MARK for token in tokens])
    scores[:-1][~allowed] = -np.inf
    scores[:, 1:][:, ~allowed] = -np.inf
    scores[0, len(tokens)] = -np.inf  # a topic of all words leaves no frame
    start, end, shape = np.unravel_index(np.argmax(scores), scores.shape)
    topic = range(places[start], places[end - 1] + 1)
    if scores[start, end, shape] <= 0 or not LEAST <= len(words) - len(topic) <= MOST:
        return None
    return Framed(SHAPES[shape], topic)


def with_marks(words: Sequence[str], marks: Set[int]) -> tuple[list[str], list[int]]:
    """Return words and the marks before them as tokens, and for each token the position of its word."""
    placed = [(token, at) for at, word in enumerate(words) for token in ([_MARK, word] if at in marks else [word])]
    return [token for token, _ in placed], [at for _, at in placed]


def features_of(tokens: Sequence[str]) -> Features:
    """Return the hashed n-grams of tokens, of three forms: the word, its stem, and one word for all synonyms."""
    plain = [_DIGITS.sub("0", token) for token in tokens]
    stems = stems_of(plain)
    synonyms = _synonyms()
    classes = [synonyms.get(word, synonyms.get(stem, stem)) for word, stem in zip(plain, stems, strict=True)]
    forms = [_NGrams(tuple(stems), "s"), _NGrams(tuple(classes), "c")]
    words = range(len(tokens))
    positions = range(len(tokens) + 1)
    typed = [[_bucket(f"= {plain[at]}")] for at in words]
    return Features(
        heads=[[_bucket(f"h {one}") for form in forms for one in form.ending(at)] + typed[at] for at in words],
        tails=[[_bucket(f"t {one}") for form in forms for one in form.beginning(at)] for at in words],
        inside=[[_bucket(f"i {form.kind} {form.words[at]}") for form in forms] + [_bucket("i")] for at in words],
        starts=[[_bucket(f"b {one}") for form in forms for one in form.at_start(at)] for at in positions],
        ends=[[_bucket(f"e {one}") for form in forms for one in form.at_end(at)] for at in positions],
    )


@dataclass(frozen=True, slots=True)
class _NGrams:
    """N-grams of the words of a question in one form.

    Attributes:
        words: The words in this form.
        kind: Letter of the form, which begins each n-gram: "s" for stems, "c" for synonyms.
    """

    words: tuple[str, ...]
    kind: str

    def _joined(self, start: int, end: int) -> str:
        padded = (*_EDGE, *self.words, *_EDGE)
        return f"{self.kind} {' '.join(padded[start + len(_EDGE) : end + len(_EDGE)])}"

    def ending(self, at: int) -> Iterator[str]:
        return (self._joined(at + 1 - size, at + 1) for size in (1, 2, 3))

    def beginning(self, at: int) -> Iterator[str]:
        return (self._joined(at, at + size) for size in (1, 2, 3))

    def at_start(self, at: int) -> Iterator[str]:
        yield from (self._joined(at - size, at) for size in (1, 2, 3))
        yield from (f"{self._joined(at - size, at + 1)} |" for size in (0, 1))

    def at_end(self, at: int) -> Iterator[str]:
        yield from (self._joined(at, at + size) for size in (1, 2, 3))
        yield from (f"{self._joined(at - 1, at + size)} |" for size in (0, 1))


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode()) % BUCKETS


def _scores(features: Features) -> _Floats:
    """Return the score of each start, end and shape, shape (n + 1, n + 1, shapes); -inf for an empty topic."""
    learned = model()

    def weighed(buckets: Sequence[Sequence[int]]) -> _Floats:
        return np.array([learned["weights"][some].sum(axis=0, dtype=np.float32) for some in buckets], np.float32)

    def summed(buckets: Sequence[Sequence[int]]) -> _Floats:
        weights = weighed(buckets)
        return np.concatenate([np.zeros((1, len(SHAPES)), np.float32), np.cumsum(weights, axis=0)])

    heads, tails, inside = summed(features.heads), summed(features.tails), summed(features.inside)
    starts = heads - inside + weighed(features.starts)
    ends = tails[-1] - tails + inside + weighed(features.ends)
    scores: _Floats = starts[:, None] + ends[None, :] + learned["intercept"].astype(np.float32)
    scores[np.tril_indices(len(starts))] = -np.inf
    return scores


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[str, str]:
    return {
        form: line.split()[0]
        for line in _SYNONYMS.strip().splitlines()
        for form in (*line.split(), *stems_of(line.split()))
    }


@lru_cache(maxsize=1)
def model() -> dict[str, npt.NDArray[np.float16]]:
    """Return the weights and intercepts of the shapes."""
    return load(MODEL.read_bytes())
