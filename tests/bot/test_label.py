"""The review of suggested themes, with the fake encoder: what is suggested is what the words give away."""

import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.cli import main
from bot.console.review import Prompts, Suggestion, Tally, read, review, typed, waiting
from retrieval.clauses.clause import LIKELY, Labeller
from retrieval.clauses.filters import NO_LIMITS_BUT_SUGGESTED, Filters
from retrieval.index.build import BuildReport
from retrieval.index.generation import read_clauses
from retrieval.index.publishing import read_manifest
from retrieval.library.themes import built_in_vocabulary
from tests.samples import write_library

Build = Callable[[], BuildReport]
VOCABULARY = built_in_vocabulary()
SGBV, PROTECTION = "Sexual and Gender-Based Violence", "Protection"
RESOLUTION = """Resolution 1820 (2008)

Adopted by the Security Council at its 5916th meeting, on 19 June 2008

The Security Council,

1.  Demands that all parties immediately cease all acts of sexual violence against women and girls, rape included;

2.  Requests missions to ensure the protection of civilians, women among them, from rape and sexual violence;

3.  Decides to remain actively seized of the matter.
"""


pytestmark = pytest.mark.usefixtures("eager")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library", a=RESOLUTION)


@pytest.fixture
def suggestions(build: Build, library: Path, index: Path) -> Callable[[], list[Suggestion]]:
    """What waits to be reviewed now, by the index as it was built first."""
    build()
    clauses = list(read_clauses(*read_manifest(index)).stored())
    return lambda: waiting(library, clauses, NO_LIMITS_BUT_SUGGESTED, VOCABULARY)


def _review(suggestions: list[Suggestion], library: Path, answers: Iterable[str]) -> tuple[Tally, str]:
    output = io.StringIO()
    console = Console(file=output, width=100)
    return review(suggestions, library, VOCABULARY, read(answers, console), console), output.getvalue()


def _lines(library: Path) -> list[str]:
    path = library / "labels.csv"
    return path.read_text().splitlines()[1:] if path.exists() else []


def test_the_least_certain_clause_comes_first_and_all_of_its_themes_together(
    suggestions: Callable[[], list[Suggestion]],
) -> None:
    found = [(one.clause.id, one.label.probability or 0) for one in suggestions()]
    assert len({clause_id for clause_id, _ in found}) == 2
    parts = [clause_id for n, (clause_id, _) in enumerate(found) if n == 0 or found[n - 1][0] != clause_id]
    assert len(parts) == 2
    doubt = [min(abs(sure - 0.5) for clause_id, sure in found if clause_id == part) for part in parts]
    assert doubt == sorted(doubt)


def test_what_is_not_likely_enough_to_be_shown_waits_for_review_all_the_same(
    suggestions: Callable[[], list[Suggestion]], index: Path
) -> None:
    shown = {(one.id, label.name) for one in read_clauses(*read_manifest(index)) for label in one.themes}
    unlikely = {(one.clause.id, one.label.name) for one in suggestions() if (one.label.probability or 0) < LIKELY}
    assert unlikely
    assert not unlikely & shown


def test_what_is_decided_is_in_the_labels_at_once_and_is_asked_no_more(
    suggestions: Callable[[], list[Suggestion]], library: Path
) -> None:
    first, second, *rest = suggestions()
    tally, said = _review([first, second], library, ["y", "n"])
    assert tally == Tally(reviewed=2, accepted=1, rejected=1, skipped=0)
    assert f"{first.label.name} ({first.label.probability:.0%} likely)" in said
    assert [line.rpartition(",")[2] for line in _lines(library)] == [first.label.name, f"not {second.label.name}"]
    assert suggestions() == rest


def test_a_build_takes_the_decisions_in_and_suggests_what_was_rejected_never_again(
    suggestions: Callable[[], list[Suggestion]], library: Path, index: Path, build: Build
) -> None:
    rejected = [one for one in suggestions() if one.clause.id.endswith("#2")]
    assert rejected
    _review(rejected, library, ["n"] * len(rejected))
    [accepted] = [one for one in suggestions() if one.label.name == SGBV]
    _review([accepted], library, ["y"])
    build()
    labels = {clause.id: {(t.name, t.by) for t in clause.themes} for clause in read_clauses(*read_manifest(index))}
    assert labels["S/RES/1820(2008)#1"] == {(SGBV, Labeller.USER)}
    assert labels["S/RES/1820(2008)#2"] == set()


def test_a_decision_on_a_paragraph_without_a_number_stays_with_its_words(
    library: Path, index: Path, build: Build
) -> None:
    """Its place is another's once a paragraph is inserted, and the official text has it under a number."""
    (library / "a.txt").unlink()
    words = RESOLUTION.partition("1.  ")[2].partition("\n")[0]
    row = f'S/RES/1820 (2008),"{words}"\n'

    def asked() -> list[Suggestion]:
        found = waiting(library, read_clauses(*read_manifest(index)), NO_LIMITS_BUT_SUGGESTED, VOCABULARY)
        return [one for one in found if one.label.name == SGBV and one.clause.text == words]

    def labelled() -> list[str]:
        clauses = read_clauses(*read_manifest(index))
        return [one.id.partition("#")[2] for one in clauses if any(label.by is Labeller.USER for label in one.themes)]

    (library / "t.csv").write_text(f"resolution,text\n{row}")
    build()
    _review(asked(), library, ["y"])
    assert _lines(library) == [f'S/RES/1820(2008)#unnumbered-1,{SGBV},"{words}"']
    (library / "t.csv").write_text(f"resolution,text\nS/RES/1820 (2008),Requests a report;\n{row}")
    build()
    assert (labelled(), asked()) == (["unnumbered-2"], [])
    (library / "a.txt").write_text(RESOLUTION)
    build()
    assert (labelled(), asked()) == (["1"], [])


def test_another_theme_can_be_chosen_instead(suggestions: Callable[[], list[Suggestion]], library: Path) -> None:
    one, other, *_ = suggestions()
    tally, said = _review([one, other], library, ["c gardening", "c justice", "c", "disarmament"])
    assert "no theme 'gardening'; the themes are:" in said
    assert tally == Tally(reviewed=2, accepted=2, rejected=2, skipped=0)
    assert [line.partition(",")[2].strip('"') for line in _lines(library)] == [
        f"not {one.label.name}", "Justice, Rule of Law and Security Sector Reform",
        f"not {other.label.name}", "Disarmament",
    ]  # fmt: skip


def test_the_same_theme_chosen_instead_is_accepted(suggestions: Callable[[], list[Suggestion]], library: Path) -> None:
    one = suggestions()[0]
    tally, _ = _review([one], library, [f"c {one.label.name}"])
    assert tally == Tally(reviewed=1, accepted=1, rejected=0, skipped=0)
    assert _lines(library) == [f"{one.clause.id},{one.label.name}"]


def test_a_decision_can_be_undone_and_a_skipped_suggestion_waits_on(
    suggestions: Callable[[], list[Suggestion]], library: Path
) -> None:
    one, other, third, *_ = before = suggestions()
    tally, _ = _review([one, other, third], library, ["u", "s", "y", "u", "u", "n", "s", "q"])
    assert tally == Tally(reviewed=2, accepted=0, rejected=1, skipped=1)
    assert [line.rpartition(",")[2] for line in _lines(library)] == [f"not {one.label.name}"]
    assert suggestions() == before[1:]


@pytest.mark.parametrize("answers", [[], ["q"], ["x", "", "q"]])
def test_leaving_writes_nothing(answers: list[str], suggestions: Callable[[], list[Suggestion]], library: Path) -> None:
    tally, said = _review(suggestions(), library, answers)
    assert tally.reviewed == 0
    assert not (library / "labels.csv").exists()
    assert ("no key 'x': y yes" in said) == ("x" in answers)


def test_at_a_terminal_a_key_answers_by_itself_and_a_theme_is_typed(
    suggestions: Callable[[], list[Suggestion]], library: Path
) -> None:
    some = suggestions()[:2]
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text("yc")
        keyboard.send_text("Disarmament\r")
        tally = review(some, library, VOCABULARY, typed(VOCABULARY), Console(file=io.StringIO()))
    assert (tally.accepted, tally.rejected) == (2, 1)
    assert _lines(library)[-1].endswith(",Disarmament")


def test_ctrl_c_and_the_end_of_input_leave(suggestions: Callable[[], list[Suggestion]], library: Path) -> None:
    for key in "\x03", "\x04":
        with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
            keyboard.send_text(key)
            prompts: Prompts = typed(VOCABULARY)
            assert prompts.key("? ") is None


def test_a_theme_limits_what_is_reviewed(build: Build, library: Path, index: Path) -> None:
    build()
    clauses = read_clauses(*read_manifest(index))
    found = waiting(library, clauses, Filters(themes=(PROTECTION,), suggested=True), VOCABULARY)
    assert {(one.clause.id, one.label.name) for one in found} == {("S/RES/1820(2008)#2", PROTECTION)}


def test_the_command_reviews_lists_and_says_when_nothing_waits(
    build: Build, library: Path, index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    where = ["--library", str(library), "--index", str(index)]
    assert main(["label", "--json", "--theme", "SGBV", *where]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["theme"] for one in listed} == {SGBV}
    assert all(0 < one["probability"] < 1 for one in listed)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n" * 20))
    assert main(["label", *where]) == 0
    out, err = capsys.readouterr()
    assert "› y" in out
    assert "0 rejected, 0 skipped; 0 suggestions left." in err
    assert f"'clausebot index build {' '.join(where)}' takes them in." in err
    assert main(["label", *where]) == 1
    assert "No suggested theme waits to be reviewed." in capsys.readouterr().err


def test_suggested_themes_filter_only_when_they_are_asked_for(
    build: Build, library: Path, index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    where = ["--library", str(library), "--index", str(index), "--json"]
    assert main(["clauses", "--theme", "SGBV", *where]) == 1
    assert main(["clauses", *where]) == 0
    assert all(not json.loads(line)["themes"] for line in capsys.readouterr().out.splitlines())
    assert main(["clauses", "--theme", "SGBV", "--suggested", *where]) == 0
    clauses = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [clause["paragraph"] for clause in clauses] == ["1", "2"]
    for clause in clauses:
        [label] = [label for label in clause["themes"] if label["name"] == SGBV]
        assert (label["by"], label.keys()) == ("suggested", {"name", "by", "probability"})
    (library / "labels.csv").write_text("clause,theme\n1820 OP 1,not SGBV\n")
    assert main(["clauses", "--theme", "SGBV", "--suggested", *where]) == 0
    assert [json.loads(line)["paragraph"] for line in capsys.readouterr().out.splitlines()] == ["2"]
    for clause in read_clauses(*read_manifest(index))[:2]:
        assert Filters(themes=(SGBV,), suggested=True).allow(clause)
        assert not Filters(themes=(SGBV,)).allow(clause)
        assert Filters(suggested=True).allow(clause)


def test_a_dry_run_asks_and_writes_nothing(suggestions: Callable[[], list[Suggestion]], library: Path) -> None:
    before = sorted(path.name for path in library.iterdir())
    console = Console(file=io.StringIO(), width=100)
    prompts = read(["y", "n", "u", "y"], console)
    assert review(suggestions(), library, VOCABULARY, prompts, console, dry_run=True).reviewed == 2
    assert sorted(path.name for path in library.iterdir()) == before
