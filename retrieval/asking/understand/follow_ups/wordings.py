"""Wordings of follow-ups, by their meaning: the forms of `wordings.toml`, which explains their notation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrieval.asking.understand.follow_ups.turns import has_topic
from retrieval.asking.understand.lexicon import shown_patterns, turn_patterns
from retrieval.asking.understand.lexicon.reference_patterns import SAY
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.words import first_match
from retrieval.clauses.filters import NO_LIMITS
from retrieval.clauses.months import MONTH

_TABLE = Path(__file__).parent / "wordings.toml"
_MARKS = " ?.!,:;–—…-\"”'’"
"""Marks behind the words of a question."""
_STEP = re.compile(r"\{(?P<set>[a-z-]+)(?P<times>[?*]?)\}(?P<blank> ?)")
_APOSTROPHE = re.compile(r"(?<!')’")
_KEYS = ("before", "behind", "after")
"""Keys of a table beside its examples."""
_NAME = re.compile(r"\{([a-z-]+)\}")
_NOTHING: Mapping[str, str] = {}
_BUILT_IN: Mapping[str, str] = {
    "asking": turn_patterns.ASKING,
    "any-nth": shown_patterns.ANY_NTH,
    "earlier-alone": turn_patterns.EARLIER_ALONE.pattern,
    "later-alone": turn_patterns.LATER_ALONE.pattern,
    "month": MONTH,
    "nth": shown_patterns.NTH,
    "resolution-name": turn_patterns.RESOLUTION_NAME,
    "say": SAY,
    "some-nth": rf"first|1st|top|last|{shown_patterns.NTH}",
    "word": r"[\w'’-]+",
}
"""Sets of words of other modules."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Form of a follow-up.

    Attributes:
        example: A follow-up of this form.
        form: Pattern of its bare words.
        standard: The standard wording that it is rewritten in; "" if there is none.
        after: Name that has to be known of the last question; "" for none.
    """

    example: str
    form: re.Pattern[str]
    standard: str
    after: str


def bare(asked: str) -> str:
    """Return the words of a follow-up without courtesies and particles before and behind them.

    >>> bare("ok, and now the next one please?"), bare("please!")
    ('the next one', '')
    """
    words = asked[len(opening_of(asked)) :].split(" ")
    while words and words[-1].strip(_MARKS).lower() in turn_patterns.CLOSING:
        words.pop()
    return " ".join(words).rstrip(_MARKS)


def opening_of(asked: str) -> str:
    """Return the courtesies and particles before the words of a follow-up: "ok, and "."""
    opened = turn_patterns.OPENED.match(asked)
    return opened[0] if opened else ""


def match_meaning(meaning: str, asked: str) -> re.Match[str] | None:
    """Match the bare words of a follow-up with the forms of a meaning; None if they have another one.

    >>> match_meaning("both", "in both please") is not None, match_meaning("both", "in both camps")
    (True, None)
    """
    words = bare(asked)
    return first_match(one.form.fullmatch(words) for one in load_wordings()[meaning])


def reworded(meaning: str, asked: str, known: Mapping[str, str] = _NOTHING) -> str:
    """Return the standard wording of a follow-up of a meaning, or its case, such as "dates"; "" for any other question.

    >>> reworded("lifting", "in any year please"), reworded("limiting", "but not newer than 2016")
    ('dates', 'up to 2016')

    Args:
        meaning: The meaning.
        asked: The follow-up.
        known: Words of the last question by their names in standard wordings. What a form names by one of these names
            has to be part of those words.
    """
    words = bare(asked)
    for one in load_wordings()[meaning]:
        if match := one.form.fullmatch(words):
            named = {name: typed for name, typed in match.groupdict().items() if typed is not None}
            is_known = one.after in ("", *known) and {*_NAME.findall(one.standard)} <= {*known, *named}
            if is_known and all(typed in known.get(name, typed) for name, typed in named.items()):
                return one.standard.format_map({**known, **named})
    return ""


def in_standard_wording(asked: str, last: Question, *meanings: str) -> str:
    """Rewrite a follow-up that limits the last question in standard wording; return any other question as it is.

    >>> last = Question.verbatim("camps since 2015")
    >>> in_standard_wording("sorry wrong year, I wanted 2006", last, "correcting", "widening")
    'only 2006'
    >>> in_standard_wording("was it also in 1612?", last, "claiming")
    'in 1612'
    """
    limits = last.scope.filters if has_topic(last) else NO_LIMITS
    resolutions = [f"{one.number}" for one in limits.resolutions]
    known = {
        "one resolution": resolutions[0] if len(resolutions) == 1 else "",
        "resolutions": " ".join(resolutions),
        "dates": f"{limits.since or ''}{limits.until or ''}",
        "kinds": " ".join(limits.kinds),
    }
    known = {name: words for name, words in known.items() if words} | {"wrong": " ".join([last.asked, *last.stated])}
    return next(filter(None, (reworded(meaning, asked, known) for meaning in meanings)), asked)


@cache
def load_wordings() -> Mapping[str, tuple[Wording, ...]]:
    """Load the wordings from `wordings.toml`."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    sets = {**_BUILT_IN, **dict(_flat(table.pop("words")))}

    def wordings(standard: str, rows: Mapping[str, str]) -> Iterator[Wording]:
        before, behind, after = (rows.get(key, "") for key in _KEYS)
        for example in (key for key in rows if key not in _KEYS):
            form = _spelt_out(f"^(?:{before}(?:{rows[example]}){behind})$", sets)
            yield Wording(example, re.compile(form, re.I), standard, after)

    return {
        meaning: tuple(one for standard, forms in _by_standard(rows).items() for one in wordings(standard, forms))
        for meaning, rows in table.items()
    }


def _flat(table: Mapping[str, str | Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the sets of words, those of single meanings included."""
    for name, words in table.items():
        yield from [(name, words)] if isinstance(words, str) else words.items()


def _by_standard(rows: Mapping[str, str | Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Return the forms of a meaning by their standard wording, "" for none."""
    plain = {example: form for example, form in rows.items() if isinstance(form, str)}
    return {"": plain, **{standard: forms for standard, forms in rows.items() if not isinstance(forms, str)}}


def _spelt_out(form: str, sets: Mapping[str, str]) -> str:
    """Return a form as a regular expression, with the words of its sets."""

    def words_of(step: re.Match[str]) -> str:
        words = _spelt_out(sets[step["set"]], sets)
        if not step["times"]:
            return f"(?:{words}){step['blank']}"
        return f"(?:(?:{words}){step['blank']}){'?' if step['times'] == '?' else '*+'}"

    return _APOSTROPHE.sub("['’]?", _STEP.sub(words_of, form.replace("\n", "")))
