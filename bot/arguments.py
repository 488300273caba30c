"""Argument parser of the command line: suggestions for mistyped words, and several words as one question."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NoReturn

from bot.inert import inert


class Parser(argparse.ArgumentParser):
    """Argument parser with suggestions for mistyped commands and options; its subparsers are of the same class.

    Help is wrapped on terminals only, and control codes in errors are escaped.

    Args:
        formatter_class: Formatter of help texts.
        words: Destination of a positional argument of several words, before, between and after options; "" for none.
        options: Those of `argparse.ArgumentParser`.
    """

    def __init__(
        self,
        *,
        formatter_class: type[argparse.HelpFormatter] = argparse.HelpFormatter,
        words: str = "",
        **options: Any,
    ) -> None:
        width = None if sys.stdout.isatty() else sys.maxsize
        super().__init__(formatter_class=partial(formatter_class, width=width), **options)
        self._words = words

    def error(self, message: str) -> NoReturn:
        """Print a usage error and exit."""
        super().error(inert(message))

    def parse_known_args(  # type: ignore[override] # the overloads of argparse differ in the namespace alone
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse arguments; unknown ones are an error of this very subparser, which knows the options to suggest."""
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown := self._left(parsed, unknown):
            names = [one.partition("=")[0] for one in unknown if one.startswith("-")]
            self.error(f"unrecognized arguments: {' '.join(unknown)}{meant(names, self._option_string_actions)}")
        return parsed, []

    def _left(self, parsed: argparse.Namespace, unknown: list[str]) -> list[str]:
        """Return the unknown arguments that are an error; further words of the question are not."""
        if not self._words:
            return unknown
        wrong = [one for one in unknown if one.startswith("-")]
        if not wrong:  # argparse takes the first run of words alone, of those that options part
            setattr(parsed, self._words, [*getattr(parsed, self._words), *unknown])
        return wrong

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            raise argparse.ArgumentError(action, f"{error.message}{_instead(action, value)}") from None


def meant(typed: Iterable[str], known: Iterable[str]) -> str:
    """Return the question whether known words were meant by mistyped ones; "" where none is near.

    >>> meant(["--theem", "--x"], ["--theme", "--since"])
    '; did you mean --theme?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed after a slip only

    there = list(known)
    found = (get_close_matches(word, there, n=1) for word in typed)
    near = dict.fromkeys(word for words in found for word in words)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _instead(action: argparse.Action, value: object) -> str:
    """Return what may have been meant by an invalid choice; for an unknown command, how to ask a question."""
    said = meant([str(value)], map(str, action.choices or ()))
    is_command = isinstance(action, argparse._SubParsersAction) and "ask" in action.choices
    return said or ("; 'clausebot ask QUESTION' asks a question" if is_command else "")
