"""Progress callback type for long-running work."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Progress callback: step ("encoding passages"), amount done, total."""


def silent(step: str, done: int, total: int) -> None:
    """Ignore progress."""
