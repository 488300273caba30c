"""Questions that only describe resolutions: "list the youth resolutions", "what's the oldest text you hold?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.descriptions import LONGEST, Description, Which
from retrieval.asking.understand.lexicon import description_words as words
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.words import first_match, plain_word


def with_all(text: str) -> str:
    """Rewrite each resolution of a group as all of them.

    >>> with_all("the last paragraph of each youth resolution"), with_all("does every resolution on women name men")
    ('the last paragraph of all youth resolutions', 'do all resolutions on women name men')
    """
    return words.EACH.sub(lambda found: f"{found['before'] or 'do'} all {found['topic']}resolutions", text)


def find_topic_of_all(text: str) -> Description | None:
    """Find the topic of a follow-up that limits to the resolutions on a topic: "and the youth resolutions?"."""
    match = _fullmatch(text, turn_patterns.TOPIC_OF_RESOLUTIONS)
    if not match:
        return None
    topic = match["before"] or match["behind"]
    said = words.WORD.findall(topic.lower())
    no_topic = words.NO_TOPIC | words.ABOUT | words.LINKING - {"and"}
    if any(word in no_topic or word.isdecimal() for word in said):
        return None
    return Description(0, len(text), ("all",), 0, topic)


def find_oldest_itself(text: str) -> tuple[Which, str] | None:
    """Find the question for the first or latest resolution as such, and its period, as typed; None for any other.

    >>> find_oldest_itself("what's the oldest text you hold?"), find_oldest_itself("latest resolution before 2015")
    (('first', ''), ('latest', 'before 2015'))
    """
    match = _fullmatch(text, *words.OLDEST_ITSELF)
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
    match = _fullmatch(text, *words.BEGINNING)
    return match and Description(0, len(text), ("first",), 1, match["topic"])


def find_group_itself(text: str) -> Description | None:
    """Find the group of resolutions of a question that asks for the resolutions themselves; None for any other.

    >>> one = find_group_itself("list the 2013 WPS resolutions")
    >>> one.role, one.topic, one.years
    ('searched', 'WPS', (2013,))
    """
    match = _fullmatch(text, words.GROUP_ITSELF)
    on_agenda = None if match else _fullmatch(text, words.AGENDA_ITSELF)
    if on_agenda:
        return Description(0, len(text), ("all",), 0, on_agenda["topic"], role="searched", or_mentions=True)
    topic = match and (match["topic"] or match["behind"] or match["there"])
    if match is None or not topic or plain_word(topic.split()[0]) in words.NO_TOPIC:
        return None
    years = (int(match["year"]),) if match["year"] else ()
    return Description(0, len(text), ("all",), 0, topic, years, "searched")


def _fullmatch(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    """Match a whole question with the first pattern that fits it; None if none does, or the question is too long."""
    return first_match(pattern.fullmatch(text) for pattern in patterns) if len(text) <= LONGEST else None
