"""Listeners for the app's home: its view, the kept clauses, and questions, which are answered in direct messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from slack_bolt.async_app import AsyncApp

from bot.slack.exchange import Exchange, Origin, new_id
from bot.slack.listeners.clicks import (
    read_answer_click,
    read_click,
    read_example_click,
    read_remove_click,
    read_shelf_click,
)
from bot.slack.listeners.incoming import (
    AnswerClick,
    Caller,
    Click,
    ExampleClick,
    HomeOpened,
    RemoveClick,
    ShelfClick,
)
from bot.slack.listeners.listener import Handle, Payload, Read, listener
from bot.slack.listeners.outgoing import direct_messages, exchange_with_words, open_view, tell
from bot.slack.listeners.owners import is_owner
from bot.slack.listeners.parsing import read_opened
from bot.slack.listeners.side_pane import suggest
from bot.slack.parts import Parts
from bot.slack.store import digests, erasure, kept_clauses, left_alone
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.views import actions
from bot.slack.views.home import home_view
from bot.slack.views.kept import Shelf, export_modal, on_page
from bot.slack.views.privacy import Privacy
from bot.texts.texts import texts_in

_RECENT = 5
_NEWS = timedelta(days=14)
"""Time for which the home shows a note on an upgrade."""


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the home's opening, and to its buttons."""
    home = _Home(parts)

    def on(action_id: str, read: Read[Payload], handle: Handle[Payload]) -> None:
        app.action(action_id)(listener(parts.poster, read, handle))

    app.event("app_home_opened")(listener(parts.poster, read_opened, home.open))
    on(actions.EXAMPLE, read_example_click, home.ask_example)
    on(actions.AGAIN, read_answer_click, home.ask_again)
    on(actions.KEPT_NEWER, read_shelf_click, home.turn_page)
    on(actions.KEPT_OLDER, read_shelf_click, home.turn_page)
    on(actions.UNKEEP, read_remove_click, home.remove)
    on(actions.EXPORT, read_click, home.open_export)
    on(actions.ERASE, read_click, home.erase)


@dataclass(frozen=True, slots=True)
class _Home:
    """Handlers of the app's home."""

    parts: Parts

    async def open(self, opened: HomeOpened) -> None:
        """Show the home; in the tab of messages, suggest questions instead."""
        if opened.messages:
            await suggest(self.parts.engine, self.parts.poster, opened.channel)
        else:
            await self._show(opened)

    async def ask_example(self, click: ExampleClick) -> None:
        await self._ask(click, click.question)

    async def ask_again(self, click: AnswerClick) -> None:
        """Ask an earlier question again."""
        if exchange := await exchange_with_words(self.parts.ledger, self.parts.poster, click, click.exchange):
            await self._ask(click, exchange.subject)

    async def turn_page(self, click: ShelfClick) -> None:
        await self._show(click, click.page)

    async def remove(self, click: RemoveClick) -> None:
        """Remove a kept clause."""
        await self.parts.ledger.call(kept_clauses.remove, click.team, click.user, click.key)
        await self._show(click, click.page)

    async def open_export(self, click: Click) -> None:
        await open_view(self.parts.poster, click.id, export_modal(click.say))

    async def erase(self, click: Click) -> None:
        """Erase all data of the caller."""
        erased = await self.parts.ledger.call(erasure.forget, click.team, click.user)
        self.parts.ledger.drop(click.team, click.user)
        self.parts.service.audit.note("erasure", team=click.team, by="person", rows=erased)
        await self._show(click)
        await tell(self.parts.poster, click, click.say("privacy.erased", n=erased))

    async def _ask(self, click: Click, question: str) -> None:
        """Ask a question, to be answered in direct messages, as the home cannot show an answer."""
        exchange = Exchange(
            id=new_id(),
            team=click.team,
            channel=await direct_messages(self.parts.poster, click.user),
            asker=click.user,
            question=question,
            asked_at=self.parts.dispatcher.clock(),
            origin=Origin.HOME,
        )
        await self.parts.dispatcher.ask(exchange, click.id)

    async def _show(self, caller: Caller, page: int = 0) -> None:
        """Show the caller's home, with a page of the clauses that the caller keeps."""
        ledger, who = self.parts.ledger, (caller.team, caller.user)
        view = home_view(
            await self.parts.engine.about(),
            await ledger.call_or([], Store.recent, *who, _RECENT),
            await self.parts.engine.examples(),
            texts_in(await self.parts.poster.languages.told(*who)),
            owner=is_owner(caller, self.parts.owners),
            shelf=await self._shelf(caller, page),
            privacy=await self._privacy(caller),
            left=await ledger.call_or([], left_alone.left, *who),
            daily=await ledger.call_or(True, digests.are_wanted, *who),
        )
        await self.parts.poster.call("views.publish", user_id=caller.user, view=view)

    async def _privacy(self, caller: Caller) -> Privacy:
        ledger, service = self.parts.ledger, self.parts.service
        keep = await ledger.call_or(service.keep, Store.keep_of, caller.team)
        since = await ledger.call_or(None, Store.runs_since, service.version) if service.version else None
        news = since is not None and self.parts.dispatcher.clock() - since < _NEWS
        return Privacy(keep.days, service.support, news)

    async def _shelf(self, caller: Caller, page: int) -> Shelf:
        """Return a page of the clauses that the caller keeps; an empty one while the database is unavailable."""
        try:
            kept = await self.parts.ledger.call(kept_clauses.kept_by, caller.team, caller.user)
        except StoreUnavailable:
            return Shelf()
        page, shown = on_page(kept, page)
        standings = await self.parts.engine.standings([one.clause for one in shown])
        return Shelf(tuple(zip(shown, standings, strict=True)), page, len(kept))
