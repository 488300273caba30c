"""Worker process: runs calls one at a time, with timeout, memory limit and automatic restart.

A call that holds the interpreter there, such as a regular expression with catastrophic backtracking, does not block
this process. The library pebble was tried: its pool breaks permanently when an idle process is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Lock
from typing import Any

import structlog

from bot.errors import BotError
from bot.slack.worker_process import OPENING, STOPPED, WorkerService, serve

_LATE = 5.0
"""Seconds after a timeout until the parent kills the process, as a suspended one (SIGSTOP) cannot end itself."""

_TRACE_SIZE = 65_536
"""Maximum size of a stack trace in bytes."""

TOO_LONG, BY_ITSELF = LOST = ("took too long", "ended by itself")
"""Reasons for a lost process."""

_log = structlog.get_logger(__name__)


class WorkerError(BotError):
    """The worker process ended during a call."""


class TookTooLong(WorkerError):
    """The call timed out, and the process was killed."""

    def __init__(self, limit: float) -> None:
        super().__init__(f"timeout after {limit:g} seconds. Ask for less, or rephrase it")


class Ended(WorkerError):
    """The process crashed, was killed, or ran out of memory."""

    def __init__(self) -> None:
        super().__init__("the answering process ended, and is being restarted. Ask again in a minute")


@dataclass(frozen=True, slots=True)
class _Process:
    """Handle of a worker process, running or ended.

    Attributes:
        calls: Pipe of calls and results.
        traces: Pipe of stack traces, which show where it ended.
    """

    process: SpawnProcess
    calls: Connection
    traces: Connection

    @classmethod
    def start(cls, make: Callable[[], WorkerService]) -> _Process:
        """Start a process, which creates its service object at once."""
        # spawn, as a fork would copy locks held by other threads.
        spawn = multiprocessing.get_context("spawn")
        calls, its_calls = spawn.Pipe()
        traces, its_traces = spawn.Pipe(duplex=False)
        process = spawn.Process(target=serve, args=(make, its_calls, its_traces), name="engine")
        process.start()
        # Close the child's ends here, so that its death closes the pipes.
        its_calls.close()
        its_traces.close()
        return cls(process, calls, traces)

    def end(self) -> str:
        """Kill the process if it runs; return its last stack trace, if it wrote one."""
        self.process.kill()
        self.process.join()
        where = ""
        if sys.platform != "win32" and self.traces.poll():
            where = os.read(self.traces.fileno(), _TRACE_SIZE).decode(errors="replace")
        self.calls.close()
        self.traces.close()
        return where


class Worker:
    """Worker process with automatic restart; thread-safe, calls are serialised.

    Args:
        make: Factory of the service object, called in the process; a module-level function, or a `partial` of one.
        lost: Callback with the reason, one of `LOST`, whenever a process is lost.
    """

    def __init__(self, make: Callable[[], WorkerService], lost: Callable[[str], object]) -> None:
        self._make = make
        self._lost = lost
        self._lock = Lock()
        self._running: _Process | None = None
        self._is_open = self._is_closed = False

    def open(self) -> None:
        """Wait until the process is ready.

        Raises:
            WorkerError: If the process ended.
            Exception: Any exception raised in the process.
        """
        with self._lock:
            self._ready_process()

    def call(self, method: str, *args: object, limit: float) -> Any:
        """Call a method of the service object in the process, and return its result.

        Args:
            method: Name of the method.
            args: Its arguments, picklable like the result.
            limit: Timeout in seconds, without the time to open the newest data.

        Raises:
            TookTooLong: If the call timed out; the process was killed.
            Ended: If the process crashed.
            Exception: Any exception raised in the process, with its traceback as a note.
        """
        with self._lock:
            running, (done, value) = self._call_or_restart((method, args, limit))
            if done:
                try:
                    done, value = _exchange(running, None, limit)
                except WorkerError as error:
                    self._restart(running, error)
                    raise
        if not done:
            raise value
        return value

    def close(self) -> None:
        """Kill the process for good; later calls fail."""
        self._is_closed = True
        if self._running:
            self._running.process.kill()
        with self._lock:  # a pending call raises `Ended`
            if self._running:
                self._running.end()
                self._running = None

    def _call_or_restart(self, call: object, *, again: bool = True) -> tuple[_Process, tuple[bool, Any]]:
        """Send a call, and return the process that runs it, and the result of opening the newest data.

        If an idle process was killed unnoticed, the call is sent to a new one.
        """
        running = self._ready_process()
        try:
            return running, _exchange(running, call, OPENING)
        except WorkerError as error:
            self._restart(running, error)
            if isinstance(error, TookTooLong) or not again:
                raise
        return self._call_or_restart(call, again=False)

    def _ready_process(self) -> _Process:
        """Return the running process; start it, and wait until it is open, if need be."""
        if self._running and not self._running.process.is_alive():
            self._restart(self._running, Ended())
        running = self._running or self._start()
        if not self._is_open:
            try:
                self._is_open, error = _exchange(running, None, OPENING)
            except WorkerError:
                self._drop(running)
                raise
            if not self._is_open:
                self._drop(running)
                raise error
        return running

    def _start(self) -> _Process:
        """Start a process, which opens its data in the background."""
        self._is_open = False
        if self._is_closed:
            raise Ended
        running = self._running = _Process.start(self._make)
        if self._is_closed:  # closed meanwhile: `close` did not see this process
            running.process.kill()
        return running

    def _restart(self, lost: _Process, error: WorkerError) -> None:
        """Start a new process at once, so that it is ready for the next call."""
        where = self._drop(lost)
        if self._is_closed:
            return
        why = TOO_LONG if isinstance(error, TookTooLong) else BY_ITSELF
        _log.error("restarting the engine process", why=why, exit=lost.process.exitcode, where=where)
        self._lost(why)
        self._start()

    def _drop(self, running: _Process) -> str:
        """Kill a process; return its last stack trace."""
        self._running = None
        return running.end()


def _exchange(running: _Process, message: object, limit: float) -> tuple[bool, Any]:
    """Send a message, if any, and return the reply: success flag, and result or exception.

    Raises:
        WorkerError: If there is no reply.
    """
    begun = time.monotonic()
    with suppress(EOFError, OSError):
        if message is not None:
            running.calls.send(message)
        if running.calls.poll(limit + _LATE):
            answer: tuple[bool, Any] = running.calls.recv()
            return answer
    is_over = time.monotonic() - begun >= limit
    if not is_over:  # the process's own watchdog may have fired first
        running.process.join(_LATE)
    raise TookTooLong(limit) if is_over or running.process.exitcode == STOPPED else Ended
