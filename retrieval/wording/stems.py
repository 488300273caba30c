"""Stems of English words: the part that the inflections of a word share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import Stemmer

_VERB_ENDING = re.compile(r"(?P<stem>\w{3,}?)(?P<ending>ed|ing)")
"""A word that may be inflected as a verb: "disarm|ed"."""

_PLURAL_IN_ES = ("o", "ch", "sh", "x", "ss")
"""Endings of words whose plural has "es"."""

_NOT_INFLECTED = frozenset("accession armed arms customs goods importance means stated united".split())
"""Words that look like inflections of words with another meaning: "units" are not "united"."""

_NOUNS = frozenset("base force ground mine state subject term".split())
"""Nouns whose verb has another meaning: "bases" and "based", "states" and "stated"."""

_ACTION = re.compile(r"(?P<stem>\w{5,}?)(?P<ending>ation|ion|a?ment|ance|ence)")
"""A word that may be a noun of action: "medi|ation"."""

_VERB_ENDINGS = {
    "ation": ("", "e", "ate"),
    "ion": ("", "e"),
    "ment": ("", "e"),
    "ament": ("",),
    "ance": ("", "e"),
    "ence": ("", "e"),
}
"""Endings of nouns of action, and the possible endings of their verbs: "mediation", "mediate"."""

_NUMBERS = (
    "analysis analyses, appendix appendices, crisis crises, criterion criteria, curriculum curricula"
    ", foot feet, forum fora, half halves, index indices, knife knives, life lives, man men, medium media"
    ", memorandum memoranda, phenomenon phenomena, referendum referenda, synthesis syntheses, thief thieves"
    ", tooth teeth, wife wives, woman women"
)
"""Irregular nouns in the singular and plural; without "child", as the "Rights of the Child" are a name."""

_VERBS = (
    "arise arose arisen, become became, begin began begun, bind bound, break broke broken, bring brought"
    ", build built, buy bought, choose chose chosen, come came, deal dealt, draw drew drawn, drive drove driven"
    ", fall fell fallen, feed fed, fight fought, find found, flee fled, forbid forbade forbidden"
    ", forget forgot forgotten, freeze froze frozen, give gave given, go went gone, grow grew grown"
    ", hide hid hidden, hold held, keep kept, know knew known, lead led, leave left, lose lost, make made"
    ", meet met, overcome overcame, pay paid, rise rose risen, say said, see seen, seek sought, sell sold"
    ", send sent, shoot shot, show shown, speak spoke spoken, spend spent, stand stood, steal stole stolen"
    ", strike struck stricken, take took taken, teach taught, tell told, think thought, throw threw thrown"
    ", undergo underwent undergone, understand understood, undertake undertook undertaken, uphold upheld, win won"
    ", withdraw withdrew withdrawn, withhold withheld, write wrote written"
)
"""Irregular verbs and their past forms."""


def _rows(table: str) -> dict[str, tuple[str, ...]]:
    """Map each word of a table to all words of its row, the base first."""
    rows = (tuple(row.split()) for row in table.split(", "))
    return {word: row for row in rows for word in row}


_IRREGULAR_NUMBERS, _IRREGULAR = _rows(_NUMBERS), _rows(f"{_NUMBERS}, {_VERBS}")

_AGENT = re.compile(r"[eo]rs?$")
"""Ending of a noun of agent: "mediat|or"."""


def stems_of(words: Sequence[str]) -> list[str]:
    """Return the stem of each lower-case word (Snowball's rules for English).

    >>> stems_of(["mentions", "mentioned", "peacekeepers"])
    ['mention', 'mention', 'peacekeep']
    """
    stems: list[str] = _stemmer().stemWords(list(words))
    return stems


def inflected_as(words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the stem of each lower-case word, and whether the word is an agent noun ("mediator").

    Inflections of one word agree in both.

    >>> [agent for _, agent in inflected_as(["mediators", "adviser", "mediation", "numbers", "order"])]
    [True, True, False, False, False]
    """
    return [
        (stem, _AGENT.search(word) is not None and _AGENT.search(stem) is None)
        for word, stem in zip(words, stems_of(words), strict=True)
    ]


def bases_of(word: str) -> set[str]:
    """Return the possible bases of a lower-case word; words that share a base are inflections of one word.

    >>> sorted(bases_of("vetted") & bases_of("vetting")), bases_of("combating") & bases_of("combatants")
    (['vet', 'vett', 'vette'], set())
    >>> bases_of("stole") & bases_of("stealing")
    {'steal'}
    """
    if word in _NOT_INFLECTED:
        return {word}
    bases = {word, singular_of(word), *_IRREGULAR.get(word.removesuffix("'s").removesuffix("'"), ())[:1]}
    if word.endswith("es") and word[:-2].endswith(_PLURAL_IN_ES):
        bases.add(word[:-2])
    if match := _VERB_ENDING.fullmatch(word):
        stem = match["stem"]
        bases |= {f"{stem[:-1]}y"} if match["ending"] == "ed" and stem.endswith("i") else {stem, f"{stem}e"}
        if stem[-1] == stem[-2]:
            bases.add(stem[:-1])
        if of_verb := _NOUNS & bases:
            return {word, *(f"to {verb}" for verb in of_verb)}
    return bases


def actions_of(word: str) -> set[str]:
    """Return the bases of a lower-case word; for a noun of action ("mediation"), those of its verb as well.

    >>> "mediate" in actions_of("mediations") & actions_of("mediating")
    True
    >>> actions_of("informants") & actions_of("information")
    set()
    """
    bases = bases_of(word)
    match = None if word in _NOT_INFLECTED else _ACTION.fullmatch(singular_of(word))
    return bases | {f"{match['stem']}{end}" for end in _VERB_ENDINGS[match["ending"]]} if match else bases


def number_forms(word: str) -> list[str]:
    """Return a word in the singular, in the plural and in the genitive of both, as far as regular.

    Some results are no words: a plural in "-oes" or "-ches" may be of "embargo" or "shoe", of "church" or "cache".

    >>> number_forms("treaties")
    ['treaties', 'treaty', "treaty's", "treaties'"]
    >>> "phenomenon" in number_forms("phenomena"), "woman's" in number_forms("women")
    (True, True)
    """
    singular = singular_of(word)
    plural = f"{singular[:-1]}ies" if singular.endswith("y") else f"{singular}s"
    forms = [word, singular, plural, f"{singular}'s", f"{plural}'"]
    if word.removesuffix("es").endswith(_PLURAL_IN_ES):
        forms += [word.removesuffix("es"), f"{word.removesuffix('es')}es"]
    for other in _IRREGULAR_NUMBERS.get(word.removesuffix("'s").removesuffix("'"), ()):
        forms += [other, f"{other}'s"]
    return list(dict.fromkeys(forms))


def singular_of(word: str) -> str:
    """Return the singular of a lower-case word, as far as regular.

    >>> singular_of("treaties"), singular_of("soldiers'"), singular_of("press")
    ('treaty', 'soldier', 'press')
    """
    base = word.removesuffix("'s").removesuffix("'")
    singular = base if base.endswith("ss") else base.removesuffix("s")
    return f"{singular[:-2]}y" if singular.endswith("ie") else singular


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
