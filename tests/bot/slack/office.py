"""Test harness: the complete bot with a fake Slack server on loopback and a fake encoder."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Self

from slack_bolt.async_app import AsyncApp
from slack_sdk.oauth.installation_store import Installation

from bot.assistant import Assistant
from bot.slack.app import build_app
from bot.slack.digest import Digests
from bot.slack.dispatcher import Dispatcher
from bot.slack.distribution import Distribution
from bot.slack.engine import Engine
from bot.slack.ledger import Ledger
from bot.slack.listeners.events import Messages
from bot.slack.lookback import INTERNAL, LookBack, Means, Pace
from bot.slack.metrics import Metrics
from bot.slack.parts import Build, Parts
from bot.slack.payload import checked, dispatch
from bot.slack.post import Poster
from bot.slack.service import Service
from bot.slack.store.database import Database
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.installations import Seal, new_key
from bot.slack.store.store import Store
from bot.slack.views.actions import PARAGRAPH, choice_of, chosen_for
from bot.slack_settings import SlackSettings
from retrieval.asking.answer import Answer
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack
from tests.bot.slack.inside import engine_inside
from tests.fakes import FakeEncoder

ME, ALICE, BOB, OWNER = "U0BOT", "U1ALICE", "U2BOB", "U3OWNER"
TEAM, GENERAL, DIRECT = "T1", "C1", "D1"


APP = SlackSettings.from_env({"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "client secret"})


def installation(team: str | None, **changes: Any) -> Installation:
    """Return an installation in a workspace, by Alice, with a token of its own."""
    named = {"team_id": team, "team_name": f"Workspace {team}", "bot_token": f"xoxb-{team}"}
    bot = {"app_id": "A1", "bot_id": "B1", "bot_user_id": ME, "user_id": ALICE, "installed_at": 1_700_000_000.0}
    return Installation(**{**named, **bot, **changes})


@dataclass
class Clock:
    """Fake clock that advances slightly on every read."""

    now: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


class SlowAssistant(Assistant):
    """Assistant that blocks until released."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.let = threading.Event()
        self.let.set()
        self.fault: Exception | None = None
        self.sure: float | None = None

    def answer(self, *args: Any, **kwargs: Any) -> Any:
        assert self.let.wait(30)
        if self.fault:
            raise self.fault
        answer = super().answer(*args, **kwargs)
        return answer if answer.reply and not answer.hits else self._judged(answer)

    def _judged(self, answer: Answer) -> Answer:
        """Return an answer with the confidence set by the test."""
        found = answer.hits or answer.near_misses
        if found and (self.sure is None or self.sure >= 0.5):
            return replace(answer, answered=True, confidence=self.sure, hits=found, near_misses=())
        return replace(answer, answered=False, confidence=self.sure, hits=(), near_misses=found)


class FlakyDatabase(Database):
    """Database that is away or reachable, as set by the test."""

    away = False

    def _in_turn(self, *work: Any) -> Any:
        if self.away:
            raise StoreUnavailable("away, as the test says")
        return super()._in_turn(*work)


PATIENCE = timedelta(seconds=30)
"""Of tests with their database: a busy machine may take longer than people would wait."""


class FlakyStore(Store):
    """Store that fails and recovers as set by the test."""

    @classmethod
    def open(cls, url: str, **how: Any) -> Self:
        return cls(FlakyDatabase.open(url, patience=PATIENCE), **how)

    def goes(self, *, away: bool) -> None:
        object.__setattr__(self.database, "away", away)


def opened(index: Path) -> SlowAssistant:
    return SlowAssistant(FolderPlace(index), open_generation(index), FakeEncoder())


@dataclass
class Office:
    """One bot process, with simulated user actions."""

    slack: FakeSlack
    assistant: SlowAssistant
    store: FlakyStore
    dispatcher: Dispatcher
    engine: Engine
    app: AsyncApp
    clock: Clock
    metrics: Metrics
    look_back: LookBack
    digests: Digests
    org: str = ""
    distribution: Distribution | None = None
    numbers: Any = field(default_factory=lambda: count(1))

    async def happens(self, event: Mapping[str, Any], *, event_id: str = "") -> None:
        """Deliver an event, and wait until it is processed."""
        await self.delivered(event, event_id=event_id)
        await settled()

    async def delivered(self, event: Mapping[str, Any], *, event_id: str = "") -> None:
        """Deliver an event, and wait for the acknowledgement only."""
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": event_id or f"Ev{next(self.numbers)}",
            "event": event,
        }
        await self.dispatched(body)

    async def dispatched(self, body: Mapping[str, Any]) -> str:
        """Dispatch a payload as in Socket Mode; return the acknowledgement."""
        body = {"enterprise": {"id": self.org}, **body} if self.org else body
        response = await asyncio.wait_for(dispatch(self.app, checked(body)), 3)
        assert response.status == 200, response.body
        return str(response.body)

    def ts(self) -> str:
        """Return a message timestamp later than all before."""
        return f"{int(self.clock.now.timestamp())}.{next(self.numbers):06}"

    def message(self, text: str, *, user: str = ALICE, channel: str = GENERAL, **more: Any) -> dict[str, Any]:
        """Build the event of a user's message."""
        kind = "im" if channel.startswith("D") else "channel"
        ts = more.pop("ts", "") or self.ts()
        return {
            "type": "message",
            "channel": channel,
            "channel_type": kind,
            "user": user,
            "text": text,
            "ts": ts,
            **more,
        }

    async def says(self, text: str, **more: Any) -> dict[str, Any]:
        """Simulate a user's message; return it."""
        message = self.message(text, **more)
        self.slack.messages.append(message)
        await self.happens(message)
        return message

    async def commands(self, text: str, *, user: str = ALICE, channel: str = GENERAL) -> None:
        """Simulate a slash command."""
        await self.dispatched(self.command_body(text, f"trigger{next(self.numbers)}", user=user, channel=channel))
        await settled()

    def command_body(self, text: str, trigger: str, *, user: str = ALICE, channel: str = GENERAL) -> dict[str, Any]:
        """Build the payload of a slash command."""
        return {
            "command": "/clauses",
            "text": text,
            "team_id": TEAM,
            "user_id": user,
            "channel_id": channel,
            "trigger_id": trigger,
            "response_url": f"{self.slack.url}/hooks/{trigger}",
        }

    async def presses(
        self,
        action_id: str,
        message: Mapping[str, Any],
        *,
        user: str = ALICE,
        chosen: str = "",
        which: int = 0,
        trigger: str = "",
    ) -> None:
        """Simulate a click on a button of a message, or a selection in a menu."""
        block, element = list(_elements(message, action_id))[which]
        action = {"type": element["type"], "action_id": action_id, "block_id": block["block_id"]}
        if element["type"] == "static_select":
            action["selected_option"] = next(one for one in element["options"] if one["value"] == chosen)
        elif element["type"] == "overflow":
            options = [one for one in element["options"] if choice_of(one["value"])[0] == chosen]
            [action["selected_option"]] = options
        elif element["type"] == "feedback_buttons":
            action["value"] = element[chosen]["value"]
        else:
            action["value"] = element["value"]
        await self.clicks(action, message, user=user, trigger=trigger)

    async def clicks(
        self, action: Mapping[str, Any], message: Mapping[str, Any], *, user: str = ALICE, trigger: str = ""
    ) -> None:
        """Simulate a click in a message."""
        trigger = trigger or f"trigger{next(self.numbers)}"
        where = {
            "channel": {"id": message.get("channel", GENERAL)},
            "container": {"message_ts": message.get("ts", "9.9"), "is_ephemeral": "ts" not in message},
            "response_url": f"{self.slack.url}/hooks/{trigger}",
        }
        await self.dispatched({**self.click_body(action, user), **where, "trigger_id": trigger})
        await settled()

    async def chooses(
        self, action: str, clause_id: str, message: Mapping[str, Any], *, user: str = ALICE, trigger: str = ""
    ) -> None:
        """Simulate a choice in the menu of a paragraph, shown or not."""
        exchange = message["blocks"][0]["block_id"].partition(":")[0]
        option = {"value": chosen_for(action, clause_id)}
        menu = {"type": "overflow", "action_id": PARAGRAPH, "block_id": f"{exchange}:title", "selected_option": option}
        await self.clicks(menu, message, user=user, trigger=trigger)

    async def clicks_at_home(self, action_id: str, value: str, *, user: str = ALICE) -> None:
        """Simulate a click on a button of the app home."""
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
        await self.dispatched(self.click_body(action, user))
        await settled()

    def click_body(self, action: Mapping[str, Any], user: str) -> dict[str, Any]:
        """Build the payload of a click in a view."""
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user},
            "container": {"type": "view", "view_id": "V1"},
            "trigger_id": f"trigger{next(self.numbers)}",
            "actions": [action],
        }

    async def sends_in(self, view: Mapping[str, Any], values: Mapping[str, Any], *, user: str = ALICE) -> str:
        """Simulate the submission of a modal; return the acknowledgement."""
        filled = {**view, "state": {"values": values}, "id": "V1"}
        body = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": user}, "view": filled}
        said = await self.dispatched(body)
        await settled()
        return said

    @property
    def answers(self) -> list[dict[str, Any]]:
        """Posted messages, in their latest version, without ephemeral ones."""
        changed = {call["ts"]: call for call in self.slack.called("chat.update")}
        gone = {call["ts"] for call in self.slack.called("chat.delete")}
        own = [said for said in self.slack.messages if said.get("bot_id") == "B1" and said["ts"] not in gone]
        return [said | changed.get(said["ts"], {}) for said in own]

    @property
    def whispers(self) -> list[dict[str, Any]]:
        """Ephemeral messages."""
        return self.slack.called("chat.postEphemeral")

    @property
    def responses(self) -> list[dict[str, Any]]:
        """Messages sent to response_urls."""
        return [said for name, said in self.slack.calls if name.startswith("trigger")]

    @property
    def views(self) -> list[dict[str, Any]]:
        """Opened modals."""
        return [_read(call["view"]) for call in self.slack.called("views.open")]


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _elements(message: Mapping[str, Any], action_id: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [
        (block, element)
        for block in message["blocks"]
        for element in (*block.get("elements", ()), block.get("accessory", {}))
        if element.get("action_id") == action_id
    ]


def offers(message: Mapping[str, Any]) -> set[str]:
    """Return the action ids of a message."""
    return {
        element["action_id"]
        for block in message["blocks"]
        for element in block.get("elements", ())
        if "action_id" in element
    }


def read(message: Mapping[str, Any]) -> str:
    """Return the visible text of a message's blocks."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, Mapping):
            own = [value["text"]] if isinstance(value.get("text"), str) else []
            return own + [text for part in value.values() for text in texts(part)]
        return [text for part in value for text in texts(part)] if isinstance(value, list | tuple) else []

    return " ".join(texts(message.get("blocks") or message.get("view", {}).get("blocks", [])))


async def until(condition: Callable[[], object]) -> None:
    """Wait until a condition is true."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0)


async def settled() -> None:
    """Wait until no listener runs, and the dispatcher is idle."""
    while work := [task for task in asyncio.all_tasks() if _is_work(task)]:
        await asyncio.wait(work)


def _is_work(task: asyncio.Task[Any]) -> bool:
    name = getattr(task.get_coro(), "__qualname__", "")
    return task is not asyncio.current_task() and (
        "run_ack_function" in name or name.startswith(("Dispatcher.", "Delivery.", "LookBack."))
    )


Scenario = Callable[[Office], Awaitable[None]]
Play = Callable[[Scenario], None]


@asynccontextmanager
async def office(
    slack: FakeSlack,
    index: Path,
    database: str,
    *,
    clock: Clock | None = None,
    owner: str = "one",
    build: Build | None = None,
    keep: timedelta = timedelta(days=90),
    org: str = "",
    installed: Sequence[str] | None = None,
    key: str = "",
    service: Service | None = None,
    look_back: timedelta = timedelta(hours=24),
    pace: Pace = INTERNAL,
) -> AsyncIterator[Office]:
    """Run one bot process inside the block.

    Args:
        slack: Fake Slack.
        index: Index folder.
        database: URL of its database.
        clock: Clock.
        owner: Name of the process.
        build: Rebuilds the index.
        keep: How long words are kept.
        org: The organisation whose token it has; "" for that of one workspace.
        installed: Workspaces that installed the app, each with a token "xoxb-TEAM"; None for one token.
        key: What tokens are encrypted with in the database, if not with a new key.
        service: Facts about the installation.
        look_back: Maximum age of what it looks for that it missed.
        pace: Rate limit of reading the history.
    """
    clock = clock or Clock()
    whole = {"enterprise_id": org, "is_enterprise_install": True} if org else {}
    slack.on("auth.test", Reply(more={"user_id": ME, "bot_id": "B1", "team_id": TEAM, **whole}))
    assistant = opened(index)
    store = FlakyStore.open(database, keep=keep, clock=clock)
    assert isinstance(store, FlakyStore)
    many = installed is not None
    client = slack.client()
    if many:
        client.token = None

    async def sleep(_seconds: float) -> None:
        await asyncio.sleep(0)

    engine = engine_inside(FolderPlace(index), assistant)
    await engine.open()
    ledger, metrics = Ledger(store, owner=owner, clock=clock), Metrics()
    service, seal = service or Service(), Seal([key or new_key()])
    distribution = Distribution.of(APP, client, ledger, seal, service.audit) if many else None
    client_of = distribution.client if distribution else None
    poster = Poster(client, client_of=client_of, language_of=ledger.language, sleep=sleep)
    metrics.knows(TEAM)
    dispatcher = Dispatcher(engine, ledger, poster, clock=clock, metrics=metrics)
    owners = {f"{TEAM}/{OWNER}" if many else OWNER}
    parts = Parts(dispatcher, ledger, engine, poster, service, owners, build)
    app = build_app(client, parts, org_wide=bool(org), distribution=distribution)
    found = Messages(parts).answer_missed
    means = Means(ledger, poster, found, owner, look_back, pace, clock)
    looking = LookBack(means, teams=lambda _: [TEAM], is_heard=lambda: True)
    daily = Digests(ledger, poster, teams=lambda _: list(installed or [TEAM]), owner=owner, clock=clock)
    for team in installed or ():
        assert distribution
        await distribution.installations.async_save(installation(team))
    try:
        yield Office(
            slack, assistant, store, dispatcher, engine, app, clock, metrics, looking, daily, org, distribution
        )
    finally:
        assistant.let.set()
        await dispatcher.close()
        store.close()


def play(scenario: Scenario, index: Path, database: str, **how: Any) -> None:
    """Run a scenario in its own test harness."""

    async def run() -> None:
        async with fake_slack() as slack, office(slack, index, database, **how) as ours:
            await scenario(ours)

    asyncio.run(run())


def names(views: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the titles of modals."""
    return [view["title"]["text"] for view in views]
