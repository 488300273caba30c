"""Terminal rendering of text differences: change marks, and colours where supported."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from bot.inert import inert
from bot.wording import split_blanks
from retrieval.wording.changes import Part, PartKind

CONTEXT = 60
"""Context in characters on each side of a change."""
_GLIMPSE = 70
"""Maximum length of the beginning of a text, in characters."""

_MARKS = {
    PartKind.REMOVED: ("[−", "−]", "red"),
    PartKind.ADDED: ("[+", "+]", "green"),
    PartKind.MOVED_AWAY: ("[↷", "↷]", "yellow"),
    PartKind.MOVED_HERE: ("[↶", "↶]", "cyan"),
}

LEGEND = "[−removed−]  [+added+]  [↷moved away↷]  [↶moved here↶]"


def marked(kind: PartKind, text: str) -> Text:
    """Wrap text in the marks of its kind of change; whitespace at its ends stays outside, and alone gets no marks."""
    mark, end_mark, style = _MARKS.get(kind, ("", "", ""))
    before, bare, after = map(inert, split_blanks(text))
    return Text(before).append(f"{mark}{bare}{end_mark}" if bare else "", style=style).append(after)


def difference_text(parts: Sequence[Part], old: str, new: str, *, whole: bool) -> Text:
    """Render the difference of two texts inline.

    Args:
        parts: Difference of the two texts.
        old: The older text.
        new: The newer text.
        whole: Whether to show unchanged text in full, rather than context around changes.
    """
    words = Text()
    last = len(parts) - 1
    for n, part in enumerate(parts):
        text = part.text(old, new)
        if part.kind is PartKind.KEPT and not whole:
            text = shortened(text, first=n == 0, last=n == last)
        words.append_text(marked(part.kind, text))
    return words


def shortened(text: str, *, first: bool, last: bool) -> str:
    """Shorten unchanged text to the context of adjacent changes; the first or last part has one change only."""
    if len(text) <= 2 * CONTEXT:
        return text
    before = "" if first else text[:CONTEXT].rpartition(" ")[0]
    after = "" if last else text[-CONTEXT:].partition(" ")[2]
    return f"{before} … {after}"


def glimpse(text: str) -> str:
    """Return the beginning of a text, in whole words, if it is long."""
    return text if len(text) <= _GLIMPSE else f"{text[:_GLIMPSE].rpartition(' ')[0]} …"


def shared_text(parts: Sequence[Part], new: str) -> Text:
    """Return the new text, with words shared with the old text highlighted."""
    words = Text()
    for part in parts:
        if part.kind.in_new:
            words.append(inert(new[slice(*part.new)]), style="bold" if _is_shared(part, new) else "")
    return words


def shared_line(parts: Sequence[Part], new: str) -> str:
    """Return the words that `shared_text` highlights, for output without bold print; "" for none."""
    shared = (" ".join(new[slice(*part.new)].split()) for part in parts if part.kind.in_new and _is_shared(part, new))
    named = "; ".join(f"“{inert(words)}”" for words in shared)
    return f"in common: {named}" if named else ""


def _is_shared(part: Part, new: str) -> bool:
    return part.kind is not PartKind.ADDED and len(new[slice(*part.new)].split()) > 1
