"""Time complexity test: measure CPU time of a function on texts of growing length, and detect superlinear growth."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_SHORT = (8, 16, 24, 36, 54, 80, 120, 200)
"""Lengths of the first texts, to catch exponential growth before it hangs."""
_STALLED = 0.004
"""Seconds that none of the short texts takes without exponential growth."""
_GENTLE = 1.06
"""Growth factor of the length after a short text that does."""
_FLOOR = 0.03
"""Minimum seconds for a meaningful measurement."""
_ENOUGH = 0.25
"""Seconds from which longer texts are not tried."""
_HOPELESS = 2.5
"""Seconds from which the measurement stops as too slow."""
_JUDGED = 4
"""Number of longest texts used for the verdict."""
_BEYOND = 1.4
"""Threshold of the exponent of growth: 1 is linear, 2 quadratic."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Measurements: CPU seconds by text length in characters, shortest first."""

    seconds: tuple[tuple[int, float], ...]

    def __str__(self) -> str:
        return ", ".join(f"{length}: {1000 * taken:.1f} ms" for length, taken in self.seconds)


def beyond_linear(
    run: Callable[[Any], Any],
    text_of: Callable[[int], Any],
    *,
    looks: tuple[int, int] = (400, 800),
    short: Sequence[int] = _SHORT,
    longest: int = 25_000,
) -> Growth | None:
    """Return the measurements if time grows clearly faster than linearly; else None.

    Args:
        run: Function to measure.
        text_of: Returns a text of about the given length.
        looks: Lengths of two probes; if time grows little between them, longer texts are skipped.
        short: Lengths of texts that take almost no time, unless growth is exponential.
        longest: Maximum length.
    """
    for length in short:
        text = text_of(length)
        if _seconds(run, text) > _STALLED and _seconds(run, text) > _STALLED:
            return _confirmed(run, text_of, length, _GENTLE, longest)
    first, second = (text_of(length) for length in looks)
    # A stall while the shorter text is measured would hide the growth to the longer one.
    found = [(len(first), min(_seconds(run, first), _seconds(run, first))), (len(second), _seconds(run, second))]
    if not _steep(found) and found[-1][1] < _HOPELESS:
        return None
    return _confirmed(run, text_of, looks[0], 2.0, longest)


def _confirmed(
    run: Callable[[Any], Any], text_of: Callable[[int], Any], start: int, step: float, longest: int
) -> Growth | None:
    """Lengthen the text until its time is long enough to judge, or the maximum length is reached."""
    seconds: list[tuple[int, float]] = []
    length = start
    while length <= longest:
        text = text_of(length)
        length = int(length * step) + 1
        if seconds and len(text) <= seconds[-1][0]:
            continue
        taken = _seconds(run, text)
        if taken < _ENOUGH:
            taken = min(taken, *(_seconds(run, text) for _ in range(2)))
        seconds.append((len(text), taken))
        judged = seconds[-_JUDGED:]
        if taken > _HOPELESS or (taken > _ENOUGH and len(seconds) >= _JUDGED):
            break
        if len(seconds) >= _JUDGED and not _steep(judged):
            return None
    judged = seconds[-_JUDGED:]
    grown = _steep(judged) or judged[-1][1] > _HOPELESS
    return Growth(tuple(seconds)) if grown and judged[-1][1] > _FLOOR else None


def _steep(seconds: Sequence[tuple[int, float]]) -> bool:
    """Check whether time grows clearly faster than length in every step."""
    return all(
        later > sooner * (longer / shorter) ** _BEYOND for (shorter, sooner), (longer, later) in pairwise(seconds)
    )


def _seconds(run: Callable[[Any], Any], text: Any) -> float:
    """Measure without the garbage collector, whose time grows with all objects of the test process."""
    gc.disable()
    try:
        start = time.process_time()
        run(text)
        return time.process_time() - start
    finally:
        gc.enable()
