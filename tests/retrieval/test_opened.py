"""The way in from Python: one call opens a library, and its answers are those of the command line."""

import doctest
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import retrieval
from bot.cli import main
from bot.settings import Settings
from retrieval.asking.answerability.calibration import Calibration, calibration_entry, calibration_path
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport, build_index
from retrieval.index.folder import FolderPlace
from retrieval.library.library import read_library
from retrieval.opened_index import OpenedIndex, open_index
from retrieval.opened_library import OpenedLibrary
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325

ROOT = Path(__file__).resolve().parents[2]
MODEL = "all-MiniLM-L6-v2"


def test_the_examples_of_the_page_on_python_are_true(compiling_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8")
    assert tried > 20
    assert failed == 0


def test_the_import_loads_nothing_else() -> None:
    """Every module of retrieval imports the package, and so does --help."""
    program = "import sys; before = set(sys.modules); import retrieval; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    loaded = {name for name in done.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names}
    assert loaded == {"retrieval"}


def test_an_answer_is_the_line_that_the_command_prints(
    library: Path, index: Path, compiling_once: None, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = retrieval.open_library(library, index=index, model=MODEL)
    opened.build()
    options = ["--library", str(library), "--index", str(index), "--json"]
    limits = Filters(kinds=(ClauseKind.OPERATIVE,))
    for question in ("trafficking in persons", "1325 OP 1", "what does 9999 say?", "the price of eggs"):
        capsys.readouterr()
        main(["ask", *options, "-k", "3", "--kind", "operative", question])
        printed = json.loads(capsys.readouterr().out)
        assert opened.ask(question, 3, filters=limits).as_record() == printed
    main(["precedents", *options, "1325 OP 1"])
    assert opened.precedents("1325 OP 1").as_record() == json.loads(capsys.readouterr().out)
    main(["history", *options, "1325 OP 1"])
    assert opened.history("1325 OP 1").as_record() == json.loads(capsys.readouterr().out)
    main(["clauses", *options])
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    clauses = [clause.as_record() for clause in opened.clauses()]
    assert [{name: line[name] for name in one} for one, line in zip(clauses, printed, strict=True)] == clauses


@pytest.fixture
def faked(library: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> OpenedLibrary:
    """A library that is built and asked with the fake encoder."""
    monkeypatch.setattr("embeddings.deferred.find_encoder", lambda *_, **__: FakeEncoder())
    monkeypatch.setattr("retrieval.opened_library.load_serving_encoder", lambda *_, **__: FakeEncoder())
    return retrieval.open_library(library, index=index)


def test_after_a_build_the_next_question_is_answered_from_it(faked: OpenedLibrary, library: Path) -> None:
    assert len(faked.clauses()) == 11
    with pytest.raises(ClauseIndexError, match="build it with 'clausebot index build'"):
        faked.ask("parliaments")
    faked.build()
    assert "parliaments" not in faked.ask("parliaments", 1).hits[0].text
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", "parliaments"))
    built = faked.build().manifest.generation
    answer = faked.ask("parliaments", 1)
    assert answer.generation == built
    assert "parliaments" in answer.hits[0].text


def test_a_hit_has_what_its_clause_has(faked: OpenedLibrary) -> None:
    faked.build()
    [hit] = faked.ask("remain actively seized of the matter", 1, filters=Filters(kinds=(ClauseKind.OPERATIVE,))).hits
    clause = hit.clause
    assert (hit.citation, hit.text, hit.themes, hit.source) == (
        clause.citation,
        clause.text,
        clause.themes,
        clause.source,
    )
    assert hit.as_record()["citation"] == hit.citation


def test_small_talk_is_named_and_the_words_of_a_reply_are_the_bot_s(faked: OpenedLibrary) -> None:
    faked.build()
    answer = faked.ask("thank you!")
    assert (answer.small_talk, answer.reply, answer.hits, answer.answered) == ("thanks", "", (), False)


def test_a_library_has_the_index_that_the_command_line_has(library: Path) -> None:
    assert retrieval.open_library(library).place == Settings.from_env({}, library=str(library)).place
    for folder in ("~/index", "index/../other"):
        assert retrieval.open_library(library, index=folder).place == Settings.from_env({}, index=folder).place
    there = "milvus://db.example.org/wps"
    opened = retrieval.open_library(library, index=there, milvus_token="root:secret")
    assert opened.place == Settings.from_env({"CLAUSEBOT_MILVUS_TOKEN": "root:secret"}, index=there).place
    with pytest.raises(ClauseIndexError, match="invalid Milvus address"):
        retrieval.open_library(library, index="milvus://db.example.org/a/b/c")


def test_another_encoder_than_was_asked_for_is_refused(library: Path, index: Path, compiling_once: None) -> None:
    retrieval.open_library(library, index=index, model=MODEL).build()
    with pytest.raises(ClauseIndexError, match=f"was built with {MODEL}, not with all-mpnet-base-v2"):
        retrieval.open_library(library, index=index, model="all-mpnet-base-v2").ask("trafficking")
    with pytest.raises(ClauseIndexError, match=f"was built with an adapter for {MODEL}"):
        retrieval.open_library(library, index=index, adapter=False).ask("trafficking")


def models(folder: Path, intercept: float, covered: float = 0.0, encoder: FakeEncoder | None = None) -> Path:
    """Write a user's own calibration of an encoder into a folder of models, and return the folder.

    Args:
        folder: Exists already or not.
        intercept: Log odds of every answer.
        covered: What is added where one paragraph has all words of the question.
        encoder: None for the fake one as it is.
    """
    encoder = encoder or FakeEncoder()
    path = calibration_path(encoder.name, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    learned = Calibration(intercept, (0.0, 0.0, 0.0, 0.0, covered), enough=0.5)
    path.write_text(calibration_entry(encoder.name, encoder.fingerprint, learned))
    return folder


@pytest.fixture
def opened(build: Callable[[], BuildReport], index: Path) -> Callable[..., OpenedIndex]:
    """Function that opens the index of the library beside a folder of models, with the fake encoder."""
    build()
    return lambda models_dir=None: open_index(
        FolderPlace(index), lambda manifest: FakeEncoder(dimensions=manifest.dimensions), models_dir
    )


@pytest.mark.parametrize(
    "asked", ["women in decision-making", "list every mention of parliaments", "compare 1325 and 2331 on parliaments"]
)
def test_each_index_that_is_opened_has_its_own_calibration(
    asked: str, opened: Callable[..., OpenedIndex], tmp_path: Path
) -> None:
    folders = (models(tmp_path / "sure", 2.0), models(tmp_path / "unsure", -2.0), None)
    answers = [one.ask(asked) for one in [opened(folder) for folder in folders]]
    assert [answer.confidence and round(answer.confidence, 3) for answer in answers] == [0.881, 0.119, None]
    assert [answer.answered for answer in answers] == [True, False, True]


def test_the_first_of_two_questions_is_judged_by_the_same_calibration(
    opened: Callable[..., OpenedIndex], tmp_path: Path
) -> None:
    by_words = opened(models(tmp_path, -3.0, covered=6.0))
    answer = by_words.ask("who protects women and girls and who pays for the tea?")
    assert answer.answered
    assert answer.confidence == pytest.approx(0.953, abs=0.001)


def test_agreed_language_is_judged_by_the_calibration(opened: Callable[..., OpenedIndex], tmp_path: Path) -> None:
    sure, unsure = opened(models(tmp_path / "sure", 2.0)), opened(models(tmp_path / "unsure", -2.0))
    text = "representation of women in institutions"
    assert [one.precedents(text).same_substance for one in (sure, unsure)] == [True, False]
    assert [one.history(text, by_meaning=True).answered for one in (sure, unsure)] == [True, False]


def test_a_calibration_is_read_with_its_encoder(
    opened: Callable[..., OpenedIndex], build: Callable[[], BuildReport], library: Path, index: Path, tmp_path: Path
) -> None:
    """Whoever calibrates anew while a bot runs starts it anew (docs/encoders.md)."""
    running = opened(models(tmp_path, 2.0))
    models(tmp_path, -2.0)
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", "parliaments"))
    build()
    assert running.ask("women").confidence == pytest.approx(0.881, abs=0.001)
    other = FakeEncoder(dimensions=128)
    models(tmp_path, -1.0, encoder=other)
    build_index(read_library(library), encoder=other, index=index, shared=beside(index))
    assert running.ask("women").confidence == pytest.approx(0.269, abs=0.001)
