"""Listeners for the owners' buttons: show verdicts and unanswered questions, and rebuild the index."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.engine import Engine
from bot.slack.exchange import Message
from bot.slack.faults import SlackFailure
from bot.slack.listeners.clicks import read_click
from bot.slack.listeners.incoming import Caller, Click
from bot.slack.listeners.listener import Handle, Payload, listener
from bot.slack.listeners.outgoing import direct_messages, open_view, tell
from bot.slack.parts import Build, Parts
from bot.slack.post import Poster
from bot.slack.store.store import Store
from bot.slack.views import actions
from bot.slack.views.notices import notice, progress_message
from bot.slack.views.owners import feedback_modal, unanswered_modal
from bot.texts.texts import Texts
from bot.wording import built_line
from embeddings.errors import EmbeddingError
from retrieval.errors import RetrievalError
from retrieval.index.build import BuildReport

_LISTED = 500
"""Maximum number of verdicts, or of questions, to show."""

_PAUSE = 2.0
"""Seconds between two changes of the message that shows progress."""

_log = structlog.get_logger(__name__)


class Rebuild:
    """Rebuilds the index, one build at a time, and shows its progress."""

    def __init__(self, engine: Engine, poster: Poster, build: Build) -> None:
        self._engine = engine
        self._poster = poster
        self._build = build
        self._running = False
        self._step = ("beginning", 0, 0)

    async def run(self, user: str, say: Texts) -> None:
        """Rebuild for an owner; show progress and result in a direct message."""
        if self._running:
            await self._poster.post(user, notice(say("owners.running")))
            return
        self._running = True
        try:
            await self._run(user, say)
        finally:
            self._running = False

    async def _run(self, user: str, say: Texts) -> None:
        channel = await direct_messages(self._poster, user)
        self._step = ("beginning", 0, 0)
        shown = progress_message(*self._step, say)
        ts = await self._poster.post(channel, shown)
        work = asyncio.create_task(self._build_and_report(say))
        while not work.done():
            await asyncio.wait([work], timeout=_PAUSE)
            now = progress_message(*self._step, say)
            if now != shown and not work.done():
                await self._show(channel, ts, now)
                shown = now
        await self._show(channel, ts, notice(await work))

    async def _build_and_report(self, say: Texts) -> str:
        """Build, open the new index, and return the message on the result."""
        try:
            report = await self._build_in_thread()
            await self._engine.refresh()
        except (RetrievalError, EmbeddingError) as error:
            return say("owners.failed", why=str(error))
        except Exception as error:  # the owner is told of any error
            _log.error("rebuilding the index failed", error=type(error).__name__, exc_info=True)
            return say("owners.failed", why=say("owners.fault"))
        return say("owners.done", report=built_line(report))

    async def _build_in_thread(self) -> BuildReport:
        """Build in a daemon thread, which may end with the process: an interrupted build publishes nothing."""
        built: Future[BuildReport] = Future()
        built.set_running_or_notify_cancel()

        def work() -> None:
            try:
                built.set_result(self._build(self._note))
            except Exception as error:  # raised where the result is awaited
                built.set_exception(error)

        Thread(target=work, name="rebuild", daemon=True).start()
        return await asyncio.wrap_future(built)

    def _note(self, step: str, done: int, total: int) -> None:
        self._step = (step, done, total)

    async def _show(self, channel: str, ts: str, message: Message) -> None:
        try:
            await self._poster.update(channel, ts, message)
        except SlackFailure as failure:  # the build goes on all the same
            _log.warning("posting progress failed", error=failure.error)


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the owners' buttons."""
    owned = _Owned(parts, Rebuild(parts.engine, parts.poster, parts.build) if parts.build else None)
    for action, handle in (
        (actions.OWNERS_FEEDBACK, owned.show_feedback),
        (actions.OWNERS_UNANSWERED, owned.show_unanswered),
        (actions.OWNERS_REBUILD, owned.rebuild_index),
    ):
        app.action(action)(listener(parts.poster, read_click, for_owners(parts, handle)))


@dataclass(frozen=True, slots=True)
class _Owned:
    """Handlers of the owners' buttons."""

    parts: Parts
    rebuild: Rebuild | None

    async def show_feedback(self, click: Click) -> None:
        given = await self.parts.ledger.call(Store.feedback, click.team, _LISTED)
        await open_view(self.parts.poster, click.id, feedback_modal(given, click.say))

    async def show_unanswered(self, click: Click) -> None:
        exchanges = await self.parts.ledger.call(Store.unanswered, click.team, _LISTED)
        await open_view(self.parts.poster, click.id, unanswered_modal(exchanges, click.say))

    async def rebuild_index(self, click: Click) -> None:
        if self.rebuild:
            self.parts.service.audit.note("rebuild", team=click.team, user=click.user)
            await self.rebuild.run(click.user, click.say)
        else:
            await tell(self.parts.poster, click, click.say("owners.no_build"))


def for_owners(parts: Parts, handle: Handle[Payload]) -> Handle[Payload]:
    """Return a handler for owners only; anybody else is told so."""

    async def checked(caller: Payload) -> None:
        if is_owner(caller, parts.owners):
            await handle(caller)
        else:
            _log.warning("permission denied", why="not an owner")
            await tell(parts.poster, caller, caller.say("owners.not_owner"))

    return checked


def is_owner(caller: Caller, owners: Collection[str]) -> bool:
    """Return whether a caller is an owner, listed as "USER" or as "TEAM/USER"."""
    return caller.user in owners or f"{caller.team}/{caller.user}" in owners
