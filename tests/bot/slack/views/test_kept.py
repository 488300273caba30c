"""What a person keeps, as the home shows it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.collect.kept import Fate, Kept, Standing
from bot.export.formats import Format
from bot.inert import inert
from bot.slack.views import actions
from bot.slack.views.kept import PAGE, Shelf, export_modal, given_format, on_page, shelf_blocks
from bot.slack.views.kit import Block
from retrieval.clauses.clause import Clause
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import CLAUSE, EXCHANGE, SAY, home
from tests.bot.slack.views.rules import check_view, elements, labels, lines, quotes

AT = datetime(2026, 11, 25, tzinfo=UTC)
SAME = Standing(Fate.SAME, CLAUSE)
KEPT = Kept(CLAUSE, AT)


def kept(count: int) -> list[Kept]:
    return [Kept(replace(CLAUSE, id=f"S/RES/2331(2016)#{n}", paragraph=str(n)), AT) for n in range(1, count + 1)]


def shelf(all_of_it: Sequence[Kept], page: int = 0) -> list[Block]:
    page, shown = on_page(all_of_it, page)
    return shelf_blocks(Shelf(tuple((one, SAME) for one in shown), page, len(all_of_it)), SAY)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(odd.clauses(), min_size=1, max_size=PAGE), st.sampled_from(Fate), st.integers(0, 3))
def test_whatever_is_kept_slack_takes_the_home_and_quotes_are_of_the_clause(
    clauses: Sequence[Clause], fate: Fate, page: int
) -> None:
    shown = tuple((Kept(clause, AT), Standing(fate, clause)) for clause in clauses)
    view = home([EXCHANGE] * 5, ["What?"] * 4, owner=True, shelf=Shelf(shown, page, 500))
    check_view(view)
    said = [inert(text) for clause in clauses for text in (clause.lead_in, clause.text)]
    assert all(any(quote in text for text in said) for quote in quotes(view["blocks"]))


def test_a_kept_clause_is_quoted_under_its_citation_with_when_it_was_kept() -> None:
    blocks = shelf([KEPT])
    assert quotes(blocks) == [CLAUSE.lead_in, CLAUSE.text]
    assert lines(blocks) == [
        "S/RES/2331 (2016), operative paragraph 2 (a)  20 December 2016",
        "Kept on 25 November 2026",
    ]
    assert labels(blocks) == {actions.UNKEEP: "Remove", actions.EXPORT: "Export it …"}


def test_what_has_changed_since_is_said() -> None:
    blocks = shelf_blocks(Shelf(((KEPT, Standing(Fate.CHANGED, CLAUSE)),), 0, 1), SAY)
    assert lines(blocks)[-1] == "The library quotes this paragraph differently now"


def test_what_was_picked_last_comes_first_and_the_rest_is_a_page_away() -> None:
    pages = [shelf(kept(12), page) for page in range(3)]
    cited = [[one["text"].rpartition(" ")[2] for one in elements(page, "link")] for page in pages]
    assert cited == [["12", "11", "10", "9", "8"], ["7", "6", "5", "4", "3"], ["2", "1"]]
    ways = [labels(page).keys() & {actions.KEPT_NEWER, actions.KEPT_OLDER} for page in pages]
    assert ways == [{actions.KEPT_OLDER}, {actions.KEPT_NEWER, actions.KEPT_OLDER}, {actions.KEPT_NEWER}]
    assert labels(pages[0])[actions.EXPORT] == "Export all 12 …"


def test_a_page_whose_last_clause_was_removed_is_the_one_before() -> None:
    assert shelf(kept(5), 1) == shelf(kept(5), 0)


def test_who_keeps_nothing_sees_nothing_of_it() -> None:
    assert shelf([]) == []


def test_a_long_clause_is_cut_and_said_to_be() -> None:
    blocks = shelf([replace(KEPT, clause=replace(CLAUSE, text="and so on " * 900))])
    assert any("of the paragraph after this are not shown" in said for said in lines(blocks))


def test_the_export_is_asked_for_in_a_form() -> None:
    view = export_modal(SAY)
    check_view(view)
    [field] = elements(view["blocks"], "radio_buttons")
    forms = [option["value"] for option in field["options"]]
    assert forms == ["docx", "markdown", "csv", "bibtex", "csl-json"]
    for option in field["options"]:
        sent = {"state": {"values": {"format": {"format": {"selected_option": option}}}}}
        assert given_format(sent) is Format(option["value"])
