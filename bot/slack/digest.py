"""Daily digest: a direct message with links to messages that the bot left without an answer.

It goes to each person who set a channel to have every question answered. It holds no words of the messages, so that
messages may be changed, deleted or erased later. One replica sends a digest, once; one that cannot be sent is dropped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.slack.acting import acting_for
from bot.slack.exchange import Due, LeftAlone
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.listeners.outgoing import direct_messages
from bot.slack.logs import log_fault
from bot.slack.post import Poster
from bot.slack.store import digests
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.views.left import LINKED, digest_message
from bot.texts.texts import texts_in

ROUND = 60.0
"""Seconds between two rounds of sending."""

HOUR = 7
"""Hour in UTC at which the day of a digest ends: morning in Europe and Africa."""

Sleep = Callable[[float], Awaitable[object]]
_log = structlog.get_logger(__name__)


class Digests:
    """Sends daily digests, one to each person."""

    def __init__(
        self,
        ledger: Ledger,
        poster: Poster,
        *,
        teams: Callable[[Store], list[str]],
        owner: str,
        clock: Callable[[], datetime],
    ) -> None:
        """Configure without sending.

        Args:
            ledger: Access to the database.
            poster: Client that sends the messages.
            teams: Returns the workspaces that the bot serves.
            owner: Id of this process, which leases digests.
            clock: Returns the time, with a time zone.
        """
        self._ledger = ledger
        self._poster = poster
        self._teams = teams
        self._owner = owner
        self._clock = clock

    async def run_forever(self, sleep: Sleep = asyncio.sleep) -> None:
        """Call `send_due` every minute, until cancelled."""
        while True:
            try:
                await self.send_due()
            except StoreUnavailable as error:
                _log.warning("sending daily messages failed; it is tried again", reason=str(error))
            except Exception as error:  # nothing may end this loop
                log_fault("sending daily messages failed", error)
            await sleep(ROUND)

    async def send_due(self) -> None:
        """Send the digests that are due.

        Raises:
            StoreUnavailable: If the database is unavailable; leased digests are sent once their lease is over.
        """
        until = _end_of_day(self._clock())
        teams = await self._ledger.call(self._teams)
        for due in await self._ledger.call(digests.claim, teams, self._owner, until):
            with acting_for(due.team):
                try:
                    await self._send(due)
                except SlackFailure as failure:  # the person is gone, or the app is no longer installed
                    _log.warning("a daily message was dropped", team=due.team, error=failure.error)
                except StoreUnavailable:
                    raise
                except Exception as error:  # go on with the digests of other people
                    log_fault("a daily message was dropped", error, team=due.team)
            await self._ledger.call(digests.done, due, self._owner)

    async def _send(self, due: Due) -> None:
        channel = await direct_messages(self._poster, due.user)
        mark = f"digest{due.until:%Y%m%d}"
        if due.again and await self._poster.find(channel, f"{mark}:", since=f"{due.until.timestamp():.6f}"):
            return  # sent by a process that ended before it could record that
        left = await self._ledger.call(digests.left, due)
        found = [(one, await self._link(one)) for one in left[:LINKED]]
        linked = [(one, link) for one, link in found if link]
        if not linked:
            return
        more = len(left) - len(found)
        say = texts_in(await self._poster.languages.told(due.team, due.user))
        message = digest_message(linked, more, mark, say)
        if await self._ledger.call(digests.is_held, due, self._owner):
            await self._poster.post(channel, message)

    async def _link(self, one: LeftAlone) -> str:
        """Return the address of a message; "" if Slack has none, as when it was deleted."""
        try:
            found = await self._poster.call("chat.getPermalink", channel=one.channel, message_ts=one.ts)
        except SlackFailure:
            return ""
        return str(found.get("permalink") or "")


def _end_of_day(now: datetime) -> datetime:
    """Return the end of the last complete day of digests."""
    end = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return end if end <= now else end - timedelta(days=1)
