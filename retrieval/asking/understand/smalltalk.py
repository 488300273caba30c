"""Small talk: messages that greet, thank, ask for help, or hold no words; all others are searched for."""

from __future__ import annotations

import re
from typing import Literal

from retrieval.asking.understand.edits import has_words

ReplyKind = Literal["greeting", "thanks", "help", "empty"]

_GREETING = (
    r"(?:hi+|hey+|hello+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|salut|bonjour|hola"
    r"|how are you)"
)
_THANKS = (
    r"(?:(?:many )?thanks?(?: (?:you|a lot|so much|very much|again|a million|for (?:that|this|your help|the help)))*+"
    r"|thx|ty|tysm|cheers|merci|much appreciated|appreciate it)"
)
_PRAISE = (
    r"(?:that'?s|that (?:is|was)|this is|very|super|really|so|all|(?:just|exactly) what i needed|great|perfect|awesome"
    r"|excellent|wonderful|brilliant|helpful|useful|cool|nice|good|fine|ok(?:ay)?|got it|lovely|amazing|love it"
    r"|well done|bye|goodbye|see you|have a (?:nice|good|great) (?:day|one|evening|weekend))"
)
_SOCIAL = r"(?:there|all|everyone|everybody|team|bot|clausebot|folks|guys|how are you(?: doing)?(?: today)?|what'?s up)"
_BETWEEN = r"[\s,.!?;:)(\-–—]*+"

# Each word or phrase is taken as a whole and never given back, so that the time is linear.
_IS_GREETING = re.compile(rf"{_BETWEEN}{_GREETING}\b(?:{_BETWEEN}{_SOCIAL}\b)*+{_BETWEEN}", re.IGNORECASE)
_IS_THANKS = re.compile(
    rf"(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL})\b)*+{_BETWEEN}{_THANKS}\b(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL})\b)*+{_BETWEEN}",
    re.IGNORECASE,
)
_IS_HELP = re.compile(
    r"\W*+(?:help(?: me)?|(?:what|which things) (?:can|do) you (?:do|know|answer|offer)(?: (?:here|for me))?"
    r"|what (?:can|may|should|could) i ask(?: you)?"
    r"|how (?:do|can|should) i (?:use|talk to|work with) (?:you|this|it|clausebot|the bot)"
    r"|who (?:are|made|built|wrote) you|what are you|how do you work"
    r"|are you (?:an? )?(?:bot|human|real|robot|ai|person)|what(?:'s| is) (?:this|clausebot)|commands|usage)\b\W*+",
    re.IGNORECASE,
)
_SAID: tuple[tuple[re.Pattern[str], ReplyKind], ...] = (
    (_IS_HELP, "help"),
    (_IS_GREETING, "greeting"),
    (_IS_THANKS, "thanks"),
)
_EMOJI_NAME = re.compile(r":[a-z0-9_+-]+:")
_NEITHER_WORD_NOR_STOP = re.compile(r"[^\w\s.,;:!?'()/&-]")


def reply_kind(text: str) -> ReplyKind | None:
    """Return what kind of reply is fitting, by the wording alone; None for everything that may be a question.

    Only a message that greets, thanks or asks for help and says nothing else is small talk.

    >>> reply_kind("thanks, that's super helpful"), reply_kind("Who protects women in camps? thanks!")
    ('thanks', None)
    """
    if not has_words(text):
        return "empty"
    words = _plain(text)
    return next((kind for pattern, kind in _SAID if pattern.fullmatch(words)), None)


def _plain(text: str) -> str:
    """Return the text without emoji and Slack's names of them, apostrophes straight, blanks single."""
    without = _EMOJI_NAME.sub(" ", text.replace("’", "'"))
    return " ".join(_NEITHER_WORD_NOR_STOP.sub(" ", without).split())
