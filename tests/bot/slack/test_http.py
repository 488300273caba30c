import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from prometheus_client import CollectorRegistry, Counter
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot.errors import SettingsError
from bot.slack.http import LARGEST_BODY, http_app, listening
from tests.bot.slack.conftest import Logged

SECRET = "shared with Slack"
MENTION = {"type": "event_callback", "event_id": "Ev1", "team_id": "T1", "event": {"type": "app_mention"}}

Ask = Callable[..., Awaitable[tuple[int, str]]]


def slack_app(heard: list[dict[str, Any]]) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B0", bot_user_id="U0BOT")

    app = AsyncApp(request_verification_enabled=False, authorize=authorize)

    @app.event("app_mention")
    async def mentioned(body: dict[str, Any]) -> None:
        heard.append(body)

    return app


def play(scenario: Callable[[Ask], Awaitable[None]], **parts: Any) -> None:
    """Serve the app, and ask it over HTTP."""

    async def run() -> None:
        parts.setdefault("slack", None)
        fixed = {"signing_secret": SECRET, "live": (), "ready": (), "registry": CollectorRegistry()}
        app = http_app(**{**fixed, **parts})
        async with listening(app, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:

            async def ask(method: str, path: str, **options: Any) -> tuple[int, str]:
                async with session.request(method, path, **options) as response:
                    return response.status, await response.text()

            await scenario(ask)

    asyncio.run(run())


async def dropped_by(port: int, sent: bytes, drip: bytes) -> None:
    """Send half a request, then one byte or none again and again, until the other end hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    with suppress(ConnectionError):
        while not reader.at_eof():
            writer.write(drip)
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(1_000), 0.02)
    writer.close()


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


EVENT = json.dumps(MENTION)
UNSIGNED = {
    "no timestamp": {"X-Slack-Request-Timestamp": ""},
    "a word": {"X-Slack-Request-Timestamp": "yesterday"},
    "digits that int() does not take": {"X-Slack-Request-Timestamp": "1²"},
    "too many digits": {"X-Slack-Request-Timestamp": "9" * 5_000},
    "more than a float holds": {"X-Slack-Request-Timestamp": "9" * 400},
    "no signature": {"X-Slack-Signature": ""},
    "a signature that is not ASCII": {"X-Slack-Signature": "v0=é"},
}
UNREADABLE = {
    "null": "null",
    "a number": "5",
    "a list": "[]",
    "a string": '"text"',
    "cut off": '{"type": "event_callback", "event": {"type": "app_ment',
    "nested deep": "[" * 100_000,
    "nested deep, and whole": '{"type": ' + "[" * 65 + "]" * 65 + "}",
    "a number of thousands of digits": '{"type": "event_callback", "event": {"type": "a", "ts": ' + "9" * 5_000 + "}}",
    "a number of twenty digits": '{"type": "event_callback", "event": {"type": "a", "ts": 10000000000000000000}}',
    "infinite": '{"type": "event_callback", "event": {"type": "app_mention", "ts": 1e999}}',
    "not a number": '{"type": "event_callback", "event": {"type": "app_mention", "ts": NaN}}',
    "an event that is a number": '{"type": "event_callback", "event": 5}',
    "an event whose type is a list": '{"type": "event_callback", "event": {"type": []}}',
    "authorizations that are a number": '{"type": "event_callback", "event": {"type": "a"}, "authorizations": 5}',
    "an authorization that is null": '{"type": "event_callback", "event": {"type": "a"}, "authorizations": [null]}',
    "clicks on nothing": '{"type": "block_actions", "actions": []}',
    "nothing": "{}",
}


@pytest.mark.parametrize("changed", UNSIGNED.values(), ids=UNSIGNED)
def test_a_request_without_a_signature_of_slack_is_refused_in_one_line(changed: dict[str, str], logged: Logged) -> None:
    heard: list[dict[str, Any]] = []

    async def scenario(ask: Ask) -> None:
        status, _ = await ask("POST", "/slack/events", data=EVENT, headers={**signed(EVENT), **changed})
        assert status == 401

    play(scenario, slack=slack_app(heard))
    [line] = logged()
    assert (line["event"], line["status"]) == ("a request was refused", 401)
    assert not heard


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_signed_body_that_is_no_payload_is_refused_in_one_line(body: str, kind: str, logged: Logged) -> None:
    """As it comes with an event, and as it comes with a click."""
    sent = body if kind == "application/json" else urlencode({"payload": body})

    async def scenario(ask: Ask) -> None:
        headers = {**signed(sent), "Content-Type": kind}
        assert (await ask("POST", "/slack/events", data=sent, headers=headers))[0] == 400

    play(scenario, slack=slack_app([]))
    [line] = logged()
    assert (line["event"], line["status"]) == ("a request was refused", 400)
    assert "exception" not in line


@pytest.mark.parametrize("body", ["", "&" * 1_000, "text=no+command", "a=1&" * 200])
def test_a_form_that_is_no_command_is_refused(body: str) -> None:
    async def scenario(ask: Ask) -> None:
        headers = {**signed(body), "Content-Type": "application/x-www-form-urlencoded"}
        assert (await ask("POST", "/slack/events", data=body, headers=headers))[0] == 400

    play(scenario, slack=slack_app([]))


def test_a_refusal_repeats_nothing_of_a_body(logged: Logged) -> None:
    async def scenario(ask: Ask) -> None:
        for body in ('{"type": 5, "text": "hush-hush"}', '{"command": "/clauses", "view": "hush-hush"}', '"hush-hush"'):
            _, said = await ask("POST", "/slack/events", data=body, headers=signed(body))
            assert "hush" not in said

    play(scenario, slack=slack_app([]))
    assert len(logged()) == 3
    assert "hush" not in str(logged())


def test_what_databases_refuse_is_replaced_where_a_payload_comes_in() -> None:
    heard: list[dict[str, Any]] = []

    async def scenario(ask: Ask) -> None:
        body = json.dumps({**MENTION, "text": "a\0b\ud800c\udfffd 😀", "a\0": 1})
        assert (await ask("POST", "/slack/events", data=body, headers=signed(body)))[0] == 200

    play(scenario, slack=slack_app(heard))
    assert heard == [{**MENTION, "text": "a\ufffdb\ufffdc\ufffdd 😀", "a\ufffd": 1}]


def test_slack_s_check_of_the_certificate_is_answered() -> None:
    """It comes without a signature."""

    async def scenario(ask: Ask) -> None:
        assert (await ask("POST", "/slack/events", data={"ssl_check": "1", "token": "t"}))[0] == 200

    play(scenario, slack=slack_app([]))


HALF = {
    "nothing": b"",
    "half a head": b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nX-Slack-Sig",
    "half a body": b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 9999\r\n\r\n{",
    "half a chunk": b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{",
    "half a body that nobody reads": b"POST /healthz HTTP/1.1\r\nHost: bot\r\nContent-Length: 9999\r\n\r\n{",
    "half a second request": b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\nGET /healthz HTT",
    "half of the body of a second": b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n"
    b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 9999\r\n\r\n{",
}


@pytest.mark.parametrize("sent", HALF.values(), ids=HALF)
def test_a_request_that_is_not_whole_in_time_is_hung_up_on(
    sent: bytes, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether nothing more comes, or a byte now and then."""
    monkeypatch.setattr("bot.slack.http._RECEIVE_TIMEOUT", 0.2)

    async def run() -> None:
        app = http_app(slack=slack_app([]), signing_secret=SECRET, live=(), ready=(), registry=CollectorRegistry())
        async with asyncio.timeout(30), listening(app, "127.0.0.1", 0) as port:
            await dropped_by(port, sent, b"")
            await dropped_by(port, sent, b"a")

    asyncio.run(run())
    assert [(line["event"], line["status"]) for line in logged()] == [("a request was refused", 408)] * 2


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
        with pytest.raises(
            SettingsError, match=rf"cannot listen on 127\.0\.0\.1, port {port}: .*; choose another port"
        ):
            asyncio.run(run(port))
