"""One call to Slack, and what can go wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import BotError

_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class SlackFailure(BotError):
    """Slack did not do what it was asked to; `error` is its word for why."""

    def __init__(self, message: str, error: str) -> None:
        super().__init__(message)
        self.error = error


@dataclass(eq=False)
class CallError(Exception):
    """One call that failed.

    Attributes:
        error: Slack's word, or ours for what happened on the way.
        details: What Slack says beside it: which block was rejected.
        wait: Seconds that Slack asks to wait; None where it does not.
        passing: Whether the same call may succeed later, and may have succeeded already.
    """

    error: str
    details: str = ""
    wait: float | None = None
    passing: bool = False


async def called(client: AsyncWebClient, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Call a method of the Web API once, as in "chat.update", and return what it says.

    Raises:
        CallError: If it failed.
    """
    try:
        response = await getattr(client, method.replace(".", "_"))(**arguments)
    except SlackApiError as error:
        raise refusal(error.response) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CallError(type(error).__name__, passing=True) from None
    data: Mapping[str, Any] = response.data
    return data


async def sent(hook: AsyncWebhookClient, form: Mapping[str, Any]) -> None:
    """Send to a response_url once.

    Raises:
        CallError: If it failed.
    """
    try:
        response = await hook.send_dict(dict(form))
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CallError(type(error).__name__, passing=True) from None
    # Says "ok" in plain words, and why not in plain words or as JSON.
    try:
        said = json.loads(response.body)
    except ValueError:
        said = {"ok": response.body == "ok", "error": response.body if response.body.isidentifier() else ""}
    if response.status_code != 200 or (isinstance(said, dict) and said.get("ok") is False and said.get("error")):
        raise _fault(response.status_code, said, response.headers)


async def stored(client: AsyncWebClient, url: str, content: bytes) -> None:
    """Send the bytes of a file to the address that Slack gave for them, once.

    Raises:
        CallError: If it failed.
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
    """Return what a response of the SDK's that is an error comes to."""
    # An answer that is not JSON comes as the bare response of aiohttp.
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
    """Return the error that is left when a call is given up."""
    details = f" ({fault.details})" if fault.details else ""
    if fault.passing:
        return SlackFailure(f"Slack kept failing at {what}: {fault.error}{details}; try again later", fault.error)
    return SlackFailure(f"Slack refused {what}: {fault.error}{details}", fault.error)
