"""First words of paragraphs, pasted or asked for, their last words, and verbs of the Council."""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.asking.understand.lexicon import count_words, list_words
from retrieval.wording.verbs import OPERATIVE_VERBS

_BEGIN = r"(?:(?:begin|open|start)(?:n?ing|s)?|commenc(?:es?|ing))(?:\s(?:off|out))?"
_NAMED = r"(?:(?:\sthe)?(?:\sexact)?\s(?P<named>words?|phrase|verb|expression))?:?\s(?=[\"“'‘]?\w)"
BEGINS = re.compile(rf"\b(?:(?:first|initial|opening)\swords?\s(?:is|are)|{_BEGIN}(?:\swith|(?P<bare>))){_NAMED}", re.I)
"""Words before the first words of a paragraph: "that | begins with | “Urges”", "whose | first word is | …".

Group `bare` takes part, without a character, where no "with" is behind the verb; group `named` is a noun for words.
"""
ENDS = re.compile(
    r"\b(?:(?:closing|final|last)\swords?\s(?:is|are)"  # "whose | last word is"
    r"|(?:clos(?:es?|ing)|conclud(?:es?|ing)|end(?:s|ing)?|finish(?:es|ing)?)"  # "that | ends with"
    rf"(?:\s(?:in|on|with))?){_NAMED}",
    re.I,
)
"""Words before the last words of a paragraph: "that | ends with | “of the matter”", with `named` as in `BEGINS`."""
OBJECT = re.compile(
    r" (?!(?:in|of|within|from|since|before|after|until|outside|by|between|under|during|at|on|please|pls|thanks)\b)\w",
    re.I,
)
"""Words behind a verb that are its object, and no limit: "recalls | resolution 1325"."""
COUNTING = (frozenset("how many".split()), frozenset("number of".split()), frozenset(["count"]))
"""Words that ask for the number of paragraphs."""
ASKING = list_words.ASKING | frozenset("number of count how many do does whose kindly first".split())
"""All words that may stand before "begin with" and before "where the Council decides"."""
ENDING = frozenset("please pls plz thanks".split())
"""Polite words at the end of a question."""
COUNCIL = frozenset("the council security sc unsc it".split())
"""Words for the Council, as the subject of a verb: "where | the Council | decides"."""
SECRETARY_GENERAL = frozenset("secretary general secretary-general sg".split())
"""Words for the Secretary-General, of whom paragraphs request something."""
BESIDE_AN_OBJECT = frozenset("of to from by the un".split())
"""Words between a verb or noun and the one that it addresses: "requests | to the | Secretary-General"."""
BEHIND_A_NOUN = frozenset("are contain contains do does has have is it made make makes there".split())
"""Words behind the noun of a question: "how many decisions | are there in 2396"."""
SOMETHING = frozenset("something anything".split())
"""Object of a verb that names none: "where the Council decides | something"."""

NOUNS: Mapping[str, str] = {
    form: verb
    for verb, forms in {
        "decides": "decision decisions",
        "requests": "request requests",
        "demands": "demand demands",
    }.items()
    for form in forms.split()
}
"""Nouns for what the Council does, each with the verb of a paragraph that does it: "list every request in 2250"."""

ASKED_ALONE = frozenset(
    "authorises authorizes condemns decides demands deplores encourages invites requests urges welcomes".split()
)
"""Verbs by which a question for all that a resolution does asks for paragraphs: "what does the Council decide"."""


def _forms(verb: str) -> set[str]:
    """Return a verb of a resolution in the forms in which people type it: "decides", "decide", "decided"."""
    bases = {verb[:-1], *([verb[:-2]] if verb.endswith("es") else [])}
    return {verb, *bases, *(f"{base}d" for base in bases if base.endswith("e")), *(f"{base}ed" for base in bases)}


VERBS: Mapping[str, str] = {form: verb for verb in sorted(OPERATIVE_VERBS) for form in _forms(verb)}
"""Verbs as people type them, each in the form with which paragraphs begin."""
NOUNS_OF_TEXTS = count_words.PARAGRAPHS_COUNTED | frozenset(
    "everything one ones passage passages sentence sentences sub-paragraphs text texts".split()
)
"""Nouns for the paragraphs that are asked for: "which | paragraphs | begin with"."""
LEADING = frozenset(
    "accordingly again also firmly further hereby in more once regard solemnly strongly therefore this unequivocally "
    "urgently".split()
)
"""Words that may stand before the verb of a paragraph: "Further decides"."""
_VERBS_DRAFTED = (
    r"(?:Acknowledg|Affirm|Appreciat|Authori[sz]|Bear|Call|Commend|Condemn|Confirm|Consider|Decid|Demand|Deplor"
    r"|Determin|Direct|Emphasi[sz]|Encourag|Endors|Express|Hav|Highlight|Invit|Not|Pay|Reaffirm|Recall|Recogni[sz]"
    r"|Recommend|Regret|Reiterat|Reject|Remain|Remind|Renew|Request|Requir|Resolv|Stress|Support|Tak|Underlin"
    r"|Underscor|Undertak|Urg|Welcom)(?:s|es|ing)\b"
)
_ADVERBS_DRAFTED = (
    r"(?:Again|Also|Deeply|Equally|Firmly|Fully|Further|Gravely|Once\sagain|Particularly|Profoundly|Seriously|Solemnly"
    r"|Strongly|Unequivocally|Urgently)"
)
_STATES_DRAFTED = r"(?:alarmed|appalled|aware|concerned|conscious|convinced|determined|disturbed|dismayed|mindful)"
_DRAFTING = (
    rf"(?:{_VERBS_DRAFTED}"  # "Requests", "Recalling"
    rf"|{_ADVERBS_DRAFTED}\s(?i:{_VERBS_DRAFTED}|{_STATES_DRAFTED}\b)"  # "Also urges", "Deeply concerned"
    r"|(?:Convinced\sthat|Guided\sby\s(?:the|its|resolutions?)|(?:Conscious|Mindful)\sof)\b"
    r"|Determined\sto\s(?:act|continue|eliminate|ensure|help|promote|protect|put|save|strengthen|support|take)\b)"
)
DRAFTED = re.compile(rf"[\W\d]*{_DRAFTING}")
"""Beginning of a paragraph of a resolution."""
DRAFTED_PAGE = re.compile(rf"\bThe Security Council,\W{{1,5}}{_DRAFTING}")
"""Beginning of the paragraphs of a resolution on a page with other text before them."""
