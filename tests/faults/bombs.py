"""Decompression bombs and other small files that exhaust time or memory of an unbounded reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping

from tests.faults.trials import ASKED, BUILD, Bench, Finding, judged, whole_again
from tests.faults.world import Command, run


def _zip(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "number.jsonl": lambda: b'{"citation": "1325 OP 1", "text": "x", "date": ' + b"9" * 5000 + b"}",
    "unpacked.docx": lambda: _zip(word__document=bytes(300_000_000)),
    "entities.docx": lambda: _zip(
        word__document=b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
    ),
    "no-pages.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj <</Kids [1 0 R] /Count 999999999>> endobj\n" * 100,
    "open-tags.html": lambda: b"<div>" * 200_000,
    "one-line.txt": lambda: b"Resolution 1325 (2000) The Security Council, 1. " + b"a" * 3_000_000,
}
"""Bombs by file name in the library; each must be refused with one line, or read. A new one is a row here."""


def exploded(bench: Bench, seed: str, number: int) -> Iterator[Finding]:
    """Add a bomb to the library, build, and ask; then remove it."""
    name = list(BOMBS)[number % len(BOMBS)]
    trial, world = f"{seed}/{number}: {name} in the library", bench.fresh()
    (world.library / name).write_bytes(BOMBS[name]())
    outcomes = run(world, [BUILD, *ASKED, Command(("index", "status")), Command(("index", "verify"))])
    yield from judged(outcomes, [bench.truth], world, trial, name)
    if any(outcome.code != 0 for outcome in outcomes):
        yield Finding(trial, "all", f"exit codes {[outcome.code for outcome in outcomes]}")
        return
    (world.library / name).unlink()
    run(world, [BUILD])
    yield from whole_again(bench, world, trial)
