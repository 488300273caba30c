"""Patterns of paragraph references in unusual notation: "letter b of OP 16"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon.reference_patterns import PARA_KIND, RESOLUTION, SUB
from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS, any_of

_KIND = rf"(?:(?:(?:operative|preambular)\s)?clauses?|{PARA_KIND})\.?"
_NUMBER = r"\d{1,2}(?![\d%]|\.\d)"
_OF = r"(?:of|in|from|under)\s(?:the\s)?"
_SIDE = r"(?P<side>after|beyond|before|up\sto|until|till)"

SEMICOLON_BETWEEN = re.compile(rf"(?<=[\d)]);(?=\s?(?:and\s)?(?:(?:{_KIND})\s?)?[\d(])", re.I)
"""Semicolon between two paragraphs: "PP 33; OP 40"."""
BESIDE_ONE = re.compile(
    r"\b(?:every\s?thing|anything|all(?:\sparagraphs)?|what(?:ever)?\s(?:comes|follows)|paragraphs|paras|ops)"
    rf"\s(?P<side>after|beyond|following|before|up\sto|from)\s(?:the\s)?(?P<kind>{_KIND})\s?(?P<number>{_NUMBER})"
    r"(?!\s?\()",
    re.I,
)
"""Paragraphs before or after a paragraph: "everything after para 20"."""
SIDE_BEFORE_RESOLUTION = re.compile(
    rf"^{_SIDE}\s(?P<kind>{_KIND})\s?(?P<number>{_NUMBER})(?=\s{_OF}{RESOLUTION}[\s?.!]*$)",
    re.I,
)
"""Question that is only paragraphs before or after a paragraph: "before OP 3 of 2282"."""
SIDE_BEHIND_RESOLUTION = re.compile(
    rf"^(?P<resolution>{RESOLUTION})(?:,\s?|:\s?|\s)"
    rf"(?:{_SIDE}\s(?:(?:and\s)?including\s)?(?P<kind>{_KIND})\s?(?P<number>{_NUMBER})"  # "up to para 3"
    rf"|from\s(?:(?P<from_kind>{_KIND})\s?)?(?P<from>{_NUMBER})\s"  # "from 30 on"
    r"(?:on|onwards?|forwards?|to\s(?:the\s)?end))[\s?.!]*$",
    re.I,
)
"""Paragraphs before or after a paragraph, behind their resolution: "2282 up to para 3", "2282, from 30 on"."""
NEXT_TO_ONE = re.compile(
    rf"\b(?:the\s)?(?:(?P<many>[1-9]|{any_of(NUMBER_WORDS)})\s)?(?:(?:operative|preambular)\s)?"
    r"(?:para(?:graph)?|clause|op|pp)(?P<several>s)?\s(?:(?:just|right|directly|immediately)\s)?"
    rf"(?P<side>after|following|before|preceding)\s(?P<resolution>{RESOLUTION},?\s)?(?P<kind>{_KIND})\s?"
    rf"(?P<number>{_NUMBER})"
    r"(?:\s?\((?P<letter>[a-z])\))?(?!\s?\()",
    re.I,
)
"""One or more paragraphs next to a paragraph: "the paragraph before OP 8", "two paragraphs after 1325 OP 8"."""
ALL_BUT_ONE = re.compile(
    r"\b(?:every\s?thing"
    r"|all(?:\s(?:of\sit|(?:the\s)?(?P<kinds>operative\spara(?:graph)?s|ops)|(?:the\s)?para(?:graph)?s))?)\s"
    r"(?:except(?:\sfor)?|but|other\sthan|apart\sfrom|without)\s"
    rf"(?:the\s)?(?:ops?|(?:operative\s)?para(?:graph)?)\.?\s?(?P<number>{_NUMBER})(?!\s?\()"
    rf"\s{_OF}(?P<resolution>{RESOLUTION})(?=[\s?.!]*$)",
    re.I,
)
"""All paragraphs of a resolution except one: "everything except OP 1 in 1325"."""
FROM_ONE = re.compile(
    rf"\bfrom\s(?P<kind>{_KIND})\s?(?P<number>{_NUMBER})\s(?:onwards?|forwards?|until\sthe\send|to\s(?:the\s)?end"
    r"|and\sup|on(?=\s(?:of|in)\s|[\s?.!]*$))\b",
    re.I,
)
"""Paragraphs from a paragraph on: "from para 20 on"."""
AFTER_ONE = re.compile(
    rf"\b(?P<kind>paragraphs|paras|ops|pps)\s(?:after|beyond|following)\s(?P<number>{_NUMBER})(?=\s{_OF}{RESOLUTION})",
    re.I,
)
"""Paragraphs after a bare number: "paragraphs after 20 of 2467"."""
_ONE_OR_LETTER = rf"{_NUMBER}(?:\s?\([a-l]\))?"
BETWEEN_TWO = re.compile(
    rf"\bbetween\s(?P<kind>{_KIND})\s?(?P<number>{_ONE_OR_LETTER})\sand\s(?:(?:{_KIND})\s?)?"
    rf"(?P<other>{_ONE_OR_LETTER})",
    re.I,
)
"""A range of paragraphs: "between paragraphs 4 and 6", "between paras 30 (a) and 30 (c)"."""

_ONE_SUB = r"(?:sub[\s-]?para(?:graph)?|sub[\s-]?item|indent|lettered\s(?:item|para(?:graph)?))"
_SUB = r"(?:sub[\s-]?para(?:graph)?s?|letters?|lit(?:era)?\.?|(?:sub[\s-]?)?items?|points?|indents?)"
LETTER_WORD = re.compile(rf"\b{_SUB}(?![a-z])", re.I)
"""Word before a letter."""
_LINK = r"(?:\s?[,&+/–-]\s?|\s(?:and|or|to|through|thru)\s)"
_IN_BRACKETS = rf"\([a-l]\)(?:{_LINK}\(?[a-l]\)?(?!\w)){{0,5}}"
_NAMED = rf"{_SUB}\s\(?[a-l](?![\w'’])\)?(?:{_LINK}\(?[a-l](?![\w'’])\)?){{0,5}}"
LETTERS_BEFORE = re.compile(
    rf"(?<![\w)(])(?P<letters>{_IN_BRACKETS}|{_NAMED})(?:\s{_OF}|(?P<comma>,)\s)"
    rf"(?P<place>(?:{RESOLUTION}\s?,?\s?)?(?:{_KIND})\s?{_NUMBER})(?![a-z]|\s?\()",
    re.I,
)
"""Letters before their paragraph: "letter b of 2106 OP 16", "(a) and (c) of para 8 of 1325"."""
PLACE_BEFORE = re.compile(r"(?:(?<!\d)\d{1,2}|\)),?\s?$")
"""Paragraph before letters, to which they belong, and not to the one behind the comma: "OP 2 | (a), OP 8"."""
_READ = rf",?\s{SUB}\b(?!-)"
LETTERS_BEHIND = re.compile(
    rf"(?P<place>\b(?:{_KIND})\s?(?:{_NUMBER}|(?:{any_of(NUMBER_WORDS)})\b))(?![a-z]|\s?\(|{_READ})"
    rf"(?P<of>,?\s(?:{_OF})?{RESOLUTION})?\s?[,:;–-]?\s?(?:(?:but|and)\s)?(?:(?:only|just)\s)?"
    rf"(?P<letters>{_IN_BRACKETS}|{_NAMED}"  # "(a)", "letter a and b"
    rf"|(?<=[,:;]\s)[a-l](?:{_LINK}[a-l])+|(?<=only\s)[a-l]|(?<=just\s)[a-l])"  # ", a-c", "only c"
    r"(?:\s(?:only|alone|please|pls))?[\s?.!]*$",
    re.I,
)
"""Letters at the end, behind the resolution or a mark: "para 16 of res 2467, only (c)"."""
NTH_LETTER = re.compile(
    rf"\b(?P<nth>[1-9](?:st|nd|rd|th)|1[0-2]th|{any_of(word for word, n in ORDINALS.items() if n <= 12)})"
    rf"\s{_ONE_SUB}\b",
    re.I,
)
"""A sub-paragraph by its ordinal: "second sub-paragraph"."""
LAST_LETTER = re.compile(
    rf"\b(?:the\s)?(?:very\s)?(?:last|final)\s(?:{_ONE_SUB}|letter)\s{_OF}"
    rf"(?P<place>(?:{RESOLUTION},?\s)?(?:{_KIND})\s?{_NUMBER})(?![a-z]|\s?\()",
    re.I,
)
"""The last sub-paragraph, before its paragraph: "the last sub-paragraph of OP 16"."""
LETTERS_IN_ONE = re.compile(
    rf"(?P<place>\b(?:{_KIND})\s?{_NUMBER})\s?\(\s?(?P<letters>[a-l](?:\s?[,&/+–-]\s?[a-l]){{1,5}})\s?\)", re.I
)
"""Letters in one pair of brackets: "OP 8 (a, b)"."""
HALF_BRACKET = re.compile(rf"(?P<place>\b(?:{_KIND})\s?{_NUMBER})\s?(?P<letter>[a-l])\)", re.I)
"""A letter with one bracket: "OP 5 c)"."""
PAGE_LIKE = re.compile(rf"(?P<before>(?<![\d/]){RESOLUTION},?\s)p\.\s?(?=\d{{1,2}}(?!\d))", re.I)
"""A paragraph that is written like a page: "2242 p. 5"."""
LETTERED_LIST = re.compile(
    rf"(?<![\w.(])(?:(?P<kind>{_KIND})\s?)?(?P<list>\d{{1,2}}\s?(?:\([a-l]\)|[a-l](?!\w))"
    rf"(?:{_LINK}(?:\d{{1,2}}\s?)?(?:\([a-l]\)|[a-l](?!\w))){{1,5}})(?=\s{_OF}{RESOLUTION})",
    re.I,
)
"""A list of sub-paragraphs without a word before it: "8(a)-(c) of", "8a, 8b of"."""
_NTH = rf"(?:[123]?\d(?:st|nd|rd|th)|{any_of(ORDINALS)})"
NTH_TO_NTH = re.compile(
    rf"\b(?:the\s)?(?P<first>{_NTH})(?:\s?[–-]\s?|\s(?:to|through|thru)\s(?:the\s)?)(?P<last>{_NTH})"
    rf"\s(?P<kind>{_KIND})(?!\w)",
    re.I,
)
"""A range by ordinals: "the 4th to 6th paragraphs"."""
MANY_AT_END = re.compile(
    rf"\b(?P<many>[1-9]|{any_of(NUMBER_WORDS)})\s(?P<end>first|opening|last|final|closing)\s(?=(?:{_KIND})(?!\w))", re.I
)
"""Paragraphs counted from an end: "the two last paragraphs"."""
BEFORE_THE_LAST = re.compile(rf"\b(?P<kind>{_KIND})\s(?:just\s)?before\s(?:the\s)?last(?:\sone)?\b", re.I)
"""The penultimate paragraph: "the paragraph before the last"."""
ROMAN_NUMBER = re.compile(
    r"(?P<kind>(?i:\b(?:(?:operative|preambular)\s)?(?:para(?:graph)?|clause)|\bops?|\bpps?)\.?)\s"
    r"(?P<roman>[XVI]{2,5}|[VX])"
    r"(?![\w'’])"
)
"""A paragraph in Roman numerals, in capitals: "OP IV"."""
IN_BRACKETS_BEHIND = re.compile(
    rf"(?P<resolution>(?<![\d/]){RESOLUTION})\s?"
    rf"(?:\[\s?(?:(?P<kind>{_KIND})\s?)?(?P<number>\d{{1,2}})\s?\]|\((?P<bare>\d{{1,2}})\))"
    r"(?=[\s?.!]*$)",
    re.I,
)
"""A paragraph in brackets at the end: "1820 [OP4]", "UNSCR 1820(4)"."""
OF_A_PART = re.compile(
    r"\b(?P<part>operative|preambular)\s(?:part|section)(?:\s(?:of\s)?|,\s)(?=(?:para(?:graph)?s?|clauses?)\.?\s?\d)",
    re.I,
)
"""Words before a paragraph of a part: "operative part, para 4"."""
DOT_BEFORE_LETTER = re.compile(rf"(?P<place>\b(?:{_KIND})\s?\d{{1,2}})\.(?P<letter>[a-l])(?![\w.])", re.I)
"""A letter behind a stop: "OP 9.b"."""
COLON_BEFORE_NUMBER = re.compile(
    rf"\b(?P<kind>{_KIND})\s?:\s?"
    rf"(?=\d{{1,2}}(?:\s?\(?[a-l]\)?)?(?:[\s?.!]*$|\s{_OF}{RESOLUTION}|\s?(?:,|-|–|&|and|to)\s?\d))",
    re.I,
)
"""A kind with a colon behind it: "OP:8"."""
STROKE_BEFORE_RESOLUTION = re.compile(
    rf"(?P<place>\b(?:{_KIND})\s?\d{{1,2}}(?:\s?\([a-l]\)|[a-l])?)\s?/\s?(?={RESOLUTION}(?![\w/]))", re.I
)
"""A stroke between a paragraph and its resolution: "OP8/1325"."""
NUMBERS_IN_A_ROW = re.compile(
    rf"(?P<place>\b(?:{_KIND})\s?\d{{1,2}})(?P<more>(?:\s\d{{1,2}}){{1,9}})(?=[\s?.!]*$|\s{_OF}{RESOLUTION})", re.I
)
"""Paragraphs with blanks between: "OP 16 18 20"."""
NUMBERS_ALONE = re.compile(
    rf"^(?P<resolution>{RESOLUTION})[\s,:/]{{1,2}}"
    r"(?P<numbers>\d{1,2}(?:(?:\s?[,&–-]\s?|\s(?:to|through|and)\s|,\sand\s)\d{1,2}){1,9})(?=[\s?.!]*$)",
    re.I,
)
"""Paragraphs behind the number of their resolution, and nothing else: "1325, 8 to 10"."""
ONE_OF_A_PART = re.compile(
    rf"\bpara(?:graph)?\.?\s?(?P<number>{_NUMBER})\s(?:of|in|from)\sthe\s(?P<part>preamble|operative\spart)"
    rf"(?=,?\s(?:and|&|plus)\s(?:{_KIND})\s?\d)"
    rf"|(?<=\d\sand\s)para(?:graph)?\.?\s?(?P<other>{_NUMBER})\s(?:of|in|from)\sthe\soperative\spart",
    re.I,
)
"""A paragraph of one part beside another one: "para 2 of the preamble and para 2"."""
JOINED = re.compile(rf"\b(?P<kind>{_KIND})_(?=\d)", re.I)
"""A kind and a number with a low line between: "OP_8"."""
KIND_LEFT_OUT = re.compile(
    rf"\b(?P<kind>{_KIND})(?P<one>\s?{_NUMBER}\s{_OF}{RESOLUTION}(?:,?\sand|,)\s)(?=\d{{1,2}}\s{_OF}{RESOLUTION})",
    re.I,
)
"""Paragraphs of two resolutions under one word: "paragraphs 4 of 1820 and 5 of 2106"."""
LETTER_IN_TEXT = re.compile(r"(?<![a-z])(?P<letter>[a-l])(?![a-z])|(?P<range>\b(?:to|through|thru)\b|[–-])", re.I)
"""A single letter in a list of letters, or the mark or word of a range: "a | - | c"."""
LETTERED_ALONE = re.compile(
    rf"^(?P<resolution>{RESOLUTION})[\s.,:/-]{{1,2}}(?P<number>\d{{1,2}})"
    r"(?:[\s.]|(?<=[.,:/-]\d)|(?<=[.,:/-]\d\d))\(?(?P<letter>[a-l])\)?[\s?.!]*$",
    re.I,
)
"""A sub-paragraph behind the number of its resolution, and nothing else: "2106.16.a"."""
