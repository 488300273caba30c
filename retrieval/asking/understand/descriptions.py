"""Resolutions that a question describes without a number: "the first WPS resolution", "the last two on youth"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from retrieval.asking.understand.lexicon import description_words as words
from retrieval.asking.understand.lexicon import reference_patterns, refusal_patterns
from retrieval.asking.understand.places import place_alone
from retrieval.asking.understand.refusals import find_refusal
from retrieval.asking.understand.words import plain_word, search_before, topic_words
from retrieval.clauses.number_words import NUMBER_WORDS

Which = Literal["first", "latest", "only", "all", "established"]
Role = Literal["named", "searched", "searched for a mention", "excluded"]

_MOST_OF_A_TOPIC = 8
"""Maximum words of a topic; more words are no description."""
LONGEST = 400
"""Maximum characters of a question that may have descriptions."""


@dataclass(frozen=True, slots=True)
class Description:
    """Range of a question that describes resolutions.

    Attributes:
        which: Which resolutions on the topic: the "first", "latest", "only" ones or "all"; "established": the one that
            established the topic.
        many: Number of resolutions; 0 for all that there are.
        topic: Their topic; "" for any.
        years: Years of their adoption; none for any.
        role: "named": the question is about these resolutions; "searched": it asks something of all of them; "searched
            for a mention": it asks for the first or latest mention among them; "excluded": it leaves them out. If they
            are searched, the range is that of the topic.
        or_mentions: Whether the question asks for mentions of the topic, unless that is an item of the agenda: "the
            latest resolution on mediation".
    """

    start: int
    end: int
    which: tuple[Which, ...]
    many: int
    topic: str
    years: tuple[int, ...] = ()
    role: Role = "named"
    or_mentions: bool = False

    @property
    def is_where_to_look(self) -> bool:
        """Whether the question looks for something in the resolutions."""
        return self.role in ("searched", "searched for a mention")


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Words of a question, read by their positions.

    Attributes:
        text: The question.
        matches: Matches of the words.
        plain: The words, in lower case.
        follows: As in `find_descriptions`.
    """

    text: str
    matches: Sequence[re.Match[str]]
    plain: Sequence[str]
    follows: bool

    def at(self, n: int) -> str:
        """Return the word at a position; "" before the first and behind the last."""
        return self.plain[n] if 0 <= n < len(self.plain) else ""

    def behind(self, n: int, some: Set[str]) -> int:
        """Return the position behind a word if it is one of some; else its own position."""
        return n + 1 if self.at(n) in some else n

    def span(self, some: range) -> tuple[int, int]:
        """Return where a range of the words starts and ends in the text."""
        return self.matches[some.start].start(), self.matches[some.stop - 1].end()

    def is_set_off(self, n: int) -> bool:
        """Return whether a punctuation mark, such as a comma, stands before a word."""
        if n >= len(self.matches):
            return False
        return words.SETS_OFF.search(self.text, self.matches[n - 1].end(), self.matches[n].start()) is not None

    def may_leave_out(self, start: int) -> bool:
        """Return whether words such as "outside" or "not counting" stand before a position in the text."""
        before = (reference_patterns.OUTSIDE_BEFORE, refusal_patterns.REFUSED_BEFORE)
        return any(search_before(pattern, self.text, start) for pattern in before)

    def begins_group(self, n: int) -> bool:
        """Return whether a group may begin at a word behind others: "camps in | WPS", not "children in | conflict"."""
        is_term = self.at(n - 2) in words.TRADED or self.at(self.behind(n, {"armed"})) in words.CONFLICTS
        is_place = (self.at(n - 1) in words.PLACES and not is_term) or self.is_part_of(n)
        return is_place or self.may_leave_out(self.matches[n].start())

    def is_part_of(self, n: int) -> bool:
        """Return whether "paragraphs of" or the like stands before a word."""
        return self.at(n - 1) == "of" and not words.PARTS.isdisjoint(self.plain[max(0, n - 2) : n])

    def ends_before(self, n: int) -> bool:
        """Return whether a topic ends before a word: at a mark, at the end, or at a word that no topic has."""
        if n >= len(self.plain) or self.plain[n] in words.NO_TOPIC or self.plain[n].isdecimal():
            return True
        between = self.text[self.matches[n - 1].end() : self.matches[n].start()]
        # "on women, peace and security" goes on, "on small arms, anything on women" does not.
        listed = "and" in (self.at(n + 1), self.at(n + 2)) or self.at(n) == "and"
        return words.ENDS_A_TOPIC.search(between) is not None or ("," in between and not listed)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Resolutions that the words before a noun mean: "the first two", "the 2013 and 2015".

    Attributes:
        which: Whether the first or the latest; none for neither.
        many: Their number; 1 if none is said.
        years: Years of their adoption; none for any.
    """

    which: tuple[Which, ...]
    many: int
    years: tuple[int, ...]

    @property
    def is_group(self) -> bool:
        """Whether a noun in the plural behind them is a group: "the resolutions", "the 2013 resolutions"."""
        return not self.which and self.many == 1 and len(self.years) <= 1


def find_descriptions(text: str, *, follows: bool = False) -> list[Description]:
    """Find the resolutions that a part of a question describes.

    Args:
        text: The question.
        follows: Whether other questions came before, so that "the youth one, …" may be a paragraph that was shown.
    """
    if len(text) > LONGEST:
        return []
    matches = list(words.WORD.finditer(text))
    plain = [plain_word(match[0]).removesuffix("'s") for match in matches]
    read = _Cursor(text, matches, plain, follows)
    found: list[Description] = []
    for at in range(len(matches)):
        if found and matches[at].start() < found[-1].end:
            continue
        if one := _described(read, at):
            found.append(replace(one, or_mentions=is_whole(text, one)))
    return found


def find_group(text: str) -> Description | None:
    """Find the group of resolutions in which a question looks for something; None without one, or with several.

    Its topic is "women" in "the first resolution on women that mentions men", which need not be the first on women, and
    "youth" in "what do the youth resolutions say on schools".
    """
    groups = [one for one in find_descriptions(text) if one.is_where_to_look and not one.or_mentions]
    named = [word for word in words.WORD.findall(text.lower()) if word in words.TEXTS_OF_A_GROUP]
    return groups[0] if len(groups) == 1 and len(named) <= 1 else None


def without_group(text: str, one: Description) -> str:
    """Remove the topic of a group from a question, or the whole group if it only says where to look.

    >>> asked, other = "training in the youth texts", "do youth texts mention camps"
    >>> without_group(asked, find_group(asked)), without_group(other, find_group(other))
    ('training', 'do texts mention camps')
    """
    before, behind = text[: one.start].rstrip(), text[one.end :].lstrip()
    noun = words.NOUN_BEHIND.match(behind)
    if one.role == "searched":
        if noun and words.ARTICLE_BEFORE.fullmatch(before) and noun["mark"]:
            return behind[noun.end() :]
        if noun and (place := words.PLACE_BEFORE.search(before)):
            return f"{before[: place.start()].rstrip()} {behind[noun.end() :]}".strip()
        if place := words.PLACE_WITH_NOUN.search(before):
            return f"{before[: place.start()].rstrip()} {behind.lstrip(' ,:')}".strip()
    return f"{before} {behind}".strip()


def is_whole(text: str, one: Description) -> bool:
    """Return whether a question is nothing but a description, and one that the frames of shapes read, too."""
    around = f"{text[: one.start]} {text[one.end :]}"
    settled_otherwise = one.which == ("established",) or (one.which == ("only",) and bool(one.years))
    frames_know = not settled_otherwise and text[one.start : one.end].lower().endswith(one.topic.lower())
    is_more = any(word not in words.ASKED_OF for word in topic_words(around))
    is_one = one.is_where_to_look or one.many == 1
    return bool(frames_know and one.topic) and is_one and not is_more and place_alone(around) is None


def _described(read: _Cursor, at: int) -> Description | None:
    """Read the description that begins at a word; None without one."""
    meant, n = _meant(read, at)
    if read.at(n) == "of":  # "paragraph 2 | of all youth resolutions"
        return None
    while read.at(n) in words.AGENTS:
        n += 1
    nouns = _nouns(read, at, meant)
    if not nouns or read.at(n) in words.LINKING:
        return None
    if read.at(n) in nouns:
        return _topic_behind(read, at, n, meant)
    topic = range(n, _end_of_topic(read, n, nouns))
    return _topic_before(read, at, topic, meant) if _may_be_topic(read, at, topic, nouns) else None


def _meant(read: _Cursor, at: int) -> tuple[_Meant, int]:
    """Read "the first two", "the 2013 and 2015"; return the resolutions meant, and the position behind the words."""
    years, n = _years(read, read.behind(at, words.ARTICLES))
    before, n = _many(read, n)
    which, n = _which(read, n)
    many, n = _many(read, n) if which and before == 1 else (before, n)
    return _Meant(which, many, years), n


def _years(read: _Cursor, n: int) -> tuple[tuple[int, ...], int]:
    """Read "2013", "2014 vs 2018"; return the years, and the position behind them."""
    years: list[int] = []
    while words.YEAR.fullmatch(read.at(n)):
        years.append(int(read.at(n)))
        n += 1
        if read.at(n) in words.BETWEEN_YEARS and words.YEAR.fullmatch(read.at(n + 1)):
            n += 1
    return tuple(years), n


def _many(read: _Cursor, n: int) -> tuple[int, int]:
    """Read a number of resolutions, 1 if none is said; return it, and the position behind it."""
    word = read.at(n)
    if word == words.ONE and read.at(n + 1) in words.ABOUT:  # "the one about …"
        return 1, n
    many = NUMBER_WORDS.get(word) or (int(word) if word.isdecimal() and len(word) == 1 else 0)
    return (many, n + 1) if many else (1, n)


def _which(read: _Cursor, n: int) -> tuple[tuple[Which, ...], int]:
    """Read "first", "most recent", "first and the latest"; return what they mean, and the position behind them."""
    found: list[Which] = []
    while True:
        at = read.behind(n, {"very"})
        if read.at(at) == "most" and read.at(at + 1) == "recent":
            found.append("latest")
            n = at + 2
        elif read.at(at) in words.FIRST | words.LATEST:
            found.append("first" if read.at(at) in words.FIRST else "latest")
            n = at + 1
        else:
            return tuple(found), n
        after = read.behind(n + 1, {"the"})
        if read.at(n) not in ("and", "with", "to", "vs") or read.at(after) not in words.FIRST | words.LATEST | {"most"}:
            return tuple(found), n
        n = after


def _nouns(read: _Cursor, at: int, meant: _Meant) -> Set[str]:
    """Return the nouns that a description at a word may have: "the last two resolutions", "the youth one"."""
    which, many = meant.which, meant.many
    one, several = words.NOUNS, words.NOUNS_OF_MANY
    if which:
        one, several = one | {words.TEXT}, several | {words.TEXTS}
        return one | several if len(which) > 1 else several if many > 1 else one
    if many > 1:
        return several
    further = _further_nouns(read, at, is_of_years=bool(meant.years))
    return one | further if meant.years or read.at(at) in words.ARTICLES else further


def _further_nouns(read: _Cursor, at: int, *, is_of_years: bool) -> Set[str]:
    """Return the nouns that a description at a word may have, besides the nouns for a single resolution.

    "The youth resolutions" are a group if the question asks something of them, but not in "the implementation of the
    youth resolutions". "The youth one" is a resolution at the beginning of a question.
    """
    said = read.plain[:at]
    opens = at == 0 or read.is_set_off(at)
    begins = not said or said in (["in"], ["from"])
    is_refused = read.may_leave_out(read.matches[at].start())
    several = words.TEXTS_OF_A_GROUP if is_of_years or is_refused or _is_asked(read, at) else frozenset()
    if opens and not is_of_years and read.at(at) not in words.ARTICLES:  # "training texts for peacekeepers"
        several -= {words.TEXTS}
    several |= words.LEFT_OUT if is_refused else frozenset()
    return several | ({words.ONE} if begins and not read.follows else frozenset())


def _is_asked(read: _Cursor, at: int) -> bool:
    """Return whether the question asks something of the resolutions that it describes from a word on."""
    said = read.plain[:at]
    opens = at == 0 or read.is_set_off(at)
    return opens or said[-1] in words.ASKED_OF or read.is_part_of(at)


def _end_of_topic(read: _Cursor, n: int, nouns: Set[str] = frozenset()) -> int:
    """Return the position behind a topic that begins at a position; nouns end it, too."""
    end = n
    while end - n < _MOST_OF_A_TOPIC and end < len(read.plain):
        if read.plain[end] in nouns or (read.plain[end] in words.NO_TOPIC if end == n else read.ends_before(end)):
            break
        end += 1
    while end > n and read.plain[end - 1] in words.LINKING | words.ADOPTED:
        end -= 1
    return end


def _may_be_topic(read: _Cursor, at: int, topic: range, nouns: Set[str]) -> bool:
    """Return whether the words before a noun are the topic of a description.

    Args:
        read: The words of the question.
        at: Position of the first word.
        topic: Positions of the words that may be the topic; the noun is behind them.
        nouns: The nouns that the description may have.
    """
    n, noun = topic.start, topic.stop
    if not topic or read.at(noun) not in nouns or (read.ends_before(n + 1) and read.at(n + 1) not in nouns):
        return False
    if n == at and not words.ARTICLES.isdisjoint(read.plain[n:noun]):  # "compare the two WPS resolutions"
        return False
    if read.at(noun) in words.TEXTS_OF_A_GROUP and any(map(read.begins_group, topic[1:])):
        return False
    return not read.is_set_off(noun)  # "youth, resolutions since 2015"


def _topic_before(read: _Cursor, at: int, topic: range, meant: _Meant) -> Description | None:
    """Read a description whose topic stands before the noun: "the | youth | resolutions".

    Args:
        read: The words of the question.
        at: Position of the first word.
        topic: Positions of the topic; the noun is behind it.
        meant: What the words before the topic mean.
    """
    noun, (start, end) = topic.stop, read.span(topic)
    typed = read.text[start:end]
    if _asks_for_a_mention(read, noun + 1, meant):
        return Description(start, end, ("all",), 1, typed, role="searched for a mention")
    is_plural = read.at(noun) in words.TEXTS_OF_A_GROUP | words.LEFT_OUT
    if meant.is_group and is_plural:
        first = read.matches[read.behind(at, words.ARTICLES)].start()
        return _group_or_others(read, at, noun, Description(first, end, ("all",), 0, typed, meant.years, "searched"))
    year = 0 if meant.years else _year(read, noun + 1)
    years, last = ((year,), noun + 2) if year else (meant.years, noun)
    if _goes_on(read, noun, meant.which) or (read.at(noun) == words.ONE and not read.is_set_off(last + 1)):
        return None
    which = meant.which or (("all",) if is_plural and meant.many == 1 else ("only",))
    return Description(*read.span(range(at, last + 1)), which, meant.many, typed, years)


def _topic_behind(read: _Cursor, at: int, noun: int, meant: _Meant) -> Description | None:
    """Read a description that begins with its noun: "resolution on …", "resolution that established …"."""
    n = read.behind(noun + 1, words.ADOPTED)
    if not meant.years and (year := _year(read, n)):  # "the resolution of 2016 on peacebuilding"
        meant = replace(meant, years=(year,))
        n = read.behind(n + 2, words.ADOPTED)  # "when was the last resolution of 2013 adopted"
    if meant.years and read.at(at - 1) in words.ANY:
        return None
    if read.at(n) in words.ABOUT:
        return _about(read, at, noun, n, meant)
    verb = n
    while read.at(verb) in words.RELATIVE | words.EARLY | words.AGENTS and verb < n + 4:
        verb += 1
    is_first = meant.which in ((), ("first",)) and meant.many == 1 and not meant.years
    if is_first and read.at(verb) in words.ESTABLISHED:
        return _established(read, at, verb)
    # Of "the 2013 resolution" the year limits alone.
    if meant.which and _stands_alone(read, at, n) and read.at(noun) not in (words.TEXT, words.TEXTS):
        return Description(*read.span(range(at, n)), meant.which, meant.many, "", meant.years)
    return None


def _about(read: _Cursor, at: int, noun: int, on: int, meant: _Meant) -> Description | None:
    """Read a description whose topic stands behind "on": "the 2016 resolution on | peacebuilding".

    Args:
        read: The words of the question.
        at: Position of the first word.
        noun: Position of the noun.
        on: Position of "on".
        meant: What the words around the noun mean.
    """
    end = _end_of_topic(read, on + 1)
    if end == on + 1:
        return None
    span, (start_of_topic, end_of_topic) = read.span(range(on, end)), read.span(range(on + 1, end))
    topic = read.text[start_of_topic:end_of_topic]
    if _asks_for_a_mention(read, end, meant):
        return Description(*span, ("all",), 1, topic, role="searched for a mention")
    if meant.is_group and read.at(noun) in words.TEXTS_OF_A_GROUP:
        group = Description(*span, ("all",), 0, topic, role="searched")
        return None if meant.years else _group_or_others(read, at, noun, group)
    if read.at(noun) == words.ONE and not read.is_set_off(end):
        return None
    behind = read.behind(end, words.ADOPTED)
    year = 0 if meant.years else _year(read, behind)
    years, last = ((year,), behind + 1) if year else (meant.years, end - 1)
    return Description(*read.span(range(at, last + 1)), meant.which or ("only",), meant.many, topic, years)


def _established(read: _Cursor, at: int, verb: int) -> Description | None:
    """Read a description by what the resolution established: "resolution that set up | the working group"."""
    first = verb + 1
    while read.at(first) in ("up", "the", "a", "an", "its"):
        first += 1
    end = _end_of_topic(read, first)
    if end == first:
        return None
    start_of_topic, end_of_topic = read.span(range(first, end))
    return Description(
        read.matches[at].start(), end_of_topic, ("established",), 1, read.text[start_of_topic:end_of_topic]
    )


def _group_or_others(read: _Cursor, at: int, noun: int, group: Description) -> Description | None:
    """Return a group of resolutions, as excluded if the question leaves it out; None if it asks nothing of it.

    In "why is amnesty not in the WPS resolutions?" the group is where to look.

    Args:
        read: The words of the question.
        at: Position of the first word of the group.
        noun: Position of its noun.
        group: The group.
    """
    start, end = read.matches[at].start(), max(read.matches[noun].end(), group.end)
    refusal = find_refusal(read.text, start, end)
    if refusal and refusal.means == "too":
        return None
    is_refused = refusal is not None and refusal.means == "unwanted"
    is_outside = is_refused or search_before(reference_patterns.OUTSIDE_BEFORE, read.text, start) is not None
    if is_outside and not words.STATES_BEFORE.search(read.text[:start]):
        return replace(group, start=start, end=end, role="excluded")
    is_asked = read.at(noun) in words.TEXTS_OF_A_GROUP and (group.years or _is_asked(read, at))
    return group if is_asked else None


def _year(read: _Cursor, n: int) -> int:
    """Return the year behind a noun: "the two WPS resolutions of 2013"; 0 for none."""
    is_year = read.at(n) in ("of", "from", "in") and words.YEAR.fullmatch(read.at(n + 1))
    return int(read.at(n + 1)) if is_year else 0


def _goes_on(read: _Cursor, noun: int, which: tuple[Which, ...]) -> bool:
    """Return whether a description goes on behind the noun: "the 2013 | resolution on refugees"."""
    behind = read.at(noun + 1)
    return not read.is_set_off(noun + 1) and (behind in words.GOES_ON or (not which and behind in words.ABOUT))


def _asks_for_a_mention(read: _Cursor, n: int, meant: _Meant) -> bool:
    """Return whether a question asks for a first or latest mention: "the first resolution on women | that mentions"."""
    is_one = meant.which in (("first",), ("latest",)) and meant.many == 1
    return is_one and read.at(n) in words.TELLS_WHICH and read.at(n + 1) not in words.NO_MENTION


def _stands_alone(read: _Cursor, at: int, behind: int) -> bool:
    """Return whether "the latest resolution" has no topic; in "camps, latest resolution" it is the latest on camps."""
    says = read.at(behind) in words.NO_TOPIC - words.GOES_ON
    ends = behind >= len(read.plain) or read.text[read.matches[behind - 1].end() : read.matches[behind].start()].strip()
    return says or (bool(ends) and (at == 0 or read.plain[at - 1] in words.BEFORE_A_TEXT))
