"""How a guest behaves: at most one request to a host in a while, and none that its robots.txt forbids."""

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
"""What rules of a robots.txt call us."""

Sleep: TypeAlias = Callable[[float], Awaitable[None]]

_LONGEST_DELAY = 30.0  # what a robots.txt may ask of a guest that wants one document


class Pace:
    """Keeps requests to one host apart.

    Args:
        pause: Seconds between two of them.
        sleep: Waits so many seconds.
    """

    def __init__(self, pause: float, sleep: Sleep = asyncio.sleep) -> None:
        self._pause = pause
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def wait(self, host: str, asked: float | None = None) -> None:
        """Wait until a host may be asked again; `asked` is the delay of its robots.txt, in seconds."""
        ahead = self._free_at.get(host, 0.0) - time.monotonic()
        if ahead > 0:
            await self._sleep(ahead)
        pause = max(self._pause, min(asked or 0.0, _LONGEST_DELAY))
        self._free_at[host] = time.monotonic() + pause


class Rules:
    """The robots.txt of each host, read once."""

    def __init__(self) -> None:
        self._known: dict[str, Protego] = {}

    def knows(self, url: httpx2.URL) -> bool:
        """Say whether the rules of an address's host were read."""
        return _origin(url) in self._known

    def learn(self, url: httpx2.URL, robots: str) -> None:
        """Keep the robots.txt of an address's host; "" forbids nothing."""
        self._known[_origin(url)] = Protego.parse(robots)

    def delay(self, url: httpx2.URL) -> float | None:
        """Return the seconds between two requests that the host asks for."""
        return self._known[_origin(url)].crawl_delay(AGENT) if self.knows(url) else None

    def require_allowed(self, url: httpx2.URL) -> None:
        """Respect the rules.

        Raises:
            FetchError: If they forbid the address.
        """
        if not self._known[_origin(url)].can_fetch(str(url), AGENT):
            raise FetchError(f"the robots.txt of {url.host} asks programs to stay away from it; {BY_HAND}")


def robots_of(url: httpx2.URL) -> httpx2.URL:
    """Return where the rules of an address's host are."""
    return httpx2.URL(f"{_origin(url)}/robots.txt")


def _origin(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
