"""Consoles of standard output and standard error: line wrapping, and escaping of control codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import TextIOBase
from typing import IO, Any, cast

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from bot.hints import completed
from bot.inert import inert_part
from bot.terminal import current

UNWRAPPED = 1 << 30
"""Width for pipes and files, longer than any line: no wrapping, cropping or side-by-side layout."""


def screen(
    *,
    stderr: bool = False,
    soft_wrap: bool = False,
    quiet: bool = False,
    file: TextIOBase | None = None,
    styled: bool = True,
) -> Console:
    """Create the console on standard output, or on standard error.

    Terminal output is wrapped to the terminal's width. Output to a pipe or a file is not wrapped, so that `grep` finds
    paths, URLs and quotes, and has no padding and no animations, even with FORCE_COLOR. Control codes in texts are
    always escaped; brackets and emoji codes are printed as they are. Plain output has no colours and no animations on a
    terminal, either.

    Args:
        stderr: Whether to use standard error.
        soft_wrap: Whether the terminal itself wraps lines.
        quiet: Whether to show nothing.
        file: Stream that leads to the terminal of standard output, such as a pager; None for the terminal itself.
        styled: Whether colours and bold print can be shown.
    """
    stream = cast(IO[str] | None, file)
    kind = _Messages if stderr else _Screen
    verbatim = partial(kind, highlight=False, markup=False, emoji=False)
    make = partial(verbatim, stderr=stderr, soft_wrap=soft_wrap, quiet=quiet, file=stream)
    if current().plain or not styled:
        make = partial(make, color_system=None, force_interactive=False)
    if (sys.stderr if stderr else sys.stdout).isatty():
        console = make()
    else:  # width and height: rich ignores one without the other where TERM is "dumb"
        console = make(width=UNWRAPPED, height=25, force_interactive=False)
    console.push_render_hook(_Escaping())
    return console


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Raise on a broken pipe, for the handler of the command line; rich would exit with 1."""
        raise BrokenPipeError


class _Messages(_Screen):
    def print(self, *objects: Any, **options: Any) -> None:
        """Print messages; the commands that they name get the options in force."""
        super().print(*map(_with_options, objects), **options)


def _with_options(message: Any) -> Any:
    return completed(message) if isinstance(message, str) else message


class _Escaping(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Wrap renderables so that their control codes are escaped."""
        return [_Escaped(renderable) for renderable in renderables]


@dataclass(frozen=True, slots=True)
class _Escaped:
    """Renderable with control codes escaped and, where lines are not wrapped, trailing blanks removed.

    The directional isolates of Arabic sentences stay; those of quotes were replaced before.
    """

    content: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        segments = (
            segment if segment.control else Segment(inert_part(segment.text), segment.style)
            for segment in console.render(self.content, options)
        )
        return segments if options.max_width < UNWRAPPED else _stripped(segments)


def _stripped(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield segments without blanks at line ends; blanks after the last line end may belong to a prompt and stay."""
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
