"""Commands that messages name can be pasted into a shell, and are about the library and the index at hand."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.hints import completed, for_readers, options_in_force
from retrieval.index.build import BuildReport
from tests.samples import write_library

BUILD = "build it with 'clausebot index build'"
ODD = "a $HOME \\ \"b\" `id` 'c'"


@pytest.fixture
def elsewhere(library: Path, index: Path, build: Callable[[], BuildReport]) -> list[str]:
    """Options for the library and the index of the test, which are not those of the settings."""
    build()
    return ["--library", str(library), "--index", str(index)]


def _commands(said: str) -> list[list[str]]:
    """Return the words of the commands that are named."""
    return [shlex.split(command) for command in re.findall(r"'(clausebot (?:[^'\"]|\"[^\"]*\")+)'", said)]


def test_options_that_were_given_are_named_and_no_others() -> None:
    assert completed(BUILD) == BUILD
    with options_in_force({"--library": None, "--index": "milvus+http://localhost:19530/wps", "--model": ""}):
        assert completed(BUILD).endswith("'clausebot index build --index milvus+http://localhost:19530/wps'")
        assert completed("'clausebot model list' and 'clausebot'") == "'clausebot model list' and 'clausebot'"
    assert completed(BUILD) == BUILD


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell")
@pytest.mark.parametrize("folder", ["texts", "my texts", ODD, "~/texts", "-n", "a;b", ""])
def test_a_shell_takes_the_options_as_they_were_given(folder: str) -> None:
    with options_in_force({"--library": folder}):
        command = completed(BUILD).removeprefix("build it with '").removesuffix("'")
    printed = subprocess.run(
        ["sh", "-c", f"clausebot() {{ printf '%s\\n' \"$@\"; }}; {command}"], capture_output=True, text=True, check=True
    )
    assert printed.stdout.splitlines() == ["index", "build", *(["--library", folder] if folder else [])]


def test_errors_notes_and_answers_name_the_options_in_force(
    elsewhere: list[str], library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_library(library, new="Resolution 2999 (2031)")
    draft = tmp_path / "draft.txt"
    draft.write_text("As resolution 1888 (2009) has it.")
    for command, action in (
        (["index", "remove", "9999"], ["status"]),
        (["index", "status"], ["build"]),
        (["check", str(draft)], ["add", "S/RES/1888"]),
        (["doctor"], ["build"]),
    ):
        main([*command, *elsewhere])
        said = "".join(capsys.readouterr())
        assert ["clausebot", "index", *action, *elsewhere] in _commands(said), said
    main(["index", "status", "--index", str(tmp_path / "none")])
    assert _commands(capsys.readouterr().err) == [["clausebot", "index", "build", "--index", str(tmp_path / "none")]]


def test_readers_are_told_who_can_add_a_resolution() -> None:
    assert for_readers("There is no S/RES/9 (1946) here; 'clausebot index add \"S/RES/9 (YEAR)\"' adds it.") == (
        "There is no S/RES/9 (1946) here; the people who run this bot can add it."
    )


@pytest.mark.parametrize(
    "said",
    [
        "No paragraph has the words “docs/slack.md”.",
        "Run 'clausebot index build' on the bot's machine.",
        "“'clausebot index add'” is in no paragraph",
        "The command 'clausebot index add S/RES/1325' fetches a resolution and adds it.",
        "See digitallibrary.un.org; it has the votes.",
    ],
)
def test_other_words_of_a_reply_stay(said: str) -> None:
    assert for_readers(said) == said
