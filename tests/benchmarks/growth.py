"""Try every pattern with more texts than the tests do: `python -m tests.benchmarks.growth [MODULE…]`.

Everything that a pattern repeats is repeated behind each of its beginnings. Prints what is beyond linear, and exits
with status 1 if there is any.
"""

from __future__ import annotations

import sys
import time

from tests.growth import beyond_linear
from tests.patterns import attacks, patterns_of, runs, text_of, with_patterns


def main() -> int:
    """Measure the patterns of all modules, or of those whose name begins as an argument does."""
    slow, tried, patterns, start = 0, 0, 0, time.process_time()
    for used in (
        one
        for module in with_patterns()
        if module.startswith(tuple(sys.argv[1:] or [""]))
        for one in patterns_of(module)
    ):
        patterns += 1
        for use, run in runs(used):
            for attack in attacks(used.pattern, everywhere=True):
                tried += 1
                growth = beyond_linear(run, text_of(used.pattern, attack), longest=50_000)
                if growth:
                    slow += 1
                    print(f"{used.name}.{use}, {attack}: {growth}", flush=True)
                    break
    print(f"{patterns} patterns, {tried} texts, {slow} beyond linear, {time.process_time() - start:.0f} s of CPU time")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
