"""The app's home: what it shows, and the questions in it, which are answered in the direct messages beside it."""

from __future__ import annotations

from collections.abc import Collection

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.desk import Desk, new_id
from bot.slack.exchange import Exchange, Origin
from bot.slack.listeners.assistant import suggest
from bot.slack.listeners.guard import listener
from bot.slack.listeners.told import Body, Click, known, read_click
from bot.slack.views import actions
from bot.slack.views.about import example_questions
from bot.slack.views.home import home_view

_RECENT = 5


def register(app: AsyncApp, desk: Desk, owners: Collection[str]) -> None:
    """Listen to the home's opening and its questions."""

    async def on_opened(body: Body, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("tab") == "messages":
            await suggest(desk, event["channel"])
            return
        about, user = await desk.engine.about(), event["user"]
        recent = await desk.ledger.recent(context.team_id or "", user, _RECENT)
        view = home_view(about, recent, example_questions(about), user in owners)
        await desk.poster.call("views.publish", user_id=user, view=view)

    async def on_example(body: Body, _context: AsyncBoltContext) -> None:
        await _ask(desk, read_click(body), body["actions"][0]["value"])

    async def on_again(body: Body, _context: AsyncBoltContext) -> None:
        click = read_click(body)
        exchange = await known(desk, click, body)
        if exchange:
            await _ask(desk, click, exchange.question)

    app.event("app_home_opened")(listener(desk, on_opened))
    app.action(actions.EXAMPLE)(listener(desk, on_example))
    app.action(actions.AGAIN)(listener(desk, on_again))


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
