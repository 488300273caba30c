"""Resolutions that a question describes without a number: "the first WPS resolution", "the last two on youth"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retrieval.asking.understand.lexicon import description_words as words
from retrieval.asking.understand.lexicon import reference_patterns, refusal_patterns, turn_patterns
from retrieval.asking.understand.places import place_alone
from retrieval.asking.understand.refusals import find_refusal
from retrieval.asking.understand.words import first_match, plain_word, search_before, topic_words
from retrieval.clauses.number_words import NUMBER_WORDS

Which = Literal["first", "latest", "only", "all", "established", "among", "group", "outside"]

_MOST_OF_A_TOPIC = 8
"""Maximum words of a topic; more words are no description."""
_LONGEST = 400
"""Maximum characters of a question that may have descriptions."""


@dataclass(frozen=True, slots=True)
class Description:
    """Range of a question that describes resolutions.

    Attributes:
        which: Which resolutions on the topic: the "first", "latest", "only" ones or "all"; "established": the one that
            established the topic; "among": all, if the question asks for the first or latest mention among them;
            "group": all, if the question asks something of them. For these two, the range is that of the topic.
            "outside": all, if the question leaves them out.
        many: Number of resolutions.
        topic: Their topic; "" for any.
        years: Years of their adoption; none for any.
        or_mentions: Whether the question asks for mentions of the topic, unless that is an item of the agenda: "the
            latest resolution on mediation".
    """

    start: int
    end: int
    which: tuple[Which, ...]
    many: int
    topic: str
    years: tuple[int, ...] = ()
    or_mentions: bool = False

    @property
    def is_where_to_look(self) -> bool:
        """Whether the question looks for something in the resolutions."""
        return self.which in (("among",), ("group",))


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a question.

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

    def is_set_off(self, n: int) -> bool:
        """Return whether a punctuation mark, such as a comma, stands before a word."""
        if n >= len(self.matches):
            return False
        return words.SETS_OFF.search(self.text, self.matches[n - 1].end(), self.matches[n].start()) is not None

    def may_leave_out(self, start: int) -> bool:
        """Return whether words such as "outside" or "not counting" stand before a position."""
        before = (reference_patterns.OUTSIDE_BEFORE, refusal_patterns.REFUSED_BEFORE)
        return any(search_before(pattern, self.text, start) for pattern in before)

    def begins_group(self, n: int) -> bool:
        """Return whether a group may begin at a word behind others: "camps in | WPS", not "children in | conflict"."""
        is_term = self.at(n - 2) in words.TRADED or self.at(n + (self.at(n) == "armed")) in words.CONFLICTS
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
    if len(text) > _LONGEST:
        return []
    matches = list(words.WORD.finditer(text))
    plain = [plain_word(match[0]).removesuffix("'s") for match in matches]
    read = _Words(text, matches, plain, follows)
    found: list[Description] = []
    for at in range(len(matches)):
        if not found or matches[at].start() >= found[-1].end:
            found += [replace(one, or_mentions=is_whole(text, one)) for one in _described(read, at)][:1]
    return found


def find_topic_of_all(text: str) -> Description | None:
    """Find the topic of a follow-up that limits to the resolutions on a topic: "and the youth resolutions?"."""
    match = turn_patterns.TOPIC_OF_RESOLUTIONS.match(text) if len(text) <= _LONGEST else None
    if not match:
        return None
    topic = match["before"] or match["behind"]
    said = words.WORD.findall(topic.lower())
    no_topic = words.NO_TOPIC | words.ABOUT | words.LINKING - {"and"}
    if any(word in no_topic or word.isdecimal() for word in said):
        return None
    return Description(0, len(text), ("all",), 0, topic)


def with_all(text: str) -> str:
    """Rewrite each resolution of a group as all of them.

    >>> with_all("the last paragraph of each youth resolution"), with_all("does every resolution on women name men")
    ('the last paragraph of all youth resolutions', 'do all resolutions on women name men')
    """
    return words.EACH.sub(lambda found: f"{found['before'] or 'do'} all {found['topic']}resolutions", text)


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
    if one.which == ("group",):
        if noun and words.ARTICLE_BEFORE.fullmatch(before) and noun["mark"]:
            return behind[noun.end() :]
        if noun and (place := words.PLACE_BEFORE.search(before)):
            return f"{before[: place.start()].rstrip()} {behind[noun.end() :]}".strip()
        if place := words.PLACE_WITH_NOUN.search(before):
            return f"{before[: place.start()].rstrip()} {behind.lstrip(' ,:')}".strip()
    return f"{before} {behind}".strip()


def find_oldest_itself(text: str) -> tuple[Which, str] | None:
    """Find the question for the first or latest resolution as such, and its period, as typed; None for any other.

    >>> find_oldest_itself("what's the oldest text you hold?"), find_oldest_itself("latest resolution before 2015")
    (('first', ''), ('latest', 'before 2015'))
    """
    match = first_match(pattern.fullmatch(text) for pattern in words.OLDEST_ITSELF) if len(text) <= _LONGEST else None
    if match is None:
        return None
    is_first = not words.FIRST.isdisjoint(match["age"].lower().split())
    return "first" if is_first else "latest", (match["period"] or "").strip()


def find_beginning(text: str) -> Description | None:
    """Find the first resolution on a topic where a question asks with which one it began; None for any other.

    >>> one = find_beginning("when did the youth agenda start?")
    >>> one.which, one.topic
    (('first',), 'youth')
    """
    match = first_match(pattern.fullmatch(text) for pattern in words.BEGINNING) if len(text) <= _LONGEST else None
    return match and Description(0, len(text), ("first",), 1, match["topic"])


def find_group_itself(text: str) -> Description | None:
    """Find the group of resolutions of a question that asks for the resolutions themselves; None for any other.

    >>> one = find_group_itself("list the 2013 WPS resolutions")
    >>> one.which, one.topic, one.years
    (('group',), 'WPS', (2013,))
    """
    if len(text) > _LONGEST:
        return None
    match = words.GROUP_ITSELF.fullmatch(text)
    on_agenda = None if match else words.AGENDA_ITSELF.fullmatch(text)
    if on_agenda:
        return Description(0, len(text), ("group",), 0, on_agenda["topic"], or_mentions=True)
    topic = match and (match["topic"] or match["behind"] or match["there"])
    if match is None or not topic or plain_word(topic.split()[0]) in words.NO_TOPIC:
        return None
    years = (int(match["year"]),) if match["year"] else ()
    return Description(0, len(text), ("group",), 0, topic, years)


def is_whole(text: str, one: Description) -> bool:
    """Return whether a question is nothing but a description, and one that the frames of shapes read, too."""
    around = f"{text[: one.start]} {text[one.end :]}"
    settled_otherwise = one.which == ("established",) or (one.which == ("only",) and bool(one.years))
    frames_know = not settled_otherwise and text[one.start : one.end].lower().endswith(one.topic.lower())
    is_more = any(word not in words.ASKED_OF for word in topic_words(around))
    is_one = one.is_where_to_look or one.many == 1
    return bool(frames_know and one.topic) and is_one and not is_more and place_alone(around) is None


def _described(read: _Words, at: int) -> Iterator[Description]:
    """Read the descriptions that begin at a word."""
    n = at + (read.at(at) in words.ARTICLES)
    years, n = _years(read, n)
    before, n = _many(read, n)
    which, n = _which(read, n)
    many, n = _many(read, n) if which and before == 1 else (before, n)
    if read.at(n) == "of":  # "paragraph 2 | of all youth resolutions"
        return
    while read.at(n) in words.AGENTS:
        n += 1
    meant = _Meant(which, many, years)
    nouns = _nouns(which, many)
    if not which and many == 1:
        further = _further_nouns(read, at, is_of_years=bool(years))
        nouns = nouns | further if years or read.at(at) in words.ARTICLES else further
    if not nouns or read.at(n) in words.LINKING:
        return
    if read.at(n) in nouns:
        yield from _behind(read, at, n, meant)
        return
    noun = _end_of_topic(read, n, nouns)
    if not years and n == at and not words.ARTICLES.isdisjoint(read.plain[n:noun]):  # "compare the two WPS resolutions"
        return
    if read.at(noun) in words.TEXTS_OF_A_GROUP and any(read.begins_group(inner) for inner in range(n + 1, noun)):
        return
    if read.is_set_off(noun):  # "youth, resolutions since 2015"
        return
    if noun > n and read.at(noun) in nouns and not (read.ends_before(n + 1) and read.at(n + 1) not in nouns):
        yield from _before(read, (at, n, noun), meant)


def _before(read: _Words, places: tuple[int, int, int], meant: _Meant) -> Iterator[Description]:
    """Read a description whose topic stands before the noun, as in "the youth resolutions".

    Args:
        read: The words of the question.
        places: Positions of the first word, the topic and the noun.
        meant: What the words before the topic mean.
    """
    at, n, noun = places
    topic_end = read.matches[noun - 1].end()
    topic = read.text[read.matches[n].start() : topic_end]
    if _asks_for_a_mention(read, noun + 1, meant):
        yield Description(read.matches[n].start(), topic_end, ("among",), 1, topic)
        return
    is_plural = read.at(noun) in words.TEXTS_OF_A_GROUP | words.LEFT_OUT
    if meant.is_group and is_plural:
        first = at + (read.at(at) in words.ARTICLES)
        group = Description(read.matches[first].start(), topic_end, ("group",), 0, topic, meant.years)
        yield from _group_or_others(read, group, at, noun)
        return
    year = 0 if meant.years else _year(read, noun + 1)
    years, end = ((year,), noun + 2) if year else (meant.years, noun)
    if not _goes_on(read, noun, meant.which) and (read.at(noun) != words.ONE or read.is_set_off(end + 1)):
        which = meant.which or (("all",) if is_plural and meant.many == 1 else ("only",))
        yield Description(read.matches[at].start(), read.matches[end].end(), which, meant.many, topic, years)


def _group_or_others(read: _Words, group: Description, at: int, noun: int) -> Iterator[Description]:
    """Yield a group of resolutions, all others if the question leaves it out, or nothing if it asks nothing of it.

    In "why is amnesty not in the WPS resolutions?" the group is where to look.

    Args:
        read: The words of the question.
        group: The group.
        at: Position of its first word.
        noun: Position of its noun.
    """
    start, end = read.matches[at].start(), max(read.matches[noun].end(), group.end)
    refusal = find_refusal(read.text, start, end)
    if refusal and refusal.means == "too":
        return
    is_refused = refusal is not None and refusal.means == "unwanted"
    is_outside = is_refused or search_before(reference_patterns.OUTSIDE_BEFORE, read.text, start) is not None
    if is_outside and not words.STATES_BEFORE.search(read.text[:start]):
        yield replace(group, start=start, end=end, which=("outside",))
    elif read.at(noun) in words.TEXTS_OF_A_GROUP and (group.years or _is_asked(read, at)):
        yield group


def _goes_on(read: _Words, noun: int, which: tuple[Which, ...]) -> bool:
    """Return whether a description goes on behind the noun: "the 2013 | resolution on refugees"."""
    behind = read.at(noun + 1)
    return not read.is_set_off(noun + 1) and (behind in words.GOES_ON or (not which and behind in words.ABOUT))


def _further_nouns(read: _Words, at: int, *, is_of_years: bool) -> frozenset[str]:
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


def _is_asked(read: _Words, at: int) -> bool:
    """Return whether the question asks something of the resolutions that it describes from a word on."""
    said = read.plain[:at]
    opens = at == 0 or read.is_set_off(at)
    return opens or said[-1] in words.ASKED_OF or read.is_part_of(at)


def _years(read: _Words, n: int) -> tuple[tuple[int, ...], int]:
    """Read "2013", "2014 vs 2018"; return the years, and the position behind them."""
    years: list[int] = []
    while words.YEAR.fullmatch(read.at(n)):
        years.append(int(read.at(n)))
        n += 1
        if read.at(n) in words.BETWEEN_YEARS and words.YEAR.fullmatch(read.at(n + 1)):
            n += 1
    return tuple(years), n


def _year(read: _Words, n: int) -> int:
    """Return the year behind a noun: "the two WPS resolutions of 2013"; 0 for none."""
    is_year = read.at(n) in ("of", "from", "in") and words.YEAR.fullmatch(read.at(n + 1))
    return int(read.at(n + 1)) if is_year else 0


def _behind(read: _Words, at: int, noun: int, meant: _Meant) -> Iterator[Description]:
    """Read a description whose topic stands behind the noun: "resolution on …", "resolution that established …"."""
    start, n = read.matches[at].start(), noun + 1
    if read.at(n) in words.ADOPTED:
        n += 1
    if not meant.years and (year := _year(read, n)):  # "the resolution of 2016 on peacebuilding"
        meant, n = replace(meant, years=(year,)), n + 2
        n += read.at(n) in words.ADOPTED  # "when was the last resolution of 2013 adopted"
    if meant.years and read.at(at - 1) in words.ANY:
        return
    if read.at(n) in words.ABOUT:
        yield from _about(read, (at, n, noun), meant)
        return
    which, many = meant.which, meant.many
    if meant.years and not which:  # of "the 2013 resolution" the year limits alone
        return
    verb = n
    while read.at(verb) in words.RELATIVE | words.EARLY | words.AGENTS and verb < n + 4:
        verb += 1
    if read.at(verb) in words.ESTABLISHED and many == 1 and which in ((), ("first",)) and not meant.years:
        first = verb + 1
        while read.at(first) in ("up", "the", "a", "an", "its"):
            first += 1
        end = _end_of_topic(read, first, frozenset())
        if end > first:
            topic = read.text[read.matches[first].start() : read.matches[end - 1].end()]
            yield Description(start, read.matches[end - 1].end(), ("established",), 1, topic)
    elif which and _stands_alone(read, start, n) and read.at(noun) not in (words.TEXT, words.TEXTS):
        yield Description(start, read.matches[n - 1].end(), which, many, "", meant.years)


def _about(read: _Words, places: tuple[int, int, int], meant: _Meant) -> Iterator[Description]:
    """Read a description whose topic stands behind "on", as in "the 2016 resolution on peacebuilding".

    Args:
        read: The words of the question.
        places: Positions of the first word, of "on" and of the noun.
        meant: What the words around the noun mean.
    """
    at, n, noun = places
    end = _end_of_topic(read, n + 1, frozenset())
    if end == n + 1:
        return
    start, topic_end = read.matches[n].start(), read.matches[end - 1].end()
    topic = read.text[read.matches[n + 1].start() : topic_end]
    if _asks_for_a_mention(read, end, meant):
        yield Description(start, topic_end, ("among",), 1, topic)
    elif meant.is_group and read.at(noun) in words.TEXTS_OF_A_GROUP:
        if not meant.years:
            yield from _group_or_others(read, Description(start, topic_end, ("group",), 0, topic), at, noun)
    elif read.at(noun) != words.ONE or read.is_set_off(end):
        behind = end + (read.at(end) in words.ADOPTED)
        year = 0 if meant.years else _year(read, behind)
        years, last = ((year,), behind + 1) if year else (meant.years, end - 1)
        which = meant.which or ("only",)
        yield Description(read.matches[at].start(), read.matches[last].end(), which, meant.many, topic, years)


def _asks_for_a_mention(read: _Words, n: int, meant: _Meant) -> bool:
    """Return whether a question asks for a first or latest mention: "the first resolution on women | that mentions"."""
    is_one = meant.which in (("first",), ("latest",)) and meant.many == 1
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
    if word == words.ONE and read.at(n + 1) in words.ABOUT:  # "the one about …"
        return 1, n
    many = NUMBER_WORDS.get(word) or (int(word) if word.isdecimal() and len(word) == 1 else 0)
    return (many, n + 1) if many else (1, n)


def _end_of_topic(read: _Words, n: int, nouns: frozenset[str]) -> int:
    """Return the position of the first word behind a topic that begins at a position."""
    end = n
    while end - n < _MOST_OF_A_TOPIC and end < len(read.plain):
        if read.plain[end] in nouns or (read.plain[end] in words.NO_TOPIC if end == n else read.ends_before(end)):
            break
        end += 1
    while end > n and read.plain[end - 1] in words.LINKING | words.ADOPTED:
        end -= 1
    return end


def _nouns(which: tuple[Which, ...], many: int) -> frozenset[str]:
    """Return the nouns that a description may have: "the last two resolutions", "the first and the last resolution"."""
    one, several = words.NOUNS, words.NOUNS_OF_MANY
    if which:
        one, several = one | {words.TEXT}, several | {words.TEXTS}
    return one | several if len(which) > 1 else several if many > 1 else one


def _stands_alone(read: _Words, start: int, behind: int) -> bool:
    """Return whether "the latest resolution" has no topic; in "camps, latest resolution" it is the latest on camps."""
    before = [word for word, match in zip(read.plain, read.matches, strict=True) if match.start() < start]
    says = read.at(behind) in words.NO_TOPIC - words.GOES_ON
    ends = behind >= len(read.plain) or read.text[read.matches[behind - 1].end() : read.matches[behind].start()].strip()
    return says or (bool(ends) and (not before or before[-1] in words.BEFORE_A_TEXT))
