"""Every command takes an address of Milvus for its index."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.settings import Settings
from tests.retrieval.index.milvus.lite import let_go
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, write_library

MODEL = "all-MiniLM-L6-v2"
QUESTION = "increased representation of women at all decision-making levels"


@pytest.fixture
def common(tmp_path: Path) -> Iterator[list[str]]:
    """The options that name a library and an index in Milvus."""
    library = write_library(tmp_path / "library", a=OFFICIAL_1325, b=OFFICIAL_2331)
    address = f"milvus://{tmp_path}/wps.db"
    yield ["--library", str(library), "--index", address]
    milvus = Settings.from_env({}, index=address).index_address.milvus
    assert milvus
    let_go(milvus)


def test_an_index_in_milvus_is_built_asked_and_proved(
    common: list[str], compiling_once: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "build", *common, "--model", MODEL, "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    assert (built["fresh"], built["clauses"]) == (True, 11)
    assert main(["ask", *common, "--json", QUESTION]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["hits"][0]["id"], answer["generation"]) == ("S/RES/1325(2000)#1", built["generation"])
    assert main(["index", "status", *common, "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["milvus"], status["dense"], status["kinds"]["operative"]) == (common[-1], "Milvus FLAT", 8)
    assert main(["index", "verify", *common]) == 0
    assert "11 clauses proved, word for word, from 2 files" in capsys.readouterr().out
    assert main(["doctor", *common]) == 0
    assert f"index: {common[-1]}, 11 clauses" in capsys.readouterr().out


def test_a_machine_that_only_serves_needs_the_encoder_beside_milvus(
    common: list[str], compiling_once: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Milvus holds no encoder: the folder of the machine that built has it, if it was built portable."""
    assert main(["index", "build", *common, "--model", MODEL]) == 0
    shared = Settings.from_env(os.environ).encoders
    compiled = shared.readlink()
    shared.unlink()
    assert main(["ask", *common, QUESTION]) == 2
    said = capsys.readouterr().err
    assert f"there is no {shared}/1-" in said
    assert "copy that folder from the machine where it was built" in said
    shared.symlink_to(compiled)
    assert main(["index", "build", "--portable", *common, "--model", MODEL]) == 0
    shared.unlink()
    assert main(["ask", *common, QUESTION]) == 0
    assert main(["index", "verify", *common]) == 0


@pytest.fixture
def elsewhere(common: list[str], compiling_once: None, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The same options on a machine that the index was not built on: it has the encoder alone."""
    assert main(["index", "build", *common, "--model", MODEL]) == 0
    milvus = Settings.from_env({}, index=common[-1]).index_address.milvus
    assert milvus
    shutil.rmtree(milvus.folder / "generations")
    (milvus.folder / "current.json").unlink()
    capsys.readouterr()
    return common


def test_every_command_that_needs_clauses_and_citations_has_them_from_milvus(
    elsewhere: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of them looks into the folder that goes with the address."""
    monkeypatch.setenv("CLAUSEBOT_COLLECTIONS", str(tmp_path / "collections"))

    def said(*command: str, code: int = 0) -> list[dict[str, Any]]:
        assert main([*command, *elsewhere, "--json"]) == code
        printed = capsys.readouterr()
        assert "error" not in printed.err
        assert "not compared" not in printed.err
        return [json.loads(line) for line in printed.out.splitlines()]

    [cited] = said("cites", "2331 OP 2 (a)", code=1)
    assert cited == {"id": "S/RES/2331(2016)#2(a)", "cites": [], "cited_by": []}
    [kept] = said("collect", "add", "1325 OP 1")
    assert kept["new"] == ["S/RES/1325(2000)#1"]
    [shown] = said("collect", "list")
    assert (shown["library"], shown["now"]) == ("same", "S/RES/1325(2000)#1")
    assert len(said("clauses", "--suggested")) == 11
    assert {one["id"] for one in said("label")} > {"S/RES/1325(2000)#1"}
    assert main(["graph", *elsewhere]) == 0
    assert len(json.loads(capsys.readouterr().out)["nodes"]) == 2


@pytest.mark.parametrize(
    "command", [["precedents", "1325 OP 1"], ["history", "1325 OP 1"], ["compare", "1325", "2331"]]
)
def test_every_command_that_needs_phrases_or_chains_says_in_one_way_which_index_has_them(
    command: list[str], elsewhere: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, *elsewhere]) == 2
    folder = Settings.from_env({}, index=elsewhere[-1]).index
    assert capsys.readouterr().err.splitlines() == [
        "error: precedents, histories and comparisons need an index in a folder, and this one is in Milvus "
        f"({elsewhere[-1]}); where it was built, add '--index {folder}'"
    ]


def test_where_nothing_was_built_every_command_says_so(
    common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["ask", QUESTION],
        ["index", "status"],
        ["index", "verify"],
        ["cites", "1325"],
        ["collect", "add", "1325"],
        ["graph"],
        ["label"],
        ["clauses", "--suggested"],
        ["compare", "1325", "2331"],
    ):
        assert main([*command, *common]) == 2
        said = f"error: no index at {common[-1]}; build it with 'clausebot index build {' '.join(common)}'"
        assert said in capsys.readouterr().err
    assert main(["doctor", *common]) == 2
    assert not (tmp_path / "wps.db").exists(), "asking makes no file"
