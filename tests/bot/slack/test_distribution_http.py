"""Many workspaces over signed HTTP, as Slack sends it: questions, organisations, shared channels, and the end."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from itertools import count
from typing import Any

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.slack.exchange import Workspace
from bot.slack.store import installations
from bot.slack.store.installations import Seal, new_key
from bot.slack.store.store import Store
from tests.bot.slack.office import installation
from tests.bot.slack.test_distribution import RENEWED, expiring, org_wide
from tests.bot.slack.test_serve import MENTION, SECRET, Make, Running, bot, settings

__all__ = ["settings"]

CLIENT = "1.2"
NUMBERS = count(1)


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
def many(settings: Make, key: str) -> Make:
    """Settings of a bot that five installations are there for: of two workspaces, an organisation, and a stale one."""
    env = {
        "SLACK_CLIENT_ID": CLIENT,
        "SLACK_CLIENT_SECRET": "secret",
        "SLACK_BOT_TOKEN": "",
        "CLAUSEBOT_TOKEN_KEY": key,
    }
    return partial(settings, **env)


async def send(running: Running, body: Mapping[str, Any], secret: str = SECRET) -> int:
    """Send a payload, signed, and return the status."""
    sent, timestamp = json.dumps(body), str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=sent)
    headers = {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
        "Content-Type": "application/json",
    }
    url = f"http://127.0.0.1:{running.port}/slack/events"
    async with aiohttp.request("POST", url, data=sent, headers=headers) as response:
        return response.status


def event(team: str, what: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event_id": f"Ev{next(NUMBERS)}", "team_id": team, "event": what, **more}


def asked(team: str, **more: Any) -> dict[str, Any]:
    return event(team, {**MENTION, "ts": f"1700000000.{next(NUMBERS):06}", "channel": f"C{team}"}, **more)


def play(many: Make, key: str, scenario: Callable[[Running, Store], Awaitable[None]]) -> None:
    async def run() -> None:
        async with bot(many, http=True) as running:
            slack = many(running.slack).slack
            store = await asyncio.to_thread(partial(Store.open, slack.database, keep=slack.keep))
            installed = (
                installation("T1"),
                installation("T2"),
                installation(None, **org_wide("E1", "xoxb-E1")),
                installation("T4", **expiring(600)),
            )
            for one in installed:
                work = partial(installations.save, store, one, client_id=CLIENT, seal=Seal([key]))
                await asyncio.to_thread(work)
            await scenario(running, store)
            await asyncio.to_thread(store.close)

    asyncio.run(run())


def spoken(running: Running) -> set[tuple[str, str]]:
    posted = [token for method, token in running.slack.tokens if method == "chat.postMessage"]
    return set(zip(posted, (said["channel"] for said in running.slack.messages), strict=True))


def test_each_is_answered_with_its_token_until_its_end_and_no_other(many: Make, key: str) -> None:
    async def scenario(running: Running, store: Store) -> None:
        grid = {"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}
        shared = {"authorizations": [{"team_id": "T2", "enterprise_id": None}], "is_ext_shared_channel": True}
        running.slack.on("oauth.v2.access", RENEWED)
        for body in (
            asked("T1"),
            asked("T2"),
            asked("T8", enterprise_id="E1", authorizations=[grid]),
            asked("T9", **shared),
            asked("T4"),
            asked("T7"),  # which has no installation
        ):
            assert await send(running, body) == 200
        await running.slack.until(lambda: len(running.slack.messages) == 5)
        expected = {("xoxb-T1", "CT1"), ("xoxb-T2", "CT2"), ("xoxb-E1", "CT8"), ("xoxb-T2", "CT9")}
        assert spoken(running) == expected | {("xoxe.xoxb-2", "CT4")}
        for body in (
            event("T1", {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}),
            event("T1", {"type": "app_uninstalled"}),
            event("T8", {"type": "app_uninstalled"}, enterprise_id="E1"),
        ):
            assert await send(running, body, secret="forged") == 401
            assert await send(running, body) == 200
        left = [Workspace("T2", name="Workspace T2"), Workspace("T4", name="Workspace T4")]
        while await asyncio.to_thread(store.workspaces) != left:  # the end is acknowledged first
            pass
        for team in ("T1", "T8", "T2"):
            assert await send(running, asked(team)) == 200
        await running.slack.until(lambda: len(running.slack.messages) == 6)
        assert running.slack.messages[-1]["channel"] == "CT2"

    play(many, key, scenario)
