"""Generated parts of a hand-written page: each stands between two marks, and a benchmark rewrites its own."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def rewrite(name: str, text: str, page: Path = PAGE) -> None:
    """Put a text in the place of a page's section of that name; all else stays as it is.

    The section stands between lines `<!-- begin: NAME -->` and `<!-- end: NAME -->`; a page without it gets it at its
    end.

    Raises:
        ValueError: If the page has several of that name.
    """
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    before = page.read_text(encoding="utf-8")
    if begin not in before:
        before = f"{before.rstrip()}\n\n{begin}\n{end}\n"
    section = re.compile(rf"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    after, found = section.subn(lambda _: f"{begin}\n\n{text.strip()}\n\n{end}", before)
    if found != 1:
        raise ValueError(f"{page} has {found} sections between '{begin}' and '{end}'; expected one")
    page.write_text(after, encoding="utf-8")
