"""Keeping paragraphs: the button under each, the home that shows them, and the file that comes of them."""

import io
import threading
from collections.abc import Iterable

import pytest
from docx import Document

from bot.slack.store import kept_clauses
from bot.slack.views import actions
from bot.slack.views.actions import carry
from retrieval.clauses.clause import Clause
from retrieval.index.generation import Generation
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.listeners.test_home import OPENED, opening
from tests.bot.slack.office import ALICE, BOB, DIRECT, ME, TEAM, Office, Play, names, read

QUESTION = "What shall Member States do?"
OP_1 = "S/RES/1325(2000)#1"
WORDS = "Urges Member States to ensure increased representation of women"


async def keeps(ours: Office, clause_id: str = OP_1, *, user: str = ALICE) -> None:
    if not ours.answers:
        await ours.says(f"<@{ME}> {QUESTION}")
    await ours.chooses(actions.KEEP, clause_id, ours.answers[0], user=user)


async def exports(ours: Office, form: str = "docx", *, user: str = ALICE) -> None:
    ours.slack.on("conversations.open", OPENED)
    await ours.clicks_at_home(actions.EXPORT, "export", user=user)
    await ours.sends_in(ours.views[-1], {"format": {"format": {"selected_option": {"value": form}}}}, user=user)


def test_every_paragraph_can_be_kept_and_only_who_keeps_it_is_told(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        for which in range(3):
            await ours.presses(actions.PARAGRAPH, ours.answers[0], chosen=actions.KEEP, which=which)
        assert [said["response_type"] for said in ours.responses] == ["ephemeral"] * 3
        assert "Kept: S/RES/" in read(ours.responses[-1])
        assert "3 clauses by now" in read(ours.responses[-1])
        assert len(kept_clauses.kept_by(ours.store, TEAM, ALICE)) == 3
        assert len(ours.answers) == 1

    run(scenario)


def test_the_home_shows_what_its_person_keeps_and_lets_go_of_it(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await keeps(ours)
        await keeps(ours, "S/RES/1325(2000)#2", user=BOB)
        await ours.happens(opening("home"))
        shown = read(ours.slack.called("views.publish")[-1])
        assert "What you keep: 1 clause" in shown
        assert WORDS in shown
        assert "special measures" not in shown
        await ours.clicks_at_home(actions.UNKEEP, carry("0", OP_1))
        assert "What you keep" not in read(ours.slack.called("views.publish")[-1])
        assert len(kept_clauses.kept_by(ours.store, TEAM, BOB)) == 1

    run(scenario)


def test_the_home_turns_its_pages(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        for clause in ours.assistant.index.clauses_at(range(7)):
            await keeps(ours, clause.id)
        await ours.clicks_at_home(actions.KEPT_OLDER, "1")
        second = read(ours.slack.called("views.publish")[-1])
        await ours.clicks_at_home(actions.KEPT_NEWER, "0")
        first = read(ours.slack.called("views.publish")[-1])
        assert "Newer" in second
        assert "Older" in first
        [oldest] = [clause.text for clause in ours.assistant.index.clauses_at([0])]
        assert (oldest in second, oldest in first) == (True, False)

    run(scenario)


def test_what_is_kept_comes_as_a_file_in_the_direct_messages(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await keeps(ours)
        await exports(ours)
        assert names(ours.views) == ["Export what you keep"]
        [done] = ours.slack.called("files.completeUploadExternal")
        assert (done["channel_id"], done["initial_comment"]) == (DIRECT, "Export: 1 kept clause.")
        [content] = ours.slack.files.values()
        words = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
        assert words[0] == "Security Council resolution 1325 (2000)"
        assert words[2] == "Operative paragraph 1"
        assert words[3].startswith(WORDS)

    run(scenario)


@pytest.mark.parametrize(
    ("form", "name", "start"),
    [
        ("markdown", "clauses.md", b"<!-- Clausebot export -->\n\n**S/RES/1325 (2000)"),
        ("csv", "clauses.csv", b"id,citation,"),
        ("bibtex", "clauses.bib", b"@techreport{unsc1325_2000,"),
        ("csl-json", "clauses.json", b"["),
    ],
)
def test_it_comes_in_the_form_that_was_chosen(form: str, name: str, start: bytes, run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await keeps(ours)
        await exports(ours, form)
        [asked] = ours.slack.called("files.getUploadURLExternal")
        [content] = ours.slack.files.values()
        assert (asked["filename"], int(asked["length"])) == (name, len(content))
        assert content.startswith(start)

    run(scenario)


def test_an_app_that_may_not_send_files_says_what_is_to_be_done(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await keeps(ours)
        ours.slack.on("files.getUploadURLExternal", Reply("missing_scope"))
        await exports(ours)
        assert "lacks the scope files:write" in read(ours.answers[-1])

    run(scenario)


def test_who_keeps_nothing_gets_no_empty_file(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await exports(ours)
        assert not ours.slack.files
        assert "Nothing to export" in read(ours.answers[-1])

    run(scenario)


def test_what_cannot_be_kept_is_said(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(ours: Office) -> None:
        await keeps(ours, "S/RES/1(1946)#1")
        assert "no longer in the library" in read(ours.responses[-1])
        monkeypatch.setattr("bot.slack.store.kept_clauses.KEPT_MOST", 0)
        await keeps(ours)
        assert "Limit reached: you keep 500 clauses." in read(ours.responses[-1])
        ours.store.goes(away=True)
        await keeps(ours)
        assert "database is unavailable" in read(ours.responses[-1])
        ours.store.goes(away=False)
        assert kept_clauses.kept_by(ours.store, TEAM, ALICE) == []

    run(scenario)


def test_what_is_clicked_is_looked_up_beside_what_serves_all_others(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index may lie on another machine, which takes its time."""
    looking: list[threading.Thread] = []
    clauses_at = Generation.clauses_at

    def looked_up(self: Generation, rows: Iterable[int]) -> list[Clause]:
        looking.append(threading.current_thread())
        return clauses_at(self, rows)

    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        monkeypatch.setattr(Generation, "clauses_at", looked_up)
        await keeps(ours)
        await ours.presses(actions.PARAGRAPH, ours.answers[0], chosen=actions.CITE)
        await ours.happens(opening("home"))
        assert len(looking) >= 4  # for the home, the newest resolution, too, and what answers its examples
        assert threading.current_thread() not in looking

    run(scenario)
