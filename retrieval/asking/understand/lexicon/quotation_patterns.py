"""Patterns of quotations: marks, words around them; in pasted ones, paragraph numbers and changes by editors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.lexicon.word_lists import EMPTY

BRACKETED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
"""A letter that an editor changed at the start of a word: "[A]ssess"."""
ENUMERATOR = re.compile(r"(?<!\S)(?:\(?(?:[a-z]|[ivx]{1,5})\)|\d{1,2}[.)])(?!\S)")
"""A number or letter of a paragraph: "7.", "(b)", "iv)"."""
NUMBERED = re.compile(r"^\W{0,5}(?:(?:OP|PP|para(?:graph)?)\s?)?\d{1,2}(?:[.)]|\s-)\s", re.I)
"""The number of a paragraph at the beginning of a line."""
EDITORIAL = re.compile(r"[\[(](?:my |our )?(?:emphasis|italics|underlining) (?:added|mine|ours|supplied)[\])]", re.I)
"""Note of an editor in brackets: "[emphasis added]"."""
ELLIPSIS = re.compile(r"[\[(]?(?:…|\.{3,}+|\. \. \.)[\])]?")
"""A mark for words that were left out: "…", "[...]"."""
FOOTNOTE = re.compile(r"(?P<word>[^\W\d_]{3,}+)\d{1,2}")
"""A word joined to the sign of a footnote: "sexual1"."""
SPOKEN = re.compile(
    r"\b(?:I|[Ww]e|us|me|[Mm]y|[Oo]ur|[Yy]ours?|[Yy]ou)\b|"
    r"^(?:[Ff]ind|[Gg]ive|[Hh]ow|[Ll]ist|[Pp]lease|[Ss]earch|[Ss]end|[Ss]how|[Tt]ell|[Ww]hat|[Ww]hy)\b|\?$"
)
"""A sign of somebody's speech or request, as no resolution speaks so: "we take what we want", "show all of them"."""
_WORK = (
    r"(?:article|book|campaign|chapter|conference|course|dissertation|documentary|essay|event|film|network|ngo|"
    r"organi[sz]ation|panel|paper|programme|project|report|seminar|thesis|workshop)"
)
BEFORE_NO_TEXT = re.compile(
    rf"\b(?:{_WORK}(?:,?\s(?:is|was|we|that))?+(?:\s(?:called|named|(?:en)?titled))?+|(?:en)?titled|"
    r"works?\s(?:for|at|with|in)|(?:shout|scream|yell|chant)(?:s|ed|ing)?)\s*+$",
    re.I,
)
"""Words right before quotation marks around the title of a work, an event or an organization, or around a shout: "our
project is called", "rebels shouted"."""
NUMBER = re.compile(r"\d{3,4}")
"""A number of a resolution."""
_MARK = r"[\"“«]|(?<!\w)['‘]"
OPENS = re.compile(rf"(?:{_MARK})\s*$")
"""Quotation mark before words."""
VERBATIM = re.compile(rf"(?:{_MARK}|\b(?:words?|phrases?|terms?|expressions?))\s*$", re.I)
"""Words and marks before words that are wanted literally: "the word kidnapping"."""
QUOTED = re.compile(
    r"(?:(?P<single>(?<!\w)['‘](?=[^\W\d]))|[\"“«])(?P<topic>[^\"“”«»]{3,200}?)(?(single)(?<=[\w).,;:!?…])['’](?!\w)"
    r"|[\"”»])"
)
"""Words in quotation marks; a single quotation mark has to stand at the end of a word, to be no apostrophe."""
CHECKED = re.compile(
    r"\b(?:(?:is|was|isn['’]t) (?:that|this|it) (?:so|fair|the case)|(?:fact[ -])?check|verify|confirm|agree"
    r"|true|right|correct|accurate|wrong)\b",
    re.I,
)
"""Words around a claim in quotation marks that is to be checked."""
NAMED_BEFORE = re.compile(r"\b(?:theme|label|country|kind)s?\s?[:=]?\s?$", re.I)
"""Word before the name of a theme or the like, which may be in quotation marks."""
ASKING_FOR_WORDS = EMPTY | frozenset(
    "exact exactly verbatim literal literally word words phrase phrases expression quote quoted search find looking "
    "look where does do appear appears used occur occurs contain contains containing show give me can you please pls "
    "text wording language sentence with has have its their as written anywhere mention mentions mentioned use uses "
    "reference when was were time start starts begin begins open opens all every paragraph "
    "paragraphs that shows up come comes came".split()
)
"""All words around a quotation in a question for the paragraphs that have it."""
BETWEEN_MARKS = re.compile(r"[\"”](,?\s(?:and|or)\s|,\s)[\"“]")
"""Marks of two quotations, and the words that join these: "“camps” and “schools”"."""
BETWEEN_QUOTATIONS = frozenset("and both but not or".split())
"""Words that join quotations, and do not ask for them by themselves: "paragraphs with “…” and “…”", "but not “…”"."""
COUNTED_OR_FOUND: Mapping[ShapeName, Set[str]] = {
    "count": frozenset(
        "how many much often number count times time total occurrence occurrences instance instances uses mentions "
        "there occur occurs appear appears".split()
    ),
    "first": frozenset("first earliest oldest".split()),
    "latest": frozenset("latest newest last most recent recently".split()),
}
"""Further words around a quotation in a question for the number of paragraphs that have it, the first or the latest."""
