"""A channel's settings, shown and read back."""

from datetime import date
from typing import Any

from hypothesis import given

from bot.slack.exchange import ChannelSettings
from bot.slack.views.actions import Opener, opener_of
from bot.slack.views.channel_settings import given_settings, settings_announcement, settings_modal
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import ABOUT, SAY, THEMES
from tests.bot.slack.views.rules import check_view, elements, words_of

OPENER = Opener("T1", "C1", "U1")


def sent_in(view: dict[str, Any], **chosen: list[str] | str) -> dict[str, Any]:
    """Return the view as Slack sends it: what was chosen in it before, but where it is changed."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element, change = block["element"], chosen.get(block["block_id"])
            initial = element.get("initial_options", []), element.get("initial_option")
            if change is not None:
                initial = [option(element, value) for value in change], option(element, change)
            single = element["type"] in ("static_select", "radio_buttons")
            state = {"selected_option": initial[1]} if single else {"selected_options": initial[0]}
            values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **state}}
    return {**view, "state": {"values": values}}


def option(element: dict[str, Any], text: str | list[str]) -> dict[str, Any] | None:
    return next((one for one in element["options"] if one["text"]["text"] == text), None)


@given(odd.settings)
def test_settings_that_are_sent_in_unchanged_are_unchanged(settings: ChannelSettings) -> None:
    view = settings_modal(OPENER, settings, ABOUT, SAY)
    check_view(view)
    after = given_settings(sent_in(view), settings, ABOUT)
    assert opener_of(view["private_metadata"]) == OPENER
    assert set(after.standing.themes) == set(settings.standing.themes)
    assert set(after.standing.kinds) == set(settings.standing.kinds)
    assert (after.standing.since, after.standing.until) == (settings.standing.since, settings.standing.until)
    assert (after.everything, after.private) == (settings.everything, settings.private)


def test_what_is_chosen_is_set() -> None:
    view = settings_modal(OPENER, ChannelSettings(), ABOUT, SAY)
    sent = sent_in(
        view,
        themes=[THEMES[0]],
        since="2015",
        until="2020",
        kinds=["Operative paragraphs"],
        everything="Every message that asks something",
        private=["Only who asked, until shared"],
    )
    limits = Filters((), date(2015, 1, 1), date(2020, 12, 31), (ClauseKind.OPERATIVE,), (THEMES[0],))
    assert given_settings(sent, ChannelSettings(), ABOUT) == ChannelSettings(limits, everything=True, private=True)


def test_a_theme_that_nobody_labelled_counts_its_suggestions_and_says_so() -> None:
    view = settings_modal(OPENER, ChannelSettings(), ABOUT, SAY)
    [menu] = elements(view["blocks"], "multi_static_select")
    said = [one["text"]["text"] for one in menu["options"]]
    assert said == [THEMES[1], THEMES[0], "Implementation (37 suggested)", "Displacement (3 suggested)"]
    for theme, counts in ((THEMES[0], False), ("Displacement (3 suggested)", True)):
        given = given_settings(sent_in(view, themes=[theme]), ChannelSettings(), ABOUT).standing
        assert given.suggested is counts
    assert "under Displacement, given or suggested" in words_of(
        settings_announcement("U1", ChannelSettings(given), SAY).blocks[0]["elements"][0]
    )


def test_limits_that_the_form_does_not_ask_for_stay() -> None:
    before = ChannelSettings(Filters(resolutions=(Citation(1325, 2000, None),), since=date(2015, 1, 1)))
    sent = sent_in(settings_modal(OPENER, before, ABOUT, SAY), since="Any year")
    assert given_settings(sent, before, ABOUT).standing == Filters(resolutions=(Citation(1325, 2000, None),))
