"""Clauses as Markdown: once rendered, the words of the source."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.export.formats import Entry
from bot.export.markdown import escape, markdown_of
from retrieval.clauses.clause import Labeller, ThemeLabel
from tests.retrieval.made_clauses import clause

_RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MARKS = "\\`*_{}[]()<>#+-.!|~&=:;/\"'0123456789 ab…“”"


def _words(tokens: list[Token]) -> str:
    return "".join(_words(token.children) if token.children else token.content for token in tokens)


@given(st.text(_MARKS, min_size=1).filter(str.strip) | st.text(min_size=1).filter(str.strip))
@example("1. one")
@example("12) twelve")
@example("--- # +")
@example("&lt;b&gt; <b>bold</b> <!-- gone --> https://x.org/*a*")
@example("~~struck~~ | a | b |")
def test_a_quote_reads_as_its_source_once_rendered(text: str) -> None:
    folded = " ".join(text.split())
    rendered = _RENDERER.parse(f"> {escape(folded)}")
    assert [token.type for token in rendered] == [
        "blockquote_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "blockquote_close",
    ]
    shown = _words(rendered)
    if all(character.isprintable() for character in folded):
        assert shown == folded


@pytest.mark.parametrize("mark", ["*", "_", "`", "<", "&", "["])
def test_a_lead_in_or_a_theme_acts_no_more_than_a_quote(mark: str) -> None:
    odd = f"{mark}a{mark} b{mark}"
    one = replace(clause("S/RES/2331(2016)#2(a)", odd), lead_in=odd, themes=(ThemeLabel(odd, Labeller.SUGGESTED),))
    shown = _words(_RENDERER.parse(markdown_of(Entry(one))))
    assert shown == (
        f"S/RES/2331 (2016), operative paragraph 2 (a){odd}{odd}Suggested theme: {odd}"
        "https://undocs.org/S/RES/2331(2016)Cite as: Security Council resolution 2331 (2016), para. 2 (a)."
    )
