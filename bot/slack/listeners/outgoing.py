"""Replies of listeners: messages and modals for one person, and refusals to act on what is not theirs."""

from __future__ import annotations

import structlog

from bot.slack.dispatcher import Dispatcher
from bot.slack.exchange import Exchange, Message, State
from bot.slack.listeners.incoming import Caller, Click
from bot.slack.views.kit import View
from bot.slack.views.notices import expired_message, notice

NO_FILES = "The app may not send files yet. Whoever runs this bot finds out with 'clausebot doctor' what to grant it."
NOT_YOURS = "That is somebody else's, or of another channel: nothing was changed. Ask the question yourself."

_log = structlog.get_logger(__name__)


async def known(dispatcher: Dispatcher, click: Click) -> Exchange | None:
    """Return a click's exchange, if its words are still kept and whoever clicked may act on it; else say so."""
    exchange = await dispatcher.ledger.get(click.exchange)
    if exchange is None or not exchange.subject or exchange.state is State.WITHDRAWN:
        await tell(dispatcher, click, expired_message())
        return None
    return await _allowed(dispatcher, click, exchange)


async def theirs(dispatcher: Dispatcher, caller: Caller, exchange_id: str) -> Exchange | None:
    """Return an exchange, with its words or without them, if the caller may act on it; else say so."""
    exchange = await dispatcher.ledger.get(exchange_id)
    if exchange is None:
        await tell(dispatcher, caller, expired_message())
        return None
    return await _allowed(dispatcher, caller, exchange)


async def _allowed(dispatcher: Dispatcher, caller: Caller, exchange: Exchange) -> Exchange | None:
    if _is_theirs(exchange, caller):
        return exchange
    await refuse(dispatcher, caller, exchange=exchange.id)
    return None


async def refuse(dispatcher: Dispatcher, caller: Caller, **about: str) -> None:
    """Log that somebody acts on what is not theirs, and tell them."""
    _log.warning("refused what belongs to somebody else", **about)
    await tell(dispatcher, caller, NOT_YOURS)


def _is_theirs(exchange: Exchange, caller: Caller) -> bool:
    """Say whether a caller sees an exchange's answer: a private one its asker alone, another one all in its channel."""
    if exchange.team != caller.team:
        return False
    if exchange.private or not caller.channel:
        return caller.user == exchange.asker
    return caller.channel == exchange.channel


async def tell(dispatcher: Dispatcher, caller: Caller, message: Message | str) -> None:
    """Show a message to the caller alone, as far as there is a place.

    Raises:
        SlackFailure: If Slack does not take it.
    """
    message = notice(message) if isinstance(message, str) else message
    if caller.response_url:
        await dispatcher.poster.respond(caller.response_url, message, replace=False)
    elif caller.user and caller.channel:
        await dispatcher.poster.private(caller.channel, caller.user, message, thread_ts=caller.thread_ts)
    elif caller.user:  # a form or the home, which are in no channel: a direct message is opened by its user
        await dispatcher.poster.post(caller.user, message)


async def open_view(dispatcher: Dispatcher, trigger: str, view: View) -> None:
    """Open a modal for the caller whose click or command is the trigger."""
    await dispatcher.poster.call("views.open", trigger_id=trigger, view=view)


async def direct_messages(dispatcher: Dispatcher, user: str) -> str:
    """Return the channel of the bot's direct messages with a user."""
    opened = await dispatcher.poster.call("conversations.open", users=user)
    channel: str = opened["channel"]["id"]
    return channel


async def dismiss(dispatcher: Dispatcher, click: Click) -> None:
    """Delete a private answer for the one person who sees it."""
    await dispatcher.poster.respond(click.response_url, None, delete=True)
