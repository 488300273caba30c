"""Two replicas on one PostgreSQL: processes that are killed, restarted and cut off, and each question answered once."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import text, update

from bot.slack.exchange import State
from bot.slack.store.store import Store
from bot.slack.store.tables import EXCHANGES
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack
from tests.bot.slack.office import until
from tests.bot.slack.peer import Peer
from tests.bot.slack.store.conftest import Clock
from tests.bot.slack.test_serve import SECRET
from tests.doubles.postgres import Postgres, database_on, running_postgres
from tests.doubles.process import Program
from tests.doubles.waiting import answers, free_port

QUESTION = "women at all decision-making levels"


@dataclass
class Replica:
    """One process; a start after a stop is another one.

    Attributes:
        folder: For its log.
        env: What it runs in.
        how: "http" or "socket".
    """

    folder: Path
    env: dict[str, str]
    how: str
    port: int = field(default_factory=free_port)
    program: Program | None = None

    async def start(self) -> None:
        command = [sys.executable, "-m", "tests.doubles.replica", self.how, str(self.port)]
        self.program = Program(command, log=self.folder / f"{self.port}.log", env=self.env)
        await asyncio.to_thread(self.program.wait_until, lambda: answers(self.url("readyz")))

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    async def stop(self) -> None:
        if self.program:
            assert await asyncio.to_thread(self.program.stop) == 0
            self.program = None

    def kill(self) -> None:
        assert self.program
        self.program.kill()
        self.program = None


@dataclass
class Two:
    """Two replicas, and the Slack before them."""

    slack: FakeSlack
    peer: Peer
    one: Replica
    other: Replica
    url: str
    browser: aiohttp.ClientSession
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def asks(self, *at: Replica, number: int = 0) -> int:
        """Send a mention to replicas, as one event however many they are; return its number."""
        number = number or next(self.numbers)
        for replica in at:
            await self._send(replica, number)
        return number

    async def _send(self, replica: Replica, number: int) -> None:
        body = json.dumps(payload(number))
        timestamp = str(int(time.time()))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
        headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}
        async with self.browser.post(replica.url("slack/events"), data=body, headers=headers) as response:
            assert response.status == 200

    async def answered(self, *numbers: int) -> None:
        """Wait until questions are answered."""
        wanted = {ts(number) for number in numbers}
        await self.slack.until(lambda: wanted <= {said.get("thread_ts") for said in self.slack.messages})

    def each_once(self, *numbers: int) -> bool:
        """Say whether these questions, and no others, have one answer each."""
        return sorted(said["thread_ts"] for said in self.slack.messages) == sorted(map(ts, numbers))


def ts(number: int) -> str:
    return f"1700000000.{number:06}"


def payload(number: int) -> dict[str, object]:
    said = {"type": "app_mention", "channel": f"C{number}", "user": "U1", "ts": ts(number)}
    event = {**said, "text": f"<@U0BOT> {QUESTION}"}
    return {"type": "event_callback", "event_id": f"Ev{number}", "team_id": "T1", "event": event}


def end_leases(url: str) -> None:
    """Let it be half a minute since the leases of unanswered questions were renewed."""
    store = Store.open(url, keep=timedelta(days=90))
    store.database.execute(
        update(EXCHANGES).where(EXCHANGES.c.state == State.ACCEPTED).values(leased_until=datetime.now(UTC))
    )
    store.close()


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A server that may be stopped."""
    with running_postgres() as server:
        yield server


@asynccontextmanager
async def two(built: Path, folder: Path, url: str, how: str = "http") -> AsyncIterator[Two]:
    env = {
        "PATH": "",
        "PYTHONPATH": ":".join(filter(None, sys.path)),
        "HOME": str(folder),
        "CLAUSEBOT_LIBRARY": str(folder),
        "CLAUSEBOT_INDEX": str(built),
        "CLAUSEBOT_DATABASE": url,
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_SIGNING_SECRET": SECRET,
    }
    peer = Peer()
    async with asyncio.timeout(170), fake_slack(peer.serve) as slack, aiohttp.ClientSession() as browser:
        env["CLAUSEBOT_SLACK_API"] = f"{slack.url}/api"
        one, other = (Replica(folder, env, how) for _ in range(2))
        ours = Two(slack, peer, one, other, url, browser)
        try:
            await asyncio.gather(one.start(), other.start())  # which both make the tables
            yield ours
        finally:
            await asyncio.gather(one.stop(), other.stop())


Scenario = Callable[[Two], Awaitable[None]]


def play(scenario: Scenario, built: Path, folder: Path, server: Postgres, how: str = "http") -> None:
    async def run(url: str) -> None:
        async with two(built, folder, url, how) as ours:
            await scenario(ours)

    with database_on(server.url) as url:
        asyncio.run(run(url))


def test_an_event_that_comes_to_both_is_answered_once(built: Path, tmp_path: Path, postgres: Postgres) -> None:
    async def scenario(ours: Two) -> None:
        numbers = [await ours.asks(ours.one, ours.other) for _ in range(5)]
        numbers += [await ours.asks(ours.other, ours.one) for _ in range(5)]
        await ours.answered(*numbers)
        await ours.one.stop()  # which ends what it began
        await ours.other.stop()
        assert ours.each_once(*numbers)

    play(scenario, built, tmp_path, postgres)


def test_what_a_killed_replica_left_is_answered_by_the_other(built: Path, tmp_path: Path, postgres: Postgres) -> None:
    async def scenario(ours: Two) -> None:
        ours.slack.on("chat.postMessage", Reply(late=True))
        left = await ours.asks(ours.one)
        await ours.slack.until(lambda: bool(ours.slack.called("chat.postMessage")))
        ours.one.kill()
        meanwhile = await ours.asks(ours.other)
        await ours.answered(meanwhile)
        end_leases(ours.url)
        await ours.answered(left)
        assert ours.each_once(left, meanwhile)

    play(scenario, built, tmp_path, postgres)


def test_nothing_is_lost_when_one_after_the_other_is_restarted(built: Path, tmp_path: Path, postgres: Postgres) -> None:
    async def scenario(ours: Two) -> None:
        numbers = []
        for restarted, serving in ((ours.one, ours.other), (ours.other, ours.one)):
            numbers += [await ours.asks(restarted), await ours.asks(serving)]
            await restarted.stop()
            numbers.append(await ours.asks(serving))
            await restarted.start()
            numbers.append(await ours.asks(restarted))
        await ours.answered(*numbers)
        await asyncio.gather(ours.one.stop(), ours.other.stop())
        assert ours.each_once(*numbers)

    play(scenario, built, tmp_path, postgres)


def test_questions_are_answered_while_the_server_is_away_and_known_when_it_is_back(
    built: Path, tmp_path: Path, server: Postgres
) -> None:
    async def scenario(ours: Two) -> None:
        before = await ours.asks(ours.one)
        await ours.answered(before)
        await asyncio.to_thread(server.stop)
        away = await ours.asks(ours.one)
        await ours.answered(away)
        async with ours.browser.get(ours.one.url("readyz")) as response:
            assert response.status == 503
        await asyncio.to_thread(server.start)
        for replica in (ours.one, ours.other):
            await asyncio.to_thread(replica.program.wait_until, lambda: answers(replica.url("readyz")))  # type: ignore[union-attr]  # noqa: B023
        after = 0
        while not await _is_known(ours.url, away):  # what waits is written before the next thing is
            after = await ours.asks(ours.one)
            await ours.answered(after)
        await ours.asks(ours.other, number=away)
        last = await ours.asks(ours.other)
        await ours.answered(last)
        answered = [said["thread_ts"] for said in ours.slack.messages]
        assert answered.count(ts(away)) == answered.count(ts(before)) == 1

    play(scenario, built, tmp_path, server)


async def _is_known(url: str, number: int) -> bool:
    store = await asyncio.to_thread(lambda: Store.open(url, keep=timedelta(days=90)))
    found = await asyncio.to_thread(store.by_question, "T1", f"C{number}", ts(number))
    await asyncio.to_thread(store.close)
    return found is not None


def test_of_two_sockets_each_event_is_answered_once_and_one_may_be_killed(
    built: Path, tmp_path: Path, postgres: Postgres
) -> None:
    async def scenario(ours: Two) -> None:
        for _ in range(2):
            await ours.peer.opened.acquire()
        numbers = [next(ours.numbers) for _ in range(4)]
        for number in numbers:
            for socket in ours.peer.sockets:
                await deliver(ours.peer, socket, number)
        await ours.answered(*numbers)
        ours.one.kill()
        await until(lambda: len(ours.peer.alive) == 1)
        last = next(ours.numbers)
        await deliver(ours.peer, ours.peer.alive[0], last)
        await ours.answered(last)
        assert ours.each_once(*numbers, last)

    play(scenario, built, tmp_path, postgres, "socket")


async def deliver(peer: Peer, socket: web.WebSocketResponse, number: int) -> None:
    envelope = {"type": "events_api", "envelope_id": f"E{number}", "accepts_response_payload": False}
    await socket.send_str(json.dumps({**envelope, "payload": payload(number)}))
    assert json.loads(await peer.said.get()) == {"envelope_id": f"E{number}"}


def test_a_process_of_the_version_before_goes_on_beside_the_migrated_tables(postgres: Postgres) -> None:
    """As in a rolling restart: its statements name no column that came later."""
    with database_on(postgres.url) as url:
        store = Store.open(url, keep=timedelta(days=90), clock=Clock())
        note = text("INSERT INTO clausebot_event (id, seen_at) VALUES (:id, now()) ON CONFLICT DO NOTHING RETURNING id")
        probe = text(
            "INSERT INTO clausebot_event (id, seen_at) VALUES ('readyz', now()) "
            "ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at"
        )
        with store.database.engine.begin() as connection:
            assert connection.scalar(note, {"id": "Ev1"}) == "Ev1"
            assert connection.scalar(note, {"id": "Ev1"}) is None
            connection.execute(probe)
        assert store.seen("T1", "Ev1"), "what one version noted, the other knows"
        assert store.check() == ""
        store.close()
