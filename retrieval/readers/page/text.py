"""Main content extraction: the text of a resolution in a web page, without its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.errors import UnreadableError
from retrieval.readers.exported import COMMENT, MARK, refuse_marked
from retrieval.readers.markup import BLOCKS
from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.official.head import is_head_line, title_in
from retrieval.readers.official.lines import is_council_line, is_ended
from retrieval.readers.opening import opens_operative
from retrieval.readers.page.elements import Elements, read_elements
from retrieval.readers.page.lines import PageLine, read_lines
from retrieval.readers.page.notes import find_notes, without_spelled_notes
from retrieval.readers.page.tables import find_side_cells
from retrieval.readers.source import ACCEPTED

_AROUND = frozenset({"nav", "aside", "footer", "dialog", "form"})
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu menubar".split())
# Usual class names and ids of the parts around a text.
_NAMES = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs footer site-footer page-footer sidebar share sharing social "
    "social-share addthis cookie cookies cookie-banner related skip-link noprint no-print toolbar pager pagination "
    "mw-editsection mw-jump-link printfooter catlinks language-switcher license licence licensecontainer licensebanner "
    "licensetpl copyright".split()
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SEIZED = re.compile(r"\bseized\s+of\b", re.IGNORECASE)
_ADOPTED = re.compile(r"Adopted\b", re.IGNORECASE)
_ANNEX = re.compile(r"(?:Annex|ANNEX|Appendix|APPENDIX|Enclosure)\b.{0,100}$")
_OPENS, _CLOSES = '“"«', '”"»'
_FULL_TEXT = re.compile(r"\btext of (?:Security Council )?resolution \d{1,4}\b", re.IGNORECASE)


def read_text(markup: str) -> str:
    """Extract the text of a resolution from a page, a line for each paragraph.

    Raises:
        UnreadableError: If the page is far too large, holds several resolutions, or is an export of Clausebot.
    """
    elements = read_elements(markup)
    refuse_marked(is_marked=COMMENT in markup or _has_mark(elements))
    all_lines = read_lines(elements, {})
    council = _council(all_lines)
    spared = all_lines[council].first if council is not None else -1
    lines = read_lines(elements, {**_around(elements, spared), **find_notes(elements), **find_side_cells(elements)})
    council = _council(lines)
    if council is None:
        return _joined(lines)
    last = _last_place(elements, lines, council)
    lines = [*_head(lines[:council]), *(line for line in lines[council:] if line.first <= last)]
    council = _council(lines) or 0
    if lines[council].text[0] in _OPENS:
        _check_single(lines)
        return _joined([*_without_report(lines[:council]), *_unquoted(lines[council:])])
    return _joined([*lines[:council], *_body(lines[council:])])


def _has_mark(elements: Elements) -> bool:
    metas = (said for n, said in elements.attributes.items() if elements.pieces[n].tag == "meta")
    return any(said.get("name", "").lower() == "keywords" and MARK in said.get("content", "") for said in metas)


def _joined(lines: Sequence[PageLine]) -> str:
    return "\n".join(without_spelled_notes([line.text for line in lines]))


def _council(lines: Sequence[PageLine]) -> int | None:
    """Return the index of the line that opens the resolution; a menu item may look alike, but has no comma."""
    found = [n for n, line in enumerate(lines) if not line.is_link and is_council_line(line.text)]
    return next((n for n in found if "," in lines[n].text[:30]), found[0] if found else None)


def _around(elements: Elements, spared: int) -> dict[int, int]:
    """Return the ranges to skip: menus, footers, hidden parts; never one that contains the index `spared`."""
    found = {}
    for n, end in elements.ends.items():
        said = elements.attributes.get(n, {})
        names = {name.lower() for key in ("class", "id") for name in said.get(key, "").split()}
        is_around = elements.pieces[n].tag in _AROUND or said.get("role", "").lower() in _ROLES or names & _NAMES
        is_hidden = "hidden" in said or said.get("aria-hidden") == "true" or _HIDDEN.search(said.get("style", ""))
        if (is_around or is_hidden) and not n < spared < end:
            found[n] = end
    return found


def _head(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Yield the lines above a resolution, without links and titles of others.

    Its own title is right above its first words, or above the line on its adoption. Without such a title, all titles
    are kept: a head whose titles contradict each other is refused later.
    """
    adopted = next((n for n in range(len(lines) - 1, -1, -1) if _ADOPTED.match(lines[n].text)), len(lines))
    own = {title for n in (adopted - 1, adopted - 2) if n >= 0 and (title := title_in(lines[n].text))}
    for line in lines:
        title = title_in(line.text)
        of_another = title is not None and len(own) == 1 and title not in own
        leads_away = line.is_link and not line.is_heading and title not in own
        if not of_another and not leads_away:
            yield line


def _last_place(elements: Elements, lines: Sequence[PageLine], council: int) -> int:
    """Return the last index of the innermost element that contains a resolution's first words and its last number."""
    sure = [line.last for line in lines[council:] if _is_sure(line.text)]
    first, last = lines[council].first, max(sure, default=len(elements.pieces))
    ends = [end for n, end in elements.ends.items() if elements.pieces[n].tag in BLOCKS and n < first and end > last]
    return min(ends, default=len(elements.pieces))


def _is_sure(text: str) -> bool:
    """Return whether a line can only be part of the resolution: a numbered paragraph, its last words, an annex."""
    mark = read_mark(text)
    return bool((mark and opens_operative(text[mark.end :])) or _SEIZED.search(text) or _ANNEX.match(text))


def _body(lines: Sequence[PageLine]) -> Sequence[PageLine]:
    """Return the lines of a resolution, without the page's text below it."""
    seized = [n for n, line in enumerate(lines) if _SEIZED.search(line.text)]
    sure = [n for n, line in enumerate(lines) if _is_sure(line.text)]
    if seized and sure[-1] == seized[-1]:
        end = next((n for n in range(seized[-1], len(lines)) if is_ended(lines[n].text)), seized[-1])
        return lines[: end + 1]
    end = next((n for n in range(len(lines) - 1, -1, -1) if _is_text(lines[n].text)), len(lines) - 1)
    return [line for line in lines[: end + 1] if not line.is_link or _is_text(line.text)]


def _is_text(text: str) -> bool:
    return is_ended(text) or read_mark(text) is not None


def _check_single(lines: Sequence[PageLine]) -> None:
    """Refuse a page with several resolutions.

    Raises:
        UnreadableError: If it announces more than one text.
    """
    announced = [line for line in lines if line.text.endswith(":") and _FULL_TEXT.search(line.text)]
    if len(announced) > 1:
        raise UnreadableError(
            f"it is a page with the texts of {len(announced)} resolutions; save each in a file of its own; {ACCEPTED}"
        )


def _without_report(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Yield the lines above a quoted text without sentences of the press release, which may open as paragraphs do."""
    for line in lines:
        if not is_ended(line.text) or is_head_line(line.text) or _FULL_TEXT.search(line.text):
            yield line


def _unquoted(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Yield the paragraphs of a text quoted in a press release, without the opening quotation mark of each."""
    for n, line in enumerate(lines):
        text = line.text[1:].lstrip() if line.text[0] in _OPENS else line.text
        goes_on = n + 1 < len(lines) and lines[n + 1].text[0] in _OPENS
        closes = text[-1:] in _CLOSES and text.count("”") + text.count("»") > text.count("“") + text.count("«")
        if closes or (text.endswith('"') and text.count('"') % 2 == 1):
            text = text if goes_on else text[:-1]
        yield replace(line, text=text)
        if not goes_on:
            return
