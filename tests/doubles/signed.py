"""Signed requests that local-slack does not send: redeliveries, shortcuts, events of the pane."""

import json
import time
from collections.abc import Mapping
from itertools import count
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.doubles.local_slack import ALICE, TEAM, App
from tests.doubles.waiting import post

_NUMBERS = count(1)


def send(app: App, body: str, kind: str = "application/json", *, retry: int = 0, secret: str = "") -> int:
    """Send a request to a bot, and return the status it answers with.

    Args:
        app: Whose bot; it listens to HTTP.
        body: As Slack writes it.
        kind: The type of its content.
        retry: Which redelivery it is; 0 if it is none.
        secret: What it is signed with, if not with the app's.
    """
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret or app.secret).generate_signature(timestamp=timestamp, body=body)
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}
    again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
    try:
        post(app.events_url, body.encode(), headers | again)
    except HTTPError as refused:
        refused.close()
        return refused.code
    return 200


def event(app: App, **about: Any) -> str:
    """Return the body of an event."""
    number = next(_NUMBERS)
    authorized = [{"team_id": TEAM, "user_id": app.bot, "is_bot": True, "is_enterprise_install": False}]
    return json.dumps(
        {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": app.id,
            "event_id": f"Ev{number}",
            "event_time": int(time.time()),
            "authorizations": authorized,
            "event": {"event_ts": f"{int(time.time())}.{number:06}", **about},
        }
    )


def shortcut(
    app: App,
    message: Mapping[str, Any],
    *,
    channel: str,
    response_url: str,
    user: str = ALICE,
    name: str = "find_clauses",
) -> str:
    """Return the body of a shortcut that somebody chose in a message's menu."""
    payload = {
        "type": "message_action",
        "callback_id": name,
        "trigger_id": f"trigger.{next(_NUMBERS)}",
        "action_ts": str(time.time()),
        "api_app_id": app.id,
        "team": {"id": TEAM, "domain": "test-workspace"},
        "user": {"id": user, "name": "alice"},
        "channel": {"id": channel, "name": channel.casefold()},
        "message_ts": message["ts"],
        "message": {"type": "message", **message},
        "response_url": response_url,
    }
    return urlencode({"payload": json.dumps(payload)})
