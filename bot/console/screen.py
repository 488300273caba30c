"""The consoles of standard output and standard error: where lines are wrapped, and where control codes end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from bot.inert import inert

UNWRAPPED = 1 << 30
"""The width of what no terminal shows: no line is as long, so none is wrapped, cropped or laid out beside another."""


def screen(*, stderr: bool = False, soft_wrap: bool = False) -> Console:
    """Return the console on standard output, or on standard error.

    A terminal gets lines of its width. A pipe or a file gets each line whole, so that paths, addresses and quotes are
    found by `grep`, and without the blanks that fill up columns; what moves there stands still, also where FORCE_COLOR
    asks for colours. Control codes in texts are shown, wherever they go.

    Args:
        stderr: Whether it is that on standard error.
        soft_wrap: Whether the terminal itself breaks the lines.
    """
    made = partial(_Screen, stderr=stderr, highlight=False, soft_wrap=soft_wrap)
    if (sys.stderr if stderr else sys.stdout).isatty():
        console = made()
    else:  # the height as well: with one of the two, rich takes neither where TERM is "dumb"
        console = made(width=UNWRAPPED, height=25, force_interactive=False)
    console.push_render_hook(_Showing())
    return console


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Let the command line end, as it does wherever nobody reads any more; rich would exit with 1."""
        raise BrokenPipeError


class _Showing(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Return what is to be printed, made inert."""
        return [_Shown(renderable) for renderable in renderables]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Something as it goes out: its control codes shown; without blanks at the ends of lines that nobody wraps."""

    content: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        segments = (
            segment if segment.control else Segment(inert(segment.text), segment.style)
            for segment in console.render(self.content, options)
        )
        return segments if options.max_width < UNWRAPPED else _stripped(segments)


def _stripped(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield segments without the blanks before line ends; those at the very end may be of a prompt, and stay."""
    segments = list(segments)
    ended = bool(segments) and segments[-1].text.endswith("\n")
    lines = list(Segment.split_lines(segments))
    for number, line in enumerate(lines, start=1):
        if number == len(lines) and not ended:
            yield from line
            return
        while line and not line[-1].text.strip(" "):
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(" "), line[-1].style)
        yield from line
        yield Segment.line()
