from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.ranking.diversity import group_alike

REPORT = "Requests the Secretary-General to report to the Council on the implementation of this resolution {};"
OTHER = "Urges Member States to ensure increased representation of women at all levels of decision-making;"


def test_nearly_the_same_words_are_one_group_led_by_the_best() -> None:
    texts = [REPORT.format("in 2014"), OTHER, REPORT.format("by May 2015"), OTHER.replace("Urges", "Encourages")]
    assert group_alike(texts, 10) == [[0, 2], [1, 3]]


def test_a_place_that_a_group_frees_goes_to_the_next_point() -> None:
    texts = [REPORT.format("in 2014"), REPORT.format("in 2015"), OTHER, "Remains seized of the matter."]
    assert group_alike(texts, 2) == [[0, 1], [2]]


def test_what_was_named_is_shown_by_itself_however_alike() -> None:
    texts = [REPORT.format("in 2014"), REPORT.format("in 2015"), REPORT.format("in 2016")]
    assert group_alike(texts, 10, apart=2) == [[0, 2], [1]]


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(1, 12))
def test_every_text_is_in_one_group_at_most_and_the_first_lead_in_order(texts: list[str], wanted: int) -> None:
    groups = group_alike(texts, wanted)
    flat = [position for group in groups for position in group]
    assert len(flat) == len(set(flat))
    assert len(groups) == min(wanted, len(groups))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    assert all(group == sorted(group) for group in groups)
