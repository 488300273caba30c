"""Message text, and rules that decide whether a message is addressed to the bot.

A mention of the bot and a direct message are always addressed to it. Other messages are treated as a conversation
between people, except:

* Thread follow-up without a mention: the bot has answered in the thread before, and
  the writer is one of the askers there, and
  the message reads as a question or as a continuation ("and for children", "operative only"), and
  it mentions no other user, no user group and no @channel or @here, and
  only the writer has posted since the bot's last answer.
* Channel message outside of threads: the channel's settings say that every question is answered, and
  the message reads as a question of its own, and mentions nobody.

So the bot ignores thanks after an answer, a colleague's remark about it, a question to a colleague by name, and
messages after the colleague's reply; a mention resumes the conversation. Each of these exceptions is searched for, and
answered if the result justifies that (`bot.slack.unasked`), unless the thread is silenced.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from bot.slack.pointing import marks, pointing_language
from bot.texts.texts import ENGLISH, OFFICIAL
from retrieval.asking.understand.edits import edited
from retrieval.asking.understand.finding import filters_of
from retrieval.asking.understand.follow_ups.own_words import continues
from retrieval.asking.understand.follow_ups.shown import expand_shown
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.follow_ups.wordings import bare, load_wordings, match_meaning
from retrieval.asking.understand.kinds import find_kinds
from retrieval.asking.understand.languages.lexicon import in_english_terms, message_in
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.period_limits import find_periods
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.asking.understand.understood import read_beginning
from retrieval.clauses.filters import describe

_MARKUP = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^\s<>|][^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_MENTION = re.compile(r"<(?:@([A-Z0-9]+)(?:\|[^<>]*)?|!(?:subteam|here|channel|everyone)\b[^<>]*)>")
_DOCUMENT = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org|documents\.un\.org|digitallibrary\.un\.org)/", re.I
)
"""Beginning of a link to a document of the United Nations."""
_STRUCK = re.compile(r"(?<![\w~])~(?=[^\s~])[^~]*+(?<=\S)~(?![\w~])")
"""Words that their writer has struck through, in mrkdwn."""
_EDITED = re.compile(r"^\W*edit(?:ed)?\s?[:–-]\s*", re.I)
"""Word by which a writer says that a message was edited: "edit: solved"."""
_NUMBER = re.compile(r"\d{3}")
_OF_PEOPLE_OR_MESSAGES = re.compile(r"(?:mailto|tel):|https?://[\w.-]{1,100}\.slack\.com/", re.I)
"""Beginning of an e-mail address, a telephone number, or a link to a message."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_LONGEST_READ = 100
"""Maximum characters of a message that is read in other languages than English: one that goes on is short."""

_COURTEOUS = ("greeting", "thanks", "empty")
"""Kinds of small talk that need no reply."""

_OF_PEOPLE = frozenset({"aspect", "doubting", "whole-text"})
"""Meanings of follow-ups that people among themselves have, too: "any news?", "what does the mission say?"."""

_SHOWN = Turn(Question.verbatim(""), shown=tuple(f"S/RES/1325(2000)#{number}" for number in range(1, 11)))
"""An answer that has shown ten paragraphs, to which ordinals may refer."""


def plain_words(text: str) -> str:
    """Convert mrkdwn to plain text, without user mentions and words struck through.

    Line breaks stay, as a line may quote an earlier message.

    >>> plain_words("<@U0BOT> what does <https://undocs.org/1325|1325> say on ~camps~ R&amp;D?")
    'what does 1325 say on R&D?'
    """
    words = _MARKUP.sub(_shown, _STRUCK.sub(" ", text))
    for entity, character in _ENTITIES:
        words = words.replace(entity, character)
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines())


def with_forwarded(text: str, forwarded: str) -> str:
    r"""Convert a message and those that it forwards to plain text, as a question.

    A forward is read as a quote before the person's own words; alone, or where these only point at it, as the question.

    >>> with_forwarded("who has to do *that*?", "Urges all parties\nto disarm")
    '> Urges all parties\n> to disarm\nwho has to do *that*?'
    >>> with_forwarded("<@U0BOT> any thoughts?", "who protects women in camps?")
    'who protects women in camps?'
    """
    own, quoted = plain_words(text), plain_words(forwarded)
    if not quoted or (own and pointing_language(own) is None):
        return "\n".join(filter(None, (*(f"> {line}" for line in quoted.splitlines() if line), own)))
    return quoted


def _shown(mark: re.Match[str]) -> str:
    """Return what a mark of Slack says to the library: its label, or the link to a document under another label.

    The names of people and channels, and the addresses of people and messages, say nothing.
    """
    sign, target, label = mark["sign"], mark["target"], mark["label"] or ""
    if sign in ("@", "#") or (sign == "!" and not target.startswith("date")) or _OF_PEOPLE_OR_MESSAGES.match(target):
        return ""
    return target if not label or (_DOCUMENT.match(target) and not _NUMBER.search(label)) else label


def mentions(text: str, user: str) -> bool:
    """Check whether a message mentions a user."""
    return any(match[1] == user for match in _MENTION.finditer(text))


def is_follow_up(text: str, *, writer: str, askers: Collection[str], me: str) -> bool:
    """Check whether a thread message is a follow-up question to the bot, judging by the message alone.

    Args:
        text: Message text in mrkdwn.
        writer: User id of the writer.
        askers: User ids answered by the bot in this thread.
        me: User id of the bot.
    """
    if writer not in askers or _mentions_others(text, me):
        return False
    return any(map(_asks_on, with_english(without_noise(plain_words(text)))))


def with_english(words: str) -> list[str]:
    """Return the words of a message, and their English where the lexicon of another language reads them.

    >>> with_english("depuis 2010"), with_english("le deuxième"), with_english("since 2010")
    (['depuis 2010', 'since 2010'], ['le deuxième', 'the second one please'], ['since 2010'])
    """
    others = (language for language in OFFICIAL if language != ENGLISH and len(words) <= _LONGEST_READ)
    readings = (message_in(words, language) or in_english_terms(words, language) for language in others)
    return list(dict.fromkeys((words, *readings)))


def is_between_people(said: Iterable[Mapping[str, Any]], *, writer: str, me: str) -> bool:
    """Check whether another user than the writer and the bot has posted."""
    return any(message.get("user") not in (writer, me) for message in said)


def is_open_question(text: str, *, me: str) -> bool:
    """Check whether a message is a self-contained question that mentions nobody."""
    return not _mentions_others(text, me) and _asks(without_noise(plain_words(text)))


def is_courtesy(text: str) -> bool:
    """Check whether a message greets or thanks, and does nothing else.

    >>> is_courtesy("thanks!"), is_courtesy("thanks! and who reports on it?")
    (True, False)
    """
    return reply_kind(without_noise(plain_words(text))) in ("greeting", "thanks")


def asks_nothing(text: str) -> bool:
    """Check whether a message, put in the place of a question, only thanks, greets or says that it is settled.

    >>> [asks_nothing(text) for text in ("edit: solved", "~who protects camps?~ never mind", "Merci !", "ignore this")]
    [True, True, True, True]
    >>> asks_nothing("thanks! and who reports on it?"), asks_nothing("operative only")
    (False, False)
    """
    words = without_noise(_EDITED.sub("", plain_words(text)))
    return any(reply_kind(said, follows=True) in (*_COURTEOUS, "aside") for said in with_english(words))


def refers_to_answer(words: str) -> bool:
    """Check whether a message as a whole refers to the last answer, or corrects its question.

    It is then a question to the bot even if it has words of personal conversation.

    >>> [refers_to_answer(words) for words in ("the second one please", "no, I meant 1889", "OP 9", "quote it in full")]
    [True, True, True, True]
    >>> [refers_to_answer(words) for words in ("the second one is yours", "I meant lunch", "lunch at 1300")]
    [False, False, False]
    """
    is_worded_so = any(match_meaning(meaning, words) for meaning in load_wordings().keys() - _OF_PEOPLE)
    return is_worded_so or expand_shown(words, _SHOWN) != "" or marks()["paragraph"].search(bare(words)) is not None


def is_personal(words: str) -> bool:
    """Check whether a text has words of personal conversation, such as "we" and "your".

    >>> is_personal("shall we meet before?"), is_personal("show me the preamble")
    (True, False)
    """
    return marks()["personal"].search(words) is not None


def _mentions_others(text: str, me: str) -> bool:
    return any(match[1] != me for match in _MENTION.finditer(text))


def _asks_on(words: str) -> bool:
    """Check whether words are a question, an order or the rest of a question, or refer to the last answer."""
    kind = reply_kind(words)
    return _asks(words) or kind not in (None, *_COURTEOUS) or _continues(words) or refers_to_answer(words)


def _asks(words: str) -> bool:
    return reply_kind(words) is None and turn_patterns.ASKS_OR_ORDERS.search(words) is not None


def _continues(words: str) -> bool:
    """Check whether words continue an earlier question, judging without the library."""
    if reply_kind(words) is not None or is_personal(words):
        return False
    head = read_beginning(words)
    found = [*find_kinds(head), *find_periods(head, None)]
    return continues(words, Question(words, edited(words, found), stated=describe(filters_of(found))))
