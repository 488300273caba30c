"""Milvus client with a timeout on every call (the only user of pymilvus).

It uses only features that Milvus and Milvus Lite both have.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from embeddings.encoder import Vectors
from embeddings.errors import how_to_install
from retrieval.errors import ClauseIndexError
from retrieval.index.milvus.address import MilvusAddress

# Else pymilvus would load any .env file above it into the environment.
os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
try:
    import grpc
    from pymilvus import DataType, MilvusClient, MilvusException
except ModuleNotFoundError as missing:
    raise ClauseIndexError(f"an index in Milvus needs {missing.name}: {how_to_install('milvus')}") from None

MOST_FOUND = 16_384
"""Maximum entities of one search (milvus.io/docs/limitations.md)."""

_SOON, _LATER = 5.0, 120.0
"""Timeout of one call in seconds, for a question and for a build."""

_LOOKED_AGAIN = 1.0
"""Polling interval in seconds, while an index is built."""

_TOGETHER = 128
"""Entities per read; at their largest, eight megabytes."""

_SENT = 4 * 2**20
"""Bytes per write; a server takes 64 MB."""

_ABSENT = (100, 1600)
"""Error codes of missing collections and aliases."""

_CHANNEL = {"grpc.use_local_subchannel_pool": 1}
"""Channel option: without it, after an outage no connection of this process retries the server for up to two minutes.
"""

_RELEASED = 101
"""Error code of a collection that is not loaded."""

_NOT_ALLOWED = (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED, 1401, 1800)
_AWAY = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, 2)

# pymilvus logs each failure with its stack before it raises it.
# So does Milvus Lite, for optional calls that it does not support.
for _name in ("pymilvus", "pymilvus.milvus_client", "grpc._server"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
logging.getLogger("milvus_lite").addHandler(logging.NullHandler())

Entity = Mapping[str, Any]


class Milvus:
    """Connection to a Milvus server or file, with a timeout on every call.

    Raises:
        ClauseIndexError: By every method, after a timeout or an unexpected answer.
    """

    def __init__(self, address: MilvusAddress) -> None:
        self._address = address
        if address.file and importlib.util.find_spec("milvus_lite") is None:
            raise ClauseIndexError(
                f"{address} is a file of Milvus Lite, which is not installed: pip install milvus-lite"
            )
        if address.file and not address.file.parent.is_dir():
            raise ClauseIndexError(f"{address}: the folder {address.file.parent} does not exist; create it first")
        with self._errors_told():
            self._client = MilvusClient(
                address.uri, token=address.token, db_name=address.database, timeout=_SOON, grpc_options=_CHANNEL
            )

    def aliased_collection(self, alias: str) -> str | None:
        """Return the collection of an alias; None if there is no such alias."""
        with self._errors_told():
            try:
                found: str = self._client.describe_alias(alias, timeout=_SOON)["collection_name"]
            except MilvusException as error:
                if error.code in _ABSENT:
                    return None
                raise
        return found

    def point_alias(self, alias: str, collection: str) -> None:
        """Point an alias to a collection, atomically."""
        point = self._client.create_alias if self.aliased_collection(alias) is None else self._client.alter_alias
        with self._errors_told():
            point(collection, alias, timeout=_LATER)

    def collections(self) -> list[str]:
        """Return the names of all collections."""
        with self._errors_told():
            return list(self._client.list_collections(timeout=_SOON))

    def create(
        self,
        collection: str,
        *,
        numbers: Iterable[str] = (),
        looked_up: Iterable[str] = (),
        lists: Mapping[str, int] | None = None,
        texts: Mapping[str, int] | None = None,
        dimensions: int,
        index: Mapping[str, Any],
    ) -> None:
        """Create a collection with the key `id`, a number, and an indexed `vector`, unless it exists.

        Args:
            collection: Its name.
            numbers: Names of number fields.
            looked_up: Number fields to index for lookups.
            lists: Fields with a list of numbers, and its maximum length.
            texts: Fields with a text, and its maximum bytes.
            dimensions: Dimensions of the vectors.
            index: Type and parameters of the vector index.
        """
        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        for name in numbers:
            schema.add_field(name, DataType.INT64)
        for name, most in (lists or {}).items():
            schema.add_field(name, DataType.ARRAY, element_type=DataType.INT64, max_capacity=most)
        for name, most in (texts or {}).items():
            # Memory-mapped: texts are read one at a time, and take several times the bytes of the vectors.
            schema.add_field(name, DataType.VARCHAR, max_length=most, mmap_enabled=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
        indexes = MilvusClient.prepare_index_params()
        for name in looked_up:
            indexes.add_index(name, index_type="INVERTED")
        indexes.add_index("vector", metric_type="IP", **index)  # last, as its presence marks a complete set
        with self._errors_told():
            if not self._client.has_collection(collection, timeout=_SOON):
                # Bounded staleness suffices: data does not change, and is read back before it is published.
                self._client.create_collection(collection, schema=schema, consistency_level="Bounded", timeout=_LATER)
            if not self._client.list_indexes(collection, "vector", timeout=_SOON):
                self._client.create_index(collection, indexes, sync=False, timeout=_LATER)
            self._client.load_collection(collection, timeout=_LATER)

    def drop(self, collection: str) -> None:
        """Drop a collection."""
        with self._errors_told():
            self._client.drop_collection(collection, timeout=_LATER)

    def upsert(self, collection: str, entities: Sequence[Entity]) -> None:
        """Write entities, replacing those with the same ids."""
        batch: list[Entity] = []
        size = 0
        with self._errors_told():
            for entity in entities:
                batch.append(entity)
                size += len(entity.get("data", "")) + 4 * len(entity["vector"])
                if size > _SENT:
                    self._client.upsert(collection, batch, timeout=_LATER)
                    batch, size = [], 0
            if batch:
                self._client.upsert(collection, batch, timeout=_LATER)

    def settle(self, collection: str) -> int:
        """Wait until all writes to a collection are flushed and indexed; return the number of its entities."""
        with self._errors_told():
            self._client.flush(collection, timeout=_LATER)
            [index] = self._client.list_indexes(collection, "vector", timeout=_SOON)
            while self._client.describe_index(collection, index, timeout=_SOON)["pending_index_rows"]:
                time.sleep(_LOOKED_AGAIN)
        [counted] = self._read(
            collection, self._client.query, output_fields=["count(*)"], consistency_level="Strong", timeout=_LATER
        )
        return int(counted["count(*)"])

    def get(self, collection: str, ids: Sequence[int], fields: Sequence[str]) -> dict[int, Entity]:
        """Return the existing entities of some ids, by id."""
        found: dict[int, Entity] = {}
        for start in range(0, len(ids), _TOGETHER):
            some = list(ids[start : start + _TOGETHER])
            entities = self._read(collection, self._client.get, some, output_fields=["id", *fields], timeout=_SOON)
            found |= {entity["id"]: entity for entity in entities}
        return found

    def ids(self, collection: str, limits: str) -> list[int]:
        """Return the ids of the entities that match a filter expression, ascending."""
        entities = self._read(collection, self._client.query, filter=limits, output_fields=["id"], timeout=_SOON)
        return sorted(entity["id"] for entity in entities)

    def walk(self, collection: str, limits: str, fields: Sequence[str], together: int) -> Iterator[list[Entity]]:
        """Yield batches of the entities that match a filter expression, in the order of ids."""
        walk = self._read(
            collection,
            self._client.query_iterator,
            batch_size=together,
            filter=limits,
            output_fields=["id", *fields],
            timeout=_SOON,
        )
        try:
            while True:
                with self._errors_told():
                    entities = walk.next()
                if not entities:
                    return
                yield sorted(entities, key=lambda entity: int(entity["id"]))
        finally:
            walk.close()

    def search(
        self,
        collection: str,
        query: Vectors,
        *,
        limit: int,
        limits: str,
        fields: Sequence[str],
        params: Mapping[str, Any],
    ) -> list[tuple[int, float, Entity]]:
        """Return the entities nearest to a vector by inner product.

        Args:
            collection: The collection to search.
            query: A unit vector, shape (dim,).
            limit: Maximum entities, up to `MOST_FOUND`.
            limits: Filter expression; "" for none.
            fields: Fields to return.
            params: Search parameters of the index.

        Returns:
            Ids, inner products and fields, the greatest product first.
        """
        [found] = self._read(
            collection,
            self._client.search,
            [query],
            filter=limits,
            limit=limit,
            output_fields=list(fields),
            search_params={"metric_type": "IP", "params": dict(params)},
            timeout=_SOON,
        )
        return [(hit["id"], hit["distance"], hit["entity"]) for hit in found]

    def _read(self, collection: str, call: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Call a read on a collection; load the collection first if it was released."""
        with self._errors_told():
            try:
                return call(collection, *args, **options)
            except MilvusException as error:
                # Milvus Lite releases all collections when it ends.
                if error.code != _RELEASED and "released" not in str(error):
                    raise
                self._client.load_collection(collection, timeout=_LATER)
                return call(collection, *args, **options)

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        """Convert errors of Milvus into `ClauseIndexError`, as a context manager."""
        try:
            yield
        except (MilvusException, grpc.RpcError) as error:
            raise ClauseIndexError(f"{self._address}: {_reason(error)}") from None


@lru_cache(maxsize=4)
def connect(address: MilvusAddress) -> Milvus:
    """Return the shared connection to an address; it lives as long as the process and reconnects after a failure.

    Raises:
        ClauseIndexError: If there is no server, or it refuses the token.
    """
    return Milvus(address)


def _reason(error: Exception) -> str:
    """Describe an error in one line, with the remedy."""
    code = error.code() if isinstance(error, grpc.Call) else getattr(error, "code", None)
    details = error.details() if isinstance(error, grpc.Call) else getattr(error, "message", "")
    [line, *_] = (str(details or error).strip() or type(error).__name__).splitlines()
    said = line[:200]
    if code in _NOT_ALLOWED:
        return f"access denied ({said}); set CLAUSEBOT_MILVUS_TOKEN to user:password, or to the API key"
    if code in _ABSENT:
        return f"{said}; write it again with 'clausebot index build'"
    if "Open local milvus failed" in said:
        return f"{said}; another process has it open, or another version of Milvus Lite wrote it"
    if code in _AWAY or said.startswith(("Fail connecting", "[")):  # after retries until the deadline
        return (
            f"{said}; check that the server runs, can be reached and accepts CLAUSEBOT_MILVUS_TOKEN: "
            "it is used again as soon as it answers"
        )
    return f"error of Milvus: {said}"
