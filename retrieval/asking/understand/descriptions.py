"""Resolutions that a question describes and does not number: "the first WPS resolution", "the last two on youth"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.asking.understand.lexicon import description_words as words
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.places import place_alone
from retrieval.asking.understand.words import plain_word, topic_words
from retrieval.clauses.number_words import NUMBER_WORDS

Which = Literal["first", "latest", "only", "all", "established", "among"]

_MOST_OF_A_TOPIC = 8
"""Most words of a topic; more are no description."""
_LONGEST = 400
"""Most characters of a question that is read for descriptions."""


@dataclass(frozen=True, slots=True)
class Description:
    """Range of a question that describes resolutions.

    Attributes:
        which: Of the resolutions on the topic the first, the latest, the only ones or all; the one that established
            it; or those "among" which a first or latest mention is asked for, where the range is of the topic alone.
        many: How many of them.
        topic: Their topic; "" for any.
        year: Of their adoption; 0 for any.
    """

    start: int
    end: int
    which: tuple[Which, ...]
    many: int
    topic: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a question, in lower case, and their matches."""

    text: str
    matches: Sequence[re.Match[str]]
    plain: Sequence[str]

    def at(self, n: int) -> str:
        """Return the word at a position; "" behind the last."""
        return self.plain[n] if n < len(self.plain) else ""

    def ends_before(self, n: int) -> bool:
        """Return whether a topic cannot go on with a word: a mark or the end is before it, or it is none of a topic."""
        if n >= len(self.plain) or self.plain[n] in words.NO_TOPIC or self.plain[n].isdecimal():
            return True
        between = self.text[self.matches[n - 1].end() : self.matches[n].start()]
        # "on women, peace and security" goes on, "on small arms, anything on women" does not.
        listed = "and" in (self.at(n + 1), self.at(n + 2)) or self.at(n) == "and"
        return words.ENDS_A_TOPIC.search(between) is not None or ("," in between and not listed)


def find_descriptions(text: str) -> list[Description]:
    """Find the resolutions that a question describes, apart from what is all it asks for.

    "What is the latest resolution on mediation?" asks for the latest mention, and is left to the frames.
    """
    if len(text) > _LONGEST:
        return []
    matches = list(words.WORD.finditer(text))
    plain = [plain_word(match[0]).removesuffix("'s") for match in matches]
    read = _Words(text, matches, plain)
    found: list[Description] = []
    for at in range(len(matches)):
        if not found or matches[at].start() >= found[-1].end:
            found += [one for one in _described(read, at) if _is_a_part(text, one)][:1]
    return found


def find_topic_of_all(text: str) -> Description | None:
    """Find the topic of a follow-up that limits to the resolutions on it: "and the youth resolutions?"; else None."""
    match = turn_patterns.TOPIC_OF_RESOLUTIONS.match(text) if len(text) <= _LONGEST else None
    if not match:
        return None
    said = words.WORD.findall(match["topic"].lower())
    no_topic = words.NO_TOPIC | turn_patterns.NO_TOPIC_OF_RESOLUTIONS
    if any(word in no_topic or word.isdecimal() for word in said):
        return None
    return Description(0, len(text), ("all",), 0, match["topic"])


def find_among(text: str) -> Description | None:
    """Find the topic of the resolutions among which a question asks for the first or the latest mention of another.

    That is "on women" in "the first resolution on women that mentions men", which need not be the first on women.
    """
    return next((one for one in find_descriptions(text) if one.which == ("among",)), None)


def _is_a_part(text: str, one: Description) -> bool:
    """Return whether a description is a part of a question, and not all of it, which is left to the frames."""
    around = f"{text[: one.start]} {text[one.end :]}"
    frames_know = one.which != ("established",) and text[one.start : one.end].lower().endswith(one.topic.lower())
    return not (frames_know and one.topic) or bool(topic_words(around)) or place_alone(around) is not None


def _described(read: _Words, at: int) -> Iterator[Description]:
    """Read a description that begins at a word."""
    start, n = read.matches[at].start(), at + (read.at(at) in ("the", "its", "our"))
    before, n = _many(read, n)
    which, n = _which(read, n)
    many, n = _many(read, n) if which and before == 1 else (before, n)
    nouns = _nouns(which, many)
    while read.at(n) in words.AGENTS:
        n += 1
    if not which and read.at(at) != "the":
        return
    if read.at(n) in nouns:
        yield from _behind(read, start, n, which, many)
        return
    noun = _end_of_topic(read, n, nouns)
    if noun > n and read.at(noun) in nouns and not (read.ends_before(n + 1) and read.at(n + 1) not in nouns):
        # "The first WPS resolution on refugees" is one; "the 2013 resolution on refugees" is of a year.
        goes_on = read.at(noun + 1) in words.GOES_ON or (not which and read.at(noun + 1) in words.ABOUT)
        topic = read.text[read.matches[n].start() : read.matches[noun - 1].end()]
        year = _year(read, noun + 1) if many > 1 or len(which) > 1 else 0
        end = noun + 2 * bool(year)
        if _asks_for_a_mention(read, noun + 1, which, many):
            yield Description(read.matches[n].start(), read.matches[noun - 1].end(), ("among",), 1, topic)
        elif not goes_on:
            yield Description(start, read.matches[end].end(), which or ("only",), many, topic, year)


def _year(read: _Words, n: int) -> int:
    """Return the year behind a noun: "the two WPS resolutions of 2013"; 0 for none."""
    is_year = read.at(n) in ("of", "from", "in") and words.YEAR.fullmatch(read.at(n + 1))
    return int(read.at(n + 1)) if is_year else 0


def _behind(read: _Words, start: int, noun: int, which: tuple[Which, ...], many: int) -> Iterator[Description]:
    """Read what is said behind the noun: "resolution on …", "resolution that established …"."""
    n = noun + 1
    if read.at(n) in ("adopted", "passed"):
        n += 1
    if read.at(n) in words.ABOUT:
        end = _end_of_topic(read, n + 1, frozenset())
        if end > n + 1:
            topic = read.text[read.matches[n + 1].start() : read.matches[end - 1].end()]
            if _asks_for_a_mention(read, end, which, many):
                yield Description(read.matches[n].start(), read.matches[end - 1].end(), ("among",), 1, topic)
            else:
                yield Description(start, read.matches[end - 1].end(), which or ("only",), many, topic)
        return
    verb = n
    while read.at(verb) in words.RELATIVE | words.EARLY | words.AGENTS and verb < n + 4:
        verb += 1
    if read.at(verb) in words.ESTABLISHED and many == 1 and which in ((), ("first",)):
        first = verb + 1
        while read.at(first) in ("up", "the", "a", "an", "its"):
            first += 1
        end = _end_of_topic(read, first, frozenset())
        if end > first:
            topic = read.text[read.matches[first].start() : read.matches[end - 1].end()]
            yield Description(start, read.matches[end - 1].end(), ("established",), 1, topic)
    elif which and _stands_alone(read, start, n) and read.at(noun) not in (words.TEXT, words.TEXTS):
        yield Description(start, read.matches[noun].end(), which, many, "")


def _asks_for_a_mention(read: _Words, n: int, which: tuple[Which, ...], many: int) -> bool:
    """Return whether the words at a position go on to a mention, the first or the latest of which is asked for."""
    is_one = which in (("first",), ("latest",)) and many == 1
    return is_one and read.at(n) in words.TELLS_WHICH and read.at(n + 1) not in words.NO_MENTION


def _which(read: _Words, n: int) -> tuple[tuple[Which, ...], int]:
    """Read "first", "most recent", "first and the latest"; return what they mean, and the position behind them."""
    found: list[Which] = []
    while True:
        at = n + (read.at(n) == "very")
        if read.at(at) == "most" and read.at(at + 1) == "recent":
            found.append("latest")
            n = at + 2
        elif read.at(at) in words.FIRST | words.LATEST:
            found.append("first" if read.at(at) in words.FIRST else "latest")
            n = at + 1
        else:
            return tuple(found), n
        after = n + 1 + (read.at(n + 1) == "the")
        if read.at(n) not in ("and", "with", "to", "vs") or read.at(after) not in words.FIRST | words.LATEST | {"most"}:
            return tuple(found), n
        n = after


def _many(read: _Words, n: int) -> tuple[int, int]:
    """Read a number of resolutions, 1 if none is said; return it, and the position behind it."""
    word = read.at(n)
    many = NUMBER_WORDS.get(word) or (int(word) if word.isdecimal() and len(word) == 1 else 0)
    return (many, n + 1) if many else (1, n)


def _end_of_topic(read: _Words, n: int, nouns: frozenset[str]) -> int:
    """Return the position of the first word behind a topic that begins at a position."""
    end = n
    while end - n < _MOST_OF_A_TOPIC and end < len(read.plain):
        if read.plain[end] in nouns or (read.plain[end] in words.NO_TOPIC if end == n else read.ends_before(end)):
            break
        end += 1
    while end > n and read.plain[end - 1] in words.LINKING:
        end -= 1
    return end


def _nouns(which: tuple[Which, ...], many: int) -> frozenset[str]:
    """Return the nouns that a description may have: "the last two resolutions", "the first and the last resolution"."""
    one, several = words.NOUNS, words.NOUNS_OF_MANY
    if which:
        one, several = one | {words.TEXT}, several | {words.TEXTS}
    return one | several if len(which) > 1 else several if many > 1 else one


def _stands_alone(read: _Words, start: int, behind: int) -> bool:
    """Return whether "the latest resolution" is any: in "camps, latest resolution" it is the latest on camps."""
    before = [word for word, match in zip(read.plain, read.matches, strict=True) if match.start() < start]
    says = read.at(behind) in words.NO_TOPIC - words.GOES_ON
    ends = behind >= len(read.plain) or read.text[read.matches[behind - 1].end() : read.matches[behind].start()].strip()
    return says or (bool(ends) and (not before or before[-1] in words.BEFORE_A_TEXT))
