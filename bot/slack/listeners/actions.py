"""Listeners for the buttons and menus of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.collect.kept import Kept
from bot.errors import BotError
from bot.slack.dispatcher import Dispatcher
from bot.slack.engine import Engine
from bot.slack.exchange import Exchange, Feedback, Origin, new_id
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.listeners.browsing import at, change_answer
from bot.slack.listeners.incoming import Click
from bot.slack.listeners.listener import Handle, listener
from bot.slack.listeners.outgoing import (
    direct_messages,
    dismiss,
    exchange_with_words,
    may_see,
    open_view,
    permitted_exchange,
    refuse,
    tell,
)
from bot.slack.listeners.parsing import read_click
from bot.slack.payload import Malformed
from bot.slack.post import Poster
from bot.slack.store.store import KEPT_MOST, Store
from bot.slack.views import actions
from bot.slack.views.actions import Opener
from bot.slack.views.controls import pressed
from bot.slack.views.details import waiting_modal
from bot.slack.views.filter import filter_modal
from bot.slack.views.kept import kept_line
from bot.slack.views.kit import View
from bot.slack.views.modals import citation_modal, notice_modal, paragraph_modal, reason_modal
from bot.slack.views.resolution import resolution_modal
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Clause
from retrieval.errors import RetrievalError

_DETAILS = {
    actions.LIST: "details.list",
    actions.COMPARE: "details.compare",
    actions.STEPS: "details.history",
}

_log = structlog.get_logger(__name__)


def register(app: AsyncApp, dispatcher: Dispatcher, ledger: Ledger, engine: Engine, poster: Poster) -> None:
    """Listen to clicks on answers."""
    for action_id, handle in _Clicks(dispatcher, ledger, engine, poster).handlers().items():
        app.action(action_id)(listener(poster, read_click, handle))


@dataclass(frozen=True, slots=True)
class _Clicks:
    """Handlers of clicks on an answer."""

    dispatcher: Dispatcher
    ledger: Ledger
    engine: Engine
    poster: Poster

    def handlers(self) -> dict[str, Handle[Click]]:
        """Return the handler of each button and menu."""
        change = self._with_exchange(self._change_answer)
        return {
            actions.MORE: change,
            actions.BACK: change,
            actions.FILTER: self._with_exchange(self._open_filter),
            actions.WIDEN: change,
            actions.IGNORE: change,
            actions.SUGGESTED: change,
            actions.EVERYWHERE: self._with_exchange(self._search_everywhere),
            actions.NEAR: change,
            actions.REWORD: self._with_exchange(self._reword),
            actions.PARAGRAPH: self._on_paragraph,
            actions.HISTORY: self._with_exchange(self._draw),
            actions.LIST: self._with_exchange(self._show_details),
            actions.COMPARE: self._with_exchange(self._show_details),
            actions.STEPS: self._with_exchange(self._show_details),
            actions.FEEDBACK: self._judge,
            actions.WITHDRAW: self._withdraw,
            actions.SHARE: self._with_exchange(self._share),
            actions.DISMISS: partial(dismiss, self.poster),
        }

    def _with_exchange(self, handle: Callable[[Click, Exchange], Awaitable[None]]) -> Handle[Click]:
        """Return a handler that adds the exchange of a click, or tells the person that its words are no longer kept."""

        async def on_click(click: Click) -> None:
            if exchange := await exchange_with_words(self.ledger, self.poster, click, click.exchange):
                await handle(click, exchange)

        return on_click

    async def _change_answer(self, click: Click, exchange: Exchange) -> None:
        try:
            pressed(exchange, click.action, click.what)
        except (ValueError, OverflowError):
            raise Malformed("the choice is not one of those offered") from None
        if await self.ledger.is_new(click.team, click.id):
            await change_answer(self.dispatcher, click, exchange, lambda now: pressed(now, click.action, click.what))

    async def _open_filter(self, click: Click, exchange: Exchange) -> None:
        hook = click.response_url if exchange.private else ""
        opener = Opener(click.team, click.channel, click.user, exchange.id, hook)
        view = filter_modal(opener, exchange, await self.engine.about(), click.language)
        await open_view(self.poster, click.id, view)

    async def _on_paragraph(self, click: Click) -> None:
        """Handle a choice in the menu of a clause."""
        action, clause_id = actions.choice_of(click.what)
        chosen: dict[str, Handle[Click]] = {
            actions.CITE: self._cite,
            actions.KEEP: self._keep,
            actions.ELSEWHERE: self._with_exchange(self._look_elsewhere),
            actions.WHOLE: self._show_whole,
            actions.RESOLUTION: self._show_resolution,
        }
        if action not in chosen:
            raise Malformed("the choice is not one of those offered")
        await chosen[action](replace(click, what=clause_id))

    async def _reword(self, click: Click, exchange: Exchange) -> None:
        """Ask a suggested question as a new question, in the place of the one that found nothing."""
        settings = await self.ledger.settings(exchange.team, exchange.channel)
        await self._ask_beside(click, exchange, question=click.what, standing=settings.standing)

    async def _search_everywhere(self, click: Click, exchange: Exchange) -> None:
        """Ask the same question without limits as a new question, in the place of the one that found nothing."""
        await self._ask_beside(click, exchange, question=click.what, literal=True)

    async def _cite(self, click: Click) -> None:
        await self._open_on(click, lambda clause: citation_modal(clause, click.language))

    async def _show_whole(self, click: Click) -> None:
        await self._open_on(
            click, lambda clause: paragraph_modal(clause, citations=self.engine.citations, language=click.language)
        )

    async def _show_resolution(self, click: Click) -> None:
        clauses = await self.engine.resolution(click.what)
        await open_view(self.poster, click.id, resolution_modal(clauses, click.language) if clauses else _gone(click))

    async def _open_on(self, click: Click, view_of: Callable[[Clause], View]) -> None:
        clause = await self.engine.clause(click.what)
        # In a worker thread, as the citations of a clause are loaded on first use.
        view = await asyncio.to_thread(view_of, clause) if clause else _gone(click)
        await open_view(self.poster, click.id, view)

    async def _look_elsewhere(self, click: Click, exchange: Exchange) -> None:
        """Search for other uses of a clause, in the place of the answer that quotes it; publicly only for its asker."""
        private = exchange.private or click.user != exchange.asker
        await self._ask_beside(click, exchange, origin=Origin.ELSEWHERE, clause_id=click.what, private=private)

    async def _ask_beside(self, click: Click, exchange: Exchange, **asked: Any) -> None:
        """Ask a new question in the place of another one: in its channel and thread, and as private as it."""
        beside = Exchange(
            id=new_id(),
            team=exchange.team,
            channel=exchange.channel,
            asker=click.user,
            question="",
            asked_at=self.dispatcher.clock(),
            origin=exchange.origin,
            thread_ts=exchange.thread_ts,
            private=exchange.private,
            response_url=click.response_url if exchange.private else "",
        )
        await self.dispatcher.ask(replace(beside, **asked), click.id)

    async def _show_details(self, click: Click, exchange: Exchange) -> None:
        """Open a modal at once, as its trigger expires after three seconds, and fill it when the content is ready."""
        title = click.say(_DETAILS[click.action])
        opened = await self.poster.call("views.open", trigger_id=click.id, view=waiting_modal(title, click.language))
        try:
            request = await self.dispatcher.request(exchange, click.language)
            view = await self.engine.details(click.action, request, click.what)
        except (BotError, RetrievalError) as error:
            view = notice_modal(title, str(error), click.language)
        await self.poster.call("views.update", view_id=opened["view"]["id"], view=view)

    async def _draw(self, click: Click, exchange: Exchange) -> None:
        """Post a picture of a paragraph's history in the thread; for a private answer, in direct messages."""
        if not await self.ledger.is_new(click.team, click.id):
            return
        try:
            picture = await self.engine.picture(click.what)
        except (BotError, RetrievalError) as error:
            await tell(self.poster, click, str(error))
            return
        channel, thread_ts = exchange.channel, exchange.thread_ts
        if exchange.private:
            channel, thread_ts = await direct_messages(self.poster, click.user), ""
        said = click.say("notice.drawn", cited=short_citation(click.what))
        try:
            await self.poster.upload(channel, "history.png", picture, said, thread_ts=thread_ts, alt=said)
        except SlackFailure as failure:
            lacks_scope = failure.error == "missing_scope"
            why = click.say("notice.no_files") if lacks_scope else click.say("notice.not_drawn", error=failure.error)
            await tell(self.poster, click, why)

    async def _keep(self, click: Click) -> None:
        clause = await self.engine.clause(click.what)
        if clause is None:
            await tell(self.poster, click, click.say("paragraph.gone"))
        elif await self.ledger.call(Store.keep_clause, click.team, click.user, Kept(clause, self.dispatcher.clock())):
            of = len(await self.ledger.call(Store.kept_clauses, click.team, click.user))
            await tell(self.poster, click, kept_line(clause, of, click.language))
        else:
            await tell(self.poster, click, click.say("notice.keep_full", n=KEPT_MOST))

    async def _judge(self, click: Click) -> None:
        exchange = await permitted_exchange(self.ledger, self.poster, click, click.exchange)
        if not exchange:
            return
        helpful = click.what == actions.HELPFUL
        try:
            if not helpful:  # before the verdict is saved, as the trigger expires after three seconds
                view = reason_modal(Opener(click.team, click.channel, click.user, click.exchange), click.language)
                await open_view(self.poster, click.id, view)
        finally:
            verdict = Feedback(click.exchange, click.team, click.user, helpful, "", self.dispatcher.clock())
            await self.dispatcher.judge(verdict)
            if not helpful:
                await self._silence(exchange)

    async def _silence(self, exchange: Exchange) -> None:
        """Silence the thread of a reply that nobody asked for, after a person rejected the reply."""
        if exchange.unasked and exchange.thread_ts:
            await self.ledger.silence(exchange)

    async def _withdraw(self, click: Click) -> None:
        """Delete an answer for its asker, whom the button names, too, in case the exchange is erased."""
        exchange = await self.ledger.get(click.exchange)
        asker = (exchange and exchange.asker) or click.what
        if exchange and not may_see(exchange, click):
            await refuse(self.poster, click, exchange=exchange.id)
        elif click.user != asker:
            await tell(self.poster, click, click.say("notice.not_asker"))
        elif exchange:
            await self._silence(exchange)
            await self.dispatcher.withdraw(at(click, exchange))
        elif click.message_ts:
            await self.poster.delete(click.channel, click.message_ts)

    async def _share(self, click: Click, exchange: Exchange) -> None:
        try:
            await self.dispatcher.share(exchange)
        except SlackFailure as failure:
            _log.warning("an answer could not be shared", exchange=exchange.id, error=failure.error)
            await tell(self.poster, click, click.say("notice.not_shared", error=failure.error))
        else:
            await dismiss(self.poster, click)


def _gone(click: Click) -> View:
    return notice_modal(click.say("paragraph.gone_title"), click.say("paragraph.gone"), click.language)
