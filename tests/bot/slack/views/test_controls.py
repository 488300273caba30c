"""Every choice that is offered comes to what it says."""

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.exchange import Exchange
from bot.slack.views import actions
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import pressed
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters, describe
from retrieval.clauses.scope import Scope
from tests.bot.slack.views.given import ABOUT, EXCHANGE, THEMES, answer, hits
from tests.bot.slack.views.rules import elements, labels

SHOWN = replace(EXCHANGE, page=1, misses=True, given=Filters(themes=(THEMES[0],)))


def menus(exchange: Exchange, filters: Filters | None = None, years: tuple[int, ...] = ABOUT.years) -> dict[str, dict]:  # type: ignore[type-arg]
    understood = Question.verbatim("q", Scope(exchange.given if filters is None else filters))
    blocks = answer_message(exchange, answer(*hits(1), understood=understood), replace(ABOUT, years=years)).blocks
    return {one["action_id"]: dict(one) for one in elements(blocks, "static_select")}


def test_a_theme_narrows_and_any_theme_widens() -> None:
    [menu] = [menus(SHOWN)[actions.THEME]]
    # The commonest first; a theme that labels nothing would find nothing.
    assert [one["text"]["text"] for one in menu["options"]] == ["Any theme", THEMES[1], THEMES[0]]
    assert menu["initial_option"]["text"]["text"] == THEMES[0]
    chosen = [pressed(SHOWN, actions.THEME, one["value"]) for one in menu["options"]]
    assert [one.given.themes for one in chosen] == [(), (THEMES[1],), (THEMES[0],)]
    assert {(one.page, one.misses) for one in chosen} == {(0, False)}


def test_a_theme_with_a_name_that_no_option_can_carry_is_not_offered() -> None:
    # Soft hyphens are not shown, but count.
    themes = ((f"Short\u00ad{' name' * 2}", 2), ("Long\u00ad" * 29, 1))
    message = answer_message(EXCHANGE, answer(*hits(1)), replace(ABOUT, themes=themes))
    [menu] = [one for one in elements(message.blocks, "static_select") if one["action_id"] == actions.THEME]
    assert [one["text"]["text"] for one in menu["options"]] == ["Short name name"]


def test_years_are_the_librarys_own_and_come_to_what_they_say() -> None:
    options = menus(EXCHANGE)[actions.YEARS]["options"]
    said = [one["text"]["text"] for one in options]
    assert said[0] == "Since 2024"
    assert {"Since 2015", "Since 2010", "In 2024", "2000 to 2009", "In 1999"} <= set(said)
    assert "Since 2011" not in said  # older years by fives
    for one in options:
        given = pressed(EXCHANGE, actions.YEARS, one["value"]).given
        words = one["text"]["text"].lower().replace("in 1999", "in 1999")
        assert describe(given) == (words,)


def test_the_years_in_force_are_chosen_and_can_be_dropped() -> None:
    limited = replace(EXCHANGE, given=Filters(since=date(2015, 1, 1)))
    menu = menus(limited)[actions.YEARS]
    assert menu["initial_option"]["text"]["text"] == "Since 2015"
    assert menu["options"][0]["text"]["text"] == "Any year"
    assert pressed(limited, actions.YEARS, menu["options"][0]["value"]).given == NO_LIMITS


def test_limits_that_the_words_state_are_not_offered_to_be_dropped_one_by_one() -> None:
    """A choice of "any" would not drop them: the words still state them."""
    stated = menus(EXCHANGE, Filters(themes=(THEMES[0],), since=date(2015, 1, 1)))
    assert all(not one["text"]["text"].startswith("Any") for menu in stated.values() for one in menu["options"])


def test_one_year_is_no_choice() -> None:
    assert actions.YEARS not in menus(EXCHANGE, years=(2016,))


def test_operative_only_is_switched_on_and_off() -> None:
    on = pressed(EXCHANGE, actions.OPERATIVE)
    assert on.given.kinds == (ClauseKind.OPERATIVE,)
    assert pressed(on, actions.OPERATIVE).given == NO_LIMITS


@pytest.mark.parametrize(
    ("given", "stated", "said"),
    [
        (NO_LIMITS, NO_LIMITS, "Operative only"),
        (Filters(kinds=(ClauseKind.OPERATIVE,)), Filters(kinds=(ClauseKind.OPERATIVE,)), "All kinds"),
        (NO_LIMITS, Filters(kinds=(ClauseKind.OPERATIVE,)), None),
        (NO_LIMITS, Filters(kinds=(ClauseKind.PREAMBULAR,)), "Operative only"),
    ],
)
def test_the_switch_says_what_it_does(given: Filters, stated: Filters, said: str | None) -> None:
    found = answer(*hits(1), understood=Question.verbatim("q", Scope(stated)))
    assert labels(answer_message(replace(EXCHANGE, given=given), found, ABOUT).blocks).get(actions.OPERATIVE) == said


def test_all_limits_are_dropped_at_once_and_the_words_taken_as_typed() -> None:
    widened = pressed(SHOWN, actions.WIDEN)
    assert (widened.given, widened.literal, widened.page, widened.misses) == (NO_LIMITS, True, 0, False)
    blocks = answer_message(widened, answer(*hits(1)), ABOUT).blocks
    assert actions.WIDEN not in labels(blocks)


def test_a_channels_limits_are_ignored_or_changed_for_one_answer() -> None:
    channel = replace(EXCHANGE, standing=Filters(since=date(2015, 1, 1), kinds=(ClauseKind.OPERATIVE,)))
    assert pressed(channel, actions.IGNORE).limits == NO_LIMITS
    assert not pressed(channel, actions.IGNORE).literal
    assert pressed(channel, actions.OPERATIVE).limits == Filters(since=date(2015, 1, 1))
    assert pressed(channel, actions.YEARS, "any").limits == Filters(kinds=(ClauseKind.OPERATIVE,))
    assert pressed(channel, actions.THEME, "is:Protection").limits == replace(channel.standing, themes=("Protection",))
    assert pressed(channel, actions.WIDEN).limits == NO_LIMITS
    themed = replace(EXCHANGE, standing=Filters(themes=("Protection",)))
    assert pressed(themed, actions.THEME, "any").limits == NO_LIMITS


def test_where_a_theme_is_only_suggested_the_suggestions_are_offered() -> None:
    understood = Question.verbatim("q", Scope(Filters(themes=(THEMES[0],))))
    nothing = replace(answer(understood=understood), suggestions=37)
    blocks = answer_message(EXCHANGE, nothing, ABOUT).blocks
    assert labels(blocks)[actions.SUGGESTED] == "Show 37 suggested"
    assert f"labelled {THEMES[0]}; for 37 it is suggested" in str(blocks)
    assert pressed(EXCHANGE, actions.SUGGESTED).given.suggested


def test_a_question_too_long_for_a_button_is_not_offered_to_be_searched_for_everywhere() -> None:
    for words, offered in (("camps", True), ("camps " * 400, False)):
        nothing = replace(answer(understood=Question(words, words)), beyond=("S/RES/2331(2016)#1",))
        assert (actions.EVERYWHERE in labels(answer_message(EXCHANGE, nothing, ABOUT).blocks)) == offered


@pytest.mark.parametrize("differs", [True, False])
def test_a_follow_up_is_asked_on_its_own_where_that_is_answered_otherwise(differs: bool) -> None:
    found = answer(*hits(1))
    asked = replace(found.asked, continues=True, note="about: camps", differs=differs)
    blocks = answer_message(EXCHANGE, replace(found, asked=asked), ABOUT).blocks
    assert labels(blocks).get(actions.WIDEN) == ("Ask this on its own" if differs else None)


def test_pages_and_near_misses() -> None:
    assert pressed(SHOWN, actions.MORE).page == 2
    assert pressed(EXCHANGE, actions.BACK).page == 0
    assert pressed(EXCHANGE, actions.NEAR).misses


def test_what_changes_no_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="'cite' does not change"):
        pressed(EXCHANGE, actions.CITE)


def test_a_menu_says_whose_answer_it_narrows() -> None:
    blocks = answer_message(EXCHANGE, answer(*hits(1)), ABOUT).blocks
    [block_id] = [block["block_id"] for block in blocks if elements([block], "static_select")]
    assert actions.exchange_of(block_id) == EXCHANGE.id
