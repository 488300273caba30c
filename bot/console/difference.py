"""What changed between two wordings, as a person reads it in a terminal: marked, and coloured where that shows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from bot.inert import inert
from retrieval.wording.changes import Part, PartKind

CONTEXT = 60
"""Letters of what stays that are shown on each side of a change."""

_MARKS = {
    PartKind.REMOVED: ("[−", "−]", "red"),
    PartKind.ADDED: ("[+", "+]", "green"),
    PartKind.MOVED_AWAY: ("[↷", "↷]", "yellow"),
    PartKind.MOVED_HERE: ("[↶", "↶]", "cyan"),
}

LEGEND = "[−removed−]  [+added+]  [↷moved away↷]  [↶moved here↶]"


def marked(kind: PartKind, text: str) -> Text:
    """Return some words with the marks of what becomes of them, blanks at their ends outside."""
    before, after, style = _MARKS.get(kind, ("", "", ""))
    bare = text.strip()
    start = text.find(bare)
    words = Text(inert(text[:start])).append(f"{before}{inert(bare)}{after}", style=style)
    return words.append(inert(text[start + len(bare) :]))


def difference_text(parts: Sequence[Part], old: str, new: str, *, whole: bool) -> Text:
    """Return what makes one text of another.

    Args:
        parts: Of the two texts.
        old: The one.
        new: The other.
        whole: Whether all that is kept is shown, rather than what stands around the changes.
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
    """Return what stays as far as it stands around changes; at the start and the end there is none beyond it."""
    if len(text) <= 2 * CONTEXT:
        return text
    before = "" if first else text[:CONTEXT].rpartition(" ")[0]
    after = "" if last else text[-CONTEXT:].partition(" ")[2]
    return f"{before} … {after}"


def shared_text(parts: Sequence[Part], new: str) -> Text:
    """Return the new text as it stands, the words that the old one has too standing out."""
    words = Text()
    for part in parts:
        if part.kind.in_new:
            text = new[slice(*part.new)]
            shared = part.kind is not PartKind.ADDED and len(text.split()) > 1
            words.append(inert(text), style="bold" if shared else "")
    return words
