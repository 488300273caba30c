"""The table of frames, which explains its own notation."""

import tomllib
from pathlib import Path

import pytest

from retrieval.asking.understand import frames

TABLE = tomllib.loads(Path(frames.__file__).with_name("frames.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", TABLE["phrases"])
def test_a_set_has_no_phrase_twice(name: str) -> None:
    """Else somebody who deletes a phrase has deleted one of two."""
    phrases = [" ".join(phrase.split()) for phrase in TABLE["phrases"][name].split(",")]
    assert sorted({*phrases}) == sorted(phrases)
