"""Sliding windows: split a passage longer than the encoder's maximum length into overlapping windows."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from embeddings.encoder import Encoder

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Window:
    """Window: a passage to encode, with its position in the text.

    Attributes:
        passage: Prefix and a part of the text, or all of it.
        start: Offset of that part in the text.
        at: Offset of that part in the passage.
    """

    passage: str
    start: int
    at: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Word, or a part of a word too long for a window."""

    start: int
    end: int  # exclusive
    tokens: int


def split_windows(text: str, prefix: str, encoder: Encoder) -> list[Window]:
    """Split ``text`` into the passages to encode: itself with its prefix, or overlapping windows.

    Windows start half a window apart and break between words; each begins with the prefix, truncated to a third of a
    window. A word longer than half a window is split. Every word is in a window.

    Args:
        text: The paragraph.
        prefix: Context before it: the lead-in of a sub-paragraph, or "".
        encoder: Tokenizer and maximum length.

    Returns:
        At least one window. Whitespace around ``text`` and ``prefix`` is stripped.
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
    """Truncate ``prefix`` after a word, to at most ``most`` tokens."""
    left, end = most, 0
    for piece in _words(prefix, encoder):
        left -= piece.tokens
        if left < 0:
            break
        end = piece.end
    return prefix[:end]


def _words(text: str, encoder: Encoder) -> list[_Piece]:
    """Split text into words, with the number of tokens of each."""
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    counts = [0] * len(words)
    for _, end in encoder.token_spans(text):
        # Match by the last character: some tokenizers include the preceding blank in a word's first token
        counts[max(bisect_right(starts, end - 1) - 1, 0)] += 1
    return [_Piece(start, end, count) for (start, end), count in zip(words, counts, strict=True)]


def _pieces(text: str, room: int, encoder: Encoder) -> list[_Piece]:
    """Split ``text`` into words, and words of more than half a window into parts of at most half a window."""
    most = max(room // 2, 1)
    pieces: list[_Piece] = []
    for word in _words(text, encoder):
        if word.tokens <= most:
            pieces.append(word)
        else:
            pieces.extend(_parts(text, word, most, encoder))
    return pieces


def _parts(text: str, word: _Piece, most: int, encoder: Encoder) -> list[_Piece]:
    """Split a word into parts of at most `most` tokens."""
    spans = encoder.token_spans(text[word.start : word.end])
    # dict removes duplicates: one character can be several byte tokens with the same start
    cuts = list(dict.fromkeys([word.start, *(word.start + start for start, _ in spans[most::most]), word.end]))
    return [_Piece(start, end, most) for start, end in pairwise(cuts)]


def _windows(pieces: list[_Piece], room: int) -> list[tuple[int, int]]:
    """Return the text range of each window: as many pieces as fit; each starts in the middle of the one before."""
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
