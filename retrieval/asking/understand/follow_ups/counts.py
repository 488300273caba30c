"""Counts of the paragraphs of the resolution of the turn before: "how many paragraphs does it have?"."""

from __future__ import annotations

from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.lexicon import count_words, turn_place_patterns
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation


def expand_count(asked: str, turn: Turn, reader: Reader) -> Question | None:
    """Expand "how many paragraphs does it have?" after 1325 into a count of those of 1325; None for any other question.

    Without "it", as in "number of paragraphs?", the turn before has to have asked for the resolution as a whole.

    Args:
        asked: The question.
        turn: The turn before.
        reader: Context of the question.
    """
    if not count_words.COUNTED.search(asked):
        return None
    it, last = turn_place_patterns.COUNTED_IN_IT.search(asked), turn.understood
    named = list(last.scope.filters.resolutions)
    if it and it["text"] and not named:
        named = [Citation.of(symbol) for symbol in turn.symbols[:1]]
    if len(named) != 1 or not (it or last.shape.name == "resolution"):
        return None
    said = asked.rstrip(" ?.!")
    counted = f"{asked[: it.start('it')]}{named[0]}{asked[it.end('it') :]}" if it else f"{said} in {named[0]}"
    read = reader.alone(turn_place_patterns.KIND_COUNTED.sub(r"\g<kind> paragraphs", counted))
    return read if read.shape.as_such and read.shape.name == "count" else None
