"""Changes of a shown answer, such as its page: in place for the asker, in a private copy for anybody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.slack.dispatcher import Dispatcher
from bot.slack.exchange import Exchange, State, new_id
from bot.slack.listeners.incoming import Caller, Click, Form

Change = Callable[[Exchange], Exchange]


async def change_answer(dispatcher: Dispatcher, caller: Click | Form, exchange: Exchange, change: Change) -> None:
    """Change the answer in place for its asker; show anybody else a changed copy privately."""
    if exchange.private or caller.user == exchange.asker:
        await dispatcher.answer_again(exchange, lambda now: at(caller, change(now)))
    else:
        await dispatcher.answer_again(_copy(exchange, caller), change)


def at(caller: Click | Form, exchange: Exchange) -> Exchange:
    """Return the exchange, with the clicked message as the place of its answer."""
    if exchange.private:
        return replace(exchange, response_url=caller.response_url)
    clicked = caller.message_ts if isinstance(caller, Click) else ""
    return replace(exchange, answer_ts=clicked or exchange.answer_ts)


def _copy(exchange: Exchange, caller: Caller) -> Exchange:
    """Return a private copy of an exchange for the caller, with the same earlier questions."""
    return replace(
        exchange,
        id=new_id(),
        asker=caller.user,
        private=True,
        state=State.ANSWERED,
        question_ts="",
        answer_ts="",
        response_url="",
    )
