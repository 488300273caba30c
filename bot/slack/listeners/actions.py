"""The buttons and menus of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import structlog
from slack_bolt.async_app import AsyncApp

from bot.collect.kept import Kept
from bot.errors import BotError
from bot.slack.answering import GONE
from bot.slack.dispatcher import Dispatcher, new_id
from bot.slack.exchange import Exchange, Feedback, Origin
from bot.slack.faults import SlackFailure
from bot.slack.listeners.incoming import Click, read_click
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import NO_FILES, direct_messages, dismiss, known, open_view, tell, theirs
from bot.slack.payload import Malformed
from bot.slack.store.store import KEPT_MOST, Store
from bot.slack.views import actions
from bot.slack.views.actions import Opener
from bot.slack.views.controls import pressed
from bot.slack.views.kept import kept_line
from bot.slack.views.kit import View
from bot.slack.views.modals import citation_modal, notice_modal, paragraph_modal, reason_modal
from retrieval.clauses.citation import short
from retrieval.clauses.clause import Clause
from retrieval.errors import RetrievalError

_NOT_YOURS = "Only who asked a question deletes its answer."
_NOT_SHARED = "The answer could not be shared here ({error}). If the bot is no member of this channel, invite it with \
/invite, then press “Share in channel” again."
_FULL = f"You keep {KEPT_MOST} clauses, and no more are taken. Export them on the bot's Home, and remove some."
_DRAWN = "How the words of {cited} changed."
_NOT_DRAWN = (
    "The picture could not be posted here ({error}). If the bot is no member of this channel, invite it with /invite."
)

Handler = Callable[[Dispatcher, Click], Awaitable[None]]
_log = structlog.get_logger(__name__)


def register(app: AsyncApp, dispatcher: Dispatcher) -> None:
    """Listen to clicks on answers."""
    for action_id, handle in _HANDLERS.items():
        app.action(action_id)(listener(dispatcher, read_click, partial(handle, dispatcher)))


async def _show_otherwise(dispatcher: Dispatcher, click: Click) -> None:
    exchange = await known(dispatcher, click)
    if exchange is None:
        return
    try:
        pressed(exchange, click.action, click.what)
    except (ValueError, OverflowError):
        raise Malformed("a choice that was not offered") from None
    if await dispatcher.is_new(click.id):
        await dispatcher.again(exchange, lambda now: _at(click, pressed(now, click.action, click.what)))


def _at(click: Click, exchange: Exchange) -> Exchange:
    """Return an exchange whose answer is the message that was clicked."""
    if exchange.private:
        return replace(exchange, response_url=click.response_url)
    return replace(exchange, answer_ts=click.message_ts or exchange.answer_ts)


async def _reword(dispatcher: Dispatcher, click: Click) -> None:
    """Ask a question that was suggested, beside the one that found nothing."""
    exchange = await known(dispatcher, click)
    if exchange:
        standing = (await dispatcher.settings(exchange.team, exchange.channel)).given
        reworded = replace(_beside(exchange, dispatcher, click), question=click.what, standing=standing)
        await dispatcher.ask(reworded, click.id)


async def _search_everywhere(dispatcher: Dispatcher, click: Click) -> None:
    """Ask without any limit, beside the answer that found nothing within some."""
    exchange = await known(dispatcher, click)
    if exchange:
        everywhere = replace(_beside(exchange, dispatcher, click), question=click.what, literal=True)
        await dispatcher.ask(everywhere, click.id)


def _beside(exchange: Exchange, dispatcher: Dispatcher, click: Click) -> Exchange:
    """Return a new exchange without a question, to be answered where another one was."""
    return Exchange(
        id=new_id(),
        team=exchange.team,
        channel=exchange.channel,
        asker=click.user,
        question="",
        asked_at=dispatcher.clock(),
        origin=exchange.origin,
        thread_ts=exchange.thread_ts,
        private=exchange.private,
        response_url=click.response_url if exchange.private else "",
    )


async def _cite(dispatcher: Dispatcher, click: Click) -> None:
    await _open_on(dispatcher, click, citation_modal)


async def _show_whole(dispatcher: Dispatcher, click: Click) -> None:
    await _open_on(dispatcher, click, lambda clause: paragraph_modal(clause, citations=dispatcher.engine.citations))


async def _open_on(dispatcher: Dispatcher, click: Click, view_of: Callable[[Clause], View]) -> None:
    clause = await dispatcher.engine.clause(click.what)
    # In a thread, as what it cites is read when it is first looked up.
    view = await asyncio.to_thread(view_of, clause) if clause else notice_modal("No longer there", GONE)
    await open_view(dispatcher, click.id, view)


async def _look_elsewhere(dispatcher: Dispatcher, click: Click) -> None:
    """Look where else a paragraph's words stand, beside the answer that quotes it."""
    exchange = await known(dispatcher, click)
    if exchange:
        search = replace(_beside(exchange, dispatcher, click), origin=Origin.ELSEWHERE, clause_id=click.what)
        await dispatcher.ask(search, click.id)


async def _draw(dispatcher: Dispatcher, click: Click) -> None:
    """Post a picture of a paragraph's history into the thread; of a private answer's, to the one person who sees it."""
    exchange = await known(dispatcher, click)
    if exchange is None or not await dispatcher.is_new(click.id):
        return
    try:
        picture = await dispatcher.engine.picture(click.what)
    except (BotError, RetrievalError) as error:
        await tell(dispatcher, click, str(error))
        return
    channel, thread_ts = exchange.channel, exchange.thread_ts
    if exchange.private:
        channel, thread_ts = await direct_messages(dispatcher, click.user), ""
    said = _DRAWN.format(cited=short(click.what))
    try:
        await dispatcher.poster.upload(channel, "history.png", picture, said, thread_ts=thread_ts, alt=said)
    except SlackFailure as failure:
        await tell(
            dispatcher, click, NO_FILES if failure.error == "missing_scope" else _NOT_DRAWN.format(error=failure.error)
        )


async def _keep(dispatcher: Dispatcher, click: Click) -> None:
    clause = await dispatcher.engine.clause(click.what)
    if clause is None:
        await tell(dispatcher, click, GONE)
    elif await dispatcher.ledger.call(Store.keep_clause, click.team, click.user, Kept(clause, dispatcher.clock())):
        of = len(await dispatcher.ledger.call(Store.kept_clauses, click.team, click.user))
        await tell(dispatcher, click, kept_line(clause, of))
    else:
        await tell(dispatcher, click, _FULL)


async def _judge(dispatcher: Dispatcher, click: Click) -> None:
    if not await theirs(dispatcher, click, click.exchange):
        return
    helpful = click.what == actions.HELPFUL
    try:
        if not helpful:  # first, as in three seconds the trigger opens nothing any more
            view = reason_modal(Opener(click.team, click.channel, click.user, click.exchange))
            await open_view(dispatcher, click.id, view)
    finally:
        verdict = Feedback(click.exchange, click.team, click.user, helpful, "", dispatcher.clock())
        await dispatcher.judge(verdict)


async def _withdraw(dispatcher: Dispatcher, click: Click) -> None:
    exchange = await known(dispatcher, click)
    if exchange and exchange.asker != click.user:
        await tell(dispatcher, click, _NOT_YOURS)
    elif exchange:
        await dispatcher.withdraw(_at(click, exchange))


async def _share(dispatcher: Dispatcher, click: Click) -> None:
    exchange = await known(dispatcher, click)
    if exchange is None:
        return
    try:
        await dispatcher.share(exchange)
    except SlackFailure as failure:
        _log.warning("an answer could not be shared", exchange=exchange.id, error=failure.error)
        await tell(dispatcher, click, _NOT_SHARED.format(error=failure.error))
    else:
        await dismiss(dispatcher, click)


_HANDLERS: dict[str, Handler] = {
    actions.MORE: _show_otherwise,
    actions.BACK: _show_otherwise,
    actions.THEME: _show_otherwise,
    actions.YEARS: _show_otherwise,
    actions.OPERATIVE: _show_otherwise,
    actions.WIDEN: _show_otherwise,
    actions.IGNORE: _show_otherwise,
    actions.SUGGESTED: _show_otherwise,
    actions.EVERYWHERE: _search_everywhere,
    actions.NEAR: _show_otherwise,
    actions.REWORD: _reword,
    actions.CITE: _cite,
    actions.WHOLE: _show_whole,
    actions.KEEP: _keep,
    actions.ELSEWHERE: _look_elsewhere,
    actions.HISTORY: _draw,
    actions.FEEDBACK: _judge,
    actions.WITHDRAW: _withdraw,
    actions.SHARE: _share,
    actions.DISMISS: dismiss,
}
