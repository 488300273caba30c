"""Clipboard of the terminal, by an OSC 52 control sequence."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import ControlType, Segment
from rich.text import Text

from bot.inert import inert
from bot.terminal import current

_MOST_BYTES = 50_000
"""Maximum size of a copied text; xterm and tmux drop longer ones."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Text that is printed, and copied to the clipboard if the terminal probably allows it; then a note says so.

    Source:
        xterm, Control Sequences, "Operating System Commands", Ps = 5 2.
    """

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text(inert(self.text))
        data = self.text.encode()
        if console.is_terminal and current().clipboard and len(data) <= _MOST_BYTES:
            # A control segment is neither escaped nor written into a file.
            yield Segment(f"\x1b]52;c;{base64.b64encode(data).decode()}\a", None, [(ControlType.BELL,)])
            yield Text("copied to the clipboard, where this terminal allows it", style="dim")
        yield Text()
