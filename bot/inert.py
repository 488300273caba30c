"""Text from documents and users, made unable to act on whatever shows it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

_CODES_OF_JSON = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0xD800, 0xE000))}
"""How JSON writes control codes that it also allows as they are, and halves of characters, which UTF-8 lacks."""


def inert(text: str) -> str:
    r"""Show control codes and invisible direction marks instead of obeying them; line ends stay.

    Escape sequences start with a control code, and direction overrides can make a quote read otherwise than it says.

    >>> inert("a\x1b[31mb") == "a\N{SYMBOL FOR ESCAPE}[31mb"
    True
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def without_controls(text: str) -> str:
    r"""Show control codes and what is no character instead of obeying them, for files, which keep every other one.

    XML can hold neither, and programs take U+FFFE for a sign that the bytes are to be read the other way round.

    >>> without_controls("a\x1b[31m\N{SOFT HYPHEN}b") == "a\N{SYMBOL FOR ESCAPE}[31m\N{SOFT HYPHEN}b"
    True
    """
    if text.isprintable():
        return text
    return "".join(_shown(one) if unicodedata.category(one) in ("Cc", "Cs", "Cn") else one for one in text)


def json_line(record: Mapping[str, Any], encoding: str = "utf-8") -> str:
    r"""Return an object as one line of JSON, in which control codes are escapes, as is all that an encoding lacks.

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
        return chr(0x2400 + ord(character))  # the block "Control Pictures"
    return "\N{REPLACEMENT CHARACTER}"


def _is_plain(character: str) -> bool:
    category = unicodedata.category(character)
    return not _is_no_character(ord(character)) if category == "Cn" else category not in ("Cc", "Cf", "Cs", "Co")


def _is_no_character(code: int) -> bool:
    """Say whether Unicode keeps a code for programs' own use, so that it is never a letter.

    Source: The Unicode Standard, 23.7, Noncharacters.
    """
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
