"""Entry point of the command line: runs one command, and turns errors into messages and exit codes."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import cast

from bot.command_line.parser import CONFIG_PATH, build_parser
from bot.errors import BotError
from bot.hints import completed, options_in_force
from bot.inert import inert
from bot.settings import Options, Settings
from bot.terminal import shown_as
from embeddings.errors import EmbeddingError
from embeddings.oserrors import describe_error, is_known
from retrieval.errors import RetrievalError

ANSWERED, NOTHING_FOUND, UNUSABLE = 0, 1, 2
"""Exit codes, with the same meaning as those of grep."""


def entry_point() -> None:
    """Console script: run the command of `sys.argv` and exit."""
    # Collect garbage less often: scanning all loaded objects takes a tenth of the time to the first answer.
    gc.set_threshold(10_000)
    code = main()
    # Skip the garbage collection at exit, which takes a tenth of an answer's time.
    # Not with torch loaded: its GPU build reports every frozen object as a leak.
    if "torch" not in sys.modules:
        gc.freeze()
    sys.exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as grep does: 0 answered, 1 nothing found, 2 unusable input."""
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal's encoding lacks is printed as an escape, instead of raising an error.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    args = build_parser().parse_args(argv)
    with options_in_force({"--library": args.library, "--index": args.index, "--model": args.model}):
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        settings = _settings(args)
        module, _, function = args.run.partition(":")
        run: Callable[[argparse.Namespace, Settings], int] = getattr(importlib.import_module(module), function)
        with shown_as(settings.terminal):
            code = run(args, settings)
        sys.stdout.flush()
        return code
    except (BotError, EmbeddingError, RetrievalError) as error:
        print(f"error: {completed(inert(str(error)))}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader closed the pipe; flushing buffered output at exit must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except OSError as error:
        if not is_known(error):
            raise
        print(f"error: {describe_error(error, 'standard output')}", file=sys.stderr)
        return UNUSABLE


def _settings(args: argparse.Namespace) -> Settings:
    """Read the settings of a command; the one that prints the path of their file reads no file, which may be broken."""
    options = cast(Options, {name: getattr(args, name) for name in Options.__annotations__})
    return Settings.from_env({}, **options) if args.run == CONFIG_PATH else Settings.read(os.environ, **options)
