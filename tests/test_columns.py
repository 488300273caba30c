"""Length of the lines of the source, which ruff does not check where a line has no blank."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COLUMNS: int = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["line-length"]
PRAGMA = re.compile(r"\s+# (?:noqa|type: ignore).*")
"""Comment for a tool, which has to stand on the line that it is about."""


@pytest.mark.parametrize("package", ["bot", "docs", "embeddings", "retrieval", "tests"])
def test_no_line_of_the_source_is_too_long(package: str) -> None:
    """A regular expression of 250 columns is one line for ruff, and cannot be read."""
    lines = (
        (f"{path.relative_to(ROOT)}:{number}", PRAGMA.sub("", line))
        for path in (ROOT / package).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
    )
    assert [where for where, line in lines if len(line) > COLUMNS] == []
