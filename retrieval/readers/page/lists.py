"""List numbers of a web page, which browsers display and the markup does not contain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.readers.counting import counted

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_BULLETS = frozenset({"disc", "circle", "square"})
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_UNKNOWN = "unknown"
# Google Docs exports each level of a list as a list of its own, with its level in the class and its form in a style.
_LEVEL = re.compile(r"\b(?P<name>lst-\w{1,60}-(?P<level>\d))\b")
_LEVEL_FORM = re.compile(
    r"\.(?P<name>lst-\w{1,60}-\d)\s{0,9}>\s{0,9}li:before\s{0,9}\{\s{0,9}content\s{0,9}:\s{0,9}"
    r'"[^"{}]{0,20}"\s{0,9}'
    r"counter\([\w-]{1,80}\s{0,9},\s{0,9}(?P<form>[a-z-]{1,30})\)"
)


@dataclass(slots=True)
class _List:
    tag: str
    form: str
    at: int
    level: int = 0


@dataclass(slots=True)
class Lists:
    """Stack of open lists.

    Attributes:
        styled: Whether the page has style sheets. They are not read, so the number format of a nested list that states
            none is unknown: it may be "1." or "(a)".
        level_forms: Number formats of lists by the class of their level; see `level_forms`.
    """

    styled: bool
    level_forms: Mapping[str, str] = field(default_factory=dict)
    _open: list[_List] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open a list."""
        nested = any(one.tag == "ol" for one in self._open[-2:])
        named = _LEVEL.search(attributes.get("class", ""))
        level = int(named["level"]) if named else 0
        stated = _form(attributes) or (self.level_forms.get(named["name"], "") if named else "")
        is_unknown = (nested and self.styled) or level > 0
        form = stated or ("disc" if tag != "ol" else _UNKNOWN if is_unknown else "decimal")
        if "reversed" in attributes:
            form = _UNKNOWN
        first = _number(attributes.get("start"))
        self._open.append(_List(tag, form, 0 if first is None else first - 1, level))

    def end(self, tag: str) -> None:
        """Close the innermost list of a kind."""
        while any(one.tag == tag for one in self._open[-2:]):
            if self._open.pop().tag == tag:
                break

    def next_mark(self, attributes: Mapping[str, str]) -> str:
        """Advance the counter for an item; return its number as displayed, "" if there is none or it is unknown."""
        if not self._open:
            return ""
        inner = self._open[-1]
        value = _number(attributes.get("value"))
        inner.at = inner.at + 1 if value is None else value
        form = _form(attributes) or inner.form
        if form in _BULLETS:
            return "•"
        number = counted(inner.at, form)
        if not number:
            return ""
        # Inside of a numbered item, "1." would look like the next paragraph.
        is_inner = len(self._open) > 1 or inner.level > 0 or not number.isdigit()
        return f"({number})" if is_inner else f"{number}."


def level_forms(markup: str) -> dict[str, str]:
    """Return the number formats that the styles of a page give to the levels of its lists, by class.

    >>> level_forms('.lst-kix_a-1 > li:before{content:"(" counter(lst-ctn-kix_a-1,lower-latin) ") "}')
    {'lst-kix_a-1': 'lower-latin'}
    """
    return {match["name"]: match["form"] for match in _LEVEL_FORM.finditer(markup)}


def _form(attributes: Mapping[str, str]) -> str:
    """Return the number format that attributes state; "" if they state none."""
    styles = _STYLE.findall(attributes.get("style", ""))
    words = styles[-1].lower().split() if styles else []
    named = next((word for word in words if word in _BULLETS or word == "none" or counted(1, word)), "")
    if named:
        return named
    kind = attributes.get("type", "")
    return _TYPES.get(kind) or (kind.lower() if kind.lower() in _BULLETS else "")


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and _NUMBER.fullmatch(text.strip()) else None
