"""Child process of a test: start, wait, stop; its output is shown if it fails to start."""

import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.doubles.node import ROOT
from tests.doubles.waiting import until


class Program:
    """One running program; what it says goes to a file."""

    def __init__(self, command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait until it is ready."""

        def ready_or_over() -> bool:
            assert self._process.poll() is None, f"it ended with {self._process.returncode}:\n{self.said()}"
            return ready()

        try:
            until(ready_or_over, f"{self.log.stem} is ready")
        except AssertionError:
            self.kill()
            print(self.said())
            raise

    def started(self, word: str) -> list[int]:
        """Return the processes it started whose command line holds a word; on Linux alone."""
        threads = Path(f"/proc/{self._process.pid}/task").iterdir()
        pids = [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]
        return [pid for pid in pids if word in Path(f"/proc/{pid}/cmdline").read_text()]

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """Ask it to end, as a service manager does, and return its exit code."""
        self._process.terminate()
        try:
            return self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"it did not stop when asked to:\n{self.said()}") from None

    def pause(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, without a chance to tidy up."""
        self._process.kill()
        self._process.wait()
