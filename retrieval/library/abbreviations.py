"""Query expansion: abbreviations with their long forms, and everyday words with their equivalents in resolutions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice, product
from pathlib import Path

from retrieval.errors import LibraryError
from retrieval.library.documents import ABBREVIATIONS_FILE
from retrieval.library.owned import read_toml
from retrieval.wording.fold import fold_words
from retrieval.wording.spellings import spellings
from retrieval.wording.stems import singular_of

_BUILT_IN = Path(__file__).parent / ABBREVIATIONS_FILE
_TABLES = ("any-case", "as-written", "other-words")
_MOST_COMBINED = 32
"""Maximum rewordings of a text, the text itself included."""

_MOST_WORDS = 6
"""Maximum words of a phrase."""

_IRREGULAR = {"children": "child", "men": "man", "people": "person", "women": "woman"}
_WORDS_JOINED = re.compile(r"\w+(?:[/’'-]\w+)*")
_PLURAL_OR_GENITIVE = re.compile(r"’?s’?$")
_AROUND_A_WORD = "\"'“”‘’?!.,;:()"
_EXPECTED = (
    "expected the tables [any-case], [as-written] and [other-words], with lines such as "
    'CRSV = ["conflict-related sexual violence"]'
)


@dataclass(frozen=True)
class Abbreviations:
    """Query expansion tables: long forms of abbreviations, the most usual first, and equivalents of everyday words.

    Attributes:
        any_case: Matched in any case; stored in lower case.
        as_written: Matched only in this case.
        other_words: Everyday words and phrases ("drones"), each with its equivalents in resolutions ("unmanned
            aircraft systems"). Matched in any case, number and spelling; stored in one form.
    """

    any_case: Mapping[str, tuple[str, ...]]
    as_written: Mapping[str, tuple[str, ...]]
    other_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Folded once, as every word of a question is looked up several times. Idempotent: a manifest has folded tables.
        object.__setattr__(self, "any_case", {short.lower(): forms for short, forms in self.any_case.items()})
        everyday = {_in_one_form(fold_words(said).split()): forms for said, forms in self.other_words.items()}
        object.__setattr__(self, "other_words", everyday)

    def long_forms(self, short: str) -> tuple[str, ...]:
        """Return the long forms of an abbreviation, in the plural if it is; () if it is none.

        >>> built_in_abbreviations().long_forms("wpas"), built_in_abbreviations().long_forms("sea")
        (('women protection advisers',), ())
        """
        written = short.replace("'", "’")
        if forms := self._singular(written):
            return forms
        return tuple(map(_plural, self._singular(_PLURAL_OR_GENITIVE.sub("", written))))

    def in_full(self, text: str) -> Iterator[str]:
        """Yield a text once for each long form of each abbreviation in it, with the abbreviation replaced.

        >>> list(built_in_abbreviations().in_full("role of WPAs"))
        ['role of women protection advisers']
        """
        words = text.split()
        for at, word in enumerate(words):
            for form in self.long_forms(word.strip(_AROUND_A_WORD)):
                yield " ".join([*words[:at], form, *words[at + 1 :]])

    def short_forms(self, text: str) -> tuple[str, ...]:
        """Return the abbreviations of a text that is a long form, or the plural of one; () if it is none.

        Abbreviations that are matched only as written may be ordinary words otherwise, and are left out.

        >>> built_in_abbreviations().short_forms("Women Protection Advisers")
        ('wpa',)
        """
        folded = fold_words(text)
        return tuple(
            short
            for short, forms in self.any_case.items()
            if any(folded in (fold_words(form), fold_words(_plural(form))) for form in forms)
        )

    def reworded(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the rewordings of a text, given its folded words: everyday words replaced, in every combination.

        >>> built_in_abbreviations().reworded(["fake", "news"])
        ('disinformation', 'misinformation')
        """
        parts = _split(words, self.other_words, least=1)
        said = [(" ".join(words[at.start : at.stop]), *forms) for at, forms in parts]
        combined = islice(product(*said), 1, _MOST_COMBINED)  # the first combination is the text itself
        return tuple(map(" ".join, combined))

    def phrases_in(self, words: Sequence[str]) -> Iterator[tuple[range, tuple[str, ...]]]:
        """Yield the known phrases of several words in a text: the range of each, and its equivalents in resolutions.

        Known are everyday phrases and their equivalents. The most usual equivalent comes first.

        Args:
            words: The folded words of the text.

        >>> list(built_in_abbreviations().phrases_in(["women", "and", "chemical", "weapons"]))
        [(range(2, 4), ('chemical weapon',))]
        """
        return ((at, forms) for at, forms in _split(words, self._phrases, least=2) if forms)

    @cached_property
    def _phrases(self) -> Mapping[str, tuple[str, ...]]:
        """Equivalents of each phrase of several words, be it an everyday one or an equivalent itself."""
        found: dict[str, tuple[str, ...]] = {}
        for said, forms in self.other_words.items():
            for one in (said, *(_in_one_form(fold_words(form).split()) for form in forms)):
                if " " in one:
                    found.setdefault(one, forms)
        return found

    def _singular(self, short: str) -> tuple[str, ...]:
        return self.as_written.get(short) or self.any_case.get(short.lower()) or ()


@cache
def built_in_abbreviations() -> Abbreviations:
    """Return the built-in abbreviations, read once."""
    return _abbreviations(tomllib.loads(_BUILT_IN.read_text(encoding="utf-8")))


def load_abbreviations(library: Path) -> Abbreviations:
    """Load the built-in abbreviations and those of the library's `abbreviations.toml`.

    Raises:
        LibraryError: If the file does not have the expected form.
    """
    built_in, path = built_in_abbreviations(), library / ABBREVIATIONS_FILE
    try:
        own = _abbreviations(read_toml(path, _EXPECTED))
    except ValueError as error:
        raise LibraryError(f"{path}: {error}; {_EXPECTED}") from None
    return Abbreviations(
        {**built_in.any_case, **own.any_case},
        {**built_in.as_written, **own.as_written},
        {**built_in.other_words, **own.other_words},
    )


def _abbreviations(tables: Mapping[str, object]) -> Abbreviations:
    unknown = ", ".join(sorted(set(tables) - set(_TABLES)))
    if unknown:
        raise ValueError(f"unknown table {unknown}")
    return Abbreviations(*(_forms(tables.get(name, {}), name) for name in _TABLES))


def _forms(table: object, name: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise ValueError(f"{name} is not a table")
    for short, forms in table.items():
        if not isinstance(forms, list) or not forms or not all(isinstance(form, str) and form for form in forms):
            raise ValueError(f"{short!r} has no list of long forms")
    return {short: tuple(forms) for short, forms in table.items()}


def expanded(text: str, abbreviations: Abbreviations) -> str:
    """Add the long forms of each abbreviation in brackets after it, once, unless the text has them already.

    >>> expanded("MHPSS funding", built_in_abbreviations())
    'MHPSS (mental health and psychosocial support) funding'
    """
    said = text.lower().replace("'", "’")
    seen: set[str] = set()

    def with_long_forms(match: re.Match[str]) -> str:
        # "T/PCC" is one abbreviation, "NGO-led" holds one, "CAAC/MRM" holds two.
        parts = [match[0]] if abbreviations.long_forms(match[0]) else match[0].replace("/", "-").split("-")
        forms = dict.fromkeys(form for part in parts for form in abbreviations.long_forms(part))
        missing = [form for form in forms if form not in seen and not _says(said, form)]
        seen.update(forms)
        return f"{match[0]} ({', '.join(missing)})" if missing else match[0]

    return _WORDS_JOINED.sub(with_long_forms, text)


def _split(
    words: Sequence[str], known: Mapping[str, tuple[str, ...]], *, least: int
) -> Iterator[tuple[range, tuple[str, ...]]]:
    """Split a text into the longest known phrases and single words: the range of each, and its forms; () if unknown.

    Args:
        words: The folded words of the text.
        known: Forms by phrase.
        least: Least words of a known phrase.
    """
    at = 0
    while at < len(words):
        sizes = range(min(_MOST_WORDS, len(words) - at), least - 1, -1)
        found = ((size, known.get(_in_one_form(words[at : at + size]))) for size in sizes)
        size, forms = next(((size, forms) for size, forms in found if forms), (1, ()))
        yield range(at, at + size), forms
        at += size


def _in_one_form(words: Sequence[str]) -> str:
    """Return folded words in the singular and in one spelling: "neighborhood watch"; the "s" of a genitive stays."""
    singular = (_IRREGULAR.get(word) or singular_of(word) or word for word in words)
    return " ".join(min(spellings(word)) for word in singular)


def _plural(form: str) -> str:
    return f"{form[:-1]}ies" if form.endswith("ry") else form if form.endswith("s") else f"{form}s"


def _says(text: str, form: str) -> bool:
    return _begins_word(form.lower()).search(text) is not None


@cache
def _begins_word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}")
