"""Everything that is said to Slack: each channel in order, each message once, whatever Slack answers.

A repeat is decided here and not by the SDK's handlers, which send a message again after a lost connection although it
may have been posted.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from copy import copy
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import structlog
from slack_sdk.http_retry import BackoffRetryIntervalCalculator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.exchange import Message
from bot.slack.faults import CallError, SlackFailure, called, failure_of, sent, stored

LONGEST_TEXT = 40_000
"""Characters of a message's text that Slack keeps."""

_SHORT_TEXT = 4_000
"""Characters of text that are accepted everywhere: beside blocks, and where a message is updated."""

_REJECTED = re.compile(r"invalid_blocks.*|msg_blocks_too_long|msg_too_long")
_CUT_ESCAPE = re.compile(r"&[a-z]*$")
_FAULTS = 5
"""How often in a row Slack may fail before a call is given up."""

_LOOK_BACK = 900.0
"""Seconds before a post from which on it is looked for: more than clocks differ."""

_PAGES = 10
_AS_WRITTEN = {"parse": "none", "link_names": False}
_UNADORNED = {**_AS_WRITTEN, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
_BACKOFF = BackoffRetryIntervalCalculator()

T = TypeVar("T")
_Form: TypeAlias = Mapping[str, Any]
_log = structlog.get_logger(__name__)


class Poster:
    """Posts, changes and deletes messages; one channel's in the order they were asked for."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        now: Callable[[], float] = time.time,
        faults: int = _FAULTS,
    ) -> None:
        """Use a client's token, base URL and session.

        Args:
            client: The client; how it repeats calls is left aside.
            sleep: Waits for a number of seconds.
            now: Seconds since the epoch.
            faults: How often in a row Slack may fail before a call is given up.
        """
        self._client = copy(client)
        self._client.retry_handlers = []
        self._sleep = sleep
        self._now = now
        self._faults = faults
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def post(self, channel: str, message: Message, *, thread_ts: str = "") -> str:
        """Post a message once and return its timestamp; as plain text if Slack rejects its blocks.

        Raises:
            SlackFailure: If it was refused, or Slack kept failing.
        """
        since = f"{self._now() - _LOOK_BACK:.6f}"
        where = {"channel": channel, **_in_thread(thread_ts), **_UNADORNED}

        async def send(form: _Form) -> str:
            async def attempt() -> str:
                return str((await called(self._client, "chat.postMessage", {**where, **form}))["ts"])

            async def look() -> str | None:
                return await self._look(channel, _same_as(form), thread_ts=thread_ts, since=since)

            return await self._persist("chat.postMessage", attempt, look)

        async with self._turn(channel):
            return await _as_accepted(message, LONGEST_TEXT, send)

    async def update(self, channel: str, ts: str, message: Message) -> None:
        """Change a message.

        Raises:
            SlackFailure: If it was refused, or Slack kept failing.
        """
        where = {"channel": channel, "ts": ts, **_AS_WRITTEN}
        async with self._turn(channel):
            await _as_accepted(message, _SHORT_TEXT, lambda form: self.call("chat.update", **where, **form))

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message, if it is still there.

        Raises:
            SlackFailure: If it was refused, or Slack kept failing.
        """
        async with self._turn(channel):
            try:
                await self.call("chat.delete", channel=channel, ts=ts)
            except SlackFailure as failure:
                if failure.error != "message_not_found":
                    raise

    async def private(self, channel: str, user: str, message: Message, *, thread_ts: str = "") -> None:
        """Show a message to one person in a channel.

        Nobody can look for it afterwards, so where Slack fails without saying whether it was shown, it is shown again.

        Raises:
            SlackFailure: If it was refused, or Slack kept failing.
        """
        where = {"channel": channel, "user": user, **_in_thread(thread_ts), **_AS_WRITTEN}
        async with self._turn(channel):
            await _as_accepted(message, LONGEST_TEXT, lambda form: self.call("chat.postEphemeral", **where, **form))

    async def respond(
        self, response_url: str, message: Message | None, *, replace: bool = True, delete: bool = False
    ) -> None:
        """Answer a command or a click, for the one person who sees it.

        Args:
            response_url: From the command or the click; only Slack's own hosts are written to.
            message: What to show; None with `delete`.
            replace: Whether it takes the place of the message that was clicked.
            delete: Whether that message is to go.

        Raises:
            SlackFailure: If the URL is not Slack's, it was refused, or Slack kept failing.
        """
        hook = self._hook(response_url)
        base = {"response_type": "ephemeral", "replace_original": replace, **_UNADORNED}

        async def send(form: _Form) -> None:
            await self._persist("response_url", lambda: sent(hook, form))

        async with self._turn(response_url):
            if delete or message is None:
                await send({"delete_original": True})
            else:
                await _as_accepted(message, LONGEST_TEXT, lambda form: send({**base, **form}))

    async def upload(
        self, channel: str, name: str, content: bytes, said: str, *, thread_ts: str = "", alt: str = ""
    ) -> None:
        """Post a file once.

        Args:
            channel: Where to.
            name: The file's, whose ending says what it is.
            content: Its bytes.
            said: What is posted with it; ours, as Slack reads markup in it.
            thread_ts: The thread; "" for none.
            alt: What a picture shows, for who cannot see it.

        Raises:
            SlackFailure: If it was refused, or Slack kept failing.
        """
        since = f"{self._now() - _LOOK_BACK:.6f}"
        described = {"alt_txt": alt} if alt else {}
        opened = await self.call("files.getUploadURLExternal", filename=name, length=len(content), **described)
        file = str(opened["file_id"])
        await self._persist("upload_url", lambda: stored(self._client, opened["upload_url"], content))
        form = {"files": [{"id": file, "title": name}], "channel_id": channel, "initial_comment": said}

        async def attempt() -> str:
            await called(self._client, "files.completeUploadExternal", {**form, **_in_thread(thread_ts)})
            return file

        async def look() -> str | None:
            return await self._look(channel, lambda said: _has_file(said, file), thread_ts=thread_ts, since=since)

        async with self._turn(channel):
            await self._persist("files.completeUploadExternal", attempt, look)

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call a method of the Web API that does no harm when it is called twice; return what it says.

        Args:
            method: As in "views.open".
            **arguments: As the SDK takes them.

        Raises:
            SlackFailure: If it was refused, or Slack kept failing.
        """
        return await self._persist(method, lambda: called(self._client, method, arguments))

    async def find(self, channel: str, mark: str, *, thread_ts: str = "", since: str = "0") -> str:
        """Return the timestamp of the message whose blocks' ids begin with a mark; "" if there is none.

        Args:
            channel: Where to look.
            mark: As in "EXCHANGE:".
            thread_ts: The thread to look in; "" for the channel itself.
            since: A timestamp; what is older is not looked at.

        Raises:
            SlackFailure: If Slack does not let us look, or kept failing.
        """

        async def look() -> str:
            return await self._look(channel, lambda said: _has_mark(said, mark), thread_ts=thread_ts, since=since) or ""

        return await self._persist("conversations.history", look)

    def _turn(self, place: str) -> asyncio.Lock:
        # A lock serves those who wait in order, and goes when nobody holds it or waits for it.
        return self._turns.setdefault(place, asyncio.Lock())

    def is_slacks(self, url: str) -> bool:
        """Say whether a response_url is at one of Slack's hosts, or where Slack's methods are."""
        try:
            parts, base = urlsplit(url), urlsplit(self._client.base_url)
            slack = parts.scheme == "https" and (parts.hostname or "").endswith((".slack.com", ".slack-gov.com"))
        except ValueError:  # half an IPv6 address
            return False
        return slack or (parts.scheme, parts.netloc) == (base.scheme, base.netloc)

    def _hook(self, url: str) -> AsyncWebhookClient:
        if not self.is_slacks(url):
            raise SlackFailure("a response_url is not Slack's; nothing is sent there", "foreign_response_url")
        client = self._client
        return AsyncWebhookClient(
            url, client.timeout, ssl=client.ssl, proxy=client.proxy, session=client.session, retry_handlers=[]
        )

    async def _persist(
        self, what: str, attempt: Callable[[], Awaitable[T]], look: Callable[[], Awaitable[T | None]] | None = None
    ) -> T:
        """Repeat a call while that may help, waiting as long as Slack asks; look first whether it did succeed."""
        failed, unsure = 0, False
        while True:
            try:
                found = await look() if look and unsure else None
                unsure = False
                return found if found is not None else await attempt()
            except CallError as fault:
                if fault.wait is not None:
                    _log.info("slack asks to wait", call=what, seconds=fault.wait)
                    await self._sleep(fault.wait)
                    continue
                failed += 1
                if not fault.passing or failed > self._faults:
                    raise failure_of(what, fault) from None
                unsure = True
                _log.warning("slack failed", call=what, error=fault.error, times=failed)
                await self._sleep(_BACKOFF.calculate_sleep_duration(failed))

    async def _look(
        self, channel: str, is_it: Callable[[Mapping[str, Any]], bool], *, thread_ts: str, since: str
    ) -> str | None:
        method = "conversations.replies" if thread_ts else "conversations.history"
        where = {"channel": channel, "oldest": since, "limit": 200, **({"ts": thread_ts} if thread_ts else {})}
        cursor: str | None = None
        for _ in range(_PAGES):
            said = await called(self._client, method, {**where, "cursor": cursor})
            for message in said["messages"]:
                if is_it(message):
                    return str(message["ts"])
            cursor = (said.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return None


async def _as_accepted(message: Message, longest: int, send: Callable[[_Form], Awaitable[T]]) -> T:
    """Send a message in the fullest form that Slack accepts."""
    *fuller, plainest = _forms(message, longest)
    for form in fuller:
        try:
            return await send(form)
        except SlackFailure as failure:
            if not _REJECTED.fullmatch(failure.error):
                raise
            _log.warning(
                "slack rejected a message; sending it plainer",
                reason=str(failure),
                exchange=_mark(form)[:-1],
                blocks=len(form["blocks"]),
                characters=len(json.dumps(form)),
            )
    return await send(plainest)


def _forms(message: Message, longest: int) -> Iterator[_Form]:
    if message.blocks:
        yield {"text": _cut(message.text, _SHORT_TEXT), "blocks": [dict(block) for block in message.blocks]}
    # Without an empty list, Slack keeps the blocks that a changed message had.
    for most in sorted({longest, _SHORT_TEXT}, reverse=True):
        yield {"text": _cut(message.text, most), "blocks": []}


def _cut(text: str, most: int) -> str:
    """Shorten text, leaving no half of an escape such as "&amp;" at its end."""
    return text if len(text) <= most else _CUT_ESCAPE.sub("", text[: most - 1]) + "…"


def _in_thread(thread_ts: str) -> dict[str, str]:
    return {"thread_ts": thread_ts} if thread_ts else {}


def _mark(form: _Form) -> str:
    """Return what the ids of a message's blocks begin with, as in "EXCHANGE:"; "" if they have none."""
    exchange, colon, _ = str(form["blocks"][0].get("block_id", "") if form["blocks"] else "").partition(":")
    return exchange + colon if colon else ""


def _has_mark(said: Mapping[str, Any], mark: str) -> bool:
    return any(str(block.get("block_id", "")).startswith(mark) for block in said.get("blocks") or ())


def _has_file(said: Mapping[str, Any], file: str) -> bool:
    return any(one.get("id") == file for one in said.get("files") or ())


def _same_as(form: _Form) -> Callable[[Mapping[str, Any]], bool]:
    mark = _mark(form)
    if mark:
        return lambda said: _has_mark(said, mark)
    return lambda said: bool(said.get("bot_id")) and said.get("text") == form["text"]
