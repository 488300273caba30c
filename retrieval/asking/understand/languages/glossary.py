"""Glossaries: translate a question in another language, term by term, into the English of resolutions.

A text is divided into as few terms of the glossary as possible. The words of a term match as written, without accents,
or in another inflection. A word in no term stays if its letters are Latin, as a name may be the same in English. In
other letters it is transliterated (Cyrillic) or dropped, as an encoder for English cannot read them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice, product
from pathlib import Path
from typing import NamedTuple

from retrieval.asking.understand.languages.word_forms import STEMMERS, Forms, forms_of, prepared, without_accents
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.spelling import Correction, nearest
from retrieval.wording.english import is_english as is_english_word

_FOLDER = Path(__file__).parent / "glossaries"
GLOSSED = frozenset((*STEMMERS, "zh"))
"""Codes of the languages that have a glossary."""

_LATIN_LETTERS = frozenset(("es", "fr"))
_ARTICLES = {
    "es": frozenset("a al de del el la las lo los".split()),
    "fr": frozenset("a à au aux d de des du l la le les".split()),
}
"""Articles, and prepositions that are contracted with them. A term matches with and without them between its words,
unless another term is written with them."""

_AND = "\u0648"
"""Arabic "and", which is written together with the word behind it."""

_UNIT = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+")
"""A single Chinese character, or a word in other letters."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_DIGIT = re.compile(r"[0-9]")
_SAME_IN_ENGLISH = re.compile(
    r"https?://\S+|\bS/[A-Z]+/[\w/.]+|(?<=\()(?:[a-z]|[ivx]{1,4})(?=\))|\b[A-Za-z]+(?=-[0-9])"
)
"""Text to keep as it is: links, symbols, letters of sub-paragraphs, and names with a number ("COVID-19")."""
_JOINS = frozenset(" -–—'.,、/()«»《》\u00a0")
"""Characters that may stand between the words of a term."""
_BLANK_BEFORE_MARK = re.compile(r" (?=[,.;:?!)])")
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдеёєзиійїклмнопрстуфыэ", "abvggdeeeziiiiklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)
"""Transliteration of Russian and Ukrainian letters, as in English names."""
SHORT = 3
"""Maximum letters of a word that may be a name or an abbreviation in any language."""
_MOST_READINGS = 16
"""Maximum combinations of the forms of a term's words that are looked up."""

_SHORTEST_MISSPELT, _LEAST = 7, 10
"""Minimum letters of a misspelt word, and minimum sum of its letters and of the number of terms with the correction.

Of the 20,000 most frequent French words, 74 that the glossary lacks are corrected to other words, most of them related;
without these bounds, 396.
"""

_COST_OF_ARTICLE, _COST_OF_UNKNOWN = 0.1, 1.5
"""Cost of an article outside any longer term, and of a word in no term. A term costs 1, plus the cost of its form."""
_COSTS_OF_FORMS = (0.0, 0.01, 0.05)
"""Costs of a term that matches as written, without accents, and by its stems."""

_MUCH = 3
"""Letters by which a term has to be nearer to a word than the first term with the same stem, in order to replace it. At
twice this distance, a term is another word."""

_Key = tuple[str, ...]
_NO_FORMS = Forms((), (), ())


class _Row(NamedTuple):
    """Forms of the words of a term, and its English."""

    forms: Sequence[Forms]
    english: str


class _Term(NamedTuple):
    """Places of the words of a term in a text, and its English; None for a word that the glossary lacks."""

    places: range
    english: str | None


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms of a language, each with its English; "" for one that adds nothing in English.

    Attributes:
        written: Terms by their words as written, in lower case, with their articles and without.
        plain: Terms by their words without accents.
        stems: Terms by the stems of their words, which several terms may share.
        longest: Maximum words of a term; in Chinese, maximum characters.
        words: Words of all terms, without accents, each with the number of terms that have it.
        word_stems: Stems of the words of all terms.
    """

    written: dict[_Key, str]
    plain: dict[_Key, str]
    stems: dict[_Key, list[_Row]]
    longest: int
    words: Mapping[str, int]
    word_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Glossed:
    """Text in English, as far as a glossary has its words.

    Attributes:
        english: The text in English, term by term.
        unknown: Words of the original in no term, as written.
        corrections: Misspelt words of the original, each with its correction, without accents.
    """

    english: str
    unknown: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """Word of a text, in the forms in which it is looked up.

    Attributes:
        start: Start in the text.
        end: End in the text, exclusive.
        forms: Its forms; none for a word that stays as it is.
        is_article: Whether a term matches without it, too.
        meant: Its correction, if it is misspelt; else "".
        is_joined: Whether the Arabic "and" is written together with it.
    """

    start: int
    end: int
    forms: Forms
    is_article: bool
    meant: str
    is_joined: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether it stays as it is."""
        return not self.forms.written


@cache
def glossary_of(language: str) -> Glossary:
    """Load the glossary of a language, given by its code. Of several rows for a term, the first counts."""
    written: dict[_Key, str] = {}
    plain: dict[_Key, str] = {}
    stems: dict[_Key, list[_Row]] = {}

    def add(forms: Sequence[Forms], english: str) -> None:
        written.setdefault(_key(forms, 0), english)
        plain.setdefault(_key(forms, 1), english)
        sharing = stems.setdefault(_key(forms, 2), [])
        if language in _LATIN_LETTERS or not sharing:  # in Russian the nearest form of an adjective may be an adverb
            sharing.append(_Row(forms, english))

    terms = list(_terms_of(language))
    for words, content, english in terms:
        written.setdefault(_key(words, 0), english)
        if words[-1] == content[-1]:
            add(content, english)
    for words, content, english in terms:
        if words[-1] != content[-1]:  # "privés de" is looked up for "privés" only if no other term is
            add(content, english)
    counts = Counter(chain.from_iterable({_key(content, 1) for _, content, _ in terms}))
    return Glossary(written, plain, stems, max(map(len, written)), counts, frozenset(chain.from_iterable(stems)))


def _terms_of(language: str) -> Iterator[tuple[list[Forms], list[Forms], str]]:
    """Yield each term of a glossary: the forms of all its words, the forms without articles, and its English."""
    articles = _ARTICLES.get(language, frozenset())
    for row in (_FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        term, _, english = row.partition("\t")
        forms = [forms_of(word, language) for word in _UNIT.findall(prepared(term, language))]
        yield forms, [one for one in forms if one.written[0] not in articles] or forms, english


def _key(words: Sequence[Forms], form: int) -> _Key:
    return tuple([forms[form][0] for forms in words])


def has_word(word: str, language: str, *, inflected: bool = True) -> bool:
    """Return whether a glossary has a word, and its English is a different word; never so for short words.

    Args:
        word: The word, in lower case.
        language: Code of a language in `GLOSSED`.
        inflected: Whether another inflection of the word counts, too.

    >>> [has_word(word, "fr") for word in ("réinsertions", "reintegration", "polisario")]
    [True, False, False]
    """
    if len(word) <= SHORT:
        return False
    glossary, forms = glossary_of(language), forms_of(word, language)
    found = _english_of([forms], glossary) if inflected else (glossary.written.get(forms.written), 0.0)
    return found is not None and found[0] is not None and word not in found[0].lower()


def glossed(text: str, language: str, is_english: Collection[str] = ()) -> Glossed:
    """Translate a text into English, term by term.

    Args:
        text: The text.
        language: Code of a language in `GLOSSED`.
        is_english: Words of the text, in lower case, that are English already.

    >>> glossed("Qui protège les femmes dans les camps de réfugiés ?", "fr").english
    'who protect women in refugee camps?'
    >>> glossed("切尔诺贝利与妇女", "zh").unknown
    ('切尔诺贝利',)
    """
    text = prepared(text, language)
    words = _words(text, language, is_english)
    terms = list(_joined(_divided(words, text, glossary_of(language)), words, text))
    english = _BLANK_BEFORE_MARK.sub("", " ".join("".join(_pieces(terms, words, text)).split()))
    unknown = [_typed(term, words, text) for term in terms if term.english is None]
    slips = [Correction(text[word.start : word.end], word.meant) for word in words if word.meant]
    return Glossed(english, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(slips)))


def _typed(term: _Term, words: Sequence[_Word], text: str) -> str:
    """Return the words of a term as they are in a text."""
    return text[words[term.places.start].start : words[term.places.stop - 1].end]


def _joined(terms: Sequence[_Term], words: Sequence[_Word], text: str) -> Iterator[_Term]:
    """Yield the terms; an unknown Chinese character and the single characters next to it become one unknown word.

    Within a word a character has another sense. Grammatical words are not joined.
    """
    run: list[_Term] = []
    for term in terms:
        goes_on = bool(run) and words[run[-1].places.stop - 1].end == words[term.places.start].start
        if run and not (goes_on and all(_may_be_part(one, words, text) for one in (run[-1], term))):
            yield from _as_one_if_unknown(run)
            run = []
        run.append(term)
    yield from _as_one_if_unknown(run)


def _as_one_if_unknown(run: Sequence[_Term]) -> Sequence[_Term]:
    if not run:
        return run
    is_unknown = any(term.english is None for term in run)
    return [_Term(range(run[0].places.start, run[-1].places.stop), None)] if is_unknown else run


def _may_be_part(term: _Term, words: Sequence[_Word], text: str) -> bool:
    """Return whether a term is a single Chinese character that may be part of a longer word."""
    places, said = term
    is_character = len(places) == 1 and _CHINESE.match(text, words[places.start].start) is not None
    return is_character and (said is None or not word_lists.SAYS_NOTHING.issuperset(said.split()))


def _pieces(terms: Sequence[_Term], words: Sequence[_Word], text: str) -> Iterator[str]:
    """Yield the English of each term of a text, and the text between the terms."""
    end = 0
    for term, english in terms:
        first, last = words[term.start], words[term.stop - 1]
        between = text[end : first.start]
        yield f"{between} " if _CHINESE.match(text, first.start) or _CHINESE.match(text, end - 1) else between
        yield "and " if first.is_joined and english and not english.startswith("and ") else ""
        yield english if english is not None else in_latin_letters(text[first.start : last.end])
        end = last.end
    yield text[end:]


def in_latin_letters(word: str) -> str:
    """Return an unknown word in Latin letters, transliterated from Cyrillic; "" for Arabic or Chinese letters."""
    read = word if _LATIN.search(word) else word.lower().translate(_CYRILLIC)
    return read if _LATIN.search(read) else ""


def _divided(words: Sequence[_Word], text: str, glossary: Glossary) -> list[_Term]:
    """Divide words into terms and unknown words at minimum cost, each with its English; None for an unknown word."""
    costs = [0.0] * (len(words) + 1)
    best = [(1, text[word.start : word.end] if word.is_kept else None) for word in words]
    for at in reversed(range(len(words))):
        costs[at] = costs[at + 1] + (0.0 if words[at].is_kept else _COST_OF_UNKNOWN)
        for size, english, cost in _terms_at(at, words, text, glossary):
            if costs[at + size] + cost <= costs[at]:  # of terms at equal cost the longest
                costs[at], best[at] = costs[at + size] + cost, (size, english)
    found: list[_Term] = []
    at = 0
    while at < len(words):
        size, read = best[at]
        found.append(_Term(range(at, at + size), read))
        at += size
    return found


def _terms_at(at: int, words: Sequence[_Word], text: str, glossary: Glossary) -> Iterator[tuple[int, str, float]]:
    """Yield the number of words, the English and the cost of each term that begins at a word, the longest last."""
    if words[at].is_article:
        english = _english_of([words[at].forms], glossary)
        yield 1, english[0] if english else "", _COST_OF_ARTICLE
    for end in range(at, min(len(words), at + glossary.longest)):
        if words[end].is_kept or (end > at and not _JOINS.issuperset(text[words[end - 1].end : words[end].start])):
            return
        term = words[at : end + 1]
        written = glossary.written.get(_key([word.forms for word in term], 0)) if end > at else None
        found = (written, 0.0) if written is not None else None
        if not (found or term[0].is_article or term[-1].is_article):
            found = _english_of([word.forms for word in term if not word.is_article], glossary)
        if found:
            yield len(term), found[0], 1 + found[1]


def _english_of(words: Sequence[Forms], glossary: Glossary) -> tuple[str, float] | None:
    """Return the English of a term, and the cost of the form that matched; None if the words are no term."""
    for n, table in enumerate((glossary.written, glossary.plain)):
        for key in _keys(words, n):
            if key in table:
                return table[key], _COSTS_OF_FORMS[n]
    rows = next((glossary.stems[key] for key in _keys(words, 2) if key in glossary.stems), None)
    return (_nearest(rows, words), _COSTS_OF_FORMS[2]) if rows else None


def _keys(words: Sequence[Forms], form: int) -> Iterator[_Key]:
    """Return the keys of a term in one kind of form; a word may have several forms of a kind."""
    return islice(product(*(forms[form] for forms in words)), _MOST_READINGS)


def _nearest(rows: Sequence[_Row], words: Sequence[Forms]) -> str:
    """Return the English of the term nearest in spelling; of the first term if no other is much nearer.

    An English word far from all terms stays as it is: "allégations" is no form of "alléger".
    """

    def unlike(row: _Row) -> int:
        return sum(_distance(one.written[0], word.written[0]) for one, word in zip(row.forms, words, strict=True))

    best, same = min(rows, key=unlike), without_accents(words[0].written[0])
    if len(words) == 1 and _distance(best.forms[0].plain[0], same) >= 2 * _MUCH and is_english_word(same):
        return same
    return best.english if unlike(best) + _MUCH <= unlike(rows[0]) else rows[0].english


def _distance(word: str, other: str) -> int:
    """Return the number of letters of two words behind their common prefix."""
    alike = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return len(word) + len(other) - 2 * alike


def _words(text: str, language: str, is_english: Collection[str]) -> list[_Word]:
    """Return the words of a prepared text, or its characters in Chinese."""
    kept = {at for same in _SAME_IN_ENGLISH.finditer(text) for at in range(*same.span())}
    articles, glossary = _ARTICLES.get(language, frozenset()), glossary_of(language)

    def is_kept(word: re.Match[str]) -> bool:
        is_latin = language not in _LATIN_LETTERS and _LATIN.match(word[0]) is not None
        return word.start() in kept or is_latin or _DIGIT.search(word[0]) is not None or word[0].lower() in is_english

    def read(match: re.Match[str]) -> _Word:
        if is_kept(match):
            return _Word(*match.span(), _NO_FORMS, is_article=False, meant="")
        meant = _correction_of(match[0], language)
        forms = forms_of(meant, language) if meant else _typed_forms(match[0], language)
        is_joined = language == "ar" and match[0][0] == _AND and forms.plain[0] not in glossary.words
        return _Word(*match.span(), forms, match[0].lower() in articles, meant, is_joined)

    return [read(match) for match in _UNIT.finditer(text)]


@lru_cache(maxsize=2**12)
def _correction_of(word: str, language: str) -> str:
    """Return the word of the glossary for a misspelt word; "" for a word that is known, English or a name."""
    glossary, (_, plain, stems) = glossary_of(language), forms_of(word, language)
    letters = min(map(len, plain))  # without an Arabic article
    if language not in STEMMERS or letters < _SHORTEST_MISSPELT or word[0].isupper() or is_english_word(word):
        return ""
    is_known = not (glossary.words.keys().isdisjoint(plain) and glossary.word_stems.isdisjoint(stems))
    meant = "" if is_known else nearest(plain[0], glossary.words)
    return meant if letters + glossary.words.get(meant, 0) >= _LEAST else ""


def _typed_forms(word: str, language: str) -> Forms:
    """Return the forms in which a typed word is looked up; a word with accents does not match without them.

    In Spanish "cambió" (changed) is not "cambio" (change), but "resolución" is often typed as "resolucion".
    """
    forms = forms_of(word, language)
    return forms._replace(plain=()) if language in _LATIN_LETTERS and not word.isascii() else forms
