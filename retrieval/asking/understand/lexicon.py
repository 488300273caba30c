"""Lexicon of query understanding: every pattern and word list. A new phrasing is a row here.

Each has a test case in tests/retrieval/asking/understand/cases.txt; tests/test_patterns.py measures its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from retrieval.asking.understand.finding import Period, Reads, ReplyKind, Sign, Stated, When
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.months import MONTH

# Words, and the marks left over when some are removed.

WORD_CHARACTER = re.compile(r"[^\W_]")
CONTENT_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
PUNCTUATION = re.compile(r"[^\w\s]")
EMPTY_BRACKETS = re.compile(r"\(\s*\)")
BLANK_BEFORE_STOP = re.compile(r" (?=[,;:?!.)])")
STOPS_BEFORE_STOP = re.compile(r"(?<![,;:.])[,;:.]+(?=[,;:?!])")
EMPTY = frozenset(
    "a about all also an and any anything are but did do does for from have how i in is it just language me need of on "
    "only or para paras paragraph paragraphs please pls resolution resolutions say says something text texts that the "
    "there these this those to un un's us what where which with wording".split()
)

# Small talk. Possessive: no backtracking into a word or phrase, so that the time is linear.

_GREETING = (
    r"(?:hi+|hey+|hello+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|salut|bonjour|hola"
    r"|how are you)"
)
_THANKED_FOR = r"for (?:that|this|your help|the help|your time|any help)"
_THANKS = (
    rf"(?:(?:many )?thank(?:s|(?= yo?u\b))(?: (?:you|u|a lot|a bunch|so much|very much|again|a million|in advance"
    rf"|{_THANKED_FOR}))*+|(?:thx|ty|tysm)(?: (?:in advance|so much|a lot))?+|cheers|merci|much appreciated"
    r"|appreciate it)"
)
_PRAISE = (
    r"(?:that'?s|that (?:is|was)|this is|very|super|really|so|all|(?:just|exactly) what i needed|great|perfect|awesome"
    r"|excellent|wonderful|brilliant|helpful|useful|cool|nice|good|fine|ok(?:ay)?|got it|lovely|amazing|love it"
    r"|well done|bye|goodbye|see you|have a (?:nice|good|great) (?:day|one|evening|weekend))"
)
_SOCIAL = r"(?:there|all|everyone|everybody|team|bot|clausebot|folks|guys|how are you(?: doing)?(?: today)?|what'?s up)"
_BETWEEN = r"[\s,.!?;:)(\-–—]*+"
GREETING = re.compile(rf"{_BETWEEN}{_GREETING}\b(?:{_BETWEEN}{_SOCIAL}\b)*+{_BETWEEN}", re.I)
THANKS = re.compile(
    rf"(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL})\b)*+{_BETWEEN}{_THANKS}\b(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL})\b)*+{_BETWEEN}",
    re.I,
)
HELP = re.compile(
    r"\W*+(?:help(?: me)?|(?:what|which things) (?:else )?(?:can|do|could) you (?:do|know|answer|offer)"
    r"(?: (?:here|for me))?"
    r"|what (?:else )?(?:can|may|should|could) i ask(?: you)?|(?:show|tell) me what you can do|what are you able to do"
    r"|how (?:do|can|should) i (?:use|talk to|work with|ask) (?:you|this|it|clausebot|(?:the|this) bot|a question)"
    r"|what (?:kinds? of |sorts? of )?questions (?:can|may|do) (?:i ask(?: you)?|you (?:answer|understand))"
    r"|what (?:can|does) (?:the|this) bot do|what is (?:the|this) bot for|(?:how )?can you help(?: me)?|how do you work"
    r"|how does (?:the|this) bot work|what(?:'s| is) (?:this|clausebot)|commands|usage|instructions)\b\W*+",
    re.I,
)
_HOW = (
    r"(?:how (?:do|can|could|should|would|to)(?: (?:i|we|you|one))?|(?:can|could|may) (?:i|we|you)|is there a way to"
    r"|where (?:do|can) i)"
)
_ONES = r"(?:(?:a|an|any|another|some|more|new|my|our|own|other|missing|the|these|this|that|all|your|few|of) ){0,4}+"
_TEXTS_HELD = r"(?:(?:un |security council )*+(?:resolutions?|texts?|documents?|paragraphs|clauses))"
_HERE = r"(?:the|this|your|my) (?:library|index|bot|database|data ?base|collection|list)"
_FILE = r"(?:word|excel|csv|pdf|docx|xlsx|markdown|bibtex|zotero|endnote|powerpoint|spreadsheet)"
_FOUND = r"(?:results?|answers?|quotes?|paragraphs?|clauses?|searches|citations?|collection|hits?|it|them|this)"
_TONGUE = (
    r"(?:french|spanish|arabic|russian|chinese|german|italian|portuguese|swahili|english|dutch|hindi|japanese|ukrainian"
    r"|turkish|(?:other|another|my own|my) languages?)"
)
_MINE = r"(?:my (?:questions?|queries|query|data|messages?|searches)|what i (?:ask|type|write|search(?: for)?))"
_OTHERS = (
    r"(?:(?:others|other people|anybody|anyone|everybody|everyone|people|my boss|my colleagues|colleagues)(?: else)?)"
)
_BOT = r"(?:you|this bot|the bot|clausebot|this tool|this app|this thing|this)"
_BEING = (
    r"(?:(?:an? )?(?:real )?(?:bot|human being|human|robot|ai|person|machine|program|computer|chatbot|llm|chat ?gpt|gpt"
    r"|claude|gemini|language model|real|alive))"
)
_MISSED = (
    r"(?:wrong|incorrect|useless|not (?:right|correct|true|helpful|useful|relevant|it|an answer|a good answer)"
    r"|not (?:really )?what i (?:asked(?: for)?|meant|wanted|need(?:ed)?|was looking for))"
)
_HARDER = r"(?:try (?:harder|again|once more)|do better|look again|search again)"
_ABOUT_ITSELF: dict[ReplyKind, str] = {
    "adding": rf"""
        {_HOW} (?:add|upload|import|include|get|put|index|load) {_ONES}(?:resolutions?|documents?|texts?|files?|pdfs?
        |pages?)
        (?: s/res/\d{{1,4}}| \d{{3,4}})?(?: ?\(\d{{4}}\))?(?: (?:in|to|into|for) (?:you|it|here|{_HERE}))?
        |(?:{_HOW}|can you|please) add s/res/\d{{1,4}}(?: ?\(\d{{4}}\))?|{_HOW} (?:update|extend|change) {_HERE}
        |can you add {_ONES}(?:resolutions?|documents?|texts?)(?: s/res/\d{{1,4}}| \d{{3,4}})?(?: ?\(\d{{4}}\))?
        |add (?:a|another) (?:new )?resolution|(?:a|the|my) resolution is missing""",
    "quotes": rf"""
        (?:can|could|should|may) (?:i|we) (?:trust|rely on|cite|believe) (?:{_BOT}|(?:your|the|these|those) {_FOUND})
        |(?:are|is) (?:your|the|these|those|all) (?:quotes?|quotations|answers?|citations|paragraph numbers)
        (?: all)?(?: always)? (?:accurate|correct|exact|verbatim|reliable|real|right|true|word for word|made up
        |generated)
        (?: by (?:an )?ai)?
        |do you (?:ever |sometimes )?(?:make (?:things|stuff|quotes|it) up|make up (?:things|quotes|stuff|texts?)
        |hallucinate|lie
        |invent (?:things|quotes|texts?|paragraphs)|make mistakes|quote word for word|quote verbatim)
        |how (?:reliable|accurate|trustworthy) are (?:you|your (?:quotes|answers|citations))
        |how (?:do|can) i (?:know|be sure)(?: that)? (?:your|the|these) (?:quotes|answers|citations) are
         (?:right|correct|accurate|real|true|verbatim|exact)
        |how (?:do|can) i (?:check|verify) (?:a|your|the|these) (?:quotes?|answers?|citations?)
        |can you be trusted|are you (?:reliable|accurate|trustworthy|ever wrong|always right)""",
    "holdings": rf"""
        (?:which|what) {_TEXTS_HELD} (?:do you|does {_HERE}) (?:have|hold|know|cover|contain|include|use|search|quote)
        |(?:which|what) {_TEXTS_HELD} are (?:in {_HERE}|covered|included|loaded|indexed)
        |(?:list|show)(?: me)?(?: all)?(?: the| your)? {_TEXTS_HELD} (?:(?:that )?you (?:have|hold|know|cover)|(?:in
        |of) {_HERE})
        |how many {_TEXTS_HELD} (?:do you|does {_HERE}) (?:have|hold|know|cover|contain)
        |how many {_TEXTS_HELD} are in {_HERE}
        |what(?:'s| is) in {_HERE}|do you have (?:all|every)(?: of)?(?: the)? {_TEXTS_HELD}
        |what(?:'s| is| are) your (?:sources?|data ?base|library|coverage|corpus|data sources?)|what do you (?:have
        |hold|cover)
        |what(?:'s| is) your (?:newest|latest|oldest) resolution""",
    "privacy": rf"""
        who(?: else)? (?:sees|can see|reads|can read|gets|has access to|knows) {_MINE}
        |(?:are|is) {_MINE} (?:private|stored|saved|logged|recorded|kept|anonymous|confidential|safe|secure|tracked
        |shared)
        |do you (?:store|save|keep|log|record|share|track|sell|remember|read) {_MINE}|do you track me
        |what (?:do you do|happens) (?:to|with) {_MINE}|where do {_MINE} go|where (?:are|is) {_MINE} (?:stored|kept
        |saved)
        |(?:can|do|will) {_OTHERS} (?:see|read|find) {_MINE}|how long (?:do you (?:keep|store)|(?:are
        |is)) {_MINE}(?: kept| stored)?
        |(?:can you )?(?:delete|erase|forget) {_MINE}|how (?:do|can) i (?:delete|erase) {_MINE}
        |(?:is this (?:bot|chat|channel)|are you) (?:private|confidential)|do you send {_MINE} (?:anywhere|to anyone
        |to openai|to the cloud)""",
    "exporting": rf"""
        (?:{_HOW}|can you) (?:export|download|save|print|get|copy|send me|give me|make|create
        |paste) {_ONES}(?:{_FOUND} )?
        (?:(?:to|in|into|as|for) )?(?:an? )?(?:ms |microsoft )?{_FILE}(?: (?:file|document|table))?
        |{_HOW} (?:export|download) {_ONES}{_FOUND}|{_HOW} save {_ONES}(?:results?|answers?|quotes?|citations?
        |searches)
        |export(?: {_ONES}{_FOUND})?(?: (?:to|as|into) {_FILE})?|is there an export(?: function| button)?
        |do you (?:have|support) (?:an )?exports?""",
    "languages": rf"""
        (?:can|could|do|will|would) you (?:please )?(?:answer|reply|respond|speak|talk|understand|write|read
        |quote)(?: to me)?(?: in)?
         (?:any )?{_TONGUE}(?: too| as well)?
        |(?:can|may|could) i (?:ask|write|type|search)(?: you)?(?: questions?)? in {_TONGUE}
        |(?:which|what) languages? (?:do you|can you|can i|does {_BOT}) (?:speak|understand|support|answer in|ask in
        |use|write in|know)
        |(?:answer|reply|respond|speak)(?: (?:to )?me)?(?: in)? {_TONGUE}|in {_TONGUE} please
        |(?:can|could) you translate(?: (?:this|that|it|them|these|the (?:answers?|paragraphs?|quotes?)))?(?: (?:in
        |to|into) {_TONGUE})?
        |is there an? {_TONGUE} version(?: of {_BOT})?|parlez[- ]vous fran[cç]ais|habla (?:usted )?espa[nñ]ol
        |are you multilingual""",
    "self": rf"""
        who (?:are you|(?:made|built|wrote|created|developed|programmed|designed|runs|owns|maintains|trained
        |is behind) {_BOT})
        |what(?: exactly)? are you|what(?:'s| is) your name|are you {_BEING}(?: or (?:just )?{_BEING})?
        |am i (?:talking|speaking|chatting|writing) (?:to|with) {_BEING}(?: or {_BEING})?|is (?:this|that|it) {_BEING}
        |(?:which|what) (?:model|ai|llm) (?:do you use|are you|is behind {_BOT})|do you (?:use|run on) {_BEING}
        |are you (?:made by|from|part of|run by|owned by) the (?:un|united nations)
        |(?:is {_BOT}|are you) (?:an )?official(?: un)?(?: (?:bot|tool|service|app))?""",
    "retry": rf"""
        (?:(?:no|nope|hm+|sorry|but|well)[ ,.!]*+)?(?:(?:that|this|it|you)(?:'s|'re| is| are| was) {_MISSED}
        |(?:(?:a|the) )?wrong answer
        |bad (?:answer|bot)|{_HARDER}|not what i (?:asked(?: for)?|meant|wanted|need(?:ed)?|was looking for)
        |you (?:misunderstood(?: me)?|(?:did not|didn't) understand(?: me)?|got (?:it|that) wrong|missed the point)
        |(?:that|this|it) (?:did not|didn't|does not|doesn't) (?:help(?: me)?|answer (?:my|the) question))
        (?:[ ,.!]++(?:please |and )?(?:{_HARDER}|again))?""",
}
ABOUT_ITSELF = tuple(
    (
        kind,
        re.compile(
            r"(?:(?:so|ok|please|pls|(?:can|could) you tell me|tell me) )?+"
            rf"(?:{''.join(line.removeprefix(' ' * 8) for line in said.strip().splitlines())})"
            r"(?: (?:please|pls|then|exactly|here|right now|now))?\W*+",
            re.I,
        ),
    )
    for kind, said in _ABOUT_ITSELF.items()
)
"""Questions about the bot itself, by kind. They are matched against a whole message: with a topic, it is a search."""
EMOJI_NAME = re.compile(r":[a-z0-9_+-]+:")
NEITHER_WORD_NOR_STOP = re.compile(r"[^\w\s.,;:!?'()/&-]")

# Noise around a question.

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
FORWARDED = re.compile(r"[-_ ]*+(?:original|forwarded) message[-_ :]*+")
SETS_OFF = re.compile(r"(?:(?<!\b[DM]r)(?<!\bMrs)(?<!\bMs)[.?!;,:\n–—]|\s-(?=\s))[.?!;,:\n–—]*+[\"”’')\]]*+")
AROUND_A_PART = " \t\n.,;:!?–—-()[]\"'“”‘’"
LEFT_AT_END = " \t\n,:–—-"
_NAMES = r"(?: (?-i:[A-Z][a-z'-]++\.?)){0,3}+"
_GREETED = (
    r"(?:there|all|everyone|everybody|team|bot|clausebot|folks|guys|friends?|colleagues?|again|how are you(?: doing)?"
    r"(?: today)?|what's up)"
)
_FEW = "{0,4}+"  # of words that are said more than once, so that the time is linear
_LITTLE = r"(?:quick|short|small|simple|easy|urgent|silly|stupid|dumb|basic|little|brief)"
_THANKED = rf"(?:(?:and|ok(?:ay)?|great|perfect) ){_FEW}{_THANKS}(?: (?:{_PRAISE}|{_SOCIAL}|{_GREETED})){_FEW}{_NAMES}"
_HOPED = r"(?:i )?hope (?:you|this|all|everyone|everybody)\b[\w\s']*?(?:well|good|fine|great|weekend|week|day|time)"
_EXCUSED = rf"(?:so |very ){_FEW}sorry(?: (?:to bother (?:you|everyone)|for (?:the|another|my) [\w\s]++))?"
OPENS_POLITELY = (
    re.compile(rf"(?:{_GREETING}|dear(?=\s))(?: (?:{_GREETED}|sirs?|or|madam)){_FEW}{_NAMES}", re.I),
    re.compile(rf"@[\w.-]++|{_GREETED}|excuse me|pardon(?: me)?|fyi|re|fwd?|aw", re.I),
    re.compile(
        rf"(?:(?:i have|i've(?: got)?|just|here is|here's|so) ){_FEW}(?:(?:a|an|one|another|my) )?(?:{_LITTLE} ){_FEW}"
        r"questions?(?: (?:for|to) (?:you(?: all)?|(?:the )?(?:bot|clausebot|team|group)))?",
        re.I,
    ),
    re.compile(rf"{_THANKED}|{_HOPED}|{_EXCUSED}", re.I),
)
"""Parts of a message that greet, address or excuse."""
CLOSES_POLITELY = (
    re.compile(rf"{_THANKED}|{_HOPED}|{_EXCUSED}", re.I),
    re.compile(r"(?:cc:? )?+@[\w.-]++(?:,? @[\w.-]++){0,4}+", re.I),
    re.compile(r"any help (?:is |would be )?(?:(?:much|greatly|highly) )?appreciated|(?:greatly )?appreciated", re.I),
    re.compile(
        rf"(?:(?:kind(?:est)?|best|warm(?:est)?|with|many) ){_FEW}(?:regards|wishes)(?: from)?{_NAMES}"
        rf"|best|sincerely|yours(?: (?:sincerely|truly|faithfully))?+{_NAMES}|all the best|bye(?:[ -]bye)?|goodbye"
        r"|see you|have an? (?:nice|good|great|lovely) \w++|take care|(?:talk|speak) soon|sent from my \w++(?: \w++)?",
        re.I,
    ),
)
"""Parts of a message that thank, excuse or sign."""
SIGNED = re.compile(r"(?:[A-Z][a-z'-]*+\.?(?:\s(?=[A-Z])|$)){1,3}")
QUOTED = (
    re.compile(r"[\"“„«](?P<inside>[^\"“”„«»]*+)[\"”“»](?P<stop>[.?!]*+)"),
    re.compile(r"['‘](?P<inside>[^'‘’]*+(?:['’]\w[^'‘’]*+)*+)['’](?P<stop>[.?!]*+)"),
)
UNSET_THANKS = re.compile(rf"(?:and )?{_THANKS}(?: (?:{_PRAISE}|{_SOCIAL}))*+|(?:cc )?+@[\w.-]++(?: @[\w.-]++)*+", re.I)
BEFORE_MEANT_THANKS = frozenset(
    "a an any and by deep deepest express expressed expresses expressing for gave give given gives giving her his in "
    "its my no not of offer offers our owe owes say said says sincere some that the their to what when where which who "
    "whom why with your".split()
)
"""Words before thanks that are a part of the question: "which resolution expresses its thanks"."""

# Spelling.

FIELD_WORDS = frozenset(
    "addis bicommunal birthdates bissau boko darfur demining demob goma haram janjaweed juba kigali kivu kosovo mopti "
    "normatively operationalize peacebuilders peacebuilding peacekeeper santo shabab sharia sudanese timor workplan "
    "yazidi yezidi".split()
)
"""Words and names of the field that an English dictionary lacks."""
CANDIDATE = re.compile(r"(?<![\w@#/.'’-])[^\W\d_]+(?![\w@/'’]|[-.]\w)")

# Kinds of paragraph on their own, and openings of a pasted paragraph.

KIND_WORDS = frozenset("preamble preambular recital recitals pp pps operative operatives op ops annex annexes".split())
SHOWING = frozenset(
    "abstract again ask asks brief briefly called can complete content contents could cover covers deal deals "
    "describe description detail details did display dr entire exact exactly explain explained explanation fetch "
    "find full fulltext get gist give go goes hello here hey hi i'd i'm in-depth introduce its kindly know let "
    "letter like look main mean means my now number once open original our outline overview pages paste point "
    "plz points present print provide pull quick quickly quote quotes read reads recap res resolution's rundown scr "
    "see send short show showing shown shows so state stated states summarise summarised summarises summarize "
    "summarized summary synopsis tell thank thanks that's thx tl tldr u un unsc unscr up us verbatim view want "
    "was we were what's whats whole word words would written wrote you your".split()
)
"""Words of a request to show or sum up a resolution or a paragraph, besides the empty ones."""
LINK = re.compile(
    r"<?(?:https?://)?(?:www\.)?(?:undocs|docs\.un|documents\.un)\.org/[^\s<>|]{0,80}?S(?:/|%2F)RES(?:/|%2F)(?P<number>\d{1,4})"
    r"(?:(?:%20|\s)?(?:\(|%28)(?P<year>\d{4})(?:\)|%29))?[^\s<>|,;?!)]{0,80}(?:\|[^<>]{0,80})?>?",
    re.I,
)
"""Link to a resolution, in Slack's form, too: "<https://undocs.org/S/RES/1325(2000)|S/RES/1325 (2000)>"."""
DRAFTED = re.compile(
    r"[\W\d]*(?:Acknowledg|Affirm|Appreciat|Authori[sz]|Bear|Call|Commend|Condemn|Confirm|Consider|Decid|Demand|Deplor|Determin"
    r"|Direct|Emphasi[sz]|Encourag|Endors|Express|Hav|Highlight|Invit|Not|Pay|Reaffirm|Recall|Recogni[sz]|Recommend|Regret"
    r"|Reiterat|Reject|Remain|Remind|Renew|Request|Requir|Resolv|Stress|Support|Tak|Underlin|Underscor|Undertak|Urg|Welcom)"
    r"(?:s|es|ing)\b"
)

# Resolutions and paragraphs, and the words around them that distinguish a filter from a topic.

_NAME = (
    r"(?:(?<!['’])\bs\s*+/?+\s*+res\s*+/?+\s*+|\b(?:unscr|unsc|scr)\s*+-?\s*+(?:res(?:olution)?s?\.?\s*+)?"
    r"|\b(?:(?:un\s++)?security council\s++)?resolutions?\s++(?:no\.?\s*+)?|\bres\.?\s*+|\br\.?)"
)
_DIGITS = r"(?<![\w,./$€£-])\d{3,4}(?![\w%]|[,.]\d|-\d)"
_DIGITS_AFTER_NAME = r"\d{1,4}(?![\w%]|[,.]\d|\s?[-–]\s?\d)"
_YEAR_OF_SYMBOL = r"(?:\s*\(\s*(?:19|20)\d\d\s*\)|,?\s(?:of|from)\s(?:19|20)\d\d(?!\w))?"
YEAR_AT_END = re.compile(r"(?:\(\s?|\b(?:of|from)\s)(\d{4})\s?\)?$", re.I)
MENTION = re.compile(
    rf"(?P<name>{_NAME})(?P<a>{_DIGITS_AFTER_NAME}){_YEAR_OF_SYMBOL}|(?P<b>{_DIGITS}){_YEAR_OF_SYMBOL}", re.I
)
ANOTHER = re.compile(
    rf"\s*+(?:,|/|&|\+|,?\s*+\b(?:and|or)\b)\s*+(?:{_NAME})?(\d{{3,4}}(?![\w%]|[,.]\d)){_YEAR_OF_SYMBOL}", re.I
)
_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_NTH_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_NTH_TEENS = (
    *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
    "twentieth",
)


def _counted(units: Sequence[str], teens: Sequence[str], thirty: str) -> dict[str, int]:
    tens = {f"{ten} {unit}": at + n for at, ten in ((20, "twenty"), (30, "thirty")) for n, unit in enumerate(units, 1)}
    return {word: n for n, word in enumerate((*units, *teens), 1)} | {thirty: 30} | tens


NUMBER_WORDS = _counted(_UNITS, _TEENS, "thirty")
ORDINALS = _counted(_NTH_UNITS, _NTH_TEENS, "thirtieth")


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(" ", "[ -]") for word in longest_first)


_FIGURES = r"\d{1,3}(?![\d%]|\.\d|(?:st|nd|rd|th)\b)"
_NUMERAL = rf"(?:{_FIGURES}|(?:{_any_of(NUMBER_WORDS)})\b)"
_SUB = r"(?:sub(?:[ -]?para(?:graph)?)?|letter|lit(?:era)?|item|indent)"
_LEVELS = (  # "(a) (ii)", "a", ", letter d", " c"
    rf"(?:\s?\([a-z]{{1,4}}\)|[a-z](?!\w)|,?\s?{_SUB}\.?\s?\(?[a-z]{{1,2}}(?![\w'’])\)?"
    r"|\s(?:[b-hj-m]|[ai](?=\s?(?:$|[,.;:?!)]|(?:of|in|from)\b)))(?![\w'’.]))*+"
)
_PARA = r"para(?:graph)?s?"
_PARA_KIND = (
    rf"annex,?\s?{_PARA}|operatives?(?:\s(?:{_PARA}|clauses?))?|op\.?\s?{_PARA}|ops?"
    rf"|preamb(?:ular|le)(?:,?\s(?:{_PARA}|clauses?|recitals?))?|pps?|recitals?|{_PARA}|§§?|¶"
)
_IN_PART = r"(?:\s(?:of|in)\sthe\s(?P<part>preamble|annex|operative\spart)(?!\w))?"


def _paragraph(kinds: str) -> str:
    again = rf"\s?(?:,|&|-|–|\band\b|\bto\b)\s?(?:(?:{kinds})\.?\s?)?{_FIGURES}{_LEVELS}"
    number = rf"(?:(?:no|nr|number)\b\.?\s?)?(?P<place>{_NUMERAL}{_LEVELS})(?P<more>(?:{again}){{0,9}})"
    letter = rf"(?:{_SUB}\.?\s?\(?(?P<letter>[a-z]{{1,2}})\)?\s(?:of|in|under)\s(?:the\s)?)?"
    return rf"{letter}(?P<kind>{kinds})[.-]?\s?{number}{_IN_PART}"


_PARAGRAPH = _paragraph(rf"{_PARA_KIND}|clauses?|art(?:icle)?s?|points?|items?|\#")
_NTH_PARAGRAPH = (
    rf"(?:the\s)?(?:very\s)?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|{_any_of(ORDINALS)}|last|final)\s"
    rf"(?P<kind>operative\s(?:{_PARA}|clause)|op\.?\s?{_PARA}|op|preamb(?:ular|le)\s(?:{_PARA}|clause|recital)|pp|recital"
    rf"|{_PARA}|clause)(?!\w)(?P<levels>{_LEVELS}){_IN_PART}"
)
_LETTERED_PLACE = r"(?P<place>\d{1,2}(?:(?:\s?\([a-z]{1,4}\))++|[a-l](?!\w)))"
_SEPARATED = r"(?:['’]s)?[\s,:;(–-]{0,3}(?:(?:in|at)\s)?(?:the\s)?"
_OF_BEFORE = r"\s?,?\s?(?:(?:of|in|from|under)\s)?(?:the\s)?(?:(?:un|unsc)\s)?\(?$"
PLACES_AFTER = (
    re.compile(rf"{_SEPARATED}{_PARAGRAPH}", re.I),
    re.compile(rf"{_SEPARATED}{_NTH_PARAGRAPH}", re.I),
    re.compile(rf"[\s,:;–-]{{1,3}}{_LETTERED_PLACE}", re.I),
)
"""Patterns of a paragraph behind its resolution: "1325 OP 8", "1325, last paragraph", "1325 8(b)"."""
PLACES_BEFORE = (
    re.compile(rf"(?<!\w){_PARAGRAPH}{_OF_BEFORE}", re.I),
    re.compile(rf"(?<!\w){_NTH_PARAGRAPH}{_OF_BEFORE}", re.I),
    re.compile(rf"(?<![\w.]){_LETTERED_PLACE}{_OF_BEFORE}", re.I),
)
"""Patterns of a paragraph before its resolution: "OP 8 of", "the last paragraph of", "8(b) of"."""
PLACES_ALONE = (
    re.compile(rf"(?<!\w){_paragraph(_PARA_KIND)}(?!\w)", re.I),
    re.compile(rf"(?<!\w){_NTH_PARAGRAPH}(?!\w)", re.I),
    re.compile(rf"(?<![\w.]){_LETTERED_PLACE}(?!\w)", re.I),
)
"""Patterns of a paragraph of a resolution that is not named."""
NUMBER_ALONE_AFTER = re.compile(r"[\s,:]{1,2}(?P<place>\d{1,2})(?=\W{0,3}$)")
PREAMBLE_BEFORE = re.compile(r"\bpreamble\s(?:of|to)\s(?:the\s)?$", re.I)
PLACE_IN_LIST = re.compile(
    rf"(?P<link>^|,|&|-|–|\band\b|\bto\b)\s?(?:(?P<kind>{_PARA_KIND})\.?\s?)?(?P<number>{_NUMERAL})(?P<levels>{_LEVELS})",
    re.I,
)
LEVEL_WORD = re.compile(rf"(?<![a-z]){_SUB}(?![a-z])", re.I)
_PART = (
    r"(?:ops?|pps?|para(?:graph)?s?|clauses?|preamble|text|wording|language|provisions?|articles?|sections?"
    r"|parts?|annex(?:es)?|words|sentences?|lines?|recitals?)"
)
PART_AND_BLANKS = re.compile(rf"{_PART}\s+", re.I)
RESOLUTION_ALONE = re.compile(r"resolutions?\s+", re.I)
GENITIVE = re.compile(r"['’]s\b")
ONLY_AFTER = re.compile(r"\s+only\b", re.I)
IN_BEFORE = re.compile(
    r"(?:\b(?:(?:according to|in|within|inside|under|from|as per|per|only|just|see|quote|compare|read|show(?: me)?"
    rf"|search|open)|\b{_PART}\s+(?:of|to))\s+(?:the\s+|both\s+|either\s+)?(?:un\s+)?)$",
    re.I,
)
OUTSIDE_BEFORE = re.compile(
    r"\b(?:not\s+(?:in|from|under)|outside(?:\s+of)?|other\s+than|except(?:\s+for)?|excluding|apart\s+from|besides"
    r"|aside\s+from|leaving\s+out|without)\s+(?:the\s+)?$",
    re.I,
)
_SAY = "ask|contain|cover|deal|define|demand|include|mention|oblige|recommend|request|require|say|set|talk|tell|urge"
_SAYS = (
    rf"(?:(?:{_SAY})s?|said|told|calls?\s+(?:for|on|upon)|condemns?|decides?|stress(?:es)?|recogni[sz]es?|provides?"
    r"|address(?:es)?|speaks?|suggests?|encourages?|expects?|wants?|allows?|bans?|forbids?|prohibits?)"
)
SAYS_AFTER = re.compile(rf"^\s+(?:also\s+|even\s+|ever\s+|really\s+|actually\s+)?{_SAYS}\b", re.I)
DOES_BEFORE = re.compile(r"\b(?:do|does|did|must|can|could|should|will|would)\s+(?:the\s+)?(?:un\s+)?$", re.I)
HAS_AFTER = re.compile(r"^\s+ha(?:s|ve)\s+(?:a|an|any|the|no)\b", re.I)
PART_AFTER = re.compile(rf"^'?s?\s+(?:operative\s+|preambular\s+)?{_PART}\b|^\s+only\b", re.I)
TOPIC_AFTER = re.compile(
    r"^(?:['’]s)?(?:\s+|-)(?:agenda|implement\w*|anniversar\w*|naps?|national|action|plans?|commitments?|goals?|targets?"
    r"|obligations?|framework|architecture|principles|committee|body|experts?|related|compliance|outreach|is|are|was"
    r"|were|ha(?:s|ve|d)\s+been|being)\b",
    re.I,
)
QUANTITY_AFTER = re.compile(
    r"^\s+(?:women|men|people|persons?|girls|boys|children|kids|civilians|soldiers|troops|peacekeepers|police|refugees"
    r"|cases|victims|survivors|staff|countries|states|days|weeks|months|years|km|miles|metres|meters|hours|euros?|dollars"
    r"|usd|eur|million|billion|percent|per\s+cent|pages|words|members)\b(?!['’])",
    re.I,
)
HAS_ANY_BEFORE = re.compile(r"\b(?:has|have)\s$", re.I)
ANY_AFTER = re.compile(r"^\s(?:anything|something|any|a|an|language|text|provisions?|paragraphs?)\b", re.I)
HOW_BEFORE = re.compile(r"\b(?:what|how|where|whether|if|which|who|when)\s$", re.I)
WITHIN_BEFORE = re.compile(
    rf"\b(?:according\sto|in|within|under|from|as\sper|per|see|quote|compare|read|show(?:\sme)?|search|open|{_PART}\s(?:of|to))\s(?:the\s)?$",
    re.I,
)
NO_RESOLUTION_BEFORE = re.compile(
    r"\b(?:year|years|room|page|number|around|roughly|some|nearly|almost|over|least|most|than|articles?|art\.?|rule|section|law|act"
    r"|bill|flight|route|form|iso|usd|eur)\s$",
    re.I,
)
NO_RESOLUTION_AFTER = re.compile(
    r"^(?:\s?(?:bce?|ad|ce|am|pm|hrs?|kg|g|m|km|mm|cm|°)\b|(?:\s[\w-]+){0,2}\s(?:conventions?|covenants?|protocols?|treaty"
    r"|treaties|charter|statute|agreements?|declaration|agenda|committees?|regime|panel|sanctions\slist|war|summit|act|constitution"
    r"|elections?)\b)",
    re.I,
)
FIRST_AS_YEAR, LAST_AS_YEAR = 1900, 2040
"""Numbers that are years where little says otherwise, whatever the library holds."""
LIST_BEFORE = re.compile(rf"\b(?:resolutions?|texts?|{_PART}|only|just)\s*\($", re.I)
COLON_AFTER = re.compile(r"^\s*(?::|,|\s[–—-]+\s)|^\s*[–—]")
ABOUT_AFTER = re.compile(r"^\s+(?:on|about|re|regarding)\b", re.I)
TOPIC_BEFORE = re.compile(
    r"\b(?:on|of|about|with|for|to|by|and|or|since|after|before|until|the|naps?|plans?|agenda|implement\w*|anniversar\w*"
    r"|vote[ds]?|adopt\w*|like|than)\s+(?:the\s+)?$",
    re.I,
)
SET_OFF_BEFORE = re.compile(r"[,;:(–—]\s*$|\s-+\s*$")
LIKENESS_BEFORE = re.compile(r"\b(?:like|similar\s+to|same\s+as|than|echo(?:es|ing)?|recall(?:s|ing)?)\s+$", re.I)

# Periods.

_YEAR = r"(?:19[4-9]|20[0-4])\d(?![\d/%]|,\d|\.\d)"
_WHEN = rf"(?:(?:the\s+)?(?:early|mid|late|beginning\s+of|start\s+of|end\s+of)[\s-]+)?(?:(?P<month>{MONTH})\s+)?"
_DATE = rf"{_WHEN}(?P<year>{_YEAR})"
_NOUN = (
    r"(?:resolutions?|texts?|decisions?|language|wording|documents?|mandates?|paragraphs?|paras?|clauses?|ops?|pps?)"
)
_TEXT = rf"{_NOUN}(?:\s+(?:only|adopted|passed))?"
_SMALL = "in|on|of|for|from|by|to|at|and|or|with|about|as|than|a|an|the|only|which|that|this|no|any|other|earlier"
AROUND_A_PERIOD = re.compile(
    r"(?:only|just|please|pls|texts?|resolutions?|ones?|anything|something|adopted|passed|and|in|from|the|un|council"
    r"|language|wording|operative|preamble|preambular|paras?|paragraphs?|ops?|pps?)\b",
    re.I,
)
ATTACHED_BEFORE = re.compile(rf"\b(?:{_TEXT}|adopted|passed|agreed|anything|something)\s*+,?\s*+$", re.I)
ONLY_BEFORE = re.compile(r"\b(?:only|just)\s+$", re.I)
TEXT_NOUN = re.compile(rf"\b{_NOUN}\b", re.I)
SPEAKER = re.compile(r"\b(?:council|unsc|resolutions?|texts?)\b", re.I)
SPEAKS = re.compile(
    r"\b(?:sa(?:y|id)|ask(?:ed)?|call(?:ed)?|decided?|adopt(?:ed)?|demand(?:ed)?"
    r"|urged?|requested?|condemn(?:ed)?|tell|told|agreed?|state[ds]?|mention(?:ed)?|welcomed?)\b",
    re.I,
)
GOES_ON = re.compile(
    r"\s*(?:[^\w\s]|$|(?:only|what|which|who|whose|how|when|where|why|is|are|was|were|do|does|did|has|have|any|on|in|about|mentioning|texts?"
    r"|resolutions?|language|wording|operative|preamble|preambular)\b)",
    re.I,
)
NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_PERIODS: tuple[tuple[str, Reads, When], ...] = (
    (
        rf"\b(?:(?:adopted|passed)\s+)?(?:between|from)\s+(?P<from>{_YEAR})\s*(?:and|to|until|till|through|-|–)\s*"
        rf"(?P<to>{_YEAR})",
        "between",
        "apart",
    ),
    (rf"(?<![\w/-])(?P<from>{_YEAR})\s*(?:-|–|—|to|through|until)\s*(?P<to>{_YEAR})(?![\w-])", "between", "apart"),
    (
        rf"\b(?:in|over|within|during|from)\s+the\s+(?:last|past)\s+(?:(?P<many>\d{{1,2}}|{'|'.join(NUMBERS)})\s+)?"
        r"(?P<unit>years?|decades?)\b",
        "last years",
        "anywhere",
    ),
    (r"\b(?:in|during|from|of)\s+the\s+(?P<decade>(?:19|20)\d0)s\b", "in decade", "apart"),
    (rf"\bfrom\s+{_DATE}\s+on(?:wards?)?\b", "since", "apart"),
    (
        rf"\b{_NOUN}\s+(?:(?:adopted|passed)\s+)?(?:(?:of|in)\s+|from\s+(?!(?:{MONTH}\s+)?\d{{4}}\s+on(?:wards?)?\b)){_DATE}",
        "in",
        "anywhere",
    ),
    (
        rf"\b(?:since|starting(?:\s+(?:in|from))?|from|not\s+before|(?:no|not)\s+earlier\s+than)\s+{_DATE}",
        "since",
        "apart",
    ),
    (rf"\b{_DATE}(?:\s+(?:onwards?|(?:and|or)\s+(?:later|after|newer))\b|\+)", "since", "apart"),
    (
        rf"\b(?:from\s+)?(?:after|later\s+than|newer\s+than|more\s+recent\s+than|past|post)[\s-]+{_DATE}",
        "after",
        "apart",
    ),
    (rf"\b(?:from\s+)?(?:before|earlier\s+than|prior\s+to|older\s+than|pre)[\s-]+{_DATE}", "before", "apart"),
    (rf"\b(?:up\s+to|(?:no|not)\s+later\s+than)\s+{_DATE}", "until", "apart"),
    (rf"\b(?:until|till|through|by)\s+{_DATE}", "until", "set off"),
    (rf"\b{_DATE}\s+(?:and|or)\s+(?:earlier|before|older)\b", "until", "apart"),
    (rf"\b(?:only|just|exclusively)\s+(?:the\s+)?{_DATE}\s+(?:{_TEXT}|ones?\b)", "in", "anywhere"),
    (rf"\b(?:only|just|exclusively)\s+(?:in\s+|from\s+|the\s+)?{_DATE}", "in", "apart"),
    (
        rf"(?<![\w-])(?:in\s+|from\s+|the\s+)?{_DATE}\s+"
        rf"(?:(?:(?P<what>(?!(?:{_SMALL})\b)[A-Za-z]+)\s+)?{_TEXT}\b|only\b(?=\s*(?:[^\w\s]|$)))",
        "in",
        "anywhere",
    ),
    (rf"\b(?:adopted|passed)\s+(?:in|during)\s+{_DATE}", "in", "anywhere"),
    (rf"^(?:in\s+)?{_DATE}(?=\s*(?::|,|\s[–—-]+\s))", "in", "anywhere"),
)
PERIODS = tuple(Period(re.compile(words, re.I), reads, when) for words, reads, when in _PERIODS)
"""Patterns of periods; of two that overlap, the first counts."""
PLAIN_IN = Period(re.compile(rf"\b(?:in|during)\s+{_DATE}", re.I), "in")
""""In 2017": filters a question about the Council's texts; elsewhere it as often dates an event."""
NOT_BEFORE = re.compile(r"\b(?:not|except|than)\s+(?:\w+\s+){0,2}$", re.I)
BARE_YEAR = re.compile(rf"(?<![\w/,.$€£-]){_YEAR}(?!\w)")

# Kinds of paragraph, and themes.

_PARAS = r"(?:\s+(?:para(?:graph)?s?|clauses?|parts?|sections?))"
_KIND_WORDS = {
    ClauseKind.OPERATIVE: rf"(?:operative{_PARAS}|operatives?|OPs?)",
    ClauseKind.PREAMBULAR: rf"(?:preambles?{_PARAS}?|preambular{_PARAS}?|PPs?|recitals?)",
    ClauseKind.ANNEX: rf"(?:annex{_PARAS}?)",
}
ONLY = re.compile(r"\b(?:only|just)\b", re.I)
NAME_WORD = re.compile(r"[^\W\d_]+")
NEGATED_BEFORE = re.compile(r"\b(?:not?|without|except|excluding|skip)\s+(?:in\s+)?(?:the\s+)?$", re.I)


def kind_patterns(kind: ClauseKind) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a filter for a kind of paragraph."""
    words = rf"{_KIND_WORDS[kind]}(?!\w|\s?\d{{1,3}}(?!\d))"
    marked = re.compile(
        rf"(?:\b(?:only|just)\s+(?:the\s+|in\s+the\s+)?{words}|(?<!\w){words}\s+only\b|^{words}\s*(?::|,|\s[–—-]+\s)"
        rf"|\bin\s+(?:the|an?)\s+{words})",
        re.I,
    )
    if kind is ClauseKind.ANNEX:  # "blacklisted in annexes" is no filter
        return (marked,)
    # In lower case "op" may be an operation; the other words are unambiguous in any case.
    plain = re.compile(rf"(?<![\w/-]){words.replace('|OPs?', '').replace('|PPs?', '')}(?!['-])", re.I)
    upper = re.compile(rf"(?<![\w/-]){'OPs?' if kind is ClauseKind.OPERATIVE else 'PPs?'}(?![\w-]|\s?\d{{1,3}}(?!\d))")
    return (marked, plain, upper)


STATED = tuple(Stated("kinds", kind, kind_patterns(kind)) for kind in ClauseKind)
"""Limits that words state; of a field that words state two values of, none."""


@cache
def theme_patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return two patterns of a theme: where it is named as a theme, and where it may be meant as one."""
    form = r"\W++(?:and\W++)?".join(map(re.escape, words))
    said = re.compile(
        rf"\b(?:themes?(?:\s++of)?\s*+[:=]?|label(?:l?ed)?(?:\s++(?:as|with|under))?|tagged(?:\s++(?:as|with))?)\s*+[\"“']?"
        rf"(?P<form>{form})[\"”']?(?!\w)",
        re.I,
    )
    implied = re.compile(
        rf"\b(?i:under|in)\s++(?:the\s++)?[\"“']?(?P<form>(?i:{form}))[\"”']?(?=\s*(?:theme\b|[,:;?.]|$|\s[–-]))"
        rf"|(?<!\w)(?P<noun>(?i:{form}))\s+(?:language|clauses|extracts|theme)\b"
    )
    return said, implied


# Shapes of answers; the frames are in frames.toml.

RESOLUTIONS = frozenset("resolution resolutions text texts document documents decision decisions".split())
"""Words by which a count is one of resolutions."""

COMPARING = frozenset(
    "vs versus v which or apart against improvement compare compares "
    "compared comparing comparison differ differs different difference "
    "differences contrast contrasts change changed changes evolve evolved evolution between both each "
    "stronger weaker further broader narrower add added adds doesn't didn't don't unlike whereas side "
    "respectively than common overlap same".split()
)
"""Words that make a question on several resolutions a comparison of them."""
BEFORE_A_COMPARED_TOPIC = (
    COMPARING
    | EMPTY
    | frozenset(
        "and or against with to be goes go went as well new more less beyond whether if when it they we me us you "
        "can could would please show give tell find said mention mentions deal deals cover covers address "
        "addresses talk speak treat treats handle one two three together put next re regards regard respect far "
        "apart was were has had by what's then".split()
    )
)
AFTER_A_COMPARED_TOPIC = COMPARING | frozenset(
    "which what says say more they not any an in and or of by to that does do is are too as well it either the".split()
)

# Countries.

_TEXTS = r"(?:resolutions?|texts?|decisions?|documents?)"


@cache
def country_pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a request for resolutions on a country."""
    name = re.escape(form)
    return re.compile(
        rf"\bcountry\s*[:=]\s*{name}\b|\b{_TEXTS}\s+(?:only\s+)?(?:on|about|concerning|for)\s+(?:the\s+)?"
        rf"{name}(?!\w)|(?<!\w){name}\s+{_TEXTS}\b",
        re.I,
    )


COUNTRY_NAMES = (
    "Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, "
    "Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia and Herzegovina, "
    "Botswana, Brazil, Brunei, Bulgaria, Burkina Faso, Burundi, Cabo Verde, Cambodia, Cameroon, Canada, Central "
    "African Republic, Chad, Chile, China, Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czechia, "
    "Denmark, Djibouti, Dominica, Dominican Republic, Ecuador, Egypt, El Salvador, Equatorial Guinea, Eritrea, "
    "Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany, Ghana, Greece, Grenada, "
    "Guatemala, Guinea-Bissau, Guinea, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq, "
    "Ireland, Israel, Italy, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, "
    "Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, "
    "Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Micronesia, Moldova, Monaco, Mongolia, Montenegro, "
    "Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands, New Zealand, Nicaragua, Nigeria, Niger, North "
    "Macedonia, Norway, Oman, Pakistan, Palau, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, "
    "Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, San Marino, Saudi Arabia, Senegal, Serbia, Seychelles, "
    "Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Sudan, Spain, Sri "
    "Lanka, Sudan, Suriname, Sweden, Switzerland, Syria, Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga, "
    "Trinidad and Tobago, Tunisia, Turkmenistan, Tuvalu, Uganda, Ukraine, United Arab Emirates, Uruguay, Uzbekistan, "
    "Vanuatu, Venezuela, Viet Nam, Western Sahara, Yemen, Zambia, Zimbabwe"
).split(", ")
"""Countries that a question may name though no page of the library does; without those named by words of a language."""
ABOUT_COUNTRY = re.compile(
    rf"\b(?:country\s?[:=]\s?|(?:resolutions?|texts?)\s(?:only\s)?(?:on|about|concerning|for)\s(?:the\s)?)(?P<a>{_any_of(COUNTRY_NAMES)})(?![\w'’-])"
    rf"|(?<![\w-])(?P<b>{_any_of(COUNTRY_NAMES)})\s(?:resolutions?|texts?)\b",
    re.I,
)

# Follow-up questions.

_PLEASANTRY = (
    r"(?:(?:great|thanks|thank\s+you|thx|ok(?:ay)?|perfect|cool|nice|good|hm+|right|sure|alright|interesting|so|well|yes|no)"
    r"\b[\s,.!:–-]*)*"
)
_ONE_TEXT = r"(?:resolution|text|one|document|decision)"
_SIGNS: dict[Sign, str] = {
    "opens": rf"^{_PLEASANTRY}(?:and|also|but|or|plus|then|(?:what|how)\s+about|what\s+of|same\b|in\s+that\s+case"
    r"|for\s+the\s+(?:one|ones)|specifically|especially|in\s+particular|(?:any|some)(?:thing|where|one)\s+(?:newer|older"
    r"|later|earlier|more|else|since|before|similar|other|like\s+(?:that|this|it))|any\s+(?:others?|newer|older|later"
    r"|more|earlier)|more\s+(?:on|about|of|recent)|who\s+else|what\s+else|where\s+else|outside|elsewhere|newer|older)\b",
    "new topic": rf"^{_PLEASANTRY}(?:now\s+)?(?:(?:(?:on|over)\s+to\s+|(?:let'?s|can\s+we)\s+(?:talk\s+about|turn\s+to"
    r"|(?:go|move)\s+on\s+to|switch\s+to)\s+)?(?:an?\s+|the\s+)?(?:different|new|other|another|next|unrelated)\s+(?:topic"
    r"|subject|question|matter|thing)|(?:on\s+to|let'?s\s+talk\s+about)\s+something\s+(?:else|different|new))\b",
    "same text": rf"\b(?:(?:that|this|the\s+same|same|that\s+same)\s+(?:very\s+)?{_ONE_TEXT.replace('|one', '')}"
    r"|do(?:es)?\s+it\s+(?:also\s+|even\s+|actually\s+)?(?:say|mention|specify|define|contain|set\s+out))\b",
    "it says": rf"\bit\s+(?:also\s+|even\s+)?(?:{_SAY}|address|call|give|refer|specify)\b",
    "asks for a text": rf"\b(?:a|an|any|which|what|the)\s+{_ONE_TEXT.replace('|one', '')}\b",
    "outside it": r"\b(?:outside(?:\s+of)?|other\s+than|except|besides|apart\s+from|not\s+(?:in|from))\s+"
    rf"(?:that|this)\s+{_ONE_TEXT}\b",
    "anywhere": r"\b(?:elsewhere|anywhere\s+else|somewhere\s+else|where\s+else|other\s+(?:resolutions?|texts?)"
    r"|in\s+general|overall|all\s+(?:of\s+)?(?:this|that|these|those|(?:the\s+)?(?:resolutions|texts)))\b",
    "newer": r"\b(?:newer|more\s+recent(?:ly)?|later\s+(?:ones?|texts?|resolutions?)|anything\s+later|since\s+then)\b",
    "older": r"\b(?:older|earlier\s+(?:ones?|texts?|resolutions?)|anything\s+earlier|before\s+(?:that|then|it))\b",
}
SIGNS = tuple((sign, re.compile(words, re.I)) for sign, words in _SIGNS.items())
"""Patterns that mark a follow-up question."""
REFERS = re.compile(
    r"\b(?:(?P<whose>its|their)|(?P<pronoun>it|them|they|he|she)|(?P<pointing>those|these|such|the\s+ones?|like\s+(?:that|this)|there"
    r"|(?:for|on|about|of|in|to|with|from|after|before)\s+(?:all\s+)?(?:that|this)(?=\s*[?.,!]|$)"
    r"|(?:do|does|did|is|was|has|can|could|should|must|will|would|why|how)\s+(?:that|this))"
    r"|(?P<ends>(?:for|on|about|of|in|to|with|from|after|before)\s+(?:it|them)(?=\s*[?.!]|$)))\b",
    re.I,
)
# False references to an earlier turn: "is it true that", "those who …", "is there a …".
REFERS_NOT = re.compile(
    r"\b(?:(?:is|was|be|make|makes)\s+it\s+(?:true|right|possible|ok(?:ay)?|allowed|legal|correct|fair|mandatory|binding|enough"
    r"|a|an|the|that)|(?:those|these|such)\s+(?:who|that|which|as|responsible|in|with|from|of|at|affected|resolutions|texts)"
    r"|(?:is|are|was|were|has|have|will|be)\s+there|there\s+(?:is|are|was|were|has|have|be)|it\s+(?:is|was)\s+\w+\s+(?:that|to)"
    r"|(?:its|their)\s+own)\b",
    re.I,
)
_ASKING = (
    r"who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|shall"
    r"|should|will|would"
)
UNSET_GREETING = re.compile(
    rf"^(?:@[\w.-]++\s++)*+(?:(?:{_GREETING}(?:\s++{_GREETED})*+|{_THANKS})\s++(?=(?:{_ASKING}|any|anything|find|show|list|quote"
    r"|search|look|looking|please|pls|i|i'm|we|tell|give|need|who's|what's|where's)\b))?",
    re.I,
)
"""Greeting that no comma sets off from the words that ask: "hey who reports on this?"."""
ASKS = re.compile(rf"^(?:{_ASKING})\b|\?\s*$", re.I)
ASKS_OR_ORDERS = re.compile(rf"^(?:{_ASKING}|find|show|list|quote|search|look\s+up)\b|\?\s*$", re.I)
CLAUSE_END = re.compile(r"[.;:!?–—]|,|\s-+\s")
BARE_LIMIT = re.compile(
    rf"^(?P<opening>{_PLEASANTRY}(?:(?:and|or|also|what\s+about|how\s+about|back\s+to|same\s+for|just|only|in|for|the)"
    r"\s+)*)(?P<number>\d{3,4})"
    r"(?:\s+(?:ones?|texts?|resolutions?|itself|alone))?(?=\s*(?:[?.,!;:]|pls\b|please\b|then\b|too\b|only\b|$))(?P<rest>.*)$",
    re.I,
)
EMPTY_AFTER_ANOTHER = frozenset(
    "anything something newer older later earlier recent more else one ones same too well there it its that those them "
    "these since then before great thanks thank you ok okay perfect cool nice good just only specifically please pls "
    "outside of operative preamble preambular annex".split()
)
