"""The bot as people meet it: a process with the real encoder over the seeds, on a Slack that nobody here wrote.

Two bots, one on Socket Mode and one on signed HTTP events, are asked the same; a third stands behind the stub, which
makes Slack fail. What must not happen is looked for after something that was asked later has been answered.
"""

import asyncio
import csv
import json
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import urlopen

import pytest

from bot.cli import main
from bot.slack.check import examine_slack
from bot.slack_settings import SlackSettings
from retrieval.clauses.clause import ClauseKind
from retrieval.index.generation import Generation, open_generation
from retrieval.index.publishing import published
from tests.doubles.bot import Bot, running
from tests.doubles.local_slack import ALICE, BOB, OWNER, PROGRAM, TEAM, App, LocalSlack, Said, running_local_slack
from tests.doubles.node import ROOT, installed
from tests.doubles.signed import event, send, shortcut
from tests.doubles.stub import Plan, Stub, running_stub
from tests.doubles.waiting import answers, free_port, until
from tests.loaded import load_once
from tests.samples import OFFICIAL_1325

MODEL = "all-MiniLM-L6-v2"
QUESTION = "who should ratify the trafficking protocol?"
RATIFY = "S/RES/2331 (2016), operative paragraph 2 (a)"
TITLE = "S/RES/2331 (2016), OP 2 (a)"
OTHER = "trafficking in supply chains"
NONSENSE = "Which fish is best for making soup?"


@dataclass(frozen=True)
class Home:
    """What all bots of this file answer from."""

    folder: Path
    library: Path
    index: Path

    @property
    def generation(self) -> Generation:
        return open_generation(self.index)


@dataclass
class Left:
    """Two questions whose bot was killed: one before its answer was posted, one before it knew that it was."""

    unposted: tuple[str, str]
    posted: tuple[str, str]


@pytest.fixture(scope="module")
def apps() -> list[tuple[App, int]]:
    """Each app, and the port of its bot."""
    socket, http, faulty = (free_port() for _ in range(3))
    return [
        (App("SOCKET"), socket),
        (App("HTTP", f"http://127.0.0.1:{http}/slack/events"), http),
        (App("FAULTY", f"http://127.0.0.1:{faulty}/slack/events"), faulty),
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, compiled_once: Path) -> Home:
    """An index of the seeds."""
    installed(PROGRAM)  # what is skipped without it is skipped at once
    folder = tmp_path_factory.mktemp("bots")
    home = Home(folder, folder / "library", folder / "index")
    shutil.copytree(ROOT / "seeds", home.library)
    where = ["--library", str(home.library), "--index", str(home.index), "--model", MODEL]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(compiled_once))
        patched.setattr("embeddings.reference.ReferenceEncoder", load_once)
        assert main(["index", "build", "--portable", *where]) == 0
    return home


@pytest.fixture(scope="module")
def slack(home: Home, apps: list[tuple[App, int]]) -> Iterator[LocalSlack]:
    with running_local_slack(home.folder, [app for app, _ in apps]) as slack:
        yield slack


@pytest.fixture(scope="module")
def stub(slack: LocalSlack) -> Iterator[Stub]:
    with running_stub(slack.api) as stub:
        yield stub


@pytest.fixture(scope="module")
def bots(home: Home, apps: list[tuple[App, int]], slack: LocalSlack, stub: Stub) -> Iterator[dict[str, Bot]]:
    apis = {"SOCKET": slack.api, "HTTP": slack.api, "FAULTY": stub.api}
    bots = [Bot(app, apis[app.id], home.library, home.index, home.folder, port) for app, port in apps]
    with running(bots):
        yield {bot.app.id: bot for bot in bots}


@pytest.fixture(scope="module", autouse=True)
def left(bots: dict[str, Bot], slack: LocalSlack, stub: Stub) -> Left:
    """Kill a bot while it answers, and start it again; its lease runs out while the other tests run."""
    faulty = bots["FAULTY"]
    channel, direct = faulty.app.channel, slack.direct(faulty.app)
    stub.plan("chat.postMessage", Plan(silent=True, when=lambda call: call["channel"] == channel))
    stub.plan("chat.postMessage", Plan(silent=True, done=True, when=lambda call: call["channel"] == direct))
    left = Left(
        unposted=(channel, slack.say(channel, f"<@{faulty.app.bot}> {QUESTION}")),
        posted=(direct, slack.say(direct, QUESTION)),
    )
    until(lambda: stub.silenced >= 2, "both answers are on their way")
    faulty.kill()
    faulty.start()
    return left


@pytest.fixture(params=["SOCKET", "HTTP"])
def app(request: pytest.FixtureRequest, bots: dict[str, Bot]) -> App:
    """A bot to talk to: one on Socket Mode, and one that is sent signed HTTP requests."""
    return bots[request.param].app


@pytest.fixture
def faulty(bots: dict[str, Bot]) -> App:
    """The bot behind the stub."""
    bots["FAULTY"].wait()
    return bots["FAULTY"].app


def asked(slack: LocalSlack, app: App, question: str, *, user: str = ALICE) -> Said:
    """Ask by a mention, and return the answer."""
    ts = slack.say(app.channel, f"<@{app.bot}> {question}", user=user)
    return slack.answer(app.channel, thread_ts=ts)


def again(slack: LocalSlack, said: Said, holds: Callable[[Said], bool]) -> Said:
    """Wait until an answer, in the same message, is another one."""
    return slack.answer(said.channel, lambda now: now.ts == said.ts and holds(now))


def settled(slack: LocalSlack, app: App) -> None:
    """Wait until whatever was said before has been answered, if it is answered at all."""
    asked(slack, app, "thank you")


def problems(bot: Bot) -> list[str]:
    """Return what a bot says is wrong with it."""
    try:
        with urlopen(bot.url("healthz"), timeout=10) as response:
            return list(json.load(response)["problems"])
    except HTTPError as unwell:
        with unwell:
            return list(json.load(unwell)["problems"])


def metrics(bot: Bot) -> dict[str, float]:
    with urlopen(bot.url("metrics"), timeout=10) as response:
        lines = [line for line in response.read().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_a_mention_is_answered_in_its_thread_by_the_paragraph_word_for_word(
    slack: LocalSlack, app: App, home: Home
) -> None:
    said = asked(slack, app, QUESTION)
    assert said.words.startswith(TITLE)
    assert len(said.quotes) >= 3
    assert set(said.quotes) <= {part for clause in home.generation.clauses for part in (clause.lead_in, clause.text)}
    assert said.text.startswith(f"{RATIFY}: Calls upon Member States:"), "what a notification shows"


def test_a_mention_comes_twice_and_is_answered_once(slack: LocalSlack, app: App) -> None:
    """Slack sends a message and a mention for each."""
    said = asked(slack, app, QUESTION)
    settled(slack, app)
    assert len(slack.answers(app.channel, thread_ts=said.thread_ts)) == 1


def test_a_direct_message_needs_no_mention(slack: LocalSlack, app: App) -> None:
    channel = slack.direct(app)
    ts = slack.say(channel, QUESTION)
    assert TITLE in slack.answer(channel, thread_ts=ts).words


def test_a_follow_up_in_the_thread_builds_on_what_was_asked(slack: LocalSlack, app: App) -> None:
    first = asked(slack, app, OTHER)
    slack.say(app.channel, "and for the private sector?", thread_ts=first.thread_ts)
    said = slack.answer(app.channel, lambda now: now.ts != first.ts, thread_ts=first.thread_ts)
    assert f"Understood: about: {OTHER}" in said.words


def test_people_who_talk_to_each_other_in_a_thread_are_left_alone(slack: LocalSlack, app: App) -> None:
    first = asked(slack, app, OTHER)
    for user, text in [
        (BOB, "what about our own report?"),
        (ALICE, "thanks, that helps"),
        (ALICE, f"<@{BOB}> what do you think?"),
        (ALICE, "and for children?"),
    ]:
        slack.say(app.channel, text, user=user, thread_ts=first.thread_ts)
    settled(slack, app)
    assert slack.answers(app.channel, thread_ts=first.thread_ts) == [first]
    slack.say(app.channel, f"<@{app.bot}> and for children?", thread_ts=first.thread_ts)
    slack.answer(app.channel, lambda now: now.ts != first.ts, thread_ts=first.thread_ts)


def test_questions_that_people_ask_each_other_under_an_answer_get_no_reply(slack: LocalSlack, app: App) -> None:
    first = asked(slack, app, OTHER)
    for text in ("lunch?", "OK great, who takes the minutes?", "can someone book the room?", "are we still on for 3?"):
        slack.say(app.channel, text, thread_ts=first.thread_ts)
    settled(slack, app)
    assert slack.answers(app.channel, thread_ts=first.thread_ts) == [first]
    slack.say(app.channel, "and for the private sector?", thread_ts=first.thread_ts)
    said = slack.answer(app.channel, lambda now: now.ts != first.ts, thread_ts=first.thread_ts)
    slack.judge(said, helpful=False)
    slack.modal("Not helpful")
    slack.say(app.channel, "and for the private sector?", thread_ts=first.thread_ts)
    settled(slack, app)
    assert len(slack.answers(app.channel, thread_ts=first.thread_ts)) == 2


def test_a_message_outside_of_threads_is_none_of_the_bot_s_business(slack: LocalSlack, app: App) -> None:
    ts = slack.say(app.channel, "who should ratify the protocol?")
    settled(slack, app)
    assert slack.answers(app.channel, thread_ts=ts) == []


def test_a_command_is_answered_for_one_and_then_shared_with_all(slack: LocalSlack, app: App) -> None:
    before = {said.ts for said in slack.answers(app.channel)}
    slack.command(app, QUESTION)
    private = slack.answer(
        app.channel, lambda said: said.only_for == ALICE and TITLE in said.words and said.ts not in before
    )
    slack.click(private, "share")
    shared = slack.answer(app.channel, lambda said: not said.only_for and f"“{QUESTION}”" in said.words)
    assert shared.quotes == private.quotes
    until(lambda: private.ts not in [said.ts for said in slack.messages(app.channel)], "the private one goes")


def test_a_private_answer_is_dismissed(slack: LocalSlack, app: App) -> None:
    before = {said.ts for said in slack.answers(app.channel)}
    slack.command(app, OTHER)
    private = slack.answer(app.channel, lambda said: said.only_for == ALICE and said.ts not in before)
    slack.click(private, "dismiss")
    until(lambda: private.ts not in [said.ts for said in slack.messages(app.channel)], "it goes")


def test_a_shortcut_on_anybody_s_message_finds_clauses_about_it(slack: LocalSlack, bots: dict[str, Bot]) -> None:
    app = bots["HTTP"].app
    ts = slack.say(app.channel, "We must talk about who ratifies the protocol on trafficking in persons.", user=BOB)
    slack.command(app, "help")
    [url] = parse_qs(slack.delivered("slash_commands")[-1])["response_url"]
    [message] = [said for said in slack.messages(app.channel) if said.ts == ts]
    body = shortcut(
        app, {"ts": ts, "user": BOB, "text": message.text}, channel=app.channel, response_url=url, user=ALICE
    )
    assert send(app, body, "application/x-www-form-urlencoded") == 200
    private = slack.answer(app.channel, lambda said: said.only_for == ALICE and "We must talk" in said.words)
    assert TITLE in private.words


def test_where_else_a_paragraph_s_words_stand_is_said_in_its_thread(slack: LocalSlack, app: App) -> None:
    said = asked(slack, app, QUESTION)
    slack.choose(said, "elsewhere", holding="#2(a)")
    found = slack.answer(app.channel, lambda now: "Where else is" in now.words, thread_ts=said.thread_ts)
    assert f"Where else is the language of {TITLE} used?" in found.words.replace("\n", "")
    assert "These words, or nearly these, first appear here." in found.words


def test_a_draft_in_a_message_is_compared_with_what_was_said_before(slack: LocalSlack, bots: dict[str, Bot]) -> None:
    app = bots["HTTP"].app
    draft = "To consider as a matter of priority ratifying or acceding to the Convention Against Organized Crime"
    ts = slack.say(app.channel, draft, user=BOB)
    slack.command(app, "help")
    [url] = parse_qs(slack.delivered("slash_commands")[-1])["response_url"]
    message = {"ts": ts, "user": BOB, "text": draft}
    body = shortcut(app, message, channel=app.channel, response_url=url, name="find_agreed")
    assert send(app, body, "application/x-www-form-urlencoded") == 200
    private = slack.answer(app.channel, lambda said: said.only_for == ALICE and draft in said.words)
    assert TITLE in private.words


def test_more_is_shown_in_the_same_message(slack: LocalSlack, app: App) -> None:
    first = asked(slack, app, "trafficking in persons")
    slack.click(first, "more")
    second = again(slack, first, lambda now: now.quotes != first.quotes)
    assert not set(first.quotes) & set(second.quotes)
    slack.click(second, "back")
    assert again(slack, first, lambda now: now.quotes == first.quotes)


def test_an_ordinal_counts_all_pages_that_were_shown(slack: LocalSlack, app: App) -> None:
    first = asked(slack, app, "trafficking in persons")
    slack.click(first, "more")
    second = again(slack, first, lambda now: now.quotes != first.quotes)
    slack.say(app.channel, f"<@{app.bot}> the last one", thread_ts=first.thread_ts)
    last = slack.answer(app.channel, lambda now: now.ts != first.ts, thread_ts=first.thread_ts)
    slack.say(app.channel, f"<@{app.bot}> and the fourth", thread_ts=first.thread_ts)
    fourth = slack.answer(app.channel, lambda now: now.ts not in (first.ts, last.ts), thread_ts=first.thread_ts)
    assert last.quotes[-1] == second.quotes[-1]
    assert fourth.quotes == second.quotes[: len(fourth.quotes)]


def test_an_answer_is_narrowed_and_widened_in_place(slack: LocalSlack, app: App, home: Home) -> None:
    first = asked(slack, app, "trafficking in persons")
    anything = {name: {"type": "static_select", "selected_option": {"value": "any"}} for name in ("since", "until")}
    fields = {
        **anything,
        "themes": {"type": "multi_static_select", "selected_options": [{"value": "Human Rights"}]},
        "kinds": {"type": "checkboxes", "selected_options": [{"value": "operative"}]},
        "typed": {"type": "checkboxes", "selected_options": []},
    }
    slack.click(first, "filter")
    slack.submit("Filter", fields)
    narrowed = again(slack, first, lambda now: "operative paragraphs · under Human Rights" in now.words)
    operative = [clause for clause in home.generation.clauses if clause.kind is ClauseKind.OPERATIVE]
    assert set(narrowed.quotes) <= {part for clause in operative for part in (clause.lead_in, clause.text)}
    slack.click(narrowed, "filter")
    slack.submit("Filter", {**fields, "typed": {"type": "checkboxes", "selected_options": [{"value": "typed"}]}})
    again(slack, first, lambda now: "as typed" in now.words)


def test_somebody_else_browses_alone_and_the_answer_stays(slack: LocalSlack, app: App) -> None:
    first = asked(slack, app, "trafficking in persons")
    slack.click(first, "more", user=BOB)
    page = slack.answer(app.channel, lambda now: now.only_for == BOB, thread_ts=first.thread_ts)
    assert not set(first.quotes) & set(page.quotes)
    slack.choose(first, "elsewhere", holding="S/RES/", user=BOB)
    slack.answer(
        app.channel, lambda now: now.only_for == BOB and "Where else is" in now.words, thread_ts=first.thread_ts
    )
    assert [now for now in slack.answers(app.channel, thread_ts=first.thread_ts) if not now.only_for] == [first]


def test_a_paragraph_is_copied_as_a_citation(slack: LocalSlack, app: App) -> None:
    said = asked(slack, app, QUESTION)
    slack.choose(said, "cite", holding="#2(a)")
    forms = json.dumps(slack.modal("Copy as citation")["blocks"])
    assert "Plain text" in forms
    assert "https://undocs.org/S/RES/2331(2016)" in forms
    assert "> Calls upon Member States:" in forms


def test_a_paragraph_is_kept_shown_at_home_and_exported_as_a_file(slack: LocalSlack, app: App, home: Home) -> None:
    said = asked(slack, app, QUESTION)
    slack.choose(said, "keep", holding="#2(a)", user=BOB)
    slack.answer(app.channel, lambda now: now.only_for == BOB and f"Kept: {RATIFY}" in now.words)
    slack.open_home(app, user=BOB)
    shown = until(lambda: _holding(slack.home(app, user=BOB), "What you keep: 1 clause"), "what is kept")
    assert RATIFY in shown
    slack.click_at_home(app, "export", user=BOB)
    slack.submit(
        "Export what you keep",
        {"format": {"type": "radio_buttons", "selected_option": {"value": "csv"}}},
        user=BOB,
    )
    direct = slack.direct(app, user=BOB)
    sent = slack.answer(direct, lambda now: now.text == "Export: 1 kept clause.")
    [row] = csv.DictReader((home.folder / "files" / sent.files[0]).read_text(encoding="utf-8").splitlines())
    assert (row["citation"], row["cite_as"]) == (RATIFY, "Security Council resolution 2331 (2016), para. 2 (a)")
    slack.click_at_home(app, "unkeep", user=BOB)
    until(lambda: "What you keep" not in json.dumps(slack.home(app, user=BOB)), "it is let go of")


def _holding(view: Mapping[str, object], words: str) -> str:
    """Return a view as JSON if it holds some words; else ""."""
    shown = json.dumps(view, ensure_ascii=False)
    return shown if words in shown else ""


def test_verdicts_are_counted_and_owners_read_them(slack: LocalSlack, app: App, bots: dict[str, Bot]) -> None:
    before = metrics(bots[app.id])
    said = asked(slack, app, QUESTION)
    slack.judge(said, helpful=True, user=BOB)
    slack.judge(said, helpful=False)
    slack.submit("Not helpful", {"reason": {"type": "plain_text_input", "value": "=the wrong year"}})

    def counted() -> bool:
        now = metrics(bots[app.id])
        name = f'clausebot_feedback_total{{{{helpful="{{}}",workspace="{TEAM}"}}}}'
        return all(now[name.format(helpful)] > before[name.format(helpful)] for helpful in ("yes", "no"))

    until(counted, "the verdicts are counted")
    slack.open_home(app, user=OWNER)
    until(lambda: slack.home(app, user=OWNER), "the owner's home")
    slack.click_at_home(app, "owners_feedback", user=OWNER)
    listed = json.dumps(slack.modal("Feedback")["blocks"])
    assert "Not helpful: =the wrong year" in listed
    assert "'=the wrong year" in listed, "a spreadsheet is not to compute it"


def test_only_the_asker_takes_an_answer_away(slack: LocalSlack, app: App) -> None:
    said = asked(slack, app, QUESTION)
    slack.click(said, "withdraw", user=BOB)
    slack.answer(
        app.channel, lambda now: "Permission denied: only the person who asked can delete the answer." in now.words
    )
    slack.click(said, "withdraw")
    until(lambda: said.ts not in [one.ts for one in slack.messages(app.channel)], "the answer goes")


def test_the_answer_follows_the_question_when_it_is_edited_and_when_it_is_deleted(slack: LocalSlack, app: App) -> None:
    said = asked(slack, app, QUESTION)
    slack.edit(app.channel, said.thread_ts, f"<@{app.bot}> {OTHER}")
    again(slack, said, lambda now: now.quotes != said.quotes)
    slack.delete(app.channel, said.thread_ts)
    until(lambda: said.ts not in [one.ts for one in slack.messages(app.channel)], "the answer goes")


def test_nothing_found_is_said_and_what_comes_nearest_is_shown_on_request(slack: LocalSlack, app: App) -> None:
    slack.open_home(app, user=BOB)
    until(lambda: slack.home(app, user=BOB), "a home, for which the examples are checked")
    said = asked(slack, app, NONSENSE)
    assert "Nothing in this library answers that." in said.words
    assert re.search(r"The library holds .*S/RES/2331 \(2016\)", said.words)
    assert said.quotes == []
    slack.click(said, "near")
    shown = again(slack, said, lambda now: bool(now.quotes))
    assert sum(part["type"] == "overflow" for part in shown.controls) == 3, "a menu beside each paragraph"
    slack.click(said, "reword")
    slack.answer(app.channel, lambda now: now.ts != said.ts and bool(now.quotes), thread_ts=said.thread_ts)


def test_words_that_would_act_are_only_words(slack: LocalSlack, app: App) -> None:
    slack.command(app, "<!channel> <@U02BOB> *who* ratifies `the` <https://example.org|protocol>?")
    said = slack.answer(
        app.channel, lambda now: now.only_for == ALICE and "“*who* ratifies `the` protocol?”" in now.words
    )
    assert not re.search("<[!@#]|example.org", json.dumps(said.blocks) + said.text)
    assert {part["type"] for part in said.controls} <= {"button", "overflow", "feedback_buttons"}
    assert all(call["parse"] == "none" and not call["unfurl_links"] for call in slack.called("chat.postMessage"))


def test_the_home_tells_what_the_bot_knows_and_its_examples_are_answered(slack: LocalSlack, app: App) -> None:
    direct = slack.direct(app, user=BOB)
    slack.open_home(app, user=BOB)
    shown = json.dumps(until(lambda: slack.home(app, user=BOB), "a home"))
    assert re.search(r"[0-9]+ clauses of [12] resolution", shown), "another test adds one"
    assert "owners_rebuild" not in shown, "that is for owners"
    before = slack.answers(direct)
    slack.click_at_home(app, "example", user=BOB)
    until(lambda: len(slack.answers(direct)) > len(before), "an answer in the direct messages")
    slack.open_home(app, user=BOB)
    until(lambda: "You asked" in json.dumps(slack.home(app, user=BOB)), "recent questions")


def test_a_channel_s_settings_hold_for_what_is_asked_there(slack: LocalSlack, app: App) -> None:
    slack.command(app, "settings", channel=app.side)
    slack.submit(
        "Settings here",
        {
            "since": {"type": "static_select", "selected_option": {"value": "any"}},
            "until": {"type": "static_select", "selected_option": {"value": "any"}},
            "kinds": {"type": "checkboxes", "selected_options": [{"value": "operative"}]},
            "everything": {"type": "radio_buttons", "selected_option": {"value": "everything"}},
            "private": {"type": "checkboxes", "selected_options": []},
            "themes": {"type": "multi_static_select", "selected_options": []},
        },
    )
    slack.answer(app.side, lambda said: not said.only_for and "changed what holds for questions" in said.words)
    ts = slack.say(app.side, QUESTION)
    said = slack.answer(app.side, thread_ts=ts)
    assert "Limited by this channel: operative paragraphs" in said.words


def test_a_request_that_slack_did_not_sign_is_refused(bots: dict[str, Bot], slack: LocalSlack) -> None:
    app = bots["HTTP"].app
    body = event(app, type="app_mention", channel=app.channel, user=ALICE, ts="1.1", text=f"<@{app.bot}> {QUESTION}")
    assert send(app, body, secret="somebody else's") == 401
    settled(slack, app)
    assert slack.answers(app.channel, thread_ts="1.1") == []


def test_an_event_that_is_delivered_again_is_answered_once(bots: dict[str, Bot], slack: LocalSlack) -> None:
    app = bots["HTTP"].app
    said = asked(slack, app, QUESTION)
    body = next(body for body in slack.delivered("events_api") if isinstance(body, str) and said.thread_ts in body)
    for retry in (1, 2):
        assert send(app, body, retry=retry) == 200
    settled(slack, app)
    assert len(slack.answers(app.channel, thread_ts=said.thread_ts)) == 1


def test_how_the_bot_is_can_be_asked(bots: dict[str, Bot], slack: LocalSlack, home: Home, app: App) -> None:
    bot = bots[app.id]
    before = metrics(bot)
    asked(slack, app, QUESTION)
    name = f'clausebot_answers_total{{outcome="answered",workspace="{TEAM}"}}'
    until(lambda: metrics(bot)[name] == before[name] + 1, "the answer is counted")
    assert answers(bot.url("healthz"))
    assert answers(bot.url("readyz"))
    assert any(home.generation.manifest.generation in name for name in metrics(bot))


def test_the_doctor_looks_beside_a_running_bot_and_takes_nothing_from_it(
    bots: dict[str, Bot], slack: LocalSlack
) -> None:
    bot = bots["SOCKET"]
    checks = {check.name: check for check in asyncio.run(examine_slack(SlackSettings.from_env(bot.env)))}
    assert [check.fix for check in checks.values()] == [""] * len(checks)
    assert checks["slack socket"].found == "opened and closed, beside 1 other"
    assert TITLE in asked(slack, bot.app, QUESTION).words


def test_nothing_that_people_wrote_is_logged(bots: dict[str, Bot], slack: LocalSlack, app: App) -> None:
    asked(slack, app, "zanzibar and its trafficking in persons")
    program = bots[app.id].program
    assert program
    assert "zanzibar" not in program.said()
    assert "xoxb-" not in program.said()
    lines = [json.loads(line) for line in program.said().splitlines()]
    wrong = [line for line in lines if line["level"] != "info"]
    provoked = {"a request was refused", "the socket is silent or closed; reconnecting"}
    assert {line["event"] for line in wrong} <= provoked, "nothing was wrong but what other tests did"


def test_the_stub_s_slack_has_the_pane(faulty: App, slack: LocalSlack, stub: Stub) -> None:
    """Both panes are offered questions."""
    direct = slack.direct(faulty)
    send(faulty, event(faulty, type="app_home_opened", tab="messages", channel=direct, user=ALICE))
    thread = {"user_id": ALICE, "channel_id": direct, "thread_ts": "1.1", "context": {}}
    send(faulty, event(faulty, type="assistant_thread_started", assistant_thread=thread))
    offered = until(lambda: len(stub.called("assistant.threads.setSuggestedPrompts")) >= 2, "prompts are offered")
    assert offered
    agent, older = stub.called("assistant.threads.setSuggestedPrompts")[:2]
    assert "thread_ts" not in agent
    assert older["thread_ts"] == "1.1"


def test_slack_s_wish_to_wait_is_obeyed_and_nothing_is_lost(faulty: App, slack: LocalSlack, stub: Stub) -> None:
    busy = {"ok": False, "error": "ratelimited"}
    stub.plan("chat.postMessage", *[Plan(busy, status=429, headers={"Retry-After": "1"})] * 2)
    order = [slack.say(faulty.channel, f"<@{faulty.bot}> {question}") for question in (QUESTION, OTHER, NONSENSE)]
    for ts in order:
        slack.answer(faulty.channel, thread_ts=ts)
    assert [said.thread_ts for said in slack.answers(faulty.channel) if said.thread_ts in order] == order


def test_blocks_that_slack_rejects_become_plain_words(faulty: App, slack: LocalSlack, stub: Stub) -> None:
    stub.refuse("chat.postMessage", "invalid_blocks", when=lambda call: bool(call.get("blocks")))
    said = asked(slack, faulty, QUESTION)
    assert said.blocks == ()
    assert said.text.startswith(RATIFY)


def test_a_slack_that_fails_for_a_while_is_asked_again(faulty: App, slack: LocalSlack, stub: Stub) -> None:
    stub.plan("chat.postMessage", Plan({"ok": False, "error": "internal_error"}, status=500))
    said = asked(slack, faulty, QUESTION)
    settled(slack, faulty)
    assert len(slack.answers(faulty.channel, thread_ts=said.thread_ts)) == 1


def test_a_process_that_answers_is_killed_and_another_answers(
    faulty: App, bots: dict[str, Bot], slack: LocalSlack
) -> None:
    """As the system does where memory is short."""
    program, name = bots[faulty.id].program, 'clausebot_engine_restarts_total{why="ended by itself"}'
    assert program
    before = metrics(bots[faulty.id])[name]
    [engine] = program.started("spawn_main")
    os.kill(engine, signal.SIGKILL)
    assert TITLE in asked(slack, faulty, QUESTION).words
    assert metrics(bots[faulty.id])[name] == before + 1
    assert program.started("spawn_main") != [engine]


def test_the_index_is_rebuilt_while_people_ask(home: Home, slack: LocalSlack, bots: dict[str, Bot]) -> None:
    """Every question gets its answer, and all bots go on from the new generation."""
    app, before = bots["SOCKET"].app, published(home.index)
    (home.library / "1325.txt").write_text(OFFICIAL_1325, encoding="utf-8")
    slack.open_home(app, user=OWNER)
    until(lambda: "owners_rebuild" in json.dumps(slack.home(app, user=OWNER)), "the owner's home")
    direct = slack.direct(app, user=OWNER)
    slack.click_at_home(app, "owners_rebuild", user=OWNER)
    while published(home.index) == before:
        assert asked(slack, app, QUESTION).quotes
    done = slack.answer(direct, lambda said: "The index is rebuilt: published generation" in said.words)
    after = home.generation.manifest.generation
    assert after in done.words
    for one in bots.values():
        until(partial(_answers_from, slack, one.app), f"{one.app.id} answers from {after}")


def _answers_from(slack: LocalSlack, app: App) -> bool:
    """Say whether a bot knows the resolution that is only in the new generation."""
    said = asked(slack, app, "increased representation of women at all decision-making levels")
    return "S/RES/1325 (2000), OP 1" in said.words


def test_a_bot_that_was_killed_in_the_middle_answers_once_after_all(
    left: Left, faulty: App, slack: LocalSlack, stub: Stub
) -> None:
    """One answer had not been posted, one had, without the bot having been told."""
    for channel, ts in (left.unposted, left.posted):
        assert TITLE in slack.answer(channel, thread_ts=ts).words
    [posted] = slack.answers(left.posted[0], thread_ts=left.posted[1])
    until(lambda: any(call["ts"] == posted.ts for call in stub.called("chat.update")), "it is found, and changed")
    settled(slack, faulty)
    for channel, ts in (left.unposted, left.posted):
        assert len(slack.answers(channel, thread_ts=ts)) == 1


def test_a_socket_that_went_deaf_is_noticed_and_replaced(bots: dict[str, Bot], slack: LocalSlack) -> None:
    bot = bots["SOCKET"]
    before = slack.connections(bot.app)
    assert problems(bot) == []
    with slack.deaf():
        [problem] = until(lambda: problems(bot), "the bot says that it hears nothing", seconds=15)
        assert "socket to Slack" in problem
    # The old socket may be heard for a moment, as what was sent meanwhile arrives at last.
    until(lambda: not problems(bot) and slack.connections(bot.app) > before, "it hears on another socket", seconds=30)
    assert TITLE in asked(slack, bot.app, QUESTION).words
