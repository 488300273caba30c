"""Replies of listeners: messages and modals for one person, and checks that the person may act on an exchange."""

from __future__ import annotations

import structlog

from bot.slack.exchange import Exchange, Message
from bot.slack.ledger import Ledger
from bot.slack.listeners.incoming import Caller, Click
from bot.slack.post import Poster
from bot.slack.views.kit import View
from bot.slack.views.notices import expired_message, notice

_log = structlog.get_logger(__name__)


async def exchange_with_words(ledger: Ledger, poster: Poster, caller: Caller, exchange_id: str) -> Exchange | None:
    """Return an exchange with its words, if the caller may act on it; else tell the caller."""
    exchange = await ledger.get(exchange_id)
    return await _allowed(poster, caller, None if exchange and exchange.is_erased else exchange)


async def permitted_exchange(ledger: Ledger, poster: Poster, caller: Caller, exchange_id: str) -> Exchange | None:
    """Return an exchange, with or without its words, if the caller may act on it; else tell the caller."""
    return await _allowed(poster, caller, await ledger.get(exchange_id))


async def _allowed(poster: Poster, caller: Caller, exchange: Exchange | None) -> Exchange | None:
    if exchange is None:
        await tell(poster, caller, expired_message(caller.say))
    elif may_see(exchange, caller):
        return exchange
    else:
        await refuse(poster, caller, exchange=exchange.id)
    return None


async def refuse(poster: Poster, caller: Caller, **about: str) -> None:
    """Log that the caller lacks permission, and tell the caller."""
    _log.warning("permission denied", **about)
    await tell(poster, caller, caller.say("notice.not_theirs"))


def may_see(exchange: Exchange, caller: Caller) -> bool:
    """Return whether the caller may see the answer of an exchange.

    A private answer is for its asker, another one for everybody in its channel. A caller without a channel, as in a
    form, must be the asker.
    """
    if exchange.team != caller.team:
        return False
    if exchange.private or not caller.channel:
        return caller.user == exchange.asker
    return caller.channel == exchange.channel


async def tell(poster: Poster, caller: Caller, message: Message | str) -> None:
    """Show a message to the caller alone, if the payload names a place for it.

    Raises:
        SlackFailure: If Slack does not take it.
    """
    message = notice(message) if isinstance(message, str) else message
    if caller.response_url:
        await poster.respond(caller.response_url, message, replace=False)
    elif caller.user and caller.channel:
        await poster.private(caller.channel, caller.user, message, thread_ts=caller.thread_ts)
    elif caller.user:  # a form or the home, which are in no channel: Slack takes a user's id for direct messages
        await poster.post(caller.user, message)


async def open_view(poster: Poster, trigger: str, view: View) -> None:
    """Open a modal, by the trigger id of the caller's click or command."""
    await poster.call("views.open", trigger_id=trigger, view=view)


async def direct_messages(poster: Poster, user: str) -> str:
    """Return the id of the Slack channel for direct messages between the bot and a user; open it if need be."""
    opened = await poster.call("conversations.open", users=user)
    channel: str = opened["channel"]["id"]
    return channel


async def dismiss(poster: Poster, click: Click) -> None:
    """Delete a private answer for the one person who sees it."""
    await poster.respond(click.response_url, None, delete=True)
