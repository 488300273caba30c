import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from prometheus_client import CollectorRegistry, Counter
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.errors import SettingsError
from bot.slack.http import LARGEST_BODY, http_app, listening

SECRET = "shared with Slack"
MENTION = {"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": {"type": "app_mention"}}

Ask = Callable[..., Awaitable[tuple[int, str]]]


def slack_app(heard: list[dict[str, Any]]) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B0", bot_user_id="U0BOT")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize)

    @app.event("app_mention")
    async def mentioned(body: dict[str, Any]) -> None:
        heard.append(body)

    return app


def play(scenario: Callable[[Ask], Awaitable[None]], **parts: Any) -> None:
    """Serve the app, and ask it over HTTP."""

    async def run() -> None:
        parts.setdefault("slack", None)
        app = http_app(**{"live": (), "ready": (), "registry": CollectorRegistry(), **parts})
        async with listening(app, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:

            async def ask(method: str, path: str, **options: Any) -> tuple[int, str]:
                async with session.request(method, path, **options) as response:
                    return response.status, await response.text()

            await scenario(ask)

    asyncio.run(run())


def signed(body: str, *, age: int = 0, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time()) - age)
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature or "",
    }


def test_an_event_that_slack_signed_is_heard() -> None:
    heard: list[dict[str, Any]] = []

    async def scenario(ask: Ask) -> None:
        body = json.dumps(MENTION)
        status, _ = await ask("POST", "/slack/events", data=body, headers=signed(body))
        assert status == 200

    play(scenario, slack=slack_app(heard))
    assert heard == [MENTION]


@pytest.mark.parametrize("how", [{"secret": "another"}, {"age": 600}])
def test_an_event_that_slack_did_not_sign_just_now_is_not_heard(how: dict[str, Any]) -> None:
    heard: list[dict[str, Any]] = []

    async def scenario(ask: Ask) -> None:
        body = json.dumps(MENTION)
        assert (await ask("POST", "/slack/events", data=body, headers=signed(body, **how)))[0] == 401
        assert (await ask("POST", "/slack/events", data=body))[0] == 401

    play(scenario, slack=slack_app(heard))
    assert not heard


def test_slack_s_challenge_is_answered() -> None:
    async def scenario(ask: Ask) -> None:
        body = json.dumps({"type": "url_verification", "challenge": "c1"})
        status, said = await ask("POST", "/slack/events", data=body, headers=signed(body))
        assert (status, "c1" in said) == (200, True)

    play(scenario, slack=slack_app([]))


def test_a_body_is_read_no_further_than_slack_s_would_be() -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"a" * 65_536

    async def scenario(ask: Ask) -> None:
        assert (await ask("POST", "/slack/events", data=b"a" * (LARGEST_BODY + 1)))[0] == 413
        try:
            status, _ = await ask("POST", "/slack/events", data=endless())
            assert status == 413
        except aiohttp.ClientError:
            pass  # hung up on while it still spoke

    play(scenario, slack=slack_app([]))


def test_what_is_not_text_is_refused() -> None:
    async def scenario(ask: Ask) -> None:
        assert (await ask("POST", "/slack/events", data=b"\xff\xfe"))[0] == 400
        assert (await ask("GET", "/slack/events"))[0] == 405

    play(scenario, slack=slack_app([]))


def test_events_are_not_taken_over_http_in_socket_mode() -> None:
    async def scenario(ask: Ask) -> None:
        assert (await ask("POST", "/slack/events", data="{}"))[0] == 404

    play(scenario)


def test_health_says_what_is_wrong() -> None:
    async def well() -> str:
        return ""

    async def deaf() -> str:
        return "the socket is deaf"

    async def scenario(ask: Ask) -> None:
        assert await ask("GET", "/healthz") == (503, '{"ok":false,"problems":["the socket is deaf"]}')
        assert await ask("GET", "/readyz") == (200, '{"ok":true,"problems":[]}')

    play(scenario, live=[well, deaf], ready=[well])


def test_metrics_are_given_out() -> None:
    registry = CollectorRegistry()
    Counter("asked", "Questions", registry=registry).inc()

    async def scenario(ask: Ask) -> None:
        status, said = await ask("GET", "/metrics")
        assert status == 200
        assert "asked_total 1.0" in said

    play(scenario, registry=registry)


def test_a_place_that_is_taken_is_said_to_be() -> None:
    async def run(port: int) -> None:
        app = http_app(slack=None, live=(), ready=(), registry=CollectorRegistry())
        async with listening(app, "127.0.0.1", port):
            pass

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"cannot listen at 127\.0\.0\.1, port {port}: .*; choose another one"):
            asyncio.run(run(port))
