"""Files read in another process, in bounded time and memory: a file that takes more is refused, and costs no more."""

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
from retrieval.readers.quoted import QuotedFile, quoted_from_json
from retrieval.readers.source import ACCEPTED, Form
from retrieval.readers.worker import DONE, READY, REFUSED, read_frame, write_frames

if TYPE_CHECKING:
    from retrieval.readers.table.columns import Names

_LIMITS_ITSELF = hasattr(signal, "setitimer")  # not on Windows, where only the clock ends it
_OVER_TIME = -signal.SIGPROF if _LIMITS_ITSELF else None
# Isolated (-I): neither the folder it runs in nor the environment puts code into it; it gets the code of this process.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from retrieval.readers.worker import main; main()"
_MOST_ANSWER = 128_000_000
_TICKS = 100


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take.

    Attributes:
        seconds: Of computing, whatever else the machine does.
        memory: Bytes of the process that reads, the program itself included.
        patience: Seconds by the clock, for a busy machine, and for a reader that waits for something.
    """

    seconds: float = 20.0
    memory: int = 1_000_000_000
    patience: float = 200.0 if _LIMITS_ITSELF else 40.0


BOUNDS = Bounds()
"""Three times what the largest files take that readers accept: 90,000 rows, 2,000,000 characters, 500 pages."""


class _Broken(Exception):
    """The process did not answer; says why, and whether another try in a new one may succeed."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


class BoundedReader:
    """A context manager over a process that reads files, one after the other; it is started when there is one to read.

    A process that a file ends is started again for the next one.
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
        self, name: str, data: bytes, columns: Names, years: Mapping[int, int], *, vouched: bool = False
    ) -> QuotedFile:
        """Read one file, as `read_documents` does.

        Raises:
            UnreadableError: If it is no resolution, or cannot be read within bounds.
            LibraryError: If no process can be started.
        """
        try:
            asked = {"as": "documents", "name": name, "columns": columns, "years": years, "vouched": vouched}
            return quoted_from_json(self._ask(asked, data))
        except _Broken as broken:
            raise UnreadableError(f"{broken}; {ACCEPTED}") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._end()
            raise UnreadableError(f"its reader says nothing that can be used ({error!r}); {ACCEPTED}") from None

    def quotable(self, data: bytes, form: Form) -> bytes:
        """Return the bytes of a file that spans are ranges of: its own, or those of the text derived from it.

        Raises:
            UnreadableError: If the file holds no such text, or it cannot be derived within bounds.
            LibraryError: If no process can be started.
        """
        if form in (Form.PLAIN, Form.HTML):
            return data
        try:
            return self._ask({"as": "text", "form": form}, data)
        except _Broken as broken:
            raise UnreadableError(str(broken)) from None

    def toml(self, data: bytes) -> bytes:
        """Return what TOML says as JSON; dates are strings.

        Raises:
            UnreadableError: If it is none, or cannot be read within bounds.
            LibraryError: If no process can be started.
        """
        try:
            return self._ask({"as": "toml"}, data)
        except _Broken as broken:
            raise UnreadableError(str(broken)) from None

    def _ask(self, asked: Mapping[str, Any], data: bytes) -> bytes:
        """Return the answer; where files before this one may be what ended the process, ask another one."""
        is_new = self._running is None
        try:
            return self._answer(asked, data)
        except _Broken as broken:
            if is_new or not broken.again:
                raise
        return self._answer(asked, data)

    def _answer(self, asked: Mapping[str, Any], data: bytes) -> bytes:
        running = self._started()
        running.watch.begin()
        try:
            said, content = running.exchange(json.dumps(asked).encode(), data)
        except (OSError, EOFError, ValueError) as error:
            if isinstance(error, ValueError) and running.is_ready:
                self._end()
                raise _Broken(f"it holds more than {_MOST_ANSWER / 1e6:.0f} MB of text", again=False) from None
            raise self._broken(running) from None
        finally:
            running.watch.stop()
        if said == DONE:
            return content
        reason = content.decode()
        if said == REFUSED:
            raise UnreadableError(reason)
        self._end()  # after an error of its own, nothing is known of its state
        raise _Broken(reason, again=True)

    def _started(self) -> _Running:
        if self._running is None:
            limits = (str(self._bounds.memory), str(self._bounds.seconds))
            command = [sys.executable, "-I", "-c", _START, json.dumps([str(folder) for folder in sys.path]), *limits]
            if sys.dont_write_bytecode:
                command.insert(1, "-B")
            pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
            try:
                # In a session of its own: Ctrl-C at the terminal is for this process, which ends the other.
                process = subprocess.Popen(  # noqa: S603 - fixed words
                    command, stdin=pipe, stdout=pipe, stderr=nothing, env=_environment(), start_new_session=True
                )
            except OSError as error:
                reason = f"{error.strerror or error}); {remedy(error)}"
                raise LibraryError(f"no process can be started to read with ({reason}") from None
            self._running = _Running(process, _Watch(process, self._bounds.patience))
        return self._running

    def _broken(self, running: _Running) -> Exception:
        """Return why a process gave no answer, after its end."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.process.wait(1)
        self._end()
        code = running.process.returncode
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        if running.watch.is_late:
            return _Broken(f"it took more than {self._bounds.patience:g} seconds to read", again=False)
        if not running.is_ready:
            return LibraryError(f"the process that reads documents does not start ({how}); install clausebot again")
        if code == _OVER_TIME:
            return _Broken(f"it took more than {self._bounds.seconds:g} seconds of computing to read", again=False)
        return _Broken(f"its reader broke off ({how}), as on a damaged file, or for want of memory", again=True)

    def _end(self) -> None:
        if self._running:
            self._running.end()
        self._running = None


@dataclass(slots=True)
class _Running:
    """A process that reads.

    Attributes:
        is_ready: Whether it said that it has started.
    """

    process: subprocess.Popen[bytes]
    watch: _Watch
    is_ready: bool = False

    def exchange(self, asked: bytes, file: bytes) -> tuple[bytes, bytes]:
        """Ask, and return the two frames of the answer.

        Raises:
            EOFError: If the process ends before; or an OSError.
            ValueError: If the answer is too long.
        """
        stdin, stdout = self._pipes
        write_frames(stdin, asked, file)
        if not self.is_ready:
            self.is_ready = read_frame(stdout, len(READY)) == READY
        return read_frame(stdout, _MOST_ANSWER), read_frame(stdout, _MOST_ANSWER)

    def end(self) -> None:
        """End the process."""
        self.watch.end()
        self.process.kill()
        self.process.wait()
        for pipe in self._pipes:
            with contextlib.suppress(OSError):  # of what was not written yet
                pipe.close()

    @property
    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        return cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)


class _Watch:
    """Ends a process that does not answer for too long by the clock.

    Time is counted in pieces that this program waited for, so that it counts no time in which the machine slept or the
    program was stopped.

    Attributes:
        is_late: Whether it ended the process.
    """

    def __init__(self, process: subprocess.Popen[bytes], patience: float) -> None:
        self.is_late = False
        self._process = process
        self._piece = patience / _TICKS
        self._left: int | None = None
        self._over = threading.Event()
        threading.Thread(target=self._count, daemon=True).start()

    def begin(self) -> None:
        """Start to count, from 0."""
        self._left = _TICKS

    def stop(self) -> None:
        """Count no more, until it is begun again."""
        self._left = None

    def end(self) -> None:
        """Let the process be."""
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
    # A library of numbers that starts threads takes more memory on a machine with more cores.
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
