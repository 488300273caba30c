"""Main loop of the worker process, with a watchdog and a memory limit; `bot.slack.worker` starts it."""

from __future__ import annotations

import faulthandler
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

OPENING = 300.0
"""Timeout for opening data, in seconds: a large remote index on a busy machine takes a minute."""

STOPPED = 1
"""Exit code of a process that its own watchdog ended; one that crashed or was killed has another."""

_SPARE = 2 * 2**30
"""Memory limit in bytes beyond the memory in use after opening; an answer takes less than a hundredth of it."""


class WorkerService(Protocol):
    """Service object inside the worker process; its other methods are called by name."""

    def newest(self) -> object:
        """Open the newest data; called before every other method, outside of its timeout."""


def serve(make: Callable[[], WorkerService], calls: Connection, traces: Connection) -> None:
    """Main loop of the worker process: run calls until the pipe closes."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # Ignore signals: terminals and service managers send them to all processes, but the current call must finish.
        signal.signal(number, signal.SIG_IGN)
    # Windows pipes have no file descriptor.
    file = 2 if sys.platform == "win32" else traces.fileno()
    faulthandler.enable(file)
    with suppress(EOFError, OSError):  # the parent process is gone
        with _watchdog(OPENING, file):
            made, service = _try(make)
        _limit_memory()
        calls.send((made, None if made else service))
        while made:
            method, args, limit = calls.recv()
            with _watchdog(OPENING, file):
                is_newest, error = _try(service.newest)
            calls.send((is_newest, None if is_newest else error))
            if is_newest:
                with _watchdog(limit, file):
                    answer = _try(partial(getattr(service, method), *args))
                calls.send(answer)


@contextmanager
def _watchdog(seconds: float, file: int) -> Iterator[None]:
    """Watchdog: kill this process on timeout, even while the interpreter lock is held, and write a stack trace."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=file)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _try(work: Callable[[], Any]) -> tuple[bool, Any]:
    """Run a function; return a success flag, and the result or the exception."""
    try:
        return True, work()
    except Exception as error:  # every exception is sent to the caller
        return False, _sendable(error)


def _sendable(error: Exception) -> Exception:
    """Return an exception that can be pickled, with the traceback as a note."""
    where = "".join(traceback.format_tb(error.__traceback__))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled here
    except Exception:  # some third-party exceptions cannot be unpickled
        error = RuntimeError(type(error).__name__)
    error.add_note(where)
    return error


def _limit_memory() -> None:
    """Limit the memory of this process beyond its current size (RLIMIT_DATA), on Linux; disable core dumps."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no core dumps: they would hold user text
    with suppress(OSError, ValueError):
        written = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (written + _SPARE, hard))
