"""Patterns of follow-ups that limit, correct or lift limits, and keep the rest of their words; see `wordings.toml`."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import ASKING, PLEASANTRY

_YEAR = r"(?:19|20)\d\d"
_TEXTS = "(ones?|texts?|resolutions?)"
BARE_LIMIT = re.compile(
    rf"^(?P<opening>{PLEASANTRY}((and|or|also|what about|how about|back to|((do|ask|repeat|now) )?(the )?same"
    "( (q|question|thing|search|again))?,?( (for|with|in|on|of))?|(now )?all of (it|this|that) (for|with|in|from)"
    "|ditto( (for|in|with))?|repeat( (it|that|this))? (for|with|in)|just|only|in|for|the|(sorry|oops|actually|rather),?"
    "|i meant?|(ones?|those|texts?|resolutions?) (from|of)) )*)"
    r"(?P<number>\d{3,4})(?P<others>( ?(,|&|\band\b|\bor\b) ?\d{3,4}){0,9})"
    rf"( ({_TEXTS}|itself|alone|as well|likewise|(on )?(the )?same( (thing|topic|subject|issue|question))?))?"
    r"(?= *([?.,!;:]|pls\b|please\b|then\b|too\b|only\b|$))(?P<rest>.*)$",
    re.I,
)
"""Bare number, and what is asked behind it: "what about 2467?", "just the 2015 one"."""
LIMITING_WORDS = frozenset("in for only just within".split())
"""Words by which a bare number is a limit: "and in 2467?"."""
ONE_OF_SEVERAL = re.compile(
    r"\b(?P<in>(in|from|of) )?the (?P<number>\d{3,4}) (one|text|resolution|document)\b(?! of\b)", re.I
)
"""Resolution of several, named by its year or number: "what does | the 2006 one | say on boys?"."""
TOPIC_IN_A_YEAR = re.compile(
    rf"^(?P<opening>{PLEASANTRY}((and|also|or|plus|then|now|what about|how about|same for|for|on|about) )*+)"
    rf"(?!({ASKING}|not?|but|nothing|without|except|exclud\w+|anything|everything|all|any|only|just|sorry|oops|wrong"
    r"|since|before|after|until|between|from|in|to|it|this|that|them|these|those|they|the (one|ones|year))\b)"
    rf"(?P<topic>[^\W\d][^,.;:?!()]{{1,60}}?)( ?(?P<mark>,| [–—-]) ?(in )?| (in )?)(?P<year>{_YEAR})"
    r"( (please|pls|then|too|now|instead))*+\W{0,9}$",
    re.I,
)
"""Follow-up that is only a topic and a year: "and cluster bombs, in 2009"."""
NO_TOPIC_BEFORE_A_YEAR = re.compile(
    "(^| )(resolutions?|res|unscr|scr|texts?|op|pp|paras?|paragraphs?|years?|than|since|before|after|until|till|by|up"
    r"|to|between|and|or|of|from|at|on|around|about|not|no|except|excluding|\w+ed|held|set|begun|began|made|taken|born"
    "|happened|war|wars|coup|coups|earthquake|tsunami|massacre|massacres|summit|conference|january|february|march|april"
    "|may|june|july|august|september|october|november|december)$",
    re.I,
)
"""Last word before a year that is that of an event, and no limit: "the mission established in 2014"."""
IN_A_YEAR = re.compile(rf"\b(?P<in>in|of|from|during) (the year )?{_YEAR}\b", re.I)
"""Year in a question; "drop the date" after it removes the year."""
IN_ONE_YEAR = re.compile(rf"\bin (the year )?{_YEAR}\b", re.I)
"""Year that limits if nothing else is asked: "was there none in 2013?"."""
COMPLAINT = re.compile(
    r"^((no|nope|ok|okay|hm+|sorry|but)[ ,.!]{1,3}){0,3}((that['’]?s|that is|these are|they(['’]re| are)) )?"
    r"(((far|much|way) )?too (old|new|recent|long|short|many|few|general|vague|broad|narrow)[ ,.;:!–-]{1,4}"
    r"|you (misunderstood( me)?|got (me|it|that) wrong)[ ,.;:!–-]{1,4}(i (mean|meant) )?|i said[ :]{1,2}"
    r"|((are you )?sure( that)? |is )?(that|this|it)(['’]?s| is| can['’]?t be| cannot be)?( really)? the (very )?"
    r"(first|earliest|oldest|latest|newest|last)( (one|mention|time|text|resolution))? ?[,.;:!?–-]{1,3} ?)(?=\w{3})",
    re.I,
)
"""Complaint before a correction: "too old, | only since 2019", "I said | operative", "is that the first? | since …"."""
DISPUTE = re.compile(
    rf"^(?>{PLEASANTRY})(?>(((sorry|but|really|surely|actually|wrong|incorrect|not true|you(['’]re| are) (wrong"
    r"|mistaken)|are you sure|(that|this|it)(['’]s| is) (wrong|not (true|right|correct))"
    r"|i(['’]m| am)? ((quite|pretty) )?(think|thought|believe|bet|sure|certain|know)( that)?)\b[ ,.;:!?–-]*)+))(?=\S)",
    re.I,
)
"""Words that dispute an answer, before a claim: "you are wrong, 2122 has it"."""
_WANTED = (
    r"(?:want(?:ed)?|need(?:ed)?|meant?|asked(?:\s+for)?|am\s+(?:after|looking\s+for)|was\s+(?:after|looking\s+for))"
)
_NOT_THAT = r"not\s+(?:that|this|it|those|these)(?:\s+ones?)?"
MEANT = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:but|and|so|sorry|oops|ops|no|wait|hang\s+on|hold\s+on|actually|rather|{_NOT_THAT}"
    rf"|(?:that(?:['’]?s|\s+is|\s+was)\s+)?not\s+what\s+i\s+{_WANTED})[\s,.;:!–—-]++)*+"
    r"(?:i\s+(?:meant?(?:\s+to\s+(?:say|type|write|search(?:\s+for)?|ask(?:\s+(?:about|for))?))?"
    r"|was\s+(?:after|thinking\s+of|(?:asking|talking)\s+about|(?:asking|looking|searching)\s+for))"
    rf"|what\s+i\s+(?:(?:really|actually)\s+)?{_WANTED}(?:\s+to\s+(?:ask|see|find))?\s+(?:is|was|are|were))"
    r"[\s,:–—-]++(?!(?:it|that|what|this|to|by|you|well|business|every|no|so|like)\b)(?P<meant>\S.*)$",
    re.I,
)
"""Correction of the topic of the last question: "sorry, I meant young mediators"."""
_BREAK = r"[\s,.;:!…–—-]++"
_NO_TOPIC = (
    r"(?:no|yes|not|nothing|none|useful|helpful|good|great|true|correct|right|mentioned|said|any|anything|all|both"
    r"|thanks|also|just|only|more|my|we|i|you|they|there|one)"
)
"""Words behind "actually" by which it corrects nothing."""
RATHER = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:or|but|oh|uh+|um+|sorry|actually){_BREAK})*+"
    rf"(?:(?:(?<=no\s)wait|(?<=or\s)rather|(?:scratch|strike)\s+that){_BREAK}"  # "no wait, | camps"
    rf"|(?:wait|hang\s+on|hold\s+on|oops|correction|my\s+(?:bad|mistake)|rather|{_NOT_THAT}"  # "oops – | camps"
    r"|(?:forget|never\s+mind)\s+(?:that|it))"
    rf"\s*+[,.;:!…–—-](?:{_BREAK})?+"
    rf"|(?:(?<=\bactually\s)|(?<=\bactually,\s))(?!{_NO_TOPIC}\b))"  # "actually | camps"
    rf"(?:(?:no|sorry|actually|rather){_BREAK})*+"
    rf"(?P<meant>(?!(?:{ASKING}|and|or|but|that|this|it|stop|ok(?:ay)?|phone|wrong|typo|never|checking)\b)[^\s?]++"
    r"(?:\s++[^\s?]++){0,4}+)$",
    re.I,
)
"""Correction of the topic of the last question, without "I meant": "no wait, young mediators"."""
NO_BUT = re.compile(
    rf"^(?>{PLEASANTRY})((?<=\bno[,.:;!] )|(?<=\bno [–—-] )|nope[,.:;!–—-]++ )"
    rf"(?P<meant>(?!({ASKING}|and|or|but|so"
    r"|that|this|these|those|it|its|they|there|he|she|we|you|i|i['’]?\w+|not|no|none|nothing|nobody|never|thanks?|thx"
    r"|please|pls|sorry|wait|really|again|further|next|more|stop|ok(ay)?|fine|good|wrong|typo|problem|need|worries"
    rf"|way|idea|chance|longer|actually|rather|try|search|look|say|go|(the )?({_TEXTS}|paragraphs?))\b)"
    r"[^ ?]++( [^ ?]++){0,2}+)$",
    re.I,
)
"""Correction of the topic of the last question behind "no": "no, young mediators"."""
_ONE_NAMED = (
    rf"(((resolution|res\.?|unscr|s/res/) ?+)?+(?P<number>\d{{3,4}})( ?\({_YEAR}\))?+|(that|this) (resolution|text))"
)
"""Resolution that was named before: "2143", "that resolution"."""
DROPPED = re.compile(
    rf"^(?>{PLEASANTRY})((and|but|now|then|please|pls|just|let['’]?s|you can)[ ,]++)*+"
    r"((forget|skip|drop|ignore|disregard|never ?mind|enough (of|about|with)|leave|put|set)( about)?) "
    rf"{_ONE_NAMED}( (aside|alone|out|altogether|entirely|for (now|a moment)|now|then|please|pls))*+"
    r"( ?+$|( ?+[,.;:!?–—-][ ,.;:!?–—-]*+| (?=(and|but) ))((and|but|so|now|then)[ ,]++)*+(?!\d)(?P<rest>.*)$)",
    re.I,
)
"""Follow-up that gives up a resolution, and what it asks for behind that: "forget 2122. What about elections?"."""
NOT_ONLY_BEHIND = re.compile(
    r"^(?P<rest>[^.;:?!]{3,80}?)( ?+[,;(–—-] ?+((and|but) )?| )not (only|just|merely) ((in|from|of) )?"
    rf"({_ONE_NAMED}|(that|this) one)( (please|pls))?\W{{0,9}}$",
    re.I,
)
"""Follow-up that does not want one resolution only: "elections, | not just in 2122"."""
ASKS_IN_FULL = re.compile(rf"(?!(what|how) about\b)({ASKING})\b", re.I)
"""Beginning of a question that is complete, unlike "what about elections?"."""
NOTHING_WIDENED = re.compile(
    r"\W*((and|but|or|ok|okay|please|pls|the|same|so|then|now|it|that|this|them|not|no|yes|search|look|check|try|find"
    r"|what|about|show|me|just)\b\W*)+",
    re.I,
)
"""Words before lifted limits that are no topic: "please search"."""
