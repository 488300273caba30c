"""Theme vocabulary: PeaceWomen's consolidated themes, their short forms, and additions of a library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from retrieval.errors import LibraryError, UnknownThemeError
from retrieval.library.documents import THEMES_FILE
from retrieval.library.owned import read_toml

_EXPECTED = "expected [[theme]] tables with a name and, if wanted, aliases = ['…']"

_WORD = re.compile(r"\w+")
_BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "General Women, Peace and Security": ("General WPS", "WPS", "Women, Peace and Security"),
    "Conflict Prevention": ("Prevention",),
    "Disarmament": (),
    "Displacement and Humanitarian Response": ("Displacement", "Humanitarian Response"),
    "Human Rights": ("HR",),
    "Implementation": (),
    "Justice, Rule of Law and Security Sector Reform": (
        "Justice",
        "Rule of Law",
        "SSR",
        "Security Sector Reform",
        "Justice, Rule of Law and SSR",
    ),
    "Participation": (),
    "Peace Processes": (),
    "Peacekeeping": (),
    "Protection": (),
    "Reconstruction and Peacebuilding": ("Reconstruction", "Peacebuilding"),
    "Sexual and Gender-Based Violence": ("SGBV", "Sexual Violence", "GBV"),
}


_LONGEST = 80
"""Maximum characters of an unknown theme that are compared and shown."""

_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Theme vocabulary of a library.

    Attributes:
        names: Names in display order.
        by_form: Name of each theme, by folded name and alias.
    """

    names: tuple[str, ...]
    by_form: Mapping[str, str]

    def find(self, form: str) -> str | None:
        """Return the name of a theme, given any form of it; None if there is none.

        >>> built_in_vocabulary().find("sgbv")
        'Sexual and Gender-Based Violence'
        """
        return self.by_form.get(_fold(form))

    def require(self, form: str) -> str:
        """Return the name of a theme, given any form of it.

        Raises:
            UnknownThemeError: If there is none; the message suggests a similar name, if any, and lists all.
        """
        name = self.find(form)
        if name is None:
            raise UnknownThemeError(self.unknown(form))
        return name

    def unknown(self, form: str) -> str:
        """Build the message on an unknown theme: a similar name, if any, and the list of all."""
        near = get_close_matches(_fold(form[:_LONGEST]), self.by_form, n=1, cutoff=_NEAR)
        nearest = f"the nearest is {self.by_form[near[0]]!r}; " if near else ""
        return f"no theme {form[:_LONGEST]!r}; {nearest}the themes are: {'; '.join(self.names)}"


def built_in_vocabulary() -> Vocabulary:
    """Load PeaceWomen's thirteen consolidated themes."""
    return _vocabulary(_BUILT_IN)


def load_vocabulary(library: Path) -> Vocabulary:
    """Load the built-in themes and those of the library's `themes.toml`.

    The file holds one `[[theme]]` table for each theme, with `name` and, if wanted, `aliases`.

    Raises:
        LibraryError: If the file does not have the expected form.
    """
    path = library / THEMES_FILE
    themes = dict(_BUILT_IN)
    try:
        for entry in read_toml(path, _EXPECTED).get("theme", []):
            themes[str(entry["name"])] = (*themes.get(entry["name"], ()), *map(str, entry.get("aliases", ())))
    except (KeyError, TypeError, AttributeError) as error:
        raise LibraryError(f"{path}: {error!r}; {_EXPECTED}") from None
    return _vocabulary(themes)


def _vocabulary(themes: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    forms = {_fold(form): name for name, aliases in themes.items() for form in aliases}
    return Vocabulary(tuple(themes), forms | {_fold(name): name for name in themes})


def _fold(form: str) -> str:
    return " ".join(_WORD.findall(form.lower().replace("&", " and ")))
