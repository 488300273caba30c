"""Outgoing Slack messages: ordered per channel, without duplicates, with retry and backoff.

Retries are handled here, as the SDK's retry handlers resend a message after a lost connection, which may post it twice.
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
from bot.slack.languages import Languages

LONGEST_TEXT = 40_000
"""Maximum length of a message's text in characters; Slack truncates longer ones."""

_SHORT_TEXT = 4_000
"""Maximum length of text in characters beside blocks, and in updates."""

_REJECTED = re.compile(r"invalid_blocks.*|msg_blocks_too_long|msg_too_long")
_CUT_ESCAPE = re.compile(r"&[a-z]*$")
_FAULTS = 5
"""Consecutive failures before giving up on a call."""

_LOOK_BACK = 900.0
"""Search window before a post, in seconds: more than the clock skew."""

_PAGES = 10
_AS_WRITTEN = {"parse": "none", "link_names": False}
_UNADORNED = {**_AS_WRITTEN, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
_BACKOFF = BackoffRetryIntervalCalculator()

T = TypeVar("T")
_Form: TypeAlias = Mapping[str, Any]
_log = structlog.get_logger(__name__)


class Poster:
    """Client that posts, updates and deletes messages, in call order per channel.

    Attributes:
        languages: Languages of the users it writes to.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        now: Callable[[], float] = time.time,
        faults: int = _FAULTS,
    ) -> None:
        """Wrap a Web API client.

        Args:
            client: Token, base URL and session; its retry handlers are not used.
            sleep: Sleeps for some seconds.
            now: Returns seconds since the epoch.
            faults: Consecutive failures before giving up.
        """
        self._client = copy(client)
        self._client.retry_handlers = []
        self._sleep = sleep
        self._now = now
        self._faults = faults
        self.languages = Languages(self.call)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def post(self, channel: str, message: Message, *, thread_ts: str = "") -> str:
        """Post a message once, without duplicates, and return its timestamp; as plain text if Slack rejects its blocks.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
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
        """Update a message.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        where = {"channel": channel, "ts": ts, **_AS_WRITTEN}
        async with self._turn(channel):
            await _as_accepted(message, _SHORT_TEXT, lambda form: self.call("chat.update", **where, **form))

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message; a missing one is no error.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        async with self._turn(channel):
            try:
                await self.call("chat.delete", channel=channel, ts=ts)
            except SlackFailure as failure:
                if failure.error != "message_not_found":
                    raise

    async def private(self, channel: str, user: str, message: Message, *, thread_ts: str = "") -> None:
        """Post an ephemeral message to one user in a channel.

        Ephemeral messages cannot be looked up, so after an ambiguous failure the message is sent again: at least once.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        where = {"channel": channel, "user": user, **_in_thread(thread_ts), **_AS_WRITTEN}
        async with self._turn(channel):
            await _as_accepted(message, LONGEST_TEXT, lambda form: self.call("chat.postEphemeral", **where, **form))

    async def respond(
        self, response_url: str, message: Message | None, *, replace: bool = True, delete: bool = False
    ) -> None:
        """Respond to a command or a click through its response_url.

        Args:
            response_url: From the payload; only Slack's own hosts are allowed.
            message: The message; None with `delete`.
            replace: Whether to replace the clicked message.
            delete: Whether to delete the clicked message.

        Raises:
            SlackFailure: If the URL is not Slack's, Slack refused it, or retries are exhausted.
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
        """Upload a file once, without duplicates.

        Args:
            channel: Target channel.
            name: File name with extension.
            content: File content.
            said: Comment posted with it; trusted text only, as Slack parses mrkdwn in it.
            thread_ts: Thread; "" for none.
            alt: Alternative text of an image.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
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
        """Call an idempotent Web API method with retries; return the response.

        Args:
            method: Method name, such as "views.open".
            **arguments: Arguments of the SDK.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        return await self._persist(method, lambda: called(self._client, method, arguments))

    async def find(self, channel: str, mark: str, *, thread_ts: str = "", since: str = "0") -> str:
        """Find an own message by the prefix of its block ids; return its timestamp, "" if there is none.

        Args:
            channel: Channel to search.
            mark: Prefix, such as "EXCHANGE:".
            thread_ts: Thread to search; "" for the channel itself.
            since: Timestamp; older messages are not searched.

        Raises:
            SlackFailure: If reading the history is refused, or retries are exhausted.
        """

        async def look() -> str:
            return await self._look(channel, lambda said: _has_mark(said, mark), thread_ts=thread_ts, since=since) or ""

        return await self._persist("conversations.history", look)

    def _turn(self, place: str) -> asyncio.Lock:
        # The lock is fair (FIFO), and weakly referenced: freed when unused.
        return self._turns.setdefault(place, asyncio.Lock())

    def is_slacks(self, url: str) -> bool:
        """Check whether a response_url is on one of Slack's hosts, or on the host of the configured Web API."""
        try:
            parts, base = urlsplit(url), urlsplit(self._client.base_url)
            slack = parts.scheme == "https" and (parts.hostname or "").endswith((".slack.com", ".slack-gov.com"))
        except ValueError:  # malformed IPv6 address
            return False
        return slack or (parts.scheme, parts.netloc) == (base.scheme, base.netloc)

    def _hook(self, url: str) -> AsyncWebhookClient:
        if not self.is_slacks(url):
            raise SlackFailure("a response_url is not on a host of Slack; nothing was sent", "foreign_response_url")
        client = self._client
        return AsyncWebhookClient(
            url, client.timeout, ssl=client.ssl, proxy=client.proxy, session=client.session, retry_handlers=[]
        )

    async def _persist(
        self, what: str, attempt: Callable[[], Awaitable[T]], look: Callable[[], Awaitable[T | None]] | None = None
    ) -> T:
        """Retry a call with backoff and Retry-After; after an unclear failure, `look` first whether it succeeded."""
        failed, unsure = 0, False
        while True:
            try:
                found = await look() if look and unsure else None
                unsure = False
                return found if found is not None else await attempt()
            except CallError as fault:
                if fault.wait is not None:
                    _log.info("rate limit of Slack reached; waiting", call=what, seconds=fault.wait)
                    await self._sleep(fault.wait)
                    continue
                failed += 1
                if not fault.passing or failed > self._faults:
                    raise failure_of(what, fault) from None
                unsure = True
                _log.warning("a call to Slack failed; retrying", call=what, error=fault.error, times=failed)
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
    """Send a message in the richest form that Slack accepts: blocks, else plain text."""
    *fuller, plainest = _forms(message, longest)
    for form in fuller:
        try:
            return await send(form)
        except SlackFailure as failure:
            if not _REJECTED.fullmatch(failure.error):
                raise
            _log.warning(
                "Slack rejected a message; sending a simpler form",
                reason=str(failure),
                exchange=_mark(form)[:-1],
                blocks=len(form["blocks"]),
                characters=len(json.dumps(form)),
            )
    return await send(plainest)


def _forms(message: Message, longest: int) -> Iterator[_Form]:
    if message.blocks:
        yield {"text": _cut(message.text, _SHORT_TEXT), "blocks": [dict(block) for block in message.blocks]}
    # An empty list removes the old blocks of an updated message; omitting it keeps them.
    for most in sorted({longest, _SHORT_TEXT}, reverse=True):
        yield {"text": _cut(message.text, most), "blocks": []}


def _cut(text: str, most: int) -> str:
    """Truncate text without splitting an escape such as "&amp;"."""
    return text if len(text) <= most else _CUT_ESCAPE.sub("", text[: most - 1]) + "…"


def _in_thread(thread_ts: str) -> dict[str, str]:
    return {"thread_ts": thread_ts} if thread_ts else {}


def _mark(form: _Form) -> str:
    """Return the common prefix of a message's block ids, such as "EXCHANGE:"; "" for none."""
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
