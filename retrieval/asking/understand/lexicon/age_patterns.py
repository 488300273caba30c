"""Patterns of ages that the texts call under eighteen: "17 year olds", "a boy of 16"."""

from __future__ import annotations

import re

_AGE = r"(?:1[67]|sixteen|seventeen)"
_CHILD = r"(?:boy|girl|child|kid|son|daughter|teenager|minor|pupil|student)"
YEARS_OLD = re.compile(
    rf"\b(?P<article>a\s)?(?:{_AGE}[\s-]{{0,3}}(?:,|and|or|to|/|–|-)[\s-]{{0,3}})?{_AGE}(?:[\s-]{{1,2}}years?[\s-]{{1,2}}old|\s?y\.?/?o\b\.?)(?P<many>s)?(?!\w)"
    r"(?!\s(?:armed\s)?(?:conflict|war|mission|resolution|mandate|text|committee|group)s?\b)",
    re.I,
)
"""An age as an adjective or a noun: "16 year old", "16- and 17-year-olds", "17yo"."""
AGED = re.compile(
    rf"(?P<before>\b(?:(?:i\sam|i['’]?m|i\swas|s?he\s(?:is|was)|s?he['’]s|who\s(?:is|was|are)|aged?|age\sof"
    rf"|{_CHILD}s?\s(?:is|was|are|of|at)|turn(?:s|ed)?)\s(?:only\s|just\s)?|(?:is|at|are)\s(?={_AGE}\s(?:old\senough|too\syoung)\b)))"
    rf"(?:{_AGE}\s(?:and|or|to)\s)?{_AGE}(?!\w|\s(?:years?|months?|weeks?|days?|hours?|minutes?|km|miles?|met(?:er|re)s?|resolutions?|paragraphs?|of|countries"
    r"|states|members|villages|towns|camps|families|schools|per\s?cent)\b|\s?%|[/.,]\d)",
    re.I,
)
"""An age behind a word for somebody who has it: "i am 17", "a boy of 16", "is 16 old enough"."""
