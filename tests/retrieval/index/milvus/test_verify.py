"""Whatever is changed in Milvus is seen, and told by the name of its clause."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retrieval.asking.ranking.search import search
from retrieval.asking.understand.question import Question
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.milvus.place import MilvusPlace
from tests.retrieval.encoded import encoded
from tests.retrieval.index.milvus import lite  # noqa: F401 - skips where there is no Milvus Lite

from retrieval.index.milvus.address import MilvusAddress  # isort: skip
from retrieval.index.milvus.client import connect  # isort: skip
from retrieval.index.milvus.layout import PIECES, Kind, passage_id, piece_id  # isort: skip

Write = Callable[[], BuildReport]


def _change(address: MilvusAddress, collection: str, entity: int, **fields: Any) -> None:
    milvus = connect(address)
    name = f"{milvus.aliased_collection(address.name)}{collection}"
    milvus.upsert(name, [{**milvus.get(name, [entity], ["*"])[entity], **fields}])


def _altered(address: MilvusAddress, kind: Kind, row: int) -> str:
    milvus = connect(address)
    entity = piece_id(kind, row)
    data = base64.b64decode(
        milvus.get(f"{milvus.aliased_collection(address.name)}{PIECES}", [entity], ["data"])[entity]["data"]
    )
    return base64.b64encode(data.replace(b"Urges", b"Begs!") if kind is Kind.CLAUSE else data[:-1] + b"\x7f").decode()


def test_an_untouched_index_is_proved(write: Write, address: MilvusAddress, library: Path) -> None:
    write()
    assert MilvusPlace(address).verify(library) == []


@pytest.mark.parametrize("kind", [Kind.CLAUSE, Kind.TOKENS])
def test_a_piece_that_was_changed_is_refused_and_named(
    kind: Kind, write: Write, address: MilvusAddress, library: Path
) -> None:
    write()
    _change(address, PIECES, piece_id(kind, 1), data=_altered(address, kind, 1))
    what = kind.name.lower()
    with pytest.raises(ClauseIndexError, match=rf"{what} 1 of .* is missing or was changed; rebuild it"):
        search(Question.verbatim("representation of women"), encoded(MilvusPlace(address).open()), k=5)
    problems = MilvusPlace(address).verify(library)
    expected = "clause 1: its record" if kind is Kind.CLAUSE else "S/RES/1325(2000)#1: its tokens"
    assert [problem.startswith(expected) for problem in problems] == [True]


def test_a_vector_that_was_changed_is_named(write: Write, address: MilvusAddress, library: Path) -> None:
    write()
    _change(address, "", passage_id(1), vector=[1.0, *[0.0] * 255])
    assert MilvusPlace(address).verify(library) == ["S/RES/1325(2000)#1: its vectors in Milvus were changed"]


def test_what_filters_ask_is_compared_with_the_clause(write: Write, address: MilvusAddress, library: Path) -> None:
    write()
    _change(address, "", passage_id(1), themes=[])
    assert MilvusPlace(address).verify(library) == ["S/RES/1325(2000)#1: its filter fields in Milvus were changed"]


def test_what_has_the_same_words_is_found_out_again(write: Write, address: MilvusAddress, library: Path) -> None:
    write()
    _change(address, "", passage_id(2), same=2)
    [problem] = MilvusPlace(address).verify(library)
    assert problem.endswith(": its record of clauses with the same words was changed in Milvus")


def test_a_record_replaced_with_its_digest_is_still_seen(write: Write, address: MilvusAddress, library: Path) -> None:
    """The manifest has a digest of all digests."""
    write()
    milvus = connect(address)
    name = f"{milvus.aliased_collection(address.name)}{PIECES}"
    parts = milvus.get(name, [piece_id(Kind.CLAUSE, 2)], ["*"])[piece_id(Kind.CLAUSE, 2)]
    _change(address, PIECES, piece_id(Kind.CLAUSE, 1), **{field: parts[field] for field in ("data", "digest", "parts")})
    assert any("are not those that were built" in problem for problem in MilvusPlace(address).verify(library))


def test_what_the_library_does_not_say_is_named(write: Write, address: MilvusAddress, library: Path) -> None:
    write()
    path = library / "S_RES_1325.txt"
    path.write_bytes(path.read_bytes().replace(b"Urges Member", b"Begs! Member"))
    assert any(problem.startswith("S/RES/1325(2000)#1: ") for problem in MilvusPlace(address).verify(library))
