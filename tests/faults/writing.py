"""Crash and resource exhaustion trials of writing commands: files are the old or the new version, and usable."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.judging import clauses_of
from tests.faults.trials import ASKED, BUILD, READING, Bench, Finding, judged
from tests.faults.world import NORMAL, Command, Conditions, Outcome, World, run

_CITED = ("2331 OP 2 (a)", "1325 OP 2", "2331 OP 1")
WRITING: Mapping[str, Command] = {
    "build": BUILD,
    "add": Command(("index", "add", "{root}/S_RES_1888.txt")),
    "remove": Command(("index", "remove", "2999")),
    "label": Command(("label",), "y\nn\ny\n"),
    "collect add": Command(("collect", "add", *_CITED)),
    "collect remove": Command(("collect", "remove", "1325 OP 1")),
    "export csv": Command(("clauses", "--output", "{root}/outputs/all.csv")),
    "export xlsx": Command(("clauses", "--output", "{root}/outputs/all.xlsx")),
    "export docx": Command(("collect", "export", "--output", "{root}/outputs/kept.docx")),
    "compare": Command(("compare", "1325", "2331", "--html", "{root}/outputs/changes.html")),
    "graph": Command(("graph", "--output", "{root}/outputs/network.graphml")),
    "model use": Command(("model", "use", "all-MiniLM-L6-v2")),
    "compile": BUILD,
}
WATCH = Command(("index", "watch"))
_SPOKEN = 3.0
"""Seconds in which `watch` completes its first build."""

_FOLDERS = ("library", "collections", "outputs", "home/CONFIG")
_ROOM = 600_000
"""Maximum free space of a nearly full disk in bytes: about the size of the index."""


@dataclass(frozen=True, slots=True)
class Done:
    """Uninterrupted run of a command.

    Attributes:
        world: The world after it.
        outcome: The outcome.
        truth: Clauses after it.
    """

    world: World
    outcome: Outcome
    truth: dict[str, Any]


def prepared(name: str, world: World) -> World:
    """Prepare a world in which a command has something to do."""
    if name in ("build", "watch"):
        shutil.copy2(world.root / "S_RES_1888.txt", world.library)
    if name == "compile":
        shutil.rmtree(world.encoders)
    return world


def done(bench: Bench, name: str) -> Done:
    """Run a command without interruption, cached."""
    if name not in bench.done:
        world = prepared(name, bench.world.copy(bench.folder / f"done {name}"))
        command = BUILD if name == "watch" else WRITING[name]
        outcome, clauses = run(world, [command, Command(("clauses", "--json"))])
        assert outcome.code == 0, outcome
        bench.done[name] = Done(world, outcome, clauses_of(clauses))
    found: Done = bench.done[name]
    return found


def killed(bench: Bench, seed: str, number: int) -> Iterator[Finding]:
    """Kill a command before a call that changes files, or after some time; then run all commands."""
    names = [*WRITING, "watch"]
    seed = f"{seed}/{number}"
    name, chance = names[number % len(names)], Random(seed)
    finished = done(bench, name)
    world = prepared(name, bench.fresh())
    if name == "watch":
        conditions = Conditions(kill_after=chance.uniform(0, _SPOKEN))
    elif chance.random() < 0.7:
        conditions = Conditions(kill_at=chance.randint(1, finished.outcome.events))
    else:
        conditions = Conditions(kill_after=chance.uniform(0, 1.5 * finished.outcome.seconds))
    command = WATCH if name == "watch" else WRITING[name]
    moment = f"before change {conditions.kill_at}" if conditions.kill_at else f"after {conditions.kill_after:.3f} s"
    run(world, [command], conditions)
    yield from _used(bench, world, name, f"{seed}: {command} killed {moment}")


def starved(bench: Bench, seed: str, number: int) -> Iterator[Finding]:
    """Run a command with limited file size, few open files, or a full disk; then run all commands."""
    names = list(WRITING)
    seed = f"{seed}/{number}"
    name, chance = names[number % len(names)], Random(seed)
    done(bench, name)
    ways = ["RLIMIT_FSIZE", "RLIMIT_NOFILE", *(["disk"] if os.geteuid() == 0 else [])]
    way = ways[number // len(names) % len(ways)]
    if way == "disk":
        yield from _on_a_full_disk(bench, name, seed, chance)
        return
    world = prepared(name, bench.fresh())
    limit = chance.choice((0, 1, 100, 5_000, 40_000)) if way == "RLIMIT_FSIZE" else chance.randint(0, 12)
    reading = READING if way == "RLIMIT_NOFILE" else ()
    trial = f"{seed}: {WRITING[name]} with {way} {limit}"
    outcomes = run(world, [WRITING[name], *reading], Conditions(limits={way: limit}))
    yield from judged(outcomes, [bench.truth, done(bench, name).truth], world, trial)
    yield from _used(bench, world, name, trial)


def _on_a_full_disk(bench: Bench, name: str, seed: str, chance: Random) -> Iterator[Finding]:
    disk = bench.folder / "disk"
    disk.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=False, capture_output=True).returncode:
        return
    try:
        world = prepared(name, bench.world.copy(disk / "copy"))
        there = os.statvfs(disk)
        used = (there.f_blocks - there.f_bfree) * there.f_frsize
        room = chance.randrange(0, _ROOM, 4096)
        _resize(disk, used + room)
        trial = f"{seed}: {WRITING[name]} with {room:,} bytes of room"
        outcomes = run(world, [WRITING[name], *ASKED])
        yield from judged(outcomes, [bench.truth, done(bench, name).truth], world, trial)
        _resize(disk, 2**27)
        yield from _used(bench, world, name, trial)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={max(size, 4096)}", str(disk)], check=True)


def _used(bench: Bench, world: World, name: str, trial: str) -> Iterator[Finding]:
    """Run all commands after an interrupted one, repeat it, rebuild, and verify."""
    finished = done(bench, name)
    for problem in _not_whole(bench.world, finished.world, world):
        yield Finding(trial, "afterwards", problem)
    again = BUILD if name == "watch" else WRITING[name]
    outcomes = run(world, [*ASKED, again, BUILD, Command(("index", "verify")), *ASKED], NORMAL)
    yield from judged(outcomes, [bench.truth, finished.truth], world, trial)
    codes = {str(outcome.command): outcome.code for outcome in outcomes}
    once = name in ("remove", "collect remove")  # not idempotent: a second run fails if the first one finished
    for command in (BUILD, Command(("index", "verify")), *([] if once else [again])):
        if codes.get(str(command)) != 0:
            yield Finding(trial, f"{command} afterwards", f"exit code {codes.get(str(command))}")


def _not_whole(before: World, after: World, now: World) -> Iterator[str]:
    """Yield the user files that are neither the old nor the new version."""
    for folder in _FOLDERS:
        there = {root: _files(root.root / folder) for root in (before, after, now)}
        for name in there[before].keys() | there[after].keys():
            old, new, found = (there[root].get(name) for root in (before, after, now))
            if not _is_one_of(name, old, new, found):
                yield f"{folder}/{name} is neither the old nor the new one: {(found or b'')[-80:]!r}"
        for name in there[now].keys() - there[before].keys() - there[after].keys():
            yield f"{folder}/{name} was left behind"


def _is_one_of(name: str, old: bytes | None, new: bytes | None, found: bytes | None) -> bool:
    if found in (old, new):
        return True
    if found is None:
        return False
    if name == "labels.csv":  # decisions are written one by one
        return found.startswith(old or b"") and (new or b"").startswith(found) and found.endswith(b"\n")
    if name == "kept.jsonl":  # contains the time
        return found.count(b"\n") == (new or b"").count(b"\n") and found.endswith(b"}\n")
    if name.endswith((".xlsx", ".docx")):  # contain the time, too
        return _is_archive(found)
    return False


def _is_archive(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def _files(folder: Path) -> dict[str, bytes]:
    """Return the contents of visible files, by path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = ((path.relative_to(folder), path) for path in paths)
    return {str(name): path.read_bytes() for name, path in names if not any(p.startswith(".") for p in name.parts)}
