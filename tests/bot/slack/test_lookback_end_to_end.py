"""Questions of an outage, on a Slack that nobody here wrote: bots that are stopped, and started again by twos."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import update

from bot.cli import main
from bot.slack.store.store import Store
from bot.slack.store.tables import ALIVE
from tests.doubles.local_slack import App, LocalSlack, running_local_slack
from tests.doubles.postgres import database_on
from tests.doubles.process import Program
from tests.doubles.waiting import answers, free_port, until

QUESTION = "women at all decision-making levels"
LATE = "while I was away"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'slack.db'}"
        return
    with database_on(request.getfixturevalue("postgres").url) as url:
        yield url


@dataclass(frozen=True)
class Scene:
    """A Slack, and what the bots there answer from and remember in."""

    app: App
    slack: LocalSlack
    index: Path
    folder: Path
    url: str

    @contextmanager
    def running(self, replicas: int) -> Iterator[None]:
        """Run replicas, of which the first hears Slack, until the block ends."""
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("CLAUSEBOT_", "SLACK_"))},
            "PYTHONPATH": ":".join(filter(None, sys.path)),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "CLAUSEBOT_LIBRARY": str(self.folder),
            "CLAUSEBOT_INDEX": str(self.index),
            "CLAUSEBOT_DATABASE": self.url,
            "CLAUSEBOT_SLACK_API": self.slack.api,
            "SLACK_BOT_TOKEN": self.app.bot_token,
            "SLACK_SIGNING_SECRET": self.app.secret,
        }
        ports = [urlsplit(self.app.events_url).port, *(free_port() for _ in range(replicas - 1))]
        with ExitStack() as stack:
            for port in ports:
                command = [sys.executable, "-m", "tests.doubles.replica", "http", str(port)]
                program = Program(command, log=self.folder / f"{port}.log", env=env)
                stack.callback(program.stop)
                program.wait_until(partial(answers, f"http://127.0.0.1:{port}/readyz"))
            yield


@pytest.fixture
def scene(built: Path, tmp_path: Path, url: str) -> Iterator[Scene]:
    app = App("LATE", f"http://127.0.0.1:{free_port()}/slack/events")
    with running_local_slack(tmp_path, [app]) as slack:
        yield Scene(app, slack, built, tmp_path, url)


def long_ago(url: str) -> None:
    """Let it be an hour ago that Slack was heard last."""
    store = Store.open(url, keep=timedelta(days=90))
    store.database.execute(update(ALIVE).values(heard_at=datetime.now(UTC) - timedelta(hours=1)))
    store.close()


def test_what_was_asked_in_an_outage_is_answered_once_and_late(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app, slack = scene.app, scene.slack
    with scene.running(replicas=1):
        heard = slack.say(app.channel, f"<@{app.bot}> {QUESTION}")
        slack.answer(app.channel, thread_ts=heard)
    long_ago(scene.url)
    direct = slack.direct(app)
    mention, message = slack.say(app.channel, f"<@{app.bot}> {QUESTION}"), slack.say(direct, QUESTION)
    talk = slack.say(app.channel, QUESTION)
    slack.say(app.channel, f"<@{app.bot}> and in 2331?", thread_ts=heard)
    with scene.running(replicas=2):
        for channel, ts in ((direct, message), (app.channel, mention), (app.channel, heard)):
            slack.answer(channel, lambda said: LATE in said.words, thread_ts=ts)
        monkeypatch.setenv("CLAUSEBOT_DATABASE", scene.url)
        until(
            lambda: main(["slack", "status"]) == 0 and "looks for" not in capsys.readouterr().out, "everything is read"
        )
        last = slack.say(app.channel, f"<@{app.bot}> {QUESTION}")
        slack.answer(app.channel, thread_ts=last)
    threads = [said.thread_ts for said in slack.answers(app.channel)]
    assert [threads.count(ts) for ts in (heard, mention, talk, last)] == [2, 1, 0, 1]
    assert len(slack.answers(direct, thread_ts=message)) == 1
