"""Automatic list numbers of Word: "1.", "(a)", "(iv)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from retrieval.readers.counting import counted

_LEVELS = 9
_DIGITS = re.compile(r"[0-9]{1,6}")
_PLACE = re.compile(r"%([1-9])")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    """Number format of one level of a list; a legal one shows the numbers of all levels in digits."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts: bool = True
    legal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """List definition: shared counters, levels, and start values."""

    shared: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]

    def level(self, n: int) -> _Level:
        """Return a level; the default format if the document defines none."""
        return self.levels.get(n, _Level())


@dataclass(frozen=True, slots=True)
class _Style:
    """List and level of a paragraph style, and the style from which it inherits them; "" and None if not stated."""

    number: str
    level: int | None
    based_on: str


@dataclass(slots=True)
class Numbering:
    """Automatic numbering of the lists of a Word document: their definitions and counters."""

    lists: Mapping[str, _List]
    styles: Mapping[str, _Style]
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, properties: Element | None) -> str:
        """Advance the counter for a paragraph; return its number as shown, "" if it has none or an unsupported one."""
        number, level = self._place(properties)
        if number not in self.lists or not 0 <= level < _LEVELS:
            return ""
        found = self.lists[number]
        counts = self._counts[found.shared]
        if (number, level) not in self._begun and level in found.starts:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.level(level).start
        self._begun.add((number, level))
        for deeper in [n for n in counts if n > level and found.level(n).restarts]:
            del counts[deeper]
        return _label(found, counts, level)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """Return the list and level of a paragraph, or else those of its style."""
        number, level = _of_list(properties)
        name = _value(properties, "pStyle")
        for _ in range(len(self.styles)):  # a style may be based on itself
            if name not in self.styles:
                break
            style = self.styles[name]
            number = number or style.number
            level = style.level if level is None else level
            name = style.based_on
        return number, level or 0


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Read the list definitions of a document."""
    by_style: dict[str, _Style] = {}
    for style in styles.iterfind("style[@styleId]") if styles is not None else ():
        number, level = _of_list(style.find("pPr"))
        by_style[style.get("styleId", "")] = _Style(number, level, _value(style, "basedOn"))
    if numbering is None:
        return Numbering({}, by_style)
    kinds = {kind.get("abstractNumId", ""): kind for kind in numbering.iterfind("abstractNum")}
    used = {item.get("numId", ""): item for item in numbering.iterfind("num")}
    lists = {}
    for number, item in used.items():
        kind = _linked(_value(item, "abstractNumId"), kinds, used, by_style)
        if number == "0" or kind not in kinds:
            continue  # "0" removes a paragraph from its style's list
        levels = _levels(kinds[kind])
        starts: dict[int, int] = {}
        for override in item.iterfind("lvlOverride"):
            at = _number(override.get("ilvl", ""), 0)
            levels.update(_levels(override))
            if start := _value(override, "startOverride"):
                starts[at] = _number(start, 1)
        lists[number] = _List(kind, levels, starts)
    return Numbering(lists, by_style)


def _linked(
    kind: str,
    kinds: Mapping[str, Element],
    used: Mapping[str, Element],
    styles: Mapping[str, _Style],
) -> str:
    """Resolve a list definition that only names the style that defines it."""
    link = _value(kinds[kind], "numStyleLink") if kind in kinds else ""
    if link in styles and (number := styles[link].number) in used:
        return _value(used[number], "abstractNumId")
    return kind


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        _number(level.get("ilvl", ""), 0): _Level(
            start=_number(_value(level, "start"), 1),
            form=_value(level, "numFmt") or "decimal",
            text=_value(level, "lvlText"),
            restarts=_value(level, "lvlRestart") != "0",
            legal=level.find("isLgl") is not None,
        )
        for level in parent.iterfind("lvl")
    }


def _label(found: _List, counts: Mapping[int, int], level: int) -> str:
    """Format the number of a list item, including numbers of outer levels that its format shows."""
    shown = found.level(level)
    if shown.form == "bullet":
        return _BULLET
    places = {int(place) - 1 for place in _PLACE.findall(shown.text)}
    forms = {n: "decimal" if shown.legal else found.level(n).form for n in places}
    parts = {n: counted(counts.get(n, found.level(n).start), forms[n]) for n in places}
    if not all(parts.values()):
        return ""  # "First", "1st": no number that a citation can have
    return _PLACE.sub(lambda match: parts[int(match[1]) - 1], shown.text).strip()


def _of_list(properties: Element | None) -> tuple[str, int | None]:
    """Return the list and level that paragraph properties name; "" and None if they do not."""
    place = properties.find("numPr") if properties is not None else None
    level = _value(place, "ilvl")
    return _value(place, "numId"), _number(level, 0) if level else None


def _value(parent: Element | None, name: str) -> str:
    """Return the value of a child element; "" if there is none."""
    child = parent.find(name) if parent is not None else None
    return "" if child is None else child.get("val", "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if _DIGITS.fullmatch(text) else otherwise
