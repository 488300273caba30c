"""Welcome message of a channel that the bot is invited to."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.engine import Engine
from bot.slack.ledger import Ledger
from bot.slack.listeners.incoming import BotInvited
from bot.slack.listeners.listener import listener
from bot.slack.listeners.parsing import read_invited
from bot.slack.post import Poster
from bot.slack.service import Service
from bot.slack.store.store import Store
from bot.slack.views.privacy import welcome_message
from bot.texts.texts import texts_in


def register(app: AsyncApp, ledger: Ledger, engine: Engine, poster: Poster, service: Service) -> None:
    """Listen to members who join a channel; only the bot's own joining is handled."""

    async def on_joined(joined: BotInvited) -> None:
        if await ledger.is_new(joined.team, joined.event_id):
            keep = await ledger.call_or(service.keep, Store.keep_of, joined.team)
            say = texts_in(await poster.languages.told(joined.team, joined.user))
            await poster.post(joined.channel, welcome_message(keep.days, service.support, say))

    app.event("member_joined_channel")(listener(poster, read_invited, on_joined))
