"""Patterns of everyday names of the parts of a resolution: "the introduction of 1325", "whereas clauses"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.asked_of_patterns import RESOLUTION
from retrieval.clauses.number_words import NUMBER_WORDS, any_of

_ASKS = (
    r"(?P<asks>(?:(?:please|pls|can|could|would|you|just|only|show|give|quote|read|find|get|send|tell|me|us|i|we|need|want|to|see|look|at|in|from"
    r"|within|what|what['’]s|is|are|stands|comes|does)\s){0,6})"
)
_OF = r"\s(?:of|to|from|in|for)\s(?:the\s)?(?:text\sof\s)?"
_NO_YEAR = r"(?!(?:19[4-9]|20[0-4])\d)"
_INTRODUCTORY = (
    r"(?:intro(?:\s(?:part|section|bit|text))?|introductory\s(?:part|section|bit|text|lines|words|sentences?)"
    r"|opening\s(?:part|section|bit|lines|words|sentences)|first\s(?:few\s)?(?:lines|words|sentences))"
)
_ENDS = r"(?=\s?(?:$|[?!.,:;)]|[–—-]\s|(?:on|about|regarding|concerning|please|pls|only)\b)|\ssays?\b)"
INTRODUCTION_OF_ONE = re.compile(
    rf"\b{_INTRODUCTORY}{_OF}(?P<resolution>{_NO_YEAR}{RESOLUTION})|(?<!\w)(?P<named>{_NO_YEAR}{RESOLUTION})(?:['’]s)?,?\s\(?{_INTRODUCTORY}\)?(?=\s?(?:$|[?!.,:;]))",
    re.I,
)
"""Words for the preamble beside a resolution: "first lines of 2475", "1325 intro"."""
BEGINNING_OF_ONE = re.compile(
    rf"^{_ASKS}(?:the\s)?(?:very\s)?(?:introduction|beginning|start|opening){_OF}(?P<resolution>{_NO_YEAR}{RESOLUTION}){_ENDS}",
    re.I,
)
"""Question for what a resolution begins with. The words may mean an event, too: "after the introduction of 1325"."""
BEGINS = re.compile(
    rf"^{_ASKS}(?:how|(?:with\s)?what)\s(?:does\s)?(?:the\s)?(?:text\sof\s)?(?P<resolution>{RESOLUTION})\s"
    r"(?:begin|start|open)s?(?:\s(?:off|out))?(?:\swith)?[\s?.!]*$",
    re.I,
)
"""Question for what a resolution begins with, by a verb: "how does 1325 begin"."""
AT_AT_END = re.compile(r"\bat\s$", re.I)
_PARAGRAPHS = r"(?:paragraphs|paras|clauses|parts|bits|recitals|sections|lines)"
_ON_A_TOPIC = (
    r"(?=\s?(?:$|[,:;?!.)]|[–—-]\s)|\s(?:on|about|regarding|concerning|mention(?:s|ing)?|only|please|pls|that|which)\b"
    rf"|\s(?:of|in)\s(?:(?:all|any|our|the|these|those|youth|wps|children|women)\s){{0,3}}(?:resolutions?|texts?|{RESOLUTION})(?!\w))"
)
OPENING_PARAGRAPHS = re.compile(
    rf"(?P<many>\b(?:\d{{1,2}}|{any_of(NUMBER_WORDS)})\s)?\b(?:opening|introductory|intro)\s"
    rf"(?:(?P<several>{_PARAGRAPHS})|part|section|bit){_ON_A_TOPIC}",
    re.I,
)
"""Preambular paragraphs, by everyday words: "opening paragraphs on youth"; a number of them is a place."""
WHEREAS_CLAUSES = re.compile(
    rf"(?P<before>^|\b(?:the|only|just|in|all|any|which|what|list|me|quote|show|find|no|of)\s)whereas[\s-]{_PARAGRAPHS}\b",
    re.I,
)
"""Preambular paragraphs by a name from other texts; "whereas" may also join two sentences."""
NUMBERED_PARAGRAPHS = re.compile(
    rf"\b(?P<un>un-?)?numbered\s(?:(?P<several>paragraphs|paras|(?:ones|clauses|points|items){_ON_A_TOPIC})|(?:part|section){_ON_A_TOPIC})(?!\w)",
    re.I,
)
"""Operative paragraphs, which have numbers, or "unnumbered" preambular ones: "numbered paragraphs only"."""
_BINDING = r"(?:legally\s)?binding\s(?:bits|clauses|ones|paragraphs|paras|parts|provisions)"
BINDING_ONLY = re.compile(
    rf"\b(?P<only>(?:only|just)\s(?:the\s)?){_BINDING}{_ON_A_TOPIC}|(?<!\w){_BINDING}(?=\sonly\s?(?:$|[,:;?!.)]|[–—-]\s))",
    re.I,
)
"""Limit to what binds, of which texts tell no more than whether it is operative: "only the binding parts"."""
