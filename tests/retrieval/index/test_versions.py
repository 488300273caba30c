"""An index with other columns is called one of another version, without a number that somebody has to raise."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.columns import columns_digest, format_version
from retrieval.index.folder import FolderPlace
from retrieval.index.milvus import layout

ROOT = Path(__file__).resolve().parents[3]
NEXT_VERSION = """
import sys
from pathlib import Path
from retrieval.clauses import filters
from retrieval.clauses.conditions import NameColumn, NumberColumn

index, library, change = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
exec(change)

from retrieval.errors import ClauseIndexError
from retrieval.index.build import build_index
from retrieval.index.folder import FolderPlace
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside

try:
    FolderPlace(index).open()
except ClauseIndexError as error:
    print(error)
build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
print(len(FolderPlace(index).open().clauses))
"""
CHANGES = (
    "filters.NUMBERS['chapter'] = NumberColumn('chapter', lambda clause: 7)",
    "filters.NAMES['bodies'] = NameColumn('bodies', lambda clause: ())",
    "del filters.NUMBERS['year']",
)
FIRST = columns_digest(
    ["number", "year", "first", "last", "kind"],
    ["themes", "suggested", "countries"],
    ["preambular", "operative", "annex"],
)


@pytest.mark.parametrize("change", CHANGES)
def test_an_index_with_other_columns_is_of_another_version_and_is_rebuilt(
    change: str, library: Path, index: Path, build: Callable[[], BuildReport]
) -> None:
    folder = index / "generations" / build().manifest.generation
    command = [sys.executable, "-c", NEXT_VERSION, str(index), str(library), change]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    refused = "was built by another version of clausebot; rebuild it with 'clausebot index build'"
    assert ran.stdout.splitlines() == [f"{folder} {refused}", "11"]
    with pytest.raises(ClauseIndexError, match=refused):
        FolderPlace(index).open()


def test_the_columns_of_the_first_release_keep_the_numbers_that_it_wrote() -> None:
    assert (format_version(9, FIRST), format_version(2, FIRST)) == (9, 2)


def test_the_version_of_other_columns_is_part_of_the_name_of_a_collection(monkeypatch: pytest.MonkeyPatch) -> None:
    generation = "20260101T000000.000000-0123abcd"
    for version in (str(format_version(2, FIRST)), str(format_version(2, "0123abcd"))):
        monkeypatch.setattr(layout, "LAYOUT", version)
        assert layout.generation_of("wps", layout.collection_name("wps", generation)) == (version, generation)
    assert layout.collection_name("wps", generation).startswith("wps_v2c0123abcd_")
