"""Where and when something was measured, in words."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

_KINDS = {"avx2": "AVX2", "avx512f": "AVX-512", "avx512_bf16": "AVX-512 BF16", "amx_bf16": "AMX"}


def described() -> str:
    """Return the day, the processor, the memory and the system, in a line of a page."""
    info = _fields(Path("/proc/cpuinfo"))
    flags = info.get("flags", "").split()
    kinds = ", ".join(name for flag, name in _KINDS.items() if flag in flags) or "none of " + ", ".join(_KINDS.values())
    memory = int(_fields(Path("/proc/meminfo"))["MemTotal"].split()[0]) / 2**20
    return (
        f"Measured on {datetime.now(UTC):%-d %B %Y}: {cores()} cores of {info.get('model name', platform.machine())} "
        f"({kinds}), {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}."
    )


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def _fields(path: Path) -> dict[str, str]:
    """Return the first value of each `name: value` line."""
    pairs = (line.split(":", 1) for line in reversed(path.read_text(encoding="utf-8").splitlines()) if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}
