"""HTTP server: Slack events with signature verification, health checks, and Prometheus metrics."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager

import aiohttp
import h11
import structlog
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.errors import SettingsError
from bot.slack.manifest import PATH
from bot.slack.payload import Malformed, dispatch, parse_request
from bot.slack.store.errors import StoreUnavailable

LARGEST_BODY = 1_000_000
"""Maximum size of a request body in bytes."""

_RECEIVE_TIMEOUT = 10.0
"""Timeout for receiving a request, head and body, in seconds; Slack itself waits for three."""

_GRACE = 3
"""Seconds to finish open requests on shutdown."""

_MAX_AGE = 300
"""Maximum age of a signed request in seconds, or its lead over our clock, against replay."""

_TIMESTAMP, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_TIMESTAMP_DIGITS = 12
_TIMEOUT_RESPONSE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

Check = Callable[[], Awaitable[str]]
"""Health check: returns the problem; "" for none."""


_log = structlog.get_logger(__name__)


class _Protocol(H11Protocol):
    """HTTP protocol with a timeout for receiving a request; uvicorn limits only the time between requests."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_timeout()

    def handle_events(self) -> None:
        super().handle_events()
        has_begun = self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]
        if has_begun or self.conn.their_state is h11.SEND_BODY:
            self._start_timeout()
        else:
            self._cancel_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel_timeout()
        super().connection_lost(exc)

    def _start_timeout(self) -> None:
        """Start the receive timeout unless it runs already, so that a slow client (slowloris) cannot extend it."""
        if self._timer is None:
            self._timer = self.loop.call_later(_RECEIVE_TIMEOUT, self._on_timeout)

    def _cancel_timeout(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _on_timeout(self) -> None:
        if self.transport.is_closing():
            return
        _log.warning("a request was refused", status=408, reason=f"incomplete after {_RECEIVE_TIMEOUT:g} seconds")
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(_TIMEOUT_RESPONSE)
        self.transport.close()


class _Server(uvicorn.Server):
    """Uvicorn server without signal handlers."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@asynccontextmanager
async def listening(app: Starlette, host: str, port: int) -> AsyncIterator[int]:
    """Serve an ASGI app inside the block, and yield the port.

    Args:
        app: The ASGI app.
        host: Address to bind.
        port: Port to bind; 0 for a free one.

    Raises:
        SettingsError: If the port is in use.
    """
    try:
        place = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsError(f"cannot listen on {host}, port {port}: {error.strerror}; choose another port") from None
    config = uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    server = _Server(config)
    # The socket is bound already, so early connections wait in its backlog.
    task = asyncio.create_task(server.serve(sockets=[place]))
    try:
        yield place.getsockname()[1]
    finally:
        server.should_exit = True
        await task


def http_app(
    *,
    slack: AsyncApp | None,
    oauth: AsyncOAuthFlow | None = None,
    signing_secret: str = "",
    live: Sequence[Check],
    ready: Sequence[Check],
    registry: CollectorRegistry,
) -> Starlette:
    """Build the ASGI app with routes for events, liveness, readiness and metrics.

    Args:
        slack: Bolt app for events; None in Socket Mode.
        oauth: Installation by OAuth; None for an app of one workspace.
        signing_secret: Secret of signature verification; unused in Socket Mode.
        live: Liveness checks; a failure means the process should be restarted.
        ready: Readiness checks; a failure means questions cannot be answered.
        registry: Metrics registry.
    """
    routes = [
        Route("/healthz", _report(live)),
        Route("/readyz", _report(ready)),
        Route("/metrics", _metrics(registry)),
    ]
    if slack:
        routes.append(Route(PATH, _events(slack, SignatureVerifier(signing_secret)), methods=["POST"]))
    if oauth:
        routes.append(Route(oauth.install_path, _oauth(oauth.handle_installation)))
        routes.append(Route(oauth.redirect_uri_path, _oauth(oauth.handle_callback)))
    return Starlette(routes=routes)


class _Refused(Exception):
    """Request is rejected, with an HTTP status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def _events(slack: AsyncApp, verifier: SignatureVerifier) -> Callable[[Request], Awaitable[Response]]:
    async def events(request: Request) -> Response:
        try:
            body = await _body_of(request)
            if "ssl_check=1" in body.split("&"):  # unsigned by Slack
                return Response()
            _verify(verifier, request, body)
            payload = parse_request(body, request.headers.get("content-type", ""))
        except _Refused as refused:
            return _refusal(refused.status, refused.reason)
        except Malformed as malformed:
            return _refusal(400, f"malformed payload: {malformed}")
        except ClientDisconnect:  # no one reads the response; a timeout is logged already
            return Response(status_code=400)
        return to_starlette_response(await dispatch(slack, payload))

    return events


def _oauth(handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return to_starlette_response(await handle(to_async_bolt_request(request, b"")))
        except (StoreUnavailable, aiohttp.ClientError, TimeoutError) as error:
            _log.warning("an installation failed", error=type(error).__name__)
            return PlainTextResponse("The app cannot be installed now. Try again in a minute.", status_code=503)

    return answer


async def _body_of(request: Request) -> str:
    """Read a request body with a size limit.

    Raises:
        _Refused: If it is too large or not UTF-8.
        ClientDisconnect: If it is incomplete.
    """
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                raise _Refused(413, f"the body is larger than {LARGEST_BODY} bytes")
        return body.decode()
    except UnicodeDecodeError:
        raise _Refused(400, "the body is not UTF-8") from None


def _verify(verifier: SignatureVerifier, request: Request, body: str) -> None:
    """Verify Slack's signature and timestamp of a request.

    Raises:
        _Refused: If the signature is invalid or too old.
    """
    timestamp, signature = request.headers.get(_TIMESTAMP, ""), request.headers.get(_SIGNATURE, "")
    # The verifier raises various errors on a non-numeric timestamp or a non-ASCII signature.
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= _TIMESTAMP_DIGITS):
        raise _Refused(401, "the timestamp of the signature is missing, or not a number")
    if abs(time.time() - int(timestamp)) > _MAX_AGE:
        raise _Refused(
            401, "the timestamp of the signature is more than five minutes off; check the clock of this machine"
        )
    if not (signature.isascii() and verifier.is_valid(body, timestamp, signature)):
        raise _Refused(401, "the signature does not match the body; check that the signing secret is the app's")


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
