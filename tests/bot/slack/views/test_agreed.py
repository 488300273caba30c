"""Where some language was used, as a message: grouped, compared, and taken by Slack whatever is in it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.inert import inert
from bot.slack.exchange import Exchange, Origin
from bot.slack.views import actions
from bot.slack.views.agreed import WANTED, FoundLanguage, agreed_message
from retrieval.agreed.given import Given
from retrieval.agreed.language import AgreedLanguage
from retrieval.agreed.precedents import Likeness, Precedent, Precedents
from retrieval.agreed.traced import TracedPhrase
from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.filters import NO_LIMITS
from retrieval.wording.changes import compare_words
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import CLAUSE, EXCHANGE, SAY
from tests.bot.slack.views.rules import check_message, elements, labels, lines, quotes

GIVEN = "Calls for the full participation of women in peace talks"
ASKED = replace(EXCHANGE, origin=Origin.AGREED, question=GIVEN, question_ts="")
INVISIBLE = "\N{SOFT HYPHEN}"
WHERE_ELSE = replace(ASKED, origin=Origin.ELSEWHERE, question="", clause_id=CLAUSE.id)


def precedent(likeness: Likeness, clause: Clause, given_text: str = GIVEN, score: float = 0.8) -> Precedent:
    return Precedent(clause, likeness, score, compare_words(given_text, clause.text))


def numbered(number: int, text: str = GIVEN) -> Clause:
    return replace(CLAUSE, id=f"S/RES/2331(2016)#{number}", paragraph=str(number), lead_in="", text=text)


def language(
    *found: Precedent,
    text: str = GIVEN,
    first: Clause | None = None,
    phrases: Sequence[TracedPhrase] = (),
    counts: dict[Likeness, int] | None = None,
    sure: bool = True,
) -> AgreedLanguage:
    there = {likeness: sum(one.likeness is likeness for one in found) for likeness in Likeness} | (counts or {})
    held = Precedents(Given(text), NO_LIMITS, False, found, there, first, tuple(phrases), None)
    return AgreedLanguage(held, 0.8, sure, "20261125T145848", "all-mpnet-base-v2")


@st.composite
def languages(draw: st.DrawFn) -> FoundLanguage:
    """Make what might be found of an odd text, in the order that it comes in."""
    text = draw(odd.words | odd.long_words)
    clauses = draw(st.lists(odd.clauses(), max_size=16, unique_by=lambda clause: clause.id))
    kinds = sorted(draw(st.lists(st.sampled_from(list(Likeness)), min_size=16, max_size=16)), key=list(Likeness).index)
    seen: dict[Likeness, int] = {}
    found = []
    for clause, likeness in zip(clauses, kinds, strict=False):
        seen[likeness] = seen.get(likeness, 0) + 1
        if likeness is Likeness.IDENTICAL or seen[likeness] <= WANTED:
            ids = tuple(other.id for other in clauses[:9])
            found.append(Precedent(clause, likeness, 0.5, compare_words(text, clause.text), ids, ids))
    first = draw(st.none() | st.sampled_from(clauses)) if clauses else None
    phrases = [TracedPhrase((0, len(text)), clause, 12, 9) for clause in clauses[:WANTED]]
    held = language(*found, text=text, first=first, phrases=phrases, counts=draw(st.just({})), sure=draw(st.booleans()))
    return FoundLanguage(held, draw(st.none() | st.sampled_from(clauses)) if clauses else None, draw(st.booleans()))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.exchanges, languages())
def test_whatever_is_found_slack_takes_the_message(exchange: Exchange, found: FoundLanguage) -> None:
    check_message(agreed_message(replace(exchange, origin=Origin.AGREED), found, SAY), exchange.id)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.clauses(), odd.words | odd.long_words)
@example(replace(CLAUSE, text=INVISIBLE), INVISIBLE)
@example(replace(CLAUSE, lead_in="", text=INVISIBLE), INVISIBLE)
def test_a_comparison_holds_both_texts_letter_by_letter_or_says_what_it_leaves_out(clause: Clause, text: str) -> None:
    found = FoundLanguage(language(precedent(Likeness.NEAR, clause, text), text=text))
    blocks = agreed_message(ASKED, found, SAY).blocks
    cut = any(said.startswith("[…] ") for said in lines(blocks))
    # Of two texts that show nothing there is no quote, and the last one is that of the opening words.
    shown = elements(blocks, "rich_text_quote")[-1]["elements"] if inert(text + clause.text) else []
    struck = [part for part in shown if part.get("style", {}).get("strike")]
    added = [part for part in shown if part.get("style", {}).get("bold")]
    if not cut:
        # What is struck through may have a blank behind it that stands between it and what came instead.
        assert _letters(_text(shown, added)) == _letters(inert(text))
        assert _text(shown, struck) == inert(clause.text)


def test_notes_leave_room_for_the_quotes_of_a_full_message() -> None:
    others = tuple(f"S/RES/{number}(2016)#{number}(b)(iv)" for number in range(2100, 2140))
    text = "of all parties to armed conflict " * 30
    found: list[Precedent] = []
    for likeness in Likeness:
        for _ in range(WANTED):
            clause = replace(numbered(100 + len(found), text), symbol=Symbol(9999, 2016))
            found.append(replace(precedent(likeness, clause), also=others, alike=others))
    phrases = [TracedPhrase((0, len(GIVEN)), found[0].clause, 12, 9)] * WANTED
    message = agreed_message(ASKED, FoundLanguage(language(*found, first=CLAUSE, phrases=phrases)), SAY)
    check_message(message, ASKED.id)
    assert sum(map(len, quotes(message.blocks))) > 1_500
    assert any(said.startswith("Nearly the same words: ") and said.endswith("…") for said in lines(message.blocks))


@pytest.mark.parametrize("likeness", Likeness)
def test_slack_takes_a_paragraph_that_shows_nothing(likeness: Likeness) -> None:
    clause = replace(CLAUSE, lead_in="", text=INVISIBLE, themes=())
    found = FoundLanguage(language(precedent(likeness, clause, INVISIBLE), text=INVISIBLE))
    check_message(agreed_message(ASKED, found, SAY), ASKED.id)


def _letters(text: str) -> str:
    return "".join(text.split())


def _text(shown: Sequence[dict], without: Sequence[dict]) -> str:  # type: ignore[type-arg]
    return "".join(part["text"] for part in shown if not any(part is one for one in without))


def test_what_differs_is_struck_through_where_it_went_and_bold_where_it_came() -> None:
    clause = numbered(1, "Calls for the full and equal participation of women in talks")
    blocks = agreed_message(ASKED, FoundLanguage(language(precedent(Likeness.NEAR, clause))), SAY).blocks
    [shown] = elements(blocks, "rich_text_quote")
    assert [(part["text"], part.get("style")) for part in shown["elements"]] == [
        ("Calls for the full ", None),
        ("and equal ", {"bold": True}),
        ("participation of women in", None),
        (" peace", {"strike": True}),
        (" talks", None),
    ]


def test_likenesses_have_headings_with_how_many_there_are_and_the_first_appearance_is_marked() -> None:
    first = numbered(1)
    found = [
        precedent(Likeness.IDENTICAL, first),
        precedent(Likeness.IDENTICAL, numbered(2)),
        precedent(Likeness.NEAR, numbered(3, f"{GIVEN} now")),
        precedent(Likeness.SUBSTANCE, numbered(4, "Urges that women take part in talks")),
    ]
    blocks = agreed_message(ASKED, FoundLanguage(language(*found, first=first, counts={Likeness.NEAR: 7})), SAY).blocks
    said = lines(blocks)
    assert [one for one in said if one.endswith(")") and "(" in one] == [
        "Identical  (2)",
        "Near-identical  (1 of 7)",
        "Same substance, shared words in bold  (1)",
    ]
    assert said.count("first appearance") == 1
    assert "S/RES/2331 (2016), OP 2  20 December 2016" in said


def test_the_paragraph_that_was_asked_about_is_no_other_place() -> None:
    found = FoundLanguage(
        language(precedent(Likeness.IDENTICAL, CLAUSE), precedent(Likeness.IDENTICAL, numbered(9))), CLAUSE
    )
    message = agreed_message(WHERE_ELSE, found, SAY)
    said = lines(message.blocks)
    assert said[0] == "Where else is the language of S/RES/2331 (2016), OP 2 (a) used?"
    assert "Identical  (1)" in said
    assert quotes(message.blocks) == [], "its words are above already"
    assert "paragraph 2 (a):" not in message.text


def test_nothing_elsewhere_says_so_and_where_it_is_from() -> None:
    found = FoundLanguage(language(precedent(Likeness.IDENTICAL, CLAUSE), first=CLAUSE), CLAUSE)
    said = lines(agreed_message(WHERE_ELSE, found, SAY).blocks)
    assert "Nothing in this library uses that language." in said
    assert "These words, or nearly these, first appear here." in said


def test_what_is_not_of_the_same_substance_is_shown_as_such() -> None:
    found = FoundLanguage(language(precedent(Likeness.SUBSTANCE, numbered(1, "Deplores it;")), sure=False))
    message = agreed_message(ASKED, found, SAY)
    assert "These come nearest, but do not seem to say the same:" in lines(message.blocks)
    assert message.text.startswith("Nothing in this library uses that language.\n")


def test_phrases_are_traced_to_where_they_were_first_used() -> None:
    phrase = TracedPhrase((14, 41), CLAUSE, 12, 9)
    said = lines(agreed_message(ASKED, FoundLanguage(language(phrases=[phrase])), SAY).blocks)
    assert "“full participation of women”  first in S/RES/2331 (2016), OP 2 (a); 12 clauses of 9 resolutions" in said


def test_a_phrase_that_stands_in_the_paragraph_alone_is_not_traced() -> None:
    alone, elsewhere = TracedPhrase((0, 14), CLAUSE, 1, 1), TracedPhrase((14, 41), CLAUSE, 2, 1)
    said = lines(agreed_message(WHERE_ELSE, FoundLanguage(language(phrases=[alone, elsewhere]), CLAUSE), SAY).blocks)
    assert [one.partition("”")[0] for one in said if "first in" in one] == ["“full participation of women"]


def test_a_history_is_drawn_where_there_is_one() -> None:
    for history, draws in ((True, True), (True, False), (False, True)):
        blocks = agreed_message(WHERE_ELSE, FoundLanguage(language(), CLAUSE, history, draws), SAY).blocks
        assert (actions.STEPS in labels(blocks)) is history
        assert (actions.HISTORY in labels(blocks)) is (history and draws)
