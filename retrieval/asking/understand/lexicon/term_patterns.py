"""Patterns of everyday words that only together mean a term of the texts: "refugees go home"."""

from __future__ import annotations

import re

QUOTATION_MARK = re.compile(r"[\"“”«»]")
"""Mark of a quotation; a text with one keeps its words."""
_UN = r"(?:u\.?n\.?|united\snations)"
_SENT_BY_UN = (
    rf"(?:(?:{_UN}\s)?peace-?keep"  # "UN peacekeeper", "peacekeeping troops"
    r"(?:er|ing\s(?:soldier|officer|policeman|troop|force|unit|contingent|battalion))s?"
    r"|blue[\s-]?(?:helmet|beret)s?|soldiers?\s(?:in|with|under)\s(?:a\s)?blue[\s-]?(?:helmet|beret)s?"
    rf"|{_UN}(?:\speacekeeping)?\s"  # "UN police officer"
    r"(?:(?:soldier|troop|force|police\sofficer|policeman|officer|official|worker|employee|contingent|battalion)s?"
    r"|police|policemen|personnel|staff(?:\smembers?)?))\b"
)
"""Words for somebody whom the United Nations sent."""
_SOMEBODY = (
    r"(?:a|an|the|my|our|your|his|her|their|this|these|those|some|any|many|several|two|three|me|us|him|them|someone"
    r"|somebody|anyone|anybody|local|young|village|refugee|women|woman|girls?|boys?|child|children|kids?|minors?|people"
    r"|civilians?|villagers?|refugees?|locals?)\b"
)
_ANOTHER_ACT = (
    r"(?!\s(?:of\s)?(?:\w+\s)?"
    r"(?:powers?|authority|positions?|office|rank|trust|mandates?|immunity|privileges?|alcohol|drugs?"
    r"|prevention|survivors?|kits?)\b)"
)
"""Negative lookahead: words behind a verb that make it another act, as in "abuse their power"."""
_ACTS = (
    r"(?:(?:sexually\s)?(?:rap(?:es?|ed|ing)|abus(?:es?|ed|ing)|molest(?:s|ed|ing)?)"
    rf"|sexually\s(?:exploit|assault|harass)(?:s|es|ed|ing)?)\b{_ANOTHER_ACT}"
)
_SEX = (
    r"(?:(?:gets?|got|getting|makes?|made|making|leaves?|left|leaving)\s"  # "got a girl pregnant"
    rf"(?P<mother>(?:{_SOMEBODY}\s){{1,3}}+)pregnant\b"
    r"|(?:pa(?:ys?|id|ying)|giv(?:es?|ing)|gave|offer(?:s|ed|ing)?)\s"  # "paid women money for sex"
    rf"(?P<paid>(?:{_SOMEBODY}\s){{1,3}}+)(?:(?!for\b)\w+\s)?for\ssex\b"
    r"|(?:ha(?:s|d|ve|ving)|buys?|bought|buying|trad(?:es?|ed|ing)|demands?|demanded|demanding)"  # "had sex with"
    r"\ssex\b(?:\s(?:with|from)\b)?)"
)
_WHO = r"(?:who|that|has|have|ever|also|then|even|allegedly|repeatedly|once|may|might)"
ABUSES = re.compile(
    rf"\b(?P<who>{_SENT_BY_UN}),?\s"
    rf"(?:(?:{_WHO}\s){{1,4}}+(?:{_ACTS})"  # "peacekeepers | who raped"
    rf"|(?:(?:is|are|was|were)\s)?{_ACTS}(?=\s{_SOMEBODY})"  # "a UN soldier | raped | a girl"
    rf"|(?:(?:{_WHO}|is|are|was|were)\s){{0,4}}+{_SEX})"  # "blue helmets | who paid women for sex"
    rf"(?P<somebody>(?=\s{_SOMEBODY}))?",
    re.I,
)
"""Sexual abuse by somebody whom the United Nations sent, told by a verb: "a un soldier raped a girl".

Group `somebody` is there if the one who suffers it follows, `mother` or `paid` if this is inside.
"""
_ANSWERS_FOR = (
    r"(?:(?:gets?|got|getting|be|been|being|is|are|was|were|ever|also)\s){0,3}+"
    r"(?:punished|prosecuted|tried|jailed|fired|sacked|dismissed|investigated|accused|suspected|convicted|guilty"
    r"|charged|disciplined|sent\shome|reported|responsible)\s(?:for|of|with)\s(?:committing\s)?"
)
ABUSE_HELD_AGAINST = re.compile(rf"\b(?P<who>{_SENT_BY_UN}\s{_ANSWERS_FOR})(?:{_ACTS}|rapes?\b)", re.I)
"""Sexual abuse that somebody whom the United Nations sent is accused of, or punished for."""
ABUSED_BY = re.compile(
    r"\b(?:(?P<suffers>(?:sexually\s)?(?:raped|abused|molested|exploited))|rapes?|sex\sabuse)"
    r"\s(?:by|from)\s"
    rf"(?P<who>(?:(?:a|an|the|some|any|two|several|uniformed|former|local|male)\s){{0,3}}+{_SENT_BY_UN})",
    re.I,
)
"""Sexual abuse by somebody whom the United Nations sent, told of the one who suffers it: "raped by a peacekeeper"."""

_CAUSE = (
    r"(?:\s(?:from\s)?(?:(?:a|an|the|their|his|her)\s)?(?:\w+\s)?"
    r"(?:wars?|fighting|conflicts?|violence|homes?|villages?|houses?|countr(?:y|ies)|towns?|land)\b)?"
)
_PEOPLE = r"(?:people|ppl|persons?|those|famil(?:y|ies)|civilians|villagers|(?:every|any|some)(?:one|body))"
_WHO_FLED = (
    rf"(?:{_PEOPLE}\s(?:(?:who|that)\s)?(?:(?:have|had|has|were|was|are|is|been)\s){{0,2}}+"  # "people who fled"
    rf"(?:fled|fleeing|escaped|displaced|driven\sout|uprooted)\b{_CAUSE}"
    rf"|(?:(?:internally\s)?displaced|uprooted)\s{_PEOPLE}\b(?:\sand\srefugees\b)?"  # "displaced persons"
    rf"|(?:refugees?|idps?)\b(?:\sand\s(?:refugees|idps|(?:internally\s)?displaced\s{_PEOPLE})\b)?)"
)
_THEIR_PLACE = (
    r"to\s(?:(?:their|his|her|the|your)\s(?:\w+\s)?"
    r"(?:homes?|villages?|houses?|places?|countr(?:y|ies)|towns?|land|areas?|homelands?)\b"
    r"|where\sthey\s(?:came\sfrom|lived)\b)"
)
_GO_HOME = (
    r"(?:(?P<going>(?:go|gett|com|mov|return)ing)|(?:go|goes|went|gone|get|come|move|return(?:s|ed)?))\b"
    rf"(?:\s(?:back\s)?(?:home\b|{_THEIR_PLACE})"  # "go home", "return to their village"
    r"|(?<!return)(?<!returning)\sback\b(?!\s(?:to|on|in|into|over|from|up)\b)"  # "go back"
    r"|(?<=\bto\sreturn)(?=\W*+$))"  # "allowed to return"
    r"(?:\sagain\b)?"
)
_MAY = (
    r"(?:a|the|their|rights?|to|be|being|able|can|may|must|should|could|shall|will|would|ever|finally|safely"
    r"|voluntarily|freely|then|not|never|allowed|permitted|entitled|free|helped|forced|made|encouraged|supported"
    r"|wants?|wanting|wish|wishing|willing|trying|have|has|had|are|is|do|does|when|and|if|they|actually|still|also"
    r"|really|needs?|get|help|some|one|day)\b"
)
GO_HOME = re.compile(rf"\b{_WHO_FLED}(?P<may>(?:,?\s{_MAY}){{0,9}}+)\s{_GO_HOME}", re.I)
"""People who fled and go home: "are people fleeing allowed to go home"; group `going` of "refugees going home"."""
WAY_HOME = re.compile(
    rf"\b{_GO_HOME}\s(?:(?:for|of|by)\s{_WHO_FLED}|after\s(?:(?:being|having|they|been|were|was|are)\s){{0,3}}+"
    rf"(?:displaced|displacement|fleeing|fled|flight|uprooted)\b{_CAUSE})",
    re.I,
)
"""The way home of people who fled: "return home for people who fled", "going home after being displaced"."""

SENIORS = re.compile(r"\bseniors\b(?!['’])", re.I)
"""Older persons; in the texts "senior" is a rank."""
