"""`clausebot index add` with links and resolutions, against a server on this machine."""

import io
import json
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot.cli import ANSWERED, UNUSABLE, main
from bot.commands import add
from bot.commands.index import print_new_refused
from bot.commands.shared import warnings
from bot.errors import SettingsError
from bot.settings import Settings
from retrieval.clauses.adopted import year_of
from retrieval.index.build import build_index
from retrieval.index.cached_library import read_cached
from retrieval.library.fetching.fetch import Fetcher, Patience
from retrieval.library.file_clauses import Remark
from retrieval.library.library import read_library
from retrieval.library.starter import STARTER_SETS
from retrieval.readers.bounded import BoundedReader
from tests.fakes import FakeEncoder, beside
from tests.retrieval.library.fetching.server import Server, running
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library

WPS = STARTER_SETS["women-peace-security"]


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as server:
        yield server


@pytest.fixture
def base(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the server is; official documents are there."""
    base = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("CLAUSEBOT_OFFICIAL_ADDRESS", f"{base}/api?s={{symbol}}")
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # What is indexed afterwards is the business of other tests, and takes many times as long.
    monkeypatch.setattr(add, "build_and_print", lambda *_, **__: ANSWERED)
    monkeypatch.setattr(add, "Fetcher", partial(Fetcher, patience=Patience(pause=0)))
    return base


def test_links_resolutions_and_files_are_added_and_one_that_fails_stops_no_other(
    base: str, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.serve("/api?s=S%2FRES%2F1325%282000%29", OFFICIAL_1325)
    server.serve("/page", "<html><p>nothing here</p></html>", Content_Type="text/html")
    file = write_library(tmp_path, text=OFFICIAL_2331) / "text.txt"
    nowhere = f"http://me:secret@127.0.0.1:{server.server_port}/a"
    wanted = ["UNSCR 1325", f"{base}/page", f"{base}/none", nowhere, "ftp://127.0.0.1/a", "2331 OP 2", str(file)]
    assert main(["index", "add", "--allow-private", *wanted]) == ANSWERED
    told = capsys.readouterr().err
    library = tmp_path / "library"
    assert f"added {library}/S_RES_1325(2000)-127.0.0.1.txt" in told
    assert f"refused {base}/page: no title such as" in told
    assert f"refused {base}/none: the server has no document at this address (status 404)" in told
    assert "the address contains a user name or password" in told
    assert "refused ftp://127.0.0.1/a: it is not a web address" in told
    assert "refused 2331 OP 2: it is a paragraph" in told
    assert f"added {library}/text.txt" in told
    assert "secret" not in told
    assert sorted(path.name for path in library.iterdir()) == [
        ".sources",
        "S_RES_1325(2000)-127.0.0.1.txt",
        "text.txt",
    ]
    for options in ([], ["--dry-run"], ["--as", "official"]):
        assert main(["index", "add", str(file), *options]) == ANSWERED
        assert f"already in the library: {library}/text.txt" in "".join(capsys.readouterr())
    # The viewers of the United Nations show a page around the document: their links stand for it.
    for again in ("1325", "https://undocs.org/S/RES/1325", "https://docs.un.org/en/S/RES/1325(2000)"):
        assert main(["index", "add", "--allow-private", again]) == ANSWERED
        assert f"unchanged {library}/S_RES_1325(2000)-127.0.0.1.txt" in capsys.readouterr().err


def test_missing_numbers_of_a_file_are_remarked_on_before_it_is_added(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    excerpt = OFFICIAL_1325.replace("\n2. ", "\n9. ").replace("\n3. ", "\n10. ")
    file = write_library(tmp_path, text=excerpt) / "text.txt"
    assert main(["index", "add", "--dry-run", str(file)]) == ANSWERED
    told = " ".join(capsys.readouterr().err.split())
    assert "remark text.txt: no operative paragraph 2–8 was found, but 10;" in told


def test_remarks_on_files_that_were_there_before_are_not_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = read_library(write_library(tmp_path, text=OFFICIAL_2331))
    remarks = (Remark("a.txt", "one"), Remark("b.txt", "two"))
    told = replace(library, refused=(Remark("c.txt", "three"),), remarks=remarks)
    print_new_refused(told, warnings(), said={"a.txt: one"})
    assert capsys.readouterr().err.splitlines() == ["refused c.txt: three", "remark b.txt: two"]


def test_this_machine_is_asked_only_where_that_is_wanted(
    base: str, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "add", f"{base}/a", f"http://localhost:{server.server_port}/a", "1325"]) == UNUSABLE
    told = capsys.readouterr().err
    assert told.count("which is not on the public internet; such addresses are fetched only with --allow-private") == 3
    assert "nothing was added; the index is unchanged" in told
    assert server.requests == []
    assert not (tmp_path / "library").exists()


def test_without_a_network_it_says_so_and_what_to_do(
    base: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert main(["index", "add", "https://docs.example/a"]) == UNUSABLE
    told = capsys.readouterr().err
    assert (
        "refused https://docs.example/a: the host docs.example was not found (Temporary failure in name resolution); "
        "if this machine has no network, download the document on one that has, and add the file with "
        "'clausebot index add FILE'"
    ) in told


def test_a_name_like_the_code_of_an_emoji_is_printed_as_it_is(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "add", "a:cat:b.pdf"]) == UNUSABLE
    assert "refused a:cat:b.pdf: " in capsys.readouterr().err


@pytest.fixture
def ten(base: str, server: Server) -> list[str]:
    """The addresses of the starter set, each with a resolution of its number."""
    for symbol in WPS:
        text = OFFICIAL_1325.replace("1325 (2000)", f"{symbol.number} ({symbol.year})")
        path = f"/api?s={quote(symbol.compact, safe='')}"
        server.serve(path, text.replace("31 October 2000", f"31 October {symbol.year}"))
    return [f"{base}/api?s={quote(symbol.compact, safe='')}" for symbol in WPS]


def test_the_starter_set_is_fetched_under_its_name(
    ten: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "add", "--allow-private", "women-peace-security"]) == ANSWERED
    assert sorted(read.symbol for file in read_library(tmp_path / "library").files.values() for read in file) == [*WPS]
    assert "download" not in capsys.readouterr().err


def test_without_a_network_the_links_of_the_starter_set_are_printed(
    ten: list[str], server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert main(["index", "add", "women-peace-security"]) == UNUSABLE
    told = capsys.readouterr().err
    assert told.count("refused ") == 1, "one server was asked for, once"
    assert told.endswith(
        "with a browser; then add the files that it saves with 'clausebot index add FILE…'\n"
        + "".join(f"  {address}\n" for address in ten)
        + "error: nothing was added; the index is unchanged\n"
    )
    assert server.requests == []


def test_without_a_network_the_links_of_texts_that_the_library_has_are_not_printed(
    ten: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    texts = {
        f"S_RES_{one.number}": OFFICIAL_1325.replace("1325 (2000)", f"{one.number} ({one.year})").replace(
            "31 October 2000", f"31 October {one.year}"
        )
        for one in WPS[:-2]
    }
    library = write_library(tmp_path / "library", **texts)
    assert main(["index", "add", "women-peace-security"]) == UNUSABLE
    told = capsys.readouterr().err
    assert [address for address in ten if f"  {address}\n" in told] == ten[-2:]
    assert main(["index", "add", "1325", "1820"]) == UNUSABLE
    told = capsys.readouterr().err
    assert "The library has an official text of each of them" in " ".join(told.split())
    assert f"  {ten[0]}\n" not in told
    (library / "S_RES_1325.txt").unlink()
    assert main(["index", "add", "1325", "1820"]) == UNUSABLE
    told = capsys.readouterr().err
    assert [address for address in ten if f"  {address}\n" in told] == ten[:1]
    write_library(library, page=PAGE_2331)  # extracts are not the official text
    assert main(["index", "add", "2331"]) == UNUSABLE
    assert "\n  http" in capsys.readouterr().err


def test_a_network_that_is_lost_leaves_the_links_of_the_rest(
    ten: list[str],
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    really = socket.getaddrinfo

    def for_a_while(*args: Any, **named: Any) -> Any:
        if len(server.requests) == 3:  # the robots.txt, and two documents
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return really(*args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", for_a_while)
    file = write_library(tmp_path, text=OFFICIAL_2331) / "text.txt"
    assert main(["index", "add", "--allow-private", "women-peace-security", str(file)]) == ANSWERED
    assert f"added {tmp_path}/library/text.txt" in (told := capsys.readouterr().err)
    assert [line.strip() for line in told.splitlines() if line.startswith("  ")] == ten[2:]


def test_a_folder_of_the_name_of_a_starter_set_is_the_folder(
    base: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_library(tmp_path / "women-peace-security", a=OFFICIAL_1325)
    monkeypatch.chdir(tmp_path)
    assert main(["index", "add", "--yes", "women-peace-security"]) == ANSWERED
    assert [path.name for path in (tmp_path / "library").iterdir()] == ["a.txt"]
    assert server.requests == []


def test_the_help_names_every_starter_set(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["index", "add", "--help"])
    told = capsys.readouterr().out
    assert [name for name in STARTER_SETS if f"{name}, a starter set" not in told] == []
    assert [one for some in STARTER_SETS.values() for one in some if year_of(one.number) != one.year] == []


def test_a_file_of_the_name_of_a_resolution_is_the_file(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1325").write_text("milk")
    monkeypatch.chdir(tmp_path)
    assert main(["index", "add", "1325"]) == UNUSABLE
    assert "refused 1325: its file extension is" in capsys.readouterr().err


@pytest.mark.parametrize("pattern", ["https://docs.example/", "file:///{symbol}", "https://a/{symbol}{symbol}"])
def test_a_pattern_without_the_symbol_is_said_to_be_so(pattern: str) -> None:
    with pytest.raises(
        SettingsError, match=r"CLAUSEBOT_OFFICIAL_ADDRESS is .* web address that contains \{symbol\} once"
    ):
        Settings.from_env({"CLAUSEBOT_OFFICIAL_ADDRESS": pattern})


def test_a_table_is_added_without_parsing_anew_what_the_index_was_built_from(
    base: str, library: Path, index: Path, *, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(read_cached(library, index), encoder=FakeEncoder(), index=index, shared=beside(index))
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(library))
    parsed: list[str] = []
    really = BoundedReader.read

    def read(reader: BoundedReader, name: str, *more: Any, **told: Any) -> Any:
        parsed.append(name)
        return really(reader, name, *more, **told)

    monkeypatch.setattr(BoundedReader, "read", read)
    (file := tmp_path / "a.csv").write_text("citation,text\n1325 OP 2,Calls on all parties,\n")
    server.serve("/b.csv", "citation,text\n1325 OP 3,Calls on them,\n", Content_Type="text/csv")
    assert main(["index", "add", "--index", str(index), "--allow-private", str(file), f"{base}/b.csv"]) == ANSWERED
    assert [name for name in parsed if not name.endswith(".csv")] == []
    assert len(list(library.glob("*.csv"))) == 2


class Terminal(io.StringIO):
    """Where somebody types, or looks on."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two resolutions and something else."""
    return write_library(tmp_path / "texts", a=OFFICIAL_1325, b=OFFICIAL_2331, list="milk")


def test_a_folder_is_copied_without_a_question_only_where_that_is_said(
    base: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "add", str(folder)]) == UNUSABLE
    told = capsys.readouterr().err
    assert told == (
        f"error: {folder} has 3 files: a.txt, b.txt, list.txt; copying them needs a confirmation, "
        "and the input is not a terminal: confirm with --yes\n"
    )
    assert not (tmp_path / "library").exists()
    assert main(["index", "add", "--yes", str(folder)]) == ANSWERED
    assert sorted(path.name for path in (tmp_path / "library").iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("answer", ["y\n", "Yes\n", "n\n", "\n", ""])
def test_somebody_at_a_terminal_is_asked_before_a_folder_is_copied(
    answer: str, base: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = answer.lower().startswith("y")
    shown = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", shown)
    assert main(["index", "add", str(folder)]) == (ANSWERED if copied else UNUSABLE)
    assert f"{folder} has 3 files: a.txt, b.txt, list.txt\n" in shown.getvalue()
    assert f"are copied into {tmp_path / 'library'}, and indexed.\nGo on? [y/N] " in shown.getvalue()
    assert (tmp_path / "library" / "a.txt").exists() == copied


def test_an_empty_folder_needs_no_answer(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["index", "add", str(tmp_path / "empty")]) == UNUSABLE
    told = capsys.readouterr().err
    assert f"refused {tmp_path / 'empty'}: the folder has no documents\n" in told
    assert "nothing was added" in told


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_name_is_not_the_current_folder(
    empty: str, base: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a shell variable that is not set: the folder's files would be copied."""
    monkeypatch.chdir(folder)
    assert main(["index", "add", "--yes", str(folder / "a.txt"), empty]) == UNUSABLE
    assert not (tmp_path / "library").exists()


def test_a_dry_run_checks_files_and_fetches_and_changes_nothing(
    base: str, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = write_library(tmp_path / "library", there=OFFICIAL_1325)
    new = write_library(tmp_path / "new", text=OFFICIAL_2331, milk="milk and bread")
    wanted = [str(new), "UNSCR 1820", f"{base}/page", "ftp://127.0.0.1/a"]
    assert main(["index", "add", "--dry-run", "--as", "official", *wanted[1:]]) == UNUSABLE, (
        "only files are vouched for"
    )
    assert main(["index", "add", "--dry-run", *wanted]) == ANSWERED
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"would add {library / 'text.txt'}",
        f"would fetch {base}/api?s=S%2FRES%2F1820%282008%29",
        f"would fetch {base}/page",
    ]
    assert f"refused {new / 'milk.txt'}: " in err
    assert err.endswith("--dry-run: nothing was changed\n")
    assert [path.name for path in library.iterdir()] == ["there.txt"]
    assert server.requests == []
    assert main(["index", "add", "--dry-run", "--json", str(new / "text.txt")]) == ANSWERED
    assert json.loads(capsys.readouterr().out) == {"dry_run": True, "would": [f"would add {library / 'text.txt'}"]}


def test_a_dry_run_of_removing_moves_nothing(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = write_library(tmp_path / "library", one=OFFICIAL_1325, two=OFFICIAL_2331)
    assert main(["index", "remove", "--dry-run", "1325"]) == ANSWERED
    assert capsys.readouterr().out == f"would move {library / 'one.txt'} to {library / '.removed' / 'one.txt'}\n"
    assert sorted(path.name for path in library.iterdir()) == ["one.txt", "two.txt"]
