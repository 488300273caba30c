"""Single calls to Slack, pages of a list, and classification of errors: transient or permanent, with retry delay."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import BotError

_UNREACHABLE = {"ClientConnectorDNSError", "ClientConnectorError", "ConnectionTimeoutError", "TimeoutError"}
"""Errors of a network without a way to Slack."""
_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class SlackFailure(BotError):
    """Final failure of a call to Slack; `error` is Slack's error code."""

    def __init__(self, message: str, error: str) -> None:
        super().__init__(message)
        self.error = error


@dataclass(eq=False)
class CallError(Exception):
    """Failure of one attempt.

    Attributes:
        error: Slack's error code, or ours for a network error.
        details: Details from Slack, such as the rejected block.
        wait: Retry-After in seconds; None if absent.
        passing: Whether the error is transient: a retry may succeed, and the call may have succeeded already.
    """

    error: str
    details: str = ""
    wait: float | None = None
    passing: bool = False


async def call_once(client: AsyncWebClient, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Call a Web API method such as "chat.update" once, and return the response.

    Raises:
        CallError: If the call failed.
    """
    try:
        response = await getattr(client, method.replace(".", "_"))(**arguments)
    except SlackApiError as error:
        raise refusal(error.response) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CallError(type(error).__name__, passing=True) from None
    data: Mapping[str, Any] = response.data
    return data


async def pages(
    page_at: Callable[[str], Awaitable[Mapping[str, Any]]], most: int = sys.maxsize
) -> AsyncIterator[Mapping[str, Any]]:
    """Yield the pages of a list.

    Args:
        page_at: Reads the page at a cursor; "" for the first one.
        most: Maximum number of pages.
    """
    cursor = ""
    for _ in range(most):
        page = await page_at(cursor)
        yield page
        cursor = next_cursor(page)
        if not cursor:
            return


def next_cursor(page: Mapping[str, Any]) -> str:
    """Return the cursor of the page after a page of a list; "" for none."""
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


async def send_once(hook: AsyncWebhookClient, form: Mapping[str, Any]) -> None:
    """Post to a response_url once.

    Raises:
        CallError: If the call failed.
    """
    try:
        response = await hook.send_dict(dict(form))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CallError(type(error).__name__, passing=True) from None
    # Success is "ok" as plain text; errors are plain text or JSON.
    try:
        said = json.loads(response.body)
    except ValueError:
        said = {"ok": response.body == "ok", "error": response.body if response.body.isidentifier() else ""}
    if response.status_code != 200 or (isinstance(said, dict) and said.get("ok") is False and said.get("error")):
        raise _fault(response.status_code, said, response.headers)


async def upload_once(client: AsyncWebClient, url: str, content: bytes) -> None:
    """Upload the bytes of a file to the upload URL from Slack, once.

    Raises:
        CallError: If the call failed.
    """
    timeout = aiohttp.ClientTimeout(total=client.timeout)
    try:
        async with AsyncExitStack() as stack:
            session: aiohttp.ClientSession | None = client.session
            if session is None:
                session = await stack.enter_async_context(aiohttp.ClientSession(trust_env=client.trust_env_in_session))
            sending = session.post(url, data=content, proxy=client.proxy, ssl=client.ssl or True, timeout=timeout)
            response = await stack.enter_async_context(sending)
            if response.status != 200:
                raise _fault(response.status, None, response.headers)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CallError(type(error).__name__, passing=True) from None


def refusal(response: Any) -> CallError:
    """Convert an error response of the SDK to a CallError."""
    # A non-JSON response arrives as the raw response of aiohttp.
    status = response.status_code if hasattr(response, "status_code") else response.status
    return _fault(status, getattr(response, "data", None), response.headers)


def _fault(status: int, said: Any, headers: Mapping[str, Any]) -> CallError:
    said = said if isinstance(said, dict) else {}
    error = str(said.get("error") or f"http_{status}")
    metadata = said.get("response_metadata") or {}
    details = "; ".join(map(str, metadata.get("messages") or ()))[:300]
    if status == 429 or error == "ratelimited":
        asked = str(headers.get("Retry-After", ""))
        return CallError(error, wait=max(1.0, float(asked)) if asked.isdigit() else 1.0)
    return CallError(error, details, passing=status >= 500 or error in _PASSING or error == "http_200")


def failure_of(what: str, fault: CallError) -> SlackFailure:
    """Return the final error after giving up on a call."""
    details = f" ({fault.details})" if fault.details else ""
    if fault.error in _UNREACHABLE:
        return SlackFailure(
            f"{what} failed repeatedly: {fault.error}; Slack cannot be reached, check the network", fault.error
        )
    if fault.passing:
        return SlackFailure(f"{what} failed repeatedly: {fault.error}{details}; try again later", fault.error)
    return SlackFailure(f"Slack refused {what}: {fault.error}{details}", fault.error)
