"""Paragraphs that a follow-up names without a resolution: "letter d", "sorry, OP 5", "the next one"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.follow_ups.shown import asks_for_rest, has_nth, nth_of
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.follow_ups.wordings import match_meaning, opening_of, reworded
from retrieval.asking.understand.lexicon import turn_patterns, turn_place_patterns
from retrieval.asking.understand.lexicon.reference_patterns import NUMBERED_PLACE
from retrieval.asking.understand.places import place_alone
from retrieval.asking.understand.plain import plainly_worded
from retrieval.clauses.citation import citation_of_id, short_pinpoint
from retrieval.clauses.clause import ClauseKind

_NEXT = "the next one"
"""Usual words of a request for the paragraph behind the one that was looked up."""
_OF_ONE_RESOLUTION: tuple[ShapeName, ...] = ("first", "latest")
"""Shapes of a question that looks for one resolution."""


def with_resolution_of_shown(asked: str, turn: Turn) -> str:
    """Name the resolution of a paragraph that was shown: "its preamble" is "the preamble of S/RES/1325 (2000)".

    "Only that one" after a first or latest mention is "only in" its resolution. Any other question is returned as it
    is, and so is one after a question that is limited to a resolution itself.

    Args:
        asked: The question.
        turn: The turn before.
    """
    last = turn.understood
    if turn.led_nowhere or not turn.quoted or last.cited:
        return asked
    part = match_meaning("part-of-shown", asked)
    if part and (has_nth(part) or not last.scope.filters.resolutions) and (shown := nth_of(part, turn)):
        named = citation_of_id(shown[0]).resolution
        return f"{opening_of(asked)}{part['before']}the {part['part']} of {named}{part['behind']}"
    if last.shape.name in _OF_ONE_RESOLUTION and match_meaning("only-in-shown", asked):
        return f"only in {citation_of_id(turn.quoted[0]).resolution}"
    return asked


def expand_place(asked: str, turn: Turn, *, is_shown: bool) -> str:
    """Expand a follow-up that only names a paragraph into a citation; "" for any other question.

    Args:
        asked: The follow-up.
        turn: The turn before it.
        is_shown: Whether that turn shows again a paragraph of an answer. A limit behind it is one of that answer: "and
            in 1820?", "only operative paragraphs".
    """
    asked = plainly_worded(asked)
    if turn.led_nowhere:
        turn = replace(turn, quoted=(), shown=())
    known = _known(asked, turn, is_shown=is_shown)
    return (
        reworded("letter", asked, known)
        or _expand_paragraph(asked, turn)
        or reworded("place", asked, known)
        or _expand_step(asked, turn, is_shown=is_shown)
        or _expand_quoted(asked, turn.numbered)
    )


def _known(asked: str, turn: Turn, *, is_shown: bool) -> Mapping[str, str]:
    """Return the paragraph, the resolution and the kind that the last turn was on, by their names in wordings.

    Args:
        asked: The follow-up.
        turn: The turn before it.
        is_shown: Whether that turn shows again a paragraph of an answer, which numbers and ordinals count.
    """
    last = turn.understood
    named, cited, shape = last.scope.filters.resolutions, last.cited, last.shape.name
    only = f"{named[0]}" if len(named) == 1 else ""
    first = next(iter([*cited, *map(citation_of_id, turn.pointed_at)]), None)
    number = (first.paragraph or "").partition("(")[0] if first else ""
    one = cited[-1] if shape == "lookup" and cited else named[0] if shape == "resolution" and only else None
    paragraph, part, _ = (one.paragraph or "").partition("(") if one else ("", "", "")
    is_preambular = paragraph.startswith("PP") or last.scope.filters.kinds == (ClauseKind.PREAMBULAR,)
    is_refused = opening_of(asked).lower().endswith("no ")  # "no preamble" asks for the other part
    may_be_part = shape in ("lookup", "resolution") and not is_refused
    may_limit = is_shown and turn_place_patterns.ONLY.search(asked)
    known = {
        "paragraph": f"{first.resolution}, OP {number}" if first and number.isdigit() else "",
        "resolution": f"{one.resolution}" if one else "",
        "op": "" if is_shown and asked[:1].isdecimal() else "PP" if is_preambular else "OP",
        "its-kind": "" if is_shown else "preambular" if is_preambular else "operative",
        "whole-paragraph": f"{replace(one, paragraph=paragraph)}" if one and part else "",
        "looked-through": only if may_be_part and not may_limit else "",
        "all": only,
        "all-asked": only if shape == "resolution" else "",
        "all-cited": only if last.only_cited else "",
        "same-place": short_pinpoint(f"#{cited[0].paragraph}") if shape == "lookup" and len(cited) == 1 else "",
    }
    if is_shown:  # "and in 1820?" is a limit of the answer
        known["same-place"] = ""
    return {name: words for name, words in known.items() if words}


def _expand_paragraph(asked: str, turn: Turn) -> str:
    """Expand "OP 5" into a citation in the resolutions of the last question, or "its OP 2" in the one quoted first."""
    last = turn.understood
    place, named = place_alone(asked), last.scope.filters.resolutions
    if not named and last.shape.name in _OF_ONE_RESOLUTION:  # "OP 5" after "which is the latest resolution on youth?"
        named = tuple(citation_of_id(one).resolution for one in turn.quoted[:1])
    if not named and (mentioned := mentioned_in(last)):  # "and OP 29?" after "who cites OP 28 of 2467?"
        named = (mentioned.resolution,)
    pointed = turn_place_patterns.POINTS_BACK.search(asked)
    if pointed and (has_nth(pointed) or not named) and (shown := nth_of(pointed, turn)):
        named = (citation_of_id(shown[0]).resolution,)
    if not place or not named or (len(named) > 1 and not last.only_limits):
        return ""
    around = turn_place_patterns.POINTS_BACK.sub(" ", f"{asked[: place.start]} {asked[place.end :]}").lower()
    is_alone = turn_place_patterns.AROUND_A_PLACE.issuperset(turn_patterns.ANY_WORD.findall(around))
    return f"{' and '.join(map(str, named))}, {asked[place.start : place.end]}" if is_alone else ""


def _expand_step(asked: str, turn: Turn, *, is_shown: bool) -> str:
    """Expand "the next one" into "the paragraph after" the one that was looked up, or quoted first.

    A step from a quoted paragraph has to be "the next paragraph", "the one after the second" or, after a question that
    is limited to one resolution, "the one after"; "the next one" may be the next hit. "More please" is a step from a
    paragraph that was looked up.

    Args:
        asked: The follow-up.
        turn: The turn before.
        is_shown: Whether that turn shows again a paragraph of an answer, of which "more please" wants the other hits.
    """
    cited = turn.understood.cited
    is_more = turn.understood.only_cited and not is_shown and asks_for_rest(asked, [turn])
    match = match_meaning("step", _NEXT if is_more else asked)
    if not match:
        return ""
    is_in_one = len(turn.understood.scope.filters.resolutions) == 1 and not reworded("step-alone", asked)
    is_of_shown = has_nth(match) or (not cited and (is_in_one or turn_place_patterns.BESIDE_A_PARAGRAPH.search(asked)))
    if is_of_shown and (shown := nth_of(match, turn)):
        cited = (citation_of_id(shown[0]),)
    if not cited:
        return ""
    side = "after" if turn_place_patterns.FORWARDS.search(match[0]) else "before"
    one = cited[-1 if side == "after" else 0]
    if not NUMBERED_PLACE.fullmatch(one.paragraph or ""):
        return ""
    many = match.groupdict().get("many")
    several = f"{many} paragraphs" if many else "the paragraph"
    return f"{several} {side} {one.resolution}, {short_pinpoint(f'#{one.paragraph}')}"


def _expand_quoted(asked: str, quoted: Sequence[str]) -> str:
    """Expand "quote the 2122 one" into a citation of the first quoted paragraph of 2122."""
    match = match_meaning("quoted", asked)
    number = match and match["number"]
    return next((f"{citation_of_id(one)}" for one in quoted if number and one.startswith(f"S/RES/{number}(")), "")
