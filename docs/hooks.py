"""Pages of the site that are generated when mkdocs builds it: commands, modules, and the files beside docs/.

The command page comes from the parser of the command line, the reference from the docstrings (through mkdocstrings).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # nothing of it is needed to make the pages
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("retrieval", "embeddings", "bot")
BESIDE = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""Files of the checkout that are pages of the site, under other names."""

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)\s]+)\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the pages of the reference to the navigation."""
    reference = [{room: f"api/{room}.md"} for room in rooms()]
    config.nav = [*(config.nav or []), {"Python reference": reference}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - tests make the pages without mkdocs

    for path, text in generated_pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Name a file that is no page of the site, in place of the link that it is on a checkout."""
    return _OUTSIDE.sub(r"\1 (`\2`)", markdown)


def generated_pages() -> dict[str, str]:
    """Return the text of every page that is no file of docs/, by its path in the site."""
    from bot.command_line.parser import build_parser  # noqa: PLC0415 - only where a page is made

    pages = {page: page_of((ROOT / name).read_text(encoding="utf-8")) for name, page in BESIDE.items()}
    pages["commands.md"] = command_page(build_parser())
    return pages | {f"api/{room}.md": reference_page(room, modules) for room, modules in rooms().items()}


def page_of(text: str) -> str:
    """Return a file of the checkout with its links as they are from a page in docs/."""

    def moved(found: re.Match[str]) -> str:
        target = found[1]
        return f"]({BESIDE.get(target) or target.removeprefix('docs/')})"

    return _LINK.sub(moved, text)


def rooms() -> dict[str, list[str]]:
    """Return the modules of each package, by its name; packages without a module of their own are left out."""
    found: dict[str, list[str]] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            names = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in names and not path.stem.startswith("_"):
                found.setdefault(".".join(names[:-1]), []).append(".".join(names))
    return dict(sorted(found.items(), key=lambda item: (PACKAGES.index(item[0].split(".")[0]), item[0])))


def reference_page(room: str, modules: list[str]) -> str:
    """Return the page of a package: the docstrings of the package and of each of its modules."""
    return "\n\n".join([f"# {room}", f"::: {room}", *(f"## {name}\n\n::: {name}" for name in modules)]) + "\n"


def command_page(parser: argparse.ArgumentParser) -> str:
    """Return a page of every command, its usage and its options, as `--help` says them."""
    commands = list(commands_of(parser, parser.prog))
    shared: dict[str, list[argparse.Action]] = {}
    parts = ["# Commands", "Every command and its options, generated from the parser of the command line."]
    for name, said, command in commands:
        own = []
        for group in command._action_groups:
            if group.title and group.title not in _OWN_GROUPS:
                shared.setdefault(group.title, group._group_actions)
            else:
                own += group._group_actions
        parts += [f"## {name}", f"{said[:1].upper()}{said[1:]}.", f"```text\n{_usage(command)}\n```", _table(own)]
    for title, actions in shared.items():
        parts += [f"## {title.capitalize()}", _table(actions)]
    return "\n\n".join(filter(None, parts)) + "\n"


_OWN_GROUPS = ("positional arguments", "options", "actions", "commands")
"""Titles of argument groups that each command has for itself; the others are the same wherever they are."""


def fenced(docstring: str) -> str:
    """Return a docstring with a fence around each paragraph that is an example (">>>") or a drawing of a tree."""
    return "\n\n".join(map(_fenced, docstring.split("\n\n")))


def commands_of(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield every command that does something, with what its parent says of it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word, command in action.choices.items():
                if command.get_default("run"):
                    yield f"{name} {word}", said[word], command
                yield from commands_of(command, f"{name} {word}")


def _fenced(part: str) -> str:
    language = "python" if part.startswith(">>> ") else "text" if "├──" in part else ""
    return f"```{language}\n{part}\n```" if language else part


def _usage(command: argparse.ArgumentParser) -> str:
    """Return the usage of a command in lines that are as long on every terminal."""
    formatter = argparse.HelpFormatter(command.prog, width=90)
    formatter.add_usage(command.usage, command._actions, command._mutually_exclusive_groups, prefix="")
    return formatter.format_help().strip()


def _table(actions: list[argparse.Action]) -> str:
    rows = [f"| {_names(action)} | {_help(action)} |" for action in actions if _is_shown(action)]
    return "\n".join(["| option | meaning |", "| --- | --- |", *rows]) if rows else ""


def _is_shown(action: argparse.Action) -> bool:
    return not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)


def _names(action: argparse.Action) -> str:
    """Return how an option or an argument is typed: "`-k` N"."""
    if isinstance(action.metavar, str):
        takes = action.metavar.replace("|", " or ")
    elif action.choices:
        takes = ", ".join(map(str, action.choices))
    else:
        takes = "" if action.nargs == 0 else action.dest.upper()
    return " ".join([*(f"`{name}`" for name in action.option_strings), takes]).strip()


def _help(action: argparse.Action) -> str:
    return ((action.help or "") % {"default": action.default}).replace("|", "\\|")
