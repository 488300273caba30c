"""Lexicon of query understanding: every pattern and word list. A new phrasing is a row here.

Each has a test case in tests/retrieval/asking/understand/cases.txt; tests/test_patterns.py measures its time.
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.asking.understand.finding import Period, Reads, Sign, Stated, When
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.months import MONTH

# Words, and the marks left over when some are removed.

WORD_CHARACTER = re.compile(r"[^\W_]")
CONTENT_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
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
GREETING = re.compile(rf"{_BETWEEN}{_GREETING}\b(?:{_BETWEEN}{_SOCIAL}\b)*+{_BETWEEN}", re.I)
THANKS = re.compile(
    rf"(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL})\b)*+{_BETWEEN}{_THANKS}\b(?:{_BETWEEN}(?:{_PRAISE}|{_SOCIAL})\b)*+{_BETWEEN}",
    re.I,
)
HELP = re.compile(
    r"\W*+(?:help(?: me)?|(?:what|which things) (?:can|do) you (?:do|know|answer|offer)(?: (?:here|for me))?"
    r"|what (?:can|may|should|could) i ask(?: you)?"
    r"|how (?:do|can|should) i (?:use|talk to|work with) (?:you|this|it|clausebot|the bot)"
    r"|who (?:are|made|built|wrote) you|what are you|how do you work"
    r"|are you (?:an? )?(?:bot|human|real|robot|ai|person)|what(?:'s| is) (?:this|clausebot)|commands|usage)\b\W*+",
    re.I,
)
EMOJI_NAME = re.compile(r":[a-z0-9_+-]+:")
NEITHER_WORD_NOR_STOP = re.compile(r"[^\w\s.,;:!?'()/&-]")

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
DRAFTED = re.compile(
    r"[\W\d]*(?:Acknowledg|Affirm|Appreciat|Authori[sz]|Bear|Call|Commend|Condemn|Confirm|Consider|Decid|Demand|Deplor|Determin"
    r"|Direct|Emphasi[sz]|Encourag|Endors|Express|Hav|Highlight|Invit|Not|Pay|Reaffirm|Recall|Recogni[sz]|Recommend|Regret"
    r"|Reiterat|Reject|Remain|Remind|Renew|Request|Requir|Resolv|Stress|Support|Tak|Underlin|Underscor|Undertak|Urg|Welcom)"
    r"(?:s|es|ing)\b"
)

# Resolutions and paragraphs, and the words around them that distinguish a filter from a topic.

_NAME = (
    r"(?:\bs\s*+/\s*+res\s*+/\s*+|\b(?:unscr|unsc|scr)\s*+-?\s*+(?:res(?:olution)?s?\.?\s*+)?"
    r"|\b(?:(?:un\s++)?security council\s++)?resolutions?\s++(?:no\.?\s*+)?|\bres\.?\s*+|\br\.?)"
)
_DIGITS = r"(?<![\w,./$€£-])\d{3,4}(?![\w%]|[,.]\d|-\d)"
_DIGITS_AFTER_NAME = r"\d{1,4}(?![\w%]|[,.]\d|\s?[-–]\s?\d)"
_YEAR_OF_SYMBOL = r"(?:\s*\(\s*(?:19|20)\d\d\s*\))?"
MENTION = re.compile(
    rf"(?P<name>{_NAME})(?P<a>{_DIGITS_AFTER_NAME}){_YEAR_OF_SYMBOL}|(?P<b>{_DIGITS}){_YEAR_OF_SYMBOL}", re.I
)
ANOTHER = re.compile(
    rf"\s*+(?:,|/|&|\+|,?\s*+\b(?:and|or)\b)\s*+(?:{_NAME})?(\d{{3,4}}(?![\w%]|[,.]\d)){_YEAR_OF_SYMBOL}", re.I
)
_PARAGRAPH_NUMBER = r"\d{1,3}(?!\d|\.\d)(?:\s?\([a-z]{1,4}\)|[a-z](?![a-z]))*"
_PARAGRAPH = (
    r"(?P<kind>(?:operative|preambular)\s+para(?:graph)?s?|annex,?\s+para(?:graph)?s?|preambular|ops?|pps?"
    rf"|para(?:graph)?s?|§|\#)\s*+\.?\s*+(?P<place>{_PARAGRAPH_NUMBER})"
    rf"(?P<more>(?:\s*(?:,|&|-|–|\band\b|\bto\b)\s*{_PARAGRAPH_NUMBER})*)"
)
PARAGRAPH_AFTER = re.compile(rf"[\s,:;–-]*{_PARAGRAPH}", re.I)
PARAGRAPH_BEFORE = re.compile(rf"\b{_PARAGRAPH}\s*+,?\s*+(?:(?:of|in|from)\s++)?(?:the\s++)?$", re.I)
PLACE_IN_LIST = re.compile(rf"(^|,|&|-|–|\band\b|\bto\b)\s*({_PARAGRAPH_NUMBER})", re.I)
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
    r"|usd|eur|million|billion|percent|per\s+cent|pages|words|members)\b",
    re.I,
)
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
    (rf"\b{_NOUN}\s+(?:(?:adopted|passed)\s+)?(?:of|from|in)\s+{_DATE}(?!\s+on(?:wards?)?\b)", "in", "anywhere"),
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
