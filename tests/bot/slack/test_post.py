import asyncio
from collections.abc import Awaitable, Callable

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from bot.slack.exchange import Message
from bot.slack.faults import SlackFailure
from bot.slack.message_form import LONGEST_TEXT
from bot.slack.post import Poster
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack

ANSWER = Message("the &lt;answer&gt;", ({"type": "divider", "block_id": "x1:head"},))
PLAIN = Message("just words")
LIMITED = Reply("ratelimited", status=429, headers={"Retry-After": "7"})
AWAY = Reply(status=503)


def run(scenario: Callable[[FakeSlack, Poster, list[float]], Awaitable[None]]) -> None:
    """Play a scenario with a Slack, a Poster, and the list of what it waited for."""

    async def play() -> None:
        waited: list[float] = []

        async def sleep(seconds: float) -> None:
            waited.append(seconds)
            await asyncio.sleep(0)

        async with fake_slack() as slack:
            client = slack.client()
            client.timeout = 1
            await scenario(slack, Poster(client, sleep=sleep), waited)

    asyncio.run(play())


def test_a_message_is_posted_as_it_is_written() -> None:
    """Nothing in it unfurls, links or formats, even where blocks are not shown."""

    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        ts = await poster.post("C1", ANSWER, thread_ts="1.0")
        [posted] = slack.called("chat.postMessage")
        assert ts == slack.messages[0]["ts"]
        assert posted == {
            "channel": "C1",
            "thread_ts": "1.0",
            "text": "the &lt;answer&gt;",
            "blocks": [{"type": "divider", "block_id": "x1:head"}],
            "mrkdwn": False,
            "parse": "none",
            "link_names": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        assert not waited

    run(scenario)


def test_a_rate_limit_is_waited_for_as_often_as_slack_asks() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postMessage", *[LIMITED] * 20)
        await poster.post("C1", ANSWER)
        assert waited == [7.0] * 20
        assert len(slack.messages) == 1

    run(scenario)


def test_a_channel_keeps_its_order_while_it_waits() -> None:
    """What is asked for first is posted first, though Slack makes it wait; other channels go on."""

    async def play() -> None:
        limit_over = asyncio.Event()
        async with fake_slack() as slack:
            slack.on("chat.postMessage", LIMITED)
            waiting = asyncio.Event()

            async def sleep(_: float) -> None:
                waiting.set()
                await limit_over.wait()

            poster = Poster(slack.client(), sleep=sleep)
            first = asyncio.create_task(poster.post("C1", Message("first")))
            await waiting.wait()
            later = [asyncio.create_task(poster.post("C1", Message(word))) for word in ("second", "third")]
            await poster.post("C2", Message("elsewhere"))
            limit_over.set()
            await asyncio.gather(first, *later)
            assert [said["text"] for said in slack.messages] == ["elsewhere", "first", "second", "third"]
            assert not poster._locks, "a channel at rest is forgotten"

    asyncio.run(play())


def test_a_passing_fault_is_outlasted() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.update", AWAY, Reply("internal_error"), Reply(lost=True))
        await poster.update("C1", "1.0", ANSWER)
        assert len(slack.called("chat.update")) == 4
        assert len(waited) == 3

    run(scenario)


def test_a_fault_that_does_not_pass_is_given_up() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.update", *[AWAY] * 6)
        with pytest.raises(SlackFailure, match=r"chat\.update failed repeatedly: http_503; try again later") as raised:
            await poster.update("C1", "1.0", ANSWER)
        assert raised.value.error == "http_503"
        assert len(waited) == 5

    run(scenario)


def test_slack_out_of_reach_is_a_failure_too() -> None:
    async def play() -> None:
        poster = Poster(AsyncWebClient("xoxb-1", "http://127.0.0.1:9/api/"), sleep=lambda _: asyncio.sleep(0), faults=1)
        with pytest.raises(
            SlackFailure, match=r"^chat\.postMessage failed repeatedly: Client\w+; Slack cannot be reached"
        ):
            await poster.post("C1", PLAIN)

    asyncio.run(play())


def test_a_refusal_is_passed_on_at_once() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postMessage", Reply("channel_not_found"))
        with pytest.raises(SlackFailure, match=r"^Slack refused chat.postMessage: channel_not_found$"):
            await poster.post("C1", PLAIN)
        assert not waited

    run(scenario)


@pytest.mark.parametrize(
    "fault", [Reply(lost=True, done=True), Reply(status=500, done=True), Reply(late=True, done=True)]
)
@pytest.mark.parametrize(("message", "thread"), [(ANSWER, ""), (ANSWER, "1.0"), (PLAIN, "1.0")])
def test_a_message_that_was_posted_after_all_is_not_posted_again(fault: Reply, message: Message, thread: str) -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postMessage", fault)
        ts = await poster.post("C1", message, thread_ts=thread)
        assert [said["ts"] for said in slack.messages] == [ts]
        [looked] = slack.called("conversations.replies" if thread else "conversations.history")
        assert float(looked["oldest"]) > 0

    run(scenario)


def test_a_message_that_was_lost_is_posted_again_once_slack_says_so() -> None:
    """While it cannot be looked for, it is not repeated."""

    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postMessage", Reply(lost=True))
        slack.on("conversations.history", AWAY, LIMITED)
        await poster.post("C1", ANSWER)
        assert [method for method, _ in slack.calls] == [
            "chat.postMessage",
            *["conversations.history"] * 3,
            "chat.postMessage",
        ]
        assert len(slack.messages) == 1

    run(scenario)


@pytest.mark.parametrize("error", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"])
def test_an_answer_whose_blocks_are_rejected_goes_as_plain_text(error: str) -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        details = "must be less than 3001 characters [json-pointer:/blocks/0]"
        slack.on("chat.postMessage", Reply(error, more={"response_metadata": {"messages": [details]}}))
        with capture_logs() as logs:
            await poster.post("C1", ANSWER)
        [posted] = slack.messages
        assert (posted["text"], posted["blocks"]) == (ANSWER.text, [])
        [line] = logs
        assert line["reason"] == f"Slack refused chat.postMessage: {error} ({details})"
        assert line["exchange"] == "x1"
        assert "answer" not in str(line)

    run(scenario)


def test_plain_text_is_cut_to_what_slack_takes() -> None:
    """No escape is cut in half, which would show as "&am"."""

    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postMessage", Reply("invalid_blocks"))
        slack.on("chat.update", Reply("invalid_blocks"))
        message = Message("&amp;" * 9_000, ANSWER.blocks)
        await poster.post("C1", message)
        await poster.update("C1", "1.0", message)
        texts = [form["text"] for method, form in slack.calls]
        assert [len(text) <= most for text, most in zip(texts, (4_000, LONGEST_TEXT, 4_000, 4_000), strict=True)]
        assert all(text.endswith("&amp;…") for text in texts)
        assert len(texts[1]) > 39_990
        assert slack.called("chat.update")[1]["blocks"] == [], "or Slack would keep the old ones"

    run(scenario)


def test_a_text_that_is_too_long_even_so_is_cut_once_more() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postMessage", Reply("msg_blocks_too_long"), Reply("msg_too_long"))
        await poster.post("C1", Message("a" * 10_000, ANSWER.blocks))
        assert slack.messages[0]["text"] == "a" * 3_999 + "…"

    run(scenario)


def test_what_is_gone_needs_no_deleting() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.delete", Reply("message_not_found"), Reply("cant_delete_message"))
        await poster.delete("C1", "1.0")
        with pytest.raises(SlackFailure, match="cant_delete_message"):
            await poster.delete("C1", "1.0")

    run(scenario)


def test_a_private_message_goes_to_its_reader() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("chat.postEphemeral", LIMITED, Reply("invalid_blocks"))
        await poster.private("C1", "U1", ANSWER, thread_ts="1.0")
        last = slack.called("chat.postEphemeral")[-1]
        assert (last["channel"], last["user"], last["thread_ts"], last["blocks"]) == ("C1", "U1", "1.0", [])
        assert waited == [7.0]

    run(scenario)


def test_a_command_is_answered_where_it_says() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("T1", LIMITED, Reply("invalid_blocks"), Reply())
        await poster.respond(f"{slack.url}/hooks/T1", ANSWER, replace=False)
        plain = slack.called("T1")[-1]
        assert (plain["text"], plain["blocks"]) == (ANSWER.text, [])
        assert (plain["response_type"], plain["replace_original"]) == ("ephemeral", False)
        await poster.respond(f"{slack.url}/hooks/T1", None, delete=True)
        assert slack.called("T1")[-1] == {"delete_original": True}
        slack.on("T1", Reply("used_url", status=404))
        with pytest.raises(SlackFailure, match="Slack refused response_url: used_url"):
            await poster.respond(f"{slack.url}/hooks/T1", ANSWER)

    run(scenario)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/commands/T1",
        "https://evil.example/commands/T1",
        "https://hooks.slack.com.evil.example/T1",
        "https://hooks.slack.com@evil.example/T1",
        "https://notslack.com/T1",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "",
    ],
)
def test_nothing_is_sent_to_a_response_url_that_is_not_slack_s(url: str) -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        with pytest.raises(SlackFailure, match="is not on a host of Slack; nothing was sent"):
            await poster.respond(url, ANSWER)

    run(scenario)


def test_any_other_method_is_called_with_the_same_patience() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("views.publish", LIMITED, AWAY, Reply(more={"view": {"id": "V1"}}))
        said = await poster.call("views.publish", user_id="U1", view={"type": "home", "blocks": []})
        assert said["view"] == {"id": "V1"}

    run(scenario)


def test_an_answer_posted_before_a_crash_is_found_by_the_ids_of_its_blocks() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        ts = await poster.post("C1", ANSWER, thread_ts="1.0")
        slack.on("conversations.replies", AWAY)
        assert await poster.find("C1", "x1:", thread_ts="1.0") == ts
        assert await poster.find("C1", "x2:", thread_ts="1.0") == ""
        assert await poster.find("C1", "x1:") == ""

    run(scenario)


def test_a_long_thread_is_looked_through_page_by_page() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        ts = await poster.post("C1", ANSWER, thread_ts="1.0")
        page = Reply(more={"messages": [{"ts": "0.5"}], "response_metadata": {"next_cursor": "next"}})
        slack.on("conversations.replies", page)
        assert await poster.find("C1", "x1:", thread_ts="1.0", since="0.1") == ts
        assert [looked.get("cursor") for looked in slack.called("conversations.replies")] == [None, "next"]

    run(scenario)


def test_a_file_is_posted_once_though_the_answer_to_that_is_lost() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("files.completeUploadExternal", Reply(done=True, lost=True), Reply(error="would be a second one"))
        await poster.upload("D1", "clauses.md", b"words", "Here.")
        assert slack.files == {"F1": b"words"}
        assert [said["files"] for said in slack.messages] == [[{"id": "F1", "title": "clauses.md"}]]

    run(scenario)


def test_a_file_whose_bytes_are_not_taken_is_sent_again() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("upload", AWAY, AWAY)
        await poster.upload("C1", "clauses.md", b"words", "Here.", thread_ts="1.0")
        assert slack.files == {"F1": b"words"}
        assert slack.messages[0]["thread_ts"] == "1.0"
        assert len(waited) == 2

    run(scenario)


def test_a_file_that_slack_refuses_is_an_error_and_nothing_is_posted() -> None:
    async def scenario(slack: FakeSlack, poster: Poster, waited: list[float]) -> None:
        slack.on("upload", Reply(status=413))
        with pytest.raises(SlackFailure, match="http_413"):
            await poster.upload("C1", "clauses.md", b"words", "Here.")
        assert not slack.messages

    run(scenario)
