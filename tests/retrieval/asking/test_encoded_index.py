from dataclasses import replace

import pytest

from retrieval.asking.encoded_index import EncodedIndex
from retrieval.errors import ClauseIndexError
from retrieval.index.generation import Generation
from tests.fakes import FakeEncoder


def test_an_index_has_the_encoder_that_it_was_built_with_and_no_other(generation: Generation) -> None:
    """Vectors of two encoders are never compared."""
    encoded = EncodedIndex(generation, FakeEncoder())
    with pytest.raises(ClauseIndexError, match=r"built with fake.*the encoder is other.*'clausebot index build'"):
        replace(encoded, encoder=FakeEncoder(name="other"))
