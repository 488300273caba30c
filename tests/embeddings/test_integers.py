import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

import embeddings
from embeddings.integers import COLUMNS, PRODUCT, ROWS, product


@given(st.integers(1, 40), st.integers(1, 300), st.integers(1, 40), st.integers(0, 2**32))
def test_products_are_exact(rows: int, inner: int, columns: int, seed: int) -> None:
    numbers = np.random.default_rng(seed)
    left = numbers.integers(0, 128, (rows, inner), dtype=np.uint8)
    right = numbers.integers(-128, 128, (inner, columns), dtype=np.int8)
    assert product(left, right).tolist() == (left.astype(np.int64) @ right).tolist()


@pytest.mark.parametrize("extreme", [-128, 127])
def test_the_greatest_of_seven_bits_overflow_nowhere(extreme: int) -> None:
    left, right = np.full((3, 768), 127, np.uint8), np.full((768, 2), extreme, np.int8)
    assert (product(left, right) == 768 * 127 * extreme).all()


def test_the_graph_that_is_shipped_is_one_product() -> None:
    """This is how integers.onnx was made: onnx itself is there for building only."""
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", [ROWS, COLUMNS], [PRODUCT])],
        PRODUCT,
        [
            helper.make_tensor_value_info(ROWS, TensorProto.UINT8, ["n", "d"]),
            helper.make_tensor_value_info(COLUMNS, TensorProto.INT8, ["d", "m"]),
        ],
        [helper.make_tensor_value_info(PRODUCT, TensorProto.INT32, ["n", "m"])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    assert Path(embeddings.__path__[0], "integers.onnx").read_bytes() == model.SerializeToString()


def test_onnxruntime_reports_nothing_to_its_maker(tmp_path: Path) -> None:
    """Else it leaves an identifier among the caches; where its environment says CI, it never does."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    places = dict.fromkeys(("HOME", "LOCALAPPDATA", "XDG_CACHE_HOME", "TMPDIR"), str(tmp_path))
    program = "import numpy as n, embeddings.integers as i; i.product(n.ones((1, 1), 'B'), n.ones((1, 1), 'b'))"
    subprocess.run([sys.executable, "-B", "-c", program], env=kept | places, check=True)
    assert not list(tmp_path.iterdir())
