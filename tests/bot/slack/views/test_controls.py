"""Every choice that is offered comes to what it says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.slack.exchange import Exchange
from bot.slack.views import actions
from bot.slack.views.about import About
from bot.slack.views.actions import Opener
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import as_typed, with_near_misses, with_suggested, without_standing
from bot.slack.views.filter import filter_modal, filtered
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.clauses.scope import Scope
from tests.bot.slack.views.given import ABOUT, EXCHANGE, SAY, THEMES, answer, hits
from tests.bot.slack.views.rules import elements, labels
from tests.bot.slack.views.test_channel_settings import sent_in

SHOWN = replace(EXCHANGE, page=1, misses=True, given=Filters(themes=(THEMES[0],)))


def form_of(exchange: Exchange, about: About = ABOUT) -> dict[str, Any]:
    """Return the filter form of an exchange."""
    return filter_modal(Opener("T1", "C1", "U1", exchange.id), exchange, about, SAY)


def sent(exchange: Exchange, **chosen: list[str] | str) -> Exchange:
    """Return what an exchange becomes when its form is sent in with some fields changed."""
    return filtered(exchange, sent_in(form_of(exchange), **chosen), ABOUT)


def test_a_form_sent_in_as_it_is_changes_only_the_page() -> None:
    channel = replace(SHOWN, standing=Filters(since=date(2015, 6, 1), kinds=(ClauseKind.OPERATIVE,)))
    for exchange in (SHOWN, channel, with_suggested(SHOWN)):
        assert sent(exchange) == replace(exchange, page=0, misses=False)


def test_themes_years_and_kinds_come_to_what_they_say() -> None:
    chosen = sent(
        replace(EXCHANGE, standing=Filters(themes=("Protection",))),
        themes=[THEMES[1]],
        since="2015",
        until="2016",
        kinds=["Operative paragraphs"],
    )
    wanted = Filters(
        since=date(2015, 1, 1), until=date(2016, 12, 31), kinds=(ClauseKind.OPERATIVE,), themes=(THEMES[1],)
    )
    assert (chosen.given, chosen.standing, chosen.limits) == (wanted, NO_LIMITS, wanted)


def test_limits_are_dropped_and_words_taken_as_typed() -> None:
    none = sent(SHOWN, themes=[], typed=["As typed: no limits are read from them"])
    assert (none.limits, none.literal) == (NO_LIMITS, True)
    assert not sent(none, typed=[]).literal


def test_a_theme_with_a_name_that_no_option_can_carry_is_not_offered() -> None:
    # Soft hyphens are not shown, but count.
    themes = ((f"Short\u00ad{' name' * 2}", 2), ("Long\u00ad" * 29, 1))
    [menu] = elements(form_of(EXCHANGE, replace(ABOUT, themes=themes, suggested=()))["blocks"], "multi_static_select")
    assert [one["text"]["text"] for one in menu["options"]] == ["Short name name"]


def test_a_filter_is_offered_where_there_is_something_to_filter() -> None:
    assert actions.FILTER in labels(answer_message(EXCHANGE, answer(*hits(1)), ABOUT, SAY).blocks)
    assert actions.FILTER not in labels(answer_message(EXCHANGE, answer(near=hits(1)), ABOUT, SAY).blocks)


def test_all_limits_are_dropped_at_once_and_the_words_taken_as_typed() -> None:
    widened = as_typed(SHOWN)
    assert (widened.given, widened.literal, widened.page, widened.misses) == (NO_LIMITS, True, 0, False)
    blocks = answer_message(widened, answer(*hits(1)), ABOUT, SAY).blocks
    assert actions.WIDEN not in labels(blocks)


def test_a_channels_limits_are_ignored_or_changed_for_one_answer() -> None:
    channel = replace(EXCHANGE, standing=Filters(since=date(2015, 1, 1), kinds=(ClauseKind.OPERATIVE,)))
    assert without_standing(channel).limits == NO_LIMITS
    assert not without_standing(channel).literal
    assert as_typed(channel).limits == NO_LIMITS


def test_where_a_theme_is_only_suggested_the_suggestions_are_offered() -> None:
    understood = Question.verbatim("q", Scope(Filters(themes=(THEMES[0],))))
    nothing = replace(answer(understood=understood), suggestions=37)
    blocks = answer_message(EXCHANGE, nothing, ABOUT, SAY).blocks
    assert labels(blocks)[actions.SUGGESTED] == "Show 37 suggested"
    assert f"labelled {THEMES[0]}; for 37 it is suggested" in str(blocks)
    assert with_suggested(EXCHANGE).given.suggested


def test_a_question_too_long_for_a_button_is_not_offered_to_be_searched_for_everywhere() -> None:
    for words, offered in (("camps", True), ("camps " * 400, False)):
        nothing = replace(answer(understood=Question(words, words)), beyond=("S/RES/2331(2016)#1",))
        assert (actions.EVERYWHERE in labels(answer_message(EXCHANGE, nothing, ABOUT, SAY).blocks)) == offered


@pytest.mark.parametrize("differs", [True, False])
def test_a_follow_up_is_asked_on_its_own_where_that_is_answered_otherwise(differs: bool) -> None:
    found = answer(*hits(1))
    asked = replace(found.reading, continues=True, note="about: camps", differs=differs)
    blocks = answer_message(EXCHANGE, replace(found, reading=asked), ABOUT, SAY).blocks
    assert labels(blocks).get(actions.WIDEN) == ("Ask this on its own" if differs else None)


def test_near_misses_are_shown_from_the_first_on() -> None:
    near = with_near_misses(replace(EXCHANGE, page=1))
    assert (near.misses, near.page) == (True, 0)


def test_a_menu_says_whose_answer_it_belongs_to() -> None:
    blocks = answer_message(EXCHANGE, answer(*hits(1)), ABOUT, SAY).blocks
    [block_id] = [block["block_id"] for block in blocks if elements([block], "overflow")]
    assert actions.exchange_of(block_id) == EXCHANGE.id
