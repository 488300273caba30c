"""One generation for all tests of agreed language."""

import pytest

from retrieval.index.generation import Generation
from tests.retrieval.agreed.council import build_council


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return build_council(tmp_path_factory.mktemp("council"))
