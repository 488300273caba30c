"""Indexes with the fake encoder that the tests build them with."""

from retrieval.asking.encoded_index import EncodedIndex
from retrieval.index.protocol import ClauseIndex
from tests.fakes import FakeEncoder


def encoded(index: ClauseIndex) -> EncodedIndex:
    return EncodedIndex(index, FakeEncoder())
