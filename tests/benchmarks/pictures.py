"""Ask the bot on a double of Slack, and print the blocks of what it shows: answers, a refusal, its home.

usage: DOUBLES=.venv/doubles python -m tests.benchmarks.pictures INDEX LIBRARY > messages.json

INDEX is built with `--portable`, so that its encoder is in it. `pictures.mjs` beside this
file draws the messages.
"""

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.doubles.bot import Bot, running
from tests.doubles.local_slack import ALICE, App, LocalSlack, Said, running_local_slack
from tests.doubles.waiting import free_port, until

QUESTIONS = {"answer": "who should ratify the trafficking protocol?", "nothing": "how do I reset my VPN?"}
IN_OTHER_LANGUAGES = {
    "french": "qui devrait ratifier le protocole sur la traite des personnes ?",
    "arabic": "من ينبغي أن يصدق على بروتوكول الاتجار بالأشخاص؟",
}


def main(index: str, library: str) -> None:
    app, shown = App("SHOWN"), {}
    with tempfile.TemporaryDirectory() as name, running_local_slack(Path(name), [app]) as slack:
        bot = Bot(app, slack.api, Path(library), Path(index), Path(name), free_port())
        with running([bot]):
            until(lambda: _home(slack, app, holding="example:0"), "a home with examples", seconds=60)
            shown["elsewhere"] = _elsewhere(slack, app)
            shown |= {picture: _answer(slack, app, question).blocks for picture, question in QUESTIONS.items()}
            shown["home"] = until(lambda: _home(slack, app, holding="again:0"), "a home with questions")
            shown |= {picture: _answer(slack, app, question).blocks for picture, question in IN_OTHER_LANGUAGES.items()}
    json.dump(shown, sys.stdout, ensure_ascii=False, indent=1)


def _home(slack: LocalSlack, app: App, *, holding: str) -> Any:
    """Open the home of the bot anew, and return its blocks if one of that name is among them."""
    slack.open_home(app, user=ALICE)
    blocks = until(lambda: slack.home(app, user=ALICE), "a home")["blocks"]
    return blocks if any(block["block_id"] == holding for block in blocks) else None


def _elsewhere(slack: LocalSlack, app: App) -> tuple[Mapping[str, Any], ...]:
    """Keep a paragraph of an answer, and look where else its words stand."""
    answer = _answer(slack, app, QUESTIONS["answer"])
    slack.choose(answer, "keep", holding="#2(a)")
    slack.choose(answer, "elsewhere", holding="#2(a)")
    return slack.answer(app.channel, lambda now: "Where else is" in now.words, thread_ts=answer.thread_ts).blocks


def _answer(slack: LocalSlack, app: App, question: str) -> Said:
    asked = slack.say(app.channel, f"<@{app.bot}> {question}")
    return slack.answer(app.channel, lambda now: now.thread_ts == asked and len(now.blocks) > 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
