"""Follow-ups that put something into the place of a part of the question before: "same for hospitals"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.asking.understand.finding import ANSWER, LISTED
from retrieval.asking.understand.lexicon import swap_words, turn_limit_patterns, turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.turns import Turn, has_topic
from retrieval.asking.understand.words import topic_words

_MOST_WORDS = 5
"""Maximum words of what is put into the place of something; more ask for something of their own."""
_FEW_WORDS = 6
"""Maximum words of a question that only names another topic, with those that open it."""
_ALIKE = {"on": "about", "regarding": "about"}
"""Prepositions that stand for each other."""


def with_part_swapped(now: Question, last: Question) -> Question | None:
    """Return the last question with what this one names in the place of a part; None if this one names no such thing.

    "Same for hospitals" after "attacks on schools" is "attacks on hospitals".
    """
    may_swap = now.shape == ANSWER and last.shape.name in ("answer", "compare", *LISTED) and not last.shape.whole
    if not may_swap or now.cited or not has_topic(last) or "opens" in signs_of(last.text):
        return None
    text = swapped_in(now.text, last.text)
    return replace(now, text=text, shape=last.shape) if text else None


def swapped_in(asked: str, last: str) -> str:
    """Return the last question with another part; "" if the words asked name nothing that takes its place.

    >>> swapped_in("how about for sexual violence", "who can be sanctioned for trafficking?")
    'who can be sanctioned for sexual violence?'
    >>> swapped_in("not schools, hospitals", "attacks on schools")
    'attacks on hospitals'
    >>> swapped_in("and graves?", "missing persons")
    ''
    """
    if named := swap_words.NOT_BUT.match(asked):
        old, new = named["old"] or named["unwanted"], named["new"] or named["wanted"]
        at = f" {last.lower()}".find(f" {old.lower()}")
        if at >= 0 and not last[at + len(old) :][:1].isalnum():
            return f"{last[:at]}{new}{last[at + len(old) :]}" if _is_a_thing(new) else ""
    if other := swap_words.OTHER_ONE.match(asked):
        return f"{last.rstrip(' ?.!')} {other['preposition']} {other['new']}" if _is_a_thing(other["new"]) else ""
    said = swap_words.SWAPS.match(asked)
    if not said or not _is_a_thing(said["other"]):
        return ""
    place = _of_its_kind(said["other"], last, whole=bool(said["same"]))
    if not swap_words.OPENED.search(asked):  # "on women?" after "effects on children"
        place = place if place and _is_behind(said["preposition"], last, place[0]) else None
    elif not place:
        place = _governed(said, last)
    if place:
        return f"{last[: place[0]]}{said['other']}{last[place[1] :]}"
    return ""


def expand_meant(asked: str, last: Question) -> tuple[str, bool]:
    """Expand a correction of the last question into what is meant; say whether that takes the place of all of it.

    "Sorry, I meant young mediators" does after "women mediators"; "I mean for children" adds to it, and "I meant
    hospitals" after "attacks on schools" replaces a part. Any other question is returned as it is.
    """
    said = turn_limit_patterns.MEANT.match(asked)
    if not said or swapped_in(asked, last.text):
        return asked, False
    meant = said["meant"]
    is_part = swap_words.NO_OTHER_THING.match(meant) or turn_patterns.POINTS.search(meant)
    if is_part or meant.split()[0].lower() in swap_words.PREPOSITIONS:
        return f"and {meant}", False
    in_its_place = f"what about {meant}"
    is_swapped = last.shape.name in ("definition", "compare", *LISTED) or swapped_in(in_its_place, last.text)
    return (in_its_place, False) if is_swapped else (meant, True)


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


def _is_a_thing(words: str) -> bool:
    """Return whether words name a thing: no pronoun, no number, no question, and nothing in a place of its own."""
    if len(words.split()) > _MOST_WORDS or swap_words.NO_OTHER_THING.match(words):
        return False
    return bool(topic_words(words)) and swap_words.PLACED.isdisjoint(words.lower().split())


def _of_its_kind(other: str, last: str, *, whole: bool) -> tuple[int, int] | None:
    """Return where the only thing of the same kind stands in the last question; None without one, or with several.

    Args:
        other: What is named now.
        last: The last question.
        whole: Whether it may be all of that question: "schools" and "same for hospitals".
    """
    for kind in swap_words.KINDS:
        if kind.fullmatch(other):
            found = [match.span() for match in kind.finditer(last)]
            if len(found) != 1 or last[slice(*found[0])].lower() == other.lower():
                return None
            (start, end), rest = found[0], last[found[0][1] :].lstrip()
            if other.lower() in swap_words.OF_A_WRONG and swap_words.ANY_PERSONS.match(last, start):
                return None
            if rest.startswith("of "):  # "survivors of trafficking": their crime, or no longer
                return None
            return (start, end) if whole or topic_words(f"{last[:start]} {rest}") else None
    return None


def _is_behind(preposition: str | None, last: str, start: int) -> bool:
    """Return whether a preposition stands right before a place in the last question."""
    before = last[:start].split()
    return bool(preposition and before) and _plain(preposition or "") == _plain(before[-1])


def _governed(said: re.Match[str], last: str) -> tuple[int, int] | None:
    """Return the place of the object of the same preposition in the last question, or of its only object if "same".

    Persons take the place of a thing of a known kind alone: "for girls" after "funding for reintegration" adds them.
    """
    preposition = said["preposition"]
    if not preposition:
        return None
    objects = _objects(last)
    alike = [place for before, place in objects if before == _plain(preposition)]
    if not alike and said["same"]:
        alike = [place for _, place in objects]
    if len(alike) != 1:
        return None
    start, end = alike[0]
    has_kind = any(kind.match(last, start, end) for kind in swap_words.KINDS)
    return (start, end) if has_kind or said["same"] or not swap_words.PERSONS.fullmatch(said["other"]) else None


def _objects(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the prepositions of a question, each with the place of its object."""
    found: list[tuple[str, tuple[int, int]]] = []
    preposition, start, end = "", 0, 0
    for match in (*swap_words.WORD_OR_STOP.finditer(text), None):
        word = match[0].lower() if match else ""
        is_end = word in swap_words.ENDS_AN_OBJECT or not word[:1].isalnum()
        if preposition and end and is_end:
            found.append((_plain(preposition), (start, end)))
        if word in swap_words.PREPOSITIONS and (is_end or not preposition):
            preposition, start, end = word, 0, 0
        elif is_end:
            preposition = ""
        elif match:
            start, end = (start if end else match.start()), match.end()
    return found


def _plain(preposition: str) -> str:
    return _ALIKE.get(preposition.lower(), preposition.lower())
