"""Recall of planted errors in drafts, and false accusations, over the quotations of an index.

    python -m tests.benchmarks.quotations INDEX --errors 2000 --seed 1

Every clause of the index is quoted once rightly, in one of several settings; the errors are of all kinds in turn.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path

from retrieval.index.generation import open_generation
from retrieval.verifying.verify import Verifier
from tests.quoting import Judged, Quoting, judge


def main() -> None:
    """Print the recall of each kind of error, and each right quotation that was accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--errors", type=int, default=1_100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--details", action="store_true")
    args = parser.parse_args()
    index = open_generation(args.index)
    verifier, quoting = Verifier(index.require_full()), Quoting(list(index.all_clauses()), args.seed)
    began = time.process_time()
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for case in quoting.wrong(args.errors):
        by_kind[case.kind].append(judge(case, verifier))
    print(f"{'planted error':<24} {'number':>7} {'found':>7} {'verdict':>8}")
    wrong = [one for some in by_kind.values() for one in some]
    for kind, some in [*by_kind.items(), ("all", wrong)]:
        found, exact = (sum(map(bool, marks)) / len(some) for marks in _marks(some))
        print(f"{kind:<24} {len(some):>7} {found:>7.3f} {exact:>8.3f}")
    if args.details:
        _print([one for one in wrong if not one.is_accused or not one.is_judged_right])
    right = [judge(case, verifier) for case in quoting.right()]
    accused = [one for one in right if one.is_accused]
    unseen = [one for one in right if not one.is_judged_right]
    print(f"right quotations: {len(right)}; accused: {len(accused)}; not recognised: {len(unseen)}")
    print(f"{time.process_time() - began:.1f} seconds of computing")
    _print([*accused, *(unseen if args.details else [])])


def _marks(some: list[Judged]) -> tuple[list[bool], list[bool]]:
    return [one.is_accused for one in some], [one.is_judged_right for one in some]


def _print(some: list[Judged]) -> None:
    for one in some:
        print(one.case.kind, [finding.verdict.value for finding in one.findings], repr(one.case.draft))


if __name__ == "__main__":
    main()
