"""The other end is a real WebSocket on loopback, which can be told to fall silent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from slack_bolt.async_app import AsyncApp

from bot.slack.faults import SlackFailure
from bot.slack.socket import SocketMode
from tests.bot.slack.conftest import Logged
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack
from tests.bot.slack.peer import Peer

NO_SOCKET = "the socket to Slack is not connected"

Sleep = Callable[[float], Awaitable[object]]


@asynccontextmanager
async def running(
    peer: Peer, *, sleep: Sleep = asyncio.sleep, clock: Callable[[], float] | None = None, deaf: float = 60
) -> AsyncIterator[tuple[FakeSlack, SocketMode]]:
    async with asyncio.timeout(30), fake_slack(peer.serve) as slack:
        app = AsyncApp(client=slack.client())

        @app.event("app_mention")
        async def mentioned() -> None:
            pass

        clock = clock or asyncio.get_running_loop().time
        socket = SocketMode(app, "xapp-1-test", slack.client(), ping=0.3, deaf=deaf, sleep=sleep, clock=clock)
        task = asyncio.create_task(socket.run())
        try:
            yield slack, socket
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


class Gate:
    """A sleep that says when the socket has begun to be listened to."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.reached.set()
        await asyncio.sleep(seconds)


def test_a_socket_is_alive_once_it_has_said_hello() -> None:
    """That it is connected says nothing yet."""

    async def play() -> None:
        peer, gate = Peer(polite=False), Gate()
        async with running(peer, sleep=gate) as (_, socket):
            await peer.opened.acquire()
            assert (socket.problem, socket.silence) == (NO_SOCKET, float("inf"))
            await peer.sockets[0].send_str('{"type": "hello"}')
            await gate.reached.wait()
            assert (socket.problem, socket.silence < 60) == ("", True)
            await peer.deliver({"type": "app_mention"})
        assert socket.problem == NO_SOCKET

    asyncio.run(play())


def test_a_socket_that_falls_silent_is_noticed_and_replaced() -> None:
    async def play() -> None:
        peer, gate = Peer(), Gate()
        async with running(peer, sleep=gate) as (_, socket):
            await peer.opened.acquire()
            await gate.reached.wait()
            peer.hears = peer.polite = False
            await peer.opened.acquire()
            assert socket.problem == NO_SOCKET
            peer.hears = True
            gate.reached.clear()
            await peer.sockets[-1].send_str('{"type": "hello"}')
            await gate.reached.wait()
            assert socket.problem == ""
            await peer.deliver({"type": "app_mention"})

    asyncio.run(play())


def test_silence_is_measured_by_what_slack_says_and_not_by_the_transport() -> None:
    """Something between may keep the connection up that Slack has left."""

    async def play() -> None:
        peer, now, problems = Peer(hears_app=False), 0.0, []

        async def sleep(_: float) -> None:
            nonlocal now
            now += 4
            problems.append(socket.problem)
            await asyncio.sleep(0)

        async with running(peer, sleep=sleep, clock=lambda: now, deaf=10) as (_, socket):
            await peer.opened.acquire()
            await peer.opened.acquire()
            assert problems[:3] == ["", "", "the socket to Slack has been silent for 12 seconds"]

    asyncio.run(play())


def test_a_socket_that_answers_stays() -> None:
    async def play() -> None:
        peer, now, rounds = Peer(), 0.0, asyncio.Semaphore(0)

        async def sleep(seconds: float) -> None:
            nonlocal now
            await asyncio.sleep(seconds)
            now += 2
            rounds.release()

        async with running(peer, sleep=sleep, clock=lambda: now, deaf=60) as (_, socket):
            for _ in range(12):
                await rounds.acquire()
            assert socket.silence < 24, "a pong was heard since hello"
            assert len(peer.sockets) == 1

    asyncio.run(play())


def test_a_socket_that_is_closed_is_replaced() -> None:
    async def play() -> None:
        peer = Peer()
        async with running(peer):
            await peer.opened.acquire()
            await peer.sockets[0].close()
            await peer.opened.acquire()
            await peer.deliver({"type": "app_mention"})

    asyncio.run(play())


def test_a_socket_that_is_closed_over_and_over_is_not_hurried_after() -> None:
    async def play() -> None:
        peer, pauses = Peer(), list[float]()

        async def sleep(seconds: float) -> None:
            if seconds > 0.3:
                pauses.append(seconds)
            await asyncio.sleep(0)

        async with running(peer, sleep=sleep):
            for _ in range(4):
                await peer.opened.acquire()
                await peer.sockets[-1].close()
            await peer.opened.acquire()
            assert [pause >= 0.5 * 2**times for times, pause in enumerate(pauses, 2)] == [True] * 3

    asyncio.run(play())


def test_a_new_address_is_asked_for_when_the_old_one_is_no_good() -> None:
    """An address serves once; the SDK by itself would try it for ever."""

    async def play() -> None:
        peer = Peer(spent="1")
        async with running(peer, deaf=1) as (slack, _):
            await peer.opened.acquire()
            assert len(slack.called("apps.connections.open")) == 2
            await peer.deliver({"type": "app_mention"})

    asyncio.run(play())


def test_slack_out_of_reach_is_asked_again_after_longer_and_longer() -> None:
    async def play() -> None:
        peer, pauses = Peer(), list[float]()

        async def sleep(seconds: float) -> None:
            pauses.append(seconds)
            await asyncio.sleep(0)

        async with running(peer, sleep=sleep) as (slack, socket):
            away = [Reply(lost=True), Reply("internal_error"), Reply(status=503)]
            slack.script["apps.connections.open"].extendleft(away)
            await peer.opened.acquire()
            assert all(pause >= 0.5 * 2**times for times, pause in enumerate(pauses[:3], 1))
            assert socket.problem in ("", NO_SOCKET)

    asyncio.run(play())


def test_a_token_that_is_no_good_is_said_to_be() -> None:
    async def play() -> None:
        async with fake_slack() as slack:
            slack.on("apps.connections.open", Reply("invalid_auth"))
            socket = SocketMode(AsyncApp(client=slack.client()), "xapp-1-test", slack.client())
            with pytest.raises(SlackFailure, match=r"Slack refused apps\.connections\.open: invalid_auth"):
                await socket.run()

    asyncio.run(play())


def test_a_socket_that_slack_wants_refreshed_is_not_lost() -> None:
    async def play() -> None:
        peer = Peer()
        async with running(peer) as (_, socket):
            await peer.opened.acquire()
            await peer.sockets[0].send_str('{"type": "disconnect", "reason": "refresh_requested"}')
            await peer.opened.acquire()
            await peer.deliver({"type": "app_mention"})
            assert socket.problem == ""

    asyncio.run(play())


NOT_MESSAGES = ("[", "null", "[]", "[" * 100_000, '{"payload": {}}', '{"payload": {}, "envelope_id": []}')
NOT_PAYLOADS = ("null", "5", "[]", '"text"', '{"type": []}', '{"type": "event_callback", "event": null}')


def test_what_is_no_payload_is_one_line_and_is_not_sent_again(logged: Logged) -> None:
    async def play() -> None:
        peer = Peer()
        async with running(peer):
            await peer.opened.acquire()
            for message in NOT_MESSAGES:
                await peer.sockets[0].send_str(message)
            for payload in NOT_PAYLOADS:
                await peer.sockets[0].send_str(f'{{"type": "events_api", "envelope_id": "E9", "payload": {payload}}}')
                assert await peer.said.get() == '{"envelope_id": "E9"}'
            await peer.deliver({"type": "app_mention"})

    asyncio.run(play())
    lines = [line for line in logged() if line["event"].startswith("dropped")]
    assert len(lines) == len(NOT_MESSAGES) + len(NOT_PAYLOADS)
    assert [line for line in logged() if line["level"] != "info" and line not in lines] == []
