"""The process that does one thing after the other: it ends when one takes too long, and another takes its place."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from bot.slack.worker import BY_ITSELF, TOO_LONG, Ended, TookTooLong, Worker
from retrieval.errors import QuestionError
from tests.bot.slack.rooms import Room, Trace
from tests.doubles.node import ROOT
from tests.doubles.waiting import until

LONG, SHORT = 60.0, 0.05


@pytest.fixture
def trace(tmp_path: Path) -> Trace:
    return Trace(tmp_path)


@pytest.fixture
def lost() -> list[str]:
    """Why processes were lost."""
    return []


@pytest.fixture
def worker(tmp_path: Path, lost: list[str]) -> Iterator[Worker]:
    worker = Worker(partial(Room, tmp_path), lost.append)
    yield worker
    worker.close()


def test_what_takes_too_long_ends_and_the_next_is_done_by_another_process(worker: Worker, lost: list[str]) -> None:
    """Also where it holds the interpreter, so that nothing in its own process could stop it."""
    first = worker.call("pid", limit=LONG)
    with capture_logs() as logged, pytest.raises(TookTooLong, match=r"^timeout after 0\.05 seconds\."):
        worker.call("spin", limit=SHORT)
    assert worker.call("pid", limit=LONG) not in (first, os.getpid())
    assert lost == [TOO_LONG]
    [line] = logged
    assert "in spin" in line["where"], "who looks after the bot sees where it was"


def test_another_process_is_opened_before_it_is_needed(worker: Worker, trace: Trace) -> None:
    with pytest.raises(TookTooLong):
        worker.call("spin", limit=SHORT)
    until(lambda: len(trace.pids) == 2, "it is opened")


def test_a_process_that_is_halted_ends_as_well(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    os.kill(worker.call("pid", limit=LONG), signal.SIGSTOP)
    with monkeypatch.context() as hurried:
        hurried.setattr("bot.slack.worker.OPENING", SHORT)
        hurried.setattr("bot.slack.worker._LATE", 0)
        with pytest.raises(TookTooLong):
            worker.call("pid", limit=SHORT)
    assert worker.call("pid", limit=LONG)


def test_a_process_that_is_killed_while_it_waits_costs_no_call(worker: Worker, trace: Trace, lost: list[str]) -> None:
    first = worker.call("pid", limit=LONG)
    os.kill(first, signal.SIGKILL)
    until(lambda: not trace.is_alive, "it is gone")
    assert worker.call("pid", limit=LONG) != first
    assert lost == [BY_ITSELF]


def test_a_call_that_its_own_process_ended_was_too_long_whenever_the_caller_began_to_count(
    worker: Worker, lost: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.open()
    monkeypatch.setattr("bot.slack.worker.time", SimpleNamespace(monotonic=lambda: 0.0))
    with pytest.raises(TookTooLong):
        worker.call("spin", limit=0.05)
    assert lost == [TOO_LONG]


def test_a_process_that_is_killed_meanwhile_costs_one_call(worker: Worker, trace: Trace, lost: list[str]) -> None:
    worker.open()
    with ThreadPoolExecutor(1) as thread:
        call = thread.submit(worker.call, "spin", limit=LONG)
        until(lambda: trace.spins, "it is called")
        os.kill(trace.pids[0], signal.SIGKILL)
        with pytest.raises(Ended, match=r"is being restarted\. Ask again in a minute"):
            call.result()
    assert worker.call("pid", limit=LONG) != trace.pids[0]
    assert lost == [BY_ITSELF]


def test_an_error_is_raised_as_it_was_with_its_place(worker: Worker) -> None:
    with pytest.raises(QuestionError, match="not so") as caught:
        worker.call("refuse", limit=LONG)
    assert "in refuse" in "".join(caught.value.__notes__)
    with pytest.raises(RuntimeError, match="OddError") as caught_too:
        worker.call("fail_oddly", limit=LONG)
    assert "in fail_oddly" in "".join(caught_too.value.__notes__)
    assert worker.call("pid", limit=LONG), "no error ends it"


def test_what_keeps_it_from_opening_is_said_and_tried_again(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "shut").touch()
    for _ in range(2):
        with pytest.raises(QuestionError, match="it is shut"):
            worker.call("pid", limit=LONG)
    (tmp_path / "shut").unlink()
    assert worker.call("pid", limit=LONG)


def test_what_is_newer_is_opened_before_each_call(worker: Worker, tmp_path: Path) -> None:
    """And what keeps it from that ends nothing."""
    pid = worker.call("pid", limit=LONG)
    (tmp_path / "damaged").touch()
    with pytest.raises(QuestionError, match="what is newer is damaged"):
        worker.call("spin", limit=SHORT)
    (tmp_path / "damaged").unlink()
    assert worker.call("pid", limit=LONG) == pid


def test_signals_to_the_whole_service_leave_it_to_finish_what_it_began(worker: Worker) -> None:
    pid = worker.call("pid", limit=LONG)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(pid, number)
    assert worker.call("pid", limit=LONG) == pid


def test_closing_ends_what_runs(worker: Worker, trace: Trace, lost: list[str]) -> None:
    with ThreadPoolExecutor(1) as thread:
        call = thread.submit(worker.call, "spin", limit=LONG)
        until(lambda: trace.spins, "it is called")
        worker.close()
        with pytest.raises(Ended):
            call.result()
    assert not trace.is_alive
    with pytest.raises(Ended):
        worker.call("pid", limit=LONG)
    assert (len(trace.pids), lost) == (1, [])


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds the memory of a process so")
def test_memory_without_end_is_refused(worker: Worker) -> None:
    with pytest.raises(MemoryError):
        worker.call("fill", 3 * 2**30, limit=LONG)
    assert worker.call("fill", 1000, limit=LONG) == 1000


@pytest.mark.parametrize("what", ["pid", "spin"])
def test_a_process_whose_parent_was_killed_ends(trace: Trace, what: str) -> None:
    """Idle or not: nobody would ever read what it finds."""
    command = [sys.executable, "-m", "tests.bot.slack.rooms", str(trace.folder), what]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline()
        if what == "spin":
            until(lambda: trace.spins, "it is called")
        parent.kill()
    until(lambda: not trace.is_alive, "it is gone")
