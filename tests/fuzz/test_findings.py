"""What fuzzing has found does not come back, and what it runs is in order."""

from __future__ import annotations

import random
import time

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.read import read_documents
from tests.fuzz.run import long_file
from tests.fuzz.targets import TARGETS
from tests.samples import OFFICIAL_1325


@pytest.mark.parametrize("name", TARGETS)
def test_every_reader_takes_what_it_is_fuzzed_with(name: str) -> None:
    target, chance = TARGETS[name], random.Random(name)
    for seed in target.seeds:
        target.run(seed)
    target.run(long_file(target.seeds, target.words, chance)[:20_000])


def test_a_line_of_sixteen_megabytes_is_refused_before_it_is_taken_apart() -> None:
    """Found by `official --long`: the head was read first, and its only line took more than ten seconds."""
    data = f"{OFFICIAL_1325[:-20]}{'Calls upon ' * 700_000}{'Recalling ' * 700_000}".encode()
    started = time.process_time()
    with pytest.raises(UnreadableError, match="expected at most 2,000,000"):
        read_documents("S_RES_1325(2000).txt", data)
    assert time.process_time() - started < 3
