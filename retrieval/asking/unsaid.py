"""What is asked for and no paragraph says: a word that none has, or what something is where none explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.asking.answer import Hit
from retrieval.asking.answerable import FOREMOST
from retrieval.asking.establishing import establishes, forms_of, heads_of
from retrieval.asking.phrased import compounds
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import turn_patterns, word_lists
from retrieval.asking.understand.question import Question
from retrieval.index.protocol import ClauseIndex, LanguageIndex, language_index
from retrieval.library.abbreviations import Abbreviations
from retrieval.wording.fold import fold_words

_SHORTEST = 3
"""Least letters of a word that is said to be in no paragraph."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What is asked for and not said, in words, and the reply that says so; both empty if there is nothing of it."""

    names: tuple[str, ...] = ()
    reply: str = ""


NOTHING_UNSAID = Unsaid()


def unsaid(question: Question, hits: Sequence[Hit], index: ClauseIndex) -> Unsaid:
    """Return what a question in English asks for and no paragraph says.

    Args:
        question: The question, without what it takes from earlier turns.
        hits: The paragraphs that were found.
        index: The index that was searched.
    """
    language = language_index(index)
    if language is None or question.language != ENGLISH or question.cited or question.only_limits:
        return NOTHING_UNSAID
    if word := _word_nowhere(question, language):
        return Unsaid((f"“{word}”",), f"No paragraph here has the word “{word}”.")
    if term := _term_unexplained(question, hits, index.manifest.abbreviations):
        said = f"None of these paragraphs says what is meant by “{term}”: they only speak of it."
        return Unsaid((f"what is meant by “{term}”",), said)
    return NOTHING_UNSAID


def _word_nowhere(question: Question, index: LanguageIndex) -> str:
    """Return the only word of a topic, if no paragraph has it in any form or known other words; else "".

    A sentence asks for more than its words: "can they sue?".
    """
    topic = turn_patterns.ANOTHER_TOPIC.sub("", question.asked)
    said = fold_words(topic).split()
    words = words_of_topic(topic)
    if question.shape.name != "answer" or question.corrections or len(words) != 1:
        return ""
    [word] = words
    if word not in fold_words(question.text).split():  # it is not searched for: "without Yemen"
        return ""
    if not word.isalpha() or len(word) < _SHORTEST or word_lists.OF_A_SENTENCE.intersection(said):
        return ""
    typed = next((one for one in word_lists.CONTENT_WORD.findall(topic) if one.lower() == word), word)
    return "" if _is_known(typed, index) else typed


def _is_known(typed: str, index: LanguageIndex) -> bool:
    """Return whether a paragraph has a word in any form, or it is known to stand for others."""
    word = typed.lower()
    abbreviations, phrases = index.manifest.abbreviations, index.phrases
    forms = [*phrases.relatives(word), *phrases.number_forms(word)]
    otherwise = abbreviations.long_forms(typed) or abbreviations.reworded([word])
    return bool(forms or otherwise) or len(list(compounds([word], phrases))) > 1


def _term_unexplained(question: Question, hits: Sequence[Hit], abbreviations: Abbreviations) -> str:
    """Return the term of "what is a …?" that none of the first hits establishes or defines; "" if one does.

    A name, "the …" and an abbreviation are of something that is there, which texts tell of without a definition.
    """
    asked = word_lists.WHAT_IS_A.fullmatch(question.text)
    if not (question.defines and asked) or word_lists.ASKS_WHO_SET_UP.search(question.asked):
        return ""
    term = asked["term"]
    forms = forms_of(term, abbreviations)
    if len(forms) > 1 or abbreviations.long_forms(term):
        return ""
    explained = any(establishes(hit.clause.text, (*forms, *heads_of(forms))) for hit in hits[:FOREMOST])
    return "" if explained else term
