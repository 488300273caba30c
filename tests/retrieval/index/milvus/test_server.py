"""A server that is away is said to be, in time, and used again when it is back."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.assistant import Assistant
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.milvus.place import MilvusPlace
from tests.doubles.waiting import free_port
from tests.fakes import FakeEncoder
from tests.retrieval.index.milvus.lite import let_go, serving

from retrieval.index.milvus import client  # isort: skip
from retrieval.index.milvus.address import MilvusAddress  # isort: skip


def test_a_server_that_comes_back_is_used_again(
    write: Callable[[], BuildReport], address: MilvusAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = write().manifest.generation
    let_go(address)
    port = free_port()
    there = replace(address, shown=f"milvus://127.0.0.1:{port}/clausebot", uri=f"http://127.0.0.1:{port}", token="a:b")
    monkeypatch.setattr(client, "_SOON", 1.0)
    with pytest.raises(
        ClauseIndexError, match=rf"milvus://127.0.0.1:{port}/clausebot: .*check that the server runs"
    ) as away:
        MilvusPlace(there).open()
    assert "a:b" not in str(away.value)
    monkeypatch.setattr(client, "_SOON", 20.0)
    with serving(address.uri, port):
        assistant = Assistant(MilvusPlace(there), MilvusPlace(there).open(), FakeEncoder())
        assert assistant.answer("trafficking in persons", 1).generation == name
    monkeypatch.setattr(client, "_SOON", 1.0)
    begun = time.monotonic()
    with pytest.raises(ClauseIndexError, match="check that the server runs"):
        assistant.answer("trafficking in persons", 1)
    assert time.monotonic() - begun < 10
    monkeypatch.setattr(client, "_SOON", 20.0)
    with serving(address.uri, port):
        assert assistant.answer("trafficking in persons", 1).hits[0].clause.id == "S/RES/2331(2016)#PP1"
        assert MilvusPlace(there).published() == name
