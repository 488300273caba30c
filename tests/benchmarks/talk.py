"""Talk to a program under measurement, and time what it says from outside, the same way whoever it is."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Nobody is to wait for a network."""


class Talk:
    """A running program that answers lines with lines; see `tests.benchmarks.peers.protocol`.

    Args:
        command: What to run, from the root of the checkout.
        log: Where its standard error goes.
    """

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._command = command
        self._log = log
        self.started = time.perf_counter()
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=ROOT,
                env=os.environ | _OFFLINE,
                text=True,
                encoding="utf-8",
            )

    def __enter__(self) -> Talk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def tell(self, op: str, **said: Any) -> tuple[Mapping[str, Any], float]:
        """Say a line, and return what is said to it and after how many seconds.

        Raises:
            RuntimeError: If the program has ended; with the end of what it printed.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = f"{json.dumps({'op': op, **said})}\n"
        start = time.perf_counter()
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
            reply = self._process.stdout.readline()
        except BrokenPipeError:
            reply = ""
        seconds = time.perf_counter() - start
        if not reply:
            printed = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
            raise RuntimeError("\n".join([f"{' '.join(self._command)} ended at {op!r}:", *printed[-15:]]))
        return json.loads(reply), seconds

    def peak_memory(self) -> int:
        """Return the most memory that the program has had so far, in bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(kilobytes) * 1024
