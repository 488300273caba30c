"""Fake service objects for worker processes, importable by name in a spawned process."""

import os
import re
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from bot.assistant import Assistant
from bot.settings import Settings
from bot.slack.worker import Worker
from retrieval.errors import QuestionError
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from tests.doubles.waiting import until
from tests.fakes import FakeEncoder

ENDLESS = "What goes on for ever?"


@dataclass(frozen=True)
class Trace:
    """Trace of worker processes in a folder: a liveness lock, a spin marker, and a log of starts."""

    folder: Path

    @property
    def is_alive(self) -> bool:
        """Whether a worker process is alive, by its file lock, which ends with the process."""
        lock = FileLock(self.folder / "alive")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        lock.release()
        return False

    @property
    def pids(self) -> list[int]:
        """Process ids of all workers, in order of start."""
        pids = self.folder / "pids"
        return [int(line) for line in pids.read_text().splitlines()] if pids.exists() else []

    @property
    def spins(self) -> bool:
        return (self.folder / "spins").exists()

    def opens(self) -> FileLock:
        lock = FileLock(self.folder / "alive")
        lock.acquire()
        with (self.folder / "pids").open("a") as pids:
            pids.write(f"{os.getpid()}\n")
        return lock

    def spin(self) -> None:
        """Hold the interpreter lock forever, as a backtracking pattern does."""
        (self.folder / "spins").touch()
        re.fullmatch("(?:a|aa)*b", "a" * 200)


class OddError(Exception):
    """Exception that cannot be unpickled."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


class Room:
    """Service object with behaviours for tests."""

    def __init__(self, folder: Path) -> None:
        if (folder / "shut").exists():
            raise QuestionError("it is shut")
        self._trace = Trace(folder)
        self._alive = self._trace.opens()

    def newest(self) -> None:
        if (self._trace.folder / "damaged").exists():
            raise QuestionError("what is newer is damaged")

    def pid(self) -> int:
        return os.getpid()

    def spin(self) -> None:
        self._trace.spin()

    def refuse(self) -> None:
        raise QuestionError("not so")

    def fail_oddly(self) -> None:
        raise OddError("this", "that")

    def fill(self, size: int) -> int:
        return len(bytearray(size))


class EndlessAssistant(Assistant):
    """Assistant that never finishes one question."""

    trace: Trace
    alive: FileLock

    def answer(self, asked: str, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        if asked == ENDLESS:
            self.trace.spin()
        return super().answer(asked, *args, **kwargs)  # type: ignore[arg-type]


def open_endless(settings: Settings) -> Assistant:
    assistant = EndlessAssistant(FolderPlace(settings.index), open_generation(settings.index), FakeEncoder())
    assistant.trace = Trace(settings.index.parent)
    assistant.alive = assistant.trace.opens()
    return assistant


def main(folder: Path, what: str) -> None:
    """Call a worker, from a program that the test kills."""
    worker = Worker(partial(Room, folder), print)
    print(worker.call("pid", limit=60), flush=True)
    worker.call(what, limit=1)
    until(lambda: False, "somebody kills this", seconds=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
