"""Command `clausebot config`: print the path of the configuration file, and the current settings."""

from __future__ import annotations

import argparse

from rich.table import Table
from rich.text import Text

from bot.cli import ANSWERED
from bot.commands.shared import answers, messages, print_json
from bot.inert import inert
from bot.settings import Settings, config_path


def path(args: argparse.Namespace, _settings: Settings) -> int:
    """Print the path of the configuration file, which need not exist."""
    file = config_path()
    if args.json:
        print_json({"path": str(file), "exists": file.is_file()})
    else:
        answers().print(Text(inert(str(file))))
        if not file.is_file():
            messages().print('there is none yet; a line of it is as in library = "/home/me/texts"', markup=False)
    return ANSWERED


def show(args: argparse.Namespace, settings: Settings) -> int:
    """Print each setting, its value or default, and where that comes from; secrets are hidden."""
    if args.json:
        for one in settings.given:
            print_json({"setting": one.key, "value": one.value or None, "from": one.by or None})
        return ANSWERED
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("setting", "value", "from"):
        table.add_column(heading, overflow="fold")
    for one in settings.given:
        table.add_row(one.key, Text(inert(one.value or "–")), one.by or ("default" if one.value else "not set"))
    answers().print(table)
    return ANSWERED
