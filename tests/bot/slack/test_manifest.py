"""The manifest says exactly what the app does: no event unheard, no scope without a use."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli import main
from bot.errors import SettingsError
from bot.slack.app import build_app
from bot.slack.audit import Audit
from bot.slack.distribution import Distribution
from bot.slack.manifest import (
    COMMAND,
    ENDING_EVENTS,
    METHODS,
    PANE_EVENTS,
    REASONS,
    SHORTCUTS,
    events,
    manifest,
    scopes,
    uses,
)
from bot.slack.parts import Parts
from bot.slack.store.installations import Seal, new_key
from bot.slack.views import actions
from tests.bot.slack.office import APP
from tests.doubles.node import ROOT
from tests.doubles.types import type_errors

_LISTENERS = ("event", "command", "message_shortcut", "global_shortcut", "shortcut", "action", "view")
_METHOD = re.compile(r'"((?:assistant|auth|chat|conversations|files|reactions|team|users|views)\.[\w.]+)"')


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What the app listens to: kind of listener -> names."""
    heard: dict[str, set[str]] = defaultdict(set)
    for kind in _LISTENERS:
        monkeypatch.setattr(AsyncApp, kind, _noting(heard[kind], getattr(AsyncApp, kind)))
    nothing = cast(Any, None)
    build_app(AsyncWebClient("xoxb-1"), Parts(nothing, nothing, nothing, nothing, nothing))
    return heard


@pytest.fixture
def registered_for_many(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Events that an app of many workspaces listens to."""
    heard: set[str] = set()
    monkeypatch.setattr(AsyncApp, "event", _noting(heard, AsyncApp.event))
    nothing, client = cast(Any, None), AsyncWebClient()
    many = Distribution.of(APP, client, nothing, Seal([new_key()]), Audit())
    build_app(client, Parts(nothing, nothing, nothing, nothing, nothing), distribution=many)
    return heard


def _noting(names: set[str], register: Callable[..., Any]) -> Callable[..., Any]:
    def noted(app: AsyncApp, name: str, *rest: Any, **more: Any) -> Any:
        names.add(name)
        return register(app, name, *rest, **more)

    return noted


def test_every_event_that_is_heard_is_subscribed_to_and_the_reverse(registered: dict[str, set[str]]) -> None:
    assert registered["event"] == {event.split(".")[0] for event in events(legacy_assistant=True)}
    assert set(events(legacy_assistant=True)) - set(events()) == set(PANE_EVENTS)


def test_an_app_of_many_workspaces_hears_of_the_end_of_each(registered_for_many: set[str]) -> None:
    listed = events(legacy_assistant=True, many=True)
    assert registered_for_many == {event.split(".")[0] for event in listed}
    assert {*listed} - {*events(legacy_assistant=True)} == {*ENDING_EVENTS}


def test_an_app_of_many_workspaces_is_installed_by_oauth_in_organisations_too() -> None:
    one, many = manifest(), manifest(distribute="https://clauses.example.org/")
    assert many["oauth_config"]["redirect_urls"] == ["https://clauses.example.org/slack/oauth_redirect"]
    assert "redirect_urls" not in one["oauth_config"]
    changed = {name: value for name, value in many["settings"].items() if value != one["settings"][name]}
    assert changed.pop("event_subscriptions")["bot_events"] == events(many=True)
    assert changed == {"org_deploy_enabled": True, "token_rotation_enabled": True}


def test_every_command_and_shortcut_that_is_heard_is_offered_and_the_reverse(registered: dict[str, set[str]]) -> None:
    features = manifest()["features"]
    assert registered["command"] == {one["command"] for one in features["slash_commands"]} == {COMMAND}
    assert registered["message_shortcut"] == {one["callback_id"] for one in features["shortcuts"]} == {*SHORTCUTS}
    assert registered["shortcut"] == registered["global_shortcut"] == set()


def test_everything_that_can_be_clicked_or_sent_in_is_heard(registered: dict[str, set[str]]) -> None:
    names = {name: value for name, value in vars(actions).items() if name.isupper()}
    forms = {value for name, value in names.items() if name.endswith("_MODAL")}
    assert registered["view"] == forms
    choices = {actions.CITE, actions.KEEP, actions.ELSEWHERE, actions.WHOLE, actions.RESOLUTION}  # in one menu
    assert registered["action"] == {*names.values()} - forms - choices - {actions.HELPFUL, actions.UNHELPFUL}
    assert manifest()["settings"]["interactivity"]["is_enabled"]


def test_every_method_that_is_called_is_known_and_the_reverse() -> None:
    """So that a scope is asked for if, and only if, something needs it."""
    sources = (path for path in (ROOT / "bot" / "slack").rglob("*.py") if path.name != "manifest.py")
    called = {method for path in sources for method in _METHOD.findall(path.read_text(encoding="utf-8"))}
    assert called == METHODS.keys()


def test_the_scopes_are_these() -> None:
    """A new one means that every workspace must install the app again: change this list with care."""
    assert scopes() == [
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "users:read",
    ]


def test_every_scope_has_a_reason_that_the_page_for_admins_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(REASONS) == scopes()
    assert all(uses(scope) for scope in scopes())
    assert main(["slack", "scopes"]) == 0
    assert capsys.readouterr().out in (ROOT / "docs" / "approval.md").read_text(encoding="utf-8")
    assert main(["slack", "scopes", "--json"]) == 0
    assert [json.loads(line)["scope"] for line in capsys.readouterr().out.splitlines()] == scopes()


def test_socket_mode_needs_no_address_and_http_needs_one_everywhere() -> None:
    assert "url" not in json.dumps(manifest())
    assert manifest()["settings"]["socket_mode_enabled"] is True
    served = manifest("https://clauses.example.org/")
    address = "https://clauses.example.org/slack/events"
    assert served["settings"]["socket_mode_enabled"] is False
    assert served["settings"]["event_subscriptions"]["request_url"] == address
    assert served["settings"]["interactivity"]["request_url"] == address
    assert [one["url"] for one in served["features"]["slash_commands"]] == [address]


@pytest.mark.parametrize("url", ["http://example.org", "example.org", "https://", "https://example.org/slack/events"])
def test_an_address_that_slack_does_not_take_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(f"{url!r} is no address that Slack can reach; give one as in")):
        manifest(url)


def test_the_older_pane_takes_the_place_of_the_agent_s() -> None:
    assert manifest()["features"].keys() - manifest(legacy_assistant=True)["features"].keys() == {"agent_view"}
    assert manifest(legacy_assistant=True)["features"].keys() - manifest()["features"].keys() == {"assistant_view"}


def test_texts_are_no_longer_than_slack_takes() -> None:
    shown = manifest("https://example.org")
    assert len(shown["display_information"]["name"]) <= 35
    assert len(shown["display_information"]["description"]) <= 140
    assert len(shown["features"]["agent_view"]["agent_description"]) <= 300
    for shortcut in shown["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_slack_s_own_types_take_the_manifest(tmp_path: Path) -> None:
    apps = [manifest(url, legacy_assistant=old) for url in ("", "https://example.org") for old in (False, True)]
    apps.append(manifest(distribute="https://example.org"))
    for app in apps:
        # Slack's list of scopes, at that version, has all but this one.
        app["oauth_config"]["scopes"]["bot"].remove("assistant:write")
    declared_in = "@slack/web-api/dist/types/request/manifest.d.ts"
    assert type_errors(declared_in, "Manifest", apps, tmp_path) == ""
    apps[0]["settings"]["event_subscriptions"]["bot_events"].append("app_mentioned")
    assert "app_mentioned" in type_errors(declared_in, "Manifest", apps[:1], tmp_path), "the types say nothing at all"
