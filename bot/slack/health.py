"""Health of the running bot: its connection to Slack, the index that it serves, and the database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.slack.engine import Engine
from bot.slack.http import Check
from bot.slack.metrics import Metrics
from bot.slack.socket import SocketMode
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.worker import WorkerError
from embeddings.errors import EmbeddingError
from retrieval.errors import RetrievalError

_POLLING = 2.0
"""Polling interval for a newer generation, in seconds."""

_log = structlog.get_logger(__name__)


class IndexWatcher:
    """Watcher that opens each newly published generation, without waiting for a question."""

    def __init__(self, engine: Engine, metrics: Metrics) -> None:
        self._engine, self._metrics = engine, metrics
        self._problem = ""
        self._serves = ""
        self._record_generation()

    async def check(self) -> str:
        """Health check: report a newer generation that failed to open."""
        return self._problem

    async def watch_forever(self, sleep: Callable[[float], Awaitable[object]]) -> None:
        """Poll for a new generation, and open it."""
        while True:
            await sleep(_POLLING)
            try:
                await self._engine.refresh()
                await self._engine.check_example()
            except (RetrievalError, EmbeddingError, WorkerError, OSError) as error:
                if not self._problem:
                    _log.error("the index cannot be opened", reason=str(error))
                self._problem = "the published index cannot be opened"
                continue
            self._problem = ""
            before = self._serves
            self._record_generation()
            if self._serves != before:
                _log.info("switched to another index generation", generation=self._serves)

    def _record_generation(self) -> None:
        manifest = self._engine.index.manifest
        self._serves = manifest.generation
        self._metrics.serves(manifest)


class DatabaseCheck:
    """Health check of the database; concurrent checks share one write."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._check: asyncio.Task[str] | None = None

    async def check(self) -> str:
        """Report a problem of the database, current or since the last check."""
        if self._check is None or self._check.done():
            self._check = asyncio.create_task(self._write())
        return await asyncio.shield(self._check)

    async def _write(self) -> str:
        try:
            return await asyncio.to_thread(self._store.check)
        except StoreUnavailable as error:
            _log.warning("the database is unavailable", reason=str(error))
            return "the database is unavailable"


def socket_checks(socket: SocketMode | None) -> tuple[Check, ...]:
    """Return the health check of the socket to Slack; it always passes without Socket Mode."""

    async def alive() -> str:
        return socket.problem if socket else ""

    return (alive,)
