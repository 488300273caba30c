"""Output compared with files that somebody has looked at.

To renew them after a wanted change: delete the file, run the test twice, and look at the difference.
"""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, output: str) -> None:
    """Compare with the golden file of that name; one that is missing is written, and the test fails once."""
    path = _FOLDER / name
    if not path.exists():
        path.write_text(output, encoding="utf-8")
        pytest.fail(f"{path} was missing and has been written; look at it and run the test again")
    assert output == path.read_text(encoding="utf-8")
