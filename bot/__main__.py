"""`python -m bot` is the command `clausebot`."""

from bot.cli import entry_point

entry_point()
