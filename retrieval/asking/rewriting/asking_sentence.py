"""The one sentence of a message that asks, behind sentences on its background; and the unread end of a long text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from embeddings.encoder import Encoder
from retrieval.asking.answer import Answer
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.kinds import find_kinds
from retrieval.asking.understand.lexicon import noise_patterns
from retrieval.asking.understand.period_limits import find_periods
from retrieval.asking.understand.signs import signs_of

_FEWEST_OF_TOPIC = 2
"""Minimum topic words of a sentence that asks of things; one is enough in a question for what texts say."""
_LONGEST_BACKGROUND = 300
"""Maximum characters of background around the sentence that asks; a message with more is not searched for as a whole.

The background of training requests that tell a case has up to 200, and helps to find the answer. More of it leads to
paragraphs on the background itself.
"""
_LAST_WORDS = 6
"""Words shown of where the reading of a text ended."""


def asking_sentence(text: str) -> str:
    """Return the only sentence of several that asks, if it is complete by itself; "" if there is none.

    Behind a few words of background, only a question for texts counts: others mostly depend on the case that is told.

    >>> asking_sentence("The clinic was hit. Roads are closed. Which paragraph is on attacks against hospitals?")
    'Which paragraph is on attacks against hospitals?'
    >>> asking_sentence("The clinic was hit. Which text is on that?"), asking_sentence("Who protects camps?")
    ('', '')
    """
    sentences = [one.strip() for one in noise_patterns.SENTENCE.findall(text)]
    asking = [one for one in sentences if noise_patterns.SENTENCE_ASKS.match(one) or noise_patterns.REQUESTS.match(one)]
    if len(asking) != 1 or len(sentences) == 1:
        return ""
    others = " ".join(one for one in sentences if one != asking[0])
    if find_kinds(others) or find_periods(others, None):
        return ""  # "only operative paragraphs. Is there language on landmines?"
    sentence = noise_patterns.ANNOUNCED_QUESTION.sub("", asking[0])
    of_texts = any(pattern.match(sentence) for pattern in (noise_patterns.ASKS_OF_TEXTS, noise_patterns.REQUESTS))
    fewest = 1 if of_texts else _FEWEST_OF_TOPIC
    refers = noise_patterns.LEANS_ON_OTHERS.search(sentence) or signs_of(sentence) & {"opens", "refers"}
    stands_alone = (of_texts or is_long_background(sentence, text)) and not refers
    return sentence if stands_alone and len(words_of_topic(sentence)) >= fewest else ""


def is_long_background(sentence: str, text: str) -> bool:
    """Return whether the sentence that asks has too much background in a text to be searched for with it."""
    return bool(sentence) and len(text) - len(sentence) > _LONGEST_BACKGROUND


def answered_alone(sentence: str, ask: Callable[..., Answer], before: Sequence[Turn]) -> Answer | None:
    """Answer a sentence without those around it; the reply says so. None if it is "", or has no "sure" answer.

    Args:
        sentence: The sentence that asks; "" for none.
        ask: Answers a question after the turns `before`.
        before: The turns of the conversation so far.
    """
    answer = ask(sentence, before=before) if sentence else None
    if not answer or not answer.answered or answer.certainty == "likely":
        return None
    return replace(answer, reply=" ".join(filter(None, (answer.reply, f"This is on “{sentence}” alone."))))


def unread_end(text: str, encoder: Encoder) -> str:
    """Return a message that the end of a text is not read, with the last words that are; "" if all of it is read.

    An encoder reads no more than its `max_tokens`.
    """
    if len(text) <= encoder.max_tokens:  # a token has a character or more
        return ""
    spans = encoder.token_spans(text)
    most = encoder.max_tokens - encoder.reserved_tokens
    if len(spans) <= most:
        return ""
    last = " ".join(text[: spans[most - 1][1]].split()[-_LAST_WORDS:])
    return f"This text is too long: only its beginning was searched for, up to “… {last}”."
