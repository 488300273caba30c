"""The whole bot, from the settings on: Slack is a fake on loopback, and the model counts words."""

import asyncio
import json
import os
import shutil
import signal
import socket as sockets
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.assistant import Assistant
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.engine import Engine
from bot.slack.engine import engine_of as process_engine
from bot.slack.exchange import Exchange, Origin, State
from bot.slack.faults import SlackFailure
from bot.slack.lookback import BEAT
from bot.slack.serve import EngineOf, Listening, serve
from bot.slack.store import alive
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack
from tests.bot.slack.inside import inside
from tests.bot.slack.office import PATIENCE
from tests.bot.slack.peer import Peer
from tests.bot.slack.rooms import ENDLESS, Trace, open_endless
from tests.doubles.waiting import free_port
from tests.fakes import FakeEncoder
from tests.samples import OFFICIAL_1325

LOOK, HOUR = 2.0, 3600.0
SECRET = "shared with Slack"
MENTION = {
    "type": "app_mention",
    "channel": "C1",
    "user": "U1",
    "text": "<@U0BOT> women at all decision-making levels",
    "ts": "1700000000.000001",
}


class GatedAssistant(Assistant):
    """Answers once it may."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.gate = threading.Event()
        self.gate.set()

    def answer(self, *args: Any, **kwargs: Any) -> Any:
        assert self.gate.wait(30)
        return super().answer(*args, **kwargs)


@dataclass
class Ticks:
    """A sleep that ends when a test says so, for each length of sleep."""

    reached: dict[float, asyncio.Semaphore] = field(default_factory=dict)
    go_on: dict[float, asyncio.Semaphore] = field(default_factory=dict)

    async def __call__(self, seconds: float) -> None:
        self._of(self.reached, seconds).release()
        await self._of(self.go_on, seconds).acquire()

    async def reaches(self, seconds: float) -> None:
        """Wait until such a sleep has begun."""
        await self._of(self.reached, seconds).acquire()
        self._of(self.reached, seconds).release()

    async def next(self, seconds: float) -> None:
        """Let one such sleep end, and wait for the next one to begin: whatever is between is done then."""
        await self._of(self.reached, seconds).acquire()
        self._of(self.go_on, seconds).release()
        await self.reaches(seconds)

    @staticmethod
    def _of(semaphores: dict[float, asyncio.Semaphore], seconds: float) -> asyncio.Semaphore:
        return semaphores.setdefault(seconds, asyncio.Semaphore(0))


@dataclass
class Running:
    """A bot that runs, and what it runs in."""

    slack: FakeSlack
    peer: Peer
    port: int
    ticks: Ticks
    stop: asyncio.Event
    task: asyncio.Task[None]

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.request("GET", f"http://127.0.0.1:{self.port}{path}") as response:
            return response.status, await response.text()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bot wait for its database for as long as a busy machine may need."""
    monkeypatch.setattr(Store, "open", partial(Store.open, patience=PATIENCE))


@pytest.fixture
def settings(index: Path, library: Path, build: Callable[[], BuildReport], tmp_path: Path) -> Callable[..., Settings]:
    build()

    def make(slack: FakeSlack, **env: str) -> Settings:
        tokens = {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_SIGNING_SECRET": SECRET,
            "CLAUSEBOT_SLACK_API": f"{slack.url}/api",
            "CLAUSEBOT_DATABASE": f"sqlite:///{tmp_path / 'slack.db'}",
        }
        return Settings.from_env({**tokens, **env}, library=str(library), index=str(index))

    return make


def opened(settings: Settings) -> GatedAssistant:
    return GatedAssistant(FolderPlace(settings.index), open_generation(settings.index), FakeEncoder())


Scenario = Callable[[Running], Awaitable[None]]
Make = Callable[..., Settings]


@asynccontextmanager
async def bot(
    settings: Make, *, http: bool, peer: Peer | None = None, engine_of: EngineOf | None = None
) -> AsyncIterator[Running]:
    peer = peer or Peer()
    async with asyncio.timeout(30), fake_slack(peer.serve) as slack:
        stop, ticks, port = asyncio.Event(), Ticks(), free_port()
        work = serve(
            settings(slack),
            http=http,
            place=Listening("127.0.0.1", port),
            stop=stop,
            engine_of=engine_of or inside(opened),
            sleep=ticks,
        )
        running = Running(slack, peer, port, ticks, stop, asyncio.create_task(work))
        await ticks.reaches(LOOK)  # whoever looks at the index begins when all is open
        yield running
        stop.set()
        await running.task


def play(settings: Make, scenario: Scenario, **how: Any) -> None:
    async def run() -> None:
        async with bot(settings, **how) as running:
            await scenario(running)

    asyncio.run(run())


async def post_signed(running: Running, event: Mapping[str, Any], event_id: str = "Ev1") -> None:
    body = json.dumps({"type": "event_callback", "event_id": event_id, "team_id": "T1", "event": event})
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
        "Content-Type": "application/json",
    }
    url = f"http://127.0.0.1:{running.port}/slack/events"
    async with aiohttp.request("POST", url, data=body, headers=headers) as response:
        assert response.status == 200


def test_a_question_that_comes_through_the_socket_is_answered(settings: Make) -> None:
    async def scenario(running: Running) -> None:
        await running.peer.opened.acquire()
        await running.peer.deliver(MENTION)
        await running.slack.until(lambda: bool(running.slack.messages))
        [answer] = running.slack.messages
        assert (answer["channel"], answer["thread_ts"]) == ("C1", MENTION["ts"])
        assert "increased representation of women" in json.dumps(answer["blocks"])

    play(settings, scenario, http=False)


@pytest.mark.usefixtures("patient")
def test_a_question_that_comes_over_http_is_answered_and_counted(settings: Make) -> None:
    async def scenario(running: Running) -> None:
        await post_signed(running, MENTION)
        await running.slack.until(lambda: bool(running.slack.messages))
        assert await running.get("/healthz") == (200, '{"ok":true,"problems":[]}')
        assert await running.get("/readyz") == (200, '{"ok":true,"problems":[]}')
        _, metrics = await running.get("/metrics")
        assert 'clausebot_questions_total{origin="mention",workspace="T1"} 1.0' in metrics
        assert not running.slack.called("apps.connections.open")

    play(settings, scenario, http=True)


def test_a_newer_generation_is_switched_to_when_nobody_asks(
    settings: Make, library: Path, build: Callable[[], BuildReport]
) -> None:
    async def scenario(running: Running) -> None:
        (library / "S_RES_1326.txt").write_text(OFFICIAL_1325.replace("1325", "1326"), encoding="utf-8")
        generation = build().manifest.generation
        _, before = await running.get("/metrics")
        await running.ticks.next(LOOK)
        _, after = await running.get("/metrics")
        assert (generation in before, generation in after) == (False, True)

    play(settings, scenario, http=True)


def test_an_index_that_is_damaged_is_reported_until_it_is_mended(settings: Make, index: Path) -> None:
    async def scenario(running: Running) -> None:
        current = index / "current.json"
        intact = current.read_text()
        current.write_text("{")
        await running.ticks.next(LOOK)
        assert await running.get("/readyz") == (503, '{"ok":false,"problems":["the published index cannot be opened"]}')
        assert (await running.get("/healthz"))[0] == 200
        current.write_text(intact)
        await running.ticks.next(LOOK)
        assert (await running.get("/readyz"))[0] == 200

    play(settings, scenario, http=True)


def test_a_database_that_is_away_is_reported(settings: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise StoreUnavailable("gone, as the test says")

    async def scenario(running: Running) -> None:
        monkeypatch.setattr(Store, "check", away)
        assert await running.get("/readyz") == (503, '{"ok":false,"problems":["the database is unavailable"]}')

    play(settings, scenario, http=True)


def test_a_database_that_is_locked_is_reported_until_it_is_not(settings: Make, tmp_path: Path) -> None:
    async def scenario(running: Running) -> None:
        with closing(sqlite3.connect(tmp_path / "slack.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert await running.get("/readyz") == (503, '{"ok":false,"problems":["the database is unavailable"]}')
        assert (await running.get("/readyz"))[0] == 200

    play(settings, scenario, http=True)


def test_a_database_that_is_deleted_is_reported_and_made_anew(settings: Make, tmp_path: Path) -> None:
    file = tmp_path / "slack.db"

    async def scenario(running: Running) -> None:
        assert (await running.get("/readyz"))[0] == 200
        file.unlink()
        status, said = await running.get("/readyz")
        assert (status, "the database file was deleted while the bot ran" in said) == (503, True)
        assert (await running.get("/readyz"))[0] == 200
        await post_signed(running, MENTION)
        await running.slack.until(lambda: bool(running.slack.messages))

    play(settings, scenario, http=True)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT question_ts, state FROM clausebot_exchange").fetchall() == [
            (MENTION["ts"], "answered")
        ]


def test_a_deaf_socket_is_reported(settings: Make) -> None:
    async def scenario(running: Running) -> None:
        await running.peer.opened.acquire()
        assert await running.get("/healthz") == (
            503,
            '{"ok":false,"problems":["the socket to Slack is not connected"]}',
        )
        assert (await running.get("/readyz"))[0] == 200

    play(settings, scenario, http=False, peer=Peer(polite=False))


@pytest.mark.parametrize(("http", "heard"), [(True, ["T1"]), (False, [])])
def test_it_is_noted_which_workspace_is_heard_as_long_as_slack_is(
    http: bool, heard: list[str], settings: Make, tmp_path: Path
) -> None:
    async def scenario(running: Running) -> None:
        await running.ticks.reaches(BEAT)

    play(settings, scenario, http=http, peer=Peer(polite=False))  # of which no socket hears a "hello"
    store = Store.open(f"sqlite:///{tmp_path / 'slack.db'}", keep=timedelta(days=90))
    assert list(alive.find_all(store)) == heard
    store.close()


def test_what_is_kept_no_longer_is_erased_every_hour(settings: Make, tmp_path: Path) -> None:
    asked_at = datetime.now(UTC) - timedelta(days=100)
    old = Exchange("x1", "T1", "C1", "U1", "Who?", asked_at, Origin.MENTION, state=State.ANSWERED, answered=True)
    store = Store.open(f"sqlite:///{tmp_path / 'slack.db'}", keep=timedelta(days=90))

    async def scenario(running: Running) -> None:
        await running.ticks.next(HOUR)
        store.save(old)
        await running.ticks.next(HOUR)

    play(settings, scenario, http=True)
    kept = store.get("x1")
    assert kept
    assert (kept.question, kept.asker) == ("", "")
    store.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_what_was_begun(settings: Make, number: signal.Signals) -> None:
    """Nothing more is taken on, and the question that is being answered gets its answer."""

    async def play_it() -> None:
        assistants: list[GatedAssistant] = []

        def slow(given: Settings) -> Assistant:
            assistant = opened(given)
            assistant.gate.clear()
            assistants.append(assistant)
            return assistant

        async with bot(settings, http=True, engine_of=inside(slow)) as running:
            await post_signed(running, MENTION)
            await running.slack.until(lambda: bool(running.slack.called("assistant.threads.setStatus")))
            os.kill(os.getpid(), number)
            await running.stop.wait()
            assert not running.slack.messages
            assistants[0].gate.set()
            await running.task
            assert len(running.slack.messages) == 1
            with pytest.raises(aiohttp.ClientError):
                await running.get("/healthz")

    asyncio.run(play_it())


def attempt(
    settings: Make,
    script: Mapping[str, Reply],
    *,
    http: bool,
    port: int = 0,
    engine_of: EngineOf | None = None,
    env: Mapping[str, str] = {},
) -> None:
    """Start a bot that does not come far."""

    async def run() -> None:
        async with asyncio.timeout(30), fake_slack() as slack:
            for method, reply in script.items():
                slack.on(method, reply)
            place = Listening("127.0.0.1", port)
            await serve(settings(slack, **env), http=http, place=place, engine_of=engine_of or inside(opened))

    asyncio.run(run())


@pytest.mark.parametrize(
    ("http", "missing"), [(False, "SLACK_BOT_TOKEN"), (False, "SLACK_APP_TOKEN"), (True, "SLACK_SIGNING_SECRET")]
)
def test_a_secret_that_is_missing_is_named(settings: Make, http: bool, missing: str) -> None:
    with pytest.raises(SettingsError, match=f"^{missing} is not set"):
        attempt(settings, {}, http=http, port=0, env={missing: ""})


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
def test_a_token_that_slack_does_not_take_ends_it_at_once(settings: Make, method: str) -> None:
    with pytest.raises(SlackFailure, match=f"Slack refused {method}: invalid_auth"):
        attempt(settings, {method: Reply("invalid_auth")}, http=False)


def test_a_place_that_is_taken_ends_it_at_once(settings: Make) -> None:
    with sockets.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"cannot listen on 127.0.0.1, port {port}"):
            attempt(settings, {}, http=True, port=port)


# The engine, in a process of its own


@dataclass
class Answers:
    """An engine that answers in a process of its own, never to the end of one question.

    Attributes:
        trace: What the process leaves behind.
        limit: Seconds that an answer may take.
    """

    trace: Trace
    limit: float = 60
    engines: list[Engine] = field(default_factory=list)

    def __call__(self, settings: Settings, lost: Callable[[str], object]) -> Engine:
        self.engines.append(process_engine(settings, lost, opened=open_endless, limit=self.limit))
        return self.engines[-1]


@pytest.fixture
def beside(index: Path) -> Answers:
    return Answers(Trace(index.parent))


def mention(text: str, number: int) -> dict[str, str]:
    return {**MENTION, "text": f"<@U0BOT> {text}", "ts": f"170000000{number}.000001"}


def texts(running: Running) -> list[str]:
    return [json.dumps(said["blocks"]) for said in running.slack.messages]


async def eventually(running: Running, condition: Callable[[], object]) -> None:
    """Wait until something is so, while the bot says each time that it is well."""
    while not condition():
        assert await running.get("/healthz") == (200, '{"ok":true,"problems":[]}')


def test_a_question_without_end_is_stopped_and_the_next_is_answered(settings: Make, beside: Answers) -> None:
    async def scenario(running: Running) -> None:
        [engine] = beside.engines
        engine.limit = 0.05
        await post_signed(running, mention(ENDLESS, 1), "Ev1")
        await running.slack.until(lambda: len(running.slack.messages) == 1)
        assert "timeout after 0.05 seconds" in texts(running)[0]
        engine.limit = 60
        await post_signed(running, mention("women at all decision-making levels", 2), "Ev2")
        await running.slack.until(lambda: len(running.slack.messages) == 2)
        assert "increased representation of women" in texts(running)[1]
        _, metrics = await running.get("/metrics")
        assert 'clausebot_engine_restarts_total{why="took too long"} 1.0' in metrics
        assert 'clausebot_answers_total{outcome="failed",workspace="T1"} 1.0' in metrics

    play(settings, scenario, http=True, engine_of=beside)


def test_while_an_answer_does_not_end_all_else_goes_on(settings: Make, beside: Answers) -> None:
    """And a process that is killed costs the question it was at, not those that wait."""

    async def scenario(running: Running) -> None:
        await post_signed(running, mention(ENDLESS, 1), "Ev1")
        await post_signed(running, mention("women at all decision-making levels", 2), "Ev2")
        await eventually(running, lambda: beside.trace.spins)
        assert (await beside.engines[0].about()).resolutions == 2
        assert await beside.engines[0].clause("S/RES/1325(2000)#1")
        assert not running.slack.messages
        os.kill(beside.trace.pids[0], signal.SIGKILL)
        await running.slack.until(lambda: len(running.slack.messages) == 2)
        assert "the answering process ended" in texts(running)[0]
        assert "increased representation of women" in texts(running)[1]

    play(settings, scenario, http=True, engine_of=beside)


def test_a_newer_generation_is_switched_to_by_the_process_as_well(
    settings: Make, library: Path, build: Callable[[], BuildReport], beside: Answers
) -> None:
    async def scenario(running: Running) -> None:
        (library / "S_RES_1326.txt").write_text(OFFICIAL_1325.replace("1325", "1326"), encoding="utf-8")
        generation = build().manifest.generation
        await running.ticks.next(LOOK)
        await post_signed(running, mention("women at all decision-making levels", 1), "Ev1")
        await running.slack.until(lambda: bool(running.slack.messages))
        assert "S/RES/1326" in texts(running)[0]
        assert beside.engines[0].index.manifest.generation == generation

    play(settings, scenario, http=True, engine_of=beside)


def test_no_process_is_left_when_the_bot_ends(settings: Make, beside: Answers) -> None:
    """What has no end is not waited for longer than anything else that was begun."""

    async def scenario(running: Running) -> None:
        await post_signed(running, mention(ENDLESS, 1), "Ev1")
        await eventually(running, lambda: beside.trace.spins)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.slack.serve._GRACE", 0)
        play(settings, scenario, http=True, engine_of=beside)
    assert not beside.trace.is_alive


def test_an_index_that_is_missing_ends_it_at_once(settings: Make, index: Path, beside: Answers) -> None:
    shutil.rmtree(index)
    with pytest.raises(ClauseIndexError, match=r"no index at .*; build it with"):
        attempt(settings, {}, http=True, engine_of=beside)
    assert not beside.trace.is_alive
