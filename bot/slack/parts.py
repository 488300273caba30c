"""Collaborators of all listeners, as one value."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.slack.dispatcher import Dispatcher
from bot.slack.engine import Engine
from bot.slack.ledger import Ledger
from bot.slack.post import Poster
from bot.slack.service import Service
from embeddings.progress import Progress
from retrieval.index.build import BuildReport

Build = Callable[[Progress], BuildReport]
"""Builds the index, in the thread it is called in."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Collaborators of listeners.

    Attributes:
        dispatcher: Dispatcher of requests.
        ledger: Memory of exchanges, settings and kept clauses.
        engine: Queue of requests, and the index that clauses are read from.
        poster: Client that replies are sent with.
        service: Facts about this installation, and its audit log.
        owners: Users who may see feedback and rebuild the index.
        build: Function that rebuilds the index; None to disable rebuilding.
    """

    dispatcher: Dispatcher
    ledger: Ledger
    engine: Engine
    poster: Poster
    service: Service
    owners: Collection[str] = ()
    build: Build | None = None
