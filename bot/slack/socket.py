"""Socket Mode, with somebody who notices when the socket is deaf.

A socket whose other end is gone may look connected for minutes. So one is believed only while it is heard: it must say
hello, and then answer pings. One that does not is given up whole, with the SDK's client around it, which may be stuck
in an attempt to connect to an address that is no longer good. Slack delivers what was missed once more.
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
"""Seconds between two pings; the transport gives a connection up after half as long again without an answer."""

DEAF = 10.0
"""Seconds of silence after which a socket counts as deaf."""

_LONGEST_PAUSE = 30.0
_BACKOFF = BackoffRetryIntervalCalculator()
_log = structlog.get_logger(__name__)


class _Client(SocketModeClient):
    """The SDK's client, which takes each message apart here, so that none ends in a traceback."""

    def __init__(self, app_token: str, web_client: AsyncWebClient, *, ping: float) -> None:
        super().__init__(app_token, web_client=web_client, ping_interval=ping)
        self._handling: set[asyncio.Task[None]] = set()  # nobody else holds on to them

    async def process_message(self) -> None:
        """Read the next message, and begin to handle it."""
        raw = await self.message_queue.get()
        try:
            message = _message(raw)
        except Malformed as malformed:
            _log.warning("dropped a message of the socket", reason=str(malformed))
            return
        handling = asyncio.create_task(self.run_message_listeners(message, raw))
        self._handling.add(handling)
        handling.add_done_callback(self._handling.discard)


class SocketMode:
    """Keeps one socket to Slack open, and says whether it is alive."""

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
        """Connect to nothing yet.

        Args:
            app: What answers.
            app_token: Opens sockets.
            client: Whose base URL is used.
            ping: Seconds between two pings.
            deaf: Seconds of silence after which a socket counts as deaf.
            clock: Seconds that never go backwards.
            sleep: Waits for a number of seconds.
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
        """Seconds since the socket was heard; infinite while there is none."""
        return float("inf") if self._heard is None else self._clock() - self._heard

    @property
    def problem(self) -> str:
        """What is wrong with the socket; "" while it is alive."""
        if self._heard is None:
            return "there is no socket to Slack"
        silence = self.silence
        return f"the socket to Slack has been silent for {silence:.0f} seconds" if silence > self._deaf else ""

    async def run(self) -> NoReturn:
        """Hold a socket, and open another one whenever it is lost, until cancelled.

        Raises:
            SlackFailure: If Slack refuses the very first one: the token is no good.
        """
        failures, opened = 0, False
        while True:
            client = _Client(self._app_token, self._client, ping=self._ping)
            client.socket_mode_request_listeners.append(self._take)  # type: ignore[arg-type]
            # One client for one connection: it gives up nothing that it has not given up whole.
            client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
            try:
                await self._connect(client)
                opened, since = True, self._clock()
                await self._listen(client)
                # One that Slack ends as soon as it is open must not be opened again and again without a pause.
                failures = failures + 1 if self._clock() - since < self._deaf else 0
                _log.warning("the socket is deaf or closed; opening another one", times=failures)
                if failures > 1:
                    await self._rest(failures)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                fault = refusal(error.response) if isinstance(error, SlackApiError) else None
                if fault and not (opened or fault.passing):
                    raise failure_of("apps.connections.open", fault) from None
                failures += 1
                reason = fault.error if fault else type(error).__name__
                _log.warning("no socket could be opened", error=reason, times=failures)
                await self._rest(failures)
            finally:
                self._heard = None
                await _drop(client)

    async def _take(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        """Hand a payload on to the app; one that is malformed is acknowledged, as it would only be sent again."""
        began = time.time()
        try:
            response = await dispatch(self._app, checked(request.payload))
        except Malformed as malformed:
            _log.warning("dropped a payload that is not Slack's", reason=str(malformed))
            response = BoltResponse(status=200)
        await send_async_response(client, request, response, began)

    async def _rest(self, failures: int) -> None:
        await self._sleep(min(_BACKOFF.calculate_sleep_duration(min(failures, 10)), _LONGEST_PAUSE))

    async def _connect(self, client: SocketModeClient) -> None:
        """Open a socket, and wait until it says hello."""
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
        """Return when the socket is not heard any more."""
        pong = client.last_ping_pong_time
        while not self.problem and not _is_closed(client):
            await self._sleep(self._ping / 3)
            if client.last_ping_pong_time != pong:
                pong, self._heard = client.last_ping_pong_time, self._clock()


def _message(raw: str) -> dict[str, Any]:
    """Return what a message of the socket says.

    Raises:
        Malformed: If it is nothing that can be acknowledged.
    """
    message = parse_json(raw)
    if not isinstance(message, dict):
        raise Malformed(f"{kind_of(message)}, expected an object")
    if "payload" in message and not isinstance(message.get("envelope_id"), str):
        raise Malformed("a payload without a string 'envelope_id'")
    if not isinstance(message.get("payload", {}), dict):
        message["payload"] = {}  # which is acknowledged and dropped as any other that is no payload
    return message


def _is_closed(client: SocketModeClient) -> bool:
    """Say whether the connection is closed, and not because Slack asked for a new one."""
    session = client.current_session
    return (session is None or session.closed) and not client.connect_operation_lock.locked()


async def _drop(client: SocketModeClient) -> None:
    # First the transport: a farewell to a peer that is gone would be waited for.
    await client.aiohttp_client_session.close()
    await client.close()  # type: ignore[no-untyped-call]
