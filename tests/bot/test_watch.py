"""`clausebot index watch`: the index follows the library, whatever is done to it."""

import argparse
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

import pytest

from bot.cli import main
from bot.commands import watch
from bot.commands.watch import Changed, follow
from bot.settings import Settings
from retrieval.index.build import BuildReport
from tests.fakes import FakeEncoder
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, write_library

ROOT = Path(__file__).resolve().parents[2]
MODEL = "all-MiniLM-L6-v2"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({}, library=str(tmp_path / "library"), index=str(tmp_path / "index"))


def _pass_on(stream: IO[str], lines: "queue.Queue[str]") -> None:
    for line in stream:
        lines.put(line)


def test_the_index_follows_its_library_until_it_is_interrupted(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library", a=OFFICIAL_1325)
    paths = ["--library", str(library), "--index", str(tmp_path / "index"), "--model", MODEL]
    command = [sys.executable, "-m", "bot", "index", "watch", "--json", *paths]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ},
        # A shell's background job, and what it starts, ignores interrupts.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - it only resets a signal
    ) as process:
        assert process.stdout
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True).start()

        def said() -> Any:
            return json.loads(lines.get(timeout=300))

        try:
            assert said()["clauses"] == 4
            write_library(library, b=OFFICIAL_2331)
            write_library(library / "more", c="no resolution")
            both = said()
            assert (both["clauses"], both["encoded"], list(both["refused"])) == (11, 6, ["more/c.txt"]), "in one build"
            (library / "themes.toml").write_text("[[theme]")
            assert "themes.toml" in said()["error"]
            (library / "themes.toml").unlink()
            (library / "b.txt").unlink()
            assert said()["clauses"] == 4
            process.send_signal(signal.SIGINT)
            assert process.wait(120) == 0
        finally:
            process.kill()
        assert process.stderr
        told = process.stderr.read()
    assert f"watching {library}; Ctrl-C stops\n" in told
    assert "added b.txt, more/c.txt" in told
    assert "watching continues" in told
    assert told.endswith("stopped watching; the published index is unchanged\n")
    assert lines.empty()


def test_files_that_are_as_they_were_are_not_built_again(settings: Settings) -> None:
    write_library(settings.library, a=OFFICIAL_1325)
    (settings.library / ".hidden").write_text("x")
    builds: list[str] = []

    def steps() -> Iterator[None]:
        yield
        (settings.library / ".hidden").write_text("xyz")
        yield
        (settings.library / "labels.csv").write_text("clause,theme\n")
        yield
        yield

    def build(changed: Changed) -> bool:
        builds.append(str(changed))
        return True

    follow(steps(), settings, build)
    assert builds == ["added a.txt", "added labels.csv"]


def test_only_what_is_not_as_it_was_indexed_is_announced(
    settings: Settings, library: Path, build: Callable[[], BuildReport]
) -> None:
    write_library(library, gone=LONG_2999, bad="milk")
    build()
    (library / "gone.txt").unlink()
    write_library(library, S_RES_1325=OFFICIAL_1325.replace("rape", "harm"), new=LONG_2999)
    builds: list[str] = []

    def steps() -> Iterator[None]:
        yield
        (library / "new.txt").touch()
        os.utime(library / "new.txt", (0, 0))
        yield
        (library / "bad.txt").write_text("bread")
        yield

    def note(changed: Changed) -> bool:
        builds.append(str(changed))
        return True

    follow(steps(), settings, note)
    assert builds == ["added new.txt; changed S_RES_1325.txt; removed gone.txt", "changed bad.txt"]


def test_what_was_refused_before_is_said_once(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "rebuild", lambda *_, **__: (None, None))
    monkeypatch.setattr(watch, "print_report", lambda *_: None)
    write_library(settings.library, a=OFFICIAL_1325, bad="milk")
    said: set[str] = set()
    told = []
    for worse in ("milk", "bread", OFFICIAL_2331, "bread"):
        write_library(settings.library, worse=worse)
        assert watch._build(Changed(), FakeEncoder(), argparse.Namespace(json=False), settings, said)
        told.append([line.split(":")[0] for line in capsys.readouterr().err.splitlines()])
    assert told == [["refused bad.txt", "refused worse.txt"], [], [], ["refused worse.txt"]]


def test_what_changes_during_a_build_is_built_next(settings: Settings) -> None:
    write_library(settings.library, a=OFFICIAL_1325)
    builds: list[str] = []

    def build(changed: Changed) -> bool:
        builds.append(str(changed))
        if len(builds) == 1:
            write_library(settings.library, b=OFFICIAL_2331)
        return True

    follow(iter([None, None, None]), settings, build)
    assert builds == ["added a.txt", "added b.txt"]


def test_a_build_that_another_one_kept_away_is_tried_again(settings: Settings) -> None:
    write_library(settings.library, a=OFFICIAL_1325)
    outcomes = iter([False, True])
    builds: list[str] = []

    def build(changed: Changed) -> bool:
        builds.append(str(changed))
        return next(outcomes)

    follow(iter([None] * 4), settings, build)
    assert builds == ["added a.txt", "added a.txt"]


@pytest.mark.parametrize(
    ("index", "reason"), [("library/index", "is inside the library"), ("elsewhere", "no library at")]
)
def test_what_cannot_be_watched_is_said(
    index: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / ("library" if index.startswith("library") else "absent")
    (tmp_path / "library").mkdir()
    assert main(["index", "watch", "--library", str(library), "--index", str(tmp_path / index)]) == 2
    assert reason in capsys.readouterr().err
