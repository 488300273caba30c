"""Glossaries: what a question in another language says, term by term, in the English that resolutions use.

A text is divided into as few terms of the glossary as can be. Its words are those of a term as they are written, or
without accents, or in another inflection. What no term has stays as it is if its letters are Latin, as a name may be
the same in English; other letters say nothing to an encoder of English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

import Stemmer

_FOLDER = Path(__file__).parent / "glossaries"
_STEMMERS = {"ar": "arabic", "es": "spanish", "fr": "french", "ru": "russian"}
"""Snowball stemmers of the languages that inflect their words; Chinese does not, and sets no blanks between them."""

GLOSSED = frozenset((*_STEMMERS, "zh"))
"""Codes of the languages that have a glossary."""

_LATIN_LETTERS = frozenset(("es", "fr"))
_ARTICLES = {
    "es": frozenset("a al de del el la las lo los".split()),
    "fr": frozenset("a à au aux d de des du l la le les".split()),
}
"""Articles, and prepositions that melt with them: a term is the same with and without them between its words."""

_WORD = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+")
"""Chinese characters one by one, and words of other letters."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_BETWEEN_BLANKS = re.compile(r"\S+")
_DIGIT = re.compile(r"[0-9]")
_LETTERED = re.compile(r"\([a-z]{1,4}\)")
"""Letters of a sub-paragraph, which are the same in English."""
_ELIDED = re.compile(r"\b(?:[cdjlmnt]|(?:lors|puis|quoi)?qu)['’]|\bs['’](?!ils?\b)", re.I)
"""French words that lose their vowel before another: "l'", "qu'", "lorsqu'"; "s'il" is two words of its own."""
_DOTS_OF_NAMES = re.compile("[\u00b7\u2022\u30fb]")
"""Marks between the parts of a name in Chinese, which may be missing."""
_JOINS = frozenset(" -–'’.\u00a0")
"""What may stand between the words of a term."""
_BLANK_BEFORE_MARK = re.compile(r" (?=[,.;:?!)])")
_ACCENTS = re.compile("[\u0300-\u036f]")

_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")
_SAME_LETTER = str.maketrans("أإآٱىؤئ", "اااايوي")
"""Arabic letters that are often written for each other."""
_MARKED_T = str.maketrans("ة", "ه")
"""The same of the ending "ة", which a stemmer has to see first."""
_BEFORE = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")
_BEHIND = ("هما", "هم", "هن", "ها", "ه", "نا", "كم", "ي")
"""Arabic articles, conjunctions, prepositions and pronouns, which are written together with a word."""
_CYRILLIC = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)
"""Russian letters as names have them in English."""
_ENDING_OF_NUMBER = re.compile(r"(?<=[0-9])-[а-яё]{1,2}\b")
"""Ending that is written behind a number: "в 2005-м"."""
_SHORTEST = 3
"""Least letters of what is left of an Arabic word without these."""
_MOST_READINGS = 16
"""Most combinations of the forms of a term's words that are looked up."""

_OF_ARTICLE, _OF_UNKNOWN = 0.1, 1.5
"""Cost of an article that is no part of a longer term, and of a word that no term has; of a term it is 1, and the more
the more its words differ from those written."""
_OF_FORM = (0.0, 0.01, 0.05)

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms of a language, each with its English; "" for one that adds nothing in English.

    Attributes:
        written: Terms by their words as they are written, but in lower case.
        plain: By their words without accents.
        stems: By the stems of their words.
        longest: Most words of a term, or characters in Chinese.
    """

    written: dict[_Key, str]
    plain: dict[_Key, str]
    stems: dict[_Key, str]
    longest: int


@dataclass(frozen=True, slots=True)
class _Word:
    """Word of a text, in the forms in which it is looked up.

    Attributes:
        start: Position in the text.
        end: Position behind it.
        forms: As it is written, without accents, and its stems; none for a word that stays as it is.
        is_article: Whether a term may do without it.
    """

    start: int
    end: int
    forms: tuple[tuple[str, ...], ...]
    is_article: bool


@cache
def glossary_of(language: str) -> Glossary:
    """Return the glossary of a language, named by its code, from its file; of two rows for a term the first counts."""
    articles = _ARTICLES.get(language, frozenset())
    written: dict[_Key, str] = {}
    plain: dict[_Key, str] = {}
    stems: dict[_Key, str] = {}
    for row in (_FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        term, _, english = row.partition("\t")
        words = _UNIT.findall(_prepared(term, language))
        forms = [_forms(word, language) for word in [one for one in words if one.lower() not in articles] or words]
        for n, table in enumerate((written, plain, stems)):
            table.setdefault(tuple([form[n][0] for form in forms]), english)
    return Glossary(written, plain, stems, max(map(len, written)))


def has_word(word: str, language: str) -> bool:
    """Return whether a glossary has a word, in lower case and as it is written, that is another one in English.

    >>> [has_word(word, "fr") for word in ("réinsertion", "reintegration", "polisario")]
    [True, False, False]
    """
    english = glossary_of(language).written.get((word,))
    return english is not None and word not in english.lower()


def glossed(text: str, language: str, is_english: Collection[str] = ()) -> str:
    """Return a text in another language in English, term by term.

    Args:
        text: The text.
        language: Code of a language in `GLOSSED`.
        is_english: Words of it, in lower case, that are English already.

    >>> glossed("Qui protège les femmes dans les camps de réfugiés ?", "fr")
    'who protects women in refugee camps?'
    """
    text = _prepared(text, language)
    return _BLANK_BEFORE_MARK.sub("", " ".join("".join(_pieces(text, language, is_english)).split()))


def _pieces(text: str, language: str, is_english: Collection[str]) -> Iterator[str]:
    words, end = _words(text, language, is_english), 0
    for term, english in _divided(words, text, glossary_of(language)):
        first, last = words[term.start], words[term.stop - 1]
        between = text[end : first.start]
        yield f"{between} " if _CHINESE.match(text, first.start) or _CHINESE.match(text, end - 1) else between
        yield _unknown(text[first.start : last.end]) if english is None else english
        end = last.end
    yield text[end:]


def _unknown(word: str) -> str:
    """Return a word that no term has as an English text might have it; "" for one in Arabic or Chinese letters."""
    read = word.lower().translate(_CYRILLIC)
    return word if _LATIN.match(_without_accents(word)) or word.isdecimal() else read if _LATIN.match(read) else ""


def _divided(words: Sequence[_Word], text: str, glossary: Glossary) -> list[tuple[range, str | None]]:
    """Divide words into terms and single words at the least cost, each with its English; None if no term has it."""
    costs = [0.0] * (len(words) + 1)
    best: list[tuple[int, str | None]] = [(1, None)] * len(words)
    for at in reversed(range(len(words))):
        costs[at] = costs[at + 1] + (_OF_UNKNOWN if words[at].forms else 0.0)
        for size, english, cost in _terms_at(at, words, text, glossary):
            if costs[at + size] + cost < costs[at]:
                costs[at], best[at] = costs[at + size] + cost, (size, english)
    found: list[tuple[range, str | None]] = []
    at = 0
    while at < len(words):
        size, read = best[at]
        found.append((range(at, at + size), read))
        at += size
    return found


def _terms_at(at: int, words: Sequence[_Word], text: str, glossary: Glossary) -> Iterator[tuple[int, str, float]]:
    """Yield the number of words, the English and the cost of each term that begins at a word, the longest last."""
    if words[at].is_article:
        english = _english_of(words[at : at + 1], glossary)
        yield 1, english[0] if english else "", _OF_ARTICLE
        return
    content: list[_Word] = []
    for end in range(at, len(words)):
        if not words[end].forms or (end > at and not _JOINS.issuperset(text[words[end - 1].end : words[end].start])):
            return
        if words[end].is_article:
            continue
        content.append(words[end])
        if len(content) > glossary.longest:
            return
        if found := _english_of(content, glossary):
            yield end + 1 - at, found[0], 1 + found[1]


def _english_of(words: Sequence[_Word], glossary: Glossary) -> tuple[str, float] | None:
    """Return the English of a term, and the cost of the forms in which it is found; None if it is none."""
    tables = (glossary.written, glossary.plain, glossary.stems)
    for n, (table, cost) in enumerate(zip(tables, _OF_FORM, strict=True)):
        for key in islice(product(*(word.forms[n] for word in words)), _MOST_READINGS):
            if key in table:
                return table[key], cost
    return None


def _words(text: str, language: str, is_english: Collection[str]) -> list[_Word]:
    """Return the words of a prepared text, or its characters in Chinese."""
    kept = {at for same in _same_in_english(text) for at in range(*same.span())}

    def is_kept(word: re.Match[str]) -> bool:
        is_latin = language not in _LATIN_LETTERS and _LATIN.match(word[0]) is not None
        is_reference = word.start() in kept and not _CHINESE.match(word[0])
        return is_latin or is_reference or word[0].lower() in is_english

    articles = _ARTICLES.get(language, frozenset())
    found = ((word, () if is_kept(word) else _forms_typed(word[0], language)) for word in _UNIT.finditer(text))
    return [_Word(*word.span(), forms, bool(forms) and word[0].lower() in articles) for word, forms in found]


def _same_in_english(text: str) -> Iterator[re.Match[str]]:
    """Yield the symbols, links, numbers and letters of sub-paragraphs in a text."""
    yield from (one for one in _BETWEEN_BLANKS.finditer(text) if _DIGIT.search(one[0]))
    yield from _LETTERED.finditer(text)


def _forms_typed(word: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms in which a typed word is looked up: one with accents is no other word without them.

    In Spanish "cambió" (changed) is no "cambio" (change), but "resolucion" is how "resolución" is often typed.
    """
    written, plain, stems = _forms(word, language)
    return written, plain if language not in _LATIN_LETTERS or word.isascii() else (), stems


@lru_cache(maxsize=2**15)
def _forms(word: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Return a word as it is written, without accents, and its stem.

    In Arabic the stems of what is left without what is written together with it follow.
    """
    written = word.lower()
    plain = _without_accents(written).translate(_SAME_LETTER)
    if language not in _STEMMERS:
        return (written,), (plain,), (plain,)
    stem = _stemmer(language).stemWord
    if language != "ar":
        return (written,), (plain,), (_without_accents(stem(written)),)
    alone = [plain, *_without(plain, _BEFORE, str.removeprefix)]
    stems = [stem(one) for one in alone]
    return (written,), _arabic_forms(alone), _arabic_forms(stems)


def _arabic_forms(words: Sequence[str]) -> tuple[str, ...]:
    """Return words, then each of them without a pronoun behind it, the letters of an ending alike."""
    rests = [rest for one in words for rest in _without(one, _BEHIND, str.removesuffix)]
    return tuple(dict.fromkeys(one.translate(_MARKED_T) for one in [*words, *rests]))


def _without(word: str, affixes: Iterable[str], removed: Callable[[str, str], str]) -> Iterator[str]:
    for affix in affixes:
        rest = removed(word, affix)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest


def _without_accents(word: str) -> str:
    return word if word.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", word))


def _prepared(text: str, language: str) -> str:
    """Return a text of the same words, without elided ones and vowel signs, in usual characters."""
    text = _VOWEL_SIGNS.sub("", unicodedata.normalize("NFKC", text))
    match language:
        case "fr":
            return _ELIDED.sub(" ", text)
        case "ru":
            return _ENDING_OF_NUMBER.sub("", text)
        case "zh":
            return _DOTS_OF_NAMES.sub("", text)
        case _:
            return text


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_STEMMERS[language])
