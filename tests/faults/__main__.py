"""Run the fault harness: `python -m tests.faults [KIND …] [--count N] [--seed S]`.

It prints the table of docs/reliability.md. Each trial is made from the seed and its number, so that `--seed S --only N`
does one again. Findings are printed as they come; the exit code is 1 if there are any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults.kinds import KINDS
from tests.faults.trials import Bench


def main() -> int:
    """Run trials, and print what was found and how many there were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"one of {', '.join(KINDS)}; without any, all")
    parser.add_argument("--count", type=int, default=100, help="trials of each kind (%(default)s)")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", type=int, metavar="N", help="this trial alone")
    args = parser.parse_args()
    if unknown := set(args.kinds) - KINDS.keys():
        parser.error(f"no kind {', '.join(unknown)}; there are {', '.join(KINDS)}")
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="clausebot-faults-") as folder:
        bench = Bench(Path(folder))
        for kind in args.kinds or KINDS:
            numbers = range(args.count) if args.only is None else [args.only]
            for number in numbers:
                findings = list(KINDS[kind].trial(bench, f"{args.seed}/{kind}/{number}", number))
                tried[kind] += 1
                found[kind] += bool(findings)
                for finding in findings:
                    print(finding, flush=True)
    print("| kind | tried | commands after each | broken promises |\n| --- | --: | --- | --: |")
    for kind, count in tried.items():
        print(f"| {KINDS[kind].what} | {count:,} | {KINDS[kind].after} | {found[kind]} |")
    print(f"\n{sum(tried.values()):,} trials, {time.monotonic() - began:,.0f} s, seed {args.seed}", file=sys.stderr)
    return bool(sum(found.values()))


if __name__ == "__main__":
    sys.exit(main())
