"""Patterns of noise around a question: marks, courtesies, signatures, and sentences that do not ask."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.talk_patterns import GREETING_WORDS, PRAISE, SOCIAL, THANKS_WORDS

MARK = re.compile(
    r"<[@!][^<>\s|]{1,80}+(?:\|[^<>]{0,80}+)?+>"  # of people and channels, as Slack writes them
    r"|:(?:[+-]1|100|[0-9_+-]{0,4}+[a-z][a-z0-9_+-]{0,60}+):(?!\w)"  # Slack's names of emoji
    "|[0-9#*]\ufe0f?\u20e3|[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u200d]"
    "|[\U0001f000-\U0001faff\U000e0020-\U000e007f]"
    r"|(?<!\S)(?:[:;]['-]?[)(DPp]|<3|\^\^|xD)(?!\S)"  # :-)
)
"""Emoji and mentions, each of which sets off the words beside it."""
MARK_OF_STYLE = re.compile(r"`|\*|~~|(?<![^\W_])_+|_++(?![^\W_])|^\s*+\#{1,6}+\s")
"""Marks of code, bold, struck through, italic and headings, which stand beside a word."""
LIST_MARK = re.compile(r"\s*+(?:[-+•·–—‣◦▪]|\d{1,2}[.)]|q\d{0,2}\s?[:.)]|(?P<letter>\(?[a-z]\)|[a-z]\.))\s++", re.I)
"""Mark or number of an item of a list, at the beginning of a line: "- ", "1. ", "Q2: "; group `letter` in "b) "."""
FORWARDED = re.compile(r"[-_ ]*+(?:original|forwarded) message[-_ :]*+")
"""Line above a forwarded message: "--- Original Message ---"."""
SETS_OFF = re.compile(r"(?:(?<!\b[DM]r)(?<!\bMrs)(?<!\bMs)[.?!;,:\n–—]|\s-(?=\s))[.?!;,:\n–—]*+[\"”’')\]]*+")
"""Marks that end a part of a message."""
AROUND_A_PART = " \t\n.,;:!?–—-()[]\"'“”‘’"
"""Characters around a part of a message that are ignored."""
LEFT_AT_END = " \t\n,:–—-"
"""Characters that are left at the end when a courtesy is removed: "camps, | thanks"."""
_NAMES = r"(?: (?-i:[A-Z][a-z'-]++\.?)){0,3}+"
GREETED = (
    r"(?:there|all|everyone|everybody|team|bot|clausebot|folks|guys|friends?|colleagues?|again|how are you(?: doing)?"
    r"(?: today)?|what's up)"
)
"""Words for those whom a message greets, as a part of patterns: "hi | team"."""
_FEW = "{0,4}+"  # of words that are said more than once, so that the time is linear
_LITTLE = r"(?:quick|short|small|simple|easy|urgent|silly|stupid|dumb|basic|little|brief)"
_THANKED = (
    rf"(?:(?:and|ok(?:ay)?|great|perfect) ){_FEW}{THANKS_WORDS}(?: (?:{PRAISE}|{SOCIAL}|{GREETED})){_FEW}{_NAMES}"
)
_HOPED = r"(?:i )?hope (?:you|this|all|everyone|everybody)\b[\w\s']*?(?:well|good|fine|great|weekend|week|day|time)"
_EXCUSED = rf"(?:so |very ){_FEW}sorry(?: (?:to bother (?:you|everyone)|for (?:the|another|my) [\w\s]++))?"
_MEANT = r"(?:(?:that is|that's) )?+(?:what )?+(?:i|we) (?:really |actually )?+mean(?:t)?+(?: to (?:ask|say))?+"
"""Words that only mark a question as meant: "for girls, I mean"."""
_ACKNOWLEDGED = (
    r"(?:ok(?:ay)?|great|perfect|al(?:l )?right|right|fine|cool|nice|good|interesting|understood|noted|got it|i see"
    r"|roger(?: that)?|wilco|copy|makes sense|very clear|(?:v |very )?useful|excellent|brilliant|wow|hm+|lol"
    r"|(?:ha){2,9}+h?|merci|me again|that(?:'s| is) (?:exactly |just )?what i (?:needed|wanted|was looking for))"
)
BY_THE_WAY = r"(?:(?:oh )?(?:by the way|btw|incidentally))"
"""Announcement of a question on the side, as a part of patterns."""
OPENS_POLITELY = (
    re.compile(rf"(?:{GREETING_WORDS}|dear(?=\s))(?: (?:{GREETED}|sirs?|or|madam)){_FEW}{_NAMES}", re.I),
    re.compile(rf"@[\w.-]++|{GREETED}|excuse me|pardon(?: me)?|fyi|re|fwd?|aw|oh|{BY_THE_WAY}", re.I),
    re.compile(
        rf"(?:(?:i have|i've(?: got)?|just|here is|here's|so) ){_FEW}(?:(?:a|an|one|another|my) )?(?:{_LITTLE} ){_FEW}"
        r"questions?(?: (?:for|to) (?:you(?: all)?|(?:the )?(?:bot|clausebot|team|group)))?",
        re.I,
    ),
    re.compile(rf"{_THANKED}|{_HOPED}|{_EXCUSED}", re.I),
    re.compile(rf"(?:(?:and|so|sorry|oh|ah) ){_FEW}{_ACKNOWLEDGED}(?: {_ACKNOWLEDGED}){{0,3}}+", re.I),
)
"""Parts of a message that greet, address, apologise or acknowledge the last answer: "great, that's what I needed."."""
_QUESTION = r"(?:question|thing|point)\W++"
ANNOUNCES = re.compile(
    r"\s*+(?:(?:and|so|ok|just|then|now) ){0,3}+"
    rf"(?:(?:one (?:more|last|final|other)|(?:(?:a|my|the) )?(?:quick|last|final|next|other)) {_QUESTION}"
    r"|(?:a )?quick one\W++|(?:one more|(?:last|final|next|another) one)\s?+(?::|[–—-])\W*+)",
    re.I,
)
"""Part that announces a question: "one more thing:", "last one –"."""
CLOSES_POLITELY = (
    re.compile(rf"{_THANKED}|{_HOPED}|{_EXCUSED}", re.I),
    re.compile(_MEANT, re.I),
    re.compile(r"(?:cc:? )?+@[\w.-]++(?:,? @[\w.-]++){0,4}+", re.I),
    re.compile(r"any help (?:is |would be )?(?:(?:much|greatly|highly) )?appreciated|(?:greatly )?appreciated", re.I),
    re.compile(
        rf"(?:(?:kind(?:est)?|best|warm(?:est)?|with|many) ){_FEW}(?:regards|wishes)(?: from)?{_NAMES}"
        rf"|best|sincerely|yours(?: (?:sincerely|truly|faithfully))?+{_NAMES}|all the best|bye(?:[ -]bye)?|goodbye"
        r"|see you|have an? (?:nice|good|great|lovely) \w++|take care|(?:talk|speak) soon|sent from my \w++(?: \w++)?",
        re.I,
    ),
)
"""Parts of a message that thank, apologise or sign."""
SIGNED = re.compile(r"(?:[A-Z][a-z'-]*+\.?(?:\s(?=[A-Z])|$)){1,3}")
"""Name below a message: "Anna K."."""
QUOTED = (
    re.compile(r"[\"“„«](?P<inside>[^\"“”„«»]*+)[\"”“»](?P<stop>[.?!]*+)"),
    re.compile(r"['‘](?P<inside>[^'‘’]*+(?:['’]\w[^'‘’]*+)*+)['’](?P<stop>[.?!]*+)"),
)
"""Message that is all in quotation marks; group `inside` is in them."""
UNSET_THANKS = re.compile(
    rf"(?:and )?{THANKS_WORDS}(?: (?:{PRAISE}|{SOCIAL}))*+|(?:cc )?+@[\w.-]++(?: @[\w.-]++)*+|{_MEANT}", re.I
)
"""Thanks at the end that no mark sets off, or mentions of people: "camps | many thanks", "camps | cc @anna"."""
BEFORE_MEANT_THANKS = frozenset(
    "a an and any as by did do deep deepest express expressed expresses expressing for gave give given gives "
    "giving her his in its my no not of offer offers our owe owes say said says sincere some that the their to "
    "what when where which who whom why with your".split()
)
"""Words before thanks by which these belong to the question: "which resolution expresses its thanks", "what I mean"."""

# Sentences around the one that asks.

SENTENCE = re.compile(r"[^.?!\n]++(?:[.?!]++(?=\S)[^.?!\n]*+)*+[.?!\n]*+")
"""A sentence with its stops; a stop within a word is none."""
SENTENCE_ASKS = re.compile(
    r"\s*+(?:(?:and|so|but|also|now|please|well|ok|anyway),?\s)?"
    r"(?:who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did"
    r"|has|have|had|can|could|may|must|should|will|would|any|anything|something|find|show|list|give|looking\sfor|need"
    r"|[^?]*+\?)",
    re.I,
)
"""Beginning of a sentence that asks."""
ANNOUNCED_QUESTION = re.compile(
    r"(?:(?:so|and|here is|here's|now)\s)?(?:my|our|the)\s(?:\w{1,12}\s)?question(?:\sis)?\s?[:–—-]\s", re.I
)
"""Words before the sentence that asks: "My question: …"."""
ASKS_OF_TEXTS = re.compile(
    r"(?:[\w'’,-]{1,20}\s){0,4}(?:texts?|resolutions?|paragraphs?|paras?|language|wording|clauses?|provisions?"
    r"|council|unsc|anything|something)\b",
    re.I,
)
"""Beginning of a sentence that asks for texts."""
SAYS_OF_BEFORE = re.compile(
    r"\b(?:that|whether|if|how|why|when|where|who|what)\s(?:this|these|it|they|she|he|such)\b", re.IGNORECASE
)
"""Clause on something named before: "does any paragraph say that this is persecution?"."""
LEANS_ON_OTHERS = re.compile(
    r"\b(?:this|these|those|them|they|it|its|their|he|she|his|her|such|so|ones?|my|ours?|us"
    r"|(?:for|on|about|of|in|to|with)\sthat)\b|\bthat\W*$",
    re.I,
)
"""Words by which a sentence refers to those around it, or to whoever asks: "is there a text on that?"."""
TELLS_OF_US = re.compile(r"\b(?:i|i'm|i’m|we|my|our|me|us)\b", re.I)
"""Words of a sentence about the asker."""
TELLS_FIRST_OF_US = re.compile(r"\W*+(?:(?:so|and|but|ok|okay|well|hi|hello)\W++)*+(?:i|i'm|i’m|we|my|our)\b", re.I)
"""Beginning of a sentence whose subject is the asker: "our clinic was hit", but not "fighters hide in our camp"."""
NAME_WITHIN = re.compile(r"[\w,]\s(?!I\b)[A-Z]")
"""A capitalised word within a sentence, which may be a name."""
MAY_LIMIT = re.compile(
    r"\d|\b(?:operatives?|preamb\w{1,6}|annex(?:es)?|only|except|exclud\w{1,4}|later|earlier|newer|older|newest"
    r"|latest|recent|ones|texts?|resolutions?|decisions?|paragraphs?|paras?|language|wording"
    r"|clauses?|ops?|pps?|theme|council)\b",
    re.I,
)
"""Words by which a sentence may limit the answer, or ask for texts itself."""
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SOON = (
    rf"(?:today|tonight|tomorrow|next\s(?:week|month|{_DAY})|this\s(?:week|month|morning|afternoon|evening|{_DAY})"
    rf"|(?:on|by)\s{_DAY}|at\snoon|soon|in\s(?:an?|two|three|a\sfew)\s(?:hours?|days?|weeks?|minutes?))"
)
TELLS_OF_MEETING = re.compile(
    r"\s*+(?:(?:so|ok|well|fyi),?\s)?"
    r"(?:(?:i|we)\b(?:'m|'re|'ve)?"  # "we meet UNICEF"
    r"|(?:my|our|the)\s(?:[\w'-]{1,20}\s){0,2}?"  # "our new minister meets UNICEF"
    r"(?:minister|boss|ambassador|director|chief|head|colleagues?|team|delegation|mission|deputy|representative"
    r"|president|envoy|chair|supervisor|manager))\s"
    rf"[^.?!\n]*?\b(?:meets?|meeting|lunch|dinner|breakfast|call\swith|appointment|interview|{_SOON})\b",
    re.I,
)
"""A sentence about a meeting of the asker: "My minister meets UNICEF next week."."""
OF_A_SUBJECT = re.compile(
    rf"\b(?:(?:on|about|regarding|concerning)\s(?!{_DAY}|the\sphone|leave|a\splane)|discuss\w{{0,3}}|debates?"
    r"|ask\w{0,3}|wants?|needs?)\b",
    re.I,
)
"""Words by which a sentence about a meeting has a subject, which may be the topic of the question."""
COUNCIL = re.compile(r"\b(?:the\s)?(?:security\s)?council\b", re.I)
"""Name of the Council, in which "security" limits nothing."""
REQUESTS = re.compile(
    r"(?:(?:and|so|now|please|ok|hence)\b,?\s)?(?:(?:i|we)(?:'m|'re|\sam|\sare)?\s)?"
    r"(?:need|want|would\slike|looking\sfor|after|(?:give|find|show|get)(?:\s(?:me|us))?"
    r"|any|anything|something|what)\b(?:\s[\w'’-]{1,20}){0,4}?\s(?:on|about|for|regarding|concerning)\s\S",
    re.I,
)
"""A request for texts on a subject: "need a quote on camps", "anything on camps"."""
