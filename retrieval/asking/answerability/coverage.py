"""Coverage of a question: whether one paragraph has all its content words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.asking.understand.lexicon.word_lists import OF_A_SENTENCE, SAYS_NOTHING
from retrieval.wording.spellings import spellings
from retrieval.wording.stems import stems_of

_WORD = re.compile(r"[^\W_]+")
_OR = re.compile(r"\s(?:or|OR)\s")
_MOST_WORDS = 8
"""Most words of a question that is read as terms with "or" between them."""

_PART = re.compile(r"(?P<short>\w[\w/’'-]*+)(?: \((?P<long>[^()]++)\))?")
"""A word, or words joined by marks, with the long forms of an abbreviation in brackets after it, if any."""


def is_covered(question: str, paragraphs: Iterable[str]) -> bool:
    """Return whether one of the paragraphs has every content word of a question, in any inflection and spelling.

    Args:
        question: Text of the question. Of an abbreviation with its long forms in brackets, one form is enough.
        paragraphs: Texts of the paragraphs.

    >>> is_covered("NAPs (national action plans) for women", ["Encourages national action planning by women,"])
    True
    >>> is_covered("statelessness or birth registration", ["Urges birth registration,"])
    True
    """
    stems_of_each = [_stems(paragraph) for paragraph in paragraphs]
    terms = [words for term in _terms(question) if (words := _alternatives(term))]
    return any(
        all(any(form <= stems for form in forms) for forms in words) for words in terms for stems in stems_of_each
    )


def _terms(question: str) -> list[str]:
    """Split a question such as "A or B" into its terms; return a sentence, or a long question, whole.

    A question is also whole if a later term has fewer words than the first, as it may continue that one:
    "compensating survivors or victims".
    """
    words = question.lower().split()
    if len(words) > _MOST_WORDS or {word.strip("?!.,") for word in words} & OF_A_SENTENCE:
        return [question]
    first, *others = _OR.split(question)
    return [first, *others] if all(len(one.split()) >= len(first.split()) for one in others) else [question]


def _alternatives(question: str) -> list[list[frozenset[str]]]:
    """Return for each content word its alternative forms, as sets of stems; a paragraph must have all stems of one."""
    parts: list[list[str]] = []
    for match in _PART.finditer(question.lower()):
        forms = [[match["short"], *match["long"].split(", ")]] if match["long"] else []
        parts += forms or (spellings(word) for word in _WORD.findall(match["short"]))
    stemmed = [[stems for text in part if (stems := _stems(text))] for part in parts]
    return [some for some in stemmed if some]


def _stems(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text.lower())) - SAYS_NOTHING
    return frozenset(stems_of([word for word in words if not word.isdigit()]))
