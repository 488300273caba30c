"""`clausebot slack` as it is typed: what it prints, and what it says where something is missing."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.slack.exchange import Exchange, Feedback, Origin, State, Workspace
from bot.slack.manifest import manifest, scopes
from bot.slack.store import alive, installations
from bot.slack.store.installations import Seal, new_key
from bot.slack.store.store import Store
from retrieval.evaluate import load_questions
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from tests.bot.slack.office import installation
from tests.bot.slack.store.conftest import Clock
from tests.doubles.emulate import running_emulate
from tests.doubles.stub import Stub, running_stub

TOKEN = "xoxb-everything"


@pytest.fixture(autouse=True)
def _logs_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the logs of this process where pytest has them."""
    monkeypatch.setattr("bot.slack.logs.configure_logs", lambda: None)


@pytest.fixture(scope="module")
def emulate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_emulate(tmp_path_factory.mktemp("emulate"), {TOKEN: scopes()}) as api:
        yield api


@pytest.fixture
def slack(emulate: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """A Slack that the environment names."""
    with running_stub(emulate) as stub:
        monkeypatch.setenv("CLAUSEBOT_SLACK_API", stub.api)
        yield stub


@pytest.mark.parametrize("options", [[], ["--http", "https://example.org"], ["--legacy-assistant"]])
def test_the_manifest_is_the_same_as_json_and_as_yaml(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "manifest", *options]) == 0
    as_json = json.loads(capsys.readouterr().out)
    assert main(["slack", "manifest", "--format", "yaml", *options]) == 0
    assert yaml.safe_load(capsys.readouterr().out) == as_json
    url = "https://example.org" if "--http" in options else ""
    assert as_json == manifest(url, legacy_assistant="--legacy-assistant" in options)


def test_an_address_that_slack_cannot_reach_makes_no_manifest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "manifest", "--http", "http://localhost:3000"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("env", "options", "missing"),
    [
        ({}, [], "SLACK_BOT_TOKEN is not set; set it to what is shown at the app's page, OAuth & Permissions"),
        (
            {"SLACK_BOT_TOKEN": TOKEN},
            [],
            "SLACK_APP_TOKEN is not set; set it to what is shown at the app's page, Basic",
        ),
        ({"SLACK_BOT_TOKEN": TOKEN}, ["--http"], "SLACK_SIGNING_SECRET is not set; set it to what is shown at"),
        ({"SLACK_BOT_TOKEN": "xapp-1"}, [], "SLACK_BOT_TOKEN does not begin with xoxb-"),
    ],
)
def test_a_missing_token_is_said_at_once(
    env: dict[str, str],
    options: list[str],
    missing: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert main(["slack", *options]) == 2
    assert missing in capsys.readouterr().err


def test_a_token_that_slack_refuses_leads_to_the_doctor(
    slack: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    slack.refuse("auth.test", "token_revoked")
    assert main(["slack"]) == 2
    said = capsys.readouterr().err
    assert "error: Slack refused auth.test: token_revoked; 'clausebot doctor' names what is missing" in said


def test_an_index_that_is_missing_is_said_before_anything_is_answered(
    slack: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert main(["slack"]) == 2
    assert "build it with 'clausebot index build'" in capsys.readouterr().err
    assert slack.called("apps.connections.open") == []


def test_a_person_is_forgotten_by_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'slack.db'}"
    monkeypatch.setenv("CLAUSEBOT_DATABASE", url)
    store = Store.open(url, keep=timedelta(days=90))
    asked = Exchange("e1", "T1", "C1", "U0ALICE", "who?", datetime.now(UTC), Origin.MENTION, question_ts="1.1")
    store.accept(asked, event_id="Ev1", owner="me")
    store.save(replace(asked, state=State.ANSWERED))
    store.close()
    assert main(["slack", "forget", "U0ALICE"]) == 0
    assert capsys.readouterr().out == "erased 1 of U0ALICE's questions, verdicts and kept clauses in T1\n"
    assert main(["slack", "forget", "U0ALICE", "--json"]) == 1, "nothing is left of them"
    assert json.loads(capsys.readouterr().out) == {"workspace": "T1", "user": "U0ALICE", "erased": 0}
    store = Store.open(url, keep=timedelta(days=90))
    kept = store.get("e1")
    store.close()
    assert kept
    assert (kept.asker, kept.question) == ("", "")


def test_what_people_said_is_written_as_judged_requests(
    tmp_path: Path,
    index: Path,
    build: Callable[[], BuildReport],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A question of signs that end a line to Python, or a formula to a spreadsheet, is one line that says just that."""
    generation = build().manifest.generation
    clauses = list(open_generation(index).clauses)
    url = f"sqlite:///{tmp_path / 'slack.db'}"
    monkeypatch.setenv("CLAUSEBOT_DATABASE", url)
    monkeypatch.setenv("CLAUSEBOT_AUDIT", str(tmp_path / "audit.jsonl"))
    store = Store.open(url, keep=timedelta(days=90))
    asked = Exchange("e1", "T1", "C1", "U0ALICE", "=who\u2028is \x1b[31mit?", datetime.now(UTC), Origin.MENTION)
    hits = (clauses[0].id,)
    store.save(replace(asked, state=State.ANSWERED, answered=True, shown_ids=hits, generation=generation))
    store.add_feedback(Feedback("e1", "T1", "U0BOB", True, "", datetime.now(UTC)))
    store.close()
    pairs, passages = tmp_path / "pairs.jsonl", tmp_path / "passages.jsonl"
    command = ["slack", "judgements", str(pairs), "--passages", str(passages), "--index", str(index)]
    assert main(command) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("1 judged request in ")
    assert said.endswith("1 with a relevant paragraph, 0 with wrong ones alone, 0 that nothing answers")
    [line] = pairs.read_text("ascii").splitlines()
    assert json.loads(line) == {
        "query": "=who is \x1b[31mit?",
        "relevant": {clauses[0].id: 1},
        "judged": [clauses[0].id],
        "pool": clauses[0].id.partition("#")[0],
    }
    assert "\x1b" not in line
    assert pairs.stat().st_mode & 0o077 == 0, "what people asked is for the owner of the file alone"
    [one] = load_questions(pairs)
    assert one.relevant == {clauses[0].id: 1}
    texts = {one["id"]: one["text"] for one in map(json.loads, passages.read_text("ascii").splitlines())}
    assert texts == {clause.id: f"{clause.lead_in} {clause.text}".strip() for clause in clauses}
    assert json.loads((tmp_path / "audit.jsonl").read_text())["what"] == "export of judgements"
    assert main(["slack", "forget", "U0ALICE"]) == 0
    assert main([*command, "--json"]) == 1
    assert pairs.read_text() == ""


@pytest.fixture
def two_workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database in which the same person asked in two workspaces."""
    url = f"sqlite:///{tmp_path / 'slack.db'}"
    monkeypatch.setenv("CLAUSEBOT_DATABASE", url)
    store = Store.open(url, keep=timedelta(days=90))
    for team in ("T1ONE", "T2TWO"):
        asked = Exchange(team, team, "C1", "U0ALICE", "who?", datetime.now(UTC), Origin.MENTION, question_ts="1.1")
        store.save(replace(asked, state=State.ANSWERED))
    store.meet(Workspace("T2TWO", "E1ORG", "Two"))
    store.close()
    return url


def test_of_several_workspaces_one_is_named_before_anybody_is_forgotten(
    two_workspaces: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["slack", "forget", "U0ALICE"]) == 2
    assert "has 2 workspaces: T1ONE, T2TWO; name one with --workspace" in capsys.readouterr().err
    assert main(["slack", "forget", "U0ALICE", "--workspace", "T2TWO"]) == 0
    assert capsys.readouterr().out.split()[-2:] == ["in", "T2TWO"]
    store = Store.open(two_workspaces, keep=timedelta(days=90))
    left = [len(store.recent(team, "U0ALICE", 9)) for team in ("T1ONE", "T2TWO")]
    store.close()
    assert left == [1, 0]


def test_the_status_lists_workspaces_with_their_settings(
    two_workspaces: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["slack", "workspace", "T2TWO", "--keep-days", "30", "--language", "fr", "--json"]) == 0
    assert main(["slack", "workspace", "T2TWO", "--keep-days", "10", "--json"]) == 0
    capsys.readouterr()
    was_deaf(two_workspaces, "T2TWO", lacks="im:history")
    assert main(["slack", "status"]) == 0
    assert " ".join(capsys.readouterr().out.split()) == (
        "T1ONE: 1 question with words, 0 kept clauses; words kept for 90 days; limits: none; language: of who asks "
        "never heard "
        "T2TWO (Two), organisation E1ORG: 1 question with words, 0 kept clauses; words kept for 10 days; limits: none; "
        "language: fr last heard 2026-03-01 15:00+00:00; looks for what was missed since 2026-03-01 13:00+00:00; "
        "cannot look back everywhere: lacks im:history"
    )
    assert main(["slack", "status", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["workspace"], one["questions"], one["keep_days"]) for one in records] == [
        ("T1ONE", 1, None),
        ("T2TWO", 1, 10),
    ]
    assert [(one["heard_at"], one["missed_since"], one["lacks"]) for one in records] == [
        (None, None, []),
        ("2026-03-01T15:00:00+00:00", "2026-03-01T13:00:00+00:00", ["im:history"]),
    ]


def test_the_status_says_that_nothing_is_looked_for(
    two_workspaces: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    was_deaf(two_workspaces, "T2TWO")
    monkeypatch.setenv("CLAUSEBOT_LOOK_BACK_HOURS", "0")
    assert main(["slack", "status"]) == 0
    assert "last heard 2026-03-01 15:00+00:00; does not look back" in " ".join(capsys.readouterr().out.split())


def was_deaf(url: str, team: str, lacks: str = "") -> None:
    """Note that a workspace was not heard for three hours, after a time when something could not be looked for."""
    clock = Clock()
    store = Store.open(url, keep=timedelta(days=90), clock=clock)
    for hours in (0, 1, 3):
        alive.beat(store, [team])
        alive.claim(store, [team], "one")
        alive.done(store, team, "one", lacks)
        clock.now = Clock().now + timedelta(hours=hours)
    alive.beat(store, [team])
    store.close()


def test_the_status_says_which_workspaces_are_no_longer_installed(
    two_workspaces: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    store = Store.open(two_workspaces, keep=timedelta(days=90))
    seal = Seal([new_key()])
    installations.save(store, installation(None, enterprise_id="E1ORG"), client_id="1.2", seal=seal)
    store.close()
    assert main(["slack", "status"]) == 0
    first, second = capsys.readouterr().out.split("T2TWO")
    assert ("not installed" in first, "not installed" in second) == (True, False)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["U0ALICE"], "not a workspace ID"),
        (["T1ONE", "--keep-days", "ten"], "expected a number of days, or 'default'"),
        (["T1ONE", "--keep-days", "500"], "the bot keeps words for 90 days at most (CLAUSEBOT_KEEP_DAYS)"),
        (["T1ONE", "--language", "in French"], "expected a language tag"),
        (["T1ONE", "--language", "xx"], "the bot's languages are en, fr, es"),
    ],
)
def test_a_setting_that_is_none_is_refused(options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "workspace", *options]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_settings_of_an_unknown_workspace_are_kept_with_a_warning(
    two_workspaces: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["slack", "workspace", "T1ONE", "--language", "fr-CA"]) == 0
    assert "nothing is known" not in capsys.readouterr().err
    assert main(["slack", "workspace", "T1OEN", "--language", "fr"]) == 0
    assert "the bot has not seen T1OEN yet" in " ".join(capsys.readouterr().err.split())


def test_limits_of_a_workspace_are_checked_against_the_library(
    two_workspaces: str, index: Path, build: Callable[[], BuildReport], capsys: pytest.CaptureFixture[str]
) -> None:
    build()
    assert main(["slack", "workspace", "T1ONE", "--since", "2015", "--index", str(index)]) == 0
    assert "since 2015" in " ".join(capsys.readouterr().out.split())
    assert main(["slack", "workspace", "T1ONE", "--theme", "Football", "--index", str(index)]) == 2
    assert main(["slack", "workspace", "T1ONE", "--no-limits"]) == 0
    assert "limits: none" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("user", ["@alice", "alice", "<@U0ALICE>"])
def test_a_name_is_no_id(user: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "forget", user]) == 2
    assert "Copy member ID" in capsys.readouterr().err


def test_options_before_an_action_hold_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAUSEBOT_DATABASE", f"sqlite:///{tmp_path / 'slack.db'}")
    assert main(["slack", "--json", "forget", "U0ALICE"]) == 1
    assert json.loads(capsys.readouterr().out)["erased"] == 0


def test_the_doctor_asks_slack_when_a_token_is_set(
    slack: Stub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor", "--json"])
    assert "slack bot token" not in capsys.readouterr().out
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    assert main(["doctor", "--json"]) == 2
    checks = {check["check"]: check for check in map(json.loads, capsys.readouterr().out.splitlines())}
    assert checks["slack bot token"]["found"] == "@clausebot in Test Workspace"
    assert checks["slack app token"]["found"] == "SLACK_APP_TOKEN is not set"


def test_the_doctor_names_the_tokens_when_it_is_asked_for_slack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--slack"]) == 2
    assert "SLACK_BOT_TOKEN is not set" in capsys.readouterr().out
