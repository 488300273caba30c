"""List numbering in the formats of word processors and browsers."""

from __future__ import annotations

from retrieval.clauses.numerals import roman

_HIGHEST = 399
# Names of the same formats in word processors and in style sheets.
_FORMS = {
    "decimal": ("decimal",),
    "zero": ("decimalZero", "decimal-leading-zero"),
    "letter": ("lowerLetter",),
    "LETTER": ("upperLetter",),
    "letters": ("lower-alpha", "lower-latin"),
    "LETTERS": ("upper-alpha", "upper-latin"),
    "roman": ("lowerRoman", "lower-roman"),
    "ROMAN": ("upperRoman", "upper-roman"),
}
_BY_NAME = {name: form for form, names in _FORMS.items() for name in names}


def counted(value: int, form: str) -> str:
    """Format a list number in a format of Word or of style sheets; "" if the format, or so high a number, is unknown.

    >>> counted(4, "lowerRoman"), counted(28, "lowerLetter"), counted(28, "lower-alpha"), counted(1, "ordinalText")
    ('iv', 'bb', 'ab', '')
    """
    if not 0 < value <= _HIGHEST:
        return ""
    rounds, place = divmod(value - 1, 26)
    letter = chr(ord("a") + place)
    letters = (chr(ord("a") + rounds - 1) if rounds else "") + letter
    small = {"letter": letter * (rounds + 1), "letters": letters, "roman": roman(value)}
    said = {**small, **{name.upper(): number.upper() for name, number in small.items()}}
    return {**said, "decimal": str(value), "zero": f"{value:02}"}.get(_BY_NAME.get(form, ""), "")
