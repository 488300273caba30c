"""Every command takes an address of Milvus for its index."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

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
    milvus = Settings.from_env({}, index=address).milvus
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
    shutil.rmtree(Path(status["folder"]) / "encoders")
    assert main(["ask", *common, QUESTION]) == 2
    said = capsys.readouterr().err
    assert f"or copy {status['folder']}/encoders from where that was done" in said


def test_where_nothing_was_built_every_command_says_so(
    common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["ask", QUESTION], ["index", "status"], ["index", "verify"]):
        assert main([*command, *common]) == 2
        assert f"error: no index at {common[-1]}; build it with 'clausebot index build'" in capsys.readouterr().err
    assert main(["doctor", *common]) == 2
    assert not (tmp_path / "wps.db").exists(), "asking makes no file"
