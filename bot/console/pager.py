"""Pager for output that is longer than the screen: starts once the screen is full, and gets the output as it comes."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from bot.console.screen import screen
from bot.terminal import current

if TYPE_CHECKING:
    import subprocess

_LESS = "less"


@contextmanager
def paged() -> Iterator[Console]:
    """Yield the console of standard output; on a terminal, output longer than the screen goes to the pager.

    Leaving the pager early ends the command, as `head` does.

    Raises:
        BrokenPipeError: If the pager was left before the end of the output.
    """
    command = _command(current().pager) if sys.stdout.isatty() else []
    if not command:
        yield screen()
        return
    with _Output(command, lines=screen().height - 1) as output:
        # Pagers other than less may print escape sequences as text.
        yield screen(file=output, styled=command[0].endswith(_LESS))


def _command(typed: Sequence[str]) -> list[str]:
    """Return the command line of the pager; empty if there is none on this machine."""
    if not typed or not (found := shutil.which(typed[0])):
        return []
    # -R: interpret colours and links; -F: quit at once if all fits the screen; -X: leave the text on the screen
    return [found, *typed[1:], *(["-RFX"] if found.endswith(_LESS) else [])]


class _Output(io.TextIOBase):
    """Text stream that buffers a screenful, and starts the pager for more."""

    def __init__(self, command: Sequence[str], *, lines: int) -> None:
        self._command, self._lines_left = command, lines
        self._buffered: list[str] = []
        self._pager: subprocess.Popen[str] | None = None

    def isatty(self) -> bool:
        """Return True: the output goes to a terminal."""
        return True

    def write(self, text: str) -> int:
        """Buffer text; once there is more than a screenful, write it to the pager."""
        if self._pager and self._pager.stdin:
            self._pager.stdin.write(text)
            return len(text)
        self._buffered.append(text)
        self._lines_left -= text.count("\n")
        if self._lines_left < 0:
            self._pager = _started(self._command)
            self.write("".join(self._buffered))
        return len(text)

    def flush(self) -> None:
        """Do nothing: the pager's pipe is flushed as it fills."""

    def close(self) -> None:
        """Print the buffered text, or wait until the user leaves the pager."""
        if self.closed:
            return
        super().close()
        if self._pager is None:
            sys.stdout.write("".join(self._buffered))
            sys.stdout.flush()
            return
        try:
            if self._pager.stdin:
                self._pager.stdin.close()
        finally:
            _wait(self._pager)


def _started(command: Sequence[str]) -> subprocess.Popen[str]:
    import subprocess  # noqa: PLC0415 - most answers fit the screen

    return subprocess.Popen(  # noqa: S603 - the user's own choice
        command, stdin=subprocess.PIPE, text=True, encoding=sys.stdout.encoding, errors="backslashreplace"
    )


def _wait(pager: subprocess.Popen[str]) -> None:
    """Wait for the pager to end; Ctrl-C is left to the pager, where it stops a search."""
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt:
            continue
        return
