"""Targets of the Makefile that take files."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _make(*argv: str) -> subprocess.CompletedProcess[str]:
    if not (found := shutil.which("make")):
        pytest.skip("make is not installed")
    # `make test` hands its own options on, by which two targets might run side by side.
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run([found, *argv], cwd=ROOT, env=alone, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("given", [[], ["PAIRS=pairs.jsonl"], ["PASSAGES=passages.jsonl"]])
def test_a_training_without_data_says_what_it_needs_before_anything_is_installed(given: list[str]) -> None:
    made = _make("train", "PYTHON=/none", *given)
    assert made.returncode == 2
    assert made.stdout == (
        "Say what to learn from: make train PAIRS=pairs.jsonl PASSAGES=passages.jsonl (docs/encoders.md).\n"
    )


def test_a_training_is_the_command_with_files_and_options() -> None:
    made = _make("--dry-run", "train", "PAIRS=my pairs.jsonl", "PASSAGES=texts.jsonl", "TRAIN=--epochs 1")
    assert made.returncode == 0
    command = ".venv/bin/clausebot model adapt 'my pairs.jsonl' --passages 'texts.jsonl' --epochs 1"
    assert made.stdout.splitlines()[-1] == command
