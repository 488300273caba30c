"""Milvus Lite, which runs inside the process of a test, or as a server."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("pymilvus", reason="pymilvus is not installed: it is in the extra 'milvus'")
pytest.importorskip("milvus_lite", reason="Milvus Lite is not installed: this platform may have none")

from milvus_lite.server_manager import server_manager_instance

from retrieval.index.milvus.address import MilvusAddress, parse_milvus
from retrieval.index.milvus.client import connect


@contextmanager
def lite(folder: Path) -> Iterator[MilvusAddress]:
    """Give the address of an index in a file of a folder, and let go of the file at the end."""
    address = parse_milvus(f"milvus://{folder}/index.db", folder / "beside")
    try:
        yield address
    finally:
        let_go(address)


def let_go(address: MilvusAddress) -> None:
    """Close a file, so that another process can open it."""
    connect.cache_clear()
    server_manager_instance.release_server(address.uri)


@contextmanager
def serving(data: str, port: int) -> Iterator[None]:
    """Run Milvus Lite as a server."""
    command = [
        sys.executable,
        "-u",
        "-m",
        "milvus_lite",
        "server",
        "--data-dir",
        data,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout
            assert b"listening" in process.stdout.readline()
            yield
        finally:
            process.kill()
