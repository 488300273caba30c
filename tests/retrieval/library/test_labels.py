import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.clauses.clause import Clause, Labeller, ThemeLabel
from retrieval.errors import LibraryError
from retrieval.library.labels import Decision, read_user_labels, withdraw_decisions, write_decisions
from retrieval.library.themes import built_in_vocabulary
from tests.retrieval.made_clauses import clause

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
    with pytest.raises(LibraryError, match="was changed by another program meanwhile"):
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


ENGAGE = "Emphasizing the importance of engaging religious and traditional leaders, among them women,"
LISTEN = "Emphasizing the importance of listening to the voices of women in the villages that nobody visits,"
FIRST, SECOND = "S/RES/2331(2016)#unnumbered-1", "S/RES/2331(2016)#unnumbered-2"


def unnumbered(clause_id: str, text: str) -> Clause:
    return replace(clause(clause_id, text), paragraph=None)


def labelled(root: Path, *clauses: Clause) -> tuple[list[str], list[str]]:
    """Return the ids that have a label of the user, and the remarks."""
    labels = read_user_labels(root, clauses, built_in_vocabulary())
    return [one.id for one in labels.clauses if one.themes], [str(remark) for remark in labels.remarks]


@pytest.mark.parametrize(
    "there",
    [
        [unnumbered(FIRST, LISTEN), unnumbered(SECOND, ENGAGE)],
        [clause("S/RES/2331(2016)#PP1", LISTEN), clause("S/RES/2331(2016)#PP7", ENGAGE.upper())],
        [clause("S/RES/2331(2016)#PP1", LISTEN), clause("S/RES/2331(2016)#PP7", f"{ENGAGE} and men among them,")],
    ],
    ids=["another paragraph before it", "the official text", "a longer paragraph"],
)
def test_a_label_follows_the_words_of_a_paragraph_that_has_no_number(there: list[Clause], tmp_path: Path) -> None:
    write_decisions(tmp_path, [Decision.on(unnumbered(FIRST, ENGAGE), "Protection", accepted=True)])
    assert labelled(tmp_path, unnumbered(FIRST, ENGAGE)) == ([FIRST], [])
    assert labelled(tmp_path, *there) == ([there[1].id], [])


def test_what_was_rejected_follows_its_words_too(tmp_path: Path) -> None:
    write_decisions(tmp_path, [Decision.on(unnumbered(FIRST, ENGAGE), "Protection", accepted=False)])
    there = [unnumbered(FIRST, LISTEN), unnumbered(SECOND, ENGAGE)]
    assert read_user_labels(tmp_path, there, built_in_vocabulary()).rejected == {SECOND: {"Protection"}}


def test_a_label_whose_words_are_gone_is_kept_and_named_and_counts_again_when_they_are_back(tmp_path: Path) -> None:
    write_decisions(tmp_path, [Decision.on(unnumbered(FIRST, ENGAGE), "Protection", accepted=True)])
    before = (tmp_path / "labels.csv").read_bytes()
    ids, [remark] = labelled(tmp_path, unnumbered(FIRST, LISTEN))
    assert ids == []
    assert remark.startswith(f"labels.csv, line 2: the words “{ENGAGE[:60]}…” match no paragraph")
    ids, [remark] = labelled(tmp_path, clause("S/RES/1325(2000)#1"))
    assert (ids, remark) == ([], "labels.csv, line 2: no resolution S/RES/2331 (2016) in this library")
    assert (tmp_path / "labels.csv").read_bytes() == before
    assert labelled(tmp_path, unnumbered(FIRST, ENGAGE)) == ([FIRST], [])


def test_words_that_stand_twice_are_those_of_the_place_that_was_labelled_if_it_has_them(tmp_path: Path) -> None:
    write_decisions(tmp_path, [Decision.on(unnumbered(SECOND, ENGAGE), "Protection", accepted=True)])
    assert labelled(tmp_path, unnumbered(FIRST, ENGAGE), unnumbered(SECOND, ENGAGE)) == ([SECOND], [])
    numbered = [clause(f"S/RES/2331(2016)#PP{n}", ENGAGE) for n in (1, 2)]
    ids, [remark] = labelled(tmp_path, *numbered)
    assert (ids, "or several" in remark) == ([], True)


@pytest.mark.parametrize("name", [FIRST, "2331", "S/RES/2331 (2016), paragraph not numbered in this source"])
def test_a_person_names_a_paragraph_by_its_resolution_and_first_words(name: str, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(f'theme,words,clause\nSGBV,"{ENGAGE[:60]}","{name}"\n')
    there = [clause("S/RES/2331(2016)#PP1", LISTEN), clause("S/RES/2331(2016)#PP7", ENGAGE)]
    assert labelled(tmp_path, *there) == ([there[1].id], [])


def test_a_number_says_more_than_words(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(f'clause,theme,words\n2331 PP1,SGBV,"{ENGAGE}"\n')
    there = [clause("S/RES/2331(2016)#PP1", LISTEN), clause("S/RES/2331(2016)#PP7", ENGAGE)]
    assert labelled(tmp_path, *there) == ([there[0].id], [])


def test_a_line_without_words_holds_for_its_place_and_asks_to_be_confirmed(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text(f"clause,theme\n{FIRST},SGBV\n")
    ids, [remark] = labelled(tmp_path, unnumbered(FIRST, ENGAGE))
    assert (ids, remark.startswith(f"labels.csv, line 2: {FIRST} is a position")) == ([FIRST], True)
    assert f"now it is “{ENGAGE[:60]}…”" in remark
    ids, [remark] = labelled(tmp_path, clause("S/RES/2331(2016)#PP7", ENGAGE))
    assert (ids, remark.startswith(f"labels.csv, line 2: {FIRST} no longer exists")) == ([], True)


@pytest.mark.parametrize(
    ("before", "header"),
    [
        (b"", b"clause,theme,words\n"),
        (b"\xef\xbb\xbfclause,theme\r\n2331 PP2,SGBV\r\n", b"\xef\xbb\xbfclause,theme,words\r\n"),
        (b'theme,"clause"\nSGBV,2331 PP2', b'theme,"clause",words\n'),
        (b'"a\nnote",theme,clause\n,SGBV,2331 PP2\n', b'"a\nnote",theme,clause,words\n'),
        (b"clause,words,theme\n2331 PP2,,SGBV\n", b"clause,words,theme\n"),
    ],
)
def test_a_column_for_words_is_added_where_there_is_none(before: bytes, header: bytes, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(before)
    decision = Decision.on(unnumbered(FIRST, ENGAGE), "Protection", accepted=True)
    write_decisions(tmp_path, [decision])
    rows = before.partition(b"\n2331")[2] or before.partition(b"SGBV,")[2]
    assert path.read_bytes().startswith(header)
    assert rows in path.read_bytes()
    there = [unnumbered(FIRST, LISTEN), unnumbered(SECOND, ENGAGE), clause("S/RES/2331(2016)#PP2")]
    assert labelled(tmp_path, *there) == ([SECOND, there[2].id] if before else [SECOND], [])
    withdraw_decisions(tmp_path, [decision])
    assert labelled(tmp_path, *there) == ([there[2].id] if before else [], [])


def test_words_are_no_formula_of_a_spreadsheet(tmp_path: Path) -> None:
    text = f"\t=- {ENGAGE}"
    write_decisions(tmp_path, [Decision.on(unnumbered(FIRST, text), "Protection", accepted=True)])
    assert f',"{ENGAGE}"\n' in (tmp_path / "labels.csv").read_text()
    assert labelled(tmp_path, unnumbered(SECOND, text)) == ([SECOND], [])
