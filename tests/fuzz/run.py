"""Fuzz one reader: `python -m tests.fuzz.run READER [--seconds N] [--long] [--findings DIR]`.

Without `--long`, small files by coverage (atheris, from the extra "fuzz"); with it, files of up to 16 MB that repeat a
few words of the format, each in a process of its own: what is quadratic, or takes much memory, shows there. A finding
is any exception but a refusal, more than ten seconds, or more than 1 GB; it is kept in the folder `--findings`.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import resource
import sys
import time
import traceback
from pathlib import Path

from retrieval.readers.source import MAX_BYTES
from tests.fuzz.targets import TARGETS

_SECONDS = 10
_MEMORY = 1_000_000_000


def by_coverage(name: str, seconds: int, findings: Path) -> None:
    """Let atheris change small files as long as it finds new ways through the reader."""
    import atheris  # noqa: PLC0415 - an extra of its own

    target = TARGETS[name]
    for module in [module for key, module in sys.modules.items() if key.startswith("retrieval.readers")]:
        for value in vars(module).values():
            if callable(value) and getattr(value, "__module__", "") == module.__name__ and hasattr(value, "__code__"):
                atheris.instrument_func(value)
    corpus, words = findings / f"{name}-corpus", findings / f"{name}.dict"
    corpus.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(target.seeds):
        (corpus / f"seed-{n}").write_bytes(seed)
    words.write_text(
        "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in target.words if word), "ascii"
    )
    options = [f"-max_total_time={seconds}", f"-timeout={_SECONDS}", "-rss_limit_mb=1000", "-max_len=60000"]
    atheris.Setup(
        [sys.argv[0], *options, f"-dict={words}", f"-artifact_prefix={findings}/{name}-", str(corpus)], target.run
    )
    atheris.Fuzz()


def by_length(name: str, seconds: int, findings: Path) -> int:
    """Read long files, each in a process of its own; return how many were read."""
    target, done = TARGETS[name], 0
    chance = random.Random(f"{name} {seconds}")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = long_file(target.seeds, target.words, chance)
        worker = multiprocessing.Process(target=_bounded, args=(name, data))
        worker.start()
        worker.join(10 * _SECONDS)  # it limits itself; other work of the machine does not count
        if worker.exitcode != 0:
            kept = findings / f"{name}-long-{hashlib.sha256(data).hexdigest()[:12]}"
            kept.write_bytes(data)
            print(f"FINDING {name}: {len(data):,} bytes, exit {worker.exitcode}: {data[:200]!r}: {kept}", flush=True)
            worker.kill()
            worker.join()
        done += 1
    return done


def long_file(seeds: tuple[bytes, ...], words: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Return a file that repeats a few words of a format, maybe inside of one that is in order."""
    seed = chance.choice(seeds)
    cut = chance.randrange(len(seed) + 1) if chance.random() < 0.7 else 0
    size = int(10 ** chance.uniform(4, 7.2))
    body = b""
    for _ in range(chance.choice((1, 1, 2, 3))):
        piece = b"".join(chance.choices(words, k=chance.choice((1, 1, 2, 3, 5))))
        body += piece * max(size // max(len(piece), 1) // 2, 1)
    return (seed[:cut] + body + seed[cut:])[:MAX_BYTES]


def _bounded(name: str, data: bytes) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        TARGETS[name].run(data)
    except BaseException:
        traceback.print_exc()
        raise
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if used > _MEMORY:
        print(f"{used / 1e6:,.0f} MB", flush=True)
        sys.exit(3)


def main() -> None:
    """Fuzz one reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    args = parser.parse_args()
    args.findings.mkdir(parents=True, exist_ok=True)
    if args.long:
        print(f"{args.reader}: {by_length(args.reader, args.seconds, args.findings)} long files in {args.seconds} s")
    else:
        by_coverage(args.reader, args.seconds, args.findings)


if __name__ == "__main__":
    main()
