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
    "member_joined_channel": "channels:read",
}
"""Event subscriptions of every installation, with the OAuth scope of each; "" for none."""

PANE_EVENTS = ("assistant_thread_started", "assistant_thread_context_changed")
"""Event subscriptions of the older assistant pane, not available to apps created since July 2026."""

ENDING_EVENTS = ("app_uninstalled", "team_access_revoked", "tokens_revoked")
"""Event subscriptions of an app that many workspaces install: the end of an installation."""

REASONS = {
    "app_mentions:read": "hear that somebody mentions the bot",
    "assistant:write": "show that it is searching, and offer questions beside its direct messages",
    "channels:history": "hear follow-ups in threads of public channels, and find its answers and what it missed there",
    "channels:read": "check who changes the settings of a public channel, notice an invitation, and list its channels",
    "chat:write": "answer, change an answer and delete it",
    "commands": "offer /clauses and two entries in the menu of messages",
    "files:write": "send exports and pictures that somebody asked for",
    "groups:history": "as channels:history, in private channels that it was invited to",
    "groups:read": "as channels:read, in private channels that it was invited to",
    "im:history": "hear direct messages to it, and find those that it missed",
    "im:read": "check who takes part in a direct message before its settings change, and list those to look back in",
    "im:write": "open a direct message for exports, questions of its Home, rebuilds, and what it left alone",
    "mpim:history": "as channels:history, in group messages that it was added to",
    "mpim:read": "as channels:read, in group messages that it was added to",
    "users:read": "show buttons, forms and notices in the language of a person's Slack",
}
"""Reason of each OAuth scope, for an admin who is to approve it: what the bot does with it."""

METHODS: dict[str, tuple[str, ...]] = {
    "assistant.threads.setStatus": ("assistant:write",),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "auth.test": (),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "conversations.members": ("channels:read", "groups:read", "im:read", "mpim:read"),
    "conversations.open": ("im:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history", "mpim:history"),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "users.conversations": ("channels:read", "groups:read", "im:read", "mpim:read"),
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

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
"""Paths of the installation by OAuth: where it begins, and where Slack leads back to."""

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


def uses(scope: str) -> list[str]:
    """Return the events, methods and commands that need a scope, sorted."""
    events = [event for event, needed in EVENTS.items() if needed == scope]
    methods = [method for method, needed in METHODS.items() if scope in needed]
    return sorted([*events, *methods, *([COMMAND] if scope == COMMAND_SCOPE else [])])


def manifest(url: str = "", *, legacy_assistant: bool = False, distribute: str = "") -> dict[str, Any]:
    """Return the app manifest.

    Args:
        url: Public base URL for HTTP mode, without a path; "" for Socket Mode.
        legacy_assistant: Whether to use the older assistant pane instead of the agent's.
        distribute: Public base URL of the installation by OAuth in many workspaces; "" for an app of one workspace.

    Raises:
        SettingsError: If Slack would reject a URL.
    """
    many = bool(distribute)
    redirect = {"redirect_urls": [f"{_checked(distribute)}{REDIRECT_PATH}"]} if many else {}
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
        "oauth_config": {**redirect, "scopes": {"bot": scopes()}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": events(legacy_assistant=legacy_assistant, many=many)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": many,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": many,
        },
    }


def events(*, legacy_assistant: bool = False, many: bool = False) -> list[str]:
    """Return the event subscriptions, sorted; `many` for an app that many workspaces install."""
    return sorted([*EVENTS, *(PANE_EVENTS if legacy_assistant else ()), *(ENDING_EVENTS if many else ())])


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
