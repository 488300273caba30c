"""Patterns of limits: periods, kinds of paragraph, themes, countries."""

from __future__ import annotations

import re
from functools import cache

from retrieval.asking.understand.finding import PeriodForm, Reads, When
from retrieval.asking.understand.lexicon.reference_patterns import RESOLUTION
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.months import MONTHS
from retrieval.clauses.number_words import NUMBER_WORDS, any_of

# Periods.

_YEAR = r"(?:19[4-9]|20[0-4])\d(?![\d/%]|,\d|\.\d)"
PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "beginning": (1, 4),
    "start": (1, 4),
    "middle": (5, 8),
    "end": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}
"""First and last month of a part of a year: "in late 2009"."""
ENDS = {"beginning": ((1, 1), (1, 1)), "start": ((1, 1), (1, 1)), "end": ((12, 31), (12, 31))} | dict.fromkeys(
    ("mid", "middle"), ((7, 1), (6, 30))
)
"""First and last day of a part that begins or ends a period, if they differ from those in `PARTS`: "since mid-2015"."""
_A_PART = (
    r"early|mid|late|(?:beginning|start|middle|end|(?:first|second)\s+half|(?:first|second|third|fourth|last)\s+quarter)"
    r"(?=\s+of\s)"
)
_PART_OF_YEAR = rf"(?:(?:the\s+)?(?P<part>{_A_PART})(?:\s+of)?[\s-]+)?"
PART_BEFORE = re.compile(
    r"\b(?:half|halves|quarters?|thirds?|months?|weeks?|days?|spring|summer|autumn|fall|winter|q[1-4]|h[12]|beginning|start|middle|end)"
    r"(?:\s+of)?(?:\s+the\s+year)?\s+$",
    re.I,
)
"""Parts of a year for which there is no limit: "in the first weeks of 2013"."""
# A month is complete or has three letters: "marriage 2015" is not March.
_MONTH = rf"(?:{'|'.join(rf'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)\b\.?"
_TH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?:the\s+)?(?P<day>[0-3]?\d){_TH}(?:\s+of)?\s+(?={_MONTH})"
_DAY_BEHIND = rf"(?:\s+(?:the\s+)?(?P<day_behind>[0-3]?\d){_TH}(?=,?\s+{_YEAR}))?"
_MONTH_OF = rf"(?:{_DAY})?(?P<month>{_MONTH}){_DAY_BEHIND},?\s+(?:of\s+)?(?:the\s+year\s+)?"
_WHEN = rf"(?:(?:the\s+)?month\s+of\s+)?(?:the\s+year\s+)?{_PART_OF_YEAR}(?:{_MONTH_OF})?"
_DATE = rf"{_WHEN}(?P<year>{_YEAR})"
_MONTH_DATE = rf"(?:(?:the\s+)?month\s+of\s+)?{_MONTH_OF}(?P<year>{_YEAR})"
_DATED_PLAIN = rf"(?:the\s+)?(?:[0-3]?\d{_TH}(?:\s+of)?\s+{_MONTH}|{_MONTH}\s+[0-3]?\d{_TH},?\s)"
_ON_A_DAY = rf"on(?=\s+{_DATED_PLAIN})"
_MONTH_FROM = rf"(?:(?P<from_day>[0-3]?\d){_TH}\s+(?:of\s+)?)?(?P<from_month>{_MONTH})(?:,|\s+of)?(?=\s)"
_MONTH_TO = rf"(?:(?P<to_day>[0-3]?\d){_TH}\s+(?:of\s+)?)?(?P<to_month>{_MONTH})(?:,|\s+of)?(?=\s)"
_START = rf"(?:{_MONTH_FROM}\s+|(?:the\s+)?(?P<from_part>{_A_PART})(?:\s+of)?[\s-]+)?"
_END = rf"(?:{_MONTH_TO}\s+|(?:the\s+)?(?P<to_part>{_A_PART})(?:\s+of)?[\s-]+)?"
_NOW = r"(?:now|today|date|the\s+present(?:\s+day)?|present|this\s+day|recently)"
_ON = (
    rf"\s+(?:(?:onward|forward|upward)s?\b|(?:up\s+)?(?:un)?(?:to|til|till)\s+{_NOW}\b|(?:and|or)\s+(?:later|after|newer|onwards?|on)\b"
    r"|on(?=\s*(?:$|[^\w\s]|(?:only|please|what|which|who|whose|how|when|where|why|that|to|is|are|was|were|do|does|did|has|have"
    r"|mentioning|mention|referring|addressing|calling|asking|requesting|demanding|urging|dealing|containing|there|the\s+council)\b)))"
)
"""Words behind "from 2015" by which the period has no end; "from 2019 on disabled people" is the year 2019."""
_INCLUDING = r",?\s+(?:and\s+)?(?:including|inclusive\s+of)"
_NAME = r"\s+(?:agenda|conference|conventions?|declaration|elections?|high-level|protocols?|review|summit|world)\b"
"""Words behind a year that is part of a name: "anything in 2030 Agenda", "the protocols from 2005 World Summit"."""
_OPEN = rf"(?:{_ON}|\s+(?:and|or)\s+(?:earlier|before|older)\b|\+)"
TEXTS = (
    r"(?:resolutions?|texts?|decisions?|language|wording|documents?|mandates?|paragraphs?|paras?|clauses?|provisions?"
    r"|passages?|ops?|pps?)"
)
"""Nouns for texts of the Council, as a part of patterns."""
_TEXT = rf"{TEXTS}(?:\s+(?:only|adopted|passed))?"
_SMALL = "in|on|of|for|from|by|to|at|and|or|with|about|as|than|a|an|the|only|which|that|this|no|any|other|earlier"
ANYTHING = r"(?:anything|something|everything|stuff|things|materials?)"
AROUND_A_PERIOD = re.compile(
    rf"(?:only|just|please|pls|texts?|resolutions?|ones?|{ANYTHING}|adopted|passed|and|in|by|from|the|these|any|all|un|council"
    r"|language|wording|operative|preamble|preambular|paras?|paragraphs?|ops?|pps?)\b",
    re.I,
)
ATTACHED_BEFORE = re.compile(
    rf"\b(?:{_TEXT}(?:\s(?:was|were))?|adopt(?:ed)?|passed|agreed|{ANYTHING})\s*+,?\s*+$", re.I
)
WITHIN_TEXTS_BEFORE = re.compile(
    rf"\b(?:in|from|within|among|across)\s(?:the\s|any\s|all\s)?(?:(?:un|unsc|council|security\scouncil)\s)?{_TEXT}\s?,?\s?$",
    re.I,
)
"""Words for texts between a topic and a period: "mediation | in resolutions adopted | after 2016"."""
TEXTS_SET_OFF_BEFORE = re.compile(rf"(?<=[^\W_])\s?[,:;–—-]\s{_TEXT}(?:\s(?:that|which)\s(?:are|were))?\s$", re.I)
"""Words for texts between a topic and a period, behind a mark: "mediation | , resolutions | after 2016"."""
ONLY_BEFORE = re.compile(r"\b(?:only|just)\s+$", re.I)
_NO_SUBJECT = "".join(
    rf"(?<!\b{word})" for word in "was were is are been being be council has have had they it un unsc".split()
)
ADOPTED_BEFORE = re.compile(rf"{_NO_SUBJECT}\s(?:adopted|passed|agreed|dated)\s$", re.I)
"""Word between a topic and a period, which is part of the limit: "girls | adopted | since 2015"."""
TEXT_NOUN = re.compile(rf"\b{TEXTS}\b", re.I)
TEXTS_FIRST = re.compile(rf"(?:{TEXTS}|{ANYTHING})\b", re.I)
SPEAKER = re.compile(r"\b(?:council|unsc|sc|resolutions?|texts?)\b", re.I)
SPEAKS = re.compile(
    r"\b(?:sa(?:y|id)|ask(?:ed)?|call(?:ed)?|decided?|adopt(?:ed)?|pass(?:ed)?|demand(?:ed)?"
    r"|urged?|requested?|condemn(?:ed)?|tell|told|agreed?|state[ds]?|mention(?:ed)?|welcomed?|put|express(?:ed)?|wr[io]te"
    r"|written|la(?:y|id)\sdown|addressed|voiced|promised|committed|dealt|sp(?:eak|oke)|talked|required?|recommend(?:ed)?"
    r"|recogni[sz]ed?|noted|stressed)\b",
    re.I,
)
SPOKEN_BEFORE = re.compile(
    r"\b(?:say|said|asked?|decided?|adopt(?:ed)?|pass(?:ed)?|demand(?:ed)?|urged?|requested?|condemn(?:ed)?|agreed?|stated?"
    r"|mention(?:ed)?|(?:call|ask)(?:ed)?\s+for)\s+$",
    re.I,
)
DECIDED_BEFORE = re.compile(
    r"\b(?:was|were|been|got|anything|something|everything|decisions?|demands?|requests?|commitments?|measures?)\s(?:\w{1,20}\s)?"
    r"(?:said|decided|adopted|demanded|urged|requested|condemned|agreed|stated|mentioned|asked\sfor|called\sfor|asked|taken|made|new)\s"
    r"(?:(?:of|from|by|to)\s(?:the\s)?[\w-]{1,20}\s(?:states\s)?)?$",
    re.I,
)
"""Words before a year that limits, in a question without a speaker: "what was decided | in 2013"."""
WHAT_WAS_DECIDED = re.compile(
    r"(?:and\s)?what\s(?:was|were|has\sbeen|have\sbeen)\s(?:\w{1,20}\s)?"
    r"(?:said|decided|adopted|demanded|requested|agreed|asked\sfor|called\sfor|recommended)\b",
    re.I,
)
"""Beginning of a question that ends with a year: "what was decided on camps in 2013"."""
_COUNCIL = r"(?:(?:the\s)?(?:(?:(?:un|unsc|security)\s)?(?:council|unsc|sc)|un)|they|it)"
_DECIDED = (
    r"(?:sa(?:y|id)|d(?:o|one)|decided?|adopt(?:ed)?|agreed?|demand(?:ed)?|request(?:ed)?|recommend(?:ed)?|state[ds]?|mention(?:ed)?"
    r"|urged?|condemn(?:ed)?|chang(?:e|ed)|(?:call|ask)(?:ed)?(?:\sfor)?|tell|told|promised?|committed\sto|passed|written|added)"
)
_TO_WHOM = (
    r"(?:\s(?:of|from|to|by))?"
    r"(?:\s(?:the\s)?(?:member\s)?(?:states|parties|members|governments|missions|peacekeepers))?"
)
_SOMETHING = r"(?:anything|something|more|much|nothing)"
ASKED_BEFORE = re.compile(
    rf"^(?:(?:and|so|but)\s)?(?:what(?:['’]s|\s(?:has|have|had|was|were|did|does|is|do))(?:\s{_COUNCIL})?(?:\s(?:been|ever|actually|new|else|newly)){{0,2}}"
    rf"\s{_DECIDED}{_TO_WHOM}|what(?:['’]s|\s(?:is|was))(?:\sthere)?|what\s(?:came(?:\sout)?|do\s(?:we|you|they)\shave|have\s(?:we|you)(?:\sgot)?|dates)|(?:has|have|had|was|were|is|did)\s(?:there\s)?(?:{_COUNCIL}\s(?:ever\s)?{_DECIDED}\s{_SOMETHING}"
    rf"|{_SOMETHING}(?:\s(?:been|ever|new)){{0,2}}\s{_DECIDED})|(?:{_SOMETHING}|(?:any\s)?{TEXTS})(?:\s(?:that|which))?"
    rf"(?:\s(?:was|were|has|have|been)){{0,2}}\s{_DECIDED}(?:\sby\s{_COUNCIL})?),?\s$",
    re.I,
)
"""Beginning of a question up to a period before the topic: "what has been said | since 2018 | about camps"."""
SAID_BEFORE = re.compile(
    rf"^(?!.*\b(?:i|we|my|our)\b)(?:(?:and|so|but)\s)?(?:who|what|which|when|where|how|did|do|does|has|have|had|was|were|is|are|can|could"
    rf"|show|find|list|give|quote)\s(?:.*\s)?(?:{_DECIDED}|sp(?:eak|oken?))(?:\s{_SOMETHING})?,?\s$",
    re.I,
)
"""Words that end with a verb of speech, before a period that limits: "who said | since 2018 | that camps …"."""
SAID_AFTER = re.compile(r"^,?\s(?:about|on|that|regarding|concerning)\s\w", re.I)
"""Words between a period behind `SAID_BEFORE` and what was said."""
ASKED_ABOUT = re.compile(
    r"^,?\s(?:about|on|regarding|concerning|re|for|against|in|with\s(?:regard|respect)\sto|in\s(?:relation|regard)\sto)\s(?=\w)",
    re.I,
)
"""Words between a period behind `ASKED_BEFORE` and the topic: "what was said since 2018 | about | camps"."""
COUNCIL_BEFORE = re.compile(rf"^(?:(?:and|so)\s)?(?:(?:what|how|why)\s)?(?:did|has|does|had)\s{_COUNCIL},?\s$", re.I)
DECIDES_AFTER = re.compile(rf"^,?\s(?:ever\s|already\s|also\s)?{_DECIDED}\b", re.I)
"""Words around a period between the Council and the verb: "did the Council | in 2013 | ask for advisers"."""
IN_A_STORY_BEFORE = re.compile(r"\b(?:when|after|since|because|although|while)\s(?:\w{1,20}\s){1,3}$", re.I)
"""Beginning of a clause about an event, before `DECIDED_BEFORE`: "how did they react when they were asked in 2008"."""
GOES_ON = re.compile(
    r"\s*(?:[^\w\s]|$|(?:only|what|which|who|whose|how|when|where|why|is|are|was|were|do|does|did|has|have|any|on|in|about|mentioning|texts?"
    r"|resolutions?|language|wording|operative|preamble|preambular)\b)",
    re.I,
)
TELLS_WHICH = re.compile(r"\s(?:that|to|with|\w{2,20}ing)\b", re.I)
"""Words behind "resolutions since 2015" that go on about the resolutions: "that mention camps"."""
ASKS_BEHIND = re.compile(
    r"[\])]?\s?(?:[:,;?!.]|\s?[–—-]+\s)(?:\W{0,3}\b(?:how|many|which|what|where|list|all|every|each|full|complete|count|number|of|the|give|show"
    r"|find|me|them|it|that|are|is|there|do|they|mention|mentions|references|refer|to|first|latest|earliest|newest|please|pls"
    r"|in|texts?|resolutions?|operative|preambular|paras?|paragraphs?|provisions?|passages?|clauses?|ops?|pps?)\b){1,12}\W{0,3}$",
    re.I,
)
"""Words behind a period that only ask for a shape of the answer: "camps, 2013 to 2019: what paragraphs are there"."""
_MANY = rf"(?P<many>\d{{1,2}}|{'|'.join(word for word, n in NUMBER_WORDS.items() if n <= 10)})"
_OF_TEXTS = (
    rf"(?:{'|'.join(rf'(?<={texts} )' for texts in ('resolutions', 'texts', 'decisions', 'language', 'paragraphs'))})of"
)
_INCLUDED = (
    r"(?:,?\s\(?(?:(?:both\s)?(?:years\s|ends\s)?(?:included|inclusive|counted)|(?:including|inclusive\sof|counting)\s"
    r"(?:both|the\stwo)(?:\s(?:years|ends))?)(?!\w)\)?)?"
)
_SINCE_THEN_BEFORE = (
    r"(?:(?<=changed\s)|(?<=change\s)|(?<=changes\s)|(?<=evolved\s)|(?<=evolution\s)|(?<=developed\s)|(?<=developments\s)"
    r"|(?<=progress\s)|(?<=starting\s)|^(?=from\s[^,]{4,20},?\s(?:what|how)\s(?:has|have)\s))"
)
"""Words before "from 2015" by which it means "since 2015": "what has changed from 2015"."""
_THEN = r"(?:in|on|during|at)(?:\s+or\s+|/)"
_NOT_OF_ANOTHER = r"(?!\s(?:\w{1,12}\s){0,2}\d)"
"""Condition that no other year follows: "before 2013 and after 2016" has no "2013 and after"."""
_YEARS = rf"(?P<two>(?P<from>{_YEAR}))(?:,\s?(?P<mid>{_YEAR}))?(?:\s?[/&+]\s?|,?\s(?:and|or)\s)(?P<to>{_YEAR})"
"""Two or three years that follow each other: "2017, 2018 and 2019"."""
_PERIODS: tuple[tuple[str, Reads, When], ...] = (
    (
        rf"(?<![\w/-])(?:in\s|from\s|the\s)?{_YEARS}\s(?:{_TEXT}\b|only\b(?=\s?(?:[^\w\s]|$)))",
        "between",
        "anywhere",
    ),
    (
        rf"^(?:(?:only|just)\s)?(?:in\s|from\s)?{_YEARS}(?:\s{_TEXT})?(?=\s?(?::|,|\s[–—-]+\s|[?!.]*$))",
        "between",
        "anywhere",
    ),
    (rf"(?:(?<=,\s)|(?<=[:;–-]\s)){_YEARS}(?=[?!.]*$)", "between", "apart"),
    (
        rf"\b(?:(?:adopted|passed)\s+)?(?:(?P<two>from|in|of|during)|between|from)\s+{_START}(?P<from>{_YEAR})\s*"
        rf"(?(two)(?:and|or)\s(?:in\s)?|(?:and|to|until|till|through|-|–))\s*{_END}(?P<to>{_YEAR}){_INCLUDED}",
        "between",
        "apart",
    ),
    (
        rf"(?<![\w/-]){_START}(?P<from>{_YEAR})\s*(?:-|–|—|to|through|until)\s*{_END}(?P<to>{_YEAR})"
        rf"(?![\w-]){_INCLUDED}",
        "between",
        "apart",
    ),
    (
        rf"\b(?:(?:adopted|passed)\s+)?(?:between|from)\s+{_MONTH_FROM}\s+(?:and|to|until|till|through|-|–)\s+{_MONTH_TO}\s+"
        rf"(?P<to>{_YEAR}){_INCLUDED}",
        "between",
        "apart",
    ),
    (
        rf"(?:\b(?:in|over|within|during|from)|{_OF_TEXTS})\s+the\s+(?:last|past)\s+(?:{_MANY}\s+)?"
        r"(?P<unit>years?|yrs?|decades?)\b",
        "last years",
        "anywhere",
    ),
    (
        rf"(?<!\bfor\s)(?<!\bfor\sthe\s)(?:\bthe\s)?\b(?:last|past)\s{_MANY}\s(?P<unit>years|yrs|decades)\b",
        "last years",
        "apart",
    ),
    (
        rf"(?:\b(?:{TEXTS}|{ANYTHING})\s(?:in|of|from|during)\s|^(?:(?:in|from|only)\s)?|(?<=[,:]\s)(?:(?:in|from|only)\s)?)"
        r"(?P<which>this|last)\s(?P<calendar>year|decade)(?=\s?(?:[:,?!.]|$|[–—-]\s)|\s(?:on|about|regarding)\s)",
        "calendar",
        "apart",
    ),
    (
        rf"\b(?:(?:adopted|passed)\s+)?(?:in|during|of|from)\s+(?P<year>{_YEAR}),?\s+(?:but\s+)?(?P<side>before|after)\s+"
        rf"(?:(?P<day>[0-3]?\d){_TH}\s+(?:of\s+)?)?(?P<month>{_MONTH})",
        "part of year",
        "anywhere",
    ),
    (rf"\b(?:from|in)\s+{_DATE}{_ON}", "since", "apart"),
    (rf"\b{_THEN}(?:after|later\s+than|since)[\s-]+{_DATE}", "since", "apart"),
    (rf"\b{_THEN}(?:before|earlier\s+than|prior\s+to|until)[\s-]+{_DATE}", "until", "apart"),
    (rf"{_SINCE_THEN_BEFORE}from\s+{_DATE}", "since", "apart"),
    (
        rf"(?<![\w/-])(?:(?:adopted|passed)\s+)?(?:(?P<between>between)\s+|(?:from|since)\s+)?{_DATE},?\s*"
        rf"(?(between)(?:and|-|–)|(?:-|–|—|(?:all\s+the\s+way\s+|right\s+)?(?:up\s+)?(?:(?:un)?(?:to|til|till))|through))\s*{_NOW}\b",
        "since",
        "apart",
    ),
    (
        rf"\b(?:{TEXTS}|{ANYTHING})\s+(?:(?:that|which)\s+)?(?:(?:was|were)\s+)?(?:(?:adopted|passed|agreed|dated|dating)\s+)?"
        rf"(?:of|in|from|{_ON_A_DAY})\s+{_DATE}(?!{_OPEN}|{_NAME})",
        "in",
        "anywhere",
    ),
    (
        rf"\b(?:since|starting(?:\s+(?:in|from))?|not\s+before|(?:no|not)\s+earlier\s+than|(?:no|not)\s+further\s+back\s+than)\s+{_DATE}",
        "since",
        "apart",
    ),
    (rf"\b(?:nothing|none)\s+(?:that\s+)?predat(?:es|ing)\s+{_DATE}", "since", "anywhere"),
    (
        rf"\b(?:in\s+|from\s+)?{_DATE}(?:\s+(?:onwards?|(?:and|or|n)\s+(?:later|after|newer|up(?:wards?)?))\b{_NOT_OF_ANOTHER}|\+)",
        "since",
        "apart",
    ),
    (
        rf"\b(?:from\s+)?(?:after|later\s+than|newer\s+than|more\s+recent\s+than|past|post)[\s-]+{_DATE}",
        "after",
        "apart",
    ),
    (rf"\b(?:from\s+)?(?:before|b4|earlier\s+than|prior\s+to|older\s+than|pre)[\s-]+{_DATE}", "before", "apart"),
    (
        rf"\b(?:up\s+(?:un)?(?:to|til|till)(?:{_INCLUDING})?|until{_INCLUDING}|(?:no|not)\s+later\s+than)\s+{_DATE}",
        "until",
        "apart",
    ),
    (rf"\b(?:until|till|through|by)\s+{_DATE}", "until", "set off"),
    (rf"\b{_DATE}\s+(?:and|or)\s+(?:earlier|before|older)\b{_NOT_OF_ANOTHER}", "until", "apart"),
    (rf"\b(?:only|just|exclusively)\s+(?:the\s+)?{_DATE}\s+(?:{_TEXT}|ones?\b)", "in", "anywhere"),
    (rf"\b(?:only|just|exclusively)\s+(?:in\s+|from\s+|the\s+)?{_DATE}", "in", "apart"),
    (
        rf"(?<![\w-])(?:in\s+|from\s+|the\s+)?{_DATE}\s+"
        rf"(?:(?:(?P<what>(?!(?:{_SMALL})\b)[A-Za-z]+)\s+)?{_TEXT}\b|only\b(?=\s*(?:[^\w\s]|$)))",
        "in",
        "anywhere",
    ),
    (rf"\b(?:adopted|passed)\s+(?:in|during|{_ON_A_DAY})\s+{_DATE}", "in", "anywhere"),
    (rf"\bfrom\s+{_DATE}(?!{_OPEN}|{_NAME})", "in", "apart"),
    (rf"(?:(?<=,\s)|(?<=[:;–-]\s))(?:(?:in|during|{_ON_A_DAY})\s+)?{_MONTH_DATE}(?=[?!.]*$)", "in", "apart"),
    (rf"^(?:(?:in|{_ON_A_DAY})\s+)?{_MONTH_DATE}(?=[?!.]*$|\s+(?:on|about|regarding|concerning)\b)", "in", "anywhere"),
    (rf"\b(?:(?:for|in|of|from)\s+)?(?:the\s+)?(?:calendar\s+)?year:?\s*{_DATE}", "in", "apart"),
    (rf"^(?:(?:and|so|but)\s)?(?:in\s+)?{_DATE}(?=\s*(?::|,|\s[–—-]+\s)|\s(?:what|how)\sabout\s)", "in", "anywhere"),
)
ENDS_QUESTION = re.compile(r"^\s?\)?\s?\?")
"""Question mark behind a period, even if a sentence follows: "camps since 2015? It is for a talk"."""
IN_BRACKETS = (
    re.compile(r"\((?:only|just|from|adopted|passed|in|since)?\s?$", re.I),
    re.compile(r"^\s?(?:\)|,[^()]*\))"),
)
"""Words before and behind a period in brackets: "(only 2015 onward, please)"."""
BETWEEN_PERIODS = re.compile(r",?\s(?:and|or|but)\s", re.I)
IN_A_PERIOD = re.compile(r"\d|\b(?:years?|yrs?|decades?)\b", re.I)
"""A digit or word that every question with a period has."""


@cache
def periods() -> tuple[PeriodForm, ...]:
    """Return the patterns of periods; of overlapping matches, that of the first pattern counts."""
    return tuple(PeriodForm(re.compile(words, re.I), reads, when) for words, reads, when in _PERIODS)


PLAIN_IN = PeriodForm(re.compile(rf"\b(?:in|during|{_ON_A_DAY})\s+{_DATE}", re.I), "in")
""""In 2017", in a question about the Council's texts, where it filters; elsewhere it is as often that of an event."""
DECIDED_IN = PeriodForm(PLAIN_IN.pattern, "in")
""""In 2017", in any other question, where it filters behind `DECIDED_BEFORE` or after `WHAT_WAS_DECIDED`."""
_ASKED_FOR_TEXTS = (
    r"(?:(?:is|was|are|were)\sthere|(?:do|did)\s(?:you|we|they)\shave|(?:have\s)?(?:(?:you|we)\s)?got"
    r"|what\s(?:is\sthere|do\s(?:you|we)\shave|have\s(?:you|we)(?:\sgot)?)|(?:give|show)\s(?:me|us)|find(?:\sme)?|list(?:\sme)?"
    r"|looking\sfor|i\s(?:need|want))"
)
_SOME_MORE = r"(?:new|else|more|at\sall|you\shave|there\sis|that\sis\sthere)"
TEXTS_ON = re.compile(
    rf"^(?:(?:and|so|but|ok|okay|please|pls)[\s,]+){{0,3}}+(?:(?:what|how)\sabout"
    rf"|(?:{_ASKED_FOR_TEXTS}\s)?(?:(?:any|all|every|the|some)\s)?(?:(?:{ANYTHING}|all|whatever|info(?:rmation)?)(?:\s{_SOME_MORE})?|{TEXTS})\s"
    r"(?:on|about|regarding|concerning)"
    rf"|(?:how\smany|which|what)\s{TEXTS}(?:\s(?:are|were)\sthere|\sdo\syou\shave)?\s(?:on|about|regarding|concerning)"
    rf"|(?:{_ASKED_FOR_TEXTS}\s)?(?:(?:any|all|every|the|some|each|first|latest)\s)*+(?:mentions?|references?)\s(?:of|to)|(?:give|show)\s(?:me|us)|what\s(?:is\sthere|do\s(?:you|we)\shave)\son)\s",
    re.I,
)
"""Words that ask for texts, before their topic and a year that limits: "anything on | camps | in 2013"."""
AN_EVENT = re.compile(
    r"^(?:the\s)?(?:\w+\s)?(?:attacks?\s(?:on|against|by)|(?<=the\s)situation)\b|\b(?:agreement|accord|assassination|attack|bombing|ceasefire|conference|coup|crash|crisis|deal|declaration|earthquake|elections?|flood"
    r"|genocide|invasion|massacres?|meeting|murder|offensive|outbreak|pact|pandemic|protests?|quake|referendum|revolution|riots?|shooting|siege"
    r"|summit|treaty|tsunami|uprising|visit|vote|the\s(?:\w+\s)?(?:attacks|battle|events|fighting|killings?|war)"
    r"|\w+ed|shot|born|begun|held|sent|lost|taken|given|made|done|been|left|due|ending|starting|beginning|expiring|attacks)$"
    r"|\b(?:coup|elections?|genocide|massacres?|referendum|siege|summit)\b",
    re.I,
)
"""Words before a year by which it is that of an event: "the massacre | in 2009", "civilians killed | in 2009"."""
NOT_BEFORE = re.compile(r"\b(?:not|except|than)\s+(?:\w+\s+){0,2}$", re.I)
BARE_YEAR = re.compile(rf"(?<![\w/,.$€£-]){_YEAR}(?!\w)")

# Kinds of paragraph, and themes.

_PARAS = r"(?:\s+(?:para(?:graph)?s?|clauses?|parts?|sections?))"
_SHORT_KIND = r"{}\s(?:para(?:graph)?s?|clauses?)"
_KIND_WORDS = {
    ClauseKind.OPERATIVE: rf"operative{_PARAS}|operatives?|{_SHORT_KIND.format('ops?')}",
    ClauseKind.PREAMBULAR: rf"preambles?{_PARAS}?|preambular{_PARAS}?|{_SHORT_KIND.format('pps?')}|recitals?",
    ClauseKind.ANNEX: rf"annex{_PARAS}?",
}
_CAPITALS = {ClauseKind.OPERATIVE: "OPs?", ClauseKind.PREAMBULAR: "PPs?"}
"""Short names of kinds, which in lower case, without a mark of a limit, may be other words: "op" is an operation."""
_UNNUMBERED = r"(?!\w|\s?\d{1,3}(?!\d))"
_NOT_OF_A_REPORT = rf"(?!\s(?:of|to)\s(?!(?:the\s)?{RESOLUTION}))"
_NOT_LISTED = "".join(
    rf"(?<!{word}\s)"
    for word in (
        "list listed listing lists named naming put placed included entered appear appears appearing parties groups"
    ).split()
)
"""Words before "in the annex" by which it is the annex of a report: "parties listed in the annex"."""
ONLY = re.compile(r"\b(?:only|just)\b", re.I)
INSIDE_BEFORE = re.compile(r"\b(?:in|from|within)\s(?:the\s|their\s|its\s|any\s)?$", re.I)
"""Words before a kind of paragraph that belong to the limit: "CEDAW | in | operative paragraphs"."""
NAME_WORD = re.compile(r"[^\W\d_]+")


_ASKED_FOR = "".join(rf"(?<={word}\s)|" for word in "all any every give list only show which".split())
_OF_A_RESOLUTION = rf"\s(?:in|of|from)\s(?:{RESOLUTION}|(?:that|this|the)\s(?:resolution|text)\b)"
_LOWER = {
    ClauseKind.PREAMBULAR: re.compile(r"(?<![\w/-])pps(?!['\w-])"),
    ClauseKind.OPERATIVE: re.compile(
        rf"(?<![\w/-])(?:(?:{_ASKED_FOR}^)ops(?=\s(?:on|about|regarding|that|which|mention\w*)\b)|ops(?=(?:\sonly)?{_OF_A_RESOLUTION}))"
    ),
}
"""Kinds of paragraph in lower case; "ops" where paragraphs are asked for, as "ops against rebels" are operations."""


def kind_patterns(kind: ClauseKind) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a filter for a kind of paragraph."""
    capitals = _CAPITALS.get(kind)
    words = rf"(?:{_KIND_WORDS[kind]}{f'|{capitals}' if capitals else ''}){_UNNUMBERED}"
    inside = rf"\bin\s+(?:the|an?)\s+{words}"
    if not capitals:
        inside = f"{_NOT_LISTED}{inside}{_NOT_OF_A_REPORT}"
    marked = re.compile(
        rf"(?:\b(?:only|just)\s+(?:the\s+|in\s+the\s+)?{words}|(?<!\w){words}\s+only\b|^{words}\s*(?::|,|\s[–—-]+\s)"
        rf"|{inside})",
        re.I,
    )
    if not capitals:  # "blacklisted in annexes" is no filter
        named = rf"(?:\s(?:\d|[IVX]{{1,4}}))?\s(?:of|to|in)\s(?:the\s)?(?={RESOLUTION})"
        return marked, re.compile(rf"\bannex(?:es)?{named}", re.I)
    plain = re.compile(rf"(?<![\w/-])(?:{_KIND_WORDS[kind]}){_UNNUMBERED}(?!['-])", re.I)
    upper = re.compile(rf"(?<![\w/-]){capitals}(?![\w-]|\s?\d{{1,3}}(?!\d))")
    return marked, plain, upper, _LOWER[kind]


KINDS = {kind: kind_patterns(kind) for kind in ClauseKind}
"""Patterns of a limit to each kind of paragraph."""
OTHER_KINDS = {
    ClauseKind.PREAMBULAR: (ClauseKind.OPERATIVE,),
    ClauseKind.OPERATIVE: (ClauseKind.PREAMBULAR,),
    ClauseKind.ANNEX: (ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE),
}
"""Kinds that a refused kind leaves; a refused preamble leaves no annexes."""


@cache
def theme_patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return two patterns of a theme: for a stated theme ("theme: SGBV"), and a possible one ("SGBV language")."""
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
_SOME_TEXTS = r"(?:anything|something|language|wording|paragraphs?|paras?|mentions?|references?)"
COUNTRY_OR_TEXTS = re.compile(rf"\b(?:country|{_TEXTS}|{_SOME_TEXTS})\b", re.I)
"""Words of which every request for texts on a country has one."""


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
"""Countries that a question may name though the library does not; without those named by words of a language."""


@cache
def absent_country() -> re.Pattern[str]:
    """Return the pattern of a request for texts on one of `COUNTRY_NAMES`."""
    return re.compile(
        rf"\b(?:country\s?[:=]\s?|(?:resolutions?|texts?)\s(?:only\s)?(?:on|about|concerning|for)\s(?:the\s)?)(?P<a>{any_of(COUNTRY_NAMES)})(?![\w'’-])"
        rf"|(?<![\w-])(?P<b>{any_of(COUNTRY_NAMES)})\s(?:resolutions?|texts?)\b"
        rf"|\b(?:{_SOME_TEXTS}\s(?:on|about|concerning)|(?:mentions?|references?)\s(?:of|to))\s(?:the\s)?(?P<c>{any_of(COUNTRY_NAMES)})(?=\s?[?.!]?$)",
        re.I,
    )
