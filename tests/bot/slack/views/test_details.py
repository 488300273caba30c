"""Modals with a whole list, a comparison, a history or a resolution."""

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.views import actions, limits
from bot.slack.views.answer import answer_message
from bot.slack.views.details import comparison_modal, history_modal, list_modal, waiting_modal
from bot.slack.views.resolution import resolution_modal
from bot.texts.texts import texts_in
from retrieval.agreed.compare import Comparison, Match, MatchKind
from retrieval.agreed.history import Step
from retrieval.asking.answer import Side
from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from retrieval.wording.changes import compare_words
from tests.bot.slack.views.given import ABOUT, CLAUSE, EXCHANGE, SAY, answer, hits
from tests.bot.slack.views.rules import check_view, elements, labels, lines, quotes

OLD, NEW = Symbol(1325, 2000), Symbol(2242, 2015)


def clause(symbol: Symbol, number: int, text: str) -> Clause:
    return replace(CLAUSE, id=f"{symbol.compact}#{number}", symbol=symbol, paragraph=str(number), lead_in="", text=text)


def test_a_list_is_shown_whole_with_its_total() -> None:
    found = replace(answer(*hits(5)), total=5, by_words=True)
    view = list_modal(found, SAY)
    check_view(view)
    assert lines(view["blocks"])[1] == "S/RES/2331 (2016), operative paragraph 1  20 December 2016"
    assert lines(view["blocks"])[0].startswith("5 paragraphs with the words")
    assert quotes(view["blocks"])[1::2] == [f"Paragraph {n};" for n in range(1, 6)]


def test_of_a_list_that_no_view_holds_the_rest_is_counted() -> None:
    long = replace(answer(*hits(60, words="as long as some that were adopted " * 90)), total=60)
    view = list_modal(long, SAY)
    check_view(view)
    shown = len(elements(view["blocks"], "rich_text_quote")) // 2
    assert 20 < shown < 60
    assert lines(view["blocks"])[-1] == f"[…] {60 - shown} more paragraphs are not shown."


def test_a_list_and_a_comparison_are_offered_in_full() -> None:
    listed = replace(answer(*hits(5)), total=5)
    assert labels(answer_message(EXCHANGE, listed, ABOUT, SAY).blocks)[actions.LIST] == "Whole list"
    assert actions.LIST not in labels(answer_message(EXCHANGE, replace(answer(*hits(3)), total=3), ABOUT, SAY).blocks)
    sides = (Side("S/RES/1325 (2000)", ("a",)), Side("S/RES/2242 (2015)", ("b",)))
    compared = answer(*hits(2), understood=Question("q", "q"))
    blocks = answer_message(EXCHANGE, replace(compared, sides=sides), ABOUT, SAY).blocks
    [compare] = [one for one in elements(blocks, "button") if one["action_id"] == actions.COMPARE]
    assert actions.carried(compare["value"]) == (EXCHANGE.id, "S/RES/1325(2000) S/RES/2242(2015)")


@pytest.mark.parametrize(
    ("named", "offered"), [(("1325", "2242"), True), (("1325",), False), (("1325", "1820", "2242"), False)]
)
def test_a_comparison_without_a_topic_is_offered_in_full_and_not_called_sure(
    named: tuple[str, ...], offered: bool
) -> None:
    resolutions = tuple(Citation.of(Symbol(int(one), 2000)) for one in named)
    shape = Shape("resolution", by_turns=True)
    whole = Question("q", "q", Scope(Filters(resolutions=resolutions)), shape=shape, only_limits=True)
    blocks = answer_message(EXCHANGE, answer(*hits(2), understood=whole), ABOUT, SAY).blocks
    assert (actions.COMPARE in labels(blocks)) == offered
    assert "Sure" not in str(blocks)


def test_two_resolutions_are_compared_paragraph_by_paragraph() -> None:
    before, after = clause(OLD, 1, "Urges all Member States;"), clause(NEW, 3, "Urges the Member States;")
    kept, dropped, new = clause(OLD, 2, "Decides;"), clause(OLD, 4, "Recalls;"), clause(NEW, 5, "Welcomes;")
    changed = Match(MatchKind.CHANGED, before, after, compare_words(before.text, after.text), likeness=0.9)
    matches = (
        Match(MatchKind.KEPT, kept, kept, likeness=1),
        changed,
        Match(MatchKind.DROPPED, dropped, None),
        Match(MatchKind.NEW, None, new),
    )
    view = comparison_modal(Comparison(OLD, NEW, date(2000, 10, 31), date(2015, 10, 13), matches), SAY)
    check_view(view)
    said = lines(view["blocks"])
    assert said[0] == "S/RES/1325 (2000) → S/RES/2242 (2015)"
    assert said[3:] == ["OP 2  kept", "OP 1 → OP 3  changed", "OP 4  only in 1325", "OP 5  new"]
    assert quotes(view["blocks"]) == ["Urges all the Member States;", "Recalls;", "Welcomes;"]


def test_a_history_goes_from_the_first_words_to_the_last() -> None:
    first, last = clause(OLD, 1, "Urges all Member States;"), clause(NEW, 3, "Urges the Member States;")
    view = history_modal(
        [Step(first, None, ()), Step(last, first, compare_words(first.text, last.text))], texts_in("es")
    )
    check_view(view)
    assert view["title"]["text"] == "Historia"
    assert lines(view["blocks"])[1].endswith("20 de diciembre de 2016  cambiado desde S/RES/1325 (2000), OP 1")
    assert quotes(view["blocks"]) == ["Urges all Member States;", "Urges all the Member States;"]


def test_a_resolution_has_each_paragraph_and_opening_words_once() -> None:
    first, second = (hit.clause for hit in hits(2))
    view = resolution_modal([first, second, clause(first.symbol, 3, "x" * (limits.RICH_TEXT * 2))], SAY)
    check_view(view)
    assert lines(view["blocks"]) == ["OP 1", "OP 2", "OP 3"]
    assert quotes(view["blocks"])[:3] == [first.lead_in, first.text, second.text]
    assert "".join(quotes(view["blocks"])[3:]) == "x" * (limits.RICH_TEXT * 2)


def test_a_view_stands_until_its_content_is_made() -> None:
    check_view(waiting_modal("Comparison", SAY))
