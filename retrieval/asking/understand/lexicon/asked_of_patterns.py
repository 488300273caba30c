"""Patterns of unusual wordings of a limit to a resolution: "1325 itself", "stick to 1325: …"."""

from __future__ import annotations

import re

_NAME = r"(?:(?:s/res/|(?:unsc|un)\s?res(?:olution)?\s?|unscr|scr|resolutions?|res\.?|r)\s?)?"
RESOLUTION = rf"{_NAME}(?<![\d$€£.,/-])\d{{3,4}}(?![\w%/-]|[.,]\d)(?:\s?\((?:19|20)\d\d\))?"
"""Words that name a resolution: "1325", "UNSCR 1325", "resolution 1325 (2000)"."""
_BEHIND = (
    r"(?:itself|proper|alone|specifically|exclusively|solely|by\sitself|on\sits\sown"
    r"|and\s(?:only|just)\s(?P=resolution))"
)
_NO_OTHER = (
    r"(?:,?\s(?:and|but)|,)\s"
    r"(?:nothing\selse|no\sother(?:s|\s(?:one|text|resolution)s?)?|only\s(?:that|this)(?:\sone)?)"
)
_MARK = r"(?=\s?(?:[,;:?!]|[–—-]\s|\.(?:\s|$)|$))"
EMPHASISED = re.compile(rf"\b(?P<resolution>{RESOLUTION})(?:\s{_BEHIND}|{_NO_OTHER})(?P<ends>{_MARK})?", re.I)
"""Resolution with words behind it that exclude others: "1325 itself"; group `ends` if a mark or nothing follows."""
PLACE_BEFORE = re.compile(
    r"(?:^|[,;:.?!(–—-]\s?|\b(?:in|from|within|inside|under|of|to|on|only|just|please|pls|and|so|ok)\s(?:the\s)?)$",
    re.I,
)
"""Characters before a resolution that is a limit, and not a part of a sentence."""
ONLY_BEFORE = re.compile(
    rf"(?<!\bnot\s)\b(?:only|just|strictly|solely|purely|exclusively|specifically)\s"
    rf"(?P<limit>(?:in|from|within|inside|under)\s(?:the\s)?(?!(?:19[4-9]|20[0-4])\d){RESOLUTION})",
    re.I,
)
"""Limit to a resolution behind "only" or the like: "only from 1325"; but "only from 2019 on" is a period."""
_POLITE = r"^(?:(?:please|pls|ok|okay|so|and|now|can\syou|could\syou)\s){0,3}+"
_ONLY = r"(?:\s(?:only|just|solely))?"
_WISH = (
    r"(?:(?:i|we)(?:\sonly|\sjust)\s(?:want|need)(?:\sto\s(?:know|see|read|look\s(?:at|in)))?"
    r"|(?:(?:i['’]?m|i\sam|we['’]re|we\sare)\s)?(?:only|just)\s(?:interested\sin|after|looking\s(?:at|in|for))"
    r"|(?:stick|keep|limit|restrict|confine|narrow)"
    r"(?:\s(?:it|this|that|yourself|down|(?:the|your|my)\s(?:search|answer|results?|question)))?(?:\s(?:down|only|just))?\sto"
    rf"|(?:based|relying|going|drawing){_ONLY}\s(?:on|by)|using{_ONLY}|looking{_ONLY}\s(?:at|in|into)"
    rf"|(?:look|check|search|scan|read|go){_ONLY}\s(?:in|at|into|inside|through)|strictly|solely|exclusively)"
)
_SET_OFF = r"\s?(?:[,:;–—]|\.\s|-\s|\sfor\b)\s?(?=\w)"
WISHED = re.compile(
    rf"{_POLITE}{_WISH}\s(?:the\s)?(?P<resolution>{RESOLUTION})(?:\s(?:only|please|pls|and))?{_SET_OFF}", re.I
)
"""Beginning of a question that states a limit to a resolution: "stick to 1325: camps"."""
LOOKED_THROUGH = re.compile(
    rf"{_POLITE}(?:check|search|scan|browse|comb|skim)\s(?:the\s)?(?P<resolution>{RESOLUTION})\sfor\s"
    r"(?!(?:me|us|my|our)\b|a\s(?:brief|talk|speech|paper)\b)(?=\w)",
    re.I,
)
"""Beginning of a question that asks to search a resolution: "check 1612 for schools"."""
HEADED = re.compile(
    rf"^(?:re|for|as\sfor|as\s(?:regards|to)|regarding|concerning|on|about|with)\s(?P<resolution>{RESOLUTION})(?:\s?(?::|\s[–—-])\s(?=\w)"
    r"|,\s(?=(?:do|does|did|is|are|has|have|what|how|where|which)\s(?:it|they|there|the\stext|(?:that|this)\sone)\b))",
    re.I,
)
"""Resolution as the heading of a question: "re 2493 – funding"."""
IN_SQUARE_BRACKETS = re.compile(rf"\[\s?(?P<resolution>{RESOLUTION})\s?\]", re.I)
"""Resolution in square brackets: "camps [1325]"."""
HAS_GOT = re.compile(
    rf"\b(?P<what>what\s|how\smuch\s|if\s|whether\s|^)(?:has|have)\s(?P<resolution>{RESOLUTION})\sgot\s"
    r"(?P<say>to\s(?:say|offer|tell\sus)\b)?",
    re.I,
)
"""Question with "has got" for "has": "has 1325 got …", "what has 1325 got to say"."""
