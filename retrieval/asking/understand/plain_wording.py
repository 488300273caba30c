"""Ages, parts and limits in standard wording: "the introduction of 1325" becomes "the preamble of 1325"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import wording_patterns
from retrieval.asking.understand.words import Rewrite, rewritten, search_before


def with_plain_wording(text: str) -> str:
    """Rewrite ages, names of the parts of a resolution, and limits to a resolution in standard wording.

    The ages of 16 and 17 become "under 18"; the texts have fifteen as an age, too, so lower ones stay.

    >>> with_plain_wording("can my 16 year old son be drafted"), with_plain_wording("OP 16 and 17 of 2467")
    ('can my under-18 son be drafted', 'OP 16 and 17 of 2467')
    >>> with_plain_wording("how does 1325 begin?"), with_plain_wording("after the introduction of 1325")
    ('the preamble of 1325', 'after the introduction of 1325')
    >>> with_plain_wording("in the introductory part: youth"), with_plain_wording("youth, only the binding parts")
    ('in the preamble: youth', 'youth, only the operative paragraphs')
    >>> with_plain_wording("In 1325 itself: camps"), with_plain_wording("does 1325 itself mention camps")
    ('In 1325 only: camps', 'does 1325 mention camps')
    >>> with_plain_wording("stick to 1325. camps"), with_plain_wording("what has 1325 got to say on camps")
    ('in 1325: camps', 'what does 1325 say on camps')
    >>> with_plain_wording("is the word genocide ever used in 1325 at all?")
    'which paragraphs contain the words “genocide” in 1325'
    >>> with_plain_wording("texts that say “survivors” rather than “victims”")
    'texts that say “survivors” but not “victims”'
    """
    return rewritten(text, _REWRITES)


def _under_18(found: re.Match[str]) -> str:
    return f"{'an ' if found['article'] else ''}under-18{found['many'] or ''}"


def _beginning(found: re.Match[str]) -> str:
    """Rewrite "at the beginning of 1325" as "in the preamble of 1325"."""
    return f"{wording_patterns.AT_AT_END.sub('in ', found['asks'])}the preamble of {found['resolution']}"


def _preambular(found: re.Match[str]) -> str:
    """Rewrite "opening paragraphs" and "introductory part"; unchanged behind a number."""
    return found[0] if found["many"] else "preambular paragraphs" if found["several"] else "preamble"


def _numbered(found: re.Match[str]) -> str:
    """Rewrite "numbered paragraphs" and "the numbered part" as operative ones; "unnumbered" is preambular."""
    if found["several"]:
        return f"{'preambular' if found['un'] else 'operative'} paragraphs"
    return "preamble" if found["un"] else "operative part"


def _emphasised(found: re.Match[str]) -> str:
    """Replace the emphasis behind a resolution, as in "1325 itself", by "only"; remove it inside a sentence."""
    if found["ends"] is None:
        return found["resolution"]
    is_place = search_before(wording_patterns.PLACE_BEFORE, found.string, found.start()) is not None
    return f"{found['resolution']} only" if is_place else found[0]


def _has_got(found: re.Match[str]) -> str:
    """Rewrite "has 1325 got …" as "does 1325 have …", and "has 1325 got to say" as "does 1325 say"."""
    return f"{found['what']}does {found['resolution']} {'say' if found['say'] else 'have '}"


def _with_word(found: re.Match[str]) -> str:
    """Rewrite "is the word X ever used in 1325" as "which paragraphs contain the words “X” in 1325"."""
    term = found["quoted"] or found["single"] or found["plain"]
    return f"which paragraphs contain the words “{term}”{found['within']}"


_REWRITES: tuple[Rewrite, ...] = (
    (wording_patterns.AT_ALL_AT_END, ""),
    (wording_patterns.EVER_USED, _with_word),
    (wording_patterns.RATHER_THAN_QUOTED, lambda found: f"{found['double'] or found['single']} but not "),
    (wording_patterns.RATHER_THAN, r"\g<use>“\g<term>” but not “\g<other>”\g<end>"),
    (wording_patterns.YEARS_OLD, _under_18),
    (wording_patterns.AGED, r"\g<before>under 18"),
    (wording_patterns.INTRODUCTION_OF_ONE, r"preamble of \g<resolution>\g<named>"),
    (wording_patterns.BEGINNING_OF_ONE, _beginning),
    (wording_patterns.BEGINS, r"the preamble of \g<resolution>"),
    (wording_patterns.OPENING_PARAGRAPHS, _preambular),
    (wording_patterns.NUMBERED_PARAGRAPHS, _numbered),
    (wording_patterns.BINDING_ONLY, r"\g<only>operative paragraphs"),
    (wording_patterns.WHEREAS_CLAUSES, r"\g<before>preambular paragraphs"),
    (wording_patterns.EMPHASISED, _emphasised),
    (wording_patterns.ONLY_BEFORE, r"\g<limit>"),
    (wording_patterns.WISHED, r"in \g<resolution>: "),
    (wording_patterns.LOOKED_THROUGH, r"in \g<resolution>: "),
    (wording_patterns.HEADED, r"in \g<resolution>: "),
    (wording_patterns.IN_SQUARE_BRACKETS, r"(\g<resolution>)"),
    (wording_patterns.HAS_GOT, _has_got),
)
