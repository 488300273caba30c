"""Lines about an answer, shared by console and Slack: interpretation of the question, limits, totals, missing hits."""

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


def certainty_line(answer: Answer, language: str) -> str:
    """Format how sure a ranked answer is; "" for a list, a comparison, a look-up, a refusal, or if it is not measured.

    Args:
        answer: The answer.
        language: Language of the line.
    """
    understood = answer.reading.understood
    is_compared = answer.sides or understood.shape.by_turns
    is_looked_up = understood.cited or understood.only_limits or understood.shape.name in ("lookup", "resolution")
    is_ranking = answer.answered and answer.total is None and not (is_compared or is_looked_up)
    return said_in(language)(f"certainty.{answer.certainty}") if answer.certainty and is_ranking else ""


def near_misses_line(answer: Answer) -> str:
    """Format the line above near misses: outside the limits, perhaps an answer, or probably no answer."""
    say = _texts_for(answer.reading.understood)
    if {*answer.beyond}.intersection(hit.clause.id for hit in answer.near_misses):
        return say("near.outside")
    return say("near.closest") if answer.is_close else say("near.misses")


def nothing_found(answer: Answer) -> str:
    """Format the message that nothing was found, or the reply of the answer if it has one."""
    if answer.reply:
        return reply_line(answer)
    limited = bool(describe(answer.reading.understood.scope.filters))
    kind = "unsure" if answer.is_close else "none"
    return _texts_for(answer.reading.understood)(f"nothing.{kind}_within" if limited else f"nothing.{kind}")


def reply_line(answer: Answer) -> str:
    """Format the reply that replaces the hits or stands above them.

    A reply about names that the library lacks is in the language of the question.
    """
    say = _texts_for(answer.reading.understood)
    if not answer.absent or say.language == ENGLISH:
        return answer.reply
    return say("nothing.absent", names=LISTED.join(map(say.apart, answer.absent)))


def quoted_line(answer: Answer, language: str = ENGLISH) -> str:
    """Format the line above English quotes, for a question in another language; "" for a question in English.

    Args:
        answer: The answer.
        language: Language of the line if the question is in an unsupported one.
    """
    asked_in = answer.reading.understood.language
    if asked_in == ENGLISH:
        return ""
    return said_in(asked_in)("language.quoted") if asked_in in OFFICIAL else said_in(language)("language.other")


def languages_line(answer: Answer, language: str = ENGLISH) -> str:
    """Format the line that names the supported languages; "" if it is not needed.

    It is needed if a question in an unsupported language has no hits.

    Args:
        answer: The answer.
        language: Language of the line.
    """
    asked_in = answer.reading.understood.language
    if answer.hits or answer.small_talk is not None:
        return ""
    return "" if asked_in in OFFICIAL else said_in(language)("language.other")


def understood_line(reading: Reading) -> str:
    """Format the interpretation of a question: topic, limits, corrections, English reading; "" for none."""
    understood, say = reading.understood, _texts_for(reading.understood)
    about = reading.note.removeprefix(NOTE_OPENING)
    is_translated = say.language != ENGLISH and not (understood.only_cited or understood.only_limits)
    # The English reading of a question in another language begins with its topic.
    shows_topic = about and not (is_translated and about.casefold() in reading.searched.casefold())
    parts = [
        *([say("understood.about", topic=about)] if shows_topic else []),
        *limits_said(understood.without_standing.scope, say.language),
    ]
    parts += [say("understood.read_as", typed=slip.typed, meant=slip.meant) for slip in understood.corrections]
    if is_translated:
        read = shorten(reading.searched.rstrip(" ?!."), _MOST_READ, placeholder="…")
        parts.append(say("understood.in_english", words=say.apart(read)))
    return say("understood.line", parts=JOINT.join(parts)) if parts else ""


def unknown_line(answer: Answer) -> str:
    """Format the words of a question in another language that were not understood; "" for none."""
    say = _texts_for(answer.reading.understood)
    words = LISTED.join(map(say.apart, answer.unknown))
    return say("understood.unknown", words=words) if words else ""


def standing_line(understood: Question, whose: str = "") -> str:
    """Format the standing limits that apply; "" for none.

    Args:
        understood: The question.
        whose: Owner of the limits, such as "this channel"; "" for the chat.
    """
    say = _texts_for(understood)
    stated = limits_said(Scope(understood.standing), say.language)
    whose = whose or say("understood.this_chat")
    return say("understood.limited_by", whose=whose, limits=", ".join(stated)) if stated else ""


def overruled_line(understood: Question) -> str:
    """Format the limits that other limits override; "" for none. The limits are in English in every language."""
    left = ", ".join(understood.overruled)
    return _texts_for(understood)("understood.overruled", limits=left) if left else ""


def beyond_line(answer: Answer) -> str:
    """Format the clauses outside the limits that answer; "" for none."""
    say = _texts_for(answer.reading.understood)
    return say("beyond.line", named=named_shortly(answer.beyond, say.language)) if answer.beyond else ""


def suggestions_line(answer: Answer) -> str:
    """Format the number of clauses that have a theme as a suggestion, if none has it as a label; "" for none."""
    say, themes = _texts_for(answer.reading.understood), answer.reading.understood.scope.filters.themes
    named = say("limits.or").join(map(say.apart, themes))
    return say("beyond.suggested", themes=named, n=answer.suggestions) if answer.suggestions else ""


def shape_lines(answer: Answer) -> list[str]:
    """Format the summary of a list, a count, a comparison, or a first or latest use; empty for a ranked answer.

    A comparison has a line for each resolution without hits. Any other summary has one line, which names other words
    for the topic that were found: "46 paragraphs with the words “kids” or “children”".
    """
    shape, topic = answer.reading.understood.shape, answer.reading.understood.topic
    say = _texts_for(answer.reading.understood)
    if answer.sides:
        without_hits = [side.resolution for side in answer.sides if not side.ids]
        return [say("shape.silent", resolution=resolution, topic=topic) for resolution in without_hits]
    # A search by words finds all matches; a search by meaning may miss some.
    method = "citing" if mentioned_texts(answer.reading.understood) else "words" if answer.by_words else "meaning"
    for other in answer.other_words:
        topic = say("shape.or_other", topic=topic, other=other)
    if shape.name in ("first", "latest"):
        return [say(f"shape.{'earliest' if shape.name == 'first' else 'latest'}_{method}", topic=topic)]
    if answer.total is None:
        return []
    if shape.as_such or shape.opening:
        opening = "paragraphs_ending" if shape.opening == "last words" else "paragraphs_opening"
        counted = opening if shape.opening else f"whole_{_counted_kind(answer)}"
        return [say(f"shape.{counted}", topic=topic, n=answer.total)]
    counts_resolutions = shape.name == "count" and shape.unit == "resolutions"
    if shape.cites:
        return [say(f"shape.cites_{shape.cites if counts_resolutions else 'paragraphs'}", n=answer.total)]
    unit = "resolutions" if counts_resolutions else "paragraphs"
    by_words_and_meaning = not counts_resolutions and answer.worded and not answer.by_words
    how = "both" if by_words_and_meaning else method
    return [say(f"shape.{unit}_{how}", topic=topic, n=answer.total, worded=answer.worded or 0)]


def _counted_kind(answer: Answer) -> str:
    """Return what a count without a topic counts, as the ending of its text key."""
    understood = answer.reading.understood
    kinds = understood.scope.filters.kinds
    if understood.shape.unit == "resolutions":
        return "resolutions"
    if understood.shape.unit == "sub-paragraphs":
        return "parts"
    return kinds[0].value if len(kinds) == 1 else "paragraphs"


def two_resolutions(answer: Answer) -> tuple[str, str] | None:
    """Return the two resolutions that an answer compares or shows: "S/RES/1325 (2000)"; None for any other number."""
    understood = answer.reading.understood
    named = [side.resolution for side in answer.sides]
    if understood.shape.name == "resolution" and not answer.absent:
        named = list(map(str, understood.scope.filters.resolutions))
    return (named[0], named[1]) if len(named) == 2 else None


def compare_line(answer: Answer) -> str:
    """Format the command that compares two resolutions; "" unless the answer is about exactly two."""
    both = two_resolutions(answer)
    if both is None:
        return ""
    first, second = (one.partition(" ")[0].removeprefix("S/RES/") for one in both)
    return _texts_for(answer.reading.understood)("shape.compare", first=first, second=second)


def _texts_for(understood: Question) -> Texts:
    """Return the interface texts in the language of a question."""
    return said_in(understood.language)
