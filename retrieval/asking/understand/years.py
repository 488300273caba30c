"""When a question wants its answers from: "since 2015", "before 2003 only", "the 2013 resolution"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from retrieval.asking.understand.edits import Edit, has_words

_YEAR = r"(?:19[4-9]|20[0-4])\d(?![\d/%]|,\d|\.\d)"
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WHEN = rf"(?:(?:the\s+)?(?:early|mid|late|beginning\s+of|start\s+of|end\s+of)[\s-]+)?(?:(?P<month>{_MONTH})\s+)?"
_DATE = rf"{_WHEN}(?P<year>{_YEAR})"
_NOUN = (
    r"(?:resolutions?|texts?|decisions?|language|wording|documents?|mandates?|paragraphs?|paras?|clauses?|ops?|pps?)"
)
_TEXT = rf"{_NOUN}(?:\s+(?:only|adopted|passed))?"

_SMALL = "in|on|of|for|from|by|to|at|and|or|with|about|as|than|a|an|the|only|which|that|this|no|any|other|earlier"

_FILLER = re.compile(
    r"(?:only|just|please|pls|texts?|resolutions?|ones?|anything|something|adopted|passed|and|in|from|the|un|council"
    r"|language|wording|operative|preamble|preambular|paras?|paragraphs?|ops?|pps?)\b",
    re.IGNORECASE,
)
_ATTACHED = re.compile(rf"\b(?:{_TEXT}|adopted|passed|agreed|anything|something)\s*+,?\s*+$", re.IGNORECASE)
_SET_OFF = re.compile(r"[,;:(–—]\s*$|\s-+\s*$")
_ONLY_BEFORE = re.compile(r"\b(?:only|just)\s+$", re.IGNORECASE)
_ONLY_AFTER = re.compile(r"\s+only\b", re.IGNORECASE)
_NOUN_ALONE = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_SPEAKER = re.compile(r"\b(?:council|unsc|resolutions?|texts?)\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(?:sa(?:y|id)|ask(?:ed)?|call(?:ed)?|decided?|adopt(?:ed)?|demand(?:ed)?"
    r"|urged?|requested?|condemn(?:ed)?|tell|told|agreed?|state[ds]?|mention(?:ed)?|welcomed?)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?:[^\w\s]|$|(?:only|what|which|who|whose|how|when|where|why|is|are|was|were|do|does|did|has|have|any|on|in|about|mentioning|texts?"
    r"|resolutions?|language|wording|operative|preamble|preambular)\b)",
    re.IGNORECASE,
)
_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}


@dataclass(frozen=True, slots=True)
class Years:
    """What a question says about time.

    Attributes:
        since: The first day asked for.
        until: The last day asked for.
        named: Years that are mentioned without limiting anything; most are the year of the text that is wanted.
    """

    since: date | None = None
    until: date | None = None
    named: tuple[int, ...] = ()
    edits: tuple[Edit, ...] = ()


_Limits = tuple[date | None, date | None]
_Reading = Callable[[re.Match[str], date], _Limits]


@dataclass(frozen=True, slots=True)
class _Form:
    """A way of stating a limit.

    Attributes:
        limits: The first and last day, read from the match and the library's newest day.
        apart: Whether it must stand apart from the sentence, as it could be part of the story told.
        set_off: Whether, at the end, it needs a comma before it for that.
    """

    pattern: re.Pattern[str]
    limits: _Reading
    apart: bool = True
    set_off: bool = False


def _first(match: re.Match[str]) -> date:
    month = match["month"]
    return date(int(match["year"]), _MONTHS[month[:3].lower()] if month else 1, 1)


def _last(match: re.Match[str]) -> date:
    year, month = int(match["year"]), match["month"]
    number = _MONTHS[month[:3].lower()] if month else 12
    return date(year, number, calendar.monthrange(year, number)[1])


def _since(match: re.Match[str], _: date) -> _Limits:
    return _first(match), None


def _after(match: re.Match[str], _: date) -> _Limits:
    return _last(match) + timedelta(days=1), None


def _until(match: re.Match[str], _: date) -> _Limits:
    return None, _last(match)


def _before(match: re.Match[str], _: date) -> _Limits:
    return None, _first(match) - timedelta(days=1)


def _between(match: re.Match[str], _: date) -> _Limits:
    a, b = sorted((int(match["from"]), int(match["to"])))
    return date(a, 1, 1), date(b, 12, 31)


def _in(match: re.Match[str], _: date) -> _Limits:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _in_decade(match: re.Match[str], _: date) -> _Limits:
    return date(int(match["decade"]), 1, 1), date(int(match["decade"]) + 9, 12, 31)


def _last_years(match: re.Match[str], newest: date) -> _Limits:
    unit = 10 if match["unit"].lower().startswith("decade") else 1
    many = (match["many"] or "one").lower()
    years = unit * (int(many) if many.isdigit() else _NUMBERS[many])
    # One day after the same day that many years ago; 29 February counts as the 28th.
    start = newest.replace(year=max(newest.year - years, 1), day=min(newest.day, 28 if newest.month == 2 else 31))
    return start + timedelta(days=1), None


_FORMS = (
    _Form(
        re.compile(
            rf"\b(?:(?:adopted|passed)\s+)?(?:between|from)\s+(?P<from>{_YEAR})\s*(?:and|to|until|till|through|-|–)\s*"
            rf"(?P<to>{_YEAR})",
            re.IGNORECASE,
        ),
        _between,
    ),
    _Form(
        re.compile(
            rf"(?<![\w/-])(?P<from>{_YEAR})\s*(?:-|–|—|to|through|until)\s*(?P<to>{_YEAR})(?![\w-])", re.IGNORECASE
        ),
        _between,
    ),
    _Form(
        re.compile(
            rf"\b(?:in|over|within|during|from)\s+the\s+(?:last|past)\s+(?:(?P<many>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+)?"
            r"(?P<unit>years?|decades?)\b",
            re.IGNORECASE,
        ),
        _last_years,
        apart=False,
    ),
    _Form(re.compile(r"\b(?:in|during|from|of)\s+the\s+(?P<decade>(?:19|20)\d0)s\b", re.IGNORECASE), _in_decade),
    _Form(re.compile(rf"\bfrom\s+{_DATE}\s+on(?:wards?)?\b", re.IGNORECASE), _since),
    _Form(
        re.compile(
            rf"\b{_NOUN}\s+(?:(?:adopted|passed)\s+)?(?:of|from|in)\s+{_DATE}(?!\s+on(?:wards?)?\b)", re.IGNORECASE
        ),
        _in,
        apart=False,
    ),
    _Form(
        re.compile(
            rf"\b(?:since|starting(?:\s+(?:in|from))?|from|not\s+before|(?:no|not)\s+earlier\s+than)\s+{_DATE}",
            re.IGNORECASE,
        ),
        _since,
    ),
    _Form(re.compile(rf"\b{_DATE}(?:\s+(?:onwards?|(?:and|or)\s+(?:later|after|newer))\b|\+)", re.IGNORECASE), _since),
    _Form(
        re.compile(
            rf"\b(?:from\s+)?(?:after|later\s+than|newer\s+than|more\s+recent\s+than|past|post)[\s-]+{_DATE}",
            re.IGNORECASE,
        ),
        _after,
    ),
    _Form(
        re.compile(rf"\b(?:from\s+)?(?:before|earlier\s+than|prior\s+to|older\s+than|pre)[\s-]+{_DATE}", re.IGNORECASE),
        _before,
    ),
    _Form(re.compile(rf"\b(?:up\s+to|(?:no|not)\s+later\s+than)\s+{_DATE}", re.IGNORECASE), _until),
    _Form(re.compile(rf"\b(?:until|till|through|by)\s+{_DATE}", re.IGNORECASE), _until, set_off=True),
    _Form(re.compile(rf"\b{_DATE}\s+(?:and|or)\s+(?:earlier|before|older)\b", re.IGNORECASE), _until),
    _Form(
        re.compile(rf"\b(?:only|just|exclusively)\s+(?:the\s+)?{_DATE}\s+(?:{_TEXT}|ones?\b)", re.IGNORECASE),
        _in,
        apart=False,
    ),
    _Form(re.compile(rf"\b(?:only|just|exclusively)\s+(?:in\s+|from\s+|the\s+)?{_DATE}", re.IGNORECASE), _in),
    _Form(
        re.compile(
            rf"(?<![\w-])(?:in\s+|from\s+|the\s+)?{_DATE}\s+"
            rf"(?:(?:(?P<what>(?!(?:{_SMALL})\b)[A-Za-z]+)\s+)?{_TEXT}\b|only\b(?=\s*(?:[^\w\s]|$)))",
            re.IGNORECASE,
        ),
        _in,
        apart=False,
    ),
    _Form(re.compile(rf"\b(?:adopted|passed)\s+(?:in|during)\s+{_DATE}", re.IGNORECASE), _in, apart=False),
    _Form(re.compile(rf"^(?:in\s+)?{_DATE}(?=\s*(?::|,|\s[–—-]+\s))", re.IGNORECASE), _in, apart=False),
)
_PLAIN_IN = re.compile(rf"\b(?:in|during)\s+{_DATE}", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:not|except|than)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w/,.$€£-]){_YEAR}(?!\w)")


def find_years(text: str, newest: date | None, taken: tuple[Edit, ...] = ()) -> Years:
    """Return what a question with single blanks says about time.

    Args:
        text: The question.
        newest: The day of the library's newest resolution: the last five years end there.
        taken: Ranges that name resolutions; their numbers are no years.
    """
    day = newest or date.max.replace(day=28)
    since: date | None = None
    until: date | None = None
    edits: list[Edit] = []
    for form in (*_FORMS, *_in_forms(text)):
        for match in form.pattern.finditer(text):
            if _overlaps(match, (*taken, *edits)) or not _counts(text, match, form):
                continue
            first, last = form.limits(match, day)
            since, until = since or first, until or last
            edits.append(_edit(text, match))
    if since and until and since > until:  # two limits of different sentences
        return Years(named=_named(text, day, taken))
    return Years(since, until, _named(text, day, (*taken, *edits)), tuple(edits))


def _in_forms(text: str) -> tuple[_Form, ...]:
    """Let "in 2017" limit a question about what the Council says; elsewhere it is as often when something happened."""
    speaker = _SPEAKER.search(text)
    return (_Form(_PLAIN_IN, _in),) if speaker and _SPEAKS.search(text, speaker.end()) else ()


def _overlaps(match: re.Match[str], edits: tuple[Edit, ...]) -> bool:
    return any(match.start() < edit.end and edit.start < match.end() for edit in edits)


def _counts(text: str, match: re.Match[str], form: _Form) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _NOT_BEFORE.search(before):
        return False
    if not form.apart:
        return True
    if not has_words(_FILLER.sub("", before)):
        # "Since 2023 our staff may not …" tells what happened; "since 2015: …" and "since 2015, what …" limit.
        return _GOES_ON.match(after) is not None
    if _ATTACHED.search(before):
        return True
    return not has_words(_FILLER.sub("", after)) and (not form.set_off or _SET_OFF.search(before) is not None)


def _edit(text: str, match: re.Match[str]) -> Edit:
    """Take out a stated limit, with its "only"; inside a sentence "the 2013 resolution" leaves "resolution"."""
    before, after = text[: match.start()], text[match.end() :]
    only_before = _ONLY_BEFORE.search(before)
    only_after = _ONLY_AFTER.match(after)
    start = only_before.start() if only_before else match.start()
    end = match.end() + (only_after.end() if only_after else 0)
    noun = _NOUN_ALONE.search(match[0])
    if not noun or not has_words(before):
        return Edit(start, end, _between_year_and_noun(match))
    article = "the " if match[0].lower().startswith("the ") else ""
    return Edit(start, end, f"{article}{_between_year_and_noun(match)}{noun[0]}")


def _between_year_and_noun(match: re.Match[str]) -> str:
    """Return what the limit is mixed with: "the 2013 WPS texts" are still about WPS."""
    between = match.groupdict().get("what")
    return f"{between} " if between and between.lower() not in ("only", "and") else ""


def _named(text: str, newest: date, taken: tuple[Edit, ...]) -> tuple[int, ...]:
    years = (int(match[0]) for match in _BARE.finditer(text) if not _overlaps(match, taken))
    return tuple(dict.fromkeys(year for year in years if year <= newest.year + 1))
