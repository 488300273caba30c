"""Questions of resolutions that were listed: "which of them mention schools?", "how many are those?", "the latest"."""

from __future__ import annotations

from dataclasses import replace

from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.turns import lists_resolutions
from retrieval.asking.understand.follow_ups.wordings import reworded
from retrieval.asking.understand.lexicon import listed_patterns
from retrieval.asking.understand.question import Question
from retrieval.clauses.filters import merge_filters
from retrieval.index.facts import symbols_within


def of_listed(asked: str, last: Question, reader: Reader) -> Question | None:
    """Return a question that is asked of the resolutions that the last one listed; None for any other.

    "Which of them mention schools" after "list the youth resolutions" is "which resolutions mention schools", in these.
    "How many are those?" is that list again, and "the latest of them" is their latest.

    Args:
        asked: The question.
        last: The last question.
        reader: Context of the question.
    """
    if not lists_resolutions(last):
        return None
    if listed_patterns.THEIR_NUMBER.match(asked):
        return last
    held = sorted(symbols_within(last.scope, reader.facts), key=reader.facts.last_day_of)
    if held and (end := reworded("end-again", asked)):
        return reader.alone(str(held[0 if end == "first" else -1]))
    plain = _in_full(asked)
    now = reader.alone(plain) if plain else None
    if now is None or now.cited or now.scope.filters.resolutions or now.scope.outside:
        return None
    limits = merge_filters(last.scope.filters, now.scope.filters)
    is_of_period = now.only_limits or now.shape.as_such
    limited = replace(now.limited_to(limits), scope=replace(last.scope, filters=limits))
    if is_of_period:
        limited = replace(limited, text=last.text, shape=last.shape, only_limits=False)
    return replace(limited, stated=limited.scope.described)


def _in_full(asked: str) -> str:
    """Return a question of "them" as one of resolutions: "do any of them mention camps?"; "" for any other."""
    said = listed_patterns.ASKED_OF_THEM.match(asked)
    if not said:
        return ""
    if said["some"]:
        return f"which resolutions are {said['said']}"
    return f"{said['asking'] or said['doing']} resolutions {said['said']}"
