"""Patterns of follow-up questions: signs of one, and new or other topics; whole follow-ups are in `wordings.toml`."""

from __future__ import annotations

import re

from retrieval.asking.understand.finding import Sign
from retrieval.asking.understand.lexicon.noise_patterns import BY_THE_WAY, GREETED
from retrieval.asking.understand.lexicon.reference_patterns import SAY
from retrieval.asking.understand.lexicon.talk_patterns import GREETING_WORDS, THANKS_WORDS

_COURTESY = (
    r"(?:(?:great|thanks|thank\s+you|thx|ok(?:ay)?|perfect|cool|nice|good|hm+|right|sure|alright|interesting|so|well"
    r"|yes|no)\b[\s,.!:–-]*)"
)
PLEASANTRY = rf"{_COURTESY}*"
"""Courtesies before a follow-up, as a part of patterns."""
OPENED = re.compile(
    r"(?:(?!no (?:matter|more"
    r"|(?:any )?(?:date|year|period|time|kind|type|resolution|limit|filter|restriction)))"  # no courtesy: "no date"
    rf"{_COURTESY})*+"
    r"(?:(?:and|but|or|so|then|now|please|pls|ok|let['’]?s|(?:can|could|would) you)[ ,]+)*+",
    re.I,
)
"""Courtesies and particles before the words of a follow-up: "ok, and could you please"."""
CLOSING = frozenset({"", *"please pls then now thanks".split()})
"""Courtesies and particles behind the words of a follow-up: "please"."""
RESOLUTION_NAME = r"(?:(?:resolution|res\.?|scr|unscr)\s+|s/res/)?"
"""Name before the number of a resolution in a follow-up, as a part of patterns."""
_ONE_TEXT = r"(?:resolution|text|one|document|decision)"
_DONE = (
    r"(?:(?:that['’]?s|that\s+is|that\s+was)\s+(?:it|all|enough|done)"
    r"(?:\s+(?:for|on|about|with)\s+(?:that|this|now|it))?[\s,.!:–-]*)?"
)
_NEW = r"(?:diff(?:erent)?|new|other|another|next|unrelated)\s+(?:topic|subject|question|qn?|matter|thing|issue|theme)"
_NO_SUBJECT = (
    r"(?!\s+(?:(?:an?|the|my|our|your|that|this|these|those|all|both|any)\s+)*"
    r"(?:another|something|different|new|it|them|then|that|this|these|those|both|any|first|second|third|last|next"
    r"|previous|other|original|earlier|later|newer|older|one|ones|list|start|beginning"
    r"|resolutions?|texts?|paragraphs?|paras?|results?|answers?|questions?"
    r"|preamb\w{1,6}|operative|whole|full|unscr|\d+)\b)"
)
"""Condition that a subject follows; none does in "back to the first one", "on to operative paragraphs"."""
_ANNOUNCED = (
    r"(?:(?:completely|totally|quite|entirely|very)\s+different(?=\s*[:,;–—]|\s+-)"  # "completely different: camps"
    r"|(?:different|unrelated)(?=\s*[:–—]|\s+-)"  # "unrelated – camps"
    r"|for\s+something\s+(?:(?:completely|totally|quite)\s+)?(?:else|different|new)(?=\s*[:,.;–—-])"
    r"|(?:(?:let'?s|let\s+me|can\s+we)\s+)?(?:switch|switching|chang(?:e|ing)|shift|shifting)\s+gears?\b"
    rf"|(?:can\s+we|let'?s)\s+(?:go|move|turn)\s+to\s+(?:an?\s+)?{_NEW}\b"  # "let's go to another topic"
    rf"|(?:let'?s|let\s+me|can\s+we)\s+(?:turn|move|switch|go)\s+(?:on\s+)?to\b{_NO_SUBJECT}"  # "let's turn to camps"
    rf"|on\s+to\b{_NO_SUBJECT}"  # "on to camps"
    rf"|(?:(?:going|coming|getting|let'?s\s+go|can\s+we\s+go)\s+)?back\s+to\b{_NO_SUBJECT})"  # "back to camps"
)
"""Words that turn to another subject, or back to one."""
_A_NEW_TOPIC = (
    rf"{_DONE}(?:and\s+)?(?:now\s+)?(?:{_ANNOUNCED}"
    r"|(?:(?:(?:on|over)\s+to|i\s+have|i['’]ve\s+got|i['’]d\s+like\s+to\s+ask|here['’]?s"  # "I have another question"
    r"|(?:let'?s|can\s+we)\s+(?:talk\s+about|turn\s+to|(?:go|move)\s+on\s+to|switch\s+to))\s+)?"
    rf"(?:an?\s+|the\s+)?(?:completely\s+|totally\s+|quite\s+)?{_NEW}\b"
    r"|(?:(?:on\s+)?to|let'?s\s+talk\s+about|can\s+we\s+talk\s+about)"  # "let's talk about something else"
    r"\s+something\s+(?:else|different|new)\b"
    r"|something\s+(?:(?:completely|totally|quite)\s+)?(?:else|different|new)(?=\s*[:,.;–—-])"  # "something new: camps"
    r"|(?:next|unrelated|separately|moving\s+on)(?=\s*[:;,–—])"  # "separately, camps"
    r"|(?:next|another|other|different|new)\s+"  # "next term: IDPs"
    r"(?:(?:term|phrase|word|expression|keyword)(?=\s*[:;,–—])|(?:one|item|point)(?=\s*:))"
    r"|(?:moving\s+on|switching|turning|changing|over)\s+to\b"  # "moving on to camps"
    r"|(?:let'?s\s+|can\s+we\s+|to\s+)?(?:change|changing|switch|switching)\s+(?:of\s+)?(?:the\s+|my\s+)?"
    r"(?:subject|topic|topics|subjects)\b"  # "let's change the subject"
    r"|change\s+of\s+(?:subject|topic)\b"
    r"|on\s+(?:a|an)(?:other|\s+different|\s+unrelated)\s+note\b)"  # "on another note"
)
_SAID = r"(?:said|repeated|used|mentioned|reaffirmed|reiterated|taken\s+up|restated|quoted|found|there|adopted|decided)"
_LATER = r"(?:later(?:\s+on)?|afterwards|subsequently)"
_LATER_THAN_IT = (
    rf"(?:{_LATER}|(?:after|since)\s+(?:that|this|it|then|these|those|them)(?:\s+(?:one|resolution|text|paragraph))?)"
)
_LATER_ALONE = (
    rf"^{PLEASANTRY}(?:(?:and|but|or|also|then|so|(?:what|how)\s+about)\s+){{0,3}}"
    rf"(?:{_LATER}|after(?:\s+(?:that|this|it|then))?"  # "and later", "what about after that"
    r"|where(?:\s+else)?\s+(?:is|was|has)\s+(?:it|that|this)\s+(?:been\s+)?"  # "where is it repeated after that"
    rf"{_SAID}\s+(?:again\s+)?{_LATER_THAN_IT}"
    r"|(?:(?:is|are|was|were)\s+there\s+|(?:do|did)\s+(?:you|they|we)\s+(?:have|find|know(?:\s+of)?)\s+)?"
    r"(?:anything|something|any|one|ones|a)\s+"  # "is there any text adopted later"
    rf"(?:(?:resolutions?|texts?|paragraphs?|more|else)\s+)?(?:{_SAID}\s+)?{_LATER_THAN_IT}"
    r"(?:\s+(?:ones?|resolutions?|texts?|paragraphs?|uses?|mentions?))?"
    r"|(?:what|who|which(?:\s+(?:ones?|resolutions?|texts?|paragraphs?))?)\s+(?:else\s+)?"  # "what came after that"
    rf"(?:(?:came|comes|come|followed|follows|happened)(?:\s+next)?|(?:was|is|were|has\s+been)\s+{_SAID})"
    rf"(?:\s+about\s+(?:it|that|this))?\s+{_LATER_THAN_IT}"
    r"|(?:was|is|were|are|has|have)\s+(?:it|this|that|they|these|those"  # "has that phrase been used since then"
    r"|(?:that|this|these|those|the)\s+(?:words?|phrase|term|wording|language))\s+"
    rf"(?:been\s+|ever\s+)*{_SAID}\s+(?:again\s+|anywhere\s+)?{_LATER_THAN_IT}"
    r"|(?:do(?:es)?|did|has|have)\s+(?:an?y?|some|the)\s+later\s+"  # "do any later texts say so"
    r"(?:ones?|texts?|resolutions?)\s+(?:say|said|repeat|repeated|use|used|mention|mentioned)\s+"
    r"(?:it|this|that|so|the\s+same)(?:\s+again)?)"
    r"(?:\s+(?:please|pls|now|then|too|as\s+well|(?:on|about)\s+(?:it|this|that)))*\W{0,9}$"
)
_BEFORE = r"(?:(?:before|prior(?:\s+to)?)(?:\s+(?:that|this|it|then))?|earlier(?:\s+on)?|previously|beforehand)"
_EARLIER_ALONE = (
    rf"^{PLEASANTRY}(?:(?:and|but|or|also|then|so|(?:what|how)\s+about)\s+){{0,3}}(?:{_BEFORE}"
    r"|(?:(?:is|are|was|were)\s+there\s+|(?:do|did)\s+(?:you|they|we)\s+(?:have|find)\s+)?(?:anything|something)\s+"
    rf"(?:else\s+)?(?:{_SAID}\s+)?{_BEFORE}"
    rf"|(?:what|which(?:\s+(?:ones?|resolutions?|texts?))?)\s+(?:came|comes|was\s+there)\s+{_BEFORE})"
    r"(?:\s+(?:please|pls|now|then|too|as\s+well))*\W{0,9}$"
)
_SIGNS: dict[Sign, str] = {
    "opens": rf"^{PLEASANTRY}(?:and|also|but|or|plus|then|(?:what|how)\s+about|what\s+of|same\b|in\s+that\s+case"
    r"|for\s+the\s+(?:one|ones)|specifically|especially|in\s+particular"
    r"|(?:any|some)(?:thing|where|one)\s+"  # "anything newer"
    r"(?:newer|older|later|earlier|more|else|elsewhere|since|before|similar|other|like\s+(?:that|this|it))"
    r"|any\s+(?:others?|newer|older|later|more|earlier)"  # "any others"
    r"|more\s+(?:on|about|of|recent)|who\s+else|what\s+else|where\s+else|everywhere\s+else"
    r"|outside|elsewhere|newer|older)\b",
    "refers": r"\b(?:in|of|for|to|with|about|on)\s+all\s+(?:of\s+)?(?:this|that|these|those)\W{0,9}$",
    "same text": rf"\b(?:(?:that|this|the\s+same|same|that\s+same)\s+(?:very\s+)?{_ONE_TEXT.replace('|one', '')}"
    r"|do(?:es)?\s+it\s+(?:also\s+|even\s+|actually\s+)?(?:say|mention|specify|define|contain|set\s+out))\b",
    "it says": rf"\bit\s+(?:also\s+|even\s+)?(?:{SAY}|address|call|give|refer|specify)\b",
    "asks for a text": rf"\b(?:a|an|any|which|what|the)\s+{_ONE_TEXT.replace('|one', '')}\b",
    "outside it": r"\b(?:outside(?:\s+of)?|other\s+than|except|besides|apart\s+from|not\s+(?:in|from))\s+"
    rf"(?:that|this)\s+{_ONE_TEXT}\b",
    "elsewhere": r"\b(?:elsewhere|(?:any|every|some)where\s+else|where\s+else|other\s+(?:resolutions?|texts?))\b",
    "anywhere": r"\b(?:in\s+general|overall"
    r"|all\s+(?:of\s+)?(?:this|that|these|those|(?:the\s+)?(?:resolutions|texts)))\b",
    "newer": r"\b(?:newer|more\s+recent(?:ly)?|since\s+then)\b",
    "later": rf"{_LATER_ALONE}|\b(?:later\s+(?:ones?|texts?|resolutions?)|(?:any|some)thing\s+later)\b",
    "older": rf"{_EARLIER_ALONE}"
    r"|\b(?:older|earlier\s+(?:ones?|texts?|resolutions?|than\s+(?:that|this|it|these|those))"
    r"|anything\s+earlier|before\s+(?:that|then|it))\b",
}
SIGNS = tuple((sign, re.compile(words, re.I)) for sign, words in _SIGNS.items())
"""Patterns that mark a follow-up question."""
A_NEW_TOPIC = re.compile(rf"^{PLEASANTRY}{_A_NEW_TOPIC}", re.I)
"""Words that announce a new topic, which may be yet to be named: "ok, different subject please"."""
NEW_TOPIC = re.compile(
    rf"^{PLEASANTRY}{_A_NEW_TOPIC}(?:\s+(?:please|pls|now|then|from\s+me|is|would\s+be))*"
    r"(?:\s*[:,.;!?–—-]+\s*"  # "another topic | , | camps"
    r"|\s+(?=(?:on|about|regarding)\b)"  # "a new question | about camps"
    r"|(?<=\bto)\s+"  # "moving on to | camps"
    r"|(?<=topic)\s+(?!(?:of|for|in|is|that|which|to|was|are|about|on)\b))"  # "next topic | camps"
    r"(?:(?:on|about|regarding|namely)\s+)?(?P<topic>\S.*)$",
    re.I,
)
"""Words that announce the topic behind them as new: "another topic, disability"."""
SAID_NEW_BEHIND = re.compile(
    r"^(?P<topic>.*\w)\s?[,;.:(–—-]\s?"
    r"(?:(?:this\s+is\s+|that['’]?s\s+|it['’]?s\s+)?(?:an?\s+)?(?:(?:completely|totally)\s+)?"
    rf"(?:{_NEW}|unrelated)"  # "camps, that's another topic"
    r"|on\s+an?\s+(?:unrelated|different)\s+note)"  # "camps, on a different note"
    r"(?:\s+(?:to|from)\s+(?:that|this|before|the\s+(?:above|last\s+one|rest|others)))?\W{0,9}$",
    re.I,
)
"""Words that mark the topic before them as new: "small arms, unrelated"."""
_THANKED = rf"(?:{THANKS_WORDS}|that['’]?s\s+(?:it|all|enough|great|perfect|good)|done|got\s+it)"
MOVES_ON = re.compile(
    rf"^{PLEASANTRY}{_THANKED}[^.!;:\n]{{0,40}}+[\s,.!;:–—-]+(?:(?:and|so|ok(?:ay)?|then)\s+)*now\s+"
    r"(?!(?:for|in|only|just|show|give|list|quote|how|who|what|which|when|where|why"  # the same topic: "now only 2242"
    r"|the\s+(?:next|second|third|last|first|preamble|operative|whole|full)|with|by|without|as|that|this|it"
    r"|operative|preamb\w*)\b)"
    r"(?:(?:on|to|about)\s+(?:to\s+)?)*(?P<topic>\S.*)$",
    re.I,
)
"""Thanks, then "now" and a new topic: "perfect thank you. Now small arms and women"."""
REFERS = re.compile(
    r"\b(?:(?P<whose>its|their)|(?P<pronoun>it|them|they|he|she)"
    r"|(?P<pointing>those|these|such|the\s+ones?|like\s+(?:that|this)|there"
    r"|(?:for|on|about|of|in|to|with|from|after|before)\s+(?:all\s+)?(?:that|this)(?=\s*[?.,!]|$)"  # "more about that?"
    r"|(?:do|does|did|is|was|has|can|could|should|must|will|would|why|how)\s+(?:that|this))"  # "does that apply"
    r"|(?P<ends>(?:for|on|about|of|in|to|with|from|after|before)\s+(?:it|them)(?=\s*[?.!]|$)))\b",
    re.I,
)
"""Words that refer to an earlier turn: groups `whose`, `pronoun`, `pointing` ("those"), `ends` ("more about it?")."""
POINTS = re.compile(r"\b(?:that|this|these|those|them|they|it|its|their|first|second|third|last|ones?)\b", re.I)
"""Words that may refer to an earlier question or a paragraph that was shown."""
REFERS_NOT = re.compile(
    r"\b(?:(?:is|was|be|make|makes)\s+it\s+"  # "is it true that"
    r"(?:true|right|possible|ok(?:ay)?|allowed|legal|correct|fair|mandatory|binding|enough|a|an|the|that)"
    r"|(?:those|these|such)\s+"  # "those who"
    r"(?:who|that|which|as|responsible|in|with|from|of|at|affected|resolutions|texts)"
    r"|(?:is|are|was|were|has|have|will|be)\s+there|there\s+(?:is|are|was|were|has|have|be)"  # "is there"
    r"|it\s+(?:is|was)\s+\w+\s+(?:that|to)"  # "it is clear that"
    r"|(?:its|their)\s+own)\b",
    re.I,
)
"""Words of `REFERS` that refer to nothing before: "is it true that", "those who", "is there"."""
ASKING = (
    r"who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|may|might|must"
    r"|shall|should|will|would"
)
"""First words of questions, as alternatives of a pattern."""
UNSET_GREETING = re.compile(
    rf"^(?:@[\w.-]++\s++)*+(?:(?:{GREETING_WORDS}(?:\s++{GREETED})*+|{THANKS_WORDS}|{BY_THE_WAY}|oh)\s++"
    rf"(?=(?:{ASKING}|and|any|anything|find|show|list|quote|search|look|looking|please|pls|i|i'm|we|tell|give|need"
    r"|who's|what's|where's)\b))?",
    re.I,
)
"""Greeting that no comma sets off from the words that ask: "hey who reports on this?"."""
TWO_ASKED = re.compile(
    rf"(?P<first>(?:{ASKING})\b[^?!.;:]{{4,200}}?),?\sand\s(?P<second>(?:{ASKING})\s[^?!.;:]{{6,200}}?)\s?[?!.]*+",
    re.I,
)
"""Two questions joined by "and"; a single word is no second question: "and how"."""
_NUMBERED = r"(?:(?:2|ii|b|second(?:ly)?)[.):,]\s|(?:(?:and|also|then)\b,?\s)?)"
TWO_SENTENCES = re.compile(
    r"(?:(?:i\shave\s|i've\sgot\s)?(?:two|2)\squestions\s?[:.,–—-]\s)?+(?:(?:1|i|a|first(?:ly)?)[.):,]\s)?+"
    rf"(?P<first>(?:{ASKING}|anything|any)\b[^?!;:]{{4,300}})\?\s(?>{_NUMBERED})"
    rf"(?P<second>(?:{ASKING}|anything|any)\b[^?!;:]{{6,300}}?)\s?\?",
    re.I,
)
"""Two questions in two sentences, or in two items of a list: "1. who pays? 2. who decides?"."""
SEPARATELY = re.compile(
    rf"(?P<first>(?:{ASKING}|anything|any)\b[^?!.;:]{{4,200}}?),?\sand,?\sseparately,?\s"
    r"(?P<second>(?:on|about)\s[^?!.;:]{3,200}?)\s?[?!.]*+",
    re.I,
)
"""A question on one topic "and, separately," on another."""
GUESSES = re.compile(
    r"(?:or\s(?:is|are|was|were)\s(?:it|that|this|they|these|those)"  # "or is that silent on it?"
    r"|(?:(?:and|so)\s)?(?:is|was|isn['’]t|wasn['’]t)\s(?:it|that|this)\s(?:the|an?))\b",
    re.I,
)
"""Beginning of a question that guesses the answer to the one before it: "is it the mechanism on children?"."""
ASKS = re.compile(rf"^(?:{ASKING})\b|\?\s*$", re.I)
"""Text that asks: a word of asking at the beginning, or a question mark at the end."""
ASKS_OR_ORDERS = re.compile(rf"^(?:{ASKING}|find|show|list|quote|search|look\s+up)\b|\?\s*$", re.I)
"""Text that asks, or orders a search: "find camps"."""
CLAUSE_END = re.compile(r"[.;:!?–—]|,|\s-+\s")
"""Mark at the end of a clause."""
EARLIER_ALONE = re.compile(_EARLIER_ALONE, re.I)
"""Follow-up that only asks for texts earlier than the last period, or than the texts quoted: "and before?"."""
LATER_ALONE = re.compile(_LATER_ALONE, re.I)
"""Follow-up that only asks for texts later than those quoted: "and later?", "what came after that?"."""
ANY_WORD = re.compile(r"\w+")
"""A word or a number."""
ASKS_OF_THINGS = re.compile(
    r"(?:who|whom|whose|can|could|do|does|did|is|are|was|were|will|must|has|have|should|may)\b", re.I
)
"""Opening of a question after which "how many?" counts persons or things, not texts: "who guards the ballots?"."""
TOPIC_OF_RESOLUTIONS = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|also|but|only|just|now|any|what\s+about|how\s+about|in|within|for)\s+)+the\s+"
    r"(?:(?P<before>\w[\w'’, -]{1,60})\s(?:resolutions|texts|ones)"
    r"|(?:resolutions|texts|documents)\s(?:on|about|concerning|regarding)\s(?P<behind>\w[\w'’, -]{1,60}?))"
    r"(?:,?\s+(?:please|pls|then|too|only|alone))?\W{0,9}$",
    re.I,
)
"""Follow-up that limits to the resolutions on a topic: "and the youth resolutions?", "in the texts on youth"."""
THE_TEXT = re.compile(rf"\bthe\s+{_ONE_TEXT.replace('|one', '')}\b", re.I)
"""Reference to the resolution of the last question: "what else does the resolution say on camps?"."""
SAYS_WORDS = re.compile(
    rf"(?P<opening>(?>{PLEASANTRY})(?:(?:and|but|so|or|also)\s)?)"
    r"(?:(?:where|(?:in\s)?which\s(?:paragraphs?|paras?))\s)?(?:does|did)\sit\s"  # "in which paragraphs does it"
    r"(?:(?:also|even|ever|actually|explicitly|literally|anywhere)\s)*+"
    r"(?:say|mention|use|contain|have|include|state|speak\sof|talk\sof)\s"
    r"(?:(?:the|any|exact)\s)*+(?:(?:words?|phrase|term|expression|wording)\s)?",
    re.I,
)
"""Question where or whether "it" says something, up to the quotation of that: "and where does it say “…”"."""
BEGINNING_WITH = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:and|or|also|but|then|what\sabout|how\sabout)\s)++"
    r"(?:(?:the|those|ones|paragraphs|that|which|starts?|starting|begins?|beginning)\s)*+with\s(?=[\"“'‘])",
    re.I,
)
"""Opening of a follow-up that names other words with which paragraphs begin: "and with “Deplores”?"."""
OF_ALL_TEXTS = re.compile(
    r"^(?:(?:(?:what|where)\s+)?(?:do(?:es)?|did|has|have)\s+"  # "what does the Council"
    r"(?:(?:the|any|some|all|your|un|unsc)\s+){0,3}(?:(?:security\s+)?council|sc|resolutions?|texts?)"
    r"|(?:is|are)\s+there\s+(?:(?:any|some|a|un|unsc)\s+){0,2}(?:resolutions?|texts?))\s",  # "are there any texts"
    re.I,
)
"""Beginning of a question for what all texts say: "does any resolution mention …", "what does the Council say …"."""
ADDS = re.compile(r"\b(?:also|too|as\s+well|then|either)\b", re.I)
"""Words by which a question adds to the topic before it: "does the Council also mention children?"."""
ANOTHER_TOPIC = re.compile(
    rf"^{PLEASANTRY}"
    r"(?:(?:(?:and|also|or|plus|then|now|what\s+about|how\s+about|what\s+of"  # "what about | camps"
    r"|same(?:\s+question)?\s+(?:for|on|with|about))\s+)+"
    r"|(?=.{3,60}\sinstead\W{0,9}$))"  # "camps instead"
    r"(?:(?:on|about|of|regarding)\s+)?"
    rf"(?!(?:{ASKING}|for|to|in|by|with|from|at|as|if|because|under|not|only|just|other|others|else"
    r"|that|this|these|those|them|it|its|their|they|there|same|since|before|after|until|during|between|newer|older"
    r"|more)\b)",
    re.I,
)
"""Opening of a question that only names another topic: "and on amnesties?"."""
JOINED_AT_END = re.compile(r",?\s(?:as\s+well|too|also|then)(?P<end>\W{0,3})$", re.I)
"""End of a question that adds a topic: "journalists as well?"."""
INSTEAD_AT_END = re.compile(r"\s(?:instead|rather)\W{0,9}$", re.I)
"""End of a question that names another topic: "on protection instead"."""
EMPTY_AFTER_ANOTHER = frozenset(
    "newer older later earlier recent more else one ones same too well its them since then before great thanks thank "
    "you ok okay perfect cool nice good specifically outside operative preamble preambular annex than now instead "
    "rather ops pps switch let's see everywhere elsewhere".split()
)
"""Words of a follow-up that name no topic: "and | newer | ones"."""
BESIDE_A_LIMIT = EMPTY_AFTER_ANOTHER | frozenset(
    "adopted again already always anywhere appear appeared appears aren't as at back be been came can care cared "
    "certain certainly check come comes coming could council didn't doesn't drop ever exact exactly exist existed "
    "existing exists find fine found get give got had happen happened has hasn't having he include isn't issued keep "
    "leave like line look may mention mentioned mentions much my never new no nobody none not nothing nr number occur "
    "occurred old other others our passed period periods positive quiet reaffirmed really recalled repeat repeated "
    "repeats restated said see sentence she should show silent single skip so somewhere speak spoke spoken stated "
    "still sure surely that's they think thought three time times told truly turn turned turns two u up want wanted "
    "was wasn't we were weren't what's who will word would written year years yet you your".split()
)
"""Words beside a limit that name no topic: "are you sure there is nothing" before "before 2014"."""
