"""Patterns of everyday wordings that are rewritten: "17 year olds", "the introduction of 1325", "stick to 1325: …"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import NAME, YEAR
from retrieval.clauses.number_words import NUMBER_WORDS, any_of

# Ages that the texts call under eighteen.

_AGE = r"(?:1[67]|sixteen|seventeen)"
_CHILD = r"(?:boy|girl|child|kid|son|daughter|teenager|minor|pupil|student)"
YEARS_OLD = re.compile(
    rf"\b(?P<article>a\s)?(?:{_AGE}[\s-]{{0,3}}(?:,|and|or|to|/|–|-)[\s-]{{0,3}})?{_AGE}"  # "a 16", "16- and 17"
    r"(?:[\s-]{1,2}years?[\s-]{1,2}old|\s?y\.?/?o\b\.?)(?P<many>s)?(?!\w)"  # "-year-olds", "yo"
    r"(?!\s(?:armed\s)?(?:conflict|war|mission|resolution|mandate|text|committee|group)s?\b)",
    re.I,
)
"""An age as an adjective or a noun: "16 year old", "16- and 17-year-olds", "17yo"."""
AGED = re.compile(
    r"(?P<before>\b(?:(?:i\sam|i['’]?m|i\swas|s?he\s(?:is|was)|s?he['’]s|who\s(?:is|was|are)|aged?|age\sof"  # "I am"
    rf"|{_CHILD}s?\s(?:is|was|are|of|at)|turn(?:s|ed)?)\s(?:only\s|just\s)?"  # "a boy of just"
    rf"|(?:is|at|are)\s(?={_AGE}\s(?:old\senough|too\syoung)\b)))"  # "is | 16 old enough"
    rf"(?:{_AGE}\s(?:and|or|to)\s)?{_AGE}"
    r"(?!\w|\s(?:years?|months?|weeks?|days?|hours?|minutes?|km|miles?|met(?:er|re)s?|resolutions?|paragraphs?|of"
    r"|countries|states|members|villages|towns|camps|families|schools|per\s?cent)\b|\s?%|[/.,]\d)",
    re.I,
)
"""An age behind a word for somebody who has it: "i am 17", "a boy of 16", "is 16 old enough"."""

# Limits to a resolution.

_RESOLUTION = rf"(?:(?:un\s)?{NAME}|(?<![\d$€£.,/-]))\d{{3,4}}(?![\w%/-]|[.,]\d){YEAR}"
_NO_YEAR = r"(?!(?:19[4-9]|20[0-4])\d)"
_BEHIND = (
    r"(?:itself|proper|alone|specifically|exclusively|solely|by\sitself|on\sits\sown"
    r"|and\s(?:only|just)\s(?P=resolution))"
)
_NO_OTHER = (
    r"(?:,?\s(?:and|but)|,)\s"
    r"(?:nothing\selse|no\sother(?:s|\s(?:one|text|resolution)s?)?|only\s(?:that|this)(?:\sone)?)"
)
_MARK = r"(?=\s?(?:[,;:?!]|[–—-]\s|\.(?:\s|$)|$))"
EMPHASISED = re.compile(rf"\b(?P<resolution>{_RESOLUTION})(?:\s{_BEHIND}|{_NO_OTHER})(?P<ends>{_MARK})?", re.I)
"""Resolution with words behind it that exclude others: "1325 itself"; group `ends` if a mark or nothing follows."""
PLACE_BEFORE = re.compile(
    r"(?:^|[,;:.?!(–—-]\s?|\b(?:in|from|within|inside|under|of|to|on|only|just|please|pls|and|so|ok)\s(?:the\s)?)$",
    re.I,
)
"""Characters before a resolution that is a limit, and not a part of a sentence."""
ONLY_BEFORE = re.compile(
    rf"(?<!\bnot\s)\b(?:only|just|strictly|solely|purely|exclusively|specifically)\s"
    rf"(?P<limit>(?:in|from|within|inside|under)\s(?:the\s)?{_NO_YEAR}{_RESOLUTION})",
    re.I,
)
"""Limit to a resolution behind "only" or the like: "only from 1325"; but "only from 2019 on" is a period."""
_POLITE = r"^(?:[a-z]{2,8}[.!,]\s)?(?:(?:please|pls|ok|okay|so|and|now|can\syou|could\syou)\s){0,3}+"
_ONLY = r"(?:\s(?:only|just|solely))?"
_WISH = (
    r"(?:(?:i|we)(?:\sonly|\sjust)\s(?:want|need)(?:\sto\s(?:know|see|read|look\s(?:at|in)))?"  # "I only want to see"
    r"|(?:(?:i['’]?m|i\sam|we['’]re|we\sare)\s)?(?:only|just)\s(?:interested\sin|after|looking\s(?:at|in|for))"
    r"|(?:stick|keep|limit|restrict|confine|narrow)"  # "keep your answer to"
    r"(?:\s(?:it|this|that|yourself|down|(?:the|your|my)\s(?:search|answer|results?|question)))?"
    r"(?:\s(?:down|only|just))?\sto"
    r"|(?:(?:let['’]?s|let\sus|let\sme|can\swe|i['’]d\slike\sto)\s)?"  # "let's come back to"
    r"(?:(?:come|coming|go|going|get|getting|turn|turning)\sback|return(?:ing)?)\sto"
    rf"|(?:based|relying|going|drawing){_ONLY}\s(?:on|by)|using{_ONLY}|looking{_ONLY}\s(?:at|in|into)"  # "using only"
    rf"|(?:look|check|search|scan|read|go){_ONLY}\s(?:in|at|into|inside|through)|strictly|solely|exclusively)"
)
_SET_OFF = r"\s?(?:[,:;–—]|\.\s|-\s|\sfor\b)\s?(?=\w)"
WISHED = re.compile(
    rf"{_POLITE}{_WISH}\s(?:the\s)?(?P<resolution>{_RESOLUTION})(?:\s(?:only|please|pls|and))?{_SET_OFF}", re.I
)
"""Beginning of a question that states a limit to a resolution: "stick to 1325: camps"."""
LOOKED_THROUGH = re.compile(
    rf"{_POLITE}(?:check|search|scan|browse|comb|skim)\s(?:the\s)?(?P<resolution>{_RESOLUTION})\sfor\s"
    r"(?!(?:me|us|my|our)\b|a\s(?:brief|talk|speech|paper)\b)(?=\w)",
    re.I,
)
"""Beginning of a question that asks to search a resolution: "check 1612 for schools"."""
HEADED = re.compile(
    r"^(?:re|for|as\sfor|as\s(?:regards|to)|regarding|concerning|on|about|with)\s"
    rf"(?P<resolution>{_RESOLUTION})"
    r"(?:\s?(?::|\s[–—-])\s(?=\w)"  # "re 2493 | – | funding"
    r"|,\s(?=(?:do|does|did|is|are|has|have|what|how|where|which)\s"  # "as for 2493, | does it …"
    r"(?:it|they|there|the\stext|(?:that|this)\sone)\b))",
    re.I,
)
"""Resolution as the heading of a question: "re 2493 – funding"."""
IN_SQUARE_BRACKETS = re.compile(rf"\[\s?(?P<resolution>{_RESOLUTION})\s?\]", re.I)
"""Resolution in square brackets: "camps [1325]"."""
HAS_GOT = re.compile(
    rf"\b(?P<what>what\s|how\smuch\s|if\s|whether\s|^)(?:has|have)\s(?P<resolution>{_RESOLUTION})\sgot\s"
    r"(?P<say>to\s(?:say|offer|tell\sus)\b)?",
    re.I,
)
"""Question with "has got" for "has": "has 1325 got …", "what has 1325 got to say"."""

# Parts of a resolution.

_ASKS = (
    r"(?P<asks>(?:(?:please|pls|can|could|would|you|just|only|show|give|quote|read|find|get|send|tell|me|us|i|we|need"
    r"|want|to|see|look|at|in|from|within|what|what['’]s|is|are|stands|comes|does)\s){0,6})"
)
_OF = r"\s(?:of|to|from|in|for)\s(?:the\s)?(?:text\sof\s)?"
_INTRODUCTORY = (
    r"(?:intro(?:\s(?:part|section|bit|text))?|introductory\s(?:part|section|bit|text|lines|words|sentences?)"
    r"|opening\s(?:part|section|bit|lines|words|sentences)|first\s(?:few\s)?(?:lines|words|sentences))"
)
_ENDS = r"(?=\s?(?:$|[?!.,:;)]|[–—-]\s|(?:on|about|regarding|concerning|please|pls|only)\b)|\ssays?\b)"
INTRODUCTION_OF_ONE = re.compile(
    rf"\b{_INTRODUCTORY}{_OF}(?P<resolution>{_NO_YEAR}{_RESOLUTION})"  # "first lines of 2475"
    rf"|(?<!\w)(?P<named>{_NO_YEAR}{_RESOLUTION})(?:['’]s)?,?\s"  # "1325's intro"
    rf"\(?{_INTRODUCTORY}\)?(?=\s?(?:$|[?!.,:;]))",
    re.I,
)
"""Words for the preamble beside a resolution: "first lines of 2475", "1325 intro"."""
BEGINNING_OF_ONE = re.compile(
    rf"^{_ASKS}(?:the\s)?(?:very\s)?(?:introduction|beginning|start|opening){_OF}"
    rf"(?P<resolution>{_NO_YEAR}{_RESOLUTION}){_ENDS}",
    re.I,
)
"""Question for what a resolution begins with. The words may mean an event, too: "after the introduction of 1325"."""
BEGINS = re.compile(
    rf"^{_ASKS}(?:how|(?:with\s)?what)\s(?:does\s)?(?:the\s)?(?:text\sof\s)?(?P<resolution>{_RESOLUTION})\s"
    r"(?:begin|start|open)s?(?:\s(?:off|out))?(?:\swith)?[\s?.!]*$",
    re.I,
)
"""Question for what a resolution begins with, by a verb: "how does 1325 begin"."""
AT_AT_END = re.compile(r"\bat\s$", re.I)
"""Preposition at the end of `asks`, which "in" replaces before "the preamble": "look at"."""
_PARAGRAPHS = r"(?:paragraphs|paras|clauses|parts|bits|recitals|sections|lines)"
_ON_A_TOPIC = (
    r"(?=\s?(?:$|[,:;?!.)]|[–—-]\s)|\s(?:on|about|regarding|concerning|mention(?:s|ing)?|only|please|pls|that|which)\b"
    r"|\s(?:of|in)\s(?:(?:all|any|our|the|these|those|youth|wps|children|women)\s){0,3}"
    rf"(?:resolutions?|texts?|{_RESOLUTION})(?!\w))"
)
OPENING_PARAGRAPHS = re.compile(
    rf"(?P<many>\b(?:\d{{1,2}}|{any_of(NUMBER_WORDS)})\s)?\b(?:opening|introductory|intro)\s"
    rf"(?:(?P<several>{_PARAGRAPHS})|part|section|bit){_ON_A_TOPIC}",
    re.I,
)
"""Preambular paragraphs, by everyday words: "opening paragraphs on youth"; a number of them is a place."""
WHEREAS_CLAUSES = re.compile(
    r"(?P<before>^|\b(?:the|only|just|in|all|any|which|what|list|me|quote|show|find|no|of)\s)"
    rf"whereas[\s-]{_PARAGRAPHS}\b",
    re.I,
)
"""Preambular paragraphs by a name from other texts; "whereas" may also join two sentences."""
NUMBERED_PARAGRAPHS = re.compile(
    r"\b(?P<un>un-?)?numbered\s"
    rf"(?:(?P<several>paragraphs|paras|(?:ones|clauses|points|items){_ON_A_TOPIC})"
    rf"|(?:part|section){_ON_A_TOPIC})(?!\w)",
    re.I,
)
"""Operative paragraphs, which have numbers, or "unnumbered" preambular ones: "numbered paragraphs only"."""
_BINDING = r"(?:legally\s)?binding\s(?:bits|clauses|ones|paragraphs|paras|parts|provisions)"
BINDING_ONLY = re.compile(
    rf"\b(?P<only>(?:only|just)\s(?:the\s)?){_BINDING}{_ON_A_TOPIC}"  # "only the binding parts"
    rf"|(?<!\w){_BINDING}(?=\sonly\s?(?:$|[,:;?!.)]|[–—-]\s))",  # "binding parts only"
    re.I,
)
"""Limit to what binds, of which texts tell no more than whether it is operative: "only the binding parts"."""

# Words that are asked for.

AT_ALL_AT_END = re.compile(r"(?<=\w)\sat\sall(?=[\s?!.]*$)", re.I)
"""Mere emphasis at the end of a question: "does 1325 mention boys at all?"."""
_WORD = r"[\w’'-]{2,40}"
_TERM_NOUN = r"(?:the\s)?(?:exact\s)?(?:expressions?|phrases?|terms?|words?)\s"
_NO_TERM = r"(?!(?:about|by|for|from|in|limits?|of|on|that|to|which|with)\b)"
_TERM = (
    rf"(?:(?:{_TERM_NOUN})?[\"“](?P<quoted>[^\"“”]{{2,80}})[\"”]|{_TERM_NOUN}(?:['‘](?P<single>[^\"“”'’]{{2,80}})['’]"
    rf"|{_NO_TERM}(?P<plain>{_WORD}(?:\s(?!(?:and|ever|or)\b){_WORD}){{0,3}}?)))"
)
_TEXTS = r"(?:(?:the\s)?(?:(?:security\s)?council|resolutions|texts)|they|any\s(?:resolution|paragraph|text)s?)"
_LIMIT = (
    r"\s(?:after|before|between|from|in|outside|prior\sto|since|until)\s[^\"“”?]{0,40}\d[^\"“”?]{0,20}"
    r"|\sanywhere"
    r"|(?:\sanywhere)?\sin\s(?:any\s(?:resolution|text)s?|the\s(?:library|resolutions|texts))"
    r"|\sby\sthe\s(?:security\s)?council"
)
EVER_USED = re.compile(
    r"^(?:(?:and|but|so)\s)?"
    rf"(?:(?P<active>(?:did|do|does|has|have)\s{_TEXTS}\sever\s"  # "does the Council ever say | “camps”"
    r"(?:contain(?:ed)?|have|included?|mention(?:ed)?|said|say|used?)\s)"
    rf"|(?:are|did|do|does|has|have|is|was|were)\s){_TERM}"  # "is | the word camps | ever used"
    r"(?(active)|\s(?:ever\s)?(?:been\s)?(?:appear(?:ed)?|come\sup|found|mentioned|occur(?:red)?|said|used|written))"
    rf"(?P<within>(?:{_LIMIT})?)[\s?!.]*$",
    re.I,
)
"""Question whether a term is ever used: "is the word genocide ever used?", "does the Council ever say “…”"."""
_RATHER_THAN = r"(?:,?\s(?:and\snot|as\sopposed\sto|in\splace\sof|instead\sof|not|rather\sthan|without))"
_FEW_WORDS = rf"{_WORD}(?:\s{_WORD}){{0,2}}?"
RATHER_THAN_QUOTED = re.compile(
    rf"(?:(?P<double>[\"”])|(?<=\w)(?P<single>['’])){_RATHER_THAN}\s(?:{_TERM_NOUN})?(?=(?(double)[\"“]|['‘])\w)", re.I
)
"""Words between a quotation and one that a text is not to have: "“survivors” | rather than | “victims”"."""
RATHER_THAN = re.compile(
    rf"(?P<use>\b(?=the\s){_TERM_NOUN}){_NO_TERM}(?P<term>{_FEW_WORDS}){_RATHER_THAN}\s(?:{_TERM_NOUN})?"
    rf"(?P<other>{_FEW_WORDS})(?P<end>[\s?!.]*$)",
    re.I,
)
"""Two terms without quotation marks, the second not wanted: "the word survivors | instead of | victims"."""
