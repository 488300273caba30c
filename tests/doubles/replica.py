"""Slack bot with the fake encoder as a process, which starts at once.

usage: python -m tests.doubles.replica socket|http PORT
"""

import asyncio
import os
import sys

from bot.assistant import Assistant
from bot.settings import Settings
from bot.slack.logs import configure_logs
from bot.slack.serve import Listening, serve
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from tests.bot.slack.inside import inside
from tests.fakes import FakeEncoder


def opened(settings: Settings) -> Assistant:
    return Assistant(FolderPlace(settings.index), open_generation(settings.index), FakeEncoder())


def main(how: str, port: int) -> None:
    configure_logs()
    settings = Settings.from_env(os.environ)
    asyncio.run(serve(settings, http=how == "http", place=Listening("127.0.0.1", port), engine_of=inside(opened)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
