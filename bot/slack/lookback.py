"""Look-back: finds mentions and direct messages that were missed while the bot was away, and answers them late.

While a replica is connected to Slack, it records so every few seconds in the row of each workspace. After a gap, one
replica at a time reads the history since then, with pauses, as Slack limits the reading of history. Messages that were
received are not accepted again, as the ledger knows each by its channel and its timestamp.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.slack.acting import acting_for
from bot.slack.exchange import Missed
from bot.slack.faults import SlackFailure, next_cursor, pages
from bot.slack.ledger import Ledger
from bot.slack.listeners.incoming import UserMessage
from bot.slack.listeners.parsing import read_from_history
from bot.slack.logs import log_fault
from bot.slack.payload import Malformed
from bot.slack.post import Poster
from bot.slack.store import alive
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.threads import is_courtesy, mentions

BEAT = 20.0
"""Seconds between two records of the connection to Slack."""

_SKEW = timedelta(minutes=5)
"""Time before a gap that is read, too, as clocks differ, and messages just before the gap may be lost."""

_MAX_PAGES = 1_000
"""Maximum number of pages of history read for one gap."""

_KINDS = {
    "im": ("im:read", "im:history"),
    "mpim": ("mpim:read", "mpim:history"),
    "public_channel": ("channels:read", "channels:history"),
    "private_channel": ("groups:read", "groups:history"),
}
"""Kinds of conversation, most urgent first, with the scopes to list them and to read them."""

Event = Mapping[str, Any]
AnswerMissed = Callable[[UserMessage], Awaitable[None]]
"""Answers a message that was missed."""

Sleep = Callable[[float], Awaitable[object]]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Rate limit of reading history: seconds between two pages, and messages on a page."""

    seconds: float
    messages: int


INTERNAL = Pace(1.5, 200)
"""Rate limit of an app of one workspace: fifty pages a minute."""

DISTRIBUTED = Pace(61.0, 15)
"""Rate limit of a distributed app outside of Slack's Marketplace: one page a minute."""


class _LeaseLost(Exception):
    """The lease is lost: another replica looks back, or the look-back begins again because of a new gap."""


@dataclass(frozen=True, slots=True)
class Means:
    """Collaborators and limits of look-backs.

    Attributes:
        ledger: Access to the database.
        poster: Client that reads the history.
        answer: Answers a message that was missed.
        owner: Id of this process, which leases workspaces.
        longest: Maximum age of messages to answer; 0 to answer none.
        pace: Rate limit of reading history.
        clock: Returns the time, with a time zone.
    """

    ledger: Ledger
    poster: Poster
    answer: AnswerMissed
    owner: str
    longest: timedelta
    pace: Pace
    clock: Callable[[], datetime]


class LookBack:
    """Records the connection to each workspace, and searches its history after a gap."""

    def __init__(self, means: Means, *, teams: Callable[[Store], list[str]], is_heard: Callable[[], bool]) -> None:
        """Configure without starting.

        Args:
            means: Collaborators and limits.
            teams: Returns the workspaces that the bot serves.
            is_heard: Returns whether the bot is connected to Slack.
        """
        self._means = means
        self._teams = teams
        self._is_heard = is_heard
        self._looking: set[asyncio.Task[None]] = set()

    async def run_forever(self, sleep: Sleep = asyncio.sleep) -> None:
        """Call `beat` every few seconds, until cancelled."""
        try:
            while True:
                try:
                    await self.beat(sleep)
                except StoreUnavailable as error:
                    _log.warning("the connection to Slack could not be recorded", reason=str(error))
                except Exception as error:  # nothing may end this loop
                    log_fault("looking back failed", error)
                await sleep(BEAT)
        finally:
            for task in self._looking:
                task.cancel()

    async def beat(self, sleep: Sleep) -> None:
        """Record that the bot is connected, if it is, and start to look back in workspaces with a gap.

        Raises:
            StoreUnavailable: If the database is unavailable.
        """
        if not self._is_heard():
            return
        ledger = self._means.ledger
        teams = await ledger.call(self._teams)
        await ledger.call(alive.beat, teams)
        if not self._means.longest:
            return
        for missed in await ledger.call(alive.claim, teams, self._means.owner):
            task = asyncio.create_task(self._look_back(missed, sleep))
            self._looking.add(task)  # as the event loop keeps weak references
            task.add_done_callback(self._looking.discard)

    async def _look_back(self, missed: Missed, sleep: Sleep) -> None:
        try:
            with acting_for(missed.team):
                await _Look(self._means, missed, sleep).run()
        except _LeaseLost:
            _log.info("looking back ends here: another process goes on, or it begins again", team=missed.team)
        except (SlackFailure, StoreUnavailable) as error:  # it is tried again when the lease runs out
            _log.warning("looking back failed; it is tried again", team=missed.team, reason=str(error))
        except Exception as error:
            log_fault("looking back failed", error, team=missed.team)


class _Look:
    """One search of the history of a workspace for missed messages."""

    def __init__(self, means: Means, missed: Missed, sleep: Sleep) -> None:
        self._means = means
        self._sleep = sleep
        self._team = missed.team
        self._oldest = means.clock() - means.longest
        self._since = max(missed.since - _SKEW, self._oldest)
        self._me = ""
        self._lacks: dict[str, None] = {}
        self._pages = self._found = 0

    async def run(self) -> None:
        """Read all conversations and threads, and record the end."""
        _log.info("looking back", team=self._team, since=self._since.isoformat(timespec="seconds"))
        self._me = str((await self._means.poster.call("auth.test"))["user_id"])
        kinds: dict[str, str] = {}
        for kind in _KINDS:
            async for channel in self._conversations(kind):
                kinds[channel] = kind
                await self._read(channel, kind)
        # Threads that began before the gap are not in the history read above.
        for channel, thread in await self._means.ledger.call(alive.threads, self._team, self._oldest):
            if channel in kinds and thread < self._since_ts:
                await self._answer_all(await self._replies(channel, kinds[channel], thread), channel, kinds[channel])
        lacks = ", ".join(self._lacks)
        if lacks:
            _log.warning("cannot look back everywhere: scopes are missing", team=self._team, scopes=lacks)
        await self._means.ledger.call(alive.done, self._team, self._means.owner, lacks)
        _log.info("looked back", team=self._team, found=self._found, pages=self._pages, whole=self._pages < _MAX_PAGES)

    async def _conversations(self, kind: str) -> AsyncIterator[str]:
        """Yield the conversations of a kind that the bot is in."""
        scope, where = _KINDS[kind][0], {"types": kind, "exclude_archived": True, "limit": 200, "team_id": self._team}
        async for page in pages(
            lambda cursor: self._allowed(scope, "users.conversations", {**where, "cursor": cursor})
        ):
            for channel in page.get("channels") or ():
                # Check the kind that Slack returned: in a direct conversation, every message would be answered.
                if _kind_of(channel) == kind:
                    yield str(channel["id"])

    async def _read(self, channel: str, kind: str) -> None:
        """Answer missed messages of a conversation, and of the threads with new replies."""
        said = await self._messages(channel, kind)
        # A message with a reply of the bot was not missed.
        missed = [message for message in said if self._me not in (message.get("reply_users") or ())]
        for one in said:
            if str(one.get("latest_reply") or "") >= self._since_ts:
                missed += await self._replies(channel, kind, str(one["ts"]))
        await self._answer_all(missed, channel, kind)

    async def _replies(self, channel: str, kind: str, thread: str) -> list[Event]:
        """Return the replies in a thread since the gap began."""
        return [one for one in await self._messages(channel, kind, thread) if one["ts"] != thread]

    async def _messages(self, channel: str, kind: str, thread: str = "") -> list[Event]:
        """Return the messages of a conversation, or of one of its threads, since the gap began."""
        method, of = ("conversations.replies", {"ts": thread}) if thread else ("conversations.history", {})
        found: list[Event] = []
        cursor = ""
        while self._pages < _MAX_PAGES and _KINDS[kind][1] not in self._lacks:
            await self._renew_lease()
            where = {
                "channel": channel,
                "oldest": self._since_ts,
                "limit": self._means.pace.messages,
                "cursor": cursor,
                **of,
            }
            page = await self._allowed(_KINDS[kind][1], method, where)
            self._pages += 1
            found += [one for one in page.get("messages") or () if str(one.get("ts") or "") >= self._since_ts]
            await self._sleep(self._means.pace.seconds)
            cursor = next_cursor(page)
            if not cursor:
                break
        return found

    async def _answer_all(self, messages: Iterable[Event], channel: str, kind: str) -> None:
        """Answer direct messages and mentions among messages, oldest first."""
        for message in sorted(messages, key=lambda one: str(one["ts"])):
            try:
                found = read_from_history(message, team=self._team, channel=channel, direct=kind == "im", me=self._me)
            except Malformed:
                continue
            if found and not is_courtesy(found.text) and (found.direct or mentions(found.text, self._me)):
                await self._renew_lease()
                self._found += 1
                await self._means.answer(found)

    async def _renew_lease(self) -> None:
        """Renew the lease, or end this look-back if the lease is lost."""
        if not await self._means.ledger.call(alive.extend, self._team, self._means.owner):
            raise _LeaseLost

    async def _allowed(self, scope: str, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Call a method; if Slack refuses it, log that or record the missing scope, and return an empty page."""
        try:
            return await self._means.poster.call(method, **arguments)
        except SlackFailure as failure:
            if failure.error == "missing_scope":
                self._lacks[scope] = None
            else:
                _log.warning("reading a conversation failed", call=method, error=failure.error)
            return {}

    @property
    def _since_ts(self) -> str:
        """Beginning of the search, as Slack's timestamp."""
        return f"{self._since.timestamp():.6f}"


def _kind_of(channel: Mapping[str, Any]) -> str:
    if channel.get("is_im"):
        return "im"
    if channel.get("is_mpim"):
        return "mpim"
    return "private_channel" if channel.get("is_private") else "public_channel"
