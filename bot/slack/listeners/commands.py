"""Listeners for the slash command and the message shortcuts, whose answers are shown to one person alone.

A shortcut may be used on a message of a colleague, who did not ask for an answer below it. So its answer is private,
which also works in channels that the bot is not in. "Share in channel" posts it in the thread of that message.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from slack_bolt.async_app import AsyncApp

from bot.slack.exchange import Exchange, Origin, new_id
from bot.slack.faults import SlackFailure, pages
from bot.slack.listeners.incoming import Command
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import open_view, tell
from bot.slack.listeners.parsing import read_command, read_shortcut
from bot.slack.manifest import AGREED_SHORTCUT, COMMAND, SHORTCUT
from bot.slack.parts import Parts
from bot.slack.post import Poster
from bot.slack.threads import plain_words, with_forwarded
from bot.slack.views.actions import Opener
from bot.slack.views.channel_settings import settings_modal
from bot.texts.texts import said_in

_PAGES = 20
"""Maximum number of pages of a channel's members, of a thousand each."""


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the command and the shortcuts."""
    commands = _Commands(parts)
    app.command(COMMAND)(listener(parts.poster, read_command, commands.obey))
    for shortcut, origin in ((SHORTCUT, Origin.SHORTCUT), (AGREED_SHORTCUT, Origin.AGREED)):
        handle = partial(commands.ask_about_message, origin)
        app.message_shortcut(shortcut)(listener(parts.poster, read_shortcut, handle))


@dataclass(frozen=True, slots=True)
class _Commands:
    """Handlers of the command and the shortcuts."""

    parts: Parts

    async def obey(self, command: Command) -> None:
        """Ask the question of a slash command, open the settings of the channel, or show the help."""
        words = plain_words(command.text)
        match words.lower().strip(" .!?").removesuffix(" please"):
            case "" | "help":
                await tell(self.parts.poster, command, command.say("notice.command_help", command=COMMAND))
            case "settings":
                await self._open_settings(command)
            case _:
                await self._ask(command, Origin.COMMAND, words)

    async def ask_about_message(self, origin: Origin, shortcut: Command) -> None:
        """Ask the text of the message that a shortcut was used on."""
        # A forwarded draft is what is looked up, and not what its sender says of it.
        own = "" if origin is Origin.AGREED and shortcut.forwarded else shortcut.text
        if words := with_forwarded(own, shortcut.forwarded):
            await self._ask(shortcut, origin, words)
        else:
            unread = said_in(shortcut.language)("reply.no_files") if shortcut.files else shortcut.say("notice.no_words")
            await tell(self.parts.poster, shortcut, unread)

    async def _ask(self, command: Command, origin: Origin, words: str) -> None:
        settings = await self.parts.ledger.settings(command.team, command.channel)
        exchange = Exchange(
            id=new_id(),
            team=command.team,
            channel=command.channel,
            asker=command.user,
            question=words,
            asked_at=self.parts.dispatcher.clock(),
            origin=origin,
            thread_ts=command.thread_ts,
            private=True,
            response_url=command.response_url,
            standing=settings.standing,
        )
        await self.parts.dispatcher.ask(exchange, command.trigger)

    async def _open_settings(self, command: Command) -> None:
        if not await is_member(self.parts.poster, command.channel, command.user):
            await tell(self.parts.poster, command, command.say("notice.stranger"))
            return
        settings = await self.parts.ledger.settings(command.team, command.channel)
        opener = Opener(command.team, command.channel, command.user)
        view = settings_modal(opener, settings, await self.parts.engine.about(), command.say)
        await open_view(self.parts.poster, command.trigger, view)


async def is_member(poster: Poster, channel: str, user: str) -> bool:
    """Return whether a user is a member of a channel, as far as the bot may list its members."""
    where = {"channel": channel, "limit": 1000}
    try:
        async for page in pages(lambda cursor: poster.call("conversations.members", **where, cursor=cursor), _PAGES):
            if user in page["members"]:
                return True
    except SlackFailure as failure:
        if failure.error not in ("channel_not_found", "not_in_channel"):
            raise
    return False
