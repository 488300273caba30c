"""Patterns of follow-ups that correct, lift or replace the limits of the question before."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.turn_patterns import ASKING, PLEASANTRY
from retrieval.clauses.months import MONTH

_SAME = (
    r"(?:(?:do|ask|repeat|now)\s+)?(?:the\s+)?same(?:\s+(?:q|question|thing|search|again))?,?(?:\s+(?:for|with|in|on|of))?"
    r"|(?:now\s+)?all\s+of\s+(?:it|this|that)\s+(?:for|with|in|from)|ditto(?:\s+(?:for|in|with))?|repeat(?:\s+(?:it|that|this))?\s+(?:for|with|in)"
)
BARE_LIMIT = re.compile(
    rf"^(?P<opening>{PLEASANTRY}(?:(?:and|or|also|what\s+about|how\s+about|back\s+to|{_SAME}|just|only|in|for|the|(?:sorry|oops|actually|rather),?|i\s+meant?"
    r"|(?:ones?|those|texts?|resolutions?)\s+(?:from|of))\s+)*)(?P<number>\d{3,4})(?P<others>(?:\s?(?:,|&|\band\b|\bor\b)\s?\d{3,4}){0,9})"
    r"(?:\s+(?:ones?|texts?|resolutions?|itself|alone|as\s+well|likewise|(?:on\s+)?(?:the\s+)?same(?:\s+(?:thing|topic|subject|issue|question))?))?(?=\s*(?:[?.,!;:]|pls\b|please\b|then\b|too\b|only\b|$))(?P<rest>.*)$",
    re.I,
)
WHICH_DOES = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|then),?\s)*+which(?:\s(?:resolutions?|texts?|ones?))?\s(?:do|does|did|(?:mention|contain|address|cover)(?:e?s)?"
    r"\s(?:it|that|this|them|those|these))(?:\s(?:then|instead|so|please))?\W{0,3}$",
    re.I,
)
"""Question for the resolutions that say what the last question asked one for: "so which text does?"."""
_NUMBERS = r"(?P<{}>\d{{3,4}}(?:(?:\s?(?:,|&)\s?|\s(?:and|or|plus)\s)\d{{3,4}}){{0,9}})"
_AS_WELL = r"(?:\s(?:as\swell|too|also|additionally|(?:to|with)\s(?:it|this|that|them|these|those|the\slist)))"
_POLITE = r"(?:\s(?:please|pls|then|now))*+"
ADDED_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|or|but|please|pls|ok|now|(?:can|could)\syou|let['’]?s|also)\s)*+"
    rf"(?:(?:plus|add|additionally|include|including|along\swith|together\swith)\s(?:(?:also|in|from|the|resolutions?)\s)*+"
    rf"{_NUMBERS.format('added')}{_AS_WELL}{{0,2}}{_POLITE}\W{{0,3}}$"
    rf"|(?<=also\s)(?:(?:in|from|the|resolutions?)\s)*+{_NUMBERS.format('also')}{_AS_WELL}?{_POLITE}[\s.!]{{0,3}}$"
    rf"|(?:(?:in|from|with|the|resolutions?)\s)*+{_NUMBERS.format('too')}{_AS_WELL}{_POLITE}[\s.!]{{0,3}}$)",
    re.I,
)
"""Resolution that is added to those of the last question: "also 2493", "2493 as well"; "2493 too?" asks of it alone."""
BOTH_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|or|in|from|for|within|now|sorry|again|show|me|i\s(?:want|need|meant?)),?\s)*+"
    r"(?:both|either)(?:\sof\s(?:them|those|these|the\s(?:two|resolutions|texts)))?(?:\s(?:resolutions|texts|ones|again))?"
    rf"{_POLITE}\W{{0,3}}$",
    re.I,
)
"""Request to ask the last question of the last two resolutions: "in both", "no, both please"."""
BOTH_NAMED = re.compile(
    rf"^(?=.*\b(?:both|plus)\b){PLEASANTRY}(?:(?:and|or|in|from|now|only|both)\s)*+(?P<one>\d{{3,4}})\s(?:and|plus)\s(?P<other>\d{{3,4}})"
    rf"(?:\stogether)?{_POLITE}\W{{0,3}}$",
    re.I,
)
"""Two resolutions and no other words: "both 2143 and 2427", "2143 plus 2427"."""
TEXTS_OF_AGE = r"(?:ones?|texts?|resolutions?|paragraphs?|paras?|language|wording|things?|results?|hits?)"
"""Nouns behind "newer" or "older", as a part of patterns."""
OF_AGE_ON = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|so)\s+)?what\s+(?:do|did)\s+(?:the\s+)?(?:(?P<newer>newer|more\s+recent|later)|older|earlier)\s+"
    r"(?:ones|resolutions|texts)\s+(?:say|state|have|provide)\s+(?:on|about|regarding|concerning)\s+(?!(?:it|this|that|them)\b)(?P<topic>\S.{1,80})$",
    re.I,
)
"""Question for what newer or older texts say on another topic: "what do newer ones say on delisting"."""
DATED_ALONE = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|or|only|just|please|pls|i|we|meant?|want|need|show|give|list|me|us|do|you|have|is|are|there|what|about|how"
    rf"|any|anything|some|something|the|that|which|with|it|should|be|can|could|go|find|get|see|those|them|for|of|{TEXTS_OF_AGE})\s+)*"
    rf"(?:(?P<not>not|no|nothing|none|isn't|aren't)\s+)?(?:(?P<newer>newer|later|more\s+recent)|older|earlier)(?:\s+{TEXTS_OF_AGE})?"
    rf"\s+than\s+(?:the\s+year\s+)?(?P<date>(?:{MONTH}\s+)?(?:19|20)\d\d)(?:[\s,]+(?:please|pls|then|now|only|thanks|too|if\s+possible))*\W{{0,9}}$",
    re.I,
)
"""Follow-up that only limits to texts newer or older than a year: "no, newer than 2015", "not older than 2014"."""
ONE_OF_SEVERAL = re.compile(
    r"\b(?P<in>(?:in|from|of)\s+)?the\s+(?P<number>\d{3,4})\s+(?:one|text|resolution|document)\b(?!\s+of\b)", re.I
)
"""Resolution of several, named by its year or number: "what does | the 2006 one | say on boys?"."""
LIMITING_WORDS = frozenset("in for only just within".split())
"""Words by which a bare number is a limit: "and in 2467?"."""
TOPIC_IN_A_YEAR = re.compile(
    rf"^(?P<opening>{PLEASANTRY}(?:(?:and|also|or|plus|then|now|what\s+about|how\s+about|same\s+for|for|on|about)\s++)*+)"
    rf"(?!(?:{ASKING}|not?|but|nothing|without|except|exclud\w+|anything|everything|all|any|only|just|sorry|oops|wrong|since|before|after|until"
    r"|between|from|in|to|that|this|these|those|it|they|them|the\s+(?:one|ones|year))\b)"
    r"(?P<topic>[^\W\d][^,.;:?!()]{1,60}?)(?:\s*(?P<mark>,|\s[–—-])\s*(?:in\s+)?|\s+(?P<in>in\s+)?)(?P<year>(?:19|20)\d\d)"
    r"(?:\s++(?:please|pls|then|too|now|instead))*+\W{0,9}$",
    re.I,
)
"""Follow-up that is only a topic and a year: "and cluster bombs, in 2009"."""
NO_TOPIC_BEFORE_A_YEAR = re.compile(
    r"(?:^|\s)(?:resolutions?|res|unscr|scr|texts?|op|pp|paras?|paragraphs?|years?|than|since|before|after|until|till|by|up|to|between|and|or|of"
    r"|from|at|on|around|about|not|no|except|excluding|\w+ed|held|set|begun|began|made|taken|born|happened|war|wars|coup|coups|earthquake|tsunami"
    r"|massacre|massacres|summit|conference|january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.I,
)
"""Last word before a year that is that of an event, and no limit: "the mission established in 2014"."""
_CORRECTING = (
    r"sorry|oops|ops|no|wait|hang\s+on|hold\s+on|actually|rather|my\s+(?:mistake|bad)|(?:(?:that['’]?s|that\s+(?:is|was)|it['’]?s)\s+)?(?:the\s+)?wrong"
    r"\s+(?:year|date|number|resolution|one|text|period)|i\s+(?:mean|meant|wanted|was\s+(?:after|thinking\s+of))|make\s+(?:it|that)"
    r"|(?:it|that)\s+should\s+(?:be|have\s+been)|should\s+(?:be|have\s+been)"
)
_CORRECTED = rf"^(?>{PLEASANTRY})(?:(?:but|and|so|please|pls)\s+)?(?:(?P<said>(?:{_CORRECTING})\b)[\s,.;:!–—-]*+)*+"
_NOT_ANOTHER = (
    r"(?:\s*,\s*|\s+)(?:(?:and|but)\s+)?(?P<other>not|rather\s+than|instead\s+of)\s+(?:(?:in|from|for|of)\s+)?"
)
"""Words before what a correction does not want: "2013, | not | 2019"."""
CORRECTED_NUMBER = re.compile(
    rf"{_CORRECTED}(?:(?P<unwanted>not)\s+(?:(?:in|from|for)\s+)?\d{{3,4}}\s*(?:[,;:–—-]|\bbut)\s*(?:but\s+)?)?(?:(?:in|from|for|the|resolution|year|only|just)\s+)*+"
    rf"(?P<number>\d{{3,4}})(?:\s+(?:one|ones|texts?|resolutions?))?(?:{_NOT_ANOTHER}\d{{3,4}})?"
    r"(?:[\s,]+(?:please|pls|instead|then|thanks|sorry))*+\W{0,9}$",
    re.I,
)
"""Correction of the year or the resolution of the last question: "wrong year, 2014", "not 2001, 2014"."""
_BOUND = r"(?:since|from|after|before|until|till|up\s+to)"
CORRECTED_PERIOD = re.compile(
    rf"{_CORRECTED}(?:only\s+)?(?P<period>{_BOUND}\s+(?:the\s+year\s+)?(?:19|20)\d\d(?:\s+on(?:wards?)?)?){_NOT_ANOTHER}(?:{_BOUND}\s+)?"
    r"(?P<wrong>(?:19|20)\d\d)(?:\s+on(?:wards?)?)?(?:[\s,]+(?:please|pls|then|thanks|sorry))*+\W{0,9}$",
    re.I,
)
"""Correction of the period of the last question: "sorry, since 2010, not 2015"."""
RECENT_ALONE = re.compile(
    rf"{_CORRECTED}(?:(?:i|we|want|wanted|need|prefer|only|just|the|show|give|me|us|please|pls|with|to|in|for)\s+)*+(?:most\s+)?"
    rf"(?:recent|new|(?P<old>old))\s+{TEXTS_OF_AGE}(?:[\s,]+(?:please|pls|instead|then|now|only|thanks))*+\W{{0,9}}$",
    re.I,
)
"""Follow-up that asks for recent or old texts: "no wait I meant the recent ones"."""
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
    r"(?:no|yes|not|nothing|none|useful|helpful|good|great|true|correct|right|mentioned|said|any|anything|all|both|thanks|also|just|only"
    r"|more|my|we|i|you|they|there|one)"
)
"""Words behind "actually" by which it corrects nothing."""
RATHER = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:or|but|oh|uh+|um+|sorry|actually){_BREAK})*+"
    rf"(?:(?:(?<=no\s)wait|(?<=or\s)rather|(?:scratch|strike)\s+that){_BREAK}"
    rf"|(?:wait|hang\s+on|hold\s+on|oops|correction|my\s+(?:bad|mistake)|rather|{_NOT_THAT}|(?:forget|never\s+mind)\s+(?:that|it))"
    rf"\s*+[,.;:!…–—-](?:{_BREAK})?+|(?:(?<=\bactually\s)|(?<=\bactually,\s))(?!{_NO_TOPIC}\b))"
    rf"(?:(?:no|sorry|actually|rather){_BREAK})*+"
    rf"(?P<meant>(?!(?:{ASKING}|and|or|but|that|this|it|stop|ok(?:ay)?|phone|wrong|typo|never|checking)\b)[^\s?]++(?:\s++[^\s?]++){{0,4}}+)$",
    re.I,
)
"""Correction of the topic of the last question, without "I meant": "no wait, young mediators"."""
_RESULTS = r"(?:search(?:es)?|answers?|results?|hits?|list|question|query|scope|paragraphs|quotes|ones)"
NARROWED = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:and|but|now|then|please|pls|just|can|could|would|will|you|we|i|i['’]d|want|need|like|to|let['’]?s|let\s+us)[\s,]++)*+"
    r"(?:narrow|limit|restrict|confine|constrain|reduce|filter|focus|cut|trim|keep|stick|shrink|whittle)"
    rf"(?:\s+(?:it|this|that|these|those|them|things|everything|yourself|ourselves|down|only|just|(?:(?:the|your|my|these|those)\s+)?{_RESULTS}))*+"
    r"\s+(?:to|for|by|on)\s+(?:only\s+|just\s+)?+(?P<limit>\S.{1,80})$",
    re.I,
)
"""Follow-up that limits with a verb: "narrow it down to 2013", "filter for operative ones"."""
NO_BUT = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?<=\bno[,.:;!]\s)|(?<=\bno\s[–—-]\s)|nope[,.:;!–—-]++\s++)(?P<meant>(?!(?:{ASKING}|and|or|but|so|that|this|these|those|it|its|they"
    r"|there|he|she|we|you|i|i['’]?\w+|not|no|none|nothing|nobody|never|thanks?|thx|please|pls|sorry|wait|really|again|further|next|more|stop|ok(?:ay)?|fine|good"
    r"|wrong|typo|problem|need|worries|way|idea|chance|longer|actually|rather|try|search|look|say|go"
    r"|(?:the\s+)?(?:resolutions?|texts?|ones?|paragraphs?))\b)"
    r"[^\s?]++(?:\s++[^\s?]++){0,2}+)$",
    re.I,
)
"""Correction of the topic of the last question behind "no": "no, young mediators"."""
_LIFT = (
    r"(?:(?:drop|remove|lift|forget|ignore|clear|delete|cancel|skip|without|no|not|never\s+mind|regardless\s+of|take\s+(?:off|away|out)"
    r"|leave\s+(?:off|out)|get\s+rid\s+of)\s+)(?:(?:the|that|this|these|those|any|all|my|more)\s++)*+"
)
_ANY = r"(?:(?:in|from|for|of|at|across|over|on)\s+)?(?:any|all|every|whatever|whichever|either|both)\s++(?:the\s++)?"
_LIMIT = r"(?:\s+(?:limits?|filters?|restrictions?|range))?"
_WHOLE_LIBRARY = (
    r"(?:(?:in|across|over|throughout|through)\s+)?(?:the\s+)?(?:whole|entire|full)\s+(?:library|corpus|collection)"
    r"|(?:across|throughout|in)\s+the\s+library"
)
_AGE = r"(?:(?:old|new)(?:er)?|earlier|later|(?:more\s+)?recent)"
_WELCOME = (
    rf"(?:(?:any|all|every)\s+(?:years?|dates?|times?|periods?)|(?:the\s+)?{_AGE}(?:\s+(?:and|or)\s+{_AGE})?\s+{TEXTS_OF_AGE})"
    r"\s+(?:are|is|would\s+be|will\s+be|also\s+count|count|will\s+do|would\s+do)(?:\s+(?:also|just|all|perfectly|quite))?"
    r"(?:\s+(?:fine|ok(?:ay)?|good|great|welcome|all\s+right|alright))?(?:\s+(?:by|with|for)\s+(?:me|us))?(?:\s+(?:too|as\s+well))?"
)
_DATES_LIFTED = (
    rf"{_LIFT}(?:dates?|years?|periods?|times?){_LIMIT}|{_WELCOME}|{_ANY}(?:years?|dates?|times?|periods?)|any\s?time|whenever"
    r"|(?:no\s+matter|it\s+does\s*n['’]?t\s+matter|does\s*n['’]?t\s+matter|i\s+do\s*n['’]?t\s+care)\s+(?:when|(?:what|which)\s+year)"
)
_KINDS_LIFTED = (
    rf"{_LIFT}(?:kinds?|types?){_LIMIT}|{_ANY}(?:kinds?|types?|sorts?)(?:\s+of\s+(?:paragraphs?|paras?|clauses?))?"
)
_RESOLUTIONS_LIFTED = (
    rf"{_LIFT}resolutions?{_LIMIT}|(?:in|from|across|of)\s+(?:any|every|whatever|whichever)\s+(?:resolution|text)"
    r"|(?:in|across|from)\s+all\s+(?:of\s+)?(?:the\s+)?(?:resolutions|texts)|any\s+resolution|(?:in\s+)?everywhere"
)
LIFTED = re.compile(
    rf"^{PLEASANTRY}(?:(?:and|but|or|now|then|please|pls|can\s+you|could\s+you|just|show|give|me|search|look|what\s+about|how\s+about)\s++)*+(?:"
    rf"(?P<dates>{_DATES_LIFTED})|(?P<kinds>{_KINDS_LIFTED})|(?P<resolutions>{_RESOLUTIONS_LIFTED})"
    rf"|(?P<every>{_LIFT}(?:limits?|limitations?|filters?|restrictions?)|{_WHOLE_LIBRARY}))"
    r"(?:\s++(?:please|pls|then|now|again|instead|thanks|at\s+all))*+\W{0,9}$",
    re.I,
)
"""Follow-up that only lifts limits: "in any year", "drop the date", "both kinds please", "no limits"."""
_WIDENING = (
    rf"^{PLEASANTRY}(?:(?:and|but|or|now|then|please|pls|no|can\s+you|could\s+you|just|search|look|in|back\s+to)"
    r"\s++)*+"
)
_WIDENED_AT_END = r"(?:[\s,]++(?:please|pls|then|now|again|instead|thanks|too|as\s+well|also))*+\W{0,9}$"
_A_KIND = (
    r"(?:operatives?|ops|preambles?|preambular|pps|recitals)"
    r"(?:\s++(?:ones?|parts?|para(?:graph)?s?|clauses?|sections?))?"
)
_ONE_NAMED = (
    r"(?:(?:(?:resolution|res\.?|unscr|s/res/)\s*+)?+(?P<number>\d{3,4})(?:\s?\((?:19|20)\d\d\))?+"
    r"|(?:that|this)\s+(?:resolution|text))"
)
"""Resolution that was named before: "2143", "that resolution"."""
DROPPED = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:and|but|now|then|please|pls|just|let['’]?s|you\s+can)[\s,]++)*+"
    r"(?:(?:forget|skip|drop|ignore|disregard|never\s*mind|enough\s+(?:of|about|with)|leave|put|set)"
    rf"(?:\s+about)?)\s+{_ONE_NAMED}(?:\s+(?:aside|alone|out|altogether|entirely|for\s+(?:now|a\s+moment)|now|then|please|pls))*+"
    r"(?:\s*+$|(?:\s*+[,.;:!?–—-][\s,.;:!?–—-]*+|\s++(?=(?:and|but)\s))(?:(?:and|but|so|now|then)[\s,]++)*+(?!\d)(?P<rest>.*)$)",
    re.I,
)
"""Follow-up that gives up a resolution, and what it asks for behind that: "forget 2122. What about elections?"."""
NOT_ONLY_BEHIND = re.compile(
    rf"^(?P<rest>[^.;:?!\n]{{3,80}}?)(?:\s*+[,;(–—-]\s*+(?:(?:and|but)\s+)?|\s+)not\s+(?:only|just|merely)\s+(?:(?:in|from|of)\s+)?"
    rf"(?:{_ONE_NAMED}|(?:that|this)\s+one)(?:\s+(?:please|pls))?\W{{0,9}}$",
    re.I,
)
"""Follow-up that does not want one resolution only: "elections, | not just in 2122"."""
_NOT_ONLY = (
    r"(?:not\s+(?:only|just|merely)|(?:(?:do\s*n['’]?t|do\s+not|never|stop|without|no\s+need\s+to|not)\s+)(?:only\s+|just\s+)?"
    r"(?:limit|restrict|confin|narrow|look|search|stick)(?:e?d|e|ing|king)?(?:\s+(?:it|this|that|yourself|the\s+search|down|only|just))*+\s+(?:to|in|at))"
)
_EVERYWHERE = (
    r"(?:(?:i|we|want|need|show|give|me|all|every|any|of|them|these|those|everywhere|anywhere|everything|resolutions?|texts?|please|pls|across"
    r"|the|library)\b[\s,;–—-]*+)*+"
)
WIDER_ALONE = re.compile(
    rf"{_WIDENING}(?:{_EVERYWHERE}{_NOT_ONLY}\s+(?:(?:in|from|since|before|after|until|the|resolution|year|of)\s++)*+"
    rf"(?:\d{{3,4}}|(?:that|this)\s+(?:one|resolution|text|year|period)|{_A_KIND})"
    rf"|(?P<beyond>(?:(?:go|going)\s+)?beyond\s+{_ONE_NAMED})"
    r"|(?:(?<=in\s)all\s+of\s+(?:them|these|those)|all\s+of\s+(?:them|these|those)(?=\s+again\b))|across\s+the\s+board|(?:all|every)\s+(?:of\s+)?(?:the\s+)?(?:resolutions|texts)"
    rf"|(?:the\s+)?(?:other|earlier|older|later|newer)\s+(?:ones|resolutions|texts|years|periods)(?=\s+(?:too|as\s+well|also)\b)|the\s+(?:whole|entire|full)\s+(?:period|time))"
    rf"{_WIDENED_AT_END}",
    re.I,
)
"""Follow-up that widens limits of the last question, of any sort: "not only 2143", "in all of them"."""
KIND_TOO = re.compile(
    rf"{_WIDENING}(?:everything|(?:also|plus|add)\s+(?:the\s+)?{_A_KIND}|(?:the\s+)?{_A_KIND}\s+(?:too|as\s+well|also)"
    rf"|(?:both\s+)?(?:the\s+)?{_A_KIND}\s+and\s+(?:the\s+)?{_A_KIND}){_WIDENED_AT_END}",
    re.I,
)
"""Follow-up that wants paragraphs of the other kind, too: "operative ones too", "everything please"."""
OTHER_TEXTS = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?)[\s,]+)*(?:(?:what|how)\s+about\s+(?:all\s+)?(?:the\s+)?(?:others|rest|other\s+(?:ones|resolutions|texts))"
    r"|(?:in\s+)?(?:the\s+)?other\s+(?:resolutions|texts))(?:\s+(?:then|please|pls))?\W{0,9}$",
    re.I,
)
"""Follow-up that asks the last question of other resolutions: "what about the others?"."""
WIDENED = re.compile(
    rf"^(?!(?!(?:what|how)\s+about\b)(?:{ASKING})\b)(?P<asked>[^.;:?!\n]{{3,80}}?)(?:(?:\s*+[.?!;,–—-]\s*+(?:but\s+|and\s+)?|\s+but\s+)(?P<lifted>{_DATES_LIFTED}|{_KINDS_LIFTED}"
    rf"|{_RESOLUTIONS_LIFTED}|(?:any|all|every)\s+(?:resolutions?|texts?)|anywhere|{_WHOLE_LIBRARY})"
    r"|\s+(?P<behind>(?:in|across|from)\s+(?:any|all|every)\s+(?:of\s+)?(?:the\s+)?(?:resolutions?|texts?|years?)|everywhere|anywhere"
    r"|(?:in|across|throughout)\s+the\s+(?:(?:whole|entire|full)\s+)?library))"
    r"(?:\s++(?:please|pls|then|now|too|again|instead|thanks))*+\W{0,9}$",
    re.I,
)
"""Follow-up that names a topic and then lifts limits: "same for hospitals, any resolution"."""
ASKS_IN_FULL = re.compile(rf"(?!(?:what|how)\s+about\b)(?:{ASKING})\b", re.I)
"""Beginning of a question that is complete, unlike "what about elections?"."""
NOTHING_WIDENED = re.compile(
    r"^\W*(?:(?:and|but|or|ok|okay|please|pls|the|same|so|then|now|it|that|this|them|not|no|yes|search|look|check|try|find|what|about|show|me|just)\b"
    r"\W*)+$",
    re.I,
)
"""Words before lifted limits that are no topic: "please search"."""
IN_A_YEAR = re.compile(r"\b(?:in|of|from|during)\s+(?:the\s+year\s+)?(?:19|20)\d\d\b", re.I)
"""Year in a question; "drop the date" after it removes the year."""
IN_ONE_YEAR = re.compile(r"\bin\s+(?:the\s+year\s+)?(?:19|20)\d\d\b", re.I)
"""Year that limits if nothing else is asked: "was there none in 2013?"."""
OTHERS_ALONE = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:and|but|so)\s+)*+(?:(?:are|is)\s+there\s+(?:also\s+)?)?+"
    r"(?:(?:any\s+|some\s+)?other\s+(?:resolutions?|texts?|res)|(?:is|was)\s+(?:that|this|it|(?P<number>\d{3,4}))\s+the\s+only\s+(?:resolution|text|one))"
    r"(?:\s+(?:on|about)\s+(?:it|this|that|the\s+(?:same|topic|subject|matter)))?\W{0,9}$",
    re.I,
)
"""Follow-up for other resolutions on the same: "any other resolutions on this?", "is that the only one?"."""
DUTIES_ALONE = re.compile(
    rf"^(?>{PLEASANTRY})(?:(?:and|but|so)\s+)*+(?:i\s+(?:need|want)\s+)?+(?:(?:only|just)\s+)?+(?:show\s+(?:me\s+)?)?+(?:(?:only|just|the|their|all)\s+)*+"
    r"(?:(?:hard\s+|binding\s+|legal\s+)?(?:duties|obligations|demands|requirements|orders)|binding\s+(?:ones|paragraphs|parts|bits|clauses)"
    r"|what\s+(?:they|states|parties|we|it|he|the\s+parties)\s+(?:(?:must|have\s+to|has\s+to|need\s+to|are\s+obliged\s+to|is\s+obliged\s+to)(?:\s+do)?))"
    r"(?:\s+(?:only|please|pls))*\W{0,9}$",
    re.I,
)
"""Follow-up for what is asked of somebody, and nothing else, which operative paragraphs say: "only the demands"."""
COMPLAINT = re.compile(
    r"^(?:(?:no|nope|ok|okay|hm+|sorry|but)[\s,.!]{1,3}){0,3}(?:(?:that['’]?s|that\sis|these\sare|they(?:['’]re|\sare))\s)?"
    r"(?:(?:far\s|much\s|way\s)?too\s(?:old|new|recent|long|short|many|few|general|vague|broad|narrow)[\s,.;:!–-]{1,4}"
    r"|you\s(?:misunderstood(?:\sme)?|got\s(?:me|it|that)\swrong)[\s,.;:!–-]{1,4}(?:i\s(?:mean|meant)\s)?|i\ssaid[\s:]{1,2})"
    r"(?=\w{3})",
    re.I,
)
"""Complaint before a correction: "too old, | only since 2019", "I said | operative"."""
