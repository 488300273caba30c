"""Exceptions of the bot; `retrieval` and `embeddings` have their own."""


class BotError(Exception):
    """Base class of all exceptions of this package."""


class SettingsError(BotError):
    """An environment variable or an option is invalid; the message lists valid ones."""
