"""Golden file tests: compare output with reviewed files.

To update a file after an intended change: delete it, run the test twice, and review the difference.
"""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, output: str) -> None:
    """Compare output with a golden file; a missing file is written, and the test fails once."""
    path = _FOLDER / name
    if not path.exists():
        path.write_text(output, encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written; look at it and run the test again")
    assert output == path.read_text(encoding="utf-8")
