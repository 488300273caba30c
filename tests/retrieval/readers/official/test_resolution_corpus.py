"""The reader against real texts whose clauses are known, and against every resolution from 1946 to 2015."""

from __future__ import annotations

import json
import lzma
import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from retrieval.clauses.clause import ClauseKind
from retrieval.errors import UnreadableError
from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.source import open_source, quote

CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")

Clauses = dict[str, str]


def folded(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", text.lower())


def is_same(got: str, want: str) -> bool:
    """Tell whether two texts differ in print errors at most: the archive has them, the clean texts do not."""
    a, b = folded(got), folded(want)
    return a == b or (
        0.9 < len(a) / max(len(b), 1) < 1.1 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.97
    )


def known() -> dict[str, Clauses]:
    found: dict[str, Clauses] = defaultdict(dict)
    for line in (CORPUS / "clauses.jsonl").read_text(encoding="utf-8").splitlines():
        clause = json.loads(line)
        found[clause["symbol"].replace(" ", "", 1)][clause["para"]] = clause["text"]
    return {symbol.replace(" ", ""): clauses for symbol, clauses in found.items()}


def read(name: str, data: bytes) -> tuple[str, Clauses]:
    source = open_source(name, data)
    document, _ = read_resolution(source)
    clauses = {
        paragraph.paragraph or f"unnumbered {n}": quote(
            data, paragraph.spans, form=source.form, encoding=source.encoding
        )
        for n, paragraph in enumerate(document.paragraphs)
    }
    return document.symbol.compact, clauses


def f1(pairs: list[tuple[Clauses, Clauses]]) -> float:
    right = sum(name in got and is_same(got[name], text) for got, want in pairs for name, text in want.items())
    return 2 * right / sum(len(got) + len(want) for got, want in pairs)


def archive() -> Iterator[tuple[str, bytes]]:
    path = CORPUS / "unsc-1946-2015.tar.xz"
    if not path.is_file():
        pytest.skip(f"no archive at {path}")
    with lzma.open(path) as packed, tarfile.open(fileobj=packed) as files:
        for member in files:
            file = files.extractfile(member) if member.name.endswith(".txt") else None
            if file is not None:
                yield Path(member.name).name, file.read()


def test_clean_texts_are_cut_as_known() -> None:
    want = known()
    texts = [read(path.name, path.read_bytes()) for path in sorted((CORPUS / "resolutions").glob("*.txt"))]
    assert sorted(symbol for symbol, _ in texts) == sorted(want)
    assert f1([(got, want[symbol]) for symbol, got in texts]) >= 0.999


def test_converted_texts_are_cut_as_known_and_numbers_run_through_the_archive() -> None:
    """Every file of seventy years is read or refused; a gap or a false start in the numbers would betray an error."""
    want = known()
    pairs, refused, broken = [], [], []
    for name, data in archive():
        try:
            symbol, got = read(name, data)
        except UnreadableError:
            refused.append(name)
            continue
        if symbol in want:
            pairs.append((got, want[symbol]))
        numbers = list(dict.fromkeys(int(number[0]) for paragraph in got if (number := re.match(r"\d+", paragraph))))
        if any(b != a + 1 for a, b in pairwise([0, *numbers])):
            broken.append(name)
    assert len(pairs) == 27
    assert f1(pairs) >= 0.999
    assert len(refused) <= 3, refused
    # Paragraphs that the archive itself has lost or left without a number.
    assert len(broken) <= 5, broken


def test_wrapped_text_with_page_furniture_is_read_whole() -> None:
    name = "S_RES_2538(2020)_pdftotext.txt"
    data = (CORPUS / "pdftotext" / name).read_bytes()
    source = open_source(name, data)
    document, _ = read_resolution(source)
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    assert kinds.count(ClauseKind.PREAMBULAR) == 11
    assert [paragraph.paragraph for paragraph in document.paragraphs[11:]] == [
        "1", "2", *(f"2({letter})" for letter in "abcdefg"), *map(str, range(3, 15)),
    ]  # fmt: skip
    _, clauses = read(name, data)
    assert clauses["14"] == "Decides to remain seized of the matter."
    assert clauses["2(g)"] == (
        "Taking measures to provide support and incentives including child care and other relevant needs;"
    )
    assert "strengthening protection of civilians, improving" in clauses["PP7"]
