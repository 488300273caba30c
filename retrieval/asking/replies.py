"""Replies above the hits: on excluded topics, on names that nothing mentions, and on mentions of absent resolutions."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.asking.answer import Result
from retrieval.asking.lookup.absent_names import Absent
from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.citing_together import mentioned_texts
from retrieval.asking.understand.finding import LISTED
from retrieval.asking.understand.left_out import has_topic_beside
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.shapes import asks_for_texts_without
from retrieval.clauses.clause import Clause

NOTHING_THERE = "Nothing in {} seems to answer this; these paragraphs are from the whole library."
"""Message before the hits if the resolution that a question names does not answer it, but others do."""


def wants_texts_without_topic(question: Question) -> bool:
    """Return whether a question asks for texts that do not mention a topic."""
    lists, left_out = question.shape.name in LISTED, question.left_out
    if left_out:
        return lists or not has_topic_beside(question.asked, left_out)
    return lists and asks_for_texts_without(question.asked, question.text)


def on_left_out(question: Question, found: Result) -> str:
    """Return the reply to a question that excludes a topic, as no search finds texts without it; "" for any other."""
    left_out = question.left_out
    if wants_texts_without_topic(question):
        has_topic = left_out and has_topic_beside(question.asked, left_out)
        instead = f"without “{left_out}”" if has_topic else "which ones mention it"
        return f"Only what the texts say can be found, not which of them leave something out: ask {instead}."
    if left_out and found.hits:
        return f"Only what the texts say can be found: these paragraphs may be about “{left_out}”, too."
    return ""


def on_no_mention(question: Question, found: Result) -> str:
    """Return the reply if no paragraph mentions the resolution, paragraph or name asked for, or cites any other text.

    "" if some paragraph does, or for any other question.
    """
    limits = question.scope
    within = " within these limits" if limits.described else ""
    if found.nowhere:
        return f"No paragraph in this library has “{question.topic}” in its words{within}."
    if found.answered:
        return ""
    cited, cites = mentioned_in(question), question.shape.cites
    if not cited and mentioned_texts(question):
        return f"No {question.shape.unit.removesuffix('s')} in this library mentions {question.text}{within}."
    if not (cited or cites):
        return ""
    named = question.cited or limits.filters.resolutions
    if not cites and len(named) != 1:
        other = "" if cited and cited.paragraph else "other "
        return f"No {other}resolution in this library mentions {cited}{within}."
    mentions = f"does not mention {cited}" if cited else f"cites no other {cites.removesuffix('s')}"
    only_named = len(limits.described) == 1
    return f"{' or '.join(map(str, named))} {mentions}{'' if only_named else within}."


def on_recalled(recalled: Mapping[int, Clause], absent: Absent) -> str:
    """Return a sentence on how many paragraphs mention resolutions that the library lacks; "" if none does."""
    if not recalled:
        return ""
    them = "it" if len(absent.resolutions) == 1 else "them"
    some = "One paragraph here mentions" if len(recalled) == 1 else f"{len(recalled):,} paragraphs here mention"
    return f" {some} {them}."
