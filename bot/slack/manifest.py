"""Slack app manifest, generated from one table of events, commands and Web API methods with their OAuth scopes.

Only scopes that a table entry needs are requested, so every scope has a documented use.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError

EVENTS = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
"""Event subscriptions of every installation, with the OAuth scope of each; "" for none."""

PANE_EVENTS = ("assistant_thread_started", "assistant_thread_context_changed")
"""Event subscriptions of the older assistant pane, not available to apps created since July 2026."""

METHODS: dict[str, tuple[str, ...]] = {
    "assistant.threads.setStatus": ("assistant:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "auth.test": (),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "conversations.members": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "conversations.open": ("im:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "users.conversations": ("channels:read", "groups:read"),
    "users.info": ("users:read",),
    "views.open": (),
    "views.publish": (),
    "views.update": (),
}
"""Web API methods called with the bot token, with their OAuth scopes."""

COMMAND = "/clauses"
SHORTCUT = "find_clauses"
AGREED_SHORTCUT = "find_agreed"
SHORTCUTS = {
    SHORTCUT: ("Find clauses about this", "Quotes the paragraphs of resolutions that a message is about"),
    AGREED_SHORTCUT: (
        "Find agreed language",
        "Shows where the Council used such words before, and what differs",
    ),
}
"""Message shortcuts: callback id, menu name, description."""

COMMAND_SCOPE = "commands"
"""OAuth scope of commands and shortcuts."""

PATH = "/slack/events"
"""Request URL path of HTTP mode, for events, commands and clicks."""

_NAME = "Clausebot"
_DESCRIPTION = "Answers questions about UN Security Council resolutions by quoting them, word for word."
_PURPOSE = (
    "Ask about UN Security Council resolutions on Women, Peace and Security: the answer is the paragraphs themselves,"
    " word for word, each with its citation, its themes and a link."
)


def scopes() -> list[str]:
    """Return the OAuth scopes of the bot token, sorted."""
    needed = {COMMAND_SCOPE, *EVENTS.values()}
    needed.update(scope for scopes in METHODS.values() for scope in scopes)
    return sorted(needed - {""})


def manifest(url: str = "", *, legacy_assistant: bool = False) -> dict[str, Any]:
    """Return the app manifest.

    Args:
        url: Public base URL for HTTP mode, without a path; "" for Socket Mode.
        legacy_assistant: Whether to use the older assistant pane instead of the agent's.

    Raises:
        SettingsError: If Slack would reject the URL.
    """
    address = {"url": f"{_checked(url)}{PATH}"} if url else {}
    request = {"request_url": address["url"]} if url else {}
    return {
        "display_information": {"name": _NAME, "description": _DESCRIPTION, "background_color": "#1f4e79"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": _NAME.casefold(), "always_online": True},
            **_pane(legacy_assistant),
            "shortcuts": [
                {"name": name, "type": "message", "callback_id": shortcut, "description": description}
                for shortcut, (name, description) in SHORTCUTS.items()
            ],
            "slash_commands": [
                {
                    "command": COMMAND,
                    **address,
                    "description": "Find paragraphs of resolutions; only you see the answer",
                    "usage_hint": "QUESTION, or settings",
                    "should_escape": False,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": scopes()}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": events(legacy_assistant=legacy_assistant)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def events(*, legacy_assistant: bool = False) -> list[str]:
    """Return the event subscriptions, sorted."""
    return sorted([*EVENTS, *(PANE_EVENTS if legacy_assistant else ())])


def _pane(legacy: bool) -> dict[str, Any]:
    if legacy:
        return {"assistant_view": {"assistant_description": _PURPOSE}}
    return {"agent_view": {"agent_description": _PURPOSE}}


def _checked(url: str) -> str:
    """Validate a URL, and strip a trailing slash."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsError(
            f"{url!r} is no address that Slack can reach; give one as in https://clauses.example.org, without a path"
        )
    return url.rstrip("/")
