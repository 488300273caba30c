"""Words in quotation marks in a question, which are wanted as they are: "where is “zero tolerance” used?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import quotation_patterns, word_lists
from retrieval.asking.understand.words import plain_words, search_before
from retrieval.clauses.citation import parse_citation
from retrieval.errors import CitationError


def without_quotations(text: str) -> str:
    """Replace the words of each quotation by the letter "x": what is quoted states no limit, and cites nothing.

    A single word in quotation marks, a citation ("1325 OP 2"), the name of a theme or a country, and a claim to be
    checked ("“1325 never mentions camps”, is that true?") stay.

    >>> without_quotations("where is “operative paragraph” used in 2242?")
    'where is “xxxxxxxxx xxxxxxxxx” used in 2242?'
    """

    def masked(quoted: re.Match[str]) -> str:
        words = quoted["topic"]
        stays = (
            " " not in words or _is_citation(words) or quotation_patterns.NAMED_BEFORE.search(text, 0, quoted.start())
        )
        return quoted[0] if stays else quoted[0].replace(words, word_lists.WORD_CHARACTER.sub("x", words))

    is_claim = quotation_patterns.CHECKED.search(quotation_patterns.QUOTED.sub(" ", text)) is not None
    return text if is_claim else quotation_patterns.QUOTED.sub(masked, text)


def _is_citation(text: str) -> bool:
    try:
        parse_citation(text)
    except CitationError:
        return False
    return True


def words_before(topic: str, asked: str) -> str:
    """Return the words of a question before its topic."""
    return asked[: max(asked.find(topic.strip(" ?!.")), 0)]


def without_marks(text: str) -> str:
    """Return the words of a quotation, or of several that are joined; any other text as it is.

    >>> without_marks('"camps"?'), without_marks('"camps" and "schools"'), without_marks('"camps" in "schools"')
    ('camps', 'camps" and "schools', '"camps" in "schools"')
    """
    quoted = list(quotation_patterns.QUOTED.finditer(text))
    if not quotation_patterns.BETWEEN_QUOTATIONS.issuperset(plain_words(quotation_patterns.QUOTED.sub(" ", text))):
        return text
    return text[quoted[0].start("topic") : quoted[-1].end("topic")] if quoted else text


def is_verbatim(topic: str, asked: str) -> bool:
    """Return whether a question wants the words of its topic literally: it quotes them, or says "the word", "the term".

    >>> [is_verbatim("sustaining peace", asked) for asked in ("the term sustaining peace", "on sustaining peace")]
    [True, False]

    Args:
        topic: The topic; in quotation marks if the question only repeats another one, and so may not have its words.
        asked: The question.
    """
    is_asked_for = search_before(quotation_patterns.VERBATIM, asked, len(words_before(topic, asked))) is not None
    return is_asked_for or without_marks(topic) != topic
