"""The settings of a workspace, shown and read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.exchange import ChannelSettings, Workspace
from bot.slack.views.actions import Opener
from bot.slack.views.workspace_settings import given_workspace, workspace_announcement, workspace_modal
from retrieval.clauses.filters import Filters
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import ABOUT, SAY
from tests.bot.slack.views.rules import check_view, words_of
from tests.bot.slack.views.test_channel_settings import sent_in

OPENER = Opener("T1", "", "U3")
TAGS = st.sampled_from(["", "en", "fr", "es", "de", "pt-BR"])


@given(odd.settings, TAGS)
def test_settings_that_are_sent_in_unchanged_are_unchanged(settings: ChannelSettings, tag: str) -> None:
    before = Workspace("T1", "E1", "Test", settings.standing, tag, 30)
    view = workspace_modal(OPENER, before, ABOUT, SAY)
    check_view(view)
    after = given_workspace(sent_in(view), before, ABOUT)
    assert (after.enterprise, after.name, after.language, after.keep_days) == ("E1", "Test", tag, 30)
    assert set(after.standing.themes) == set(settings.standing.themes)
    assert (after.standing.since, after.standing.until) == (settings.standing.since, settings.standing.until)


def test_what_is_chosen_is_set_and_said() -> None:
    view = workspace_modal(OPENER, Workspace("T1"), ABOUT, SAY)
    after = given_workspace(sent_in(view, since="2015", language="Español"), Workspace("T1"), ABOUT)
    assert after == Workspace("T1", standing=Filters(since=date(2015, 1, 1)), language="es")
    said = words_of(workspace_announcement("U3", after, SAY).blocks[0]["elements"][0])
    assert "since 2015 · language: Español" in said
    back = given_workspace(sent_in(view, language="The language of each person's Slack"), after, ABOUT)
    assert back == Workspace("T1")


def test_a_language_that_the_command_line_would_refuse_is_refused() -> None:
    sent = sent_in(workspace_modal(OPENER, Workspace("T1"), ABOUT, SAY), language="Español")
    sent["state"]["values"]["language"]["language"]["selected_option"]["value"] = "Spanish, please"
    with pytest.raises(ValueError, match="language tag"):
        given_workspace(sent, Workspace("T1"), ABOUT)
