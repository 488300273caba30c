"""The doctor names what is missing on Slack's side, asked of Slacks that others wrote."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.doctor import Check
from bot.slack.check import examine_slack
from bot.slack.manifest import METHODS, manifest, scopes
from bot.slack.store.installations import new_key
from bot.slack_settings import SlackSettings
from tests.doubles.emulate import REVOKED, running_emulate
from tests.doubles.local_slack import App, LocalSlack, running_local_slack
from tests.doubles.stub import Plan, Stub, running_stub
from tests.doubles.waiting import post

APP = App("A01")
EVERYTHING, LITTLE, NOTHING = "xoxb-everything", "xoxb-little", "xoxb-nothing"
LACKED_BY_EMULATE = {
    "assistant.threads.setStatus",
    "assistant.threads.setSuggestedPrompts",
    "users.conversations",
}


@pytest.fixture(scope="module")
def emulate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    tokens = {EVERYTHING: scopes(), LITTLE: ["chat:write", "commands"], NOTHING: []}
    with running_emulate(tmp_path_factory.mktemp("emulate"), tokens) as api:
        yield api


@pytest.fixture
def strict(emulate: str) -> Iterator[Stub]:
    """A Slack that is strict about scopes; without sockets."""
    with running_stub(emulate) as stub:
        stub.instead["users.conversations"] = "conversations.list"  # the like of it that emulate has
        yield stub


@pytest.fixture(scope="module")
def local_slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSlack]:
    with running_local_slack(tmp_path_factory.mktemp("local-slack"), [APP]) as slack:
        yield slack


@pytest.fixture
def whole(local_slack: LocalSlack) -> Iterator[Stub]:
    """A Slack that has all that the bot needs."""
    with running_stub(local_slack.api) as stub:
        stub.granted = ",".join(scopes())
        yield stub


def examined(api: str, **env: str) -> dict[str, Check]:
    settings = SlackSettings.from_env({"CLAUSEBOT_SLACK_API": api, **env})
    return {check.name.removeprefix("slack "): check for check in asyncio.run(examine_slack(settings))}


def both(stub: Stub, **env: str) -> dict[str, Check]:
    return examined(stub.api, SLACK_BOT_TOKEN=APP.bot_token, SLACK_APP_TOKEN=APP.app_token, **env)


def test_nothing_is_wrong_where_nothing_is(whole: Stub) -> None:
    checks = both(whole)
    assert [check.fix for check in checks.values()] == [""] * 6
    assert {name: check.found for name, check in checks.items() if name != "events"} == {
        "bot token": "@clausebot-a01 in Test Workspace",
        "scopes": "all granted",
        "channels": "in 2 channels: #c01a01, #c02a01",
        "app token": "opens a socket",
        "socket": "opened and closed",
    }


def test_nothing_is_changed_on_slack_s_side(whole: Stub) -> None:
    both(whole)
    assert {name for name, _ in whole.calls} == {"auth.test", "users.conversations", "apps.connections.open"}


def test_missing_tokens_are_named_with_where_to_find_them(whole: Stub) -> None:
    checks = examined(whole.api)
    assert checks["bot token"].found == "SLACK_BOT_TOKEN is not set"
    assert "OAuth & Permissions" in checks["bot token"].fix
    assert checks["app token"].found == "SLACK_APP_TOKEN is not set"
    assert "connections:write" in checks["app token"].fix
    assert whole.calls == [], "there is nothing to ask Slack"


def test_tokens_that_changed_places_are_named(whole: Stub) -> None:
    checks = examined(whole.api, SLACK_BOT_TOKEN=APP.app_token, SLACK_APP_TOKEN=APP.bot_token)
    assert checks["bot token"].found == "SLACK_BOT_TOKEN does not begin with xoxb-"
    assert checks["app token"].found == "SLACK_APP_TOKEN does not begin with xapp-"


def test_with_a_signing_secret_no_socket_is_needed(whole: Stub) -> None:
    checks = examined(whole.api, SLACK_BOT_TOKEN=APP.bot_token, SLACK_SIGNING_SECRET="s")
    assert "app token" not in checks
    assert checks["signing secret"].passed


def test_a_token_that_slack_no_longer_knows_is_to_be_replaced(strict: Stub) -> None:
    checks = examined(strict.api, SLACK_BOT_TOKEN=REVOKED)
    assert checks["bot token"].found == "auth.test failed: invalid_auth"
    assert checks["bot token"].fix.startswith("Slack rejects SLACK_BOT_TOKEN: set it to what is shown at")
    assert "scopes" not in checks


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
def test_an_app_that_was_taken_out_of_the_workspace_is_to_be_installed_again(whole: Stub, error: str) -> None:
    whole.refuse("auth.test", error)
    check = both(whole)["bot token"]
    assert check.found == f"auth.test failed: {error}"
    assert check.fix.startswith("reinstall the app on its page, Install App; then set it to what is shown at")


def test_each_scope_that_is_missing_is_named(strict: Stub) -> None:
    strict.granted = "chat:write,commands"
    checks = examined(strict.api, SLACK_BOT_TOKEN=LITTLE)
    missing = [scope for scope in scopes() if scope not in ("chat:write", "commands")]
    assert checks["scopes"].found == f"not granted: {', '.join(missing)}"
    assert "'clausebot slack manifest'" in checks["scopes"].fix
    assert checks["channels"].found == "users.conversations failed: missing_scope (channels:read,groups:read)"
    assert checks["channels"].fix == checks["scopes"].fix


def test_slack_s_own_word_for_the_scopes_is_enough(strict: Stub) -> None:
    strict.granted = ", ".join([*scopes(), "reactions:write"])
    checks = examined(strict.api, SLACK_BOT_TOKEN=EVERYTHING)
    assert checks["scopes"].found == "all granted, and some that are not needed: reactions:write"
    assert checks["channels"].found == "in 2 channels: #general, #random"
    assert checks["scopes"].passed


def test_a_bot_in_no_channel_is_told_how_to_invite_it_but_can_answer(whole: Stub) -> None:
    whole.plan("users.conversations", Plan({"ok": True, "channels": []}))
    check = both(whole)["channels"]
    assert check.found == "the bot is in no channel"
    assert check.fix == "type '/invite @clausebot-a01' in a channel; in direct messages it answers as it is"
    assert not check.needed


@pytest.mark.parametrize("method", sorted(METHODS.keys() - LACKED_BY_EMULATE))
def test_a_strict_slack_asks_for_no_scope_that_the_manifest_lacks(emulate: str, method: str) -> None:
    [channel, *_] = _call(emulate, EVERYTHING, "conversations.list")["channels"]
    arguments = {"channel": channel["id"], "users": "U000000001", "text": "hello", "ts": "1.1"}
    needed = _call(emulate, NOTHING, method, **arguments).get("needed", "")
    assert {*filter(None, needed.split(","))} <= {*METHODS[method]}
    assert _call(emulate, EVERYTHING, method, **arguments).get("error") != "missing_scope"


def _call(api: str, token: str, method: str, **arguments: str) -> Any:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/x-www-form-urlencoded"}
    return json.loads(post(f"{api}{method}", urlencode(arguments).encode(), headers))


def test_many_channels_are_counted_over_all_pages(whole: Stub) -> None:
    first, last = ([{"name": f"c{n}"} for n in numbers] for numbers in (range(4), range(4, 8)))
    whole.plan(
        "users.conversations",
        Plan({"ok": True, "channels": first, "response_metadata": {"next_cursor": "more"}}),
        Plan({"ok": True, "channels": last}, when=lambda arguments: arguments.get("cursor") == "more"),
    )
    assert both(whole)["channels"].found == "in 8 channels: #c0, #c1, #c2, #c3, #c4 and 3 more"


def test_an_app_token_that_cannot_open_a_socket_is_named(whole: Stub) -> None:
    whole.refuse("apps.connections.open", "not_allowed_token_type")
    check = both(whole)["app token"]
    assert check.found == "apps.connections.open failed: not_allowed_token_type"
    assert "App-Level Tokens" in check.fix


def test_a_socket_that_cannot_be_reached_is_told_from_a_token_that_is_wrong(whole: Stub) -> None:
    whole.plan("apps.connections.open", Plan({"ok": True, "url": "ws://127.0.0.1:1/"}))
    checks = both(whole)
    assert checks["app token"].passed
    assert checks["socket"].found.startswith("no 'hello' received: Cannot connect to host 127.0.0.1:1")
    assert "clausebot slack --http" in checks["socket"].fix


def test_a_slack_that_cannot_be_reached_is_no_fault_of_the_token() -> None:
    check = examined("http://127.0.0.1:1/api", SLACK_BOT_TOKEN=APP.bot_token)["bot token"]
    assert check.found.startswith("http://127.0.0.1:1/api/ cannot be reached: ")
    assert check.fix == "check the network, the proxy, and CLAUSEBOT_SLACK_API if it is set"


def test_what_is_no_slack_is_reported_by_its_status(local_slack: LocalSlack) -> None:
    check = examined(f"{local_slack.api}nothing", SLACK_BOT_TOKEN=APP.bot_token)["bot token"]
    assert check.found == "auth.test failed: HTTP 404"


def test_a_slack_that_asks_to_wait_is_asked_later(whole: Stub) -> None:
    whole.plan("auth.test", Plan({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "30"}))
    assert both(whole)["bot token"].fix == "try again in a minute"


def test_events_that_cannot_be_read_are_listed_to_be_compared(whole: Stub) -> None:
    check = both(whole)["events"]
    assert check.passed
    assert "should list app_home_opened, app_mention, member_joined_channel, message.channels" in check.found


def _without(app: dict[str, Any], *path: str) -> dict[str, Any]:
    *outer, last = path
    part = app
    for name in outer:
        part = part[name]
    del part[last]
    return app


@pytest.mark.parametrize(
    ("there", "lacks"),
    [
        (manifest(), ""),
        (manifest(legacy_assistant=True), ""),
        ({}, "the event app_home_opened, the event app_mention, the event member_joined_channel, the event message."),
        (_without(manifest(), "features", "slash_commands"), "the command /clauses"),
        (_without(manifest(), "features", "shortcuts"), "the shortcut find_clauses, the shortcut find_agreed"),
        (_without(manifest(), "features", "app_home"), "the Messages tab"),
        (_without(manifest(), "settings", "interactivity"), "interactivity"),
        (manifest("https://example.org"), "Socket Mode"),
    ],
)
def test_what_the_app_lacks_is_read_with_a_configuration_token(whole: Stub, there: Any, lacks: str) -> None:
    whole.plan("apps.manifest.export", Plan({"ok": True, "manifest": there}))
    check = both(whole, SLACK_CONFIG_TOKEN="xoxe.xoxp-1")["events"]
    [asked] = whole.called("apps.manifest.export")
    assert asked["app_id"] == APP.id
    assert check.found.startswith(f"the app lacks {lacks}" if lacks else "the app has every event")
    assert check.passed == (not lacks)


def test_a_configuration_token_that_has_expired_stops_nothing(whole: Stub) -> None:
    whole.refuse("apps.manifest.export", "token_expired")
    check = both(whole, SLACK_CONFIG_TOKEN="xoxe.xoxp-1")["events"]
    assert check.fix == "set it to what is shown at the list of your apps, Your App Configuration Tokens"
    assert not check.needed


def test_an_app_of_many_workspaces_is_checked_for_its_credentials(whole: Stub) -> None:
    client = {"SLACK_CLIENT_ID": "1.2", "SLACK_APP_TOKEN": APP.app_token}
    assert examined(whole.api, **client)["distribution"].fix.startswith("set it to what is shown at the app's page")
    client["SLACK_CLIENT_SECRET"] = "secret"
    assert examined(whole.api, **client)["distribution"].fix.startswith("set it to what 'clausebot slack key' prints")
    checks = examined(whole.api, **client, CLAUSEBOT_TOKEN_KEY=new_key())
    assert [check.fix for check in checks.values()] == [""] * len(checks)
    assert "app_uninstalled" in checks["events"].found
