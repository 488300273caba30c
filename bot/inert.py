"""Text from documents and users, made unable to act on whatever shows it."""

from __future__ import annotations

import unicodedata


def inert(text: str) -> str:
    r"""Show control codes and invisible direction marks instead of obeying them; line ends stay.

    Escape sequences start with a control code, and direction overrides can make a quote read otherwise than it says.

    >>> inert("a\x1b[31mb") == "a\N{SYMBOL FOR ESCAPE}[31mb"
    True
    """
    return "".join(_shown(character) for character in text)


def without_controls(text: str) -> str:
    r"""Show control codes instead of obeying them, for files, which keep every other character as it is.

    >>> without_controls("a\x1b[31m\N{SOFT HYPHEN}b") == "a\N{SYMBOL FOR ESCAPE}[31m\N{SOFT HYPHEN}b"
    True
    """
    return "".join(_shown(one) if unicodedata.category(one) in ("Cc", "Cs") else one for one in text)


def _shown(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co"):
        return character
    if character == "\N{SOFT HYPHEN}":
        return ""
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))  # the block "Control Pictures"
    return "\N{REPLACEMENT CHARACTER}"
