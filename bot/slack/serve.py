"""Run the Slack bot: start-up, listening, background tasks, and graceful shutdown."""

from __future__ import annotations

import asyncio
import secrets
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import BotError
from bot.settings import Settings
from bot.slack.app import build_app
from bot.slack.digest import Digests
from bot.slack.dispatcher import Dispatcher
from bot.slack.engine import Engine, engine_of
from bot.slack.health import DatabaseCheck, IndexWatcher, socket_checks
from bot.slack.http import http_app, listening
from bot.slack.ledger import Ledger
from bot.slack.listeners.events import Messages
from bot.slack.lookback import LookBack, Means
from bot.slack.metrics import Metrics
from bot.slack.parts import Parts
from bot.slack.post import Poster
from bot.slack.service import Service
from bot.slack.socket import SocketMode
from bot.slack.store.erasure import purge
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.tenancy import of_many, of_one
from bot.slack_settings import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackSettings
from embeddings.models import require_build
from embeddings.progress import Progress
from retrieval.index.build import BuildReport
from retrieval.index.cached_library import read_cached
from retrieval.index.rebuild import rebuild

_TIMEOUT = 10
"""Timeout of a call to Slack in seconds."""

_HOUR = 3600.0
_GRACE = 10.0
"""Grace period on shutdown for answers in progress, in seconds."""

Sleep = Callable[[float], Awaitable[object]]
EngineOf = Callable[[Settings, Callable[[str], object]], Engine]
"""Factory of an unopened engine; its second argument is the callback for a lost worker process."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Listening:
    """Host and port to listen on."""

    host: str
    port: int


async def serve(
    settings: Settings,
    *,
    http: bool,
    place: Listening | None,
    stop: asyncio.Event | None = None,
    engine_of: EngineOf = engine_of,
    sleep: Sleep = asyncio.sleep,
) -> None:
    """Run the bot until SIGTERM, SIGINT or `stop`.

    Args:
        settings: All settings, secrets included.
        http: Whether to receive events over HTTP instead of Socket Mode.
        place: Host and port for HTTP events, health checks and metrics; None for no HTTP server.
        stop: Event that stops the bot, as a signal does.
        engine_of: Factory of the engine.
        sleep: Sleep between polls of the index, and between purges of expired data.

    Raises:
        SettingsError: If a secret is missing, or the port is in use.
        SlackFailure: If Slack rejects the tokens.
        StoreUnavailable: If the database cannot be used.
        ClauseIndexError: If there is no index to answer from.
    """
    try:
        async with AsyncExitStack() as stack:
            bot = await _open_bot(settings, http, engine_of, stack)
            await _run(bot, place, stop or asyncio.Event(), sleep)
    except BaseExceptionGroup as group:
        # Raise the bot's own error of the group, if there is one, rather than the others.
        known, _ = group.split(BotError)
        raise known.exceptions[0] if known else group from None


@dataclass(frozen=True, slots=True)
class _Bot:
    """All opened resources of a running bot."""

    store: Store
    engine: Engine
    dispatcher: Dispatcher
    app: AsyncApp
    look_back: LookBack
    digests: Digests
    metrics: Metrics
    socket: SocketMode | None
    oauth: AsyncOAuthFlow | None
    signing_secret: str = field(repr=False)


async def _open_bot(settings: Settings, http: bool, engine_of: EngineOf, stack: AsyncExitStack) -> _Bot:
    slack = settings.slack
    slack.require_tokens(http=http)
    client, me = await _connect(slack, stack)
    store = await asyncio.to_thread(Store.open, slack.database, keep=slack.keep)
    stack.callback(store.close)
    owner = secrets.token_hex(8)
    ledger, service, metrics = Ledger(store, owner=owner, clock=_now), Service.of(slack), Metrics()
    tenancy = await of_many(slack, client, ledger, service.audit) if slack.is_distributed else of_one(me)
    poster = Poster(client, client_of=tenancy.client_of, language_of=ledger.language)
    for team in tenancy.known:
        metrics.knows(team)
    engine = engine_of(settings, metrics.lost)
    stack.callback(engine.close)
    await engine.open()
    dispatcher = Dispatcher(engine, ledger, poster, clock=_now, metrics=metrics)
    parts = Parts(dispatcher, ledger, engine, poster, service, slack.owners, partial(_build, settings))
    app = build_app(client, parts, org_wide=tenancy.org_wide, distribution=tenancy.distribution)
    socket = None if http else SocketMode(app, slack.secret(APP_TOKEN), client)
    means = Means(
        ledger=ledger,
        poster=poster,
        answer=Messages(parts).answer_missed,
        owner=owner,
        longest=slack.look_back,
        pace=tenancy.pace,
        clock=_now,
    )
    look_back = LookBack(means, teams=tenancy.teams, is_heard=lambda: not (socket and socket.problem))
    metrics.watch(waiting=lambda: engine.waiting, silence=(lambda: socket.silence) if socket else None)
    _log.info("opened", **tenancy.described, generation=engine.index.manifest.generation)
    return _Bot(
        store=store,
        engine=engine,
        dispatcher=dispatcher,
        app=app,
        look_back=look_back,
        digests=Digests(ledger, poster, teams=tenancy.teams, owner=owner, clock=_now),
        metrics=metrics,
        socket=socket,
        oauth=tenancy.oauth,
        signing_secret=slack.secrets[SIGNING_SECRET],
    )


async def _connect(slack: SlackSettings, stack: AsyncExitStack) -> tuple[AsyncWebClient, Mapping[str, Any]]:
    """Return the client with the bot's own token, and what Slack says of that token, if it has one.

    Raises:
        SlackFailure: If Slack rejects the token.
    """
    session = await stack.enter_async_context(aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT)))
    client = AsyncWebClient(slack.secrets[BOT_TOKEN] or None, slack.api, _TIMEOUT, session=session)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler())  # for Bolt's own calls
    return client, await Poster(client).call("auth.test") if slack.secrets[BOT_TOKEN] else {}


async def _run(bot: _Bot, place: Listening | None, stop: asyncio.Event, sleep: Sleep) -> None:
    index = IndexWatcher(bot.engine, bot.metrics)
    background: list[asyncio.Task[Any]] = []
    async with asyncio.TaskGroup() as tasks:

        def begin(work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
            background.append(tasks.create_task(work))
            return background[-1]

        begin(index.watch_forever(sleep))
        begin(_purge_forever(bot.store, sleep))
        begin(bot.dispatcher.recover_forever())
        async with AsyncExitStack() as front:
            # First, so that the bot can be stopped as soon as it listens.
            await front.enter_async_context(_signalled(stop))
            if place:
                app = http_app(
                    slack=None if bot.socket else bot.app,
                    oauth=bot.oauth,
                    signing_secret=bot.signing_secret,
                    live=socket_checks(bot.socket),
                    ready=(index.check, DatabaseCheck(bot.store).check),
                    registry=bot.metrics.registry,
                )
                port = await front.enter_async_context(listening(app, place.host, place.port))
                _log.info("listening", host=place.host, port=port)
            if bot.socket:
                front.callback(begin(bot.socket.run()).cancel)
            front.callback(begin(bot.look_back.run_forever(sleep)).cancel)
            front.callback(begin(bot.digests.run_forever(sleep)).cancel)
            await stop.wait()
            _log.info("stopping; finishing answers in progress", waiting=bot.engine.waiting)
        await bot.dispatcher.close(_GRACE)
        for task in background:
            task.cancel()


async def _purge_forever(store: Store, sleep: Sleep) -> None:
    """Purge expired data every hour."""
    while True:
        try:
            if erased := await asyncio.to_thread(purge, store):
                _log.info("erased expired data", rows=erased)
        except StoreUnavailable as error:
            _log.warning("erasing expired data failed", reason=str(error))
        await sleep(_HOUR)


def _build(settings: Settings, progress: Progress) -> BuildReport:
    """Build the index of the library, as `clausebot index build` does with these settings."""
    require_build()
    library = read_cached(settings.library, settings.index, progress)
    report, _ = rebuild(settings.place, library, settings.build_options(), progress)
    return report


@asynccontextmanager
async def _signalled(stop: asyncio.Event) -> AsyncIterator[None]:
    """Set the event on SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    caught: list[signal.Signals] = []
    # Event loops have no signal handlers on Windows and outside the main thread.
    with suppress(NotImplementedError, RuntimeError, ValueError):
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


def _now() -> datetime:
    return datetime.now(UTC)
