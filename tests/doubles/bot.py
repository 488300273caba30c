"""The Slack bot as a process, started by its command."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.doubles.local_slack import OWNER, App
from tests.doubles.process import Program
from tests.doubles.waiting import answers, free_port


@dataclass
class Bot:
    """Slack bot; each start is a new process on the same index and database.

    Attributes:
        app: Slack app.
        api: URL of the Slack API.
        library: Library folder.
        index: Index folder.
        folder: Folder of its database and log.
        port: Port of its health checks and of events over HTTP.
        database: URL of its database; "" for a file in its folder.
    """

    app: App
    api: str
    library: Path
    index: Path
    folder: Path
    port: int = field(default_factory=free_port)
    database: str = ""
    program: Program | None = None

    def start(self) -> None:
        """Start it, without waiting until it answers."""
        how = ["--http"] if self.app.events_url else []
        command = [sys.executable, "-m", "bot", "slack", "--port", str(self.port), *how]
        self.program = Program(command, log=self.folder / f"{self.app.id}.log", env=self.env)

    def wait(self) -> None:
        """Wait until it is ready for questions."""
        assert self.program
        self.program.wait_until(lambda: answers(self.url("readyz")) and answers(self.url("healthz")))

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def stop(self) -> None:
        if self.program:
            assert self.program.stop() == 0, self.program.said()
            self.program = None

    def kill(self) -> None:
        assert self.program
        self.program.kill()
        self.program = None

    @property
    def env(self) -> dict[str, str]:
        """The environment it runs in."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("CLAUSEBOT_", "SLACK_"))},
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "CLAUSEBOT_LIBRARY": str(self.library),
            "CLAUSEBOT_INDEX": str(self.index),
            "CLAUSEBOT_DATABASE": self.database or f"sqlite:///{self.folder / f'{self.app.id}.db'}",
            "CLAUSEBOT_OWNERS": OWNER,
            "CLAUSEBOT_SLACK_API": self.api,
            "SLACK_BOT_TOKEN": self.app.bot_token,
            "SLACK_APP_TOKEN": self.app.app_token,
            "SLACK_SIGNING_SECRET": self.app.secret,
        }


@contextmanager
def running(bots: Sequence[Bot]) -> Iterator[None]:
    """Run bots, which start together."""
    try:
        for bot in bots:
            bot.start()
        for bot in bots:
            bot.wait()
        yield
    finally:
        for bot in bots:
            if bot.program:
                bot.stop()
