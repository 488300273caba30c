"""Adds the options in force (--library, --index, --model) to the clausebot commands that messages recommend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from bot.inert import inert

_COMMAND = re.compile(r"'clausebot (?:index|evaluate|label) [^'\n]++'")
"""Command that changes or reads a library or its index."""
_ADDING = re.compile(r"'clausebot index add [^'\n]++' adds it")
_PLAIN = re.compile(r"[\w@%+=:,./-]+")
"""Word that a shell takes as it is."""
_SPECIAL = re.compile(r'(["\\$`])')
_IN_FORCE: ContextVar[str] = ContextVar("options in force", default="")


@contextmanager
def options_in_force(options: Mapping[str, str | None]) -> Iterator[None]:
    """Set the options of the running command; None or "" for an option that was not given."""
    given = (f" {name} {_word(value)}" for name, value in options.items() if value)
    token = _IN_FORCE.set("".join(given))
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def completed(text: str) -> str:
    r"""Return a message whose commands have the options in force, so that following it changes no other library.

    >>> with options_in_force({"--library": "my texts", "--index": None}):
    ...     completed("build it with 'clausebot index build'")
    'build it with \'clausebot index build --library "my texts"\''
    """
    options = _IN_FORCE.get()
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}{options}'", text) if options else text


def _word(value: str) -> str:
    """Quote an option's value for a shell, with double quotation marks, as single ones end the command in a message.

    Control codes are shown, and not handed on.
    """
    value = inert(value)
    if _PLAIN.fullmatch(value):
        return value
    escaped = _SPECIAL.sub(r"\\\1", value)
    return f'"{escaped}"'


def for_readers(text: str) -> str:
    """Name those who can add a resolution instead of the command, for people who cannot type one, as on Slack.

    >>> for_readers("There is no S/RES/1701 (2006) in this library; 'clausebot index add S/RES/1701' adds it.")
    'There is no S/RES/1701 (2006) in this library; the people who run this bot can add it.'
    """
    return _ADDING.sub("the people who run this bot can add it", text)
