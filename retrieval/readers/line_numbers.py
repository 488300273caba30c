"""Line numbers in a margin: numbers that grow exactly as the lines do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

_FEWEST_STEPS = 4  # numbers in a row, if only every fifth line or so has one
_MOST = 0.8  # share of the lines that have one, if every line is to have one; below it, they are rows of a list
_STRAYS = 8  # other numbers at the start of lines, between two line numbers
_OPENING = 0.5  # share of numbers before the opening of a paragraph; above it, they number paragraphs


def find_line_numbers(values: Sequence[int | None], opens: Callable[[int], bool]) -> frozenset[int]:
    """Return the indexes of the lines whose number counts lines.

    Two numbers count lines if they are as far apart as their lines. Numbers of paragraphs are so only where each is one
    line, and those of a list cover only some lines.

    Args:
        values: The number before each line; None for a line without one.
        opens: Whether the words behind the number of a line open a paragraph.

    >>> sorted(find_line_numbers([None, None, 5, None, None, None, None, 10, 3, *[None] * 3, 15, *[None] * 4, 20],
    ...                          lambda n: False))
    [2, 7, 12, 17]
    """
    chains = _chains([(n, value) for n, value in enumerate(values) if value])
    in_all = sum(len(chain) for chain in chains if _step(chain) == 1) >= _MOST * len(values)
    found: set[int] = set()
    last = expected = 0  # the next number continues a chain that the end of a page broke
    for chain in chains:
        step = _step(chain)
        counts = step > 1 or (step == 1 and in_all and sum(map(opens, dict(chain))) < _OPENING * len(chain))
        goes_on = expected and chain[0][1] == expected and counts
        if goes_on or (counts and len(chain) >= _FEWEST_STEPS):
            found.update(n for n, _ in chain)
            last, before = chain[-1][1], last
            expected = last + (step or last - before)
    return frozenset(found)


def _step(chain: Sequence[tuple[int, int]]) -> int:
    return chain[1][1] - chain[0][1] if len(chain) > 1 else 0


def _chains(numbered: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Group numbers, each with its line, into runs with equal steps, each as large as the lines are apart.

    A number that fits no run, such as that of a paragraph, is passed over.
    """
    chains: list[list[tuple[int, int]]] = []
    for n, value in numbered:
        chain = next((one for one in reversed(chains[-_STRAYS:]) if _fits(one, n, value)), None)
        if chain is None:
            chains.append([(n, value)])
        else:
            chain.append((n, value))
    return sorted(chains)


def _fits(chain: Sequence[tuple[int, int]], n: int, value: int) -> bool:
    (last, above) = chain[-1]
    steps = [b - a for (_, a), (_, b) in pairwise(chain[-2:])]
    return n - last == value - above and all(value - above == step for step in steps)
