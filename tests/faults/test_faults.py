"""Short, seeded run of the fault harness `python -m tests.faults`, in separate processes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.bounded import BoundedReader
from tests.faults.bombs import BOMBS
from tests.faults.judging import problems
from tests.faults.kinds import KINDS
from tests.faults.trials import ASKED, READING, Bench
from tests.faults.world import Command, Outcome, World, run


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("faults"))


def test_a_world_in_order_answers_and_has_no_findings(bench: Bench) -> None:
    outcomes = run(bench.world, READING)
    assert [outcome.code for outcome in outcomes] == [0] * len(READING)
    assert [list(problems(outcome, [bench.truth], bench.world)) for outcome in outcomes] == [[]] * len(READING)


@pytest.mark.parametrize("kind", KINDS)
def test_no_promise_is_broken(kind: str, bench: Bench) -> None:
    """A few trials of each kind show that the harness works; the long run is a command of its own."""
    found = [finding for number in (5, 15, 38) for finding in KINDS[kind].trial(bench, f"test/{kind}", number)]
    assert not found, "\n".join(map(str, found))


def test_each_bomb_is_refused_by_the_limit_that_it_meets() -> None:
    """A file that is refused before it bursts would show nothing."""
    with BoundedReader() as reader:
        for name, bomb in BOMBS.items():
            with pytest.raises(UnreadableError, match=f"^{re.escape(bomb.reason)}"):
                reader.read(name, bomb.make(), {}, {})


def test_a_wrong_quote_would_be_found(bench: Bench) -> None:
    """The harness detects a wrong quote."""
    [outcome] = run(bench.world, ASKED[:1])
    altered = {name: {**record, "text": f"{record['text']} "} for name, record in bench.truth.items()}
    assert any("a wrong quote" in problem for problem in problems(outcome, [altered], bench.world))


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (
            Outcome(Command(("ask",)), None, failure='File "/x/retrieval/asking/finder.py", line 7\nKeyError: 1'),
            "KeyError",
        ),
        (Outcome(Command(("ask",)), 2, err="error: it went wrong"), "no repair"),
        (Outcome(Command(("ask",)), 2, err="error: rebuild it with 'clausebot index build'"), "nothing named"),
        (Outcome(Command(("ask",)), 2), "without a word"),
        (Outcome(Command(("ask",)), 120), "exit code 120"),
    ],
)
def test_a_bad_end_would_be_found(outcome: Outcome, problem: str) -> None:
    assert any(problem in one for one in problems(outcome, [], World(Path("/nowhere"))))
