from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrieval.index.build import BuildReport
from retrieval.index.milvus.place import MilvusPlace
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder

if TYPE_CHECKING:
    from retrieval.index.milvus.address import MilvusAddress

LONG = " ".join(f"measure{n}" for n in range(900))
"""A paragraph of three passages; the codes of its tokens have two parts."""


@pytest.fixture
def library(library: Path) -> Path:
    (library / "labels.csv").write_text("clause,theme\n1325 OP 1,Participation\n1325 OP 2,SGBV\n2331 OP 2 (b),SGBV\n")
    official = (library / "S_RES_1325.txt").read_text()
    changed = official.replace("1325 (2000)", "1820 (2008)").replace("31 October 2000", "19 June 2008")
    (library / "S_RES_1820.txt").write_text(changed.replace("protect women and girls from rape", LONG))
    return library


@pytest.fixture
def address(tmp_path: Path) -> "Iterator[MilvusAddress]":
    from tests.retrieval.index.milvus.lite import lite  # noqa: PLC0415 - skips where there is no Milvus Lite

    with lite(tmp_path) as address:
        yield address


@pytest.fixture
def write(library: Path, address: "MilvusAddress") -> Callable[[], BuildReport]:
    """Build the index of the library as it is now, and write it to Milvus."""
    return lambda: MilvusPlace(address).build(read_library(library), encoder=FakeEncoder())
