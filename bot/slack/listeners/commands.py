"""Listeners for the slash command and the message shortcuts, whose answers are shown to one person alone.

A shortcut may be used on a message of a colleague, who did not ask for an answer below it. So its answer is private,
which also works in channels that the bot is not in. "Share in channel" posts it in the thread of that message.
"""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.slack.dispatcher import Dispatcher
from bot.slack.engine import Engine
from bot.slack.exchange import Exchange, Origin, new_id
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.listeners.incoming import Command
from bot.slack.listeners.listener import Handle, listener
from bot.slack.listeners.outgoing import open_view, tell
from bot.slack.listeners.parsing import read_command, read_shortcut
from bot.slack.manifest import AGREED_SHORTCUT, COMMAND, SHORTCUT
from bot.slack.post import Poster
from bot.slack.threads import plain_words
from bot.slack.views.actions import Opener
from bot.slack.views.channel_settings import settings_modal

_PAGES = 20
"""Maximum number of pages of a channel's members, of a thousand each."""


def register(app: AsyncApp, dispatcher: Dispatcher, ledger: Ledger, engine: Engine, poster: Poster) -> None:
    """Listen to the command and the shortcuts."""

    async def on_command(command: Command) -> None:
        words = plain_words(command.text)
        match words.lower():
            case "" | "help":
                await tell(poster, command, command.say("notice.command_help", command=COMMAND))
            case "settings":
                await open_settings(command)
            case _:
                await ask(command, Origin.COMMAND, words)

    def on_shortcut(origin: Origin) -> Handle[Command]:
        async def on_message(shortcut: Command) -> None:
            if words := plain_words(shortcut.text):
                await ask(shortcut, origin, words)
            else:
                await tell(poster, shortcut, shortcut.say("notice.no_words"))

        return on_message

    async def ask(command: Command, origin: Origin, words: str) -> None:
        settings = await ledger.settings(command.team, command.channel)
        exchange = Exchange(
            id=new_id(),
            team=command.team,
            channel=command.channel,
            asker=command.user,
            question=words,
            asked_at=dispatcher.clock(),
            origin=origin,
            thread_ts=command.thread_ts,
            private=True,
            response_url=command.response_url,
            standing=settings.standing,
        )
        await dispatcher.ask(exchange, command.trigger)

    async def open_settings(command: Command) -> None:
        if not await is_member(poster, command.channel, command.user):
            await tell(poster, command, command.say("notice.stranger"))
            return
        settings = await ledger.settings(command.team, command.channel)
        opener = Opener(command.team, command.channel, command.user)
        await open_view(poster, command.trigger, settings_modal(opener, settings, await engine.about(), command.say))

    app.command(COMMAND)(listener(poster, read_command, on_command))
    app.message_shortcut(SHORTCUT)(listener(poster, read_shortcut, on_shortcut(Origin.SHORTCUT)))
    app.message_shortcut(AGREED_SHORTCUT)(listener(poster, read_shortcut, on_shortcut(Origin.AGREED)))


async def is_member(poster: Poster, channel: str, user: str) -> bool:
    """Return whether a user is a member of a channel, as far as the bot may list its members."""
    cursor = ""
    for _ in range(_PAGES):
        try:
            page = await poster.call("conversations.members", channel=channel, limit=1000, cursor=cursor)
        except SlackFailure as failure:
            if failure.error in ("channel_not_found", "not_in_channel"):
                return False
            raise
        if user in page["members"]:
            return True
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            break
    return False
