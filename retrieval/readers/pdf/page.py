"""The pages of a PDF as values, read in a process that cannot take this one down."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import UnreadableError
from retrieval.readers.exported import MARK, refuse_marked
from retrieval.readers.source import ACCEPTED

_PROGRAM = Path(__file__).with_name("glyphs.py")
_OVER_TIME = -int(getattr(signal, "SIGXCPU", 0)) or None  # not on Windows
# By the clock. Where it has a limit of its own, five seconds of computing, a busy machine may take longer over these.
_SECONDS = 30.0 if _OVER_TIME else 8.0
_MOST_UNKNOWN = 0.02  # share of characters that the fonts do not name; above it, words are missing
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page.

    Attributes:
        page: Counted from 1.
        left: Edges and baseline in points, from the lower left corner of the page as it is shown.
        size: Of its font, in points.
        spaced: Whether the file has a blank before it.
    """

    character: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its width in points, and its characters that are not blank, in the order of the file."""

    width: float
    glyphs: tuple[Glyph, ...]


def read_pages(data: bytes, seconds: float = _SECONDS) -> list[Page]:
    """Return the pages of a PDF.

    Raises:
        UnreadableError: If it is damaged, locked, far too long, pictures of text, or an export of Clausebot.
    """
    # Isolated (-I): neither the folder it runs in nor the environment puts code into it.
    command = [sys.executable, "-I", str(_PROGRAM)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"this PDF took more than {seconds:g} seconds to read; {ACCEPTED}") from None
    if done.returncode == _OVER_TIME:
        raise UnreadableError(f"this PDF took too long to read; {ACCEPTED}")
    if done.returncode != 0:
        raise UnreadableError(f"it is a PDF that cannot be read: damaged, or too much for the memory; {ACCEPTED}")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise UnreadableError(f"{answer['refused']}; {ACCEPTED}")
    refuse_marked(is_marked=MARK in answer["keywords"])
    _check_text(answer["pages"])
    return [
        Page(page["width"], tuple(_glyphs(n, page["text"], page["places"])))
        for n, page in enumerate(answer["pages"], 1)
    ]


def _glyphs(page: int, text: str, places: list[list[float]]) -> Iterator[Glyph]:
    spaced = False
    for character, place in zip(text, places, strict=True):
        if (character.isprintable() and not character.isspace()) or character == SOFT_HYPHEN:
            left, right, baseline, size = place
            yield Glyph(character, page, left, right, baseline, size, spaced)
            spaced = False
        else:
            spaced = spaced or character.isspace()


def _check_text(pages: list[dict[str, Any]]) -> None:
    """Refuse what would be read in part only: a page that is a picture, fonts that do not name their characters."""
    silent = [n for n, page in enumerate(pages, 1) if page["has_pictures"] and not page["text"].strip()]
    if silent:
        which = "its pages are pictures" if len(silent) == len(pages) else f"page {silent[0]} is a picture"
        raise UnreadableError(
            f"it is a scan without text: {which}; run text recognition (OCR) on it, or get the official PDF; {ACCEPTED}"
        )
    text = "".join(page["text"] for page in pages)
    if not text.strip():
        raise UnreadableError(f"its pages are empty; {ACCEPTED}")
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\t" for c in text)
    if unknown > _MOST_UNKNOWN * len(text):
        raise UnreadableError(f"its fonts do not say which characters they show; {ACCEPTED}")
