"""Socket Mode client with a watchdog: pings detect dead connections, and each reconnect uses a new SDK client.

A socket whose peer is gone may look connected for minutes. So a connection counts as alive only after "hello", and
while pings are answered. A dead one is discarded together with the SDK's client, which may be stuck connecting to an
expired URL. Slack redelivers missed events.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import BackoffRetryIntervalCalculator
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.faults import failure_of, refusal
from bot.slack.payload import Malformed, checked, dispatch, kind_of, parse_json

PING = 3.0
"""Ping interval in seconds; the transport drops a connection after half as long again without a pong."""

DEAF = 10.0
"""Seconds of silence after which a connection counts as dead."""

_LONGEST_PAUSE = 30.0
_BACKOFF = BackoffRetryIntervalCalculator()
_log = structlog.get_logger(__name__)


class _Client(SocketModeClient):
    """SDK client with our own message parsing, so that a malformed message causes no traceback."""

    def __init__(self, app_token: str, web_client: AsyncWebClient, *, ping: float) -> None:
        super().__init__(app_token, web_client=web_client, ping_interval=ping)
        self._handling: set[asyncio.Task[None]] = set()  # strong references, as the event loop keeps weak ones

    async def process_message(self) -> None:
        """Read the next message, and start a task to handle it."""
        raw = await self.message_queue.get()
        try:
            message = _message(raw)
        except Malformed as malformed:
            _log.warning("dropped a malformed message from the socket", reason=str(malformed))
            return
        handling = asyncio.create_task(self.run_message_listeners(message, raw))
        self._handling.add(handling)
        handling.add_done_callback(self._handling.discard)


class SocketMode:
    """Socket Mode connection: reconnects when lost, and reports its health."""

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        client: AsyncWebClient,
        *,
        ping: float = PING,
        deaf: float = DEAF,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Configure without connecting.

        Args:
            app: Bolt app that handles payloads.
            app_token: App-level token.
            client: Web API client with the base URL.
            ping: Ping interval in seconds.
            deaf: Seconds of silence after which a connection counts as dead.
            clock: Monotonic clock in seconds.
            sleep: Sleeps for some seconds.
        """
        self._app = app
        self._app_token = app_token
        self._client = client
        self._ping = ping
        self._deaf = deaf
        self._clock = clock
        self._sleep = sleep
        self._heard: float | None = None

    @property
    def silence(self) -> float:
        """Seconds since the last message or pong; infinite without a connection."""
        return float("inf") if self._heard is None else self._clock() - self._heard

    @property
    def problem(self) -> str:
        """Problem of the connection, for the health check; "" while it is alive."""
        if self._heard is None:
            return "the socket to Slack is not connected"
        silence = self.silence
        return f"the socket to Slack has been silent for {silence:.0f} seconds" if silence > self._deaf else ""

    async def run(self) -> NoReturn:
        """Keep a connection open, with reconnects and backoff, until cancelled.

        Raises:
            SlackFailure: If Slack refuses the first connection, as with an invalid token.
        """
        failures, opened = 0, False
        while True:
            client = _Client(self._app_token, self._client, ping=self._ping)
            client.socket_mode_request_listeners.append(self._handle_payload)  # type: ignore[arg-type]
            # One client per connection, without its own reconnects: a dead client is discarded entirely.
            client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
            try:
                await self._connect(client)
                opened, since = True, self._clock()
                await self._listen(client)
                # Back off, too, after a connection that Slack closes at once.
                failures = failures + 1 if self._clock() - since < self._deaf else 0
                _log.warning("the socket is silent or closed; reconnecting", times=failures)
                if failures > 1:
                    await self._back_off(failures)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                fault = refusal(error.response) if isinstance(error, SlackApiError) else None
                if fault and not (opened or fault.passing):
                    raise failure_of("apps.connections.open", fault) from None
                failures += 1
                reason = fault.error if fault else type(error).__name__
                _log.warning("opening a socket failed; retrying", error=reason, times=failures)
                await self._back_off(failures)
            finally:
                self._heard = None
                await _discard(client)

    async def _handle_payload(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        """Dispatch a payload to the app; a malformed one is acknowledged, as Slack would only redeliver it."""
        began = time.time()
        try:
            response = await dispatch(self._app, checked(request.payload))
        except Malformed as malformed:
            _log.warning("dropped a malformed payload", reason=str(malformed))
            response = BoltResponse(status=200)
        await send_async_response(client, request, response, began)

    async def _back_off(self, failures: int) -> None:
        await self._sleep(min(_BACKOFF.calculate_sleep_duration(min(failures, 10)), _LONGEST_PAUSE))

    async def _connect(self, client: SocketModeClient) -> None:
        """Connect, and wait for "hello"."""
        hello = asyncio.Event()

        async def heard(_: aiohttp.WSMessage) -> None:
            self._heard = self._clock()
            hello.set()

        client.on_message_listeners.append(heard)
        client.wss_uri = await client.issue_new_wss_url()
        async with asyncio.timeout(self._deaf):
            await client.connect()  # type: ignore[no-untyped-call]
            await hello.wait()
        _log.info("the socket is open")

    async def _listen(self, client: SocketModeClient) -> None:
        """Return when the connection is dead."""
        pong = client.last_ping_pong_time
        while not self.problem and not _is_closed(client):
            await self._sleep(self._ping / 3)
            if client.last_ping_pong_time != pong:
                pong, self._heard = client.last_ping_pong_time, self._clock()


def _message(raw: str) -> dict[str, Any]:
    """Parse a message of the socket.

    Raises:
        Malformed: If it cannot be acknowledged.
    """
    message = parse_json(raw)
    if not isinstance(message, dict):
        raise Malformed(f"the message is {kind_of(message)}, expected an object")
    if "payload" in message and not isinstance(message.get("envelope_id"), str):
        raise Malformed("'envelope_id' is missing, expected a string")
    if not isinstance(message.get("payload", {}), dict):
        message["payload"] = {}  # acknowledged and dropped as malformed
    return message


def _is_closed(client: SocketModeClient) -> bool:
    """Check whether the connection is closed, other than for a reconnect requested by Slack."""
    session = client.current_session
    return (session is None or session.closed) and not client.connect_operation_lock.locked()


async def _discard(client: SocketModeClient) -> None:
    # Close the transport first: a close handshake with a dead peer would block.
    await client.aiohttp_client_session.close()
    await client.close()  # type: ignore[no-untyped-call]
