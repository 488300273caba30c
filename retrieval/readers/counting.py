"""List numbering in the formats of word processors and browsers."""

from __future__ import annotations

from retrieval.clauses.numerals import roman

_HIGHEST = 399


def counted(value: int, form: str) -> str:
    """Format a list number in a format of Word or of style sheets; "" for an unknown format, or a number above 399.

    >>> counted(4, "lowerRoman"), counted(28, "lowerLetter"), counted(28, "lower-alpha"), counted(1, "ordinalText")
    ('iv', 'bb', 'ab', '')
    """
    if not 0 < value <= _HIGHEST:
        return ""
    rounds, place = divmod(value - 1, 26)
    letter = chr(ord("a") + place)
    match form:
        case "decimal":
            return str(value)
        case "decimalZero" | "decimal-leading-zero":
            return f"{value:02}"
        case "lowerRoman" | "lower-roman" | "upperRoman" | "upper-roman":
            text = roman(value)
        case "lowerLetter" | "upperLetter":  # Word: z, aa, bb
            text = letter * (rounds + 1)
        case "lower-alpha" | "lower-latin" | "upper-alpha" | "upper-latin":  # style sheets: z, aa, ab
            text = (chr(ord("a") + rounds - 1) if rounds else "") + letter
        case _:
            return ""
    return text.upper() if form.startswith("upper") else text
