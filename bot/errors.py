"""What can go wrong with the bot itself; what it is built on has errors of its own."""


class SettingsError(Exception):
    """The environment or an option cannot be used; the message lists what could."""
