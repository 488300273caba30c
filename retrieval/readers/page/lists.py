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


@dataclass(slots=True)
class _List:
    tag: str
    form: str
    at: int


@dataclass(slots=True)
class Lists:
    """Stack of open lists.

    Attributes:
        styled: Whether the page has style sheets. They are not read, so the number format of a nested list that states
            none is unknown: it may be "1." or "(a)".
    """

    styled: bool
    _open: list[_List] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open a list."""
        nested = any(one.tag == "ol" for one in self._open[-2:])
        form = _form(attributes) or ("disc" if tag != "ol" else _UNKNOWN if nested and self.styled else "decimal")
        if "reversed" in attributes:
            form = _UNKNOWN
        first = _number(attributes.get("start"))
        self._open.append(_List(tag, form, 0 if first is None else first - 1))

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
        return f"({number})" if len(self._open) > 1 or not number.isdigit() else f"{number}."


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
