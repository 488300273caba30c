"""Precision of bulk encoding (float32 or bf16): benchmark which is faster on this CPU. Imports torch."""

from time import thread_time
from typing import Literal

import torch

Precision = Literal["fp32", "bf16"]

_WORTH = 1.5
"""How many times as fast as fp32 bf16 has to be. With AMX it is 6, where it is only emulated 0.05 to 0.2, and with
AVX512-BF16, which the processors that have AMX also have, 0.6: what a processor says of itself does not tell."""

_TOKENS, _INNER, _OUTER = 256, 384, 1536
"""A product as in the layers of a small encoder: two milliseconds in fp32."""

_TRIES = 8


def fast_precision() -> Precision:
    """Return the faster precision on this machine, measured."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        pairs = [(_seconds(torch.float32), _seconds(torch.bfloat16)) for _ in range(_TRIES)]
    finally:
        torch.set_num_threads(threads)
    single, halved = map(min, zip(*pairs, strict=True))
    return "bf16" if single > _WORTH * halved else "fp32"


def _seconds(dtype: torch.dtype) -> float:
    """Return CPU seconds of this thread, so that other programs do not distort the comparison."""
    rows, weights = torch.ones(_TOKENS, _INNER, dtype=dtype), torch.ones(_OUTER, _INNER, dtype=dtype)
    start = thread_time()
    torch.nn.functional.linear(rows, weights)
    return thread_time() - start
