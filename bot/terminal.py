"""Output mode of a terminal: plain for screen readers, quiet, with a pager, with a clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.errors import InvalidSetting

_WITH_CLIPBOARD = (
    ("TERM_PROGRAM", ("ghostty", "iTerm.app", "rio", "tmux", "vscode", "WezTerm")),
    ("TERM", ("alacritty", "contour", "foot", "ghostty", "kitty", "tmux", "wezterm")),
)
"""Environment variables, and words in them that name terminals with a clipboard for programs (OSC 52).

Some of these terminals ask the user first.
"""
_ON, _OFF = {"1", "on", "true", "yes"}, {"", "0", "off", "false", "no"}
_LESS = "less"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Output mode of a terminal.

    Attributes:
        plain: Whether to show words only: no colours, bold print, boxes, bars or animations.
        quiet: Whether to leave out progress and notes on standard error; errors and warnings stay.
        pager: Command line of the pager; empty for none.
        clipboard: Whether programs can probably write to the terminal's clipboard.
    """

    plain: bool = False
    quiet: bool = False
    pager: tuple[str, ...] = ()
    clipboard: bool = False

    @classmethod
    def from_env(
        cls, env: Mapping[str, str], *, plain: bool = False, quiet: bool = False, paged: bool = True
    ) -> Terminal:
        """Read the output mode from environment variables; arguments override them.

        Raises:
            InvalidSetting: If the value of a variable is invalid.
        """
        plain = plain or is_on(env.get("CLAUSEBOT_PLAIN", ""), "CLAUSEBOT_PLAIN")
        # Plain output is for screen readers, where a pager only gets in the way.
        pager = _pager(env) if paged and not plain else ()
        return cls(plain, quiet, pager, _has_clipboard(env))


USUAL = Terminal()
"""Default output mode."""
_CURRENT: ContextVar[Terminal] = ContextVar("terminal", default=USUAL)


def is_on(value: str, name: str) -> bool:
    """Parse a setting that is on or off; "" is off.

    Raises:
        InvalidSetting: If the value is neither.
    """
    if value.lower() not in _ON | _OFF:
        raise InvalidSetting(name, f"is {value!r}", "expected 1 or 0")
    return value.lower() in _ON


def current() -> Terminal:
    """Return the output mode of the running command."""
    return _CURRENT.get()


def prompt_mark() -> str:
    """Return the sign at the end of a prompt."""
    return "> " if current().plain else "› "


@contextmanager
def shown_as(terminal: Terminal) -> Iterator[None]:
    """Set the output mode of every console that is created within the context."""
    token = _CURRENT.set(terminal)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def _pager(env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command line of the pager: from CLAUSEBOT_PAGER, else PAGER, else less; empty if it is turned off."""
    own, typed = env.get("CLAUSEBOT_PAGER"), env.get("CLAUSEBOT_PAGER") or env.get("PAGER")
    if not typed:
        return (_LESS,)
    import shlex  # noqa: PLC0415 - every command reads its settings, and few need it

    try:
        words = shlex.split(typed)
    except ValueError as error:
        if own:
            raise InvalidSetting("CLAUSEBOT_PAGER", f"is {own!r}", f"expected a command ({error})") from None
        return (_LESS,)  # an invalid PAGER is ignored, as it is not a setting of clausebot
    return () if typed.lower() in _OFF or words == ["cat"] else tuple(words)


def _has_clipboard(env: Mapping[str, str]) -> bool:
    if env.get("WT_SESSION"):  # Windows Terminal
        return True
    return any(word in env.get(variable, "") for variable, words in _WITH_CLIPBOARD for word in words)
