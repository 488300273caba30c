"""Listeners for the app's home: its view, the kept clauses, and questions, which are answered in direct messages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from slack_bolt.async_app import AsyncApp

from bot.slack.dispatcher import Dispatcher
from bot.slack.engine import Engine
from bot.slack.exchange import Exchange, LeftAlone, Origin, new_id
from bot.slack.ledger import Ledger
from bot.slack.listeners import library
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
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import direct_messages, exchange_with_words, open_view, tell
from bot.slack.listeners.owners import is_owner
from bot.slack.listeners.parsing import read_opened
from bot.slack.listeners.side_pane import suggest
from bot.slack.post import Poster
from bot.slack.service import Service
from bot.slack.store import digests
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.views import actions
from bot.slack.views.examples import OFFERED
from bot.slack.views.home import home_view
from bot.slack.views.kept import Shelf, export_modal, on_page
from bot.slack.views.privacy import Privacy
from bot.texts.texts import texts_in

_RECENT = 5
_NEWS = timedelta(days=14)
"""Time for which the home shows a note on an upgrade."""


def register(
    app: AsyncApp,
    dispatcher: Dispatcher,
    ledger: Ledger,
    engine: Engine,
    poster: Poster,
    *,
    owners: Collection[str],
    service: Service,
) -> None:
    """Listen to the home's opening, and to its buttons."""

    async def on_opened(opened: HomeOpened) -> None:
        if opened.messages:
            await suggest(engine, poster, opened.channel)
        else:
            await show(opened)

    async def show(caller: Caller, page: int = 0) -> None:
        """Show a person's home to that person."""
        about, examples = await engine.about(), await engine.examples()
        recent = await ledger.call_or([], Store.recent, caller.team, caller.user, _RECENT)
        shelf = await _shelf(ledger, engine, caller, page)
        owner = is_owner(caller, owners)
        privacy = await _privacy(ledger, service, caller, dispatcher.clock())
        left, daily = await _left_alone(ledger, caller)
        say = texts_in(await poster.languages.told(caller.team, caller.user))
        view = home_view(
            about,
            recent,
            examples[:OFFERED],
            say,
            owner=owner,
            shelf=shelf,
            privacy=privacy,
            left=left,
            daily=daily,
        )
        await poster.call("views.publish", user_id=caller.user, view=view)

    async def ask(click: Click, question: str) -> None:
        """Ask a question, to be answered in direct messages, as the home cannot show an answer."""
        exchange = Exchange(
            id=new_id(),
            team=click.team,
            channel=await direct_messages(poster, click.user),
            asker=click.user,
            question=question,
            asked_at=dispatcher.clock(),
            origin=Origin.HOME,
        )
        await dispatcher.ask(exchange, click.id)

    async def on_example(click: ExampleClick) -> None:
        await ask(click, click.question)

    async def on_again(click: AnswerClick) -> None:
        exchange = await exchange_with_words(ledger, poster, click, click.exchange)
        if exchange:
            await ask(click, exchange.subject)

    async def on_page(click: ShelfClick) -> None:
        await show(click, click.page)

    async def on_remove(click: RemoveClick) -> None:
        await ledger.call(Store.drop_clause, click.team, click.user, click.key)
        await show(click, click.page)

    async def on_export(click: Click) -> None:
        await open_view(poster, click.id, export_modal(click.say))

    async def on_erase(click: Click) -> None:
        erased = await ledger.call(Store.forget, click.team, click.user)
        ledger.drop(click.team, click.user)
        service.audit.note("erasure", team=click.team, by="person", rows=erased)
        await show(click)
        await tell(poster, click, click.say("privacy.erased", n=erased))

    library.register(app, engine, poster)
    app.action(actions.ERASE)(listener(poster, read_click, on_erase))
    app.action(actions.KEPT_NEWER)(listener(poster, read_shelf_click, on_page))
    app.action(actions.KEPT_OLDER)(listener(poster, read_shelf_click, on_page))
    app.action(actions.UNKEEP)(listener(poster, read_remove_click, on_remove))
    app.action(actions.EXPORT)(listener(poster, read_click, on_export))
    app.event("app_home_opened")(listener(poster, read_opened, on_opened))
    app.action(actions.EXAMPLE)(listener(poster, read_example_click, on_example))
    app.action(actions.AGAIN)(listener(poster, read_answer_click, on_again))


async def _left_alone(ledger: Ledger, caller: Caller) -> tuple[list[LeftAlone], bool]:
    """Return the messages left alone in the caller's channels, and whether the caller gets daily digests."""
    left = await ledger.call_or([], Store.left, caller.team, caller.user)
    return left, await ledger.call_or(True, digests.are_wanted, caller.team, caller.user)


async def _privacy(ledger: Ledger, service: Service, caller: Caller, now: datetime) -> Privacy:
    keep = await ledger.call_or(service.keep, Store.keep_of, caller.team)
    since = await ledger.call_or(None, Store.runs_since, service.version) if service.version else None
    return Privacy(keep.days, service.support, since is not None and now - since < _NEWS)


async def _shelf(ledger: Ledger, engine: Engine, caller: Caller, page: int) -> Shelf:
    """Return a page of the clauses that the caller keeps; an empty one while the database is unavailable."""
    try:
        kept = await ledger.call(Store.kept_clauses, caller.team, caller.user)
    except StoreUnavailable:
        return Shelf()
    page, shown = on_page(kept, page)
    standings = await engine.standings([one.clause for one in shown])
    return Shelf(tuple(zip(shown, standings, strict=True)), page, len(kept))
