"""The compiled encoders of a machine, as `clausebot model` lists and removes them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.settings import Settings
from retrieval.index.build import build_index
from retrieval.library.library import read_library
from tests.faults.tiny import TinyEncoder
from tests.samples import LONG_2999, write_library

Said = Callable[..., tuple[int, str]]


@pytest.fixture
def settings(library: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An index that is used, another that was deleted, and an encoder for each."""
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(index))
    monkeypatch.setenv("COLUMNS", "200")
    settings = Settings.from_env({"CLAUSEBOT_INDEX": str(index)})
    for place, words in ((index, "women"), (index.parent / "deleted", "men")):
        build_index(read_library(library), encoder=TinyEncoder(words), index=place, shared=settings.encoders)
    (index.parent / "deleted" / "current.json").unlink()
    for manifest in (index.parent / "deleted").rglob("manifest.json"):
        manifest.unlink()
    return settings


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Said:
    def say(*argv: str) -> tuple[int, str]:
        code = main(argv)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return say


def _compiled(say: Said) -> list[dict[str, Any]]:
    """Return the records of the compiled encoders, those that an index uses first."""
    records = map(json.loads, say("model", "compiled", "--json")[1].splitlines())
    return sorted(records, key=lambda record: not record["indexes"])


def test_compiled_encoders_are_listed_with_their_size_and_their_indexes(settings: Settings, say: Said) -> None:
    used, unused = _compiled(say)
    assert used["folder"] == json.loads(say("index", "status", "--json")[1])["compiled"]
    assert (used["name"], used["indexes"], unused["indexes"]) == ("tiny", [str(settings.index)], [])
    assert used["fingerprint"] == TinyEncoder("women").fingerprint[:16]
    said = say("model", "compiled")[1]
    assert f"{used['fingerprint']}  0   {settings.index}" in said
    assert f"no index built here; 'clausebot model remove {unused['fingerprint']}'" in said


def test_where_nothing_was_compiled_a_line_says_so(say: Said) -> None:
    code, said = say("model", "compiled")
    assert (code, said) == (1, f"no encoder was compiled into {Settings.from_env({}).encoders}\n")


def test_a_damaged_encoder_is_listed_and_can_be_removed(settings: Settings, say: Said) -> None:
    used, _ = _compiled(say)
    Path(used["folder"], "encoder.json").write_text("[" * 100_000)
    assert f"damaged           {used['fingerprint']}" in say("model", "compiled")[1]
    assert say("model", "remove", used["fingerprint"], "--yes")[0] == 0


def test_an_encoder_that_no_index_uses_is_removed(settings: Settings, say: Said) -> None:
    used, unused = _compiled(say)
    assert say("model", "remove", unused["fingerprint"][:9]) == (0, f"removed {unused['folder']}, 0 MB\n")
    assert _compiled(say) == [used]
    assert say("ask", "women")[0] == 0


def test_an_encoder_that_an_index_uses_is_removed_only_when_that_is_asked_for(settings: Settings, say: Said) -> None:
    used, _ = _compiled(say)
    code, said = say("model", "remove", used["fingerprint"])
    assert code == 2
    assert f"{used['folder']} is used by {settings.index}; to remove it anyway, add --yes" in said
    assert say("ask", "women")[0] == 0
    assert say("model", "remove", used["fingerprint"], "--yes")[0] == 0
    code, said = say("ask", "women")
    assert code == 2
    assert f"whose compiled form is not on this machine: there is no {used['folder']};" in said


def test_a_portable_index_stays_portable_whichever_command_builds_it(
    settings: Settings, library: Path, say: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(library))
    monkeypatch.setattr("retrieval.index.rebuild.find_build_encoder", lambda *_: TinyEncoder("women"))
    document = write_library(library.parent / "new", S_RES_2999=LONG_2999) / "S_RES_2999.txt"
    for command, portable in (
        (["build"], False),
        (["build", "--portable"], True),
        (["add", str(document)], True),
        (["remove", "2999"], True),
        (["build"], True),
        (["build", "--no-portable"], False),
    ):
        assert say("index", *command)[0] == 0
        compiled = Path(json.loads(say("index", "status", "--json")[1])["compiled"])
        assert compiled.is_relative_to(settings.index) == portable, command
        assert compiled.is_dir()
        assert (settings.index / "encoders").exists() == portable


@pytest.mark.parametrize(("fingerprint", "number"), [("", 0), ("none", 0), ("..", 0)])
def test_a_fingerprint_has_to_name_one(fingerprint: str, number: int, settings: Settings, say: Said) -> None:
    code, said = say("model", "remove", fingerprint)
    assert code == 2
    assert f"matches {number} compiled encoders; expected one of " in said
    assert len(_compiled(say)) == 2


def test_a_dry_run_removes_no_encoder(settings: Settings, say: Said) -> None:
    before = _compiled(say)
    used, _ = before
    code, said = say("model", "remove", used["fingerprint"], "--yes", "--dry-run")
    assert (code, said) == (0, f"would remove {used['folder']}, 0 MB\n--dry-run: nothing was changed\n")
    assert _compiled(say) == before
