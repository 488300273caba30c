"""PeaceWomen pages made for the tests: one list of extracts, as saved text and in several page layouts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Extract:
    """One section of a page."""

    title: str
    themes: tuple[str, ...]
    lines: tuple[str, ...]


Layout = Callable[[Sequence[Extract]], str]

CALLS = (
    "Calls upon the Federal Government, with the support of its partners, to protect women & girls from sexual and "
    "gender-based violence, and to hold to account those responsible;"
)
RECALLING = "Recalling all its resolutions on women’s participation, and the role of civil society,"

EXAMPLE = (
    Extract(
        "Security Council Resolution 2275: para. 20.", ("Sexual and Gender-Based Violence", "Protection"), (CALLS,)
    ),
    Extract(RECALLING[:70], ("Participation",), (RECALLING,)),
    Extract(
        "2275 HR",
        ("Human Rights",),
        (
            "“4.\u00a0\u00a0 Requests AMISOM to:",
            "(b)\u00a0\u00a0 Deploy GENDER advisers to every sector;",
            "(c) Report on their work;",
            "that women take part [...] at all levels",
        ),
    ),
    Extract("Resolution 2275, Justice", ("Justice, Rule of Law and Security Sector Reform",), (f"20. {CALLS}",)),
)


def as_text(extracts: Sequence[Extract], number: int = 0) -> str:
    """Return a page as a browser saves its text."""
    number = number or (2275 if extracts == EXAMPLE else 2331)
    head = (
        f"Security Council Resolution {number}\n\nThursday, March 24, 2016\nCountries:\u00a0\nSomalia\n"
        f"Congo, Democratic Republic of the\nResolution Reference PDF:\u00a0\n\n"
        f"United Nations Security Council Resolution {number}\n\nResolution Extracts:\u00a0\n\n"
    )
    sections = (
        f"{extract.title}\n\nPeaceWomen Consolidated Themes:\u00a0\n"
        + "\n".join(extract.themes)
        + "\nExtract:\u00a0\n\n"
        + "\n\n".join(extract.lines)
        for extract in extracts
    )
    return head + "\n\n".join(sections) + "\n"


def parse(text: str) -> list[Extract]:
    """Return the sections of a saved page in its plainest layout."""
    found = re.finditer(
        r"(.+)\n\nPeaceWomen Consolidated Themes:\s\n((?:.+\n)+)Extract:\s*\n((?:(?!.+\n\nPeace).*\n?)*)", text
    )
    return [
        Extract(match[1], tuple(match[2].splitlines()), tuple(filter(str.strip, match[3].splitlines())))
        for match in found
    ]


def _emphasized(line: str) -> str:
    """Return a line as markup, its first verb in italics, its no-break spaces as references."""
    markup = html.escape(line, quote=False).replace("\u00a0", "&nbsp;").replace("“", "&ldquo;")
    return re.sub(r"\b([A-Z][a-z]+(?:s|ing))\b", r"<em>\1</em>", markup, count=1)


def drupal_fields(extracts: Sequence[Extract]) -> str:
    """A content page with menus, sidebar and footer around it; each value in a box of its own."""

    def values(name: str, label: str, items: Sequence[str]) -> str:
        inner = "".join(f'<div class="field-item odd">{item}</div>' for item in items)
        return (
            f'<div class="field field-name-{name} field-label-inline clearfix"><div class="field-label">{label}:&nbsp;'
            f'</div><div class="field-items">{inner}</div></div>'
        )

    rows = "\n".join(
        f'<div class="views-row"><h3 class="title"><a href="/node/1?a=1&b=2">{html.escape(extract.title)}</a></h3>'
        + values("themes", "PeaceWomen Consolidated Themes", extract.themes)
        + values("extract", "Extract", ["".join(f"<p>{_emphasized(line)}</p>\n" for line in extract.lines)])
        + "</div>"
        for extract in extracts
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><title>Security Council Resolution 2275 | PeaceWomen</title>
<script>var menu = "<p>Extract:</p>"; if (1 < 2) {{ menu += "</div>"; }}</script><style>p > a {{}}</style></head>
<body class="html not-front"><!-- the menu > --><nav><ul class="menu"><li><a href="/">Home</a></li>
<li><a>Countries</a></li><li><a href="/1325">Security Council Resolution 1325</a></li></ul></nav>
<h1>Security Council Resolution 2275</h1>
<span class="date-display-single">Thursday, March 24, 2016</span>
{values("countries", "Countries", ["Somalia", "Congo, Democratic Republic of the"])}
{values("pdf", "Resolution Reference PDF", ["<a href='x.pdf'>United Nations Security Council Resolution 2275</a>"])}
<div class="field-label">Resolution Extracts:&nbsp;</div>{rows}
<aside><h2>Related Resources</h2><ul><li>Women in war: a study of ten countries.</li></ul></aside>
<footer><p>PeaceWomen is a programme of the Women&#039;s International League for Peace and Freedom.</p></footer>
</body></html>"""


def old_table(extracts: Sequence[Extract]) -> str:
    """Upper-case tags, a table, lines ended by BR, tags left open, values beside their labels."""
    rows = "\n".join(
        f"<TR><TD COLSPAN=2><B>{html.escape(extract.title)}</B>\n<TR><TD>PeaceWomen Consolidated Themes:<TD>"
        + "<BR>".join(extract.themes)
        + "\n<TR><TD>Extract:<TD>"
        + "<BR><BR>\n".join(_emphasized(line) for line in extract.lines)
        for extract in extracts
    )
    return f"""<HTML><HEAD><TITLE>x</TITLE><BODY BGCOLOR=white><TABLE><TR><TD>
<H1>Security Council<BR CLEAR=none> </H1><H2>Security Council Resolution 2275</H2><P>Thursday, March 24, 2016<P>
Countries: Somalia<BR>Congo, Democratic Republic of the<P>Resolution Extracts:
<TABLE>{rows}</TABLE><P>Copyright &copy; PeaceWomen</TABLE>"""


def wrapped_source(extracts: Sequence[Extract]) -> str:
    """Markup with line ends inside the words, spans around single words, lists for values, definition lists."""

    def inside(line: str) -> str:
        return re.sub(r" (\w+ly|women) ", r"\n      <span style='color:red'>\1</span>\n ", _emphasized(line))

    rows = "\n".join(
        f"<section><header><h2>{html.escape(extract.title)}</h2></header>\n"
        + "<dl><dt>PeaceWomen Consolidated Themes:\n</dt>"
        + "".join(f"<dd>\n  {theme}\n</dd>" for theme in extract.themes)
        + "<dt><strong>Extract</strong>:</dt><dd>"
        + "".join(f"<p class=MsoNormal>\n  {inside(line)}\n  <o:p></o:p></p>" for line in extract.lines)
        + "</dd></dl></section>"
        for extract in extracts
    )
    return f"""<?xml version="1.0"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body><main><article><h1>
   Security Council Resolution
   2275</h1><time datetime="2016-03-24">Thursday, March 24, 2016</time>
<p><b>Countries:</b></p><ul><li>Somalia</li><li>Congo, Democratic Republic of the</li></ul>
<p>Resolution Extracts:</p><![CDATA[ nothing ]]>{rows}
</article></main><footer><a href="#">Back to top</a><br/>Site map<br />Contact</footer></body></html>"""


def in_pre(extracts: Sequence[Extract]) -> str:
    """The saved text as a browser shows a text file."""
    return f'<html><head></head><body><pre style="word-wrap: break-word">{html.escape(as_text(extracts, 2275))}</pre>'


LAYOUTS: tuple[Layout, ...] = (drupal_fields, old_table, wrapped_source, in_pre)
