"""A cross-encoder of one's own orders what `clausebot ask` shows, unless it is asked to be fast."""

import json
from functools import partial
from pathlib import Path

import pytest

import retrieval
from bot.cli import main
from bot.settings import Settings
from embeddings.cross_encoder import cross_encoder_path
from embeddings.models import MINILM
from retrieval.asking.answerability.calibration import Calibration, calibration_entry, calibration_path
from retrieval.index.default_folders import encoders_folder, models_folder
from retrieval.index.folder import FolderPlace
from tests.embeddings.cross_encoder_file import write_cross_encoder
from tests.samples import OFFICIAL_1325, write_library

ASKED = "increased representation of women at all decision-making levels"


@pytest.fixture
def where(tmp_path: Path, compiling_once: None) -> list[str]:
    """Options that name an index whose answers are all in doubt, with a cross-encoder to which none answers well."""
    write_cross_encoder(cross_encoder_path(MINILM.name, models_folder()), seed=3, bias=-50.0)
    library, index = write_library(tmp_path / "library", a=OFFICIAL_1325), tmp_path / "index"
    options = ["--library", str(library), "--index", str(index), "--model", MINILM.name]
    assert main(["index", "build", *options]) == 0
    manifest = FolderPlace(index, encoders_folder()).read_manifest()
    path = calibration_path(MINILM.name, models_folder())
    doubtful = Calibration(0.5, (0.0,) * 5, enough=0.5)
    path.write_text(calibration_entry("mine", manifest.fingerprint, doubtful), encoding="utf-8")
    return options


def test_doubtful_answers_are_read_unless_that_is_not_wanted(
    where: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The random cross-encoder finds the second paragraph better by far."""

    def ask(*options: str) -> list[str]:
        capsys.readouterr()
        main(["ask", ASKED, "--json", *where, *options])
        return [hit["id"] for hit in json.loads(capsys.readouterr().out)["hits"]]

    read, fast = ask(), ask("--fast")
    assert read == [fast[1], fast[0], *fast[2:]]
    monkeypatch.setenv("CLAUSEBOT_FAST", "1")
    assert ask() == fast
    opened = partial(retrieval.open_library, where[1], index=where[3])
    assert [[hit.clause.id for hit in opened(fast=chosen).ask(ASKED).hits] for chosen in (False, True)] == [read, fast]


def test_fast_is_a_setting() -> None:
    assert not Settings.from_env({}).fast
    assert Settings.from_env({"CLAUSEBOT_FAST": "1"}).fast
    assert Settings.from_env({}, fast=True).fast
