"""Patterns of resolutions and paragraphs, and of the words around them."""

from __future__ import annotations

import re
from functools import cache

from retrieval.clauses.citation import LAST
from retrieval.clauses.months import MONTH
from retrieval.clauses.number_words import BELOW_HUNDRED, NUMBER_WORDS, ORDINALS, any_of

# Resolutions and paragraphs, and words around them that make them a filter or a topic.

NAME = (
    r"(?:(?<!['’])\bs\s*+[/-]?+\s*+res\s*+[/-]?+\s*+"  # "S/RES/", "s res "
    r"|\b(?:unscr|unsc|scr|sc)\s*+-?\s*+(?:res(?:olution)?s?\.?\s*+)?"  # "UNSCR ", "SC resolution "
    r"|\b(?:(?:un\s++)?security council\s++)?resolutions?\s++(?:(?:no|nr|number)\b\.?\s*+)?"  # "resolution no. "
    r"|\bres\b\.?\s*+(?:(?:no|nr|number)\b\.?\s*+)?|\bres|\br\.?)"  # "res. ", "R"
)
"""Name of a resolution before its number, as a part of patterns: "UNSCR ", "S/RES/", "resolution no. "."""
YEAR = r"(?:\s?\(\d{4}\))?"
"""Year of a resolution behind its number, or nothing, as a part of patterns: " (2000)"."""
RESOLUTION = rf"(?:{NAME})?\d{{3,4}}{YEAR}"
"""Number of a resolution with or without a name and a year, as a part of patterns: "1325", "UNSCR 1325 (2000)"."""
_DIGITS = r"(?<![\w,./$€£-])\d{3,4}(?![\w%]|[,.]\d|-\d)"
_DIGITS_AFTER_NAME = r"\d{1,4}(?![\w%]|[,.]\d|\s?[-–]\s?\d)"
_YEAR_OF_SYMBOL = r"(?:\s*\(\s*(?:19|20)\d\d\s*\)|,?\s(?:of|from)\s(?:19|20)\d\d(?!\w))?"
YEAR_AT_END = re.compile(r"(?:\(\s?|\b(?:of|from)\s)(\d{4})\s?\)?$", re.I)
"""The year at the end of a mention: "1325 | (2000)", "1325 | of 2000"."""
MENTION = re.compile(
    rf"(?P<name>{NAME})(?P<after_name>{_DIGITS_AFTER_NAME}){_YEAR_OF_SYMBOL}"  # "UNSCR 1325"
    rf"|(?P<bare>{_DIGITS}){_YEAR_OF_SYMBOL}",  # "1325 (2000)"
    re.I,
)
"""A resolution by its number, with a name before it or without one."""
ANOTHER = re.compile(
    r"\s*+(?:,|/|&|\+|,?\s*+\b(?:(?:and|or)\b(?:\s++in\b)?+|vs\b\.?+|versus\b))\s*+"
    rf"(?:{NAME})?(\d{{3,4}}(?![\w%]|[,.]\d)){_YEAR_OF_SYMBOL}",
    re.I,
)
"""Another resolution, behind a comma or a word that joins it: "1325 | and 1820", "1325 | / 1820"."""
_BETWEEN_COMPARED = (
    r"\s(?:(?P<compares>(?:differ|change)(?:s|ed)?\sfrom"
    r"|(?:as\s)?(?:compared|opposed)\s(?:with|to)|in\scomparison\s(?:with|to)"
    r"|as\sagainst|unlike|vs\.?|versus|next\sto|alongside"
    r"|(?:\w{3,12}er|(?:more|less)\s\w{3,14})\sthan|add(?:s|ed)?\sto"  # "stronger than"
    r"|go(?:es)?\sbeyond)|with|to|against|and(?:\sin)?|from)\s(?:the\s)?"
)
COMPARED_BEHIND = re.compile(rf"{_BETWEEN_COMPARED}(?:{NAME})?(?P<other>\d{{3,4}})(?![\w%/]|[,.]\d)", re.I)
"""Another resolution behind one, and the words between that may compare them: "2573 | differ from 2286"."""
COMPARED_BEFORE = re.compile(
    rf"(?<![\w,./$€£-])(?P<other>\d{{3,4}}){_YEAR_OF_SYMBOL}{_BETWEEN_COMPARED}(?:{NAME})?$", re.I
)
"""Another resolution before one, as `COMPARED_BEHIND`."""
COMPARES_BEFORE = re.compile(
    r"\b(?:compar\w{1,7}|contrast\w{0,3}|differ\w{0,6}|chang\w{1,4}|evol\w{1,6}|shift\w{0,3}|in\scommon)\b"
    r"[^.?!;:]{0,40}$",
    re.I,
)
"""Words that compare the resolutions behind them: "what changed between | 2178 and 2396"."""
COMPARES_AFTER = re.compile(r"\s(?:(?:both\s)?(?:compare|differ|diverge|overlap)|have\sin\scommon)\b", re.I)
"""Words that compare the resolutions before them: "how do 2178 and 2396 | differ"."""
ANOTHER_BESIDE = re.compile(r"\s(?P<beside>\d{3,4})(?![\w%/]|[,.]\d)")
"""Another number behind a resolution, separated by a blank: "schools 2143 2225"."""
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_AND_MONTH = rf"{_DAY}\s(?:of\s)?{MONTH},?\s"
DATE_OF_RESOLUTION = re.compile(
    r"(?<![\d$€£])(?<!\d[,./-])(?P<number>\d{3,4})(?:\s?\((?:19|20)\d\d\))?"
    r"(?:,?\s?\(\s?(?:(?:adopted|passed|dated|of|on)\s){0,2}"
    rf"(?:(?:{_DAY_AND_MONTH}|{MONTH}\s(?:{_DAY},?\s)?|\d{{1,2}}[./-]\d{{1,2}}[./-])"  # "(19 June 2008)", "(19/6/2008)"
    r"(?P<year>(?:19|20)\d\d)"
    r"|(?P<first>(?:19|20)\d\d)-\d\d-\d\d"  # "(2008-06-19)"
    r"|['’](?P<short>\d\d))\s?\)"  # "('08)"
    rf"|,?\s(?:of|dated|adopted(?:\son)?|passed(?:\son)?)\s{_DAY_AND_MONTH}"  # "of 19 June 2008"
    r"(?P<behind>(?:19|20)\d\d)(?!\w))",
    re.I,
)
"""Resolution with the day of its adoption, or with a short year: "1820 (19 June 2008)", "2220 ('15)"."""
YEAR_BEHIND_STROKE = re.compile(
    r"(?<![\w$€£])(?<!\d[,./-])(?P<symbol>s[\s/-]?res[\s/-]?)?(?P<number>\d{3,4})"
    r"\s?[/-]\s?(?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)"
    r"(?P<placed>(?=,?\s(?:ops?|pps?|para(?:graph)?s?|§)\.?\s?\d))?",
    re.I,
)
"""Resolution with its year behind a stroke: "1325/2000", "S-RES-2474-2019"."""
OTHER_PREFIX = re.compile(r"(?<![\w/])(?:(?:un)?sc/|un/)?res/(?=\d{3,4}(?!\d))", re.I)
"""Variant of the prefix "S/RES/": "SC/RES/1325", "RES/1325"."""
_GLUED_NAME = r"(?:unscr|unsc|scr|sc|s[/-]?res[/-]?|res|r)?\d{3,4}"
_GLUED_KIND = r"(?:ops?|pps?|para(?:graph)?s?)\.?"
GLUED_TO_PLACE = re.compile(
    rf"(?<![\w$€£])(?<!\d[,./-])(?P<resolution>{_GLUED_NAME}(?:\(\d{{4}}\))?)_?(?={_GLUED_KIND}\s?\d{{1,2}}(?!\d))",
    re.I,
)
"""Resolution without a blank before its paragraph: "UNSCR2242para5"."""
PLACE_OF_GLUED = re.compile(
    rf"(?<!\w)(?P<place>{_GLUED_KIND}\s?\d{{1,2}}(?:[a-l]|\([a-z]\))?)(?P<of>of)(?={_GLUED_NAME}(?!\w))", re.I
)
"""Paragraph without a blank before its resolution: "op8of1325"."""
_FIGURES = r"\d{1,3}(?![\d%]|\.\d|(?:st|nd|rd|th)\b)"
_NUMERAL = rf"(?:{_FIGURES}|(?:{any_of(NUMBER_WORDS)})\b)"
SUB = r"(?:sub(?:[ -]?para(?:graph)?)?s?|letters?|lit(?:era)?|items?|indents?)"
"""Word before the letter of a sub-paragraph, as a part of patterns."""
_BARE_LETTER = (  # no article: "5 b", "5 a and c", "5 a of"
    r"(?:[b-hj-m]|[ai](?=\s?(?:$|[,.;:?!)]|(?:of|in|from)\b|(?:and|to|&|\+|-|–)\s?[b-m](?![\w'’.]))))(?![\w'’.])"
)
_LEVEL = rf"(?:[a-h]?[ivx]{{1,5}}|[a-z]|aa|bb|cc|dd|{LAST})"
_LEVELS = (  # "(a) (ii)", "a", ", letter d", " c"
    rf"(?:\s?\({_LEVEL}\)|[a-z](?!\w)|,?\s?{SUB}\.?\s?\(?[a-z]{{1,2}}(?![\w'’])\)?"
    rf"|\s{_BARE_LETTER})*+"
)
_ANOTHER_LETTER = rf"(?:\([a-z]\)|{_BARE_LETTER})"  # "16 (a) and (b)", "5 a-c"
_PARA = r"(?:para(?:graph)?['’]?s?|par|pgh)"
PARA_KIND = (
    rf"annex,?\s?{_PARA}|operatives?(?:\s(?:{_PARA}|clauses?))?|op\.?\s?{_PARA}|ops?|o\.p"
    rf"|preamb(?:ular|le)(?:,?\s(?:{_PARA}|clauses?|recitals?))?|pps?|p\.p|recitals?|{_PARA}|§§?|¶¶?"
)
"""Word before the number of a paragraph, as a part of patterns."""
_IN_PART = r"(?:\s(?:of|in)\sthe\s(?P<part>preamble|annex|operative\spart)(?!\w))?"


_THROUGH = r"(?:\bto\b|\bthrough(?:\sto)?\b|\bthru\b|\buntil\b|\btill\b)"
_ONWARDS = (
    r"(?P<onwards>\sonwards?\b|\sand\s(?:the\s)?following(?:\s(?:ones|paragraphs|paras))?\b|\set\sseq\b\.?|\s?ff\b\.?)?"
)


def _paragraph(kinds: str) -> str:
    again = (
        rf"(?:\s?(?:,|&|\+|/|-|–|\band\b|{_THROUGH})\s?(?:(?:(?:{kinds})\.?\s?)?{_NUMERAL}{_LEVELS}|{_ANOTHER_LETTER})"
        rf"|\s(?:{PARA_KIND})\.?\s?{_NUMERAL}{_LEVELS})"
    )
    number = rf"(?:(?:no|nr|number)\b\.?\s?)?(?P<place>{_NUMERAL}{_LEVELS})(?P<more>(?:{again}){{0,9}}){_ONWARDS}"
    letter = rf"(?:{SUB}(?![a-z])\.?\s?\(?(?P<letter>[a-z]{{1,2}})\)?\s(?:of|in|under)\s(?:the\s)?)?"
    return rf"{letter}(?P<kind>{kinds})[.-]{{0,3}}\s?{number}{_IN_PART}"


_PARAGRAPH = _paragraph(rf"{PARA_KIND}|clauses?|art(?:icle)?s?|points?|items?|sections?|sec|no|nr|number|\#")
_NTH = (
    rf"\d{{1,2}}(?:st|nd|rd|th)|{any_of(ORDINALS)}|last|final|closing|concluding|opening|initial"
    r"|penultimate|antepenultimate"
    r"|(?:second|third|fourth)[\s-](?:(?:to|from)[\s-](?:the[\s-])?)?last|next[\s-]to[\s-]last"  # "second to last"
    r"|last[\s-]but[\s-](?:one|two)|(?:one|two)[\s-]but[\s-]last"
)
_NTH_PARAGRAPH = (
    rf"(?:the\s)?(?:very\s)?(?P<nth>{_NTH})\s"
    rf"(?P<kind>operative\s(?:{_PARA}|clause)|op\.?\s?{_PARA}|op"  # "the 3rd | operative paragraph"
    rf"|preamb(?:ular|le)\s(?:{_PARA}|clause|recital)|pp|recital"  # "the last | preambular paragraph"
    rf"|{_PARA}|clause|(?:preambular|operative)(?=\s(?:of|in|from)\s))"  # "the last | operative | of"
    rf"(?!\w)(?P<levels>{_LEVELS}){_IN_PART}"
)
_NTH_KIND = (
    rf"operatives?(?:\s(?:{_PARA}|clauses?))?|op\.?\s?{_PARA}|ops?"
    rf"|preamb(?:ulars?|le)(?:\s(?:{_PARA}|clauses?|recitals?))?|pps?|recitals?"
    rf"|{_PARA}|clauses?"
)
_ONE_NTH = rf"(?:the\s)?(?:very\s)?(?:{_NTH})(?:\s(?:{_NTH_KIND}))?(?!\w)"
_AND_ANOTHER = r"(?:,?\s(?:and|&|\+|plus)|,)\s"
_NTH_PARAGRAPHS = (
    rf"(?P<nths>{_ONE_NTH}(?:{_AND_ANOTHER}{_ONE_NTH}){{0,4}}"
    rf"{_AND_ANOTHER}(?:the\s)?(?:very\s)?(?:{_NTH})\s(?P<kind>{_NTH_KIND}))(?!\w)"
    rf"{_IN_PART}"
)
NTH_IN_LIST = re.compile(rf"(?<!\w)(?P<nth>{_NTH})(?:\s(?P<kind>{_NTH_KIND}))?(?!\w)", re.I)
"""One paragraph of "the first and the last paragraph", "last PP and first OP"."""
_FIRST_PARAGRAPHS = (
    r"(?:the\s)?(?:very\s)?(?P<end>first|opening|initial|top|last|final|closing)\s"
    rf"(?P<many>\d{{1,2}}|{any_of(NUMBER_WORDS)})\s"
    rf"(?P<kind>operatives|operative\s(?:{_PARA}|clauses)|ops"
    rf"|preambulars|preamb(?:ular|le)\s(?:{_PARA}|clauses|recitals)|pps|recitals"
    rf"|{_PARA}|clauses)"
    rf"(?!\w){_IN_PART}"
)
_PLACES = (_PARAGRAPH, _NTH_PARAGRAPHS, _NTH_PARAGRAPH, _FIRST_PARAGRAPHS)
_LETTERED_PLACE = r"(?P<place>\d{1,2}(?:(?:\s?\(" + _LEVEL + r"\))++|[a-l](?!\w)))"
_LETTERED_LIST = (
    rf"{_LETTERED_PLACE}(?P<more>(?:\s?(?:,|&|\+|/|-|–|\band\b|\bto\b)\s?(?:\d{{1,2}}\s?)?\([a-z]\)){{0,9}})"
)
_DECIMAL_PLACE = rf"(?P<kind>{PARA_KIND})\.?\s?(?P<decimal>\d{{1,2}}\.\d{{1,2}})(?![\w%]|\.\d)"
_SEPARATED = r"(?:['’]s)?[\s,:;()/–-]{0,3}(?:(?:in|at)\s)?(?:the\s)?"
_OF_BEFORE = r"\s?[,/:–-]?\s?(?:(?:of|in|from|under)\s|(?<=preamble\s)to\s)?(?:(?:the|both)\s)?(?:(?:un|unsc)\s)?\(?$"


SAY = "ask|contain|cover|deal|define|demand|include|mention|oblige|recommend|request|require|say|set|talk|tell|urge"
"""Verbs for what a text says, as alternatives of a pattern."""
_TREATY = r"(?:CEDAW|CRC|ICCPR|ICESCR|CRPD|CAT)"
_OF_RATIFYING = (
    r"(?:ratif(?:y|ies|ied|ying|ication\sof)|acced(?:e|es|ed|ing)\sto|accession\sto"
    r"|sign(?:s|ed|ing)?|part(?:y|ies)\sto)"
    r"\s(?:the\s)?(?:(?:first|second|third|1st|2nd|3rd)\s)?"
)
OPTIONAL_PROTOCOL = re.compile(
    r"\bOP(?P<many>s)?"
    rf"(?=\s(?:to|of)\s(?:the\s)?(?:{_TREATY}|(?:\w+\s)?convention)\b"  # "OP to the CRC"
    rf"|\s{_TREATY}\b"  # "OP CEDAW"
    r"|\son\s(?:the\s)?(?:sale|involvement)\sof\schildren\b)"  # "OP on the sale of children"
    rf"|(?P<ratifying>\b{_OF_RATIFYING})OP(?P<several>s)?\b(?!\s?\d|\s(?:of|in|from)\s)",  # "ratify the OP"
    re.I,
)
"""Abbreviation that is no operative paragraph: "OP to CEDAW", "ratify the OP on children in armed conflict"."""
_TENS_OF_HUNDREDS = any_of(word for word, n in BELOW_HUNDRED.items() if 10 <= n < 30)
_UNIT = any_of(word for word, n in BELOW_HUNDRED.items() if n < 10)
_BELOW_HUNDRED = any_of(BELOW_HUNDRED)
_BEFORE_SPOKEN = (
    r"of|in|from|under|per|does|did|do|has|is|what|about|on|by|res(?:olution)?s?\.?|unscr?|scr?|and|or|vs\.?|versus"
    r"|with|to|between|compare|cites?|cite[ds]|mentions?|implementing|show|me|open|see|quote|read"
)
_BEHIND_SPOKEN = (
    rf"{PARA_KIND}|annex|clauses?|articles?|preamb\w+|vs|versus|and|or|on|about|regarding|says|said|asks|calls|with"
    rf"|next|is|{SAY}"
)
AND_BEFORE = re.compile(r"^,?\s?(?:and\s)?")
"""Word between hundreds and what is below them."""
_AND_BELOW = rf"\s(?:and\s)?(?:{_BELOW_HUNDRED})"
SPOKEN_RESOLUTION = re.compile(
    rf"(?P<before>^|[,;:(]\s?|\b(?:{_BEFORE_SPOKEN})\s)"
    rf"(?:(?P<thousands>one|a|two)[\s-]thousand"  # "two thousand two hundred and forty-two"
    rf"(?:,?\s(?:and\s)?(?P<hundreds>{_UNIT})[\s-]hundred)?(?P<rest>,?{_AND_BELOW})?"
    rf"|(?P<high>{_TENS_OF_HUNDREDS})[\s-]"
    rf"(?:hundred(?P<behind>{_AND_BELOW})?"  # "thirteen hundred and twenty-five"
    rf"|(?:oh|o|zero)[\s-](?P<low>{_UNIT})"  # "nineteen oh six"
    rf"|(?P<pair>{_BELOW_HUNDRED})))"  # "thirteen twenty-five"
    rf"(?=\s?[?.!,;:()'’/]|\s-|\s?$|\s(?:{_BEHIND_SPOKEN})\b)",
    re.I,
)
"""Number of a resolution in words, in a position where a resolution may be named: "thirteen twenty-five"."""


@cache
def places_after() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a paragraph behind its resolution: "1325 OP 8", "1325, last paragraph", "1325 8(b)"."""
    return (
        *(re.compile(rf"{_SEPARATED}{place}", re.I) for place in _PLACES),
        re.compile(rf"[\s,:;–-]{{1,3}}{_LETTERED_LIST}", re.I),
        re.compile(rf"{_SEPARATED}{_DECIMAL_PLACE}", re.I),
    )


@cache
def places_before() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a paragraph before its resolution: "OP 8 of", "the last paragraph of", "8(b) of"."""
    return (
        *(re.compile(rf"(?<!\w){place}{_OF_BEFORE}", re.I) for place in _PLACES),
        re.compile(rf"(?<![\w.]){_LETTERED_PLACE}{_OF_BEFORE}", re.I),
        re.compile(rf"(?<!\w){_DECIMAL_PLACE}{_OF_BEFORE}", re.I),
    )


@cache
def place_in_list() -> re.Pattern[str]:
    """Return the pattern of one paragraph in a list of them: ", OP 5(a)", "and 16"."""
    return re.compile(
        rf"(?P<link>^|,|&|\+|/|-|–|\band\b|{_THROUGH}|\s(?=(?:{PARA_KIND})\.?\s?\d))\s?"
        rf"(?:(?:(?P<kind>{PARA_KIND})\.?\s?)?(?P<number>{_NUMERAL})(?P<levels>{_LEVELS})"
        rf"|(?P<letter>{_ANOTHER_LETTER}))",
        re.I,
    )


PLACES_ALONE = (
    re.compile(rf"(?<!\w){_paragraph(PARA_KIND)}(?!\w)", re.I),
    re.compile(rf"(?<!\w){_NTH_PARAGRAPH}(?!\w)", re.I),
    re.compile(rf"(?<![\w.]){_LETTERED_PLACE}(?!\w)", re.I),
)
"""Patterns of a paragraph without its resolution."""
OF_ANOTHER = re.compile(rf"\s(?:of|in|from)\s(?:the\s)?{RESOLUTION}", re.I)
"""Words behind a paragraph that belongs to the resolution that follows: "OP 1 of 1325; OP 2 of 1820"."""
NUMBER_ALONE_AFTER = re.compile(
    rf"[\s,:/]{{1,2}}(?P<place>\d{{1,2}}|(?!one\b)(?:{any_of(NUMBER_WORDS)}))(?=\W{{0,3}}$)", re.I
)
"""A bare number behind a resolution at the end, which is a paragraph: "1325 | 8"."""
BETWEEN_PLACE_AND_YEAR = re.compile(r"\s?,?\s?(?:(?:of|in|from)\s)?(?:the\syear\s)?", re.I)
"""Words between a paragraph and the year of its resolutions: "OP 8 of 2013"."""
PREAMBLE_BEFORE = re.compile(r"\bpreamble\s(?:of|to)\s(?:the\s)?$", re.I)
"""Words before a resolution by which the paragraph behind it is preambular: "preamble of | 1325, para 3"."""
LEVEL_WORD = re.compile(rf"(?<![a-z]){SUB}(?![a-z])", re.I)
"""Word before the letter of a sub-paragraph: "letter", "sub-paragraph"."""
_PART = (
    r"(?:ops?|pps?|para(?:graph)?s?|clauses?|preambles?|text|wording|language|provisions?|articles?|sections?"
    r"|parts?|annex(?:es)?|words|sentences?|lines?|recitals?|bits?|passages?)"
)
PART_AND_BLANKS = re.compile(rf"{_PART}\s+", re.I)
"""Noun for a part of a resolution, and the blanks behind it: "OP ", "paragraph "."""
RESOLUTION_ALONE = re.compile(r"resolutions?\s+", re.I)
"""The word "resolution" without a number, and the blanks behind it."""
GENITIVE = re.compile(r"['’]s\b")
"""Ending of the name of a resolution: "1325|'s"."""
GENITIVE_AFTER = re.compile(r"^['’]s\s+\w")
"""Genitive behind a resolution, with the noun that it belongs to: "1325 | 's language"."""
ONLY_AFTER = re.compile(r"\s+only\b", re.I)
"""Word behind a limit that belongs to it: "1325 | only"."""
IN_BEFORE = re.compile(
    r"(?:\b(?:(?:according to|in|within|inside|under|from|as per|per|only|just|see|quote|compare|read|show(?: me)?"
    rf"|search|open)|\b{_PART}\s+(?:of|to))\s+(?:the\s+|both\s+|either\s+)?(?:un\s+)?)$",
    re.I,
)
"""Words before a resolution that limits: "camps | according to the | 2242", "camps, | only | 2242"."""
SHORT_NAME = re.compile(r"(?<![\w@/.-])reso(?P<many>s?)(?![\w@/-]|\.\w)", re.I)
"""Everyday short form of "resolution"."""
WANTED_BEFORE = re.compile(
    r"\b(?:have|hold|got|need|want|find|get|open|fetch|send"
    r"|(?:look(?:ing)?|search(?:ing)?|ask(?:ing)?)\s+for)\s+(?:me\s+|us\s+)?"
    r"(?:the\s+)?(?:un\s+)?$",
    re.I,
)
"""Words before a resolution that a question asks for: "do you have | resolution 2417"."""
HELD_AFTER = re.compile(
    r"^\s+(?:here|held|available|in\s+(?:your|the|this|our)\s+(?:library|index|corpus|collection|database|list))\b",
    re.I,
)
"""Words behind a resolution that a question asks for: "is resolution 2417 | here"."""
_NOT_OF_A_DESCRIPTION = (
    r"(?!(?:in|on|about|by|with|from|under|to|for|between|that|which|the|role|implement\w*|adopt\w*|naps?|plans?"
    r"|anniversar\w*)\b)"
)
DESCRIBED_BEFORE = re.compile(
    r"(?:^|\b(?:in|within|from|under|across|do|does|did)\s)"
    r"(?P<what>(?:(?:all|any|each|one)\sof\s)?(?:the|our|these|those|both|all)\s"
    rf"(?:{_NOT_OF_A_DESCRIPTION}[\w&-]{{1,30}}+,?\s){{1,6}}(?<!of\s))$",
    re.I,
)
"""Words for the subject of resolutions, before their names: "in the protection of civilians | resolutions 1265 …"."""
PART_OF_BEFORE = re.compile(
    rf"\b(?:{_PART}\s+(?:of|in|from|to)"  # "the wording of | 1325"
    r"|(?:where(?:abouts)?|what|who|which)\s+(?:exactly\s+)?in)\s+"  # "where in | 1325"
    r"(?:the\s+)?(?:un\s+)?$",
    re.I,
)
"""Words before a resolution that a part of is asked for, which makes it a limit: "which paragraphs of | 1325"."""
IS_AFTER = re.compile(r"^\s+(?:is|are|was|were|ha(?:s|ve|d)\s+been)\b", re.I)
"""Verb behind a resolution that leaves open whether that is the topic: "1325 | is cited often"."""
OUTSIDE_BEFORE = re.compile(
    r"\b(?:not\s+(?:in|from|under)"  # "camps, but not in | 1325"
    r"|(?:outside(?:\s+of)?|other\s+than|except(?:ing)?(?:\s+for)?|excluding"  # "other than | 1325"
    r"|apart\s+from|besides|aside\s+from|leaving\s+(?:out|aside)"
    r"|with\s+the\s+exception\s+of|without|minus|excl(?:\.|ude)?"
    r"|not\s+incl(?:\.|uding)?)"
    r"(?:\s+(?:those|that|the\s+ones?|anything|everything|what(?:['’]s|\s+is))"  # "besides what is in | 1325"
    r"\s+(?:in|of|from|under))?)\s+(?:the\s+)?$",
    re.I,
)
"""Words before a resolution that is excluded: "camps | other than | 1325"."""
NUMBERED_PLACE = re.compile(r"(?P<kind>PP)?(?P<number>\d{1,3})(?:\((?P<letter>[a-z])\))?")
"""Paragraph in short form, as understood: "PP5", "16(b)"."""
_SAYS = (
    rf"(?:(?:{SAY})s?|said|told|calls?\s+(?:for|on|upon)|called\s+(?:for|on|upon)|asked|requested|demanded|created"
    r"|established|condemns?|decides?|stress(?:es)?|recogni[sz]es?|provides?"
    r"|address(?:es)?|speaks?|suggests?|encourages?|expects?|wants?|allows?|bans?|forbids?|prohibits?)"
)
SAYS_AFTER = re.compile(rf"^\s+(?:itself\s+)?(?:also\s+|even\s+|ever\s+|really\s+|actually\s+)?{_SAYS}\b", re.I)
"""Verb behind a resolution by which it limits to what it says: "1325 | calls for"."""
THE_BEFORE = re.compile(r"\bthe\s$", re.I)
"""Article before a number: "the | 1325 agenda"."""
DOES_BEFORE = re.compile(r"\b(?:do|does|did|must|can|could|should|will|would)\s+(?:the\s+)?(?:un\s+)?$", re.I)
"""Auxiliary verb before a resolution that is the subject: "does | 1325 mention camps"."""
HAS_AFTER = re.compile(r"^\s+ha(?:s|ve)\s+(?:a|an|any|anything|something|nothing|language|the|no)\b", re.I)
"""Verb behind a resolution that has something: "1325 | has language on camps"."""
PART_AFTER = re.compile(rf"^'?s?\s+(?:operative\s+|preambular\s+)?{_PART}\b|^\s+only\b", re.I)
"""Noun for a part, or "only", behind a resolution: "1325 | preambular language", "1325 | only"."""
TOPIC_AFTER = re.compile(
    r"^(?:['’]s)?(?:\s+|-)(?:agenda|implement\w*|anniversar\w*|naps?|national|action|plans?|commitments?|goals?"
    r"|targets?|obligations?|framework|architecture|principles|committee|body|experts?|related|compliance"
    r"|outreach|being)\b",
    re.I,
)
"""Words behind a resolution by which it is the topic: "1325 | agenda", "1267 | committee"."""
QUANTITY_AFTER = re.compile(
    r"^\s+(?:women|men|people|persons?|girls|boys|children|kids|civilians|soldiers|troops|peacekeepers|police|refugees"
    r"|cases|victims|survivors|staff|countries|states|days|weeks|months|years|km|miles|metres|meters|hours|euros?"
    r"|dollars|usd|eur|million|billion|percent|per\s+cent|pages|words|members)\b(?!['’])",
    re.I,
)
"""Nouns behind a number by which it is an amount, and no resolution: "1540 | refugees"."""
HAS_ANY_BEFORE = re.compile(r"\b(?:has|have)\s$", re.I)
"""Verb before a resolution of which it is asked whether it has something: "has | 1325 any language"."""
ANY_AFTER = re.compile(r"^\s(?:anything|something|any|a|an|language|text|provisions?|paragraphs?)\b", re.I)
"""Object of `HAS_ANY_BEFORE` behind the resolution: "has 1325 | any language"."""
HOW_BEFORE = re.compile(r"\b(?:what|how|where|whether|if|which|who|when)\s$", re.I)
"""Word of asking right before a resolution that says something: "how | 1325 deals with camps"."""
WITHIN_BEFORE = re.compile(
    r"\b(?:according\sto|in|within|under|from|as\sper|per|see|quote|compare|read|show(?:\sme)?|search|open"
    rf"|{_PART}\s(?:of|to))\s(?:the\s)?$",
    re.I,
)
"""Words of `IN_BEFORE` before a number that the library lacks; "only 1540" may be an amount."""
NO_RESOLUTION_BEFORE = re.compile(
    r"\b(?:year|years|room|page|number|around|roughly|some|nearly|almost|over|least|most|than|articles?|art\.?|rule"
    r"|section|law|act|bill|flight|route|form|iso|usd|eur)\s$",
    re.I,
)
"""Words before a number that is no resolution: "room | 1325", "at least | 1540"."""
NO_RESOLUTION_AFTER = re.compile(
    r"^(?:\s?(?:bce?|ad|ce|am|pm|hrs?|kg|g|m|km|mm|cm|°)\b"  # "1325 | km"
    r"|(?:\s[\w-]+){0,2}\s(?:conventions?|covenants?|protocols?|treaty"  # "1951 | refugee convention"
    r"|treaties|charter|statute|agreements?|declaration|agenda|committees?|regime|panel|sanctions\slist|war|summit|act"
    r"|constitution|elections?)\b)",
    re.I,
)
"""Words behind a number that is no resolution: an hour, a measure, or the year of a document or an event."""
YEAR_BEFORE = re.compile(r"\b(?:the|that|this)\syears?\s$", re.I)
"""Words before a number that is a year: "the year | 1998"."""
IN_A_YEAR_BEFORE = re.compile(r"\b(?:in|during)\s(?:the\syear\s)?$", re.I)
"""Words before a number that may be a year: "in | 1998"."""
PAST = re.compile(
    r"\b(?:did|was|were|had|said|decided|adopted|happened|asked|called|demanded|condemned|urged|requested)\b", re.I
)
"""Verb in the past, by which a number behind "in" is a year: "what did the Council | say in 1998"."""
FIRST_YEAR_ASKED_FOR = 1990
"""First year that "what did the Council say in 1998" can mean, even if a resolution has that number.

Some resolutions whose number is an earlier year ("in 1960") are cited often.
"""
AS_YEARS = range(1900, 2041)
"""Numbers that are years, unless the library has such a resolution; from 1900, as a text may tell of any year."""
LIST_BEFORE = re.compile(rf"\b(?:resolutions?|texts?|{_PART}|only|just)\s*\($", re.I)
"""Noun and bracket before resolutions that limit: "camps in three resolutions | (1325, 1820)"."""
COLON_AFTER = re.compile(r"^\s*(?::|,|\s[–—-]+\s)|^\s*[–—+&]")
"""Mark behind a resolution at the beginning, which then limits: "1325 | : camps"."""
ABOUT_AFTER = re.compile(r"^\s+(?:on|about|re|regarding)\b", re.I)
"""Preposition behind a resolution, before the topic: "1325 | on | camps"."""
ON_A_RESOLUTION = re.compile(
    r"\b(?:anniversar\w*|implement\w*|carry(?:ing)?\sout|abstain\w*|abstentions?|vot(?:e[ds]?|ing)|penholders?|drafted"
    r"|negotiat\w*|lobb(?:y|ied|ying)|adopted|global\sstudy|compliance|locali[sz]ation|similar\sto|build(?:s|ing)?\son"
    r"|like\s(?:res|un|sc|\d)"
    r"|(?:role|impact|importance|legacy|history|effects?|influence|relevance)\sof\s(?:the\s)?(?:un|res|sc|s/res|\d))\b",
    re.I,
)
"""Words of a question about a resolution itself, its adoption or its implementation."""
PLAN_BEFORE = re.compile(r"\b(?:naps?|plans?)\s(?:(?:on|for|of|under)\s)?$", re.I)
"""Words for a plan right before the resolution that it implements: "a NAP on 1325"."""
ON_BEFORE = re.compile(r"\b(?:on|about|with|for|to|by|and|or|since|after|before|until|like|than)\s(?:the\s)?$", re.I)
"""Words before a resolution at the end by which it is the topic: "women and 1325"."""
TOPIC_BEFORE = re.compile(
    r"\b(?:on|of|about|with|for|to|by|and|or|since|after|before|until|the|naps?|plans?|agenda|implement\w*"
    r"|anniversar\w*|vote[ds]?|adopt\w*|like|than)\s+(?:the\s+)?$",
    re.I,
)
"""Words before a resolution at any place by which it is the topic: "the implementation of | 1325 in Mali"."""
PAIR = re.compile(rf"\d{{3,4}}{YEAR}(?:\s?/\s?|\s){RESOLUTION}", re.I)
"""Two resolutions separated by a stroke or a blank: "online recruitment 2250/2396"."""
SET_OFF_BEFORE = re.compile(r"[,;:(–—+&]\s*$|\s-+\s*$")
"""Mark before a resolution or period that is set off: "camps | , | 1325"."""
BOUND_BEFORE = re.compile(
    r"(?:\bthe\s)?\b(?:(?:that|which)\s(?:is|are|was|were|came)\s)?(?:(?:adopted|passed)\s)?"
    r"(?P<word>since|after|following|(?:later|newer|younger|earlier|older|more\s(?:recent|new|old))\sthan"
    r"|before|prior\sto|until|up\sto)\s$",
    re.I,
)
"""Words before a resolution that begins or ends a period: "resolutions after 2242"."""
BETWEEN_BEFORE = re.compile(r"(?:\bthe\s)?\b(?:(?:adopted|passed)\s)?between\s$", re.I)
"""Words before two resolutions that begin and end a period: "adopted between | 1325 and 1820"."""
TWO = re.compile(r"\sand\s", re.I)
"""Conjunction of the two ends of a period: "between 1325 | and | 1820"."""
COMPARED = re.compile(
    r"\b(?:chang\w{1,4}|compar\w{1,8}|contrast\w{0,3}|differ\w{0,6}|distin\w{1,8}|evol\w{1,6}|develop\w{0,6}"
    r"|shift\w{0,3}|overlap\w{0,4}|common|shared?|same|similar\w{0,6}|links?|relat\w{1,8}|gaps?|choose"
    r"|progress\w{0,3}|versus|vs|new)\b",
    re.I,
)
"""Words of a comparison, in which "between 1325 and 1820" is no period."""
WAS_AFTER = re.compile(r"\s+(?:was|were|is|are|has|have|had)\b", re.I)
"""Verb behind "since 1325" by which that dates an event: "since 1325 | was adopted"."""
LIKENESS_BEFORE = re.compile(r"\b(?:like|similar\s+to|same\s+as|than|echo(?:es|ing)?|recall(?:s|ing)?)\s+$", re.I)
"""Words before a resolution that something is compared with: "wording similar to | 1325"."""
LINK = re.compile(
    r"<?(?:https?://)?(?:www\.)?(?:undocs|docs\.un|documents\.un)\.org/[^\s<>|]{0,80}?"
    r"S(?:/|%2F)RES(?:/|%2F)(?P<number>\d{1,4})"
    r"(?:(?:%20|\s)?(?:\(|%28)(?P<year>\d{4})(?:\)|%29))?[^\s<>|,;?!)]{0,80}(?:\|[^<>]{0,80})?>?",
    re.I,
)
"""Link to a resolution, in Slack's form, too: "<https://undocs.org/S/RES/1325(2000)|S/RES/1325 (2000)>"."""
WHAT_ABOUT_ONE = re.compile(
    r"\W{0,9}(?:(?:and|but|so|ok|okay)\b\W{0,3}(?:(?:what|how)\s+about\s+)?|(?:what|how)\s+about\s+)"
    rf"(?P<resolution>(?P<named>{NAME})?(?P<number>\d{{3,4}}){YEAR})\s+(?:on|about|regarding|re)\s+"
    r"(?P<topic>(?!(?:it|that|this|the\s+same|them|these|those)\b)\S.{0,80})",
    re.I,
)
"""Question for a topic in a resolution: "and what about 1325 on camps"."""
TEXTS = (
    r"(?:resolutions?|texts?|decisions?|language|wording|documents?|mandates?|paragraphs?|paras?|clauses?|provisions?"
    r"|passages?|ops?|pps?)"
)
"""Nouns for texts of the Council, as a part of patterns."""
TEXTS_ADOPTED = rf"{TEXTS}(?:\s+(?:only|adopted|passed))?"
"""Nouns for texts beside a period, with the word that joins them to it: "resolutions adopted", "texts only"."""
ANYTHING = r"(?:anything|something|everything|stuff|things|materials?)"
"""Words for texts of any kind, as a part of patterns: "anything", "materials"."""
