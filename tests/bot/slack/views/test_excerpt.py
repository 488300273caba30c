"""Cutting texts to the room there is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.inert import inert
from bot.slack.views.excerpt import excerpt, pieces
from bot.slack.views.limits import allot, size
from retrieval.asking.answer import Hit
from tests.bot.slack.views import given as odd


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.found(), st.integers(0, 4_000))
def test_an_excerpt_has_the_room_it_was_given_and_begins_no_later_than_what_answers(hit: Hit, room: int) -> None:
    text = hit.clause.text
    start, end = excerpt(text, hit.highlights, room)
    assert size(inert(text[start:end])) <= room
    assert start <= (hit.highlights[0][0] if hit.highlights else 0)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.words | odd.long_words, st.integers(10, 4_000))
def test_pieces_are_small_and_joined_are_the_text(text: str, room: int) -> None:
    spans = pieces(text, room)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(size(inert(text[start:end])) <= room for start, end in spans)


def test_text_is_cut_between_lines_else_words() -> None:
    assert pieces("one two three", 9) == [(0, 8), (8, 13)]
    assert pieces("one two\nthree four", 16) == [(0, 14), (14, 18)]
    assert pieces("one two three\nfour five", 18) == [(0, 14), (14, 23)]


@given(st.lists(st.integers(0, 9_000), max_size=5), st.integers(0, 9_000))
def test_no_more_is_shared_out_than_there_is_and_the_least_are_served_first(needs: list[int], room: int) -> None:
    shares = allot(needs, room)
    assert sum(shares) <= room
    assert all(share <= need for share, need in zip(shares, needs, strict=True))
    cut = [share for share, need in zip(shares, needs, strict=True) if share < need]
    whole = [need for share, need in zip(shares, needs, strict=True) if share == need]
    assert not cut or max(whole, default=0) <= min(cut) + 1, "shares are whole numbers"


@pytest.mark.parametrize("text", ["", "Decides to remain seized of the matter."])
def test_where_no_room_is_left_nothing_is_quoted(text: str) -> None:
    assert excerpt(text, (), -300) == (0, 0)
