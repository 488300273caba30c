"""Verdict on a command's outcome: an answer with true quotes, or an error that names the fault and the remedy."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.faults.world import Outcome, World

ANSWERED, UNUSABLE = (0, 1), 2

_REPAIR = re.compile(
    r"'clausebot |rebuild|restore|reinstall|delete|remove|repair|mend|rename|free space|raise the|get the folder|"
    r"name another|close|expected|create|look at|choose another|check |get the model|give |"
    r"no resolution .* in this library",  # it was removed: nothing is to be repaired
    re.IGNORECASE,
)
_PLACE = re.compile(r'File "[^"\n]*/((?:bot|retrieval|embeddings)/[^"\n]+)", line (\d+)')
_QUOTED = ("id", "symbol", "date", "kind", "paragraph", "citation", "lead_in", "text", "source", "url")
"""Fields of a hit that hold the quote and its source."""


def problems(
    outcome: Outcome, truths: Sequence[Mapping[str, Any]], world: World, *, damaged: str = ""
) -> Iterator[str]:
    """Yield the problems of a command's outcome.

    Args:
        outcome: The outcome.
        truths: Clauses by id, for each valid state of the library.
        world: The world it ran in.
        damaged: Name of the damaged file, which the error may name.
    """
    if outcome.failure:
        yield outcome.failure.strip().splitlines()[-1][:200] + _place(outcome.failure)
        return
    if "Traceback" in outcome.err + outcome.out or "Warning:" in outcome.err:
        yield f"it says {outcome.err.strip()[-200:]!r}"
    if outcome.code in ANSWERED:
        if outcome.command.argv[0] == "ask":
            yield from _untrue(outcome.out, truths)
    elif outcome.code == UNUSABLE:
        yield from _unclear(outcome, world, damaged)
    else:
        yield f"exit code {outcome.code}"


def _place(failure: str) -> str:
    places = _PLACE.findall(failure)
    return f" at {places[-1][0]}:{places[-1][1]}" if places else ""


def _untrue(out: str, truths: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for line in out.splitlines():
        answer = json.loads(line)
        if answer["confidence"] is not None and not 0 <= answer["confidence"] <= 1:
            yield f"confidence {answer['confidence']}"
        for hit in (*answer["hits"], *answer["near_misses"]):
            held = [truth[hit["id"]] for truth in truths if hit["id"] in truth]
            if not any(all(hit[name] == one[name] for name in _QUOTED) for one in held):
                yield f"a wrong quote: {hit['id']}: {hit['text'][:60]!r}"
            elif not any(_given(hit) == _given(one) for one in held):
                yield f"labels nobody gave: {hit['id']}: {_given(hit)}"


def _given(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(theme["name"], theme["by"]) for theme in record["themes"] if theme["by"] != "suggested"]


def _unclear(outcome: Outcome, world: World, damaged: str) -> Iterator[str]:
    said = outcome.err + outcome.out
    if not said.strip():
        yield "exit code 2 without a word"
    elif not _REPAIR.search(said):
        yield f"no repair in {said.strip()[-200:]!r}"
    elif not any(
        name in said for name in (str(world.root), Path(damaged).name, sys.executable, "standard output") if name
    ):
        yield f"nothing named in {said.strip()[-200:]!r}"


def clauses_of(outcome: Outcome) -> dict[str, Any]:
    """Parse the output of `clauses --json`: clauses by id."""
    records = map(json.loads, outcome.out.splitlines())
    return {record["id"]: record for record in records}
