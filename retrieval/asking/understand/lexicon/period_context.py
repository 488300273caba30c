"""Words before and behind a period, by which it limits or is that of an event."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import ANYTHING, TEXTS, TEXTS_ADOPTED

AROUND_A_PERIOD = re.compile(
    rf"(?:only|just|please|pls|texts?|resolutions?|ones?|{ANYTHING}|adopted|passed"
    r"|and|in|by|from|the|these|any|all|un|council"
    r"|language|wording|operative|preamble|preambular|paras?|paragraphs?|ops?|pps?)\b",
    re.I,
)
"""Words that may stand beside a period that is apart from a sentence: "texts adopted | since 2015"."""
ATTACHED_BEFORE = re.compile(
    rf"\b(?:{TEXTS_ADOPTED}(?:\s(?:was|were))?|adopt(?:ed)?|passed|agreed|{ANYTHING})\s*+,?\s*+$", re.I
)
"""Words for texts right before a period that limits them: "resolutions adopted | since 2015"."""
WITHIN_TEXTS_BEFORE = re.compile(
    r"\b(?:in|from|within|among|across)\s(?:the\s|any\s|all\s)?(?:(?:un|unsc|council|security\scouncil)\s)?"
    rf"{TEXTS_ADOPTED}\s?,?\s?$",
    re.I,
)
"""Words for texts between a topic and a period: "mediation | in resolutions adopted | after 2016"."""
TEXTS_SET_OFF_BEFORE = re.compile(
    rf"(?<=[^\W_])\s?[,:;–—-]\s{TEXTS_ADOPTED}(?:\s(?:that|which)\s(?:are|were))?\s$", re.I
)
"""Words for texts between a topic and a period, behind a mark: "mediation | , resolutions | after 2016"."""
ONLY_BEFORE = re.compile(r"\b(?:only|just)\s+$", re.I)
"""Word before a period that belongs to the limit: "camps | only | since 2015"."""
_NO_SUBJECT = "".join(
    rf"(?<!\b{word})" for word in "was were is are been being be council has have had they it un unsc".split()
)
ADOPTED_BEFORE = re.compile(rf"{_NO_SUBJECT}\s(?:adopted|passed|agreed|dated)\s$", re.I)
"""Word between a topic and a period, which is part of the limit: "girls | adopted | since 2015"."""
TEXT_NOUN = re.compile(rf"\b{TEXTS}\b", re.I)
"""Noun for texts in a period, which is kept inside a sentence: "the 2013 | resolution"."""
TEXTS_FIRST = re.compile(rf"(?:{TEXTS}|{ANYTHING})\b", re.I)
"""Noun for texts that opens a period, and asks for a list of them: "paragraphs | from 2015"."""
SPEAKER = re.compile(r"\b(?:council|unsc|sc|resolutions?|texts?)\b", re.I)
"""The Council or its texts, as the subject of `SPEAKS`."""
SPEAKS = re.compile(
    r"\b(?:sa(?:y|id)|ask(?:ed)?|call(?:ed)?|decided?|adopt(?:ed)?|pass(?:ed)?|demand(?:ed)?"
    r"|urged?|requested?|condemn(?:ed)?|tell|told|agreed?|state[ds]?|mention(?:ed)?|welcomed?|put|express(?:ed)?"
    r"|wr[io]te|written|la(?:y|id)\sdown|addressed|voiced|promised|committed|dealt|sp(?:eak|oke)|talked|required?"
    r"|recommend(?:ed)?|recogni[sz]ed?|noted|stressed)\b",
    re.I,
)
"""Verb behind `SPEAKER` by which a question is about the Council's texts: "what did the Council | say"."""
SPOKEN_BEFORE = re.compile(
    r"\b(?:say|said|asked?|decided?|adopt(?:ed)?|pass(?:ed)?|demand(?:ed)?|urged?|requested?|condemn(?:ed)?|agreed?"
    r"|stated?|mention(?:ed)?|(?:call|ask)(?:ed)?\s+for)\s+$",
    re.I,
)
"""Verb of saying right before "in 2013", which then limits: "what did the Council | ask for | in 2013"."""
DECIDED_BEFORE = re.compile(
    r"\b(?:was|were|been|got|anything|something|everything|decisions?|demands?|requests?|commitments?|measures?)\s"
    r"(?:\w{1,20}\s)?"
    r"(?:said|decided|adopted|demanded|urged|requested|condemned|agreed|stated|mentioned"
    r"|asked\sfor|called\sfor|asked|taken|made|new)\s"
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
    r"(?:sa(?:y|id)|d(?:o|one)|decided?|adopt(?:ed)?|agreed?|demand(?:ed)?|request(?:ed)?|recommend(?:ed)?|state[ds]?"
    r"|mention(?:ed)?|urged?|condemn(?:ed)?|chang(?:e|ed)|(?:call|ask)(?:ed)?(?:\sfor)?|tell|told|promised?"
    r"|committed\sto|passed|written|added)"
)
_TO_WHOM = (
    r"(?:\s(?:of|from|to|by))?"
    r"(?:\s(?:the\s)?(?:member\s)?(?:states|parties|members|governments|missions|peacekeepers))?"
)
_SOMETHING = r"(?:anything|something|more|much|nothing)"
ASKED_BEFORE = re.compile(
    r"^(?:(?:and|so|but)\s)?"
    rf"(?:what(?:['’]s|\s(?:has|have|had|was|were|did|does|is|do))(?:\s{_COUNCIL})?"  # "what has the Council decided"
    rf"(?:\s(?:been|ever|actually|new|else|newly)){{0,2}}\s{_DECIDED}{_TO_WHOM}"
    r"|what(?:['’]s|\s(?:is|was))(?:\sthere)?"  # "what is there"
    r"|what\s(?:came(?:\sout)?|do\s(?:we|you|they)\shave|have\s(?:we|you)(?:\sgot)?|dates)"  # "what do we have"
    r"|(?:has|have|had|was|were|is|did)\s(?:there\s)?"
    rf"(?:{_COUNCIL}\s(?:ever\s)?{_DECIDED}\s{_SOMETHING}"  # "has the Council said anything"
    rf"|{_SOMETHING}(?:\s(?:been|ever|new)){{0,2}}\s{_DECIDED})"  # "has anything been said"
    rf"|(?:{_SOMETHING}|(?:any\s)?{TEXTS})(?:\s(?:that|which))?"  # "anything decided by the Council"
    rf"(?:\s(?:was|were|has|have|been)){{0,2}}\s{_DECIDED}(?:\sby\s{_COUNCIL})?),?\s$",
    re.I,
)
"""Beginning of a question up to a period before the topic: "what has been said | since 2018 | about camps"."""
SAID_BEFORE = re.compile(
    r"^(?!.*\b(?:i|we|my|our)\b)(?:(?:and|so|but)\s)?"
    r"(?:who|what|which|when|where|how|did|do|does|has|have|had|was|were|is|are|can|could"
    rf"|show|find|list|give|quote)\s(?:.*\s)?(?:{_DECIDED}|sp(?:eak|oken?))(?:\s{_SOMETHING})?,?\s$",
    re.I,
)
"""Words that end with a verb of speech, before a period that limits: "who said | since 2018 | that camps …"."""
SAID_AFTER = re.compile(r"^,?\s(?:about|on|that|regarding|concerning)\s\w", re.I)
"""Words between a period behind `SAID_BEFORE` and what was said."""
ASKED_ABOUT = re.compile(
    r"^,?\s(?:about|on|regarding|concerning|re|for|against|in"
    r"|with\s(?:regard|respect)\sto|in\s(?:relation|regard)\sto)\s(?=\w)",
    re.I,
)
"""Words between a period behind `ASKED_BEFORE` and the topic: "what was said since 2018 | about | camps"."""
COUNCIL_BEFORE = re.compile(rf"^(?:(?:and|so)\s)?(?:(?:what|how|why)\s)?(?:did|has|does|had)\s{_COUNCIL},?\s$", re.I)
"""Beginning of a question up to a period before the verb, as `DECIDES_AFTER`: "did the Council | in 2013"."""
DECIDES_AFTER = re.compile(rf"^,?\s(?:ever\s|already\s|also\s)?{_DECIDED}\b", re.I)
"""Words around a period between the Council and the verb: "did the Council | in 2013 | ask for advisers"."""
IN_A_STORY_BEFORE = re.compile(r"\b(?:when|after|since|because|although|while)\s(?:\w{1,20}\s){1,3}$", re.I)
"""Beginning of a clause about an event, before `DECIDED_BEFORE`: "how did they react when they were asked in 2008"."""
GOES_ON = re.compile(
    r"\s*(?:[^\w\s]|$"
    r"|(?:only|what|which|who|whose|how|when|where|why|is|are|was|were|do|does|did|has|have|any|on|in|about|mentioning"
    r"|texts?|resolutions?|language|wording|operative|preamble|preambular)\b)",
    re.I,
)
"""Words behind a limit at the beginning, with which the question itself begins: "since 2015 | what …"."""
TELLS_WHICH = re.compile(r"\s(?:that|to|with|\w{2,20}ing)\b", re.I)
"""Words behind "resolutions since 2015" that go on about the resolutions: "that mention camps"."""
ASKS_BEHIND = re.compile(
    r"[\])]?\s?(?:[:,;?!.]|\s?[–—-]+\s)"
    r"(?:\W{0,3}\b(?:how|many|which|what|where|list|all|every|each|full|complete|count|number|of|the|give|show"
    r"|find|me|them|it|that|are|is|there|do|they|mention|mentions|references|refer|to|first|latest|earliest|newest"
    r"|please|pls|in|texts?|resolutions?|operative|preambular|paras?|paragraphs?|provisions?|passages?|clauses?"
    r"|ops?|pps?)\b){1,12}\W{0,3}$",
    re.I,
)
"""Words behind a period that only ask for a shape of the answer: "camps, 2013 to 2019: what paragraphs are there"."""
ENDS_QUESTION = re.compile(r"^\s?\)?\s?\?")
"""Question mark behind a period, even if a sentence follows: "camps since 2015? It is for a talk"."""
IN_BRACKETS = (
    re.compile(r"\((?:only|just|from|adopted|passed|in|since)?\s?$", re.I),
    re.compile(r"^\s?(?:\)|,[^()]*\))"),
)
"""Words before and behind a period in brackets: "(only 2015 onward, please)"."""
BETWEEN_PERIODS = re.compile(r",?\s(?:and|or|but)\s", re.I)
"""Word that joins two periods: "before 2013 | and | after 2016"."""
IN_A_PERIOD = re.compile(r"\d|\b(?:years?|yrs?|decades?)\b", re.I)
"""A digit or word that every question with a period has."""
_ASKED_FOR_TEXTS = (
    r"(?:(?:is|was|are|were)\sthere|(?:do|did)\s(?:you|we|they)\shave|(?:have\s)?(?:(?:you|we)\s)?got"
    r"|what\s(?:is\sthere|do\s(?:you|we)\shave|have\s(?:you|we)(?:\sgot)?)"
    r"|(?:give|show)\s(?:me|us)|find(?:\sme)?|list(?:\sme)?|looking\sfor|i\s(?:need|want))"
)
_SOME_MORE = r"(?:new|else|more|at\sall|you\shave|there\sis|that\sis\sthere)"
TEXTS_ON = re.compile(
    r"^(?:(?:and|so|but|ok|okay|please|pls)[\s,]+){0,3}+"
    r"(?:(?:what|how)\sabout"  # "what about | camps"
    rf"|(?:{_ASKED_FOR_TEXTS}\s)?(?:(?:any|all|every|the|some)\s)?"  # "is there anything new on"
    rf"(?:(?:{ANYTHING}|all|whatever|info(?:rmation)?)(?:\s{_SOME_MORE})?|{TEXTS})\s"
    r"(?:on|about|regarding|concerning)"
    rf"|(?:how\smany|which|what)\s{TEXTS}(?:\s(?:are|were)\sthere|\sdo\syou\shave)?"  # "which resolutions are there on"
    r"\s(?:on|about|regarding|concerning)"
    rf"|(?:{_ASKED_FOR_TEXTS}\s)?(?:(?:any|all|every|the|some|each|first|latest)\s)*+"  # "find every mention of"
    r"(?:mentions?|references?)\s(?:of|to)"
    r"|(?:give|show)\s(?:me|us)"  # "show me"
    r"|what\s(?:is\sthere|do\s(?:you|we)\shave)\son)\s",  # "what do you have on"
    re.I,
)
"""Words that ask for texts, before their topic and a year that limits: "anything on | camps | in 2013"."""
AN_EVENT = re.compile(
    r"^(?:the\s)?(?:\w+\s)?(?:attacks?\s(?:on|against|by)|(?<=the\s)situation)\b"  # "the attack on Goma"
    r"|\b(?:agreement|accord|assassination|attack|bombing|ceasefire|conference|coup|crash|crisis|deal|declaration"
    r"|earthquake|elections?|flood|genocide|invasion|massacres?|meeting|murder|offensive|outbreak|pact|pandemic"
    r"|protests?|quake|referendum|revolution|riots?|shooting|siege|summit|treaty|tsunami|uprising|visit|vote"
    r"|the\s(?:\w+\s)?(?:attacks|battle|events|fighting|killings?|war)"  # "the recent fighting"
    r"|\w+ed|shot|born|begun|held|sent|lost|taken|given|made|done|been|left|due"  # "civilians killed"
    r"|ending|starting|beginning|expiring|attacks)$"
    r"|\b(?:coup|elections?|genocide|massacres?|referendum|siege|summit)\b",
    re.I,
)
"""Words before a year by which it is that of an event: "the massacre | in 2009", "civilians killed | in 2009"."""
NOT_BEFORE = re.compile(r"\b(?:not|except|than)\s+(?:\w+\s+){0,2}$", re.I)
"""Words before a limit that is none: "not | in 2013", "other than | the 2013 ones"."""
