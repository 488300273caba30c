"""Attribution of quoted words: whether a person said them, or the Council or its resolution."""

from __future__ import annotations

import re

CITED = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Character in place of each citation of a resolution."""
_SPEECH = re.compile(
    r"\b(?:said|says|told|put it|remarked|replied|wrote|writes|tweeted|in (?:his|her|their|my|our) (?:own )?"
    r"(?:words|speech|statement|address|briefing|remarks|report))\b",
    re.IGNORECASE,
)
_NEAR = 240
"""Maximum characters before a verb of speech in which its subject is looked for."""
_BEHIND = 120
"""Maximum characters behind a quotation in which a verb of speech is looked for."""
_PREPOSITIONS = (
    "of on to about for by with from under at in into after before against around regarding concerning".split()
)
_MODIFIERS = (
    "the this that its our same UN United Nations Security Council Council['’]s landmark historic first last second"
    " third new recent latest earlier later previous operative preambular resolutions? UNSCR SCR"
).split()
_ADVERBS = (
    "that has have had does did also already then there here further again even still itself never not first once thus"
    " therefore only clearly"
).split()
_PARTS = (
    "text preamble chapeau annex title (?:sub-?)?paragraph sentence words wording language beginning end part half"
).split()
_MODIFIER = rf"(?:(?:{'|'.join(_MODIFIERS)})\s)"
"""Word before a text: "the landmark | resolution"."""
_GOVERNED = rf"""
    \b(?:
      {"|".join(_PREPOSITIONS)}                         # a report on | the resolution
    | \w+ing(?!\sthat\b)                                # the Minister, quoting | it; not "adding that | it"
    | \w+ed(?!\sthat\b)                                 # the Minister reviewed | it
    | to\s\w+(?!\sthat\b)                               # a wish to change | it
    | (?:that|which)\s(?!(?:this|as|its|is|was)\b)\w+s  # the group that drafts | it
    | whos?e?\s(?:\w+\s){{0,2}}\w+                      # the Minister, who has read | it
    )\s{_MODIFIER}{{0,5}}
    """
"""Words that make the text behind them an object, and no subject."""
_TEXT = rf"""
    (?:
      (?:S/RES/)?{CITED}(?:(?:,|,?\s(?:and|or))\s{_MODIFIER}{{0,3}}(?:S/RES/)?{CITED}){{0,4}}     # 1325, 1820 and 1888
    | \b(?:resolutions?|(?:sub-?)?paragraph|preamble|chapeau|(?<!draft\ )text)\b(?:\s\d{{1,4}})?  # paragraph 3
    | (?<!European\ )(?<!Rights\ )(?<!Social\ )\bCouncil\b
    | \bit\b
    )(?!['’])
    """
"""The Council, or a text of it."""
_TOPIC = r"""
    \s(?:on|concerning|regarding|about)(?:
      \s(?:women|youth),\speace\sand\ssecurity
    | (?:\s(?!(?:s?he|they|we|I|is|was|are|were|has|had|Mr|Ms)\b)[\w’'-]+){1,8}
    )
    """
"""Topic of a resolution behind it: "resolution 1325 (2000) | on women, peace and security | says"."""
_ASIDE = rf"""
    (?:
      ,\s(?:in|at|of|on|by|after|from|which|its|[a-z]+ed|[a-z]+ing)\b[^,;:]{{1,80}},  # it|, adopted in May,| says
    | \s(?:in|with|through|by)\s{_MODIFIER}{{0,5}}{CITED},?  # the Council | in resolution 1325 (2000) | says
    | \s\([^()]{{1,80}}\)                                    # the resolution | (its third) | says
    )
    """
"""Aside between a subject and its verb."""
_ADVERB = rf",?\s(?:{'|'.join(_ADVERBS)}|[a-z]+ly)\b"
"""Adverb or auxiliary before a verb: "it | has | also | said"."""
_SUBJECT = re.compile(
    rf"""
    (?P<other>{_GOVERNED})?{_TEXT}(?:\sof\s{_MODIFIER}{{0,4}}Council)?
    (?:{_TOPIC})?{_ASIDE}?(?P<which>,?\swhich)?(?:{_ADVERB}){{0,4}},?\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Text that may be the subject of the verb behind it: "the Minister, quoting | resolution 1325 (2000) on women"."""
_PART_OF = re.compile(
    rf"(?P<other>{_GOVERNED})?\b(?:{'|'.join(_PARTS)})\s(?:\d{{1,3}}\s)?(?:of|in)\s{_MODIFIER}{{0,5}}$",
    re.VERBOSE | re.IGNORECASE,
)
"""Part of a text before its name: "the preamble of", "the first sentence of"; "the author of the text of" is none."""
_ON = re.compile(r"(?:on|about|regarding|concerning)\b", re.IGNORECASE)
_IN = re.compile(r"in\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:as|is|was|are|were|been|be)(?:\s(?:also|already|\w+ly))?\s$", re.IGNORECASE)
_IN_TEXT = re.compile(rf"\s(?:so\s)?(?:in|by)\s{_MODIFIER}{{0,5}}{_TEXT}", re.VERBOSE | re.IGNORECASE)
"""Text behind a passive verb: "as is said | in resolution 1325 (2000)"."""
_BY_TEXT = re.compile(rf"\s{_MODIFIER}{{0,5}}{_TEXT}(?!\s(?:member|president))", re.VERBOSE | re.IGNORECASE)
"""Text behind a verb that begins what follows a quotation: "…”, says | resolution 1325 (2000)"."""
_BY_NAME = re.compile(r"\s(?:the|an?|one|his|her|our|my|[A-Z][\w.]+)\b")
"""Somebody behind a verb between commas: "resolution 1325 (2000), said | the Minister, is"."""


def is_spoken(before: str, after: str) -> bool:
    """Return whether a sentence says that somebody spoke the words it quotes, other than the Council or a resolution.

    The last verb of speech before the quotation decides, or else the first one behind it.

    Args:
        before: Words of the sentence before the quotation, each citation of a resolution replaced by `CITED`.
        after: Words of the sentence behind it, likewise.

    >>> is_spoken(f"As the Minister said of {CITED}, ", "")
    True
    >>> is_spoken(f"The Minister told us that {CITED} says: ", "")
    False
    """
    verbs = list(_SPEECH.finditer(before))
    if verbs:
        return not _is_of_text(before, verbs[-1])
    verb = _SPEECH.search(after[:_BEHIND])
    return verb is not None and not _is_of_text(after, verb, opens=not any(map(str.isalnum, after[: verb.start()])))


def _is_of_text(words: str, verb: re.Match[str], *, opens: bool = False) -> bool:
    """Return whether the subject of a verb of speech is the Council, or a text of it.

    Args:
        words: The words that the verb is in.
        verb: The verb.
        opens: Whether the verb comes directly behind a quotation, so that its subject may follow it.
    """
    near = words[max(0, verb.start() - _NEAR) : verb.start()]
    if (opens and _BY_TEXT.match(words, verb.end())) or (_IS.search(near) and _IN_TEXT.match(words, verb.end())):
        return True
    subject = _SUBJECT.search(near)
    is_named = _BY_NAME.match(words, verb.end()) is not None
    if subject is None or (is_named and near.endswith(", ")):
        return False
    if not subject["other"]:
        return True
    if subject["which"]:
        return not _ON.match(subject["other"])
    if _IN.match(subject["other"]):  # "in its paragraph 3, resolution 1325 (2000) says", which is one citation
        return not is_named and not near.endswith(", ")
    part = _PART_OF.search(near, 0, subject.end("other"))
    return part is not None and not part["other"]
