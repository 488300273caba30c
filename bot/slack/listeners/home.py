"""The app's home: what it shows, what is kept there, and its questions, answered in the direct messages beside it."""

from __future__ import annotations

from collections.abc import Collection

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.desk import Desk, new_id
from bot.slack.exchange import Exchange, Origin
from bot.slack.listeners.assistant import suggest
from bot.slack.listeners.guard import listener
from bot.slack.listeners.told import Body, Click, known, read_click
from bot.slack.store.store import StoreUnavailable
from bot.slack.views import actions
from bot.slack.views.about import example_questions
from bot.slack.views.home import home_view
from bot.slack.views.kept import Shelf, export_modal, on_page

_RECENT = 5


def register(app: AsyncApp, desk: Desk, owners: Collection[str]) -> None:
    """Listen to the home's opening and its questions."""

    async def on_opened(body: Body, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("tab") == "messages":
            await suggest(desk, event["channel"])
            return
        await show(context.team_id or "", event["user"])

    async def show(team: str, user: str, page: int = 0) -> None:
        about = await desk.engine.about()
        recent = await desk.ledger.recent(team, user, _RECENT)
        view = home_view(about, recent, example_questions(about), user in owners, await _shelf(desk, team, user, page))
        await desk.poster.call("views.publish", user_id=user, view=view)

    async def on_example(body: Body, _context: AsyncBoltContext) -> None:
        await _ask(desk, read_click(body), body["actions"][0]["value"])

    async def on_again(body: Body, _context: AsyncBoltContext) -> None:
        click = read_click(body)
        exchange = await known(desk, click, body)
        if exchange:
            await _ask(desk, click, exchange.question)

    async def on_page(body: Body, _context: AsyncBoltContext) -> None:
        click = read_click(body)
        await show(click.team, click.user, int(click.exchange))

    async def on_remove(body: Body, _context: AsyncBoltContext) -> None:
        click = read_click(body)
        await desk.ledger.drop_clause(click.team, click.user, click.what)
        await show(click.team, click.user, int(click.exchange))

    async def on_export(body: Body, _context: AsyncBoltContext) -> None:
        await desk.poster.call("views.open", trigger_id=body["trigger_id"], view=export_modal())

    app.action(actions.KEPT_NEWER)(listener(desk, on_page))
    app.action(actions.KEPT_OLDER)(listener(desk, on_page))
    app.action(actions.UNKEEP)(listener(desk, on_remove))
    app.action(actions.EXPORT)(listener(desk, on_export))
    app.event("app_home_opened")(listener(desk, on_opened))
    app.action(actions.EXAMPLE)(listener(desk, on_example))
    app.action(actions.AGAIN)(listener(desk, on_again))


async def _shelf(desk: Desk, team: str, user: str, page: int) -> Shelf:
    """Return what somebody keeps; nothing while the database is away, as the rest of the home is there all the same."""
    try:
        kept = await desk.ledger.kept_clauses(team, user)
    except StoreUnavailable:
        return Shelf()
    page, shown = on_page(kept, page)
    standings = await desk.engine.standings([one.clause for one in shown])
    return Shelf(tuple(zip(shown, standings, strict=True)), page, len(kept))


async def _ask(desk: Desk, click: Click, question: str) -> None:
    """Answer in the direct messages: a home has no place for an answer."""
    opened = await desk.poster.call("conversations.open", users=click.user)
    exchange = Exchange(
        id=new_id(),
        team=click.team,
        channel=opened["channel"]["id"],
        asker=click.user,
        question=question,
        asked_at=desk.clock(),
        origin=Origin.HOME,
    )
    await desk.ask(exchange, click.id)
