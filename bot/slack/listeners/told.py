"""What a command or a click carries, and telling the one who gave it something that nobody else sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.desk import Desk
from bot.slack.exchange import Exchange, Message, State
from bot.slack.views import actions
from bot.slack.views.notices import expired_message, notice

Body = Mapping[str, Any]

NO_FILES = "The app may not send files yet. Whoever runs this bot finds out with 'clausebot doctor' what to grant it."


@dataclass(frozen=True, slots=True)
class Place:
    """Where and by whom something is asked; `thread_ts` is "" outside of threads."""

    team: str
    channel: str
    user: str
    thread_ts: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """A button that was pressed, or a choice that was made, in one of our messages or views.

    Attributes:
        id: Of the click itself: Slack's trigger, which also opens modals, for three seconds.
        message_ts: The message; "" for one that only the user sees, and for a view.
        exchange: The id of the exchange it belongs to.
        what: What it is about, or what was chosen.
    """

    id: str
    team: str
    channel: str
    user: str
    message_ts: str
    response_url: str
    action: str
    exchange: str
    what: str


def read_click(body: Body) -> Click:
    """Return the click that Slack reports."""
    action, container = body["actions"][0], body.get("container", {})
    chosen = action.get("selected_option")
    exchange, what = actions.carried(action.get("value") or "")
    if chosen:
        exchange, what = actions.exchange_of(action["block_id"]), chosen["value"]
    return Click(
        id=body["trigger_id"],
        team=team_of(body),
        channel=(body.get("channel") or {}).get("id", ""),
        user=body["user"]["id"],
        message_ts="" if container.get("is_ephemeral") else container.get("message_ts", ""),
        response_url=body.get("response_url", ""),
        action=action["action_id"],
        exchange=exchange,
        what=what,
    )


def team_of(body: Body) -> str:
    """Return the workspace that something happened in."""
    return str(body.get("team_id") or (body.get("team") or {}).get("id", ""))


async def known(desk: Desk, click: Click, body: Body) -> Exchange | None:
    """Return a click's exchange; say so, and return None, if its words are no longer kept."""
    exchange = await desk.ledger.get(click.exchange)
    if exchange and exchange.question and exchange.state is not State.WITHDRAWN:
        return exchange
    await tell(desk, body, expired_message())
    return None


async def tell(desk: Desk, body: Body, message: Message | str) -> None:
    """Show a message to the one person that an event, a command or a click came from, as far as there is a place.

    Raises:
        SlackFailure: If Slack does not take it.
    """
    message = notice(message) if isinstance(message, str) else message
    if body.get("response_url"):
        await desk.poster.respond(body["response_url"], message, replace=False)
        return
    event = body.get("event") or {}
    user = event.get("user") or body.get("user_id") or (body.get("user") or {}).get("id")
    channel = event.get("channel") or body.get("channel_id") or (body.get("channel") or {}).get("id")
    if user and channel:
        await desk.poster.private(channel, user, message, thread_ts=event.get("thread_ts", ""))
    elif user:  # a form or the home, which are in no channel: a direct message is opened by its user
        await desk.poster.post(user, message)
