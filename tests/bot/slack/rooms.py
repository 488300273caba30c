"""What processes of an engine open in tests: found by its name in a process of its own."""

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
    """What a process leaves in a folder: that it lives, that it spins, and a line whenever it was opened."""

    folder: Path

    @property
    def is_alive(self) -> bool:
        """Whether a process lives that opened something here; a lock ends with the process that holds it."""
        lock = FileLock(self.folder / "alive")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        lock.release()
        return False

    @property
    def pids(self) -> list[int]:
        """The processes that opened something here, in their order."""
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
        """Hold the interpreter for ever, as a pattern does."""
        (self.folder / "spins").touch()
        re.fullmatch("(?:a|aa)*b", "a" * 200)


class OddError(Exception):
    """Cannot be made again from what it keeps."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


class Room:
    """Does whatever a test says."""

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
    """Never comes to the end of one question."""

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
    """Call a room, as a program that is going to be killed."""
    worker = Worker(partial(Room, folder), print)
    print(worker.call("pid", limit=60), flush=True)
    worker.call(what, limit=1)
    until(lambda: False, "somebody kills this", seconds=60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
