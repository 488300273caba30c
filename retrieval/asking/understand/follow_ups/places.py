"""Paragraphs that a follow-up names without a resolution: "letter d", "sorry, OP 5", "the next one"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.follow_ups.shown import asks_for_rest, nth_of
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.lexicon import turn_patterns, turn_place_patterns
from retrieval.asking.understand.lexicon.reference_patterns import NUMBERED_PLACE
from retrieval.asking.understand.places import place_alone
from retrieval.asking.understand.plain_references import with_plain_references
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.refusals import find_refusal
from retrieval.clauses.citation import Citation, citation_of_id, short_pinpoint
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
    part = turn_place_patterns.PART_OF_SHOWN.match(asked)
    if part and (part["nth"] or not last.scope.filters.resolutions) and (shown := nth_of(part, turn)):
        named = citation_of_id(shown[0]).resolution
        return f"{part['before']}the {part['own'] or part['part']} of {named}{part['behind']}"
    if last.shape.name in _OF_ONE_RESOLUTION and turn_place_patterns.ONLY_THAT_ONE.match(asked):
        return f"only in {citation_of_id(turn.quoted[0]).resolution}"
    return asked


def expand_place(asked: str, turn: Turn, *, is_shown: bool = False) -> str:
    """Expand a follow-up that only names a paragraph into a citation; "" for any other question.

    Args:
        asked: The follow-up.
        turn: The turn before it.
        is_shown: Whether that turn shows again a paragraph of an answer. A limit behind it is one of that answer: "and
            in 1820?", "only operative paragraphs".
    """
    asked, last = with_plain_references(asked), turn.understood
    if turn.led_nowhere:
        turn = replace(turn, quoted=(), shown=())
    return (
        _expand_letter(asked, last, turn.pointed_at)
        or _expand_paragraph(asked, turn)
        or _expand_number(asked, last, is_shown=is_shown)
        or _expand_step(asked, turn, is_shown=is_shown)
        or _expand_quoted(asked, turn.numbered)
        or _expand_part(asked, last, may_limit=is_shown)
        or ("" if is_shown else _expand_other_resolution(asked, last))
        or _expand_whole(asked, last)
    )


def _expand_letter(asked: str, last: Question, quoted: Sequence[str]) -> str:
    """Expand "letter d" into a citation in the paragraph that was cited, or else quoted first."""
    match = turn_place_patterns.LETTER_ALONE.match(asked)
    cited = [f"{one.resolution}#{one.paragraph}" for one in last.cited]
    resolution, _, place = next(iter([*cited, *quoted]), "").partition("#")
    number = place.partition("(")[0]
    if not match or not number.isdigit():
        return ""
    return f"{resolution}, OP {number} ({match['named'] or match['letter']}){match['more']}"


def _expand_paragraph(asked: str, turn: Turn) -> str:
    """Expand "OP 5" into a citation in the resolutions of the last question, or "its OP 2" in the one quoted first."""
    last = turn.understood
    place, named = place_alone(asked), last.scope.filters.resolutions
    if not named and last.shape.name in _OF_ONE_RESOLUTION:  # "OP 5" after "which is the latest resolution on youth?"
        named = tuple(citation_of_id(one).resolution for one in turn.quoted[:1])
    if not named and (mentioned := mentioned_in(last)):  # "and OP 29?" after "who cites OP 28 of 2467?"
        named = (mentioned.resolution,)
    pointed = turn_place_patterns.POINTS_BACK.search(asked)
    if pointed and (pointed["nth"] or not named) and (shown := nth_of(pointed, turn)):
        named = (citation_of_id(shown[0]).resolution,)
    if not place or not named or (len(named) > 1 and not last.only_limits):
        return ""
    around = turn_place_patterns.POINTS_BACK.sub(" ", f"{asked[: place.start]} {asked[place.end :]}").lower()
    is_alone = turn_place_patterns.AROUND_A_PLACE.issuperset(turn_patterns.ANY_WORD.findall(around))
    return f"{' and '.join(map(str, named))}, {asked[place.start : place.end]}" if is_alone else ""


def _expand_number(asked: str, last: Question, *, is_shown: bool) -> str:
    """Expand "and 12" or "the 12th" into a citation, after a look-up of a paragraph or of a whole resolution.

    "The whole paragraph" after a part of one was looked up is expanded, too.

    Args:
        asked: The follow-up.
        last: The last question.
        is_shown: Whether it shows again a paragraph of an answer, which ordinals count.
    """
    one, is_preambular = _looked_up(last)
    if one is None:
        return ""
    number = turn_place_patterns.NUMBER_OF_PLACE.match(asked)
    if number and not (is_shown and asked[0].isdecimal()):  # "3" may be the third that was shown
        return f"{one.resolution}, {'PP' if is_preambular else 'OP'} {number['place']}"
    nth = None if is_shown else turn_place_patterns.NTH_OF_PLACE.match(asked)
    if nth and (nth["kind"] or nth["nth"].lower() != "last"):  # "the last one" is the last that was shown
        kind = nth["kind"] or ("preambular" if is_preambular else "operative")
        return f"{nth['nth']} {kind} paragraph of {one.resolution}"
    whole, part, _ = (one.paragraph or "").partition("(")
    is_whole = part and turn_place_patterns.WHOLE_PARAGRAPH.match(asked)
    return f"{replace(one, paragraph=whole)}" if is_whole else ""


def _looked_up(last: Question) -> tuple[Citation | None, bool]:
    """Return the paragraph or the only resolution that a question asked for as such, and whether it is of the preamble.

    None for any other question.
    """
    named, kinds = last.scope.filters.resolutions, last.scope.filters.kinds
    if last.shape.name == "lookup" and last.cited:
        return last.cited[-1], (last.cited[-1].paragraph or "").startswith("PP")
    if last.shape.name == "resolution" and len(named) == 1:
        return named[0], kinds == (ClauseKind.PREAMBULAR,)
    return None, False


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
    match = turn_place_patterns.STEP.match(_NEXT if is_more else asked)
    if not match:
        return ""
    is_in_one = len(turn.understood.scope.filters.resolutions) == 1 and not turn_patterns.NEXT_ALONE.match(asked)
    is_of_shown = match["nth"] or (not cited and (is_in_one or turn_place_patterns.BESIDE_A_PARAGRAPH.search(asked)))
    if is_of_shown and (shown := nth_of(match, turn)):
        cited = (citation_of_id(shown[0]),)
    if not cited:
        return ""
    side = "after" if turn_place_patterns.FORWARDS.search(match[0]) else "before"
    one = cited[-1 if side == "after" else 0]
    if not NUMBERED_PLACE.fullmatch(one.paragraph or ""):
        return ""
    several = f"{match['many']} paragraphs" if match["many"] else "the paragraph"
    return f"{several} {side} {one.resolution}, {short_pinpoint(f'#{one.paragraph}')}"


def _expand_other_resolution(asked: str, last: Question) -> str:
    """Expand "and in 1820?" after "1325 OP 9" into a citation of the paragraph of the same number in 1820."""
    match = turn_place_patterns.OTHER_RESOLUTION.match(asked)
    if not match or last.shape.name != "lookup" or len(last.cited) != 1:
        return ""
    return f"resolution {match['number']}, {short_pinpoint(f'#{last.cited[0].paragraph}')}"


def _expand_quoted(asked: str, quoted: Sequence[str]) -> str:
    """Expand "quote the 2122 one" into a citation of the first quoted paragraph of 2122."""
    match = turn_place_patterns.QUOTED_ALONE.match(asked)
    number = match and (match["in"] or match["number"])
    return next((f"{citation_of_id(one)}" for one in quoted if number and one.startswith(f"S/RES/{number}(")), "")


def _expand_part(asked: str, last: Question, *, may_limit: bool) -> str:
    """Expand "now the preamble" into that part of the last question's only resolution, if it asked for no topic.

    Args:
        asked: The follow-up.
        last: The last question.
        may_limit: Whether "only the preamble" is a limit of the answer before.
    """
    match, named = turn_place_patterns.PART_ALONE.match(asked), last.scope.filters.resolutions
    if not match or len(named) != 1 or last.shape.name not in ("lookup", "resolution"):
        return ""
    if may_limit and turn_place_patterns.ONLY.search(asked):
        return ""
    if find_refusal(asked, *match.span("part")):  # "no preamble" asks for the other part
        return ""
    return f"{match['part']} of {named[0]}"


def _expand_whole(asked: str, last: Question) -> str:
    """Expand "the whole resolution" into the name of the last question's only resolution.

    "All of it" means the resolution only if the last question asked for it without a topic, and "what else does it say"
    only after one of its paragraphs was looked up.
    """
    match, named = turn_place_patterns.WHOLE_ALONE.match(asked), last.scope.filters.resolutions
    if not match or len(named) != 1 or (match["it"] and last.shape.name != "resolution"):
        return ""
    if match["else"] and not last.only_cited:  # on the topic of the last question
        return ""
    return f"{named[0]}"
