"""Entry point of `python -m bot`, the same as the command `clausebot`."""

from bot.cli import entry_point

if __name__ == "__main__":
    entry_point()
