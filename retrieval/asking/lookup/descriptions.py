"""Look-up of resolutions that a question describes: "the first WPS resolution" is S/RES/1325 (2000).

A resolution is on a topic by the words of its paragraphs, or by the agenda of the Council. A description that the
library does not settle limits nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retrieval.arrays import NO_ROWS, Rows
from retrieval.asking.lookup.agendas import adopted_under
from retrieval.asking.lookup.definitions import establishes, forms_of, heads_of, words_of
from retrieval.asking.understand.descriptions import (
    Description,
    find_descriptions,
    find_group,
    is_whole,
    without_group,
)
from retrieval.asking.understand.lexicon import definition_words, description_words
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_pasted_paragraph, understand
from retrieval.asking.understand.whole_descriptions import (
    find_beginning,
    find_group_itself,
    find_oldest_itself,
    find_topic_of_all,
)
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts, symbols_within
from retrieval.index.protocol import ClauseIndex, FullIndex, allowed_rows, full_or_none
from retrieval.wording.fold import fold_words

_Shares = npt.NDArray[np.float64]

_MOSTLY = 0.45
"""Least share of a resolution's paragraphs with a word, for the word to mark out the resolution."""

_LEAST, _MARKED = 0.2, 1.25
"""The same for a word that is rarer elsewhere: its least share in the resolution, and the least value of that share
squared over its share in the library."""

_NOT_LACKING = 0.5
"""Least share of a resolution's paragraphs with each word of the topic, over the share of that word in the library."""

_MUCH_RARER = 0.3
"""Share of the library's paragraphs with the rarest word of a topic, over that of the marking word: below this ratio,
the rarest word has to mark out the resolution, too."""

_AS_SUCH = "how many resolutions are there"
"""Question for resolutions as such, whatever they say."""

_MOST_OF_A_TOPIC = 20
"""Most resolutions on a topic to which a follow-up limits; the Council's largest agenda here has thirteen."""


@dataclass(frozen=True, slots=True)
class Group:
    """Group of resolutions in a question: "do the WPS resolutions mention men".

    Attributes:
        symbols: The resolutions; one or more.
        rest: The question without the topic of the group: "do the resolutions mention men".
        is_asked_for: Whether the question is for the resolutions themselves: "list the WPS resolutions". The rest is
            then a question for all resolutions, on no topic.
    """

    symbols: tuple[Symbol, ...]
    rest: str
    is_asked_for: bool


def with_symbols(text: str, index: ClauseIndex, *, follows: bool = False) -> str:
    """Replace each description of resolutions in a question by their symbols, if the library settles it.

    "What is the latest resolution on mediation?" asks for the latest mention, as mediation is no item of the agenda. A
    pasted paragraph keeps its words.

    Args:
        text: The question.
        index: The library.
        follows: Whether other questions came before, so that "and the youth resolutions?" limits them.
    """
    if itself := "" if follows else _oldest(text, index.facts) or _beginning(text, index):
        return itself
    found = [] if is_pasted_paragraph(text) else find_descriptions(text, follows=follows)
    found = [one for one in found if not one.is_where_to_look]
    of_all = find_topic_of_all(text) if follows and not found else None
    full = full_or_none(index)
    if full is None:
        return text
    for typed in [of_all] if of_all else reversed(found):
        one = _in_full(text, typed, full)
        symbols = () if _asks_for_mentions(one, full) else _described(one, full)
        if symbols:
            opening = "and in " if typed is of_all else ""
            text = f"{text[: one.start]}{opening}{' and '.join(map(str, symbols))}{text[one.end :]}"
    return text


def _oldest(text: str, facts: LibraryFacts) -> str:
    """Return the symbol of the first or latest resolution that a question asks for; "" for any other question."""
    itself = find_oldest_itself(text)
    if itself is None:
        return ""
    which, period = itself
    read = understand(f"resolutions {period}", facts)
    limits = read.scope.filters
    if period and not (read.only_limits and read.scope == Scope(Filters(since=limits.since, until=limits.until))):
        return ""
    held = sorted(symbols_within(read.scope, facts), key=facts.last_day_of)
    return str(held[0 if which == "first" else -1]) if held else ""


def _beginning(text: str, index: ClauseIndex) -> str:
    """Return the symbol of the resolution with which an agenda of the Council began, if it is asked for; else ""."""
    begun, full = find_beginning(text), full_or_none(index)
    if begun is None or full is None or not adopted_under(_words_of(begun.topic, full)):
        return ""
    return " and ".join(map(str, _described(begun, full)))


def named_group(text: str, index: ClauseIndex) -> Group | None:
    """Return the group of resolutions that a question names; None without one, or if the library has none of them."""
    full = full_or_none(index)
    if full is None or is_pasted_paragraph(text):
        return None
    itself, group = find_group_itself(text), find_group(text)
    if itself and _asks_for_mentions(itself, full):
        itself = None
    one = itself or group
    if one is None:
        return None
    one = _in_full(text, one, full)
    symbols = _symbols(_ranks(one, full), full)
    return Group(symbols, _AS_SUCH if itself else without_group(text, one), bool(itself)) if symbols else None


def _asks_for_mentions(one: Description, index: FullIndex) -> bool:
    """Return whether the question of a description asks for mentions of its topic, which is no item of the agenda."""
    return one.or_mentions and not adopted_under(_words_of(one.topic, index))


def _ranks(one: Description, index: FullIndex) -> Rows:
    """Return the ranks by adoption of the resolutions on a description's topic and of its years, where it has these."""
    is_group = one.role in ("searched", "excluded")
    ranks = np.flatnonzero(_on_topic(one.topic, index, by_every_word=is_group) if one.topic else _sizes(index) > 0)
    return ranks[[symbol.year in one.years for symbol in _symbols(ranks, index)]] if one.years else ranks


def _in_full(text: str, one: Description, index: FullIndex) -> Description:
    """Return a description with the longer term of the texts that its topic begins: "persons | with disabilities"."""
    behind = description_words.WITH_BEHIND.match(text, one.end)
    if not behind or not one.topic or not text[: one.end].lower().endswith(one.topic.lower()):
        return one
    topic = f"{one.topic}{behind[0]}"
    forms = [index.phrases.number_forms(word) for word in fold_words(topic).split()]
    if not all(forms) or not len(index.phrases.rows_of_phrase(forms)):
        return one
    longer = replace(one, topic=topic, end=behind.end())
    return replace(longer, or_mentions=is_whole(text, longer))


def _described(one: Description, index: FullIndex) -> Sequence[Symbol]:
    """Return the resolutions that a description means; none if the library does not settle it."""
    if one.which == ("established",):
        return _establishing(one.topic, index)
    ranks = _ranks(one, index)
    if one.which == ("all",):
        return _symbols(ranks, index) if len(ranks) <= _MOST_OF_A_TOPIC else ()
    if one.which == ("only",):
        return _symbols(ranks, index) if len(ranks) == one.many else ()
    if len(ranks) < one.many:
        return ()
    ends = [ranks[: one.many] if which == "first" else ranks[-one.many :] for which in one.which]
    return _symbols(np.unique(np.concatenate(ends)), index)


def _on_topic(topic: str, index: FullIndex, *, by_every_word: bool = False) -> npt.NDArray[np.bool_]:
    """Return for each resolution, by adoption, whether it is on a topic, by its words or by the agenda of the Council.

    Args:
        topic: The topic, as typed.
        index: The library.
        by_every_word: Whether each word has to mark a resolution out, if the topic is no item of the agenda.
    """
    words = _words_of(topic, index)
    if not description_words.WHICH_ONES.isdisjoint(words) or description_words.OF_EVERY_FIELD.issuperset(words):
        return np.zeros(len(_sizes(index)), np.bool_)
    numbers = adopted_under(words)
    is_on = _marked_out(words, index, by_every_word=by_every_word and not numbers)
    if numbers:
        is_on |= [symbol.number in numbers for symbol in _symbols(np.arange(len(is_on)), index)]
    return is_on


def _marked_out(words: Sequence[str], index: FullIndex, *, by_every_word: bool) -> npt.NDArray[np.bool_]:
    """Return for each resolution, by adoption, whether the words of its paragraphs show that it is on a topic.

    One word of the topic has to mark out the resolution: the most frequent one, if it is very common in the library;
    else the one whose share varies most between resolutions, as "women" of women, peace and security. A much rarer word
    has to mark it out, too; else displaced persons would be any persons. The other words need only be about as frequent
    as elsewhere.

    Args:
        words: Words of the topic.
        index: The library.
        by_every_word: Whether each word has to mark out the resolution.
    """
    sizes = _sizes(index)
    shares = [_shares(word, index) for word in words]
    in_library = [float(share @ sizes) / float(sizes.sum()) for share in shares]
    if not shares or not min(in_library):
        return np.zeros(len(sizes), np.bool_)
    marker = int(np.argmax(in_library))
    if in_library[marker] < _MOSTLY:
        marker = int(np.argmax([share.std() / share.mean() for share in shares]))
    rarest = int(np.argmin(in_library))
    is_rare = in_library[rarest] < _MUCH_RARER * in_library[marker]
    marking = range(len(shares)) if by_every_word else {marker, rarest} if is_rare else {marker}
    is_on: npt.NDArray[np.bool_] = np.all([_marks_out(shares[one], in_library[one]) for one in marking], axis=0)
    for share, share_in_library in zip(shares, in_library, strict=True):
        is_on &= share >= _NOT_LACKING * share_in_library
    return is_on


def _marks_out(shares: _Shares, in_library: float) -> npt.NDArray[np.bool_]:
    """Return for each resolution whether a word marks it out: many of its paragraphs have it, or more than elsewhere.

    Args:
        shares: For each resolution, the share of its paragraphs with the word.
        in_library: The share of the library's paragraphs with it.
    """
    return (shares >= _MOSTLY) | ((shares >= _LEAST) & (shares**2 / in_library >= _MARKED))


def _words_of(topic: str, index: FullIndex) -> list[str]:
    """Return the content words of a topic, its abbreviations in full; "anti-trafficking" is on trafficking."""
    forms = forms_of(topic, index.manifest.abbreviations)
    return [word for word in words_of(forms[1] if len(forms) > 1 else topic) if word != "anti"]


def _shares(word: str, index: FullIndex) -> _Shares:
    """Return for each resolution the share of its paragraphs that have a word, in any inflection."""
    forms = index.phrases.relatives(word)
    rows = index.phrases.rows_of_phrase([forms]) if forms else NO_ROWS
    sizes = _sizes(index)
    having = np.bincount(index.chains.resolutions[rows], minlength=len(sizes))
    shares: _Shares = having / np.maximum(sizes, 1)
    return shares


def _sizes(index: FullIndex) -> Rows:
    """Return the number of paragraphs of each resolution, by adoption."""
    return np.bincount(index.chains.resolutions)


def setting_up(question: Question, index: ClauseIndex) -> Rows:
    """Return the row of the paragraph that set something up, if a question asks when or by whom; none for any other.

    A search would rank it low: later paragraphs on the group are nearer to "when was the working group set up".
    """
    full = full_or_none(index)
    if full is None or not question.defines or not definition_words.ASKS_WHO_SET_UP.search(question.asked):
        return NO_ROWS
    row = _row_establishing(question.term, full)
    return NO_ROWS if row is None else allowed_rows([row], question.scope, index)


def _establishing(topic: str, index: FullIndex) -> Sequence[Symbol]:
    """Return the first resolution with a paragraph that establishes something."""
    row = _row_establishing(topic, index)
    return () if row is None else _symbols(np.array([index.chains.resolutions[row]], np.int64), index)


def _row_establishing(topic: str, index: FullIndex) -> int | None:
    """Return the first paragraph that establishes something; None if none does."""
    forms = forms_of(topic, index.manifest.abbreviations)
    for form in (*forms, *heads_of(forms)):
        is_on_rest = _on_rest_of_topic(form, topic, index)
        rows = _rows_with(form, index)
        for row in index.chains.in_order(rows).tolist():
            rank = int(index.chains.resolutions[row])
            if (is_on_rest is None or is_on_rest[rank]) and establishes(index.clauses_at([row])[0].text, [form]):
                return int(row)
    return None


def _on_rest_of_topic(form: str, topic: str, index: FullIndex) -> npt.NDArray[np.bool_] | None:
    """Return for each resolution whether it is on the words of a topic that a form leaves out; None if it leaves none.

    The form "working group" of "working group on children" leaves out "children".
    """
    rest = topic[len(form) :] if topic.startswith(form) else ""
    return _on_topic(rest, index) if _words_of(rest, index) else None


def _rows_with(form: str, index: FullIndex) -> Rows:
    """Return the paragraphs with all words of a form."""
    words = [index.phrases.relatives(word) for word in words_of(form)]
    return index.phrases.rows_of_words(words) if words and all(words) else NO_ROWS


def _symbols(ranks: Rows, index: FullIndex) -> tuple[Symbol, ...]:
    """Return the symbols of resolutions, given their ranks by adoption."""
    rows = [int(np.argmax(index.chains.resolutions == rank)) for rank in ranks.tolist()]
    return tuple(clause.symbol for clause in index.clauses_at(rows))
