"""Patterns of refusals, which exclude texts: "nothing before 2015", "skip the preamble"."""

from __future__ import annotations

import re

_NOT = r"(?:do|does|did|would|will|can|could|am|are|is)(?:\s?n['’]?t|\snot|\srather\snot)"
_WANTING = (
    r"(?:need|want|wish|care|look|search|require|use|show|give|quote|include|list|cite|bother|like|consider|take|return"
    r"|bring|send|interested|looking|asking)"
)
_LEAVING_OUT = (
    r"(?:exclud(?:e|ing)|omit(?:ting)?|ignor(?:e|ing)|skip(?:ping)?|drop(?:ping)?|disregard(?:ing)?"
    r"|filter(?:ing)?\sout|(?:leav(?:e|ing)|cut(?:ting)?|keep(?:ing)?)\s(?:out|aside|off|away)"
    r"|forget(?:\sabout)?|spare|hide|remove)"
)
_SMALL = (
    r"(?:an?|any|the|its|their|these|those|all|of|from|in|at|for|with|about|on|to|me|us|see|have|get|that|which|what"
    r"|is|are|was|were|anything|everything|stuff|texts?|resolutions?|decisions?|ones?|language|wording|results?|hits?"
    r"|paragraphs?|paras?|clauses?|adopted|passed|dated|published|please|under|as\sold\sas)"
)
_OF_NO_TEXT = "".join(
    rf"(?<!\b{word}\s)" for word in "resolutions texts paragraphs paras clauses ones that which who they to not".split()
)
"""Words before a verb of leaving out by which the texts are its subject: "which resolutions skip the preamble"."""
REFUSED_BEFORE = re.compile(
    r"(?:\b(?:and|but|so|please|pls|just|though|no,|sorry,|oops,)\s){0,2}"
    r"\b(?:(?:(?:i|we|please|pls)\s(?:(?:really|just|actually)\s)?|(?<!\w\s))"  # "I don't need | the preamble"
    rf"{_NOT}\s(?:(?:really|actually|even|have\sto)\s)?{_WANTING}"
    r"|(?P<plain>no(?!\sone)|not|nothing|none|without)"  # "not | the preamble", "not interested in | annexes"
    r"(?:\s(?:need|interest(?:ed)?|looking|counting|including|considering))?"
    rf"|minus|{_OF_NO_TEXT}{_LEAVING_OUT}"  # "leaving out | the preamble"
    r"|except(?:\sfor)?|outside(?:\sof)?|other\sthan|apart\sfrom|rather\sthan|instead\sof"
    r"|(?:anything|everything|all"  # "anything but | the preamble", "in all texts save | 1325"
    r"|(?:(?:in|from|within)\s)?(?:any|every|each|all)\s(?:other\s)?(?:resolutions?|texts?|ones?))\s(?:but|save))"
    rf"\s(?:{_SMALL}\s){{0,6}}$",
    re.I,
)
"""Words before a refused kind of paragraph or date."""
NO_REFUSAL_BEFORE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|having|do|does|did|there|why|when|whether|if|sa(?:y|ys|id)"
    r"|mentions?|contains?|adopt(?:s|ed)?|pass(?:es|ed)?|with|or|there['’]s|finds?|found|sees?|saw|seen|got)"
    r"(?:\s(?:the|there|council|really|ever|still|yet))?\s$",
    re.I,
)
"""Words before "no" or "not" that state a fact, and refuse nothing: "why is there no preamble"."""
ASKED_FOR = re.compile(r"(?:and|but|so|ok|okay|is\sthere|are\sthere|there['’]?s)?\s*(?:no|nothing|none)\b", re.I)
"""Beginning of a question whether there is something, or nothing: "nothing since 2019 on trafficking?"."""
TOPIC_AFTER = re.compile(r"\s(?:on|about|regarding|concerning)\s(?!.*\b(?:please|pls|thanks)\b)", re.I)
"""Words behind "nothing since 2019" by which it asks for texts on a topic: " on trafficking"."""
CONCLUDES = re.compile(r"(?:so|ok|okay)\b", re.I)
"""Beginning of "so nothing before 2015 on camps", which asks whether this is so, and refuses nothing."""
TELLS_BEHIND = re.compile(r"\b(?:exists?|mentions?|says?|speaks?|names?|covers?|deals?|was|were)\b", re.I)
"""Verb behind a topic by which the whole is a statement: "nothing before 2015 on camps mentions women"."""
SIDE_OF_A_DATE = re.compile(
    r"(?:from\s|(?:that|which)\s(?:is|are|was|were|came)\s)?"
    r"(?:before|b4|(?:earlier|older|later|newer|younger|more\s(?:recent|new|old))\sthan"
    r"|prior\sto|pre|after|past|post)\b",
    re.I,
)
"""Beginning of a period on one side of a date: "before 2015"."""
NEGATED_BEFORE = re.compile(
    r"(?:\b(?:not|never)|n['’]t|\b(?:do|does|did|wo|ca|is|are|was|were|has|have|had|could|should|would)nt)\s$", re.I
)
"""Negation before a verb of leaving out: "don't forget 2467"."""
NOT_YET = re.compile(r"not\s(?=(?:until|till|since)\b)", re.I)
"""Beginning of "not until 2013", which refuses nothing: "not until 2013 were men mentioned"."""
TELLS_AFTER = re.compile(
    r"\s(?:has|have|had|is|are|was|were|does|do|did|can|could|will|would|may|must|should|exists?|matters?|says?"
    r"|speaks?|means?|gives?)\b",
    re.I,
)
"""Verbs behind a kind of paragraph in a statement, which refuses nothing: "no preamble has legal force"."""
ONLY_AT = re.compile(r"(?:only|just)\s", re.I)
"""Word of a limit, which refuses what is outside it: "not | only | in 2013"."""
NOT_ALONE_BEFORE = re.compile(
    r"\b(?:not|n['’]t)\s(?:only|just|merely|solely|exclusively|necessarily|limited|restricted|limit|restrict)"
    r"(?:\s(?:it|this|yourself|to|in|from|the))*\s$",
    re.I,
)
"""Words before a limit that ask for other texts, too: "not only operative paragraphs"."""
_NOT_WANTED = (
    r"(?:(?:is|are|was|were)(?:\s?n['’]?t|\snot|\snever)\s(?:really\s|actually\s)?"  # "is not really needed"
    r"(?:needed|required|wanted|necessary|relevant|useful|of\sinterest|interesting|important)"
    r"|(?:not|un)\s?(?:needed|required|wanted|necessary|relevant)"  # "not needed", "unnecessary"
    r"|(?:is|are)\s(?:unnecessary|irrelevant|excluded|omitted)"
    r"|(?:can|may|should|could|must|to)\sbe\s(?:left\s(?:out|aside)|omitted|ignored|skipped|excluded|dropped)"
    r"|(?:left\s(?:out|aside)|aside(?=\s?[,:;–—-])|excluded|omitted|skipped|ignored)"  # "the preamble left out"
    r"|do(?:es)?(?:\s?n['’]?t|\snot)\s(?:interest\s(?:me|us)|matter|count))"  # "do not interest me"
)
REFUSED_AFTER = re.compile(rf"\s{_NOT_WANTED}(?!\w)", re.I)
"""Words behind a refused kind of paragraph: "the preamble is not needed"."""
CLAUSE_BEFORE = re.compile(
    r"(?:^|[,.;:!?–—(-]\s?)"
    r"(?:(?:and|but|so|please|also|the|any|all|anything|everything|texts?|resolutions?|language|adopted|from)\s){0,4}$",
    re.I,
)
"""Beginning of a clause, up to the kind of paragraph that it refuses."""
LEFT_BEFORE = re.compile(
    r"\b(?:please\s)?(?:leav(?:e|ing)|set(?:ting)?|put(?:ting)?|tak(?:e|ing)|cut(?:ting)?|keep(?:ing)?|filter(?:ing)?)"
    r"\s(?:the\s|any\s|all\s)?$",
    re.I,
)
"""Verb before a kind of paragraph that `LEFT_AFTER` refuses: "leave | the preamble | out"."""
LEFT_AFTER = re.compile(r"\s(?:out|aside|away|off)(?!\w)", re.I)
"""Word behind a kind of paragraph that refuses it with `LEFT_BEFORE`: "leave the preamble | out"."""
SET_OFF_AFTER = re.compile(
    r"(?:\s(?:please|pls|thanks|thank\syou|thx|at\sall|here|this\stime|for\snow|now|again|too|either|though|then"
    r"|if\spossible|in\sit|theme|label|paragraphs?|ones?|parts?|texts?|things?|stuff)\b)*"
    r"(?=\s?(?:$|[^\w\s'’])|\s(?:on|about|regarding|concerning)\s)",
    re.I,
)
"""Empty words between a refusal and the end of its clause, or the topic: "please"."""
REASON_AFTER = re.compile(
    r"\s?[,;.–—(-]{0,2}\s?\b(?:because\s|(?:everybody|everyone|people|nobody)\s"
    r"|(?:i|we)(?:['’]ve)?\s(?:(?:already|have|all)\s){0,2}(?:know|have|had|quoted|used|read|cited|seen)\b"
    r"|(?:it|that\sone|they|those|these)(?:['’]s|['’]re|\s(?:is|are|was|were|has|have|does|do|will))\b"
    r"|(?:too|already)\s)"
    r"[^?!;:,]{1,80}[!).]{0,2}$",
    re.I,
)
"""Reason for a refusal, at the end of a question: "but not 1325 please, everybody quotes it"."""
_TEXTS = (
    r"(?:(?:the|those|these|any|all|texts?|resolutions?|ones?|paragraphs?|paras?|language|results?|hits?|adopted|passed"
    r"|dated)\s)"
)
_JOINING = (
    r"(?:\b(?:and|but|please|pls|just|in|from|of|any|every|all|anything|everything|(?:that|which)\s(?:are|were|is)"
    r"|(?:do\s?n['’]t|do\snot)\s(?:want|show|include|give|need)(?:\s(?:me|us|the|any))?)\s){0,3}+"
)
YEARS_LEFT_OUT = re.compile(
    rf"(?P<joined>(?:\s?[,;(–—-]\s?)?{_JOINING})"
    r"\b(?:(?:(?P<plain>not)|without|exclud(?:e|ing)|except(?:\sfor|\sin)?|other\sthan|apart\sfrom|minus"
    r"|leav(?:e|ing)\sout|omit(?:ting)?|skip(?:ping)?|ignor(?:e|ing))"
    rf"\s{_TEXTS}{{0,3}}(?:(?:from|in|of|for)\s)?)"  # "except | those from"
    r"(?:the\s)?(?:years?\s)?(?P<first>(?:19|20)\d\d)(?:\s?(?:-|–|\bto\b)\s?(?P<last>(?:19|20)\d\d))?"
    r"(?:\s(?:period|ones|texts|resolutions|please|pls))*(?=\s?(?:$|[,.;:?!)–—]))[)]?",
    re.I,
)
"""Refused years: "camps, but not from 1999", "anything except 2006"."""
TELLS_OF_A_YEAR = re.compile(r"(?:why|when|how|was|were|is|are|did|does|do|has|have|had)\b", re.I)
"""Beginning of a question in which "not in 1999" is a fact, and no refusal: "why were they not in 1999?"."""
