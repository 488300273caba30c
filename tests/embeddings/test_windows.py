import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import Encoder
from embeddings.reference import load_encoder
from embeddings.windows import split_windows
from tests.fakes import FakeEncoder

WORDS = st.lists(st.text("abcdefgh’é", min_size=1, max_size=12), max_size=60).map(" ".join)


class LetterEncoder(FakeEncoder):
    """Every three letters of a word are a token, as in a word-piece model."""

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(r"\S{1,3}", text)]


def passages_of(text: str, prefix: str, encoder: Encoder) -> list[str]:
    return [window.passage for window in split_windows(text, prefix, encoder)]


def words_of(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


def test_what_fits_is_one_passage_with_its_prefix() -> None:
    assert passages_of("  (a) Take part; ", "Calls upon all:", FakeEncoder()) == ["Calls upon all: (a) Take part;"]


def test_without_a_prefix_the_text_is_the_passage() -> None:
    assert passages_of("Take part", "", FakeEncoder()) == ["Take part"]


@pytest.mark.parametrize(("text", "prefix", "passage"), [("", "", ""), ("", "Calls:", "Calls:"), (" \n", "", "")])
def test_there_is_always_a_passage(text: str, prefix: str, passage: str) -> None:
    assert passages_of(text, prefix, FakeEncoder()) == [passage]


def test_a_text_that_just_fits_beside_the_special_tokens_is_not_cut() -> None:
    encoder = FakeEncoder(max_tokens=12, reserved_tokens=2)
    assert len(passages_of(words_of(10), "", encoder)) == 1
    assert len(passages_of(words_of(11), "", encoder)) == 2


def test_windows_start_half_a_window_apart() -> None:
    windows = passages_of(words_of(11), "", FakeEncoder(max_tokens=8, reserved_tokens=2))
    assert windows == ["w0 w1 w2 w3 w4 w5", "w3 w4 w5 w6 w7 w8", "w6 w7 w8 w9 w10"]


def test_each_window_begins_with_the_prefix() -> None:
    windows = passages_of(words_of(8), "Decides that:", FakeEncoder(max_tokens=8, reserved_tokens=2))
    assert windows == [
        "Decides that: w0 w1 w2 w3",
        "Decides that: w2 w3 w4 w5",
        "Decides that: w4 w5 w6 w7",
    ]


def test_the_prefix_takes_no_more_than_a_third() -> None:
    windows = passages_of(words_of(6), "p1 p2 p3 p4 p5 p6 p7 p8", FakeEncoder(max_tokens=8, reserved_tokens=2))
    assert windows[0] == "p1 p2 w0 w1 w2 w3"


def test_a_word_longer_than_a_window_is_cut_inside_and_wholly_read() -> None:
    encoder = LetterEncoder(max_tokens=8, reserved_tokens=2)
    windows = passages_of("abcdefghijklmnopqrstuvwxyz0123456789", "", encoder)
    assert windows == ["abcdefghijklmnopqr", "jklmnopqrstuvwxyz0", "stuvwxyz0123456789"]


@given(text=WORDS, prefix=WORDS, room=st.integers(8, 30), encoder_type=st.sampled_from([FakeEncoder, LetterEncoder]))
def test_every_word_is_in_a_window_and_every_window_is_read_whole(
    text: str, prefix: str, room: int, encoder_type: type[FakeEncoder]
) -> None:
    encoder: Encoder = encoder_type(max_tokens=room + 2, reserved_tokens=2)
    windows = passages_of(text, prefix, encoder)
    assert all(len(encoder.token_spans(window)) <= room for window in windows)
    assert {word for word in text.split() if len(encoder.token_spans(word)) <= room // 3} <= {
        word for window in windows for word in window.split()
    }


@given(text=WORDS, prefix=WORDS, room=st.integers(2, 12), blanks=st.sampled_from(["", "  "]))
def test_a_window_says_which_slice_of_the_text_it_holds_and_none_is_left_out(
    text: str, prefix: str, room: int, blanks: str
) -> None:
    text = blanks + text
    reached = 0
    for window in split_windows(text, prefix, LetterEncoder(max_tokens=room + 2, reserved_tokens=2)):
        part = window.passage[window.at :]
        assert text[window.start : window.start + len(part)] == part
        assert not text[reached : window.start].strip()
        reached = max(reached, window.start + len(part))
    assert not text[reached:].strip()


def test_a_real_encoder_reads_every_window_whole(tmp_path: Path) -> None:
    encoder = load_encoder("all-MiniLM-L6-v2", tmp_path)
    text = "Calls upon all parties to armed conflict to protect women’s unrecognisable rights; " * 40
    windows = passages_of(text, "2. Decides that Member States shall:", encoder)
    assert len(windows) > 3
    assert all(len(encoder.token_spans(window)) + 2 <= 256 for window in windows)
    assert all(window.startswith("2. Decides that Member States shall: ") for window in windows)
