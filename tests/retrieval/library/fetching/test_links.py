"""Links into a library: what a document is called there, and what adding it again does."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.clauses.clause import Symbol
from retrieval.errors import FetchError, LibraryError, UnreadableError
from retrieval.library.fetching.fetch import Fetcher
from retrieval.library.fetching.links import Change, Link, add_link
from retrieval.library.library import read_library
from tests.retrieval.library.fetching.server import Server
from tests.samples import OFFICIAL_1325, OFFICIAL_2331

Make = Callable[..., Fetcher]
ADDRESS = "http://docs.example/access?s=S/RES/1325"
NAME = "S_RES_1325(2000)-docs.example.txt"
CHANGED = OFFICIAL_1325.replace("Urges Member States", "Urges all Member States")


@pytest.fixture
def add(tmp_path: Path, fetcher: Make, server: Server) -> Callable[..., Link]:
    server.serve("/access?s=S/RES/1325", OFFICIAL_1325, ETag='"1"')

    def call(address: str = ADDRESS, symbol: Symbol | None = None) -> Link:
        return add_link(tmp_path / "library", address, fetcher(pause=0), symbol=symbol)

    return call


Add = Callable[..., Link]


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_document_is_called_what_it_is_and_where_it_is_from(add: Add, tmp_path: Path) -> None:
    assert add() == Link(tmp_path / "library" / NAME, Change.ADDED)
    library = read_library(tmp_path / "library")
    assert list(library.files) == [NAME]
    assert len(library.clauses) == 4
    note = json.loads((tmp_path / "library" / ".sources" / f"{NAME}.json").read_text())
    assert (note["address"], note["etag"]) == (ADDRESS, '"1"')
    assert [*(tmp_path / "downloads").glob("*.part")] == []


def test_what_is_no_resolution_leaves_no_trace(add: Add, server: Server, tmp_path: Path) -> None:
    server.serve("/access?s=S/RES/1325", "milk, bread and eggs")
    with pytest.raises(UnreadableError):
        add()
    assert not (tmp_path / "library").exists()


def test_a_library_that_cannot_be_written_to_is_said_to_be_so(add: Add, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / ".sources").write_text("a file, where a folder should be")
    with pytest.raises(LibraryError, match=r"library cannot be written to \(.+\)"):
        add()


def test_another_resolution_than_was_asked_for_is_refused(add: Add, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"the server sent S/RES/1325 \(2000\) instead of S/RES/2331 \(2016\)"):
        add(symbol=Symbol(2331, 2016))
    assert not (tmp_path / "library").exists()
    assert add(symbol=Symbol(1325, 2000)).change is Change.ADDED


def test_adding_a_link_again_asks_whether_it_has_changed(add: Add, server: Server) -> None:
    first = add()
    server.on("/access?s=S/RES/1325", lambda r: r.start(304) if r.headers["If-None-Match"] == '"1"' else r.not_found())
    assert add() == Link(first.path, Change.UNCHANGED)


def test_a_server_that_names_no_versions_is_believed_by_its_bytes(add: Add, server: Server) -> None:
    server.serve("/access?s=S/RES/1325", OFFICIAL_1325)
    assert [add().change, add().change] == [Change.ADDED, Change.UNCHANGED]


def test_a_new_version_takes_the_place_of_the_old_which_is_kept(add: Add, server: Server, tmp_path: Path) -> None:
    path = add().path
    server.serve("/access?s=S/RES/1325", CHANGED, ETag='"2"')
    assert add() == Link(path, Change.REFRESHED)
    assert path.read_text() == CHANGED
    assert (tmp_path / "library" / ".removed" / NAME).read_text() == OFFICIAL_1325
    assert add().change is Change.UNCHANGED


def test_a_new_version_that_cannot_be_read_leaves_the_old(add: Add, server: Server) -> None:
    path = add().path
    server.serve("/access?s=S/RES/1325", "<html><p>Please sign in</p>", Content_Type="text/html")
    with pytest.raises(UnreadableError):
        add()
    assert path.read_text() == OFFICIAL_1325


def test_a_new_version_of_another_kind_replaces_the_old(add: Add, server: Server, tmp_path: Path) -> None:
    add()
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in OFFICIAL_1325.splitlines()) + "</body></html>"
    server.serve("/access?s=S/RES/1325", page, Content_Type="text/html")
    assert add().change is Change.REFRESHED
    html = NAME.replace(".txt", ".html")
    assert files(tmp_path / "library") == [f".removed/{NAME}", f".sources/{html}.json", html]


def test_a_file_changed_by_hand_is_never_overwritten(add: Add, server: Server) -> None:
    path = add().path
    path.write_text(CHANGED)
    with pytest.raises(LibraryError, match="was downloaded from this address and has been edited since"):
        add()
    assert path.read_text() == CHANGED
    path.unlink()
    assert add().change is Change.ADDED


def test_the_same_document_from_elsewhere_is_there_already(add: Add, server: Server, tmp_path: Path) -> None:
    path = add().path
    server.serve("/again", OFFICIAL_1325)
    assert add("http://docs.example/again") == Link(path, Change.UNCHANGED)


def test_another_document_of_the_same_name_stands_beside_it(add: Add, server: Server, tmp_path: Path) -> None:
    add()
    server.serve("/other", CHANGED)
    assert add("http://docs.example/other").path.name == "S_RES_1325(2000)-docs.example-2.txt"
    assert add("http://docs.example/other").change is Change.UNCHANGED
    assert add().change is Change.UNCHANGED


def test_names_from_outside_lead_nowhere(add: Add, server: Server, tmp_path: Path) -> None:
    table = "resolution,paragraph,text\n1325 (2000),1,Urges\n2331 (2016),1,Condemns\n"
    name = 'attachment; filename="../../.bashrc\\u001b[31m.csv"'
    server.serve("/table", table, Content_Type="text/csv", Content_Disposition=name)
    path = add("http://docs.example/table").path
    assert path == tmp_path / "library" / "bashrc-u001b-31m-docs.example.csv"


def test_a_damaged_note_only_forgets(add: Add, tmp_path: Path) -> None:
    path = add().path
    for damage in ("{", "[]", '{"address": 1}'):
        (tmp_path / "library" / ".sources" / f"{NAME}.json").write_text(damage)
        assert add() == Link(path, Change.UNCHANGED)


def test_two_resolutions_of_one_host_have_files_of_their_own(add: Add, server: Server, tmp_path: Path) -> None:
    server.serve("/2331", OFFICIAL_2331)
    assert {add().path.name, add("http://docs.example/2331").path.name} == {
        NAME,
        "S_RES_2331(2016)-docs.example.txt",
    }
