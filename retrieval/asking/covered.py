"""Coverage of a question: whether one paragraph has all its content words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.asking.understand.lexicon.word_lists import OF_A_SENTENCE, SAYS_NOTHING
from retrieval.wording.spellings import spellings
from retrieval.wording.stems import stems_of

_WORD = re.compile(r"[^\W_]+")
_OR = re.compile(r"\s(?:or|OR)\s")
_TERMS = 8
"""Most words of a question that is terms with "or" between them."""

_PART = re.compile(r"(?P<short>\w[\w/’'-]*+)(?: \((?P<long>[^()]++)\))?")
"""Words joined by marks, with the long forms of an abbreviation in brackets behind them."""


def is_covered(question: str, paragraphs: Iterable[str]) -> bool:
    """Return whether one of the paragraphs has every content word of a question, in any inflection and spelling.

    Args:
        question: Its words; an abbreviation with its long forms behind it, in brackets, is there if any form is.
        paragraphs: Their words.

    >>> is_covered("NAPs (national action plans) for women", ["Encourages national action planning by women,"])
    True
    >>> is_covered("statelessness or birth registration", ["Urges birth registration,"])
    True
    """
    having = [_stems(paragraph) for paragraph in paragraphs]
    wanted = [some for part in _terms(question) if (some := _alternatives(part))]
    return any(all(any(form <= there for form in forms) for forms in some) for some in wanted for there in having)


def _terms(question: str) -> list[str]:
    """Return the terms of a question that is "A or B" and no sentence, each as long as the first; else it alone.

    A shorter one may belong to what is before it: "compensating survivors or victims".
    """
    words = question.lower().split()
    if len(words) > _TERMS or {word.strip("?!.,") for word in words} & OF_A_SENTENCE:
        return [question]
    first, *others = _OR.split(question)
    return [first, *others] if all(len(one.split()) >= len(first.split()) for one in others) else [question]


def _alternatives(question: str) -> list[list[frozenset[str]]]:
    """Return, for each content word, sets of stems, one of which a paragraph must have in full."""
    parts: list[list[str]] = []
    for match in _PART.finditer(question.lower()):
        forms = [[match["short"], *match["long"].split(", ")]] if match["long"] else []
        parts += forms or (spellings(word) for word in _WORD.findall(match["short"]))
    stemmed = [[stems for text in part if (stems := _stems(text))] for part in parts]
    return [some for some in stemmed if some]


def _stems(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text.lower())) - SAYS_NOTHING
    return frozenset(stems_of([word for word in words if not word.isdigit()]))
