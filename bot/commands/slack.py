"""Commands `clausebot slack`: run the bot, print the app manifest, erase a user's data."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sys

import yaml

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, print_json
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.manifest import manifest

_PORT = 3000
_USER = re.compile(r"[UW][A-Z0-9]{2,}")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the Slack bot until stopped.

    Raises:
        SettingsError: If a token is missing, or Slack rejects it.
        BotError: If another resource cannot be opened.
    """
    # Imports of some seconds, which printing the manifest does without.
    from bot.slack import logs, serve  # noqa: PLC0415
    from bot.slack.faults import SlackFailure  # noqa: PLC0415

    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        # Bolt reads them, too, and with SLACK_CLIENT_ID set would run the OAuth flow of another app.
        del os.environ[name]
    logs.configure_logs()
    place = serve.Listening(args.host, args.port or _PORT) if args.http or args.port else None
    try:
        asyncio.run(serve.serve(settings, http=args.http, place=place))
    except SlackFailure as failure:
        raise SettingsError(f"{failure}; 'clausebot doctor' names what is missing, and the fix") from None
    return ANSWERED


def print_manifest(args: argparse.Namespace, settings: Settings) -> int:
    """Print the app manifest for Slack."""
    app = manifest(args.url, legacy_assistant=args.legacy_assistant)
    if args.format == "yaml":
        yaml.safe_dump(app, sys.stdout, sort_keys=False, allow_unicode=True, width=120)
    else:
        sys.stdout.write(f"{json.dumps(app, indent=2, ensure_ascii=False)}\n")
    return ANSWERED


def forget(args: argparse.Namespace, settings: Settings) -> int:
    """Erase a user's questions, feedback and kept clauses.

    Raises:
        SettingsError: If the argument is no user id.
        StoreUnavailable: If the database cannot be used.
    """
    from bot.slack.store.store import Store  # noqa: PLC0415 - as above

    if not _USER.fullmatch(args.user):
        raise SettingsError(
            f"{args.user!r} is not a user ID of Slack; copy it from the profile there: More, Copy member ID"
        )
    store = Store.open(settings.slack.database, keep=settings.slack.keep)
    try:
        erased = store.forget(args.user)
    finally:
        store.close()
    if args.json:
        print_json({"user": args.user, "erased": erased})
    else:
        answers().print(f"erased {erased:,} of {args.user}'s questions, verdicts and kept clauses")
    return ANSWERED if erased else NOTHING_FOUND
