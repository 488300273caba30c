"""Parsing of a question in its conversation, against an index: its meaning, absent names, or small talk.

Rewriting: The words of a question pass through several stages before they are understood. Each stage takes a text and
returns a text: where it recognises the wording, another question of the same meaning; else the text as it is. So the
stages behind it need to know one wording of many. The new text is always one that somebody could have typed, and is
read as if it had been typed; no stage leaves a mark in it for a later one. Whatever else a stage finds, it returns
beside the text, as `Glossed` and `Group` do. The stages in their order, with an example of each:

1. Spelling out, by `spelt_out`: "mines n kids" is "mines and kids"; in other languages translation, by `in_english`:
   "Autre sujet : les camps" is "new topic: camps".
2. Removal of noise, by `without_noise`, and of the announcement of a new topic, by `announced_topic`:
   "thanks! Now small arms" is "small arms", asked without the turns before.
3. Look-up of descriptions, by `with_all` and `with_symbols`: "the latest WPS resolution" is "S/RES/2493 (2019)".
4. Look-up of a group, by `named_group`: "do the WPS resolutions mention camps" is "do the resolutions mention camps".
5. Wording of a complete question, by `what_it_says`, `as_comparison` and `as_definition`: "full form of MARA?" is
   "what is MARA".
6. Wording of a follow-up, by `follow_up`: "any other resolutions on this?" is "and elsewhere?".
7. Notation of references and limits, by `understand`: "letter b of OP 16" is "OP 16 (b)".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from retrieval.asking.lookup.absent_names import NOTHING_ABSENT, Absent, with_unnamed_countries
from retrieval.asking.lookup.descriptions import named_group, with_symbols
from retrieval.asking.lookup.names import look_up_names
from retrieval.asking.lookup.quotations import with_mended_words, with_quotation
from retrieval.asking.lookup.quoted_paragraph import paragraph_quoted
from retrieval.asking.understand.chat_spellings import spelt_out
from retrieval.asking.understand.comparisons import as_comparison
from retrieval.asking.understand.countries import lifts_country
from retrieval.asking.understand.finding import ReplyKind, Sign
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.new_topic import announced_topic
from retrieval.asking.understand.follow_ups.shown import expand_shown
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.languages.glossary import Glossed, in_latin_letters
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER, in_english
from retrieval.asking.understand.lexicon import definition_words, reference_patterns, word_lists
from retrieval.asking.understand.noise import split_quoted_lines, without_noise
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.question import Question, checked
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.smalltalk import is_reaction, reply_kind
from retrieval.asking.understand.standing import with_standing
from retrieval.asking.understand.understood import is_pasted_paragraph, understand
from retrieval.asking.understand.whole_descriptions import with_all
from retrieval.asking.understand.words import first_match, has_words
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters, describe
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts
from retrieval.index.protocol import ClauseIndex, clause_with_id
from retrieval.library.abbreviations import Abbreviations
from retrieval.wording.english import is_english

_REFERS: frozenset[Sign] = frozenset({"refers", "it says"})
"""Signs in the wording of a question that it refers to a text before it, such as one that it quotes."""


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """Answered question, as stored for follow-ups.

    Attributes:
        question: As typed.
        given: Filters set by options, not by its words.
        literal: Whether it was searched for verbatim, without reading filters from it.
        quoted: Ids of its first hits, "S/RES/1325(2000)#8".
        led_nowhere: Whether no hit answered it or came close.
        shown: Ids of the paragraphs that ordinals meant after its answer, as in `Turn`.
    """

    question: str
    given: Filters = NO_LIMITS
    literal: bool = False
    quoted: Sequence[str] = ()
    led_nowhere: bool = False
    shown: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """Parsed question, or the reason not to search for it.

    Attributes:
        reading: How the question was read in its conversation.
        small_talk: Kind of small talk, if it is no question.
        absent: Resolutions, paragraphs and limits that it names and the library lacks.
        unknown: Words of a question in another language that were not understood.
    """

    reading: Reading
    small_talk: ReplyKind | None = None
    absent: Absent = NOTHING_ABSENT
    unknown: tuple[str, ...] = ()

    @property
    def is_searched(self) -> bool:
        """Whether to search: the question is no small talk, and not everything that it names is absent."""
        return self.small_talk is None and not self.absent.lacks_all

    @property
    def lacks_topic(self) -> bool:
        """Whether no word of its topic was understood; False if it cites a paragraph."""
        question = self.reading.understood
        if not self.unknown or question.cited:
            return False
        unread = {one for word in self.unknown for one in words_of_topic(f"{word} {in_latin_letters(word)}")}
        general = word_lists.BESIDE_A_TOPIC | word_lists.PIECES_OF_WORK | unread
        return general.issuperset(words_of_topic(question.text))


def read_question(
    text: str,
    index: ClauseIndex,
    *,
    before: Sequence[Turn] = (),
    filters: Filters = NO_LIMITS,
    standing: Filters = NO_LIMITS,
    literal: bool = False,
    language: str = ENGLISH,
) -> ReadQuestion:
    """Parse a question against the contents of an index; see `ask` for the arguments.

    The caller has checked its length.
    """
    quoted, own = split_quoted_lines(text)
    if not literal and has_words(quoted) and has_words(own):
        text, before = _with_quote(quoted, own, before, index, language)
    typed = " ".join(text.split())
    read = Glossed(spelt_out(text)) if language == ENGLISH else in_english(without_noise(text), language)
    said, unknown = read.english, _not_understood(read.unknown, index)
    words = without_noise(said)
    kind = reply_kind(words, follows=bool(before)) or ("aside" if before and is_reaction(said) else None)
    if kind is not None:
        return ReadQuestion(Reading(Question.verbatim(typed, language=language)), small_talk=kind)
    given = replace(filters, suggested=filters.suggested or standing.suggested)
    if literal:
        as_typed = typed if language in (ENGLISH, OTHER) else in_english(typed, language, literal=True).english
        verbatim = replace(Question.verbatim(as_typed, Scope(given), language), stated=describe(given))
        question, absent = look_up_names(with_standing(verbatim, standing, index.facts), index, given)
        return ReadQuestion(Reading(question), absent=absent, unknown=unknown)
    new_topic = announced_topic(said, words) if before else None
    if new_topic is not None:
        words, before = new_topic, ()
    if is_pasted_paragraph(words):  # "Also requests the Secretary-General to …" adds nothing to the turn before
        before = ()
    reading = _read_words(words, before, index, given, language)
    reading = reading.mapped(lambda question: with_standing(question, standing, index.facts))
    question, absent = look_up_names(reading.understood, index, given)
    asked_before = before[-1].understood.asked if before and reading.continues else ""
    if not (asked_before and lifts_country(words)):
        named_before = "" if lifts_country(asked_before) else asked_before
        absent = with_unnamed_countries(absent, question, index.facts, named_before)
    absent = with_quotation(absent, question, index)
    mended = with_mended_words(question, index)
    corrections = (*read.corrections, *mended.corrections)
    understood = replace(mended, corrections=corrections, is_new=new_topic is not None)
    return ReadQuestion(replace(reading, understood=understood), absent=absent, unknown=unknown)


def _with_quote(
    quoted: str, own: str, before: Sequence[Turn], index: ClauseIndex, language: str
) -> tuple[str, Sequence[Turn]]:
    """Return the words of a message that quotes a text, and the turns that it builds on.

    Words beside a paragraph of the library follow up on it, as if it had been looked up before. Beside any other quote,
    words that refer to it ("who has to do that?"), or have no topic, do so; others leave it out. A question for what it
    is, or whether it is true, looks for its words.
    """
    if clause := paragraph_quoted(quoted, index):
        return own, turns_of([StoredQuestion(clause.citation, quoted=[clause.id])], index, lambda *_: ENGLISH)
    said = own if language == ENGLISH else in_english(without_noise(own), language).english
    words = without_noise(said)
    kind = reply_kind(words, follows=True)
    if kind in ("help", "quotes"):
        return quoted, ()
    if kind is None:
        is_on_quote = bool(signs_of(words) & _REFERS) or not words_of_topic(words)
    else:
        is_on_quote = reply_kind(words) is None  # "is this binding?" is small talk only after a text
    if is_on_quote:
        return own, turns_of([StoredQuestion(quoted)], index, lambda *_: language)
    return own, before


def _not_understood(words: Iterable[str], index: ClauseIndex) -> tuple[str, ...]:
    """Return the unknown words: not in the library, no abbreviation, and no English word in lower case.

    Args:
        words: Words that no glossary has.
        index: The index of the library.
    """

    def is_known(word: str) -> bool:
        latin = in_latin_letters(word)
        is_word = latin == word and word.islower() and is_english(word)
        return is_word or latin.lower() in index.facts.words or bool(index.manifest.abbreviations.long_forms(latin))

    return tuple(word for word in words if not is_known(word))


def _read_words(words: str, before: Sequence[Turn], index: ClauseIndex, given: Filters, language: str) -> Reading:
    """Understand the words of a question after earlier turns; the index tells which resolutions they describe."""
    if not (before and expand_shown(words, before[-1])):  # "the last one, full text" describes no resolution
        words = with_symbols(with_all(words), index, follows=bool(before))
    group = named_group(words, index)
    words = as_comparison(what_it_says(group.rest if group else words, index.facts), index.facts)
    words = as_definition(words, index.manifest.abbreviations)
    if group and group.is_asked_for:  # it is on no topic, so that it takes none along
        before = ()
    reading = follow_up(words, before, index.facts, given, language)
    # "In the WPS resolutions 1325 and 1820" is in these two.
    if not group or understand(words, index.facts).scope.filters.resolutions:
        return reading
    return reading.mapped(partial(_limited_to, group.symbols))


def what_it_says(text: str, facts: LibraryFacts) -> str:
    """Rewrite "and what about 1325 on camps?" as "what does 1325 say on camps?"; return any other question as it is.

    A number that may be a year is read as a year, unless the question says "resolution".
    """
    match = reference_patterns.WHAT_ABOUT_ONE.fullmatch(text)
    if not match or (is_year(int(match["number"]), facts) and not match["named"]):
        return text
    return f"what does {match['resolution']} say on {match['topic']}"


def as_definition(text: str, abbreviations: Abbreviations) -> str:
    """Rewrite a question for the long form of an abbreviation, or for who counts as something, as one for a definition.

    Any other text is returned as it is.

    >>> known = Abbreviations({}, {"MARA": ("monitoring, analysis and reporting arrangements",)})
    >>> as_definition("full form of MARA?", known), as_definition("meaning of life", known)
    ('what is MARA', 'meaning of life')
    >>> as_definition("who counts as youth?", known)
    'how is youth defined'
    """
    typed = " ".join(text.split())
    if counted := definition_words.COUNTS_AS.fullmatch(typed):
        return f"how is {counted['term']} defined"
    match = first_match(pattern.fullmatch(typed) for pattern in definition_words.SPELT_OUT)
    return f"what is {match['short']}" if match and abbreviations.long_forms(match["short"]) else text


def _limited_to(symbols: Sequence[Symbol], question: Question) -> Question:
    """Return a question limited to resolutions."""
    return question.stating(replace(question.scope.filters, resolutions=tuple(map(Citation.of, symbols))))


def turns_of(
    questions: Iterable[StoredQuestion], index: ClauseIndex, language_of: Callable[[str, Sequence[Turn]], str]
) -> tuple[Turn, ...]:
    """Rebuild the conversation turns of stored questions, oldest first, without a search; small talk is left out.

    Ordinals of each question mean what they meant when it was asked; in the turns returned, what they mean now.

    Args:
        questions: The questions.
        index: The index that they were asked of.
        language_of: Returns the language of a question after the turns before it.
    """
    turns: tuple[Turn, ...] = ()
    for one in questions:
        checked(one.question)
        language = language_of(one.question, turns)
        read = read_question(
            one.question, index, before=turns, filters=one.given, literal=one.literal, language=language
        )
        if read.is_searched:
            quoted = tuple(one.quoted)
            first = clause_with_id(quoted[0], index) if quoted else None
            turn = Turn(
                read.reading.understood.without_standing,
                symbols=tuple(dict.fromkeys(map(_symbol, quoted))),
                quoted=quoted,
                text=first.text if first else "",
                led_nowhere=one.led_nowhere,
                opens_topic=read.reading.opens_topic_by_words,
            )
            turns = (*turns, turn)
        turns = tuple(replace(turn, shown=tuple(one.shown)) for turn in turns)
    return turns


def _symbol(text: str) -> Symbol:
    citation = parse_citation(text.partition("#")[0])
    assert citation.year, "a symbol is written with its year"
    return Symbol(citation.number, citation.year)
