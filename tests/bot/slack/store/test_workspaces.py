"""What belongs to a workspace: its settings, its retention, its rows, and their end."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.collect.kept import Kept
from bot.slack.exchange import ChannelSettings, LeftAlone, State, Workspace
from bot.slack.store import erasure, kept_clauses, left_alone
from bot.slack.store.store import Store
from retrieval.clauses.filters import Filters
from tests.bot.slack.store.conftest import Clock, Open
from tests.bot.slack.store.test_store import everything, kept
from tests.bot.slack.store.values import ASKED_AT, CLAUSE, exchange, verdict

LIMITS = Filters(themes=("Participation",))
BEFORE = Path(__file__).with_name("revision_0004.sql")
"""A database that the version before workspaces made, with two of them in it and a question without an answer."""


def fill(store: Store, team: str) -> None:
    """Give a workspace a row in every table."""
    channel = f"C{team}"
    store.meet(Workspace(team, "E1", f"Workspace {team}"))
    store.accept(exchange(f"x{team}", team=team, channel=channel), event_id=f"Ev{team}", owner="a")
    store.save(exchange(f"x{team}", team=team, channel=channel, state=State.ANSWERED))
    store.add_feedback(verdict(f"x{team}", team=team))
    store.save_channel_settings(team, channel, ChannelSettings(private=True))
    kept_clauses.keep(store, team, "U1", Kept(CLAUSE, ASKED_AT))
    left = exchange(f"left {team}", team=team, channel=channel)
    store.accept(left, event_id=f"Ev left {team}", owner="a")
    left_alone.leave(store, left, LeftAlone(channel, "1.1", f"left in {team}", ASKED_AT))
    left_alone.silence(store, team, channel, "1.1")


def test_settings_are_those_given_last_and_outlive_what_slack_says(store: Store) -> None:
    assert store.workspace("T1") is None
    store.meet(Workspace("T1", "E1", "One"))
    settings = Workspace("T1", standing=LIMITS, language="fr", keep_days=30)
    store.save_workspace(settings)
    store.meet(Workspace("T1", "E1", "Renamed"))
    assert store.workspace("T1") == replace(settings, enterprise="E1", name="Renamed")
    assert store.workspace("T2") is None


def test_a_channel_without_settings_has_those_of_its_workspace(store: Store) -> None:
    store.save_workspace(Workspace("T1", standing=LIMITS))
    store.save_channel_settings("T1", "C2", ChannelSettings(everything=True))
    assert store.channel_settings("T1", "C1") == ChannelSettings(LIMITS)
    assert store.channel_settings("T1", "C2") == ChannelSettings(everything=True)
    assert store.channel_settings("T2", "C1") == ChannelSettings()


def test_words_of_a_workspace_leave_when_its_own_time_is_over(store: Store, clock: Clock) -> None:
    for team, days in (("T1", 30), ("T2", None), ("T3", 900)):
        store.save_workspace(Workspace(team, keep_days=days))
        fill(store, team)
    clock.pass_by(days=31)
    assert erasure.purge(store) == 2 + 3  # what was left alone leaves after a day everywhere
    left = [bool(store.recent(team, "U1", 9)) for team in ("T1", "T2", "T3")]
    assert left == [False, True, True]
    clock.pass_by(days=60)
    assert erasure.purge(store) == 4  # no workspace keeps words longer than the bot does
    assert not kept(store, "Who protects women")


def test_a_workspace_may_keep_no_words_at_all(store: Store) -> None:
    store.save_workspace(Workspace("T1", keep_days=0))
    for team in ("T1", "T2"):
        fill(store, team)
    assert [store.recent(team, "U1", 9) != [] for team in ("T1", "T2")] == [False, True]
    assert [store.keep_of(team).days for team in ("T1", "T2")] == [0, 90]


def test_a_person_is_forgotten_in_one_workspace(store: Store) -> None:
    for team in ("T1", "T2"):
        fill(store, team)
        store.save(exchange(f"of them {team}", team=team, asker="U2", question="Ask <@U1>.", question_ts=f"9.{team}"))
    before = store.recent("T2", "U1", 9), store.recent("T2", "U2", 9), kept_clauses.kept_by(store, "T2", "U1")
    assert erasure.forget(store, "T1", "U1") == 4  # a question, a verdict, a clause and a message left alone
    assert not store.recent("T1", "U1", 9)
    assert not kept_clauses.kept_by(store, "T1", "U1")
    assert (store.recent("T2", "U1", 9), store.recent("T2", "U2", 9), kept_clauses.kept_by(store, "T2", "U1")) == before


def test_an_erased_workspace_leaves_nothing_and_others_everything(store: Store, open_store: Open) -> None:
    fill(store, "T2")
    alone = everything(store)
    fill(store, "T1")
    assert [one.team for one in open_store().workspaces()] == ["T1", "T2"]
    assert store.counts() == {"T1": (1, 1), "T2": (1, 1)}
    assert erasure.erase_workspace(store, "T1") == 9
    assert everything(store) == alone
    assert not kept(store, "Workspace T1")
    assert erasure.erase_workspace(store, "T1") == 0


def test_a_workspace_of_an_earlier_version_is_known_by_its_rows(store: Store) -> None:
    store.save(exchange("x1", team="T9"))
    assert store.workspaces() == [Workspace("T9")]


@pytest.mark.parametrize("keep", [timedelta(0), timedelta(days=1)])
def test_no_workspace_keeps_words_longer_than_the_bot(open_store: Open, keep: timedelta) -> None:
    store = open_store(keep=keep)
    store.save_workspace(Workspace("T1", keep_days=9))
    fill(store, "T1")
    assert store.keep_of("T1") == keep


def test_a_database_from_before_workspaces_keeps_everything(tmp_path: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(tmp_path / "slack.db")) as made:
        made.executescript(BEFORE.read_text(encoding="utf-8"))
    store = Store.open(f"sqlite:///{tmp_path / 'slack.db'}", keep=timedelta(days=90), clock=clock)
    try:
        asked = exchange("xT1", channel="CT1", given=LIMITS)
        hits = ("S/RES/1325(2000)#1",)
        answered = replace(asked, state=State.ANSWERED, answer_ts="2.1", answered=True, shown_ids=hits)
        assert store.get("xT1") == answered
        assert store.workspaces() == [Workspace("T1"), Workspace("T2")]
        for team in ("T1", "T2"):
            settings = ChannelSettings(Filters(themes=("SGBV",)), everything=True)
            assert store.channel_settings(team, f"C{team}") == settings
            assert kept_clauses.kept_by(store, team, "U1") == [Kept(CLAUSE, ASKED_AT)]
            assert [(said.user, said.reason) for said, _ in store.feedback(team, 9)] == [("U1", "Good.")]
        assert store.seen("T1", "Ev4"), "an event that came before is not taken for new"
        clock.pass_by(minutes=1)
        assert [left.id for left in store.expired(owner="b")] == ["left"]
        assert erasure.erase_workspace(store, "T2") == 4
        assert store.get("xT1") == answered
    finally:
        store.close()
