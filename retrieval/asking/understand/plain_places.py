"""Paragraph references in standard notation: "letter b of OP 16" becomes "OP 16 (b)"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import place_patterns
from retrieval.asking.understand.words import Rewrite, rewritten
from retrieval.clauses.citation import LAST
from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS
from retrieval.clauses.numerals import sum_of_letters

_LONGEST_PLACE = 6
"""Maximum characters to search for a paragraph before letters: " 16, "."""


def with_plain_places(text: str) -> str:
    """Rewrite the paragraph references of a question in standard notation.

    >>> with_plain_places("1325 OP:8"), with_plain_places("OP8/1325"), with_plain_places("2185 OP 9.b")
    ('1325 OP 8', 'OP8 of 1325', '2185 OP 9 (b)')
    >>> with_plain_places("2467 OP 16 18 20"), with_plain_places("1325, 8 to 10"), with_plain_places("1820 PP 3; OP 4")
    ('2467 OP 16, 18, 20', '1325 OP 8 to 10', '1820 PP 3, OP 4')
    >>> with_plain_places("everything after para 20 of 2106"), with_plain_places("between paras 4 and 6 of 1820")
    ('para 21 onwards of 2106', 'paras 4 to 6 of 1820')
    >>> with_plain_places("letter b, OP 16"), with_plain_places("OP 2 (a), OP 8"), with_plain_places("2106.16.a")
    ('OP 16 (b)', 'OP 2 (a), OP 8', '2106 OP 16 (a)')
    >>> with_plain_places("letter b of 2106 OP 16"), with_plain_places("para 16 of res 2467, only (c)")
    ('2106 OP 16 (b)', 'para 16 (c) of res 2467')
    >>> with_plain_places("second sub-paragraph of OP 16"), with_plain_places("the last sub-paragraph of OP 16 of 2467")
    ('OP 16 (b)', 'OP 16 (last) of 2467')
    """
    return rewritten(text, _REWRITES)


def _of_a_part(found: re.Match[str]) -> str:
    return f"{'PP' if found['part'] == 'preamble' else 'OP'} {found['number'] or found['other']}"


def _in_brackets(found: re.Match[str]) -> str:
    return f"{found['resolution']} {found['kind'] or 'OP'} {found['number'] or found['bare']}"


def _nth_to_nth(found: re.Match[str]) -> str:
    return f"{found['kind']} {_number(found['first'])} to {_number(found['last'])}"


def _beside(found: re.Match[str]) -> str:
    """Rewrite "before para 20" or "after para 20" as a range of paragraphs; unchanged if the range is empty."""
    kind, number, side = found["kind"], int(found["number"]), found["side"].lower()
    if side in ("before", "up to", "until", "till"):
        last = number - (side == "before")
        return f"{kind} 1 to {last}" if last > 1 else f"{kind} 1" if last else found[0]
    return f"{kind} {number + (side != 'from')} onwards"


def _behind_resolution(found: re.Match[str]) -> str:
    """Rewrite "2282 up to para 3" or "2282, from 30 on" as a range of paragraphs behind the resolution."""
    if found["from"]:
        return f"{found['resolution']} {found['from_kind'] or 'para'} {found['from']} onwards"
    return f"{found['resolution']} {_beside(found)}"


def _next_to(found: re.Match[str]) -> str:
    """Rewrite "the paragraph before OP 8" as the number of that paragraph.

    Unchanged if it has no number; the paragraph before OP 1 is the last preambular one, and before a letter "a" comes
    its paragraph.

    >>> with_plain_places("the paragraph before OP 8 of 1325"), with_plain_places("two paragraphs after 1325 OP 8")
    ('OP 7 of 1325', '1325 OP 9 to 10')
    >>> with_plain_places("the paragraph before 2467, OP 1"), with_plain_places("the paragraph before OP 16 (a)")
    ('2467, last preambular paragraph', 'OP 16')
    """
    many = NUMBER_WORDS.get((found["many"] or "one").lower().replace("-", " ")) or int(found["many"])
    if found["several"] and not found["many"]:
        return found[0]  # all paragraphs on that side
    is_preambular = found["kind"].lower().startswith(("pre", "pp", "p.p", "rec"))
    resolution, kind, number = found["resolution"] or "", "PP" if is_preambular else "OP", int(found["number"])
    is_after = found["side"].lower() in ("after", "following")
    if found["letter"]:
        letter = chr(ord(found["letter"].lower()) + (1 if is_after else -1))
        place = f"{resolution}{kind} {number}"
        return found[0] if many > 1 or letter > "z" else f"{place} ({letter})" if letter.isalpha() else place
    first, last = (number + 1, number + many) if is_after else (max(number - many, 1), number - 1)
    if last < 1:
        return f"{resolution}{'PP 0' if is_preambular else 'last preambular paragraph'}"
    return f"{resolution}{kind} {first}{f' to {last}' if last > first else ''}"


def _all_but_one(found: re.Match[str]) -> str:
    """Rewrite "everything except OP 1" as the other paragraphs, with the preamble first unless it is left out."""
    number, resolution = int(found["number"]), found["resolution"]
    before = {1: "", 2: "1, "}.get(number, f"1 to {number - 1}, ")
    preamble = "" if found["kinds"] else f"PP 1 onwards of {resolution}; "
    return f"{preamble}OP {before}{number + 1} onwards of {resolution}"


def _letter_at(nth: str) -> str:
    """Return the letter of an ordinal, in brackets.

    >>> _letter_at("second"), _letter_at("3rd")
    ('(b)', '(c)')
    """
    return f"({chr(ord('a') + _number(nth) - 1)})"


def _number(nth: str) -> int:
    """Return the number of an ordinal, in words or figures."""
    return ORDINALS.get(nth.lower().replace("-", " ")) or int(nth[:-2])


def _behind_paragraph(found: re.Match[str]) -> str:
    """Move letters behind their paragraph, unless they belong to a paragraph before them: "OP 2 | (a), OP 8"."""
    before = found.string[max(0, found.start() - _LONGEST_PLACE) : found.start()]
    if found["comma"] and place_patterns.PLACE_BEFORE.search(before):
        return found[0]
    return _with_letters(found)


def _with_letters(found: re.Match[str]) -> str:
    return f"{found['place']} {_letters(found['letters'])}{found.groupdict().get('of') or ''}"


def _letters(text: str) -> str:
    """Rewrite a list of letters with each in brackets.

    >>> _letters("subparagraphs a to c"), _letters("(a) and (c)")
    ('(a)-(c)', '(a), (c)')
    """
    written = ""
    for found in place_patterns.LETTER_IN_TEXT.finditer(place_patterns.LETTER_WORD.sub(" ", text)):
        if found["range"]:
            written += "-"
        else:
            written += f"{', ' if written and written[-1] != '-' else ''}({found['letter'].lower()})"
    return written


_REWRITES: tuple[Rewrite, ...] = (
    (place_patterns.JOINED, r"\g<kind> "),
    # Punctuation between a kind of paragraph, its numbers and its resolution.
    (place_patterns.SEMICOLON_BETWEEN, ","),
    (place_patterns.DOT_BEFORE_LETTER, r"\g<place> (\g<letter>)"),
    (place_patterns.COLON_BEFORE_NUMBER, r"\g<kind> "),
    (place_patterns.STROKE_BEFORE_RESOLUTION, r"\g<place> of "),
    (place_patterns.NUMBERS_IN_A_ROW, lambda found: ", ".join([found["place"], *found["more"].split()])),
    (place_patterns.ONE_OF_A_PART, _of_a_part),
    (place_patterns.NUMBERS_ALONE, r"\g<resolution> OP \g<numbers>"),
    # Kinds of paragraph.
    (place_patterns.PAGE_LIKE, r"\g<before>para "),
    (place_patterns.OF_A_PART, r"\g<part> "),
    (place_patterns.IN_BRACKETS_BEHIND, _in_brackets),
    (place_patterns.ROMAN_NUMBER, lambda found: f"{found['kind']} {sum_of_letters(found['roman'].lower())}"),
    (place_patterns.KIND_LEFT_OUT, r"\g<kind>\g<one>\g<kind> "),
    # Ranges of paragraphs, and paragraphs counted from the end.
    (place_patterns.ALL_BUT_ONE, _all_but_one),
    (place_patterns.SIDE_BEFORE_RESOLUTION, _beside),
    (place_patterns.SIDE_BEHIND_RESOLUTION, _behind_resolution),
    (place_patterns.NEXT_TO_ONE, _next_to),
    (place_patterns.BESIDE_ONE, _beside),
    (place_patterns.AFTER_ONE, lambda found: f"{found['kind']} {int(found['number']) + 1} onwards"),
    (place_patterns.FROM_ONE, r"\g<kind> \g<number> onwards"),
    (place_patterns.BETWEEN_TWO, r"\g<kind> \g<number> to \g<other>"),
    (place_patterns.NTH_TO_NTH, _nth_to_nth),
    (place_patterns.MANY_AT_END, r"\g<end> \g<many> "),
    (place_patterns.BEFORE_THE_LAST, r"penultimate \g<kind>"),
    # Sub-paragraphs, with their letters in brackets behind their paragraph.
    (place_patterns.HALF_BRACKET, r"\g<place> (\g<letter>)"),
    (place_patterns.LETTERS_IN_ONE, _with_letters),
    (place_patterns.LETTERED_LIST, lambda found: f"{found['kind'] or 'OP'} {found['list']}"),
    (place_patterns.LAST_LETTER, rf"\g<place> ({LAST})"),
    (place_patterns.NTH_LETTER, lambda found: f"sub-paragraph {_letter_at(found['nth'])}"),
    (place_patterns.LETTERS_BEFORE, _behind_paragraph),
    (place_patterns.LETTERS_BEHIND, _with_letters),
    (place_patterns.LETTERED_ALONE, r"\g<resolution> OP \g<number> (\g<letter>)"),
)
