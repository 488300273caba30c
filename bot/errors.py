"""What can go wrong with the bot itself; what it is built on has errors of its own."""


class BotError(Exception):
    """Base of everything that `bot` raises on purpose."""


class SettingsError(BotError):
    """The environment or an option cannot be used; the message lists what could."""
