"""In-process engine, answering in a thread, so that tests can control the assistant."""

from collections.abc import Callable
from typing import Any

from bot.assistant import Assistant
from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.engine import Engine
from retrieval.index.place import IndexPlace


class Inside:
    """Worker replacement that calls an `Answering` in this process, without a timeout."""

    def __init__(self, assistant: Assistant) -> None:
        self._answering = Answering(assistant)

    def open(self) -> None: ...

    def call(self, method: str, *args: object, limit: float) -> Any:
        self._answering.newest()
        return getattr(self._answering, method)(*args)

    def close(self) -> None: ...


def engine_inside(place: IndexPlace, assistant: Assistant) -> Engine:
    return Engine(place, Inside(assistant))


def inside(opened: Callable[[Settings], Assistant]) -> Callable[[Settings, Callable[[str], object]], Engine]:
    """Return an engine factory for `serve` that answers in this process."""
    return lambda settings, _: engine_inside(settings.place, opened(settings))
