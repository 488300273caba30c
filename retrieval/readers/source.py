"""Source text of a file, with a mapping from characters to bytes.

A reader works on `Source.text` without editing it and returns ranges of it, which `Source.spans` maps to ranges of
bytes. `quote` maps back from the bytes alone, so that a quote can be verified without the reader.
"""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, chain, islice, pairwise, zip_longest

from retrieval.clauses.clause import Span
from retrieval.errors import UnreadableError
from retrieval.readers.markup import show

MAX_BYTES = 16_000_000
"""Maximum size of a file. The longest resolution known has 300 kB of text; a saved page with pictures has a few MB."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PAGE_START = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|div|main|article|section|table|title|meta)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-zA-Z!/]")
_RUN = re.compile(r"[\x00-\x7f]++|[^\x00-\x7f]++")
_CONTROLS = bytes((*range(1, 9), *range(14, 32)))
_SOFT_HYPHEN = re.compile(r"(?<=\w)\u00ad(?=\w)")
_SIGN = re.compile(r"\*{1,3}|_{1,3}|'{2,3}|\d{1,2}")  # of emphasis, of a note
_CUT = re.compile(r"[-\u2010\u00ad]\s")  # a hyphen of the layout, left out at the end of a line
_LONGEST_SIGN = 200  # bytes
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")


class Form(StrEnum):
    """Format of a file, by which it is read and quoted.

    A web page is HTML where it is quoted from its markup, as the pages of PeaceWomen are, and a page where it is quoted
    from the text extracted from it; by its name alone, it is a page.
    """

    PLAIN = "plain"
    HTML = "html"
    PAGE = "page"
    MHTML = "mhtml"
    PDF = "pdf"
    DOCX = "docx"
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"

    @property
    def spans_are_file_bytes(self) -> bool:
        """Whether spans refer to the bytes of the file, rather than of the text derived from it."""
        return self in (Form.PLAIN, Form.HTML)


@dataclass(frozen=True, slots=True)
class FileType:
    """Type of file that can be read. Its reader is chosen elsewhere.

    Attributes:
        form: Format of the file.
        endings: Endings of its names; the first is given to a file that has none.
        content_types: Content types of a web server's answer.
        is_text: Whether its bytes are text, in some encoding.
        is_table: Whether it holds a clause in each row.
        begins: First bytes of a container, whatever its name; b"" for other files.
    """

    form: Form
    endings: tuple[str, ...]
    content_types: tuple[str, ...]
    is_text: bool = False
    is_table: bool = False
    begins: bytes = b""


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")

FILE_TYPES = (
    FileType(Form.PLAIN, (".txt",), ("text/plain",), is_text=True),
    FileType(Form.DOCX, (".docx",), (_WORD,), begins=b"PK\3\4"),
    FileType(Form.PAGE, PAGE_ENDINGS, _PAGE_TYPES, is_text=True),
    FileType(Form.MHTML, (".mhtml", ".mht"), ("multipart/related", "application/x-mimearchive")),
    FileType(Form.PDF, (".pdf",), ("application/pdf", "application/x-pdf"), begins=b"%PDF-"),
    FileType(Form.CSV, (".csv",), ("text/csv", "application/csv"), is_text=True, is_table=True),
    FileType(
        Form.JSONL,
        (".jsonl",),
        ("application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
        is_text=True,
        is_table=True,
    ),
    FileType(Form.XLSX, (".xlsx",), (_EXCEL,), is_table=True),
)
"""The types of file, in order of preference: of two equally good texts of a resolution, the one whose type comes first
is quoted. Types for text come before types for pages on paper or on a website."""

BY_ENDING = {ending: one for one in FILE_TYPES for ending in one.endings}
COLUMNS_FILE = "columns.toml"
"""Name of the file with the owner's column mapping of tables."""

_TEXTS, _TABLES = (
    ", ".join(one.endings[0] for one in FILE_TYPES if one.is_table == is_table) for is_table in (False, True)
)
ACCEPTED = (
    f"expected the text of a Security Council resolution ({_TEXTS}), a PeaceWomen resolution page (.txt, .html, "
    f".mhtml) or a table of clauses ({_TABLES}), at most {MAX_BYTES // 1_000_000} MB"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Non-empty line of `Source.text`, trimmed; the end is exclusive.

    Attributes:
        is_head: Whether it is a running head, whatever its text.
        is_rest: Whether it is the rest of a line, behind a running head.
    """

    start: int
    end: int
    text: str
    is_head: bool = False
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Text of a file, with the byte range of every character.

    Attributes:
        data: The bytes that spans refer to: for text and HTML those of the file; for a container or a table, whose
            bytes are no text, those of the text that its reader derives, in UTF-8.
        text: Decoded text, without soft hyphens in words. For HTML the text that a browser displays, a line for each
            block.
        starts: First byte of each character of `text`.
        ends: Byte after each character of `text`.
        cuts: Offsets of `text` at which signs were left out.
    """

    name: str
    data: bytes
    form: Form
    encoding: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    cuts: tuple[int, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Yield the non-blank lines, for any kind of line end."""
        for match in _LINE.finditer(self.text):
            bare = match[0].strip()
            if bare:
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Line(start, start + len(bare), bare)

    def spans(self, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Map ranges of `text` to ranges of bytes."""
        parts = (part for start, end in ranges for part in pairwise((start, *self._cuts_in(start, end), end)))
        return tuple((self.starts[start], self.ends[end - 1]) for start, end in parts)

    def without(self, ranges: Sequence[Span]) -> Source:
        """Return the source without ranges of its text, in order, such as signs of emphasis.

        Its quotes have no blank in place of them; `quote` must know their form.
        """
        if not ranges:
            return self
        edges = [0, *(edge for span in ranges for edge in span), len(self.text)]
        kept = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
        cuts = tuple(accumulate(end - start for start, end in kept))[:-1]
        return replace(
            self,
            text="".join(self.text[start:end] for start, end in kept),
            starts=array("I", (at for start, end in kept for at in self.starts[start:end])),
            ends=array("I", (at for start, end in kept for at in self.ends[start:end])),
            cuts=tuple(sorted({*cuts, *_moved(self.cuts, ranges)})),
        )

    def _cuts_in(self, start: int, end: int) -> Sequence[int]:
        return self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]


def open_source(name: str, data: bytes) -> Source:
    """Decode a file into a source.

    Args:
        name: The file's name; ".html" and ".htm" are read as HTML, as are files that begin like it.
        data: The whole file.

    Raises:
        UnreadableError: If it is empty, too large or not text.
    """
    text, encoding, start = open_text(data)
    starts, ends = _byte_offsets(text, encoding, start)
    if _looks_like_html(name, text):
        shown = show(text)
        if not shown.text.strip():
            raise UnreadableError(f"it is a web page that shows no text; {ACCEPTED}")
        shown_starts = array("I", (starts[at] for at in shown.starts))
        shown_ends = array("I", (ends[at - 1] for at in shown.ends))
        return Source(name, data, Form.HTML, encoding, shown.text, shown_starts, shown_ends)
    if _SOFT_HYPHEN.search(text):
        hyphens = {match.start() for match in _SOFT_HYPHEN.finditer(text)}
        kept = [at for at in range(len(text)) if at not in hyphens]
        text = "".join(text[at] for at in kept)
        starts, ends = array("I", (starts[at] for at in kept)), array("I", (ends[at] for at in kept))
    return Source(name, data, Form.PLAIN, encoding, text, starts, ends)


def open_text(data: bytes) -> tuple[str, str, int]:
    """Decode a file; return its text, its encoding, and the length of its byte order mark.

    Raises:
        UnreadableError: If it is empty, too large or not text.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it has {len(data) / 1e6:.0f} MB; {ACCEPTED}")
    encoding, start = _encoding(data)
    text = _decode(data[start:], encoding)
    if not text.strip():
        raise UnreadableError(f"it is empty; {ACCEPTED}")
    return text, encoding, start


def derived_source(name: str, text: str, form: Form) -> Source:
    """Build a source from a text that a reader derived from a container.

    Raises:
        UnreadableError: If the text is empty.
    """
    if not text.strip():
        raise UnreadableError(f"it contains no text; {ACCEPTED}")
    return Source(name, text.encode(), form, "utf-8", text, *_byte_offsets(text, "utf-8", 0))


def quote(data: bytes, spans: Iterable[Span], *, form: Form, encoding: str) -> str:
    """Decode the bytes of spans into a quote: white space is folded, soft hyphens in words are left out.

    Between two spans stands a blank, unless the bytes between them are only a sign that the reader left out of a word:
    of emphasis, of a note, of the layout. This defines a quote: it depends on the bytes from the first span to the
    last, and on the spans, only.

    Raises:
        UnreadableError: If a span splits a character, so that it cannot be a span of these bytes.
    """
    spans = list(spans)
    try:
        pieces = [_decode(data[start:end], encoding) for start, end in spans]
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"a quote begins or ends inside a character ({error.reason}); the file was changed"
        ) from None
    if form is Form.HTML:
        pieces = [show(piece).text for piece in pieces]
    elif form is Form.PLAIN:
        pieces = [_SOFT_HYPHEN.sub("", piece) for piece in pieces]
    joints = [_joint(data[end:start], encoding) for (_, end), (start, _) in pairwise(spans)]
    return fold_blanks("".join(chain(*zip_longest(pieces, joints, fillvalue=""))))


def _joint(gap: bytes, encoding: str) -> str:
    """Return what stands between two spans: nothing in place of a sign inside of words, else a blank."""
    said = gap[:_LONGEST_SIGN].decode(encoding, "replace")
    if _CUT.match(said):
        return ""
    return "" if len(gap) <= _LONGEST_SIGN and _SIGN.fullmatch(said) else " "


def _moved(cuts: Sequence[int], ranges: Sequence[Span]) -> Iterator[int]:
    """Yield the places of offsets after ranges, in order, were left out."""
    starts = [start for start, _ in ranges]
    gone = [0, *accumulate(end - start for start, end in ranges)]
    for cut in cuts:
        before = bisect_left(starts, cut)
        inside = max(0, ranges[before - 1][1] - cut) if before else 0
        yield cut - gone[before] + inside


def fold_blanks(text: str) -> str:
    """Normalise white space: every run, with no-break spaces and line ends, becomes one blank."""
    return " ".join(text.split())


def _decode(data: bytes, encoding: str) -> str:
    # A byte that Windows-1252 leaves undefined becomes one U+FFFD, so characters and bytes stay in step.
    return data.decode(encoding, "replace" if encoding == "cp1252" else "strict")


def _encoding(data: bytes) -> tuple[str, int]:
    """Detect the encoding of a file and the length of its byte order mark."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                data[len(bom) :].decode(encoding)
            except UnicodeDecodeError:
                raise UnreadableError(
                    f"it has the byte order mark of {encoding} but is not valid {encoding}; {ACCEPTED}"
                ) from None
            return encoding, len(bom)
    if b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 50:
        raise UnreadableError(f"it is binary, not text; {ACCEPTED}")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", 0
    return "utf-8", 0


def _byte_offsets(text: str, encoding: str, start: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the first byte of each character of a text, and the byte after each."""
    if encoding == "cp1252" or (encoding == "utf-8" and text.isascii()):
        return range(start, start + len(text)), range(start + 1, start + len(text) + 1)
    edges = array("I", [start])
    if encoding == "utf-8":
        numbers = _numbers(1 << (start + len(text.encode())).bit_length())
        for run in _RUN.finditer(text):
            at = edges[-1]
            if run[0].isascii():
                edges.extend(numbers[at + 1 : at + len(run[0]) + 1])
            else:
                edges.extend(islice(accumulate(map(len, map(str.encode, run[0])), initial=at), 1, None))
    else:
        edges.extend(islice(accumulate((len(one.encode(encoding)) for one in text), initial=start), 1, None))
    return edges[:-1], edges[1:]


@lru_cache(maxsize=4)
def _numbers(length: int) -> array[int]:
    """Return the array 0, 1, 2, …, cached, as copying slices of it is faster than counting."""
    return array("I", range(length))


def _looks_like_html(name: str, text: str) -> bool:
    if _PAGE_START.match(text[:2000]):
        return True
    return name.lower().endswith(PAGE_ENDINGS) and _TAG.search(text) is not None
