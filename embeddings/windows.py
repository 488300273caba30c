"""Cut a passage that is longer than its encoder reads into overlapping windows, so that no word goes unread."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from embeddings.encoder import Encoder

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Window:
    """A passage to encode.

    Attributes:
        passage: What is encoded: a part of a text, or all of it, with the prefix before it.
        start: Where in the text that part starts.
        at: Where in the passage that part starts.
    """

    passage: str
    start: int
    at: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a part of a word too long for a window."""

    start: int
    end: int  # exclusive
    tokens: int


def split_windows(text: str, prefix: str, encoder: Encoder) -> list[Window]:
    """Return the passages to encode for ``text``: itself with its prefix, or overlapping windows of it.

    Windows start half a window apart and are cut between words; each begins with the prefix, which may take a third
    of a window and is cut there. A word longer than half a window is cut inside. Every word is in a window.

    Args:
        text: The paragraph.
        prefix: What goes before it: the lead-in of a sub-paragraph, or "".
        encoder: Says how long a passage may be.

    Returns:
        At least one. Blanks around ``text`` and ``prefix`` are left out.
    """
    room = encoder.max_tokens - encoder.reserved_tokens
    outer = len(text) - len(text.lstrip())
    text, prefix = text.strip(), prefix.strip()
    whole = _window(prefix, text, outer)
    if len(encoder.token_spans(whole.passage)) <= room:
        return [whole]
    if not text:
        return [_window(_cut(prefix, room, encoder), "", outer)]
    head = _cut(prefix, room // 3, encoder)
    room = max(room - len(encoder.token_spans(head)), 1)
    cuts = _windows(_pieces(text, room, encoder), room)
    return [_window(head, text[start:end], outer + start) for start, end in cuts]


def _window(prefix: str, part: str, start: int) -> Window:
    passage = _joined(prefix, part)
    return Window(passage, start, len(passage) - len(part))


def _joined(prefix: str, text: str) -> str:
    return f"{prefix} {text}".strip()


def _cut(prefix: str, most: int, encoder: Encoder) -> str:
    """Return the first words of ``prefix`` that make no more than ``most`` tokens."""
    left, end = most, 0
    for piece in _words(prefix, encoder):
        left -= piece.tokens
        if left < 0:
            break
        end = piece.end
    return prefix[:end]


def _words(text: str, encoder: Encoder) -> list[_Piece]:
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    counts = [0] * len(words)
    for _, end in encoder.token_spans(text):
        # By its last character: some tokenizers count the blank before a word to its first token
        counts[max(bisect_right(starts, end - 1) - 1, 0)] += 1
    return [_Piece(start, end, count) for (start, end), count in zip(words, counts, strict=True)]


def _pieces(text: str, room: int, encoder: Encoder) -> list[_Piece]:
    """Return the words of ``text``, those of more than half a window in parts of at most half a window."""
    most = max(room // 2, 1)
    pieces: list[_Piece] = []
    for word in _words(text, encoder):
        if word.tokens <= most:
            pieces.append(word)
        else:
            pieces.extend(_parts(text, word, most, encoder))
    return pieces


def _parts(text: str, word: _Piece, most: int, encoder: Encoder) -> list[_Piece]:
    spans = encoder.token_spans(text[word.start : word.end])
    # dict: the bytes of one character can be several tokens, which all start at that character
    cuts = list(dict.fromkeys([word.start, *(word.start + start for start, _ in spans[most::most]), word.end]))
    return [_Piece(start, end, most) for start, end in pairwise(cuts)]


def _windows(pieces: list[_Piece], room: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    first = 0
    while True:
        tokens, after, middle = 0, first, first + 1
        while after < len(pieces) and (after == first or tokens + pieces[after].tokens <= room):
            tokens += pieces[after].tokens
            after += 1
            if tokens <= room // 2:
                middle = after
        windows.append((pieces[first].start, pieces[after - 1].end))
        if after == len(pieces):
            return windows
        first = middle
