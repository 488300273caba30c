"""Words of follow-ups that replace a part of the last question: "same for hospitals"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import ASKING, PLEASANTRY

_PREPOSITIONS = "for on about regarding against with of by among".split()
_PREPOSITION = rf"(?:{'|'.join(_PREPOSITIONS)})"
_KINDS: dict[str, str] = {
    "persons": r"(?:people|persons|children|women|girls)\s+with\s+disabilities"
    r"|(?:(?:young|displaced|internally\s+displaced|disabled|older|elderly|stateless|indigenous)\s+)?"
    r"(?:women\s+and\s+girls|men\s+and\s+boys|children|kids|boys|girls|women|men|people|persons|refugees|civilians"
    r"|adults)|youth|adolescents|teenagers|idps|migrants"
    r"|returnees|minorities|journalists|(?:aid|humanitarian|health|medical|media|social)\s+(?:workers|personnel|staff)"
    r"|peacekeepers|teachers|survivors|victims|families|widows|orphans|detainees|prisoners|child\s+soldiers"
    r"|ex-?combatants|former\s+combatants|human\s+rights\s+defenders",
    "places": r"schools|universities|hospitals|clinics|health\s+(?:facilities|centres|centers)|ambulances"
    r"|(?:refugee\s+)?camps|prisons|markets|churches|mosques|museums|cultural\s+(?:sites|heritage|property)"
    r"|places\s+of\s+worship|homes|kindergartens",
    "wrongs": r"(?:sexual|sexual\s+and\s+gender-based|gender-based)\s+violence|rapes?|torture|genocide|maiming"
    r"|(?:human\s+)?trafficking(?:\s+in\s+persons)?|abductions?|killings?|recruitment|(?:sexual\s+)?slavery"
    r"|sexual\s+exploitation(?:\s+and\s+abuse)?|(?:forced|child)\s+marriages?|hostage-?\s?taking|starvation"
    r"|enforced\s+disappearances?|war\s+crimes|crimes\s+against\s+humanity|terrorism|hate\s+speech",
    "arms": r"small\s+arms|land\s?mines|mines|explosive\s+(?:weapons|devices|remnants)|cluster\s+munitions"
    r"|chemical\s+weapons|drones|ammunition",
}
KINDS = tuple(re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I) for words in _KINDS.values())
"""Names of things by kind; a thing may replace another of its kind: "schools", "hospitals"."""
PERSONS = KINDS[0]
"""Names of persons: "girls", "civilians"."""
TARGETS = re.compile(rf"(?<![\w-])(?:the\s+)?(?:{_KINDS['persons']}|{_KINDS['places']}|humanity)(?![\w-])", re.I)
"""Names of persons or places, as the targets of wrongs: "crimes against | children"."""
THEY = re.compile(r"\b(?:they|them)\b", re.I)
"""Pronouns that may refer to persons: "are they protected?"."""
ANY_PERSONS = re.compile(r"(?:persons|people)\b", re.I)
"""Words for persons of any kind, alone or at the beginning of a name: "persons", "people with disabilities"."""
OF_A_WRONG = frozenset("survivors victims families widows orphans witnesses".split())
"""Persons defined by a crime, who replace no other persons: "the victims" after "sale of persons"."""
_ASIDE = r"(?:\s++(?:instead|rather|then|please|pls|now|too|also|as\s++well))*+\W{0,9}$"
_SAME = r"(?:(?:do|ask)\s++)?(?:the\s++)?same"
_OPENING = r"and|or|also|then|now|what\s+about|how\s+about|what\s+of|make\s+(?:that|it)|change\s+(?:that|it)\s+to"
_BEFORE_A_THING = r"(?:(?:for|on|about|the)\s++)*+"
_A_THING = r"\w[\w'’ -]{1,60}?"
SWAPS = re.compile(
    rf"^{PLEASANTRY}(?:(?:{_OPENING}|rather)\s++)*+(?:(?P<same>{_SAME}(?:\s++(?:question|thing|again|search|one))?\s++"
    rf"(?:but\s++)?)?(?P<preposition>{_PREPOSITION})\s++)?(?:the\s++)?(?P<other>{_A_THING}){_ASIDE}",
    re.I,
)
"""Follow-up that names one thing, which may replace another: "and for hospitals?", "schools instead"."""
OPENED = re.compile(rf"^{PLEASANTRY}(?:{_OPENING}|{_SAME})\b|\b(?:instead|then)\W{{0,9}}$", re.I)
"""Opening or end of a follow-up that names another thing: "and hospitals?", "women then?"."""
NOT_BUT = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|now|sorry|i\s++meant?)[\s,]++)*+(?:"
    rf"not\s++{_BEFORE_A_THING}(?P<old>{_A_THING})(?:\s*,\s*(?:but\s+|rather\s+)?|\s+but\s+(?:rather\s+)?)"
    rf"{_BEFORE_A_THING}(?P<new>{_A_THING})"
    rf"|{_BEFORE_A_THING}(?P<wanted>{_A_THING})(?:\s*,\s*not\s+|\s+instead\s+of\s+)"
    rf"{_BEFORE_A_THING}(?P<unwanted>{_A_THING})){_ASIDE}",
    re.I,
)
"""Follow-up that names a thing and its replacement: "not schools, hospitals"."""
SWAPPED_FOR = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now)[\s,]++)*+(?:swap|replace|exchange|substitute)\s+{_BEFORE_A_THING}(?P<old>{_A_THING})"
    rf"\s+(?:for|with|by)\s+{_BEFORE_A_THING}(?P<new>{_A_THING}){_ASIDE}",
    re.I,
)
"""Follow-up that asks to replace a thing: "now swap war for terrorism"."""
_ONE = r"(?:(?:the\s++)?(?:(?:other|second|latter)\s++)?(?:ones?|thing|mechanism|list|report)\s++)?"
OTHER_ONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|now|sorry|i\s++meant?)[\s,]++)*+not\s++{_ONE}{_PREPOSITION}\s++{_A_THING}"
    rf"(?:\s*,\s*(?:but\s+|rather\s+)?|\s+but\s+(?:rather\s+)?){_ONE}(?P<preposition>{_PREPOSITION})\s++"
    rf"(?P<new>{_A_THING}){_ASIDE}",
    re.I,
)
"""Follow-up that corrects which of several things is meant: "not the one on children, the one on sexual violence"."""
RELATIVE_CLAUSE = re.compile(r"\s+(?:that|who|which)\s[^,.;:?!]*", re.I)
"""Relative clause behind a thing: "groups | that recruit children"."""
PREPOSITIONS = frozenset(_PREPOSITIONS)
"""Prepositions whose object may be replaced: "attacks on schools"."""
ENDS_AN_OBJECT = PREPOSITIONS - {"of"} | frozenset(
    "in to at from during under after before since within through into as when where that who whose which and or must "
    "should shall can may is are be has have do does says".split()
)
"""Words that end the object of a preposition: "for survivors of sexual violence | in camps"."""
PLACED = frozenset("in at on from during under after before since".split())
"""Prepositions of place and time; words with one of them replace nothing: "aid workers in general"."""
WORD_OR_STOP = re.compile(r"[\w'’-]+|[,;:.?!()]")
"""A word, or a mark that ends an object."""
NO_OTHER_THING = re.compile(
    rf"^(?:{ASKING}|for|to|in|by|with|from|at|as|if|because|under|not|no|only|just|others?|else|that|this|these|those"
    r"|them|it|its|their|they|there|same|since|before|after|until|during|between|newer|older|more|me|us|you|him|her"
    r"|example|instance|now|all|both|anything|any|every|some|everyone|everything|detail|practice|general|full)\b|\d",
    re.I,
)
"""Opening of words that name no replacement: "for which", "for them", "on 2467"."""
PART_ALONE = re.compile(
    rf"^{PLEASANTRY}"
    r"(?P<opening>(?:(?:and|or|also|plus|then|now"
    r"|(?P<other>what\s+about|how\s+about|what\s+of)|specifically|especially)\s++)*+)(?:the\s++)?"
    rf"(?!(?:{ASKING}|not?|as|if|because|only|just|others?|else|that|this|these|those|them|it|its|their|they|same"
    r"|me|us|you|example|instance|now)\b)"
    rf"(?P<part>(?P<preposition>(?:{_PREPOSITION}|in|at|to|from|under|during|within|through|into)\s++"  # "for"
    r"(?!(?:that|this|these|those|them|it|its|their|which|what|whom|whose"
    r"|example|instance|general|full|detail|all|any|\d+|(?:19|20)\d\d)\b))?+"
    r"[^\W\d][^,.;:?!()]{1,60}?)(?:\s++(?:then|too|also|as\s++well|please|pls))*+\W{0,9}$",
    re.I,
)
"""Follow-up that only adds a part to the topic before it: "for children?", "and crimes against kids?", "in schools"."""
