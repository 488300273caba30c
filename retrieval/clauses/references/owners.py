"""Words around a cited paragraph that say which document owns it.

A resolution also cites its own: words that leave that open ("resolution 1325 and paragraph 8") decide in drafts only.
In a draft, a paragraph without a resolution beside it is of the one cited last, unless a rival or the words around it
say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Literal, cast

from retrieval.clauses.months import MONTH

TEXT = (
    r"\b(?:report|letter|agreement|accords?|annex|plan|declaration|programme|document|charter|statute|guidelines"
    r"|article|communiqué|statement|convention|protocol|note|memorandum|strategy|platform|constitution|draft|text"
    r"|paper)\b"
)
"""Nouns for other texts with paragraphs, as a part of patterns: "report", "statute"."""
ADOPTED = rf",?\s(?:(?:was\s)?adopted\s)?(?:of|on|in)\s(?:\d{{1,2}},?\s|{MONTH}\s){{0,2}}(?:19|20)\d\d\b"
"""Case-insensitive pattern of the date after a resolution: " of 31 October 2000", ", adopted in 2000"."""
_THE = (
    r"(?:(?:the|its|our|your|own|UN|United|Nations|UNSC|SC|Security|Council(?:['’]s)?|said|previous|earlier|later"
    r"|subsequent|recent|aforementioned|landmark|historic|groundbreaking)\s){0,8}+"
)
"""Words before "resolution" that say nothing of its owner: "the recent Security Council"."""
_NEXT = re.compile(
    rf"(?:,?\s(?:of|in|from|to|en|dans)|(?P<comma>,))\s{{1,2}}(?:(?:la|su|sa|cette|ladite|dicha|esta)\s)?{_THE}"
    r"(?:(?:resolutions?|UNSCR|SCR|Res\.?)[\s-]?)?",
    re.IGNORECASE,
)
"""Words between a paragraph and the resolution behind it that owns it: "paragraph 8 | of its resolution | 1325"."""
_LAST = re.compile(
    rf"(?:{ADOPTED})?[\s,:–—-]{{0,3}}[(\[]?(?:(?:(?:and\s)?(?:in\s)?its|the|operative|at|see|cf\.?"
    r"|(?:and,?\s)?(?:including|in particular|particularly|notably|specifically|especially|namely|inter alia)(?:\sin)?"
    r"|au|aux|dans\s(?:son|ses|le|les)|en\s(?:su|sus|el|los|particulier|particular)|notamment"
    r"|(?P<open>;|and|in|on|with|under|both|et|y)),?\s{1,4}){0,5}\s{0,3}",
    re.IGNORECASE,
)
"""Words between a resolution and a paragraph of it: "1325, | in particular its | paragraph 8"; `open` if not surely."""
_SAME = r"(?:that|the (?:same|said|latter|above|above-mentioned|aforementioned))"
"""Words for a text named before, as a part of patterns."""
_AFTER = re.compile(
    r",?\s(?:(?P<here>\(?(?:above|below)\b|(?:of|in) the present resolution\b)|(?P<this>(?:of|in) this resolution\b)"
    rf"|(?P<that>(?:of|in) {_SAME} resolution\b)|(?P<text>(?:of|in) {_SAME} (?:text|document)\b)"
    rf"|(?P<thereof>(?:thereof|of which|of it)\b)|(?P<other>of\s(?!course\b|\d|(?:its|the)\soperative\b"
    rf"|(?:the\s)?(?:UN\s|United\sNations\s)?(?:Security\s)?Council\b(?!['’]s)|{_THE}resolutions?\b)"
    rf"|(?:in|from)\s(?:the|this|that|its|his|her|our|their|an?)\s(?:[\w’'-]+\s){{0,2}}{TEXT})"
    r"|(?P<open>(?:of|in|from|to the|contained|on page|section|annex|part)\b))",
    re.IGNORECASE,
)
"""Words behind a paragraph that say its owner, each owner by a group of its name: "paragraph 8 | above"."""
Owner = Literal["here", "this", "that", "text", "thereof", "other", "open"]
"""Owner of a paragraph: the citing text; "this resolution", in a draft the one cited last; the resolution cited last;
"that text", in a resolution perhaps another text; the text named last; another text; in a resolution perhaps another
text."""
_REQUEST = (
    r"\b(?:asks?|asked|requests?|requested|calls?|called|urges?|urged|invites?|invited|encourages?|encouraged|demands?"
    r"|demanded|wants?|wanted|requires?|required|obliges?|obliged|mandates?|mandated|decides?|decided|provides?"
    r"|creates?|created|establish(?:es|ed)|sets? up|appoint(?:s|ed))\b"
)
"""Verbs of asking, as a part of patterns; what is asked for behind them is no rival."""
_DRAFTED = (
    r"\b(?:draft|zero|amendment|motion|penholder|delet(?:e[ds]?|ing|ion)|insert(?:ed|s|ing|ion)?|renumber(?:s|ed|ing)?"
    r"|re(?:word|draft)(?:s|ed|ing)?|rewrit(?:es?|ing|ten)|merg(?:e[ds]?|ing))\b"
    r"|\b(?:new|next|another|future|successor|follow-up|model|possible|planned|previous|earlier|older|former|preceding"
    r"|other|our|your|their|my|his|her|own)\s(?:[\w’'-]+\s)?(?:resolution(?!\s\d)|text|document|paper)\b"
    r"|[’']s?\s(?:text|document|paper)\b"
)
"""Words for a draft or another resolution without a number, as a part of patterns: "the zero draft"."""
_BODY_OR_LAW = (
    r"(?-i:Act|Code|Law|Bill|Court|Tribunal|Chamber|Ordinance|Decree|Committee|Commission|Assembly|Parliament|Congress"
    r"|Union|League|Conventions|Principles|Guidelines|Guidance|Standards|Rules|Commitments|Outcome|Pledge|Manifesto"
    r"|Agenda|NAPs?|MoU|CEDAW|IC[CJ]|ICT[YR]|OSCE|EU|AU|NATO|HRC|UNGA|ECOSOC|(?<![/\w])[A-Z]{2,8}/[A-Z0-9]\w{0,20})"
)
"""Last words of names of bodies and laws, as a part of patterns: "Human Rights | Committee"."""
_OTHER = (
    r"\b(?<!\bto )(?<!\bwe )(?<!\bon )(?:(?!charter|draft|text|document)"
    rf"{TEXT}|judge?ment|ruling|opinion|decision|recommendation|comment|views|directive|regulation|policy|study|survey"
    r"|book|essay|section|manual|handbook|treaty|covenant|proposal|framework|compact|pact|roadmap|briefing|speech"
    r"|message|input|submission|remarks|minutes|memo|handout|e-?mail|contract|case law|art\.(?=\s?\d)"
    rf"|{_BODY_OR_LAW})\b"
)
"""Nouns for texts that have no operative paragraphs, as a part of patterns: "ruling", "handbook"."""
_RIVAL = re.compile(rf"(?P<drafted>{_DRAFTED})|(?P<other>{_OTHER})|(?P<request>{_REQUEST})", re.IGNORECASE)
"""Text that may own a paragraph behind it, `drafted` with operative ones or `other`; or a `request` for one."""
_PROPER_NAME = re.compile(r"\b[A-Z][\w’'-]{1,30}(?:\s(?:(?:of|for|on|and)\s(?:the\s)?)?[A-Z][\w’'-]{1,30}){1,6}")
"""Several words with capitals, which may be the name of a text: "Paris Principles"."""
_OF_COUNCIL = re.compile(
    r"(?:(?:A|Already|Also|An|And|As|At|Both|But|By|Few|For|From|How|If|In|It|Its|Many|No|Nobody|Of|On|One|Only|Our"
    r"|Read|See|Since|So|That|The|Then|There|These|This|Those|To|Today|Under|We|What|When|Where|While|Who|With"
    r"|Security|Council(?:[’']s)?|Secretary|Secretary-General(?:[’']s)?|General|Special|Representatives?|Envoys?"
    r"|Members?|States?|United|Nations|UN|UNSC|UNSCR|SCR|Resolutions?|Paragraphs?|Paras?|OPs?|PPs?|Operative"
    r"|Preambular|Working|Group|Madam|Mr|Mister|President|Excellencies|Excellency|Team|Experts?|Informal|Peace|Women"
    rf"|Youth|Children|WPS|YPS|CAAC|(?i:{MONTH}))\b(?:\s(?:(?:of|for|on|and)\s(?:the\s)?)?|$))+"
)
"""Names of the Council and of those it speaks to, behind words that begin sentences."""
_LAW = r"\b(?:art(?:icle)?s?|sect(?:ion)?|s|rule|chapter|principle|regulation|clause|schedule)\b\.?\s?[\dIVXLC]+"
"""Part of a law, as a part of patterns: "article 7"."""
_NONE_BEFORE = re.compile(
    r"(?:\b(?:no|nor|not|neither|without|lacks?|never|an?|any|another|new|each|every)\s(?:(?:such|new|further)\s){0,3}"
    rf"|{_LAW}[^\w.;]{{1,3}})$",
    re.IGNORECASE,
)
"""Words right before a paragraph that is of no resolution: "there is no | paragraph 9"."""
_NONE_AFTER = re.compile(
    r"\s?(?:bis|alt)\b|\s(?:do|does|did)(?:\snot|n[’']t)\sexist|\s(?:is|are)\s(?:missing|nowhere)\b"
    r"|\s(?:should|could|would|might|may|must|needs?\sto|ought\sto)\s(?:be\s(?:shorter|longer|deleted|dropped|cut"
    r"|amended|changed|revised|reworded|split|merged|moved|added|kept|strengthened|softened)|go|read|say|name|become"
    r"|include|mention)\b|,?\s(?:of|in|from)\s(?:\d|(?:(?:all|the|its|our|these|those)\s)?(?:[\w-]+\s){0,2}"
    r"resolutions\b)|,?\s(?:contained|on\spage|section|annex|part|to\sthe)\b",
    re.IGNORECASE,
)
"""Words right behind a paragraph that is of no resolution named before: "paragraph 3 | should read"."""
_OWN_BEFORE = re.compile(
    r"\b(?:as|we)\s(?!(?:the\s)?(?:Council|resolution|it)\b)(?:[\w’'-]+\s){1,3}(?:in|at|under)\s$"
    r"|\((?:explained|described|discussed|set out)\sin\s$"
    r"|\b(?!(?:Council|resolution|it|text|which|that|and|also|then|first|members|is|are|was|were|be|been)\s)"
    r"[\w’'-]{1,30}\s(?:said|says|found|held|ruled|wrote|writes|argue[ds]|explain(?:s|ed)|claim(?:s|ed)|conclude[ds]"
    r"|describe[ds]|report(?:s|ed))\s(?:\w+\s)?(?:in|at|under)\s(?:its\s)?$",
    re.IGNORECASE,
)
"""Words by which the drafter, or somebody other than the Council, says something in a paragraph."""
_OWN_AFTER = re.compile(rf",?\s(?:(?:we|I)\b|(?:the|this|our|his|her|their|an?)\s(?:[\w’'-]+\s)?{TEXT})", re.IGNORECASE)
"""Words behind a paragraph of the drafter, or of another text: "paragraph 2, | we argue"."""
_STATUTE = re.compile(r"\s[A-Z]\w{0,20}[A-Z]\w{0,20}\b")
"""Name of a law behind a paragraph sign: "§ 7 | VStGB"."""
_NEAR = 60
"""Characters before a paragraph that are looked at."""


def owner_after(text: str, end: int) -> Owner | None:
    """Return the owner that the words after a paragraph, from `end` on, say; None if they say none."""
    match = _AFTER.match(text, end)
    return cast(Owner, match.lastgroup) if match else None


def is_of_next(text: str, end: int, start: int, *, comma: bool) -> bool:
    """Return whether " of its resolution ", or if allowed a comma, is all between a paragraph and the next document."""
    match = _NEXT.fullmatch(text, end, start)
    return match is not None and (comma or not match["comma"])


def is_of_last(text: str, end: int, start: int, *, in_draft: bool) -> bool:
    """Return whether words like ", in particular its " are all between the last document and a paragraph."""
    match = _LAST.fullmatch(text, end, start)
    return match is not None and (in_draft or not match["open"])


@dataclass(frozen=True, slots=True)
class Rival:
    """Text named in a draft that a later paragraph without an owner may be of.

    Attributes:
        at: Position of its name.
        drafted: Whether it may have operative paragraphs, as a draft resolution; other texts have none.
    """

    at: int
    drafted: bool


def rivals_in(text: str, sentences: Sequence[int]) -> list[Rival]:
    """Return the texts that a draft names besides resolutions, in order.

    A text that a resolution asks for is none: "it requests a report" says what a paragraph is about.

    Args:
        text: The text of the draft.
        sentences: Positions of its sentences, in order.
    """
    found: list[Rival] = []
    names = (match for match in _PROPER_NAME.finditer(text) if not _OF_COUNCIL.fullmatch(match[0]))
    starts = iter([*sentences, len(text) + 1])
    following, asked, named = next(starts), False, False
    for match in merge(names, _RIVAL.finditer(text), key=lambda one: one.start()):
        while match.start() >= following:
            following, asked, named = next(starts), False, False
        kind = match.lastgroup
        if kind == "request":
            asked = asked or not named
        elif kind == "drafted" or not asked:
            named = True
            found.append(Rival(match.start(), drafted=kind == "drafted"))
    return found


def stands_apart(text: str, start: int, end: int, *, operative: bool) -> bool:
    """Return whether the words around a paragraph say that it is of no resolution named before it.

    It may be of the draft ("as explained in paragraph 2"), of a law ("article 7, paragraph 1"), in the making
    ("paragraph 3 should read"), or not there ("there is no paragraph 9").

    Args:
        text: The text of a draft.
        start: Position of the paragraph.
        end: Position behind it.
        operative: Whether it is said to be an operative or preambular one.
    """
    before = text[max(0, start - _NEAR) : start]
    if _NONE_BEFORE.search(before) or _NONE_AFTER.match(text, end):
        return True
    if text.startswith("§", start) and _STATUTE.match(text, end):
        return True
    return not operative and bool(_OWN_BEFORE.search(before) or _OWN_AFTER.match(text, end))
