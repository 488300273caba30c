"""Access to the database from the event loop, with a bounded memory for the time in which the database is unavailable.

`call` runs a method of the store in a worker thread. The other methods work without the database, too: duplicate events
are recognised and questions answered from memory, and failed writes are queued until the database is back. After a
failure, the database is not tried for a few seconds, so that callers do not wait for it again and again. A write that
the database refuses is logged and dropped.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

import structlog

from bot.slack.exchange import ChannelSettings, Exchange, Feedback, LeftAlone, State
from bot.slack.store import left_alone
from bot.slack.store.errors import DataRefused, StoreUnavailable
from bot.slack.store.store import Store

_REMEMBERED = 5_000
"""Maximum number of exchanges, of events and of channels kept in memory."""

_WAITING = 1_000
"""Maximum number of queued writes."""

_REST = timedelta(seconds=5)
"""Time after a failure until the database is tried again."""

K = TypeVar("K", bound=Hashable)
P = ParamSpec("P")
T = TypeVar("T")

_log = structlog.get_logger(__name__)


class _Recent(OrderedDict[K, T]):
    """Mapping that evicts the entry set longest ago when it is full."""

    def __setitem__(self, key: K, value: T) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > _REMEMBERED:
            self.popitem(last=False)


class Ledger:
    """Exchanges, events, settings and verdicts, available with or without the database."""

    def __init__(self, store: Store, *, owner: str, clock: Callable[[], datetime]) -> None:
        """Start with an empty memory.

        Args:
            store: Database.
            owner: Id of this process, which leases exchanges.
            clock: Returns the time, with a time zone.
        """
        self._store = store
        self._owner = owner
        self._clock = clock
        self._retry_at: datetime | None = None
        self._exchanges: _Recent[str, Exchange] = _Recent()
        self._events: _Recent[Hashable, None] = _Recent()
        self._settings: _Recent[tuple[str, str], ChannelSettings] = _Recent()
        self._leased: _Recent[str, None] = _Recent()
        self._silenced: _Recent[tuple[str, str, str], None] = _Recent()
        self._writing = asyncio.Lock()  # so that no newer write overtakes one that waited
        self._unwritten: OrderedDict[Hashable, Callable[[Store], None]] = OrderedDict()

    async def call(self, method: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a method of the store, after the queued writes.

        Raises:
            StoreUnavailable: If the database is unavailable.
            DataRefused: If it refuses a value.
        """
        if self._retry_at and self._clock() < self._retry_at:
            raise StoreUnavailable("the database was unavailable a moment ago; it is retried in a few seconds")
        try:
            if self._unwritten or self._writing.locked():
                async with self._writing:
                    await self._write_queued()
            return await self._store.run(method, *args, **kwargs)
        except StoreUnavailable:
            self._retry_at = self._clock() + _REST
            raise

    async def call_or(
        self, default: T, method: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a method of the store; return the default while the database is unavailable."""
        try:
            return await self.call(method, *args, **kwargs)
        except StoreUnavailable:
            return default

    async def accept(self, exchange: Exchange, event_id: str) -> bool:
        """Accept a question; return False if its event or its message was accepted before, by any process."""
        keys: list[Hashable] = [(exchange.team, event_id)] if event_id else []
        keys += [_message_key(exchange)] if exchange.question_ts else []
        if any(key in self._events for key in keys):
            return False
        for key in keys:
            self._events[key] = None
        self._exchanges[exchange.id] = exchange  # before the write, as the exchange may be withdrawn meanwhile
        try:
            fresh = await self.call(Store.accept, exchange, event_id=event_id, owner=self._owner)
        except StoreUnavailable:
            self._write_later(exchange.id, lambda store: store.save(self._exchanges.get(exchange.id, exchange)))
            return True
        except DataRefused as refused:
            _dropped(refused)  # the question is answered from memory
            return True
        if fresh:
            self._leased[exchange.id] = None
        else:
            self._exchanges.pop(exchange.id, None)
        return fresh

    def mark_deleted(self, team: str, channel: str, question_ts: str) -> None:
        """Record that a message was deleted, so that it is not accepted if it arrives later."""
        self._events[team, channel, question_ts] = None

    async def leave_alone(self, exchange: Exchange, left: LeftAlone | None) -> None:
        """Drop an accepted message that did not ask the bot; after an edit, it can be accepted again.

        Args:
            exchange: The message.
            left: Record for the daily digest; None to keep none.
        """
        self._exchanges.pop(exchange.id, None)
        self._leased.pop(exchange.id, None)
        self._unwritten.pop(exchange.id, None)
        self._events.pop(_message_key(exchange), None)
        await self.call_or(None, left_alone.leave, exchange, left)

    async def silence(self, exchange: Exchange) -> None:
        """Silence the thread of an exchange: answer only messages that mention the bot, until `end_silence`."""
        thread = _thread_key(exchange)
        self._silenced[thread] = None
        try:
            await self.call(left_alone.silence, *thread)
        except StoreUnavailable:
            self._write_later(("silence", *thread), lambda store: left_alone.silence(store, *thread))

    async def end_silence(self, exchange: Exchange) -> None:
        """End the silence of the thread of an exchange."""
        thread = _thread_key(exchange)
        self._silenced.pop(thread, None)
        self._unwritten.pop(("silence", *thread), None)
        await self.call_or(None, left_alone.end_silence, *thread)

    async def is_silenced(self, team: str, channel: str, thread_ts: str) -> bool:
        """Return whether a thread is silenced."""
        thread = (team, channel, thread_ts)
        return await self.call_or(thread in self._silenced, left_alone.is_silenced, *thread)

    async def is_wanted(self, exchange: Exchange) -> bool:
        """Return whether to post the answer of an exchange: it is not withdrawn, nor leased by another process."""
        if self._exchanges.get(exchange.id, exchange).state is State.WITHDRAWN:
            return False
        if exchange.state is not State.ACCEPTED or exchange.id not in self._leased:
            return True
        return await self.call_or(True, _is_held, exchange.id, self._owner)

    async def is_new(self, team: str, event_id: str) -> bool:
        """Record an event that is no question; return False if it was recorded before."""
        if (team, event_id) in self._events:
            return False
        self._events[team, event_id] = None
        return not await self.call_or(False, Store.seen, team, event_id)

    async def save(self, exchange: Exchange) -> None:
        """Save an exchange."""
        self._exchanges[exchange.id] = exchange
        try:
            await self.call(Store.save, exchange)
        except StoreUnavailable:
            self._write_later(exchange.id, lambda store: store.save(exchange))
        except DataRefused as refused:
            _dropped(refused)

    async def get(self, exchange_id: str) -> Exchange | None:
        """Return the exchange of an id; None if there is none.

        Raises:
            StoreUnavailable: If it is not in memory, and the database is unavailable.
        """
        try:
            found = await self.call(Store.get, exchange_id)
        except StoreUnavailable:
            if exchange_id not in self._exchanges:
                raise
            return self._exchanges[exchange_id]
        return found and await self._with_words(found)

    async def by_question(self, team: str, channel: str, question_ts: str) -> Exchange | None:
        """Return the exchange whose question is a message, from the database or from memory."""
        found = await self.call_or(None, Store.by_question, team, channel, question_ts)
        if found:
            return await self._with_words(found)
        key = (team, channel, question_ts)
        return next((exchange for exchange in self._exchanges.values() if _message_key(exchange) == key), None)

    async def in_thread(self, team: str, channel: str, thread_ts: str) -> list[Exchange]:
        """Return the exchanges of a thread, oldest first, without withdrawn ones."""
        try:
            inside = await self.call(Store.in_thread, team, channel, thread_ts)
        except StoreUnavailable:
            thread = (team, channel, thread_ts)
            found = (e for e in self._exchanges.values() if (e.team, e.channel, e.thread_ts) == thread)
            return sorted((e for e in found if e.state is not State.WITHDRAWN), key=lambda e: e.asked_at)
        return [await self._with_words(exchange) for exchange in inside]

    async def settings(self, team: str, channel: str) -> ChannelSettings:
        """Return the settings of a channel; while the database is unavailable, those read last."""
        try:
            settings = await self.call(Store.channel_settings, team, channel)
        except StoreUnavailable:
            return self._settings.get((team, channel), ChannelSettings())
        self._settings[team, channel] = settings
        return settings

    async def save_settings(self, team: str, channel: str, settings: ChannelSettings) -> None:
        """Save the settings of a channel in the database.

        Raises:
            StoreUnavailable: If the database cannot be reached; nothing is changed then.
        """
        await self.call(Store.save_channel_settings, team, channel, settings)
        self._settings[team, channel] = settings

    async def language(self, team: str) -> str:
        """Return the language tag of a workspace's settings; "" for none, and while the database is unavailable."""
        workspace = await self.call_or(None, Store.workspace, team)
        return workspace.language if workspace else ""

    async def add_feedback(self, feedback: Feedback) -> None:
        """Save a verdict, now or when the database is back.

        Raises:
            StoreUnavailable: If it is unavailable, and the queue of writes is full.
        """
        try:
            await self.call(Store.add_feedback, feedback)
        except StoreUnavailable:
            if not self._write_later((feedback.exchange, feedback.user), lambda store: store.add_feedback(feedback)):
                raise
        except DataRefused as refused:
            _dropped(refused)

    async def extend(self, ids: Sequence[str]) -> None:
        """Renew the leases of exchanges in progress."""
        await self.call_or(set(), Store.extend, ids, owner=self._owner)

    async def expired(self) -> list[Exchange]:
        """Lease and return the exchanges without an answer whose lease ran out."""
        claimed = await self.call_or([], Store.expired, owner=self._owner)
        for exchange in claimed:
            self._leased[exchange.id] = None
            self._exchanges[exchange.id] = exchange
        return claimed

    def drop(self, team: str, user: str = "") -> None:
        """Delete the memory of a workspace, or of one of its users."""
        theirs = (key for key, one in self._exchanges.items() if one.team == team and user in ("", one.asker))
        for exchange_id in list(theirs):
            for memory in (self._exchanges, self._leased, self._unwritten):
                memory.pop(exchange_id, None)
        for place in [place for place in self._settings if place[0] == team and not user]:
            del self._settings[place]

    async def _with_words(self, exchange: Exchange) -> Exchange:
        """Return an exchange with its words from memory, if its workspace does not keep words in the database."""
        if not exchange.is_erased or exchange.id not in self._exchanges:
            return exchange
        kept = await self.call_or(self._store.keep, Store.keep_of, exchange.team)
        return exchange if kept else self._exchanges[exchange.id]

    def _write_later(self, key: Hashable, write: Callable[[Store], None]) -> bool:
        """Queue a write, in place of an earlier one with the same key; return whether there was room."""
        if key not in self._unwritten and len(self._unwritten) >= _WAITING:
            _log.error("a write was dropped: the queue for the database is full", waiting=_WAITING)
            return False
        self._unwritten[key] = write
        return True

    async def _write_queued(self) -> None:
        while self._unwritten:
            key, write = self._unwritten.popitem(last=False)
            try:
                await self._store.run(write)
            except StoreUnavailable:
                self._unwritten.setdefault(key, write)  # unless a newer write was queued meanwhile
                raise
            except Exception as error:  # a retry would fail again, and block the queue
                _dropped(error)


def _is_held(store: Store, exchange_id: str, owner: str) -> bool:
    """Return whether a process holds the lease of an exchange, or the database does not have the exchange any more."""
    return bool(store.extend([exchange_id], owner=owner)) or store.get(exchange_id) is None


def _dropped(error: Exception) -> None:
    """Log a dropped write by its error alone, as its values may be user text."""
    _log.error("a write was dropped", error=str(error) if isinstance(error, DataRefused) else type(error).__name__)


def _message_key(exchange: Exchange) -> tuple[str, str, str]:
    return exchange.team, exchange.channel, exchange.question_ts


def _thread_key(exchange: Exchange) -> tuple[str, str, str]:
    return exchange.team, exchange.channel, exchange.thread_ts
