"""A cross-encoder of one's own judges what `clausebot ask` shows, unless it is asked to be fast."""

import json
from functools import partial
from pathlib import Path

import pytest

import retrieval
from bot.cli import ANSWERED, NOTHING_FOUND, main
from bot.settings import Settings
from embeddings.adapter import adapter_path
from embeddings.cross_encoder import cross_encoder_path
from embeddings.models import MINILM
from retrieval.asking import calibration
from retrieval.asking.calibration import Calibration, Reading, calibration_entry, calibration_path
from retrieval.index.default_folders import encoders_folder, models_folder
from retrieval.index.folder import FolderPlace
from tests.embeddings.cross_encoder_file import write_cross_encoder
from tests.samples import OFFICIAL_1325, write_library

ASKED = "increased representation of women at all decision-making levels"


@pytest.fixture
def where(tmp_path: Path, compiling_once: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Options that name an index built with a cross-encoder that says of everything that it does not answer."""
    write_cross_encoder(cross_encoder_path(MINILM.name, models_folder()))
    library, index = write_library(tmp_path / "library", a=OFFICIAL_1325), tmp_path / "index"
    options = ["--library", str(library), "--index", str(index), "--model", MINILM.name]
    assert main(["index", "build", *options]) == 0
    place = FolderPlace(index, encoders_folder())
    encoder = place.encoders.open(place.read_manifest())
    assert encoder.cross_encoder is not None
    reading = Reading(encoder.cross_encoder.fingerprint, intercept=-50.0, confidence=0.0, score=0.0, enough=0.5)
    doubtful = Calibration(0.5, (0.0,) * 5, enough=0.5, reading=reading)
    path = calibration_path(adapter_path(MINILM.name, models_folder()))
    path.write_text(calibration_entry("mine", encoder.fingerprint, doubtful), encoding="utf-8")
    monkeypatch.setattr(calibration, "_own", {})
    return options


def test_answers_are_judged_by_reading_them_unless_that_is_not_wanted(
    where: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*options: str) -> tuple[int, list[str]]:
        capsys.readouterr()
        code = main(["ask", ASKED, "--json", *where, *options])
        answer = json.loads(capsys.readouterr().out)
        return code, [hit["id"] for hit in (*answer["hits"], *answer["near_misses"])]

    read, fast = ask(), ask("--fast")
    assert (read[0], fast[0]) == (NOTHING_FOUND, ANSWERED)
    assert read[1] == fast[1], "the order is the same"
    monkeypatch.setenv("CLAUSEBOT_FAST", "1")
    assert ask() == fast
    opened = partial(retrieval.open_library, where[1], index=where[3])
    assert not opened().ask(ASKED).answered
    assert opened(fast=True).ask(ASKED).answered


def test_fast_is_a_setting() -> None:
    assert not Settings.from_env({}).fast
    assert Settings.from_env({"CLAUSEBOT_FAST": "1"}).fast
    assert Settings.from_env({}, fast=True).fast
