"""Libraries on disk: what becomes a clause, what is refused, and whose labels a clause carries."""

import re
from pathlib import Path

import pytest

from retrieval.clauses.clause import Clause, Labeller, ThemeLabel
from retrieval.errors import LibraryError, UnreadableError
from retrieval.library.add_remove import Added, add_file, files_of, place_file, remove_files
from retrieval.library.library import read_library
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library
from tests.typeset import Style, docx_of, pdf_of
from tests.webpages import breaks

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def _by_id(folder: Path) -> dict[str, Clause]:
    return {clause.id: clause for clause in read_library(folder).clauses}


def test_the_seed_is_its_eleven_extracts_each_once_with_all_its_themes() -> None:
    clauses = read_library(SEEDS).clauses
    assert [(c.paragraph, c.text.split()[0], [label.name for label in c.themes]) for c in clauses] == [
        (None, "Recalling", ["General Women, Peace and Security"]),
        (None, "Reaffirming", ["General Women, Peace and Security"]),
        ("2(a)", "That", ["General Women, Peace and Security", "Implementation"]),
        (None, "furthermore", ["Human Rights"]),
        ("8", "Stresses", ["Human Rights"]),
        ("15", "Encourages", ["Implementation"]),
        (None, "Emphasizing", ["Participation"]),
        ("3(a)", "Build", ["Participation"]),
        ("23", "Requests", ["Protection"]),
        (None, "Expressing", ["Sexual and Gender-Based Violence"]),
        (None, "Recalling", ["Sexual and Gender-Based Violence"]),
    ]
    assert [c.lead_in for c in clauses if c.lead_in] == ["Calls upon Member States:", "Encourages Member States to:"]
    assert {(str(c.symbol), str(c.date)) for c in clauses} == {("S/RES/2331 (2016)", "2016-12-20")}


def test_an_extract_lends_its_labels_to_the_official_paragraph_and_is_not_quoted_again(tmp_path: Path) -> None:
    folder = write_library(tmp_path, page=PAGE_2331, official=OFFICIAL_2331)
    clauses = _by_id(folder)
    assert len(clauses) == 7
    assert {c.source.file for c in clauses.values()} == {"official.txt"}
    labelled = {clause_id: c.themes for clause_id, c in clauses.items() if c.themes}
    assert labelled == {
        "S/RES/2331(2016)#PP2": (ThemeLabel("Participation", Labeller.PEACEWOMEN),),
        "S/RES/2331(2016)#2(a)": (ThemeLabel("Implementation", Labeller.PEACEWOMEN),),
    }


def test_without_the_official_text_an_unnumbered_extract_has_no_number(tmp_path: Path) -> None:
    clauses = _by_id(write_library(tmp_path, page=PAGE_2331))
    assert list(clauses) == ["S/RES/2331(2016)#unnumbered-1", "S/RES/2331(2016)#2(a)"]
    assert clauses["S/RES/2331(2016)#unnumbered-1"].paragraph is None


def test_two_pages_of_one_resolution_share_their_clauses(tmp_path: Path) -> None:
    other = PAGE_2331.replace("Themes:\N{NO-BREAK SPACE}\nParticipation", "Themes:\N{NO-BREAK SPACE}\nPeacekeeping")
    clauses = read_library(write_library(tmp_path, a=PAGE_2331, b=other)).clauses
    assert [[label.name for label in c.themes] for c in clauses] == [
        ["Participation", "Peacekeeping"],
        ["Implementation"],
    ]


def test_of_two_official_texts_one_is_quoted_and_the_other_named(tmp_path: Path) -> None:
    shorter = OFFICIAL_2331.replace("3.  Decides to remain actively seized of the matter.\n", "")
    library = read_library(write_library(tmp_path, a_short=shorter, b_whole=OFFICIAL_2331))
    assert {c.source.file for c in library.clauses} == {"b_whole.txt"}
    assert [str(remark) for remark in library.remarks] == [
        "a_short.txt: S/RES/2331 (2016) is quoted from b_whole.txt, which has fewer paragraphs missing"
    ]


CLEAN = OFFICIAL_1325.replace("Expressing", "Recalling the “framework” of Mr. Bhutros-Xhaxhi, expressing")


@pytest.mark.parametrize(
    ("worse", "reason"),
    [
        (CLEAN.replace("framework", "fr amework"), "has fewer misprinted words"),
        (CLEAN.replace("armed conflict", "armedconflict"), "has fewer misprinted words"),
        (CLEAN.replace("“", '"').replace("”", '"'), "has fewer plain quotation marks"),
        (CLEAN.replace("special measures", "special\n\n2/8\n\nmeasures"), "has fewer sentences cut by page furniture"),
        (CLEAN, "is no worse, and comes first by name"),
    ],
)
def test_the_text_with_fewer_defects_is_quoted_whatever_it_is_called(worse: str, reason: str, tmp_path: Path) -> None:
    names = ("a", "b") if worse != CLEAN else ("b", "a")
    library = read_library(write_library(tmp_path, **{names[0]: worse, names[1]: CLEAN}))
    assert {clause.source.file for clause in library.clauses} == {f"{names[1]}.txt"}
    assert [str(remark) for remark in library.remarks] == [
        f"{names[0]}.txt: S/RES/1325 (2000) is quoted from {names[1]}.txt, which {reason}"
    ]


def test_with_all_else_the_same_a_text_is_quoted_before_a_word_file_a_page_and_a_pdf(tmp_path: Path) -> None:
    forms = {"z.txt": OFFICIAL_1325.encode(), "y.docx": docx_of(OFFICIAL_1325), "x.html": breaks(OFFICIAL_1325)}
    forms["a.pdf"] = pdf_of(OFFICIAL_1325, Style(notes=False))
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
    for name in ("z.txt", "y.docx", "x.html"):
        assert {clause.source.file for clause in read_library(tmp_path).clauses} == {name}
        (tmp_path / name).unlink()


def test_resolutions_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    library = read_library(write_library(tmp_path, a=OFFICIAL_2331, b=OFFICIAL_1325))
    assert [c.symbol.number for c in library.clauses] == [1325] * 4 + [2331] * 7


BAD = {
    "empty.txt": (b"", "it is empty"),
    "blank.txt": (b" \n\t\r\n", "it is empty"),
    "binary.txt": (b"\x89PNG\0\0\0", "it is binary"),
    "list.txt": (b"milk, bread and eggs", ""),
    "scan.pdf": (b"%PDF-1.7", "it is a damaged PDF"),
    "noise.txt": (b"noise " * 3_000_000, "it has 18 MB"),
}


def test_a_file_that_is_no_resolution_is_refused_and_stops_no_other(tmp_path: Path) -> None:
    write_library(tmp_path, good=OFFICIAL_1325)
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    library = read_library(tmp_path)
    assert len(library.clauses) == 4
    assert [remark.file for remark in library.refused] == sorted(BAD)
    for remark in library.refused:
        assert BAD[remark.file][1] in remark.text
        assert re.search("expected the text of a Security Council resolution|get the official PDF", remark.text)


def test_hidden_files_and_the_library_s_own_are_no_documents(tmp_path: Path) -> None:
    write_library(tmp_path, good=OFFICIAL_1325)
    for name in (".hidden.txt", "labels.csv", "themes.toml"):
        (tmp_path / name).write_text("")
    write_library(tmp_path / ".git", bad=OFFICIAL_2331)
    assert list(read_library(tmp_path).files) == ["good.txt"]


def test_documents_may_lie_in_folders(tmp_path: Path) -> None:
    write_library(tmp_path / "2000s", S_RES_1325=OFFICIAL_1325)
    assert {c.source.file for c in read_library(tmp_path).clauses} == {"2000s/S_RES_1325.txt"}


def test_a_user_s_labels_are_added_and_say_so(tmp_path: Path) -> None:
    write_library(tmp_path, page=PAGE_2331)
    (tmp_path / "labels.csv").write_text(
        "clause,theme\n2331 OP 2 (a),SGBV\nS/RES/2331(2016)#unnumbered-1,Participation\n", encoding="utf-8-sig"
    )
    clauses = _by_id(tmp_path)
    assert clauses["S/RES/2331(2016)#2(a)"].themes == (
        ThemeLabel("Implementation", Labeller.PEACEWOMEN),
        ThemeLabel("Sexual and Gender-Based Violence", Labeller.USER),
    )
    # What a page has given already stays the page's.
    assert clauses["S/RES/2331(2016)#unnumbered-1"].themes == (ThemeLabel("Participation", Labeller.PEACEWOMEN),)


def test_a_bad_line_of_labels_is_named_and_stops_no_other(tmp_path: Path) -> None:
    write_library(tmp_path, a=OFFICIAL_1325)
    (tmp_path / "labels.csv").write_text("clause,theme\n1325 OP 1,Gardening\n9999 OP 1,SGBV\n1325 OP 2,SGBV\n")
    library = read_library(tmp_path)
    assert [c.paragraph for c in library.clauses if c.themes] == ["2"]
    lines = [str(remark) for remark in library.remarks]
    assert lines[0].startswith("labels.csv, line 2: no theme 'Gardening'")
    assert lines[1].startswith("labels.csv, line 3: no resolution S/RES/9999")


def test_a_theme_that_a_page_or_table_prints_is_a_label_only_if_the_vocabulary_has_it(tmp_path: Path) -> None:
    write_library(tmp_path, page=PAGE_2331.replace("Themes:\N{NO-BREAK SPACE}\nParticipation", "Themes:\nGardening"))
    (tmp_path / "t.csv").write_text(
        "citation,themes,text\n2331 OP 8,Protecton;SGBV,one\n2331 OP 9,Protecton,two\n1325 OP 1,Mood;Protecton,three\n"
    )
    library = read_library(tmp_path)
    assert {label.name for clause in library.clauses for label in clause.themes} == {
        "Implementation",
        "Sexual and Gender-Based Violence",
    }
    page, misspelt, own = map(str, library.remarks)
    assert page.startswith("page.txt: no theme 'Gardening'; the themes are: General Women, Peace and Security; ")
    assert page.endswith("; until themes.toml defines it, the clauses that have it go without: 1")
    assert misspelt.startswith("t.csv: no theme 'Protecton'; the nearest is 'Protection'; the themes are: General")
    assert misspelt.endswith("go without: 3")
    assert own.startswith("t.csv: no theme 'Mood'; the themes are: General")
    (tmp_path / "themes.toml").write_text("".join(f"[[theme]]\nname = '{name}'\n" for name in ("Gardening", "Mood")))
    library = read_library(tmp_path)
    assert {label.name for clause in library.clauses for label in clause.themes} > {"Gardening", "Mood"}
    assert len(library.remarks) == 1


def test_a_table_may_name_a_young_resolution_by_number_alone_if_the_library_has_a_text_of_it(tmp_path: Path) -> None:
    table = "citation,text\n9999 OP 1,Urges all of them;\n"
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.csv").write_text(table)
    with pytest.raises(UnreadableError, match="it gives neither year nor date of resolution 9999"):
        add_file(folder, _written(tmp_path / "b.csv", table))
    official = OFFICIAL_1325.replace("1325", "9999").replace("2000", "2031")
    (folder / "official.txt").write_text(official)
    library = read_library(folder)
    assert [str(file.symbol) for file in library.files["a.csv"]] == ["S/RES/9999 (2031)"]
    assert list(library.files) == ["a.csv", "official.txt"]
    add_file(folder, _written(tmp_path / "c.csv", f"{table}9999 OP 2,Urges the others;\n"))


def test_labels_without_the_two_columns_are_said_to_be_so(tmp_path: Path) -> None:
    write_library(tmp_path, a=OFFICIAL_1325)
    (tmp_path / "labels.csv").write_text("citation;label\n1325 OP 1;SGBV\n")
    [remark] = read_library(tmp_path).remarks
    assert "expected the columns clause,theme" in str(remark)


def test_the_state_changes_with_every_file_that_matters(tmp_path: Path) -> None:
    write_library(tmp_path, a=OFFICIAL_1325)
    states = [read_library(tmp_path).state]
    (tmp_path / "labels.csv").write_text("clause,theme\n1325 OP 1,SGBV\n")
    states.append(read_library(tmp_path).state)
    write_library(tmp_path, b=OFFICIAL_2331)
    states.append(read_library(tmp_path).state)
    assert len(set(states)) == 3
    assert read_library(tmp_path).state == states[-1]


def test_a_missing_library_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"no library at .*nowhere; add the ten resolutions on Women"):
        read_library(tmp_path / "nowhere")


def test_adding_copies_what_can_be_read_and_nothing_else(tmp_path: Path) -> None:
    outside = write_library(tmp_path / "outside", good=OFFICIAL_1325, bad="milk and bread")
    root = tmp_path / "library"
    assert add_file(root, outside / "good.txt").path.read_text() == OFFICIAL_1325
    with pytest.raises(UnreadableError):
        add_file(root, outside / "bad.txt")
    assert [path.name for path in root.iterdir()] == ["good.txt"]


def test_adding_never_overwrites_another_document(tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", text=OFFICIAL_1325)
    outside = write_library(tmp_path / "outside", text=OFFICIAL_2331)
    with pytest.raises(LibraryError, match="already exists with other content"):
        add_file(root, outside / "text.txt")
    assert (root / "text.txt").read_text() == OFFICIAL_1325
    assert add_file(root, root / "text.txt") == Added(root / "text.txt", is_new=False)


def test_a_library_that_cannot_be_written_to_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file, where a folder should be")
    with pytest.raises(LibraryError, match=r"a\.txt cannot be written \(.+\)"):
        place_file(tmp_path / "library", "a.txt", b"")


def test_removing_by_resolution_or_file_loses_nothing(tmp_path: Path) -> None:
    root = write_library(tmp_path, a=OFFICIAL_1325, b=OFFICIAL_2331, c=PAGE_2331)
    library = read_library(root)
    assert files_of(library, "SCR 2331") == ["b.txt", "c.txt"]
    assert files_of(library, "a.txt") == ["a.txt"]
    [moved] = remove_files(root, ["a.txt"])
    assert moved.read_text() == OFFICIAL_1325
    assert list(read_library(root).files) == ["b.txt", "c.txt"]
    (root / "a.txt").write_text(OFFICIAL_2331)
    [moved_later] = remove_files(root, ["a.txt"])
    assert (moved.read_text(), moved_later.read_text()) == (OFFICIAL_1325, OFFICIAL_2331)


def test_a_document_that_cannot_be_moved_is_named_and_stays(tmp_path: Path) -> None:
    root = write_library(tmp_path, a=OFFICIAL_1325)
    (root / ".removed").write_text("a file, where a folder should be")
    with pytest.raises(LibraryError, match=r"a\.txt cannot be moved to .+\.removed"):
        remove_files(root, ["a.txt"])
    assert (root / "a.txt").read_text() == OFFICIAL_1325


@pytest.mark.parametrize("what", ["9999", "nothing.txt", "2331 OP 2", "../a.txt", ""])
def test_removing_what_is_not_there_is_an_error(what: str, tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", a=OFFICIAL_2331)
    write_library(tmp_path, a=OFFICIAL_2331)
    with pytest.raises(LibraryError, match="no file and no resolution"):
        files_of(read_library(root), what)
