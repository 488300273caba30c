"""Spellings of chats, and words run together, that are spelt out before a question is read: "abt", "whos", "op's"."""

from __future__ import annotations

import re

SPELT_OUT = {
    "n": "and",
    "w/": "with",
    "w": "with",
    "w/o": "without",
    "b4": "before",
    "u": "you",
    "r": "are",
    "ur": "your",
    "abt": "about",
    "frm": "from",
    "tho": "though",
    "thru": "through",
    "bc": "because",
    "bcs": "because",
    "cuz": "because",
    "smth": "something",
    "sth": "something",
    "smb": "somebody",
    "incl": "including",
    "esp": "especially",
    "betw": "between",
    "wld": "would",
    "shd": "should",
    "res": "resolution",
    "reso": "resolution",
    "yr": "year",
    "yrs": "years",
    "wat": "what",
    "wats": "what is",
    "whats": "what is",
    "whos": "who is",
    "hows": "how is",
    "wheres": "where is",
    "thats": "that is",
    "theres": "there is",
    "theyre": "they are",
    "im": "I am",
    "ive": "I have",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "werent": "weren't",
    "hasnt": "hasn't",
    "havent": "haven't",
    "cant": "can't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "wont": "won't",
}
"""Spellings of chats, each with its words: "b4", "before"."""
WORD = re.compile(
    rf"(?<![\w'’/&.-])(?P<word>{'|'.join(sorted(SPELT_OUT, key=len, reverse=True))})(?![\w'’/&)-]|\.\w)"
    r"(?:(?<=incl|betw)\.|(?<=esp|res|yrs)\.)?+"
)
"""Spelling of chats, with the stop of an abbreviation: "esp."."""
_A_TEXT = r"(?:resolution|res|unscr|scr|text|one|it)"
WHAT_IT_SAYS = re.compile(
    rf"\bwhat['’]?s (?P<text>(?:(?:that|this|the) )?(?:(?:preamble|paragraph|para|op)\b(?: of )?)?(?:{_A_TEXT}\b ?)?"
    r"(?:\d{1,4})?) "
    r"(?P<says>say|mention|demand|ask|require|decide)\b",
    re.I,
)
"""Question for what a text says, with "does" run together: "whats 2117 say"."""
KIND_WITH_APOSTROPHE = re.compile(r"\b(?P<kind>op|pp)['’]s\b", re.I)
"""Plural with an apostrophe: "op's"."""
OF_A_LABEL = re.compile(r"(?:\d|\b(?:letter|point|item|op|pp|para|paragraph|annex|section))\s?$", re.I)
"""Text before a single letter that labels something: "paragraph 16 n"."""
