"""Patterns within follow-ups that name a paragraph without its resolution: "its OP 2"; see `wordings.toml`."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.shown_patterns import NTH

AROUND_A_PLACE = frozenset(
    "about actually again also and are ask asks call calls can contain contains decide decides demand demands do does "
    "exactly for give how i in is it its let mean meant me mention mentions my mistake need no not now of ok okay oops "
    "open or please pls provide provides quote read reads require requires resolution s same say says see show so "
    "sorry state states tell text that the then there this thanks to too us want what wrong you".split()
)
"""Words around a paragraph in a follow-up that only names it: "sorry, I meant OP 5"."""
BESIDE_A_PARAGRAPH = re.compile(r"\b(?:para(?:graph)?|op|pp|clause)\b(?!\s+(?:above|below)\W{0,9}$)", re.I)
"""Word for a paragraph; without it "the next one" may be the next hit, and "the paragraph above" the one shown."""
_NTH_ONE = rf"the\s+(?P<nth>first|1st|top|{NTH})(?:\s+(?:one|resolution|text|hit|result|answer))?"
POINTS_BACK = re.compile(
    r"\b(?:its|of\s+it"
    rf"|(?:of|from|in)\s+(?:(?:that|this|the\s+same)(?:\s+(?:one|resolution|text))?|{_NTH_ONE})"  # "of the second one"
    r"|from\s+it|in\s+it|there(?=\W{0,9}$))\b",
    re.I,
)
"""Words by which a paragraph belongs to the resolution of a quoted paragraph, by default the first: "show its OP 2"."""
ONLY = re.compile(r"\b(?:only|just|alone)\b", re.I)
"""Word by which a follow-up that names a part of a resolution limits to it: "just the preamble"."""
FORWARDS = re.compile(r"\b(?:next|follow(?:s|ing)|after|below|underneath|forwards?|down|further)\b", re.I)
"""Words that ask for the paragraph behind the one shown: "the next one"."""
COUNTED_IN_IT = re.compile(
    r"\b(?:in|of|within|from|do(?:es)?|did|has)\s+"
    r"(?P<it>it\b|(?:this|that|the)(?:\s+same)?\s+(?P<text>resolution|text|document)\b"  # "in the same text"
    r"|(?:this|that)(?=\s+(?:have|contain|got)\b|\W{0,9}$))",  # "does that | have"
    re.I,
)
"""Reference to the resolution whose paragraphs are counted: "how many OPs has it", but not "how many have it"."""
KIND_COUNTED = re.compile(
    r"(?<=how many )(?:are\s+)?(?P<kind>operative|preambular)(?!\s+(?:para|clause))(?:\s+ones)?(?:\s+are(?=\s))?", re.I
)
"""Kind of paragraph in a question for a number, without the noun: "how many operative ones"."""
