"""Numbers of lists, as word processors and browsers write them."""

from __future__ import annotations

from retrieval.clauses.numerals import roman

_HIGHEST = 399
# The same forms as word processors and style sheets call them.
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
    """Return a number in a form of Word's or of style sheets'; "" where the form, or so high a number, is not known.

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
