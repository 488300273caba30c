"""Query rewriting in words of the texts: "amnesties" becomes "amnesty", "kidnapped" becomes "abducted"."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.asking.mentions.phrase_lookup import any_held
from retrieval.asking.understand.lexicon.word_lists import SAYS_NOTHING
from retrieval.index.facts import LibraryFacts
from retrieval.index.protocol import ClauseIndex
from retrieval.wording.fold import word_ranges
from retrieval.wording.stems import number_forms

_MOST = 30
"""Maximum words of a question that is rewritten; a longer text is pasted, and searched for as it is."""

_Swap = tuple[int, int, str]
"""Range of a text, and its replacement."""


def in_words_of_texts(text: str, index: ClauseIndex) -> str:
    """Replace words that no paragraph has: by the other number, or by words of the texts; unchanged if there are none.

    Args:
        text: A question, in English.
        index: The index of the library; it has a phrase index.
    """
    rewritten, done = "", 0
    for start, end, instead in _swaps(text, index):
        if start >= done:
            rewritten, done = f"{rewritten}{text[done:start]}{instead}", end
    return rewritten + text[done:]


def _swaps(text: str, index: ClauseIndex) -> Iterator[_Swap]:
    """Yield replacements of words and phrases, in order; of those that begin at the same word, the longest first."""
    found = word_ranges(text)
    words = [word for word, _ in found]
    if len(words) > _MOST:
        return
    abbreviations, phrases = index.manifest.abbreviations, index.require_full().phrases
    candidates = list(abbreviations.phrases_in(words))
    candidates += [
        (range(at, at + 1), abbreviations.reworded([word])) for at, word in enumerate(words) if word not in SAYS_NOTHING
    ]
    for places, forms in sorted(candidates, key=lambda one: (one[0].start, -len(one[0]))):
        start, end = found[places.start][1][0], found[places.stop - 1][1][1]
        word = words[places.start] if len(places) == 1 else ""
        if word in index.facts.words or (not word and any_held([text[start:end]], phrases)):
            continue
        held = _held_form(word, index.facts) or next((form for form in forms if any_held([form], phrases)), "")
        if held:
            yield start, end, held


def _held_form(word: str, facts: LibraryFacts) -> str:
    """Return the singular or plural of a word that is most frequent in a library; "" if it has none."""
    held = [form for form in number_forms(word) if form in facts.words] if word else []
    return max(held, key=lambda form: facts.words[form], default="")
