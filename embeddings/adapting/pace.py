"""Projected time of a training run, from the pace of its first steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

TRIAL = 20
"""Number of first steps from which the time of a run is projected."""

_MINUTE = 60


@dataclass(slots=True)
class Pace:
    """Stopwatch for one kind of work that is done many times.

    Attributes:
        seconds: Time that the work took so far, all times together.
        times: How often it was done.
    """

    seconds: float = 0.0
    times: int = 0

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Time the work inside the block as done once."""
        start = monotonic()
        yield
        self.seconds += monotonic() - start
        self.times += 1

    def projected(self, times: int) -> float:
        """Return the seconds to do the work a number of times, at its mean pace so far; 0 if it was never done."""
        return times * self.seconds / self.times if self.times else 0.0


def projection(seconds: float, steps: int) -> str:
    """Format the projected time of a number of steps, which the first `TRIAL` ones were measured for."""
    return f"{in_words(seconds)} for {steps:,} steps, judged by the first {TRIAL}"


def in_words(seconds: float) -> str:
    """Return a duration in hours and minutes.

    >>> in_words(4_210), in_words(95), in_words(20)
    ('about 1 h 10 min', 'about 2 min', 'less than a minute')
    """
    if seconds < _MINUTE:
        return "less than a minute"
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    return f"about {f'{hours} h ' if hours else ''}{minutes} min"
