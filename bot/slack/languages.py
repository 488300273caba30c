"""Languages of the users of each workspace, by their locale in Slack; looked up in the background, once a day."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bot.slack.acting import acting_for
from bot.slack.faults import SlackFailure
from bot.texts.texts import ENGLISH, language_of

_REMEMBERED = 10_000
"""Maximum number of users whose language is cached."""

_DAY = 86_400.0
_NEVER = float("-inf")
_NOT_GRANTED = {"missing_scope", "not_allowed_token_type", "unknown_method"}

Call = Callable[..., Awaitable[Mapping[str, Any]]]
SettingOf = Callable[[str], Awaitable[str]]
"""Returns the language tag in the settings of a workspace; "" for the language of each user. Raises nothing."""

_log = structlog.get_logger(__name__)


class Languages:
    """Cache of users' languages; English until known, and if Slack does not return a locale.

    Args:
        call: Calls a method of the Web API; raises SlackFailure.
        now: Returns seconds.
        setting_of: Looks up the language setting of a workspace, which holds for all its users; None for no settings.
    """

    def __init__(
        self, call: Call, now: Callable[[], float] = time.monotonic, setting_of: SettingOf | None = None
    ) -> None:
        self._call = call
        self._now = now
        self._setting_of = setting_of
        self._known: OrderedDict[tuple[str, str], tuple[str, float]] = OrderedDict()
        self._lookups: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._refused: dict[str, float] = {}

    def known(self, team: str, user: str) -> str:
        """Return the cached language of a user, without a lookup."""
        return self._known.get((team, user), (ENGLISH, 0))[0]

    def of(self, team: str, user: str) -> str:
        """Return the cached language of a user; look it up in the background if it is missing or old."""
        who = team, user
        language, since = self._known.get(who, (ENGLISH, _NEVER))
        if user and who not in self._lookups and self._now() - since > _DAY:
            with acting_for(team):  # so that the workspace's own token is used
                self._lookups[who] = asyncio.create_task(self._look_up(team, user))
        return language

    async def told(self, team: str, user: str) -> str:
        """Return the language of a user after waiting for a lookup, for views that answer no question."""
        self.of(team, user)
        if task := self._lookups.get((team, user)):
            await asyncio.wait([task])
        return self.of(team, user)

    def renew(self, team: str) -> None:
        """Expire the cached languages of a workspace, as its setting was changed."""
        for who in [who for who in self._known if who[0] == team]:
            self._known[who] = (self._known[who][0], _NEVER)

    async def _look_up(self, team: str, user: str) -> None:
        who = team, user
        try:
            setting = await self._setting_of(team) if self._setting_of else ""
            language = language_of(setting) if setting else await self._ask_slack(team, user)
            self._known[who] = (language, self._now())
        finally:
            del self._lookups[who]
        self._known.move_to_end(who)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def _ask_slack(self, team: str, user: str) -> str:
        if self._now() - self._refused.get(team, _NEVER) <= _DAY:
            return self.known(team, user)
        try:
            found = await self._call("users.info", user=user, include_locale=True)
        except SlackFailure as failure:
            if failure.error in _NOT_GRANTED:
                self._refused[team] = self._now()
            _log.info("the language of a user is unknown", error=failure.error)
            return self.known(team, user)
        told = found.get("user")
        locale = told.get("locale") if isinstance(told, Mapping) else None
        return language_of(locale if isinstance(locale, str) else "")
