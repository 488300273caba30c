"""Date filters in a question: "since 2015", "before 2003 only", "the 2013 resolution"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from retrieval.asking.understand.finding import Cited, Edit, Finding, Limit, MentionedYear, overlaps
from retrieval.asking.understand.lexicon import (
    count_words,
    date_patterns,
    keyword_words,
    period_context,
    period_forms,
    reference_patterns,
    refusal_patterns,
)
from retrieval.asking.understand.lexicon.period_forms import PeriodForm
from retrieval.asking.understand.period_days import Days, days_of
from retrieval.asking.understand.refusals import Refusal, find_refusal, is_unlimited
from retrieval.asking.understand.words import has_words, plain_words
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol

_BRIEF = 9
"""Maximum words before the year of "what was decided in 2013"; in a longer question it may be the year of an event."""
_MOST_PERIODS = 40
"""Maximum matches of periods, some forms of which match the same words; a text with more of them asks for none."""
_MOST_KEYWORDS = 5
"""Maximum keywords before the year that limits them: "women in peace talks in 2019"."""


def find_periods(
    text: str, newest: date | None, before: Sequence[Finding] = (), held: Collection[int] = ()
) -> list[Finding]:
    """Find the date filter of a whitespace-normalised question, and the years that it mentions.

    Args:
        text: The question.
        newest: Day of the library's newest resolution, on which "the last five years" end.
        before: Findings of resolutions; their numbers are no years.
        held: Years of the library's resolutions.
    """
    day = newest or date.max.replace(day=28)
    found: list[Finding] = []
    unread: list[tuple[int, int]] = []
    unlimiting: list[tuple[int, int]] = []
    matches = [(form, match) for form in _forms(text) for match in form.pattern.finditer(text)]
    for form, match in matches if len(matches) <= _MOST_PERIODS else ():
        is_read = any(match.start() < end and start < match.end() for start, end in unread)
        if is_read or overlaps(match, (*before, *found)):
            continue
        if not _is_one_period(text, match):
            unread.append(match.span())
            continue
        period, refusal = days_of(match, form.reads, day), find_refusal(text, *match.span())
        if refusal and refusal.means == "unwanted":
            found += _limits_beside(match, period, refusal)
        elif _limits_texts(text, match, form) or _asks_for_texts_of(text, match, form, held):
            found += [*_as_limits(match, period), _removal(text, match)]
        elif not refusal:
            unlimiting.append(match.span())
    # Periods that exclude each other, as in different sentences, do not filter.
    found = found if _leaves_days(found) and not _is_joined_to(unlimiting, found, text) else []
    return [*found, *_years_mentioned(text, day, (*before, *found))]


def find_years_left_out(text: str, held: Iterable[Symbol], before: Sequence[Finding]) -> list[Finding]:
    """Find the resolutions of refused years, which a period cannot exclude: "camps, but not from 1999".

    Args:
        text: The question, whitespace-normalised.
        held: The resolutions in the library.
        before: Findings of resolutions; their numbers are no years.
    """
    found: list[Finding] = []
    for match in refusal_patterns.YEARS_LEFT_OUT.finditer(text):
        years = range(int(match["first"]), int(match["last"] or match["first"]) + 1)
        left_out = sorted(symbol for symbol in held if symbol.year in years)
        if left_out and not overlaps(match, before) and not _tells_of_a_year(text, match):
            cited = (Cited("outside", Citation.of(one)) for one in left_out)
            found += [*(Finding(*match.span(), one) for one in cited), Finding(*match.span(), Edit())]
    return found


def _is_one_period(text: str, match: re.Match[str]) -> bool:
    """Return whether a match is one period, and no unknown part of a year, as "spring 2013", stands before it.

    Two or three years are one period only if they follow each other, unlike "in 2013 or 2015".
    """
    said = match.groupdict()
    if date_patterns.PART_BEFORE.search(text[: match.start()]) or (said.get("part") and said.get("month")):
        return False
    apart = 2 if said.get("mid") else 1
    return not said.get("two") or abs(int(match["to"]) - int(match["from"])) == apart


def _is_joined_to(others: Sequence[tuple[int, int]], found: Sequence[Finding], text: str) -> bool:
    """Return whether a limit is joined with a period that does not limit: "before 2013 and after 2016"."""
    return any(
        period_context.BETWEEN_PERIODS.fullmatch(text[min(one.end, end) : max(one.start, start)])
        for one in found
        for start, end in others
    )


def _tells_of_a_year(text: str, match: re.Match[str]) -> bool:
    """Return whether "not in 1999" is part of a statement, and no limit: "was it not in 1999?"."""
    if not match["plain"] or match["joined"].strip():
        return False
    before = text[: match.start("plain")]
    is_told = refusal_patterns.NO_REFUSAL_BEFORE.search(before) or refusal_patterns.TELLS_OF_A_YEAR.match(text)
    return is_told is not None


def _as_limits(match: re.Match[str], period: Days) -> list[Finding]:
    return [
        Finding(*match.span(), Limit(field, day))
        for field, day in zip(("since", "until"), period, strict=True)
        if day is not None
    ]


def _limits_beside(match: re.Match[str], period: Days, refusal: Refusal) -> list[Finding]:
    """Return the limit to the time that a refused period leaves: "nothing before 2015" leaves "since 2015".

    None if the period has both ends, as it leaves time before and after it, which one limit cannot state.
    """
    first, last = period
    if first and last:
        return []
    beside = (last + timedelta(days=1) if last else None, first - timedelta(days=1) if first else None)
    return [*_as_limits(match, beside), Finding(refusal.start, refusal.end, Edit())]


def _leaves_days(findings: Sequence[Finding]) -> bool:
    """Return whether the periods of findings have days in common."""
    ends = {"since": date.min, "until": date.max}
    for one in findings:
        if isinstance(one.means, Limit) and one.means.field in ends:
            latest = max if one.means.field == "since" else min
            ends[one.means.field] = latest(ends[one.means.field], one.means.value)
    return ends["since"] <= ends["until"]


def _forms(text: str) -> tuple[PeriodForm, ...]:
    """Return the forms of a period that may filter a question.

    "In 2017" filters a question about the Council's texts; elsewhere it is as often the year of an event.
    """
    if not period_context.IN_A_PERIOD.search(text):
        return ()
    speaker = period_context.SPEAKER.search(text)
    about_texts = speaker and period_context.SPEAKS.search(text, speaker.end())
    periods = period_forms.periods()
    return (*periods, period_forms.PLAIN_IN if about_texts else period_forms.DECIDED_IN)


def _limits_texts(text: str, match: re.Match[str], form: PeriodForm) -> bool:
    """Return whether a period limits the texts, by the words around it; otherwise it may be that of an event."""
    before, after = text[: match.start()], text[match.end() :]
    if period_context.NOT_BEFORE.search(before):
        return False
    if form.when == "anywhere" or _asks_what_was_said_then(text, match, form):
        return True
    if form.when == "if decided":
        decided = period_context.DECIDED_BEFORE.search(before)
        return decided is not None and not period_context.IN_A_STORY_BEFORE.search(before[: decided.start()])
    if form.when != "set off":
        is_said_then = form.when == "if said" and period_context.SPOKEN_BEFORE.search(before)
        return bool(is_said_then) or is_apart(before, after)
    starts = not has_words(period_context.AROUND_A_PERIOD.sub("", before))
    attached = period_context.ATTACHED_BEFORE.search(before) is not None
    is_set_off = reference_patterns.SET_OFF_BEFORE.search(before) is not None
    return is_apart(before, after) and (starts or attached or is_set_off)


def _asks_for_texts_of(text: str, match: re.Match[str], form: PeriodForm, held: Collection[int]) -> bool:
    """Return whether "in 2013" at the end limits: "anything on camps in 2013", "camps in 2013"; not of an event.

    Keywords alone are limited only to a year of which the library has resolutions.
    """
    before, after = text[: match.start()].rstrip(), keyword_words.POLITE.sub("", text[match.end() :])
    if form.when != "if decided" or not match[0].lower().startswith("in") or after:
        return False
    asked = period_context.TEXTS_ON.match(before)
    topic = before[asked.end() :] if asked else before
    words = plain_words(topic)
    if not words or period_context.AN_EVENT.search(before) or keyword_words.OF_NO_KEYWORDS.intersection(words):
        return False
    if asked:
        return len(words) <= _BRIEF
    return len(words) <= _MOST_KEYWORDS and not match["month"] and int(match["year"]) in held


def _asks_what_was_said_then(text: str, match: re.Match[str], form: PeriodForm) -> bool:
    """Return whether a question asks what was said in a period; not of "by 2010", which may be the date of a duty."""
    before, after = text[: match.start()], text[match.end() :]
    if match[0].lower().startswith("by"):
        return False
    if form.reads != "in" and period_context.SAID_AFTER.match(after) and period_context.SAID_BEFORE.match(before):
        return True
    is_at_end = len(before.split()) <= _BRIEF and not has_words(after)
    return _is_inside_what_is_asked(before, after) or (
        is_at_end and period_context.WHAT_WAS_DECIDED.match(text) is not None
    )


def is_apart(before: str, after: str) -> bool:
    """Return whether a period is apart from the sentence around it, and so limits.

    "Since 2015: …", "since 2015, what …", "… since 2015?", "resolutions since 2015 …" and "… since 2015: how many?"
    limit. "Since 2023 our staff may not …" is the date of an event.

    Args:
        before: The text before the period.
        after: The text behind it.
    """
    is_of_texts = period_context.ATTACHED_BEFORE.search(before) is not None
    if not has_words(period_context.AROUND_A_PERIOD.sub("", before)):
        tells_which = is_of_texts and period_context.TELLS_WHICH.match(after)
        is_all = not has_words(period_context.AROUND_A_PERIOD.sub("", after))  # "only after 2015 please"
        return bool(tells_which or is_all or period_context.GOES_ON.match(after))
    opens, closes = period_context.IN_BRACKETS
    if period_context.ENDS_QUESTION.match(after) or (opens.search(before) and closes.match(after)):
        return True
    asks_behind = period_context.ASKS_BEHIND.match(after) is not None
    return is_of_texts or asks_behind or not has_words(period_context.AROUND_A_PERIOD.sub("", after))


def _is_inside_what_is_asked(before: str, after: str) -> bool:
    """Return whether a question asks what was said in a period before its topic: "what was said since 2018 about …"."""
    if period_context.ASKED_BEFORE.search(before):
        return period_context.ASKED_ABOUT.match(after) is not None
    is_between = period_context.COUNCIL_BEFORE.search(before) and period_context.DECIDES_AFTER.match(after)
    return is_between is not None


def _removal(text: str, match: re.Match[str]) -> Finding:
    """Return the edit that removes a date filter, with "only" or a noun for texts beside it.

    Inside a sentence "the 2013 resolution" becomes "the resolution". "What was said since 2018 about camps" becomes
    "camps".
    """
    before, after = text[: match.start()], text[match.end() :]
    about = period_context.ASKED_ABOUT.match(after)
    if about and period_context.ASKED_BEFORE.search(before):
        return Finding(0, match.end() + about.end(), Edit())
    patterns_before = (
        period_context.WITHIN_TEXTS_BEFORE,
        period_context.TEXTS_SET_OFF_BEFORE,
        period_context.ONLY_BEFORE,
        period_context.ADOPTED_BEFORE,
    )
    only_before = next((found for pattern in patterns_before if (found := pattern.search(before))), None)
    only_after = reference_patterns.ONLY_AFTER.match(after)
    start = only_before.start() if only_before else match.start()
    end = match.end() + (only_after.end() if only_after else 0)
    noun = period_context.TEXT_NOUN.search(match[0])
    texts = period_context.TEXTS_FIRST.match(match[0])
    behind_noun = text[: match.start() + texts.end() + 1] if texts else ""
    if set_off := period_context.TEXTS_SET_OFF_BEFORE.search(behind_noun):
        return Finding(set_off.start(), end, Edit())  # "camps, resolutions from 2015"
    asks_for_all = texts is not None and texts[0].lower() in {*count_words.PARAGRAPHS_COUNTED, "everything"}
    if texts and (has_words(before) or (asks_for_all and has_words(after))):
        return Finding(match.start() + texts.end(), end, Edit())  # "paragraphs from 2015 on camps" asks for a list
    if not noun or not has_words(before):
        return Finding(start, end, Edit(_between_year_and_noun(match)))
    article = "the " if match[0].lower().startswith("the ") else ""
    return Finding(start, end, Edit(f"{article}{_between_year_and_noun(match)}{noun[0]}"))


def _between_year_and_noun(match: re.Match[str]) -> str:
    """Return the words inside a date filter that belong to the topic: "WPS" in "the 2013 WPS texts"."""
    between = match.groupdict().get("what")
    return f"{between} " if between and between.lower() not in ("only", "and") else ""


def _years_mentioned(text: str, newest: date, before: Sequence[Finding]) -> list[Finding]:
    """Find the years that a question mentions without limiting to them."""
    matches = (match for match in date_patterns.BARE_YEAR.finditer(text) if not overlaps(match, before))
    return [
        Finding(*match.span(), MentionedYear(int(match[0])))
        for match in matches
        if int(match[0]) <= newest.year + 1 and not is_unlimited(text, *match.span())
    ]
