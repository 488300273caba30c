import multiprocessing
from pathlib import Path

import pytest

from retrieval.clause import Labeller, ThemeLabel
from retrieval.errors import LibraryError
from retrieval.labels import Decision, read_user_labels, withdraw_decisions, write_decisions
from retrieval.themes import built_in_vocabulary
from tests.retrieval.clauses import clause

CLAUSES = [clause("S/RES/1325(2000)#1"), clause("S/RES/1325(2000)#2")]
GENERAL = "General Women, Peace and Security"
YES = Decision("S/RES/1325(2000)#1", GENERAL, accepted=True)
TIMES = 150
NO = Decision("S/RES/1325(2000)#2", "Protection", accepted=False)


def test_what_was_decided_is_read_back(tmp_path: Path) -> None:
    write_decisions(tmp_path, [YES])
    write_decisions(tmp_path, [NO])
    labels = read_user_labels(tmp_path, CLAUSES, built_in_vocabulary())
    assert labels.clauses[0].themes == (ThemeLabel(GENERAL, Labeller.USER),)
    assert labels.clauses[1].themes == ()
    assert labels.rejected == {"S/RES/1325(2000)#2": {"Protection"}}
    assert labels.remarks == ()


@pytest.mark.parametrize(
    ("lines", "themes", "rejected"),
    [("Protection\n{}not Protection", (), {"Protection"}), ("not POC\n{}Protection", ("Protection",), set())],
)
def test_of_two_lines_that_contradict_each_other_the_later_holds(
    lines: str, themes: tuple[str, ...], rejected: set[str], tmp_path: Path
) -> None:
    first, second = lines.replace("POC", "protection").split("\n{}")
    (tmp_path / "labels.csv").write_text(f"clause,theme\n1325 OP 1,{first}\n1325 OP 1,{second}\n")
    labels = read_user_labels(tmp_path, CLAUSES, built_in_vocabulary())
    assert tuple(label.name for label in labels.clauses[0].themes) == themes
    assert labels.rejected.get("S/RES/1325(2000)#1", frozenset()) == rejected


def test_a_rejected_theme_that_is_unknown_is_named_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("clause,theme\n1325 OP 1,not gardening\n")
    [remark] = read_user_labels(tmp_path, CLAUSES, built_in_vocabulary()).remarks
    assert str(remark).startswith("labels.csv, line 2: no theme 'gardening'; the themes are:")


@pytest.mark.parametrize(
    "before",
    [
        b"\xef\xbb\xbfclause,theme\r\n1325 OP 2,SGBV\r\n",
        b"theme,note,clause\nSGBV,\xe2\x80\x9cas agreed\xe2\x80\x9d,1325 OP 2",
        b'"clause","theme"\n',
    ],
)
def test_the_lines_that_somebody_wrote_stay_as_they_are(before: bytes, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(before)
    write_decisions(tmp_path, [YES, NO])
    assert path.read_bytes().startswith(before)
    labels = read_user_labels(tmp_path, CLAUSES, built_in_vocabulary())
    assert ThemeLabel(GENERAL, Labeller.USER) in labels.clauses[0].themes
    assert labels.rejected == {"S/RES/1325(2000)#2": {"Protection"}}
    withdraw_decisions(tmp_path, [YES, NO])
    assert path.read_bytes().rstrip(b"\n") == before.rstrip(b"\n")


def test_a_decision_is_withdrawn_from_among_those_of_others(tmp_path: Path) -> None:
    write_decisions(tmp_path, [YES])
    path = tmp_path / "labels.csv"
    path.write_bytes(path.read_bytes() + b"1325 OP 2,SGBV\n")
    withdraw_decisions(tmp_path, [YES])
    assert path.read_text() == "clause,theme\n1325 OP 2,SGBV\n"
    with pytest.raises(LibraryError, match="was changed meanwhile"):
        withdraw_decisions(tmp_path, [YES])
    assert path.read_text() == "clause,theme\n1325 OP 2,SGBV\n"


def _decide(root: Path, resolution: str) -> None:
    for number in range(1, TIMES + 1):
        write_decisions(root, [Decision(f"{resolution}#{number}", "Protection", accepted=True)])


def test_of_two_who_review_at_once_no_decision_is_lost_and_no_half_file_is_seen(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    resolutions = ("S/RES/1325(2000)", "S/RES/2331(2016)")
    reviewers = [spawn.Process(target=_decide, args=(tmp_path, resolution)) for resolution in resolutions]
    write_decisions(tmp_path, [YES])
    path = tmp_path / "labels.csv"
    for reviewer in reviewers:
        reviewer.start()
    seen = {path.read_text()}
    while any(reviewer.is_alive() for reviewer in reviewers):
        seen.add(path.read_text())
    for reviewer in reviewers:
        reviewer.join()
    assert [reviewer.exitcode for reviewer in reviewers] == [0, 0]
    final = path.read_text()
    assert all(final.startswith(text) and text.endswith("\n") for text in seen)
    wanted = [f"{resolution}#{number},Protection" for resolution in resolutions for number in range(1, TIMES + 1)]
    assert sorted(final.splitlines()[2:]) == sorted(wanted)
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".clausebot")) == []


@pytest.mark.parametrize("content", [b"paragraph,theme\n", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_added_to_is_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_bytes(content)
    with pytest.raises(LibraryError, match="expected"):
        write_decisions(tmp_path, [YES])
    assert (tmp_path / "labels.csv").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == ["labels.csv"]
