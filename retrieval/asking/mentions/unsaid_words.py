"""Detection of what the paragraphs lack of a question: its words, a country, a value or what a term means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.asking.answer import Hit
from retrieval.asking.answerability.confidence import FOREMOST
from retrieval.asking.lookup.definitions import defines_something, establishes, explains, forms_of, heads_of
from retrieval.asking.mentions.phrase_lookup import any_held, compounds
from retrieval.asking.mentions.topic_parts import trimmed
from retrieval.asking.understand.countries import countries_asked_about, countries_in, country_words_in
from retrieval.asking.understand.finding import LISTED
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER
from retrieval.asking.understand.lexicon import definition_words, spelling_words, turn_patterns, word_lists
from retrieval.asking.understand.lexicon.value_patterns import OTHER_NUMBERS, VALUE_KINDS
from retrieval.asking.understand.question import Question
from retrieval.index.protocol import ClauseIndex, full_or_none
from retrieval.library.abbreviations import Abbreviations
from retrieval.wording.english import common_words, is_english
from retrieval.wording.fold import fold_words

_SHORTEST = 3
"""Minimum letters of a word that is reported as absent."""

_OF_VERBS = ("ed", "ing")
"""Endings of likely verbs, which are not reported beside other words, as texts have other verbs: "kids locked up"."""

_MOST = 6
"""Maximum words of a topic whose absent words are reported; a longer one describes a case."""

_COMMON = 2_000
"""Number of the most frequent English words, which are not reported as absent beside other words."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Words, countries, a value or a term of a question that the paragraphs lack.

    Attributes:
        names: Their description, for display; none if nothing is lacking.
        reply: Message that they are lacking; "" if nothing is.
        of_words: Whether words of the topic are lacking, rather than a country, a value or a term.
        of_value: Whether a value that is asked for is lacking, so that no hit answers.
        is_all: Whether the lacking words are the whole topic, and are several, or a name in a follow-up.
    """

    names: tuple[str, ...] = ()
    reply: str = ""
    of_words: bool = False
    of_value: bool = False
    is_all: bool = False

    def naming(self, words: Sequence[str]) -> Unsaid:
        """Return a copy that names words or phrases that no paragraph has in place of what it names."""
        names = tuple(f"“{one}”" for one in words)
        kind = "words" if len(names) > 1 or " " in words[0] else "word"
        return replace(self, names=names, reply=f"No paragraph here has the {kind} {' or '.join(names)}.")


NOTHING_UNSAID = Unsaid()


def find_unsaid(question: Question, hits: Sequence[Hit], index: ClauseIndex, *, follows: bool = False) -> Unsaid:
    """Find words of a question that no paragraph has; else a value, a country or a meaning that no hit has.

    For a question that a glossary put into English, words are only looked up if it is keywords, as a translated
    sentence has no grammar to rely on; and terms are not looked up.

    Args:
        question: The question, without what it takes from earlier turns.
        hits: The paragraphs that were found.
        index: The index that was searched.
        follows: Whether the question builds on earlier turns, so that their words were searched for, too.
    """
    if question.language == OTHER or question.cited or question.only_limits or full_or_none(index) is None:
        return NOTHING_UNSAID
    is_english = question.language == ENGLISH
    value = _value_unstated(question, hits) if is_english else ""
    absent = _unsaid_words(question, index, follows=follows)
    if absent.of_words:
        return replace(absent, of_value=bool(value))
    if value:
        return Unsaid((value,), f"None of these paragraphs states {value}.", of_value=True)
    if countries := " or ".join(_countries_unnamed(question, hits, index)):
        return Unsaid((f"what names “{countries}”",), f"None of these paragraphs names {countries}.")
    if term := _term_unexplained(question, hits, index.manifest.abbreviations) if is_english else "":
        said = f"None of these paragraphs says what is meant by “{term}”: they only speak of it."
        return Unsaid((f"what is meant by “{term}”",), said)
    return NOTHING_UNSAID


def _unsaid_words(question: Question, index: ClauseIndex, *, follows: bool) -> Unsaid:
    """Find the words of a short topic that no paragraph has, in any form or in known other words."""
    is_framed = question.shape.name in LISTED or _is_in_no_sentence(question.text)
    topic = turn_patterns.ANOTHER_TOPIC.sub("", question.text if is_framed else question.asked)
    beside = word_lists.BESIDE_A_TOPIC | word_lists.PIECES_OF_WORK | spelling_words.CONTRACTIONS
    words = [word for word in words_of_topic(topic) if word not in beside]
    if not _asks_by_name(question, topic, words):
        return NOTHING_UNSAID
    searched = {*fold_words(question.text).split()}  # not "Yemen" in "without Yemen"
    handled_elsewhere = _of_phrases(topic, index.manifest.abbreviations) | country_words_in(topic)
    as_typed = {one.lower(): one for one in word_lists.CONTENT_WORD.findall(topic)}
    typed = {word: as_typed.get(word, word) for word in words if word in searched - handled_elsewhere}
    is_alone = len(words) == 1
    lacking = {
        word: one for word, one in typed.items() if _is_reported(one, is_alone=is_alone) and not _is_known(one, index)
    }
    if lacking:
        # A follow-up on an unknown name, "and UNITA?", is not answered by paragraphs on the topic before.
        is_name = follows and all(one[:1].isupper() or not is_english(one) for one in lacking.values())
        has_others = any(_is_known(word, index) for word in words if word not in lacking)
        is_all = (len(lacking) > 1 or is_name) and not has_others
        return Unsaid(of_words=True, is_all=is_all).naming([*lacking.values()])
    phrase = _phrase_nowhere(topic, index)
    return Unsaid(of_words=True).naming([phrase]) if phrase else NOTHING_UNSAID


def _asks_by_name(question: Question, topic: str, words: Sequence[str]) -> bool:
    """Return whether a question names a short topic, of which each word can be looked up.

    A sentence does so only if it is English and has the topic in one piece, as it asks for more than its words: "can
    they sue?".
    """
    if question.corrections:  # what is left uncorrected may be a slip, too
        return False
    if question.shape.name not in (*LISTED, "answer") or not 0 < len(words) <= _MOST:
        return False
    return _is_in_no_sentence(topic) or (question.language == ENGLISH and _is_named_in_sentence(topic, words))


def _is_reported(typed: str, *, is_alone: bool) -> bool:
    """Return whether a word is reported if no paragraph has it.

    Beside other words, likely verbs and very common words are not, as texts say the same in other words: "sent home".
    """
    word = typed.lower()
    is_usual = word.endswith(_OF_VERBS) or word in word_lists.VERBS or word in common_words(_COMMON, 1)
    return _is_word(typed) and (is_alone or not is_usual)


def _is_in_no_sentence(topic: str) -> bool:
    return word_lists.OF_A_SENTENCE.isdisjoint(fold_words(topic).split())


def _is_named_in_sentence(topic: str, words: Sequence[str]) -> bool:
    """Return whether a sentence has a topic in one piece: several words, or one that a word such as "on" introduces."""
    said = fold_words(topic).split()
    if word_lists.MODAL.intersection(said):  # the verbs belong to the topic: "can troops sleep in a school?"
        return False
    places = [at for at, word in enumerate(said) if word in words]
    if not places:
        return False
    of_topic = said[places[0] : places[-1] + 1]
    is_named = places[0] > 0 and said[places[0] - 1] in word_lists.BEFORE_A_TOPIC
    is_alone = len(words) > 1 and word_lists.REFERRING.isdisjoint(said)  # "can they sue?" is on what "they" are
    return (is_alone or is_named) and word_lists.OF_A_SENTENCE.isdisjoint(of_topic)


def _is_word(typed: str) -> bool:
    """Return whether a typed word has only letters, and `_SHORTEST` or more; two are enough in capitals: "AI"."""
    return typed.isalpha() and (len(typed) >= _SHORTEST or (len(typed) > 1 and typed.isupper()))


def _of_phrases(topic: str, abbreviations: Abbreviations) -> frozenset[str]:
    """Return the words of the everyday phrases in a topic that have known other wordings: "blue helmets"."""
    words = fold_words(topic).split()
    return frozenset(words[at] for phrase, _ in abbreviations.phrases_in(words) for at in phrase)


def _is_known(typed: str, index: ClauseIndex) -> bool:
    """Return whether a paragraph has a word in any form, or one of its known other wordings."""
    word = typed.lower()
    abbreviations, phrases = index.manifest.abbreviations, index.require_full().phrases
    if phrases.relatives(word) or phrases.inflections(word) or phrases.number_forms(word):
        return True
    if len(list(compounds([word], phrases))) > 1:
        return True
    # An abbreviation asks for its subject, so the words of a long form count in any form and place.
    long_forms = ([phrases.relatives(part) for part in trimmed(form)] for form in abbreviations.long_forms(typed))
    return any(len(phrases.rows_of_words(forms)) for forms in long_forms) or any_held(
        abbreviations.reworded([word]), phrases
    )


def _phrase_nowhere(topic: str, index: ClauseIndex) -> str:
    """Return the first everyday phrase of a topic that no paragraph has, in known other words either; "" for none."""
    phrases = index.require_full().phrases
    countries = country_words_in(topic)
    words = fold_words(topic).split()
    for places, otherwise in index.manifest.abbreviations.phrases_in(words):
        phrase = words[places.start : places.stop]
        if countries.isdisjoint(phrase) and not any_held((" ".join(phrase), *otherwise), phrases):
            return " ".join(phrase)
    return ""


def _countries_unnamed(question: Question, hits: Sequence[Hit], index: ClauseIndex) -> list[str]:
    """Return the countries that a question is about and none of its hits names.

    A paragraph need not name the country if its resolution is on it, or if the question limits to a resolution or a
    country. Such countries are not returned.
    """
    limits = question.scope.filters
    if question.shape.name != "answer" or limits.resolutions or limits.countries or not hits:
        return []
    absent = [one for one in countries_asked_about(question.asked) if one not in index.facts.countries]
    named = {name for hit in hits for name in countries_in(hit.clause.text_with_lead_in)} if absent else ()
    return [one for one in absent if one not in named]


def _value_unstated(question: Question, hits: Sequence[Hit]) -> str:
    """Return the kind of value that a question asks for and none of its first hits states; "" if one does."""
    if question.shape.name != "answer" or not hits:
        return ""
    asked = [kind for kind in VALUE_KINDS if kind.asked.search(question.text)]
    texts = [OTHER_NUMBERS.sub(" ", hit.clause.text_with_lead_in) for hit in hits[:FOREMOST]]
    is_stated = any(kind.stated.search(text) for kind in asked for text in texts)
    return asked[0].name if asked and not is_stated else ""


def _term_unexplained(question: Question, hits: Sequence[Hit], abbreviations: Abbreviations) -> str:
    """Return the term of "what is a …?" that none of the hits establishes, defines or explains; "" if one does.

    Names, "the …" and abbreviations are skipped, as texts speak of such things without a definition.
    """
    what_is = definition_words.WHAT_IS_A.fullmatch(question.text)
    if not (question.defines and what_is) or definition_words.ASKS_WHO_SET_UP.search(question.asked):
        return ""
    term = what_is["term"]
    forms = forms_of(term, abbreviations)
    if len(forms) > 1 or abbreviations.long_forms(term):
        return ""
    known = (*forms, *heads_of(forms), *abbreviations.reworded(fold_words(term).split()))
    explained = any(establishes(hit.clause.text, known) or explains(hit.clause.text, known) for hit in hits)
    explained = explained or any(defines_something(hit.clause.text) for hit in hits[:1])  # in other words: "youth"
    return "" if explained else term
