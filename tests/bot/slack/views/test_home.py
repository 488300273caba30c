"""The app's home."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.exchange import Exchange
from bot.slack.views import actions
from bot.slack.views.about import About, about
from bot.slack.views.examples import candidates
from bot.texts.texts import ENGLISH
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import EXCHANGE, home
from tests.bot.slack.views.rules import check_view, elements, labels, lines


def clicks(view: dict, action_id: str) -> list[str]:  # type: ignore[type-arg]
    return [one["value"] for one in elements(view["blocks"], "button") if one["action_id"] == action_id]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.abouts, st.lists(odd.exchanges, max_size=9), st.booleans())
def test_whatever_the_library_holds_and_people_asked_slack_takes_the_home(
    about: About, recent: Sequence[Exchange], owner: bool
) -> None:
    check_view(home(recent, candidates(about), about=about, owner=owner))


def test_home_says_what_the_bot_knows() -> None:
    said = lines(home()["blocks"])
    assert said[1:6] == [
        "2,157 clauses of 50 resolutions",
        "Newest: S/RES/2730 (2024), 24 May 2024",
        "Themes",
        "Justice, Rule of Law and Security Sector Reform: 12 clauses",
        "Participation: 7 clauses",
    ]


def test_home_names_encoder_and_generation_to_owners_alone() -> None:
    """Others can do nothing with them."""
    of_index = {"Encoder: all-mpnet-base-v2", "Generation: 20261125T145848"}
    assert of_index <= {*lines(home(owner=True)["blocks"])}
    assert not of_index & {*lines(home()["blocks"])}


def test_examples_and_earlier_questions_are_asked_with_a_click() -> None:
    view = home((EXCHANGE, replace(EXCHANGE, id="e2", question="")), ("What of women?",))
    assert clicks(view, actions.EXAMPLE) == ["What of women?"]
    assert clicks(view, actions.AGAIN) == [EXCHANGE.id]  # the other's words are no longer kept


def test_only_owners_are_offered_what_is_theirs() -> None:
    theirs = {one for name, one in vars(actions).items() if name.startswith("OWNERS_")}
    assert theirs <= labels(home(owner=True)["blocks"]).keys()
    assert not theirs & labels(home()["blocks"]).keys()


def test_what_is_known_is_read_off_the_index(build: Callable[[], BuildReport], index: Path) -> None:
    build()
    known = about(open_generation(index))
    assert (known.clauses, known.resolutions, known.years) == (11, 2, (2000, 2016))
    assert (known.newest, known.newest_day) == ("S/RES/2331 (2016)", date(2016, 12, 20))
    assert known.themes[0] == ("General Women, Peace and Security", 0)
    assert known.labelled == ()
    assert known.coverage(ENGLISH) == "The library holds 2 resolutions, S/RES/1325 (2000) to S/RES/2331 (2016)."
