"""Forms that are sent in."""

from __future__ import annotations

import asyncio

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.export.write import exported
from bot.slack.desk import Desk
from bot.slack.exchange import ChannelSettings, Feedback
from bot.slack.faults import SlackFailure
from bot.slack.listeners.guard import listener
from bot.slack.listeners.told import NO_FILES, Body, team_of, tell
from bot.slack.store.store import StoreUnavailable
from bot.slack.views import actions
from bot.slack.views.kept import given_format
from bot.slack.views.modals import given_reason
from bot.slack.views.notices import notice
from bot.slack.views.settings import given_settings
from bot.wording import counted

_SAVED = "The settings of this channel are saved, and hold from the next question on."
_NOT_SAVED = "The settings could not be saved, as the database is away. Try again in a minute."


_NOTHING_KEPT = "You keep nothing yet: “Keep”, under a paragraph, keeps it."
_SENT = "What you keep, exported: {count}."


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

    async def on_export(body: Body, _context: AsyncBoltContext) -> None:
        team, user, form = team_of(body), body["user"]["id"], given_format(body["view"])
        kept = await desk.ledger.kept_clauses(team, user)
        if not kept:
            await tell(desk, body, _NOTHING_KEPT)
            return
        content = await asyncio.to_thread(exported, [one.entry for one in kept], form)
        opened = await desk.poster.call("conversations.open", users=user)
        said = _SENT.format(count=counted(len(kept), "clause"))
        try:
            await desk.poster.upload(opened["channel"]["id"], f"clauses{form.ending}", content, said)
        except SlackFailure as failure:
            if failure.error != "missing_scope":
                raise
            await tell(desk, body, NO_FILES)

    app.view(actions.EXPORT_MODAL)(listener(desk, on_export))
    app.view(actions.REASON_MODAL)(listener(desk, on_reason))
    app.view(actions.SETTINGS_MODAL)(listener(desk, on_settings))
