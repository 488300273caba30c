"""Ages in the words of the texts: "a 17 year old" becomes "an under-18", as the texts name the age of eighteen."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import age_patterns


def with_plain_ages(text: str) -> str:
    """Rewrite the ages of 16 and 17 as "under 18"; the texts have fifteen as an age, too, so lower ones stay.

    >>> with_plain_ages("can they recruit my 16 year old son"), with_plain_ages("are seventeen-year-olds children?")
    ('can they recruit my under-18 son', 'are under-18s children?')
    >>> with_plain_ages("is 17 too young to fight"), with_plain_ages("i am 16, can they draft me")
    ('is under 18 too young to fight', 'i am under 18, can they draft me')
    >>> with_plain_ages("a 16 year old war"), with_plain_ages("OP 16 and 17 of 2467")
    ('a 16 year old war', 'OP 16 and 17 of 2467')
    """
    plain = age_patterns.YEARS_OLD.sub(
        lambda found: f"{'an ' if found['article'] else ''}under-18{found['many'] or ''}", text
    )
    return age_patterns.AGED.sub(r"\g<before>under 18", plain)
