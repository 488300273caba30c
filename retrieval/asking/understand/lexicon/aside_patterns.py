"""Patterns of messages that ask nothing of the texts where something was asked before: "one sec", "why?"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.talk_patterns import BETWEEN, ENDS, FILLS

# Matched in lower case, and possessive, as those of small talk.

_ASIDE = (
    r"(?:lol|lmao|rofl|(?:ha){2,9}+h?|(?:he){2,9}+|omg|hm+"
    r"|(?:give me )?(?:one|an?|1|two|2|five|5) (?:secs?|seconds?|mins?|minutes?|moment)"
    r"|hang on|hold on|wait|brb|be right back|i(?:'m| am) (?:reading|thinking)"
    r"|let me (?:(?:read|digest|check)(?: (?:that|this|it|them|these))?|see|think)(?: (?:first|for a moment))?"
    r"|(?:my |the )?(?:phone|door ?bell) is ringing|(?:someone|somebody) is (?:calling|at the door)"
    r"|my (?:boss|minister|ambassador|colleagues?|team|supervisor|director|editor|professor|manager)"
    r"(?:'ll| will| would| is| are)(?: (?:be|really|so|very))*+"
    r" (?:love|like|enjoy|happy|glad|pleased|delighted|thrilled)(?: (?:with|about))?(?: (?:that|this|it))?)"
)
_BESIDE = rf"(?:{ENDS}|{FILLS}|for me|please|pls|sorry)"
ASIDE = re.compile(
    rf"(?:{BETWEEN}{_BESIDE}(?!\w))*+{BETWEEN}{_ASIDE}(?!\w)(?:{BETWEEN}(?:{_ASIDE}|{_BESIDE})(?!\w))*+{BETWEEN}"
)
"""Words that laugh, wait or tell of others: "one sec", "my boss will love that"."""
_BUT = rf"(?:{BETWEEN}(?:and|but|so|ok(?:ay)?|hm+|well)\b)*+{BETWEEN}"
WHY = re.compile(
    rf"{_BUT}(?:(?:(?:explain|tell me|say) )?why(?: (?:is|was|would) (?:that|it|this)(?: be)?)?"
    r"(?: so| though| exactly)?|how (?:come|so)|why (?:does|would|did|should) (?:that|it|this) matter"
    r"|why (?:do|did|would) they (?:do|say|want) (?:that|it|this|so)"
    r"|(?:(?:for|by) )?what(?:'s| is| was| are| were)? (?:the |their )?reasons?(?: (?:for|behind) (?:that|it|this))?"
    rf"|(?:the )?reasons?(?: (?:for|behind) (?:that|it|this))?)(?:,? (?:please|then))?{BETWEEN}"
)
"""Question for the reason of an answer."""
_QUALITY = (
    r"(?:(?:strict|strong|weak|tough|clear|soft|hard|broad|narrow|wid|bold|firm|sharp)er|better|best|worse|worst"
    r"|(?:strict|strong|weak|tough|clear|soft|bold|firm|broad)est"
    r"|(?:more|most) (?:ambitious|binding|demanding|explicit|forceful|important|powerful|progressive|robust|strict"
    r"|strong|useful))"
)
_OF_THEM = r"(?: (?:of|out of) (?:them|these|those|both|the (?:two|three|four|five)))?"
JUDGE = re.compile(
    rf"{_BUT}which(?: (?:one|resolution|text|paragraph|quote|wording|language|version))?{_OF_THEM}"
    rf"(?: (?:is|are|was|sounds|looks|has|do you think is|would you say is)(?: the)?(?: much)? {_QUALITY}"
    r"(?: (?:one|text|wording|language))?| goes further(?: than the other)?"
    r"| (?:should|would) (?:i|we|you) (?:cite|choose|pick|prefer|quote|recommend|take|use)"
    r"| do you (?:prefer|recommend))"
    rf"{_OF_THEM}(?:,? (?:then|please|here|now))?{BETWEEN}"
)
"""Question which of the paragraphs that were shown is better: "which one is stricter?"."""
