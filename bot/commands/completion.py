"""Command `clausebot completion`: scripts that complete commands, options, themes and models in a shell."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import shtab

from bot.cli import ANSWERED
from bot.command_line.parser import build_parser
from bot.inert import without_controls
from bot.settings import Settings
from embeddings.models import CATALOGUE
from retrieval.clauses.clause import ClauseKind
from retrieval.library.themes import load_vocabulary

_BY_METAVAR: Mapping[str, shtab.CompleteType] = {
    **dict.fromkeys(("FILE", "DRAFT", "DOCUMENT", "QUESTIONS", "PAIRS"), shtab.FILE),
    "DIR": shtab.DIRECTORY,
}


def completion(args: argparse.Namespace, settings: Settings) -> int:
    """Print the script of a shell; themes are those of the library, models those of the catalogue.

    Raises:
        LibraryError: If the library's own themes cannot be read.
    """
    names: dict[str, Sequence[str]] = {
        "theme": load_vocabulary(settings.library).names,
        "kind": [kind.value for kind in ClauseKind],
        "model": list(CATALOGUE),
    }
    parser = build_parser()
    functions = [_FUNCTIONS[args.shell](_function(name), values) for name, values in names.items()]
    for command in _parsers(parser):
        for action in command._actions:
            _set_completion(command, action)
    sys.stdout.write(shtab.complete(parser, args.shell, preamble="\n".join(functions)) + "\n")
    return ANSWERED


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _parsers(command)


def _set_completion(command: argparse.ArgumentParser, action: argparse.Action) -> None:
    """Set the completion of an action's value: themes, kinds, models, files or folders."""
    is_model = action.dest == "model" or (action.dest == "name" and " model " in command.prog)
    name = "model" if is_model else action.dest if action.dest in ("theme", "kind") and action.metavar else ""
    if name:
        function = _function(name)
        action.complete = {"bash": function, "zsh": function, "fish": f"({function})"}  # type: ignore[attr-defined]
    elif isinstance(action.metavar, str) and action.metavar in _BY_METAVAR:
        action.complete = _BY_METAVAR[action.metavar]  # type: ignore[attr-defined] # read by shtab


def _function(name: str) -> str:
    return f"_clausebot_{name}s"


def _quoted(values: Iterable[str]) -> str:
    return " ".join(shlex.quote(without_controls(value)) for value in values)


def _in_bash(function: str, values: Iterable[str]) -> str:
    """Return a bash function that prints the values starting with its argument, in any case.

    Values are escaped, unless the argument starts with a quotation mark.
    """
    return f"""{function}() {{
  local value typed="${{1//\\\\/}}" mark=""
  case "$typed" in [\\"\\']*) mark="${{typed:0:1}}"; typed="${{typed:1}}";; esac
  shopt -s nocasematch
  for value in {_quoted(values)}; do
    [[ "$value" == "$typed"* ]] || continue
    if [[ -n "$mark" ]]; then printf '%s\\n' "$value"; else printf '%q\\n' "$value"; fi
  done
}}"""


def _in_zsh(function: str, values: Iterable[str]) -> str:
    return f"{function}() {{\n  compadd -M 'm:{{a-zA-Z}}={{A-Za-z}}' -- {_quoted(values)}\n}}"


def _in_fish(function: str, values: Iterable[str]) -> str:
    # fish has quotes of its own: a backslash escapes within them
    quoted = " ".join("'" + without_controls(one).replace("\\", "\\\\").replace("'", "\\'") + "'" for one in values)
    return f"function {function}\n  printf '%s\\n' {quoted}\nend"


_FUNCTIONS = {"bash": _in_bash, "zsh": _in_zsh, "fish": _in_fish}
