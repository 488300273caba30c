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
from bot.slack.desk import Desk, new_id
from bot.slack.exchange import Exchange, Feedback, Origin
from bot.slack.faults import SlackFailure
from bot.slack.listeners.given import Click, read_click
from bot.slack.listeners.guard import listener
from bot.slack.listeners.told import NO_FILES, known, tell, theirs
from bot.slack.payload import Malformed
from bot.slack.store.store import KEPT_MOST
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

Handler = Callable[[Desk, Click], Awaitable[None]]
_log = structlog.get_logger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    """Listen to clicks on answers."""
    for action_id, handle in _HANDLERS.items():
        app.action(action_id)(listener(desk, read_click, partial(handle, desk)))


async def _show_otherwise(desk: Desk, click: Click) -> None:
    exchange = await known(desk, click)
    if exchange is None:
        return
    try:
        pressed(exchange, click.action, click.what)
    except (ValueError, OverflowError):
        raise Malformed("a choice that was not offered") from None
    if not await desk.ledger.seen(click.id):
        await desk.again(exchange, lambda now: _at(click, pressed(now, click.action, click.what)))


def _at(click: Click, exchange: Exchange) -> Exchange:
    """Return an exchange whose answer is the message that was clicked."""
    if exchange.private:
        return replace(exchange, response_url=click.response_url)
    return replace(exchange, answer_ts=click.message_ts or exchange.answer_ts)


async def _reword(desk: Desk, click: Click) -> None:
    """Ask a question that was suggested, beside the one that found nothing."""
    exchange = await known(desk, click)
    if exchange:
        given = (await desk.ledger.settings(exchange.team, exchange.channel)).given
        reworded = replace(_beside(exchange, desk, click, exchange.origin), given=given)
        await desk.ask(reworded, click.id)


def _beside(exchange: Exchange, desk: Desk, click: Click, origin: Origin) -> Exchange:
    """Return a new exchange about what was clicked, to be answered where another one was."""
    return Exchange(
        id=new_id(),
        team=exchange.team,
        channel=exchange.channel,
        asker=click.user,
        question=click.what,
        asked_at=desk.clock(),
        origin=origin,
        thread_ts=exchange.thread_ts,
        private=exchange.private,
        response_url=click.response_url if exchange.private else "",
    )


async def _cite(desk: Desk, click: Click) -> None:
    await _open_on(desk, click, citation_modal)


async def _show_whole(desk: Desk, click: Click) -> None:
    await _open_on(desk, click, lambda clause: paragraph_modal(clause, citations=desk.engine.citations))


async def _open_on(desk: Desk, click: Click, view_of: Callable[[Clause], View]) -> None:
    clause = await desk.engine.clause(click.what)
    # In a thread, as what it cites is read when it is first looked up.
    view = await asyncio.to_thread(view_of, clause) if clause else notice_modal("No longer there", GONE)
    await desk.poster.call("views.open", trigger_id=click.id, view=view)


async def _look_elsewhere(desk: Desk, click: Click) -> None:
    """Look where else a paragraph's words stand, beside the answer that quotes it."""
    exchange = await known(desk, click)
    if exchange:
        await desk.ask(_beside(exchange, desk, click, Origin.ELSEWHERE), click.id)


async def _draw(desk: Desk, click: Click) -> None:
    """Post a picture of a paragraph's history into the thread; of a private answer's, to the one person who sees it."""
    exchange = await known(desk, click)
    if exchange is None or await desk.ledger.seen(click.id):
        return
    try:
        picture = await desk.engine.picture(click.what)
    except (BotError, RetrievalError) as error:
        await tell(desk, click, str(error))
        return
    channel, thread_ts = exchange.channel, exchange.thread_ts
    if exchange.private:
        opened = await desk.poster.call("conversations.open", users=click.user)
        channel, thread_ts = opened["channel"]["id"], ""
    said = _DRAWN.format(cited=short(click.what))
    try:
        await desk.poster.upload(channel, "history.png", picture, said, thread_ts=thread_ts, alt=said)
    except SlackFailure as failure:
        await tell(
            desk, click, NO_FILES if failure.error == "missing_scope" else _NOT_DRAWN.format(error=failure.error)
        )


async def _keep(desk: Desk, click: Click) -> None:
    clause = await desk.engine.clause(click.what)
    if clause is None:
        await tell(desk, click, GONE)
    elif await desk.ledger.keep_clause(click.team, click.user, Kept(clause, desk.clock())):
        of = len(await desk.ledger.kept_clauses(click.team, click.user))
        await tell(desk, click, kept_line(clause, of))
    else:
        await tell(desk, click, _FULL)


async def _judge(desk: Desk, click: Click) -> None:
    if not await theirs(desk, click, click.exchange):
        return
    helpful = click.what == actions.HELPFUL
    try:
        if not helpful:  # first, as in three seconds the trigger opens nothing any more
            view = reason_modal(Opener(click.team, click.channel, click.user, click.exchange))
            await desk.poster.call("views.open", trigger_id=click.id, view=view)
    finally:
        verdict = Feedback(click.exchange, click.team, click.user, helpful, "", desk.clock())
        await desk.ledger.add_feedback(verdict)


async def _withdraw(desk: Desk, click: Click) -> None:
    exchange = await known(desk, click)
    if exchange and exchange.asker != click.user:
        await tell(desk, click, _NOT_YOURS)
    elif exchange:
        await desk.withdraw(_at(click, exchange))


async def _share(desk: Desk, click: Click) -> None:
    exchange = await known(desk, click)
    if exchange is None:
        return
    try:
        await desk.share(exchange)
    except SlackFailure as failure:
        _log.warning("an answer could not be shared", exchange=exchange.id, error=failure.error)
        await tell(desk, click, _NOT_SHARED.format(error=failure.error))
    else:
        await desk.poster.respond(click.response_url, None, delete=True)


async def _dismiss(desk: Desk, click: Click) -> None:
    await desk.poster.respond(click.response_url, None, delete=True)


_HANDLERS: dict[str, Handler] = {
    actions.MORE: _show_otherwise,
    actions.BACK: _show_otherwise,
    actions.THEME: _show_otherwise,
    actions.YEARS: _show_otherwise,
    actions.OPERATIVE: _show_otherwise,
    actions.WIDEN: _show_otherwise,
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
    actions.DISMISS: _dismiss,
}
