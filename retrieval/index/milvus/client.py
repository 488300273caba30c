"""A connection to Milvus, each of whose calls ends in time (the only user of pymilvus).

What Milvus Lite and Milvus both have is all that is used.
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

# Else pymilvus would read whatever .env lies above it into the environment.
os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")
try:
    import grpc
    from pymilvus import DataType, MilvusClient, MilvusException
except ModuleNotFoundError as missing:
    raise ClauseIndexError(f"an index in Milvus needs {missing.name}: {how_to_install('milvus')}") from None

MOST_FOUND = 16_384
"""Entities that one search finds at most (milvus.io/docs/limitations.md)."""

_SOON, _LATER = 5.0, 120.0
"""Seconds that a question may wait for one call, and a build."""

_LOOKED_AGAIN = 1.0
"""Seconds between two looks at an index that is being made."""

_TOGETHER = 128
"""Entities that are read at once: of the largest, eight megabytes."""

_SENT = 4 * 2**20
"""Bytes that are written at once; a server takes 64 MB."""

_ABSENT = (100, 1600)
"""Codes of collections and aliases that are not there."""

_CHANNEL = {"grpc.use_local_subchannel_pool": 1}
"""Else a server that was away is not tried again for up to two minutes, by any connection of this process."""

_RELEASED = 101
"""Code of a collection that is not loaded."""

_NOT_ALLOWED = (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED, 1401, 1800)
_AWAY = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, 2)

# It logs each failure with its stack before it raises it.
# So does the server of Milvus Lite, with calls that it has not and pymilvus does without.
for _name in ("pymilvus", "pymilvus.milvus_client", "grpc._server"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)
logging.getLogger("milvus_lite").addHandler(logging.NullHandler())

Entity = Mapping[str, Any]


class Milvus:
    """A connection to the server, or to the file, of an address.

    Raises:
        ClauseIndexError: By every method, if there is no answer in time, or another than was expected.
    """

    def __init__(self, address: MilvusAddress) -> None:
        self._address = address
        if address.file and importlib.util.find_spec("milvus_lite") is None:
            raise ClauseIndexError(f"{address} is a file of Milvus Lite: pip install milvus-lite")
        if address.file and not address.file.parent.is_dir():
            raise ClauseIndexError(f"{address}: there is no folder {address.file.parent}; create it first")
        with self._told():
            self._client = MilvusClient(
                address.uri, token=address.token, db_name=address.database, timeout=_SOON, grpc_options=_CHANNEL
            )

    def target(self, alias: str) -> str | None:
        """Return the collection that an alias stands for; None where there is no such alias."""
        with self._told():
            try:
                found: str = self._client.describe_alias(alias, timeout=_SOON)["collection_name"]
            except MilvusException as error:
                if error.code in _ABSENT:
                    return None
                raise
        return found

    def point(self, alias: str, collection: str) -> None:
        """Let an alias stand for a collection from now on, in one step."""
        point = self._client.create_alias if self.target(alias) is None else self._client.alter_alias
        with self._told():
            point(collection, alias, timeout=_LATER)

    def collections(self) -> list[str]:
        """Return the names of all collections."""
        with self._told():
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
        """Create a collection keyed by `id`, a number, with a `vector` that is indexed; one that is there is left.

        Args:
            collection: Its name.
            numbers: Its other fields with a number.
            looked_up: Those of them that entities are looked up by.
            lists: Those with a list of numbers, and how many there may be.
            texts: Those with a text, and how many bytes it may have.
            dimensions: Of the vectors.
            index: Their kind of index and its parameters.
        """
        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        for name in numbers:
            schema.add_field(name, DataType.INT64)
        for name, most in (lists or {}).items():
            schema.add_field(name, DataType.ARRAY, element_type=DataType.INT64, max_capacity=most)
        for name, most in (texts or {}).items():
            # Mapped: texts are read by the piece, and there are several times as many bytes of them as of vectors.
            schema.add_field(name, DataType.VARCHAR, max_length=most, mmap_enabled=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
        indexes = MilvusClient.prepare_index_params()
        for name in looked_up:
            indexes.add_index(name, index_type="INVERTED")
        indexes.add_index("vector", metric_type="IP", **index)  # last: where there is one, there are all
        with self._told():
            if not self._client.has_collection(collection, timeout=_SOON):
                # Bounded: what is read does not change, and before it is published it is seen that it can be read.
                self._client.create_collection(collection, schema=schema, consistency_level="Bounded", timeout=_LATER)
            if not self._client.list_indexes(collection, "vector", timeout=_SOON):
                self._client.create_index(collection, indexes, sync=False, timeout=_LATER)
            self._client.load_collection(collection, timeout=_LATER)

    def drop(self, collection: str) -> None:
        """Drop a collection."""
        with self._told():
            self._client.drop_collection(collection, timeout=_LATER)

    def upsert(self, collection: str, entities: Sequence[Entity]) -> None:
        """Write entities, in place of those with the same ids."""
        batch: list[Entity] = []
        size = 0
        with self._told():
            for entity in entities:
                batch.append(entity)
                size += len(entity.get("data", "")) + 4 * len(entity["vector"])
                if size > _SENT:
                    self._client.upsert(collection, batch, timeout=_LATER)
                    batch, size = [], 0
            if batch:
                self._client.upsert(collection, batch, timeout=_LATER)

    def settle(self, collection: str) -> int:
        """Wait until what was written to a collection is kept and indexed, and return how many entities it has."""
        with self._told():
            self._client.flush(collection, timeout=_LATER)
            [index] = self._client.list_indexes(collection, "vector", timeout=_SOON)
            while self._client.describe_index(collection, index, timeout=_SOON)["pending_index_rows"]:
                time.sleep(_LOOKED_AGAIN)
        [counted] = self._read(
            collection, self._client.query, output_fields=["count(*)"], consistency_level="Strong", timeout=_LATER
        )
        return int(counted["count(*)"])

    def get(self, collection: str, ids: Sequence[int], fields: Sequence[str]) -> dict[int, Entity]:
        """Return, by their ids, those of some entities that are there."""
        found: dict[int, Entity] = {}
        for start in range(0, len(ids), _TOGETHER):
            some = list(ids[start : start + _TOGETHER])
            entities = self._read(collection, self._client.get, some, output_fields=["id", *fields], timeout=_SOON)
            found |= {entity["id"]: entity for entity in entities}
        return found

    def ids(self, collection: str, limits: str) -> list[int]:
        """Return the ids of the entities within some limits, ascending."""
        entities = self._read(collection, self._client.query, filter=limits, output_fields=["id"], timeout=_SOON)
        return sorted(entity["id"] for entity in entities)

    def walk(self, collection: str, limits: str, fields: Sequence[str], together: int) -> Iterator[list[Entity]]:
        """Yield the entities within some limits by the order of their ids, so many at once."""
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
                with self._told():
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
        """Return the entities nearest to a vector, by its product with theirs.

        Args:
            collection: Where.
            query: A unit vector, shape (dim,).
            limit: Entities wanted, `MOST_FOUND` at most.
            limits: What they must be; "" for anything.
            fields: What is wanted of them.
            params: How the index is to be searched.

        Returns:
            Their ids, products and fields, the greatest product first.
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
        """Call for something of a collection, which is first loaded if somebody has released it."""
        with self._told():
            try:
                return call(collection, *args, **options)
            except MilvusException as error:
                # Milvus Lite releases all of them when it ends.
                if error.code != _RELEASED and "released" not in str(error):
                    raise
                self._client.load_collection(collection, timeout=_LATER)
                return call(collection, *args, **options)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell failures to people."""
        try:
            yield
        except (MilvusException, grpc.RpcError) as error:
            raise ClauseIndexError(f"{self._address}: {_reason(error)}") from None


@lru_cache(maxsize=4)
def connect(address: MilvusAddress) -> Milvus:
    """Return the connection to an address, which lasts as long as the process and is taken up again after a failure.

    Raises:
        ClauseIndexError: If there is no server, or it does not take the token.
    """
    return Milvus(address)


def _reason(error: Exception) -> str:
    """Return what went wrong, in one line, and what to do."""
    code = error.code() if isinstance(error, grpc.Call) else getattr(error, "code", None)
    details = error.details() if isinstance(error, grpc.Call) else getattr(error, "message", "")
    [line, *_] = (str(details or error).strip() or type(error).__name__).splitlines()
    said = line[:200]
    if code in _NOT_ALLOWED:
        return f"not allowed ({said}); set CLAUSEBOT_MILVUS_TOKEN to user:password, or to the API key"
    if code in _ABSENT:
        return f"{said}; write it again with 'clausebot index build'"
    if "Open local milvus failed" in said:
        return f"{said}; another process has it open, or another version of Milvus Lite wrote it"
    if code in _AWAY or said.startswith(("Fail connecting", "[")):  # it has retried until the deadline
        return (
            f"{said}; see that the server runs, can be reached and takes CLAUSEBOT_MILVUS_TOKEN: "
            "it is used again as soon as it answers"
        )
    return f"Milvus said: {said}"
