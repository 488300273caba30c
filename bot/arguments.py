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
        words: Name of the positional argument that takes all words, even if options stand between them; "" for none.
        options: Further arguments of `argparse.ArgumentParser`.
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
        """Parse arguments; unknown ones are reported here, as this subparser knows the options to suggest."""
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown := self._take_words(parsed, unknown):
            names = [one.partition("=")[0] for one in unknown if one.startswith("-")]
            self.error(f"unrecognized arguments: {' '.join(unknown)}{meant(names, self._option_string_actions)}")
        return parsed, []

    def _take_words(self, parsed: argparse.Namespace, unknown: list[str]) -> list[str]:
        """Add unknown arguments without a dash to the argument `words`; return the invalid arguments.

        Nothing is added if any argument is invalid.
        """
        if not self._words:
            return unknown
        wrong = [one for one in unknown if one.startswith("-")]
        if not wrong:  # argparse itself takes only the first group of words between options
            setattr(parsed, self._words, [*getattr(parsed, self._words), *unknown])
        return wrong

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            raise argparse.ArgumentError(action, f"{error.message}{_hint(action, value)}") from None


def meant(typed: Iterable[str], known: Iterable[str]) -> str:
    """Format a "did you mean" hint with the known words closest to mistyped ones; "" for none.

    >>> meant(["--theem", "--x"], ["--theme", "--since"])
    '; did you mean --theme?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed after a slip only

    choices = list(known)
    matches = (get_close_matches(word, choices, n=1) for word in typed)
    near = dict.fromkeys(word for words in matches for word in words)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _hint(action: argparse.Action, value: object) -> str:
    """Format a hint for an invalid choice: a similar choice or, for an unknown command, how to ask a question."""
    hint = meant([str(value)], map(str, action.choices or ()))
    is_command = isinstance(action, argparse._SubParsersAction) and "ask" in action.choices
    return hint or ("; 'clausebot ask QUESTION' asks a question" if is_command else "")
