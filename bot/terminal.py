"""Manner of output in a terminal: plain for screen readers, and whether it is likely to have a clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.errors import SettingsError

_WITH_CLIPBOARD = (
    ("TERM_PROGRAM", ("ghostty", "iTerm.app", "rio", "tmux", "vscode", "WezTerm")),
    ("TERM", ("alacritty", "contour", "foot", "ghostty", "kitty", "tmux", "wezterm")),
)
"""Words in environment variables of terminals that take a text for the clipboard (OSC 52), some after asking."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Manner of output in a terminal.

    Attributes:
        plain: Whether to show words alone: no colours, bold print, boxes, bars or moving signs.
        clipboard: Whether the terminal is likely to take a text for the clipboard.
    """

    plain: bool = False
    clipboard: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, plain: bool = False) -> Terminal:
        """Read the manner from environment variables; arguments override them."""
        return cls(
            plain=plain or is_on(env.get("CLAUSEBOT_PLAIN", ""), "CLAUSEBOT_PLAIN"), clipboard=_has_clipboard(env)
        )


def is_on(value: str, name: str) -> bool:
    """Parse a setting that is on or off; "" is off.

    Raises:
        SettingsError: If it is something else.
    """
    if value.lower() not in _ON | _OFF:
        raise SettingsError(f"{name} is {value!r}; expected 1 or 0")
    return value.lower() in _ON


_ON, _OFF = {"1", "on", "true", "yes"}, {"", "0", "off", "false", "no"}


def current() -> Terminal:
    """Return the manner of output of the running command."""
    return _CURRENT.get()


@contextmanager
def shown_as(terminal: Terminal) -> Iterator[None]:
    """Set the manner of output within the context: every console that is made there has it."""
    token = _CURRENT.set(terminal)
    try:
        yield
    finally:
        _CURRENT.reset(token)


USUAL = Terminal()
"""Manner where nothing is set."""

_CURRENT: ContextVar[Terminal] = ContextVar("terminal", default=USUAL)


def _has_clipboard(env: Mapping[str, str]) -> bool:
    if env.get("WT_SESSION"):  # Windows Terminal
        return True
    return any(word in env.get(variable, "") for variable, words in _WITH_CLIPBOARD for word in words)
