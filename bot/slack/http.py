"""What is answered over HTTP: Slack's events, and whoever asks how the bot is."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager

import h11
import structlog
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.errors import SettingsError
from bot.slack.manifest import PATH
from bot.slack.payload import Malformed, dispatch, parse_request

LARGEST_BODY = 1_000_000
"""Bytes of a request from Slack; more is not read."""

_WHOLE_WITHIN = 10.0
"""Seconds within which a request must have come, head and body; Slack itself waits for three."""

_RECENT = 300
"""Seconds that a signed request may be old, or ahead of our clock."""

_TIMESTAMP, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_LONGEST_TIMESTAMP = 12
_GIVEN_UP = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

Check = Callable[[], Awaitable[str]]
"""Says what is wrong with something; "" if nothing is."""


_log = structlog.get_logger(__name__)


class _Protocol(H11Protocol):
    """HTTP with a bound on the time a request takes to come; uvicorn bounds the time between two requests alone."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_the_rest()

    def handle_events(self) -> None:
        super().handle_events()
        if self.conn.their_state is h11.SEND_BODY or (self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]):
            self._await_the_rest()
        else:
            self._await_nothing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._await_nothing()
        super().connection_lost(exc)

    def _await_the_rest(self) -> None:
        """Begin to count, unless that has begun: a byte now and then wins no time."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(_WHOLE_WITHIN, self._give_up)

    def _await_nothing(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        _log.warning("a request was refused", status=408, reason=f"it was not whole after {_WHOLE_WITHIN:g} seconds")
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(_GIVEN_UP)
        self.transport.close()


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@asynccontextmanager
async def listening(app: Starlette, host: str, port: int, *, grace: int = 3) -> AsyncIterator[int]:
    """Serve an app for as long as the block runs, and yield the port.

    Args:
        app: What answers.
        host: The address to listen at.
        port: 0 for one that is free.
        grace: Seconds that requests have to be finished at the end.

    Raises:
        SettingsError: If something else listens there.
    """
    try:
        place = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsError(f"cannot listen at {host}, port {port}: {error.strerror}; choose another one") from None
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=grace,
    )
    server = _Server(config)
    # The place is bound, so whoever connects before the server has begun is only kept waiting.
    task = asyncio.create_task(server.serve(sockets=[place]))
    try:
        yield place.getsockname()[1]
    finally:
        server.should_exit = True
        await task


def http_app(
    *,
    slack: AsyncApp | None,
    signing_secret: str = "",
    live: Sequence[Check],
    ready: Sequence[Check],
    registry: CollectorRegistry,
) -> Starlette:
    """Return the app that listens.

    Args:
        slack: What answers Slack's events; None in Socket Mode, where they come another way.
        signing_secret: Proves that a request is Slack's; not needed in Socket Mode.
        live: What must be in order for the process to be kept.
        ready: What must be in order for questions to be answered.
        registry: The metrics.
    """
    routes = [
        Route("/healthz", _report(live)),
        Route("/readyz", _report(ready)),
        Route("/metrics", _metrics(registry)),
    ]
    if slack:
        routes.append(Route(PATH, _events(slack, SignatureVerifier(signing_secret)), methods=["POST"]))
    return Starlette(routes=routes)


class _Refused(Exception):
    """A request is not taken."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def _events(slack: AsyncApp, verifier: SignatureVerifier) -> Callable[[Request], Awaitable[Response]]:
    async def events(request: Request) -> Response:
        try:
            body = await _body_of(request)
            if "ssl_check=1" in body.split("&"):  # which Slack does not sign
                return Response()
            _verify(verifier, request, body)
            payload = parse_request(body, request.headers.get("content-type", ""))
        except _Refused as refused:
            return _refusal(refused.status, refused.reason)
        except Malformed as malformed:
            return _refusal(400, f"a payload that is not Slack's: {malformed}")
        except ClientDisconnect:  # nobody waits for an answer; if it took too long, that is logged already
            return Response(status_code=400)
        return to_starlette_response(await dispatch(slack, payload))

    return events


async def _body_of(request: Request) -> str:
    """Return a request's body.

    Raises:
        _Refused: If it is not text, or too large.
        ClientDisconnect: If it is not whole.
    """
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                raise _Refused(413, f"the body has more than {LARGEST_BODY} bytes")
        return body.decode()
    except UnicodeDecodeError:
        raise _Refused(400, "the body is not UTF-8") from None


def _verify(verifier: SignatureVerifier, request: Request, body: str) -> None:
    """See that Slack signed a request, just now.

    Raises:
        _Refused: If it did not.
    """
    timestamp, signature = request.headers.get(_TIMESTAMP, ""), request.headers.get(_SIGNATURE, "")
    # The verifier raises whatever comes of text that is no number, or of a signature that is not ASCII.
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _LONGEST_TIMESTAMP):
        raise _Refused(401, "the timestamp of the signature is missing, or no number")
    if abs(time.time() - int(timestamp)) > _RECENT:
        raise _Refused(401, "the signature is not of the last five minutes; see that the clock is right")
    if not (signature.isascii() and verifier.is_valid(body, timestamp, signature)):
        raise _Refused(401, "the signature is not that of the body; see that the signing secret is the app's")


def _refusal(status: int, reason: str) -> Response:
    _log.warning("a request was refused", status=status, reason=reason)
    return PlainTextResponse(reason, status_code=status)


def _report(checks: Sequence[Check]) -> Callable[[Request], Awaitable[Response]]:
    async def report(_: Request) -> Response:
        problems = [problem for check in checks if (problem := await check())]
        return JSONResponse({"ok": not problems, "problems": problems}, status_code=503 if problems else 200)

    return report


def _metrics(registry: CollectorRegistry) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return metrics
