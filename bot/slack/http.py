"""What is answered over HTTP: Slack's events, and whoever asks how the bot is."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import SettingsError
from bot.slack.manifest import PATH

LARGEST_BODY = 1_000_000
"""Bytes of a request from Slack; more is not read."""

Check = Callable[[], Awaitable[str]]
"""Says what is wrong with something; "" if nothing is."""


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
        app, log_config=None, access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=grace
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
    *, slack: AsyncApp | None, live: Sequence[Check], ready: Sequence[Check], registry: CollectorRegistry
) -> Starlette:
    """Return the app that listens.

    Args:
        slack: What answers Slack's events; None in Socket Mode, where they come another way. It checks the signatures.
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
        routes.append(Route(PATH, _events(slack), methods=["POST"], max_body_size=LARGEST_BODY))
    return Starlette(routes=routes)


def _events(slack: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    handler = AsyncSlackRequestHandler(slack)

    async def events(request: Request) -> Response:
        try:
            return await handler.handle(request)
        except (UnicodeDecodeError, ClientDisconnect):
            return PlainTextResponse("the body is not whole, or not UTF-8", status_code=400)

    return events


def _report(checks: Sequence[Check]) -> Callable[[Request], Awaitable[Response]]:
    async def report(_: Request) -> Response:
        problems = [problem for check in checks if (problem := await check())]
        return JSONResponse({"ok": not problems, "problems": problems}, status_code=503 if problems else 200)

    return report


def _metrics(registry: CollectorRegistry) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return metrics
