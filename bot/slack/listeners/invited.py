"""Welcome message of a channel that the bot is invited to."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.incoming import BotInvited
from bot.slack.listeners.listener import listener
from bot.slack.listeners.parsing import read_invited
from bot.slack.parts import Parts
from bot.slack.store.store import Store
from bot.slack.views.privacy import welcome_message
from bot.texts.texts import texts_in


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to members who join a channel; only the bot's own joining is handled."""

    async def on_joined(joined: BotInvited) -> None:
        if await parts.ledger.is_new(joined.team, joined.event_id):
            keep = await parts.ledger.call_or(parts.service.keep, Store.keep_of, joined.team)
            say = texts_in(await parts.poster.languages.told(joined.team, joined.user))
            await parts.poster.post(joined.channel, welcome_message(keep.days, parts.service.support, say))

    app.event("member_joined_channel")(listener(parts.poster, read_invited, on_joined))
