"""Rate limit per host, and robots.txt rules."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import httpx2
from protego import Protego

from retrieval.errors import FetchError
from retrieval.library.fetching.address import BY_HAND

AGENT = "clausebot"
"""User agent that rules of a robots.txt apply to."""

Sleep: TypeAlias = Callable[[float], Awaitable[None]]

_LONGEST_DELAY = 30.0  # maximum crawl delay that is obeyed


class Pace:
    """Rate limiter: keeps requests to one host apart.

    Args:
        pause: Seconds between two requests.
        sleep: Waits for some seconds.
    """

    def __init__(self, pause: float, sleep: Sleep = asyncio.sleep) -> None:
        self._pause = pause
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def wait(self, host: str, asked: float | None = None) -> None:
        """Wait until the host may be asked again; `asked` is the crawl delay of its robots.txt, in seconds."""
        ahead = self._free_at.get(host, 0.0) - time.monotonic()
        if ahead > 0:
            await self._sleep(ahead)
        pause = max(self._pause, min(asked or 0.0, _LONGEST_DELAY))
        self._free_at[host] = time.monotonic() + pause


class Rules:
    """Cache of the robots.txt of each host."""

    def __init__(self) -> None:
        self._known: dict[str, Protego] = {}

    def knows(self, url: httpx2.URL) -> bool:
        """Return whether the robots.txt of a URL's host is cached."""
        return _origin(url) in self._known

    def learn(self, url: httpx2.URL, robots: str) -> None:
        """Cache the robots.txt of a URL's host; "" forbids nothing."""
        self._known[_origin(url)] = Protego.parse(robots)

    def delay(self, url: httpx2.URL) -> float | None:
        """Return the crawl delay of the host, in seconds."""
        return self._known[_origin(url)].crawl_delay(AGENT) if self.knows(url) else None

    def require_allowed(self, url: httpx2.URL) -> None:
        """Check that robots.txt allows a URL.

        Raises:
            FetchError: If it is disallowed.
        """
        if not self._known[_origin(url)].can_fetch(str(url), AGENT):
            raise FetchError(f"the robots.txt of {url.host} does not allow programs to download it; {BY_HAND}")


def robots_of(url: httpx2.URL) -> httpx2.URL:
    """Return the URL of the robots.txt of a URL's host."""
    return httpx2.URL(f"{_origin(url)}/robots.txt")


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
