"""Patterns of follow-ups that name a paragraph without its resolution: "letter d", "the next one"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.shown_patterns import NTH
from retrieval.asking.understand.lexicon.turn_patterns import PLEASANTRY

LETTER_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|or|also|what\s+about|how\s+about|show|give|me|just|only|now|quote|read|the)\s+)*"
    r"(?:(?:letters?|points?|items?|sub(?:-?para(?:graph)?s?)?)\s+\(?(?P<named>[a-z])(?!\w)\)?|\((?P<letter>[a-z])\))"
    r"(?P<more>(?:\s?(?:,|&|\band\b|\bto\b|-)\s?\(?[a-z](?!\w)\)?){0,4})(?:\s+of\s+(?:it|that)(?:\s+(?:one|para(?:graph)?))?)?"
    r"(?:\s+(?:please|pls|only))*\W{0,9}$",
    re.I,
)
"""Sub-paragraph of the paragraph that was quoted, by its letter: "letter d", "and (b)?"."""
AROUND_A_PLACE = frozenset(
    "about actually again also and are ask asks call calls can contain contains decide decides demand demands do does "
    "exactly for give how i in is it its let mean meant me mention mentions my mistake need no not now of ok okay oops "
    "open or please pls provide provides quote read reads require requires resolution s same say says see show so "
    "sorry state states tell text that the then there this thanks to too us want what wrong you".split()
)
"""Words around a paragraph in a follow-up that only names it: "sorry, I meant OP 5"."""
_PARAGRAPH = r"(?:one|para(?:graph)?|op|pp|clause)"
_BESIDE = r"(?:after|before|above|below|following|preceding|prior\s+to|underneath)"
_RIGHT = r"(?:right|just|directly|immediately|straight)"
_OF_SHOWN = (
    r"(?:\s+(?:(?:that|this|it)(?:\s+(?:one|para(?:graph)?|clause))?"
    rf"|the\s+(?P<nth>first|1st|top|last|{NTH})(?:\s+(?:one|para(?:graph)?|hit|result|answer))?))?"
)
STEP = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|then|what\s+about|how\s+about|show(?:\s+me)?|give(?:\s+me)?|read|now|also|what\s+is|what's|which|what(?:\s+does)?"
    r"|can\s+i\s+see)\s+)*(?:the\s+)?(?:(?:next|following|previous|preceding)(?:\s+(?:operative|preambular))?"
    rf"(?:\s+(?:{_PARAGRAPH}|letter))?"
    rf"|(?:(?P<many>[2-9]|two|three|four|five)\s+)?{_PARAGRAPH}s?\s+(?:(?:(?:that|which)\s+)?(?:is|comes|stands)\s+)?(?:{_RIGHT}\s+)?{_BESIDE}{_OF_SHOWN}"
    rf"|(?:what\s+)?(?:(?:comes|stands)\s+)?{_RIGHT}\s+{_BESIDE}\s+(?:it|that|this)(?:\s+one)?"
    rf"|(?:one\s+)?(?:(?:that|which)\s+)?(?:follows|precedes|(?:comes|stands|is)\s+(?:next|(?:{_RIGHT}\s+)?{_BESIDE}))(?:\s+(?:it|that|this)(?:\s+one)?)?"
    rf"|{_BESIDE}\s+(?:that|this)\s+one"
    r"|(?:go|move|step)\s+(?:one\s+)?(?:back|forwards?|up|down)(?:\s+(?:one|a)(?:\s+para(?:graph)?)?)?|one\s+(?:back|forwards?|up|down|further)"
    r"|back\s+one)(?:,?\s+(?:again|also|too|please|pls|sorry|say|says)){0,2}\W{0,9}$",
    re.I,
)
"""Request for the paragraph before or after the one that was looked up: "and the next one?"."""
BESIDE_A_PARAGRAPH = re.compile(r"\b(?:para(?:graph)?|op|pp|clause)\b(?!\s+(?:above|below)\W{0,9}$)", re.I)
"""Word for a paragraph; without it "the next one" may be the next hit, and "the paragraph above" the one shown."""
QUOTED_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now|please|pls|can\s+you|could\s+you|just|me|us|i|we)\s+)*"
    r"(?:(?:show|give|open|read|see|display|get|quote|cite|want|need)\s+(?:(?:me|us)\s+)?(?:the\s+)?|(?:the\s+)?(?=.{3,60}\s(?:in\s+full|verbatim"
    r"|word\s+for\s+word|again)\W{0,9}$)|(?:the\s+)?(?=(?:(?:full|whole|exact)\s+)?(?:text|wording|words)\s))"
    r"(?:(?:(?:full|whole|exact)\s+)?(?:text|wording|words)\s+(?:of|from)\s+(?:the\s+)?)?"
    r"(?:one\s+(?:from|of|in)\s+(?P<in>\d{3,4})|(?P<number>\d{3,4})\s+(?:one|para(?:graph)?|clause|text))"
    r"(?:\s+(?:in\s+full|verbatim|word\s+for\s+word|again|please|pls))*\W{0,9}$",
    re.I,
)
"""Request for the quoted paragraph of a resolution: "quote the 2122 one in full"."""
_BEFORE_A_NUMBER = (
    rf"^{PLEASANTRY}(?:(?:and|also|or|then|now|please|pls|show|give|see|open|tell|me|us|quote|read|can\s+i|can\s+you|what(?:['’]?s|\s+is|\s+about)?"
    r"|how\s+about|only|just|does|do|i\s+(?:mean|meant|want|need))\s+)*(?:the\s+)?"
)
_BEHIND_A_NUMBER = r"(?:\s+(?:too|please|pls|as\s+well|then|now|say|says|again|in\s+full))*\W{0,9}$"
NUMBER_OF_PLACE = re.compile(
    rf"{_BEFORE_A_NUMBER}(?:number\s+|no\.?\s?|#\s?)?(?P<place>\d{{1,2}}(?:\s?\([a-l]\)|[a-l])?"
    rf"(?:\s?(?:,|&|-|–|\band\b|\bto\b)\s?\d{{1,2}}){{0,4}}){_BEHIND_A_NUMBER}",
    re.I,
)
"""Number of a paragraph alone, after a look-up of another one or of a resolution: "and 12", "number 10"."""
NTH_OF_PLACE = re.compile(
    rf"{_BEFORE_A_NUMBER}(?P<nth>first|1st|last|{NTH})(?:\s+(?P<kind>operative|preambular))?(?:\s+(?:one|para(?:graph)?|clause))?{_BEHIND_A_NUMBER}",
    re.I,
)
"""The same with an ordinal: "the 12th", "the second preambular one"."""
WHOLE_PARAGRAPH = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now|please|pls|show|give|quote|read|me|us|but)\s+)*(?:the\s+|all\s+of\s+(?:the\s+|that\s+)?)?"
    r"(?:(?:whole|full|entire|complete)\s+)?(?:para(?:graph)?|clause|op|pp)(?:\s+in\s+full)?(?:\s+(?:please|pls))?\W{0,9}$",
    re.I,
)
"""Request for a whole paragraph, after a part of it was looked up: "the whole paragraph"."""
_NTH_ONE = rf"the\s+(?P<nth>first|1st|top|{NTH})(?:\s+(?:one|resolution|text|hit|result|answer))?"
POINTS_BACK = re.compile(
    rf"\b(?:its|of\s+it|(?:of|from|in)\s+(?:(?:that|this|the\s+same)(?:\s+(?:one|resolution|text))?|{_NTH_ONE})|from\s+it|in\s+it|there(?=\W{{0,9}}$))\b",
    re.I,
)
"""Words by which a paragraph belongs to the resolution of a quoted paragraph, by default the first: "show its OP 2"."""
_PART_WORD = (
    r"(?:preambles?|preambular\s+(?:part|section|para(?:graph)?s|clauses)|pps|recitals"
    r"|operative\s+(?:part|section|para(?:graph)?s|clauses)|ops|annex(?:es)?)"
)
PART_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now|then|also|only|just|what\s+about|how\s+about|please|pls|can\s+you|could\s+you|show|give|open|read|see"
    rf"|display|get|quote|me|us|its|the|all|whole|full|entire|complete)\s+)*(?P<part>{_PART_WORD})(?:\s+(?:of\s+(?:it|that)|next|now|please|pls|too|as\s+well|only|alone))*"
    r"\W{0,9}$",
    re.I,
)
"""Part of the resolution of the last question: "preamble please", "now the operative part"."""
_OF_ONE_SHOWN = rf"(?:it|that|this|(?:that|this)\s+(?:one|resolution|text)|{_NTH_ONE})"
PART_OF_SHOWN = re.compile(
    rf"^(?P<before>{PLEASANTRY}(?:(?:and|but|now|then|also|only|just|what|does|do|is|in|show|give|open|read|quote|see|me|us|about|please|pls|can|you|i|all)\s+)*)"
    rf"(?:its\s+(?P<own>{_PART_WORD})|(?:the\s+)?(?P<part>{_PART_WORD})\s+(?:of|in|from)\s+{_OF_ONE_SHOWN})"
    r"(?P<behind>(?:\s+(?:say|says|please|pls|too|now|then|only|alone|in\s+full))*)\W{0,9}$",
    re.I,
)
"""Part of the resolution of a paragraph that was shown: "its preamble", "the preamble of the second one"."""
ONLY_THAT_ONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|now|then|please|pls)\s+)*(?:(?:only|just)\s+(?:(?:in|from|of|within)\s+)?(?:that|this)\s+(?:one|text)|(?:only|just)\s+(?:in|from|within)\s+(?:it|there)"
    r"|(?:in|from|within)\s+(?:that|this)\s+one(?:\s+(?:only|alone))?|(?:that|this)\s+one\s+(?:only|alone)|(?:in|from)\s+(?:it|there)\s+(?:only|alone))"
    r"(?:\s+(?:please|pls|then))*\W{0,9}$",
    re.I,
)
"""Limit to the resolution that was found first or latest: "only from that one"."""
ONLY = re.compile(r"\b(?:only|just|alone)\b", re.I)
"""Word by which such a part limits instead: "just the preamble"."""
WHOLE_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|now|please|pls|can\s+you|could\s+you|show|give|open|read|see|display|get|me|us|i\s+need|quote)\s+)*"
    r"(?:(?:the\s+)?(?:whole|full|entire|complete|rest\s+of\s+the)\s+(?:resolution|text|document|thing)|(?P<it>(?:(?:the\s+)?whole(?:\s+text)?|(?:the\s+)?(?:full|entire|complete)\s+text|all)\s+of\s+(?:it|that)|everything)"
    r"|(?P<else>what\s+else\s+(?:is\s+(?:there\s+)?in\s+(?:it|there|(?:that|this|the)\s+(?:resolution|text))|does\s+(?:it|that|this|(?:that|this|the)\s+(?:resolution|text))\s+say)))"
    r"(?:\s+(?:please|pls))?\W{0,9}$",
    re.I,
)
"""Request for the whole resolution of the last question: "the full text"."""
OTHER_RESOLUTION = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|or|also|what\s+about|how\s+about|same(?:\s+(?:for|in|one))?|now|in|of|that\s+of|resolution|unscr)\s+)*"
    r"(?P<number>\d{3,4})(?:\s+(?:too|then|please|pls))?\W{0,9}$",
    re.I,
)
"""Another resolution, after a paragraph lookup; its paragraph of the same number is meant: "and in 1820?"."""
FORWARDS = re.compile(r"\b(?:next|follow(?:s|ing)|after|below|underneath|forwards?|down|further)\b", re.I)
COUNTED_IN_IT = re.compile(
    r"\b(?:in|of|within|from|do(?:es)?|did|has)\s+(?P<it>it\b|(?:this|that|the)(?:\s+same)?\s+(?P<text>resolution|text|document)\b"
    r"|(?:this|that)(?=\s+(?:have|contain|got)\b|\W{0,9}$))",
    re.I,
)
"""Reference to the resolution whose paragraphs are counted: "how many OPs has it", but not "how many have it"."""
KIND_COUNTED = re.compile(
    r"(?<=how many )(?:are\s+)?(?P<kind>operative|preambular)(?!\s+(?:para|clause))(?:\s+ones)?(?:\s+are(?=\s))?", re.I
)
"""Kind of paragraph in a question for a number, without the noun: "how many operative ones"."""
