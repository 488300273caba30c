"""Payload parsing, validation and sanitising, before Bolt and listeners, for both HTTP and Socket Mode."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import BotError
from bot.slack.logs import log_fault

_MAX_DEPTH = 64
"""Maximum nesting depth; Slack's richest messages have about a dozen levels."""

_INTEGER_BOUND = 2**63
"""Upper bound of integers: 64-bit signed, as databases store them."""

_MAX_FIELDS = 100
"""Maximum number of form fields; Slack's forms have about fifteen."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""NUL and lone surrogates: valid in JSON, but not in databases and UTF-8."""

_ID = (str, dict, type(None))  # an id, or an object with one
_OBJECT = (dict, type(None))
_TYPES: Mapping[str, tuple[type, ...]] = {
    "type": (str,),
    "command": (str,),
    "callback_id": (str, type(None)),
    "event": (dict,),
    "authorizations": (list, type(None)),
    "response_urls": (list,),
    "actions": (list,),
    "view": _OBJECT,
    "message": _OBJECT,
    "previous_message": _OBJECT,
    "container": _OBJECT,
    "team": _ID,
    "user": _ID,
    "channel": _ID,
    "enterprise": _ID,
}
"""Field types that Bolt assumes unchecked when it matches listeners."""

_PARTS: Mapping[str, str] = {"event_callback": "event", "view_submission": "view", "view_closed": "view"}
"""Nested object of each payload type, with a type of its own."""

_CLICKS = ("block_actions", "interactive_message")

_JSON_TYPES: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}


class Malformed(BotError):
    """Malformed payload. The message names the field, never its value."""


def parse_request(body: str, content_type: str) -> dict[str, Any]:
    """Parse a request body: JSON, a form, or a form with JSON in its field "payload".

    Raises:
        Malformed: If it is none of these, or an invalid payload.
    """
    if content_type.partition(";")[0].strip().lower() == "application/json" or body.startswith("{"):
        return checked(parse_json(body))
    try:
        form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError:
        raise Malformed(f"the form has more than {_MAX_FIELDS} fields") from None
    return checked(parse_json(form["payload"]) if "payload" in form else form)


def parse_json(text: str) -> Any:
    """Parse JSON.

    Raises:
        Malformed: If it is invalid, too deeply nested, or has a huge number.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise Malformed(f"the JSON is nested deeper than {_MAX_DEPTH} levels") from None
    except ValueError:  # also for a number of thousands of digits
        raise Malformed("invalid JSON, or a number with too many digits") from None


def checked(payload: object) -> dict[str, Any]:
    """Validate the types that Bolt relies on, and replace NUL and lone surrogates by U+FFFD.

    Raises:
        Malformed: If it is no payload, is nested too deeply, or holds a number out of a database's range.
    """
    cleaned = _cleaned(payload, _MAX_DEPTH)
    if not isinstance(cleaned, dict):
        raise Malformed(f"the payload is {kind_of(cleaned)}, expected an object")
    _check_types(cleaned)
    _check_kind(cleaned)
    return cleaned


def _check_types(part: Mapping[str, Any]) -> None:
    """Validate the types of the fields that Bolt reads, in a payload or one of its parts.

    Raises:
        Malformed: If a field has another type.
    """
    for name, types in _TYPES.items():
        if name in part and not isinstance(part[name], types):
            raise Malformed(f"'{name}' is {kind_of(part[name])}")
    for name in ("authorizations", "response_urls"):
        for one in part.get(name) or ():
            if not isinstance(one, dict):
                raise Malformed(f"'{name}' contains {kind_of(one)}, expected objects")
            _check_types(one)
    for name in ("event", "message", "previous_message"):
        if part.get(name):
            _check_types(part[name])


def _check_kind(payload: Mapping[str, Any]) -> None:
    """Validate the required fields of a payload's type.

    Raises:
        Malformed: If a required field is missing.
    """
    kind = payload.get("type")
    if kind is None and "command" not in payload:
        raise Malformed("'type' and 'command' are missing, expected one of them")
    if part := _PARTS.get(str(kind)):
        if not isinstance((payload.get(part) or {}).get("type"), str):
            raise Malformed(f"'type' of '{part}' is missing, expected a string")
    elif kind in _CLICKS:
        clicked = payload.get("actions")
        if not clicked or not all(isinstance(one, dict) and isinstance(one.get("action_id"), str) for one in clicked):
            raise Malformed("'actions' is missing, expected a list of objects with a string 'action_id'")


async def dispatch(app: AsyncApp, payload: dict[str, Any]) -> BoltResponse:
    """Dispatch a validated payload to its Bolt listener, and return the response."""
    try:
        # mode="socket_mode": Bolt skips parsing and signature verification, both done already.
        request = AsyncBoltRequest(body=payload, mode="socket_mode")
        if request.context.team_id is None and isinstance(payload.get("team_id"), str):
            # Bolt reads the workspace from the authorization; the authorization of a whole organisation has none.
            request.context["team_id"] = payload["team_id"]
        return await app.async_dispatch(request)
    except Exception as error:  # raised while matching listeners, or in Bolt's error handler
        log_fault("Bolt could not handle a payload", error)
        return BoltResponse(status=500)


def kind_of(value: object) -> str:
    """Return the name of the JSON type of a value.

    >>> kind_of([1]), kind_of(None)
    ('a list', 'null')
    """
    return _JSON_TYPES.get(type(value), "something else")


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and infinity are not JSON")


def _cleaned(value: object, levels: int) -> object:
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case dict() | list() if not levels:
            raise Malformed(f"the payload is nested deeper than {_MAX_DEPTH} levels")
        case dict():
            return {_UNSTORABLE.sub("\ufffd", str(key)): _cleaned(one, levels - 1) for key, one in value.items()}
        case list():
            return [_cleaned(one, levels - 1) for one in value]
        case int() if abs(value) >= _INTEGER_BOUND:
            raise Malformed("a number is out of range, expected at most 64 bits")
        case float() if not math.isfinite(value):
            raise Malformed("a number is out of range, expected at most 64 bits")
    return value
