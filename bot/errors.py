"""Exceptions of the bot; `retrieval` and `embeddings` have their own."""


class BotError(Exception):
    """Base class of all exceptions of this package."""


class SettingsError(BotError):
    """An environment variable or an option is invalid; the message lists valid ones."""


class InvalidSetting(SettingsError):
    """The value of a setting is invalid or missing.

    Attributes:
        variable: Environment variable of the setting.
        problem: As in "is 'maybe'".
        remedy: As in "expected 1 or 0".
    """

    def __init__(self, variable: str, problem: str, remedy: str) -> None:
        super().__init__(f"{variable} {problem}; {remedy}")
        self.variable = variable
        self.problem = problem
        self.remedy = remedy
