"""Topic of a conversation: the turns that a follow-up builds on, and what they have added up to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.asking.understand.follow_ups.turns import Turn, has_topic
from retrieval.asking.understand.lexicon import swap_words, turn_patterns
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.words import topic_words

_FEW_WORDS = 6
"""Maximum words of a question that only names another topic, with those that open it."""
_MOST_WORDS = 5
"""Maximum words of a part that is added to a topic; more ask for something of their own."""


def since_new_topic(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one on that said that its topic is new; all of them if none did."""
    new = [n for n, turn in enumerate(turns) if turn.understood.is_new]
    return turns[new[-1] :] if new else turns


def since_opened(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one on that opened a topic; all of them if only the first did."""
    opened = [n for n, turn in enumerate(turns) if turn.opens_topic]
    return turns[opened[-1] :] if opened else turns


def without_dead_ends(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns without those that led nowhere, outside any limits, if others are left: "tell me a joke"."""
    kept = [turn for turn in turns if not turn.led_nowhere or turn.understood.scope.described]
    return kept or turns


def without_replaced(asked: str, turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns that a question builds on: those that no later one, nor the question itself, replaced.

    "Attacks on hospitals" takes the place of "attacks on schools". The last ones that only name another topic are left
    if the question does so, too: "what about schools?" after "and ambulances?" is asked of what came before both.
    """
    kept = list(since_replaced(turns))
    while len(kept) > 1 and _names_topic(asked) and _names_topic(kept[-1].understood.asked):
        kept.pop()
    return kept


def since_replaced(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one on that replaced those before it; all of them if none did."""
    last = [n for n, turn in enumerate(turns) if turn.understood.replaces]
    return turns[last[-1] :] if last else turns


def topic_so_far(turns: Sequence[Turn]) -> str:
    """Return the topic of the last turn behind the one that it adds a part to; "" if it adds none.

    "For children?" after "amnesty for rape" is about "amnesty for rape for children".
    """
    text = turns[-1].understood.text
    part = _part_in(text)
    whole = [turn.understood for turn in turns if turn.understood.text != text and not _part_in(turn.understood.text)]
    if not part or not whole or not has_topic(whole[-1]):
        return ""
    joined = "" if part["preposition"] else "and "
    return f"{topic_of(whole[-1].text).rstrip(' ?.!')} {joined}{part['part']}"


def _part_in(text: str) -> re.Match[str] | None:
    """Return the match of words that only add a part to the topic before them; None for any other words."""
    part = swap_words.PART_ALONE.match(text)
    if not part or len(part["part"].split()) > _MOST_WORDS or not topic_words(part["part"]):
        return None
    adds = (part["opening"] and not part["other"]) or part["preposition"] or swap_words.PERSONS.fullmatch(part["part"])
    return part if adds else None


def _names_topic(asked: str) -> bool:
    """Return whether a question only names another topic: "and ambulances?"."""
    return len(asked.split()) <= _FEW_WORDS and turn_patterns.ANOTHER_TOPIC.match(asked) is not None
