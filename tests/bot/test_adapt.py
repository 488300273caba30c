"""`clausebot model adapt --cross-encoder`, with the real all-MiniLM-L6-v2."""

import json
from pathlib import Path

import pytest

from bot.cli import ANSWERED, main
from embeddings.cross_encoder import cross_encoder_path
from embeddings.models import MINILM
from retrieval.index.default_folders import models_folder
from tests.embeddings.training_files import write_lines

VERBS = ("Decides on", "Recalls", "Notes")
SUBJECTS = [
    f"{what} in {where}"
    for where in ("Mali", "Haiti", "Yemen", "Chad")
    for what in ("mines", "elections", "ivory", "piracy", "schools")
]


def test_a_cross_encoder_of_ones_own_is_trained_and_put_in_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is decided on answers; what is recalled or noted is as near by its words, and does not."""
    passages = [{"id": f"{verb} {one}", "text": f"{verb} {one};"} for one in SUBJECTS for verb in VERBS]
    requests = [
        {"query": one, "relevant": {f"Decides on {one}": 2}, "judged": [f"{verb} {one}" for verb in VERBS], "pool": one}
        for one in SUBJECTS
    ]
    write_lines(tmp_path / "passages.jsonl", passages)
    write_lines(tmp_path / "pairs.jsonl", requests)
    files = [str(tmp_path / "pairs.jsonl"), "--passages", str(tmp_path / "passages.jsonl")]
    options = ["--model", MINILM.name, "--layers", "1", "--epochs", "8", "--rate", "0.01", "--json"]
    assert main(["model", "adapt", *files, "--cross-encoder", *options]) == ANSWERED
    said = json.loads(capsys.readouterr().out)
    path = cross_encoder_path(MINILM.name, models_folder())
    assert (said["path"], said["name"]) == (str(path), MINILM.name)
    assert said["before"] < said["after"] <= 1
    assert path.is_file()
    assert not (path.parent / "work").exists()
