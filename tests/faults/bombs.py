"""Decompression bombs and other small files that exhaust time or memory of an unbounded reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.faults.trials import ASKED, BUILD, Bench, Finding, judged, whole_again
from tests.faults.world import Command, run
from tests.fuzz.targets import packed
from tests.samples import OFFICIAL_1325
from tests.typeset import pdf_of


@dataclass(frozen=True, slots=True)
class Bomb:
    """Small file that exhausts an unbounded reader.

    Attributes:
        make: Makes the file.
        reason: Beginning of the reason for which it is refused: the limit that it meets.
    """

    make: Callable[[], bytes]
    reason: str


def _entities() -> bytes:
    """Return a Word document of one word, which is 2,000,000,000 words once its entities are expanded."""
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    word = b"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    shown = b"<w:document %s><w:body><w:p><w:r><w:t>&a9;&a9;</w:t></w:r></w:p></w:body></w:document>" % word
    return packed(word__document=b'<!DOCTYPE x [<!ENTITY a0 "milk ">' + entities + b"]>" + shown)


BOMBS: Mapping[str, Bomb] = {
    "number.jsonl": Bomb(
        lambda: b'{"citation": "1325 OP 1", "text": "x", "date": ' + b"9" * 5000 + b"}", "its columns are none"
    ),
    "unpacked.docx": Bomb(
        lambda: packed(word__document=bytes(300_000_000)), "its word/document.xml unpacks to more than 24 MB"
    ),
    "entities.docx": Bomb(_entities, "its word/document.xml declares a document type"),
    "no-pages.pdf": Bomb(lambda: pdf_of(OFFICIAL_1325).replace(b"/Count 1", b"/Count 900000"), "it has 900000 pages"),
    "open-tags.html": Bomb(lambda: b"<div>" * 200_000, "it is a web page that shows no text"),
    "one-line.txt": Bomb(
        lambda: b"Resolution 1325 (2000)\n\nThe Security Council, 1. Urges " + b"a" * 1_900_000,
        "too little evidence that it is the official text",
    ),
}
"""Bombs by file name in the library; each must be refused with one line. A new one is a row here."""


def exploded(bench: Bench, seed: str, number: int) -> Iterator[Finding]:
    """Add a bomb to the library, build, and ask; then remove it."""
    name = list(BOMBS)[number % len(BOMBS)]
    trial, world = f"{seed}/{number}: {name} in the library", bench.fresh()
    (world.library / name).write_bytes(BOMBS[name].make())
    outcomes = run(world, [BUILD, *ASKED, Command(("index", "status")), Command(("index", "verify"))])
    yield from judged(outcomes, [bench.truth], world, trial, name)
    if any(outcome.code != 0 for outcome in outcomes):
        yield Finding(trial, "all", f"exit codes {[outcome.code for outcome in outcomes]}")
        return
    if f"refused {name}: {BOMBS[name].reason}" not in outcomes[0].err:
        yield Finding(trial, str(BUILD), f"another reason than {BOMBS[name].reason!r}: {outcomes[0].err[-300:]!r}")
    (world.library / name).unlink()
    run(world, [BUILD])
    yield from whole_again(bench, world, trial)
