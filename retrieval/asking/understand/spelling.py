"""Spelling correction of questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from retrieval.asking.understand.frames import is_of_frames
from retrieval.asking.understand.lexicon import country_words, spelling_words
from retrieval.library.abbreviations import built_in_abbreviations
from retrieval.wording.english import common_words, is_english
from retrieval.wording.stems import singular_of

_SHORTEST = 5
"""Minimum letters of a word to correct; shorter words have too many neighbours ("mony": "many", "money")."""

_SHORTEST_ASKING = 3
"""Minimum letters of a word to correct to a word of asking: "tht", "evry"."""

_SHORTEST_OF_ENGLISH = 6
"""Minimum letters of a word to correct to an English word that is neither in the library nor in a frame; shorter words
are more likely names."""

_LONG = 8
"""Minimum letters of a word of a name to correct."""

_VERY_LONG = 10
"""Minimum letters of a word to correct by two edits; a shorter one at that distance is mostly a name or a rare word."""

_MOST_SOUGHT = 50
"""Maximum unknown words to look up, at milliseconds each; a text with more of them is hardly English."""

_CLEAR = 4
"""Minimum frequency ratio of the best neighbour to the second best."""

_COMMON = 12_000
"""Number of most frequent English words that may be corrections; rarer words are unlikely ("crypt" for "crypto")."""

_COMMON_IF_LONG = 30_000
"""Number of most frequent English words that may be corrections of a very long word, one edit away: "assasination"."""

_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
)
"""Endings of regular inflections, each with the ending of the stem. The dictionary lacks inflections of rare words."""

_NEGATING = ("un", "de", "dis", "in", "mis", "non", "re")
"""Prefixes that change the meaning of a word: "delisted" must not become "listed". A word of such a prefix and a known
word is corrected by one letter, and keeps its prefix: "independant"."""

_SHORTEST_BEHIND = 5
"""Minimum letters of a known word behind such a prefix; "untill" is not "un" and "till"."""

_COMBINING = ("cide", "cides", "cidal", "phobia", "phobic")
"""Endings of newly made words: "femicide". Such a word is corrected by one letter, and keeps its ending."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Spelling correction: the word as typed, and the word searched for."""

    typed: str
    meant: str


def corrected(text: str, words: Mapping[str, int]) -> tuple[str, tuple[Correction, ...]]:
    """Correct misspelt words to the nearest word of the library, or of English.

    Unchanged are words of the library and of ordinary English, abbreviations, numbers, and names of bodies and
    countries in upper or lower case. Short words are corrected to words of asking only: "tht" to "that". Other names
    are corrected only if they are long and one edit away from a word of the library: "Commitee". A word with two likely
    neighbours stays, as a wrong correction is worse than none.

    Args:
        text: The question.
        words: The library's words in lower case, with their counts.

    Returns:
        The corrected question, and its corrections.
    """
    done: list[Correction] = []
    sought: dict[tuple[str, bool], str | None] = {}  # by the word as typed, and whether it is in a name

    def replacement(match: re.Match[str]) -> str:
        typed = match[0]
        if not _may_be_misspelt(typed):
            return typed
        word, is_name = typed.lower(), typed[0].isupper() and not _begins_sentence(text, match.start())
        if (typed, is_name) not in sought:
            if len(sought) == _MOST_SOUGHT or _is_known(word, words):
                return typed
            sought[typed, is_name] = (
                _correction_in_name(word, words) if is_name else _correction_of(word, words, opens=typed[0].isupper())
            )
        meant = sought[typed, is_name]
        if meant is None:
            return typed
        meant = meant.capitalize() if typed[0].isupper() else meant
        done.append(Correction(typed, meant))
        return meant

    return spelling_words.CANDIDATE.sub(replacement, text), tuple(done)


def nearest(word: str, counts: Mapping[str, int]) -> str:
    """Return the most frequent word with the same first letter that is one edit away; "" for none.

    >>> nearest("victmas", {"victimas": 9, "victima": 5}), nearest("nuremberg", {"nombre": 3})
    ('victimas', '')
    """
    near = _near(word, tuple(counts), 1)
    return max(near, key=lambda one: (counts[one], one), default="")


def _may_be_misspelt(word: str) -> bool:
    """Return whether a word is not very short, and not an abbreviation in capitals."""
    return len(word) >= _SHORTEST_ASKING and word[1:].islower() and word.isascii()  # the word list is English


def _begins_sentence(text: str, at: int) -> bool:
    while at and text[at - 1] in "\"“'(":
        at -= 1
    opened = at
    while at and text[at - 1].isspace():
        at -= 1
    return opened == 0 or (0 < at < opened and text[at - 1] in ".?!:")


def _is_known(word: str, words: Mapping[str, int]) -> bool:
    listed = (
        words,
        spelling_words.FIELD_WORDS,
        spelling_words.BODIES,
        spelling_words.CONTRACTIONS,
        country_words.WORDS,
    )
    is_listed = any(word in some for some in listed) or bool(built_in_abbreviations().long_forms(word))
    return is_listed or is_english(word) or _is_inflected(word, words)


def _negating_prefix(word: str, words: Mapping[str, int]) -> str:
    """Return the prefix of `_NEGATING` before a known word: "de" of "delisted"; "" for none."""
    behind = ((prefix, word.removeprefix(prefix)) for prefix in _NEGATING if word.startswith(prefix))
    return next((one for one, rest in behind if len(rest) >= _SHORTEST_BEHIND and _is_known(rest, words)), "")


def _correction_of(word: str, words: Mapping[str, int], *, opens: bool) -> str | None:
    """Return the known word that is one or two edits away from an unknown word; None if no word is clearly nearest.

    Args:
        word: The unknown word, in lower case.
        words: The library's words.
        opens: Whether the word begins a sentence with a capital, so that it may be a name. It is corrected by two edits
            to words of the library only, as the English words include names ("Montreux", "Montreal").
    """
    if len(word) < _SHORTEST:
        asking = [known for known in spelling_words.ASKING if DamerauLevenshtein.distance(word, known) == 1]
        return asking[0] if len(asking) == 1 else None
    # The correction may be an English word that the library lacks: "hackrs" are hackers.
    of_library = _in_any_number(words)
    ending, prefix = next(filter(word.endswith, _COMBINING), ""), _negating_prefix(word, words)
    for distance in (1, 2) if len(word) >= _VERY_LONG and not (ending or prefix) else (1,):
        most = _COMMON_IF_LONG if distance == 1 and len(word) >= _VERY_LONG else _COMMON
        of_english = () if opens and distance > 1 else (common_words(most, _SHORTEST - 1),)
        for known in (of_library, *of_english):
            near = [
                one for one in _near(word, tuple(known), distance) if one.endswith(ending) and one.startswith(prefix)
            ]
            if known is not of_library and len(word) < _SHORTEST_OF_ENGLISH:
                near = list(filter(is_of_frames, near))
            if near:
                return _clearest(near, known)
    return None


def _correction_in_name(word: str, words: Mapping[str, int]) -> str | None:
    """Return the word of the library that is one edit away from a long word of a name; None without a clear one."""
    near = _near(word, tuple(words), 1) if len(word) >= _LONG else []
    return _clearest(near, words) if near else None


def _in_any_number(words: Mapping[str, int]) -> dict[str, int]:
    """Return words and the singulars of plurals with their counts, as a library may have a plural only."""
    singulars = {singular_of(word): count for word, count in words.items()}
    return {word: count for word, count in singulars.items() if is_english(word)} | dict(words)


def _is_inflected(word: str, words: Mapping[str, int]) -> bool:
    """Return whether a word is an inflection of a known one: "blacklisting", "camps'"."""
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending) + instead
        doubles = ending == "s" and stem.endswith("s")  # "acess" is no plural of "aces"
        if word.endswith(ending) and not doubles and len(stem) >= 4 and (stem in words or is_english(stem)):
            return True
    return False


def _near(word: str, candidates: tuple[str, ...], distance: int) -> list[str]:
    """Return the candidates within a distance in edits that share the first letter, which is rarely misspelt."""
    found = process.extract(word, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=distance, limit=None)
    return [near for near, _, _ in found if len(near) >= _SHORTEST - 1 and near[0] == word[0]]


def _clearest(near: list[str], counts: Mapping[str, float]) -> str | None:
    """Return the most frequent neighbour; None if the second is nearly as frequent, unless it is an inflection."""
    ranked = sorted(near, key=lambda candidate: (-counts[candidate], candidate))
    unclear = len(ranked) > 1 and counts[ranked[0]] < _CLEAR * counts[ranked[1]]
    return None if unclear and not _are_inflections(ranked[0], ranked[1]) else ranked[0]


def _are_inflections(a: str, b: str) -> bool:
    """Return whether two words are inflections of the same word."""
    short, long = sorted((a, b), key=len)
    return long.startswith(short) or (len(short) > 4 and long[: len(short) - 1] == short[:-1])
