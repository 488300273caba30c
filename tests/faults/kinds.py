"""Kinds of fault injection trials, each reproducible by seed and number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.faults.bombs import exploded
from tests.faults.mutations import EVERY
from tests.faults.trials import Bench, Finding, damage, files_of
from tests.faults.writing import killed, starved


@dataclass(frozen=True, slots=True)
class Kind:
    """Kind of trial.

    Attributes:
        what: The injected fault, for the table.
        after: Commands and checks after it, for the table.
        trial: Runs the trial of a seed and a number.
    """

    what: str
    after: str
    trial: Callable[[Bench, str, int], Iterator[Finding]]


def _damaged(bench: Bench, seed: str, number: int, *, sealed: bool) -> Iterator[Finding]:
    """Damage the files in turn, each by a random mutation."""
    names = [name for name in files_of(bench.world) if not sealed or "/generations/" in name]
    seed = f"{seed}/{number}"
    name, chance = names[number % len(names)], Random(seed)
    findings = None
    while findings is None:
        findings = damage(bench, name, chance.choice(EVERY), f"{seed}/{chance.random()}", sealed=sealed)
    yield from findings


KINDS = {
    "damage": Kind(
        "one file of library, index, caches, shared encoders or collections damaged",
        "16 commands that read, a build, verify, the answers of before",
        lambda bench, seed, number: _damaged(bench, seed, number, sealed=False),
    ),
    "sealed": Kind(
        "one file of a generation damaged, its digests made to fit",
        "the same",
        lambda bench, seed, number: _damaged(bench, seed, number, sealed=True),
    ),
    "kill": Kind(
        "SIGKILL in the middle of a command that writes",
        "3 questions, the files, the command again, a build, verify",
        killed,
    ),
    "starve": Kind(
        "a command that writes, with small files, few open files or a full disk",
        "how it ended, then the same",
        starved,
    ),
    "bomb": Kind(
        "a file in the library that no reader should be left alone with",
        "a build, 3 questions, status, verify; without it, the answers of before",
        exploded,
    ),
}
