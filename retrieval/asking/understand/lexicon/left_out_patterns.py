"""Patterns of excluded topics: "but not about children", "that do not mention children"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import ANYTHING, TEXTS

_MENTION = (
    r"(?:mention|refer\sto|name|discuss|touch\son|speak\s(?:of|about)|talk\sabout|concern"
    r"|(?:say|have|contain)\sanything\s(?:about|on)"
    r"|(?:mention|use|have|contain|say|include)\s(?:the\s)?(?:words?|terms?|phrases?|expressions?)"
    r"|(?:use|have|contain|say|include)(?=\s[“\"]))"
)
_MENTIONING = r"(?:mentioning|referring\sto|discussing|concerning|about|related\sto|dealing\swith|talking\sabout)"
_TEXTS = rf"(?:{TEXTS}|{ANYTHING}|ones|all)"
_DOES_NOT = r"(?:do|does|did)(?:n['’]?t|\snot)|never"
_IS_NOT = r"(?:is|are|was|were)(?:n['’]?t|\snot)"
_HOW = r"(?:\s(?:also|even|ever|explicitly|specifically|directly|really))?"
_OF_OTHER_TEXTS = (
    "agreements plans reports laws codes constitutions mandates negotiations briefings strategies policies statements"
)
_OTHER_TEXTS = "".join(rf"(?<!\b{word})" for word in f"{_OF_OTHER_TEXTS} that which".split())
_LEFT_OUT = r"\s(?P<left_out>[\w“\"][^?!.;:]{0,80}?)(?:,?\s(?:please|pls|thanks))?[\s?!.]{0,3}$"
LEFT_OUT = (
    # "paragraphs on camps that do not mention children", "which paragraphs on camps do not mention children"
    re.compile(
        rf"\b{_TEXTS}\b[^?!.;:]{{0,80}}?{_OTHER_TEXTS}(?:,?\s(?:that|which))?\s"
        rf"(?:{_DOES_NOT}){_HOW}\s{_MENTION}{_LEFT_OUT}",
        re.I,
    ),
    # "camps, but not about children", "language on camps which is not about children"
    re.compile(
        r"(?:,|\b(?:but|and|yet)|(?:that|which))\s(?:(?:that|which|those|ones|texts|paragraphs|anything)\s)?"
        rf"(?:{_IS_NOT}|not){_HOW}\s{_MENTIONING}{_LEFT_OUT}",
        re.I,
    ),
    # "camps without mention of children", "texts on camps that have nothing to do with children"
    re.compile(
        r"\b(?:(?:without|with\sno)\s(?:any\s)?mention(?:ing)?(?:\sof)?"
        r"|without\s(?:using\s|containing\s)?the\s(?:words?|terms?|phrases?|expressions?)"  # "without the word"
        r"|(?:that|which)\s(?:have|has)\snothing\sto\sdo\swith|unrelated\sto"
        r"|(?:except|excluding|but\snot|other\sthan|without)\s"  # "except those about"
        r"(?:the\s)?(?:those|ones|paragraphs|texts|anything|everything)\s"
        rf"(?:about|on|mentioning|(?:that|which)\s(?:mention|are\s(?:about|on)))){_LEFT_OUT}",
        re.I,
    ),
    # "paragraphs on camps in which children are not mentioned"
    re.compile(
        rf"\b{_TEXTS}\b[^?!.;:]{{0,80}}?{_OTHER_TEXTS}\s(?:in\swhich|where)\s(?P<left_out>[\w“\"][^?!.;:]{{0,40}}?)\s"
        r"(?:(?:is|are)(?:n['’]?t|\snot)|(?:is|are)\snever)\s(?:mentioned|named|referred\sto|discussed)[\s?!.]{0,3}$",
        re.I,
    ),
)
"""Excluded topic at the end of a question, with the clearest wording first."""
EXCEPTED = LEFT_OUT[1:3]
"""The patterns of `LEFT_OUT` whose match begins at the exclusion, and not at a noun for texts before it."""

_TERM = r"(?P<left_out>[\w'’-]{3,30}(?:\s[\w'’-]{1,30}){0,3}?)"
_AT_END = r"(?:\s(?:stuff|things|ones|parts?))?(?:,?\s(?:please|pls|thanks))?[\s?!.]{0,3}$"
_NO_TOPIC = (
    r"(?:about|after|all|any|anymore|as|at|be|been|because|before|by|during|even|every|everything|for|from|here|if|in"
    r"|into|just|less|limited|mentioning|more|necessarily|on|only|older|newer|once|out|since|so|that|the\sother|them"
    r"|there|these|this|those|to|under|until|vice|very|when|where|with|yet|\w{1,20}ed|\w{0,20}\d\w{0,20}|operatives?"
    r"|preamb\w{1,6}|paragraphs?|resolutions?|texts?)\b"
)
_ROLES = (
    r"(?:\w{1,20}\s)?(?:criminals?|offenders?|perpetrators?|suspects?|enem(?:y|ies)|victims?|objects?|subjects?"
    r"|beneficiar(?:y|ies)|partners?|actors?|leaders?|spectators?|observers?|soldiers?|combatants?|agents?)\b"
)
NEGATED = re.compile(
    r"(?:,\s(?:(?:but|and)\s)?not|\s(?:but|and)\snot"  # "schools, not"
    r"|,?\s(?:excluding|leaving\sout)|,\s(?:but\s)?without)\s"  # "schools, leaving out"
    rf"(?:(?:the|any)\s(?!other))?(?!{_NO_TOPIC})(?!{_ROLES})[“\"]?{_TERM}[”\"]?{_AT_END}",
    re.I,
)
"""Excluded topic behind another one: "schools, not hospitals"; but "victims, not criminals" excludes none."""
LISTED_WITHOUT = re.compile(
    r"(?:,\snot|\s\((?:but\s)?not|,?\s(?:but|and|yet)\snot"  # "schools (not"
    r"|,?\s(?:but|yet)\s(?:never|no|without)|,\swithout|,?\s(?:excluding|leaving\sout|minus))\s"  # "camps but no"
    rf"(?:(?:on|of|about|the|any)\s(?!other))?(?!{_NO_TOPIC})(?!an?\s)(?!{_ROLES})"
    rf"[“\"‘']?{_TERM}[”\")]{{0,2}}{_AT_END}",
    re.I,
)
"""Excluded topic behind the topic of a list: "girls but not boys", "schools (not hospitals)", "camps but no tents"."""
