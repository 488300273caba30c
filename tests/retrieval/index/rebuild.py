"""Builds an index in a process of its own, so that a test can kill it: rebuild.py LIBRARY INDEX."""

import sys
from pathlib import Path

from retrieval.index.build import build_index
from retrieval.library.library import read_library
from tests.fakes import FakeEncoder, beside

if __name__ == "__main__":
    library, index = map(Path, sys.argv[1:])
    print("begins", flush=True)
    build_index(read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index))
