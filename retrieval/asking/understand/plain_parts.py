"""Parts of resolutions in standard wording: "the introduction of 1325" becomes "the preamble of 1325"."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import part_patterns


def with_plain_parts(text: str) -> str:
    """Rewrite everyday names of the preamble and of operative paragraphs in standard wording.

    >>> with_plain_parts("show me the introduction of 1325"), with_plain_parts("how does 1325 begin?")
    ('show me the preamble of 1325', 'the preamble of 1325')
    >>> with_plain_parts("opening paragraphs on youth"), with_plain_parts("in the introductory part: youth")
    ('preambular paragraphs on youth', 'in the preamble: youth')
    >>> with_plain_parts("numbered paragraphs only: youth"), with_plain_parts("youth, only the binding parts")
    ('operative paragraphs only: youth', 'youth, only the operative paragraphs')
    >>> with_plain_parts("after the introduction of 1325"), with_plain_parts("the beginning of 2015")
    ('after the introduction of 1325', 'the beginning of 2015')
    """
    plain = part_patterns.INTRODUCTION_OF_ONE.sub(
        lambda found: f"preamble of {found['resolution'] or found['named']}", text
    )
    plain = part_patterns.BEGINNING_OF_ONE.sub(_beginning, plain)
    plain = part_patterns.BEGINS.sub(r"the preamble of \g<resolution>", plain)
    plain = part_patterns.OPENING_PARAGRAPHS.sub(_preambular, plain)
    plain = part_patterns.NUMBERED_PARAGRAPHS.sub(_numbered, plain)
    plain = part_patterns.BINDING_ONLY.sub(lambda found: f"{found['only'] or ''}operative paragraphs", plain)
    return part_patterns.WHEREAS_CLAUSES.sub(r"\g<before>preambular paragraphs", plain)


def _beginning(found: re.Match[str]) -> str:
    """Rewrite "at the beginning of 1325" as "in the preamble of 1325"."""
    return f"{part_patterns.AT_AT_END.sub('in ', found['asks'])}the preamble of {found['resolution']}"


def _preambular(found: re.Match[str]) -> str:
    """Rewrite "opening paragraphs" and "introductory part"; unchanged behind a number."""
    return found[0] if found["many"] else "preambular paragraphs" if found["several"] else "preamble"


def _numbered(found: re.Match[str]) -> str:
    """Rewrite "numbered paragraphs" and "the numbered part" as operative ones; "unnumbered" is preambular."""
    if found["several"]:
        return f"{'preambular' if found['un'] else 'operative'} paragraphs"
    return "preamble" if found["un"] else "operative part"
