"""Resolutions that a question describes, by what the library holds: "the first WPS resolution" is S/RES/1325 (2000).

Which resolutions are on a topic is told from their texts alone. A description that they do not settle limits nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.arrays import NO_ROWS, Rows
from retrieval.asking.agendas import adopted_under
from retrieval.asking.establishing import establishes, forms_of, heads_of, words_of
from retrieval.asking.understand.descriptions import (
    Description,
    find_descriptions,
    find_group,
    find_group_itself,
    find_topic_of_all,
    without_group,
)
from retrieval.asking.understand.lexicon import description_words, word_lists
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_pasted_paragraph
from retrieval.clauses.clause import Symbol
from retrieval.index.protocol import ClauseIndex, FullIndex, full_or_none
from retrieval.wording.fold import fold_words

_Shares = npt.NDArray[np.float64]

_MOSTLY = 0.45
"""Share of the paragraphs of a resolution that have a word, from which on it is on that word."""

_LEAST, _MARKED = 0.2, 1.25
"""The same for a word that is rarer elsewhere: its share, and its share times that over its share in the library."""

_NOT_LACKING = 0.5
"""Least share of the other words of the topic, over that in the library."""

_MUCH_RARER = 0.3
"""Share of the paragraphs, over that of the word that marks a topic out, below which another word has to do so, too."""

_AS_SUCH = "how many resolutions are there"
"""Question for resolutions as such, whatever they say."""

_MOST_OF_A_TOPIC = 20
"""Most resolutions on a topic to which a follow-up limits; the Council's largest agenda here has thirteen."""


def with_symbols(text: str, index: ClauseIndex, *, follows: bool = False) -> str:
    """Replace each description of resolutions in a question by their symbols, as far as the library settles it.

    A pasted paragraph keeps its words.

    Args:
        text: The question.
        index: The library.
        follows: Whether other questions came before, so that "and the youth resolutions?" limits them.
    """
    found = [] if is_pasted_paragraph(text) else find_descriptions(text, follows=follows)
    of_all = find_topic_of_all(text) if follows and not found else None
    found = [of_all] if of_all else found
    full = full_or_none(index) if found else None
    if full is None:
        return text
    for one in reversed(found):
        is_read = not one.is_where_to_look and not _goes_on(text, one, full)
        symbols = _described(one, full) if is_read else ()
        if symbols:
            opening = "and in " if one is of_all else ""
            text = f"{text[: one.start]}{opening}{' and '.join(map(str, symbols))}{text[one.end :]}"
    return text


def split_off_group(text: str, index: ClauseIndex) -> tuple[str, tuple[Symbol, ...]]:
    """Split "do the WPS resolutions mention men": the question without "WPS", and the resolutions on that.

    "List the WPS resolutions" asks for these as such.

    Text as typed and no resolutions if the question names no such topic, or the library has none on it.
    """
    if is_pasted_paragraph(text):
        return text, ()
    itself = find_group_itself(text)
    one = itself or find_group(text)
    full = full_or_none(index) if one else None
    if one is None or full is None or _goes_on(text, one, full):
        return text, ()
    symbols = _symbols(_ranks(one, full), full)
    return (_AS_SUCH if itself else without_group(text, one), symbols) if symbols else (text, ())


def _ranks(one: Description, index: FullIndex) -> Rows:
    """Return the resolutions on the topic of a description, of its years, by adoption; all if it has no topic."""
    is_group = one.which == ("group",)
    ranks = np.flatnonzero(_on_topic(one.topic, index, by_every_word=is_group) if one.topic else _sizes(index) > 0)
    return ranks[[symbol.year in one.years for symbol in _symbols(ranks, index)]] if one.years else ranks


def _goes_on(text: str, one: Description, index: FullIndex) -> bool:
    """Return whether a description ends inside a name that the texts have: "on persons | with disabilities"."""
    behind = description_words.WITH_BEHIND.match(text, one.end)
    if not behind or not one.topic or not text[: one.end].lower().endswith(one.topic.lower()):
        return False
    forms = [index.phrases.number_forms(word) for word in fold_words(f"{one.topic}{behind[0]}").split()]
    return all(forms) and len(index.phrases.rows_of_any(forms)) > 0


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
    """Return for each resolution, by adoption, whether words of its paragraphs say that it is on a topic.

    One word of the topic has to mark it out: one that most paragraphs of the library have, or else the one that tells
    its resolutions apart best, as "women" of women, peace and security; and so has one that is much rarer, else
    displaced persons would be any persons. The others have to be there as elsewhere.
    """
    sizes = _sizes(index)
    shares = [_shares(word, index) for word in words]
    everywhere = [float(share @ sizes) / float(sizes.sum()) for share in shares]
    if not shares or not min(everywhere):
        return np.zeros(len(sizes), np.bool_)
    at = int(np.argmax(everywhere))
    if everywhere[at] < _MOSTLY:
        at = int(np.argmax([share.std() / share.mean() for share in shares]))
    rarest = int(np.argmin(everywhere))
    is_rare = everywhere[rarest] < _MUCH_RARER * everywhere[at]
    marking = range(len(shares)) if by_every_word else {at, rarest} if is_rare else {at}
    is_on: npt.NDArray[np.bool_] = np.all([_marks_out(shares[one], everywhere[one]) for one in marking], axis=0)
    for share, whole in zip(shares, everywhere, strict=True):
        is_on &= share >= _NOT_LACKING * whole
    return is_on


def _marks_out(shares: _Shares, everywhere: float) -> npt.NDArray[np.bool_]:
    """Return for each resolution whether a word marks it out: most of it has the word, or much more than elsewhere."""
    return (shares >= _MOSTLY) | ((shares >= _LEAST) & (shares**2 / everywhere >= _MARKED))


def _words_of(topic: str, index: FullIndex) -> list[str]:
    """Return the content words of a topic, its abbreviations in full; "anti-trafficking" is on trafficking."""
    forms = forms_of(topic, index.manifest.abbreviations)
    return [word for word in words_of(forms[1] if len(forms) > 1 else topic) if word != "anti"]


def _shares(word: str, index: FullIndex) -> _Shares:
    """Return for each resolution the share of its paragraphs that have a word, in any inflection."""
    forms = index.phrases.relatives(word)
    rows = index.phrases.rows_of_any([forms]) if forms else NO_ROWS
    sizes = _sizes(index)
    having = np.bincount(index.chains.resolutions[rows], minlength=len(sizes))
    shares: _Shares = having / np.maximum(sizes, 1)
    return shares


def _sizes(index: FullIndex) -> Rows:
    """Return the number of paragraphs of each resolution, by adoption."""
    return np.bincount(index.chains.resolutions)


def setting_up(question: Question, index: ClauseIndex) -> Rows:
    """Return the row of the paragraph that set something up, where a question asks when or by whom; none for any other.

    It says so, and the words of a question are nearer to what is said of it later: "when was the working group set up".
    """
    asks_who_set_up = question.defines and word_lists.ASKS_WHO_SET_UP.search(question.asked)
    full = full_or_none(index) if asks_who_set_up else None
    row = None if full is None else _row_establishing(question.term, full)
    is_allowed = row is not None and question.scope.allows(index.clauses_at([row])[0])
    return np.array([row] if is_allowed else [], np.int64)


def _establishing(topic: str, index: FullIndex) -> Sequence[Symbol]:
    """Return the first resolution with a paragraph that establishes something."""
    row = _row_establishing(topic, index)
    return () if row is None else _symbols(np.array([index.chains.resolutions[row]], np.int64), index)


def _row_establishing(topic: str, index: FullIndex) -> int | None:
    """Return the first paragraph that establishes something; None if none does."""
    forms = forms_of(topic, index.manifest.abbreviations)
    for form in (*forms, *heads_of(forms)):
        on = _about_in(form, topic, index)
        rows = _rows_with(form, index)
        for row in index.chains.in_order(rows).tolist():
            rank = int(index.chains.resolutions[row])
            if (on is None or on[rank]) and establishes(index.clauses_at([row])[0].text, [form]):
                return int(row)
    return None


def _about_in(form: str, topic: str, index: FullIndex) -> npt.NDArray[np.bool_] | None:
    """Return the resolutions on what a form leaves out of its topic: of "working group on children" children."""
    rest = topic[len(form) :] if topic.startswith(form) else ""
    return _on_topic(rest, index) if _words_of(rest, index) else None


def _rows_with(form: str, index: FullIndex) -> Rows:
    """Return the paragraphs with all words of a form."""
    words = [index.phrases.relatives(word) for word in words_of(form)]
    return index.phrases.rows_of_all(words) if words and all(words) else NO_ROWS


def _symbols(ranks: Rows, index: FullIndex) -> tuple[Symbol, ...]:
    """Return the resolutions of some ranks by adoption."""
    rows = [int(np.argmax(index.chains.resolutions == rank)) for rank in ranks.tolist()]
    return tuple(clause.symbol for clause in index.clauses_at(rows))
