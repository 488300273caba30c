"""Forwarded messages, attachments and files: what is read of them, and what is said of those that are not."""

import time
from collections.abc import Mapping
from typing import Any

import pytest

from bot.slack.listeners.forwarded import attached_text, forwarded_text, has_files, text_of_blocks
from bot.slack.manifest import AGREED_SHORTCUT, SHORTCUT
from bot.slack.store.store import Store
from bot.slack.threads import with_forwarded
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, TEAM, Office, Play, read, settled

QUESTION = "Who takes special measures to protect women and girls from rape?"
PARAGRAPH = "Calls on all parties to armed conflict to take special measures to protect women and girls from rape;"
NO_FILES = "Files cannot be opened here"
FILE = {"id": "F1", "name": "draft.docx"}


def forward(text: str, **more: Any) -> dict[str, Any]:
    """Return the attachment of a forwarded message, as Slack makes it."""
    return {"is_msg_unfurl": True, "is_share": True, "author_name": "Bob", "text": text, **more}


def rich(*elements: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def questions(ours: Office) -> list[str]:
    """Return the questions of Alice that were accepted, oldest first, each once."""
    return [one.question for one in reversed(Store.recent(ours.store, TEAM, ALICE, 10))]


async def shortcut(ours: Office, message: Mapping[str, Any], name: str = SHORTCUT) -> None:
    body = {
        "type": "message_action",
        "callback_id": name,
        "team": {"id": TEAM},
        "user": {"id": ALICE},
        "channel": {"id": GENERAL},
        "message": {"type": "message", "user": BOB, "ts": "5.0", **message},
        "trigger_id": f"trigger{next(ours.numbers)}",
        "response_url": f"{ours.slack.url}/hooks/trigger",
    }
    await ours.dispatched(body)
    await settled()


async def greeted(ours: Office) -> None:
    """Say hello first, so that Slack has been asked for the person's language before the test ends."""
    await ours.says("hello", channel=DIRECT)


# What is read


def test_a_forward_alone_is_the_question(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says("", channel=DIRECT, attachments=[forward(QUESTION)])
        await ours.says(f"<@{ME}> any language on this?", attachments=[forward(QUESTION)])
        assert questions(ours) == [QUESTION]
        assert len(ours.answers) == 2

    run(scenario)


def test_a_forward_is_quoted_before_the_words_of_its_sender(run: Play) -> None:
    """So a question below a paragraph is read as a follow-up of it."""

    async def scenario(ours: Office) -> None:
        await ours.says("where is this from?", channel=DIRECT, attachments=[forward(PARAGRAPH)])
        assert questions(ours) == [f"> {PARAGRAPH}\nwhere is this from?"]
        assert "S/RES/1325 (2000), OP 2" in read(ours.answers[0])

    run(scenario)


@pytest.mark.parametrize(
    "attachment",
    [
        forward("", message_blocks=[{"message": {"blocks": [rich({"type": "text", "text": "women & camps"})]}}]),
        forward("", blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "women &amp; camps"}}]),
        forward("women &amp; camps", message_blocks=[{"message": {"blocks": [rich({"type": "text", "text": "x"})]}}]),
    ],
)
def test_the_words_of_a_forward_may_be_in_blocks(attachment: Mapping[str, Any]) -> None:
    assert with_forwarded("", forwarded_text({"attachments": [attachment]})) == "women & camps"


def test_links_lists_and_quotes_of_blocks_are_read_in_order() -> None:
    link = {"type": "link", "url": "https://undocs.org/S/RES/1325(2000)", "text": "1325 OP 8"}
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "camps"}]}
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "News"}},
        rich({"type": "text", "text": "see "}, link, {"type": "user", "user_id": ALICE}),
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [item, item]}]},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Open"}}]},
    ]
    expected = "News\nsee <https://undocs.org/S/RES/1325(2000)|1325 OP 8>\ncamps\ncamps\n"
    assert text_of_blocks(blocks).startswith(expected)


def test_the_preview_of_a_link_is_no_forward(run: Play) -> None:
    """Slack adds it by an edit, after the question was answered."""
    preview = {"from_url": "https://un.org", "title": "Landmines", "text": "on landmines"}

    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT, attachments=[preview, {"is_msg_unfurl": True, "text": "old words"}])
        assert questions(ours) == [QUESTION]

    run(scenario)


def test_a_mention_in_a_forward_asks_nothing(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says("look at him", attachments=[forward(f"<@{ME}> {QUESTION}")])
        assert not ours.answers
        assert not ours.whispers

    run(scenario)


def test_shortcuts_read_forwards_and_the_posts_of_feeds(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await shortcut(ours, {"text": "", "attachments": [{"title": "Rape", "text": QUESTION}]})
        await shortcut(ours, {"text": "", "blocks": [rich({"type": "text", "text": QUESTION})]})
        await shortcut(ours, {"text": "please check", "attachments": [forward(PARAGRAPH)]}, AGREED_SHORTCUT)
        assert len(ours.responses) == 3
        assert f"Rape {QUESTION}" in " ".join(read(ours.responses[0]).split())
        assert f"“{QUESTION}”" in read(ours.responses[1])
        assert "please check" not in read(ours.responses[2])

    run(scenario)


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, [None, 7, "x", [[]], {"text": 7}]])
def test_malformed_parts_are_skipped(run: Play, odd: Any) -> None:
    """The person's own words are answered all the same."""
    parts = [
        {"attachments": odd, "files": odd if not isinstance(odd, list) else [], "blocks": odd},
        {"attachments": [forward("", message_blocks=odd, blocks=odd, files=None), odd]},
        {"attachments": [{**forward(""), "text": [odd], "message_blocks": [{"message": odd}]}]},
        {"blocks": [{"type": odd, "text": odd, "elements": odd, "fields": odd}]},
    ]

    async def scenario(ours: Office) -> None:
        for part in parts:
            await ours.says(QUESTION, channel=DIRECT, **part)
        assert questions(ours) == [QUESTION]
        assert len(ours.answers) == len(parts)

    run(scenario)
    for part in parts:
        assert isinstance(attached_text(part) + forwarded_text(part) + text_of_blocks(part.get("blocks")), str)


def test_a_huge_forward_is_read_in_bounded_time_and_refused(run: Play) -> None:
    nested: dict[str, Any] = {"type": "rich_text_section", "elements": []}
    for _ in range(40):
        nested = {"type": "rich_text_section", "elements": [nested, nested]}
    began = time.perf_counter()
    assert text_of_blocks([nested] * 10_000) == ""
    assert len(text_of_blocks([{"type": "mrkdwn", "text": "word " * 100_000}] * 1_000)) <= 12_000
    assert time.perf_counter() - began < 2

    async def scenario(ours: Office) -> None:
        await greeted(ours)
        await ours.says("", channel=DIRECT, attachments=[forward("women " * 10_000)])
        assert "the maximum is 10,000" in read(ours.answers[1])

    run(scenario)


# Files


@pytest.mark.parametrize("text", ["", "see attached, does this match 1325?", "is this agreed language?"])
def test_a_file_is_said_not_to_be_opened(run: Play, text: str) -> None:
    async def scenario(ours: Office) -> None:
        await greeted(ours)
        await ours.says(text, channel=DIRECT, subtype="file_share", files=[FILE])
        _, said = ours.answers
        assert read(said).startswith(NO_FILES)
        assert questions(ours) == ["hello"]

    run(scenario)


def test_a_mention_with_a_file_gets_the_note_for_its_writer_alone_and_once(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await greeted(ours)
        said = await ours.says(f"<@{ME}> please check the attached draft", files=[FILE])
        await ours.happens({**said, "type": "app_mention"})
        [note] = ours.whispers
        assert read(note).startswith(NO_FILES)
        assert note["user"] == ALICE
        assert len(ours.answers) == 1

    run(scenario)


def test_the_note_is_in_the_language_of_the_message(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await greeted(ours)
        await ours.says("qu'en pensez-vous ?", channel=DIRECT, files=[FILE])
        assert "fichiers" in read(ours.answers[1])

    run(scenario)


def test_a_question_beside_a_file_is_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT, subtype="file_share", files=[FILE])
        assert questions(ours) == [QUESTION]
        await ours.says(f"the photo of {QUESTION}", files=[FILE])
        assert not ours.whispers

    run(scenario)


def test_a_forward_with_a_file_alone_has_files() -> None:
    assert has_files({"attachments": [forward("", files=[FILE])]})
    assert not has_files({"files": []})


def test_the_shortcut_says_that_files_are_not_opened(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await greeted(ours)
        await shortcut(ours, {"text": "", "files": [FILE]})
        assert read(ours.responses[0]).startswith(NO_FILES)

    run(scenario)
