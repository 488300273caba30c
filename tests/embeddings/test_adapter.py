import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from embeddings.adapter import adapter_path, find_adapter, read_adapter, write_adapter
from embeddings.encoder import Encoder, Vectors
from embeddings.errors import ModelError
from embeddings.models import CATALOGUE, MINILM, WEIGHTS, locate
from embeddings.reference import ReferenceEncoder, load_encoder

MODEL = MINILM.name
LAYER = "encoder.layer.5.attention.self.query"
TEXTS = ["Urges Member States to ensure increased representation of women;", "women at the table"]
Write = Callable[[dict[str, Vectors]], Path]


def random_factors(layer: str = LAYER, width: int = 384) -> dict[str, Vectors]:
    random = np.random.default_rng(1)
    return {
        f"{layer}.lora_a": random.normal(0, 0.1, (4, width)).astype(np.float32),
        f"{layer}.lora_b": random.normal(0, 0.1, (384, 4)).astype(np.float32),
    }


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an adapter for the fallback model where a user's own lies."""

    def write(tensors: dict[str, Vectors]) -> Path:
        path = adapter_path(MODEL, tmp_path)
        write_adapter(path, tensors, model=MODEL, weights_sha256=str(MINILM.weights_sha256), scale=2.0)
        return path

    return write


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return load_encoder(MODEL, tmp_path_factory.mktemp("models"), adapter=False)


def test_a_merged_model_is_the_model_with_the_product_added_to_its_weights(write: Write, tmp_path: Path) -> None:
    """By hand: the sum is written into a copy of the weights' file, which is then loaded as any folder is."""
    factors = random_factors()
    adapted = ReferenceEncoder(locate(MODEL, tmp_path), write(factors))
    copy = tmp_path / "copy"
    shutil.copytree(locate(MODEL, tmp_path).folder, copy)
    weights = load_file(copy / WEIGHTS)
    added: Vectors = 2.0 * (factors[f"{LAYER}.lora_b"] @ factors[f"{LAYER}.lora_a"])
    weights[f"{LAYER}.weight"] = weights[f"{LAYER}.weight"] + added
    save_file(weights, copy / WEIGHTS, metadata={"format": "pt"})
    by_hand = load_encoder(str(copy), tmp_path)
    assert np.array_equal(adapted.encode_passages(TEXTS).vectors, by_hand.encode_passages(TEXTS).vectors)


def test_an_adapter_that_adds_nothing_changes_no_bit(write: Write, tmp_path: Path, plain: Encoder) -> None:
    factors = random_factors()
    factors[f"{LAYER}.lora_b"][:] = 0
    adapted = ReferenceEncoder(locate(MODEL, tmp_path), write(factors))
    assert np.array_equal(adapted.encode_queries(TEXTS).vectors, plain.encode_queries(TEXTS).vectors)


def test_the_fingerprint_covers_the_adapter_and_only_where_there_is_one(write: Write, tmp_path: Path) -> None:
    """Indexes made without one stay valid."""
    files, first = locate(MODEL, tmp_path), write(random_factors())
    with_one = ReferenceEncoder(files, first).fingerprint
    another = ReferenceEncoder(files, write({name: 2 * value for name, value in random_factors().items()})).fingerprint
    without = ReferenceEncoder(files).fingerprint
    assert without == "65199f1e1814db011e27d6e53c882010553905d81586f0847fdd19312f8661c6"
    assert len({with_one, another, without}) == 3


def test_a_user_s_own_adapter_is_preferred_to_the_shipped_one(write: Write, tmp_path: Path) -> None:
    shipped = find_adapter(MODEL, tmp_path)
    assert shipped is not None
    assert shipped.parent.parent.name == "embeddings"
    assert find_adapter(MODEL, tmp_path) != write(random_factors()) == find_adapter(MODEL, tmp_path)


def test_a_folder_in_the_place_of_an_adapter_is_an_error_and_not_passed_over(tmp_path: Path) -> None:
    """The shipped one instead of the user's own would answer otherwise, and nobody would know why."""
    adapter_path(MODEL, tmp_path).mkdir(parents=True)
    path = find_adapter(MODEL, tmp_path)
    assert path == adapter_path(MODEL, tmp_path)
    with pytest.raises(ModelError, match=r"is damaged .*train it again with 'clausebot model adapt', delete"):
        read_adapter(path, "0" * 64)


def test_a_folder_of_the_user_s_own_has_no_shipped_adapter(tmp_path: Path, plain: Encoder) -> None:
    folder = tmp_path / MODEL
    shutil.copytree(locate(MODEL, tmp_path).folder, folder)
    own = load_encoder(str(folder), tmp_path)
    assert own.fingerprint == plain.fingerprint


def test_the_shipped_adapter_is_merged_unless_it_is_not_wanted(tmp_path: Path, plain: Encoder) -> None:
    adapted = load_encoder(MODEL, tmp_path)
    assert adapted.fingerprint != plain.fingerprint
    cosines = (adapted.encode_passages(TEXTS).vectors * plain.encode_passages(TEXTS).vectors).sum(axis=1)
    assert (cosines < 0.999).all()
    assert (cosines > 0.5).all()


@pytest.mark.parametrize("name", [name for name, card in CATALOGUE.items() if not card.multilingual])
def test_every_english_model_has_an_adapter_of_a_few_megabytes_for_its_weights(name: str, tmp_path: Path) -> None:
    path = find_adapter(name, tmp_path)
    assert path is not None
    assert path.stat().st_size < 8_000_000
    assert path.with_suffix(".md").is_file()
    assert read_adapter(path, str(CATALOGUE[name].weights_sha256)).factors


def test_a_damaged_adapter_says_what_to_do(write: Write, tmp_path: Path) -> None:
    path = write(random_factors())
    path.write_bytes(path.read_bytes()[:-8])
    with pytest.raises(ModelError, match=r"is damaged .*clausebot model adapt.*--no-adapter"):
        load_encoder(MODEL, tmp_path)


def test_a_pickle_is_no_adapter(tmp_path: Path) -> None:
    """It would run what it holds."""
    path, ran = adapter_path(MODEL, tmp_path), tmp_path / "ran"

    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (ran,)

    path.parent.mkdir()
    path.write_bytes(pickle.dumps(Trap()))
    with pytest.raises(ModelError, match="is damaged"):
        load_encoder(MODEL, tmp_path)
    assert not ran.exists()


def test_an_adapter_of_other_weights_is_refused(write: Write) -> None:
    with pytest.raises(ModelError, match="was trained on weights with sha256 53aa"):
        read_adapter(write(random_factors()), "00" * 32)


@pytest.mark.parametrize("factors", [random_factors(width=768), random_factors("encoder.layer.9.attention.self.query")])
def test_an_adapter_whose_layers_the_model_lacks_is_refused(
    factors: dict[str, Vectors],
    write: Write,
    tmp_path: Path,
) -> None:
    write(factors)
    with pytest.raises(ModelError, match=r"does not fit the model at encoder\.layer"):
        load_encoder(MODEL, tmp_path)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_an_adapter_with_values_that_are_no_numbers_is_damaged(value: float, write: Write) -> None:
    factors = random_factors()
    factors[f"{LAYER}.lora_a"][0, 0] = value
    with pytest.raises(ModelError, match="NaN or infinite"):
        read_adapter(write(factors), str(MINILM.weights_sha256))


def test_half_an_adapter_is_damaged(write: Write) -> None:
    factors = random_factors()
    del factors[f"{LAYER}.lora_b"]
    with pytest.raises(ModelError, match="is damaged"):
        read_adapter(write(factors), str(MINILM.weights_sha256))


def test_reading_an_adapter_needs_no_torch() -> None:
    """Whatever serves compiled weights asks for the fingerprint only."""
    code = "import sys; import embeddings.adapter; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
