"""Tokens as a build writes them, made of passages by hand."""

from collections.abc import Sequence

import numpy as np

from embeddings.windows import Window
from retrieval.index.codec import code_size, encode
from retrieval.index.tokens import Tokens, stored_tokens
from tests.fakes import FakeEncoder


def coded(windows: Sequence[Window], encoder: FakeEncoder, prompt: str = "") -> list[Tokens]:
    """Return the tokens of each window; `prompt` is what the model reads before it."""
    width = code_size(encoder.dimensions)
    found = encoder.encode_passages([prompt + window.passage for window in windows]).tokens
    raw = [stored_tokens(one, encode(rows).tobytes(), width, encoder) for one, rows in zip(windows, found, strict=True)]
    return [Tokens(np.frombuffer(some, np.uint8), width) for some in raw]
