"""Say which messages without a mention are answered, of made-up talk between people and of made-up questions.

usage: python -m tests.benchmarks.unasked INDEX
"""

import sys
import tomllib
from pathlib import Path

from bot.assistant import Assistant, open_assistant
from bot.settings import Settings
from bot.slack.threads import is_follow_up
from bot.slack.unasked import is_called_for
from retrieval.asking.reading import StoredQuestion
from retrieval.asking.understand.follow_ups.turns import Turn

MESSAGES = Path(__file__).with_suffix(".toml")


def is_answered(text: str, before: tuple[Turn, ...], assistant: Assistant) -> bool:
    """Say whether a message of an asker's is answered behind the question before it in its thread."""
    if not is_follow_up(text, writer="U1", askers={"U1"}, me="U0"):
        return False
    answer = assistant.answer(text, 3, before=before, marked=range(0))
    return is_called_for(text, answer, assistant.answer(text, 1, marked=range(0)))


def main(index: str) -> None:
    """Print the messages that are answered behind any of the first questions, and how many that is of all."""
    assistant = open_assistant(Settings.from_env({}, index=index))
    messages = tomllib.loads(MESSAGES.read_text(encoding="utf-8"))
    first = {question: assistant.answer(question, 3, marked=range(0)).turn.quoted for question in messages["first"]}
    before = [assistant.turns([StoredQuestion(question, quoted=quoted)]) for question, quoted in first.items()]
    for kind in ("talk", "asks"):
        answered = [[is_answered(text, turns, assistant) for turns in before] for text in messages[kind]]
        for text, each in zip(messages[kind], answered, strict=True):
            print(f"{kind}  {sum(each)} of {len(each)}  {text}")
        print(f"{kind}: {sum(map(sum, answered))} of {sum(map(len, answered))}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
