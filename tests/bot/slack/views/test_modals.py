"""What opens over a message."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from bot.inert import inert
from bot.slack.views.actions import Opener, opener_of
from bot.slack.views.modals import (
    citation_modal,
    given_reason,
    in_footnote,
    in_markdown,
    in_plain_text,
    notice_modal,
    paragraph_modal,
    reason_modal,
)
from retrieval.asking.answer import Hit
from retrieval.clauses.clause import Clause
from retrieval.clauses.references.citations import CitationGraph
from retrieval.clauses.references.find import find_all_references
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import CLAUSE, SAY
from tests.bot.slack.views.rules import check_view, elements, lines, quotes, words_of
from tests.retrieval.made_clauses import clause as clause_of


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.found())
def test_the_whole_paragraph_is_whole_letter_by_letter(hit: Hit) -> None:
    view = paragraph_modal(hit.clause, SAY)
    check_view(view)
    whole = inert(hit.clause.lead_in) + inert(hit.clause.text)
    shown = "".join(quotes(view["blocks"]))
    if any(said.startswith("[…]") for said in lines(view["blocks"])):
        assert len(whole.encode()) > 70_000
    else:
        assert shown == whole


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.clauses())
def test_what_is_copied_is_what_was_made_to_be(clause: Clause) -> None:
    view = citation_modal(clause, SAY)
    check_view(view)
    copied = "".join(words_of(one) for one in elements(view["blocks"], "rich_text_preformatted"))
    if any(said.startswith("[…]") for said in lines(view["blocks"])):
        assert len(copied.encode()) > 15_000
    else:
        assert copied == in_plain_text(clause) + in_markdown(clause) + in_footnote(clause)


def test_a_paragraph_is_cited_as_plain_text_markdown_and_footnote() -> None:
    clause = replace(CLAUSE, text="That have not yet done so, to [consider] 1. ratifying;")
    assert in_plain_text(clause) == (
        "Calls upon Member States:\n"
        "That have not yet done so, to [consider] 1. ratifying;\n"
        "\n"
        "S/RES/2331 (2016), operative paragraph 2 (a), 20 December 2016\n"
        "https://undocs.org/S/RES/2331(2016)"
    )
    assert in_markdown(clause) == (
        "> Calls upon Member States:\n"
        ">\n"
        "> That have not yet done so, to \\[consider\\] 1. ratifying;\n"
        ">\n"
        "> — [S/RES/2331 (2016), operative paragraph 2 (a)](<https://undocs.org/S/RES/2331(2016)>), 20 December 2016"
    )
    assert in_footnote(clause) == (
        "United Nations Security Council, S/RES/2331 (2016), operative paragraph 2 (a), 20 December 2016: "
        "“Calls upon Member States: That have not yet done so, to [consider] 1. ratifying;”, "
        "https://undocs.org/S/RES/2331(2016)."
    )


def test_a_paragraph_without_number_or_day_is_cited_without() -> None:
    clause = replace(CLAUSE, paragraph=None, date=None, lead_in="")
    assert in_plain_text(clause).split("\n")[2] == "S/RES/2331 (2016), paragraph not numbered in this source"


@settings(max_examples=150, deadline=None)
@given(odd.words.filter(lambda text: inert(" ".join(text.split())).strip()))
def test_markdown_reads_as_the_source_once_rendered(text: str) -> None:
    clause = replace(CLAUSE, lead_in="", text=" ".join(text.split()))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(in_markdown(clause))
    [words, source] = [token for token in tokens if token.type == "inline"]
    assert {child.type for child in words.children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in words.children or ()) == inert(clause.text).strip()
    assert [child.attrGet("href") for child in source.children or () if child.type == "link_open"] == [
        "https://undocs.org/S/RES/2331(2016)"
    ]


def test_a_quote_that_begins_like_a_list_stays_a_quote() -> None:
    for text in ("1. Decides;", "12) Decides;", "- Decides;", "+ Decides;", "# Decides;", "=== so", "> Decides;"):
        tokens = MarkdownIt().parse(in_markdown(replace(CLAUSE, lead_in="", text=text)))
        assert [token.type for token in tokens[:2]] == ["blockquote_open", "paragraph_open"], text


def test_the_reason_comes_back_with_its_exchange() -> None:
    view = reason_modal(Opener("T1", "C1", "U1", "e1"), SAY)
    check_view(view)
    [field] = view["blocks"]
    name = field["element"]["action_id"]
    sent: dict[str, Any] = {**view, "state": {"values": {field["block_id"]: {name: {"value": "off the point"}}}}}
    assert given_reason(sent) == "off the point"
    sent["state"]["values"][field["block_id"]][name]["value"] = None
    assert given_reason(sent) == ""
    assert opener_of(view["private_metadata"]) == Opener("T1", "C1", "U1", "e1")


def test_one_thing_is_said() -> None:
    view = notice_modal("Not there any more", "This paragraph is no longer in the library.", SAY)
    check_view(view)
    assert lines(view["blocks"]) == ["This paragraph is no longer in the library."]


def test_what_a_paragraph_cites_is_linked_below_it_and_what_cites_it_named() -> None:
    clauses = [
        replace(CLAUSE, text=f"{CLAUSE.text} recalls paragraph 3 of resolution 1907 (2009) and S/PRST/2015/25;"),
        clause_of("S/RES/2388(2017)#4", "Recalls paragraph 2 (a) of resolution 2331 (2016);"),
    ]
    view = paragraph_modal(clauses[0], SAY, citations=CitationGraph(lambda: find_all_references(clauses)))
    check_view(view)
    linked = view["blocks"][-1]
    assert linked["block_id"] == "linked"
    links = {
        one["text"]: one["url"] for line in linked["elements"] for one in line["elements"] if one["type"] == "link"
    }
    assert links == {
        "S/RES/1907 (2009), OP 3": "https://undocs.org/S/RES/1907(2009)",
        "S/PRST/2015/25": "https://undocs.org/S/PRST/2015/25",
    }
    assert lines([linked]) == [
        "Cites S/RES/1907 (2009), OP 3 · S/PRST/2015/25",
        "Cited by S/RES/2388 (2017), OP 4",
    ]


def test_a_paragraph_that_recalls_very_many_documents_links_the_first() -> None:
    clause = replace(CLAUSE, text=" ".join(f"S/PRST/2015/{number}" for number in range(1, 41)))
    view = paragraph_modal(clause, SAY, citations=CitationGraph(lambda: find_all_references([clause])))
    check_view(view)
    [line] = lines([view["blocks"][-1]])
    assert line.endswith("S/PRST/2015/20 and 20 others")
