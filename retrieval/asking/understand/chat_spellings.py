"""Spellings of chats: "mines n kids", "whos liable 4 that", put into ordinary English before a question is read."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import chat_words

_LONGEST_LABELLED = 12
"""Maximum characters of the text before a label, as `chat_words.OF_A_LABEL`, with the character before it."""


def spelt_out(text: str) -> str:
    """Return a question in English with the spellings of chats spelt out; only in lower case, as others may be names.

    >>> spelt_out("whats the rule for mines n kids, esp. b4 2010?")
    'what is the rule for mines and kids, especially before 2010?'
    >>> spelt_out("op 16 n, R v. Smith, 1325 (n), rule of u.n. law, n'est")
    "op 16 n, R v. Smith, 1325 (n), rule of u.n. law, n'est"
    >>> spelt_out("whats 2117 say on camps? op's only")
    'what does 2117 say on camps? ops only'
    """
    text = chat_words.KIND_WITH_APOSTROPHE.sub(
        r"\g<kind>s", chat_words.WHAT_IT_SAYS.sub(r"what does \g<text> \g<says>", text)
    )

    def said(match: re.Match[str]) -> str:
        before = text[max(match.start() - _LONGEST_LABELLED, 0) : match.start()]
        is_label = len(match[0]) == 1 and chat_words.OF_A_LABEL.search(before)
        return match[0] if is_label else chat_words.SPELT_OUT[match["word"]]

    return chat_words.WORD.sub(said, text)
