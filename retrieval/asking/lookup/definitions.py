"""Paragraphs that establish or define a term, for definitions and for "the resolution that established …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from retrieval.asking.understand.lexicon.word_lists import EMPTY, LINKING
from retrieval.library.abbreviations import Abbreviations
from retrieval.wording.fold import fold_words

_VERBS = (
    r"(?:establish(?:es|ing|ment)?|creat(?:e|es|ing|ion)|appoint(?:s|ing|ment)?|set(?:s|ting)?\s+up|launch(?:es|ing)?"
    r"|initiat(?:e|es|ing)|introduc(?:e|es|ing)|commission|convene|deploy|identification|as\s+part|marked\s+by)"
)
_BETWEEN = (
    r"(?:(?:a|an|the|of|new|its|such|this|rapidly|upcoming|inter-agency|initiative|campaign|and|implement\w*)\s+)"
)
"""Words that may stand between a verb and the term that it establishes; not "more", as the term exists then already."""

_DEFINITIONS = (
    rf"\b(?P<verb>{_VERBS})\s+{_BETWEEN}{{0,4}}[“\"]?TERM",  # "establish a new working group"
    r"\bterm\s+[“\"]?TERM[”\"]?\s+is\s+defined\b",  # "the term “youth” is defined"
    # "“youth”, in the context of this resolution, is understood as"
    r"\bTERM[’”'\",]{0,2}\s[^;]{0,60}?\b(?:is|are|be)\s(?:\w{1,20}\s)?(?:defined|understood)\b",
    r"\bTERM\s\([A-Z]{2,8}s?\)",  # "women protection advisers (WPAs)"
)
"""Patterns that establish, define or abbreviate a term, whose own pattern takes the place of "TERM"."""
_EXPLANATIONS = (
    r",?\s(?:which|that)\s(?:(?:may|can|also)\s)?(?:includ|compris|consist|mean|refer)\w{1,5}\b",  # "which may include"
    r",?\s(?:means|meaning|comprising|consisting\sof|i\.e\.)",
    r",\sfrom\s[^;.]{3,80}\sto\s",  # ", from recruitment to ransom"
    r"\sof\s\w{3,30}(?:,\s\w{3,30}){1,5},?\sand\s",  # " of prevention, protection and relief"
)
"""Patterns of an explanation behind a term."""

_MOST_WORDS = 8
"""Maximum content words of a term that are looked for; the others are ignored."""

_LEAST_STEM = 4
"""Least number of letters that a word keeps when its ending is cut off."""

_SPEAKS_OF_IT = re.compile(
    r"\b(?:establish(?:es|ing|ment)?|creat(?:e|ion)|appoint|set\s+up|deploy\s+rapidly|launch|initiated"
    r"|as\s+part\s+of\s+an?|headed\s+by|compris(?:e|ing)|consisting\s+of|(?:is|are|as)\s+defined|defin(?:es|ed|ition)"
    r"|understood\s+as|known\s+as|to\s+be\s+called)\b",
    re.I,
)
"""Signs that a paragraph establishes or defines something, whatever it is."""
_REFERS_BACK = re.compile(
    r"\b(?:(?:mentioned|referred\s+to|requested|described|established|expressed|set\s+out|contained|called\s+for"
    r"|stipulated|created|outlined)\s+(?:in|by|pursuant\s+to)\s+(?:(?:its\s+)?resolutions?|paragraphs?)|pursuant\s+to"
    r"|in\s+accordance\s+with\s+(?:its\s+)?resolution)",
    re.I,
)
"""Signs that a paragraph refers back to something established or said elsewhere."""

_DEFINES = re.compile(r"\b(?:is|are)\s(?:\w{1,20}\s)?(?:defined|understood)\b", re.I)
_OF_SOMETHING = re.compile(r" (?:on|for|of|in|to|against|about) ")
_REFERRED_TO = re.compile(r"\bresolutions?\s+\d{1,4}\b[^;]{0,60}$", re.I)
"""Words before a verb whose subject is another resolution: "resolution 1612 (2005), establishing"."""

_NEAR = 80
"""Number of characters before a verb that are searched for such words."""


def forms_of(term: str, abbreviations: Abbreviations) -> tuple[str, ...]:
    """Return the forms of a term: as it is, and with each of its abbreviations in full."""
    return tuple(dict.fromkeys([term, *abbreviations.in_full(term)]))


def heads_of(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the heads of a term's forms, if of several words: "working group" of "working group on children"."""
    heads = [_OF_SOMETHING.split(form, maxsplit=1)[0] for form in forms]
    return tuple(head for head in dict.fromkeys(heads) if len(words_of(head)) > 1)


def establishes(text: str, forms: Iterable[str]) -> bool:
    """Return whether a text establishes, introduces or defines a term in one of its forms.

    >>> establishes("Decides to establish a working group of the Council", ["Working Group"])
    True
    >>> establishes("Welcomes the work of the working group established in 2005", ["Working Group"])
    False
    """
    for term_regex in _term_regexes(forms):
        match = pattern_of(term_regex).search(text)
        if match and not (match["verb"] and _is_of_another(text, match)):
            return True
    return False


def _is_of_another(text: str, match: re.Match[str]) -> bool:
    """Return whether another resolution is the subject of a verb: "resolution 1612 (2005), establishing"."""
    return _REFERRED_TO.search(text[max(0, match.start() - _NEAR) : match.start()]) is not None


def defines_something(text: str) -> bool:
    """Return whether a text says that anything is defined or understood: "the term youth is defined as"."""
    return _DEFINES.search(text) is not None


def explains(text: str, forms: Iterable[str]) -> bool:
    """Return whether a text explains a term in one of its forms: what it means, includes or consists of.

    >>> explains("civilian objects, which include schools and homes", ["civilian objects"])
    True
    >>> explains("attacks on civilian objects, as well as on persons", ["civilian objects"])
    False
    """
    return any(explanation_of(term_regex).search(text) for term_regex in _term_regexes(forms))


def definition_sign(text: str) -> int:
    """Return 1 for a text that establishes or defines something, -1 for one that refers back to it, 0 for others.

    >>> definition_sign("Decides to establish an office"), definition_sign("an office established pursuant to it")
    (1, -1)
    >>> definition_sign("resolution 1612 (2005), establishing a mechanism")
    -1
    """
    of_another = [_is_of_another(text, match) for match in _SPEAKS_OF_IT.finditer(text)]
    return (not all(of_another)) - (any(of_another) or _REFERS_BACK.search(text) is not None)


def mentions(text: str, forms: Iterable[str]) -> bool:
    """Return whether a text has the words of one form of a term, one after another."""
    return any(mention_of(term_regex).search(text) for term_regex in _term_regexes(forms))


@lru_cache(maxsize=64)
def pattern_of(term_regex: str) -> re.Pattern[str]:
    """Compile the pattern of words that establish, define or abbreviate a term, given by its `regex_of_term`."""
    return re.compile("|".join(_DEFINITIONS).replace("TERM", term_regex), re.I)


@lru_cache(maxsize=64)
def explanation_of(term_regex: str) -> re.Pattern[str]:
    """Compile the pattern of a term, given by its `regex_of_term`, with an explanation behind it."""
    return re.compile(rf"\b{term_regex}(?:{'|'.join(_EXPLANATIONS)})", re.I)


@lru_cache(maxsize=64)
def mention_of(term_regex: str) -> re.Pattern[str]:
    """Compile the pattern of the words of a term, given by its `regex_of_term`."""
    return re.compile(rf"\b{term_regex}", re.I)


def _term_regexes(forms: Iterable[str]) -> Iterator[str]:
    """Return the `regex_of_term` of each form that has content words."""
    return filter(None, map(regex_of_term, forms))


@lru_cache(maxsize=64)
def regex_of_term(form: str) -> str:
    """Return a regular expression for the content words of a term, in any inflection; "" if it has none."""
    words = words_of(form)[:_MOST_WORDS]
    return r"\W{1,3}(?:(?:and|of|on|the|for|in|s)\W{1,3}){0,2}".join(map(_inflected, words))


def words_of(term: str) -> list[str]:
    """Return the content words of a term, folded.

    >>> words_of("the Working Group on Children")
    ['working', 'group', 'children']
    """
    return [word for word in fold_words(term).split() if word not in LINKING | EMPTY and len(word) > 1]


def _inflected(word: str) -> str:
    stem = word[: max(len(word) - 2, _LEAST_STEM)] if len(word) > _LEAST_STEM else word
    return rf"{re.escape(stem)}\w{{0,6}}"
