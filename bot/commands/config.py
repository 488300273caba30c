"""Command `clausebot config`: print the path of the configuration file, and the current settings."""

from __future__ import annotations

import argparse

from bot.cli import ANSWERED
from bot.commands.shared import answers, messages, print_json
from bot.console.listing import Listing
from bot.inert import inert
from bot.settings import Settings, config_path


def path(args: argparse.Namespace, _settings: Settings) -> int:
    """Print the path of the configuration file, which need not exist."""
    file = config_path()
    if args.json:
        print_json({"path": str(file), "exists": file.is_file()})
    else:
        answers().print(inert(str(file)))
        if not file.is_file():
            messages().print('there is none yet; a line of it is as in library = "/home/me/texts"')
    return ANSWERED


def show(args: argparse.Namespace, settings: Settings) -> int:
    """Print each setting, its value or default, and where that comes from; secrets are hidden."""
    if args.json:
        for one in settings.given:
            print_json({"setting": one.key, "value": one.value or None, "from": one.by or None})
        return ANSWERED
    rows = [(one.key, one.value or "–", one.by or ("default" if one.value else "not set")) for one in settings.given]
    answers().print(Listing(("setting", "value", "from"), rows, wraps=1))
    return ANSWERED
