"""Topic of a conversation: the turns that a follow-up builds on, and the topic that they add up to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.asking.understand.countries import lifts_country, names_country, without_countries
from retrieval.asking.understand.follow_ups.turns import Turn, has_topic
from retrieval.asking.understand.lexicon import swap_words, turn_patterns
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.words import topic_words

_FEW_WORDS = 6
"""Maximum words of a question that only names another topic, its opening included."""
_MOST_WORDS = 5
"""Maximum words of a part that is added to a topic; more words are a topic of their own."""


def since_new_topic(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one that announced a new topic; all turns if none did."""
    return _since_last(turns, lambda turn: turn.understood.is_new)


def since_opened(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one that opened a topic; all turns if only the first did."""
    return _since_last(turns, lambda turn: turn.opens_topic)


def without_dead_ends(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Remove turns without limits that found nothing, such as "tell me a joke"; if no others are left, keep all."""
    kept = [turn for turn in turns if not turn.led_nowhere or turn.understood.scope.described]
    return kept or turns


def without_given_up(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Remove turns that only name a country, if the turn behind gives it up: "in Mali", then "not Mali, in general"."""
    given_up = {
        n
        for n, (turn, behind) in enumerate(pairwise(turns))
        if lifts_country(behind.understood.asked) and names_country(without_countries(turn.understood.text))
    }
    kept = [turn for n, turn in enumerate(turns) if n not in given_up]
    return kept or turns


def without_look_ups(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns up to the last question with a topic, if behind it only paragraphs were shown again.

    All turns if there is no such question, or nothing behind it. A paragraph that is typed with its resolution, and so
    opens a topic, was not shown. "Newer" and "elsewhere" still refer to the paragraph shown last.
    """
    kept = list(turns)
    while kept and kept[-1].understood.only_cited and not kept[-1].opens_topic:
        kept.pop()
    if not kept or len(kept) == len(turns) or not has_topic(kept[-1].understood):
        return turns
    return [*kept[:-1], replace(kept[-1], symbols=turns[-1].symbols)]


def without_replaced(asked: str, turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns that a question builds on, without those that a later turn or the question itself replaced.

    "Attacks on hospitals" replaces "attacks on schools". If the question only names another topic, it replaces last
    turns that do so, too: "what about schools?" after "and ambulances?" builds on the turns before both.
    """
    kept = list(since_replaced(turns))
    while len(kept) > 1 and _names_topic(asked) and _names_topic(kept[-1].understood.asked):
        kept.pop()
    return kept


def since_replaced(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one that replaced the turns before it; all turns if none did."""
    return _since_last(turns, lambda turn: turn.understood.replaces)


def _since_last(turns: Sequence[Turn], begins: Callable[[Turn], bool]) -> Sequence[Turn]:
    """Return the turns from the last one of a sort; all turns if there is none."""
    starts = [n for n, turn in enumerate(turns) if begins(turn)]
    return turns[starts[-1] :] if starts else turns


def topic_so_far(turns: Sequence[Turn]) -> str:
    """Return the topic of the last turn, joined to the topic that it adds a part to; "" if it adds no part.

    "For children?" after "amnesty for rape" is about "amnesty for rape for children".
    """
    text = turns[-1].understood.text
    part = _part_in(text)
    whole = [turn.understood for turn in turns if turn.understood.text != text and not _part_in(turn.understood.text)]
    if not part or not whole or not has_topic(whole[-1]):
        return ""
    joined = "" if part["preposition"] else "and "
    return f"{topic_of(whole[-1].text).rstrip(' ?.!')} {joined}{part['part']}"


def adds_part(text: str) -> bool:
    """Return whether words only add a part to the topic before them, behind a preposition: "for rape"."""
    part = _part_in(text)
    return part is not None and bool(part["preposition"])


def _part_in(text: str) -> re.Match[str] | None:
    """Match words that only add a part to the topic before them; None for any other words."""
    part = swap_words.PART_ALONE.match(text)
    if not part or len(part["part"].split()) > _MOST_WORDS or not topic_words(part["part"]):
        return None
    adds = (part["opening"] and not part["other"]) or part["preposition"] or swap_words.PERSONS.fullmatch(part["part"])
    return part if adds else None


def _names_topic(asked: str) -> bool:
    """Return whether a question only names another topic: "and ambulances?"."""
    return len(asked.split()) <= _FEW_WORDS and turn_patterns.ANOTHER_TOPIC.match(asked) is not None
