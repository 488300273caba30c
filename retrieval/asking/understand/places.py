"""Places in resolutions that a question names: "OP 8 (b)", "paragraph eleven", "the last preambular paragraph"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.asking.understand.lexicon import reference_patterns
from retrieval.asking.understand.words import first_match, has_words, search_before, words_beside
from retrieval.clauses.citation import LAST, ONWARDS, levels_of
from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS


@dataclass(frozen=True, slots=True)
class Place:
    """Range of a text that names paragraphs.

    Attributes:
        start: Start of the range.
        end: End of the range, exclusive.
        paragraphs: The paragraphs, as in a `Citation`: "2(a)", "PP4", "annex-1", "last", "20+".
    """

    start: int
    end: int
    paragraphs: tuple[str, ...]


_MOST_AT_AN_END = 39
"""Maximum paragraphs of "the first …": the greatest number that can be written in words."""


def place_beside(text: str, start: int, end: int) -> Place | None:
    """Return the place named behind or before a resolution; None without one.

    Args:
        text: The question.
        start: Start of the name of the resolution.
        end: End of the name, exclusive.
    """
    after = first_match(pattern.match(text, end) for pattern in reference_patterns.places_after())
    if after and reference_patterns.OF_ANOTHER.match(text, after.end()):
        after = None
    if not after and not has_words(words_beside(text, start, end)[0]):
        after = reference_patterns.NUMBER_ALONE_AFTER.match(text, end)  # "2467 27" and nothing else
    if after:
        closed = "(" in text[end : after.start(_named_by(after))] and text.startswith(")", after.end())
        preamble = search_before(reference_patterns.PREAMBLE_BEFORE, text, start)
        return Place(preamble.start() if preamble else start, after.end() + closed, _paragraphs(after, bool(preamble)))
    before = first_match(search_before(pattern, text, start) for pattern in reference_patterns.places_before())
    if not before:
        return None
    closed = before[0].endswith("(") and text.startswith(")", end)
    return Place(before.start(), end + closed, _paragraphs(before))


def place_alone(text: str) -> Place | None:
    """Return the first place in a text that stands without a resolution; None without one."""
    match = first_match(pattern.search(text) for pattern in reference_patterns.PLACES_ALONE)
    return Place(*match.span(), _paragraphs(match)) if match else None


def _named_by(match: re.Match[str]) -> str:
    return next(name for name in ("nths", "kind", "place") if name in match.re.groupindex)


def _paragraphs(match: re.Match[str], in_preamble: bool = False) -> tuple[str, ...]:
    """Return the paragraphs of a match of a place pattern, as in a `Citation`."""
    named = {name: value or "" for name, value in match.groupdict().items()}
    kind = "preamble" if in_preamble else named.get("part") or named.get("kind", "")
    if "decimal" in named:  # no paragraph is numbered "8.1", and it does not mean paragraph 8
        return (_paragraph(kind, named["decimal"]),)
    if "many" in named:
        return tuple(_paragraph(kind, number) for number in _at_an_end(named["end"], named["many"]))
    if "nths" in named:
        return tuple(_each_nth(named["nths"], named.get("part", "")))
    if "nth" in named:
        return (_paragraph(kind, _nth(named["nth"].lower()), named["levels"]),)
    letter = f" ({named['letter']})" if named.get("letter") else ""
    paragraphs = tuple(_listed(f"{named['place']}{letter}{named.get('more', '')}", kind))
    return (*paragraphs[:-1], f"{paragraphs[-1]}{ONWARDS}") if named.get("onwards") else paragraphs


def _at_an_end(end: str, many: str) -> list[str]:
    """Return the numbers of the first or last paragraphs.

    >>> _at_an_end("first", "two"), _at_an_end("last", "two")
    (['1', '2'], ['last-1', 'last'])
    """
    count = min(NUMBER_WORDS.get(many.lower().replace("-", " ")) or int(many), _MOST_AT_AN_END)
    if end.lower() in ("first", "opening", "initial", "top"):
        return [str(number) for number in range(1, count + 1)]
    return [f"{LAST}-{back}" if back else LAST for back in reversed(range(count))]


def _each_nth(text: str, part: str) -> list[str]:
    """Return the paragraphs of a list of ordinals; an ordinal without a kind has the kind of the next one.

    >>> _each_nth("last pp and first op", ""), _each_nth("second and third paragraphs", "preamble")
    (['PPlast', '1'], ['PP2', 'PP3'])
    """
    kind, paragraphs = "", []
    for match in reversed(list(reference_patterns.NTH_IN_LIST.finditer(text))):
        kind = match["kind"] or kind
        paragraphs.append(_paragraph(part or kind, _nth(match["nth"].lower())))
    return paragraphs[::-1]


def _nth(word: str) -> str:
    """Return the number of an ordinal, or its position counted from the last: "3", "last", "last-1"."""
    if word in ("last", "final", "closing", "concluding"):
        return LAST
    if word in ("opening", "initial"):
        return "1"
    if word.endswith(("penultimate", "last", "last but one", "last but two")):
        return f"{LAST}-{_back(word)}"
    return str(ORDINALS.get(word.replace("-", " ")) or word[:-2])


def _back(word: str) -> int:
    """Return how many paragraphs an ordinal is before the last one.

    >>> _back("penultimate"), _back("third to last"), _back("last but one"), _back("two but last")
    (1, 2, 1, 2)
    """
    if "third" in word or "two" in word or word.startswith("ante"):
        return 2
    return 3 if "fourth" in word else 1


def _listed(text: str, kind: str) -> Iterator[str]:
    """Expand a list of paragraphs, letters and ranges into single paragraphs.

    >>> list(_listed("2(a), 5 and 16-18", "OP")), list(_listed("5 a-c and 7", "OP"))
    (['2(a)', '5', '16', '17', '18'], ['5(a)', '5(b)', '5(c)', '7'])
    >>> list(_listed("5(a) to 5(c)", "OP"))
    ['5(a)', '5(b)', '5(c)']
    """
    number, letter = 0, ""
    for match in reference_patterns.place_in_list().finditer(text):
        is_range = match["link"].lower().startswith(("-", "–", "t", "until"))
        if match["letter"]:
            if not letter:
                continue  # "OP 5 and (b)": a letter without a letter before it
            last = match["letter"].strip("()").lower()
            between = _letters_between(letter, last) if is_range else []
            yield from (_paragraph(kind, str(number), one) for one in (*between, last))
            letter = last
            continue
        kind = match["kind"] or kind
        word = match["number"].lower().replace("-", " ")
        first, number = number + 1, NUMBER_WORDS.get(word) or int(word)
        if is_range and first > 1 and not (letter or match["levels"]):
            yield from (_paragraph(kind, str(between)) for between in range(first, number))
        paragraph = _paragraph(kind, str(number), match["levels"])
        last = paragraph[-2] if paragraph.endswith(")") else ""
        if is_range and letter and first > number and paragraph == f"{number}({last})":  # "5(a) to 5(c)"
            yield from (_paragraph(kind, str(number), one) for one in _letters_between(letter, last))
        yield paragraph
        letter = last


def _letters_between(first: str, last: str) -> list[str]:
    """Return the letters between two, without both; none between Roman numerals.

    >>> _letters_between("a", "d"), _letters_between("i", "v")
    (['b', 'c'], [])
    """
    return [] if {first, last} <= {*"ivx"} else [chr(code) for code in range(ord(first) + 1, ord(last))]


def _paragraph(kind: str, number: str, levels: str = "") -> str:
    """Return a paragraph as in a `Citation`."""
    letters = "".join(f"({level})" for level in levels_of(reference_patterns.LEVEL_WORD.sub(" ", levels)))
    is_preambular, is_of_annex = kind.lower().startswith(("pre", "pp", "recital")), kind.lower().startswith("annex")
    return f"{'PP' if is_preambular else 'annex-' if is_of_annex else ''}{number}{letters}"
