"""Builds an index into Milvus Lite in a process of its own, which says so as soon as it has written some of it."""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from retrieval.index.milvus.address import parse_milvus
from retrieval.index.milvus.client import Milvus
from retrieval.index.milvus.place import MilvusPlace
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder

if __name__ == "__main__":
    library, address, folders = sys.argv[1:]
    really = Milvus.upsert

    def upsert(self: Milvus, collection: str, entities: Sequence[Mapping[str, Any]]) -> None:
        really(self, collection, entities)
        print("writing", flush=True)
        time.sleep(60)  # until it is killed

    Milvus.upsert = upsert  # type: ignore[method-assign]
    MilvusPlace(parse_milvus(address, Path(folders))).build(read_library(Path(library)), encoder=FakeEncoder())
