"""Typeset resolutions as web pages: Word export, publishing system, table, line breaks, press release.

As a script, it typesets every text of a folder: `python -m tests.webpages LAYOUT TEXTS INTO`, the layout being one of
word, site, table, breaks, pre, press, mhtml.
"""

from __future__ import annotations

import html
import quopri
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.typeset import NUMBERED, main, next_level

_NOTE = "See <i>Official Records of the Security Council</i>, S/2016/949, annex; and the statement of that day."
_TYPES = ("1", "a", "i")


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    adopted: str
    paragraphs: list[str]

    @property
    def symbol(self) -> str:
        number, year = re.findall(r"\d+", self.title)
        return f"S/RES/{number} ({year})"


def _read(text: str) -> _Text:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    opens = lines.index("The Security Council,")
    title = next(n for n, line in enumerate(lines) if re.fullmatch(r"Resolution \d+ \(\d{4}\)", line, re.IGNORECASE))
    return _Text(lines[title], " ".join(lines[title + 1 : opens]), lines[opens:])


def _parted(paragraph: str) -> tuple[str, str]:
    mark = NUMBERED.match(paragraph)
    return (mark[1], paragraph[mark.end() :]) if mark else ("", paragraph)


def _emphasised(words: str) -> str:
    """Return a paragraph as HTML, with its first verb in italics as in official documents."""
    verb = re.match(r"(?:(?:Also|Further|Deeply|Strongly) )?[A-Z][a-z]+(?= )", words)
    end = verb.end() if verb else 0
    return (f"<em>{html.escape(words[:end])}</em>" if end else "") + html.escape(words[end:], quote=False)


def word(text: str) -> bytes:
    """Word export: Windows-1252, typed numbers behind blanks, footnotes linked both ways."""
    said = _read(text)
    body: list[str] = []
    notes: list[str] = []
    for n, paragraph in enumerate(said.paragraphs):
        mark, words = _parted(paragraph)
        label = f"{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>" if mark else ""
        noted = ""
        if n % 7 == 3:
            note = len(notes) + 1
            link = f'<a href="#_ftn{note}" name="_ftnref{note}" title="">'
            raised = f"<span class=MsoFootnoteReference>[{note}]</span>"
            noted = f"{link}{raised}</a>"
            back = f'<a href="#_ftnref{note}" name="_ftn{note}" title="">{raised}</a>'
            notes.append(f"<div id=ftn{note}><p class=MsoFootnoteText>{back} {_NOTE}</p></div>")
        words = _emphasised(words).replace("em>", "i>")
        middle = words.rfind(",", 0, -1)
        words = words[:middle] + noted + words[middle:] if noted and middle > 0 else words + noted
        body.append(f"<p class=SingleTxt style='margin-left:63.35pt'>{label}<span lang=EN-GB>{words}</span></p>")
    head = (
        "<table class=MsoNormalTable><tr><td><p>United Nations</p></td>"
        f"<td><p>S</p><p>/RES/{said.symbol[6:]}</p></td></tr>"
        "<tr><td><p><b>Security Council</b></p></td><td><p>Distr.: General</p></td></tr></table>"
        f"<p class=HCh><b>{said.title}</b></p><p class=H1><b>{html.escape(said.adopted)}</b></p>"
    )
    page = (
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
        '<meta name=Generator content="Microsoft Word 15 (filtered)"><style><!-- p.MsoNormal {margin:0cm;} --></style>'
        "</head><body lang=EN-GB link=blue><div class=WordSection1>"
        + "\n\n".join([head, *body])
        + '</div><div><br clear=all><hr align=left size=1 width="33%">'
        + "".join(notes)
        + "</div></body></html>"
    )
    wrapped = re.sub(r"[^\n]{60,}?(?: (?=[^<>]*<)|$)", lambda line: line[0].rstrip() + "\r\n", page)
    return wrapped.encode("cp1252", "xmlcharrefreplace")


def site(text: str) -> bytes:
    """Publishing system: list numbering, with menus, notices and links around the text."""
    said = _read(text)
    body = list(_listed(said))
    menu = "".join(
        f"<li><a href='/{n}'>{label}</a></li>"
        for n, label in enumerate(("Home", "The Security Council", "Resolution 1325 (2000)", "Resolution 2242 (2015)"))
    )
    return (
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>x</title><link rel=stylesheet href=a.css>"
        "<script>if (a<b) { document.write('<p>1. Decides nothing;</p>') }</script></head><body>"
        "<div class='cookie-banner'><p>We use cookies. By continuing you accept our use of them.</p></div>"
        f"<header role=banner><h2>Documents of the United Nations</h2></header><nav><ul>{menu}</ul></nav>"
        "<div id=content><div class=breadcrumbs>Home &gt; Documents &gt; Resolution 2106 (2013)</div>"
        f"<main><article><h1>{said.title}</h1><div class=meta><p>{said.symbol}</p></div>"
        f"<p>{html.escape(said.adopted)}</p>\n"
        + "\n".join(body)
        + "<section class=footnotes><hr><ol><li id=fn1><p>S/2016/949. <a href='#fnref1'>↩</a></p></li></ol></section>"
        "</article><p>Last updated on 3 March 2021 by the editors of this site.</p><p><a href=#top>Back to top</a></p>"
        "</main><aside><h3>Related</h3><p>Resolution 1820 (2008)</p><p>Urges everyone to read it.</p></aside></div>"
        "<footer><ol><li>Contact us.</li></ol><p>Copyright © United Nations. All rights reserved.</p></footer>"
        "</body></html>"
    ).encode()


def _listed(said: _Text) -> Iterator[str]:
    counts = [0, 0, 0]
    depth = 0
    noted = False
    for paragraph in said.paragraphs:
        mark, words = _parted(paragraph)
        level = next_level(mark, counts) if mark else None
        if level is None or level > depth:
            # A nested list needs an item as its parent.
            level = None
        if level is None:
            yield "</li></ol>" * depth
            depth = 0
            yield f"<p>{html.escape(mark)} {_emphasised(words)}</p>" if mark else f"<p>{_emphasised(words)}</p>"
            continue
        counts[level:] = [counts[level] + 1, *([0] * (2 - level))]
        yield "</li></ol>" * (depth - level - 1) if depth > level else ""
        start = f" start={counts[level]}" if counts[level] > 1 else ""
        yield "</li>" if depth > level else f"<ol type={_TYPES[level]}{start}>"
        depth = level + 1
        raised = "" if noted else "<sup id=fnref1><a href='#fn1'>1</a></sup>"
        noted = True
        yield f"<li><p>{_emphasised(words)}{raised}</p>"
    yield "</li></ol>" * depth


def table(text: str) -> bytes:
    """Old page: table with numbers in their own cells, unclosed tags, every character a character reference."""
    said = _read(text)
    rows = []
    for paragraph in said.paragraphs:
        mark, words = _parted(paragraph)
        words = _emphasised(words).replace("em>", "I>").encode("ascii", "xmlcharrefreplace").decode()
        words = "\n   ".join(textwrap.wrap(words, 60, break_long_words=False, break_on_hyphens=False))
        rows.append(
            f"<TR VALIGN=top><TD WIDTH=40>{html.escape(mark)}&nbsp;<TD COLSPAN=2><FONT SIZE=-1>{words}</FONT>\n"
        )
    menu = "<A HREF=/>Home</A><BR><A HREF=/sc>Security Council</A><BR><A HREF=/res>Resolutions 2000</A>"
    page = (
        f"<HTML><HEAD><TITLE>{said.symbol}</TITLE></HEAD>\n<BODY BGCOLOR=#FFFFFF><TABLE><TR><TD>{menu}<TD>"
        f"<TABLE BORDER=0><TR><TD COLSPAN=3><CENTER><B>{said.title.upper()}</B><P><B>{said.adopted}</B></CENTER>\n"
        f"{''.join(rows)}</TABLE>\n"
        "</TABLE><CENTER><A HREF=/>Home</A> | <A HREF=/search>Search</A></CENTER></BODY></HTML>"
    )
    return page.replace("&#8217;", "&rsquo;").replace("&#233;", "&eacute;").encode("ascii", "xmlcharrefreplace")


def breaks(text: str) -> bytes:
    """Page with paragraphs separated by <br> only, and superscript note marks without links."""
    said = _read(text)
    first, *others = said.paragraphs
    noted = [f"{_emphasised(p)}<sup>1</sup>" if n == 2 else _emphasised(p) for n, p in enumerate(others)]
    lines = "<br>\n<br />".join([first, *noted])
    return (
        "<html><head><meta charset='UTF-8'></head><body><div class=share><a href=x>Share</a></div>"
        f"<div><b>{said.title}</b><br>"
        f"<b>{html.escape(said.adopted)}</b><br><br>{lines}<br><br><sup>1</sup> {_NOTE}</div></body></html>"
    ).encode()


def pre(text: str) -> bytes:
    """Plain text page in <pre>, in teleprinter style."""
    said = _read(text)
    blocks = ["\n".join(textwrap.wrap(p, 72, break_on_hyphens=False)) for p in said.paragraphs]
    words = html.escape("\n\n".join([said.title, said.adopted, *blocks]), quote=False)
    return f"<html><body><a href=/>Gopher menu</a><hr><pre>\n{words}\n</pre><hr><a href=/>Up</a></body></html>".encode()


def press(text: str) -> bytes:
    """Press release that quotes the text, with a quotation mark before each paragraph."""
    said = _read(text)
    lines = [
        f"<p>“{'&nbsp;&nbsp;'.join(filter(None, (m, _emphasised(w))))}</p>" for m, w in map(_parted, said.paragraphs)
    ]
    lines[-1] = lines[-1].replace("</p>", "”</p>")
    name = said.title.replace("Resolution", "resolution")
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><nav><a href=/>Press</a></nav><main>"
        f"<h1>Security Council Adopts {said.title}, Unanimously</h1><p>SC/12345</p><p>{html.escape(said.adopted)}</p>"
        "<p>The Security Council today decided to act, adopting a text that had been long discussed.</p>"
        f"<h2>Resolution</h2><p>The full text of {name} reads as follows:</p>\n{''.join(lines)}"
        "<p>Statements</p><p>The representative of a State said that he welcomed the text.</p></main>"
        "<footer><p>For information media. Not an official record.</p></footer></body></html>"
    ).encode()


def mhtml(text: str) -> bytes:
    """MHTML: the page of a publishing system saved as one file, with pictures and styles."""
    page = quopri.encodestring(site(text)).replace(b"\n", b"\r\n")
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x----"\r\n'
        b"\r\n\r\n"
        b"------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/\r\n\r\n"
        + page
        + b"\r\n"
        b"------MultipartBoundary--x----\r\nContent-Type: text/css\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"body { color: red; }\r\n------MultipartBoundary--x------\r\n"
    )


LAYOUTS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "word": (word, "html"),
    "site": (site, "html"),
    "table": (table, "htm"),
    "breaks": (breaks, "html"),
    "pre": (pre, "html"),
    "press": (press, "html"),
    "mhtml": (mhtml, "mhtml"),
}

if __name__ == "__main__":
    main(LAYOUTS)
