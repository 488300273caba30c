"""Polling until a condition holds, with a timeout; free ports; small HTTP requests."""

import json
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from random import SystemRandom
from typing import Any, TypeVar
from urllib.error import URLError
from urllib.request import Request, urlopen

T = TypeVar("T")

_BETWEEN = 0.05
_PATIENCE = 180.0
"""Seconds after which a condition has failed: others may load encoders meanwhile, too."""


def until(condition: Callable[[], T], what: str, *, seconds: float = _PATIENCE) -> T:
    """Return the first result of a condition that is true, or fail saying what was waited for."""
    end = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(_BETWEEN)
    return result


def free_port() -> int:
    """Return a port that nothing listens on, and that systems hand out to nobody by themselves."""
    chance = SystemRandom()  # of tests that run side by side, each chooses another
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", chance.randrange(10_000, 32_768)))
            return int(probe.getsockname()[1])


def get(url: str) -> Any:
    with urlopen(url, timeout=10) as response:
        return json.load(response)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    with urlopen(Request(url, body, headers), timeout=10) as response:
        return bytes(response.read())


def post_json(url: str, body: Mapping[str, Any]) -> Any:
    return json.loads(post(url, json.dumps(body).encode(), {"Content-Type": "application/json"}))


def answers(url: str) -> bool:
    """Say whether something answers there, and is content."""
    try:
        with urlopen(url, timeout=2):
            return True
    except (URLError, ConnectionError, TimeoutError):
        return False
