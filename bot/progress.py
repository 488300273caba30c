"""How far long work is, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from embeddings.progress import Progress as Report

_SECONDS_BETWEEN_LINES = 10


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """Give a function to report progress to: bars on a terminal, else a line now and then and as each step ends."""
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report


def _lines(console: Console) -> Report:
    spoke = monotonic()

    def report(step: str, done: int, total: int) -> None:
        nonlocal spoke
        if done == total or monotonic() - spoke > _SECONDS_BETWEEN_LINES:
            spoke = monotonic()
            console.print(f"{step}: {done:,} of {total:,}", markup=False)

    return report
