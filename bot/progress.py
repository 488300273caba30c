"""Progress bar on standard error, with rate and estimated time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from bot.inert import inert
from embeddings.progress import Progress as Report

_SECONDS_BETWEEN_LINES = 10
_SECONDS_TO_A_PACE = 1
"""Minimum duration in seconds for showing a rate."""


@contextmanager
def shown_progress(console: Console) -> Iterator[Report]:
    """Yield a progress callback: progress bars on a terminal, else a line at intervals and at the end of each step."""
    if not console.is_interactive:
        yield _lines(console)
        return
    step = TextColumn("{task.description}", markup=False)
    with Progress(step, BarColumn(), MofNCompleteColumn(), _Pace(), TimeRemainingColumn(), console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(inert(step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report


class _Pace(ProgressColumn):
    """Rate column: items per second, recent while running, overall when done."""

    def render(self, task: Task) -> Text:
        pace = task.finished_speed or task.speed
        has_rate = (task.total or 0) > 1 and (task.elapsed or 0) >= _SECONDS_TO_A_PACE
        return Text(_pace(pace) if pace and has_rate else "", style="progress.data.speed")


def _lines(console: Console) -> Report:
    printed_at = monotonic()
    begun: dict[str, tuple[float, int]] = {}

    def report(step: str, done: int, total: int) -> None:
        nonlocal printed_at
        now = monotonic()
        start, first = begun.setdefault(step, (now, done))
        if done == total or now - printed_at > _SECONDS_BETWEEN_LINES:
            printed_at = now
            console.print(f"{step}: {done:,} of {total:,}{_estimate(done - first, total - done, now - start)}")

    return report


def _estimate(done: int, left: int, seconds: float) -> str:
    """Format the average rate and the estimated remaining time."""
    if done < 2 or seconds < _SECONDS_TO_A_PACE:
        return ""
    to_go = f", {timedelta(seconds=round(left * seconds / done))} left" if left else ""
    return f", {_pace(done / seconds)}{to_go}"


def _pace(a_second: float) -> str:
    return f"{a_second:,.0f} a second" if a_second >= 10 else f"{a_second:.1f} a second"
