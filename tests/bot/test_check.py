"""`clausebot check`, on an index whose encoder is not needed."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from bot.cli import main
from retrieval.index.build import BuildReport
from tests.drafts.word import word_document

DRAFT = """Paragraph 2 of resolution 1325 (2000) asks parties “to take measures to protect women and girls from rape”.

It “decides to remain actively seized of the matter” (resolution 1325 (2000), para. 3), as does S/RES/1888 (2009).
"""
RIGHT = "Resolution 1325 (2000) asks parties “to take special measures to protect women and girls from rape”.\n"
WORDS = "Pirates \x1b[31mred: “urges pirates to open a tribunal in polar waters”.[[S/RES/1325 (2000), para. 2.]]\n"


@pytest.fixture
def indexed(build: Callable[[], BuildReport], index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(index))


def _written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.usefixtures("indexed")
def test_each_finding_is_a_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", _written(tmp_path, "a.md", DRAFT), "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    quote = "to take measures to protect women and girls from rape"
    start = DRAFT.index(quote)
    assert found[0] == {
        "quote": quote,
        "citation": "S/RES/1325 (2000), OP 2",
        "verdict": "differs",
        "span": [start, start + len(quote)],
        "line": 1,
        "source": "S/RES/1325(2000)#2",
        "sources": ["S/RES/1325(2000)#2"],
        "difference": [{"kind": "removed", "text": "special", "span": [8, 8]}],
        "elsewhere": [],
    }
    assert [(one["verdict"], one["source"]) for one in found[1:]] == [
        ("exact", "S/RES/1325(2000)#3"),
        ("not-held", None),
    ]
    assert (found[2]["quote"], found[2]["citation"], found[2]["line"]) == (None, "S/RES/1888 (2009)", 3)
    assert main(["check", _written(tmp_path, "a.docx", word_document(DRAFT)), "--json"]) == 1
    assert [json.loads(line)["line"] for line in capsys.readouterr().out.splitlines()] == [None] * 3


@pytest.mark.usefixtures("indexed")
def test_the_report_shows_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", _written(tmp_path, "a.txt", DRAFT)]) == 1
    said = capsys.readouterr().out
    assert (
        "line 1  differs  S/RES/1325 (2000), OP 2\n  Differs from S/RES/1325 (2000), operative paragraph 2.\n" in said
    )
    assert "to take [−special−] measures to protect women and girls from rape\n" in said
    assert "line 3  exact  S/RES/1325 (2000), OP 3  decides to remain actively seized of the matter\n" in said
    assert "Not in this library; 'clausebot index add S/RES/1888' adds it." in said
    assert said.endswith("3 quotations and citations: 1 exact, 1 differs, 1 not held.\n")


@pytest.mark.usefixtures("indexed")
def test_a_right_draft_and_one_without_quotations_have_nothing_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", _written(tmp_path, "a.md", RIGHT)]) == 0
    assert main(["check", _written(tmp_path, "b.md", "Nothing is “quoted” here."), "--json"]) == 0
    printed = capsys.readouterr()
    assert "1 quotation or citation: 1 exact.\n" in printed.out
    assert printed.err == "the draft quotes and cites no resolution of the Security Council\n"


@pytest.mark.usefixtures("indexed")
def test_several_paragraphs_of_one_citation_are_reported_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "S/RES/1325 (2000), paras. 1, 2, 98 and 3.\r\n\r\nParagraphs 4 to 6 of S/RES/1888 (2009).\r\n"
    assert main(["check", _written(tmp_path, "a.md", text)]) == 1
    assert capsys.readouterr().out == (
        "line 1  citation exists  S/RES/1325 (2000), OP 1, OP 2, OP 3  S/RES/1325 (2000), paras. 1, 2, 98 and 3\n"
        "line 1  wrong paragraph  S/RES/1325 (2000), OP 98\n"
        "  S/RES/1325 (2000) has no such paragraph.\n"
        "  S/RES/1325 (2000), paras. 1, 2, 98 and 3\n"
        "line 3  not held  S/RES/1888 (2009), OP 4; S/RES/1888 (2009), OP 5; S/RES/1888 (2009), OP 6\n"
        "  Not in this library; 'clausebot index add S/RES/1888' adds it.\n"
        "  Paragraphs 4 to 6 of S/RES/1888 (2009)\n"
        "7 quotations and citations: 1 wrong paragraph, 3 not held, 3 citation exists.\n"
    )
    draft, copy = _written(tmp_path, "a.docx", word_document(text)), tmp_path / "b.docx"
    assert main(["check", draft, "--comments", str(copy)]) == 1
    assert len([*Document(str(copy)).comments]) == 2


@pytest.mark.usefixtures("indexed")
def test_a_copy_with_comments_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{DRAFT}{WORDS}".replace("\x1b", "␛")
    draft, copy = _written(tmp_path, "a.docx", word_document(text)), tmp_path / "b.docx"
    before = Path(draft).read_bytes()
    assert main(["check", draft, "--comments", str(copy)]) == 1
    assert capsys.readouterr().err == f"written to {copy}\n"
    assert Path(draft).read_bytes() == before
    document = Document(str(copy))
    shown = sorted(comment.text for comment in document.comments)
    assert shown == [
        "Differs from S/RES/1325 (2000), operative paragraph 2.\n"
        "to take [−special−] measures to protect women and girls from rape",
        "Not found. These words are not in S/RES/1325 (2000), OP 2, nor elsewhere in the library.",
        "Not held. Not in this library; 'clausebot index add S/RES/1888' adds it.",
    ]
    assert {comment.author for comment in document.comments} == {"Clausebot"}
    assert [paragraph.text for paragraph in document.paragraphs] == [
        paragraph.text for paragraph in Document(io.BytesIO(before)).paragraphs
    ]
    [first, *_] = document.paragraphs
    marked = first._p.xpath("w:commentRangeStart/following-sibling::w:r[1]/w:t")
    assert [one.text for one in marked] == ["to take measures to protect women and girls from rape"]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("name", "options", "reason"),
    [
        ("none.md", [], "none.md cannot be read (No such file or directory)"),
        ("a.odt", [], "a.odt cannot be read: its file extension is '.odt'; expected a draft (.docx, .pdf, .html, .md"),
        ("a.docx", [], "a.docx cannot be read: it is a damaged Word document (BadZipFile); expected a draft"),
        ("a.md", ["--comments", "b.docx"], "comments are written into Word documents only"),
        ("a.docx", ["--comments", "{}"], "is the draft itself; name another file"),
    ],
)
def test_what_cannot_be_checked_is_said(
    name: str, options: list[str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not name.startswith("none"):
        _written(tmp_path, name, "words")
    path = str(tmp_path / name)
    assert main(["check", path, *(option.format(path) for option in options)]) == 2
    assert reason in capsys.readouterr().err


def test_no_encoder_and_no_writer_of_documents_is_loaded(indexed: None, tmp_path: Path) -> None:
    draft = _written(tmp_path, "a.md", RIGHT)
    code = (
        "import sys; from bot.cli import main; code = main(['check', sys.argv[1]]); "
        "print({'onnxruntime', 'torch', 'docx', 'mcp'} & sys.modules.keys(), file=sys.stderr); "
        "sys.exit(code)"
    )
    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", code, draft], cwd=root, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "set()\n")
