"""Listeners for the buttons that turn the daily digest off and on."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.clicks import read_click
from bot.slack.listeners.incoming import Click
from bot.slack.listeners.listener import Handle, listener
from bot.slack.listeners.outgoing import tell
from bot.slack.parts import Parts
from bot.slack.store import digests
from bot.slack.views import actions
from bot.slack.views.left import turned_message


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to both buttons, each of which changes the digest of the person who clicks."""

    def turned(*, on: bool) -> Handle[Click]:
        async def on_click(click: Click) -> None:
            await parts.ledger.call(digests.turn, click.team, click.user, on=on)
            await tell(parts.poster, click, turned_message(click.say, on=on))

        return on_click

    app.action(actions.DIGEST_OFF)(listener(parts.poster, read_click, turned(on=False)))
    app.action(actions.DIGEST_ON)(listener(parts.poster, read_click, turned(on=True)))
