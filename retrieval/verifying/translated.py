"""Words of citations in French, Spanish and German drafts, in English, each word with its end at its place."""

from __future__ import annotations

import re

_ENGLISH = {
    "résolution": "resolution",
    "résolutions": "resolutions",
    "resolución": "resolution",
    "resoluciones": "resolutions",
    "resolutionen": "resolutions",
    "paragraphe": "paragraph",
    "paragraphes": "paragraphs",
    "par.": "§",
    "párrafo": "para",
    "párrafos": "paras",
    "párr.": "para.",
    "párrs.": "paras.",
    "ziffer": "para",
    "ziffern": "paras",
    "ziff.": "para.",
    "absatz": "para",
}
_WORD = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))})(?=\s\d|\s[A-Z]/)", re.IGNORECASE
)
"""Word before a number: "par. 2" but not "par la suite"."""
_LINKS = {"et": "or", "y": ",", "und": "and"}
_LINK = re.compile(r"(?<=\d{4}\)\s)(?:et|y|und)(?=\s\d{1,4}\s?\()")
_LAST = re.compile(r"(?:et|y|und)(?=\s\d{1,3}$)")
_PLURAL = re.compile(r"\b(?:paras\.?|paragraphs)\s\d{1,3}(?:,\s\d{1,3}){0,20}\s(?:et|y|und)\s\d{1,3}(?!\w)")
"""List of paragraphs that ends in a word of another language: "paras 8 y 11"."""
_OF = re.compile(r"(?<=[\d)]\s)(?:de|du|des|del|der)(?=\s\w)")
_LEVEL = re.compile(r"((?:\bpara(?:graph)?s?\b\.?|\b[OP]P|§)\s?\d{1,3})\s([a-z]\))", re.IGNORECASE)
"""Part of a paragraph without an opening bracket: "paragraphe 8 b)"."""


def in_english(text: str) -> str:
    """Return a text with the words of its citations in English, with blanks before shorter ones.

    >>> in_english("au paragraphe 2 de la résolution 1325 (2000), par. 3")
    'au  paragraph 2 of la resolution 1325 (2000),    § 3'
    """
    text = _WORD.sub(lambda match: _ENGLISH[match[0].lower()].rjust(len(match[0])), text)
    text = _LEVEL.sub(r"\1(\2", text)
    text = _LINK.sub(lambda match: _LINKS[match[0]], text)
    text = _PLURAL.sub(lambda found: _LAST.sub(lambda match: _LINKS[match[0]], found[0]), text)
    return _OF.sub(lambda match: "of".ljust(len(match[0])), text)
