"""Lines about an answer, shared by console and Slack: the reading of the question, limits, shape, lack of hits."""

from __future__ import annotations

from textwrap import shorten

from bot.texts.texts import ENGLISH, OFFICIAL, Texts, said_in
from bot.wording import JOINT, LISTED, limits_said, named_shortly
from retrieval.asking.answer import Answer
from retrieval.asking.understand.citing_together import mentioned_texts
from retrieval.asking.understand.follow_ups.turns import NOTE_OPENING, Reading
from retrieval.asking.understand.question import Question
from retrieval.clauses.filters import describe
from retrieval.clauses.scope import Scope

_MOST_READ = 200
"""Maximum length of the English reading of a question in another language, in characters."""


def near_misses_line(answer: Answer) -> str:
    """Format the line above near misses: they lie outside the limits, may answer, or do not seem to."""
    say = _said(answer.reading.understood)
    if {*answer.beyond}.intersection(hit.clause.id for hit in answer.near_misses):
        return say("near.outside")
    return say("near.closest") if answer.is_close else say("near.misses")


def nothing_found(answer: Answer) -> str:
    """Format the message that nothing was found, or the reply that names something absent from the library."""
    if answer.reply:
        return reply_line(answer)
    limited = bool(describe(answer.reading.understood.scope.filters))
    kind = "unsure" if answer.is_close else "none"
    return _said(answer.reading.understood)(f"nothing.{kind}_within" if limited else f"nothing.{kind}")


def reply_line(answer: Answer) -> str:
    """Format the reply in place of hits or above them; on something absent, in the language of the question."""
    say = _said(answer.reading.understood)
    if not answer.absent or say.language == ENGLISH:
        return answer.reply
    return say("nothing.absent", names=LISTED.join(map(say.apart, answer.absent)))


def quoted_line(answer: Answer, language: str = ENGLISH) -> str:
    """Format the line above quotes in another language than the question's; "" for a question in English.

    Args:
        answer: The answer.
        language: Of the line about a question in a language that is not understood.
    """
    asked_in = answer.reading.understood.language
    if asked_in == ENGLISH:
        return ""
    return said_in(asked_in)("language.quoted") if asked_in in OFFICIAL else said_in(language)("language.other")


def languages_line(answer: Answer, language: str = ENGLISH) -> str:
    """Format the line on the languages of questions, for an answer without hits.

    Args:
        answer: The answer; "" for one that found something, and where the language of the question is understood.
        language: Of the line about a question in none of the languages that clausebot knows.
    """
    asked_in = answer.reading.understood.language
    if answer.hits or answer.small_talk is not None:
        return ""
    return "" if asked_in in OFFICIAL else said_in(language)("language.other")


def understood_line(reading: Reading) -> str:
    """Format the interpretation of a question; "" if it is plain from the words."""
    understood, say = reading.understood, _said(reading.understood)
    about = reading.note.removeprefix(NOTE_OPENING)
    parts = [
        *([say("understood.about", topic=about)] if about else []),
        *limits_said(understood.without_standing.scope, say.language),
    ]
    parts += [say("understood.read_as", typed=slip.typed, meant=slip.meant) for slip in understood.corrections]
    if say.language != ENGLISH and not (understood.only_cited or understood.only_limits):
        read = shorten(reading.searched.rstrip(" ?!."), _MOST_READ, placeholder="…")
        parts.append(say("understood.in_english", words=say.apart(read)))
    return say("understood.line", parts=JOINT.join(parts)) if parts else ""


def unknown_line(answer: Answer) -> str:
    """Format the words of a question in another language that were not understood; "" for none."""
    say = _said(answer.reading.understood)
    words = LISTED.join(map(say.apart, answer.unknown))
    return say("understood.unknown", words=words) if words else ""


def standing_line(understood: Question, whose: str = "") -> str:
    """Format the standing limits that apply; "" for none.

    Args:
        understood: The question.
        whose: Who set them: "this channel"; "" for the chat.
    """
    say = _said(understood)
    stated = limits_said(Scope(understood.standing), say.language)
    whose = whose or say("understood.this_chat")
    return say("understood.limited_by", whose=whose, limits=", ".join(stated)) if stated else ""


def overruled_line(understood: Question) -> str:
    """Format the limits that do not apply; "" for none. They are in English in every language."""
    left = ", ".join(understood.overruled)
    return _said(understood)("understood.overruled", limits=left) if left else ""


def beyond_line(answer: Answer) -> str:
    """Format the clauses that answer without the limits; "" for none."""
    say = _said(answer.reading.understood)
    return say("beyond.line", named=named_shortly(answer.beyond, say.language)) if answer.beyond else ""


def suggestions_line(answer: Answer) -> str:
    """Format the number of clauses whose theme is only suggested, where none has it as a label; "" for none."""
    say, themes = _said(answer.reading.understood), answer.reading.understood.scope.filters.themes
    named = say("limits.or").join(map(say.apart, themes))
    return say("beyond.suggested", themes=named, n=answer.suggestions) if answer.suggestions else ""


def shape_lines(answer: Answer) -> list[str]:
    """Format the lines of an answer that is no ranking: totals of a list, sides of a comparison without hits.

    Each is one line, and another says which other words were found; none for a ranking.
    """
    shape, topic = answer.reading.understood.shape, answer.reading.understood.topic
    say = _said(answer.reading.understood)
    if answer.sides:
        silent = [side.resolution for side in answer.sides if not side.ids]
        return [say("shape.silent", resolution=resolution, topic=topic) for resolution in silent]
    # Found by words they are all there are, by meaning they may not be.
    found = "citing" if mentioned_texts(answer.reading.understood) else "words" if answer.by_words else "meaning"
    others = [say("shape.other_words", words="; ".join(answer.other_words))] if answer.other_words else []
    if shape.name in ("first", "latest"):
        return [say(f"shape.{'earliest' if shape.name == 'first' else 'latest'}_{found}", topic=topic), *others]
    if answer.total is None:
        return []
    if shape.as_such:
        return [say(f"shape.whole_{_counted_kind(answer)}", n=answer.total)]
    if shape.cites:
        counted = shape.cites if shape.name == "count" and shape.unit == "resolutions" else "paragraphs"
        return [say(f"shape.cites_{counted}", n=answer.total)]
    unit = "resolutions" if shape.name == "count" and shape.unit == "resolutions" else "paragraphs"
    how = "both" if unit == "paragraphs" and answer.worded and not answer.by_words else found
    return [say(f"shape.{unit}_{how}", topic=topic, n=answer.total, worded=answer.worded or 0), *others]


def _counted_kind(answer: Answer) -> str:
    """Return the kind that a count of all resolutions or paragraphs is of."""
    understood = answer.reading.understood
    kinds = understood.scope.filters.kinds
    if understood.shape.unit == "resolutions":
        return "resolutions"
    if understood.shape.unit == "sub-paragraphs":
        return "parts"
    return kinds[0].value if len(kinds) == 1 else "paragraphs"


def compare_line(answer: Answer) -> str:
    """Format the command that compares two resolutions paragraph by paragraph; "" for an answer that is not of two."""
    understood = answer.reading.understood
    numbers = [side.resolution.partition(" ")[0].removeprefix("S/RES/") for side in answer.sides]
    if understood.shape.name == "resolution" and not answer.absent:
        numbers = [str(one.number) for one in understood.scope.filters.resolutions]
    if len(numbers) != 2:
        return ""
    first, second = numbers
    return _said(understood)("shape.compare", first=first, second=second)


def _said(understood: Question) -> Texts:
    """Return the sentences in the language of a question."""
    return said_in(understood.language)
