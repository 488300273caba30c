"""Patterns of questions for citations: of a resolution ("who recalls 1325?"), or in one ("what does 2242 cite?")."""

from __future__ import annotations

import re

_CITING = (
    r"(?:mention|cit|quot|recall|reaffirm|reiterat|invok|referenc|not|acknowledg|welcom)(?:e|es|s|ed|ing)?"
    r"|(?:refer(?:s|red|ring|ences?)?|allud(?:e|es|ed|ing)|allusions?|pointers?|links?)\s(?:back\s)?to"
    r"|(?:mentions?|citations?|quotations?|quotes?|references?)\s(?:of|to)"
)
_CITED = (
    r"(?:mentioned|cited|quoted|recalled|reaffirmed|reiterated|invoked|referenced|referred\s(?:back\s)?to|alluded\sto"
    r"|named|noted|acknowledged|welcomed)"
)
_THE_COUNCILS = r"(?:the\s)?(?:(?:unsc|un|sc|security\scouncil)\s)?"
MENTIONING_BEFORE = re.compile(rf"\b(?:{_CITING})\s{_THE_COUNCILS}$", re.I)
"""Words before a resolution whose mentions a question asks for: "who recalls | 1325"."""
CITING_BEFORE = re.compile(
    r"\b(?:cite|cites|cited|citing|invokes?|quotes?|recalls?)\s(?:(?:both|either)\s)?(?:the\s)?$", re.I
)
"""Words before a number that is a resolution, even if it may be a year."""
MENTIONED_AFTER = re.compile(
    rf"^\s(?:(?:is|are|was|were|be|been|being|ever|ha[sd]|gets?|first|last|also|explicitly)\s){{0,4}}{_CITED}\b"
    r"(?!\sby\s)",
    re.I,
)
"""Words behind a resolution whose mentions a question asks for: "where is 1325 | mentioned"."""
WHEN_BEFORE = re.compile(r"(?:^|\b(?:when|where|how\soften|how\smany\stimes)\s(?:is|was|has)\s)$", re.I)
"""Words before a resolution in a question when it was cited: "when was | 1373"."""
DOES_MENTION = re.compile(
    r"(?:(?:do|does|did|has|have|is|are|was|were|where|when|how|who|what|which|anything)\s){1,2}"
    r"(?:(?:the|any)\s(?:other\s)?(?:resolutions?|texts?|paragraphs?)\s|it\s|they\s|the\scouncil\s|ever\s|also\s)*"
    rf"(?:{_CITING})\s(?:the\s)?x+(?:\sanywhere|\sat\sall)?\s?[?.!]*",
    re.I,
)
"""Question whether, where or when a resolution mentions another one, whose name is written "xxxx"."""

TOLD_TO_CITE = re.compile(
    r"(?:(?:please|pls|plz|kindly|can|could|would|will|you|u|just|now|also|then|and|so|ok|hi|to|me)[\s,]+)*"
    r"(?:cite|quote|recall|mention|reference|note|invoke|reaffirm|acknowledge)\s(?!of\b|to\b)",
    re.I,
)
"""Beginning of a request to cite a resolution itself: "please quote OP 8 of 1325"."""

# Other documents than resolutions, and several resolutions.

_DOCUMENT = (
    r"(?:s/(?:prst/)?(?:19|20)\d\d/\d{1,4}"  # "S/2015/716", "S/PRST/2014/3"
    r"|a/res/(?:e?s-)?\d{1,3}/\d{1,3}[a-z]?"  # "A/RES/63/311"
    r"|a/(?:e?s-)?\d{2}/\d{1,4}"  # "A/59/710"
    r"|e/(?:res/)?(?:19|20)\d\d/\d{1,4})"  # "E/2013/27"
    r"(?:/(?:add|rev|corr)\.\d{1,2})?"
)
DOCUMENT = re.compile(rf"(?<![\w/.-]){_DOCUMENT}(?![\w/]|[.-]\d)", re.I)
"""Symbol of a document that is no resolution of the Council: "S/2015/716", "A/RES/63/311"."""
REVISION = re.compile(r"(?:ADD|REV|CORR)(?=\.)")
"""Part of a symbol for an addendum, a revision or a correction, in capitals: "S/2015/716/Add.1"."""
BETWEEN_DOCUMENTS = re.compile(r"\s?,\s?|,?\s(?:and|or|&)\s|\s?/\s", re.I)
"""Marks and words between several documents: "S/2015/716 | and | A/RES/63/311"."""
ANY_OF = re.compile(r"\bor\b|(?<=[\dx)])\s?/|\beither\b|\bany\sof\b", re.I)
"""Words by which a mention of any of several documents is enough: "1325 or 1820"."""
BOTH = re.compile(r"(?:both|all)\b", re.I)
"""Words by which a mention of each of several documents is asked for: "both 1325 and 1820"."""
MENTIONS_OF = re.compile(r"\b(?:mentions?|citations?|references?|quotations?|quotes)\s(?:of|to)\s$", re.I)
"""Words before several documents that ask for the mentions of each: "every mention of 1325 and 1820"."""
ALONE = re.compile(r"(?:(?:mentions|citations|references)\s(?:of|to)\s)?x+[\s?.!]*", re.I)
"""Question that only names a document."""
ASKED_FOR_DOCUMENT = re.compile(
    r"(?:what\s(?:does|do)\s|what\s(?:is|are)\s(?:in\s)?|show(?:\sme)?\s|quote\s|read\s|open\s"
    r"|summar(?:y\sof|i[sz]e)\s)?"
    r"(?:(?:ops?|pps?|para(?:graph)?s?)\.?\s?\d{1,3}\s(?:of|in|from)\s)?"  # "para 5 of | S/2015/716"
    rf"(?:the\s)?(?P<document>{_DOCUMENT})(?:\ssays?\b(?:\s(?:about|on)\s.{{1,200}})?)?"
    r"(?:,?\s(?:ops?|pps?|para(?:graph)?s?|§)\.?\s?\d{1,3})?[\s?.!]*",  # "S/2015/716 | para 5"
    re.I,
)
"""Question for the text of a document that is no resolution: "S/2015/716 para 5"."""
ASSEMBLY_RESOLUTION = re.compile(
    r"\b(?:(?:un\s)?(?:general\sassembly|unga|ga)\s)?(?:resolution|res\.?)\s(?:no\.?\s)?"
    r"(?P<session>[3-9]\d)/(?P<number>\d{1,3})(?![\w/]|[.-]\d)",
    re.I,
)
"""Resolution of the General Assembly by session and number: "resolution 63/311"."""
_TEXT = rf"(?:S/RES/\d{{1,4}}\s\(\d{{4}}\)|{_DOCUMENT})"
MENTIONED_TEXT = re.compile(_TEXT, re.I)
"""Symbol of a resolution or of another document in the search text of a question for mentions."""
MENTIONED_TEXTS = re.compile(rf"{_TEXT}(?:\s(?:and|or)\s{_TEXT}){{0,9}}", re.I)
"""Search text of a question for mentions of several documents: "S/RES/1325 (2000) or S/RES/1820 (2008)"."""
MENTIONING_SEVERAL = re.compile(
    rf"\b(?:{_CITING})\s(?P<both>(?:both(?:\sof)?|either(?:\sof)?|any\sof|all\sof)\s)?{_THE_COUNCILS}$",
    re.I,
)
"""Words before several resolutions whose mentions a question asks for."""

# Citations in a resolution. Names are masked: "xxxx", or "yyyy" for the citing one of two resolutions.

_ASKING = (
    r"(?:(?:and|so|but|ok|please|pls|kindly|now|can|could|would|you|u|tell|show|give|find|list|name|get|me|us|i|want"
    r"|need|to|know|see|check|if|whether|all|of|the|every|any|each|say|a|an)\s)*+"
)
_X, _Y = r"(?:the\s)?x+", r"(?:the\s)?y+"
_DOES, _IS = r"(?:do|does|did)", r"(?:is|are|was|were)"
_OTHER = (
    r"(?:(?:any|some|all|the|other|earlier|previous|prior|past|older|former|security|council|council['’]s|sc|un|unsc"
    r"|its|own|relevant|existing)\s)*+"
)
_DOCUMENTS = rf"{_OTHER}(?:(?P<resolutions>resolutions?)|texts?|documents?|docs?|decisions?)"
_ALSO = r"(?:(?:also|all|ever|itself|explicitly|directly|actually)\s)*+"
_CITES = (
    r"(?:cites?|recalls?|references?|refers?\s(?:back\s)?to|quotes?|reaffirms?|reiterates?|invokes?|mentions?|names?"
    r"|notes?|acknowledges?|welcomes?|lists?|builds?\s(?:up)?on|draws?\son|alludes?\sto|points?\s(?:back\s)?to)"
)
_PART = r"(?:preamble|preambular\s(?:part|paragraphs)|operative\s(?:part|paragraphs)|text|pps|ops)"
_IN_PART = rf"(?:\s(?:in|within)\s(?:its|the)\s{_PART}|\sanywhere|\sat\sall|\sexactly|\sby\sname)?"
_IN = rf"\s(?:anywhere\s)?(?:in|by|within|inside)\s(?:(?:the\s)?{_PART}\s(?:of|in)\s)?"
_WHICH = r"(?:(?:which|what|how\smany|number\sof)\s)?"
_PARAGRAPHS = r"(?:paragraphs?|paras?|clauses?|pps?|ops?|preambular\sparagraphs?|operative\sparagraphs?)"
_REFERENCES = r"(?:mentions?|citations?|references?|refs?|cross-references?|quotations?|quotes?|allusions?)"
_END = r"(?:\s(?:please|pls))?[\s?.!]*"

CITES_OTHERS = tuple(
    re.compile(rf"{_ASKING}{pattern}{_END}", re.I)
    for pattern in (
        # "which resolutions does 2467 recall", "what does it cite"
        rf"{_WHICH}{_DOCUMENTS}\s(?:(?:that|which)\s)?(?:{_DOES}\s)?{_X}\s{_ALSO}{_CITES}{_IN_PART}",
        rf"what\s{_DOES}\s{_X}\s{_ALSO}(?:cite|quote|reference|refer\s(?:back\s)?to){_IN_PART}",
        # "which resolutions are cited in 2467", "references in 2467", "what is quoted by 2467"
        rf"{_WHICH}{_DOCUMENTS}\s(?:(?:that|which)\s)?(?:{_IS}\s)?{_ALSO}{_CITED}{_IN}{_X}",
        rf"(?:citations|references|cross-references)(?:\sto\s{_DOCUMENTS})?(?:\s(?:made|contained|found))?{_IN}{_X}",
        rf"what\s{_IS}\s(?:cited|quoted|referenced|referred\sto){_IN}{_X}",
        # "does 2467 cite other texts", "2467 recalls which resolutions"
        rf"{_DOES}\s{_X}\s{_ALSO}{_CITES}\s{_DOCUMENTS}{_IN_PART}",
        rf"{_X}\s{_CITES}\s(?:which|what)\s{_DOCUMENTS}",
        # "2467: cited resolutions", "2467's references"
        rf"{_X}(?:['’]s)?[\s:,–-]{{1,3}}{_OTHER}{_CITED}\s{_DOCUMENTS}",
        rf"{_X}['’]s\s(?:own\s)?(?:citations|references|cross-references)(?:\sto\s{_DOCUMENTS})?",
        # "which paragraphs of 2467 mention other resolutions", "where does 2467 cite resolutions"
        rf"{_WHICH}{_PARAGRAPHS}\s(?:of|in|from)\s{_X}\s(?:(?:that|which)\s)?{_CITES}\s{_DOCUMENTS}",
        rf"where\s{_DOES}\s{_X}\s{_ALSO}{_CITES}\s{_DOCUMENTS}",
    )
)
"""Questions for what a resolution cites: "which resolutions does 2467 recall?"."""
RESOLUTIONS_OF = re.compile(r"resolutions\s+", re.I)
"""The word "resolutions" before a single resolution, no part of its name: "all resolutions 2467 refers to"."""
COUNTS_CITED = re.compile(
    r"\b(?:how\smany|number\sof)\s(?P<paragraphs>(?:(?:preambular|operative)\s)?(?:para|clause|pp|op))?", re.I
)
"""Words that ask to count cited documents, or the paragraphs that cite them."""

MENTIONED_IN = tuple(
    re.compile(rf"{_ASKING}{pattern}{_END}", re.I)
    for pattern in (
        # "references to 1325 in 2467", "how often is 1325 cited by 2467", "where is 1325 in 2467"
        rf"(?:explicit\s)?{_REFERENCES}\s(?:of|to)\s{_X}(?:\s(?:made|contained|found))?{_IN}{_Y}",
        rf"(?P<count>how\s(?:often|many\stimes)\s)?(?:(?:where|how|when|does|do|did|is|are|was|has)\s){{0,2}}{_X}\s"
        r"(?:(?:is|are|was|gets?|been|being|ever|also|explicitly)\s)*+"
        rf"(?:{_CITED}|comes?\sup|appears?|shows?\sup|occurs?|used|found){_IN}{_Y}",
        rf"(?:(?:where|is|anything|something|language|wording)\s){{0,2}}(?:(?:on|about)\s)?{_X}\s"
        rf"(?:in|within|inside)\s{_Y}",
        # "what does 2467 say about 1325", "what 2467 says on 1325", "2467 on 1325"
        rf"(?:(?:what|where)\s)?{_DOES}\s{_Y}\s(?:say|have|contain)\s"
        r"(?:(?:anything|something|much|language|to\ssay)\s)?"
        rf"(?:on|about|regarding|concerning|of)\s{_X}",
        rf"what\s{_Y}\s(?:says|has)\s(?:on|about)\s{_X}",
        rf"{_Y}\s(?:on|about|mentioning|citing|recalling|quoting|referring\sto)\s{_X}",
        # "how many times does 2467 cite 1325", "does the preamble of 2467 recall 1325"
        rf"(?P<count>how\s(?:often|many\stimes)\s){_DOES}\s{_Y}\s{_ALSO}{_CITES}\s{_X}",
        rf"{_DOES}\s(?:the\s{_PART}\s(?:of|in|to)\s)?{_Y}\s{_ALSO}{_CITES}\s{_X}{_IN_PART}",
        # "where in 2467 is 1325 mentioned", "where in 2467 does it cite 1325", "2467's references to 1325"
        rf"where\s(?:in|within)\s{_Y}\s{_IS}\s{_X}(?:\s{_CITED})?",
        rf"where\s(?:in|within)\s{_Y}\s{_DOES}\s(?:it|they|the\scouncil)\s{_CITES}\s{_X}",
        rf"{_Y}(?:['’]s)?\s{_REFERENCES}\s(?:of|to)\s{_X}",
    )
)
"""Questions for the paragraphs of one resolution that mention another one: "1325 in 2467", "is 1325 cited by 2467?"."""

SAID_BEFORE = re.compile(
    r"\b(?:it|(?:that|this|the\ssame)\s(?:very\s)?(?:resolution|text|document|one|paragraph|para|clause|op|pp)"
    r"|(?P<there>there)|(?P<both>both(?:\sof\s(?:them|these|those))?)|them|they|these(?:\stwo)?|those(?:\stwo)?"
    r"|(?:that|this)(?=[\s?.!]*$))\b(?!['’])",
    re.I,
)
"""Words for a resolution or paragraph of the last question: "what does it cite?", "what is cited there?"."""
