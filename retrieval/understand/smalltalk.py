"""What is no question: greetings, thanks, abuse, attempts to command the bot, gibberish, and asking what it can do."""

from __future__ import annotations

import re
from typing import Literal

from retrieval.english import is_english
from retrieval.understand.edits import has_words

ReplyKind = Literal["greeting", "thanks", "help", "abuse", "injection", "gibberish", "empty"]

_GREETING = (
    r"(?:hi+|hey+|hello+|hiya|howdy|yo|greetings|good\s+(?:morning|afternoon|evening|day)|morning|salut|bonjour|hola)"
)
_THANKS = (
    r"(?:(?:many\s+)?thanks?(?:\s+(?:you|a\s+lot|so\s+much|very\s+much|again|a\s+million|for\s+(?:that|this|your\s+help|the\s+help)))*"
    r"|thx|ty|tysm|cheers|merci|much\s+appreciated|appreciate\s+it)"
)
_PRAISE = (
    r"(?:that'?s\s+|that\s+(?:is|was)\s+|this\s+is\s+|very\s+|super\s+|really\s+|so\s+|all\s+|just\s+what\s+i\s+needed|exactly\s+what\s+i\s+needed"
    r"|great|perfect|awesome|excellent|wonderful|brilliant|helpful|useful|cool|nice|good|fine|ok(?:ay)?|got\s+it|lovely|amazing"
    r"|love\s+it|well\s+done|bye|goodbye|see\s+you|have\s+a\s+(?:nice|good|great)\s+(?:day|one|evening|weekend))"
)
_SOCIAL = (
    r"(?:there|all|everyone|everybody|team|bot|clausebot|folks|guys"
    r"|how\s+are\s+you(?:\s+(?:doing|today))?|what'?s\s+up)"
)
_BETWEEN = r"[\s,.!?;:)(\-–—]*"

_IS_GREETING = re.compile(
    rf"^{_BETWEEN}(?:{_GREETING}|how\s+are\s+you)\b(?:{_BETWEEN}{_SOCIAL}\b)*{_BETWEEN}$", re.IGNORECASE
)
_IS_THANKS = re.compile(
    rf"^{_BETWEEN}(?:(?:{_PRAISE}|{_SOCIAL}){_BETWEEN})*{_THANKS}(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL}))*{_BETWEEN}$",
    re.IGNORECASE,
)
_IS_PRAISE = re.compile(rf"^{_BETWEEN}{_PRAISE}(?:{_BETWEEN}{_PRAISE})*{_BETWEEN}$", re.IGNORECASE)
_IS_HELP = re.compile(
    r"^\W*(?:help(?:\s+me)?|(?:what|which\s+things)\s+(?:can|do)\s+you\s+(?:do|know|answer|offer)(?:\s+(?:here|for\s+me))?"
    r"|what\s+(?:can|may|should|could)\s+i\s+ask(?:\s+you)?|how\s+(?:do|can|should)\s+i\s+(?:use|talk\s+to|work\s+with)\s+(?:you|this|it|clausebot|the\s+bot)"
    r"|who\s+(?:are|made|built|wrote)\s+you|what\s+are\s+you|how\s+do\s+you\s+work|are\s+you\s+(?:a\s+|an\s+)?(?:bot|human|real|robot|ai|person)"
    r"|what(?:'s|\s+is)\s+(?:this|clausebot)|commands?|usage)\W*$",
    re.IGNORECASE,
)
_SWEARING = (
    r"(?:fuck(?:ing|er)?|shit(?:ty)?|bitch|bastard|asshole|arsehole|idiot(?:ic)?|moron|stupid|dumb|useless|crap|garbage|trash|loser"
    r"|pathetic|worthless|suck(?:s|ed)?)"
)
_IS_ABUSE = re.compile(
    rf"\b(?:you(?:'re|\s+are)?|u|ur|your|this|that|what\s+a|the|bot|clausebot)\s+(?:\w+\s+){{0,3}}?{_SWEARING}\b|\bfuck\s+(?:you|off|this)\b|\bstfu\b|\bshut\s+up\b"
    rf"|^\W*{_SWEARING}\W*(?:bot|clausebot|thing|machine)?\W*$",
    re.IGNORECASE,
)
_MOST_ABUSE_WORDS = 8
"""A longer text with a rude word in it may quote one: "peacekeepers called the women stupid"."""

_SAID: tuple[tuple[re.Pattern[str], ReplyKind], ...] = (
    (_IS_HELP, "help"),
    (_IS_GREETING, "greeting"),
    (_IS_THANKS, "thanks"),
    (_IS_PRAISE, "thanks"),
)

_ORDERS = r"(?:ignore|disregard|forget|override|bypass)"
_IS_INJECTION = re.compile(
    # Not every rule is the bot's: "told to ignore the rules of war" is a question.
    rf"\b{_ORDERS}\s+(?:(?:all|any|the|your|my|these|of)\s+)*(?:(?:previous|prior|above|earlier|preceding|safety|system|your)\s+)+"
    r"(?:instructions?|rules?|prompts?|guidelines|directions|filters?|constraints|restrictions|messages?)\b"
    rf"|\b{_ORDERS}\s+(?:(?:all|any|the|these|of)\s+)*(?:instructions|prompts?)\b"
    r"|\b(?:system|developer|hidden|initial)\s+(?:prompt|message|instructions?)\b"
    r"|\byou\s+are\s+now\b|(?:\byou\s+(?:\w+\s+)?|^\W*(?:please\s+)?)(?:pretend|act)\s+(?:to\s+be|as\s+(?:if|an?|though)|like\s+(?:you|an?))|\bfrom\s+now\s+on\s+you\b"
    r"|\b(?:developer|maintenance|debug|admin|god|dan|jailbreak)\s+mode\b|\bjailbreak\b"
    r"|</?\s*(?:system|clauses?|instructions?|context|user|assistant|documents?)\s*>|^\W*(?:system|assistant)\s*:|\[/?inst\]|<\|"
    r"|\b(?:api\s+keys?|access\s+tokens?|credentials|passwords?)\b.*\b(?:list|print|show|reveal|give|you\s+have)\b"
    r"|\b(?:list|print|show|reveal|give|tell)\b.*\b(?:your|the)\s+(?:api\s+keys?|access\s+tokens?|credentials|source\s+code)\b"
    r"|\b(?:reply|respond|answer|say)\s+only\s+[\"“']",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"^\W*(?:(?:test(?:ing)?|asdf\w*|qwert\w*|foo|bar|baz|lorem|ipsum|blah|ping|\d+)\W*)+$", re.IGNORECASE
)
_ELONGATED = re.compile(r"(.)\1{3,}")


def reply_kind(text: str) -> ReplyKind | None:
    """Return what kind of reply is fitting, by the wording alone; None for everything that may be a question.

    Thanks before or after a question leave it a question.

    >>> reply_kind("thanks, that's super helpful"), reply_kind("Who protects women in camps? thanks!")
    ('thanks', None)
    """
    if not has_words(text):
        return "empty"
    if _IS_INJECTION.search(text):
        return "injection"
    words = _plain(text)
    if _IS_ABUSE.search(words) and len(words.split()) <= _MOST_ABUSE_WORDS:
        return "abuse"
    for pattern, kind in _SAID:
        if pattern.match(words):
            return kind
    return "gibberish" if _is_gibberish(words) else None


def _plain(text: str) -> str:
    """Return the text without emoji and Slack's names of them, apostrophes straight."""
    without = re.sub(r":[a-z0-9_+-]+:", " ", text.replace("’", "'"))
    return " ".join(re.sub(r"[^\w\s.,;:!?'()/&-]", " ", without).split())


def _is_gibberish(text: str) -> bool:
    """Say whether nothing in a short text is a word: "asdf test test 123"; "1325" alone is a resolution."""
    if _TEST.match(text):
        return not re.fullmatch(r"\W*\d{3,4}\W*", text)
    words = re.findall(r"[^\W\d_]+", text)
    return 0 < len(words) <= 3 and all(_is_noise(word) for word in words)


def _is_noise(word: str) -> bool:
    """Say whether somebody leant on the keyboard; abbreviations have no vowels either, but are short or in capitals."""
    typed = word.islower() and not is_english(word)
    return typed and (_ELONGATED.search(word) is not None or (len(word) > 5 and not re.search("[aeiouy]", word)))
