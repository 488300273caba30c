"""Bytes, the text they show, and the way back, above all through markup."""

from __future__ import annotations

import codecs
import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableError
from retrieval.readers.source import ACCEPTED, FILE_TYPES, MAX_BYTES, Form, Source, fold_blanks, open_source, quote
from tests.growth import beyond_linear

WORDS = st.text(st.sampled_from("abcXYZ é“”’—&<>;'\"1"), min_size=1, max_size=12).filter(lambda t: t.split() != [])
ODD_MARKUP = (
    "< > & </ <! <!-- --> --!> <p <p> <br/> <script> </script <textarea> <svg> </svg> <pre> ' \" = / ; a &amp &notit; "
    '&#38 &#x; &#0; &#99999999999; <![CDATA[ ]]> <? <a_href=" <title> <select> \u2028 é &NotEqualTilde;'
).split(" ")
INLINE = st.sampled_from(["em", "B", "span", "a", "o:p"])


def shown(markup: str) -> list[str]:
    return [line.text for line in open_source("page.html", markup.encode()).lines()]


def quoted(source: Source, start: int, end: int) -> str:
    return quote(source.data, source.spans([(start, end)]), form=source.form, encoding=source.encoding)


@st.composite
def marked_up_words(draw: st.DrawFn) -> tuple[str, str]:
    """Some words and markup that shows them: references, inline tags, comments, line ends for blanks."""
    plain, markup = "", ""
    for words in draw(st.lists(WORDS, min_size=1, max_size=6)):
        escape = draw(st.sampled_from([html.escape, lambda text: "".join(f"&#x{ord(c):x};" for c in text)]))
        tag = draw(INLINE)
        before, after = draw(
            st.sampled_from(
                [
                    ("", ""),
                    (f"<{tag} class='a>b'>", f"</{tag}>"),
                    ("<!-- <p>no</p> -->", ""),
                    ("<script>x<y</script>", ""),
                ]
            )
        )
        blank = draw(st.sampled_from([" ", "\n   ", "&nbsp;", "\u00a0", "\t"]))
        plain += f" {words}"
        markup += f"{blank}{before}{escape(words)}{after}"
    return fold_blanks(plain), markup


@given(st.lists(marked_up_words(), min_size=1, max_size=5), st.sampled_from(["p", "LI", "div", "td", "h2", "dd"]))
def test_each_block_shows_its_words_and_quotes_them_from_the_bytes(blocks: list[tuple[str, str]], tag: str) -> None:
    markup = "<body>" + "".join(f"<{tag}>{inner}</{tag}>\n" for _, inner in blocks)
    source = open_source("page.html", markup.encode())
    lines = list(source.lines())
    assert [fold_blanks(line.text) for line in lines] == [words for words, _ in blocks]
    assert [quoted(source, line.start, line.end) for line in lines] == [words for words, _ in blocks]


@given(marked_up_words(), st.data())
def test_any_piece_of_the_text_is_quoted_exactly(block: tuple[str, str], data: st.DataObject) -> None:
    source = open_source("page.html", f"<p>{block[1]}</p>".encode())
    start = data.draw(st.integers(0, len(source.text) - 1))
    end = data.draw(st.integers(start + 1, len(source.text)))
    assert quoted(source, start, end) == fold_blanks(source.text[start:end])


@given(
    st.binary(max_size=300) | st.lists(st.sampled_from(ODD_MARKUP), max_size=25).map(lambda odd: "".join(odd).encode()),
    st.sampled_from(["page.html", "page.txt"]),
    st.data(),
)
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_read_or_refused_and_what_is_shown_is_quoted(
    content: bytes, name: str, data: st.DataObject
) -> None:
    try:
        source = open_source(name, content)
    except UnreadableError:
        return
    assert len(source.text) == len(source.starts) == len(source.ends)
    start = data.draw(st.integers(0, len(source.text) - 1))
    end = data.draw(st.integers(start + 1, len(source.text)))
    while start and (source.starts[start - 1] == source.starts[start]):
        start -= 1  # a reference that shows two characters is quoted whole
    while end < len(source.text) and source.starts[end] == source.starts[end - 1]:
        end += 1
    assert quoted(source, start, end) == fold_blanks(source.text[start:end])


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<html><head><title>no</title><body><p>One<p>Two", ["One", "Two"]),
        ("<html><head><meta x><p>a head that is never closed", ["a head that is never closed"]),
        ("<p>before<script>never <p>closed", ["before"]),
        ("<p>before<button>never closed<p>after", ["beforenever closed", "after"]),
        ("<p>before<button>Share</button> after", ["before after"]),
        ("<p>1 < 2 & 3 > 2 <3", ["1 < 2 & 3 > 2 <3"]),
        ("<p>one<!-- > <p>no -->two<!-->three<!--->four", ["onetwothreefour"]),
        ("<p>one<!-- never closed <p>no", ["one"]),
        ("<p>one<![CDATA[no]]>two", ["onetwo"]),
        ("<P CLASS='a>b' TITLE=\"c>d\">One</P>", ["One"]),
        ('<p title="never closed>One</p><p>Two', ["One", "Two"]),
        ("<p>one<br>two<BR/>three", ["one", "two", "three"]),
        ("<p><em>Recall</em>ing <b>it</b>", ["Recalling it"]),
        ("<ul><li>One<ul><li>Two</ul><li>Three</ul>", ["One", "Two", "Three"]),
        ("<table><tr><td>One<td>Two<tr><td>Three</table>", ["One", "Two", "Three"]),
        ("<p>one\ntwo\r\nthree\u2028four", ["one two  three four"]),
        ("<p><pre>one\ntwo</pre>three\nfour", ["one", "two", "three four"]),
        ("<p>a&nbsp;b &amp; c&ampd &rsquo;&#8217;&#x2019; &unknown; &notit;", ["a\u00a0b & c&d ’’’ &unknown; ¬it;"]),
        ("<p>a&#10;b", ["a b"]),
        ("<textarea><p>no</textarea><select><option>no</select><svg/><p>yes", ["yes"]),
    ],
)
def test_malformed_markup_shows_what_a_browser_shows(markup: str, lines: list[str]) -> None:
    assert shown(markup) == lines


def test_a_quote_leaves_out_the_tags_and_unseen_text_inside_it() -> None:
    source = open_source("a.html", b"<p>Calls <em>upon</em><script>a<b</script>&nbsp;all <!-- x -->States&hellip;</p>")
    assert quoted(source, source.text.index("Calls"), len(source.text.rstrip())) == "Calls upon all States…"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(("name", "wrap"), [("a.txt", "{}"), ("a.html", "<p>{}</p>")])
def test_every_encoding_leads_back_to_its_bytes(encoding: str, name: str, wrap: str) -> None:
    words = "women’s “rights” – à jamais"
    source = open_source(name, wrap.format(words).encode(encoding))
    start = source.text.index("rights")
    assert quoted(source, start - 1, start + 7) == "“rights”"
    assert [line.text for line in source.lines()] == [words]


@pytest.mark.parametrize(
    ("start", "form"),
    [
        ("<!DOCTYPE html><p>", Form.HTML),
        ("\n<!-- saved from url -->\n<HTML><p>", Form.HTML),
        ("<div class=x>", Form.HTML),
        ("<20 February> ", Form.PLAIN),
        ("Resolution <p>", Form.PLAIN),
    ],
)
def test_a_page_is_known_by_its_beginning(start: str, form: Form) -> None:
    assert open_source("fetched", f"{start}Recalling".encode()).form is form


def test_text_that_is_only_named_html_keeps_its_lines() -> None:
    assert shown("One\nTwo & three") == ["One", "Two & three"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8 + b" \n", "empty"),
        (b"<html><head><title>x</title></head><body><script>1</script></body>", "a web page that shows no text"),
        (b"%PDF-1.4\0\1", "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "not valid utf-16-le"),
        (b"a" * (MAX_BYTES + 1), "16 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_what_would_be_accepted(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=rf"{reason}.*; expected the text of"):
        open_source("a.html", content)


def test_a_span_that_cuts_a_character_is_refused() -> None:
    with pytest.raises(UnreadableError, match="begins or ends inside a character"):
        quote("é".encode(), [(0, 1)], form=Form.PLAIN, encoding="utf-8")


@pytest.mark.parametrize(
    "part", ["<a ", "<!-- ", "<button>", "<svg>", '<a b="', "</ ", "<![CDATA[", "&", "&#", "&a", "<p>x", "<a b = ", "<"]
)
def test_no_markup_takes_more_than_linear_time(part: str) -> None:
    assert not beyond_linear(
        shown, lambda count: "<p>x" + part * (count // len(part)), looks=(100_000, 200_000), longest=1_000_000
    )


def test_every_type_of_file_is_known_by_names_of_its_own_and_said_to_be_accepted() -> None:
    for names in ([one.endings for one in FILE_TYPES], [one.content_types for one in FILE_TYPES]):
        flat = [name for some in names for name in some]
        assert len(set(flat)) == len(flat)
        assert all(names)
    assert {one.form for one in FILE_TYPES} == {*Form} - {Form.HTML}  # the markup of a page that is quoted as it is
    assert all(one.endings[0] in ACCEPTED for one in FILE_TYPES)
