"""Slack checks of `clausebot doctor`: tokens, scopes, channels, socket and events. Changes nothing in Slack."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.doctor import Check
from bot.errors import InvalidSetting
from bot.slack.manifest import COMMAND, SHORTCUTS, events, scopes
from bot.slack.store.installations import Seal
from bot.slack_settings import APP_TOKEN, BOT_TOKEN, CLIENT_SECRET, CONFIG_TOKEN, SIGNING_SECRET, Secret, SlackSettings
from bot.wording import counted

_APP_OF_TOKEN = re.compile(r"xapp-\d+-(A\w+)-")
_TIMEOUT = 10.0
"""Timeout of a call to Slack in seconds."""

_NAMED = 5
"""Maximum number of channels listed by name; the others are counted."""

_UNREACHABLE = "unreachable"
_RENEW = "paste what 'clausebot slack manifest' prints into the app's page, App Manifest"
_REINSTALL = "reinstall the app on its page, Install App"

_REJECTED = {"invalid_auth", "not_authed", "not_allowed_token_type"}
_REVOKED = {"token_revoked", "token_expired", "account_inactive", "app_uninstalled"}
_REMEDIES = {
    "missing_scope": f"{_RENEW}, then {_REINSTALL}",
    "ratelimited": "try again in a minute",
    _UNREACHABLE: "check the network, the proxy, and CLAUSEBOT_SLACK_API if it is set",
}


class _Refusal(Exception):
    """Error of a Web API call; the message names method and error."""

    def __init__(self, message: str, *, method: str, error: str) -> None:
        super().__init__(message)
        self.method = method
        self.error = error


async def examine_slack(slack: SlackSettings) -> list[Check]:
    """Run all checks of the Slack bot: tokens, scopes, channels, socket, and the app's events."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT), trust_env=True) as session:
        checks = _check_distribution(slack) if slack.is_distributed else await _check_bot(slack, session)
        if slack.secrets[SIGNING_SECRET]:
            found = f"{SIGNING_SECRET.variable} is set; the first event over HTTP shows whether it is the app's"
            checks.append(Check("slack signing secret", found))
        if slack.secrets[APP_TOKEN] or not slack.secrets[SIGNING_SECRET]:
            checks += await _check_socket(slack, session)
        return [*checks, await _check_events(slack, session)]


def _check_distribution(slack: SlackSettings) -> list[Check]:
    """Check the settings of an app that many workspaces install, without calls to Slack, as there is no bot token."""
    name = "slack distribution"
    if problem := _problem(name, slack, CLIENT_SECRET):
        return [problem]
    try:
        slack.require_no_mixture()
        Seal(slack.token_keys)
    except InvalidSetting as error:
        return [Check(name, f"{error.variable} {error.problem}", error.remedy)]
    return [Check(name, "the client id, the client secret and the key of tokens are set")]


async def _check_bot(slack: SlackSettings, session: aiohttp.ClientSession) -> list[Check]:
    name = "slack bot token"
    if problem := _problem(name, slack, BOT_TOKEN):
        return [problem]
    client = _client(slack, slack.secrets[BOT_TOKEN], session)
    try:
        me = await _call(client, "auth.test")
    except _Refusal as refusal:
        return [Check(name, str(refusal), _remedy(refusal, BOT_TOKEN))]
    token = Check(name, f"@{me['user']} in {me['team']}")
    return [token, _check_scopes(me.headers), await _check_channels(client, me["user"])]


def _check_scopes(headers: Mapping[str, str]) -> Check:
    name = "slack scopes"
    granted = {scope for key, listed in headers.items() if key.lower() == "x-oauth-scopes" for scope in _split(listed)}
    if not granted:
        return Check(name, "Slack's response lists no scopes")
    missing = [scope for scope in scopes() if scope not in granted]
    if missing:
        return Check(name, f"not granted: {', '.join(missing)}", _REMEDIES["missing_scope"])
    more = ", ".join(sorted(granted - set(scopes())))
    return Check(name, f"all granted, and some that are not needed: {more}" if more else "all granted")


def _split(listed: str) -> list[str]:
    return listed.replace(",", " ").split()


async def _check_channels(client: AsyncWebClient, user: str) -> Check:
    name = "slack channels"
    names: list[str] = []
    cursor = ""
    try:
        while True:
            arguments = {"types": "public_channel,private_channel", "exclude_archived": "true", "limit": "200"}
            said = await _call(client, "users.conversations", **arguments, cursor=cursor)
            names += [str(channel["name"]) for channel in said["channels"]]
            cursor = (said.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
    except _Refusal as refusal:
        return Check(name, str(refusal), _remedy(refusal, BOT_TOKEN))
    if not names:
        fix = f"type '/invite @{user}' in a channel; in direct messages it answers as it is"
        return Check(name, "the bot is in no channel", fix, needed=False)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return Check(name, f"in {counted(len(names), 'channel')}: {', '.join(f'#{it}' for it in names[:_NAMED])}{more}")


async def _check_socket(slack: SlackSettings, session: aiohttp.ClientSession) -> list[Check]:
    name = "slack app token"
    if problem := _problem(name, slack, APP_TOKEN):
        return [problem]
    try:
        opened = await _call(_client(slack, slack.secrets[APP_TOKEN], session), "apps.connections.open")
    except _Refusal as refusal:
        return [Check(name, str(refusal), _remedy(refusal, APP_TOKEN))]
    return [Check(name, "opens a socket"), await _check_hello(str(opened["url"]), session)]


async def _check_hello(url: str, session: aiohttp.ClientSession) -> Check:
    """Check Socket Mode: connect, wait for "hello", close. Slack redelivers events that arrive meanwhile."""
    name = "slack socket"
    try:
        async with asyncio.timeout(_TIMEOUT), session.ws_connect(url) as socket:
            said = await socket.receive_json()
    except (aiohttp.ClientError, OSError, TypeError, ValueError) as error:
        fix = "let this machine open WebSockets to wss://*.slack.com, or serve with 'clausebot slack --http'"
        return Check(name, f"no 'hello' received: {str(error) or type(error).__name__}", fix)
    if said.get("type") != "hello":
        return Check(name, f"the first message is {said.get('type')!r}, expected 'hello'", "try again in a minute")
    others = int(said.get("num_connections", 1)) - 1
    return Check(name, f"opened and closed, beside {counted(others, 'other')}" if others else "opened and closed")


async def _check_events(slack: SlackSettings, session: aiohttp.ClientSession) -> Check:
    name = "slack events"
    app = _APP_OF_TOKEN.match(slack.secrets[APP_TOKEN])
    if not slack.secrets[CONFIG_TOKEN] or not app:
        wanted = f"the app's page, Event Subscriptions, should list {', '.join(events(many=slack.is_distributed))}"
        return Check(name, f"not checked without {CONFIG_TOKEN.variable}; {wanted}")
    if problem := _problem(name, slack, CONFIG_TOKEN):
        return problem
    try:
        client = _client(slack, slack.secrets[CONFIG_TOKEN], session)
        said = await _call(client, "apps.manifest.export", app_id=app[1])
    except _Refusal as refusal:
        return Check(name, str(refusal), _remedy(refusal, CONFIG_TOKEN), needed=False)
    missing = _missing(said["manifest"], socket=not slack.secrets[SIGNING_SECRET], many=slack.is_distributed)
    if missing:
        return Check(name, f"the app lacks {', '.join(missing)}", _RENEW)
    return Check(name, "the app has every event, command and shortcut")


def _missing(manifest: Mapping[str, Any], *, socket: bool, many: bool) -> list[str]:
    """Return the events, commands, shortcuts and settings missing from an app's manifest."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    subscribed = settings.get("event_subscriptions", {}).get("bot_events", [])
    needed = events(legacy_assistant="assistant_view" in features, many=many)
    is_present = {
        **{f"the event {it}": it in subscribed for it in needed},
        f"the command {COMMAND}": any(it.get("command") == COMMAND for it in features.get("slash_commands", [])),
        **{
            f"the shortcut {it}": any(one.get("callback_id") == it for one in features.get("shortcuts", []))
            for it in SHORTCUTS
        },
        "interactivity": settings.get("interactivity", {}).get("is_enabled"),
        "the Messages tab": features.get("app_home", {}).get("messages_tab_enabled"),
        "Socket Mode": settings.get("socket_mode_enabled") or not socket,
    }
    return [name for name, present in is_present.items() if not present]


def _problem(name: str, slack: SlackSettings, secret: Secret) -> Check | None:
    problem = slack.problem(secret)
    return Check(name, f"{secret.variable} {problem}", secret.remedy) if problem else None


def _remedy(refusal: _Refusal, secret: Secret) -> str:
    """Return the remedy for a refused call."""
    if refusal.error in _REJECTED:
        return f"Slack rejects {secret.variable}: {secret.remedy}"
    if refusal.error in _REVOKED:
        return secret.remedy if secret is CONFIG_TOKEN else f"{_REINSTALL}; then {secret.remedy}"
    other = f"see https://docs.slack.dev/reference/methods/{refusal.method}"
    return _REMEDIES.get(refusal.error, other)


def _client(slack: SlackSettings, token: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=slack.api, session=session, timeout=int(_TIMEOUT))


async def _call(client: AsyncWebClient, method: str, **arguments: str) -> AsyncSlackResponse:
    try:
        return await client.api_call(method, data=arguments)
    except SlackApiError as error:
        # A non-JSON response arrives as the raw response of aiohttp.
        status = getattr(error.response, "status_code", None) or getattr(error.response, "status", None)
        said = getattr(error.response, "data", None)
        said = said if isinstance(said, dict) and "error" in said else {"error": f"HTTP {status}"}
        needed = f" ({said['needed']})" if said.get("needed") else ""
        raise _Refusal(f"{method} failed: {said['error']}{needed}", method=method, error=str(said["error"])) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        reason = f"{client.base_url} cannot be reached: {str(error) or type(error).__name__}"
        raise _Refusal(reason, method=method, error=_UNREACHABLE) from None
