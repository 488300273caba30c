"""Print the later turns of conversations that are read unlike their standalone wordings: other limits, another shape.

usage: python -m tests.benchmarks.readings INDEX CONVERSATIONS.jsonl

A line is a conversation: {"turns": [{"query": "camps"}, {"query": "who guards them", "rewrite": "Who guards camps?"}]}.
Nothing is searched for and no paragraph has to be judged, so thousands of turns take a minute.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.asking.reading import read_question
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.index.generation import open_generation
from retrieval.index.protocol import ClauseIndex


@dataclass(frozen=True, slots=True)
class Unlike:
    """A turn that is read unlike its standalone wording.

    Attributes:
        asked: The turn.
        searched: What is searched for, with the words of earlier turns.
        alone: Its standalone wording.
        differences: What differs, the reading of the turn before that of the wording.
    """

    asked: str
    searched: str
    alone: str
    differences: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.asked} -> {self.searched} | {self.alone} | {'; '.join(self.differences)}"


def unlike(turns: Sequence[Mapping[str, Any]], index: ClauseIndex) -> Iterator[Unlike]:
    """Read the turns of a conversation, and yield those that are read unlike their standalone wordings."""
    before: list[Turn] = []
    for turn in turns:
        if reply_kind(turn["query"]):
            continue
        reading = read_question(turn["query"], index, before=before).reading
        if before and "rewrite" in turn:
            alone = read_question(turn["rewrite"], index).reading.understood
            if differences := tuple(_differences(reading.understood, alone)):
                yield Unlike(turn["query"], reading.searched, turn["rewrite"], differences)
        before.append(Turn(reading.understood))


def _differences(read: Question, alone: Question) -> Iterator[str]:
    if read.shape.name != alone.shape.name:
        yield f"{read.shape.name} for {alone.shape.name}"
    if read.scope != alone.scope:
        yield f"{', '.join(read.scope.described) or 'no limits'} for {', '.join(alone.scope.described) or 'none'}"


def main(index: str, conversations: str) -> None:
    """Print each such turn, and how many they are of all later ones."""
    opened, later, found = open_generation(Path(index)), 0, 0
    for line in Path(conversations).read_text(encoding="utf-8").splitlines():
        turns = json.loads(line)["turns"]
        later += len(turns) - 1
        for one in unlike(turns, opened):
            found += 1
            print(one)
    print(f"{found} of {later} later turns")


if __name__ == "__main__":
    main(*sys.argv[1:])
