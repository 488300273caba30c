"""Progress callback type for long-running work."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("encoding passages"), how much of it is done, and how much there is in all."""


def silent(step: str, done: int, total: int) -> None:
    """Ignore progress."""
