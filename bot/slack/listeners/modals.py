"""Forms that are sent in."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.desk import Desk
from bot.slack.exchange import ChannelSettings, Feedback
from bot.slack.listeners.guard import listener
from bot.slack.listeners.told import Body, team_of
from bot.slack.store.store import StoreUnavailable
from bot.slack.views import actions
from bot.slack.views.modals import given_reason
from bot.slack.views.notices import notice
from bot.slack.views.settings import given_settings

_SAVED = "The settings of this channel are saved, and hold from the next question on."
_NOT_SAVED = "The settings could not be saved, as the database is away. Try again in a minute."


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen to forms."""

    async def on_reason(body: Body, _context: AsyncBoltContext) -> None:
        exchange, reason = given_reason(body["view"])
        verdict = Feedback(exchange, team_of(body), body["user"]["id"], False, reason, desk.clock())
        await desk.ledger.add_feedback(verdict)

    async def on_settings(body: Body, _context: AsyncBoltContext) -> None:
        team, view = team_of(body), body["view"]
        channel, _ = given_settings(view, ChannelSettings())
        _, settings = given_settings(view, await desk.ledger.settings(team, channel))
        try:
            await desk.ledger.save_settings(team, channel, settings)
            said = _SAVED
        except StoreUnavailable:
            said = _NOT_SAVED
        await desk.poster.private(channel, body["user"]["id"], notice(said))

    app.view(actions.REASON_MODAL)(listener(desk, on_reason))
    app.view(actions.SETTINGS_MODAL)(listener(desk, on_settings))
