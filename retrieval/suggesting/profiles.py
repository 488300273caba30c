"""Theme profiles: the description and the indicative phrases of each theme."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import LibraryError
from retrieval.library.documents import THEMES_FILE
from retrieval.library.owned import read_toml
from retrieval.library.themes import Vocabulary

_BUILT_IN = Path(__file__).parent / "profiles.toml"

_EXPECTED = "expected lists: clear = ['…', '…']"
_WORD = re.compile(r"\w+")
_KEY = 3
"""Least letters of a phrase, and length of its key in the phrase table."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Profile of one theme.

    Attributes:
        description: A sentence whose vector is compared with those of clauses.
        of_women: Whether the theme needs a clause that mentions women, girls or gender.
    """

    name: str
    description: str
    of_women: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """Phrase that indicates a theme.

    Attributes:
        pattern: Matches it in lower-case text.
        theme: Index of the theme.
        clear: Whether it seldom occurs with another meaning.
    """

    pattern: re.Pattern[str]
    theme: int
    clear: bool


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles of all themes of a library.

    Attributes:
        themes: In the order of the vocabulary.
        phrases: By their first `_KEY` letters, the longest first.
        women: Matches words for women, girls and gender in lower-case text.
    """

    themes: tuple[Profile, ...]
    phrases: Mapping[str, tuple[Phrase, ...]]
    women: re.Pattern[str]

    def wording(self, text: str) -> Iterator[tuple[Phrase, int, str]]:
        """Yield each phrase found in a lower-case text, its offset, and its words.

        Of several phrases of one theme that begin at the same word, only the longest is yielded.
        """
        for word in _WORD.finditer(text):
            start = word.start()
            taken = set()
            for phrase in self.phrases.get(text[start : start + _KEY], ()):
                if (phrase.theme, phrase.clear) not in taken and (match := phrase.pattern.match(text, start)):
                    taken.add((phrase.theme, phrase.clear))
                    yield phrase, start, match[0]


def load_profiles(library: Path, vocabulary: Vocabulary) -> Profiles:
    """Load the theme profiles of a library.

    A theme that only the library has is matched by its name, its aliases, and the keys `description`, `clear` and
    `faint` in its `themes.toml`. For a built-in theme, these keys are added to the built-in ones.

    Raises:
        LibraryError: If a key of the file is of another type.
    """
    shipped = tomllib.loads(_BUILT_IN.read_text(encoding="utf-8"))
    built_in = {entry["name"]: entry for entry in shipped["theme"]}
    path = library / THEMES_FILE
    own = {str(entry["name"]): entry for entry in read_toml(path, _EXPECTED).get("theme", [])}
    themes = []
    phrases: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    try:
        for place, name in enumerate(vocabulary.names):
            added = own.get(name, {})
            known = built_in.get(name) or {"clear": [form for form, of in vocabulary.by_form.items() if of == name]}
            description = str(added.get("description") or known.get("description") or name)
            themes.append(Profile(name, " ".join(description.split()), of_women=name in built_in))
            for words, phrase in _phrases_of(place, known, added):
                phrases[words[:_KEY]].append((words, phrase))
    except TypeError as error:
        raise LibraryError(f"{path}: {error}; {_EXPECTED}") from None
    in_order = {
        first: tuple(phrase for _, phrase in sorted(some, key=lambda pair: (-len(pair[0]), pair[0])))
        for first, some in phrases.items()
    }
    return Profiles(tuple(themes), in_order, _pattern(shipped["women"].split()))


def _phrases_of(theme: int, *entries: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """Yield the phrases of a theme's entries, each with its words."""
    for key in ("clear", "faint"):
        for words in set().union(*(_listed(entry, key) for entry in entries)):
            yield words, Phrase(_pattern([words]), theme, key == "clear")


def _listed(entry: Mapping[str, Any], key: str) -> set[str]:
    """Return the phrases of an entry in lower case, without those shorter than `_KEY` letters."""
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(phrase, str) for phrase in value):
        raise TypeError(f"{key} of the theme {entry.get('name')!r} is {value!r}")
    phrases = (" ".join(phrase.lower().split()) for phrase in value)
    return {phrase for phrase in phrases if len(phrase.rstrip("*")) >= _KEY}


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases for lower-case text: a star matches the rest of a word, and blanks and dashes match each other.

    >>> finder = _pattern(["gender-based violence", "negotiat*"])
    >>> [found[0] for found in finder.finditer("renegotiate, negotiating on gender based violence")]
    ['negotiating', 'gender based violence']
    """
    patterns = (re.escape(phrase.lower()).replace(r"\*", r"\w*") for phrase in phrases)
    joined = "|".join(pattern.replace("\\ ", "\\-").replace("\\-", r"[\s-]++") for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
