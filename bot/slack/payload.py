"""Payloads from Slack: parsed, checked and cleaned before Bolt or a listener sees them, however they came."""

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

_DEEPEST = 64
"""Levels of lists and objects; Slack's richest messages have a dozen."""

_LARGEST = 2**63
"""Integers are below this: what a database stores."""

_FIELDS = 100
"""Fields of a form; Slack's have about fifteen."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""NUL and halves of surrogate pairs: JSON can say them, databases and UTF-8 cannot."""

_ID = (str, dict, type(None))  # an id, or an object with one
_OBJECT = (dict, type(None))
_TYPES: Mapping[str, tuple[type, ...]] = {
    "type": (str,),
    "command": (str,),
    "callback_id": (str, type(None)),
    "event": (dict,),
    "authorizations": (list, type(None)),
    "actions": (list,),
    "view": _OBJECT,
    "message": _OBJECT,
    "container": _OBJECT,
    "team": _ID,
    "user": _ID,
    "channel": _ID,
    "enterprise": _ID,
}
"""What Bolt relies on, without looking, when it finds out which listener a payload is for."""

_NAMES: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}


class Malformed(BotError):
    """A payload is not shaped as Slack's are. The message names the place in it, and never repeats a value."""


def parse_request(body: str, content_type: str) -> dict[str, Any]:
    """Return the payload of a request's body: JSON, a form, or a form with JSON in its field "payload".

    Raises:
        Malformed: If it is none of these, or not shaped as Slack's payloads are.
    """
    if content_type.partition(";")[0].strip().lower() == "application/json" or body.startswith("{"):
        return checked(parse_json(body))
    try:
        form = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError:
        raise Malformed(f"a form with more than {_FIELDS} fields") from None
    return checked(parse_json(form["payload"]) if "payload" in form else form)


def parse_json(text: str) -> Any:
    """Return the value that JSON says.

    Raises:
        Malformed: If it is not JSON, or JSON that Python cannot hold.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise Malformed(f"JSON nested deeper than {_DEEPEST} levels") from None
    except ValueError:  # which a number of thousands of digits raises, too
        raise Malformed("no JSON, or a number in it that is too long") from None


def checked(payload: object) -> dict[str, Any]:
    """Return a payload with the types that Bolt relies on, and with U+FFFD for each NUL and each lone surrogate.

    Raises:
        Malformed: If it is no payload, is nested too deep, or holds a number that no database stores.
    """
    cleaned = _cleaned(payload, _DEEPEST)
    if not isinstance(cleaned, dict):
        raise Malformed(f"{kind_of(cleaned)}, expected an object")
    for name, types in _TYPES.items():
        if name in cleaned and not isinstance(cleaned[name], types):
            raise Malformed(f"'{name}' is {kind_of(cleaned[name])}")
    if "type" not in cleaned and "command" not in cleaned:
        raise Malformed("neither 'type' nor 'command'")
    if "event" in cleaned and not isinstance(cleaned["event"].get("type"), str):
        raise Malformed("'event' without a string 'type'")
    for name in ("authorizations", "actions"):
        for one in cleaned.get(name) or ():
            if not isinstance(one, dict):
                raise Malformed(f"{kind_of(one)} in '{name}'")
    if cleaned.get("type") == "block_actions" and not cleaned.get("actions"):
        raise Malformed("no 'actions'")
    return cleaned


async def dispatch(app: AsyncApp, payload: dict[str, Any]) -> BoltResponse:
    """Have Bolt find the listener for a checked payload, and return what is to be answered."""
    # "Socket mode" is Bolt's name for payloads that are values already, and whose sender is known.
    return await app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))


def kind_of(value: object) -> str:
    """Name the JSON type of a value.

    >>> kind_of([1]), kind_of(None)
    ('a list', 'null')
    """
    return _NAMES.get(type(value), "something else")


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("NaN and infinity are not JSON")


def _cleaned(value: object, levels: int) -> object:
    match value:
        case str():
            return _UNSTORABLE.sub("\ufffd", value)
        case dict() | list() if not levels:
            raise Malformed(f"nested deeper than {_DEEPEST} levels")
        case dict():
            return {_UNSTORABLE.sub("\ufffd", str(key)): _cleaned(one, levels - 1) for key, one in value.items()}
        case list():
            return [_cleaned(one, levels - 1) for one in value]
        case int() if abs(value) >= _LARGEST:
            raise Malformed("a number that is too large")
        case float() if not math.isfinite(value):
            raise Malformed("a number that is too large")
    return value
