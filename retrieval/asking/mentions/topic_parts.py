"""Splitting of a topic into alternatives, "A or B" and "A (B)", and other wordings of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from retrieval.asking.understand.lexicon import quotation_patterns
from retrieval.asking.understand.lexicon.word_lists import CONTENT_WORD, EMPTY, LINKING
from retrieval.asking.understand.quoted import is_verbatim, without_marks, words_before
from retrieval.library.abbreviations import Abbreviations
from retrieval.wording.english import is_english
from retrieval.wording.fold import fold_words

_LEAST_SHARED = 4
"""Minimum letters of the common beginning of two forms of a word: "pregnancy", "pregnant"."""

_FROM_LONG = 4
"""Minimum content words of an alternative beside which one of at most half as many is too short to stand alone."""

_MOST_REWORDED, _MOST_OTHERS = 12, 64
"""Maximum words of a part of a topic that is put in other words, and maximum wordings of a topic in other words."""

BETWEEN = LINKING | {"s"}
"""Words that may stand between those of a topic or be missing there; folded, a genitive leaves an "s"."""

ARTICLES = frozenset("a an its the their".split())
"""Articles, with which an alternative may begin: "the Sustainable Development Goals or the 2030 Agenda"."""

AUXILIARY = frozenset(
    "am are be been being get gets getting got had has have having is that was were which who whom".split()
)
"""Words of a topic that are not looked for where its words may be apart: "money being laundered"."""

_OTHER = re.compile(r"^(?:(?:any |all )?other|similar|related|such) ", re.I)
"""Opening of an alternative that is no part of it: "clergy or other religious leaders"."""

_OF_BOTH = BETWEEN - ARTICLES
"""First words of an alternative that cannot stand alone: "as a tactic of war or of terrorism"."""

_WORDS = re.compile(r"\b(?:words|phrases|terms|expressions)\s*$", re.I)
"""Words before several words that are wanted literally, in any place of a paragraph: "the words camps and schools"."""

_AND_QUOTATION = re.compile(r"[\"”»],? and [\"“«]")
_APART = re.compile(r"[\"”»],? (?:(?:and|or) )?[\"“«]")
_BOTH = re.compile(r"both (?:of )?", re.I)
_TOGETHER = re.compile(r"(?<!ing)(?<!ed)(?<!work),? (?:together with|as well as) | AND ")
"""Words between topics that have to be together; but not in "working together with schools"."""
_IN_ONE = re.compile(r" in (?:the same|one|a single) (?:paragraph|para|clause)[ ?!.]*+$", re.I)

_EITHER = re.compile(r" (?:and/)?(?:or|OR) | / |[()]")
_BRACKETED = re.compile(r"(?P<before>[^()]*)\((?P<inside>[^()]*)\)(?P<after>[^()]*)")
_ALTERNATIVE_BEFORE = re.compile(r"(?:,|\b(?:or|OR|and)|/)\s*$")
_PLURAL = re.compile(r"(?<=\w)\((e?s)\)")
_LISTED = re.compile(r"[,;] ?")


def parts_of(topic: str) -> list[str]:
    """Return a topic, and its parts if it is "A or B", "A, B or C", "A (B)" or "A, B, C"; "A, B and C" is not split.

    >>> parts_of("taken off (de-listed from) the annexes")[1:]
    ['taken off the annexes', 'de-listed from the annexes']
    >>> parts_of("resettling people (refugees, children)")[1:]
    ['resettling people']
    """
    topic = _PLURAL.sub(r"\1", topic)  # "chain(s) of command"
    return [topic, *(part for one in _without_brackets(topic) for part in _alternatives(one))]


def quoted_parts(topic: str, asked: str) -> list[str]:
    """Return the quotations that a topic consists of; none for a topic that is not in quotation marks.

    >>> quoted_parts("rape, slavery", "who says “rape, slavery”?"), quoted_parts("rape, slavery", "rape, slavery")
    (['rape, slavery'], [])
    """
    inside = without_marks(topic)
    if inside == topic and not quotation_patterns.OPENS.search(words_before(topic, asked)):
        return []
    return _APART.split(inside)


def _without_brackets(topic: str) -> list[str]:
    """Return the readings of a topic with words in brackets, which add or replace words.

    Several items in brackets only explain the topic, and are left out.
    """
    match = _BRACKETED.fullmatch(topic)
    if not match:
        return [topic]
    before, inside, after = (part.strip() for part in match.group("before", "inside", "after"))
    items = [item for part in _EITHER.split(inside) for item in _LISTED.split(part)]
    if len(items) > 1 and not all(map(_is_abbreviation, items)):
        return [f"{before} {after}".strip()]
    if not trimmed(after):
        return [before, inside]
    if not before or _ALTERNATIVE_BEFORE.search(before):
        return [f"{before} {inside} {after}".strip()]
    return [f"{before} {after}", f"{inside} {after}"]


def _alternatives(topic: str) -> list[str]:
    """Return the parts of "A or B" and "A, B, C", without an opening such as "other" in "other religious leaders"."""
    parts = _EITHER.split(topic)
    if len(parts) > 1 or " and " not in topic:
        parts = [one for part in parts for one in _LISTED.split(part)]
    alone = (_OTHER.sub("", part) for part in parts)
    return [part for part in alone if part.split()[:1] and part.split()[0].lower() not in _OF_BOTH]


def short_alternatives(topic: str) -> list[list[str]]:
    """Return the words of the alternatives that are too short to stand alone, as they continue a longer one.

    A single word is too short beside an alternative of several words. So is one of at most half as many words beside
    one of four or more. Two exceptions stand alone: an abbreviation ("birth registration or CRVS"), unless a longer
    alternative ends with a name itself ("action plans for 1325 / WPS"); and a word of which a longer alternative has
    another form.

    >>> short_alternatives("compensating survivors or victims"), short_alternatives("camps or schools")
    ([['victims']], [])
    >>> short_alternatives("pregnancy or pregnant women")
    []
    >>> short_alternatives("action plans for 1325 / WPS"), short_alternatives("birth registration or CRVS")
    ([['wps']], [])
    >>> short_alternatives("sexual violence or trafficking being part of the ideology of terrorist groups")
    [['sexual', 'violence']]
    """
    return [words for reading in _without_brackets(topic) for words in _short_ones(_alternatives(reading))]


def _short_ones(parts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of the parts that are too short to stand alone beside the longest one."""
    wordings = [trimmed(part) for part in parts]
    sizes = [sum(word not in BETWEEN | AUXILIARY for word in words) for words in wordings]
    longest = max(sizes, default=0)
    for part, words, size in zip(parts, wordings, sizes, strict=True):
        is_short = len(words) == 1 < longest or (longest >= _FROM_LONG and 2 * size <= longest)
        is_named = _is_abbreviation(part) and not any(map(_ends_with_name, parts))
        if is_short and not is_named and not (len(words) == 1 and _is_in_another(words[0], wordings)):
            yield words


def _ends_with_name(part: str) -> bool:
    """Return whether a part of several words ends with an abbreviation or a number."""
    *others, last = part.split() or [""]
    return bool(others) and (last.isdigit() or _is_abbreviation(last))


def _is_in_another(word: str, wordings: Sequence[Sequence[str]]) -> bool:
    """Return whether a wording of several words has another form of a word: "Iraq", "Iraqi"."""
    others = (other for words in wordings if len(words) > 1 for other in words)
    return any(_shared(word, other) >= max(_LEAST_SHARED, (max(len(word), len(other)) + 1) // 2) for other in others)


def _shared(one: str, other: str) -> int:
    """Return the length of the common beginning of two words."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def explained_by(topic: str) -> list[str]:
    """Return the words in brackets at the end of a topic that only explain those before them; none for an abbreviation.

    >>> explained_by("customs (border)"), explained_by("kidnappings (SEA)"), explained_by("taken off (de-listed) lists")
    (['border'], [], [])
    """
    match = _BRACKETED.fullmatch(_PLURAL.sub(r"\1", topic))
    if not match or trimmed(match["after"]) or _is_abbreviation(match["before"].strip()):
        return []
    inside = match["inside"].strip()
    is_one = len(_EITHER.split(inside)) == 1 and len(_LISTED.split(inside)) == 1
    return trimmed(inside) if is_one and not _is_abbreviation(inside) else []


def _is_abbreviation(part: str) -> bool:
    return part.isupper() or part.removesuffix("s").isupper()


def parts_otherwise(topic: str, abbreviations: Abbreviations) -> Iterator[list[str]]:
    """Yield the words of the parts of a topic with abbreviations in full, and with long forms abbreviated."""
    for part in parts_of(topic):
        for other in (*abbreviations.short_forms(" ".join(trimmed(part))), *abbreviations.in_full(part)):
            yield trimmed(other)


@dataclass(frozen=True, slots=True)
class Joined:
    """Topics that have to be mentioned together.

    Attributes:
        parts: The topics, as typed; two or more.
        is_verbatim: Whether their words are wanted literally.
    """

    parts: tuple[str, ...]
    is_verbatim: bool


def joined_topics(topic: str, asked: str) -> Joined | None:
    """Return the topics of "both A and B", "“A” and “B”", "the words A and B" and "A together with B"; None for others.

    "A and B" alone is one topic, as "women and girls" is.

    >>> joined_topics("both sanctions and children", "all paragraphs that mention both sanctions and children").parts
    ('sanctions', 'children')
    >>> joined_topics("women and girls", "every mention of women and girls")
    """
    if _EITHER.search(topic):
        return None
    if _AND_QUOTATION.search(topic):
        return Joined(tuple(_APART.split(topic)), is_verbatim=True)
    if quoted_parts(topic, asked):
        return None
    both, bare = _BOTH.match(topic), _IN_ONE.sub("", topic)
    words = _WORDS.search(words_before(topic, asked)) is not None
    parts = _TOGETHER.split(bare)
    if len(parts) == 1 and (both or words or bare != topic):
        parts = bare[both.end() if both else 0 :].split(" and ")
    if len(parts) == 1 or any("," in part for part in parts):
        return None
    return Joined(tuple(parts), is_verbatim=words or is_verbatim(topic, asked))


def in_other_words(topic: str, asked: str, abbreviations: Abbreviations) -> tuple[str, ...]:
    """Return wordings of a topic's parts with everyday words replaced by those of the texts; none for a literal topic.

    >>> known = Abbreviations({}, {}, {"kidnapping": ("abduction",)})
    >>> in_other_words("kidnapping", "every mention of kidnapping", known)
    ('abduction',)
    >>> in_other_words("kidnapping", "every use of the word kidnapping", known)
    ()
    """
    if is_verbatim(topic, asked):
        return ()
    folded = ((fold_words(part).split(), trimmed(part)) for part in parts_of(topic))
    parts = (words if words[:1] == ["un"] else alone for words, alone in folded)
    others = (said for words in parts if len(words) <= _MOST_REWORDED for said in abbreviations.reworded(words))
    return tuple(dict.fromkeys(islice(others, _MOST_OTHERS)))


def is_name(topic: str, abbreviations: Abbreviations) -> bool:
    """Return whether a topic consists of names only: abbreviations of names, and capitalised words that are no English.

    >>> known = Abbreviations({"UNFPA": ("United Nations Population Fund",), "GBV": ("gender-based violence",)}, {})
    >>> [is_name(topic, known) for topic in ("the unfpa", "Boko Haram", "NASA?")]
    [True, True, True]
    >>> [is_name(topic, known) for topic in ("GBV", "Forced Marriage", "drones", "the")]
    [False, False, False, False]
    """
    words = [word for word in CONTENT_WORD.findall(topic) if word.lower() not in BETWEEN | EMPTY]

    def names(word: str) -> bool:
        if forms := abbreviations.long_forms(word):
            return any(form[0].isupper() for form in forms)
        return word[0].isupper() and len(word) > 1 and not is_english(word.lower())

    return bool(words) and all(map(names, words))


def trimmed(text: str) -> list[str]:
    """Return the folded words of a topic, without linking and empty ones at its ends; keep "Under-Secretary" whole."""
    words = text.split()
    while words and "-" not in words[0] and {*fold_words(words[0]).split()} <= BETWEEN | EMPTY:
        del words[0]
    while words and "-" not in words[-1] and {*fold_words(words[-1]).split()} <= BETWEEN:
        del words[-1]
    return fold_words(" ".join(words)).split()
