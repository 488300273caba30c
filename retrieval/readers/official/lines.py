"""Line splitting: restore the lines that a web page or a converter has joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.readers.official.enumerators import SECTION_MARK, Mark, Style, read_mark
from retrieval.readers.opening import opens_operative, opens_paragraph, opens_preambular
from retrieval.readers.source import Line, Source

# Print errors seen: "sThe Security Council", "The Securin Council", "The Security Conncil".
_COUNCIL = re.compile(
    r"\W{0,3}\w?T(?:he|HE)[\s\u200b]+S(?i:ec\w{4,6})[\s\u200b]+C(?i:\w{4,6}l)\b(?=,|\W{0,3}$)|Security\s+Council(?=,$)"
)
_COUNCIL_AND_MORE = re.compile(rf"(?:{_COUNCIL.pattern}|Security\s+Council(?=,\s)),?(\s+)(?=[A-Z])")
_COUNCIL_INSIDE = re.compile(
    r"(?<=[^\s:“\"])(?P<above>\s++)(?=(?P<council>T(?:he|HE)\s+S(?i:ecurity)\s+C(?i:ouncil)\s?,)(?P<below>\s++)[A-Z])"
)
_ENDED = re.compile(r"(?:[.;:,!?…]|[;,]\s*(?:and|or|and/or)|[.;:,]\s*\(?\[?\d{1,3}[\])]?)[\"”’'»\s]*$")
_PREAMBULAR = (
    "Recalling Reaffirming Noting Having Considering Taking Bearing Expressing Welcoming Emphasizing Stressing Deeply "
    "Gravely Determined Determining Acting Convinced Conscious Mindful Recognizing Commending Condemning Deploring "
    "Underlining Concerned Alarmed Affirming Reiterating Aware Regretting Acknowledging Reminding Further Also "
    "Calling Encouraging Urging Underscoring Responding Paying Supporting Echoing Remaining Highlighting Looking "
    "Demanding Grieved Agreeing Endorsing Observing Recognising Renewing Continuing Concurring Cognizant Encouraged "
    "Guided Congratulating Committed Referring Indignant Desiring Appalled Willing Believing Appreciating Declaring "
    "Thanking Dismayed Emphasising Honouring Drawing Viewing Resolved Disturbed Shocked Praising Whereas While "
    "Seriously Applauding Desirous Fully Firmly Sharing Confirming Seeking Profoundly Remembering Wishing Equally "
    "Hoping Confident Solemnly Keeping Distressed Realizing Re-emphasizing Reconfirming Outraged Being"
)
_ADVERBS = frozenset(word for word in _PREAMBULAR.split() if not opens_preambular(word))
_COMMON = frozenset(_PREAMBULAR.split())
_OPERATIVE = "Decides Recommends Requests Urges Calls Endorses Approves Authorizes Demands Expresses Welcomes Strongly"
_GAP = re.compile(
    rf"""
    (?<=[,;:.\w\])=])
    (?:\s{{2,}}(?=\S)                             # a wide gap
    | \s+(?=\d{{1,3}}\s?\.\s*[A-Z][a-z]           # a number
          | \d{{1,3}}\s(?:{"|".join(_OPERATIVE.split())})\s
          | \([a-z]\)\s+[A-Z]                      # a letter
          | {SECTION_MARK}$                        # the mark of the next section
          | The\s+Security\s+Council,?$
          | (?:{"|".join((_PREAMBULAR + " " + _OPERATIVE).split())})(?:[\s,]|$)))
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r"(?:[:;,.]|[;,.]\s+(?:and|or))\s+(?=\([a-z]{1,5}\)\s+(?P<first>\S))")
_SECTION = re.compile(SECTION_MARK)
_SECTION_AND_MORE = re.compile(rf"{SECTION_MARK}(\s+)(?=[A-Z])")
_GOES_ON = re.compile(r"\d$|\b(?:paragraphs?|articles?|annex|chapter|and|or|to|of|in|No)\.?$", re.IGNORECASE)
_STOPPED = re.compile(r"[,;.]\s*(?:[(\[]?\d{1,3}[)\]]?\s*){0,2}$")
_ROMAN = re.compile(r"[IVX]{1,6}[.)]")
_NEAR = 100  # characters checked on either side of a gap


def text_lines(source: Source) -> Iterator[Line]:
    """Yield the lines of a source, splitting those that contain several paragraphs.

    Converters join them: "…of the parties;  B", "…Council,  Having considered…", "…peace; 2. Requests…".
    """
    in_preamble = False
    for line in source.lines():
        parts = [*_parted(line, _paragraph_starts(line.text, in_preamble=in_preamble))]
        is_joined = sum(_is_numbered(part.text) for part in parts) > 1
        for part in parts:
            in_preamble = _is_in_preamble(part.text, in_preamble=in_preamble)
            yield from _parted(part, _item_starts(part.text, is_joined=is_joined))


def _is_numbered(text: str) -> bool:
    mark = read_mark(text)
    return mark is not None and mark.value(Style.NUMBER) is not None


def _is_in_preamble(text: str, *, in_preamble: bool) -> bool:
    """Return whether a line belongs to the preamble: it opens so, or continues a line that does."""
    if is_council_line(text) or opens_preambular(text):
        return True
    return in_preamble and read_mark(text) is None and not opens_operative(text)


def _parted(line: Line, starts: list[tuple[int, int]]) -> Iterator[Line]:
    """Split a line; each pair is the end of one part and the start of the next."""
    begin = 0
    for end, start in starts:
        yield Line(line.start + begin, line.start + end, line.text[begin:end])
        begin = start
    yield Line(line.start + begin, line.end, line.text[begin:])


def _paragraph_starts(text: str, *, in_preamble: bool) -> list[tuple[int, int]]:
    """Find the gaps in a line before further paragraphs: end of one part, start of the next.

    Args:
        text: The line.
        in_preamble: Whether the line before is part of the preamble.
    """
    opening = _COUNCIL_AND_MORE.match(text)
    starts = [opening.span(1)] if opening else []
    if section := _opens_section(text):
        starts = [section.span(1)]
    if inside := _opens_inside(text):
        starts = [inside.span("above"), inside.span("below")]
    for gap in _GAP.finditer(text):
        begin = starts[-1][1] if starts else 0
        if gap.start() <= begin:
            continue
        rest = text[gap.end() : gap.end() + _NEAR]
        before = text[max(begin, gap.start() - _NEAR) : gap.start()]
        wide = gap.end() - gap.start() > 1
        if (wide and _separates_paragraphs(rest, before)) or _runs_on(
            rest, before, text[begin : begin + _NEAR], in_preamble=in_preamble and begin == 0
        ):
            starts.append(gap.span())
    return starts


def _opens_inside(text: str) -> re.Match[str] | None:
    """Match the first words of a resolution behind its head, in one line: "… 2020 The Security Council, Recalling…"."""
    for inside in _COUNCIL_INSIDE.finditer(text):
        below = text[inside.end("below") : inside.end("below") + _NEAR]
        if opens_preambular(below) or opens_operative(below):
            return inside
    return None


def _opens_section(text: str) -> re.Match[str] | None:
    """Match the mark of a section, and the gap behind it, above a paragraph in the same line."""
    section = _SECTION_AND_MORE.match(text)
    opens = section and opens_paragraph(text[section.end() :])
    return section if opens else None


def _item_starts(text: str, *, is_joined: bool) -> list[tuple[int, int]]:
    """Find the starts of list items that a converter has joined.

    A list in prose ("including (i) the…; (ii) any…") is not split. Items that were lines of their own start with
    capitals, or stand in a line that is itself an item, or that had several paragraphs.

    Args:
        text: The paragraph.
        is_joined: Whether its line has other paragraphs with numbers, so that items that were lines are joined, too.
    """
    mark = read_mark(text)
    own = mark.value(Style.LETTER) if mark else None
    if mark is None or (own is None and mark.value(Style.NUMBER) is None):
        return []
    starts = []
    last = mark if own else None
    if own is None and text.startswith("(a)", mark.end):
        starts.append((len(text[: mark.end].rstrip()), mark.end))
        last = read_mark("(a)")
    for match in _ITEM.finditer(text):
        item = read_mark(text[match.end() :])
        style = _style_after(last, item)
        if style is None:
            continue
        # A list whose items end with commas may go on behind its last one: "(a) …, or (b) …, shall freeze…".
        is_listed = own is not None or (is_joined and match[0][0] == (";" if starts else ":"))
        if (style is Style.ROMAN or not is_listed) and not match["first"].isupper():
            break
        starts.append((len(text[: match.end()].rstrip()), match.end()))
        last = item
    return starts if own or len(starts) > 1 or (starts and starts[0][1] == mark.end) else []


def _style_after(last: Mark | None, item: Mark | None) -> Style | None:
    """Return the style in which an item succeeds the last one, or begins a list if there is none; None for neither."""
    if item is None:
        return None
    if last is None:
        return Style.LETTER if item.value(Style.LETTER) == 1 else None
    return next((style for style, value in item.readings if last.value(style) == value - 1), None)


def is_council_line(text: str) -> bool:
    """Return whether a line starts with the opening of a resolution: "The Security Council,"."""
    return _COUNCIL.match(text) is not None


def after_council(text: str) -> str | None:
    """Return the rest of a line after the opening of a resolution; None without that opening."""
    match = _COUNCIL.match(text)
    return text[match.end() :].lstrip(" ,:.") if match else None


def starts_preambular(text: str) -> bool:
    """Return whether a line starts with one of the common first words of preambular paragraphs, as such."""
    return text.partition(" ")[0] in _COMMON and opens_preambular(text)


def is_ended(text: str) -> bool:
    """Return whether a text ends with a stop, or with a stop and "and"."""
    return _ENDED.search(text[-40:]) is not None


def _separates_paragraphs(rest: str, before: str) -> bool:
    """Return whether a gap between words, or between a word and a section's mark, separates two paragraphs."""
    if _SECTION.fullmatch(rest) or _opens_section(rest):
        return is_ended(before) or before.endswith(" and")
    if _SECTION.fullmatch(before):
        return opens_paragraph(rest)
    if is_council_line(rest):
        return True
    if not is_ended(before) or _is_enumerator(before, rest):
        return False
    return opens_paragraph(rest) or read_mark(rest) is not None


def _runs_on(rest: str, before: str, line: str, *, in_preamble: bool) -> bool:
    """Return whether a paragraph starts in mid-line: at a number with a verb, or at an unexpected capital."""
    if is_council_line(rest):
        return True
    stop = _STOPPED.search(before)
    if _is_enumerator(before, rest):
        return False
    following = read_mark(rest)
    if following is not None and following.value(Style.NUMBER) is None:
        return _is_title(before, line) and not opens_paragraph(line)
    if following is not None:
        numbered = opens_operative(rest[following.end :]) and (before.endswith(")") or _is_title(before, line))
        return numbered or (stop is not None and (stop[0][0] == ";" or opens_operative(rest[following.end :])))
    if stop is None or stop[0][0] == ".":
        return False
    # The first words of a line may be the rest of a preambular paragraph.
    goes_on = (in_preamble or not line[0].isupper()) and read_mark(line) is None
    preambular = goes_on or opens_preambular(line) or is_council_line(line)
    opens = opens_paragraph(rest) or rest in _ADVERBS
    return _SECTION.fullmatch(rest) is not None or (preambular and opens)


def _is_enumerator(before: str, rest: str) -> bool:
    """Return whether words are nothing but the enumerator of the paragraph behind them."""
    mark = read_mark(f"{before} {rest}")
    if _ROMAN.fullmatch(before) and opens_operative(rest):
        return True
    return mark is not None and mark.end >= len(before)


def _is_title(before: str, line: str) -> bool:
    """Return whether the beginning of a line is a title: "Reporting and review 17. Expresses…"."""
    if not line.startswith(before) or len(before) >= _NEAR or not line.lstrip("= ")[:1].isupper():
        return False
    return read_mark(line) is None and not _GOES_ON.search(before)
