"""A process that does one thing after the other, and ends when one of them takes too long.

Whatever holds the interpreter there, as a pattern that backtracks for ever does, leaves this process free. A library
for this, pebble, was tried: its pool breaks for good when a process is killed that has nothing to do.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import structlog

from bot.errors import BotError

_OPENING = 300.0
"""Seconds to open in, at first and what is newer: a large index that lies far, on a busy machine, takes a minute."""

_LATE = 5.0
"""Seconds after its time at which a process is killed from outside, as one that is halted cannot end itself."""

_SPARE = 2 * 2**30
"""Bytes that a process may take beside what it held when it was open; an answer takes less than a hundredth of it."""

_NOTES = 65_536
"""Bytes that are read of where a process was when it ended."""

TOO_LONG, BY_ITSELF = LOST = ("took too long", "ended by itself")
"""Why a process was lost."""

_log = structlog.get_logger(__name__)


class Room(Protocol):
    """What a process works with; all its other methods are called by name."""

    def newest(self) -> object:
        """Open what is newer than before; called before every other method, in time of its own."""


class WorkerError(BotError):
    """A process ended before it had done what it was asked for."""


class TookTooLong(WorkerError):
    """It was ended because of its time."""

    def __init__(self, limit: float) -> None:
        super().__init__(f"it took longer than {limit:g} seconds, and was stopped; ask for less, or in other words")


class Ended(WorkerError):
    """It crashed, was killed, or had no memory left."""

    def __init__(self) -> None:
        super().__init__("the part of the bot that answers ended, and is started again; ask again in a minute")


@dataclass(frozen=True, slots=True)
class _Process:
    """A process that runs, or has ended.

    Attributes:
        calls: Takes what is to be done, and gives what came of it.
        notes: Tells where it was when it ended.
    """

    process: SpawnProcess
    calls: Connection
    notes: Connection

    @classmethod
    def begin(cls, make: Callable[[], Room]) -> _Process:
        """Begin a process, which opens what it works with at once."""
        # A fork would take over locks that other threads hold.
        spawn = multiprocessing.get_context("spawn")
        calls, its_calls = spawn.Pipe()
        notes, its_notes = spawn.Pipe(duplex=False)
        process = spawn.Process(target=_work, args=(make, its_calls, its_notes), name="engine")
        process.start()
        # Its end of a pipe is its own, so that its death is the end of the pipe.
        its_calls.close()
        its_notes.close()
        return cls(process, calls, notes)

    def end(self) -> str:
        """Kill it if it still runs; return where it was, as far as it could tell."""
        self.process.kill()
        self.process.join()
        where = ""
        if sys.platform != "win32" and self.notes.poll():
            where = os.read(self.notes.fileno(), _NOTES).decode(errors="replace")
        self.calls.close()
        self.notes.close()
        return where


class Worker:
    """A process that is started again whenever it ends; threads may call it, one at a time gets through.

    Args:
        make: Opens what the process works with, there; a function of a module, or a `partial` of one.
        lost: Is told why, whenever a process was lost, one of `LOST`.
    """

    def __init__(self, make: Callable[[], Room], lost: Callable[[str], object]) -> None:
        self._make = make
        self._lost = lost
        self._lock = Lock()
        self._running: _Process | None = None
        self._is_open = self._is_closed = False

    def open(self) -> None:
        """Wait until the process is open.

        Raises:
            WorkerError: If it ended instead.
            Exception: Whatever was raised there.
        """
        with self._lock:
            self._opened()

    def call(self, method: str, *args: object, limit: float) -> Any:
        """Call a method of what was opened, and return what it returns.

        Args:
            method: Its name.
            args: What it takes; like what it returns, of values that can be pickled.
            limit: Seconds that it may take, opening what is newer not included.

        Raises:
            TookTooLong: If it took longer, and the process has ended for it.
            Ended: If the process ended by itself.
            Exception: Whatever was raised there, with the place as a note.
        """
        with self._lock:
            running, (done, value) = self._begun((method, args, limit))
            if done:
                try:
                    done, value = _exchanged(running, None, limit)
                except WorkerError as error:
                    self._replace(running, error)
                    raise
        if not done:
            raise value
        return value

    def close(self) -> None:
        """End the process, whatever it does; nothing can be called any more."""
        self._is_closed = True
        if self._running:
            self._running.process.kill()
        with self._lock:  # whoever is calling hears that it ended
            if self._running:
                self._running.end()
                self._running = None

    def _begun(self, call: object, *, again: bool = True) -> tuple[_Process, tuple[bool, Any]]:
        """Hand on a call, and return the process that does it, and whether it has opened what is newest.

        One that was killed while it had nothing to do may not be known to have ended; then another one is asked.
        """
        running = self._opened()
        try:
            return running, _exchanged(running, call, _OPENING)
        except WorkerError as error:
            self._replace(running, error)
            if isinstance(error, TookTooLong) or not again:
                raise
        return self._begun(call, again=False)

    def _opened(self) -> _Process:
        if self._running and not self._running.process.is_alive():
            self._replace(self._running, Ended())
        running = self._running or self._begin()
        if not self._is_open:
            try:
                self._is_open, error = _exchanged(running, None, _OPENING)
            except WorkerError:
                self._drop(running)
                raise
            if not self._is_open:
                self._drop(running)
                raise error
        return running

    def _begin(self) -> _Process:
        self._is_open = False
        if self._is_closed:
            raise Ended
        running = self._running = _Process.begin(self._make)
        if self._is_closed:  # meanwhile: `close` has not seen it
            running.process.kill()
        return running

    def _replace(self, lost: _Process, error: WorkerError) -> None:
        """Begin another process at once, so that it is open when the next call comes."""
        where = self._drop(lost)
        if self._is_closed:
            return
        why = TOO_LONG if isinstance(error, TookTooLong) else BY_ITSELF
        _log.error("the engine is started again", why=why, exit=lost.process.exitcode, where=where)
        self._lost(why)
        self._begin()

    def _drop(self, running: _Process) -> str:
        self._running = None
        return running.end()


def _exchanged(running: _Process, message: object, limit: float) -> tuple[bool, Any]:
    """Send a message, if there is one, and return whether it was done, and the value or the error.

    Raises:
        WorkerError: If nothing comes back.
    """
    begun = time.monotonic()
    with suppress(EOFError, OSError):
        if message is not None:
            running.calls.send(message)
        if running.calls.poll(limit + _LATE):
            answer: tuple[bool, Any] = running.calls.recv()
            return answer
    raise TookTooLong(limit) if time.monotonic() - begun >= limit else Ended


# In the process


def _work(make: Callable[[], Room], calls: Connection, notes: Connection) -> None:
    """Do what is asked for, until nobody can ask any more."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # They are sent to all processes of a terminal or a service, and what was begun is to be finished.
        signal.signal(number, signal.SIG_IGN)
    # Windows knows no descriptor of a pipe.
    file = 2 if sys.platform == "win32" else notes.fileno()
    faulthandler.enable(file)
    with suppress(EOFError, OSError):  # the other process is gone
        with _ended_after(_OPENING, file):
            made, room = _tried(make)
        _bound_memory()
        calls.send((made, None if made else room))
        while made:
            method, args, limit = calls.recv()
            with _ended_after(_OPENING, file):
                is_newest, error = _tried(room.newest)
            calls.send((is_newest, None if is_newest else error))
            if is_newest:
                with _ended_after(limit, file):
                    answer = _tried(partial(getattr(room, method), *args))
                calls.send(answer)


@contextmanager
def _ended_after(seconds: float, file: int) -> Iterator[None]:
    """End this process if a block takes longer, also while something else holds the interpreter; note where it was."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=file)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _tried(work: Callable[[], Any]) -> tuple[bool, Any]:
    """Return whether something was done, and what came of it or the error."""
    try:
        return True, work()
    except Exception as error:  # whatever it is, whoever asked hears of it
        return False, _sendable(error)


def _sendable(error: Exception) -> Exception:
    """Return an error that can be pickled, with the place it was raised at as a note: a traceback cannot."""
    where = "".join(traceback.format_tb(error.__traceback__))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - it is our own
    except Exception:  # of errors that others wrote, some take more than they keep
        error = RuntimeError(type(error).__name__)
    error.add_note(where)
    return error


def _bound_memory() -> None:
    """Let this process take so much more memory than it has, where that can be told: on Linux."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold what people wrote
    with suppress(OSError, ValueError):
        written = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (written + _SPARE, hard))
