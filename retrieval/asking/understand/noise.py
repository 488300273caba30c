"""Noise around a question: greetings, thanks, quoted replies, emoji, markup and list marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.lexicon import noise_patterns, quotation_patterns, turn_patterns
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.asking.understand.understood import is_pasted_paragraph
from retrieval.asking.understand.words import first_match, has_words
from retrieval.wording.stems import stems_of

_LONGEST_THANKS = 6
"""Maximum words of thanks without a comma or stop between the question and them."""
_LONGEST_HEAD = 200
"""Maximum characters of the line above a quoted reply, as in "On Monday, Ann wrote:"."""
_LONGEST_PART = 100
"""Maximum characters of a part of a message that only greets or thanks."""
_FEWEST_OF_TOPIC = 2
"""Minimum topic words of a sentence that asks without the sentences around it."""
_LAYERS = 3
"""Number of passes that remove noise within noise: '“Hi, who …? Thanks!”'."""


def without_noise(text: str) -> str:
    """Return a question without the noise around it, with single blanks.

    Small talk and a text that is nothing but noise stay. A pasted paragraph keeps all its words and its number.

    >>> without_noise(":wave: Hi team, who may be sanctioned? Thanks!")
    'who may be sanctioned?'
    >>> without_noise("8. Calls on all parties to protect civilians, women and children in the camps;")
    '8. Calls on all parties to protect civilians, women and children in the camps;'
    >>> without_noise("“[A]ssess situations”")
    '“Assess situations”'
    """
    if reply_kind(text) is not None:
        return _folded(text)
    text = quotation_patterns.BRACKETED_LETTER.sub(r"\1", text)
    lines = [_without_marks(line) for line in _own_lines(text.splitlines())]
    pasted = _folded(" ".join(lines))
    if not has_words(pasted):
        return _folded(text)
    if is_pasted_paragraph(pasted):
        return pasted
    said = "\n".join(line for line in map(_without_list_mark, lines) if has_words(line))
    for _ in range(_LAYERS):
        said = _without_quotes(_without_courtesies(said))
    said = _without_story(_without_meetings(said))
    return _folded(said) if has_words(said) else _folded(text)


def split_quoted_lines(text: str) -> tuple[str, str]:
    r"""Split a message into the lines that it quotes behind ">", without their marks, and its own lines.

    >>> split_quoted_lines("> Calls upon all parties to disarm\nwhere is this from?")
    ('Calls upon all parties to disarm', 'where is this from?')
    """
    lines = text.splitlines()
    quoted = [line.lstrip(" \t>") for line in lines if line.lstrip().startswith(">")]
    return "\n".join(quoted), "\n".join(line for line in lines if not line.lstrip().startswith(">"))


def _own_lines(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without a quoted reply, its head and a signature; a text that is all quoted loses its marks."""
    lines = _before(lines, lambda line: line.rstrip() == "--")
    head = next((n for n, line in enumerate(lines) if _heads_quote(line)), None)
    if head is not None:
        began = head - 1 if head and lines[head - 1].lower().startswith("on ") else head
        own, quoted = lines[:began], lines[head + 1 :]
        marked = any(line.lstrip().startswith(">") for line in quoted)
        lines = own if _any_words(own) and not marked else [*own, *quoted]
    before = _before(lines, lambda line: line.startswith(">>>"))  # Slack's mark of a quote to the end
    own = [line for line in before if not line.lstrip().startswith(">")]
    return own if _any_words(own) else [line.lstrip(" \t>") for line in lines]


def _before(lines: Sequence[str], ends: Callable[[str], bool]) -> Sequence[str]:
    """Return the lines before the first line that ends the text; all lines if those have no words."""
    end = next((n for n, line in enumerate(lines) if ends(line)), len(lines))
    return lines[:end] if _any_words(lines[:end]) else lines


def _heads_quote(line: str) -> bool:
    said = line.strip().lower()
    if len(said) > _LONGEST_HEAD:
        return False
    return noise_patterns.FORWARDED.fullmatch(said) is not None or said.endswith(" wrote:")


def _without_marks(line: str) -> str:
    """Remove emoji, mentions of people and the marks of bold, italic and code."""
    return noise_patterns.MARK_OF_STYLE.sub("", noise_patterns.MARK.sub("\n", line))


def _without_list_mark(line: str) -> str:
    mark = noise_patterns.LIST_MARK.match(line)
    if mark and (mark["letter"] is None or turn_patterns.ASKS_OR_ORDERS.search(line[mark.end() :])):
        return line[mark.end() :]
    return line


def _without_courtesies(text: str) -> str:
    """Remove greetings and thanks from both ends: those set off by a comma or a stop, then those without one."""
    edges = [0, *(stop.end() for stop in noise_patterns.SETS_OFF.finditer(text)), len(text)]
    parts = [text[a:b] for a, b in pairwise(edges)]
    opening, closing = _opening(parts), _closing(parts)
    if opening + closing >= len(parts):  # nothing but courtesies
        return text
    said = "".join(parts[opening : len(parts) - closing])
    if not has_words(said):
        return text
    return _without_unmarked_courtesies(said.rstrip(noise_patterns.LEFT_AT_END) if closing else said)


def _opening(parts: Sequence[str]) -> int:
    """Return the number of parts before the question that greet."""
    return next((n for n, part in enumerate(parts) if not _opens(part)), len(parts))


def _closing(parts: Sequence[str]) -> int:
    """Return the number of parts after the question that thank and sign; a name is a signature only after thanks."""
    closing = 0
    for n, part in enumerate(reversed(parts), start=1):
        if _closes(part):
            closing = n
        elif not _may_sign(part):
            break
    return closing


def _opens(part: str) -> bool:
    """Return whether a part greets, or has no words, as an emoji or a mention is removed from it."""
    words = _words_of(part)
    if not words or noise_patterns.ANNOUNCES.fullmatch(part):
        return True
    return len(words) <= _LONGEST_PART and any(pattern.fullmatch(words) for pattern in noise_patterns.OPENS_POLITELY)


def _closes(part: str) -> bool:
    words = _words_of(part)
    return len(words) <= _LONGEST_PART and any(pattern.fullmatch(words) for pattern in noise_patterns.CLOSES_POLITELY)


def _words_of(part: str) -> str:
    return _folded(part.replace("’", "'").strip(noise_patterns.AROUND_A_PART))


def _may_sign(part: str) -> bool:
    words = _words_of(part)
    return not words or noise_patterns.SIGNED.fullmatch(words) is not None


def _without_unmarked_courtesies(text: str) -> str:
    """Remove a greeting at the beginning and thanks at the end that no comma or stop sets off."""
    text = turn_patterns.UNSET_GREETING.sub("", text.lstrip())
    words = text.split()
    for many in range(min(_LONGEST_THANKS, len(words) - 1), 0, -1):
        thanks = " ".join(words[-many:]).strip(noise_patterns.AROUND_A_PART)
        if (
            noise_patterns.UNSET_THANKS.fullmatch(thanks)
            and words[-many - 1].lower() not in noise_patterns.BEFORE_MEANT_THANKS
        ):
            return " ".join(words[:-many])
    return text


def quoted_whole(text: str) -> re.Match[str] | None:
    """Match a text that is all in quotation marks, with groups `inside` and `stop` (behind); None for any other."""
    return first_match(pattern.fullmatch(text.strip()) for pattern in noise_patterns.QUOTED)


def _without_quotes(text: str) -> str:
    """Remove quotation marks around a whole question; marks around a phrase ask for its exact words, and stay."""
    match = quoted_whole(text)
    inside = f"{match['inside']}{match['stop']}" if match else ""
    return inside if turn_patterns.ASKS_OR_ORDERS.search(inside) else text


def _without_meetings(text: str) -> str:
    """Remove sentences before a request for texts that only tell of a meeting of the asker.

    Names in them are not part of the topic: "My minister meets UNICEF next week. Need a quote on schools." All of them
    stay if one may have a subject, or limit the answer.
    """
    *telling, asking = noise_patterns.SENTENCE.findall(text) or [text]
    if not telling or not noise_patterns.REQUESTS.match(asking.strip()) or signs_of(_folded(asking)) & {"refers"}:
        return text
    return asking if words_of_topic(asking) and all(map(_tells_of_meeting, telling)) else text


def _tells_of_meeting(sentence: str) -> bool:
    """Return whether a sentence only tells of a meeting of the asker: it names no subject, and limits nothing."""
    limits = noise_patterns.MAY_LIMIT.search(noise_patterns.COUNCIL.sub("", sentence))
    is_on_subject = noise_patterns.OF_A_SUBJECT.search(sentence)
    return noise_patterns.TELLS_OF_MEETING.match(sentence) is not None and not (limits or is_on_subject)


def _without_story(text: str) -> str:
    """Remove sentences that only tell of the asker, if exactly one other sentence asks, and is complete by itself.

    A sentence that may limit the answer stays: "I do not need the later ones." All sentences stay if one of those to
    remove has a name, or a word of the topic, as the question may refer to it.
    """
    sentences = noise_patterns.SENTENCE.findall(text)
    asking = [one for one in sentences if noise_patterns.SENTENCE_ASKS.match(one)]
    if len(asking) != 1 or not _stands_alone(asking[0].strip()):
        return text
    limiting = [one for one in sentences if one not in asking and noise_patterns.MAY_LIMIT.search(one)]
    telling = [one.strip() for one in sentences if one not in (*asking, *limiting)]
    shared = {*stems_of(words_of_topic(asking[0]))}.intersection(stems_of(words_of_topic(" ".join(telling))))
    if shared or any(map(noise_patterns.NAME_WITHIN.search, telling)):
        return text
    if not all(map(noise_patterns.TELLS_FIRST_OF_US.match, telling)):
        return text
    return " ".join(one for one in sentences if one in asking or one in limiting)


def _stands_alone(sentence: str) -> bool:
    """Return whether a sentence asks for texts, has a topic of several words, and refers to nothing before it."""
    of_texts = noise_patterns.ASKS_OF_TEXTS.match(sentence) is not None
    tells = noise_patterns.TELLS_OF_US.search(sentence) or noise_patterns.SAYS_OF_BEFORE.search(sentence)
    refers = tells or signs_of(_folded(sentence)) & {"opens", "refers"}
    return of_texts and len(words_of_topic(sentence)) >= _FEWEST_OF_TOPIC and not refers


def _any_words(lines: Sequence[str]) -> bool:
    return any(map(has_words, lines))


def _folded(text: str) -> str:
    return " ".join(text.split())
