"""Signs that are no words of a resolution: emphasis of markup languages, bullets of a preamble."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from retrieval.readers.official.enumerators import is_bullet, read_mark
from retrieval.readers.official.lines import is_council_line
from retrieval.readers.opening import opens_operative, opens_preambular
from retrieval.readers.source import Source

# Markdown and wiki text: *Urges*, _Urges_, **Urges**, ''Urges''.
_EMPHASIS = re.compile(
    r"(?<![\w*'])(?P<sign>\*{1,3}|_{1,3}|'{2,3})(?=[^\s*_'])(?P<words>[^*_\r\n]{1,80}?)(?<=[^\s*_'])(?P=sign)(?![\w*'])"
)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_BULLET = re.compile(r"\W{1,2}\s*")
_FEWEST = 2
_MOST_BARE = 4  # paragraphs with a bullet for each without one


def without_signs(source: Source) -> Source:
    """Return a source without signs of emphasis, and without bullets before the paragraphs of its preamble.

    A sign of emphasis counts in a text of which several paragraphs open with a verb between such signs.
    """
    source = source.without(list(_emphasis(source.text)))
    return source.without(list(_bullets(source)))


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of signs of emphasis, and of signs of headings beside them."""
    found = list(_EMPHASIS.finditer(text))
    verbs = (match for match in found if opens_operative(match["words"]) or opens_preambular(match["words"]))
    opening = Counter(match["sign"] for match in verbs if _begins_line(text, match.start()))
    if not any(count >= _FEWEST for count in opening.values()):
        return
    ranges = [
        span
        for match in found
        for span in ((match.start(), match.end("sign")), (match.end("words"), match.end()))
        if match["sign"] in opening or match["sign"] in ("**", "__", "'''")
    ]
    yield from sorted([*ranges, *(match.span() for match in _HEADING.finditer(text))])


def _begins_line(text: str, at: int) -> bool:
    """Return whether only blanks, a bullet or an enumerator precede an offset in its line."""
    before = text[max(0, at - 20, text.rfind("\n", 0, at) + 1) : at].strip("*_ \t")
    mark = read_mark(before) if before else None
    return not before or len(before) == 1 or (mark is not None and mark.end >= len(before))


def _bullets(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the bullets before preambular paragraphs, if the first and nearly all of them have one."""
    lines = iter(source.lines())
    if not any(is_council_line(line.text) for line in lines):
        return
    found: list[tuple[int, int]] = []
    bare = 0
    for line in lines:
        bullet = _BULLET.match(line.text) if is_bullet(line.text) else None
        if bullet and opens_preambular(line.text[bullet.end() :]):
            found.append((line.start, line.start + bullet.end()))
        elif not found:
            return
        elif opens_preambular(line.text):
            bare += 1
        elif read_mark(line.text) or opens_operative(line.text):
            break
    if len(found) >= max(_FEWEST, _MOST_BARE * bare):
        yield from found
