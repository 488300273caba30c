"""Run the fault harness: `python -m tests.faults [KIND …] [--count N | --seconds N] [--seed S]`.

It prints the table of docs/reliability.md, also where Ctrl-C ends it. Each trial is made from the seed, its kind and
its number, so that `KIND --seed S --only N` does one again. Findings are printed as they come; the exit code is 1 if
there are any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from tests.faults.kinds import KINDS
from tests.faults.trials import Bench


def main() -> int:
    """Run trials, and print what was found and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of {', '.join(KINDS)}; without any, all")
    parser.add_argument("--count", type=int, default=100, help="trials of each kind (%(default)s)")
    parser.add_argument("--seconds", type=float, help="how long to go on, whatever the count")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", type=int, metavar="N", help="this trial alone")
    args = parser.parse_args()
    if unknown := set(args.kinds) - KINDS.keys():
        parser.error(f"no kind {', '.join(unknown)}; there are {', '.join(KINDS)}")
    numbers: Iterable[int] = range(args.count) if args.only is None else [args.only]
    if args.seconds:
        numbers = _until(time.monotonic() + args.seconds)
    tried: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="clausebot-faults-") as folder, suppress(KeyboardInterrupt):
        bench = Bench(Path(folder))
        for number in numbers:
            for kind in args.kinds or KINDS:
                findings = list(KINDS[kind].trial(bench, f"{args.seed}/{kind}", number))
                tried[kind] += 1
                broken[kind] += bool(findings)
                for finding in findings:
                    print(finding, flush=True)
    print("| what is done | then | tried | promises broken |\n| --- | --- | --: | --: |")
    for kind, number in tried.items():
        print(f"| {KINDS[kind].what} | {KINDS[kind].after} | {number:,} | {broken[kind]} |")
    print(f"\n{tried.total():,} trials, {time.monotonic() - began:,.0f} s, seed {args.seed}", file=sys.stderr)
    return bool(broken.total())


def _until(end: float) -> Iterator[int]:
    for number in count():
        if time.monotonic() > end:
            return
        yield number


if __name__ == "__main__":
    sys.exit(main())
