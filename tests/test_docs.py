"""What the README says is true."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from bot.cli import build_parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands(parser: argparse.ArgumentParser, name: str) -> Iterator[str]:
    choices = [a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not choices:
        yield name
    for actions in choices:
        for action, under in actions.items():
            yield from _commands(under, f"{name} {action}")


def test_every_command_is_in_the_readme() -> None:
    missing = [command for command in _commands(build_parser(), "clausebot") if command not in README]
    assert missing == []


def test_every_command_of_the_readme_can_be_parsed() -> None:
    shown = [line.split("#")[0].strip() for line in README.splitlines() if line.startswith("clausebot ")]
    assert len(shown) >= 10
    for line in shown:
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', re.split("[<>]", line)[0])]
        build_parser().parse_args(words[1:])


def test_the_map_names_every_module_and_no_other() -> None:
    house = README.split("```text\nembeddings/")[1].split("```")[0]
    shown = set(re.findall(r"\b\w+\.py\b", house))
    there = {
        path.name
        for package in ("embeddings", "retrieval", "bot")
        for path in (ROOT / package).rglob("*.py")
        if not path.name.startswith("__")
    }
    assert shown == there
