"""Paragraph classification (preambular or operative) by the opening verb."""

from __future__ import annotations

import re
import unicodedata

from retrieval.clauses.clause import ClauseKind
from retrieval.wording.verbs import OPERATIVE_VERBS

_ADVERBS = frozenset("also further furthermore again once in this regard and moreover re".split())
_ADJECTIVES_IN_S = frozenset({"conscious", "desirous", "anxious"})
_PREAMBULAR_ADJECTIVES = frozenset(
    "anxious appreciative aware cognizant confident conscious desirous firm grateful indignant mindful pursuant "
    "supportive whereas while".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"In (?:this|that|the) [^,]{1,40}, \w+ing\b")
_CIRCUMSTANCES = frozenset("as at by consistent for further in on pending to until upon with without".split())
_AFTER_CIRCUMSTANCES = re.compile(r",\s++(?=[a-z])")
_AHEAD = 400  # characters in which the verb follows circumstances
_NO_PARTICIPLES = frozenset({"united", "provided"})
_NOUN = re.compile(r"(?P<stem>\w+)ing(?:[,;.]$|,\s+[A-Z]|\s+(?:of|and)\s|\s+(?:in\s+)?[A-Z])")
_TERM = re.compile(r"\w+ed\s+[A-Z]")
_SUBJECT = re.compile(r"\W{0,3}(?:Therefore,?\s+)?(?:The\s+Security\s+Council,?\s+|Hereby\s+){1,2}", re.IGNORECASE)


def kind_of_opening(text: str) -> ClauseKind:
    """Classify a paragraph without a number as preambular or operative, by its first verb.

    Operative paragraphs open with a verb in the third person ("Calls upon", "Further urges"); preambular ones
    with a participle or an adjective ("Recalling", "Deeply concerned"). Source: United Nations Editorial Manual,
    "Format of resolutions".
    """
    if acts_in_circumstances(text):
        return ClauseKind.OPERATIVE
    for word in _WORD.findall(text[:120].lower()):
        if word in _ADVERBS or word.endswith("ly"):
            continue
        operative = word.endswith("s") and word not in _ADJECTIVES_IN_S
        return ClauseKind.OPERATIVE if operative else ClauseKind.PREAMBULAR
    return ClauseKind.PREAMBULAR


def opens_operative(text: str) -> bool:
    """Return whether a text opens with an operative verb, such as "Decides" or "Also urges"."""
    return _first_verb(text) in OPERATIVE_VERBS


def acts_in_circumstances(text: str) -> bool:
    """Return whether a text opens with circumstances, and an operative verb follows them.

    >>> acts_in_circumstances("In this context, urges all to act"), acts_in_circumstances("In view of its words,")
    (True, False)
    """
    opening = _WORD.match(text)
    if opening is None or opening[0].lower() not in _CIRCUMSTANCES:
        return False
    ends = (match.end() for match in _AFTER_CIRCUMSTANCES.finditer(text, 0, _AHEAD))
    return any(opens_operative(text[end : end + 1].upper() + text[end + 1 : end + _AHEAD]) for end in ends)


def opens_preambular(text: str) -> bool:
    """Return whether a text opens with a preambular form: "Recalling", "Deeply concerned", "Whereas".

    Nouns and terms of the same form open headings, or lines: "Training of Malian forces", "Organized Crime".
    """
    if _PHRASE.match(text):
        return True
    if _TERM.match(text) or _is_noun(text):
        return False
    verb = _first_verb(text)
    participle = verb.endswith(("ing", "ed")) and len(verb) > 4 and verb not in _NO_PARTICIPLES
    return participle or verb in _PREAMBULAR_ADJECTIVES


def opens_paragraph(text: str) -> bool:
    """Return whether a text opens as a preambular or an operative paragraph does."""
    return opens_operative(text) or opens_preambular(text)


def _is_noun(text: str) -> bool:
    noun = _NOUN.match(text)
    return noun is not None and OPERATIVE_VERBS.isdisjoint(f"{noun['stem'].lower()}{ending}" for ending in ("s", "es"))


def _first_verb(text: str) -> str:
    """Return the first word that is not an adverb, in lower case; "" if the text does not start with a capital."""
    start = _SUBJECT.match(text)
    begin = start.end() if start else 0
    words = _WORD.findall(unicodedata.normalize("NFKC", text[begin : begin + 120]))  # "reaﬃrms", with a ligature
    if not words or not (start or words[0][0].isupper()):
        return ""
    lower = (word.lower() for word in words)
    return next((word for word in lower if word == "july" or not (word in _ADVERBS or word.endswith("ly"))), "")
