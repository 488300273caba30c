"""Paragraph references in standard notation: "letter b of OP 16" becomes "OP 16 (b)"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import place_patterns
from retrieval.clauses.citation import LAST
from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS

_LONGEST_PLACE = 6
"""Maximum characters to search for a paragraph before letters: " 16, "."""


def with_plain_places(text: str) -> str:
    """Rewrite the paragraph references of a question in standard notation.

    >>> with_plain_places("everything after para 20 of 2106"), with_plain_places("between paras 4 and 6 of 1820")
    ('para 21 onwards of 2106', 'paras 4 to 6 of 1820')
    >>> with_plain_places("letter b of 2106 OP 16"), with_plain_places("para 16 of res 2467, only (c)")
    ('2106 OP 16 (b)', 'para 16 (c) of res 2467')
    >>> with_plain_places("second sub-paragraph of OP 16"), with_plain_places("2106.16.a")
    ('OP 16 (b)', '2106 OP 16 (a)')
    """
    plain = _with_plain_numbers(place_patterns.JOINED.sub(r"\g<kind> ", text))
    plain = place_patterns.PAGE_LIKE.sub(r"\g<before>para ", plain)
    plain = place_patterns.OF_A_PART.sub(r"\g<part> ", plain)
    plain = place_patterns.IN_BRACKETS_BEHIND.sub(
        lambda found: f"{found['resolution']} {found['kind'] or 'OP'} {found['number'] or found['bare']}", plain
    )
    plain = place_patterns.ROMAN_NUMBER.sub(lambda found: f"{found['kind']} {_roman(found['roman'])}", plain)
    plain = place_patterns.KIND_LEFT_OUT.sub(r"\g<kind>\g<one>\g<kind> ", plain)
    return _with_plain_letters(_with_plain_ranges(plain))


def _with_plain_numbers(text: str) -> str:
    """Rewrite the punctuation between a kind of paragraph, its numbers and its resolution.

    >>> _with_plain_numbers("1325 OP:8"), _with_plain_numbers("OP8/1325"), _with_plain_numbers("2185 OP 9.b")
    ('1325 OP 8', 'OP8 of 1325', '2185 OP 9 (b)')
    >>> _with_plain_numbers("2467 OP 16 18 20"), _with_plain_numbers("1325, 8 to 10")
    ('2467 OP 16, 18, 20', '1325 OP 8 to 10')
    >>> _with_plain_numbers("2396 PP 33; OP 40")
    '2396 PP 33, OP 40'
    """
    plain = place_patterns.SEMICOLON_BETWEEN.sub(",", text)
    plain = place_patterns.DOT_BEFORE_LETTER.sub(r"\g<place> (\g<letter>)", plain)
    plain = place_patterns.COLON_BEFORE_NUMBER.sub(r"\g<kind> ", plain)
    plain = place_patterns.STROKE_BEFORE_RESOLUTION.sub(r"\g<place> of ", plain)
    plain = place_patterns.NUMBERS_IN_A_ROW.sub(
        lambda found: ", ".join([found["place"], *found["more"].split()]), plain
    )
    plain = place_patterns.ONE_OF_A_PART.sub(
        lambda found: f"{'PP' if found['part'] == 'preamble' else 'OP'} {found['number'] or found['other']}", plain
    )
    return place_patterns.NUMBERS_ALONE.sub(r"\g<resolution> OP \g<numbers>", plain)


def _with_plain_ranges(text: str) -> str:
    """Rewrite ranges of paragraphs, and paragraphs counted from the end."""
    plain = place_patterns.ALL_BUT_ONE.sub(_all_but_one, text)
    plain = place_patterns.SIDE_BEFORE_RESOLUTION.sub(_beside, plain)
    plain = place_patterns.SIDE_BEHIND_RESOLUTION.sub(_behind_resolution, plain)
    plain = place_patterns.NEXT_TO_ONE.sub(_next_to, plain)
    plain = place_patterns.BESIDE_ONE.sub(_beside, plain)
    plain = place_patterns.AFTER_ONE.sub(lambda found: f"{found['kind']} {int(found['number']) + 1} onwards", plain)
    plain = place_patterns.FROM_ONE.sub(r"\g<kind> \g<number> onwards", plain)
    plain = place_patterns.BETWEEN_TWO.sub(r"\g<kind> \g<number> to \g<other>", plain)
    plain = place_patterns.NTH_TO_NTH.sub(
        lambda found: f"{found['kind']} {_number(found['first'])} to {_number(found['last'])}", plain
    )
    plain = place_patterns.MANY_AT_END.sub(r"\g<end> \g<many> ", plain)
    return place_patterns.BEFORE_THE_LAST.sub(r"penultimate \g<kind>", plain)


def _with_plain_letters(text: str) -> str:
    """Rewrite sub-paragraphs, with their letters in brackets behind their paragraph.

    >>> _with_plain_letters("letter b, OP 16"), _with_plain_letters("OP 2 (a), OP 8")
    ('OP 16 (b)', 'OP 2 (a), OP 8')
    >>> _with_plain_letters("the last sub-paragraph of OP 16 of 2467")
    'OP 16 (last) of 2467'
    """
    plain = place_patterns.HALF_BRACKET.sub(r"\g<place> (\g<letter>)", text)
    plain = place_patterns.LETTERS_IN_ONE.sub(lambda found: f"{found['place']} {_letters(found['letters'])}", plain)
    plain = place_patterns.LETTERED_LIST.sub(lambda found: f"{found['kind'] or 'OP'} {found['list']}", plain)
    plain = place_patterns.LAST_LETTER.sub(rf"\g<place> ({LAST})", plain)
    plain = place_patterns.NTH_LETTER.sub(lambda found: f"sub-paragraph {_letter_at(found['nth'])}", plain)
    plain = place_patterns.LETTERS_BEFORE.sub(_behind_paragraph, plain)
    plain = place_patterns.LETTERS_BEHIND.sub(
        lambda found: f"{found['place']} {_letters(found['letters'])}{found['of'] or ''}", plain
    )
    return place_patterns.LETTERED_ALONE.sub(r"\g<resolution> OP \g<number> (\g<letter>)", plain)


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


def _roman(numeral: str) -> int:
    """Return the number of a Roman numeral up to thirty-nine.

    >>> _roman("IV"), _roman("XII")
    (4, 12)
    """
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _behind_paragraph(found: re.Match[str]) -> str:
    """Move letters behind their paragraph, unless they belong to a paragraph before them: "OP 2 | (a), OP 8"."""
    before = found.string[max(0, found.start() - _LONGEST_PLACE) : found.start()]
    if found["comma"] and place_patterns.PLACE_BEFORE.search(before):
        return found[0]
    return f"{found['place']} {_letters(found['letters'])}"


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
