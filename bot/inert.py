"""Escape untrusted text for output: control codes, bidirectional overrides, noncharacters."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"
_MARKS = f"\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}{_RIGHT_TO_LEFT}"
"""Directional marks that may stay: their effect ends with the line, and they reorder no letters."""

_CODES_OF_JSON = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0xD800, 0xE000))}
"""JSON escapes of control codes that JSON also allows unescaped, and of lone surrogates, which UTF-8 lacks."""


def inert(text: str) -> str:
    r"""Replace control codes and bidirectional marks by visible symbols; line ends stay.

    Control codes start terminal escape sequences, and bidirectional overrides can change how a quote reads.

    >>> inert("a\x1b[31mb") == "a\N{SYMBOL FOR ESCAPE}[31mb"
    True
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def inert_part(text: str) -> str:
    r"""As `inert`, but keep directional isolates, which Arabic interface sentences have around names and citations.

    >>> inert_part("\u2068OP 8\u2069\u202e") == "\u2068OP 8\u2069\N{REPLACEMENT CHARACTER}"
    True
    """
    return text if text.isprintable() else "".join(one if one in _MARKS else _shown(one) for one in text)


def inert_sentence(text: str) -> str:
    r"""As `inert_part`, and end each Arabic line with a right-to-left mark; for interface sentences, never for quotes.

    Slack and terminals lay out a line from left to right. Without the mark, the full stop of an Arabic sentence would
    appear on its wrong side, as would a citation after a colon.

    >>> inert_sentence("نعم.\nOP 8.") == "نعم.\u200f\nOP 8."
    True

    Source:
        Unicode Standard Annex 9, "Unicode Bidirectional Algorithm", 2.6, "Implicit Directional Marks".
    """
    return "\n".join(f"{line}{_RIGHT_TO_LEFT}" if _needs_mark(line) else line for line in inert_part(text).split("\n"))


def _needs_mark(line: str) -> bool:
    """Return whether a line starts with right-to-left text, and does not end with the mark yet."""
    first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), "L")
    return first != "L" and not line.endswith(_RIGHT_TO_LEFT)


def without_controls(text: str) -> str:
    r"""Replace control codes and noncharacters by visible symbols, for files; all other characters stay.

    XML allows neither, and programs take U+FFFE for a swapped byte order mark.

    >>> without_controls("a\x1b[31m\N{SOFT HYPHEN}b") == "a\N{SYMBOL FOR ESCAPE}[31m\N{SOFT HYPHEN}b"
    True
    """
    if text.isprintable():
        return text
    return "".join(_shown(one) if unicodedata.category(one) in ("Cc", "Cs", "Cn") else one for one in text)


def json_line(record: Mapping[str, Any], encoding: str = "utf-8") -> str:
    r"""Serialise an object as one line of JSON, with control codes and characters missing from the encoding escaped.

    >>> print(json_line({"said": "é\x9b31m"}), json_line({"said": "é"}, "ascii"), sep="", end="")
    {"said": "é\u009b31m"}
    {"said": "\u00e9"}
    """
    line = json.dumps(record, ensure_ascii=False).translate(_CODES_OF_JSON)
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        line = json.dumps(record)
    return f"{line}\n"


def _shown(character: str) -> str:
    if character == "\n" or _is_plain(character):
        return character
    if character == "\N{SOFT HYPHEN}":
        return ""
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))  # Unicode block "Control Pictures"
    return "\N{REPLACEMENT CHARACTER}"


def _is_plain(character: str) -> bool:
    category = unicodedata.category(character)
    return not _is_noncharacter(ord(character)) if category == "Cn" else category not in ("Cc", "Cf", "Cs", "Co")


def _is_noncharacter(code: int) -> bool:
    """Check whether a code point is a Unicode noncharacter.

    Source: The Unicode Standard, 23.7, Noncharacters.
    """
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
