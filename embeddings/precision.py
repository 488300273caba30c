"""Precision of bulk encoding (float32 or bf16): benchmark which is faster on this CPU. Imports torch."""

from time import thread_time
from typing import Literal

import torch

Precision = Literal["fp32", "bf16"]

_WORTH = 1.5
"""Minimum speed-up of bf16 over fp32. Measured: 6 with AMX, 0.05 to 0.2 emulated, 0.6 with AVX512-BF16, which CPUs with
AMX have, too: CPU flags do not tell."""

_TOKENS, _INNER, _OUTER = 256, 384, 1536
"""Shape of a matrix product as in a small encoder's layers: two milliseconds in fp32."""

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
