"""Drafts as PDFs: the footnotes of all pages, behind the text."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph

from retrieval.readers.drafts.draft import Block
from retrieval.readers.read_draft import read_draft

SMALL = ParagraphStyle("note", fontSize=8, leading=10)
TEXT = ParagraphStyle("text", fontSize=11, leading=14, spaceAfter=10)


LONG = "The Council met in the morning and spoke of women in all the countries on its agenda. " * 2


def _pdf(pages: list[tuple[list[str], list[str]]]) -> bytes:
    """Return a PDF whose pages have paragraphs and, at the foot, the lines of notes."""

    def foot(canvas: Canvas, document: BaseDocTemplate) -> None:
        for n, line in enumerate(pages[canvas.getPageNumber() - 1][1]):
            paragraph = Paragraph(line, SMALL)
            paragraph.wrap(450, 20)
            paragraph.drawOn(canvas, 72, 100 - 10 * n)

    file = io.BytesIO()
    template = PageTemplate(frames=[Frame(72, 130, 450, 640)], onPage=foot)
    flow = [part for words, _ in pages for part in (*(Paragraph(one, TEXT) for one in words), PageBreak())]
    BaseDocTemplate(file, pagesize=A4, pageTemplates=[template]).build(flow)
    return file.getvalue()


def test_notes_are_numbered_through_all_pages() -> None:
    data = _pdf(
        [
            (
                ["It “asks all”<super>1</super> and “tells them”.<super>2</super>", f"In 2015 it had 12 notes. {LONG}"],
                ["<super>1</super> S/RES/1325 (2000), para. 1.", "<super>2</super> Ibid., in particular", "para. 2."],
            ),
            (["Again it “asks”.<super>1</super>"], ["1 S/RES/1820 (2008)."]),
        ]
    )
    draft = read_draft("a.pdf", data)
    shown = [(" ".join(draft.text[one.start : one.end].split()), one.block) for one in draft.paragraphs]
    assert shown == [
        ("It “asks all”¹ and “tells them”.²", Block.TEXT),
        (f"In 2015 it had 12 notes. {LONG.strip()}", Block.TEXT),
        ("Again it “asks”.³", Block.TEXT),
        ("S/RES/1325 (2000), para. 1.", Block.NOTE),
        ("Ibid., in particular para. 2.", Block.NOTE),
        ("S/RES/1820 (2008).", Block.NOTE),
    ]
    assert [draft.text[mark.at] for mark in draft.marks] == ["¹", "²", "³"]
    assert len({mark.note for mark in draft.marks}) == 3
