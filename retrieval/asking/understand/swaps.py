"""Follow-ups that replace a part of the last question: "same for hospitals" after "attacks on schools"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import swap_words
from retrieval.asking.understand.words import topic_words

_MOST_WORDS = 5
"""Maximum words of a replacement; more words are a topic of their own."""
_ALIKE = {"on": "about", "regarding": "about"}
"""Prepositions with a synonym, and the synonym."""


def swapped_in(asked: str, last: str) -> str:
    """Return the last question with a part replaced as a follow-up says; "" if the follow-up replaces nothing.

    >>> swapped_in("how about for sexual violence", "who can be sanctioned for trafficking?")
    'who can be sanctioned for sexual violence?'
    >>> swapped_in("not schools, hospitals", "attacks on schools")
    'attacks on hospitals'
    >>> swapped_in("and young people?", "can they brief the Council")
    'can young people brief the Council'
    >>> swapped_in("and graves?", "missing persons")
    ''
    """
    if named := swap_words.SWAPPED_FOR.match(asked) or swap_words.NOT_BUT.match(asked):
        parts = named.groupdict()
        old, new = parts["old"] or parts["unwanted"], parts["new"] or parts["wanted"]
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
        place = _governed(said, last) or _pronoun(said, last)
    if place:
        return f"{last[: place[0]]}{said['other']}{last[place[1] :]}"
    return ""


def name_alike(one: str, other: str) -> bool:
    """Return whether two texts name things of a kind.

    >>> name_alike("attacks on schools", "hospitals"), name_alike("violence", "women")
    (True, False)
    """
    return any(kind.search(one) and kind.search(other) for kind in swap_words.KINDS)


def are_targets(words: str) -> bool:
    """Return whether words only name persons or places: "the elderly women"."""
    return swap_words.TARGETS.fullmatch(words.strip(" ?")) is not None


def _is_a_thing(words: str) -> bool:
    """Return whether words may replace a part: no pronoun, number or question, and nothing with its own place."""
    if len(words.split()) > _MOST_WORDS or swap_words.NO_OTHER_THING.match(words):
        return False
    return bool(topic_words(words)) and swap_words.PLACED.isdisjoint(words.lower().split())


def _of_its_kind(other: str, last: str, *, whole: bool) -> tuple[int, int] | None:
    """Return the range of the only thing of the same kind in the last question; None without one, or with several.

    Args:
        other: The replacement.
        last: The last question.
        whole: Whether the replaced thing may be all of the last question: "schools", then "same for hospitals".
    """
    for kind in swap_words.KINDS:
        if kind.fullmatch(other):
            found = [match.span() for match in kind.finditer(last)]
            if len(found) != 1 or last[slice(*found[0])].lower() == other.lower():
                return None
            (start, end), rest = found[0], last[found[0][1] :].lstrip()
            if other.lower() in swap_words.OF_A_WRONG and swap_words.ANY_PERSONS.match(last, start):
                return None
            if rest.startswith("of "):  # in "survivors of trafficking" it is unclear whether "of …" stays
                return None
            return (start, end) if whole or topic_words(f"{last[:start]} {rest}") else None
    return None


def _is_behind(preposition: str | None, last: str, start: int) -> bool:
    """Return whether a preposition stands right before a position in the last question."""
    before = last[:start].split()
    return bool(preposition and before) and _plain(preposition or "") == _plain(before[-1])


def _governed(said: re.Match[str], last: str) -> tuple[int, int] | None:
    """Return the range of the only object of the same preposition in the last question; None without one.

    If the follow-up says "same", an object of another preposition counts, too. Persons replace only things of a known
    kind: "for girls" after "funding for reintegration" adds to the question. The relative clause of a thing of no known
    kind is replaced with it: "against rapists" after "sanctions against groups that recruit children".
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
    if not (has_kind or said["same"]) and swap_words.PERSONS.fullmatch(said["other"]):
        return None
    clause = None if has_kind else swap_words.RELATIVE_CLAUSE.match(last, end)
    return start, clause.end() if clause else end


def _pronoun(said: re.Match[str], last: str) -> tuple[int, int] | None:
    """Return the range of the only "they" or "them" in the last question, if the replacement is persons."""
    found = [match.span() for match in swap_words.THEY.finditer(last)]
    may_be_they = not said["preposition"] and swap_words.PERSONS.fullmatch(said["other"])
    return found[0] if may_be_they and len(found) == 1 else None


def _objects(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the prepositions of a question, each with the range of its object."""
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
