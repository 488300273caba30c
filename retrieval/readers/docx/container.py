"""DOCX container: its XML parts, unzipped and parsed within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from retrieval.errors import UnreadableError
from retrieval.readers.exported import MARK, refuse_marked
from retrieval.readers.source import ACCEPTED

_MOST_BYTES = 24_000_000  # of one part, unzipped; that of the longest resolution known has 5 MB
_MOST_IN_ALL = 200_000_000  # of all parts of a draft, pictures included
_MOST_PARTS = 5_000
_MOST_ELEMENTS = 1_000_000
_DEEPEST = 200  # nested elements; a table in a text box in a table is 40 deep
_MOST_ABOUT = 100_000  # bytes of a document's properties; Word writes less than one thousand
_WORD = "word/document.xml"
_ABOUT = "docProps/core.xml"
_OLD = bytes.fromhex("d0cf11e0")
# Two namespaces: transitional, as Word writes it, and strict.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_DAMAGES = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,  # unsupported compression
    OSError,
    OverflowError,
    RuntimeError,  # encrypted
    ValueError,
)


def read_parts(data: bytes) -> tuple[Element, Element | None, Element | None]:
    """Parse the document, the numbering and the styles of a Word file; the last two may be missing.

    Element names drop Word's namespace ("p" for `w:p`) but not "mc:Fallback"; other namespaces become "?:".

    Raises:
        UnreadableError: If it is no Word document, damaged, encrypted, a zip bomb, or an export of Clausebot.
    """
    with _opened(data) as archive:
        refuse_marked(is_marked=MARK.encode() in _about(archive))
        return _document(archive), _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")


@dataclass(frozen=True, slots=True)
class DraftParts:
    """Parts of a Word file that contain its author's text; all but the document may be missing."""

    document: Element
    styles: Element | None
    footnotes: Element | None
    endnotes: Element | None


def read_draft_parts(data: bytes) -> DraftParts:
    """Parse the parts of a draft, which may be an export of Clausebot; names are as in `read_parts`.

    All other parts are unpacked as well, within limits, as a program that annotates the file loads them.

    Raises:
        UnreadableError: If it is no Word document, damaged, encrypted, or a zip bomb.
    """
    with _opened(data) as archive:
        _check_sizes(archive)
        others = (_part(archive, f"word/{name}.xml") for name in ("styles", "footnotes", "endnotes"))
        return DraftParts(_document(archive), *others)


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open the archive of a Word file; damage found while it is read is a refusal."""
    if data.startswith(_OLD):
        raise UnreadableError(
            f"it is an old Word document (.doc), or locked with a password: save it again as .docx; {ACCEPTED}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _DAMAGES as error:
        raise UnreadableError(f"it is a damaged Word document ({type(error).__name__}); {ACCEPTED}") from None


def _document(archive: zipfile.ZipFile) -> Element:
    document = _part(archive, _WORD)
    if document is None:
        raise UnreadableError(f"it is not a Word document: it has no {_WORD}; {ACCEPTED}")
    return document


def _check_sizes(archive: zipfile.ZipFile) -> None:
    """Unpack every part, as stated sizes may be false; refuse a file with too many parts, or too large ones."""
    left = _MOST_IN_ALL
    if len(archive.filelist) > _MOST_PARTS:
        raise UnreadableError(f"it has more than {_MOST_PARTS:,} parts; {ACCEPTED}")
    for part in archive.filelist:
        with archive.open(part) as file:
            while piece := file.read(1 << 20):
                left -= len(piece)
                if left < 0:
                    raise UnreadableError(f"it unpacks to more than {_MOST_IN_ALL // 1_000_000} MB; {ACCEPTED}")


def _about(archive: zipfile.ZipFile) -> bytes:
    """Return the properties of a document, such as author and keywords."""
    if _ABOUT not in archive.NameToInfo:
        return b""
    with archive.open(_ABOUT) as file:
        return file.read(_MOST_ABOUT)


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Unzip and parse a part of the archive; None if it is missing."""
    if name not in archive.NameToInfo:
        return None
    with archive.open(name) as file:
        # The sizes that the archive states may be false.
        unpacked = file.read(_MOST_BYTES + 1)
    if len(unpacked) > _MOST_BYTES:
        raise UnreadableError(f"its {name} unpacks to more than {_MOST_BYTES // 1_000_000} MB; {ACCEPTED}")
    try:
        return _Parser(name).parse(unpacked)
    except expat.ExpatError as error:
        raise UnreadableError(f"its {name} is damaged ({error}); {ACCEPTED}") from None


class _Parser:
    """XML parser with a size limit that refuses DTDs, so that no entity is defined or fetched."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = TreeBuilder()
        self._depth = self._count = 0

    def parse(self, xml: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.buffer_text = True
        parser.Parse(xml, True)
        return self._builder.close()

    def _refuse_dtd(self, *_: object) -> None:
        raise UnreadableError(
            f"its {self._name} declares a document type (DTD), which a Word document does not have; {ACCEPTED}"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise UnreadableError(f"its {self._name} has too many elements, or is nested too deeply; {ACCEPTED}")
        self._builder.start(_short(name), {_short(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(_short(name))


def _short(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return f"{_PREFIXES.get(namespace, '?:')}{local}"
