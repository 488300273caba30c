"""Fixed replies say what is true, and lead to pages and commands that are there."""

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from bot.command_line.parser import build_parser
from bot.console.commands import COMMANDS
from bot.replies import Face, holdings_line, reply_to
from bot.texts.texts import OFFICIAL
from retrieval.asking.understand.finding import ReplyKind
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

ROOT = Path(__file__).resolve().parents[2]
REPLIES = {(kind, face): reply_to(kind, library(), face) for kind in get_args(ReplyKind) for face in get_args(Face)}
SLACK = (ROOT / "bot" / "texts" / "en.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "face"), REPLIES)
def test_what_a_reply_names_is_there(kind: ReplyKind, face: Face) -> None:
    said = REPLIES[kind, face]
    assert [page for page in re.findall(r"docs/[\w.]+\.md", said) if not (ROOT / page).is_file()] == []
    assert [
        name
        for name in re.findall(r"(?<!\w)/(\w+)", said.replace("docs/", ""))
        if face == "console" and name not in COMMANDS
    ] == []
    assert [
        button
        for button in re.findall(r"(?:[Pp]ress|[Cc]hoose) “(\w+)”|“(Show more|Filter|Not helpful)”", said)
        if "".join(button) not in SLACK
    ] == []
    for command in re.findall(r"'clausebot ([^']+)'", said):
        if command not in ("ask", "chat", "--help"):
            build_parser().parse_args(shlex.split(command))


def test_no_reply_is_empty_and_those_about_itself_lead_on_but_on_slack() -> None:
    assert all(REPLIES.values())
    social = ("greeting", "thanks", "empty", "aside")
    leads = re.compile(r"docs/|clausebot |/\w|Home")
    led = [at for at, said in REPLIES.items() if leads.search(said)]
    assert [at for at in REPLIES if at[0] not in social and at[1] != "Slack" and at not in led] == []


def test_no_reply_on_slack_names_a_page_or_a_command_that_adds() -> None:
    """Nobody can open or type one there."""
    named = re.compile(r"docs/|clausebot index add")
    assert [at for at, said in REPLIES.items() if at[1] == "Slack" and named.search(said)] == []


@pytest.mark.parametrize("language", OFFICIAL)
def test_what_is_recognised_in_every_language_is_replied_to_in_it(language: str) -> None:
    for kind in ("greeting", "thanks", "empty", "help", "holdings"):
        for face in get_args(Face):
            said = reply_to(kind, library(), face, language)
            assert (said == REPLIES[kind, face]) == (language == "en")
            english = [*re.findall(r"docs/[\w.]+\.md|'clausebot [^']+'|(?<!\w)/[a-z]+", REPLIES[kind, face])]
            assert re.findall(r"docs/[\w.]+\.md|'clausebot [^']+'|(?<!\w)/[a-z]+", said) == english
    assert reply_to("privacy", library(), "Slack", language) == REPLIES["privacy", "Slack"]


@pytest.mark.parametrize("language", OFFICIAL)
def test_replies_on_how_to_do_something_on_slack_are_in_every_language(language: str) -> None:
    """Others are in English: the console and the command line have commands in English, too."""
    for kind in ("exporting", "deleting", "channels", "limiting", "languages", "retry", "complaint"):
        assert (reply_to(kind, library(), "Slack", language) == REPLIES[kind, "Slack"]) == (language == "en")
        assert reply_to(kind, library(), "console", language) == REPLIES[kind, "console"]


def test_the_resolutions_that_are_held_are_listed_or_counted_fairly() -> None:
    assert "13 resolutions. 1999: 1261 · 2000: 1325" in REPLIES["holdings", "Slack"]
    years = [Symbol(number, 1990 + number % 25) for number in range(1, 76)]
    assert holdings_line(years).startswith("This library holds 75 resolutions. 1990: 3 · 1991: 3 · ")
    assert holdings_line([Symbol(number, 1946 + number % 77) for number in range(1, 2700)]).count("s: ") == 9
    assert holdings_line([]) == "This library holds 0 resolutions."
