"""The list of resolutions, and the search in it."""

from datetime import date
from typing import Any

from bot.slack.views.library import Held, library_modal, searched_words
from bot.texts.texts import texts_in
from retrieval.clauses.clause import Symbol
from tests.bot.slack.views.given import SAY
from tests.bot.slack.views.rules import check_view, lines

HELD = [
    Held(Symbol(2331, 2016), date(2016, 12, 20), 24),
    Held(Symbol(1325, 2000), date(2000, 10, 31), 1),
    Held(Symbol(242, 1967), None, 9),
]


def found(view: dict[str, Any]) -> list[str]:
    check_view(view)
    return lines(view["blocks"])


def test_each_resolution_has_its_date_and_number_of_paragraphs() -> None:
    assert found(library_modal(HELD, SAY)) == [
        "3 resolutions.",
        "S/RES/2331 (2016)  20 December 2016  24 paragraphs",
        "S/RES/1325 (2000)  31 October 2000  1 paragraph",
        "S/RES/242 (1967)  1967  9 paragraphs",
    ]


def test_words_are_looked_for_in_symbol_and_date_in_the_readers_language() -> None:
    for searched, language, number in (
        ("1325", "en", 1),
        ("december 2016", "en", 1),
        ("octobre", "fr", 1),
        ("x", "en", 0),
    ):
        assert len(found(library_modal(HELD, texts_in(language), searched))) == number + 1


def test_of_many_the_newest_are_listed_and_the_others_counted() -> None:
    said = found(library_modal(HELD * 100, SAY))
    assert (said[0], len(said)) == ("300 resolutions. 200 more: search for fewer.", 101)


def test_what_was_typed_is_read_back() -> None:
    for typed, read in (("  1325  2000 ", "1325 2000"), (None, ""), ("x" * 99, "x" * 50)):
        assert searched_words({"state": {"values": {"words": {"words": {"value": typed}}}}}) == read
