"""Sandboxed parsing: files are read in a subprocess with limits on time and memory."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from embeddings.oserrors import remedy
from retrieval.errors import LibraryError, UnreadableError
from retrieval.readers.drafts.draft import Draft, draft_from_json
from retrieval.readers.quoted import QuotedFile, quoted_from_json
from retrieval.readers.source import ACCEPTED, Form
from retrieval.readers.worker import DONE, READY, REFUSED, read_frame, write_frames

if TYPE_CHECKING:
    from retrieval.readers.table.columns import ColumnMapping

_LIMITS_ITSELF = hasattr(signal, "setitimer")  # not on Windows, where only the wall-clock timeout applies
_OVER_TIME = -signal.SIGPROF if _LIMITS_ITSELF else None  # exit code after too much CPU time
# Isolated (-I): no code from the working folder or the environment; it imports from the paths of this process.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from retrieval.readers.worker import main; main()"
_MOST_ANSWER = 128_000_000  # bytes
_TICKS = 100  # of the watchdog, until its timeout


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of time and memory for reading one file.

    Attributes:
        seconds: CPU time.
        memory: Address space of the subprocess in bytes, the program itself included.
        patience: Wall-clock timeout in seconds, for a busy machine or a reader that blocks.
    """

    seconds: float = 20.0
    memory: int = 1_000_000_000
    patience: float = 200.0 if _LIMITS_ITSELF else 40.0


BOUNDS = Bounds()
"""Default limits: three times what the largest accepted files take (90,000 rows, 2,000,000 characters, 500 pages)."""


class _Broken(UnreadableError):
    """Failure of the subprocess: its reason, and whether a retry in a new one may succeed."""

    def __init__(self, reason: str, *, again: bool = False) -> None:
        super().__init__(reason)
        self.again = again


class BoundedReader:
    """Context manager over a subprocess that reads files one at a time; started on first use.

    If a file kills the subprocess, a new one is started for the next file.
    """

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._bounds = bounds
        self._running: _Running | None = None

    def __enter__(self) -> BoundedReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(
        self, name: str, data: bytes, columns: ColumnMapping, years: Mapping[int, int], *, vouched: bool = False
    ) -> QuotedFile:
        """Parse one file in the subprocess, as `read_documents` does.

        Raises:
            UnreadableError: If it is no resolution, or exceeds the limits.
            LibraryError: If no subprocess can be started.
        """
        try:
            asked = {"as": "documents", "name": name, "columns": columns, "years": years, "vouched": vouched}
            return quoted_from_json(self._ask(asked, data))
        except _Broken as broken:
            raise UnreadableError(f"{broken}; {ACCEPTED}") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._end()
            raise UnreadableError(f"the process that parses it sent invalid data ({error!r}); {ACCEPTED}") from None

    def quotable(self, data: bytes, form: Form) -> bytes:
        """Return the bytes that spans refer to: those of the file, or of the text derived from it.

        Raises:
            UnreadableError: If the file holds no such text, or it cannot be derived within bounds.
            LibraryError: If no process can be started.
        """
        if form.spans_are_file_bytes:
            return data
        return self._ask({"as": "text", "form": form}, data)

    def draft(self, data: bytes, form: Form) -> Draft:
        """Read a draft in a Word document or a PDF.

        Raises:
            UnreadableError: If it is no such file, or exceeds the limits.
            LibraryError: If no process can be started.
        """
        return draft_from_json(self._ask({"as": "draft", "form": form}, data))

    def toml(self, data: bytes) -> bytes:
        """Parse TOML in the subprocess; return it as JSON, dates as strings.

        Raises:
            UnreadableError: If it is no TOML, or exceeds the limits.
            LibraryError: If no process can be started.
        """
        return self._ask({"as": "toml"}, data)

    def _ask(self, asked: Mapping[str, Any], data: bytes) -> bytes:
        """Send a request and return the answer; retry in a new subprocess if earlier files may have broken this one."""
        is_new = self._running is None
        try:
            return self._answer(asked, data)
        except _Broken as broken:
            if is_new or not broken.again:
                raise
        return self._answer(asked, data)

    def _answer(self, asked: Mapping[str, Any], data: bytes) -> bytes:
        """Send a request to the subprocess, and return the content of its answer."""
        running = self._started()
        running.watch.begin()
        try:
            said, content = running.exchange(json.dumps(asked).encode(), data)
        except (OSError, EOFError, ValueError) as error:
            if isinstance(error, ValueError) and running.is_ready:
                self._end()
                raise _Broken(f"it has more than {_MOST_ANSWER / 1e6:.0f} MB of text") from None
            raise self._broken(running) from None
        finally:
            running.watch.stop()
        if said == DONE:
            return content
        reason = content.decode()
        if said == REFUSED:
            raise UnreadableError(reason)
        self._end()  # its state is unknown after an internal error
        raise _Broken(reason, again=True)

    def _started(self) -> _Running:
        """Return the running subprocess; start one if there is none."""
        if self._running is None:
            limits = (str(self._bounds.memory), str(self._bounds.seconds))
            command = [sys.executable, "-I", "-c", _START, json.dumps([str(folder) for folder in sys.path]), *limits]
            if sys.dont_write_bytecode:
                command.insert(1, "-B")
            pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
            try:
                # In a session of its own, so that Ctrl-C reaches only this process, which ends the other.
                process = subprocess.Popen(  # noqa: S603 - fixed words
                    command, stdin=pipe, stdout=pipe, stderr=nothing, env=_environment(), start_new_session=True
                )
            except OSError as error:
                raise LibraryError(
                    f"the process that parses files, {sys.executable}, cannot be started "
                    f"({error.strerror or error}); {remedy(error)}"
                ) from None
            self._running = _Running(process, _Watch(process, self._bounds.patience))
        return self._running

    def _broken(self, running: _Running) -> Exception:
        """Build the error that says why the subprocess ended without an answer."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.process.wait(1)
        self._end()
        code = running.process.returncode
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        if running.watch.is_late:
            return _Broken(f"it took more than {self._bounds.patience:g} seconds to read")
        if not running.is_ready:
            return LibraryError(f"the process that reads documents does not start ({how}); install clausebot again")
        if code == _OVER_TIME:
            return _Broken(f"it took more than {self._bounds.seconds:g} seconds of computing to read")
        return _Broken(
            f"the process that parses it crashed ({how}), as on a damaged file or without enough memory", again=True
        )

    def _end(self) -> None:
        if self._running:
            self._running.end()
        self._running = None


@dataclass(slots=True)
class _Running:
    """Running subprocess.

    Attributes:
        is_ready: Whether it has reported its start.
    """

    process: subprocess.Popen[bytes]
    watch: _Watch
    is_ready: bool = False

    def exchange(self, asked: bytes, file: bytes) -> tuple[bytes, bytes]:
        """Send a request and a file; return the two frames of the answer.

        Raises:
            EOFError: If the process ends first; or an OSError.
            ValueError: If the answer is too long.
        """
        stdin, stdout = self._pipes
        write_frames(stdin, asked, file)
        if not self.is_ready:
            self.is_ready = read_frame(stdout, len(READY)) == READY
        return read_frame(stdout, _MOST_ANSWER), read_frame(stdout, _MOST_ANSWER)

    def end(self) -> None:
        """Kill the process."""
        self.watch.end()
        self.process.kill()
        self.process.wait()
        for pipe in self._pipes:
            with contextlib.suppress(OSError):  # for data that was not written yet
                pipe.close()

    @property
    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        return cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)


class _Watch:
    """Watchdog: kills a process after a wall-clock timeout.

    The timeout counts ticks for which this program waits, not clock time: while the machine sleeps or the program is
    stopped, no time is counted.

    Attributes:
        is_late: Whether it killed the process.
    """

    def __init__(self, process: subprocess.Popen[bytes], patience: float) -> None:
        self.is_late = False
        self._process = process
        self._piece = patience / _TICKS
        self._left: int | None = None
        self._over = threading.Event()
        threading.Thread(target=self._count, daemon=True).start()

    def begin(self) -> None:
        """Start the timeout."""
        self._left = _TICKS

    def stop(self) -> None:
        """Stop the timeout, until it is started again."""
        self._left = None

    def end(self) -> None:
        """End the watchdog, leaving the process alone."""
        self._over.set()

    def _count(self) -> None:
        while not self._over.wait(self._piece):
            left = self._left
            if left == 0:
                self.is_late = True
                self._process.kill()
                return
            if left is not None:
                self._left = left - 1


def _environment() -> dict[str, str]:
    # One thread each: numeric libraries that start a thread per core would take memory accordingly.
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
