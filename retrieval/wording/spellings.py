"""Spellings of a word: British and American ("demobilisation" and "demobilization"), and "people" for "persons"."""

from __future__ import annotations

import re

_LEAST, _LEAST_IN_OR = 6, 5
"""Least letters of a word with two spellings, and of one in "-or": "four" is no other spelling of "for"."""

_PLURALS = {"people": "persons", "persons": "people"}
"""Two plurals of "person", each by the other."""

_ENDINGS = (
    (re.compile(r"is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"iz(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)"), "is"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"yz(?=(?:e|es|ed|ing)$)"), "ys"),
    (re.compile(r"our(?=(?:s|ed|ing|able|er|ers|hoods?)?$)"), "or"),
    (re.compile(r"(?<=[bgilmnv])or(?=(?:s|ed|ing|able|er|ers|hoods?)?$)"), "our"),
    (re.compile(r"(?<=is)or(?=s?$)"), "er"),
    (re.compile(r"(?<=is)er(?=s?$)"), "or"),
    (re.compile(r"re(?=s?$)"), "er"),
    (re.compile(r"(?<=[bt])er(?=s?$)"), "re"),
    (re.compile(r"(?<=t)r(?=(?:ed|ing)$)"), "er"),
    (re.compile(r"(?<=t)er(?=(?:ed|ing)$)"), "r"),
    (re.compile(r"dgement(?=s?$)"), "dgment"),
    (re.compile(r"dgment(?=s?$)"), "dgement"),
    (re.compile(r"fil(?=(?:s|ment)?$)"), "fill"),
    (re.compile(r"fill(?=(?:s|ment)?$)"), "fil"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ense(?=s?$)"), "ence"),
    (re.compile(r"logue(?=s?$)"), "log"),
    (re.compile(r"log(?=s?$)"), "logue"),
    (re.compile(r"efact(?=s?$)"), "ifact"),
    (re.compile(r"ifact(?=s?$)"), "efact"),
    (re.compile(r"gramme(?=s?$)"), "gram"),
    (re.compile(r"gram(?=s?$)"), "gramme"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=[ae])l(?=(?:ed|ing|er|ers)$)"), "ll"),
)
"""Parts of words with two spellings, and the other spelling of each: "demobil|is|e", "demobil|iz|e"."""


def spellings(word: str) -> list[str]:
    """Return a lower-case word and its other spellings, some of which may be no words.

    >>> spellings("demobilisation"), spellings("advisors"), spellings("four")
    (['demobilisation', 'demobilization'], ['advisors', 'advisers'], ['four'])
    >>> spellings("centred"), spellings("judgments"), spellings("fulfilment")
    (['centred', 'centered'], ['judgments', 'judgements'], ['fulfilment', 'fulfillment'])
    >>> spellings("neighborhood"), spellings("dialog"), spellings("artefacts")
    (['neighborhood', 'neighbourhood'], ['dialog', 'dialogue'], ['artefacts', 'artifacts'])
    >>> spellings("labor"), spellings("behavior"), spellings("hours")
    (['labor', 'labour'], ['behavior', 'behaviour'], ['hours'])
    """
    if len(word) < (_LEAST_IN_OR if word.endswith("or") else _LEAST):
        return [word]
    others = [ending.sub(other, word) for ending, other in _ENDINGS if ending.search(word)]
    return list(dict.fromkeys([word, *others, _PLURALS.get(word, word)]))
