from collections.abc import Callable
from pathlib import Path

import pytest

from bot.assistant import Assistant
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport, build_index
from retrieval.index.generation import Manifest, open_generation
from retrieval.library import read_library
from tests.fakes import FakeEncoder
from tests.samples import OFFICIAL_1325


def test_a_running_assistant_goes_on_with_its_encoder_or_loads_the_new_one(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    build()
    loaded: list[Manifest] = []

    def load(manifest: Manifest) -> FakeEncoder:
        loaded.append(manifest)
        return FakeEncoder(dimensions=manifest.dimensions)

    assistant = Assistant(index, open_generation(index), FakeEncoder(), load)
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("institutions", "parliaments"))
    same = build().manifest.generation
    assert assistant.answer("parliaments", 1).generation == same
    assert loaded == []
    other = build_index(read_library(library), encoder=FakeEncoder(dimensions=128), index=index).manifest
    assert assistant.answer("parliaments", 1).generation == other.generation
    assert loaded == [other]


def test_without_a_way_to_load_another_encoder_its_generation_is_refused(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    build()
    assistant = Assistant(index, open_generation(index), FakeEncoder())
    build_index(read_library(library), encoder=FakeEncoder(dimensions=128), index=index)
    with pytest.raises(ClauseIndexError, match=r"128 dimensions.*the encoder is fake.*'clausebot index build'"):
        assistant.answer("parliaments", 1)
