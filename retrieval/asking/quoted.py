"""Quotations that are asked about alone: whether a paragraph has their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.asking.answer import Hit
from retrieval.asking.answerable import FOREMOST, is_covered
from retrieval.asking.named import Absent
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon.word_lists import OF_A_SENTENCE
from retrieval.asking.understand.noise import quoted_whole
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_drafted
from retrieval.index.phrases import PhraseIndex
from retrieval.index.protocol import ClauseIndex, language_index
from retrieval.wording.fold import fold_words

_FEWEST = 5
"""Least words of a quotation; fewer, in quotation marks, are a term."""

_FEWEST_OF_PART = 3
"""Least words of a quotation in each of two paragraphs that it spans: a lead-in and what is under it."""

_MOST = 60
"""Most words of a quotation that is looked up; a longer one is a pasted text."""


def quoted_alone(asked: str) -> str:
    """Return the words of a question that is a quotation and nothing else; "" for any other.

    >>> quoted_alone("“all States shall disarm within ten years”.")
    'all States shall disarm within ten years'
    >>> quoted_alone('"days of tranquillity"'), quoted_alone('which paragraph has "days of tranquillity"')
    ('', '')
    """
    match = quoted_whole(asked)
    is_quotation = match and _FEWEST <= len(fold_words(match["inside"]).split()) <= _MOST
    return match["inside"] if match and is_quotation else ""


def is_nowhere(quotation: str, index: ClauseIndex) -> bool:
    """Return whether no paragraph has the words of a quotation, in singular or plural; False without phrases."""
    words = fold_words(quotation).split()
    language = language_index(index)
    if language is None:
        return False
    phrases = language.phrases
    cuts = range(_FEWEST_OF_PART, len(words) - _FEWEST_OF_PART + 1)
    return not _has(words, phrases) and not any(
        _has(words[:cut], phrases) and _has(words[cut:], phrases) for cut in cuts
    )


def _has(words: list[str], phrases: PhraseIndex) -> bool:
    forms = [phrases.number_forms(word) for word in words]
    return all(forms) and len(phrases.rows_of_any(forms)) > 0


def with_quotation(absent: Absent, understood: Question, index: ClauseIndex) -> Absent:
    """Add to what is absent a quotation that is asked about alone and is in no paragraph."""
    # A frame that was read asks: "“language on advisers, please”" quotes nobody.
    quotation = quoted_alone(understood.text) if understood.language == ENGLISH else ""
    if not quotation or is_drafted(understood.asked) or not is_nowhere(quotation, index):
        return absent
    also = absent.with_names([f"“{quotation}”"], "No paragraph here has the words that you quote.")
    return replace(also, quotation=quotation)


def may_be_meant(quotation: str, hits: Sequence[Hit]) -> bool:
    """Return whether hits may answer a quotation that is in no paragraph.

    They may if one of the first has all its content words, in any order and inflection, or if it is no sentence but a
    topic: "women, peace and security agenda in missions".
    """
    is_sentence = not OF_A_SENTENCE.isdisjoint(fold_words(quotation).split())
    return not is_sentence or is_covered(quotation, [hit.clause.text for hit in hits[:FOREMOST]])
