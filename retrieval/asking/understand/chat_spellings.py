"""Spellings of chats: "mines n kids", "whos liable 4 that", put into ordinary English before a question is read."""

from __future__ import annotations

import re

_SPELT_OUT = {
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
_WORD = re.compile(
    rf"(?<![\w'’/&.-])(?P<word>{'|'.join(sorted(_SPELT_OUT, key=len, reverse=True))})(?![\w'’/&)-]|\.\w)"
    r"(?:(?<=incl|betw)\.|(?<=esp|res|yrs)\.)?+"
)
"""Spelling of chats, with the stop of an abbreviation: "esp."."""
_A_TEXT = r"(?:resolution|res|unscr|scr|text|one|it)"
_WHAT_IT_SAYS = re.compile(
    rf"\bwhat['’]?s (?P<text>(?:(?:that|this|the) )?(?:(?:preamble|paragraph|para|op)\b(?: of )?)?(?:{_A_TEXT}\b ?)?"
    r"(?:\d{1,4})?) "
    r"(?P<says>say|mention|demand|ask|require|decide)\b",
    re.I,
)
"""Question for what a text says, with "does" run together: "whats 2117 say"."""
_KIND_WITH_APOSTROPHE = re.compile(r"\b(?P<kind>op|pp)['’]s\b", re.I)
"""Plural with an apostrophe: "op's"."""
_OF_A_LABEL = re.compile(r"(?:\d|\b(?:letter|point|item|op|pp|para|paragraph|annex|section))\s?$", re.I)
"""Text before a single letter that labels something: "paragraph 16 n"."""
_LONGEST_LABELLED = 12
"""Maximum characters of that text, with the character before it."""


def spelt_out(text: str) -> str:
    """Return a question in English with the spellings of chats spelt out; only in lower case, as others may be names.

    >>> spelt_out("whats the rule for mines n kids, esp. b4 2010?")
    'what is the rule for mines and kids, especially before 2010?'
    >>> spelt_out("op 16 n, R v. Smith, 1325 (n), rule of u.n. law, n'est")
    "op 16 n, R v. Smith, 1325 (n), rule of u.n. law, n'est"
    >>> spelt_out("whats 2117 say on camps? op's only")
    'what does 2117 say on camps? ops only'
    """
    text = _KIND_WITH_APOSTROPHE.sub(r"\g<kind>s", _WHAT_IT_SAYS.sub(r"what does \g<text> \g<says>", text))

    def said(match: re.Match[str]) -> str:
        before = text[max(match.start() - _LONGEST_LABELLED, 0) : match.start()]
        is_label = len(match[0]) == 1 and _OF_A_LABEL.search(before)
        return match[0] if is_label else _SPELT_OUT[match["word"]]

    return _WORD.sub(said, text)
