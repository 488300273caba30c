"""Languages of Slack users, by their locale: asked once a day for each, beside the work, never waited for."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bot.slack.faults import SlackFailure
from bot.texts.texts import ENGLISH, language_of

_REMEMBERED = 10_000
"""Users whose language is cached."""

_DAY = 86_400.0
_NOT_GRANTED = {"missing_scope", "not_allowed_token_type", "unknown_method"}

Call = Callable[..., Awaitable[Mapping[str, Any]]]
_log = structlog.get_logger(__name__)


class Languages:
    """Cache of users' languages; English until known, and where Slack does not tell.

    Args:
        call: Calls a method of the Web API; raises SlackFailure.
        now: Returns seconds.
    """

    def __init__(self, call: Call, now: Callable[[], float] = time.monotonic) -> None:
        self._call = call
        self._now = now
        self._known: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._granted = True

    def known(self, user: str) -> str:
        """Return the language of a user as known now, without asking for it: of somebody who may want nothing."""
        return self._known.get(user, (ENGLISH, 0))[0]

    def of(self, user: str) -> str:
        """Return the language of a user as known now; an unknown or old one is asked for in the background."""
        language, since = self._known.get(user, (ENGLISH, float("-inf")))
        if user and self._granted and user not in self._asking and self._now() - since > _DAY:
            self._asking[user] = asyncio.create_task(self._ask(user))
        return language

    async def told(self, user: str) -> str:
        """Return the language of a user after Slack was asked, for views that answer no question."""
        self.of(user)
        if asking := self._asking.get(user):
            await asyncio.wait([asking])
        return self.of(user)

    async def _ask(self, user: str) -> None:
        try:
            found = await self._call("users.info", user=user, include_locale=True)
            told = found.get("user")
            locale = told.get("locale") if isinstance(told, Mapping) else None
            self._known[user] = (language_of(locale if isinstance(locale, str) else ""), self._now())
        except SlackFailure as failure:
            self._granted = failure.error not in _NOT_GRANTED
            self._known[user] = (self.known(user), self._now())
            _log.info("the language of a user is unknown", error=failure.error)
        finally:
            del self._asking[user]
        self._known.move_to_end(user)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
