"""Command `clausebot doctor`: check the installation."""

from __future__ import annotations

import argparse
import asyncio

from rich.text import Text

from bot.cli import ANSWERED, UNUSABLE
from bot.commands.shared import answers, print_json
from bot.doctor import examine
from bot.hints import completed
from bot.settings import Settings
from bot.slack_settings import APP_TOKEN, BOT_TOKEN, CLIENT_ID
from bot.terminal import current


def doctor(args: argparse.Namespace, settings: Settings) -> int:
    """Print all checks, and those of Slack if it is set up; return an error code if a needed check failed."""
    checks = list(examine(settings))
    if args.slack or any(settings.slack.secrets[one] for one in (BOT_TOKEN, APP_TOKEN, CLIENT_ID)):
        # aiohttp and Slack's SDK are slow to import.
        from bot.slack.check import examine_slack  # noqa: PLC0415

        checks += asyncio.run(examine_slack(settings.slack))
    console = answers()
    for check in checks:
        if args.json:
            print_json({"check": check.name, "passed": check.passed, "found": check.found, "fix": check.fix})
            continue
        passed, failed = ("passed: ", "failed: ") if current().plain else ("✓ ", "✗ ")
        line = Text(passed if check.passed else failed, style="green" if check.passed else "yellow")
        line.append(f"{check.name}: ", style="bold")
        line.append(check.found)
        console.print(line)
        if check.fix:
            console.print(f"  {completed(check.fix)}", style="yellow")
    return UNUSABLE if any(not check.passed and check.needed for check in checks) else ANSWERED
