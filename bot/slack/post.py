"""Outgoing Slack messages: ordered per channel, without duplicates, with retry and backoff.

Retries are handled here, as the SDK's retry handlers resend a message after a lost connection, which may post it twice.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from typing import Any, TypeVar
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import structlog
from slack_sdk.http_retry import BackoffRetryIntervalCalculator
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.exchange import Message
from bot.slack.faults import CallError, SlackFailure, call_once, failure_of, pages, send_once, upload_once
from bot.slack.languages import Languages, SettingOf
from bot.slack.message_form import LONGEST_TEXT, SHORT_TEXT, Form, has_mark, is_same, send_accepted

_FAULTS = 5
"""Consecutive failures before giving up on a call."""

_LOOK_BACK = 900.0
"""Search window before a post, in seconds: more than the clock skew."""

_PAGES = 10
"""Maximum number of pages of history in a search."""

_AS_WRITTEN = {"parse": "none", "link_names": False}
_UNADORNED = {**_AS_WRITTEN, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
_BACKOFF = BackoffRetryIntervalCalculator()

ClientOf = Callable[[], Awaitable[AsyncWebClient]]
"""Returns the client of the current workspace. Raises SlackFailure if there is none, CallError if it may be retried."""

T = TypeVar("T")
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
        client_of: ClientOf | None = None,
        language_of: SettingOf | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        faults: int = _FAULTS,
    ) -> None:
        """Wrap a Web API client.

        Args:
            client: Token, base URL and session; its retry handlers are not used.
            client_of: Returns the client of the workspace that `acting_for` set; None if there is only one token.
            language_of: Looks up the language setting of a workspace; None for no settings.
            sleep: Sleeps for some seconds.
            faults: Consecutive failures before giving up.
        """
        self._client = copy(client)
        self._client.retry_handlers = []
        self._client_of = client_of
        self._sleep = sleep
        self._faults = faults
        self.languages = Languages(self.call, setting_of=language_of)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def post(self, channel: str, message: Message, *, thread_ts: str = "") -> str:
        """Post a message once, without duplicates, and return its timestamp; as plain text if Slack rejects its blocks.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        since = f"{time.time() - _LOOK_BACK:.6f}"
        where = {"channel": channel, **_in_thread(thread_ts), **_UNADORNED}

        async def send(form: Form) -> str:
            async def attempt() -> str:
                return str((await self._call_once("chat.postMessage", {**where, **form}))["ts"])

            async def look() -> str | None:
                return await self._search(channel, is_same(form), thread_ts=thread_ts, since=since)

            return await self._retry("chat.postMessage", attempt, look)

        async with self._lock(channel):
            return await send_accepted(message, LONGEST_TEXT, send)

    async def update(self, channel: str, ts: str, message: Message) -> None:
        """Update a message.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        where = {"channel": channel, "ts": ts, **_AS_WRITTEN}
        async with self._lock(channel):
            await send_accepted(message, SHORT_TEXT, lambda form: self.call("chat.update", **where, **form))

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message; a missing one is no error.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        async with self._lock(channel):
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
        async with self._lock(channel):
            await send_accepted(message, LONGEST_TEXT, lambda form: self.call("chat.postEphemeral", **where, **form))

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

        async def send(form: Form) -> None:
            await self._retry("response_url", lambda: send_once(hook, form))

        async with self._lock(response_url):
            if delete or message is None:
                await send({"delete_original": True})
            else:
                await send_accepted(message, LONGEST_TEXT, lambda form: send({**base, **form}))

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
        since = f"{time.time() - _LOOK_BACK:.6f}"
        described = {"alt_txt": alt} if alt else {}
        opened = await self.call("files.getUploadURLExternal", filename=name, length=len(content), **described)
        file = str(opened["file_id"])
        await self._retry("upload_url", lambda: upload_once(self._client, opened["upload_url"], content))
        form = {"files": [{"id": file, "title": name}], "channel_id": channel, "initial_comment": said}

        async def attempt() -> str:
            await self._call_once("files.completeUploadExternal", {**form, **_in_thread(thread_ts)})
            return file

        async def look() -> str | None:
            return await self._search(channel, lambda posted: _has_file(posted, file), thread_ts=thread_ts, since=since)

        async with self._lock(channel):
            await self._retry("files.completeUploadExternal", attempt, look)

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call an idempotent Web API method with retries; return the response.

        Args:
            method: Method name, such as "views.open".
            **arguments: Arguments of the SDK.

        Raises:
            SlackFailure: If Slack refused it, or retries are exhausted.
        """
        return await self._retry(method, lambda: self._call_once(method, arguments))

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
            found = await self._search(channel, lambda posted: has_mark(posted, mark), thread_ts=thread_ts, since=since)
            return found or ""

        return await self._retry("conversations.history", look)

    async def _call_once(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        client = await self._client_of() if self._client_of else self._client
        return await call_once(client, method, arguments)

    def _lock(self, place: str) -> asyncio.Lock:
        # The lock is fair (FIFO), and weakly referenced: freed when unused.
        return self._locks.setdefault(place, asyncio.Lock())

    def is_slack_url(self, url: str) -> bool:
        """Check whether a response_url is on one of Slack's hosts, or on the host of the configured Web API."""
        try:
            parts, base = urlsplit(url), urlsplit(self._client.base_url)
            slack = parts.scheme == "https" and (parts.hostname or "").endswith((".slack.com", ".slack-gov.com"))
        except ValueError:  # malformed IPv6 address
            return False
        return slack or (parts.scheme, parts.netloc) == (base.scheme, base.netloc)

    def _hook(self, url: str) -> AsyncWebhookClient:
        if not self.is_slack_url(url):
            raise SlackFailure("a response_url is not on a host of Slack; nothing was sent", "foreign_response_url")
        client = self._client
        return AsyncWebhookClient(
            url, client.timeout, ssl=client.ssl, proxy=client.proxy, session=client.session, retry_handlers=[]
        )

    async def _retry(
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

    async def _search(
        self, channel: str, is_it: Callable[[Mapping[str, Any]], bool], *, thread_ts: str, since: str
    ) -> str | None:
        method = "conversations.replies" if thread_ts else "conversations.history"
        where = {"channel": channel, "oldest": since, "limit": 200, **({"ts": thread_ts} if thread_ts else {})}
        async for page in pages(lambda cursor: self._call_once(method, {**where, "cursor": cursor or None}), _PAGES):
            for message in page["messages"]:
                if is_it(message):
                    return str(message["ts"])
        return None


def _in_thread(thread_ts: str) -> dict[str, str]:
    return {"thread_ts": thread_ts} if thread_ts else {}


def _has_file(said: Mapping[str, Any], file: str) -> bool:
    return any(one.get("id") == file for one in said.get("files") or ())
