"""Command `clausebot slack`: run the bot; print the app manifest, its scopes, or a new encryption key."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys

import yaml

from bot.cli import ANSWERED
from bot.commands.shared import print_json
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.manifest import REASONS, manifest, scopes, uses

_PORT = 3000


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the Slack bot until stopped.

    Raises:
        SettingsError: If a token is missing, or Slack rejects it.
        BotError: If another resource cannot be opened.
    """
    settings.slack.require_tokens(http=args.http)
    # These imports take seconds, and the other commands of this module do not need them.
    from bot.slack import logs, serve  # noqa: PLC0415
    from bot.slack.faults import SlackFailure  # noqa: PLC0415

    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        # Bolt reads these variables, too: with SLACK_CLIENT_ID set, it would run an OAuth flow of its own.
        del os.environ[name]
    logs.configure_logs()
    place = serve.Listening(args.host, args.port or _PORT) if args.http or args.port else None
    try:
        asyncio.run(serve.serve(settings, http=args.http, place=place))
    except SlackFailure as failure:
        raise SettingsError(f"{failure}; 'clausebot doctor' names what is missing, and the fix") from None
    return ANSWERED


def print_scopes(args: argparse.Namespace, settings: Settings) -> int:
    """Print each OAuth scope with its reason and its uses, as a table in Markdown or as JSON lines."""
    rows = [(scope, REASONS[scope], uses(scope)) for scope in scopes()]
    if args.json:
        for scope, reason, used in rows:
            print_json({"scope": scope, "reason": reason, "uses": used})
        return ANSWERED
    lines = [f"| `{scope}` | {reason} | {', '.join(f'`{use}`' for use in used)} |" for scope, reason, used in rows]
    sys.stdout.write("\n".join(["| scope | to … | used by |", "| --- | --- | --- |", *lines, ""]))
    return ANSWERED


def print_key(args: argparse.Namespace, settings: Settings) -> int:
    """Print a new encryption key for the tokens of workspaces."""
    from bot.slack.store.installations import new_key  # noqa: PLC0415 - as above

    sys.stdout.write(f"{new_key()}\n")
    return ANSWERED


def print_manifest(args: argparse.Namespace, settings: Settings) -> int:
    """Print the app manifest for Slack."""
    app = manifest(args.url, legacy_assistant=args.legacy_assistant, distribute=args.distribute)
    if args.format == "yaml":
        yaml.safe_dump(app, sys.stdout, sort_keys=False, allow_unicode=True, width=120)
    else:
        sys.stdout.write(f"{json.dumps(app, indent=2, ensure_ascii=False)}\n")
    return ANSWERED
