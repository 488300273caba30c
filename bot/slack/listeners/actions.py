"""Listeners for the buttons and menus of an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import structlog
from slack_bolt.async_app import AsyncApp

from bot.collect.kept import Kept
from bot.errors import BotError
from bot.slack.answering import Answering
from bot.slack.exchange import Exchange, Feedback, Origin, new_id
from bot.slack.faults import SlackFailure
from bot.slack.listeners.browsing import Change, at, change_answer
from bot.slack.listeners.clicks import (
    read_answer_click,
    read_clause_click,
    read_click,
    read_compare_click,
    read_menu_click,
    read_page_click,
    read_question_click,
    read_verdict_click,
    read_withdraw_click,
)
from bot.slack.listeners.incoming import (
    AnswerClick,
    ClauseClick,
    Click,
    CompareClick,
    MenuClick,
    PageClick,
    QuestionClick,
    VerdictClick,
    WithdrawClick,
)
from bot.slack.listeners.listener import Handle, Payload, Read, listener
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
from bot.slack.parts import Parts
from bot.slack.payload import Malformed
from bot.slack.request import Ask
from bot.slack.store import kept_clauses
from bot.slack.store.kept_clauses import KEPT_MOST
from bot.slack.views import actions
from bot.slack.views.actions import Opener
from bot.slack.views.controls import as_typed, with_near_misses, with_suggested, without_standing
from bot.slack.views.details import waiting_modal
from bot.slack.views.filter import filter_modal
from bot.slack.views.kept import kept_line
from bot.slack.views.kit import View
from bot.slack.views.modals import citation_modal, notice_modal, paragraph_modal, reason_modal
from bot.slack.views.resolution import resolution_modal
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Clause
from retrieval.errors import RetrievalError

_CHANGES: Mapping[str, Change] = {
    actions.NEAR: with_near_misses,
    actions.SUGGESTED: with_suggested,
    actions.IGNORE: without_standing,
    actions.WIDEN: as_typed,
}
"""Changes of how an answer is shown, by the button."""

Clicked = TypeVar("Clicked", bound=AnswerClick)
_log = structlog.get_logger(__name__)


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to clicks on answers."""
    clicks = _Clicks(parts)

    def on(action_id: str, read: Read[Payload], handle: Handle[Payload]) -> None:
        app.action(action_id)(listener(parts.poster, read, handle))

    for action_id, change in _CHANGES.items():
        on(action_id, read_answer_click, clicks.with_exchange(partial(clicks.change, change)))
    on(actions.MORE, read_page_click, clicks.with_exchange(clicks.turn_page))
    on(actions.BACK, read_page_click, clicks.with_exchange(clicks.turn_page))
    on(actions.FILTER, read_answer_click, clicks.with_exchange(clicks.open_filter))
    on(actions.EVERYWHERE, read_question_click, clicks.with_exchange(clicks.search_everywhere))
    on(actions.REWORD, read_question_click, clicks.with_exchange(clicks.reword))
    on(actions.PARAGRAPH, read_menu_click, clicks.choose)
    on(actions.HISTORY, read_clause_click, clicks.with_exchange(clicks.draw))
    on(actions.LIST, read_answer_click, clicks.with_exchange(clicks.show_list))
    on(actions.COMPARE, read_compare_click, clicks.with_exchange(clicks.show_comparison))
    on(actions.STEPS, read_clause_click, clicks.with_exchange(clicks.show_history))
    on(actions.FEEDBACK, read_verdict_click, clicks.judge)
    on(actions.WITHDRAW, read_withdraw_click, clicks.withdraw)
    on(actions.SHARE, read_answer_click, clicks.with_exchange(clicks.share))
    on(actions.DISMISS, read_click, partial(dismiss, parts.poster))


@dataclass(frozen=True, slots=True)
class _Clicks:
    """Handlers of clicks on an answer."""

    parts: Parts

    def with_exchange(self, handle: Callable[[Clicked, Exchange], Awaitable[None]]) -> Handle[Clicked]:
        """Return a handler that adds the exchange of a click, or tells the person that its words are no longer kept."""

        async def on_click(click: Clicked) -> None:
            if exchange := await exchange_with_words(self.parts.ledger, self.parts.poster, click, click.exchange):
                await handle(click, exchange)

        return on_click

    async def change(self, change: Change, click: AnswerClick, exchange: Exchange) -> None:
        """Change how an answer is shown, once for each click."""
        if await self.parts.ledger.is_new(click.team, click.id):
            await change_answer(self.parts.dispatcher, click, exchange, change)

    async def turn_page(self, click: PageClick, exchange: Exchange) -> None:
        await self.change(lambda now: replace(now, page=click.page), click, exchange)

    async def open_filter(self, click: AnswerClick, exchange: Exchange) -> None:
        hook = click.response_url if exchange.private else ""
        opener = Opener(click.team, click.channel, click.user, exchange.id, hook)
        view = filter_modal(opener, exchange, await self.parts.engine.about(), click.say)
        await open_view(self.parts.poster, click.id, view)

    async def choose(self, click: MenuClick) -> None:
        """Handle a choice in the menu of a clause."""
        chosen: dict[str, Handle[ClauseClick]] = {
            actions.CITE: self._cite,
            actions.KEEP: self._keep,
            actions.ELSEWHERE: self.with_exchange(self._look_elsewhere),
            actions.WHOLE: self._show_whole,
            actions.RESOLUTION: self._show_resolution,
        }
        if click.choice not in chosen:
            raise Malformed("the choice is not one of those offered")
        await chosen[click.choice](click)

    async def reword(self, click: QuestionClick, exchange: Exchange) -> None:
        """Ask a suggested question as a new question, in the place of the one that found nothing."""
        settings = await self.parts.ledger.settings(exchange.team, exchange.channel)
        await self._ask_beside(click, exchange, question=click.question, standing=settings.standing)

    async def search_everywhere(self, click: QuestionClick, exchange: Exchange) -> None:
        """Ask the same question without limits as a new question, in the place of the one that found nothing."""
        await self._ask_beside(click, exchange, question=click.question, literal=True)

    async def _cite(self, click: ClauseClick) -> None:
        await self._open_on(click, lambda clause: citation_modal(clause, click.say))

    async def _show_whole(self, click: ClauseClick) -> None:
        await self._open_on(
            click, lambda clause: paragraph_modal(clause, click.say, citations=self.parts.engine.index.citations)
        )

    async def _show_resolution(self, click: ClauseClick) -> None:
        clauses = await self.parts.engine.resolution(click.clause_id)
        await open_view(self.parts.poster, click.id, resolution_modal(clauses, click.say) if clauses else _gone(click))

    async def _open_on(self, click: ClauseClick, view_of: Callable[[Clause], View]) -> None:
        clause = await self.parts.engine.clause(click.clause_id)
        # In a worker thread, as the citations of a clause are loaded on first use.
        view = await asyncio.to_thread(view_of, clause) if clause else _gone(click)
        await open_view(self.parts.poster, click.id, view)

    async def _look_elsewhere(self, click: ClauseClick, exchange: Exchange) -> None:
        """Search for other uses of a clause, in the place of the answer that quotes it; publicly only for its asker."""
        private = exchange.private or click.user != exchange.asker
        await self._ask_beside(click, exchange, origin=Origin.ELSEWHERE, clause_id=click.clause_id, private=private)

    async def _ask_beside(self, click: Click, exchange: Exchange, **asked: Any) -> None:
        """Ask a new question in the place of another one: in its channel and thread, and as private as it."""
        beside = Exchange(
            id=new_id(),
            team=exchange.team,
            channel=exchange.channel,
            asker=click.user,
            question="",
            asked_at=self.parts.dispatcher.clock(),
            origin=exchange.origin,
            thread_ts=exchange.thread_ts,
            private=exchange.private,
            response_url=click.response_url if exchange.private else "",
        )
        await self.parts.dispatcher.ask(replace(beside, **asked), click.id)

    async def show_list(self, click: AnswerClick, exchange: Exchange) -> None:
        """Open a modal with the whole list that an answer begins."""

        async def listed() -> View:
            request = await self.parts.dispatcher.request(exchange, click.language)
            if not isinstance(request, Ask):
                raise Malformed("the answer is no list")
            return await self.parts.engine.run(Answering.list_view, request)

        await self._show(click, "details.list", listed)

    async def show_comparison(self, click: CompareClick, _: Exchange) -> None:
        """Open a modal that compares two resolutions."""
        view = partial(self.parts.engine.run, Answering.comparison_view, click.one, click.other, click.language)
        await self._show(click, "details.compare", view)

    async def show_history(self, click: ClauseClick, _: Exchange) -> None:
        """Open a modal with the history of a clause's words."""
        view = partial(self.parts.engine.run, Answering.history_view, click.clause_id, click.language)
        await self._show(click, "details.history", view)

    async def _show(self, click: AnswerClick, key: str, view_of: Callable[[], Awaitable[View]]) -> None:
        """Open a modal at once, as its trigger expires after three seconds, and fill it when the content is ready."""
        title = click.say(key)
        opened = await self.parts.poster.call("views.open", trigger_id=click.id, view=waiting_modal(title, click.say))
        try:
            view = await view_of()
        except (BotError, RetrievalError) as error:
            view = notice_modal(title, str(error), click.say)
        await self.parts.poster.call("views.update", view_id=opened["view"]["id"], view=view)

    async def draw(self, click: ClauseClick, exchange: Exchange) -> None:
        """Post a picture of a paragraph's history in the thread; for a private answer, in direct messages."""
        if not await self.parts.ledger.is_new(click.team, click.id):
            return
        try:
            picture = await self.parts.engine.run(Answering.picture, click.clause_id)
        except (BotError, RetrievalError) as error:
            await tell(self.parts.poster, click, str(error))
            return
        channel, thread_ts = exchange.channel, exchange.thread_ts
        if exchange.private:
            channel, thread_ts = await direct_messages(self.parts.poster, click.user), ""
        said = click.say("notice.drawn", cited=short_citation(click.clause_id))
        try:
            await self.parts.poster.upload(channel, "history.png", picture, said, thread_ts=thread_ts, alt=said)
        except SlackFailure as failure:
            lacks_scope = failure.error == "missing_scope"
            why = click.say("notice.no_files") if lacks_scope else click.say("notice.not_drawn", error=failure.error)
            await tell(self.parts.poster, click, why)

    async def _keep(self, click: ClauseClick) -> None:
        clause = await self.parts.engine.clause(click.clause_id)
        if clause is None:
            await tell(self.parts.poster, click, click.say("paragraph.gone"))
        elif await self.parts.ledger.call(
            kept_clauses.keep, click.team, click.user, Kept(clause, self.parts.dispatcher.clock())
        ):
            of = len(await self.parts.ledger.call(kept_clauses.kept_by, click.team, click.user))
            await tell(self.parts.poster, click, kept_line(clause, of, click.say))
        else:
            await tell(self.parts.poster, click, click.say("notice.keep_full", n=KEPT_MOST))

    async def judge(self, click: VerdictClick) -> None:
        """Save a verdict, and ask for the reason of a bad one."""
        exchange = await permitted_exchange(self.parts.ledger, self.parts.poster, click, click.exchange)
        if not exchange:
            return
        try:
            if not click.helpful:  # before the verdict is saved, as the trigger expires after three seconds
                view = reason_modal(Opener(click.team, click.channel, click.user, click.exchange), click.say)
                await open_view(self.parts.poster, click.id, view)
        finally:
            verdict = Feedback(click.exchange, click.team, click.user, click.helpful, "", self.parts.dispatcher.clock())
            await self.parts.dispatcher.judge(verdict)
            if not click.helpful:
                await self._silence(exchange)

    async def _silence(self, exchange: Exchange) -> None:
        """Silence the thread of a reply that nobody asked for, after a person rejected the reply."""
        if exchange.unasked and exchange.thread_ts:
            await self.parts.ledger.silence(exchange)

    async def withdraw(self, click: WithdrawClick) -> None:
        """Delete an answer for its asker."""
        exchange = await self.parts.ledger.get(click.exchange)
        asker = click.asker if exchange is None or exchange.is_erased else exchange.asker
        if exchange and not may_see(exchange, click):
            await refuse(self.parts.poster, click, exchange=exchange.id)
        elif click.user != asker:
            await tell(self.parts.poster, click, click.say("notice.not_asker"))
        elif exchange:
            await self._silence(exchange)
            await self.parts.dispatcher.withdraw(at(click, exchange))
        elif click.message_ts:
            await self.parts.poster.delete(click.channel, click.message_ts)

    async def share(self, click: AnswerClick, exchange: Exchange) -> None:
        """Show a private answer to everybody."""
        try:
            await self.parts.dispatcher.share(exchange)
        except SlackFailure as failure:
            _log.warning("an answer could not be shared", exchange=exchange.id, error=failure.error)
            await tell(self.parts.poster, click, click.say("notice.not_shared", error=failure.error))
        else:
            await dismiss(self.parts.poster, click)


def _gone(click: Click) -> View:
    return notice_modal(click.say("paragraph.gone_title"), click.say("paragraph.gone"), click.say)
