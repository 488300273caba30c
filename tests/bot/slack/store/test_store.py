"""What the database promises, of SQLite and, where a server is given, of PostgreSQL."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from bot.slack.exchange import ChannelSettings, Exchange, Feedback, Origin, State, erased
from bot.slack.store import erasure
from bot.slack.store.database import writing
from bot.slack.store.errors import DataRefused
from bot.slack.store.store import LEASE, Store
from bot.slack.store.tables import EXCHANGES, METADATA
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters
from tests.bot.slack.store.conftest import Clock, Open
from tests.bot.slack.store.values import ASKED_AT, exchange, verdict

LIMITS = Filters(
    resolutions=(Citation(1325, 2000, None), Citation(2331, None, "2(a)")),
    since=date(2015, 1, 1),
    until=date(2020, 12, 31),
    kinds=(ClauseKind.OPERATIVE, ClauseKind.ANNEX),
    themes=("Participation", "Réfugiées"),
)
FULL = Exchange(
    id="full",
    team="T1",
    channel="C1",
    asker="U1",
    question="Qui protège les femmes ? <!channel> 𝔘; DROP TABLE clausebot_exchange; --",
    asked_at=datetime(2026, 3, 1, 11, 59, 58, 123456, tzinfo=timezone(timedelta(hours=-7))),
    origin=Origin.SHORTCUT,
    question_ts="1772366398.000100",
    thread_ts="1772366000.000200",
    private=True,
    response_url="https://hooks.slack.com/actions/T1/1/abc",
    given=LIMITS,
    literal=True,
    page=2,
    misses=True,
    state=State.ANSWERED,
    answer_ts="1772366399.000300",
    answered=False,
    confidence=0.123456789012345,
    generation="2026-03-01T10:00:00Z-ab12",
    shown_ids=("S/RES/1325(2000)#8", "S/RES/2331(2016)#2(a)"),
    standing=Filters(kinds=(ClauseKind.PREAMBULAR,)),
    unasked=True,
    late=True,
)


# What an exchange is, it stays


def test_every_field_of_an_exchange_comes_back_as_it_was(store: Store) -> None:
    plain = exchange("plain")
    for saved in (FULL, plain):
        store.save(saved)
        assert store.get(saved.id) == saved
    assert [field for field in FULL.__slots__ if getattr(FULL, field) == getattr(plain, field)] == [
        "team",
        "channel",
        "asker",
        "clause_id",
    ]


def test_a_paragraph_that_is_looked_for_is_kept_where_it_always_was_and_erased_as_a_question(store: Store) -> None:
    """A database of before has its id in the column of the question, and is read as it is."""
    paragraph = exchange("p", question="", origin=Origin.ELSEWHERE, clause_id="S/RES/1325(2000)#1")
    store.save(paragraph)
    with store.database.engine.connect() as connection:
        assert connection.scalars(select(EXCHANGES.c.question)).all() == ["S/RES/1325(2000)#1"]
    assert store.get("p") == paragraph
    assert store.recent("T1", "U1", 9) == [paragraph]
    assert erasure.forget(store, "T1", "U1") == 1
    assert store.get("p") == erased(paragraph)


def test_times_come_back_in_utc(store: Store) -> None:
    """Whatever zone they were given in, so that they can be shown and compared as they are."""
    store.save(FULL)
    found = store.get("full")
    assert found
    assert found.asked_at.isoformat() == "2026-03-01T18:59:58.123456+00:00"


UNFIT: dict[str, dict[str, Any]] = {
    "a list": {"question_ts": []},
    "an object": {"team": {"id": "T1"}},
    "a list for words": {"question": ["Who?"]},
    "a number that is too large": {"page": 2**70},
    "half of a surrogate pair": {"channel": "C\ud800"},
    "nothing": {"asker": None},
}


@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT)
def test_a_value_that_no_column_takes_is_told_from_a_database_that_is_away(store: Store, unfit: dict[str, Any]) -> None:
    """The one is tried again, and the other never ends otherwise."""
    for write in (store.save, lambda one: store.accept(one, event_id="e1", owner="a")):
        with pytest.raises(DataRefused, match=r"^the database (sqlite|postgresql)://.* rejected a value: \w+$"):
            write(exchange(**unfit))
    with pytest.raises(DataRefused):
        store.seen("T1", ["e2"])  # type: ignore[arg-type]
    store.save(exchange())
    assert store.get("x1") == exchange()


def test_a_time_without_a_zone_is_a_mistake(store: Store) -> None:
    with pytest.raises(DataRefused, match="rejected a value: ValueError"):
        store.save(exchange(asked_at=datetime(2026, 3, 1, 12)))


@pytest.mark.parametrize("suggested", [True, False])
def test_filters_say_after_a_restart_whether_suggested_themes_count(store: Store, suggested: bool) -> None:
    limits = replace(LIMITS, suggested=suggested)
    store.save(exchange("x1", given=limits))
    store.save_channel_settings("T1", "C1", ChannelSettings(limits))
    saved = store.get("x1")
    assert saved
    assert [saved.given.suggested, store.channel_settings("T1", "C1").standing.suggested] == [suggested, suggested]


def test_filters_are_read_from_a_database_of_an_earlier_version() -> None:
    """It held citations by their fields, and said nothing of suggestions."""
    written = {
        "resolutions": [[1325, 2000, None], [2331, None, "2(a)"]],
        "since": "2015-01-01",
        "until": "2020-12-31",
        "kinds": ["operative", "annex"],
        "themes": ["Participation", "Réfugiées"],
        "countries": [],
    }
    read = EXCHANGES.c.given.type.result_processor(sqlite.dialect(), None)
    assert read
    assert read(json.dumps(written)) == (LIMITS, NO_LIMITS)


def test_a_question_in_a_channel_is_written_as_the_version_before_reads_it(store: Store) -> None:
    """Which knows mentions that nobody asked it, and goes on beside this one in a rolling restart."""
    asked = exchange("channel", origin=Origin.CHANNEL, unasked=True)
    for saved in (asked, exchange("mention"), exchange("thread", origin=Origin.THREAD, unasked=True)):
        store.save(saved)
        assert store.get(saved.id) == saved
    with store.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, origin FROM clausebot_exchange ORDER BY id").all()
    assert [tuple(row) for row in rows] == [("channel", "mention"), ("mention", "mention"), ("thread", "thread")]


def test_a_failure_is_written_as_the_version_before_reads_it(store: Store) -> None:
    """It knows an answer of which it is not known whether it answers."""
    nothing_found = exchange("nothing found", state=State.ANSWERED, answered=False)
    for saved in (exchange("accepted"), exchange("failed", state=State.FAILED), nothing_found):
        store.save(saved)
        assert store.get(saved.id) == saved
    with store.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, state, answered FROM clausebot_exchange ORDER BY id").all()
    assert [tuple(row) for row in rows] == [
        ("accepted", "accepted", None),
        ("failed", "answered", None),
        ("nothing found", "answered", False),
    ]


def test_the_resolutions_that_an_earlier_version_wrote_are_not_taken_for_hits(store: Store) -> None:
    """It wrote symbols in the column that holds the ids of the first hits now."""
    store.save(exchange("old"))
    with writing(store.database.engine) as connection:
        old = """UPDATE clausebot_exchange SET symbols = '["S/RES/1325 (2000)", "S/RES/2331(2016)#2(a)"]'"""
        connection.exec_driver_sql(old)
    assert store.get("old") == exchange("old", shown_ids=("S/RES/2331(2016)#2(a)",))


def test_a_later_save_replaces_the_whole_exchange(store: Store) -> None:
    store.accept(exchange(), event_id="e1", owner="a")
    store.save(replace(exchange(), state=State.ANSWERED, answer_ts="2.1", answered=True, confidence=0.9))
    later = replace(exchange(), question="And children?", state=State.FAILED, answer_ts="2.1", given=LIMITS)
    store.save(later)
    assert store.get("x1") == later


def test_what_a_database_refuses_in_a_text_does_not_silence_the_bot(store: Store) -> None:
    """A null character and half of a surrogate pair can be typed, in JSON at least."""
    assert store.accept(exchange(question="wo\0men \ud83d ok"), event_id="e1", owner="a")
    found = store.get("x1")
    assert found
    assert found.question == "women ? ok"


# Each question once


def test_an_event_is_accepted_once_by_two_replicas(open_store: Open) -> None:
    one, other = open_store(), open_store()
    assert one.accept(exchange("x1"), event_id="e1", owner="one")
    assert not other.accept(exchange("x2", question_ts="1.2"), event_id="e1", owner="other")
    assert other.get("x2") is None


def test_a_message_is_accepted_once_though_two_events_tell_of_it(open_store: Open) -> None:
    """Slack sends `message` beside `app_mention`."""
    one, other = open_store(), open_store()
    assert one.accept(exchange("x1", question_ts="1.1"), event_id="mention", owner="one")
    assert not other.accept(exchange("x2", question_ts="1.1"), event_id="message", owner="other")
    assert other.seen("T1", "message")
    assert one.accept(exchange("x3", question_ts="1.1", channel="C2"), event_id="e3", owner="one")
    assert one.accept(exchange("x4", question_ts="1.1", team="T2"), event_id="e4", owner="one")


def test_questions_without_a_message_are_all_accepted(store: Store) -> None:
    """Commands and clicks have none."""
    assert store.accept(exchange("x1", question_ts=""), event_id="e1", owner="a")
    assert store.accept(exchange("x2", question_ts=""), event_id="e2", owner="a")
    assert store.accept(exchange("x3", question_ts=""), event_id="", owner="a")
    assert store.accept(exchange("x4", question_ts=""), event_id="", owner="a")


def test_events_that_ask_nothing_are_told_apart_too(open_store: Open) -> None:
    one, other = open_store(), open_store()
    assert not one.seen("T1", "edit")
    assert other.seen("T1", "edit")
    assert not other.accept(exchange(), event_id="edit", owner="other")


def test_of_many_threads_of_two_replicas_one_accepts(open_store: Open) -> None:
    replicas = [open_store(), open_store()]
    start = Barrier(8)

    def try_all(thread: int) -> list[int]:
        start.wait()
        store = replicas[thread % 2]
        accepts = (
            store.accept(exchange(f"{n}-{thread}", question_ts=f"1.{n}"), event_id=f"e{n}", owner=f"{thread}")
            for n in range(10)
        )
        return [n for n, accepted in enumerate(accepts) if accepted]

    with ThreadPoolExecutor(8) as threads:
        accepted = [n for found in threads.map(try_all, range(8)) for n in found]
    assert sorted(accepted) == list(range(10))


_REPLICA = """
import sys
from datetime import timedelta
from bot.slack.store.store import Store
from tests.bot.slack.store.values import exchange
url, name = sys.argv[1:]
print("ready", flush=True)
input()
store = Store.open(url, keep=timedelta(days=90), patience=timedelta(seconds=30))
for n in range(20):
    if store.accept(exchange(f"{n}-{name}", question_ts=f"1.{n}"), event_id=f"e{n}", owner=name):
        print(n)
store.close()
"""


def test_of_processes_that_start_at_once_on_no_database_one_accepts(url: str) -> None:
    """They make the tables at the same time, too."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _REPLICA, url, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two", "three")
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    accepted = [line for process in processes for line in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(map(int, accepted)) == list(range(20))


# Leases


def test_what_nobody_answers_any_more_is_claimed_by_one_of_two(open_store: Open, clock: Clock) -> None:
    dead, one, other = open_store(), open_store(), open_store()
    for n in range(5):
        question = exchange(f"x{n}", asked_at=ASKED_AT - timedelta(seconds=n))
        dead.accept(question, event_id=f"e{n}", owner="dead")
    clock.pass_by(seconds=29)
    assert one.expired(owner="one") == []
    clock.pass_by(seconds=1)
    start = Barrier(2)

    def claim(store: Store) -> list[Exchange]:
        start.wait()
        return store.expired(owner=str(id(store)))

    with ThreadPoolExecutor(2) as threads:
        claims = list(threads.map(claim, (one, other)))
    assert sorted(map(len, claims)) == [0, 5]
    assert [claimed.id for claimed in max(claims, key=len)] == ["x4", "x3", "x2", "x1", "x0"]
    assert claims[0] + claims[1] == [dead.get(f"x{n}") for n in (4, 3, 2, 1, 0)]


def test_a_lease_that_is_renewed_does_not_run_out(store: Store, clock: Clock) -> None:
    store.accept(exchange("x1"), event_id="e1", owner="a")
    store.accept(exchange("x2"), event_id="e2", owner="a")
    clock.pass_by(seconds=20)
    assert store.extend(["x1"], owner="a") == {"x1"}
    clock.pass_by(seconds=20)
    assert [claimed.id for claimed in store.expired(owner="b")] == ["x2"]


def test_who_lost_a_lease_learns_of_it(store: Store, clock: Clock) -> None:
    """Or both would answer."""
    store.accept(exchange(), event_id="e1", owner="slow")
    clock.now += LEASE
    store.expired(owner="quick")
    assert store.extend(["x1"], owner="slow") == set()
    assert store.extend(["x1"], owner="quick") == {"x1"}
    assert store.extend([], owner="quick") == set()


@pytest.mark.parametrize("state", [State.ANSWERED, State.FAILED, State.WITHDRAWN])
def test_what_is_done_is_not_claimed(store: Store, clock: Clock, state: State) -> None:
    store.accept(exchange(), event_id="e1", owner="a")
    store.save(exchange(state=state))
    clock.pass_by(hours=1)
    assert store.expired(owner="b") == []


def test_progress_that_is_saved_leaves_the_lease_as_it_is(store: Store, clock: Clock) -> None:
    store.accept(exchange(), event_id="e1", owner="a")
    store.save(exchange(answer_ts="2.1"))
    assert store.extend(["x1"], owner="a") == {"x1"}
    clock.now += LEASE
    assert [claimed.answer_ts for claimed in store.expired(owner="b")] == ["2.1"]


def test_a_question_is_counted_each_time_it_is_begun_until_it_comes_to_an_end(store: Store) -> None:
    store.accept(exchange(), event_id="e1", owner="a")
    store.accept(exchange("x2"), event_id="e2", owner="a")
    store.begin("x1")
    store.save(exchange(answer_ts="2.0"))  # told to wait
    store.begin("x1")
    assert (store.attempts("x1"), store.attempts("x2")) == (2, 0)
    store.reset_attempts("x1")
    assert store.attempts("x1") == 0


@pytest.mark.parametrize("state", [State.ANSWERED, State.FAILED, State.WITHDRAWN])
def test_a_question_that_has_an_answer_is_not_counted(store: Store, state: State) -> None:
    store.accept(exchange(), event_id="e1", owner="a")
    store.begin("x1")
    store.save(exchange(state=state))
    store.begin("x1")
    assert (store.attempts("x1"), store.attempts("unknown")) == (0, 0)


def test_a_question_that_was_taken_on_while_the_database_was_away_is_recovered_too(store: Store, clock: Clock) -> None:
    store.save(exchange())
    assert store.expired(owner="b") == []
    clock.now += LEASE
    assert store.expired(owner="b") == [exchange()]


def test_a_question_that_another_replica_took_on_meanwhile_stays_its(open_store: Open) -> None:
    """This one could not reach the database and took the question on, too."""
    away, other = open_store(), open_store()
    other.accept(exchange("x1", question_ts="1.1"), event_id="e1", owner="other")
    away.save(exchange("x2", question_ts="1.1", state=State.ANSWERED))
    assert away.get("x2") is None
    assert away.by_question("T1", "C1", "1.1") == exchange("x1", question_ts="1.1")


# Looking things up


def test_an_exchange_is_found_by_its_question(store: Store) -> None:
    store.save(FULL)
    store.save(exchange("silent", question_ts=""))
    assert store.by_question("T1", "C1", FULL.question_ts) == FULL
    assert store.by_question("T1", "C2", FULL.question_ts) is None
    assert store.by_question("T2", "C1", FULL.question_ts) is None
    assert store.by_question("T1", "C1", "") is None
    assert store.get("x9") is None


def test_a_thread_is_told_in_order_and_without_what_was_withdrawn(store: Store) -> None:
    for identifier, minute, changes in (
        ("second", 2, {}),
        ("first", 1, {}),
        ("gone", 3, {"state": State.WITHDRAWN}),
        ("elsewhere", 4, {"channel": "C2"}),
        ("other thread", 5, {"thread_ts": "8.0"}),
        ("other team", 6, {"team": "T2"}),
    ):
        at = ASKED_AT + timedelta(minutes=minute)
        store.save(exchange(identifier, **{"thread_ts": "9.0", "asked_at": at, **changes}))
    assert [found.id for found in store.in_thread("T1", "C1", "9.0")] == ["first", "second"]


def test_recent_questions_are_ones_own_and_each_comes_once(store: Store) -> None:
    for n, question in enumerate(["a", "b", "a", "c", "d"]):
        store.save(exchange(f"x{n}", question=question, asked_at=ASKED_AT + timedelta(minutes=n)))
    store.save(exchange("withdrawn", question="e", state=State.WITHDRAWN, asked_at=ASKED_AT + timedelta(hours=1)))
    store.save(exchange("theirs", question="f", asker="U2"))
    store.save(exchange("elsewhere", question="g", team="T2"))
    assert [found.id for found in store.recent("T1", "U1", 3)] == ["x4", "x3", "x2"]
    assert [found.id for found in store.recent("T1", "U1", 9)] == ["x4", "x3", "x2", "x1"]


def test_unanswered_questions_are_those_that_nothing_was_found_for(store: Store) -> None:
    for n, answered in enumerate([False, True, None, False, False]):
        at, state = ASKED_AT + timedelta(minutes=n), State.FAILED if answered is None else State.ANSWERED
        store.save(exchange(f"x{n}", state=state, answered=answered, asked_at=at))
    store.save(exchange("elsewhere", state=State.ANSWERED, answered=False, team="T2"))
    assert [found.id for found in store.unanswered("T1", 2)] == ["x4", "x3"]
    assert [found.id for found in store.unanswered("T1", 9)] == ["x4", "x3", "x0"]


def test_the_last_verdict_of_a_user_on_an_exchange_counts(store: Store) -> None:
    store.save(exchange())
    last = verdict(helpful=False, reason="Not about camps.", given_at=ASKED_AT + timedelta(minutes=2))
    other = verdict(user="U2", given_at=ASKED_AT + timedelta(minutes=1))
    lost = verdict(on="never written", given_at=ASKED_AT)
    for given_one in (verdict(), other, last, lost, verdict(team="T2", on="elsewhere")):
        store.add_feedback(given_one)
    assert store.feedback("T1", 9) == [(last, exchange()), (other, exchange()), (lost, None)]
    assert store.feedback("T1", 1) == [(last, exchange())]


def test_a_channel_has_the_settings_it_was_given_last(store: Store) -> None:
    assert store.channel_settings("T1", "C1") == ChannelSettings()
    store.save_channel_settings("T1", "C1", ChannelSettings(LIMITS, everything=True))
    store.save_channel_settings("T1", "C1", ChannelSettings(LIMITS, private=True))
    assert store.channel_settings("T1", "C1") == ChannelSettings(LIMITS, private=True)
    assert store.channel_settings("T1", "C2") == store.channel_settings("T2", "C1") == ChannelSettings()


# Forgetting


def everything(store: Store) -> str:
    """All that the database says, in any table."""
    with store.database.engine.connect() as connection:
        rows = (row for name in METADATA.tables for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))
        return repr([tuple(row) for row in rows])  # a row itself is cut off where it is long


def kept(store: Store, text: str) -> bool:
    """Say whether a text is in the tables, or, for SQLite, in any byte of the files."""
    files = b""
    if store.database.engine.dialect.name == "sqlite":
        database = str(store.database.engine.url.database)
        with open(database, "rb") as main, open(f"{database}-wal", "rb") as log:  # noqa: PTH123
            files = main.read() + log.read()
    return text in everything(store) or text.encode() in files


SECRET = "kept-from-everybody"
TALKATIVE: dict[str, Any] = {
    "asker": "U0SECRET",
    "question": f"{SECRET} question",
    "response_url": f"https://hooks.slack.com/{SECRET}",
    "given": Filters(themes=(f"{SECRET} theme",)),
    "shown_ids": (f"S/RES/{SECRET}#1",),
}


def fill(store: Store) -> None:
    """Let somebody ask much, answered and not, and say something of other people's answers."""
    for n in range(40):
        asked = exchange(f"x{n}", **TALKATIVE)
        store.accept(asked, event_id=f"e{n}", owner="a")
        if n:
            store.save(replace(asked, state=State.ANSWERED, answer_ts=f"2.{n}", page=1, confidence=0.5))
    store.save(exchange("other", state=State.ANSWERED))
    for on in ("other", "x1"):
        store.add_feedback(verdict(on, "U0SECRET", reason=f"{SECRET} reason"))


def test_a_person_who_is_forgotten_leaves_no_word_and_no_name(store: Store, clock: Clock) -> None:
    fill(store)
    store.save(exchange("of them", question="What did <@U0SECRET> mean, and <@U0SECRET|ann>?"))
    store.add_feedback(verdict("x1", "U2", reason="Ask <@U0SECRET>."))
    assert kept(store, SECRET)
    assert erasure.forget(store, "T1", "U0SECRET") == 42
    assert not kept(store, SECRET)
    assert not kept(store, "U0SECRET")
    assert erasure.forget(store, "T1", "U0SECRET") == 0
    assert store.get("of them") == exchange("of them", question="What did <@> mean, and <@|ann>?")
    clock.pass_by(hours=1)
    assert [left.id for left in store.expired(owner="b")] == ["of them"]  # x0 has no question to answer any more


@pytest.mark.parametrize(
    "asked", [FULL, exchange("full", question="", origin=Origin.ELSEWHERE, clause_id=f"S/RES/{SECRET}#1", page=2)]
)
def test_an_exchange_is_erased_in_the_database_as_it_is_elsewhere(store: Store, asked: Exchange) -> None:
    store.save(asked)
    assert erasure.forget(store, "T1", "U1") == 1
    found = store.get("full")
    assert found == erased(asked)
    assert (found.is_erased, asked.is_erased) == (True, False)
    assert (found.subject, found.limits, found.page) == ("", NO_LIMITS, 2)


def test_others_keep_their_words_when_a_person_is_forgotten(store: Store) -> None:
    store.save(exchange("x1", state=State.ANSWERED, answered=True))
    store.save(exchange("x2", state=State.ANSWERED, answered=True, asker="U2"))
    store.add_feedback(verdict("x1", "U2", reason="Good."))
    store.add_feedback(verdict("x1", "U3", reason="Bad."))
    erasure.forget(store, "T1", "U2")
    assert store.get("x1") == exchange("x1", state=State.ANSWERED, answered=True)
    assert [(said.user, said.reason) for said, _ in store.feedback("T1", 9)] == [("U3", "Bad."), ("", "")]


def test_what_was_forgotten_is_not_answered_again(store: Store) -> None:
    fill(store)
    erasure.forget(store, "T1", "U0SECRET")
    assert not store.accept(exchange("again", question_ts="1.x3"), event_id="new", owner="a")
    found = store.get("x3")
    assert found
    assert (found.page, found.confidence, found.question) == (1, 0.5, "")


def test_what_was_forgotten_does_not_come_back_from_a_memory(store: Store) -> None:
    """The bot that runs meanwhile knows nothing of `clausebot slack forget`."""
    remembered = exchange(**TALKATIVE, state=State.ANSWERED)
    store.save(remembered)
    erasure.forget(store, "T1", "U0SECRET")
    store.save(replace(remembered, page=1))
    found = store.get("x1")
    assert found
    assert found.page == 1
    assert not kept(store, SECRET)


def test_words_leave_when_their_time_is_over(store: Store, clock: Clock) -> None:
    fill(store)
    clock.pass_by(days=89)
    recent = exchange("recent", question="Still here", asked_at=clock(), state=State.FAILED)
    store.save(recent)
    assert erasure.purge(store) == 0
    assert kept(store, SECRET)
    clock.pass_by(days=1)
    assert erasure.purge(store) == 43
    assert not kept(store, SECRET)
    assert not kept(store, "U0SECRET")
    assert store.get("recent") == recent
    assert erasure.purge(store) == 0
    assert [(said.helpful, said.user, said.reason) for said, _ in store.feedback("T1", 9)] == [(True, "", "")] * 2
    store.save(exchange("x1", **TALKATIVE, state=State.ANSWERED))
    assert not kept(store, SECRET)


@pytest.mark.parametrize("ahead", [0, 60])
def test_nothing_to_keep_means_that_words_leave_with_the_answer(open_store: Open, clock: Clock, ahead: int) -> None:
    """Even if the clock of Slack is ahead of ours."""
    store = open_store(keep=timedelta(0))
    asked = exchange(**TALKATIVE)
    asked = replace(asked, asked_at=clock() + timedelta(seconds=ahead))
    store.accept(asked, event_id="e1", owner="a")
    assert erasure.purge(store) == 0
    assert store.get("x1") == asked  # it could not be answered after a crash otherwise
    store.save(replace(asked, state=State.ANSWERED, answer_ts="2.1", answered=True))
    assert SECRET not in everything(store)
    erasure.purge(store)
    assert not kept(store, SECRET)
    done = replace(asked, state=State.ANSWERED, answer_ts="2.1", answered=True)
    assert store.get("x1") == erased(done)


def test_nothing_to_keep_means_a_day_for_what_nobody_answers(open_store: Open, clock: Clock) -> None:
    store = open_store(keep=timedelta(0))
    store.accept(exchange(**TALKATIVE), event_id="e1", owner="a")
    clock.pass_by(hours=23)
    assert erasure.purge(store) == 0
    clock.pass_by(hours=1)
    assert erasure.purge(store) == 1
    assert not kept(store, SECRET)


def test_what_is_withdrawn_loses_its_words_at_once(store: Store) -> None:
    store.save(exchange(**TALKATIVE, state=State.ANSWERED))
    store.save(exchange(**TALKATIVE, state=State.WITHDRAWN))
    assert SECRET not in everything(store)
    assert store.recent("T1", "U0SECRET", 9) == []
    assert store.by_question("T1", "C1", "1.x1")


def test_events_are_remembered_longer_than_slack_sends_them_again(store: Store, clock: Clock) -> None:
    store.seen("T1", "e1")
    clock.pass_by(days=6)
    erasure.purge(store)
    assert store.seen("T1", "e1")
    clock.pass_by(days=1)
    erasure.purge(store)
    assert not store.seen("T1", "e1")


# Whatever is written in a text


def test_text_is_never_taken_for_sql(store: Store) -> None:
    evil = "x'); DROP TABLE clausebot_exchange; -- %s :id ? {0}"
    store.save(exchange(evil, team=evil, channel=evil, asker=evil, question=evil, question_ts=evil, thread_ts=evil))
    store.add_feedback(Feedback(evil, evil, evil, False, evil, ASKED_AT))
    assert [found.id for found in store.in_thread(evil, evil, evil)] == [evil]
    assert store.recent(evil, evil, 1)[0].question == evil
    assert erasure.forget(store, evil, "%") == 0
    assert store.feedback(evil, 1)[0][0].reason == evil
    assert erasure.forget(store, evil, evil) == 2
