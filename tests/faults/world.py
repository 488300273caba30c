"""Test world: a small library with its index and user files, and commands run on them in separate processes."""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library

ADDED_1888 = """Resolution 1888 (2009)

Adopted by the Security Council at its 6195th meeting, on 30 September 2009

The Security Council,

Reaffirming its commitment to resolution 1325 (2000),

1.  Demands that all parties to armed conflict take special measures to protect women and girls from sexual violence;

2.  Decides to remain actively seized of the matter.
"""

_TABLE = """citation,text,themes
"S/RES/2242 (2015), OP 1",Reiterates its call for Member States to ensure representation of women;,Participation
"S/RES/2242 (2015), OP 2",Decides to remain actively seized of the matter.,Peace in Winter
"""
_LABELS = """clause,theme
1325 OP 2,Protection
2331 OP 1,not Participation
"""
_THEMES = """[[theme]]
name = "Peace in Winter"
aliases = ["PW"]
clear = ["winter"]
"""
_ABBREVIATIONS = """[any-case]
IDP = ["internally displaced persons"]
"""
_COLUMNS = """text = ["Wording"]
"""

_DRAFT = "The Council decided “to remain actively seized of the matter” (S/RES/1325 (2000), para. 3).\n"

LIMIT = 60.0
"""Timeout of a command in seconds; nearly all take a twentieth of a second."""

WORDS = "\n".join([OFFICIAL_1325, OFFICIAL_2331, LONG_2999, ADDED_1888, _TABLE])
"""Vocabulary of the tiny encoder."""


@dataclass(frozen=True, slots=True)
class World:
    """Library, index and user files in one folder.

    Attributes:
        root: Root folder; a copy of it is another world.
    """

    root: Path

    @property
    def library(self) -> Path:
        """Library folder."""
        return self.root / "library"

    @property
    def index(self) -> Path:
        """Index folder."""
        return self.root / "index"

    @property
    def encoders(self) -> Path:
        """Compiled encoders that indexes share."""
        return self.root / "home" / "DATA" / "clausebot" / "encoders"

    @property
    def derived(self) -> tuple[Path, Path]:
        """The folders of everything that a build makes anew."""
        return self.index, self.encoders

    @property
    def collections(self) -> Path:
        """Folder of collections."""
        return self.root / "collections"

    @property
    def outputs(self) -> Path:
        """Folder of exports."""
        return self.root / "outputs"

    @property
    def generation(self) -> Path:
        """Folder of the newest complete generation."""
        return max(path for path in (self.index / "generations").iterdir() if not path.name.startswith("."))

    def copy(self, root: Path) -> World:
        """Copy the world."""
        shutil.copytree(self.root, root, symlinks=True, dirs_exist_ok=True)
        return World(root)

    @property
    def env(self) -> dict[str, str]:
        """Environment variables that confine commands to this world."""
        home = {f"XDG_{name}_HOME": str(self.root / "home" / name) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
        return {
            **home,
            "CLAUSEBOT_LIBRARY": str(self.library),
            "CLAUSEBOT_INDEX": str(self.index),
            "CLAUSEBOT_COLLECTIONS": str(self.collections),
            "COLUMNS": "100",
        }


@dataclass(frozen=True, slots=True)
class Command:
    """Command line.

    Attributes:
        argv: Arguments without the program's name; "{root}" stands for the folder of the world.
        stdin: Standard input.
    """

    argv: tuple[str, ...]
    stdin: str = ""

    def __str__(self) -> str:
        return " ".join(self.argv)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a command.

    Attributes:
        code: Exit code; None if there is none.
        failure: Traceback, or signal or timeout; "" after a regular exit.
        events: Number of calls that change files.
    """

    command: Command
    code: int | None
    out: str = ""
    err: str = ""
    failure: str = ""
    seconds: float = 0.0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions of a run: resource limits and kills.

    Attributes:
        limits: Limits of `resource`, by name: `{"RLIMIT_FSIZE": 1000}`.
        kill_at: Kill the process before this call that changes files, from 1; 0 for never.
        kill_after: Kill the process after some seconds; None for never.
        small: Maximum size in bytes of encoder files that are hashed on every opening.
    """

    limits: dict[str, int] = field(default_factory=dict)
    kill_at: int = 0
    kill_after: float | None = None
    small: int = 1000


NORMAL = Conditions()


def make_world(root: Path) -> World:
    """Write a library, index it, and keep a clause of it.

    Raises:
        AssertionError: If that fails without any fault.
    """
    world = World(root)
    write_library(
        world.library, S_RES_2331=OFFICIAL_2331, S_RES_1325=OFFICIAL_1325, S_RES_2999=LONG_2999, page=PAGE_2331
    )
    for name, content in (
        ("table.csv", _TABLE),
        ("labels.csv", _LABELS),
        ("themes.toml", _THEMES),
        ("abbreviations.toml", _ABBREVIATIONS),
        ("columns.toml", _COLUMNS),
    ):
        (world.library / name).write_text(content, encoding="utf-8")
    (root / "S_RES_1888.txt").write_text(ADDED_1888, encoding="utf-8")
    (root / "draft.md").write_text(_DRAFT, encoding="utf-8")
    world.outputs.mkdir()
    (world.outputs / "all.csv").write_text("what was there before\n", encoding="utf-8")
    commands = [Command(("index", "build")), Command(("collect", "add", "1325 OP 1", "--note", "for the draft"))]
    for outcome in run(world, commands):
        assert outcome.code == 0, outcome
    return world


def run(world: World, commands: Sequence[Command], conditions: Conditions = NORMAL) -> list[Outcome]:
    """Run commands in sequence in a separate process, until one is killed or hangs."""
    receiving, sending = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_perform, args=(world, commands, conditions, sending))
    process.start()
    sending.close()
    outcomes: list[Outcome] = []
    try:
        for command in commands:
            if not receiving.poll(LIMIT if conditions.kill_after is None else conditions.kill_after):
                process.kill()
                failure = "" if conditions.kill_after is not None else f"no end after {LIMIT:.0f} s"
                outcomes.append(Outcome(command, None, failure=failure))
                break
            outcomes.append(receiving.recv())
    except EOFError:
        process.join()
        meant = conditions.kill_at and process.exitcode == -signal.SIGKILL
        failure = "" if meant else f"the process ended with {process.exitcode}"
        outcomes.append(Outcome(commands[len(outcomes)], None, failure=failure))
    finally:
        process.join(LIMIT)
        receiving.close()
    return outcomes


_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.preload"])

_CHANGING = (
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "sqlite3.connect",
)


def _perform(world: World, commands: Sequence[Command], conditions: Conditions, sending: Connection) -> None:
    os.environ |= world.env
    os.chdir(world.root)
    _use_tiny_encoder(conditions.small)
    changes = _Changes(conditions.kill_at)
    sys.addaudithook(changes)
    for command in commands:
        before = changes.counted
        with _limited(conditions.limits):
            outcome = _run(command, world)
        sending.send(replace(outcome, events=changes.counted - before))
    sending.close()


def _run(command: Command, world: World) -> Outcome:
    from bot.cli import main  # noqa: PLC0415 - preloaded in the parent process

    argv = [word.replace("{root}", str(world.root)) for word in command.argv]
    sys.stdin = io.TextIOWrapper(io.BytesIO(command.stdin.encode()), "utf-8")
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdout, sys.stderr = (io.TextIOWrapper(bytes_, "utf-8", write_through=True) for bytes_ in (out, err))
    began, code, failure = time.monotonic(), None, ""
    try:
        code = main(argv)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:
        failure = traceback.format_exc()
    seconds = time.monotonic() - began
    said, told = (stream.getvalue().decode("utf-8", "replace") for stream in (out, err))
    return Outcome(command, code, said, told, failure=failure, seconds=seconds)


class _Changes:
    """Audit hook that counts calls that change files, and kills the process before a given one."""

    def __init__(self, kill_at: int) -> None:
        self.counted = 0
        self._kill_at = kill_at

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            flags = args[2]
            if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event not in _CHANGING:
            return
        self.counted += 1
        if self.counted == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def _limited(limits: Mapping[str, int]) -> Iterator[None]:
    """Set resource limits of this process; the limit of open files is relative to the current number."""
    before = {}
    for name, limit in limits.items():
        number: int = getattr(resource, name)
        before[number] = resource.getrlimit(number)
        if name == "RLIMIT_NOFILE":
            limit += 1 + max(map(int, os.listdir("/dev/fd")))  # noqa: PLW2901, PTH208
        resource.setrlimit(number, (limit, before[number][1]))
    try:
        yield
    finally:
        for number, both in before.items():
            resource.setrlimit(number, both)


def _use_tiny_encoder(small: int) -> None:
    """Patch the commands to build with the tiny encoder, accept its evidence, and hash large files only on request."""
    from bot.commands import watch  # noqa: PLC0415
    from retrieval.asking.answerability import calibration  # noqa: PLC0415
    from retrieval.index import encoders, rebuild  # noqa: PLC0415
    from tests.faults.tiny import TinyEncoder  # noqa: PLC0415

    encoder = TinyEncoder(WORDS)
    encoder.token_spans("")  # load it first, as a real encoder is loaded before anything is written
    weights = calibration.Calibration(-2.0, (4.0, 2.0, -0.3, 0.0, 1.0), 0.3)
    for module, name, value in (
        (rebuild, "find_build_encoder", lambda *_: encoder),
        (watch, "find_build_encoder", lambda *_: encoder),
        (calibration, "_calibrations", lambda: {encoder.fingerprint: weights}),
        (encoders, "_HASHED", small),
    ):
        setattr(module, name, value)
