"""Fault injection trials: damage files, run every command, judge the outcomes, repair, and compare with before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from embeddings.files import remove
from tests.faults.judging import clauses_of, problems
from tests.faults.mutations import Mutation, seal
from tests.faults.world import Command, Outcome, World, make_world, run

ASKED = (
    Command(("ask", "--json", "-k", "8", "special measures to protect women and girls from rape")),
    Command(("ask", "--json", "what does 2331 say?")),
    Command(("ask", "--json", "--theme", "Participation", "--since", "2000", "representation of women")),
)
_ASSISTANT = "".join(
    json.dumps({"jsonrpc": "2.0", **message}) + "\n"
    for message in (
        {
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "x", "version": "1"},
            },
        },
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "ask", "arguments": {"question": "protect women"}}},
    )
)
"""Requests of an assistant: it asks a question."""
READING = (
    *ASKED,
    Command(("history", "2331 OP 3")),
    Command(("history", "decides to remain")),
    Command(("precedents", "2331 OP 3")),
    Command(("cites", "2999")),
    Command(("check", "{root}/draft.md")),
    Command(("mcp",), _ASSISTANT),
    Command(("compare", "1325", "2331")),
    Command(("graph", "--json")),
    Command(("clauses", "--json", "--suggested")),
    Command(("label", "--json")),
    Command(("collect", "list")),
    Command(("index", "verify")),
    Command(("index", "status")),
    Command(("doctor",)),
    Command(("model", "compiled")),
)
REPAIRED = (Command(("index", "verify")), *ASKED)
BUILD = Command(("index", "build"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Broken promise.

    Attributes:
        trial: The fault, with the seed that reproduces it.
        command: The command.
    """

    trial: str
    command: str
    problem: str

    def __str__(self) -> str:
        return f"{self.trial}\n    {self.command}: {self.problem}"


class Bench:
    """Test bench: an undamaged world, and a folder for damaged copies.

    Args:
        folder: An empty folder for everything.

    Attributes:
        world: The undamaged world.
        done: Uninterrupted runs of commands, by name; see `tests.faults.writing`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = make_world(folder / "whole")
        self.done: dict[str, Any] = {}

    @cached_property
    def truth(self) -> dict[str, Any]:
        """Clauses of the library, by id, from `clauses --json`."""
        return clauses_of(run(self.world, [Command(("clauses", "--json"))])[0])

    @cached_property
    def answers(self) -> list[str]:
        """Answers of the undamaged world."""
        return [_without_names(outcome) for outcome in run(self.world, ASKED)]

    def fresh(self) -> World:
        """Return a fresh copy to damage, replacing the previous one."""
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        return self.world.copy(copy)


def _without_names(outcome: Outcome) -> str:
    """Return an answer with the generation's name removed."""
    return json.dumps([{**json.loads(line), "generation": ""} for line in outcome.out.splitlines()])


def files_of(world: World) -> list[str]:
    """Return the paths of all files that can be damaged, relative to the world, in a fixed order."""
    folders = (world.library, *world.derived, world.collections)
    paths = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(world.root).as_posix() for path in paths if not path.name.endswith("lock"))


def damage(bench: Bench, name: str, mutation: Mutation, seed: str, *, sealed: bool) -> Iterator[Finding] | None:
    """Damage one file, and run every reading command; then rebuild, and compare the answers with those before.

    Args:
        bench: The test bench.
        name: Path of the file, from `files_of`.
        mutation: The mutation.
        seed: Random seed.
        sealed: Whether to update the checksums in manifest and pointer to the damaged file.

    Returns:
        Findings; None if the mutation does not apply to the file.
    """
    world, chance = bench.fresh(), Random(seed)
    path = world.root / name
    how = mutation(path, chance)
    if not how or (sealed and not seal(world.index, path.name)):
        return None
    trial = f"{seed}: {_short(name)} {how}{' and sealed' if sealed else ''}"
    return _looked_at(bench, world, path, trial)


def _looked_at(bench: Bench, world: World, path: Path, trial: str) -> Iterator[Finding]:
    name = path.relative_to(world.root)
    outcomes = run(world, [*READING, BUILD])
    yield from judged(outcomes, [bench.truth], world, trial, path.name)
    if len(outcomes) <= len(READING) or outcomes[-1].failure:
        return
    if not any(map(path.is_relative_to, world.derived)):
        remove(path)  # what a person wrote is put back by that person
        shutil.copy2(bench.world.root / name, path)
        outcomes = run(world, [BUILD])
    if outcomes[-1].code != 0:
        yield Finding(trial, str(BUILD), f"repairs nothing: {outcomes[-1].err.strip()[-300:]}{outcomes[-1].failure}")
        return
    yield from whole_again(bench, world, trial)


def whole_again(bench: Bench, world: World, trial: str) -> Iterator[Finding]:
    """Yield the differences from the undamaged state after a repair."""
    verified, *asked = run(world, REPAIRED)
    if verified.code != 0:
        yield Finding(trial, "index verify after the repair", (verified.out + verified.err + verified.failure)[-300:])
    elif [_without_names(outcome) for outcome in asked] != bench.answers:
        yield Finding(trial, "ask after the repair", "another answer than before the damage")


def judged(
    outcomes: Sequence[Outcome], truths: Sequence[dict[str, Any]], world: World, trial: str, damaged: str = ""
) -> Iterator[Finding]:
    """Judge the outcomes of commands; see `tests.faults.judging.problems`."""
    for outcome in outcomes:
        for problem in problems(outcome, truths, world, damaged=damaged):
            yield Finding(trial, str(outcome.command), problem)


def _short(name: str) -> str:
    """Return a path with the random name of its generation removed."""
    parts = name.split("/")
    return "/".join(part for part in parts if not (len(parts) == 4 and part == parts[2]))
