"""Numbers and their nouns."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "file"), counted(2156, "clause")
    ('1 file', '2,156 clauses')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
