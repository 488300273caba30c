from pathlib import Path

import pytest

from retrieval.errors import ClauseIndexError
from retrieval.index.milvus.address import parse_milvus

FOLDERS = Path("/cache")


@pytest.mark.parametrize(
    ("text", "uri", "database", "name"),
    [
        ("milvus://localhost:19530/wps", "http://localhost:19530", "", "wps"),
        ("milvus://db.example.org/un/wps", "http://db.example.org:19530", "un", "wps"),
        ("milvuss://db.example.org:443/wps", "https://db.example.org:443", "", "wps"),
        ("milvus://[::1]:19531/wps", "http://[::1]:19531", "", "wps"),
        ("milvus:///var/lib/wps.db", "/var/lib/wps.db", "", "clausebot"),
    ],
)
def test_an_address_names_a_server_or_a_file(text: str, uri: str, database: str, name: str) -> None:
    address = parse_milvus(text, FOLDERS, "secret")
    assert (address.uri, address.database, address.name, str(address)) == (uri, database, name, text)
    assert address.folder.parent == FOLDERS


@pytest.mark.parametrize(
    "text",
    [
        "milvus://localhost:19530",
        "milvus://localhost/a/b/c",
        "milvus://localhost/two words",
        "milvus://localhost/1325",
        "milvus://localhost:port/wps",
        "milvus:relative.db",
        "milvus:///var/lib/wps",
        "milvus://localhost/wps?token=x",
        "milvus:///x.db#wps",
    ],
)
def test_what_names_no_index_is_told_how_to(text: str) -> None:
    with pytest.raises(ClauseIndexError, match="write milvus://host:port/name"):
        parse_milvus(text, FOLDERS)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ClauseIndexError, match="CLAUSEBOT_MILVUS_TOKEN") as refused:
        parse_milvus("milvus://root:hunter2@localhost/wps", FOLDERS)
    assert "hunter2" not in str(refused.value)


def test_a_token_is_never_shown() -> None:
    address = parse_milvus("milvus://localhost/wps", FOLDERS, "root:hunter2")
    assert address.token == "root:hunter2"
    assert "hunter2" not in f"{address} {address!r}"


def test_each_address_has_a_folder_of_its_own() -> None:
    texts = ("milvus://a/wps", "milvus://b/wps", "milvus://a/un/wps", "milvus:///a/wps.db")
    assert len({parse_milvus(text, FOLDERS).folder for text in texts}) == len(texts)
